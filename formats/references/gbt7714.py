"""GB/T 7714-2015, Rules for bibliographic references and citations to information resources (China)."""

from formats.identifiers import address_of_arxiv, address_of_doi
from formats.names import is_eastern
from formats.references.facts import Facts, ranged
from formats.references.names import Name
from formats.references.pieces import Pieces, join, link, plain

MOST = 3
"""Authors who are named (8.1.2); of more, these and 等 or `et al`."""
MARKS = {
    "journal": "J",
    "newspaper": "N",
    "proceedings": "C",
    "book": "M",
    "chapter": "M",
    "thesis": "D",
    "report": "R",
    "standard": "S",
    "patent": "P",
    "dataset": "DS/OL",
    "software": "CP/OL",
    "webpage": "EB/OL",
    "preprint": "EB/OL",
}
"""The marks of kinds and carriers (annex B); all else is Z."""
INSIDE = ("proceedings", "chapter")
ONLINE = ("dataset", "software", "webpage", "preprint")


def write(facts: Facts) -> Pieces:
    """Write a reference: who, what with its mark, where, when and the pages (4 and 8).

    Place and publisher are not known here and so are left out, as is the day a reader looked it up; a year
    that is not known has no sign.
    """
    who = plain(authors(facts.names))
    what = plain(facts.title, f"[{MARKS.get(facts.kind, 'Z')}]")
    if facts.kind in INSIDE and facts.venue:
        what = [*what, *plain("//", facts.venue)]
    parts = [who, what, plain(source(facts)), address(facts)]
    # A title that ends in a mark of its own has its kind behind it; an initial has no dot.
    return [*join(parts, ". "), *plain(".")]


def authors(names: list[Name]) -> str:
    """Join names, the family name first (8.1)."""
    written = [author(name) for name in names[:MOST]]
    if len(names) > MOST:
        written.append("等" if is_eastern(names[0].family) else "et al")
    return ", ".join(written)


def author(name: Name) -> str:
    """Write `EINSTEIN A`, the initials without dots (8.1.1); 李雷 and a group as they are."""
    if not name.given:
        return name.printed
    return " ".join(filter(None, (name.family.upper(), name.initials("", " "), name.suffix.rstrip("."))))


def source(facts: Facts) -> str:
    """Write where and when: `刊名, 2024, 21(4): 1-20` (4.4); online, a date in brackets (4.6)."""
    if facts.kind in ONLINE:
        date = f"{facts.year}-{facts.month:02}" if facts.year and facts.month else facts.year
        venue = "" if facts.kind == "preprint" and facts.arxiv else facts.venue
        return ". ".join(filter(None, (venue, f"({date})" if date else "")))
    venue = "" if facts.kind in INSIDE else facts.venue
    volume, issue = facts.volume, f"({facts.issue})" if facts.issue else ""
    # Without a volume the issue stands right behind the year.
    year = facts.year + ("" if volume else issue)
    where = ", ".join(filter(None, (venue, year, volume and f"{volume}{issue}")))
    return ": ".join(filter(None, (where, ranged(facts.pages, "-"))))


def address(facts: Facts) -> Pieces:
    """Write the DOI, or where something online is read."""
    if facts.doi:
        return [*plain("DOI:"), *link(address_of_doi(facts.doi), facts.doi)]
    if facts.kind == "preprint":
        return link(address_of_arxiv(facts.arxiv) or facts.url)
    return link(facts.url) if facts.kind in ONLINE else []
