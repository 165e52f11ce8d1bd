"""Formatted references: one publication as a style writes it in a list of references."""

from collections.abc import Callable, Collection, Iterable, Mapping
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


Writer = Callable[[Iterable[Mapping[str, Any]], Collection[str] | None], str]


def text_in(style: str) -> Writer:
    """Make what writes publications in a style as text, each on a line of its own."""
    return lambda items, _keys: "".join(f"{write(item, style).text}\n" for item in items)


def html_in(style: str) -> Writer:
    """Make what writes publications in a style as a page that is nothing but a list."""
    title = escape(f"References ({STYLES[style].name})")
    head = f'<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{title}</title></head>\n'

    def write_html(items: Iterable[Mapping[str, Any]], _keys: Collection[str] | None = None) -> str:
        rows = "".join(f"<li>{write(item, style).html}</li>\n" for item in items)
        return f"{head}<body>\n<ul>\n{rows}</ul>\n</body>\n</html>\n"

    return write_html
