"""What is offered where the filters leave nothing: to drop one of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from frontend.addresses import Arguments
from frontend.frame import site
from models import db
from models.listing import count
from schemas import grammar
from services.asking import selection

MOST = 8
"""Filters beyond which each is not tried by itself: only dropping all is offered."""


def offers(
    chosen: Sequence[Mapping[str, Any]], given: Arguments, words: Mapping[str, Any], home: str
) -> list[dict[str, str]]:
    """Offer to drop each filter that alone leaves nothing, the most helpful first; where none does, all."""
    few = chosen if len(chosen) <= MOST else ()
    gains = [(filter, gain(filter, given)) for filter in few]
    best = sorted((pair for pair in gains if pair[1]), key=lambda pair: -pair[1])
    if not best:
        return [{"href": home, "label": words["drop_all"]}]
    return [
        {"href": filter["href_without"], "label": label(filter, number, words)} for filter, number in best
    ]


def gain(filter: Mapping[str, Any], given: Arguments) -> int:
    """Count the publications that there would be without one filter."""
    written = f"!{filter['value']}" if filter["negated"] else filter["value"]
    rest = [value for value in given[filter["parameter"]] if value != written]
    values = grammar.load({**given, filter["parameter"]: rest})
    return count(selection(db.session(), site(), values))


def label(filter: Mapping[str, Any], number: int, words: Mapping[str, Any]) -> str:
    """Say which filter is dropped and how many publications that gives."""
    one_or_more = words.get(f"publications_{number}", words["publications_other"])
    publications = one_or_more.replace("{count}", str(number))
    dropped = words["drop"].replace("{filter}", filter["label"])
    return str(words["drop_gives"].replace("{filter}", dropped).replace("{publications}", publications))
