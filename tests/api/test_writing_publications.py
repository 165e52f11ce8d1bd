"""Publications added, changed and taken away over HTTP, with the shorthands that people type."""

import pytest

from models import db
from models.person import Person
from models.publication import Authorship, Publication
from models.venue import Venue
from schemas.sections import STAMPS
from tests.api.writing import PATH, pointers, revision, work


def test_a_publication_that_was_added_is_told_with_its_address_and_can_be_read(owner):
    added = owner.post(PATH, work(title="Writes Considered Safe", venue="ASPLOS"))
    assert added.status_code == 201
    assert added.headers["Location"] == "https://example.org/api/v1/publications/zhao2026writes"
    assert owner.client.get(f"{PATH}/zhao2026writes").json == added.json
    assert added.json["venue"]["slug"] == "asplos"
    assert added.json["rank"] == {"label": "CCF-A", "scheme": "CCF", "class": "A", "source": "catalogue"}
    assert (added.json["type"], added.json["status"]) == ("paper-conference", "published")


def test_a_new_publication_comes_first_in_the_owners_order(owner):
    owner.post(PATH, work())
    assert owner.get(f"{PATH}?sort=owner&fields=key").json["items"][0] == {"key": "zhao2026new"}


def test_a_list_is_answered_and_stands_in_the_order_in_which_it_came(owner):
    titles = ["Gamma Rays", "Alpha Rays", "Beta Rays"]
    answer = owner.post(PATH, [work(title=title) for title in titles])
    assert [item["title"] for item in answer.json] == titles
    listed = owner.get(f"{PATH}?sort=owner&fields=title&per_page=3").json["items"]
    assert [item["title"] for item in listed] == titles


def test_of_a_list_with_a_fault_nothing_is_stored_and_every_fault_is_told(owner):
    before = revision()
    parts = [work(), work(title="", year="2026"), work(title="Third", autors=[])]
    answer = owner.post(PATH, parts)
    assert answer.status_code == 422
    assert set(pointers(answer)) == {"/1/title", "/1/year", "/2/autors"}
    assert revision() == before
    assert owner.get(PATH).json["total"] == 24


@pytest.mark.parametrize(
    ("parts", "status"), [([], 422), ([work(title=f"No. {n}") for n in range(1001)], 422)]
)
def test_a_list_holds_one_to_a_thousand(owner, parts, status):
    assert owner.post(PATH, parts).status_code == status


def test_a_thousand_go_in_at_once(owner):
    answer = owner.post(PATH, [work(title=f"Number {n}") for n in range(1000)])
    assert (answer.status_code, len(answer.json)) == (201, 1000)
    assert owner.get(PATH).json["total"] == 1024


AUTHORS = [
    ("Han Zhao", {"name": "Han Zhao", "slug": "han-zhao", "is_owner": True}),
    ("ＨＡＮ　ＺＨＡＯ", {"slug": "han-zhao", "is_owner": True}),
    ({"name": "Quan Chen", "corresponding": True}, {"slug": "quan-chen", "corresponding": True}),
    ({"name": "H. Zhao", "slug": "han-zhao"}, {"name": "H. Zhao", "slug": "han-zhao"}),
    ("Somebody New", {"slug": "somebody-new", "is_owner": False}),
]


@pytest.mark.parametrize(("given", "written"), AUTHORS)
def test_an_author_is_a_name_or_an_object(owner, given, written):
    author = owner.post(PATH, work(authors=[given])).json["authors"][0]
    assert author.items() >= written.items()


def test_an_author_known_by_another_spelling_is_the_same_person(owner):
    person = db.session.query(Person).filter_by(slug="quan-chen").one()
    person.variants = ["Q. Chen"]
    db.session.commit()
    assert owner.post(PATH, work(authors=["Q. Chen"])).json["authors"][0]["slug"] == "quan-chen"


@pytest.mark.parametrize(
    ("given", "slug"),
    [
        ("TACO", "taco"),
        ("taco", "taco"),
        ("ACM Transactions on Architecture and Code Optimization", "taco"),
        ({"slug": "taco"}, "taco"),
        ({"acronym": "TACO"}, "taco"),
        (None, None),
    ],
)
def test_a_venue_goes_by_any_of_its_names(owner, given, slug):
    venue = owner.post(PATH, work(venue=given)).json["venue"]
    assert (venue and venue["slug"]) == slug
    assert db.session.query(Venue).count() == 745


