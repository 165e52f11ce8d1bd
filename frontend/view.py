"""The list as the page shows it: the API's answer, grouped, with chart, facets and filters in force."""

from typing import Any, NamedTuple

from frontend import addresses
from frontend.chart import bars
from frontend.controls import controls
from frontend.entries import entry
from frontend.facets import completed
from frontend.frame import site
from frontend.offers import offers
from models import counting, db
from models.filters import spelled
from models.ranking import TODAY, ranking
from schemas import grammar
from services.asking import selection
from services.listing import envelope, unfiltered_facets

PAINTED = 1000
"""Publications painted by the server on one page; the script fetches the others while the browser is idle."""

FACETS = ["year", "venue", "rank", "status", "author"]


class Shown(NamedTuple):
    """What an address asks for: the API's answer, its facets without filters, and what groups the list."""

    answer: dict[str, Any]
    every: dict[str, Any]
    grouped_by: str


def ask(given: addresses.Arguments) -> Shown:
    """Answer the address as the API would, with the page's facets."""
    values = grammar.load(given)
    grouped_by = given.get("group_by", ["year"])[-1].partition(",")[0].strip() or "year"
    facets = [*FACETS, *(name for name in ("topic",) if name in given)]
    values |= {"facets": facets, "group_by": [], "fields": None, "lang": None}
    if "per_page" not in given:
        values["per_page"] = PAINTED
    answer = envelope(db.session(), site(), values, given)
    return Shown(answer, unfiltered_facets(db.session(), site(), values), grouped_by)


def exact(given: addresses.Arguments) -> addresses.Arguments:
    """Spell an address that has been answered as the script does: `venue=TACO` becomes `venue=taco`."""
    session, terms = db.session(), grammar.terms(grammar.load(given))
    spelled_out = dict(given)
    for parameter in ("venue", "rank"):
        if parameter in terms:
            names = spelled(session, parameter, {value for _, value in terms[parameter] if value is not None})
            spelled_out[parameter] = [
                "!" * negated + spelling
                for negated, value in terms[parameter]
                for spelling in ([counting.NONE] if value is None else names[value])
            ]
    return spelled_out


def listed(
    shown: Shown, given: addresses.Arguments, lang: str, words: Any, owner: str, home: str
) -> dict[str, Any]:
    """Prepare the list for the template; owner is a slug, home the address without filters."""
    answer, every = shown.answer, shown.every
    names = {(name, value["value"]): value["label"] for name in every for value in every[name]}
    every["author"] = [value for value in every["author"] if value["value"] != owner]
    for name in FACETS:
        selected = {value["value"] for value in every[name] if value["selected"]}
        answer["facets"][name] = completed(answer["facets"][name], every[name], selected)
    chosen = addresses.in_force(given, names, words)
    return {
        "listing": answer,
        "scheme": site().scheme,
        "editions": ranking(db.session(), site().scheme, given.get("rank_at", [TODAY])[-1]).editions,
        "groups": groups(answer["items"], shown.grouped_by, lang, words),
        "bars": bars(chart_counts(given), [year_of(value["value"]) for value in every["year"]]),
        "query": chosen,
        "controls": controls(given, answer["facets"]),
        "offers": [] if answer["total"] else offers(chosen, given, words, home),
        "state": {**{key: values[-1] for key, values in given.items()}, "group_by": shown.grouped_by},
        "href": lambda **changes: addresses.home(given, **changes),
    }


def groups(items: list[dict[str, Any]], grouped_by: str, lang: str, words: Any) -> list[dict[str, Any]]:
    """Group items as entries, in the order in which the groups are met."""
    met: dict[str, dict[str, Any]] = {}
    for item in items:
        value, label = group_of(item, grouped_by, words)
        group = met.setdefault(value, {"value": value, "label": label, "entries": []})
        group["entries"].append(entry(item, lang, words, addresses.asked_language()))
    return list(met.values())


def year_of(value: str) -> int | None:
    """Read a value of the year facet."""
    return None if value == counting.NONE else int(value)


def truth(value: bool) -> str:
    """Write true or false as an address does."""
    return str(value).lower()


GROUPS: dict[str, Any] = {
    "year": lambda item, words: item["year"] and (str(item["year"]), str(item["year"])),
    "venue": lambda item, words: (
        item["venue"] and (item["venue"]["slug"], item["venue"]["acronym"] or item["venue"]["name"])
    ),
    "rank": lambda item, words: item["rank"] and (item["rank"]["label"], item["rank"]["label"]),
    "status": lambda item, words: (item["status"], words[f"status_{item['status']}"]),
    "type": lambda item, words: (item["type"], words["script"]["type"].get(item["type"], item["type"])),
    "selected": lambda item, words: (truth(item["selected"]), words[f"selected_{truth(item['selected'])}"]),
    "none": lambda item, words: ("all", ""),
}


def group_of(item: dict[str, Any], grouped_by: str, words: Any) -> tuple[str, str]:
    """Name the group of an item: its value and its label."""
    group: tuple[str, str] = GROUPS[grouped_by](item, words) or ("none", "")
    return group


def chart_counts(given: addresses.Arguments) -> list[dict[str, Any]]:
    """Count by year and rank under all filters but the year's, in the shape the chart takes."""
    others = {key: values for key, values in given.items() if key != "year"}
    chosen = selection(db.session(), site(), grammar.load(others))
    return [
        {
            "year": year_of(bucket.value),
            "total": bucket.count,
            "ranks": {inner.value: inner.count for inner in bucket.groups or ()},
        }
        for bucket in counting.groups(chosen, ["year", "rank"])
    ]
