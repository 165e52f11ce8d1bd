"""One record that is brought in: added as a new entry, or filled into the entry that it is already."""

from typing import Any, NamedTuple

from models.known import venues_named
from services.editing import Edit
from services.filling import Filling, filling, free_keys
from services.matching import Match, Matcher, is_version
from services.records import Record, record_of


class Put(NamedTuple):
    """What became of a record, the key of its entry, and what is to be said of it."""

    result: str
    key: str | None
    detail: str | None


class Bringing:
    """Puts records into one change."""

    def __init__(self, edit: Edit) -> None:
        self.edit = edit
        self.matcher = Matcher(edit.session)

    def add(self, collection: str, body: Record, found: Match, loaded: Record | None = None) -> Put:
        """Add a record as a new entry; a key that another work has here is not taken over.

        `loaded` is what the record loads as, where it was checked before.
        """
        told = found.doubt
        if collection == "publications" and self.matcher.is_taken(key := body.get("key")):
            told = f"The key {key!r} is another work's here, so this one was given a new key."
            body, loaded = {name: value for name, value in body.items() if name != "key"}, None
        entry = self.edit.create(collection, body, loaded=loaded)
        self.matcher.add(collection, entry)
        return Put("created", self.edit.key_of(collection, entry), told)

    def fill(self, collection: str, body: Record, found: Match) -> Put:
        """Fill the entry that a record is of, and tell what was left as it stands."""
        filled = self.filling(collection, body, found)
        patch = filled.patch
        result = self.edit.patch(collection, found.entry, patch) if patch else "unchanged"
        kept = f"Left as it stands here: {', '.join(filled.kept)}." if filled.kept else None
        return Put(result, self.edit.key_of(collection, found.entry), kept)

    def filling(self, collection: str, body: Record, found: Match) -> Filling:
        """Compare a record with the entry that it is of."""
        loaded, entry = self.edit.check(collection, body), found.entry
        said = {name: loaded[name] for name in body if name in loaded}
        free = free_keys(self.edit.session, collection, self.edit.key_of(collection, entry))
        if found.doubt:
            # Of two titles that differ in a few letters, the one by which it is known here stays.
            free.discard("title")
        if collection == "publications":
            # The key by which it is known here stays, whatever another place calls it.
            said = {name: self._as_here(name, value) for name, value in said.items() if name != "key"}
        filled = filling(record_of(collection, entry), said, free)
        if found.doubt and entry.status == "preprint" and is_version(entry, loaded):
            # Now that it is published, what was chosen for a preprint is chosen anew.
            filled.patch.update(status=said.get("status"), type=said.get("type"))
            filled.patch.update({"year": said["year"]} if said.get("year") else {})
        return filled

    def _as_here(self, name: str, value: Any) -> Any:
        """Write a venue that is known by its slug, as records do."""
        if name != "venue" or value is None:
            return value
        for word in (value["slug"], value["acronym"], value["name"]):
            found = venues_named(self.edit.session, word) if word else {}
            if len(found) == 1:
                return next(iter(found.values()))
        return value
