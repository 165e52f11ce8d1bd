"""What headings say of the papers below them: their year, their status, their type."""

import re
from typing import NamedTuple

from formats.homepage import venue

GROUPS = (
    (re.compile(r"preprints?|arxiv|under review|manuscripts?|working papers?|预印本|在投|submitted",
                re.IGNORECASE), "status", "preprint"),
    (re.compile(r"accepted|to appear|in press|forthcoming|录用", re.IGNORECASE), "status", "accepted"),
    (re.compile(r"journals?|期刊", re.IGNORECASE), "type", "article-journal"),
    (re.compile(r"conferences?|proceedings|workshops?|会议", re.IGNORECASE), "type", "paper-conference"),
    (re.compile(r"chapters?", re.IGNORECASE), "type", "chapter"),
    (re.compile(r"thes[ei]s|dissertation|学位论文", re.IGNORECASE), "type", "thesis"),
)  # fmt: skip
VAGUE = re.compile(
    r"before|earlier|prior|以前|之前|更早|及以前|[-–—~至]\s*(?:19|20)\d\d|(?:19|20)\d\d\s*[-–—~至]",
    re.IGNORECASE,
)


class Context(NamedTuple):
    """What the headings above an entry say of it."""

    year: int | None = None
    status: str | None = None
    type: str | None = None


def context_of(heading: str, above: Context) -> Context:
    """Read what a heading says of the entries below it; a year with `and before` says none."""
    known = above._asdict()
    if venue.read_year(heading):
        known["year"] = None if VAGUE.search(heading) else venue.read_year(heading)
    groups = {key: value for pattern, key, value in reversed(GROUPS) if pattern.search(heading)}
    both = {value for pattern, key, value in GROUPS if key == "type" and pattern.search(heading)}
    if len(both) > 1 or re.search(r"publications|published|论文发表|发表论文", heading, re.IGNORECASE):
        groups.pop("status", None)
        known["status"] = None
    if len(both) > 1:
        groups.pop("type")
    return Context(**{**known, **groups})
