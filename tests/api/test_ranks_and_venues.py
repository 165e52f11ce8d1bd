"""A rank or a venue that is sent as an object is stored as it says, or refused: nothing of it is dropped."""

import pytest

from tests.api.writing import PATH, pointers, work

EDAS = f"{PATH}/zhao2025edas"
STATED = {"label": "CCF-B", "scheme": "CCF", "class": "B", "source": "owner"}


@pytest.mark.parametrize(
    "said",
    [{"scheme": "CCF", "class": "B"}, {"label": "CCF-B", "class": "B"}, {"label": "CCF-B"}, STATED, "CCF-B"],
)
def test_a_rank_is_made_of_what_is_said(owner, said):
    added = owner.post(PATH, work(rank=said))
    assert (added.status_code, added.json["rank"]) == (201, STATED)
    assert owner.patch(EDAS, {"rank": said}).json["rank"] == STATED


@pytest.mark.parametrize(
    "said",
    [{}, {"class": "B"}, {"scheme": "CCF"}, {"label": "CCF-A", "class": "B"},
     {"label": "CCF-A", "scheme": "CORE"}, {"label": None, "class": "B"},
     {"scheme": "CCF-A", "class": "B"}, {"scheme": "CCF", "class": "b c"},
     {"source": "owner"}],
)  # fmt: skip
def test_a_rank_that_is_not_said_whole_is_refused_and_takes_nothing_away(owner, said):
    before = owner.get(EDAS).json["rank"]
    for answer in (owner.post(PATH, work(rank=said)), owner.patch(EDAS, {"rank": said})):
        assert (answer.status_code, [each[:5] for each in pointers(answer)]) == (422, ["/rank"])
    assert owner.get(EDAS).json["rank"] == before
    assert before["source"] == "owner"


@pytest.mark.parametrize("said", [None, {"label": None}, {"label": "CCF-B", "source": "catalogue"}])
def test_a_stated_rank_is_taken_away_by_saying_so(owner, said):
    assert owner.patch(EDAS, {"rank": said}).json["rank"]["source"] == "catalogue"


@pytest.mark.parametrize(
    "more", [{"aliases": ["N"]}, {"publisher": "ACM"}, {"area": "A"}, {"dblp_key": "x"}, {"ranks": [STATED]}]
)
def test_a_venue_is_not_made_with_what_would_not_be_stored(owner, more):
    answer = owner.post(PATH, work(venue={"name": "A Place Nobody Knows", **more}))
    assert (answer.status_code, pointers(answer)) == (422, ["/venue"])
    assert next(iter(more)) in answer.json["errors"][0]["detail"]
    empty = dict.fromkeys(more) | {"aliases": [], "ranks": []}
    assert owner.post(PATH, work(venue={"name": "A Place Nobody Knows", **empty})).status_code == 201


def test_a_venue_that_was_read_is_sent_back(owner):
    venue = owner.get("/api/v1/venues/asplos").json
    assert venue["ranks"]
    assert owner.post(PATH, work(venue=venue)).json["venue"]["slug"] == "asplos"
