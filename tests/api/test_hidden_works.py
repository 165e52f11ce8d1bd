"""A hidden publication is the owner's own affair: no answer, count or hint gives it away."""

import json
from itertools import count

import pytest

from models import db
from models.database import now
from models.sections import Award
from models.writing import Token
from tests.api.writing import Owner, token

NUMBER = count(1)

VENUE = ("SECRETCONF", "secretconf", "Conference on Secrets", "Hush")


@pytest.fixture
def reader(build, empty_app):
    """A reader of a site with one public work and one that is hidden."""
    build.publication(key="shown", authors=["Ada Lindqvist", "Bo Chen"], topics=["Edge"])
    hidden = build.publication(
        key="secret",
        title="Secret plans",
        visibility="hidden",
        authors=["Ada Lindqvist", "Hidden Author"],
        topics=["Secret topic"],
        stated_rank="Secret-A",
        venue=build.venue("SECRETCONF", name="Conference on Secrets", aliases=["Hush"]),
    )
    db.session.add(Award(position=1, title={"en": "Best paper"}, publication=hidden))
    db.session.commit()
    return empty_app.test_client()


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/publications?facets=year,venue,rank,status,type,author,role,topic,selected&group_by=rank,year",
        "/api/v1/publications.csv",
        "/api/v1/publications.ndjson",
        "/api/v1/publications.jsonld",
        "/api/v1/publications.atom",
        "/api/v1/publications.feed.json",
        "/api/v1/publications.gbt7714.txt",
        "/api/v1/publications.apa.html",
        "/api/v1/resume.json",
        "/api/v1/publications?rank=Secre-A&author=hidden&topic=secret&q=x",
        "/api/v1/publications/secre",
        "/api/v1/people",
        "/api/v1/people/hidden-author",
        "/api/v1/venues",
        "/api/v1/publications?venue=secretcon&venue=on+secrets",
        "/api/v1/publications?venue=hush",
        "/?venue=secretcon",
        "/api/v1/awards",
        "/api/v1/metrics",
        "/api/v1/profile",
        "/",
        "/?author=hidden-autho",
        "/publications/secre",
        "/sitemap.xml",
    ],
)
def test_nothing_of_a_hidden_work_is_told(reader, path):
    told = reader.get(path).text.replace(path.partition("?")[2], "")
    for word in ("Secret plans", "Hidden Author", "Secret-A", '"secret"', "secret-topic", *VENUE):
        assert word not in told, word


def test_a_hidden_work_is_not_there(reader):
    assert reader.get("/api/v1/publications/secret").status_code == 404
    assert reader.get("/publications/secret").status_code == 404
    assert reader.get("/api/v1/people/hidden-author").status_code == 404
    assert reader.get("/api/v1/publications?author=hidden-author").status_code == 400
    assert reader.get("/api/v1/people/bo-chen").status_code == 200
    assert reader.get("/api/v1/venues/secretconf").status_code == 404
    assert reader.get("/api/v1/venues").json["total"] == 0
    for name in VENUE:
        assert reader.get(f"/api/v1/publications?venue={name}").status_code == 400
        assert reader.get(f"/?venue={name}").status_code == 400


def test_a_venue_is_told_of_once_a_public_work_stands_in_it(reader):
    owner = owner_of(reader)
    assert owner.patch("/api/v1/publications/shown", {"venue": "hush"}).json["venue"]["slug"] == "secretconf"
    assert reader.get("/api/v1/venues/secretconf").json["publications"] == 1
    assert reader.get("/api/v1/venues").json["total"] == 1
    assert [item["key"] for item in reader.get("/api/v1/publications?venue=hush").json["items"]] == ["shown"]


def test_a_venue_of_the_catalogue_is_told_of_whatever_stands_in_it(reader, build):
    build.publication(visibility="hidden", venue=build.venue("TACO", [("CCF", "2026", "A")]))
    assert reader.get("/api/v1/venues/taco").json["publications"] == 0
    assert reader.get("/api/v1/publications?venue=taco").json["total"] == 0


def test_a_name_that_a_hidden_venue_has_too_means_the_other(reader, build):
    build.publication(key="open", venue=build.venue("OPEN", aliases=["secretconf", "Hush"]))
    for name in ("secretconf", "hush"):
        listed = reader.get(f"/api/v1/publications?venue={name}").json
        assert [item["key"] for item in listed["items"]] == ["open"]


