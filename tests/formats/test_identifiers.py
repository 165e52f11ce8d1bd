"""A DOI, an arXiv identifier and an address are the same thing however and wherever a source writes them."""

import re
import time

import pytest

from formats import identifiers
from schemas.patterns import ARXIV_ID, DOI, LINK

SICI = "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2"
LANCET = "10.1016/s0140-6736(05)67889-0"

DOIS = {
    "10.1145/3503222.3507721": "10.1145/3503222.3507721",
    " 10.1145/ABC.Def ": "10.1145/abc.def",
    "doi:10.1000/182": "10.1000/182",
    "DOI: 10.1000/182": "10.1000/182",
    "doi 10.1000/182": "10.1000/182",
    "info:doi/10.1000/182": "10.1000/182",
    "https://doi.org/10.1000/182": "10.1000/182",
    "HTTP://DX.DOI.ORG/10.1000/182": "10.1000/182",
    "https://www.doi.org/10.1000/182": "10.1000/182",
    "doi.org/10.1000/182": "10.1000/182",
    "https://doi.org/doi:10.1000/182": "10.1000/182",
    "https://doi.org/10.1000/182?utm_source=x#top": "10.1000/182",
    "https://doi.org/10.1016%2FS0140-6736%2805%2967889-0": LANCET,
    "https://doi.org/10.1000/a%3Fb%23c": "10.1000/a?b#c",
    "10.1000/a?b#c": "10.1000/a?b#c",
    "10.1000.12.31/a(98)2000/12/31/34:7-7": "10.1000.12.31/a(98)2000/12/31/34:7-7",
    SICI: SICI.lower(),
    "10.1000/论文": "10.1000/论文",
    "10.100/182": None,
    "11.1000/182": None,
    "10.1000/": None,
    "10.1000": None,
    "10.1000/a b": None,
    "٠10.1000/182": None,
    "10.١٠٠٠/182": None,
    "https://doi.org/10.1000/a%20b": None,
    "https://doi.org/10.1000/a%00b": None,
    "https://example.org/10.1000/182": None,
    "10.1000/" + "a" * 293: None,
    "x": None,
    "": None,
}
"""What stands in a field for a DOI (ISO 26324; DOI Handbook, 2.2 and 3.8), and the DOI."""

AMONG_WORDS = {
    "In: FAST 2020, doi:10.1145/1234567.7654321.": "10.1145/1234567.7654321",
    "(https://doi.org/10.1145/1234567.7654321)": "10.1145/1234567.7654321",
    f"Lancet 365, {LANCET}, 2005": LANCET,
    f"Lancet ({LANCET}).": LANCET,
    f"see {SICI}; then": SICI.lower(),
    "10.1145/1.2](https://example.org)": "10.1145/1.2",
    "DOI：10.1360/SSI-2023-0001。": "10.1360/ssi-2023-0001",
    "https://dl.acm.org/doi/pdf/10.1145/3503222.3507721?download=true": "10.1145/3503222.3507721",
    "https://dl.acm.org/doi/abs/10.1145/3503222.3507721": "10.1145/3503222.3507721",
    "https://link.springer.com/content/pdf/10.1007/s10586-019-03013-3.pdf": "10.1007/s10586-019-03013-3",
    "https://onlinelibrary.wiley.com/doi/10.1002/cpe.1234/abstract": "10.1002/cpe.1234",
    "https://www.thelancet.com/10.1016/S0140-6736%2805%2967889-0/fulltext": LANCET,
    "version 3.10.1000/2": None,
    "10.5 of 10.12 GB/s": None,
    "a page without one": None,
}
"""Words and addresses of publishers, and the DOI in them."""

ARXIV = {
    "2401.01234": "2401.01234",
    "0706.0001": "0706.0001",
    "2401.01234v2": "2401.01234v2",
    "2401.01234V12": "2401.01234v12",
    "arXiv:2401.01234": "2401.01234",
    "arxiv: 2401.01234v2": "2401.01234v2",
    "arXiv:0706.0001v1 [q-bio.CB]": "0706.0001v1",
    "abs/2401.01234": "2401.01234",
    "hep-th/9901001": "hep-th/9901001",
    "HEP-TH/9901001v3": "hep-th/9901001v3",
    "math.CA/0611800v2": "math/0611800v2",
    "arXiv:cs/0501001": "cs/0501001",
    "https://arxiv.org/abs/2401.01234": "2401.01234",
    "http://www.arxiv.org/pdf/2401.01234v2.pdf": "2401.01234v2",
    "https://export.arxiv.org/abs/math.GT/0309136": "math/0309136",
    "arxiv.org/abs/2401.01234": "2401.01234",
    "https://arxiv.org/html/2401.01234?x=1#S1": "2401.01234",
    "https://arxiv.org/pdf/2401.01234#page=2": "2401.01234",
    "https://ar5iv.labs.arxiv.org/html/2401.01234": "2401.01234",
    "10.48550/arXiv.2401.01234": "2401.01234",
    "https://doi.org/10.48550/arXiv.hep-th/9901001": "hep-th/9901001",
    "2413.01234": None,
    "2400.01234": None,
    "2401.012345": None,
    "2401.0123": "2401.0123",
    "2401.012": None,
    "hep-th/9913001": None,
    "page/9901001": None,
    "٢401.01234": None,
    "https://evilarxiv.org/abs/2401.01234": None,
    "https://arxiv.org/abs/": None,
    "https://arxiv.org/a/lindqvist_a_1": None,
    "10.1145/2401.01234": None,
    "": None,
}
"""What stands in a field for an arXiv identifier (arXiv's own rules), and how arXiv writes it."""

