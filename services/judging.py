"""What becomes of a record that is brought in: it is added, filled in, laid into the inbox, or skipped."""

from functools import cached_property

from services.bringing import Bringing, Put
from services.editing import Edit
from services.matching import Match
from services.proposing import Lying
from services.records import Record


class Judge:
    """Decides by what is there, and by what is to be done with what is not certain."""

    def __init__(self, edit: Edit, similar: str, new_ones_wait: bool) -> None:
        self.edit, self.similar, self.new_ones_wait = edit, similar, new_ones_wait
        self.bringing = Bringing(edit)

    @cached_property
    def lying(self) -> Lying:
        """What lies in the inbox."""
        return Lying(self.edit.session)

    def put(self, file: str, collection: str, body: Record, loaded: Record) -> Put:
        """Put a record, and what it loads as, where it belongs."""
        found = self.bringing.matcher.match(collection, loaded)
        if collection == "profile" and found.entry is None:
            return Put("skipped", None, "There is no profile that it could fill.")
        if found.doubt and self.similar == "skip":
            return Put("skipped", None, found.doubt)
        waits = self.new_ones_wait and found.entry is None and collection == "publications"
        if waits or (found.doubt and self.similar == "inbox"):
            return self._propose(file, body, found)
        if found.entry is None or (found.doubt and self.similar == "add"):
            return self.bringing.add(collection, body, found, loaded)
        return self.bringing.fill(collection, body, found)

    def _propose(self, file: str, body: Record, found: Match) -> Put:
        if self.lying.propose(file, body, found):
            return Put("proposed", None, found.doubt)
        return Put("skipped", None, "It lies in the inbox, or was decided there before.")
