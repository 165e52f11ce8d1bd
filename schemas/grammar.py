"""The grammar of a view of the list: query string ⇄ what is asked, the same for page, API and downloads."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import quote, urlencode

from marshmallow import Schema, ValidationError, fields, post_load, validate

from schemas.faults import Misread
from schemas.likeness import choices, hint
from schemas.vocabulary import CSL_TYPES, FACETS, GROUPS, ITEM_KEYS, LANGUAGES, ROLES, SORTS, STATUSES

MAX_TERMS = 50
MAX_PAGE = 10**9
MAX_PER_PAGE = 1000
YEAR = r"!?(none|\d{4}|\d{4}\.\.|\.\.\d{4}|\d{4}\.\.\d{4})"


class Unreadable(ValueError):
    """One value that cannot be read, with a hint at those that can."""

    def __init__(
        self, detail: str, hint: str | None = None, value: str = "", offered: Iterable[str] = ()
    ) -> None:
        super().__init__(detail)
        self.fault = Misread(detail, hint, value, offered)


def year(text: str) -> tuple[int | None, int | None] | None:
    """Read `2024`, `2020..2024`, `2020..`, `..2019` or `none`."""
    if text == "none":
        return None
    if not re.fullmatch(YEAR, text, re.ASCII) or text.startswith("!"):
        digits = re.search(r"(19|20)\d\d", text)
        near = digits.group() if digits else "2024"
        offered = (near, f"{near}..{int(near) + 1}", f"{near}..", f"..{near}", "none")
        likely = f"Write {', '.join(offered[:-1])} or none."
        raise Unreadable(f"{text!r} is not a year.", likely, text, offered)
    low, dots, high = text.partition("..")
    span = (int(low) if low else None, int(high) if high else None) if dots else (int(low), int(low))
    if span[0] is not None and span[1] is not None and span[0] > span[1]:
        turned = f"{span[1]:04}..{span[0]:04}"
        raise Unreadable(f"{text!r} ends before it begins.", f"Write {turned}.", text, [turned])
    return span


def one_of(words: Iterable[str], what: str) -> Callable[[str], str]:
    """Make a reader that takes some words and no others."""
    known = tuple(words)

    def read(text: str) -> str:
        if text in known:
            return text
        raise Unreadable(f"{text!r} is not a {what}.", hint(text, known), text, choices(text, known))

    return read


def truth(text: str) -> bool:
    """Read true or false."""
    return one_of(("true", "false"), "choice of true and false")(text) == "true"


def name_or_none(text: str) -> str | None:
    """Read a name that the database must know, or `none`."""
    return None if text.lower() == "none" else name(text)


def name(text: str) -> str:
    """Read a name that the database must know."""
    if text.strip() and len(text) <= 200:
        return text.strip()
    raise Unreadable("A name of 1 to 200 characters stands here.", value=text)


def single(value: Any) -> Any:
    """Refuse several values where one stands."""
    if isinstance(value, list):
        several = Misread(f"One value stands here, not {len(value)}.", value=", ".join(value))
        raise ValidationError([several])
    return value


class Terms(fields.List[Any]):
    """Values of one parameter: repeated is OR, a leading `!` is NOT; loaded as (negated, value) pairs."""

    def __init__(
        self,
        read: Callable[[str], Any],
        *,
        pattern: str | None = None,
        words: Iterable[str] = (),
        **more: Any,
    ):
        shape: dict[str, Any] = {"pattern": f"^{pattern}$"} if pattern else {"minLength": 1}
        shape |= {"enum": [*words, *(f"!{word}" for word in words)]} if words else {}
        super().__init__(fields.String(metadata=shape), validate=validate.Length(max=MAX_TERMS), **more)
        self.read = read

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> list[Any]:
        texts: list[Any] = super()._deserialize(value, attr, data, **more)
        terms: list[tuple[bool, Any]] = []
        faults = []
        for text in filter(None, texts):
            negated = text.startswith("!") and len(text) > 1
            try:
                terms.append((negated, self.read(text[1:] if negated else text)))
            except Unreadable as fault:
                faults.append(fault.fault)
        if faults:
            raise ValidationError(faults, valid_data=terms)
        return terms


class Word(fields.String):
    """One of a few known words."""

    def __init__(self, known: Iterable[str], what: str, **more: Any):
        words = tuple(known)
        super().__init__(metadata={"enum": list(words), **more.pop("metadata", {})}, **more)
        self.read = one_of(words, what)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> str:
        try:
            return self.read(super()._deserialize(single(value), attr, data, **more))
        except Unreadable as fault:
            raise ValidationError([fault.fault]) from None


class Words(fields.String):
    """A comma list of known words, each at most once; loaded as a list."""

    def __init__(
        self, known: Iterable[str], what: str, most: int | None = None, signed: bool = False, **more: Any
    ):
        self.known, self.what, self.most, self.signed = tuple(known), what, most, signed
        word = ("-?" if signed else "") + "(" + "|".join(map(re.escape, self.known)) + ")"
        times = f"{{0,{most - 1}}}" if most else "*"
        metadata = {"pattern": f"^{word}(,{word}){times}$", **more.pop("metadata", {})}
        super().__init__(metadata=metadata, **more)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        text: str = super()._deserialize(single(value), attr, data, **more)
        words = [word.strip() for word in text.split(",") if word.strip()]
        faults = []
        for word in words:
            plain = word.removeprefix("-") if self.signed else word
            if plain not in self.known:
                near, offered = hint(plain, self.known), choices(plain, self.known)
                faults.append(Misread(f"{word!r} is not a {self.what}.", near, word, offered))
        if self.most and len(words) > self.most:
            faults.append(Misread(f"At most {self.most} words stand here.", value=text))
        if faults:
            raise ValidationError(faults)
        return list(dict.fromkeys(words))


class Number(fields.Integer):
    """A whole number between two bounds, written in plain digits."""

    def __init__(self, high: int, **more: Any):
        super().__init__(validate=validate.Range(1, high), **more)
        self.high = high  # The range stands in the document; what is told of it is told below.

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> int:
        if not re.fullmatch(r"[0-9]{1,12}", single(value)) or not 1 <= int(value) <= self.high:
            detail = f"{value!r} is not a whole number from 1 to {self.high}."
            near = self.high if re.fullmatch(r"\d+", str(value)) and int(str(value)[:12]) else 1
            raise ValidationError([Misread(detail, f"Write {near}.", str(value), [f"1–{self.high}"])])
        return int(value)


class Nothing(Schema):
    """No parameter at all."""


class Language(Schema):
    """The language in which text is answered."""

    lang = Word(
        LANGUAGES, "language", metadata={"description": "Answer text as plain strings in this language."}
    )


class Paging(Language):
    """Which part of a list is answered."""

    page = Number(MAX_PAGE, load_default=1, metadata={"description": "The page, from 1."})
    per_page = Number(MAX_PER_PAGE, load_default=100, metadata={"description": "Entries on a page."})


class Query(Paging):
    """Everything that can be asked of the list of publications."""

    year = Terms(
        year, pattern=YEAR, metadata={"description": "`2024`, `2020..2024`, `2020..`, `..2019` or `none`."}
    )
    venue = Terms(name_or_none, metadata={"description": "Venue slug, acronym or alias, or `none`."})
    rank = Terms(name_or_none, metadata={"description": "Scheme and class, `CCF-A` or `CORE-A*`, or `none`."})
    status = Terms(
        one_of(STATUSES, "status"), words=STATUSES, metadata={"description": "Status of the work."}
    )
    type = Terms(one_of(CSL_TYPES, "CSL type"), words=CSL_TYPES, metadata={"description": "CSL type."})
    author = Terms(name, metadata={"description": "Slug of an author."})
    role = Terms(one_of(ROLES, "role"), words=ROLES, metadata={"description": "The owner's part."})
    topic = Terms(name, metadata={"description": "Slug of a topic."})
    selected = Terms(
        truth, words=("true", "false"), metadata={"description": "Whether the owner selected it."}
    )
    q = Terms(str, metadata={"description": "Words searched in title, authors, venue, topics and abstract."})
    sort = Words(
        SORTS,
        "sort key",
        signed=True,
        load_default=["-year"],
        metadata={"description": "Order; `-` descends.", "default": "-year"},
    )
    fields = Words(  # type: ignore[assignment]  # A parameter of the wire, which hides no attribute at run time.
        ITEM_KEYS, "key of a publication", metadata={"description": "The keys to answer."}
    )
    facets = Words(FACETS, "facet", metadata={"description": "The facets to count."})
    group_by = Words(
        (*GROUPS, "none"), "group", most=2, metadata={"description": "Nested counts by one or two keys."}
    )

    @post_load
    def sort_pairs(self, values: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Turn sort words into (key, descending) pairs and drop a group that groups nothing."""
        values["sort"] = [
            (word.removeprefix("-"), word.startswith("-")) for word in values["sort"] or ["-year"]
        ]
        values["group_by"] = [word for word in values.get("group_by", []) if word != "none"]
        return values


