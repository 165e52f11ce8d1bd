"""Semantic Scholar's papers as JSON, one, a list or an answer, as publications; how often each is cited."""

from typing import Any

from formats import answers, clean, identifiers
from formats.answers import at, each
from formats.drafts import Draft
from formats.finds import Finds, Unreadable, reading
from formats.records import Count

ENVELOPES = (("data",), ("papers",))

FIELDS = (
    "title,abstract,year,publicationDate,publicationTypes,venue,publicationVenue,journal,authors,externalIds,"
    "openAccessPdf,citationCount"
)
"""What is asked for of each paper that is read."""
COUNTED = "title,year,externalIds,citationCount"
"""What is asked for of each paper whose citations are read."""

# The types of the Graph API as those of CSL, the most telling first: a paper has several.
TYPES = {
    "Book": "book",
    "BookSection": "chapter",
    "Dataset": "dataset",
    "Conference": "paper-conference",
    "JournalArticle": "article-journal",
    "Review": "article-journal",
    "MetaAnalysis": "article-journal",
    "ClinicalTrial": "article-journal",
    "CaseReport": "article-journal",
    "Study": "article-journal",
    "Editorial": "article-journal",
    "LettersAndComments": "article-journal",
    "News": "article-newspaper",
}
OF_VENUE = {"conference": "paper-conference", "journal": "article-journal"}
"""The type of a paper by that of its venue, where the venue knows better."""
SERVERS = ("arxiv", "arxiv.org", "biorxiv", "chemrxiv", "medrxiv", "techrxiv")
"""Where preprints stand, as names of venues."""


def sniff(text: str) -> bool:
    """Tell whether a text looks like Semantic Scholar's papers."""
    return answers.looks(text, "paperId")


@reading
def read(text: str, finds: Finds) -> None:
    """Read papers; what is broken or odd is told, and the rest taken."""
    answers.read(text, finds, ENVELOPES, _fill)


def counts(text: str) -> list[Count]:
    """Read how often each paper is cited; raise Unreadable where no papers are.

    Papers that are not known stand as null in an answer, and are passed over.
    """
    return answers.counts(text, ENVELOPES, "citationCount", _count)


def following(text: str, offset: int) -> int | None:
    """Read where the next page begins, behind the one at an offset, or None on the last."""
    try:
        return clean.number(at(answers.load(text), "next"), offset + 1, 2**31)
    except Unreadable:
        return None


def _count(paper: Any, count: int) -> Count:
    doi = identifiers.doi(at(paper, "externalIds", "DOI"))
    year = clean.number(at(paper, "year"), 1000, 9998)
    of_arxiv = identifiers.arxiv_id(doi)
    arxiv_id = of_arxiv or identifiers.arxiv_id(at(paper, "externalIds", "ArXiv"))
    return Count(
        count, clean.line(clean.unmarked(at(paper, "title"))), year, None if of_arxiv else doi, arxiv_id
    )


def _fill(draft: Draft, paper: dict[str, Any]) -> None:
    draft.identifier(at(paper, "externalIds", "DOI"))
    draft.put(
        "arxiv_id", draft.fields.get("arxiv_id") or identifiers.arxiv_id(at(paper, "externalIds", "ArXiv"))
    )
    venue = _venue(paper)
    on_arxiv_alone = "arxiv_id" in draft.fields and "doi" not in draft.fields
    preprint = venue.casefold().split(" (")[0] in SERVERS if venue else on_arxiv_alone
    draft.put("type", "article" if preprint else _type(draft, paper))
    draft.put("status", "preprint" if preprint else "published")
    draft.text("title", clean.unmarked(paper.get("title")))
    answers.put_date(draft, paper.get("year"), paper.get("publicationDate"))
    if not preprint:
        draft.text("venue", clean.unmarked(venue))
        draft.text("volume", at(paper, "journal", "volume"))
        draft.text("pages", clean.pages(at(paper, "journal", "pages")))
    draft.prose("abstract", clean.unmarked(paper.get("abstract")))
    for author in each(paper, "authors"):
        draft.author(clean.unmarked(at(author, "name")))
    draft.tell_of_no_authors()
    draft.link("pdf", at(paper, "openAccessPdf", "url"))


def _venue(paper: dict[str, Any]) -> str | None:
    names = (at(paper, "publicationVenue", "name"), paper.get("venue"), at(paper, "journal", "name"))
    return next((name for name in map(clean.line, names) if name), None)


def _type(draft: Draft, paper: dict[str, Any]) -> str | None:
    kinds = [kind for kind in map(clean.line, each(paper, "publicationTypes")[:100]) if kind]
    found = next((TYPES[kind] for kind in TYPES if kind in kinds), None)
    of_venue = OF_VENUE.get(clean.line(at(paper, "publicationVenue", "type")) or "")
    if of_venue and found in (None, "article-journal"):
        return of_venue
    return found or draft.kind(next(iter(kinds), None), TYPES)
