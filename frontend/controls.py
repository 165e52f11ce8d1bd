"""What the form shows of an address, and what must go along hidden to be kept without a script."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from frontend.addresses import Arguments
from schemas.grammar import FILTERS

TOGGLED = ("rank", "venue", "status")
CARRIED = (*FILTERS, "rank_at", "per_page", "lang")


class Controls(NamedTuple):
    """The search and the co-author that have a field, and (name, value) of all that has none."""

    search: str
    author: str
    carried: list[tuple[str, str]]


def controls(given: Arguments, facets: Mapping[str, Sequence[Mapping[str, Any]]]) -> Controls:
    """Share an address out between the controls of the form; facets are those that stand in it."""
    searches = given.get("q", [])
    search = next((text for text in searches if not text.startswith("!")), next(iter(searches), ""))
    author = next((value["value"] for value in facets["author"] if value["selected"]), "")
    shown = {("q", search), ("author", author)}
    shown |= {(name, value["value"]) for name in TOGGLED for value in facets[name] if value["selected"]}
    pairs = [(name, value) for name in CARRIED for value in dict.fromkeys(given.get(name, []))]
    return Controls(search, author, [pair for pair in pairs if pair not in shown])


def released(given: Arguments) -> Arguments | None:
    """Answer a pressed bar, which names the year to go without; None when none was pressed."""
    if "without_year" not in given:
        return None
    kept = {name: values for name, values in given.items() if name != "without_year"}
    return {**kept, "year": [year for year in given.get("year", []) if year not in given["without_year"]]}
