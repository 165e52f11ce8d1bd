"""The OpenAPI document, read into what the page of the contract shows."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from schemas import grammar

Spec = Mapping[str, Any]


class Shape(NamedTuple):
    """What a value looks like: words, with the name of a schema among them where there is one."""

    before: str
    schema: str | None = None
    after: str = ""
    words: tuple[str, ...] = ()


class Parameter(NamedTuple):
    """One parameter of an operation, as a field to fill in."""

    name: str
    in_path: bool
    meaning: str
    takes: str
    words: tuple[str, ...]
    repeated: bool
    is_list: bool
    number: tuple[int, int] | None
    default: str


class Answer(NamedTuple):
    """One status that an operation answers with."""

    status: str
    text: str
    media_type: str | None
    schema: str | None


class Operation(NamedTuple):
    """One way to ask."""

    path: str
    anchor: str
    summary: str
    parameters: list[Parameter]
    answers: list[Answer]
    errors: list[Answer]


def operations(spec: Spec) -> dict[str, list[Operation]]:
    """Read the operations that need no token, all of them GET, by tag in the order of the tags."""
    by_tag: dict[str, list[Operation]] = {tag["name"]: [] for tag in spec["tags"]}
    for path, item in spec["paths"].items():
        asked = item.get("get")
        if asked is None or needs_token(asked):
            continue
        given = [parameter(each) for each in (*item.get("parameters", ()), *asked.get("parameters", ()))]
        given.sort(key=lambda each: (not each.in_path, each.in_path or grammar.ORDER.index(each.name)))
        # What is only referred to was put there by the generator and is never answered.
        told = [answer(status, each) for status, each in asked["responses"].items() if "$ref" not in each]
        good = [each for each in told if each.status < "300"]
        bad = sorted(each for each in told if each.status >= "300")
        anchor = re.sub(r"\W+", "-", path.removeprefix("/api/v1")).strip("-") or "root"
        by_tag[asked["tags"][0]].append(Operation(path, anchor, asked["summary"], given, good, bad))
    return by_tag


def needs_token(asked: Spec) -> bool:
    """Tell whether an operation is only for who has a token; at others, one may show more."""
    return {} not in asked.get("security", [{}])


def token_operations(spec: Spec) -> dict[str, list[tuple[str, str, str]]]:
    """List the operations that need a token, by tag: method, path and what it does."""
    by_tag: dict[str, list[tuple[str, str, str]]] = {tag["name"]: [] for tag in spec["tags"]}
    for path, item in spec["paths"].items():
        for method, asked in item.items():
            if method != "parameters" and needs_token(asked):
                by_tag[asked["tags"][0]].append((method.upper(), path, asked["summary"]))
    return by_tag


def parameter(facts: Spec) -> Parameter:
    """Read a parameter: what it means and what it takes."""
    name, schema = facts["name"], facts["schema"]
    value = schema.get("items", schema)
    words = tuple(word for word in value.get("enum", ()) if not word.startswith("!"))
    comma_list = re.match(r"\^(?:-\?)?\(([^()]+)\)\(,", value.get("pattern", ""))
    if comma_list:
        words = tuple(comma_list[1].replace("\\", "").split("|"))
    number = (value["minimum"], value["maximum"]) if value["type"] == "integer" else None
    default = "".join(grammar.DEFAULTS.get(name, []))
    return Parameter(
        name,
        facts["in"] == "path",
        facts.get("description", ""),
        _takes(number, bool(comma_list), default),
        words,
        schema["type"] == "array",
        bool(comma_list),
        number,
        default,
    )


def _takes(number: tuple[int, int] | None, is_list: bool, default: str) -> str:
    parts = [f"{number[0]} to {number[1]:,}" if number[1] < 1_000_000 else "a whole number"] if number else []
    parts += ["comma list"] if is_list else []
    parts += [f"default {default}"] if default else []
    return "; ".join(parts)


def answer(status: str, facts: Spec) -> Answer:
    """Read what comes with a status."""
    for media_type, content in facts.get("content", {}).items():
        return Answer(status, facts["description"], media_type, shape(content["schema"]).schema)
    return Answer(status, facts["description"], None, None)


def schemas(spec: Spec, shown: Iterable[str]) -> dict[str, dict[str, Shape]]:
    """Read the named schemas and all that they are made of: by name, the shape of each field."""
    known, found = spec["components"]["schemas"], {}
    waiting = list(shown)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = {key: shape(value) for key, value in known[name].get("properties", {}).items()}
            waiting += [field.schema for field in found[name].values() if field.schema]
    return dict(sorted(found.items()))


def shape(schema: Spec) -> Shape:
    """Tell in words what a value of a JSON schema looks like."""
    if "$ref" in schema:
        return Shape("", schema["$ref"].rpartition("/")[2])
    if "anyOf" in schema:
        return _one_of(schema["anyOf"])
    if schema.get("type") == "array":
        inner = shape(schema["items"])
        return inner._replace(before=f"list of {inner.before}")
    if "additionalProperties" in schema:
        inner = shape(schema["additionalProperties"])
        return inner._replace(before=f"object by name: {inner.before}")
    kinds = schema.get("type", "anything")
    text = kinds if isinstance(kinds, str) else " or ".join(kinds)
    return Shape(schema.get("format", text), words=tuple(schema.get("enum", ())))


def _one_of(choices: list[Spec]) -> Shape:
    some = [choice for choice in choices if choice.get("type") != "null"]
    if len(some) > 1:
        return Shape("text by language, or a string when `lang` is given")
    return shape(some[0])._replace(after="or null")


def address(path: str, values: Mapping[str, list[str]]) -> str:
    """Fill an operation's path and query with values; raise KeyError when a part of the path is missing."""

    def part(found: re.Match[str]) -> str:
        given = [value for value in values.get(found[1], ()) if value]
        if not given:
            raise KeyError(found[1])
        return quote(given[0], safe="")

    return re.sub(r"\{(\w+)\}", part, path) + grammar.query_string(values)
