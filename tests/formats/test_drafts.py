"""Every reader makes records in one way: what is bounded, what is taken once, and what is told of it."""

from formats.drafts import MOST, MOST_PROBLEMS, Draft
from formats.finds import Finds


def draft(title="T"):
    """A work with a title."""
    made = Draft("publications", "Work 1", 7)
    made.text("title", title)
    return made


def test_a_link_that_repeats_an_identifier_goes_and_one_that_says_more_stays():
    work = draft()
    for kind, url in (
        ("publisher", "https://doi.org/10.1145/ABC"),
        ("publisher", "https://arxiv.org/abs/2401.01234"),
        ("pdf", "https://arxiv.org/pdf/2401.01234"),
        ("version", "https://arxiv.org/abs/2401.01234v1"),
        ("code", "https://example.org/code"),
        ("again", "https://example.org/code"),
    ):
        work.link(kind, url)
    # Which of the two is read first does not matter.
    work.identifier("doi:10.1145/abc")
    known = work.known()
    assert (known["doi"], known["arxiv_id"]) == ("10.1145/abc", "2401.01234")
    assert [link["kind"] for link in known["links"]] == ["pdf", "version", "code"]


def test_an_identifier_that_is_told_outright_is_taken_before_that_of_a_doi():
    work = draft()
    work.put("arxiv_id", "2401.01234v2")
    work.identifier("10.48550/arXiv.2401.01234")
    assert work.known() == {"title": "T", "arxiv_id": "2401.01234v2"}


def test_topics_that_would_share_an_address_are_one():
    work = draft()
    for topic in ("C", "C++", "GPU", "gpu", "Über", "++", ""):
        work.topic(topic)
    assert [topic["label"] for topic in work.known()["topics"]] == ["C", "GPU", "Über"]
    assert work.problems == []


def test_what_a_list_has_no_room_for_is_told_once():
    work = draft()
    for number in range(2 * MOST):
        work.topic(f"t{number}")
        work.link("code", f"https://example.org/{number % (MOST + 5)}")
    assert len(work.known()["topics"]) == len(work.known()["links"]) == MOST
    assert [problem.detail for problem in work.problems] == [
        "Work 1: only the first 100 topics were taken.",
        "Work 1: only the first 100 links were taken.",
    ]


def test_a_key_is_made_fit_and_is_that_of_one_record_alone():
    finds = Finds()
    for key in ("müller/2020 a", "muller-2020-a", "李", None):
        work = draft()
        work.key(key)
        assert finds.add(work)
    assert [record.fields.get("key") for record in finds.records] == ["muller-2020-a", None, None, None]
    told = [problem.detail for problem in finds.problems]
    assert told == [
        "Work 1: another entry has this key; it was taken without one.",
        "Work 1: '李' can be no key; it was taken without one.",
    ]
    assert {problem.line for problem in finds.problems} == {7}


def test_one_record_tells_no_more_than_all_may():
    work = draft()
    for _ in range(3 * MOST_PROBLEMS):
        work.author([])
    assert len(work.problems) == MOST_PROBLEMS + 1
    finds = Finds()
    finds.add(work)
    assert finds.found().problems[-1].detail == "There is more that was not understood."
