"""RIS, which reference managers exchange: lines of a tag and a value, both ways."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from formats import clean, identifiers, names, plain, remarks, single
from formats.drafts import Draft, shown
from formats.finds import Finds, reading

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
READ = TYPES | OTHER_TYPES
WRITTEN = {type_: tag for tag, type_ in TYPES.items()} | {"manuscript": "UNPB"}

# The facts that each tag may hold, the tag that counts most first.
TEXTS = {
    "title": ("TI", "T1", "CT"),
    "volume": ("VL",),
    "issue": ("IS",),
    "abstract": ("AB", "N2"),
}
VENUES = ("T2", "JO", "JF", "BT", "J2", "JA")
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


@reading
def read(text: str, finds: Finds) -> None:
    """Read every entry of an RIS file; one whose first or last line is missing is taken all the same."""
    for number, lines in enumerate(_entries(clean.text(text), finds.tell), 1):
        draft = Draft("publications", f"Entry {number}", lines[0].number)
        _fill(draft, lines)
        if not finds.add(draft):
            return


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


def _fill(draft: Draft, lines: list[Line]) -> None:
    values: dict[str, list[str]] = {}
    for line in lines:
        if line.value:
            values.setdefault(line.tag, []).append(line.value)
    tag = (_first(values, ("TY",)) or "GEN").upper()
    draft.key(_first(values, ("ID",)))
    for key, tags in TEXTS.items():
        draft.text(key, _first(values, tags))
    draft.text("venue", _first(values, ("PB", *VENUES) if tag in PUBLISHED_BY else VENUES))
    draft.text("pages", clean.pages(*(_first(values, (tag_,)) for tag_ in ("SP", "EP"))))
    said = (value for name in ARXIV_TAGS for value in values.get(name, ()))
    found = (identifiers.arxiv_in(value, version=True) for value in said)
    draft.put("arxiv_id", next(filter(None, found), None))
    draft.identifier(_first(values, ("DO",)))
    for name in (name for tag_ in AUTHORS for name in values.get(tag_, ())):
        draft.author(names.inverted(name))
    for topic in (word for value in values.get("KW", ()) for word in value.split(";")):
        draft.topic(topic)
    _take_links(draft, values)
    _take_date(draft, values)
    _take_standing(draft, tag, _first(values, ("N1",)) or "")


def _take_standing(draft: Draft, tag: str, note: str) -> None:
    """Take type, status and note: a loose work on arXiv is a preprint."""
    kind = draft.kind(tag, READ)
    status = remarks.status_in(note) or ("accepted" if tag == "INPR" else None)
    is_alone = kind in ("document", "article-journal", "webpage") and "venue" not in draft.fields
    if is_alone and ("arxiv_id" in draft.fields or status == "preprint"):
        kind = "article"
    if kind in ("article", "manuscript"):
        status = status or "preprint"
    draft.put("type", kind)
    draft.put("status", status or "published")
    draft.text("note", "" if remarks.is_only_status(note) else note)


def _first(values: Mapping[str, list[str]], tags: Iterable[str]) -> str | None:
    return next((values[tag][0] for tag in tags if tag in values), None)


def _take_links(draft: Draft, values: Mapping[str, list[str]]) -> None:
    for tag, kind in LINKS.items():
        # Some programs write several addresses in one line.
        for address in (part for value in values.get(tag, ()) for part in SEVERAL.split(value)):
            if address.startswith(("http://", "https://")):
                draft.link(kind or identifiers.kind_of(address), address)
            else:
                # A path of somebody's disk leads nowhere, and is nobody's business.
                draft.tell(f"a value of {tag} is no address.")


def _take_date(draft: Draft, values: Mapping[str, list[str]]) -> None:
    """Take the first year, and the first month that is told of it."""
    for value in (value for tag in DATES for value in values.get(tag, ())):
        found = DATE.match(value)
        date = clean.known_date(found[1], found[2]) if found else None
        if date is None:
            draft.tell(f"{shown(value)} is no date.")
        elif draft.fields.setdefault("year", date[0]) == date[0] and date[1]:
            draft.fields.setdefault("month", date[1])


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
    note = single.note(item)
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
    Field("UR", "links", single.address),
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
        lines += [f"{field.tag}  - {plain.line(each)}" for each in values if each]
    return "\n".join([*lines, "ER  - ", ""])
