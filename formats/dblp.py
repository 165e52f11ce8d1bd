"""DBLP's XML: a record, a person's page, an answer of the search, or the whole, as publications."""

import html
import re
from typing import Any, NamedTuple
from xml.parsers import expat

from formats import clean, identifiers
from formats.drafts import Draft
from formats.finds import Finds, reading

# Elements of DBLP's DTD, and the types of its search, as types of CSL.
TYPES = {
    "article": "article-journal",
    "inproceedings": "paper-conference",
    "proceedings": "book",
    "book": "book",
    "incollection": "chapter",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "data": "dataset",
}
SEARCHED = {
    "Journal Articles": "article",
    "Conference and Workshop Papers": "inproceedings",
    "Editorship": "proceedings",
    "Books and Theses": "book",
    "Parts in Books or Collections": "incollection",
    "Reference Works": "incollection",
    "Data and Artifacts": "data",
    "Informal and Other Publications": "informal",
    "Informal Publications": "informal",
}
FIELDS = (
    "author", "editor", "title", "booktitle", "journal", "venue", "volume", "number", "pages", "year",
    "month", "ee", "doi", "key", "type",
)  # fmt: skip
VENUES = ("journal", "booktitle", "venue")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

DEEPEST = 16
"""Elements inside one another; DBLP's own go seven deep."""
MOST_FIELDS = 20_000
NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
NUMBERED = re.compile(r"&#(?:x([0-9A-Fa-f]{1,8})|([0-9]{1,8}));")
XML_ENTITIES = ("amp", "lt", "gt", "quot", "apos")
# "Wei Wang 0001": the number tells people of one name apart in DBLP, and is no part of the name.
NUMBER = re.compile(r"\s[0-9]{4}$")
PART = re.compile(r"\s\([0-9]{1,3}\)$")
ITEM_OF_DATA = re.compile(r"https?://(?:www\.)?wikidata\.org/", re.IGNORECASE)


class Refused(Exception):
    """A document that would not be read on; its text is one sentence."""


class Field(NamedTuple):
    """One element of a record."""

    name: str
    attributes: dict[str, str]
    text: str


def sniff(text: str) -> bool:
    """Tell whether a text looks like DBLP's XML."""
    head = text[:5000].removeprefix("\ufeff").lstrip()
    named = re.search(r"<(?:dblp|dblpperson)[\s>]|<[a-z]+\s[^<>]{0,200}key=\"[a-z]+/", head)
    return head.startswith("<") and bool(named or ("<result>" in head and "dblp" in head))


@reading
def read(text: str, finds: Finds) -> None:
    """Read publications; what stands before a break is taken, and the break told with its line."""
    parser = expat.ParserCreate(encoding="utf-8")
    reader = Reader(parser, finds)
    try:
        parser.Parse(prepared(text).encode(), True)
    except expat.ExpatError as wrong:
        told = expat.ErrorString(wrong.code)
        finds.tell(wrong.lineno, f"The XML breaks here ({told}); what follows was not read.")
    except Refused as wrong:
        finds.tell(reader.line(), str(wrong))


def prepared(text: str) -> str:
    """Put characters for the named entities of the DTD, which is never loaded, and drop what XML forbids."""

    def named(found: re.Match[str]) -> str:
        if found[1] in XML_ENTITIES:
            return found[0]
        known = html.unescape(found[0])
        return html.escape(known)

    def numbered(found: re.Match[str]) -> str:
        code = int(found[1], 16) if found[1] else int(found[2])
        is_character = code < 0x110000 and not clean.UNSEEN.match(chr(code))
        return found[0] if is_character else ""

    return clean.UNSEEN.sub("", NAMED.sub(named, NUMBERED.sub(numbered, text)))


