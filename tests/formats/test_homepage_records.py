"""What is read of homepages fits what a profile takes: every key, every limit."""

import pytest

from formats.homepage import read
from schemas import profile_file as entries
from schemas.profile_parts import ProfileIn
from tests.formats import scoring

PAGES = [name for group in ("", *scoring.GROUPS) for name in scoring.names_of(group)]
SCHEMAS = {
    "publications": (entries.PublicationIn, {"key": "a", "type": "article"}),
    "education": (entries.EducationIn, {}),
    "experience": (entries.ExperienceIn, {}),
    "awards": (entries.AwardIn, {}),
    "projects": (entries.ProjectIn, {}),
    "courses": (entries.CourseIn, {}),
    "students": (entries.StudentIn, {}),
    "service": (entries.ServiceIn, {}),
    "talks": (entries.TalkIn, {}),
    "news": (entries.NewsIn, {}),
    "profile": (ProfileIn, {"name": "A", "slug": "a"}),
}
"""By collection, and the keys that are made up where a page does not have them."""
LONG = "Word " * 1000
HOSTILE = f"""# About
{LONG}
# Publications
- [{LONG}](https://example.org/{LONG.replace(" ", "a")}), Ann Lee, *FAST 2020*
- [A Star](javascript:alert(1)), {LONG}, Ann Lee. *{LONG} 2020*. [code](ftp://x) [pdf](//x)
- [A Moon](http://a b), Ann {"Lee" * 30}, Bo Ek. *FAST 9999*. doi:10.1/x CCF-A CCF-B
- <a href="javascript:alert(1)">A Study of Suns</a>, Bo Ek, Cy Ro. *FAST 2020*. [code](ftp://x) doi:10.12345/
# Awards
- 0000.99 {LONG}
# Talks
- *2023.13.45*, A Talk [video](javascript:alert(1))
# Students
- 9999级博士 王明
# News
- *2024.02.31*: {LONG}
"""


def load(found):
    for record in found.records:
        schema, made_up = SCHEMAS[record.collection]
        # Who wrote a paper may not be told.
        schema(partial=["authors"]).load({**made_up, **record.fields})


@pytest.mark.parametrize("name", PAGES)
def test_the_records_of_a_page_can_be_loaded(name):
    load(scoring.found(name))


def test_the_records_of_a_hostile_page_can_be_loaded():
    found = read({"about.md": HOSTILE})
    assert {record.collection for record in found.records} >= {"publications", "news", "talks"}
    load(found)
