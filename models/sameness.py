"""Names that may be one person's, told by their letters alone."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from models.folding import fold


def name_parts(name: str) -> list[str]:
    """Split a name into its folded parts: `Zhao, H.` is `zhao` and `h`; a hyphen joins."""
    plain = re.sub(r"(?<=\w)[-‐‑'’](?=\w)", "", fold(name))
    return [part for part in re.split(r"[\W_]+", plain) if part]


def name_forms(name: str) -> set[str]:
    """Give what a name is compared by: its letters in order, and its parts in any order."""
    parts = name_parts(name)
    plain = "".join(parts)
    is_long = len(plain) > 3 or not plain.isascii()
    return {plain, " ".join(sorted(parts))} if len(plain) > 1 and is_long else set()


def shortened(names: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """Find pairs of a name with initials and a full one that it may be short for: `H. Zhao`, `Han Zhao`.

    The surname stands first or last. An initial that fits several full names is paired with each.
    """
    parts = {number: name_parts(name) for number, name in names.items()}
    full: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, each in parts.items():
        if len(each) > 1 and len(each[0]) > 1 and len(each[-1]) > 1:
            full[each[-1], each[0][0]].append(number)
            full[each[0], each[-1][0]].append(number)
    for number, each in parts.items():
        long = [part for part in each if len(part) > 1]
        initials = [part for part in each if len(part) == 1]
        if len(long) == 1 and initials:
            yield from ((number, other) for other in full[long[0], initials[0]] if other != number)


def without_middle(names: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """Find pairs of names of which one has initials in the middle that the other lacks."""
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, name in names.items():
        parts = name_parts(name)
        long = tuple(part for part in parts if len(part) > 1)
        if len(long) == 2 and parts[0] == long[0] and parts[-1] == long[1]:
            groups[long].append(number)
    for members in groups.values():
        plain = [number for number in members if len(name_parts(names[number])) == 2]
        yield from ((number, plain[0]) for number in members if plain and number not in plain)


def share_a_name(some: Collection[str], others: Collection[str]) -> bool:
    """Tell whether two lists of names may have a person in common; a list without names may.

    No names are paired, for two lists of thousands would give millions of pairs.
    """
    if not some or not others:
        return True
    mine, theirs = _forms(some), _forms(others)
    return not (
        mine.whole.isdisjoint(theirs.whole)
        and mine.short.isdisjoint(theirs.short | theirs.full)
        and mine.full.isdisjoint(theirs.short)
    )


class _Forms(NamedTuple):
    """What names are known by: whole, and a surname with an initial, of short names and of full ones."""

    whole: set[str]
    short: set[tuple[str, str]]
    full: set[tuple[str, str]]


def _forms(names: Collection[str]) -> _Forms:
    forms = _Forms(set(), set(), set())
    for name in names:
        parts = name_parts(name)
        long = [part for part in parts if len(part) > 1]
        forms.whole.update(name_forms(name))
        if len(long) > 1:
            forms.whole.add(" ".join(sorted(long)))
            forms.full.update(((long[-1], long[0][0]), (long[0], long[-1][0])))
        elif long:
            forms.short.update((long[0], part) for part in parts if len(part) == 1)
    return forms
