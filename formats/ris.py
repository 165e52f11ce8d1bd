"""RIS, which reference managers exchange: lines of a tag and a value, both ways."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from formats import identifiers, names, publication
from formats.drafts import Finds
from formats.records import Found, Record

Tell = Callable[[int | None, str], None]
Item = Mapping[str, Any]

TYPES = {
    "JOUR": "article-journal",
    "CONF": "paper-conference",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "BOOK": "book",
    "CHAP": "chapter",
    "THES": "thesis",
    "RPRT": "report",
    "UNPB": "article",
    "COMP": "software",
    "DATA": "dataset",
    "PAT": "patent",
    "STAND": "standard",
    "ELEC": "webpage",
    "BLOG": "post-weblog",
    "PAMP": "pamphlet",
    "ENCYC": "entry-encyclopedia",
    "DICT": "entry-dictionary",
    "MAP": "map",
    "MUSIC": "musical_score",
    "SLIDE": "speech",
    "VIDEO": "motion_picture",
    "ART": "graphic",
    "FIGURE": "figure",
    "HEAR": "hearing",
    "STAT": "legislation",
    "CASE": "legal_case",
    "BILL": "bill",
    "ICOMM": "personal_communication",
    "SER": "periodical",
    "GEN": "document",
}
"""What each type is; the first of those that mean the same is written."""
OTHER_TYPES = {
    "CPAPER": "paper-conference",
    "EJOUR": "article-journal",
    "JFULL": "periodical",
    "INPR": "article-journal",
    "ABST": "article-journal",
    "EBOOK": "book",
    "EDBOOK": "book",
    "ECHAP": "chapter",
    "MANSCPT": "manuscript",
    "PREP": "article",
    "WEB": "webpage",
    "DBASE": "dataset",
    "AGGR": "dataset",
    "GOVDOC": "report",
    "UNBILL": "bill",
    "PCOMM": "personal_communication",
}
WRITTEN = {type_: tag for tag, type_ in TYPES.items()} | {"manuscript": "UNPB"}

# The facts that each tag may hold, the tag that counts most first.
TAGS = {
    "title": ("TI", "T1", "CT"),
    "venue": ("T2", "JO", "JF", "BT", "J2", "JA"),
    "volume": ("VL",),
    "issue": ("IS",),
    "doi": ("DO",),
    "abstract": ("AB", "N2"),
    "key": ("ID",),
}
AUTHORS, DATES = ("AU", "A1"), ("PY", "Y1", "DA")
PUBLISHED_BY = ("THES", "RPRT")
PUBLISHED = [TYPES[tag] for tag in PUBLISHED_BY]
"""The types whose venue is who publishes them."""
LINKS = {"UR": None, "L1": "pdf", "L2": "publisher", "LK": None}
ARXIV_TAGS = ("AN", "UR", "DO", "M1", "M3", "C7", "JO", "T2", "N1")

LINE = re.compile(r"[ \ufeff]*([A-Z][A-Z0-9]) {0,3}-(?: (.*)|$)")
DATE = re.compile(r"\s*([12]\d{3})(?:[/-](\d{1,2}))?(?!\d)")
SEVERAL = re.compile(r"; ?(?=https?://)")
MOST_LINES = 100_000
"""Lines of one entry; those behind them are left out."""


class Line(NamedTuple):
    """A line: its number, tag and value."""

    number: int
    tag: str
    value: str


def read(text: str) -> Found:
    """Read every entry of an RIS file; one whose first or last line is missing is taken all the same."""
    finds = Finds()
    for lines in islice(_entries(publication.clean(text), finds.tell), publication.MOST_ENTRIES):
        told: list[str] = []
        known, left_out = publication.tidy(_facts(lines, told))
        for detail in (*told, *left_out):
            finds.tell(lines[0].number, detail)
        if "title" in known:
            finds.records.append(Record("publications", known, lines[0].number))
        else:
            finds.tell(lines[0].number, "This entry has no title and was left out.")
    if len(finds.records) == publication.MOST_ENTRIES:
        finds.tell(None, f"Only the first {publication.MOST_ENTRIES:,} entries were taken.")
    return finds.found()


def _entries(text: str, tell: Tell) -> Iterator[list[Line]]:
    lines: list[Line] = []
    for line in _lines(text, tell):
        if line.tag == "TY" and lines:
            tell(lines[0].number, "This entry has no ER at its end.")
            yield lines
            lines = []
        if line.tag == "ER":
            if lines:
                yield lines
            lines = []
            continue
        if not lines and line.tag != "TY":
            tell(line.number, "This entry has no TY at its beginning.")
        if len(lines) < MOST_LINES:
            lines.append(line)
    if lines:
        tell(lines[0].number, "This entry has no ER at its end.")
        yield lines


def _lines(text: str, tell: Tell) -> Iterator[Line]:
    """Put lines without a tag to the line that they go on with."""
    number, tag, values = 0, "", [""]
    is_told = False
    for place, written in enumerate(text.split("\n"), 1):
        if found := LINE.fullmatch(written.rstrip()):
            if tag:
                yield Line(number, tag, " ".join(values).strip())
            number, tag, values, is_told = place, found[1], [found[2] or ""], False
        elif written.strip() and tag and tag != "ER":
            values.append(written.strip())
        elif written.strip() and not is_told:
            is_told = True
            tell(place, f"`{written.strip()[:40]}` belongs to no entry.")
    if tag:
        yield Line(number, tag, " ".join(values).strip())


def _facts(lines: list[Line], told: list[str]) -> dict[str, Any]:
    values: dict[str, list[str]] = {}
    for line in lines:
        if line.value:
            values.setdefault(line.tag, []).append(line.value)
    facts: dict[str, Any] = {key: _first(values, tags) for key, tags in TAGS.items()}
    tag = (_first(values, ("TY",)) or "GEN").upper()
    kind = (TYPES | OTHER_TYPES).get(tag)
    if kind is None:
        told.append(f"`{tag[:40]}` is no type; the entry was taken as a document.")
    if tag in PUBLISHED_BY:
        facts["venue"] = _first(values, ("PB", *TAGS["venue"]))
    facts["authors"] = [{"name": names.inverted(name)} for tag_ in AUTHORS for name in values.get(tag_, ())]
    facts["topics"] = [word for value in values.get("KW", ()) for word in value.split(";")]
    facts["links"] = list(_links(values, told))
    facts["pages"] = "–".join(part for tag_ in ("SP", "EP") if (part := _first(values, (tag_,))))
    said = (value for name in ARXIV_TAGS for value in values.get(name, ()))
    found = (identifiers.arxiv_in(value, version=True) for value in said)
    facts["arxiv_id"] = next(filter(None, found), None)
    facts["year"], facts["month"] = _when(values, told)
    return facts | _standing(tag, kind or "document", facts, _first(values, ("N1",)))


def _standing(tag: str, kind: str, facts: Mapping[str, Any], note: str | None) -> dict[str, Any]:
    status = publication.status_in(note or "") or ("accepted" if tag == "INPR" else None)
    is_alone = kind in ("document", "article-journal", "webpage") and not facts["venue"]
    if is_alone and (facts["arxiv_id"] or status == "preprint"):
        kind = "article"
    if kind in ("article", "manuscript"):
        status = status or "preprint"
    is_said = note is None or publication.is_only_status(note)
    return {"type": kind, "status": status or "published", "note": None if is_said else note}


def _first(values: Mapping[str, list[str]], tags: Iterable[str]) -> str | None:
    return next((values[tag][0] for tag in tags if tag in values), None)


def _links(values: Mapping[str, list[str]], told: list[str]) -> Iterator[tuple[str, str]]:
    for tag, kind in LINKS.items():
        # Some programs write several addresses in one line.
        for address in (part for value in values.get(tag, ()) for part in SEVERAL.split(value)):
            if address.startswith(("http://", "https://")):
                yield kind or identifiers.kind_of(address), address
            else:
                # A path of somebody's disk leads nowhere, and is nobody's business.
                told.append(f"A value of {tag} is no address.")


def _when(values: Mapping[str, list[str]], told: list[str]) -> tuple[int | None, int | None]:
    year = month = None
    for tag in DATES:
        for value in values.get(tag, ()):
            date = DATE.match(value)
            if date is None:
                told.append(f"`{value[:40]}` is no date.")
                continue
            year = year or int(date[1])
            if date[2] and int(date[1]) == year and 1 <= int(date[2]) <= 12:
                month = month or int(date[2])
    return year, month


def _venue(item: Item) -> str | None:
    return item["venue"]["name"] if item["venue"] else None


def _author(name: str) -> str:
    parts = names.apart(name)
    # A comma would part a group's name in two.
    if parts is None:
        return name.replace(", ", " ").replace(",", " ")
    family = " ".join(filter(None, (parts.particle, parts.family)))
    return ", ".join(filter(None, (family, parts.given, parts.suffix)))


def _note(item: Item) -> str | None:
    note = publication.note_of(item)
    said = {"accepted": "To appear", "preprint": None if item["type"] == "article" else "Preprint"}
    return note or said.get(item["status"])


def _pages(item: Item) -> list[str]:
    return (item["pages"] or "").split("–", 1)


class Field(NamedTuple):
    """A tag: the item's key that it tells of, and what reads one value or several from there."""

    tag: str
    key: str
    read: Callable[[Item], Any]


