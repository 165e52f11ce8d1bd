"""Writing the other sections, and the profile: the same as with publications, without their matching."""

from typing import Any

from flask import Response

from api import profile as profiles
from api.bodies import JSON, MERGE_PATCH, documented, one_or_several, read
from api.conditions import refuse_outdated
from api.publication_writing import REFUSED
from api.resources import problems, site
from api.sections import LARGEST, bp
from api.writing import Done, write
from schemas import profile as profile_schema
from schemas import sections as schema
from schemas.grammar import Writing
from services import overview
from services.editing import Edit


def add(name: str) -> None:
    """Add the four views that write one section."""
    item, scope, path = schema.SECTIONS[name], f"write:{name}", f"/api/v1/{name}"

    def dumped(edit: Edit, entry: Any) -> dict[str, Any]:
        edit.session.flush()
        return schema.dump(name, entry)

    @bp.route(f"/{name}", endpoint=f"{name}_create", methods=["POST"])
    @bp.arguments(Writing, location="query")
    @bp.doc(requestBody=documented(name, several=True), security=[{"token": []}])
    @bp.response(201, item, description="The entry, or all of a list in the same order.")
    @problems(bp, *REFUSED)
    def create(values: dict[str, Any]) -> Response:
        """Add an entry, or up to 1,000: all or none."""

        def act(edit: Edit) -> Done:
            body = read()
            refuse_outdated(edit.session, name, None)
            parts = one_or_several(body)
            if parts is None:
                entry = edit.create(name, body)
                return Done(dumped(edit, entry), 201, {"Location": f"{site().url}{path}/{entry.id}"})
            return Done([dumped(edit, entry) for entry in edit.create_all(name, parts)], 201)

        return write(values, scope, "create", act)

    def changed(edit: Edit, number: int, how: Any, body: Any) -> Done:
        entry = edit.find(name, number)
        refuse_outdated(edit.session, name, str(number))
        how(name, entry, body)
        return Done(dumped(edit, entry))

    rule = f"/{name}/<int(max={LARGEST}):number>"

    @bp.route(rule, endpoint=f"{name}_replace", methods=["PUT"])
    @bp.arguments(Writing, location="query")
    @bp.doc(requestBody=documented(name), security=[{"token": []}])
    @bp.response(200, item)
    @problems(bp, 404, *REFUSED)
    def replace(values: dict[str, Any], number: int) -> Response:
        """Put an entry in the place of the one that is there."""
        return write(values, scope, "replace", lambda edit: changed(edit, number, edit.replace, read()))

    @bp.route(rule, endpoint=f"{name}_update", methods=["PATCH"])
    @bp.arguments(Writing, location="query")
    @bp.doc(
        requestBody=documented(name, media_types=(JSON, MERGE_PATCH), partly=True), security=[{"token": []}]
    )
    @bp.response(200, item)
    @problems(bp, 404, *REFUSED)
    def update(values: dict[str, Any], number: int) -> Response:
        """Change some keys of an entry (JSON Merge Patch, RFC 7396)."""
        patch = (JSON, MERGE_PATCH)
        return write(values, scope, "update", lambda edit: changed(edit, number, edit.patch, read(patch)))

    @bp.route(rule, endpoint=f"{name}_delete", methods=["DELETE"])
    @bp.arguments(Writing, location="query")
    @bp.doc(security=[{"token": []}])
    @bp.response(204)
    @problems(bp, 404, *REFUSED)
    def delete(values: dict[str, Any], number: int) -> Response:
        """Take an entry away; history can bring it back."""

        def act(edit: Edit) -> Done:
            entry = edit.find(name, number)
            refuse_outdated(edit.session, name, str(number))
            edit.delete(name, entry)
            return Done(None, 204)

        return write(values, scope, "delete", act)


for section in schema.SECTIONS:
    add(section)


@profiles.bp.route("/profile", methods=["PATCH"])
@profiles.bp.arguments(Writing, location="query")
@profiles.bp.doc(
    requestBody=documented("profile", media_types=(JSON, MERGE_PATCH), partly=True), security=[{"token": []}]
)
@profiles.bp.response(200, profile_schema.Profile)
@problems(profiles.bp, 404, *REFUSED)
def update_profile(values: dict[str, Any]) -> Response:
    """Change some keys of the profile (JSON Merge Patch, RFC 7396)."""

    def act(edit: Edit) -> Done:
        owner = edit.find("profile", None)
        refuse_outdated(edit.session, "profile", None)
        edit.patch("profile", owner, read((JSON, MERGE_PATCH)))
        edit.session.flush()
        return Done(overview.profile(edit.session, None))

    return write(values, "write:profile", "update", act)
