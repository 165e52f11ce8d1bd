"""A document in JSON or YAML, read into plain data, and the places of the keys that stand in it twice."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import yaml

# The same language, read by C where it is there: a large profile takes seconds in place of a minute.
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 100
"""Nested lists and objects that YAML may have; what reads it in C would end the process at many thousands."""
MERGE, TEXT, TIMESTAMP = (f"tag:yaml.org,2002:{kind}" for kind in ("merge", "str", "timestamp"))


class Unreadable(ValueError):
    """A text that is neither JSON nor YAML; it says why."""


def read(text: str) -> tuple[Any, list[str]]:
    """Read a document; give its data and a pointer to every key that its object has already."""
    try:
        return _json(text) if text.lstrip().startswith("{") else _yaml(text)
    except (yaml.YAMLError, ValueError, LookupError, RecursionError) as fault:
        raise Unreadable(" ".join(str(fault).split())) from None


def pointer(place: str, key: object) -> str:
    """Write the place of a key inside another place (RFC 6901)."""
    return f"{place}/{str(key).replace('~', '~0').replace('/', '~1')}"


class _Twice(dict[str, Any]):
    """An object in which keys stood twice."""

    keys_twice: tuple[str, ...] = ()


def _json(text: str) -> tuple[Any, list[str]]:
    found: list[_Twice] = []

    def take(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(taken := dict(pairs)) == len(pairs):
            return taken
        twice = _Twice(taken)
        twice.keys_twice = _repeated(key for key, _ in pairs)
        found.append(twice)
        return twice

    data = json.loads(text, object_pairs_hook=take)
    return data, list(_places(data)) if found else []


def _places(value: Any, place: str = "") -> Iterator[str]:
    """Find the objects of a JSON document in which keys stood twice."""
    if isinstance(value, _Twice):
        yield from (pointer(place, key) for key in value.keys_twice)
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield from _places(part, pointer(place, key))


def _repeated(keys: Iterator[Any]) -> tuple[Any, ...]:
    return tuple(key for key, times in Counter(keys).items() if times > 1)


def _yaml(text: str) -> tuple[Any, list[str]]:
    _refuse_depth(text)
    loader = Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return None, []
        found = list(_places_in_nodes(node))
        return loader.construct_document(node), found
    finally:
        loader.dispose()


def _refuse_depth(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise Unreadable(f"More than {DEEPEST} lists and objects stand inside one another.")


def _places_in_nodes(root: yaml.Node) -> Iterator[str]:
    """Find what stands twice before it is read into one; and leave dates as the texts they are to us."""
    seen, stack = set(), [("", root)]
    while stack:
        place, node = stack.pop()
        if node.tag == TIMESTAMP:
            node.tag = TEXT
        # An alias leads to a node once more, maybe to one that it stands in.
        if isinstance(node, yaml.ScalarNode) or id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            parts = [(pointer(place, number), part) for number, part in enumerate(node.value)]
        else:
            # What is merged in is there to be overruled, and several may be.
            keys = [key for key, _ in node.value if isinstance(key, yaml.ScalarNode) and key.tag != MERGE]
            yield from (pointer(place, value) for _, value in _repeated((key.tag, key.value) for key in keys))
            stack += [("", key) for key in keys]
            parts = [(pointer(place, key.value), part) for key, part in node.value]
        stack += reversed(parts)