@pytest.mark.parametrize("name", ["secretconf", "Hush"])
def test_the_owner_finds_hidden_works_by_their_venue(reader, name):
    listed = owner_of(reader).get(f"{SECRETS}&venue={name}&facets=venue").json
    assert [item["key"] for item in listed["items"]] == ["secret"]
    assert [bucket["selected"] for bucket in listed["facets"]["venue"]] == [True]


SECRET, SECRETS = "/api/v1/publications/secret", "/api/v1/publications?visibility=hidden"


def owner_of(reader, *scopes):
    return Owner(reader, token(*scopes, name=f"{next(NUMBER)}"))


@pytest.mark.parametrize("scope", ["admin", "write", "write:publications"])
def test_who_may_write_it_reads_it(reader, scope):
    owner = owner_of(reader, scope)
    item = owner.get(SECRET).json
    assert (item["key"], item["visibility"]) == ("secret", "hidden")
    assert "Secret plans" in owner.get(f"{SECRET}.csv").text
    assert [each["key"] for each in owner.get(SECRETS).json["items"]] == ["secret"]


def test_who_may_not_write_it_is_told_as_little_as_anyone(reader):
    other = owner_of(reader, "write:news")
    told = reader.get("/api/v1/publications/secreu").json["detail"].replace("secreu", "secret")
    for answer in (reader.get(SECRET), other.get(SECRET)):
        assert (answer.status_code, answer.json["detail"]) == (404, told)
    assert other.get(SECRETS).status_code == 403
    for path in (SECRETS, SECRETS.replace("?", ".csv?"), SECRETS.replace("=hidden", "=!public")):
        assert reader.get(path).status_code == 401


@pytest.mark.parametrize(
    "more", ["fields=key,title", "facets=author", "group_by=year", "per_page=1", "lang=en"]
)
@pytest.mark.parametrize("asked", ["application/json", "text/csv", "application/x-ndjson"])
def test_no_other_parameter_opens_a_list_of_hidden_works(reader, more, asked):
    path = f"{SECRETS}&{more}"
    assert reader.get(path, headers={"Accept": asked}).status_code == 401
    assert owner_of(reader, "write:news").get(path, Accept=asked).status_code == 403


def test_a_bad_token_is_refused_whether_there_is_something_or_not(reader):
    stranger = Owner(reader, "vit_x")
    assert [stranger.get(path).status_code for path in (SECRET, f"{SECRET}s", SECRETS)] == [401] * 3
    assert stranger.get("/api/v1/publications/shown").status_code == 200


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("", ["shown"]),
        ("visibility=public", ["shown"]),
        ("visibility=public&visibility=public", ["shown"]),
        ("visibility=!hidden", ["shown"]),
        ("visibility=hidden", ["secret"]),
        ("visibility=!public", ["secret"]),
        ("visibility=hidden&visibility=public", ["shown", "secret"]),
        ("visibility=!hidden&visibility=!public", []),
        ("visibility=hidden&q=plans", ["secret"]),
        ("visibility=hidden&q=work", []),
        ("visibility=hidden&fields=key", ["secret"]),
    ],
)
def test_a_list_holds_hidden_works_only_where_they_are_asked_for(reader, query, keys):
    owner = owner_of(reader)
    answer = owner.get(f"/api/v1/publications?sort=owner&{query}").json
    assert ([item["key"] for item in answer["items"]], answer["total"]) == (keys, len(keys))
    lines = owner.get(f"/api/v1/publications.ndjson?sort=owner&{query}").text.splitlines()
    assert [json.loads(line)["key"] for line in lines] == keys


def test_the_visibility_of_what_is_hidden_may_be_chosen(reader):
    path = "/api/v1/publications?visibility=hidden&visibility=public&sort=owner&fields=key,visibility"
    items = [{"key": "shown"}, {"key": "secret", "visibility": "hidden"}]
    assert owner_of(reader).get(path).json["items"] == items
    lines = owner_of(reader).get(path.replace("?", ".ndjson?")).text.splitlines()
    assert [json.loads(line) for line in lines] == items


def test_the_links_of_a_list_of_hidden_works_lead_to_hidden_works(reader):
    links = owner_of(reader).get(SECRETS).json["links"]
    assert all("visibility=hidden" in links[name] for name in ("self", "csv", "ndjson"))


def test_facets_of_hidden_works_count_those(reader):
    facets = owner_of(reader).get(f"{SECRETS}&facets=author").json["facets"]
    assert {bucket["value"] for bucket in facets["author"]} == {"ada-lindqvist", "hidden-author"}