ARXIV_AMONG_WORDS = {
    "arXiv preprint arXiv:2401.01234v2": "2401.01234v2",
    "arXiv 2401.01234": "2401.01234",
    "arXiv e-print 2401.01234, 2024": "2401.01234",
    "CoRR abs/2401.01234": "2401.01234",
    "On arXiv: math.CA/0611800.": "math/0611800",
    "[pdf](https://arxiv.org/pdf/2401.01234v2.pdf)": "2401.01234v2",
    "https://doi.org/10.48550/arXiv.2401.01234": "2401.01234",
    "https://scirate.com/arxiv/abs/2401.01234": None,
    "GPUs 2401.01234 and 9901001": None,
    "arXiv:2401.012345": None,
    "On arXiv, 2024": None,
}

ADDRESSES = {
    "https://example.org/a": "https://example.org/a",
    "HTTPS://Example.org/A": "https://Example.org/A",
    "https://example.org": "https://example.org",
    "https://example.org?a=1": "https://example.org?a=1",
    "https://example.org/a b": "https://example.org/a%20b",
    'https://example.org/<a>"b': "https://example.org/%3Ca%3E%22b",
    "https://example.org/a\\b": "https://example.org/a%5Cb",
    "https://例子.中国/论文": "https://例子.中国/论文",
    "/files/a b.pdf": "/files/a%20b.pdf",
    "mailto:ada@example.org": "mailto:ada@example.org",
    "//example.org/a": None,
    "/\\example.org": None,
    "https://example.org\\@evil.example/": None,
    "http://a b": None,
    "https://": None,
    "https:///a": None,
    "javascript:alert(1)": None,
    "java\nscript:alert(1)": None,
    "data:text/html,x": None,
    "mailto:nobody": None,
    "ftp://example.org/a": None,
    "file:///etc/passwd": None,
    "C:\\papers\\a.pdf": None,
    "https://example.org/" + "a" * 1981: None,
    "": None,
}


@pytest.mark.parametrize("given", DOIS)
def test_a_doi_is_read_from_its_field(given):
    assert identifiers.doi(given) == DOIS[given]


@pytest.mark.parametrize("given", AMONG_WORDS)
def test_a_doi_is_found_among_words(given):
    assert identifiers.doi_in(given) == AMONG_WORDS[given]


@pytest.mark.parametrize("given", ARXIV)
def test_an_arxiv_identifier_is_read_from_its_field(given):
    assert identifiers.arxiv_id(given, version=True) == ARXIV[given]
    assert identifiers.arxiv_id(given) == (ARXIV[given] and re.sub(r"v\d+$", "", ARXIV[given]))


@pytest.mark.parametrize("given", ARXIV_AMONG_WORDS)
def test_an_arxiv_identifier_is_found_among_words_that_say_so(given):
    assert identifiers.arxiv_in(given, version=True) == ARXIV_AMONG_WORDS[given]


@pytest.mark.parametrize("given", ADDRESSES)
def test_an_address_is_read_as_a_browser_would(given):
    assert identifiers.link(given) == ADDRESSES[given]


@pytest.mark.parametrize("value", [None, 7, True, [], {}, "\0"])
def test_what_is_no_text_is_none_of_these(value):
    read = (identifiers.doi, identifiers.arxiv_id, identifiers.link)
    assert [each(value) for each in read] == [None, None, None]


def test_what_is_read_is_what_the_api_takes():
    for table, pattern in ((DOIS, DOI), (ARXIV, ARXIV_ID), (ADDRESSES, LINK)):
        for known in filter(None, table.values()):
            pattern(known)


def test_a_doi_comes_back_from_its_address():
    for known in filter(None, DOIS.values()):
        assert identifiers.doi(identifiers.address_of_doi(known)) == known


@pytest.mark.parametrize(
    "piece", ["10.1000/", "10.1000.1", "arxiv:", "arXiv preprint ", "(", "https://a.", "cs/0501", "a/"]
)
def test_long_runs_cost_no_more_than_their_length(piece):
    text = piece * (100_000 // len(piece))
    began = time.process_time()
    for find in (
        identifiers.doi,
        identifiers.doi_in,
        identifiers.arxiv_id,
        identifiers.arxiv_in,
        identifiers.link,
    ):
        find(text)
        find(f"https://{text}")
    assert time.process_time() - began < 1
