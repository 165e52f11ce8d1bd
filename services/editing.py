"""One change of the owner's: entries made, changed and taken away, each with its record before and after."""

from collections.abc import Callable, Mapping
from typing import Any

from marshmallow import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.database import now
from models.profile import Profile
from models.publication import Publication
from models.revision import current_number
from models.writing import Change, ChangeItem
from schemas import bodies, body_faults, patches
from schemas.sections import names_hidden
from schemas.text import default_language
from services.entries import Wrong, kind_of
from services.keeping import kept_of, naming, parted
from services.naming import Names
from services.orphans import let_go
from services.places import Placed, move, place, put, top
from services.records import MODELS, Record, record_of
from services.twins import twin_of

Fault = dict[str, Any]


class Refusal(ValueError):
    """A write that is not done, with every fault found."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(faults)
        self.faults = faults


class Invalid(Refusal):
    """A body that can be read and cannot be stored."""


class Collision(Refusal):
    """A body that says what is there already, with what it collides with."""


class Overtaken(Refusal):
    """A change that cannot be taken back, since what it did no longer stands."""


class Missing(LookupError):
    """An entry that is not there; its text says which."""


class Edit:
    """Entries changed together: nothing is stored before `close`, and all of it at once after it."""

    def __init__(self, session: Session, language: str) -> None:
        """Begin a change; plain strings are in a language."""
        self.session = session
        self.language = language
        self.names = Names(session)
        self.items: list[ChangeItem] = []
        self.room: dict[str, int] = {}
        self.placed: list[Placed] = []

    def find(self, collection: str, key: Any) -> Any:
        """Find an entry by its key or number, or raise Missing."""
        if collection == "profile":
            found = self.session.scalar(select(Profile))
        elif collection == "publications":
            found = self.session.scalar(select(Publication).where(Publication.key == str(key)))
        else:
            found = self.session.get(MODELS[collection], int(key))
        if found is None:
            nothing = (
                "No profile is loaded."
                if collection == "profile"
                else f"There is no {key!r} in {collection}."
            )
            raise Missing(nothing)
        return found

    def create(self, collection: str, body: Any, pointer: str = "", loaded: Record | None = None) -> Any:
        """Add an entry, on top unless a place is given; `loaded` is its body where it was checked before."""
        loaded = self.check(collection, body, pointer) if loaded is None else loaded
        self._refuse_twin(collection, loaded, None, pointer)
        return self._add(collection, loaded, pointer)

    def bring_back(self, collection: str, record: Record, pointer: str, number: int | None) -> Any:
        """Add an entry again as its record has it, under a number where one is given."""
        said, kept = parted(record)
        loaded = self.check(collection, said, pointer, said)
        self._refuse_twin(collection, loaded, None, pointer)
        entry = self._add(collection, loaded, pointer, id=number, **kept)
        # What went last comes back first, so each finds the others where they were.
        self._put_placed()
        return entry

    def _add(self, collection: str, loaded: Record, pointer: str, **kept: Any) -> Any:
        wanted = loaded.pop("position")
        entry = MODELS[collection](position=self._first_place(collection), **kept)
        self._fill(collection, entry, loaded, pointer)
        self.session.add(entry)
        self.session.flush()
        if wanted:
            self.placed.append((entry, wanted))
        self._note(collection, entry, None, record_of(collection, entry))
        return entry

    def replace(self, collection: str, entry: Any, body: Any, pointer: str = "") -> str:
        """Make an entry what a body says and nothing else; tell whether it was `updated` or `unchanged`.

        A hidden work stays hidden unless the body says otherwise: readers are not told of `visibility`.
        """
        stands = record_of(collection, entry)
        if isinstance(body, dict) and "visibility" in stands:
            body = {"visibility": stands["visibility"], **body}
        return self._replace(collection, entry, body, pointer)

    def _replace(self, collection: str, entry: Any, body: Any, pointer: str) -> str:
        before = record_of(collection, entry)
        loaded = self.check(collection, body, pointer, before)
        return self._become(collection, entry, before, loaded, pointer)

    def give_back(self, collection: str, entry: Any, given: Record, pointer: str) -> None:
        """Give an entry values that it had before."""
        before = record_of(collection, entry)
        record = {**before, **given}
        loaded = self.check(collection, record, pointer, record)
        self._become(collection, entry, before, loaded, pointer)

    def _become(self, collection: str, entry: Any, before: Record, loaded: Record, pointer: str) -> str:
        self._refuse_twin(collection, loaded, entry.id, pointer, before)
        wanted = loaded.pop("position", None)
        before, moved = self._move(entry, wanted, before)
        with self.session.no_autoflush:
            self._fill(collection, entry, loaded, pointer)
            after = {**record_of(collection, entry), **moved}
        self.session.flush()
        if before == after:
            return "unchanged"
        self._note(collection, entry, before, after)
        return "updated"

    def patch(self, collection: str, entry: Any, patch: Any, pointer: str = "") -> str:
        """Merge a patch into an entry (RFC 7396); tell whether it was `updated` or `unchanged`."""
        if not isinstance(patch, dict):
            raise Invalid([body_faults.fault(pointer, "An object with keys stands here.")])
        stands = record_of(collection, entry)
        self._judge(patches.check, patches.PATCHES[collection], collection, patch, pointer, stands)
        if names_hidden(entry) and not self.names.hidden:
            stands = {**stands, "publication": None}
        merged = bodies.patched(collection, stands, patch, self.language)
        return self._replace(collection, entry, merged, pointer)

    def upsert(self, body: Any, pointer: str = "") -> tuple[str, Any]:
        """Add a publication, or merge it into the one that it is already."""
        loaded = self.check("publications", body, pointer)
        twin = twin_of(self.session, loaded)
        if twin is None:
            return "created", self._add("publications", loaded, pointer)
        # The key by which it is known here stays, whatever another place calls it.
        known = {key: value for key, value in body.items() if key != "key"}
        return self.patch("publications", twin.work, known, pointer), twin.work

    def delete(self, collection: str, entry: Any) -> None:
        """Take an entry away; history keeps what is lost with it, and tells of the awards that named it."""
        for award in naming(self.session, entry):
            named = record_of("awards", award)
            award.publication = None
            self.session.flush()
            self._note("awards", award, named, record_of("awards", award))
        before = {**record_of(collection, entry), "position": place(self.session, entry), **kept_of(entry)}
        self._note(collection, entry, before, None)
        self.session.delete(entry)
        self.session.flush()

    def every(self, parts: list[Any], act: Callable[[Any, str], Any]) -> list[Any]:
        """Do one thing with each part of a list, and raise the faults of all of them at once."""
        done = []
        found: dict[type[Refusal], list[Fault]] = {}
        for number, part in enumerate(parts):
            try:
                done.append(act(part, f"/{number}"))
            except Refusal as refused:
                found.setdefault(type(refused), []).extend(refused.faults)
            if sum(map(len, found.values())) >= body_faults.MOST:
                break
        for kind in (Invalid, Collision, Overtaken):
            if kind in found:
                raise kind(found[kind])
        return done

    def create_all(self, collection: str, parts: list[Any]) -> list[Any]:
        """Add several entries at the top, in the order in which they stand."""
        self.make_room({collection: len(parts)})
        return self.every(parts, lambda part, pointer: self.create(collection, part, pointer))

    def make_room(self, counts: Mapping[str, int]) -> None:
        """Keep room at the top for some new entries of some collections, which then stand as they come."""
        for collection, number in counts.items():
            self.room[collection] = top(self.session, MODELS[collection]) - number + 1

    def key_of(self, collection: str, entry: Any) -> str:
        """Name an entry as history does."""
        return kind_of(collection).key_of(entry)

    def close(self, actor: str, action: str, reverts: int | None = None) -> Change | None:
        """Write the change down beside what it did; None where it did nothing."""
        self._put_placed()
        if not self.items:
            return None
        let_go(self.session, self.items)
        change = Change(
            revision=current_number(self.session) + 1,
            made_at=now(),
            actor=actor,
            action=action,
            reverts=reverts,
            items=self.items,
        )
        self.session.add(change)
        self.session.flush()
        return change

    def note(self, collection: str, key: str, before: Record | None, after: Record | None) -> None:
        """Note what was done to an entry, by its key and its records; null where it was or is not there."""
        position = len(self.items) + 1
        self.items.append(
            ChangeItem(position=position, collection=collection, key=key, before=before, after=after)
        )

    def _put_placed(self) -> None:
        put(self.session, self.placed)
        self.placed.clear()

    def _first_place(self, collection: str) -> int:
        if collection not in self.room:
            return top(self.session, MODELS[collection])
        self.room[collection] += 1
        return self.room[collection] - 1

    def check(self, collection: str, body: Any, pointer: str = "", stands: Record | None = None) -> Record:
        """Load a body, or raise Invalid with all that is wrong with it."""
        schema = bodies.BODIES[collection]
        checked: Record = self._judge(bodies.check, schema, collection, body, pointer, stands or {})
        return checked

    def _judge(
        self,
        judge: Callable[[str, Any, Record], Any],
        schema: type[Any],
        collection: str,
        body: Any,
        pointer: str,
        stands: Record,
    ) -> Any:
        """Judge a body by a schema; what stands already is not judged again."""
        token = default_language.set(self.language)
        try:
            return judge(collection, body, stands)
        except ValidationError as found:
            messages = found.normalized_messages()
            raise Invalid(body_faults.of_body(messages, schema, body, pointer)) from None
        finally:
            default_language.reset(token)

    def _fill(self, collection: str, entry: Any, loaded: Record, pointer: str) -> None:
        try:
            kind_of(collection).fill(self.session, self.names, entry, loaded)
        except Wrong as wrong:
            raise Invalid([body_faults.fault(f"{pointer}/{wrong.key}", wrong.detail)]) from None

    def _move(self, entry: Any, wanted: int | None, before: Record) -> tuple[Record, Record]:
        """Move an entry where a place is wanted, and tell of both places."""
        if wanted is None or wanted == (stood := place(self.session, entry)):
            return before, {}
        with self.session.no_autoflush:
            move(self.session, entry, wanted)
        return {**before, "position": stood}, {"position": wanted}

    def _refuse_twin(
        self, collection: str, loaded: Record, own: int | None, pointer: str, before: Record | None = None
    ) -> None:
        """Refuse a publication that is there already; one that was there before is not asked again."""
        if collection != "publications":
            return
        if before and all(before[key] == loaded[key] for key in ("key", "doi", "arxiv_id", "title", "year")):
            return
        if twin := twin_of(self.session, loaded, own):
            detail = f"This is {twin.work.key!r} already: {twin.work.title}"
            help = f"Change /api/v1/publications/{twin.work.key}, or post with ?upsert=true."
            raise Collision([body_faults.fault(f"{pointer}/{twin.by}", detail, help)])

    def _note(self, collection: str, entry: Any, before: Record | None, after: Record | None) -> None:
        self.note(collection, self.key_of(collection, entry), before, after)
