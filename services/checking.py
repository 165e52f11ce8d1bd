"""Checking a profile: what looks wrong in it, one row a rule, each finding with what to do."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy.orm import Session

from services import check_forms, check_people, check_works
from services.check_facts import Facts, Finding, gather

Rule = Callable[[Facts], Iterator[Finding]]
RULES: dict[str, Rule] = {
    "rank": check_works.ranks,
    "venue": check_works.venues,
    "duplicate": check_works.duplicates,
    "preprint": check_works.preprints,
    "person": check_people.people,
    "year": check_forms.years,
    "link": check_works.missing_links,
    "address": check_forms.addresses,
}
"""Every rule by the kind of what it finds, what matters most first; `duplicate` finds preprints as well."""


def check(session: Session, kinds: Iterable[str] = ()) -> list[Finding]:
    """Check the whole profile, hidden works too, or only for some kinds; what matters most comes first."""
    facts, wanted = gather(session), set(kinds) or RULES.keys()
    found = dict.fromkeys(finding for rule in RULES.values() for finding in rule(facts))
    places = {kind: place for place, kind in enumerate(RULES)}
    return sorted((each for each in found if each.kind in wanted), key=lambda each: places[each.kind])


def as_object(finding: Finding) -> dict[str, Any]:
    """Write a finding as the API and the command tell it."""
    return {**finding._asdict(), "related": list(finding.related)}
