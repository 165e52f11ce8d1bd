"""The rule for people who may stand under two names."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from models.sameness import name_forms, shortened, without_middle
from services.check_facts import MOST_NAMED, Facts, Finding

MOST_FITTING = 20
"""Full names beyond which an initial says nothing."""


def people(facts: Facts) -> Iterator[Finding]:
    """Find people who seem to stand under two names: never authors of one work, and the names fit."""
    by_id = {person.id: person for person in facts.people}
    names = {person.id: person.name for person in facts.people}
    forms: dict[str, list[int]] = defaultdict(list)
    for person in facts.people:
        for form in {form for name in (person.name, *person.variants) for form in name_forms(name)}:
            forms[form].append(person.id)
    equal = {(members[0], other) for members in forms.values() for other in members[1:]}
    may_fit: dict[int, set[int]] = defaultdict(set)
    for short, long in (*shortened(names), *without_middle(names)):
        may_fit[short].add(long)
    few = {short: longs for short, longs in may_fit.items() if len(longs) <= MOST_FITTING}
    fitting = {
        short: {long for long in few[short] if _share_a_co_author(facts, short, long)} for short in few
    }
    likely = {(short, next(iter(longs))) for short, longs in fitting.items() if len(longs) == 1}
    told = set()
    for one, other in sorted(equal | likely):
        pair = frozenset((one, other))
        apart = facts.works_of.get(one, set()).isdisjoint(facts.works_of.get(other, set()))
        if apart and pair not in told:
            told.add(pair)
            yield _one_person(
                facts, *sorted((by_id[one], by_id[other]), key=lambda each: _weight(facts, each))
            )


def _weight(facts: Facts, person: Any) -> tuple[int, int, int]:
    """Order people by how sure their name is: the most works, then the longer name."""
    return -len(facts.works_of.get(person.id, ())), -len(person.name), person.id


def _share_a_co_author(facts: Facts, one: int, other: int) -> bool:
    def beside(person: int) -> set[int]:
        return {each for work in facts.works_of.get(person, ()) for each in facts.authors_of[work]} - {person}

    return not beside(one).isdisjoint(beside(other))


def _one_person(facts: Facts, kept: Any, other: Any) -> Finding:
    keys = [work.key for work in facts.works if work.id in facts.works_of.get(other.id, ())]
    where = f" in {', '.join(keys[:MOST_NAMED])}" if keys else ""
    return Finding(
        "person",
        "people",
        other.slug,
        f"{other.name} and {kept.name} ({kept.slug}) may be one person.",
        f'If so, write the author with the slug of the other{where}: {{"name": …, "slug": "{kept.slug}"}}.',
        (kept.slug, *keys[:MOST_NAMED]),
    )
