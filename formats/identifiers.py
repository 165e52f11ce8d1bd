"""DOIs, arXiv identifiers and addresses: read where a source gives one, or found among words."""

import re
from typing import Any
from urllib.parse import quote, unquote

from formats.clean import line

LONGEST_DOI, LONGEST_ADDRESS = 300, 2000

# The prefix may be divided at full stops, and the suffix is any printable signs (ISO 26324).
PREFIX = r"10\.[0-9]{4,9}(?:\.[0-9]{1,9}){0,4}/"
DOI = re.compile(rf"{PREFIX}\S+")
DOI_AMONG_WORDS = re.compile(rf"(?<![\w.]){PREFIX}[^\s\"“”‘’，。；、（）《》【】]{{1,{LONGEST_DOI}}}")
AT_DOI = re.compile(r"(?:https?://)?(?:(?:dx|www)\.)?doi\.org/(?:doi:)?", re.IGNORECASE)
BEFORE_DOI = re.compile(r"(?:info:doi/|doi ?[:：]? ?)", re.IGNORECASE)
BEHIND_DOI = re.compile(
    r"(?:\.(?:pdf|html?|xml|full)|/(?:abs|abstract|e?pdf|full|full-?text|html|meta|references|summary))+\Z",
    re.IGNORECASE,
)
"""What publishers hang behind a DOI in their addresses."""
OPENED_BY = {")": "(", "]": "[", "}": "{", ">": "<"}

# arXiv has had identifiers of a month and a number since April 2007, and before of an archive, a month and a
# number (https://info.arxiv.org/help/arxiv_identifier.html); the archives of that time are these.
MONTH = "[0-9]{2}(?:0[1-9]|1[0-2])"
ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|"
    "dg-ga|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|"
    "physics|plasm-ph|q-alg|q-bio|quant-ph|solv-int|supr-con"
)
ARXIV_DOI = "10.48550/arxiv."
"""Before its identifier, the DOI of each preprint at arXiv, which DataCite keeps."""
ARXIV_ID = (
    rf"(?:(?P<new>{MONTH}\.[0-9]{{4,5}})|(?P<archive>{ARCHIVES})(?:\.[a-z]{{2}})?(?P<number>/{MONTH}[0-9]{{3}}))"
    r"(?P<version>v[0-9]{1,3})?(?![0-9])"
)
AT_ARXIV = (
    r"(?:https?://)?(?:(?:[a-z0-9-]{1,20}\.){0,2}arxiv\.org|ar5iv\.org)/(?:abs|pdf|html|ps|format)/(?:arxiv:)?|"
    r"10\.48550/arxiv\."
)
ARXIV = re.compile(
    rf"(?:{AT_DOI.pattern}(?=10\.48550/))?(?:{AT_ARXIV}|arxiv ?[:：]? ?|abs/)?{ARXIV_ID}"
    r"(?:\.pdf)?/?(?:[?#]\S*)?(?: ?\[[a-z.-]{2,20}\])?",
    re.IGNORECASE,
)
ARXIV_AMONG_WORDS = re.compile(
    rf"(?<![\w.])(?:{AT_ARXIV}|arxiv(?:\s(?:e-?print|preprint))?(?:\s?[:：]\s?|\s|,\s)(?:arxiv:|abs/)?|"
    rf"(?<!/)abs/){ARXIV_ID}",
    re.IGNORECASE,
)

WEB = re.compile(r"(https?)://([^\s/?#\\<>\"^`{|}]+)((?:[/?#].*)?)", re.IGNORECASE)
PATH = re.compile(r"/(?![/\\]).+")
MAIL = re.compile(r"mailto:[^\s<>\"\\]+@[^\s<>\"\\]+", re.IGNORECASE)
KEPT = "/:;()!*~@,"
"""What stands in the address of a DOI as it is."""
NOT_IN_ADDRESSES = re.compile(r"[ \"<>\\^`{|}]")


