"""Markdown becomes HTML that may stand on a page whatever was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from formats.markdown import TAGS, write_html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("Plain *and* **strong**", "<p>Plain <em>and</em> <strong>strong</strong></p>"),
        ("[site](https://example.org)", '<p><a href="https://example.org" rel="noopener">site</a></p>'),
        ("<a@example.org>", '<p><a href="mailto:a@example.org" rel="noopener">a@example.org</a></p>'),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("", ""),
    ],
)
def test_markdown_is_written_as_html(markdown, html):
    assert write_html(markdown) == html


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,<script>)",
        "[x](vbscript:x)",
        "![x](https://example.org/x.png)",
        '[x](https://example.org "onclick=alert(1)")',
        "<style>*{}</style>",
        "<iframe src='//x'>",
        "[x](//evil.example)",
    ],
)
def test_nothing_that_runs_or_loads_comes_through(markdown):
    tree = LexborHTMLParser(write_html(markdown))
    for node in tree.css("body *"):
        assert node.tag in TAGS
        assert set(node.attributes) <= {"href", "rel", "title"}
        assert node.attributes.get("href", "https://").startswith(("https://", "http://", "mailto:", "//"))


@given(st.text(st.sampled_from("<>&\"'[]()!*_`#-\n :/javscriptonl=x"), max_size=80))
def test_no_text_brings_a_tag_of_its_own(markdown):
    for node in LexborHTMLParser(write_html(markdown)).css("body *"):
        assert node.tag in TAGS
        assert set(node.attributes) <= {"href", "rel", "title"}
