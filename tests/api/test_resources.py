"""All beside the publications: root, owner, sections, people, venues, numbers."""

import pytest

from models.sections import SECTIONS

COUNTS = {
    "education": 3,
    "experience": 0,
    "awards": 4,
    "projects": 8,
    "courses": 2,
    "students": 9,
    "service": 0,
    "talks": 0,
    "news": 0,
}


def get(reader, path):
    answer = reader.get(f"/api/v1/{path}")
    assert answer.status_code == 200, answer.text
    return answer.json


def test_the_root_links_to_everything_and_every_link_leads_somewhere(reader):
    root = get(reader, "")
    assert root["version"] == "1.0"
    assert root["revision"] > 0
    assert set(SECTIONS) | {
        "profile",
        "publications",
        "people",
        "venues",
        "metrics",
        "openapi",
        "docs",
    } <= set(root["links"])
    for address in root["links"].values():
        assert reader.get(address.removeprefix("https://example.org")).status_code == 200, address


def test_the_profile_counts_what_each_section_holds(reader):
    assert get(reader, "profile")["counts"] == {"publications": 24, **COUNTS}


def test_the_profile_has_its_bio_as_markdown_and_as_html(reader):
    bio = get(reader, "profile")["bio"]
    assert set(bio) == {"markdown", "html"}
    assert bio["html"]["en"].startswith("<p>")
    assert "](" in bio["markdown"]["en"]
    assert get(reader, "profile?lang=en")["bio"]["html"] == bio["html"]["en"]


def test_a_profile_that_is_not_there_is_404(empty_app):
    answer = empty_app.test_client().get("/api/v1/profile")
    assert (answer.status_code, answer.content_type) == (404, "application/problem+json")


def test_all_else_is_answered_without_a_profile(empty_app):
    client = empty_app.test_client()
    for path in ("", "publications", "metrics", "people", "venues", *SECTIONS):
        assert client.get(f"/api/v1/{path}").status_code == 200, path


@pytest.mark.parametrize(("name", "number"), COUNTS.items())
def test_a_section_lists_its_entries_in_one_envelope(reader, name, number):
    answer = get(reader, name)
    assert set(answer) == {"items", "total", "page", "per_page", "pages", "links"}
    assert answer["total"] == len(answer["items"]) == number


@pytest.mark.parametrize("name", [name for name, number in COUNTS.items() if number])
def test_an_entry_is_found_by_its_number(reader, name):
    for item in get(reader, name)["items"]:
        assert get(reader, f"{name}/{item['id']}") == item


@pytest.mark.parametrize("path", ["students", "venues", "people", "projects"])
def test_a_list_is_cut_into_pages(reader, path):
    whole = get(reader, f"{path}?per_page=1000")["items"]
    first, second = reader.get(f"/api/v1/{path}?per_page=3"), reader.get(f"/api/v1/{path}?per_page=3&page=2")
    assert [*first.json["items"], *second.json["items"]] == whole[:6]
    assert first.json["pages"] == -(-len(whole) // 3)
    assert second.headers["Link"].count("rel=") == 2 or first.json["pages"] == 2
    past = get(reader, f"{path}?per_page=3&page=1000000000")
    assert (past["items"], past["total"]) == ([], len(whole))


def test_a_link_to_the_next_page_leads_there(reader):
    following = get(reader, "venues?per_page=700&lang=zh")["links"]["next"]
    answer = reader.get(following.removeprefix("https://example.org")).json
    assert (answer["page"], len(answer["items"])) == (2, 45)
    assert answer["links"]["next"] is None


@pytest.mark.parametrize("query", ["page=0", "per_page=1001", "page=x", "lang=fr", "year=2024", "q=x"])
def test_what_a_list_cannot_do_is_refused(reader, query):
    answer = reader.get(f"/api/v1/venues?{query}")
    assert answer.status_code == 400
    assert answer.json["errors"][0]["parameter"] == query.partition("=")[0]


def test_a_venue_has_its_ranks_by_scheme_and_edition(reader):
    venue = get(reader, "venues/taco")
    ranks = {(rank["scheme"], rank["edition"]): rank["class"] for rank in venue["ranks"]}
    assert ranks["CCF", "2026"] == "A"
    assert ranks["CCF", "2019"] == "B"
    assert venue["publications"] == 5
    assert get(reader, "venues/TACO") == venue


def test_a_person_is_told_with_what_is_shared_with_the_owner(reader):
    items = get(reader, "publications?author=weihao-cui")["items"]
    person = get(reader, "people/weihao-cui")
    assert (person["shared_publications"], person["is_owner"]) == (len(items), False)
    assert get(reader, "people/han-zhao")["is_owner"] is True


def test_people_stand_by_how_much_they_share(reader):
    shared = [person["shared_publications"] for person in get(reader, "people?per_page=1000")["items"]]
    assert shared == sorted(shared, reverse=True)


def test_what_is_shared_in_a_hidden_publication_is_not_told(build, built):
    build.publication(authors=["Ada Lindqvist", "Bo Chen"])
    build.publication(authors=["Ada Lindqvist", "Bo Chen"], visibility="hidden")
    build.publication(authors=["Bo Chen"])
    assert get(built, "people/bo-chen")["shared_publications"] == 1
    assert get(built, "metrics")["co_authors"] == [{"slug": "bo-chen", "name": "Bo Chen", "count": 1}]
    assert get(built, "metrics")["publications"] == 2


def test_citations_are_summed_by_source_with_the_date(build, built):
    for place, number in enumerate([10, 8, 5, 4, 3, 0]):
        counts = [{"source": "google-scholar", "as_of": f"2026-0{place + 1}-01", "count": number}]
        counts += [{"source": "google-scholar", "as_of": "2020-01-01", "count": 999}]
        build.publication(citations=counts)
    build.publication(
        citations=[{"source": "google-scholar", "as_of": "2026-12-01", "count": 50}], visibility="hidden"
    )
    build.publication(citations=[{"source": "dblp", "as_of": "2026", "count": 1}])
    alone = {"per_year": [], "stated": None}
    scholar = {"source": "google-scholar", "as_of": "2026-06-01"}
    assert get(built, "metrics")["citations"] == [
        {"source": "dblp", "as_of": "2026", "total": 1, "h_index": 1, "i10_index": 0, **alone},
        {**scholar, "total": 30, "h_index": 4, "i10_index": 1, **alone},
    ]


def test_a_publication_shows_its_newest_count_and_its_awards(build, built):
    from models import db
    from models.sections import Award

    old, new = {"as_of": "2025-01-01", "count": 9}, {"as_of": "2026-01-01", "count": 4}
    work = build.publication(key="work", citations=[{**old, "source": "a"}, {**new, "source": "b"}])
    db.session.add(Award(title={"en": "Best Paper"}, year=2025, position=1, publication=work))
    db.session.commit()
    item = get(built, "publications/work")
    assert item["citations"] == {"count": 4, "source": "b", "as_of": "2026-01-01"}
    assert [award["title"] for award in item["awards"]] == [{"en": "Best Paper"}]
    assert get(built, "awards")["items"][0]["publication"] == "work"


def test_a_hidden_publication_is_not_there(build, built):
    build.publication(key="hidden", visibility="hidden")
    for path in ("hidden", "hidden.csv"):
        assert built.get(f"/api/v1/publications/{path}").status_code == 404
    assert "hidden" not in built.get("/api/v1/publications/hiden").text.replace("hiden", "")
    assert get(built, "profile")["counts"]["publications"] == 0
