"""Files and folders of other formats are brought in at the command line, and every problem has its place."""

import os

import pytest
from sqlalchemy import func, select

from formats.readers import READERS
from models import db
from models.publication import Publication
from models.writing import Change
from schemas.vocabulary import IMPORT_FORMATS

ENTRY = "@article{{{0}, title={{{1}}}, author={{Ada Lovelace}}, year={{1843}}}}\n"
PAGE = """---
title: "Engines of the North"
collection: publications
category: manuscripts
date: 2009-10-01
venue: 'Journal of Engines'
paperurl: 'https://example.org/engines.pdf'
citation: 'Ada Lovelace, Bo Chen. (2009). &quot;Engines of the North.&quot; <i>Journal of Engines</i>. 1(1).'
---
"""


def count():
    """Count the publications."""
    return db.session.scalar(select(func.count(Publication.id)))


def test_the_words_of_the_grammar_are_the_formats_that_are_read():
    assert tuple(READERS) == IMPORT_FORMATS


def test_a_file_is_brought_in_as_one_change_and_undone_whole(say, app, tmp_path):
    file = tmp_path / "old.bib"
    file.write_text(
        ENTRY.format("one", "Notes on Engines") + ENTRY.format("two", "Weaving Algebra"), encoding="utf-8"
    )
    before = count()
    said = say("import", str(file))
    assert "2 added.\n" in said
    assert count() == before + 2
    assert db.session.query(Change).one().action == "import"
    say("undo")
    assert count() == before


def test_standard_input_is_brought_in_like_a_file(say, runner):
    text = "@misc{rain, title={Of Rain}, author={Ada Lindqvist}}\n@misc{broken, title={x"
    done = runner.invoke(args=["import", "-"], input=text)
    assert "publications/rain added." in done.stdout
    assert "standard input:2: " in done.stdout
    assert "publications/rain removed." in say("undo")


def test_a_dry_run_stores_nothing(say, app, tmp_path):
    file = tmp_path / "old.bib"
    file.write_text(ENTRY.format("one", "Notes on Engines"), encoding="utf-8")
    before = count()
    assert "publications/one would be added:" in say("import", "--dry-run", str(file))
    assert count() == before


def test_a_problem_is_told_with_its_file_and_line(say, app, tmp_path):
    file = tmp_path / "old.bib"
    file.write_text(
        ENTRY.format("one", "Notes on Engines") + "\n@article{two, title={No authors}}\n", encoding="utf-8"
    )
    said = say("import", str(file))
    assert f"{file}:3: No authors: skipped." in said
    assert "1 added" in said


def test_a_folder_is_walked_and_what_is_no_content_is_passed_over(say, app, tmp_path):
    for path, text in {
        "_bibliography/papers.bib": ENTRY.format("one", "Notes on Engines"),
        "_publications/2009-engines.md": PAGE,
        ".git/hidden.bib": ENTRY.format("two", "Never Seen"),
        "node_modules/x/y.bib": ENTRY.format("three", "Never Seen Either"),
        "notes.txt": "Nothing to be read.",
    }.items():
        file = tmp_path / "home" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    said = say("import", str(tmp_path / "home"))
    assert "2 added" in said, said
    titles = set(db.session.scalars(select(Publication.title)))
    assert {"Notes on Engines", "Engines of the North"} <= titles
    assert not {"Never Seen", "Never Seen Either"} & titles


def test_one_file_that_cannot_be_read_keeps_no_folder_out(say, app, tmp_path):
    home = tmp_path / "home"
    (home / "deep").mkdir(parents=True)
    (home / "old.bib").write_text(ENTRY.format("one", "Notes on Engines"), encoding="utf-8")
    (home / "latin.bib").write_bytes(ENTRY.format("two", "Über").encode("latin-1"))
    (home / "closed.bib").write_text("x", encoding="utf-8")
    (home / "closed.bib").chmod(0)
    (home / "linked.bib").symlink_to("/etc/passwd")
    (home / "deep" / "linked").symlink_to(tmp_path)
    # Whoever opens one of these waits for ever, or reads without end.
    os.mkfifo(home / "waiting.bib")
    os.mkfifo(home / "deep" / "waiting.md")
    said = say("import", str(home))
    assert "1 added" in said
    assert "latin.bib is not UTF-8 text" in said
    assert "closed.bib cannot be read" in said or os.geteuid() == 0
    assert "passwd" not in said
    assert "waiting" not in said


def test_what_has_no_end_is_read_up_to_the_limit(refused, app):
    assert "/dev/zero is larger than 50 MB." in refused("import", "/dev/zero")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [("x.bib", b"\xff\xfe\x00", "is not UTF-8 text."), ("empty", None, "holds no file of a format")],
)
def test_what_cannot_be_read_stops_with_one_sentence(refused, app, tmp_path, name, content, sentence):
    path = tmp_path / name
    path.write_bytes(content) if content else path.mkdir()
    assert sentence in refused("import", str(path))


def test_a_file_that_looks_like_no_format_is_told_and_the_others_taken(say, app, tmp_path):
    (tmp_path / "letter.bib").write_text("Dear all,", encoding="utf-8")
    (tmp_path / "odd.json").write_text("[1, 2]", encoding="utf-8")
    (tmp_path / "old.bib").write_text(ENTRY.format("one", "Notes on Engines"), encoding="utf-8")
    said = say("import", *(str(tmp_path / name) for name in ("odd.json", "old.bib")))
    assert "odd.json: This looks like none of" in said
    assert "1 added" in said