def doi(value: Any) -> str | None:
    """Read a DOI as it is or in an address of doi.org, in small letters, or None (ISO 26324)."""
    text = line(value)
    if text is None:
        return None
    if at := AT_DOI.match(text):
        # Within an address the DOI's own `?` and `#` are escaped, so one that is not ends it.
        text = unquote(_before_query(text[at.end() :]))
    else:
        text = BEFORE_DOI.sub("", text, count=1) if BEFORE_DOI.match(text) else text
    fits = len(text) <= LONGEST_DOI and DOI.fullmatch(text) and line(text) == text
    return text.lower() if fits else None


def doi_in(text: str) -> str | None:
    """Find the first DOI in words, or in an address of whichever site, or None."""
    is_address = WEB.fullmatch(text) is not None
    found = DOI_AMONG_WORDS.search(unquote(_before_query(text)) if is_address else text)
    if found is None:
        return None
    bare = _balanced(found[0]).rstrip(".,;:'*…")
    return doi(BEHIND_DOI.sub("", bare) if is_address else bare)


def _before_query(address: str) -> str:
    return re.split("[?#]", address, maxsplit=1)[0]


def _balanced(text: str) -> str:
    """Cut a text before the first bracket that has no partner: those of a DOI have, those around it not."""
    opened: list[int] = []
    for place, sign in enumerate(text):
        if sign in OPENED_BY.values():
            opened.append(place)
        elif sign in OPENED_BY and (not opened or text[opened.pop()] != OPENED_BY[sign]):
            return text[:place]
    return text[: opened[0]] if opened else text


def arxiv_id(value: Any, *, version: bool = False) -> str | None:
    """Read an arXiv identifier as it is, in an address of arXiv or in its DOI, in small letters, or None.

    An identifier names the paper; `version` keeps the version that a reference may be to.
    """
    text = line(value)
    found = ARXIV.fullmatch(text) if text and len(text) <= LONGEST_ADDRESS else None
    return _identifier(found, version) if found else None


def arxiv_in(text: str, *, version: bool = False) -> str | None:
    """Find the first arXiv identifier in words that say it is one, or None."""
    found = ARXIV_AMONG_WORDS.search(text)
    return _identifier(found, version) if found else None


def _identifier(found: re.Match[str], version: bool) -> str:
    """Write an identifier as arXiv prefers it: without the subject class that old ones had."""
    paper = found["new"] or found["archive"] + found["number"]
    return (paper + ((found["version"] or "") if version else "")).lower()


def is_arxiv_doi(known: str) -> bool:
    """Tell a DOI that arXiv gave, which says no more than the identifier in it."""
    return known.startswith(ARXIV_DOI) and arxiv_id(known) is not None


def address(value: Any) -> str | None:
    """Read an address on the web that a page may link to, or None.

    Signs that no address has (RFC 3986) are escaped, as browsers do, and the scheme is in small letters.
    """
    text = line(value)
    found = WEB.fullmatch(text) if text else None
    return _within(f"{found[1].lower()}://{found[2]}{_escaped(found[3])}") if found else None


def path(value: Any) -> str | None:
    """Read an address on the same site, from its root, or None."""
    text = line(value)
    return _within(_escaped(text)) if text and PATH.fullmatch(text) else None


def link(value: Any) -> str | None:
    """Read whatever a profile's own page may link to: an address, a path or a mailbox, or None."""
    text = line(value)
    mailbox = _within(text) if text and MAIL.fullmatch(text) else None
    return address(text) or path(text) or mailbox


def _escaped(text: str) -> str:
    return NOT_IN_ADDRESSES.sub(lambda found: f"%{ord(found[0]):02X}", text)


def _within(text: str) -> str | None:
    return text if len(text) <= LONGEST_ADDRESS else None


def address_of_doi(identifier: str | None) -> str | None:
    """Give the address of a DOI (DOI Handbook, 3.8: what an address cannot hold is encoded)."""
    return f"https://doi.org/{quote(identifier, safe=KEPT)}" if identifier else None


def address_of_arxiv(identifier: str | None) -> str | None:
    """Give the address of a preprint on arXiv."""
    return f"https://arxiv.org/abs/{quote(identifier, safe='/')}" if identifier else None


def kind_of(address: str) -> str:
    """Tell what a work's one address leads to."""
    return "pdf" if _before_query(address.lower()).endswith(".pdf") else "publisher"
