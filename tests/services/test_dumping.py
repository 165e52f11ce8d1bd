"""A dump, loaded and dumped again, is the same bytes: nothing of a profile is lost."""

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from models import db
from models.database import now
from models.folding import slug
from models.ledger import CitationTotal
from models.person import Person
from models.profile import Profile
from models.sections import Award, Course, News, Service, Student, Talk
from schemas.vocabulary import EXTENSIONS
from services import dumping, loading, reading
from tests.builders import OWNER

FORMS = ["json", "yaml"]


def dump(form="json"):
    return dumping.write(dumping.collect(db.session(), "https://example.org", "CCF"), form)


def load(text):
    return loading.replace(db.session(), reading.read(text, "en"))


@pytest.mark.parametrize("form", FORMS)
def test_the_real_profile_survives(app, form):
    first = dump(form)
    load(first)
    assert dump(form) == first


def test_json_and_yaml_say_the_same(app):
    assert yaml.safe_load(dump("yaml")) == json.loads(dump("json"))


def test_a_dump_of_one_form_is_loaded_and_dumped_in_the_other(app):
    as_json, as_yaml = dump("json"), dump("yaml")
    load(as_yaml)
    assert dump("json") == as_json
    load(as_json)
    assert dump("yaml") == as_yaml


@pytest.fixture
def everything(build):
    """A profile that uses every table and every column."""
    taco = build.venue(
        "TACO", [("CCF", "2026", "A"), ("CCF", "2019", "B"), ("CORE", "2023", "A*")], aliases=["T"]
    )
    lonely = build.venue(
        "Lonely", acronym=None, name="期刊", kind="journal", publisher="P", area="A", dblp_key="k"
    )
    texts = {
        "note": {"en": "Best", "zh": "最佳"},
        "abstract": "Ünïcode 中文 🚀",
        "pages": "1–9",
        "volume": "0",
    }
    links = [{"kind": "pdf", "url": "https://example.com/x", "label": {"en": "PDF"}}]
    links += [{"kind": "code", "url": "/code", "label": None}]
    counts = [
        {"source": s, "as_of": d, "count": c, "source_id": f"{s}:x" if c else None}
        for s, d, c in [("a", "2026", 0), ("a", "2025-01", 7), ("b", "2026-01-02", 3)]
    ]
    authors = [("Bo Chen", {"equal_contribution": True}), (OWNER, {"corresponding": True}), "李娜"]
    awarded = build.publication(
        key="full", venue=taco, stated_rank="CCF-A", year=2025, month=12, authors=authors,
        topics=["GPU", "大模型"], links=links, citations=counts, doi="10.1/x", arxiv_id="2501.1",
        selected=True, issue="2", **texts,
    )  # fmt: skip
    build.publication(key="bare", year=None, authors=[], type="article", status="preprint")
    build.publication(
        key="hidden", visibility="hidden", venue=lonely, citations=counts[:1], status="accepted"
    )
    person = build.person("Bo Chen")
    person.variants, person.homepage, person.relation = (
        ["B. Chen", "陈波"],
        "https://b.example",
        "collaborator",
    )
    person.title = {"en": "Professor"}
    db.session.add(Person(slug="alone", name="Alone", variants=[]))
    per_year = {"2026": 2**31, "2025": 0}
    long = "18446744073709551616"
    db.session.add(CitationTotal(source="a", as_of="2026", total=7, per_year=per_year, organization=long))
    db.session.add(CitationTotal(source="b", as_of="2025-01-01", h_index=2, i10_index_5y=0, scholar_id="Ab_"))
    text = {"en": "Text", "zh": "文字"}
    db.session.add_all(
        [
            Award(title=text, year=2020, issuer=text, publication=awarded, position=2),
            Award(title=text, position=1),
            Course(title=text, start="2020-02", end=None, position=1),
            Student(
                person=person,
                name="Bo C.",
                degree="phd",
                cohort=2020,
                status="graduated",
                destination=text,
                position=1,
            ),
            Service(role=text, organisation=text, start="2020", end="2021-01-31", position=1),
            Talk(title=text, event=text, place=text, date="2020-01-01", links=links, position=1),
            News(date=None, text={"zh": "仅中文"}, position=1),
        ]
    )
    profile = db.session.query(Profile).one()
    profile.headline, profile.bio, profile.location = text, {"en": "# Hi\n\n<b>&</b>"}, text
    profile.affiliations = [{"name": text, "url": None}]
    profile.interests = {"current": [text], "previous": [{"en": "Old"}]}
    profile.notices = [{"kind": "recruiting", "text": text, "enrolment": "2026-09"}]
    profile.links, profile.email, profile.avatar = links, "a@example.org", "/static/a.jpg"
    db.session.commit()