class Reader:
    """What listens to expat: it puts one record together at a time, and refuses what declares entities."""

    def __init__(self, parser: expat.XMLParserType, finds: Finds) -> None:
        self.parser = parser
        self.finds = finds
        self.depth = 0
        self.record: tuple[str, dict[str, str], int, int] | None = None
        self.fields: list[Field] = []
        self.open: tuple[str, dict[str, str], int] | None = None
        self.words: list[str] = []
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.StartDoctypeDeclHandler = self.doctype
        parser.EntityDeclHandler = self.entity

    def line(self) -> int:
        """Give the line that is being read."""
        return self.parser.CurrentLineNumber

    def doctype(self, _name: str, _system: Any, _public: Any, has_subset: bool) -> None:
        """Let pass the DOCTYPE that DBLP's whole begins with, and refuse one with declarations of its own."""
        if has_subset:
            self.entity()

    def entity(self, *_: Any) -> None:
        """Refuse a declaration."""
        raise Refused("The document declares entities of its own; it was not read.")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin a record, or a field of the one that is open; marks within a title are passed over."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise Refused(f"The elements stand more than {DEEPEST} deep; what follows was not read.")
        if self.record is None:
            if name in TYPES or name == "info":
                self.record, self.fields = (name, attributes, self.depth, self.line()), []
        elif self.open is None and name in FIELDS:
            self.open, self.words = (name, attributes, self.depth), []

    def characters(self, words: str) -> None:
        """Keep the words of a field."""
        if self.open:
            self.words.append(words)

    def end(self, _name: str) -> None:
        """End the field or the record that is open at this depth."""
        if self.open and self.open[2] == self.depth:
            if len(self.fields) < MOST_FIELDS:
                self.fields.append(Field(self.open[0], self.open[1], "".join(self.words)))
            self.open = None
        elif self.record and self.record[2] == self.depth:
            name, attributes, _, line = self.record
            self.record = None
            if not add(self.finds, name, attributes, self.fields, line):
                raise Refused("What follows was not read.")
        self.depth -= 1


def add(finds: Finds, element: str, attributes: dict[str, str], fields: list[Field], line: int) -> bool:
    """Make a publication of a record's fields; tell whether more may come."""
    texts = {field.name: clean.line(field.text) or "" for field in reversed(fields)}
    key = clean.line(attributes.get("key")) or texts.get("key") or ""
    kind = SEARCHED.get(texts.get("type", ""), "") if element == "info" else element
    notes = clean.line(attributes.get("publtype")) or ""
    draft = Draft("publications", f"Record {key[:100]}" if key else "A record without key", line)
    if "withdrawn" in notes:
        finds.tell(line, f"{draft.where}: it was left out, because it was withdrawn.")
        return True
    preprint = kind == "informal" or (kind == "article" and "informal" in notes)
    type_ = "article" if preprint else TYPES.get(kind) or draft.kind(texts.get("type"), {})
    draft.put("type", "software" if "software" in notes else type_ or "document")
    draft.put("status", "preprint" if preprint else "published")
    draft.text("title", _without_stop(texts.get("title", "")))
    _people(draft, fields)
    draft.date(clean.known_date(texts.get("year"), _month(texts.get("month", ""))), texts.get("year"))
    _place(draft, texts)
    _addresses(draft, fields, key)
    return finds.add(draft)


def _without_stop(title: str) -> str:
    """Take away the full stop that DBLP sets behind every title, but no ellipsis."""
    return title[:-1] if title.endswith(".") and not title.endswith("..") else title


def _month(text: str) -> int | None:
    return MONTHS.index(text[:3].lower()) + 1 if text[:3].lower() in MONTHS else None


def _people(draft: Draft, fields: list[Field]) -> None:
    """Take the authors; a volume that has editors alone is theirs, and says so."""
    named = {role: [field.text for field in fields if field.name == role] for role in ("author", "editor")}
    for name in named["author"] or named["editor"]:
        draft.author(NUMBER.sub("", clean.line(name) or ""))
    if named["editor"] and not named["author"]:
        draft.put("note", "Edited volume")
    draft.tell_of_no_authors()


def _place(draft: Draft, texts: dict[str, str]) -> None:
    """Take venue, volume, number and pages; of a preprint at arXiv all of these say only which it is."""
    venue = next((texts[name] for name in VENUES if texts.get(name)), "")
    if venue == "CoRR":
        draft.put("status", "preprint")
        draft.put("type", "article")
        draft.put("arxiv_id", identifiers.arxiv_id(texts.get("volume")))
        return
    draft.text("venue", PART.sub("", venue))
    draft.text("volume", texts.get("volume"))
    draft.text("issue", texts.get("number"))
    draft.text("pages", clean.pages(texts.get("pages")))


def _addresses(draft: Draft, fields: list[Field], key: str) -> None:
    """Take each address as the identifier it holds or as a link, and last the record at DBLP itself."""
    for field in fields:
        if field.name == "doi":
            draft.identifier(field.text)
        if field.name != "ee" or ITEM_OF_DATA.match(field.text.strip()):
            continue
        if identifiers.doi(field.text):
            draft.identifier(field.text)
        elif (found := identifiers.arxiv_id(field.text)) is not None:
            draft.fields.setdefault("arxiv_id", found)
        else:
            draft.link(identifiers.kind_of(field.text.strip()), field.text)
    if re.fullmatch(r"[a-z]+/[\w+-]+/[\w+./-]+", key, re.ASCII):
        draft.link("dblp", f"https://dblp.org/rec/{key}")
