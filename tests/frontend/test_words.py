"""The words of the interface: each language has all of them, and each of them is used."""

import re

import pytest

from frontend.words import words_in
from models.sections import SECTIONS
from schemas.profile_file import StudentIn
from schemas.vocabulary import CSL_TYPES, EXPERIENCES, FACETS, GROUPS, LANGUAGES, ROLES, SORTS, STATUSES
from tests.conftest import ROOT

FRONTEND = ROOT / "frontend"
SOURCES = "\n".join(
    path.read_text(encoding="utf-8")
    for folder, kind in ((".", "*.py"), ("templates", "*.html"), ("static/js", "*.js"))
    for path in sorted((FRONTEND / folder).glob(kind))
)
# Names that are put together from the words of the data.
MADE_UP = {
    *SECTIONS,
    *(f"none_{facet}" for facet in FACETS),
    *(f"status_{status}" for status in STATUSES),
    "rank_by_owner",
    "rank_by_catalogue",
    "selected_true",
    "selected_false",
    "interests_current",
    "interests_previous",
    "publications_0",
    "publications_1",
    "publications_other",
    *(f"{told}_text" for told in ("not_found", "refused", "busy", "broken")),
    *("current", "graduated"),
}
# Words that the data chooses among; what is not listed here the owner may name freely.
CHOICES = {
    "degrees": set(StudentIn().fields["degree"].validate.choices),
    "kinds": set(EXPERIENCES),
    "role": set(ROLES),
    "type": set(CSL_TYPES),
    "sorts": {sign + key for sign in ("", "-") for key in SORTS},
    "groups": {*GROUPS, "none"},
    "theme": {"system", "light", "dark"},
    "faults": {"unreadable", "unknown", "parameter", "too_long", "too_many"},
}
FREE = {"notices", "levels", "links", "places", "counted_by"}


def is_used(name):
    return name in MADE_UP or re.search(rf"(\.|['\"]){re.escape(name)}\b", SOURCES) is not None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_is_used(lang):
    words = words_in(lang)
    assert [name for name in words if not is_used(name)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_choice_of_words_is_one_that_the_data_can_make(lang):
    words = words_in(lang)
    nested = {name: value for name, value in {**words["script"], **words}.items() if isinstance(value, dict)}
    nested["type"] = words["script"]["type"]
    assert nested.keys() - FREE - {"script"} == CHOICES.keys()
    astray = {name: set(nested[name]) - possible for name, possible in CHOICES.items()}
    assert {name: left for name, left in astray.items() if left} == {}


def test_a_word_that_nothing_uses_would_be_noticed():
    assert not is_used("year_chart")
