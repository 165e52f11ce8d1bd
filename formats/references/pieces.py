"""The pieces that a reference is made of: words, some in italics, some leading somewhere."""

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple


class Piece(NamedTuple):
    """Words of a reference; url is where they lead."""

    text: str
    italic: bool = False
    url: str | None = None


Pieces = Sequence[Piece]

CLOSED = (".", "?", "!", "…", "。", "？", "！", ".”", "?”", "!”")
"""How words end that take no full stop."""
SAFE = re.compile(r"https?://[^\s<>\"'`\\]+", re.IGNORECASE)
"""An address that only leads somewhere; `javascript:` and the like run something."""


def plain(*words: str | None) -> Pieces:
    """Write words as they are; nothing when one of them is missing."""
    return [Piece("".join(word for word in words if word))] if all(words) else []


def italic(words: str | None) -> Pieces:
    """Write words in italics."""
    return [Piece(words, italic=True)] if words else []


def link(url: str | None, words: str | None = None) -> Pieces:
    """Write words, or the address itself, that lead to an address; without a link where it is unsafe."""
    if not url:
        return []
    return [Piece(words or url, url=url if SAFE.fullmatch(url) else None)]


def join(groups: Iterable[Pieces], between: str) -> Pieces:
    """Join what there is."""
    joined: list[Piece] = []
    for group in filter(None, groups):
        joined += [Piece(between), *group] if joined else group
    return joined


def stopped(group: Pieces) -> Pieces:
    """Close words with a full stop, unless they are closed."""
    return [*group, Piece(".")] if group and not as_text(group).endswith(CLOSED) else group


def sentences(*groups: Pieces) -> Pieces:
    """Close each group with a full stop, but for one that ends in an address, and join them."""
    return join((group if group and group[-1].url else stopped(group) for group in groups), " ")


def as_text(pieces: Pieces) -> str:
    """Write pieces as plain text."""
    return "".join(piece.text for piece in pieces)


def as_html(pieces: Pieces) -> str:
    """Write pieces as HTML, every text escaped."""
    return "".join(map(_html, pieces))


def _html(piece: Piece) -> str:
    text = escape(piece.text)
    if piece.url:
        return f'<a href="{escape(piece.url)}">{text}</a>'
    return f"<i>{text}</i>" if piece.italic else text
