"""The editor's forms: they ask for what writing takes, in every language, and no visitor is sent them."""

import re

import pytest
from marshmallow import fields

from frontend import editor
from schemas.bodies import BODIES, texts_of
from schemas.vocabulary import IMPORT_FORMATS, LANGUAGES, RESULTS, SIMILAR
from services.inbox import DECISIONS
from tests.conftest import ROOT
from tests.frontend.reading import parse

# Written by moving an entry; never changed.
NOT_ASKED = {"position", "slug", "person"}
STATIC = ROOT / "frontend" / "static" / "editor"
SCRIPTS = "\n".join(path.read_text(encoding="utf-8") for path in sorted(STATIC.glob("*.js")))


def known(collection):
    """Name the keys that writing takes."""
    schema = BODIES[collection]()
    return {name: field for name, field in schema.load_fields.items() if name not in schema.derived}


@pytest.mark.parametrize("collection", BODIES)
def test_a_form_asks_for_every_key_that_writing_takes_and_no_other(collection):
    asked = {field.name.partition(".")[0] for field in editor.FIELDS[collection]}
    assert asked == known(collection).keys() - NOT_ASKED


@pytest.mark.parametrize("collection", BODIES)
def test_a_field_is_required_where_writing_requires_it(collection):
    required = {field.name for field in editor.FIELDS[collection] if field.required}
    assert required == {name for name, field in known(collection).items() if field.required}


@pytest.mark.parametrize("collection", BODIES)
def test_a_text_is_asked_for_in_every_language_and_a_plain_one_once(collection):
    spoken = {field.name for field in editor.FIELDS[collection] if field.kind in ("text", "prose")}
    assert spoken == texts_of(collection)


@pytest.mark.parametrize("collection", BODIES)
def test_a_choice_offers_only_what_writing_takes(collection):
    for field in editor.FIELDS[collection]:
        rule = known(collection)[field.name].validate if field.choices else None
        if isinstance(known(collection).get(field.name), fields.String) and hasattr(rule, "choices"):
            assert set(field.choices) <= set(rule.choices)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_the_words_of_the_first(lang):
    def shape(words):
        return {key: shape(value) if isinstance(value, dict) else None for key, value in words.items()}

    assert shape(editor.words_in(lang)) == shape(editor.words_in(LANGUAGES[0]))


def test_every_field_has_a_label_and_no_label_is_left_over():
    names = {field.name for asked in editor.FIELDS.values() for field in asked}
    words = editor.words_in("en")
    assert words["labels"].keys() == names | {"position"}
    assert words["hints"].keys() <= names


def test_every_format_way_and_decision_has_words():
    own = editor.words_in("en")
    assert own["formats"].keys() == set(IMPORT_FORMATS)
    assert own["ways"].keys() == set(SIMILAR)
    assert own["script"]["results"].keys() == set(RESULTS)
    assert own["script"]["decided"].keys() == DECISIONS.keys()


def test_a_format_and_what_is_done_with_the_similar_can_be_chosen_as_the_api_takes_it(reader):
    page = reader.get("/editor").text
    for name, taken in (("import-format", {"", *IMPORT_FORMATS}), ("import-similar", set(SIMILAR))):
        (select,) = re.findall(rf'<select id="{name}">(.*?)</select>', page)
        assert set(re.findall(r'<option value="(.*?)">', select)) == taken


def test_every_word_of_the_scripts_is_used():
    # A told word is named where it is left for the next page.
    used = set(re.findall(r"\bwords\.(?!js\b)(\w+)", SCRIPTS))
    used |= set(re.findall(r'"(\w+)"', " ".join(re.findall(r"\btold: ([^,}]*)", SCRIPTS))))
    script_words = editor.parts("en")["script_words"].keys()
    assert used == script_words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_editor_speaks_the_language_that_is_asked_for(reader, lang):
    page = parse(reader.get(f"/editor?lang={lang}"))
    assert page.css_first("html").attributes["lang"] == lang
    assert page.css_first("title").text() == editor.words_in(lang)["title"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_that_is_pressed_has_words_for_it(reader, lang):
    # The name of a word may be that of a method of a dictionary, which a template would print instead.
    page = reader.get(f"/editor?lang={lang}").text
    pressed = [words.strip() for _, words in re.findall(r"<(button|summary|option)\b[^>]*>(.*?)</\1>", page)]
    assert len(pressed) >= 50
    assert [text for text in pressed if not text or "&lt;" in text] == []


@pytest.mark.parametrize("path", ["/", "/publications/zhao2025edas"])
def test_the_page_of_a_visitor_has_of_the_editor_only_a_button(reader, path):
    page = reader.get(path).text
    assert re.findall(r"<button id=\"edit\"[^>]*>", page) == ['<button id="edit" hidden type="button">']
    assert "editor" not in page
    styles = reader.get("/static/0/site.css").text
    assert ".editor" not in styles
