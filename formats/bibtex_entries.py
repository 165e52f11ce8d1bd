"""BibTeX taken apart into entries with their fields as they are written, and all that stands wrong between.

Braces count even behind a backslash, the first of two fields of a name stays, and text between entries is no
entry: so BibTeX itself reads. Each step is bounded by the head of the next entry, so that one that is never
closed costs no more than itself.
"""

import re
import sys
from array import array
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from formats import drafts, finds
from formats.records import Problem

HEAD = re.compile(r"(?<![\w.])@[ \t]*([A-Za-z][\w-]{0,39})\s*([{(])")
NEXT = re.compile(r"^[ \t]*(?=@[ \t]*[A-Za-z][\w-]{0,39}\s*[{(])", re.MULTILINE)
KEY = re.compile(r"\s*([^,={}\"#\n]*)")
NAME = re.compile(r"([A-Za-z][^\s\"#%'(),={}]*)\s*=\s*")
NEXT_FIELD = re.compile(r"\n[ \t]{0,99}(?=[A-Za-z][\w:+-]{0,39}[ \t]{0,99}=)")
STOP = re.compile(rf"[{{}}]|{NEXT_FIELD.pattern}")
GOES_ON = re.compile(r"[\s,]*(?=[A-Za-z][\w:+-]{0,39}[ \t]*=[ \t]*[\"{\w])")
WORD = re.compile(r"[^\s\"#%'(),={}]+")
BETWEEN = re.compile(r"(?:[\s,]+|%[^\n]*)*")
JOIN = re.compile(r"\s*#\s*")
SPACE = re.compile(r"\s*")
GOOD_END = re.compile(r"\s*[,#})]")
QUOTED = re.compile(r'["{}]')

NO_ENTRIES = {"comment", "preamble", "control", "set"}
LONGEST = 100_000
"""Characters of a value that is put together with `#`."""
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


class Entry(NamedTuple):
    """An entry: its kind, key and fields with small letters in their names, and its first line."""

    kind: str
    key: str
    fields: dict[str, str]
    line: int


class Broken(Exception):
    """A value that does not end where it must; it says so."""


def read(text: str) -> tuple[list[Entry], list[Problem]]:
    """Take all entries from a text without control characters; tell of what was not understood."""
    reader = _Reader(text)
    reader.run()
    return reader.entries, [Problem(reader.line(place), detail) for place, detail in reader.told]