def test_a_name_that_nothing_decides_about_is_not_taken_for_one_of_its_venues(owner):
    refused = owner.post("/api/v1/publications", work(venue="CC"))
    assert (refused.status_code, pointers(refused)) == (422, ["/venue"])
    assert "cc or cc-conference" in refused.json["errors"][0]["detail"]
    assert owner.post("/api/v1/publications", work(venue="cc")).json["venue"]["slug"] == "cc"


def test_an_unknown_venue_is_made_once(owner):
    parts = [work(title="One", venue="Workshop on Care"), work(title="Two", venue="workshop on care")]
    slugs = {item["venue"]["slug"] for item in owner.post(PATH, parts).json}
    again = owner.post(PATH, work(title="Three", venue={"name": "Workshop on Care"}))
    assert slugs | {again.json["venue"]["slug"]} == {"workshop-on-care"}
    assert db.session.query(Venue).count() == 746


def test_an_unknown_slug_alone_makes_no_venue(owner):
    answer = owner.post(PATH, work(venue={"slug": "nowhere"}))
    assert (answer.status_code, pointers(answer)) == (422, ["/venue"])


def test_a_plain_string_is_a_text_of_the_default_language(owner):
    assert owner.post(PATH, work(note="Slow work")).json["note"] == {"en": "Slow work"}


@pytest.mark.parametrize(
    ("given", "bare"),
    [
        ("https://doi.org/10.1145/ABC", "10.1145/abc"),
        ("doi:10.1145/abc", "10.1145/abc"),
        ("10.1145/abc", "10.1145/abc"),
    ],
)
def test_a_doi_is_kept_bare(owner, given, bare):
    assert owner.post(PATH, work(doi=given)).json["doi"] == bare


def test_an_unknown_key_is_refused_with_the_closest_one(owner):
    answer = owner.post(PATH, work(authors=[{"name": "Han Zhao", "coresponding": True}]))
    assert answer.json["errors"] == [
        {
            "pointer": "/authors/0/coresponding",
            "detail": "There is no key 'coresponding'.",
            "hint": "Did you mean corresponding?",
        }
    ]


TWINS = [
    ({"key": "zhao2025edas"}, "/key"),
    ({"title": "EDAS: enabling fast data loading for gpu serverless computing", "year": 2025}, "/title"),
]


@pytest.mark.parametrize(("facts", "pointer"), TWINS)
def test_a_twin_is_refused_and_named(owner, facts, pointer):
    answer = owner.post(PATH, work(**facts))
    assert (answer.status_code, pointers(answer)) == (409, [pointer])
    assert "zhao2025edas" in answer.json["errors"][0]["detail"]


@pytest.mark.parametrize(
    ("first", "second", "pointer"),
    [
        ({"doi": "10.1145/Abc"}, {"doi": "10.1145/aBC"}, "/doi"),
        ({"arxiv_id": "2401.01234"}, {"arxiv_id": "2401.01234v2"}, "/arxiv_id"),
    ],
)
def test_one_identifier_is_of_one_work(owner, first, second, pointer):
    owner.post(PATH, work(**first))
    answer = owner.post(PATH, work(title="Other", **second))
    assert (answer.status_code, pointers(answer)) == (409, [pointer])
    assert owner.patch(f"{PATH}/zhao2025edas", second).status_code == 409


def test_two_of_one_list_are_twins_too(owner):
    answer = owner.post(PATH, [work(), work()])
    assert (answer.status_code, pointers(answer)) == (409, ["/1/title"])
    assert owner.get(PATH).json["total"] == 24


def test_a_patch_changes_what_it_names_and_nothing_else(owner):
    before = owner.get(f"{PATH}/zhao2025edas").json
    answer = owner.patch(f"{PATH}/zhao2025edas", {"pages": "1-20", "links": []})
    assert answer.status_code == 200
    expected = {**before, "pages": "1-20", "links": [], "version": 2, "updated_at": answer.json["updated_at"]}
    assert answer.json == expected == owner.get(f"{PATH}/zhao2025edas").json


def test_null_in_a_patch_takes_a_value_away(owner):
    owner.patch(f"{PATH}/zhao2025edas", {"note": {"en": "A", "zh": "甲"}})
    assert owner.patch(f"{PATH}/zhao2025edas", {"note": {"zh": None}}).json["note"] == {"en": "A"}
    assert owner.patch(f"{PATH}/zhao2025edas", {"rank": None}).json["rank"]["source"] == "catalogue"


def test_a_plain_string_in_a_patch_leaves_the_other_language(owner):
    owner.patch(f"{PATH}/zhao2025edas", {"note": {"en": "A", "zh": "甲"}})
    assert owner.patch(f"{PATH}/zhao2025edas", {"note": "B"}).json["note"] == {"en": "B", "zh": "甲"}


