"""ORCID's records as JSON (version 3.0): works as publications, and what else they list as sections."""

from typing import Any, NamedTuple

from formats import answers, clean, identifiers, roles
from formats.answers import at, each
from formats.drafts import Draft, shown
from formats.finds import Finds, Unreadable, reading

# ORCID's work types as those of CSL; what is not listed is a document.
TYPES = {
    "journal-article": "article-journal",
    "conference-paper": "paper-conference",
    "conference-abstract": "paper-conference",
    "conference-poster": "paper-conference",
    "preprint": "article",
    "working-paper": "article",
    "book": "book",
    "edited-book": "book",
    "book-chapter": "chapter",
    "book-review": "review-book",
    "review": "article-journal",
    "dictionary-entry": "entry-dictionary",
    "encyclopedia-entry": "entry-encyclopedia",
    "dissertation": "thesis",
    "dissertation-thesis": "thesis",
    "supervised-student-publication": "article-journal",
    "report": "report",
    "data-set": "dataset",
    "software": "software",
    "patent": "patent",
    "magazine-article": "article-magazine",
    "newspaper-article": "article-newspaper",
    "newsletter-article": "article-magazine",
    "online-resource": "webpage",
    "website": "webpage",
    "blog-post": "post-weblog",
    "lecture-speech": "speech",
    "manual": "book",
    "standards-and-policy": "standard",
    "technical-standard": "standard",
}
PREPRINTS = ("preprint", "working-paper")
SHAPES = ("activities-summary", "works", "group", "bulk", "put-code", "title")
"""The keys of which each answer with works has one."""
NO_AUTHORS = ("editor", "assignee", "support-staff", "chair-or-translator")


class Section(NamedTuple):
    """Where entries of a kind stand in a record, the collection they belong to, and a path for each key."""

    group: tuple[str, ...]
    summaries: tuple[str, ...]
    summary: str | None
    collection: str
    needs: tuple[str, ...]
    keys: dict[str, tuple[str, ...]]
    dates: dict[str, str]


ROLE, PLACE = ("role-title",), ("organization", "name")
GROUPED, SUMMARIES = "affiliation-group", ("summaries",)
HELD = {"role": ROLE, "organisation": PLACE, "place": ("organization", "address", "city")}
STUDIED = {"institution": PLACE, "degree": ROLE, "field": ("department-name",)}
A_DEGREE, A_PLACE = ("degree", "institution"), ("role", "organisation")
SPAN = {"start": "start-date", "end": "end-date"}
SECTIONS = (
    Section(("educations", GROUPED), SUMMARIES, "education-summary", "education", A_DEGREE, STUDIED, SPAN),
    Section(
        ("qualifications", GROUPED), SUMMARIES, "qualification-summary", "education", A_DEGREE, STUDIED, SPAN
    ),
    Section(("employments", GROUPED), SUMMARIES, "employment-summary", "experience", A_PLACE, HELD, SPAN),
    Section(
        ("invited-positions", GROUPED),
        SUMMARIES,
        "invited-position-summary",
        "experience",
        A_PLACE,
        HELD,
        SPAN,
    ),
    Section(
        ("distinctions", GROUPED),
        SUMMARIES,
        "distinction-summary",
        "awards",
        ("title",),
        {"title": ROLE, "issuer": PLACE},
        {"year": "start-date"},
    ),
    Section(
        ("services", GROUPED),
        SUMMARIES,
        "service-summary",
        "service",
        ("role",),
        {"role": ROLE, "organisation": PLACE},
        SPAN,
    ),
    Section(
        ("fundings", "group"),
        ("funding-summary",),
        None,
        "projects",
        ("title",),
        {"title": ("title", "title", "value"), "programme": PLACE},
        SPAN,
    ),
)


def sniff(text: str) -> bool:
    """Tell whether a text looks like ORCID's answers."""
    return answers.looks(text) and any(
        answers.looks(text, *marks)
        for marks in (("orcid-identifier",), ("put-code", "source"), ("work-summary",), ("bulk", "work"))
    )


@reading
def read(text: str, finds: Finds) -> None:
    """Read works and, of a whole record, the sections; what is broken or odd is told, and the rest taken."""
    answer = answers.load(text)
    if not isinstance(answer, list) and not (
        isinstance(answer, dict) and any(key in answer for key in SHAPES)
    ):
        finds.tell(None, "This is no record of ORCID's, and no works of one.")
    nameless = 0
    for place, work in enumerate(_works(answer), 1):
        draft = Draft("publications", f"Work {place}")
        if isinstance(work, dict):
            _fill(draft, work)
        else:
            draft.tell(f"{shown(work)} stands where a work should.")
        nameless += "title" in draft.fields and not draft.fields.get("authors")
        if not finds.add(draft):
            break
    if nameless:
        finds.tell(None, f"Works that name no authors: {nameless:,}. Those of a summary never do.")
    for section in SECTIONS:
        _read_section(finds, at(answer, "activities-summary") or answer, section)


