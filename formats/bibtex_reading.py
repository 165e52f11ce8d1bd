"""BibTeX read into publications, with what biblatex and al-folio's `_bibliography` add to it."""

import re
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from formats import bibtex_names, identifiers, latex, publication
from formats.bibtex_entries import MONTHS, Entry
from formats.bibtex_entries import read as read_entries
from formats.drafts import Finds
from formats.records import Found, Record

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
TEXTS = {
    "volume": ("volume",),
    "issue": ("number", "issue"),
    "pages": ("pages", "eid", "articleno"),
    "abstract": ("abstract",),
}
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


def read(text: str) -> Found:
    """Read every entry of a BibTeX file; what stands wrong is told with its line, and the rest is taken."""
    entries, problems = read_entries(publication.clean(text))
    finds = Finds()
    for problem in problems:
        finds.tell(*problem)
    by_key = {entry.key.lower(): entry for entry in reversed(entries) if entry.key}
    parents = {_parent(entry) for entry in entries} - {""}
    keys: set[str] = set()
    for entry in entries:
        if entry.key.lower() in parents and entry.kind in EDITED and "author" not in entry.fields:
            continue
        told: list[str] = []
        finds.records += _records(entry, _inherited(entry, by_key, told), keys, told)
        for detail in told:
            finds.tell(entry.line, f"{entry.key or 'No key'}: {detail}")
    return Found(finds.records, sorted(finds.problems, key=lambda problem: problem.line or sys.maxsize))


def _parent(entry: Entry) -> str:
    return entry.fields.get("crossref", "").strip().lower()


def _inherited(entry: Entry, by_key: Mapping[str, Entry], told: list[str]) -> dict[str, str]:
    """Give an entry's fields with those it lacks from the entries that it refers to."""
    fields, seen = dict(entry.fields), {entry.key.lower()}
    while name := _parent(entry):
        if name in seen or len(seen) > 3:
            break
        if name not in by_key:
            told.append(f"It refers to `{name[:60]}`, which is not there.")
            break
        seen.add(name)
        entry = by_key[name]
        for field, sources in INHERITED.items():
            if not any(fields.get(known) for known in (field, *sources[1:]) if known != "title"):
                given = filter(None, (entry.fields.get(source) for source in sources))
                value = next(given, "")
                fields |= {field: value} if 0 < len(value) <= LONGEST_INHERITED else {}
    return fields


def _records(entry: Entry, fields: Mapping[str, str], keys: set[str], told: list[str]) -> Iterator[Record]:
    facts = _facts(entry, fields, told)
    known, left_out = publication.tidy(facts)
    told += left_out
    if "title" not in known:
        told.append("It has no title and was left out.")
        return
    if known.get("key", "") in keys:
        told.append("Another entry has this key; it was taken without one.")
        del known["key"]
    elif entry.key and "key" not in known:
        told.append("The API takes no such key; it was taken without one.")
    keys |= {known["key"]} if "key" in known else set()
    yield Record("publications", known, entry.line)
    title = latex.read(fields.get("award_name") or fields.get("award") or "")
    if title:
        named = {"publication": known["key"]} if "key" in known else {}
        yield Record("awards", {"title": title[:1000], **named}, entry.line)


def _facts(entry: Entry, fields: Mapping[str, str], told: list[str]) -> dict[str, Any]:
    text = {name: latex.read(value) for name, value in fields.items() if name in PLAIN}
    if URL.search(fields.get("howpublished", "")) or "://" in text.get("howpublished", ""):
        text["howpublished"] = ""
    facts: dict[str, Any] = {key: _first(text, names) for key, names in TEXTS.items()}
    if entry.kind not in TYPES:
        told.append(f"`{entry.kind}` is no kind of entry; it was taken as a document.")
    facts["key"] = entry.key
    facts["title"] = ": ".join(text[name] for name in ("title", "subtitle") if text.get(name))
    facts["doi"] = _identifier(fields.get("doi", ""))
    facts["arxiv_id"] = _arxiv(fields, text)
    facts["links"] = list(_links(fields))
    facts["topics"] = re.split("[;,]", text.get("keywords", ""))
    facts["selected"] = text.get("selected", "").lower() in TRUE
    facts["year"], facts["month"] = _when(text, told)
    legend = f"{text.get('annotation', '')} {text.get('note', '')}"
    names = fields.get("author") or (fields.get("editor") if entry.kind in EDITED else None) or ""
    facts["authors"], said = bibtex_names.read(names, legend)
    told += said
    return facts | _standing(entry, text, facts)


