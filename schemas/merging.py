"""Patches (JSON Merge Patch, RFC 7396) and differences (by JSON pointer, RFC 6901) of records."""

from typing import Any

Difference = dict[str, Any]
"""{"pointer", "before", "after"}: null stands where there is nothing."""


def merge(target: Any, patch: Any) -> Any:
    """Merge a patch into a value: objects key by key, null removes, all else replaces (RFC 7396, 2)."""
    if not isinstance(patch, dict):
        return patch
    merged = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            merged.pop(key, None)
        else:
            merged[key] = merge(merged.get(key), value)
    return merged


def difference(before: Any, after: Any, pointer: str = "") -> list[Difference]:
    """List what differs; objects are compared key by key, lists as wholes."""
    if before == after:
        return []
    if isinstance(before, dict) and isinstance(after, dict):
        keys = [*before, *(key for key in after if key not in before)]
        return [
            found
            for key in keys
            for found in difference(before.get(key), after.get(key), f"{pointer}/{escape(key)}")
        ]
    return [{"pointer": pointer, "before": before, "after": after}]


def escape(key: Any) -> str:
    """Write a key as a part of a JSON pointer."""
    return str(key).replace("~", "~0").replace("/", "~1")


def unescape(part: str) -> str:
    """Read a part of a JSON pointer as the key that it is."""
    return part.replace("~1", "/").replace("~0", "~")
