"""The values of a query string: how each kind is read, and what is told of one that cannot be."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from marshmallow import ValidationError, fields, validate

from schemas.faults import Misread
from schemas.likeness import FAR, Near, near

MAX_TERMS = 50
"""Values of one parameter; who sends more is refused before any of them is read."""
FEW = 10
"""Values or words of too many that are shown."""
TRUTH, TRUTH_IN_WORDS = ("true", "false"), "choice of true and false"
YEAR = r"!?(none|\d{4}|\d{4}\.\.|\.\.\d{4}|\d{4}\.\.\d{4})"


class Unreadable(ValueError):
    """One value that cannot be read, with a hint at those that can."""

    def __init__(self, detail: str, value: str, offered: Near = FAR) -> None:
        super().__init__(detail)
        self.fault = Misread(detail, value, offered)


def year(text: str) -> tuple[int | None, int | None] | None:
    """Read `2024`, `2020..2024`, `2020..`, `..2019` or `none`."""
    if text == "none":
        return None
    if not re.fullmatch(YEAR, text, re.ASCII) or text.startswith("!"):
        digits = re.search(r"(19|20)\d\d", text)
        likely = digits.group() if digits else "2024"
        offered = [likely, f"{likely}..{int(likely) + 1}", f"{likely}..", f"..{likely}", "none"]
        hint = f"Write {', '.join(offered[:-1])} or none."
        raise Unreadable(f"{text!r} is not a year.", text, Near(hint, offered))
    low, dots, high = text.partition("..")
    span = (int(low) if low else None, int(high) if high else None) if dots else (int(low), int(low))
    if span[0] is not None and span[1] is not None and span[0] > span[1]:
        turned = f"{span[1]:04}..{span[0]:04}"
        raise Unreadable(f"{text!r} ends before it begins.", text, Near(f"Write {turned}.", [turned]))
    return span


def one_of(words: Iterable[str], what: str) -> Callable[[str], str]:
    """Make a reader that takes some words and no others."""
    known = tuple(words)

    def read(text: str) -> str:
        if text in known:
            return text
        raise Unreadable(f"{text!r} is not a {what}.", text, near(text, known))

    return read


def truth(text: str) -> bool:
    """Read true or false."""
    return one_of(TRUTH, TRUTH_IN_WORDS)(text) == TRUTH[0]


def name_or_none(text: str) -> str | None:
    """Read a name that the database must know, or `none`."""
    return None if text.lower() == "none" else name(text)


def name(text: str) -> str:
    """Read a name that the database must know."""
    if text.strip() and len(text) <= 200:
        return text.strip()
    raise Unreadable("A name of 1 to 200 characters stands here.", text)


def single(value: Any) -> Any:
    """Refuse several values where one stands."""
    if isinstance(value, list):
        several = Misread(f"One value stands here, not {len(value)}.", ", ".join(value[:FEW]))
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
        if isinstance(value, list) and len(value) > MAX_TERMS:
            many = f"At most {MAX_TERMS} values stand here, not {len(value)}."
            raise ValidationError([Misread(many, ", ".join(value[:FEW]))])
        # What is said twice is heard once.
        loaded: list[Any] = super()._deserialize(value, attr, data, **more)
        texts: list[str] = list(dict.fromkeys(loaded))
        terms: list[tuple[bool, Any]] = []
        faults = []
        for text in texts:
            negated = text.startswith("!")
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


class Flag(Word):
    """True or false, loaded as such."""

    def __init__(self, **more: Any):
        super().__init__(TRUTH, TRUTH_IN_WORDS, **more)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        return super()._deserialize(value, attr, data, **more) == TRUTH[0]


class Words(fields.String):
    """A comma list of known words, each at most once; loaded as a list."""

    def __init__(
        self, known: Iterable[str], what: str, most: int | None = None, signed: bool = False, **more: Any
    ):
        self.known, self.what, self.most, self.signed = tuple(known), what, most or MAX_TERMS, signed
        word = ("-?" if signed else "") + "(" + "|".join(map(re.escape, self.known)) + ")"
        times = f"{{0,{self.most - 1}}}"
        metadata = {"pattern": f"^{word}(,{word}){times}$", **more.pop("metadata", {})}
        super().__init__(metadata=metadata, **more)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> Any:
        text: str = super()._deserialize(single(value), attr, data, **more)
        words = [word.strip() for word in text.split(",") if word.strip()]
        if len(words) > self.most:
            raise ValidationError([Misread(f"At most {self.most} words stand here.", ",".join(words[:FEW]))])
        faults = []
        for word in words:
            plain = word.removeprefix("-") if self.signed else word
            if plain not in self.known:
                faults.append(Misread(f"{word!r} is not a {self.what}.", word, near(plain, self.known)))
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
            nearest = self.high if re.fullmatch(r"\d+", str(value)) and int(str(value)[:12]) else 1
            offered = Near(f"Write {nearest}.", [f"1–{self.high}"])
            raise ValidationError([Misread(detail, str(value), offered)])
        return int(value)
