"""Search finds what people type, in any script, and no input makes it fail."""

from urllib.parse import quote_from_bytes, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.api.conftest import LIST
from tests.builders import Builder

TITLES = {
    "cpp": "Fast C++ Templates",
    "hyphen": "The foo-bar Problem",
    "percent": "100% Utilisation",
    "under": "snake_case Names",
    "slash": r"A \LaTeX Story",
    "quotes": "Say \"yes\" to 'no'",
    "chinese": "面向大语言模型的调度系统（LLM）",
    "accents": "Café Étude für Łukasz",
    "wide": "ＧＰＵ　Ｓｈａｒｉｎｇ",
    "emoji": "Rockets 🚀 Fly",
    "turkish": "İstanbul Işık",
    "greek": "ΣΟΦΟΣ",
    "like": "A[bc]*d?",
}


@pytest.fixture(scope="module")
def client(shelf):
    """A program that talks to a list of such titles."""
    with shelf.app_context():
        build = Builder()
        for key, title in TITLES.items():
            build.publication(key=key, title=title)
        venue = build.venue("ICDCS", name="Distributed Computing Systems")
        facts = {
            "authors": ["José Müller", "李娜"],
            "topics": ["Edge AI"],
            "abstract": "We measure ﬁne things.",
        }
        build.publication(key="parts", title="Plain", venue=venue, **facts)
    return shelf.test_client()


def found(client, **query):
    answer = client.get(f"{LIST}?{urlencode(query)}")
    assert answer.status_code == 200, answer.text
    return {item["key"] for item in answer.json["items"]}


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("C++", "cpp"),
        ("c++", "cpp"),
        ("foo-bar", "hyphen"),
        ("FOO-", "hyphen"),
        ("%", "percent"),
        ("100%", "percent"),
        ("_", "under"),
        ("snake_", "under"),
        ("\\", "slash"),
        ("\\latex", "slash"),
        ('"yes"', "quotes"),
        ("'no'", "quotes"),
        ("调度", "chinese"),
        ("大语言 LLM", "chinese"),
        ("（llm）", "chinese"),
        ("cafe etude", "accents"),
        ("CAFÉ", "accents"),
        ("lukasz", "accents"),
        ("fur", "accents"),
        ("gpu", "wide"),
        ("ＧＰＵ", "wide"),
        ("sharing gpu", "wide"),
        ("🚀", "emoji"),
        ("istanbul", "turkish"),
        ("isik", "turkish"),
        ("σοφος", "greek"),
        ("σοφοσ", "greek"),
        ("a[bc]*d?", "like"),
        ("[a-z]", ""),
        ("*", "like"),
        ("?", "like"),
        ("jose muller", "parts"),
        ("李娜", "parts"),
        ("edge ai", "parts"),
        ("icdcs", "parts"),
        ("distributed systems", "parts"),
        ("fine", "parts"),
        ("edge\tplain\nicdcs", "parts"),
        ("fast plain", ""),
        ("nothing-like-this", ""),
        ("fast templates c++ c++", "cpp"),
    ],
)
def test_search_finds_every_word_wherever_it_stands(client, words, keys):
    assert found(client, q=words) == set(keys.split())


@pytest.mark.parametrize("words", [" ", "\t", "\0", "\u0301", "\u3000", "\x1f \x7f"])
def test_a_search_without_a_word_is_no_filter(client, words):
    assert found(client, q=words) == found(client)
    assert found(client, q=f"!{words}") == found(client)


def test_what_follows_an_exclamation_mark_is_not_found(client):
    assert found(client, q="!cafe") == found(client) - {"accents"}


@pytest.mark.parametrize(
    "raw",
    [
        b"\xed\xa0\x80",
        b"\xed\xbf\xbf\xed\xa0\xbd",
        b"\xff\xfe",
        b"\xc0\x80",
        b"\xf4\x90\x80\x80",
        b"\xe8\xb0",
    ],
)
def test_bytes_that_are_no_text_find_nothing_and_break_nothing(client, raw):
    answer = client.get(f"{LIST}?q={quote_from_bytes(raw)}")
    assert (answer.status_code, answer.json["items"]) == (200, [])


def test_text_split_by_a_control_character_is_two_words(client):
    assert found(client, q="fast\0templates") == {"cpp"}


@given(st.text(max_size=100))
def test_no_text_makes_a_search_fail(client, text):
    answer = client.get(f"{LIST}?{urlencode({'q': text}, errors='replace')}")
    assert answer.status_code == 200


@given(
    st.binary(max_size=60),
    st.sampled_from(["year", "venue", "rank", "author", "topic", "sort", "page", "lang", "fields"]),
)
def test_no_bytes_make_any_parameter_fail(client, raw, parameter):
    answer = client.get(f"{LIST}?{parameter}={quote_from_bytes(raw)}")
    assert answer.status_code in (200, 400)


@given(st.sampled_from(sorted(TITLES)), st.data())
def test_every_part_of_a_title_finds_it(client, key, data):
    title = TITLES[key]
    start = data.draw(st.integers(0, len(title) - 1))
    part = title[start : data.draw(st.integers(start + 1, len(title)))]
    assert part.startswith("!") or key in found(client, q=part)


def test_a_search_of_many_words_is_answered(client, shelf):
    shelf.config["MAX_SEARCH_CHARACTERS"] = 1000
    words = " ".join(chr(0x4E00 + number) for number in range(100))
    assert found(client, q=words) == set()
    assert found(client, q=f"!{words}") == found(client)
    years = "&".join(f"year={year}&year=!{year - 900}" for year in range(2000, 2025))
    assert client.get(f"{LIST}?{urlencode({'q': words + ' x'})}").status_code == 400
    answer = client.get(f"{LIST}?{urlencode({'q': words})}&{years}&facets=year,venue,rank,author,role,topic")
    assert answer.status_code == 200
