"""What is asked of the list, looked up in the database; or all that is wrong with it, at once."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from models.filters import Selection, UnknownValues
from models.ranking import TODAY
from schemas import faults, grammar

MOST_WORDS = 100
"""Each is one condition, and SQLite takes a thousand of them in one statement."""

MOST_VALUES = 60
"""Values of all filters together: beyond what one chooses by hand, short of what costs."""


class Site(NamedTuple):
    """What answers depend on beside the data: public address, what leads, longest search."""

    url: str
    scheme: str
    longest_search: int
    source: str = ""

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> "Site":
        """Pick it out of the settings."""
        names = ("SITE_URL", "RANK_SCHEME", "MAX_SEARCH_CHARACTERS", "CITATION_SOURCE")
        return cls(*(settings[name] for name in names))


class Refused(ValueError):
    """A query that cannot be answered, with every fault found."""

    def __init__(self, found: list[faults.Fault]) -> None:
        super().__init__(found)
        self.faults = found


def selection(session: Session, site: Site, values: Mapping[str, Any]) -> Selection:
    """Look up what loaded values name; raise Refused with all that is not there or too long."""
    terms = grammar.terms(values)
    found = []
    searches = [text for _, text in terms.get("q", ())]
    if sum(map(len, searches)) > site.longest_search or len(" ".join(searches).split()) > MOST_WORDS:
        found.append(faults.too_long("q", site.longest_search, MOST_WORDS))
        del terms["q"]
    if sum(map(len, terms.values())) > MOST_VALUES:
        largest = max(terms, key=lambda parameter: len(terms[parameter]))
        raise Refused([*found, faults.too_many(largest, MOST_VALUES)])
    try:
        rank_at = values.get("rank_at", TODAY)
        visibilities = grammar.visibilities(values)
        chosen = Selection(session, terms, site.scheme, visibilities, rank_at, site.source)
    except UnknownValues as unknown:
        found += faults.unknown_values(unknown.faults)
    if found:
        raise Refused(found)
    return chosen


def faults_of(
    session: Session, site: Site, messages: Mapping[str, Any], readable: Any, known: Iterable[str]
) -> list[faults.Fault]:
    """List the faults that a schema found in a query, and those of the part that it could read."""
    found = faults.of_query(messages, known)
    try:
        selection(session, site, readable or {})
    except Refused as refused:
        found += refused.faults
    return found
