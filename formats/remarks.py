"""Remarks such as `To appear`: the status of a work that they speak of, and whether they say more."""

import re

STATUSES = {
    "accepted": re.compile(
        r"\b(to appear|in press|inpress|forthcoming|accepted (for|to|at|by|in)\b|conditionally accepted)"
        r"|^accepted\W*$|已录用|待发表",
        re.IGNORECASE,
    ),
    "preprint": re.compile(
        r"\b(preprint|prepublished|under (review|submission|revision)|submitted|in submission"
        r"|in preparation|inpreparation|working paper|on arxiv|work in progress)\b|预印本|在投|审稿中",
        re.IGNORECASE,
    ),
}
ONLY_STATUS = re.compile(
    r"(to appear|in press|forthcoming|accepted|preprint|submitted|under review|in preparation)\.?",
    re.IGNORECASE,
)


def status_in(text: str) -> str | None:
    """Tell the status that a remark such as `To appear` speaks of."""
    return next((status for status, words in STATUSES.items() if words.search(text)), None)


def is_only_status(text: str) -> bool:
    """Tell whether a remark says nothing but the status."""
    return bool(ONLY_STATUS.fullmatch(text))
