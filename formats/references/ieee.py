"""IEEE style: the IEEE Reference Guide and the IEEE Editorial Style Manual for Authors."""

from formats.identifiers import address_of_doi
from formats.references.facts import Facts, is_range, ranged
from formats.references.names import Name
from formats.references.pieces import Pieces, italic, join, link, plain, stopped

MOST = 6
"""Authors who are all named; of more, the first and `et al.`."""
MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
SHORT = {"thesis": "thesis", "patent": "patent", "dataset": "data set", "software": "software"}
"""What is said of a work whose title does not stand in anything."""


def write(facts: Facts) -> Pieces:
    """Write a reference: initials first, the title in quotation marks, what it stands in in italics.

    A year that is not known has no sign; names of journals are not shortened.
    """
    where = join([*source(facts), number(facts)], ", ")
    head = join([authors(facts.names), titled(facts, bool(where))], ", ")
    between = ". " if facts.kind == "book" else " "
    return [*stopped(join([head, where], between)), *online(facts)]


def authors(names: list[Name]) -> Pieces:
    """Join names with commas and `and`."""
    written = [" ".join(filter(None, (name.initials(), name.family, name.suffix))) for name in names]
    if len(written) > MOST:
        return [*plain(written[0], " "), *italic("et al.")]
    if len(written) < 3:
        return plain(" and ".join(written))
    return plain(f"{', '.join(written[:-1])}, and {written[-1]}")


def titled(facts: Facts, goes_on: bool) -> Pieces:
    """Write a title: a book's in italics, all others in quotation marks with the comma or stop inside."""
    if facts.kind == "book":
        return italic(facts.title)
    title = facts.title.removesuffix(".")
    mark = "" if title.endswith(("?", "!")) else "," if goes_on else "."
    return plain("“", title, f"{mark}”")


def source(facts: Facts) -> list[Pieces]:
    """List where it appeared, in the order of its kind."""
    volume, issue = plain("vol. ", facts.volume), plain("no. ", facts.issue)
    if facts.kind == "preprint":
        if facts.arxiv:
            return [plain(facts.year), italic(f"arXiv:{facts.arxiv}")]
        return [plain(facts.venue), plain("unpublished")]
    if facts.kind == "journal":
        return [italic(facts.venue), volume, issue, pages(facts), date(facts)]
    if facts.kind in ("proceedings", "chapter"):
        place = [*plain("in "), *italic(facts.venue)] if facts.venue else []
        return [place, volume, date(facts), pages(facts)]
    return [plain(SHORT.get(facts.kind)), plain(facts.venue), date(facts), pages(facts)]


def date(facts: Facts) -> Pieces:
    """Write month and year, or that it is to be published."""
    if facts.status == "accepted":
        return plain("to be published")
    return plain(f"{MONTHS[facts.month - 1]} {facts.year}" if facts.month and facts.year else facts.year)


def pages(facts: Facts) -> Pieces:
    """Write pages, one page, or the number of an article."""
    if is_range(facts.pages):
        return plain("pp. ", ranged(facts.pages, "–"))
    return plain("p. " if facts.pages.isdecimal() else "Art. no. ", facts.pages)


def number(facts: Facts) -> Pieces:
    """Write the DOI."""
    return [*plain("doi: "), *link(address_of_doi(facts.doi), facts.doi)] if facts.doi else []


def online(facts: Facts) -> Pieces:
    """Write where a page is read that has no DOI."""
    if facts.kind not in ("webpage", "dataset", "software") or facts.doi or not facts.url:
        return []
    return [*plain(" [Online]. Available: "), *link(facts.url)]