def test_what_was_read_of_a_hidden_work_is_sent_back_and_stays_hidden(reader):
    owner = owner_of(reader)
    item = owner.get(SECRET).json
    assert owner.put(SECRET, item).json == item
    assert owner.patch(SECRET, {"pages": "1-2"}).json["visibility"] == "hidden"
    assert reader.get(SECRET).status_code == 404
    assert "visibility" not in owner.patch(SECRET, {"visibility": "public"}).json
    assert reader.get(SECRET).json["pages"] == "1-2"


@pytest.mark.parametrize("path", [SECRET, SECRETS, "/api/v1/publications", "/api/v1/news", "/api/v1/changes"])
def test_what_is_answered_to_a_token_is_kept_nowhere(reader, path):
    owner = owner_of(reader)
    kept = reader.application.wsgi_app.application.kept
    before = dict(kept)
    for _ in range(2):
        answer = owner.get(path)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, no-store")
        assert "Authorization" in answer.headers["Vary"]
    assert kept == before


def test_what_was_kept_for_others_is_not_what_a_token_is_told(reader, monkeypatch):
    path = "/api/v1/publications/shown"
    assert reader.get(path).status_code == 200
    asked = []
    monkeypatch.setattr("api.publications.found", lambda *given: asked.append(given) or {"key": "made anew"})
    assert owner_of(reader).get(path).json == {"key": "made anew"}
    assert reader.get(path).json["key"] == "shown"
    assert len(asked) == 1


@pytest.mark.parametrize("path", [SECRET, SECRETS, "/api/v1/changes"])
def test_a_revoked_token_reads_nothing_more(reader, path):
    owner = owner_of(reader)
    read = owner.get(path)
    held = {"If_None_Match": read.headers["ETag"], "If_Modified_Since": read.headers["Last-Modified"]}
    assert owner.get(path, If_None_Match=held["If_None_Match"]).status_code == 304
    db.session.query(Token).update({"revoked_at": now()})
    db.session.commit()
    assert owner.get(path).status_code == 401
    for name, value in held.items():
        assert owner.get(path, **{name: value}).status_code == 401


def test_the_tag_of_a_hidden_work_is_good_for_writing_it(reader):
    owner = owner_of(reader)
    tag = owner.get(SECRET).headers["ETag"]
    assert owner.patch(SECRET, {"pages": "1"}, If_Match=tag).status_code == 200
    assert owner.patch(SECRET, {"pages": "2"}, If_Match=tag).status_code == 412


def test_the_page_has_no_such_filter(reader):
    assert reader.get("/?visibility=hidden").status_code == 400


AWARD, PLAIN = "/api/v1/awards/1", {"title": {"en": "Best paper"}}


@pytest.fixture
def narrow(reader):
    """A program that may write awards and nothing else."""
    return owner_of(reader, "write:awards")


@pytest.mark.parametrize("patch", [{"title": "Better"}, {"publication": "shown"}, {"publication": None}])
def test_a_dry_run_tells_nothing_of_a_hidden_work(narrow, patch):
    assert narrow.get(AWARD).json["publication"] is None
    tried = narrow.patch(f"{AWARD}?dry_run=true", patch)
    assert tried.status_code == 200
    assert "secret" not in tried.text
    assert "secret" not in narrow.delete(f"{AWARD}?dry_run=true").text


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
def test_the_key_of_a_hidden_work_is_guessed_by_no_award(narrow, method):
    path = "/api/v1/awards" if method == "POST" else AWARD
    answers = [narrow.send(method, path, {**PLAIN, "publication": key}) for key in ("secret", "secreu")]
    told = [(answer.status_code, answer.json["errors"][0]["detail"]) for answer in answers]
    assert told == [(422, "There is no publication 'secret'."), (422, "There is no publication 'secreu'.")]


def test_a_link_that_one_is_not_told_of_is_left_where_it_is(reader, narrow):
    owner = owner_of(reader)
    narrow.put(AWARD, {**narrow.get(AWARD).json, "year": 2020})
    narrow.patch(AWARD, {"issuer": "X", "publication": None})
    assert [owner.get(AWARD).json[key] for key in ("publication", "year")] == ["secret", 2020]
    assert narrow.patch(AWARD, {"publication": "shown"}).json["publication"] == "shown"
    assert owner.get(AWARD).json["publication"] == "shown"


def test_who_may_write_publications_reads_and_takes_the_link_away(reader):
    owner = owner_of(reader, "write:publications", "write:awards")
    item = owner.get("/api/v1/awards").json["items"][0]
    assert (item["publication"], reader.get(AWARD).json["publication"]) == ("secret", None)
    assert owner.put(AWARD, item).json == item
    assert owner.patch(AWARD, {"publication": None}).json["publication"] is None
    assert owner.get(AWARD).json["publication"] is None
