"""What the contract's document says of writing: the headers asked, the answers, and where they lead on."""

from collections.abc import Callable
from typing import Any

from marshmallow import Schema

from api.resources import Blueprint
from schemas.history import DryRun

Header = dict[str, Any]
Decorator = Callable[[Any], Any]


def header(description: str, **schema: Any) -> Header:
    """Document one header of an answer."""
    return {"description": description, "schema": {"type": "string", **schema}}


REPLAYED = {
    "Idempotency-Replayed": header("The first answer to this `Idempotency-Key`, again.", enum=["true"])
}
STATE = {"ETag": header("The state after this write; `If-Match` takes it."), **REPLAYED}
MOVED = {"Content-Location": header("The new address, where the key was changed.", format="uri")}
MADE = {"Location": header("The address of what was added, where that is one entry.", format="uri")}
DRY = "With `dry_run`: what would change."
NAMED_BY = {"key": "key", "number": "id"}
"""Which key of an entry stands in a part of its path."""


def one_or_several(item: type[Schema]) -> list[Any]:
    """List what an answer is to one entry, and to a list of them."""
    return [item, {"type": "array", "items": item}]


def made(bp: Blueprint, path: str, item: type[Schema], merged: type[Schema] | None = None) -> Decorator:
    """Document the answers of adding: the entry, which has a path then, or what a dry run or merge tells."""
    of_merging = one_or_several(merged) if merged else []
    told = "What was added: one entry, or a list in the order in which it came."
    tried = f"{DRY} With `upsert`, where nothing was added: what became of each." if merged else DRY
    links = {method: link(path, method) for method in ("get", "put", "patch", "delete")}

    def document(view: Any) -> Any:
        added = {"anyOf": [*one_or_several(item), *of_merging]}
        view = bp.response(201, added, description=told, headers={**MADE, **STATE})(view)
        there = {"anyOf": [DryRun, *of_merging]}
        view = bp.alt_response(200, schema=there, description=tried, headers=STATE)(view)
        return bp.doc(responses={201: {"links": links}})(view)

    return document


def changed(bp: Blueprint, item: type[Schema]) -> Decorator:
    """Document the answer of a change: the entry as it is then, or what a dry run tells."""
    told = f"The entry as it is now. {DRY}"
    return bp.response(200, {"anyOf": [item, DryRun]}, description=told, headers={**MOVED, **STATE})


def deleted(bp: Blueprint) -> Decorator:
    """Document the answers of a deletion: nothing, or what a dry run tells."""

    def document(view: Any) -> Any:
        view = bp.response(204, description="It is gone.", headers=REPLAYED)(view)
        return bp.alt_response(200, schema=DryRun, description=DRY)(view)

    return document


def link(path: str, method: str) -> dict[str, Any]:
    """Lead from an entry in an answer to what can be done at its path."""
    part = path.rpartition("{")[2].rstrip("}")
    return {
        "operationRef": f"#/paths/{path.replace('/', '~1')}/{method}",
        "parameters": {part: f"$response.body#/{NAMED_BY[part]}"},
    }
