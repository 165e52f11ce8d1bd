"""Writing the entries of any collection: what adding, changing and taking away have in common."""

from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import quote

from flask import Response

from api.bodies import JSON, MERGE_PATCH, one_or_several
from api.conditions import refuse_outdated
from api.resources import site
from api.writing import Done, Values, write
from services.editing import Edit

BODILESS = (400, 401, 403, 409, 412, 413, 422, 429, 503, 507)
"""What every write may be answered when it is refused."""
REFUSED = (*BODILESS, 415)
"""What a write that takes a body may be answered when it is refused."""
PATCHES = (JSON, MERGE_PATCH)


class Collection(NamedTuple):
    """Where a collection is, which key names an entry there, and how entries are written."""

    name: str
    path: str
    named_by: str
    items_of: Callable[[Edit, list[Any]], list[dict[str, Any]]]

    @property
    def scope(self) -> str:
        """Name the scope that may write it."""
        return f"write:{self.name}"

    def create(self, values: Values) -> Response:
        """Add an entry or a list of them, and answer with what was added."""

        def act(edit: Edit, body: Any) -> Done:
            refuse_outdated(edit.session, self.name, None)
            parts = one_or_several(body)
            if parts is not None:
                return Done(self.items_of(edit, edit.create_all(self.name, parts)), 201)
            item = self.items_of(edit, [edit.create(self.name, body)])[0]
            return Done(item, 201, {"Location": self._address(item)})

        return write(values, self.scope, "create", act, (JSON,))

    def replace(self, values: Values, key: Any) -> Response:
        """Put an entry in the place of one, and answer with it."""
        return self._change(values, key, "replace", Edit.replace, (JSON,))

    def update(self, values: Values, key: Any) -> Response:
        """Merge a patch into an entry, and answer with it."""
        return self._change(values, key, "update", Edit.patch, PATCHES)

    def delete(self, values: Values, key: Any) -> Response:
        """Take an entry away."""

        def act(edit: Edit, _body: Any) -> Done:
            edit.delete(self.name, self._find(edit, key))
            return Done(None, 204)

        return write(values, self.scope, "delete", act)

    def _change(
        self, values: Values, key: Any, action: str, how: Callable[..., str], media_types: tuple[str, ...]
    ) -> Response:
        def act(edit: Edit, body: Any) -> Done:
            entry = self._find(edit, key)
            how(edit, self.name, entry, body)
            item = self.items_of(edit, [entry])[0]
            moved = {"Content-Location": self._address(item)} if item[self.named_by] != key else {}
            return Done(item, 200, moved)

        return write(values, self.scope, action, act, media_types)

    def _find(self, edit: Edit, key: Any) -> Any:
        entry = edit.find(self.name, key)
        refuse_outdated(edit.session, self.name, str(key))
        return entry

    def _address(self, item: dict[str, Any]) -> str:
        return f"{site().url}{self.path}/{quote(str(item[self.named_by]))}"
