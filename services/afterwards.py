"""What became of entries after a change: renamed, taken away, brought back, or all loaded anew."""

from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from models.writing import Change, ChangeItem

LOAD = "load"
"""The action that puts a whole profile in the place of the one before, and numbers its entries anew."""

_before, _after = ChangeItem.before["key"].as_string(), ChangeItem.after["key"].as_string()
# An entry of a section has no key in its record: its number never changes.
WAS = case((ChangeItem.before.is_not(None), func.coalesce(_before, ChangeItem.key)))
BECAME = case((ChangeItem.after.is_not(None), func.coalesce(_after, ChangeItem.key)))


class Step(NamedTuple):
    """A later change that gave an entry another name, or none where it took it away."""

    change: int
    position: int
    name: str | None


class Standing(NamedTuple):
    """The last name of an entry, and whether it is there."""

    name: str
    is_there: bool


class Afterwards:
    """What later changes did to the entries that a change knew by some names."""

    def __init__(self, session: Session, change: int) -> None:
        """Look at all that came after a change, by its number."""
        self.session, self.change = session, change

    @cached_property
    def is_loaded_anew(self) -> bool:
        """Tell whether a whole profile came since, so that no name means what it meant."""
        later = select(Change.id).where(Change.id > self.change, Change.action == LOAD)
        return self.session.scalar(later.limit(1)) is not None

    def standing(self, collection: str, name: str) -> Standing:
        """Follow an entry from the name that it had right after the change."""
        left, came_back = self._steps
        seen = (self.change, 0)
        while step := next((step for step in left[collection, name] if step[:2] > seen), None):
            if step.name is not None:
                seen, name = step[:2], step.name
            # Only the undo of what took it away brings it back: what else has its name is another entry.
            elif back := came_back.get((collection, name, step.change)):
                seen = back
            else:
                return Standing(name, False)
        return Standing(name, True)

    def came_back(self, collection: str, name: str) -> bool:
        """Tell whether an entry that the change took away was brought back since."""
        return (collection, name, self.change) in self._steps[1]

    @cached_property
    def _steps(self) -> tuple[dict[tuple[str, str], list[Step]], dict[tuple[str, str, int], tuple[int, int]]]:
        """Read which entries left which name, in order, and which came back by the undo of which change."""
        left: dict[tuple[str, str], list[Step]] = defaultdict(list)
        came_back: dict[tuple[str, str, int], tuple[int, int]] = {}
        for change, position, reverts, collection, was, became in self.session.execute(
            select(Change.id, ChangeItem.position, Change.reverts, ChangeItem.collection, WAS, BECAME)
            .join(ChangeItem, ChangeItem.change_id == Change.id)
            .where(Change.id > self.change, WAS.is_distinct_from(BECAME))
            .order_by(Change.id, ChangeItem.position)
        ):
            if was is not None:
                left[collection, was].append(Step(change, position, became))
            elif reverts is not None:
                came_back[collection, became, reverts] = change, position
        return left, came_back
