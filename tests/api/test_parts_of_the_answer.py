"""What `fields`, `facets`, `group_by` and `lang` change in an answer."""

import pytest

from schemas.vocabulary import FACETS, GROUPS, ITEM_KEYS
from tests.api.conftest import LIST

KEYS = [
    "key", "title", "type", "status", "year", "month", "venue", "rank", "ranks", "authors", "doi",
    "arxiv_id", "volume", "issue", "pages", "links", "abstract", "topics", "awards", "note",
    "selected", "citations", "url", "created_at", "updated_at", "version",
]  # fmt: skip


def test_an_item_has_the_keys_of_the_contract_in_their_order(reader):
    for item in reader.get(LIST).json["items"]:
        assert list(item) == KEYS
    assert list(ITEM_KEYS) == KEYS


def test_fields_chooses_the_keys(reader):
    for item in reader.get(f"{LIST}?fields=title,key").json["items"]:
        assert list(item) == ["title", "key"]


@pytest.mark.parametrize("key", KEYS)
def test_every_key_can_be_chosen_alone(reader, key):
    whole = reader.get(LIST).json["items"]
    assert reader.get(f"{LIST}?fields={key}").json["items"] == [{key: item[key]} for item in whole]


def test_facets_are_there_when_asked_for(reader):
    assert "facets" not in reader.get(LIST).json
    assert list(reader.get(f"{LIST}?facets=rank,year").json["facets"]) == ["rank", "year"]
    assert list(reader.get(f"{LIST}?facets={','.join(FACETS)}").json["facets"]) == list(FACETS)


def test_the_facets_of_the_profile_are_those_the_source_states(reader):
    facets = reader.get(f"{LIST}?facets=status,rank,year,venue").json["facets"]
    plain = {name: {value["value"]: value["count"] for value in values} for name, values in facets.items()}
    assert plain["status"] == {"published": 19, "preprint": 5}
    assert plain["rank"] == {"CCF-A": 16, "CCF-B": 3, "none": 5}
    assert len([value for value in plain["venue"] if value != "none"]) == 12
    assert sum(plain["year"].values()) == 24


def test_a_chosen_value_is_marked(reader):
    years = reader.get(f"{LIST}?year=2023..2024&facets=year").json["facets"]["year"]
    assert {value["value"] for value in years if value["selected"]} == {"2023", "2024"}
    venues = reader.get(f"{LIST}?venue=TACO&facets=venue").json["facets"]["venue"]
    assert {value["value"] for value in venues if value["selected"]} == {"taco"}
    ranks = reader.get(f"{LIST}?rank=none&facets=rank").json["facets"]["rank"]
    assert {value["value"] for value in ranks if value["selected"]} == {"none"}


@pytest.mark.parametrize(
    ("query", "facet", "chosen"),
    [
        ("selected=false", "selected", {"false"}),
        ("venue=USENIX+ATC", "venue", {"atc"}),
        ("rank=!CCF-A", "rank", set()),
        ("status=preprint", "status", {"preprint"}),
        ("role=first", "role", {"first"}),
        ("author=quan-chen", "author", {"quan-chen"}),
    ],
)
def test_a_value_is_marked_however_it_was_written(reader, query, facet, chosen):
    values = reader.get(f"{LIST}?{query}&facets={facet}").json["facets"][facet]
    assert {value["value"] for value in values if value["selected"]} == chosen


@pytest.mark.parametrize("name", GROUPS)
def test_a_group_counts_what_the_query_keeps(reader, name):
    groups = reader.get(f"{LIST}?status=published&group_by={name}").json["groups"]
    assert sum(group["count"] for group in groups) == 19
    assert all(set(group) == {"value", "label", "count"} for group in groups)


def test_two_groups_are_nested(reader):
    items = reader.get(LIST).json["items"]
    groups = reader.get(f"{LIST}?group_by=year,rank").json["groups"]
    counted = {
        (group["value"], inner["value"]): inner["count"] for group in groups for inner in group["groups"]
    }
    expected = {}
    for item in items:
        pair = (str(item["year"] or "none"), item["rank"]["label"] if item["rank"] else "none")
        expected[pair] = expected.get(pair, 0) + 1
    assert counted == expected
    assert all(group["count"] == sum(inner["count"] for inner in group["groups"]) for group in groups)


def test_no_group_is_no_group(reader):
    assert "groups" not in reader.get(f"{LIST}?group_by=none").json


def test_three_groups_are_too_many(reader):
    answer = reader.get(f"{LIST}?group_by=year,rank,venue")
    assert answer.status_code == 400
    assert answer.json["errors"][0]["parameter"] == "group_by"


def test_text_is_an_object_by_language_until_one_is_asked_for(build, ask):
    build.publication(note={"en": "Best paper", "zh": "最佳论文"}, links=[link({"en": "Code"})])
    build.publication(note={"zh": "仅中文"}, links=[link(None)])
    first, second = ask()["items"]
    assert (first["note"], second["note"]) == ({"en": "Best paper", "zh": "最佳论文"}, {"zh": "仅中文"})
    first, second = ask("lang=zh")["items"]
    assert (first["note"], first["links"][0]["label"]) == ("最佳论文", "Code")
    first, second = ask("lang=en")["items"]
    assert (first["note"], second["note"]) == ("Best paper", "仅中文")


def link(label):
    return {"kind": "code", "url": "https://example.com", "label": label}


def test_labels_of_facets_are_in_the_language_asked_for(reader):
    def labels(query):
        return [
            value["label"] for value in reader.get(f"{LIST}?facets=status{query}").json["facets"]["status"]
        ]

    assert labels("") == labels("&lang=en") == ["Published", "Preprint"]
    assert labels("&lang=zh") == ["已发表", "预印本"]


def test_a_null_bucket_has_a_label_for_people(reader):
    ranks = reader.get(f"{LIST}?facets=rank").json["facets"]["rank"]
    assert ranks[-1] == {"value": "none", "label": "Unranked", "count": 5, "selected": False}
