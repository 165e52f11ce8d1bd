"""Formatted references: one publication as a style writes it in a list of references."""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any, NamedTuple

from formats.references import acm, apa, gbt7714, ieee
from formats.references.facts import Facts, facts_of
from formats.references.pieces import Pieces, as_html, as_text


class Style(NamedTuple):
    """A style: its name to people, and what writes a reference in it."""

    name: str
    write: Callable[[Facts], Pieces]


STYLES = {
    "apa": Style("APA", apa.write),
    "ieee": Style("IEEE", ieee.write),
    "acm": Style("ACM", acm.write),
    "gbt7714": Style("GB/T 7714", gbt7714.write),
}
"""By the name that addresses have for a style."""


class Reference(NamedTuple):
    """A reference as plain text on one line, and as HTML with italics and links."""

    text: str
    html: str


def write(item: Mapping[str, Any], style: str) -> Reference:
    """Write a publication in a style."""
    pieces = STYLES[style].write(facts_of(item))
    return Reference(as_text(pieces), as_html(pieces))


def write_text(items: Iterable[Mapping[str, Any]], style: str) -> str:
    """Write publications as text, each on a line of its own."""
    return "".join(f"{write(item, style).text}\n" for item in items)


def write_html(items: Iterable[Mapping[str, Any]], style: str) -> str:
    """Write publications as a page that is nothing but a list."""
    rows = "".join(f"<li>{write(item, style).html}</li>\n" for item in items)
    title = escape(f"References ({STYLES[style].name})")
    return (
        '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8">'
        f"<title>{title}</title></head>\n<body>\n<ul>\n{rows}</ul>\n</body>\n</html>\n"
    )