FIELDS = (
    Field("ID", "key", lambda item: item["key"]),
    Field("TI", "title", lambda item: item["title"]),
    Field("AU", "authors", lambda item: [_author(author["name"]) for author in item["authors"]]),
    Field("PY", "year", lambda item: item["year"]),
    Field(
        "DA", "month", lambda item: item["month"] and item["year"] and f"{item['year']}/{item['month']:02}"
    ),
    Field("PB", "venue", lambda item: _venue(item) if item["type"] in PUBLISHED else None),
    Field("T2", "venue", lambda item: None if item["type"] in PUBLISHED else _venue(item)),
    Field("VL", "volume", lambda item: item["volume"]),
    Field("IS", "issue", lambda item: item["issue"]),
    Field("SP", "pages", lambda item: _pages(item)[0]),
    Field("EP", "pages", lambda item: _pages(item)[1:]),
    Field("DO", "doi", lambda item: item["doi"]),
    Field("AN", "arxiv_id", lambda item: item["arxiv_id"] and f"arXiv:{item['arxiv_id']}"),
    Field("UR", "links", publication.address_of),
    Field("AB", "abstract", lambda item: item["abstract"]),
    Field("KW", "topics", lambda item: [topic["label"].replace(";", ",") for topic in item["topics"]]),
    Field("N1", "note", _note),
)


def write(items: Iterable[Item], keys: Collection[str] | None = None) -> str:
    """Write publications as RIS: whole, or what some keys tell of them."""
    return "\n".join(_entry(item, keys) for item in items)


def _entry(item: Item, keys: Collection[str] | None) -> str:
    lines = [f"TY  - {WRITTEN.get(item['type'], 'GEN')}"]
    for field in FIELDS:
        if keys and field.key not in keys:
            continue
        value = field.read(item)
        values = value if isinstance(value, list) else [value]
        lines += [f"{field.tag}  - {publication.line(each)}" for each in values if each]
    return "\n".join([*lines, "ER  - ", ""])
