"""A badge is a picture that says its words to everyone, and holds nothing but them."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given

from formats import badge
from tests.formats.hostile import TEXT, clean

SVG = "{http://www.w3.org/2000/svg}"


@given(TEXT, TEXT)
def test_a_badge_shows_two_texts_and_nothing_else(label, value):
    label, value = (clean(text)[:60].strip() for text in (label, value))
    picture = ElementTree.fromstring(badge.write(label, value))
    kinds = {node.tag.removeprefix(SVG) for node in picture.iter()}
    assert kinds <= {"svg", "title", "rect", "path", "g", "text"}
    assert [node.text for node in picture.iter(f"{SVG}text")] == [text for text in (label, value) if text]
    said = ": ".join(text for text in (label, value) if text)
    assert picture.get("aria-label") == (picture.findtext(f"{SVG}title") or "") == said
    assert picture.get("role") == "img"
    attributes = {name for node in picture.iter() for name in node.attrib}
    assert attributes <= {
        *("width", "height", "role", "aria-label", "rx", "fill", "d", "x", "y", "textLength"),
        *("font-family", "font-size"),
    }


@pytest.mark.parametrize(
    ("label", "value"), [("publications", "24"), ("论文", "1,234"), ("a" * 200, "7"), ("", "7")]
)
def test_the_texts_stand_inside_the_picture_one_after_the_other(label, value):
    picture = ElementTree.fromstring(badge.write(label, value))
    spans = [
        (int(node.get("x")), int(node.get("x")) + int(node.get("textLength")))
        for node in picture.iter(f"{SVG}text")
    ]
    edges = [0, *(edge for span in spans for edge in span), int(picture.get("width"))]
    assert edges == sorted(edges)
    assert len(edges) == len(set(edges))
    assert max(len(node.text) for node in picture.iter(f"{SVG}text")) <= 60


def test_eastern_characters_are_given_more_room():
    assert badge.width("论文") > 1.5 * badge.width("ab")


def luminance(colour):
    """The relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_white_is_read_on_every_ground():
    grounds = set(re.findall('fill="(#[0-9a-f]{6})"', badge.write("a", "b")))
    assert len(grounds) == 2
    assert all(1.05 / (luminance(ground) + 0.05) >= 7 for ground in grounds)
