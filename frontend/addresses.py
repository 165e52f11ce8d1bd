"""The page's address: what is asked, how each part can be taken back, and the same in another language."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import current_app, request

from frontend.words import words_in
from schemas.grammar import FILTERS, query_string, saying
from schemas.vocabulary import LANGUAGES

Arguments = dict[str, list[str]]


def arguments() -> Arguments:
    """Give the query string as it came, without the fields that a form sends along and that say nothing."""
    given = {key: saying(key, values) for key, values in request.args.lists()}
    return {key: values for key, values in given.items() if values}


def asked_language() -> str | None:
    """Give the language that the address itself names, so that links can carry it on."""
    asked = request.args.get("lang")
    return asked if asked in LANGUAGES else None


def language() -> str:
    """Choose the page's language: the address's, else the reader's, else the site's."""
    asked = asked_language()
    if asked:
        return asked
    default: str = current_app.config["DEFAULT_LANGUAGE"]
    for wanted in request.accept_languages.values():
        if wanted[:2].lower() in LANGUAGES:
            return wanted[:2].lower()
    return default


def home(given: Mapping[str, Iterable[str]], **changes: Any) -> str:
    """Write the page's address with some parameters changed; None takes one away."""
    lists = {key: [] if value is None else [str(value)] for key, value in changes.items()}
    return "/" + query_string(given, **lists)


def alternates(path: str, given: Arguments) -> list[dict[str, str]]:
    """List the same page in every language, with its filters kept."""
    return [
        {
            "lang": lang,
            "href": path + query_string(given, lang=[lang]),
            "label": words_in(lang)["language_name"],
        }
        for lang in LANGUAGES
    ]


def in_force(
    given: Arguments, names: Mapping[tuple[str, str], str], words: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """List the filters in force, each with its words and the address without it.

    The names of values are by (parameter, value).
    """
    chosen = []
    for parameter in FILTERS:
        for written in dict.fromkeys(given.get(parameter, [])):
            negated = written.startswith("!") and len(written) > 1
            value = written[1:] if negated else written
            rest = [other for other in given[parameter] if other != written]
            label = _label(parameter, value, names, words)
            chosen.append(
                {
                    "parameter": parameter,
                    "value": value,
                    "negated": negated,
                    "label": words["not"].replace("{value}", label) if negated else label,
                    "href_without": "/" + query_string(given, **{parameter: rest}, page=[]),
                }
            )
    return chosen


def _label(parameter: str, value: str, names: Mapping[tuple[str, str], str], words: Mapping[str, Any]) -> str:
    """Name one filter to people, in the page's language."""
    if parameter == "q":
        label: str = words["search_chip"].replace("{words}", value)
        return label
    if value == "none":
        return str(words.get(f"none_{parameter}", value))
    named = words.get(f"{parameter}_{value}") or words["script"].get(parameter, {}).get(value)
    named = named or names.get((parameter, value))
    return str(named or (value.replace("..", "–") if parameter == "year" else value))
