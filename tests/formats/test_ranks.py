"""A file of ranks is read row by row, and what cannot be is told with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.ranks import LIMITS, Problem, Row, read

HEADER = "venue,scheme,edition,rank\n"


def test_rows_are_read_with_their_lines_whatever_else_stands_there():
    text = (
        '\ufeffNote,Rank,Edition , SCHEME,venue\r\nx,A,2025,Own,TACO\r\n\r\n,B,2025,Own,"A, B and\r\nC"\r\n'
    )
    rows, problems = read(text)
    assert rows == [Row(2, "TACO", "Own", "2025", "A"), Row(5, "A, B and\r\nC", "Own", "2025", "B")]
    assert problems == []


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_cells_are_parted_by_commas_semicolons_or_tabs(mark):
    text = (HEADER + "TACO,Own,2025,A\n").replace(",", mark)
    assert read(text) == ([Row(2, "TACO", "Own", "2025", "A")], [])


def test_missing_columns_are_told_together():
    assert read("venue,rank\nTACO,A\n") == (
        [],
        [Problem(1, "There is no column scheme and no column edition.")],
    )
    assert read("")[1][0].line == 1


def test_missing_and_long_cells_are_told_beside_the_rows_that_are_good():
    rows, problems = read(HEADER + f"TACO,Own,2025\nTC,Own,2025,A\n,{'x' * 41},2025,A\n")
    assert [row.venue for row in rows] == ["TC"]
    assert problems == [
        Problem(2, "The rank is missing."),
        Problem(4, "The venue is missing."),
        Problem(4, "The scheme is longer than 40 characters."),
    ]


def test_a_cell_without_an_end_is_told():
    assert read(HEADER + 'TACO,Own,2025,"' + "x" * 200_000)[1]


@given(st.text() | st.text(alphabet=',;"\n\r\x00ax\t').map(HEADER.__add__))
def test_any_text_is_read_or_told(text):
    rows, problems = read(text)
    assert all(0 < len(getattr(row, name)) <= most for row in rows for name, most in LIMITS.items())
    assert all(problem.line >= 0 and problem.detail for problem in problems)