@pytest.mark.parametrize("form", FORMS)
def test_everything_that_can_be_stored_survives(everything, form):
    first = dump(form)
    load(first)
    assert dump(form) == first
    whole = yaml.safe_load(first)
    assert [item.get("visibility") for item in whole["publications"]] == [None, None, "hidden"]
    assert [award["publication"] for award in whole["awards"]] == [None, "full"]
    assert len(whole["citation_counts"]) == 4
    assert {count["source_id"] for count in whole["citation_counts"]} == {"a:x", "b:x", None}
    assert whole["citation_totals"][0]["organization"] == "18446744073709551616"
    assert {person["slug"]: person["variants"] for person in whole["people"]}["bo-chen"] == [
        "B. Chen",
        "陈波",
    ]


def test_a_dump_is_loaded_into_an_empty_database_too(everything, bare, tmp_path):
    from tests.conftest import open_app

    first = dump()
    (tmp_path / "other").mkdir()
    other = open_app(bare, tmp_path / "other")
    with other.app_context():
        load(first)
        assert dump() == first
        db.session.remove()
        db.engine.dispose()


def test_a_dump_keeps_the_moments_and_versions(everything):
    from models.publication import Publication

    row = db.session.query(Publication).filter_by(key="full").one()
    row.version, row.updated_at = 7, now()
    db.session.commit()
    first = dump()
    load(first)
    assert '"version": 7' in first
    assert dump() == first


def test_a_publication_in_a_dump_is_the_item_of_the_api(app, client):
    items = client.get("/api/v1/publications?per_page=1000").json["items"]
    dumped = {item["key"]: item for item in json.loads(dump())["publications"]}
    assert dumped == {item["key"]: item for item in items}


def test_without_a_profile_there_is_nothing_to_dump(empty_app):
    with pytest.raises(dumping.NoProfile):
        dump()


# YAML leaves out what it cannot print, and a text of a profile is trimmed at the door.
words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1, max_size=30).map(
    str.strip
)
words = words.filter(bool)
ENDINGS = tuple(f".{extension}" for extension in EXTENSIONS)
texts = st.dictionaries(st.sampled_from(["en", "zh"]), words, min_size=1)
maybe = st.none() | words
profiles = st.fixed_dictionaries(
    {
        "profile": st.fixed_dictionaries(
            {"name": texts, "slug": st.just("owner"), "headline": st.none() | texts}
        ),
        "publications": st.lists(
            st.fixed_dictionaries(
                {
                    "key": st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.:+-]{0,20}", fullmatch=True).filter(
                        lambda key: not key.endswith(ENDINGS)
                    ),
                    "title": words,
                    "type": st.sampled_from(["article", "thesis"]),
                    "year": st.none() | st.integers(1000, 9998),
                    "authors": st.lists(
                        st.fixed_dictionaries({"name": words, "corresponding": st.booleans()}), max_size=3
                    ),
                    "abstract": maybe,
                    "note": st.none() | texts,
                    "topics": st.lists(
                        st.fixed_dictionaries({"label": words}),
                        max_size=2,
                        unique_by=lambda topic: slug(topic["label"]),
                    ),
                    "visibility": st.sampled_from(["public", "hidden"]),
                }
            ),
            max_size=4,
            unique_by=lambda item: item["key"],
        ),
        "news": st.lists(
            st.fixed_dictionaries({"text": texts, "date": st.none() | st.just("2024-02")}), max_size=3
        ),
    }
)


@pytest.mark.parametrize("form", FORMS)
@given(whole=profiles)
def test_any_profile_survives(empty_app, form, whole):
    load(json.dumps(whole))
    first = dump(form)
    load(first)
    assert dump(form) == first
    titles = [item["title"] for item in yaml.safe_load(first)["publications"]]
    assert titles == [item["title"] for item in whole["publications"]]
