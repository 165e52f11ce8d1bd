"""What a role says of the kind of experience that it is, in English or Chinese."""

import re

KINDS = (
    ("internship", re.compile(r"\bintern(?:ship)?s?\b|实习", re.IGNORECASE)),
    ("visit", re.compile(r"\bvisit(?:s|ing|ors?)?\b|\bexchange\b|访问|访学|交流", re.IGNORECASE)),
)


def kind_of(text: str) -> str | None:
    """Tell an internship or a visit from any other position, of which None is said."""
    return next((kind for kind, words in KINDS if words.search(text)), None)