FILTERS = ("year", "venue", "rank", "status", "type", "author", "role", "topic", "selected", "q")
ORDER = (*FILTERS, "sort", "group_by", "page", "per_page", "fields", "facets", "lang")
DEFAULTS = {"sort": ["-year"], "page": ["1"], "per_page": ["100"]}


QUERY = Query()


def load(arguments: Mapping[str, list[str]]) -> dict[str, Any]:
    """Read a query string, as the list of each parameter's values; raise ValidationError with all faults."""
    loaded: dict[str, Any] = QUERY.load(values_of(QUERY, arguments))
    return loaded


def values_of(schema: Schema, arguments: Mapping[str, list[str]]) -> dict[str, Any]:
    """Pick what a schema takes out of a query string: lists where a parameter may repeat; nothing empty."""
    known: dict[str, Any] = vars(schema)["fields"]
    picked: dict[str, Any] = {}
    for name, values in arguments.items():
        filled = [value for value in values if value != ""]
        if name not in known:
            picked[name] = values
        elif filled:
            one = not isinstance(known[name], Terms) and len(set(filled)) == 1
            picked[name] = filled[0] if one else filled
    return picked


def terms(values: Mapping[str, Any]) -> dict[str, list[tuple[bool, Any]]]:
    """Pick the filters out of loaded values, without the empty ones."""
    chosen = {parameter: values.get(parameter) for parameter in FILTERS}
    return {parameter: pairs for parameter, pairs in chosen.items() if pairs}


def query_string(arguments: Mapping[str, Iterable[str]], **changes: Iterable[str]) -> str:
    """Write arguments in fixed order without defaults and empty values, changed as told; `?` included."""
    given = {**arguments, **changes}
    pairs = []
    for parameter in ORDER:
        values = [value for value in dict.fromkeys(map(str.strip, given.get(parameter, ()))) if value]
        if values != DEFAULTS.get(parameter):
            pairs += [(parameter, value) for value in values]
    written = urlencode(pairs, quote_via=lambda text, *_: quote(text, safe="!*,:").replace("%20", "+"))
    return f"?{written}" if written else ""
