"""OpenAlex's works as JSON, one, a list or the API's answer, as publications; and how often each is cited."""

from typing import Any

from formats import answers, clean, identifiers
from formats.answers import at, each
from formats.drafts import Draft
from formats.finds import Finds, reading
from formats.records import Count

ENVELOPES = (("results",),)

# OpenAlex's types as those of CSL; an article is looked at more closely; what is not listed is a document.
TYPES = {
    "article": "article-journal",
    "review": "article-journal",
    "letter": "article-journal",
    "editorial": "article-journal",
    "erratum": "article-journal",
    "retraction": "article-journal",
    "conference-paper": "paper-conference",
    "preprint": "article",
    "book": "book",
    "book-chapter": "chapter",
    "dataset": "dataset",
    "dissertation": "thesis",
    "report": "report",
    "standard": "standard",
    "software": "software",
    "peer-review": "review",
    "reference-entry": "entry-encyclopedia",
}
COUNTED = "doi,title,publication_year,locations,cited_by_count,counts_by_year"
"""What is asked for of each work whose citations are read."""
IN_PROCEEDINGS = ("proceedings-article", "proceedings")
MOST_WORDS = 10_000
"""Places of an abstract: more than the longest that a record may have."""


def sniff(text: str) -> bool:
    """Tell whether a text looks like OpenAlex's works."""
    return answers.looks(text, "authorships") and "openalex.org/" in text[:100_000]


@reading
def read(text: str, finds: Finds) -> None:
    """Read works; what is broken or odd is told, and the rest taken."""
    answers.read(text, finds, ENVELOPES, _fill)


def counts(text: str) -> list[Count]:
    """Read how often each work is cited, as far as OpenAlex says it; raise Unreadable where no works are."""
    return answers.counts(text, ENVELOPES, "cited_by_count", _count)


def _count(work: Any, count: int) -> Count:
    doi = identifiers.doi(at(work, "doi"))
    year = clean.number(at(work, "publication_year"), 1000, 9998)
    arxiv_id = identifiers.arxiv_id(doi) or _arxiv_id(work)
    of_arxiv = identifiers.arxiv_id(doi) is not None
    return Count(count, _title(work), year, None if of_arxiv else doi, arxiv_id, _by_year(work))


def _by_year(work: Any) -> tuple[tuple[int, int], ...]:
    """Read the citations of the last ten years, the oldest first, each year once."""
    told = (
        (clean.number(at(part, "year"), 1000, 9998), answers.number_of_times(at(part, "cited_by_count")))
        for part in each(work, "counts_by_year")
    )
    return tuple(sorted({year: times for year, times in told if year and times is not None}.items()))


def _title(work: Any) -> str | None:
    return clean.line(clean.unmarked(at(work, "title") or at(work, "display_name")))


def _fill(draft: Draft, work: dict[str, Any]) -> None:
    preprint = _is_preprint(work)
    draft.identifier(work.get("doi"))
    draft.put("arxiv_id", draft.fields.get("arxiv_id") or _arxiv_id(work))
    draft.put("type", "article" if preprint else _type(draft, work))
    draft.put("status", "preprint" if preprint else "published")
    draft.text("title", clean.unmarked(work.get("title") or work.get("display_name")))
    answers.put_date(draft, work.get("publication_year"), work.get("publication_date"))
    if not preprint:
        draft.text("venue", at(work, "primary_location", "source", "display_name") or _raw_venue(work))
    biblio = at(work, "biblio")
    for key in ("volume", "issue"):
        draft.text(key, at(biblio, key))
    draft.text("pages", clean.pages(at(biblio, "first_page"), at(biblio, "last_page")))
    draft.prose("abstract", _abstract(draft, work))
    _authors(draft, work)
    draft.link("pdf", at(work, "best_oa_location", "pdf_url") or at(work, "primary_location", "pdf_url"))
    if "doi" not in draft.fields and "arxiv_id" not in draft.fields:
        draft.link("publisher", at(work, "primary_location", "landing_page_url"))
    if work.get("is_retracted") is True:
        draft.tell("OpenAlex says that it was retracted.")


def _is_preprint(work: dict[str, Any]) -> bool:
    """Tell a preprint: called one, or known only from a repository, in a version that nobody published."""
    place = at(work, "primary_location")
    in_repository = at(place, "source", "type") == "repository" and at(place, "version") == "submittedVersion"
    return work.get("type") == "preprint" or (work.get("type") == "article" and in_repository)


def _type(draft: Draft, work: dict[str, Any]) -> str | None:
    kind = draft.kind(clean.line(work.get("type")), TYPES)
    of_conference = at(work, "primary_location", "source", "type") == "conference"
    in_proceedings = of_conference or work.get("type_crossref") in IN_PROCEEDINGS
    return "paper-conference" if kind == "article-journal" and in_proceedings else kind


def _raw_venue(work: dict[str, Any]) -> Any:
    return at(work, "primary_location", "raw_source_name")


def _arxiv_id(work: Any) -> str | None:
    """Find an address at arXiv among the places where the work stands."""
    places = each(work, "locations")[:100]
    urls = (at(place, key) for place in places for key in ("landing_page_url", "pdf_url"))
    return next((found for found in map(identifiers.arxiv_id, urls) if found), None)


def _abstract(draft: Draft, work: dict[str, Any]) -> Any:
    """Put the words of an inverted index back in their places."""
    index = work.get("abstract_inverted_index")
    if index is None:
        return None
    words: dict[int, str] = {}
    for word, places in index.items() if isinstance(index, dict) else ():
        for place in places if isinstance(places, list) else ():
            known = clean.number(place, 0, MOST_WORDS - 1)
            if known is not None:
                words[known] = word[:200]
    if not words:
        draft.tell("its abstract is no index of words.")
    return clean.unmarked(" ".join(words[place] for place in sorted(words)))


def _authors(draft: Draft, work: dict[str, Any]) -> None:
    leading = {name for name in each(work, "corresponding_author_ids")[:1000] if isinstance(name, str)}
    for authorship in each(work, "authorships"):
        author = at(authorship, "author")
        name = clean.line(at(author, "display_name")) or clean.line(at(authorship, "raw_author_name"))
        identifier = at(author, "id")
        marked = at(authorship, "is_corresponding") is True or (
            isinstance(identifier, str) and identifier in leading
        )
        draft.author(clean.unmarked(name), corresponding=marked)
    draft.tell_of_no_authors()
