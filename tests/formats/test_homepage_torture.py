"""Homepages that were cut, mixed and bent break nothing and hold nobody up."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.homepage import citations, read
from formats.records import Found
from tests.formats import scoring

LONGEST = 5
"""Seconds that a page may take."""
PAGES = [scoring.page(name)[0]["_pages/about.md"] for name in scoring.names_of()]
PIECES = [
    "<!--", "-->", "{%", "%}", "{{", "}}", "```", "**", "*", "_", "`", "[", "](", ")", "]",
"<div class='paper-box'>", "</div>", "<li>",
    "<td>", "\n\n", "\n- ", "\n  - ", "\n# ", "\n| a | b |\n|---|---|\n", "<a href='", "\\", "$^{",
"“", "”", "\"", "(2023)", "，", "。",
    ". ", ", ", "et al.", "\x00", "\ud800", "\u202e", "[//]: # (", "---\n", "<script>", "<style>",
"{% include_relative about.md %}",
    "&nbsp;", "* equal contribution", "2023", "CCF-A", "arXiv:2301.00001", "https://",
"![](https://img.shields.io/badge/",
]  # fmt: skip


@st.composite
def bent(draw):
    """Draw a page of the collection with pieces cut out, doubled and put in."""
    page = draw(st.sampled_from(PAGES))
    for _ in range(draw(st.integers(1, 8))):
        start = draw(st.integers(0, len(page)))
        end = min(len(page), start + draw(st.integers(0, 60)))
        piece = draw(st.sampled_from(PIECES) | st.text(max_size=5))
        page = (
            page[:start] + draw(st.sampled_from([piece, piece * 3, page[start:end] * 2 + piece])) + page[end:]
        )
    return page


def is_clean(text):
    return not any("\ud800" <= character <= "\udfff" or character == "\x00" for character in text)


@given(bent())
def test_a_bent_page_gives_records_and_no_crash(page):
    begun = time.process_time()
    found = read({"_pages/about.md": page})
    assert time.process_time() - begun < LONGEST
    assert isinstance(found, Found)
    for record in found.records:
        assert all(is_clean(text) for text in scoring.words_of(record.fields))
        if record.collection == "publications":
            assert record.fields["title"].strip()
            assert all(author["name"].strip() for author in record.fields.get("authors", []))


@given(st.text(max_size=300))
def test_any_text_is_read(text):
    assert isinstance(read({"about.md": text, "_config.yml": text}), Found)
    assert isinstance(citations.read(text), citations.Counts)


@pytest.mark.parametrize(
    "unit",
    [
        "<!--", "{% ", "{{ ", "[", "](", "**", "*a", "`", "<div class='paper-box'>", "<div ",
"<a href='", "“", "\"", "(", "a, ", "A. ",
        "A B, ", "Ann Lee, ", "- ", "- a\n", "# a\n", "> ", "| a ", "|-", "\n\n", "(2023) ", "1-",
"Q1 ", "IF ", "best ", "https://a ",
        "2023-", "  - a\n", "$^{", "&", "。", "，", "![](https://img.shields.io/badge/",
"under review ", "a: ", "<sup>", "vol. ", "[J]",
        "{% if a %} b", "<pre>", "Ann; ", "``a`` ", "*Ann Lee* ", "Jul 1-", "2020, 2021, ",
"**Reviewer**\n\n- a\n", "$a^b$", "\\textbf{", "(*", "<div open>", "Lee, A., ", "PhD, ", "王明",
    ],
)  # fmt: skip
def test_a_text_that_repeats_itself_takes_no_longer_than_others(unit):
    text = unit * (3_000 // len(unit))
    for lead in ("# Publications\n\n", "# Publications\n\n- Ann Lee. A Study of Stars. *FAST 2020*. "):
        begun = time.process_time()
        read({"about.md": f"{lead}{text}"})
        assert time.process_time() - begun < LONGEST
