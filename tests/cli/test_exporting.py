"""`flask export` writes what a download of the same query holds, to the byte, and refuses what that does."""

import pytest

from formats.registry import FORMATS
from models import db
from models.publication import Publication

LIST = "/api/v1/publications"


@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.parametrize("query", ["", "year=2024&venue=!taco&sort=title&lang=zh", "?year=1999"])
def test_an_export_is_the_download(runner, client, extension, query):
    done = runner.invoke(args=["export", extension, "--query", query])
    assert done.exit_code == 0, done.stderr
    assert done.stdout_bytes == client.get(f"{LIST}.{extension}?{query.removeprefix('?')}").data


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("year=x", "year: 'x' is not a year. Write 2024, "),
        ("yaer=2024", "yaer: There is no parameter 'yaer'. Did you mean year?"),
        ("venue=nowhere", "venue: Nothing here is called 'nowhere'."),
        ("&".join(["year=2024"] * 1001), "A query has at most 1,000 parameters."),
    ],
)
def test_a_query_that_cannot_be_answered_is_told_and_nothing_is_written(refused, query, told):
    assert told in refused("export", "csv", "--query", query)


def test_all_faults_of_a_query_are_told_at_once(refused):
    said = refused("export", "csv", "--query", "year=x&venue=nowhere")
    assert [line.removeprefix("Error: ").partition(":")[0] for line in said.splitlines()] == ["year", "venue"]


def test_an_unknown_format_is_refused_with_those_there_are(refused):
    said = refused("export", "docx", code=2)
    assert all(f"'{extension}'" in said for extension in FORMATS)


def test_hidden_works_are_exported_only_when_they_are_asked_for(runner, app):
    db.session.get(Publication, 1).visibility = "hidden"
    db.session.commit()
    lines = [
        len(runner.invoke(args=["export", "ndjson", "--query", query]).stdout.splitlines())
        for query in ("", "visibility=hidden")
    ]
    assert lines == [23, 1]


@pytest.mark.parametrize("query", ["", "lang=zh"])
def test_the_resume_is_that_of_the_api(runner, client, query):
    done = runner.invoke(args=["export", "resume.json", "--query", query])
    assert done.stdout_bytes == client.get(f"/api/v1/resume.json?{query}").data


def test_a_resume_has_no_filters(refused):
    assert "There is no parameter 'year'" in refused("export", "resume.json", "--query", "year=2024")


def test_without_a_profile_there_is_no_resume(empty_app):
    done = empty_app.test_cli_runner().invoke(args=["export", "resume.json"])
    assert (done.exit_code, done.stdout) == (1, "")
    assert "flask load FILE" in done.stderr