def put_codes(text: str) -> list[int]:
    """List the put-codes of the works that `read` takes, one of each group; none where there is no JSON."""
    try:
        works = _works(answers.load(text))
    except Unreadable:
        return []
    codes = (clean.number(at(work, "put-code"), 1, 2**53) for work in works)
    return [code for code in codes if code is not None]


def _works(answer: Any) -> list[Any]:
    """Find the works: those of a record, of its list of works, of a bulk, of a list, or the one alone."""
    groups = (
        at(answer, "activities-summary", "works", "group")
        or at(answer, "works", "group")
        or at(answer, "group")
    )
    if isinstance(groups, list):
        return [best for best in map(_best, groups) if best is not None]
    bulk = at(answer, "bulk")
    if isinstance(bulk, list):
        return [at(each_, "work") or at(each_, "error", "developer-message") for each_ in bulk]
    if isinstance(answer, list):
        return [at(each_, "work") or each_ for each_ in answer]
    return [answer] if at(answer, "put-code") is not None or at(answer, "title") is not None else []


def _best(group: Any) -> Any:
    """Choose the summary with the most identifiers of its own, then the one that its holder prefers."""
    summaries = each(group, "work-summary")
    if not summaries:
        return None

    def worth(summary: Any) -> tuple[int, int]:
        preferred = clean.number(at(summary, "display-index"), 0, 2**31) or 0
        return len(each(summary, "external-ids", "external-id")), preferred

    return max(summaries, key=worth)


def _value(holder: Any, *path: str) -> Any:
    """Look for a text that ORCID wraps as `{"value": …}`."""
    return at(holder, *path, "value")


def _fill(draft: Draft, work: dict[str, Any]) -> None:
    kind = (clean.line(work.get("type")) or "").lower().replace("_", "-")
    draft.put("type", draft.kind(kind, {**TYPES, "other": "document"}))
    draft.put("status", "preprint" if kind in PREPRINTS else None)
    title, below = (
        clean.line(clean.unmarked(_value(work, "title", "title"))),
        _value(work, "title", "subtitle"),
    )
    below = clean.line(clean.unmarked(below))
    draft.text("title", f"{title}: {below}" if title and below and below not in title else title)
    if kind not in PREPRINTS:
        draft.text("venue", clean.unmarked(_value(work, "journal-title")))
    parts = _date(work.get("publication-date"))
    draft.date(parts, _value(work, "publication-date", "year"))
    draft.prose("abstract", clean.unmarked(work.get("short-description")))
    for contributor in each(work, "contributors", "contributor"):
        role = clean.line(at(contributor, "contributor-attributes", "contributor-role")) or ""
        if role.lower().replace("_", "-") not in NO_AUTHORS:
            draft.author(clean.unmarked(_value(contributor, "credit-name")))
    for identifier in each(work, "external-ids", "external-id"):
        _identify(draft, identifier)
    if "doi" not in draft.fields and "arxiv_id" not in draft.fields:
        draft.link("publisher", _value(work, "url"))


def _identify(draft: Draft, identifier: Any) -> None:
    """Take a DOI or arXiv identifier of the work itself; one of another version is a link."""
    kind, relation = at(identifier, "external-id-type"), at(identifier, "external-id-relationship")
    value = at(identifier, "external-id-value")
    if kind == "doi" and relation in ("self", "SELF", None):
        draft.identifier(value)
    elif kind == "doi" and relation in ("version-of", "VERSION_OF") and (doi := identifiers.doi(value)):
        draft.link("version", identifiers.address_of_doi(doi))
    elif kind == "arxiv" and (known := identifiers.arxiv_id(value)):
        draft.fields.setdefault("arxiv_id", known)


def _date(holder: Any) -> tuple[int, int | None, int | None] | None:
    return clean.known_date(*(_value(holder, part) for part in ("year", "month", "day")))


def _read_section(finds: Finds, activities: Any, section: Section) -> None:
    """Read the entries of one section, the first summary of each group."""
    for place, group in enumerate(each(activities, *section.group), 1):
        entry = at(group, *section.summaries, 0)
        entry = at(entry, section.summary) if section.summary else entry
        name = section.group[0].capitalize().replace("-", " ")
        draft = Draft(section.collection, f"{name}, entry {place}")
        for key, path in section.keys.items():
            draft.text(key, at(entry, *path))
        for key, name in section.dates.items():
            date = _date(at(entry, name))
            draft.put(key, date[0] if date and key == "year" else clean.written_date(date))
        if section.collection in ("education", "experience"):
            draft.put("url", identifiers.address(_value(entry, "url")))
        if section.collection == "experience":
            draft.put("kind", roles.kind_of(draft.fields.get("role", "")))
        if not finds.add(draft, *section.needs):
            return
