"""A résumé has the keys of JSON Resume 1.0.0 and no others, and holds all that it was made of."""

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from formats import json_resume
from tests.formats.hostile import ITEMS, TEXT, URL, clean

# The keys of the schema, as far as a profile can fill them.
KEYS = {
    "basics": {"name", "label", "image", "email", "url", "summary", "location", "profiles"},
    "work": {"name", "position", "location", "url", "startDate", "endDate", "summary"},
    "volunteer": {"organization", "position", "startDate", "endDate"},
    "education": {"institution", "url", "area", "studyType", "startDate", "endDate"},
    "awards": {"title", "date", "awarder"},
    "publications": {"name", "publisher", "releaseDate", "url", "summary"},
    "interests": {"name"},
    "projects": {"name", "entity", "type", "roles", "startDate", "endDate"},
    "meta": {"canonical", "version", "lastModified"},
}
DATE = "[1-2][0-9]{3}(-[0-1][0-9](-[0-3][0-9])?)?"
MAYBE, DATES = st.none() | TEXT, st.none() | st.sampled_from(["2024", "2024-09", "2024-09-01"])
SPAN = {"start": DATES, "end": DATES}
LINK = st.fixed_dictionaries({"kind": TEXT, "url": URL, "label": MAYBE})
PROFILES = st.fixed_dictionaries(
    {
        "name": TEXT,
        "headline": MAYBE,
        "avatar": st.none() | st.just("/files/a.webp"),
        "email": MAYBE,
        "location": MAYBE,
        "bio": st.none() | st.fixed_dictionaries({"markdown": TEXT, "html": TEXT}),
        "links": st.lists(LINK, max_size=2),
        "affiliations": st.lists(st.fixed_dictionaries({"name": TEXT, "url": st.none() | URL}), max_size=2),
        "interests": st.fixed_dictionaries({"current": st.lists(TEXT, max_size=2), "previous": st.just([])}),
    }
)
SECTIONS = {
    "education": {"institution": TEXT, "degree": TEXT, "field": MAYBE, "url": st.none() | URL, **SPAN},
    "experience": {
        "role": TEXT,
        "organisation": TEXT,
        "place": MAYBE,
        "url": st.none() | URL,
        "description": MAYBE,
        **SPAN,
    },
    "awards": {"title": TEXT, "year": st.none() | st.integers(1900, 2100), "issuer": MAYBE},
    "projects": {"title": TEXT, "programme": MAYBE, "level": MAYBE, "role": MAYBE, **SPAN},
    "service": {"role": TEXT, "organisation": MAYBE, **SPAN},
}
RESUMES = st.builds(
    json_resume.Resume,
    PROFILES,
    st.lists(ITEMS, max_size=2),
    st.fixed_dictionaries(
        {name: st.lists(st.fixed_dictionaries(of), max_size=2) for name, of in SECTIONS.items()}
    ),
    st.just("https://example.org"),
    st.just("https://example.org/api/v1/resume.json?lang=en"),
    st.just("2026-01-02T03:04:05Z"),
)


def whole(text):
    return "".join(character for character in text or "" if not "\ud800" <= character <= "\udfff")


def column(rows, key):
    return [row.get(key, "") for row in rows]


@given(RESUMES)
def test_a_resume_holds_what_it_was_made_of(resume):
    read = json.loads(json_resume.write(resume))
    assert read["basics"].get("name", "") == whole(resume.profile["name"])
    for place, (key, ours) in {
        "education": ("studyType", "degree"),
        "awards": ("title", "title"),
        "projects": ("name", "title"),
        "volunteer": ("position", "role"),
    }.items():
        entries = resume.sections["service" if place == "volunteer" else place]
        assert column(read.get(place, []), key) == [whole(entry[ours]) for entry in entries]
    works = read.get("publications", [])
    assert column(works, "name") == [whole(item["title"]) for item in resume.publications]
    assert [work.get("releaseDate", "")[:4] for work in works] == [
        str(item["year"] or "") for item in resume.publications
    ]
    for work, item in zip(works, resume.publications, strict=True):
        for author in item["authors"]:
            assert clean(author["name"]) in work.get("summary", "")


@given(RESUMES)
def test_a_resume_has_the_keys_of_the_schema_and_nothing_empty(resume):
    read = json.loads(json_resume.write(resume))
    assert read.pop("$schema").endswith("/v1.0.0/schema.json")
    assert read["meta"]["version"] == "v1.0.0"
    for name, part in read.items():
        for row in part if isinstance(part, list) else [part]:
            assert row.keys() <= KEYS[name]
            assert all(value for value in row.values())
            for key in ("startDate", "endDate", "releaseDate", "date"):
                assert re.fullmatch(DATE, row.get(key, "2024"))
    for profile in read["basics"].get("profiles", []):
        assert profile["url"].startswith(("http://", "https://"))


def test_what_stands_where():
    bio = {"markdown": "I *measure*.", "html": "<p>"}
    profile = {
        "name": "Ada", "headline": "Reader", "avatar": "/files/a.webp", "email": "a@b.c", "bio": bio,
        "location": "Shore 1", "links": [{"kind": "github", "url": "https://x.y/ada", "label": None}],
        "affiliations": [{"name": "Harbour", "url": None}, {"name": "Sea Lab", "url": None}],
        "interests": {"current": ["Tides"]},
    }  # fmt: skip
    sections = {
        "education": [
            {
                "institution": "Shore U",
                "degree": "PhD",
                "field": "Sea",
                "url": None,
                "start": "2010",
                "end": None,
            }
        ],
        "experience": [
            {
                "role": "Intern",
                "organisation": "Sea Lab",
                "url": "https://sea.lab/",
                "place": "Port",
                "start": "2009-05",
                "end": "2009-08",
                "description": "Buoys.",
            }
        ],
        "awards": [{"title": "Prize", "year": 2020, "issuer": "Guild"}],
        "projects": [
            {
                "title": "Dyke",
                "programme": "Fund",
                "level": "national",
                "role": "Lead",
                "start": "2024-01",
                "end": None,
            }
        ],
        "service": [{"role": "Chair", "organisation": "ISR", "start": "2021", "end": "2022"}],
    }
    resume = json_resume.Resume(profile, [], sections, "https://a.b", "https://a.b/r", "2026-01-02T03:04:05Z")
    read = json.loads(json_resume.write(resume))
    assert read["basics"] == {
        "name": "Ada", "label": "Reader", "image": "https://a.b/files/a.webp", "email": "a@b.c",
        "url": "https://a.b/", "summary": "I *measure*.", "location": {"address": "Shore 1"},
        "profiles": [{"network": "github", "url": "https://x.y/ada"}],
    }  # fmt: skip
    assert read["work"] == [
        {"name": "Harbour"},
        {
            "name": "Sea Lab",
            "position": "Intern",
            "location": "Port",
            "url": "https://sea.lab/",
            "startDate": "2009-05",
            "endDate": "2009-08",
            "summary": "Buoys.",
        },
    ]
    assert read["volunteer"] == [
        {"organization": "ISR", "position": "Chair", "startDate": "2021", "endDate": "2022"}
    ]
    assert read["education"] == [
        {"institution": "Shore U", "area": "Sea", "studyType": "PhD", "startDate": "2010"}
    ]
    assert read["awards"] == [{"title": "Prize", "date": "2020", "awarder": "Guild"}]
    assert read["projects"] == [
        {"name": "Dyke", "entity": "Fund", "type": "national", "roles": ["Lead"], "startDate": "2024-01"}
    ]
    assert read["interests"] == [{"name": "Tides"}]
    assert "publications" not in read