def _standing(entry: Entry, text: Mapping[str, str], facts: Mapping[str, Any]) -> dict[str, Any]:
    """Tell type, status, venue and note, which hang together: a work on arXiv alone is a preprint."""
    kind = TYPES.get(entry.kind, "document")
    venues = (*VENUES, "series", *LATER_VENUES) if entry.kind in EDITED else (*VENUES, *LATER_VENUES)
    venue = _first(text, venues)
    on_arxiv = bool(venue and ARXIV_VENUE.fullmatch(venue))
    note, said = text.get("note") or text.get("annote"), text.get("pubstate") or ""
    status = next(
        filter(None, map(publication.status_in, (said, note or "", text.get("year", ""), venue or ""))), None
    )
    if on_arxiv or (venue and publication.is_only_status(venue)):
        venue = None
    is_loose = kind in ("article-journal", "document", "webpage") and not venue
    if is_loose and (facts["arxiv_id"] or on_arxiv or status == "preprint"):
        kind, status = "article", status or "preprint"
    elif kind == "manuscript":
        status = status or "preprint"
    return {
        "type": kind,
        "status": status or "published",
        "venue": venue,
        "note": None if note and publication.is_only_status(note) else note,
        # DBLP numbers a volume of CoRR by the identifier.
        **({"volume": None} if on_arxiv else {}),
    }


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


def _arxiv(fields: Mapping[str, str], text: Mapping[str, str]) -> str | None:
    """Find the arXiv identifier where authors, arXiv, DBLP and al-folio write it."""
    archive = text.get("archiveprefix") or text.get("eprinttype") or "arxiv"
    if archive.lower() == "arxiv":
        for name in ("eprint", "arxiv"):
            if value := _identifier(fields.get(name, "")):
                return _stated(value) or (value if name == "arxiv" else None)
    places = [text.get(name, "") for name in ("journal", "howpublished", "note", "number")]
    places += [_verbatim(fields.get(name, "")) for name in ("url", "doi")]
    if "corr" in text.get("journal", "").lower():
        places.append(text.get("volume", ""))
    return next(filter(None, (identifiers.arxiv_in(place, version=True) for place in places)), None)


def _stated(value: str) -> str | None:
    """Read a text that ought to be an arXiv identifier, or to hold one."""
    return identifiers.arxiv_id(value, version=True) or identifiers.arxiv_in(value, version=True)


def _links(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, kind in LINKS.items():
        address = _verbatim(fields.get(name, ""))
        if not address:
            continue
        if name in FILES and "://" not in address and not address.startswith("/"):
            address = FILES[name] + address
        yield kind or identifiers.kind_of(address), address
    if found := URL.search(fields.get("howpublished", "")):
        yield "publisher", _verbatim(found[0])


def _when(text: Mapping[str, str], told: list[str]) -> tuple[int | None, int | None]:
    """Read year and month from BibTeX's fields, or biblatex's date."""
    date = DATE.match(text.get("date", ""))
    year, month = text.get("year", ""), text.get("month", "")
    found = YEAR.search(year) or date
    if year and not YEAR.search(year) and not publication.status_in(year):
        told.append(f"`{year[:40]}` is no year.")
    number = month_in(month)
    if month and number is None:
        told.append(f"`{month[:40]}` is no month.")
    if number is None and date and date[2]:
        number = int(date[2])
    return int(found[1]) if found else None, number


def month_in(text: str) -> int | None:
    """Read a month from `March`, `mar`, `3`, `May 5` or `July--August`, of which the first is taken."""
    if named := MONTH.search(text):
        return SHORT.index(named[1].lower()) + 1
    number = NUMBER.fullmatch(text)
    return int(number[1]) if number and 1 <= int(number[1]) <= 12 else None


PLAIN = {
    "title", "subtitle", "keywords", "selected", "annotation", "note", "annote", "pubstate", "year", "month",
    "date", "archiveprefix", "eprinttype", "series", *VENUES, *LATER_VENUES,
    *(name for names in TEXTS.values() for name in names),
}  # fmt: skip
"""Fields that are read as text."""
