"""APA style: Publication Manual of the American Psychological Association, 7th edition, chapters 9 and 10."""

from formats.identifiers import address_of_arxiv, address_of_doi
from formats.references.facts import Facts, is_range, ranged
from formats.references.names import Name
from formats.references.pieces import Pieces, italic, join, link, plain, sentences

MOST = 20
"""Authors who are all named (9.8); of more, the first 19 and the last."""
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
DATED = ("newspaper", "webpage")
"""What is dated to the month, not only to the year (9.14)."""
INSIDE = ("proceedings", "chapter")
DESCRIBED = {"dataset": "Data set", "software": "Computer software", "thesis": "Thesis"}
"""What stands in brackets behind the title (9.21)."""


def write(facts: Facts) -> Pieces:
    """Write a reference: who, when, what, where (9.4).

    The case of a title is left as it is printed, since a program cannot tell a name from a word.
    """
    when, who = plain("(", date(facts), ")"), plain(authors(facts.names))
    head = (who, when, title(facts)) if who else (title(facts), when)
    return sentences(*head, source(facts), address(facts))


def authors(names: list[Name]) -> str:
    """Join names, turned round and shortened, an ampersand before the last (9.8)."""
    written = [author(name) for name in names]
    if len(written) < 2:
        return "".join(written)
    if len(written) > MOST:
        return f"{', '.join(written[: MOST - 1])}, . . . {written[-1]}"
    return f"{', '.join(written[:-1])}, & {written[-1]}"


def author(name: Name) -> str:
    """Write `King, M. L., Jr.`; a group, or a name without initials, as it is (9.8, 9.11)."""
    return ", ".join(filter(None, (name.family, name.initials(), name.suffix)))


def date(facts: Facts) -> str:
    """Write the year, `in press` of what is accepted, or `n.d.` (9.14, 9.17)."""
    if facts.status == "accepted":
        return "in press"
    if not facts.year:
        return "n.d."
    return f"{facts.year}, {MONTHS[facts.month - 1]}" if facts.month and facts.kind in DATED else facts.year


def title(facts: Facts) -> Pieces:
    """Write a title: in italics when the work stands alone (9.19)."""
    if facts.kind in ("journal", "newspaper", *INSIDE):
        return plain(facts.title)
    described = DESCRIBED.get(facts.kind)
    if facts.kind == "thesis" and facts.venue:
        described = f"Thesis, {facts.venue}"
    number = f"(arXiv:{facts.arxiv})" if facts.kind == "preprint" and facts.arxiv else None
    return join([italic(facts.title), plain(number), plain("[", described, "]")], " ")


def source(facts: Facts) -> Pieces:
    """Write where it appeared (9.23 to 9.32)."""
    pages = ranged(facts.pages, "–")
    if facts.kind == "journal":
        issue = f"({facts.issue})" if facts.issue else None
        volume = [*italic(facts.volume), *plain(issue)]
        return join([italic(facts.venue), volume, plain(pages)], ", ")
    if facts.kind in INSIDE and facts.venue:
        mark = "pp. " if is_range(pages) else "p. "
        return join([plain("In"), italic(facts.venue), plain("(", mark, pages, ")")], " ")
    if facts.kind == "newspaper":
        return italic(facts.venue)
    if facts.kind == "preprint":
        return plain("arXiv" if facts.arxiv else facts.venue)
    return [] if facts.kind == "thesis" else plain(facts.venue)


def address(facts: Facts) -> Pieces:
    """Write the DOI, or else where a preprint or a page is read; no full stop follows (9.35)."""
    found = address_of_doi(facts.doi)
    if facts.kind == "preprint":
        found = found or address_of_arxiv(facts.arxiv)
    if facts.kind in ("webpage", "dataset", "software"):
        found = found or facts.url
    return link(found)
