"""ACM style: the ACM Reference Format, as in ACM's Citation Style and Reference Formats for authors."""

from formats.identifiers import address_of_arxiv, address_of_doi
from formats.references.facts import Facts, ranged
from formats.references.names import Name
from formats.references.pieces import Pieces, italic, join, link, plain, sentences

MONTHS = (
    "Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.",
)  # fmt: skip
ALONE = ("book", "thesis", "report", "standard")
"""What stands alone: its title is in italics."""
SHORT = {"thesis": "Thesis", "report": "Technical Report", "dataset": "Dataset", "software": "Software"}


def write(facts: Facts) -> Pieces:
    """Write a reference: all authors with their full names, year, title, where, address.

    Names of journals are not shortened.
    """
    year = plain(facts.year or "[n. d.]")
    who = plain(authors(facts.names))
    what = italic(facts.title) if facts.kind in ALONE else plain(facts.title)
    head = (who, year, what) if who else (what, year)
    return sentences(*head, *source(facts), address(facts))


def authors(names: list[Name]) -> str:
    """Join names as they are printed with commas and `and`."""
    written = [name.printed for name in names]
    if len(written) < 3:
        return " and ".join(written)
    return f"{', '.join(written[:-1])}, and {written[-1]}"


def source(facts: Facts) -> list[Pieces]:
    """List the sentences that say where it appeared."""
    pages = plain(ranged(facts.pages, "–"))
    appears = plain("To appear" if facts.status == "accepted" else "")
    if facts.kind == "preprint":
        return [plain("arXiv:", facts.arxiv) or plain(facts.venue) or plain("Preprint")]
    if facts.kind in ("journal", "newspaper"):
        numbers = ", ".join(filter(None, (facts.volume, facts.issue)))
        issue = plain("(", date(facts), ")") if facts.venue else []
        place = join([italic(facts.venue), plain(numbers), issue], " ")
        return [join([place, pages], ", "), appears]
    if facts.kind in ("proceedings", "chapter"):
        place = [*plain("In "), *italic(proceedings(facts))] if facts.venue else []
        return [place, pages, appears]
    return [plain(SHORT.get(facts.kind)), plain(facts.venue), pages, appears]


def proceedings(facts: Facts) -> str:
    """Name proceedings with their acronym and year: `… Conference (POPL ’79)`."""
    if facts.kind == "chapter" or not facts.acronym or facts.acronym in facts.venue:
        return facts.venue
    year = f" ’{facts.year[-2:]}" if len(facts.year) == 4 else ""
    return f"{facts.venue} ({facts.acronym}{year})"


def date(facts: Facts) -> str:
    """Write month and year of an issue."""
    return f"{MONTHS[facts.month - 1]} {facts.year}" if facts.month and facts.year else facts.year


def address(facts: Facts) -> Pieces:
    """Write the DOI as an address, or where a preprint or a page is read."""
    if facts.doi:
        return link(address_of_doi(facts.doi))
    if facts.kind == "preprint" and facts.arxiv:
        return [*plain("Retrieved from "), *link(address_of_arxiv(facts.arxiv))]
    if facts.kind in ("webpage", "dataset", "software") and facts.url:
        return [*plain("Retrieved from "), *link(facts.url)]
    return []