def test_a_required_value_cannot_be_taken_away(owner):
    answer = owner.patch(f"{PATH}/zhao2025edas", {"title": None})
    assert (answer.status_code, pointers(answer)) == (422, ["/title"])


def test_what_was_read_can_be_put_back_and_changes_nothing(owner):
    for item in owner.get(PATH).json["items"]:
        before = revision()
        answer = owner.put(f"{PATH}/{item['key']}", item)
        assert (answer.status_code, answer.json, revision()) == (200, item, before)


def test_a_put_leaves_nothing_of_what_it_does_not_name(owner):
    owner.patch(f"{PATH}/zhao2025edas", {"note": "A", "pages": "1-2"})
    item = owner.put(f"{PATH}/zhao2025edas", {"title": "Only This", "authors": ["Han Zhao"]}).json
    assert (item["note"], item["pages"], item["links"], item["venue"]) == (None, None, [], None)
    assert item["key"] == "zhao2025edas"


def test_fewer_authors_leave_no_row_behind(owner):
    owner.patch(f"{PATH}/zhao2025edas", {"authors": ["Quan Chen", "Han Zhao"]})
    number = db.session.query(Publication.id).filter_by(key="zhao2025edas").scalar()
    rows = db.session.query(Authorship).filter_by(publication_id=number).order_by(Authorship.position)
    assert [(row.position, row.name) for row in rows] == [(1, "Quan Chen"), (2, "Han Zhao")]


def test_a_search_finds_what_was_written_and_not_what_stood_before(owner):
    owner.patch(f"{PATH}/zhao2025edas", {"title": "Xylophone Scheduling"})
    assert owner.get(f"{PATH}?q=xylophone").json["total"] == 1
    assert owner.get(f"{PATH}?q=EDAS+data+loading").json["total"] == 0


def test_a_new_key_is_a_new_address(owner):
    answer = owner.patch(f"{PATH}/zhao2025edas", {"key": "edas"})
    assert answer.headers["Content-Location"].endswith("/publications/edas")
    assert owner.get(f"{PATH}/zhao2025edas").status_code == 404
    assert owner.get(f"{PATH}/edas").status_code == 200


def test_what_was_deleted_is_gone(owner):
    assert owner.delete(f"{PATH}/zhao2025edas").status_code == 204
    assert owner.get(f"{PATH}/zhao2025edas").status_code == 404
    assert owner.get(PATH).json["total"] == 23


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_what_is_not_there_cannot_be_written(owner, method):
    assert owner.send(method, f"{PATH}/nothing", work()).status_code == 404


def test_an_entry_is_moved_by_its_place(owner):
    keys = [item["key"] for item in owner.get(f"{PATH}?sort=owner&fields=key").json["items"]]
    for place in (3, 1, 24, 10):
        owner.patch(f"{PATH}/{keys[5]}", {"position": place})
        wanted = [*keys[:5], *keys[6:]]
        wanted.insert(place - 1, keys[5])
        listed = owner.get(f"{PATH}?sort=owner&fields=key").json["items"]
        assert [item["key"] for item in listed] == wanted


def test_a_hidden_work_is_told_to_its_owner_alone(owner):
    answer = owner.patch(f"{PATH}/zhao2025edas", {"visibility": "hidden"})
    assert answer.json["key"] == "zhao2025edas"
    assert owner.client.get(f"{PATH}/zhao2025edas").status_code == 404
    assert owner.patch(f"{PATH}/zhao2025edas", {"visibility": "public"}).status_code == 200


def test_an_upsert_tells_of_each_whether_it_was_new(owner):
    there = owner.get(f"{PATH}/zhao2025edas").json
    parts = [
        work(),
        {"title": there["title"], "year": 2025, "authors": [a["name"] for a in there["authors"]]},
        {"key": "feng2024potamoi", "title": "Potamoi", "authors": ["Han Zhao"], "pages": "1-9"},
    ]
    answer = owner.post(f"{PATH}?upsert=true", parts)
    told = [(each["result"], each["item"]["key"]) for each in answer.json]
    assert told[0] == ("created", "zhao2026new")
    assert told[1][1] == "zhao2025edas"
    assert told[2] == ("updated", "feng2024potamoi")
    assert owner.get(PATH).json["total"] == 25
    assert owner.post(f"{PATH}?upsert=true", work()).json["result"] == "unchanged"


def test_moments_and_versions_are_the_servers_own(owner):
    sent = {"created_at": "1999-01-01T00:00:00Z", "updated_at": "1999-01-01T00:00:00Z", "version": 99}
    item = owner.post(PATH, work(**sent)).json
    assert all(item[name] != sent[name] for name in STAMPS)
