"""LaTeX is read as what it prints."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats import latex
from formats.bibtex import escape


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\"{o}\"o{\"o}\" o", "öööö"),
        (r"\'{\i}\'\i\v{\j}", "ííǰ"),
        (r"\c{c}\c c\cedilla", "çç"),
        (r"\'{ab}", "áb"),
        (r"\^{}\~{}\'{}", "^~"),
        (r"\o\ \OE uvre \ss", "ø Œuvre ß"),
        ("a---b--c-d", "a—b–c-d"),
        ("``a'' `b'", "“a” ‘b'"),
        (r"a~b\,c\ d\\e", "a b c d e"),
        (r"\&\%\$\#\_\{\}", "&%$#_{}"),
        (r"$a--b~\alpha$--c", r"$a--b~\alpha$–c"),
        (r"5\$ and 6\$", "5$ and 6$"),
        (r"\url{a~b--c_d}", "a~b--c_d"),
        (r"\href{https://a.org/~x}{\emph{here}}", "here"),
        (r"\unknown{a \textbf{b}}", "a b"),
        ("{{{a}", "a"),
        ("a}}}b", "ab"),
        ("a\\", "a"),
        (" a\n\t b ", "a b"),
        ("Ünïcödé 李雷", "Ünïcödé 李雷"),
    ],
)
def test_a_text_is_printed(tex, text):
    assert latex.read(tex) == text


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])).map(lambda text: " ".join(text.split()))
)
def test_what_is_escaped_prints_as_it_was(text):
    assert latex.read(escape(text)) == text


@given(st.text(st.sampled_from("\\{}$~`'-\"^ceiuv oßé\n")))
def test_any_text_is_read_as_one_line(tex):
    text = latex.read(tex)
    assert text == " ".join(text.split())
