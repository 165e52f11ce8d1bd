"""Publications as the API gives them, with everything in them that has ever broken a format."""

import re
from typing import Any

from hypothesis import strategies as st

BREAKING = [
    "<script>alert(1)</script>", "]]>", "<![CDATA[", "\x00\x1b[31m", '"><img src=x onerror=y>', "\ud800",
    "&lt;", "\n\n", "*", "\ufffe", "</feed>", "<!--", "\u2028", "𠮷🚀", "{{ x }}",
]  # fmt: skip
TEXT = st.text(max_size=30) | st.sampled_from(BREAKING)
URL = TEXT | st.sampled_from(
    ["javascript:x", "https://a.b/'\"<", "https://example.org/a.pdf", "/files/a.pdf"]
)
KINDS = st.sampled_from(["journal", "conference", "other"])
TYPES = ["article", "article-journal", "paper-conference", "thesis", "book", "report", "webpage", "song"]
SLUG = st.from_regex("[a-z0-9]{1,8}", fullmatch=True)
MOMENT = st.datetimes().map(lambda moment: f"{moment:%Y-%m-%dT%H:%M:%SZ}".zfill(20))
VENUE = st.fixed_dictionaries({"slug": SLUG, "acronym": st.none() | TEXT, "name": TEXT, "kind": KINDS})


def _item(facts: dict[str, Any]) -> dict[str, Any]:
    return {
        **facts,
        "authors": [{"name": name} for name in facts["authors"]],
        "links": [{"kind": "pdf", "url": url, "label": None} for url in facts["links"]],
        "topics": [{"slug": f"t{place}", "label": label} for place, label in enumerate(facts["topics"])],
        "url": f"https://example.org/publications/{facts['key']}",
    }


ITEMS = st.fixed_dictionaries(
    {
        "key": SLUG,
        "title": TEXT,
        "type": st.sampled_from(TYPES),
        "status": st.sampled_from(["published", "accepted", "preprint"]),
        "year": st.none() | st.integers(1500, 2999),
        "month": st.none() | st.integers(1, 12),
        "venue": st.none() | VENUE,
        "authors": st.lists(TEXT, max_size=8),
        "links": st.lists(URL, max_size=2),
        "topics": st.lists(TEXT, max_size=2),
        "created_at": MOMENT,
        "updated_at": MOMENT,
        **dict.fromkeys(("volume", "issue", "pages", "doi", "arxiv_id", "abstract"), st.none() | TEXT),
    }
).map(_item)
"""Publications, as far as formats look."""


def clean(text: str) -> str:
    """What is left of a text on one line: neither control characters nor what no Unicode text holds."""
    kept = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]", "", text)
    return " ".join(kept.split())