def partners(text: str) -> "array[int]":
    """Find for every opening brace the one that closes it; 0 is none. Lists would take ten times as much."""
    stack = array("i")
    found = array("i", bytes(4 * len(text)))
    for brace in re.finditer("[{}]", text):
        if brace[0] == "{":
            stack.append(brace.start())
        elif stack:
            found[stack.pop()] = brace.start()
    return found


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.partner = partners(text)
        self.lines = array("i", (match.start() for match in re.finditer("\n", text)))
        self.heads = array("i", (match.end() for match in NEXT.finditer(text)))
        self.macros = {month[:3].lower(): month for month in MONTHS}
        # What macros may add in all: a few lines could else double themselves beyond all memory.
        self.budget = 4 * len(text) + 100_000
        self.is_careful = False
        self.entries: list[Entry] = []
        self.told: list[tuple[int, str]] = []

    def line(self, place: int) -> int:
        return bisect_left(self.lines, place) + 1

    def limit(self, place: int) -> int:
        """Give the place where the next entry begins at the latest."""
        following = bisect_right(self.heads, place)
        return self.heads[following] if following < len(self.heads) else len(self.text)

    def tell(self, place: int, detail: str) -> None:
        # One more than is shown, so that it is known that there is more.
        if len(self.told) <= drafts.MOST_PROBLEMS:
            self.told.append((place, detail))

    def run(self) -> None:
        place = 0
        while head := HEAD.search(self.text, place):
            kind, end = head[1].lower(), head.end()
            limit = self.limit(head.start())
            if kind in NO_ENTRIES:
                place = max(end, self.partner[end - 1])
            elif kind == "string":
                macros, place = self.body(head, end, limit)
                self.macros |= {name: value[:LONGEST] for name, value in macros.items()}
            else:
                place = self.entry(head, kind, limit)
                # One more than is taken, so that it is known that there is more.
                if len(self.entries) > finds.MOST_RECORDS:
                    break

    def entry(self, head: re.Match[str], kind: str, limit: int) -> int:
        found = KEY.match(self.text, head.end())
        key, place = (found[1].strip(), _end(SPACE, self.text, found.end())) if found else ("", head.end())
        sign = self.text[place : place + 1]
        if sign == "=":
            key, place = "", head.end()
        elif key and sign not in (",", "}") and place < limit:
            self.tell(place, "A comma is missing behind the key.")
        if not key:
            self.tell(head.start(), f"This @{kind} has no key.")
        fields, place = self.body(head, place, limit)
        self.entries.append(Entry(kind, key, fields, self.line(head.start())))
        return place

    def body(self, head: re.Match[str], start: int, limit: int) -> tuple[dict[str, str], int]:
        """Read fields up to what closes an entry; where that is missing, once again and more carefully."""
        told, budget = len(self.told), self.budget
        closer = "}" if head[2] == "{" else ")"
        fields, place, is_closed = self.fields(start, limit, closer)
        if not is_closed:
            del self.told[told:]
            self.budget = budget
            self.tell(head.start(), f"This @{head[1].lower()} is never closed.")
            self.is_careful = True
            fields, place, _ = self.fields(start, limit, closer)
            self.is_careful = False
        return fields, place

    def fields(self, place: int, limit: int, closer: str) -> tuple[dict[str, str], int, bool]:
        fields: dict[str, str] = {}
        while True:
            place = _end(BETWEEN, self.text, place, limit)
            if place >= limit or HEAD.match(self.text, place):
                return fields, min(place, limit), False
            if self.text[place] == closer:
                more = GOES_ON.match(self.text, place + 1, limit)
                if not more:
                    return fields, place + 1, True
                self.tell(place, "The entry goes on behind the brace that closes it.")
                place = more.end()
            place = self.field(fields, place, limit)
            # A value may hold the head of another entry, and end behind it.
            limit = self.limit(place) if place > limit else limit

    def field(self, fields: dict[str, str], place: int, limit: int) -> int:
        """Read one field, or tell that there is none; give the place behind it."""
        named = NAME.match(self.text, place, limit)
        if not named:
            shown = self.text[place : place + 40].partition("\n")[0]
            self.tell(place, f"`{shown}` is no field.")
            return self.skip(place, limit)
        name = named[1].lower()
        try:
            value, end = self.value(named.end(), limit)
            if NAME.match(self.text, _end(SPACE, self.text, end), limit):
                self.tell(end - 1, f"A comma is missing behind `{name}`.")
        except Broken as broken:
            self.tell(named.end(), f"The value of `{name}` {broken}.")
            more = NEXT_FIELD.search(self.text, named.end(), limit)
            end = more.end() if more else limit
            value = self.text[named.end() : end].strip(' \n\t{},"')
        if name in fields:
            self.tell(place, f"`{name}` stands here more than once; the first is taken.")
        fields.setdefault(name, value)
        return end

    def skip(self, place: int, limit: int) -> int:
        """Skip what is no field, up to the next one or the brace that closes the entry."""
        place += self.text[place] == "}"
        while stop := STOP.search(self.text, place, limit):
            if stop[0] != "{":
                return stop.start() if stop[0] == "}" else stop.end()
            place = (self.partner[stop.start()] or limit) + 1
        return limit

    def value(self, place: int, limit: int) -> tuple[str, int]:
        parts: list[str] = []
        length = 0
        while True:
            part, place = self.part(place, limit)
            length += len(part)
            # A single part is as long as it stands in the text; only what is put together can grow.
            if not parts or length <= LONGEST:
                parts.append(part)
            join = JOIN.match(self.text, place, limit)
            if not join:
                break
            place = join.end()
        if length > LONGEST and len(parts) > 1:
            self.tell(place, f"A value of more than {LONGEST:,} characters was cut.")
        return "".join(parts), place

    def part(self, place: int, limit: int) -> tuple[str, int]:
        sign = self.text[place : place + 1]
        if sign == "{":
            return self.braced(place, limit)
        if sign == '"':
            return self.quoted(place, limit)
        word = WORD.match(self.text, place, limit)
        if not word:
            raise Broken("is missing")
        return (word[0] if word[0].isdigit() else self.macro(word[0], place)), word.end()

    def braced(self, place: int, limit: int) -> tuple[str, int]:
        end = self.partner[place]
        # The head of another entry may stand in a value, if all goes on well behind it.
        if not end or (end > limit and not GOOD_END.match(self.text, end + 1)):
            raise Broken("is never closed")
        if self.is_careful and NEXT_FIELD.search(self.text, place, end):
            raise Broken("is never closed")
        return self.text[place + 1 : end], end + 1

    def quoted(self, start: int, limit: int) -> tuple[str, int]:
        place = start + 1
        while sign := QUOTED.search(self.text, place, limit):
            if sign[0] == '"':
                return self.text[start + 1 : sign.start()], sign.end()
            end = self.partner[sign.start()]
            if not end:
                break
            place = end + 1
        raise Broken("is never closed")

    def macro(self, name: str, place: int) -> str:
        value = self.macros.get(name.lower())
        if value is None:
            self.tell(place, f"The macro `{name[:60]}` is not defined; its name is taken.")
            return name
        if len(value) > self.budget:
            self.tell(place, f"Macros have grown too long: the name of `{name[:60]}` is taken.")
            return name
        self.budget -= len(value)
        return value


def _end(pattern: re.Pattern[str], text: str, place: int, limit: int = sys.maxsize) -> int:
    match = pattern.match(text, place, limit)
    return match.end() if match else place
