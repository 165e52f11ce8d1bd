"""Badges: a label and a value side by side, as an SVG picture that loads nothing."""

from html import escape

from formats.names import is_eastern
from formats.plain import line

LONGEST = 60
"""Characters of a label that are shown."""
HEIGHT, EDGE = 20, 6
NARROW, WIDE = 6.6, 11.0
"""About how wide a character is; the text is fitted to the width that this gives."""
GREY, COLOUR = "#4a4a4a", "#8a3b12"
"""Both at least 7 to 1 against white."""


def write(label: str, value: str) -> str:
    """Write a badge."""
    label, value = line(label)[:LONGEST].strip(), line(value)[:LONGEST]
    left, right = (width(text) + 2 * EDGE if text else 0 for text in (label, value))
    said = escape(": ".join(filter(None, (label, value))))
    total = left + right
    ground = (
        f'<path d="M3 0H{left}v{HEIGHT}H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3" fill="{GREY}"/>\n' if left else ""
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{total}" height="{HEIGHT}" role="img" '
        f'aria-label="{said}">\n<title>{said}</title>\n'
        f'<rect width="{total}" height="{HEIGHT}" rx="3" fill="{COLOUR}"/>\n'
        f'{ground}<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">\n'
        f"{_text(label, EDGE)}{_text(value, left + EDGE)}</g>\n</svg>\n"
    )


def width(text: str) -> int:
    """Estimate how wide a text is, in pixels."""
    return round(sum(WIDE if is_eastern(character) else NARROW for character in text))


def _text(text: str, start: int) -> str:
    if not text:
        return ""
    return f'<text x="{start}" y="14" textLength="{width(text)}">{escape(text)}</text>\n'
