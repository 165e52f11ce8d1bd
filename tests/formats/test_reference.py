"""A plain reference: what is known in a fixed order, and no sign of what is not."""

import pytest

from formats import reference

VENUE = {"slug": "taco", "acronym": "TACO", "name": "ACM Transactions on Architecture", "kind": "journal"}


def work(**facts):
    """A publication as the API gives it, as far as a reference looks."""
    unknown = dict.fromkeys(["year", "month", "venue", "volume", "issue", "pages", "doi", "arxiv_id"])
    authors = [{"name": "Ada Lindqvist"}, {"name": "李雷"}]
    return {**unknown, "title": "A Work", "status": "published", "authors": authors, **facts}


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        ({}, "Ada Lindqvist, 李雷. A Work."),
        (
            {"venue": VENUE, "year": 2024},
            "Ada Lindqvist, 李雷. A Work. ACM Transactions on Architecture, 2024.",
        ),
        (
            {"venue": VENUE, "year": 2024, "volume": "21", "issue": "4", "pages": "1–20", "doi": "10.1/x"},
            "Ada Lindqvist, 李雷. A Work. ACM Transactions on Architecture, 21(4), pp. 1–20, 2024, https://doi.org/10.1/x.",
        ),
        (
            {"venue": VENUE, "volume": "21"},
            "Ada Lindqvist, 李雷. A Work. ACM Transactions on Architecture, 21.",
        ),
        ({"status": "preprint"}, "Ada Lindqvist, 李雷. A Work. Preprint."),
        ({"status": "preprint", "arxiv_id": "2401.1"}, "Ada Lindqvist, 李雷. A Work. arXiv, Preprint."),
        ({"title": "Is This a Work?"}, "Ada Lindqvist, 李雷. Is This a Work?"),
        ({"title": "Ends with a stop."}, "Ada Lindqvist, 李雷. Ends with a stop."),
        ({"authors": [], "title": "By Nobody"}, "By Nobody."),
    ],
    ids=lambda value: None if isinstance(value, dict) else value,
)
def test_a_reference_reads(facts, text):
    assert reference.write(work(**facts)) == text
