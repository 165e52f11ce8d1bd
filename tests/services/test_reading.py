"""What a file names can be asked for by an address: a key, slug or rank that cannot is refused."""

import json
import re

import pytest

from formats.registry import FORMATS
from schemas.bodies import BODIES
from schemas.vocabulary import EXTENSIONS
from services import reading
from tests.services.test_loading import GOOD, RANK, with_work


@pytest.mark.parametrize(
    "ending",
    [
        "bib",
        "ris",
        "csl.json",
        "csv",
        "ndjson",
        "atom",
        "feed.json",
        "json",
        "jsonld",
        "apa.txt",
        "gbt7714.html",
    ],
)
def test_a_key_that_ends_as_a_download_does_is_refused(ending):
    """Its address would ask for another publication in that format."""
    assert reading.read(json.dumps(with_work(key="csv")), "en")["publications"]
    with pytest.raises(reading.ProfileFault, match=r"^/publications/0/key: A key cannot end as a download"):
        reading.read(json.dumps(with_work(key=f"a.{ending}")), "en")


@pytest.mark.parametrize("key", ["a.apaxtxt", "a.txt", "csv", "a.bibx", "apa.txt.a"])
def test_a_key_that_is_merely_like_it_is_taken_and_documented_so(key):
    assert reading.read(json.dumps(with_work(key=key)), "en")["publications"]
    documented = BODIES["publications"]().fields["key"].metadata["not"]["pattern"]
    assert not re.search(documented, key)


def test_no_download_is_forgotten_where_keys_are_checked():
    endings = tuple(f".{extension}" for extension in EXTENSIONS)
    assert [extension for extension in FORMATS if not f".{extension}".endswith(endings)] == []


SLUGS = {
    "/profile/slug": lambda slug: {"profile": {**GOOD["profile"], "slug": slug}},
    "/people/0/slug": lambda slug: {**GOOD, "people": [{"slug": slug, "name": "X"}]},
    "/venues/0/slug": lambda slug: {**GOOD, "venues": [{"slug": slug, "name": "X", "kind": "journal"}]},
    "/students/0/person": lambda slug: {**GOOD, "students": [{"name": "X", "degree": "phd", "person": slug}]},
    "/publications/0/authors/0/slug": lambda slug: with_work(authors=[{"name": "X", "slug": slug}]),
    "/publications/0/topics/0/slug": lambda slug: with_work(topics=[{"label": "X", "slug": slug}]),
}


@pytest.mark.parametrize("place", SLUGS)
@pytest.mark.parametrize(
    "slug", ["none", "!x", "Ada", "a b", "a_b", "a/b", "-a", "a--b", "é", "x\u200b", "…"]
)
def test_a_slug_that_no_address_could_hold_is_refused(place, slug):
    with pytest.raises(reading.ProfileFault) as refused:
        reading.read(json.dumps(SLUGS[place](slug)), "en")
    assert re.match(rf"{place}: .* is no slug; write .*\.$", str(refused.value))


@pytest.mark.parametrize("place", SLUGS)
@pytest.mark.parametrize("slug", ["ada", "a-1", "7", "李娜", "한", "nonesuch"])
def test_a_slug_of_letters_digits_and_hyphens_is_taken(place, slug):
    assert reading.read(json.dumps(SLUGS[place](slug)), "en")


@pytest.mark.parametrize(
    "rank", ["none", "!CCF-A", "CCF-A,B", "CCF-A B", "CCF-", "-A", "CCF-\u200b", "CCF-" + "A" * 60]
)
def test_a_rank_that_no_address_could_ask_for_is_refused(rank):
    with pytest.raises(reading.ProfileFault, match=r"^/publications/0/rank: Write "):
        reading.read(json.dumps(with_work(rank=rank)), "en")


@pytest.mark.parametrize(
    ("part", "text"),
    [("scheme", "C-F"), ("scheme", "!CCF"), ("scheme", "C F"), ("class", "A,B"), ("class", "\x7f")],
)
def test_a_venue_s_rank_that_no_address_could_ask_for_is_refused(part, text):
    venue = {
        "slug": "x",
        "name": "X",
        "kind": "journal",
        "ranks": [RANK, {**RANK, "edition": "2", part: text}],
    }
    with pytest.raises(reading.ProfileFault, match=rf"^/venues/0/ranks/1/{part}: "):
        reading.read(json.dumps({**GOOD, "venues": [venue]}), "en")


@pytest.mark.parametrize("rank", ["CCF-A", "CORE-A*", "CAS-1-top", "ÄQ-甲"])
def test_a_rank_of_a_scheme_and_a_class_is_taken(rank):
    assert reading.read(json.dumps(with_work(rank=rank)), "en")["publications"][0]["rank"] == rank
