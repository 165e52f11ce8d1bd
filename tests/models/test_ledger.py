"""The newest counts are found down an index, one row of a work, however many days were counted."""

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import insert

from models import db, ledger
from models.ledger import NEWEST, CitationTotal
from models.publication import CitationCount
from models.works import CITATIONS

SOURCES = ("google-scholar", "openalex")
FIRST = date(2022, 1, 1)
DAYS = 700


@pytest.fixture
def years(build):
    """Three works that two sources counted on every day of two years, the second a day longer."""
    works = [build.publication().id for _ in range(3)]
    rows = [
        {"publication_id": work, "source": source, "as_of": str(FIRST + timedelta(day)), "count": day + work}
        for work in works
        for later, source in enumerate(SOURCES)
        for day in range(DAYS + later)
    ]
    db.session.execute(insert(CitationCount), rows)
    db.session.commit()
    return works


def plan(statement, **values):
    """Ask the database how it would answer a statement."""
    compiled = statement.compile(dialect=db.engine.dialect)
    given = [{**compiled.params, **values}[name] for name in compiled.positiontup]
    given = tuple(json.dumps(value) if isinstance(value, list) else value for value in given)
    rows = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", given)
    return [row[3] for row in rows]


def shown(works, leading=""):
    read = db.session.connection()
    return {row[0]: tuple(row)[1:] for row in read.execute(CITATIONS, {"ids": works, "leading": leading})}


def test_a_work_shows_the_newest_count_or_that_of_the_leading_source(years):
    last, before = str(FIRST + timedelta(DAYS)), str(FIRST + timedelta(DAYS - 1))
    assert shown(years) == {work: (DAYS + work, "openalex", last) for work in years}
    expected = {work: (DAYS - 1 + work, "google-scholar", before) for work in years}
    assert shown(years, "google-scholar") == expected
    assert shown(years, "nobody") == shown(years)


def test_of_two_sources_of_one_day_the_larger_count_is_shown(build):
    counts = [("a", "2024-01-01", 9), ("b", "2024-01-02", 3), ("c", "2024-01-02", 4), ("d", "2024-01-02", 4)]
    work = build.publication(
        citations=[{"source": source, "as_of": day, "count": count} for source, day, count in counts]
    )
    assert shown([work.id]) == {work.id: (4, "c", "2024-01-02")}


@pytest.mark.parametrize(
    ("statement", "values"),
    [
        (CITATIONS, {"ids": [1, 2, 3], "leading": "openalex"}),
        (NEWEST, {"source": "openalex", "until": "2023-01-01"}),
    ],
)
def test_no_statement_reads_every_day(years, statement, values):
    steps = [step for step in plan(statement, **values) if "citation_count" in step]
    assert len(steps) > 1
    assert not [step for step in steps if step.startswith("SCAN")]
    # The row itself is found by its whole key, not by going through those of its source.
    assert "(publication_id=? AND source=? AND as_of=?)" in steps[0]


def test_the_last_count_up_to_a_day_is_read(years):
    day = str(FIRST + timedelta(100))
    rows = ledger.newest(db.session(), "openalex", day)
    assert [(row.times, row.as_of) for row in rows] == [(100 + work, day) for work in years]
    assert ledger.newest(db.session(), "openalex", "2021-12-31") == []
    assert ledger.sources(db.session()) == list(SOURCES)


def test_a_figure_that_was_not_said_again_keeps_its_day(empty_app):
    for day, figures in (("2024-01-01", {"total": 5, "h_index": 2}), ("2024-01-02", {"total": 6})):
        db.session.add(CitationTotal(source="a", as_of=day, **figures))
    db.session.commit()
    assert ledger.stated(db.session(), "a") == {"total": (6, "2024-01-02"), "h_index": (2, "2024-01-01")}
    assert ledger.stated(db.session(), "a", "2024-01-01")["total"] == (5, "2024-01-01")
    assert ledger.stated(db.session(), "b") == {}
