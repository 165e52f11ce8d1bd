"""The owner's résumé is the profile of the API in the keys of JSON Resume, in one language."""

import pytest

RESUME = "/api/v1/resume.json"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_resume_holds_what_the_sections_hold_in_its_language(reader, lang):
    resume = reader.get(f"{RESUME}?lang={lang}").json

    def items(name):
        return reader.get(f"/api/v1/{name}?lang={lang}&per_page=1000").json["items"]

    assert resume["basics"]["label"] == reader.get(f"/api/v1/profile?lang={lang}").json["headline"]
    assert [row["studyType"] for row in resume["education"]] == [
        entry["degree"] for entry in items("education")
    ]
    assert [row["title"] for row in resume["awards"]] == [entry["title"] for entry in items("awards")]
    assert [row["name"] for row in resume["projects"]] == [entry["title"] for entry in items("projects")]
    assert [row["url"] for row in resume["publications"]] == [work["url"] for work in items("publications")]
    assert resume["meta"]["canonical"] == f"https://example.org{RESUME}?lang={lang}"
    assert "volunteer" not in resume


def test_without_a_language_it_is_in_the_sites_own(reader):
    assert reader.get(RESUME).data == reader.get(f"{RESUME}?lang=en").data


def test_a_hidden_work_is_in_no_resume(build, built):
    build.publication(title="Shown")
    build.publication(title="Secret", visibility="hidden")
    assert [work["name"] for work in built.get(RESUME).json["publications"]] == ["Shown"]


def test_without_a_profile_there_is_none(built):
    answer = built.get(RESUME)
    assert (answer.status_code, answer.content_type) == (404, "application/problem+json")


def test_who_holds_it_is_told_so(reader):
    tag = reader.get(RESUME).headers["ETag"]
    assert reader.get(RESUME, headers={"If-None-Match": tag}).status_code == 304
