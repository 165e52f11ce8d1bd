"""What a service counts becomes a reading like any other, and is taken in by the same rules."""

from formats.records import Count
from models import db
from services.citations import take
from services.editing import Edit
from services.readings import of_counts, today


def test_counts_of_a_service_are_taken_in(build, empty_app):
    build.publication(key="by-doi", doi="10.1000/a")
    build.publication(key="by-arxiv-id", arxiv_id="2101.00001")
    build.publication(key="by-title", title="Mosses of the Shore", year=2020)
    counts = [
        Count(3, None, None, "10.1000/A", None),
        Count(4, "Another title", 1999, None, "2101.00001"),
        Count(5, "Mosses of the shore.", 2021, None, None),
        Count(6, None, None, None, None),
        Count(2**40, "Too Many", 2020, None, None),
    ]
    reading = of_counts("openalex", [(None, each) for each in counts])
    report = take(Edit(db.session(), "en"), reading)
    assert {each.publication: each.count for each in report.outcomes} == {
        "by-doi": 3,
        "by-arxiv-id": 4,
        "by-title": 5,
        None: 6,
    }
    assert report.problems == ["Too Many: its count cannot be."]
    assert list(report.lines())[-1] == f"openalex, {today()}: 3 created, 1 unmatched."
