"""Writing the other sections, and the profile: the same as with publications, without their matching."""

from typing import Any

from flask import Response

from api import profile as profiles
from api.answers import changed, deleted, made
from api.bodies import documented
from api.collection_writing import BODILESS, PATCHES, REFUSED, Collection
from api.conditions import refuse_outdated
from api.resources import TOKEN, problems
from api.sections import bp
from api.writing import Done, write
from schemas import profile as profile_schema
from schemas import sections as schema
from schemas.grammar import Writing
from services import overview
from services.editing import Edit


def add(name: str) -> None:
    """Add the four views that write one section."""
    item, rule = schema.SECTIONS[name], f"/{name}/<digits:number>"
    section = Collection(
        name,
        f"/api/v1/{name}",
        "id",
        lambda edit, entries: [schema.dump(name, entry, hidden=edit.names.hidden) for entry in entries],
    )

    @bp.route(f"/{name}", endpoint=f"{name}_create", methods=["POST"])
    @bp.arguments(Writing, location="query")
    @bp.doc(requestBody=documented(name, several=True), security=TOKEN)
    @made(bp, f"/api/v1/{name}/{{number}}", item)
    @problems(bp, *REFUSED)
    def create(values: dict[str, Any]) -> Response:
        """Add an entry, or up to 1,000: all or none."""
        return section.create(values)

    @bp.route(rule, endpoint=f"{name}_replace", methods=["PUT"])
    @bp.arguments(Writing, location="query")
    @bp.doc(requestBody=documented(name), security=TOKEN)
    @changed(bp, item)
    @problems(bp, 404, *REFUSED)
    def replace(values: dict[str, Any], number: int) -> Response:
        """Put an entry in the place of the one that is there."""
        return section.replace(values, number)

    @bp.route(rule, endpoint=f"{name}_update", methods=["PATCH"])
    @bp.arguments(Writing, location="query")
    @bp.doc(requestBody=documented(name, media_types=PATCHES, partly=True), security=TOKEN)
    @changed(bp, item)
    @problems(bp, 404, *REFUSED)
    def update(values: dict[str, Any], number: int) -> Response:
        """Change some keys of an entry (JSON Merge Patch, RFC 7396)."""
        return section.update(values, number)

    @bp.route(rule, endpoint=f"{name}_delete", methods=["DELETE"])
    @bp.arguments(Writing, location="query")
    @bp.doc(security=TOKEN)
    @deleted(bp)
    @problems(bp, 404, *BODILESS)
    def delete(values: dict[str, Any], number: int) -> Response:
        """Take an entry away; history can bring it back."""
        return section.delete(values, number)


for section in schema.SECTIONS:
    add(section)


@profiles.bp.route("/profile", methods=["PATCH"])
@profiles.bp.arguments(Writing, location="query")
@profiles.bp.doc(requestBody=documented("profile", media_types=PATCHES, partly=True), security=TOKEN)
@changed(profiles.bp, profile_schema.Profile)
@problems(profiles.bp, 404, *REFUSED)
def update_profile(values: dict[str, Any]) -> Response:
    """Change some keys of the profile (JSON Merge Patch, RFC 7396)."""

    def act(edit: Edit, body: Any) -> Done:
        owner = edit.find("profile", None)
        refuse_outdated(edit.session, "profile", None)
        edit.patch("profile", owner, body)
        return Done(overview.profile(edit.session, None))

    return write(values, "write:profile", "update", act, PATCHES)
