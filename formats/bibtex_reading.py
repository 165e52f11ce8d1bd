"""BibTeX read into publications, with what biblatex and al-folio's `_bibliography` add to it."""

import re
from collections.abc import Mapping

from formats import bibtex_names, clean, identifiers, latex, remarks
from formats.bibtex_entries import MONTHS, Entry
from formats.bibtex_entries import read as read_entries
from formats.drafts import Draft, shown
from formats.finds import Finds, reading

TYPES = {
    "article": "article-journal",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "book": "book",
    "mvbook": "book",
    "proceedings": "book",
    "mvproceedings": "book",
    "collection": "book",
    "reference": "book",
    "booklet": "pamphlet",
    "inbook": "chapter",
    "incollection": "chapter",
    "bookinbook": "chapter",
    "suppbook": "chapter",
    "inreference": "entry-encyclopedia",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "bachelorsthesis": "thesis",
    "thesis": "thesis",
    "techreport": "report",
    "report": "report",
    "manual": "document",
    "misc": "document",
    "unpublished": "manuscript",
    "periodical": "periodical",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "software": "software",
    "dataset": "dataset",
    "patent": "patent",
    "standard": "standard",
    "legislation": "legislation",
    "jurisdiction": "legal_case",
    "artwork": "graphic",
    "audio": "song",
    "video": "motion_picture",
    "movie": "motion_picture",
    "performance": "performance",
    "letter": "personal_communication",
    "review": "review",
}
EDITED = ("book", "proceedings", "collection", "reference", "mvbook", "mvproceedings")
"""What its editors stand for where it has no authors; no work of its own where others refer to it."""
ISSUES = ("number", "issue")
PAGES = ("pages", "eid", "articleno")
VENUES = ("journal", "journaltitle", "booktitle", "school", "institution")
LATER_VENUES = ("howpublished", "abbr")
"""Where a venue stands when there is no better place: al-folio's badge holds an acronym."""
LINKS = {
    "url": None,
    "html": "publisher",
    "pdf": "pdf",
    "code": "code",
    "slides": "slides",
    "poster": "poster",
    "video": "video",
    "website": "project",
    "blog": "blog",
    "supp": "supplement",
    "data": "data",
}
FILES = {"pdf": "/assets/pdf/", "slides": "/assets/pdf/", "poster": "/assets/pdf/", "supp": "/assets/pdf/"}
"""Where al-folio keeps the files that these fields name."""
INHERITED = {
    "booktitle": ("booktitle", "title"),
    "journal": ("journal", "journaltitle"),
    **{
        name: (name,)
        for name in ("year", "month", "date", "volume", "number", "series", "school", "institution")
    },
}
LONGEST_INHERITED = 2000
"""What an entry takes from the one that it refers to, and from which of its fields."""
ARXIV_VENUE = re.compile(r"(the )?(arxiv|corr)\b.*|.*\barxiv\W*", re.IGNORECASE)
VERBATIM = {r"\_": "_", r"\%": "%", r"\&": "&", r"\#": "#", r"\~{}": "~", r"\~": "~", r"\textasciitilde": "~"}
VERBATIM |= {"{": "", "}": ""}
NOT_ITSELF = re.compile(r"[\\{}\n]")
URL = re.compile(r"\\url\s*\{([^{}]*)\}")
ENDINGS = {"%7B": "{", "%7D": "}", "%5C": "\\"}
"""What our writer puts in place of signs that would end an identifier's field."""
YEAR = re.compile(r"(?<!\d)([12]\d{3})(?!\d)")
DATE = re.compile(r"\s*([12]\d{3})(?:-(\d{2}))?")
MONTH = re.compile(r"(?<![a-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
NUMBER = re.compile(r"0?(\d{1,2})\W*月?")
SHORT = [month[:3].lower() for month in MONTHS]
TRUE = ("true", "yes", "1")


@reading
def read(text: str, finds: Finds) -> None:
    """Read every entry of a BibTeX file; what stands wrong is told with its line, and the rest is taken."""
    entries, problems = read_entries(clean.text(text))
    for problem in problems:
        finds.tell(*problem)
    by_key = {entry.key.lower(): entry for entry in reversed(entries) if entry.key}
    parents = {_parent(entry) for entry in entries} - {""}
    for entry in entries:
        if entry.key.lower() in parents and entry.kind in EDITED and "author" not in entry.fields:
            continue
        draft = Draft("publications", entry.key[:100] or "No key", entry.line)
        fields = _inherited(draft, entry, by_key)
        _fill(draft, entry, fields)
        if not finds.add(draft):
            break
        _add_award(finds, draft, fields)


def _parent(entry: Entry) -> str:
    return entry.fields.get("crossref", "").strip().lower()


def _inherited(draft: Draft, entry: Entry, by_key: Mapping[str, Entry]) -> dict[str, str]:
    """Give an entry's fields with those it lacks from the entries that it refers to."""
    fields, seen = dict(entry.fields), {entry.key.lower()}
    while name := _parent(entry):
        if name in seen or len(seen) > 3:
            break
        if name not in by_key:
            draft.tell(f"it refers to {shown(name)}, which is not there.")
            break
        seen.add(name)
        entry = by_key[name]
        for field, sources in INHERITED.items():
            if not any(fields.get(known) for known in (field, *sources[1:]) if known != "title"):
                given = filter(None, (entry.fields.get(source) for source in sources))
                value = next(given, "")
                fields |= {field: value} if 0 < len(value) <= LONGEST_INHERITED else {}
    return fields


def _add_award(finds: Finds, draft: Draft, fields: Mapping[str, str]) -> None:
    """Take the award that al-folio names beside a work."""
    award = Draft("awards", draft.where, draft.line)
    award.text("title", latex.read(fields.get("award_name") or fields.get("award") or ""))
    if "title" in draft.fields and "title" in award.fields:
        award.put("publication", draft.fields.get("key"))
        finds.add(award)


def _fill(draft: Draft, entry: Entry, fields: Mapping[str, str]) -> None:
    text = {name: latex.read(value) for name, value in fields.items() if name in PLAIN}
    if URL.search(fields.get("howpublished", "")) or "://" in text.get("howpublished", ""):
        text["howpublished"] = ""
    draft.key(entry.key)
    draft.text("title", ": ".join(text[name] for name in ("title", "subtitle") if text.get(name)))
    draft.text("volume", text.get("volume"))
    draft.text("issue", _first(text, ISSUES))
    draft.text("pages", clean.pages(_first(text, PAGES)))
    draft.text("abstract", text.get("abstract"))
    draft.put("arxiv_id", _arxiv(draft, fields, text))
    draft.identifier(_identifier(fields.get("doi", "")))
    _take_links(draft, fields)
    for topic in re.split("[;,]", text.get("keywords", "")):
        draft.topic(topic)
    draft.put("selected", text.get("selected", "").lower() in TRUE or None)
    _take_date(draft, text)
    legend = f"{text.get('annotation', '')} {text.get('note', '')}"
    people = fields.get("author") or (fields.get("editor") if entry.kind in EDITED else None) or ""
    bibtex_names.read(draft, people, legend)
    _take_standing(draft, entry, text)


def _take_standing(draft: Draft, entry: Entry, text: Mapping[str, str]) -> None:
    """Take type, status, venue and note, which hang together: a work on arXiv alone is a preprint."""
    kind = draft.kind(entry.kind, TYPES)
    venues = (*VENUES, "series", *LATER_VENUES) if entry.kind in EDITED else (*VENUES, *LATER_VENUES)
    venue = _first(text, venues) or ""
    on_arxiv = bool(ARXIV_VENUE.fullmatch(venue))
    note = text.get("note") or text.get("annote") or ""
    said = (text.get("pubstate", ""), note, text.get("year", ""), venue)
    status = next(filter(None, map(remarks.status_in, said)), None)
    if on_arxiv or remarks.is_only_status(venue):
        venue = ""
    if on_arxiv:
        # DBLP numbers a volume of CoRR by the identifier.
        draft.fields.pop("volume", None)
    is_loose = kind in ("article-journal", "document", "webpage") and not venue
    if is_loose and ("arxiv_id" in draft.fields or on_arxiv or status == "preprint"):
        kind, status = "article", status or "preprint"
    elif kind == "manuscript":
        status = status or "preprint"
    draft.put("type", kind)
    draft.put("status", status or "published")
    draft.text("venue", venue)
    draft.text("note", "" if remarks.is_only_status(note) else note)


def _first(text: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((text[name] for name in names if text.get(name)), None)


def _verbatim(tex: str) -> str:
    """Read an address or an identifier, in which LaTeX's escapes are all that is not itself."""
    if not NOT_ITSELF.search(tex):
        return tex.strip()
    found = URL.search(tex)
    text = found[1] if found else tex
    for written, sign in VERBATIM.items():
        text = text.replace(written, sign)
    return "".join(part.strip() for part in text.split("\n"))


def _identifier(tex: str) -> str:
    value = _verbatim(tex)
    for written, sign in ENDINGS.items():
        value = value.replace(written, sign)
    return value


def _arxiv(draft: Draft, fields: Mapping[str, str], text: Mapping[str, str]) -> str | None:
    """Find the arXiv identifier where authors, arXiv, DBLP and al-folio write it."""
    archive = text.get("archiveprefix") or text.get("eprinttype") or "arxiv"
    if archive.lower() == "arxiv":
        for name in ("eprint", "arxiv"):
            if value := _identifier(fields.get(name, "")):
                known = _stated(value)
                if known is None and name == "arxiv":
                    draft.tell(f"{shown(value)} is no arXiv identifier.")
                return known
    places = [text.get(name, "") for name in ("journal", "howpublished", "note", "number")]
    places += [_verbatim(fields.get(name, "")) for name in ("url", "doi")]
    if "corr" in text.get("journal", "").lower():
        places.append(text.get("volume", ""))
    return next(filter(None, (identifiers.arxiv_in(place, version=True) for place in places)), None)


def _stated(value: str) -> str | None:
    """Read a text that ought to be an arXiv identifier, or to hold one."""
    return identifiers.arxiv_id(value, version=True) or identifiers.arxiv_in(value, version=True)


def _take_links(draft: Draft, fields: Mapping[str, str]) -> None:
    for name, kind in LINKS.items():
        address = _verbatim(fields.get(name, ""))
        if address and name in FILES and "://" not in address and not address.startswith("/"):
            address = FILES[name] + address
        draft.link(kind or identifiers.kind_of(address), address, on_site=True)
    if found := URL.search(fields.get("howpublished", "")):
        draft.link("publisher", _verbatim(found[0]))


def _take_date(draft: Draft, text: Mapping[str, str]) -> None:
    """Take year and month from BibTeX's fields, or biblatex's date."""
    date = DATE.match(text.get("date", ""))
    year, month = text.get("year", ""), text.get("month", "")
    found = YEAR.search(year)
    if year and not found and not remarks.status_in(year):
        draft.tell(f"{shown(year)} is no year.")
    number = month_in(month)
    if month and number is None:
        draft.tell(f"{shown(month)} is no month.")
    known = found or date
    draft.put("year", clean.number(known[1], 1000, 9998) if known else None)
    draft.put("month", number or (clean.number(date[2], 1, 12) if date else None))


def month_in(text: str) -> int | None:
    """Read a month from `March`, `mar`, `3`, `May 5` or `July--August`, of which the first is taken."""
    if named := MONTH.search(text):
        return SHORT.index(named[1].lower()) + 1
    number = NUMBER.fullmatch(text)
    return int(number[1]) if number and 1 <= int(number[1]) <= 12 else None


PLAIN = {
    "title", "subtitle", "keywords", "selected", "annotation", "note", "annote", "pubstate", "year", "month",
    "date", "archiveprefix", "eprinttype", "series", "abstract", "volume", *ISSUES, *PAGES,
    *VENUES, *LATER_VENUES,
}  # fmt: skip
"""Fields that are read as text."""
