"""Texts that are nearly of a format: real ones with pieces cut out, doubled, moved and spoilt."""

from hypothesis import strategies as st

SPOILERS = [
    "{", "}", '"', "@", "#", ",", "=", "\\", "$", "[", "]", ":", "\n", "\r", "\x00", "\ud800", "é", "\u2028",
    "@article{", "crossref", "ER  - \n", "TY  - ", " and ", "null", "-1", "1e999", "{" * 300, "[" * 2000,
    "\\'", "李",
]  # fmt: skip


@st.composite
def mutated(draw, texts):
    """Give one of some texts after up to eight changes."""
    text = draw(st.sampled_from(texts))
    for _ in range(draw(st.integers(1, 8))):
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
        end = min(end, start + 40)
        piece = text[start:end]
        change = draw(st.sampled_from(["cut", "double", "spoil", "move"]))
        if change == "cut":
            text = text[:start] + text[end:]
        elif change == "double":
            text = text[:end] + piece * 3 + text[end:]
        elif change == "spoil":
            text = text[:start] + draw(st.sampled_from(SPOILERS)) + text[start:]
        else:
            text = text[:start] + text[end:] + piece
    return text
