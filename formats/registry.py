"""Every format that publications are written in: one row each."""

from collections.abc import Callable, Collection, Sequence
from typing import Any, NamedTuple

from formats import atom, bibtex, csl_json, json_feed, json_ld, ris
from formats.channel import Channel
from formats.references import STYLES, html_in, text_in
from formats.tables import write_csv, write_ndjson

TEXT, HTML = "text/plain; charset=utf-8", "text/html; charset=utf-8"


class Format(NamedTuple):
    """A format: its media type, the name of its link, and what writes items, or some keys of them.

    What writes a feed takes a Channel in the place of keys.
    """

    media_type: str
    link: str
    write: Callable[..., str]
    is_feed: bool = False
    by_accept: bool = True
    """Whether `Accept` chooses it; where its media type says too little, only the address does."""

    def written(
        self, items: Sequence[Any], keys: Collection[str] | None, channel: Callable[[], Channel]
    ) -> str:
        """Write items: some keys of them where the format can leave some out; a channel when it is a feed."""
        return self.write(items, channel() if self.is_feed else keys)


FORMATS = {
    "bib": Format("application/x-bibtex; charset=utf-8", "bibtex", bibtex.write_all),
    "ris": Format("application/x-research-info-systems; charset=utf-8", "ris", ris.write),
    "csl.json": Format("application/vnd.citationstyles.csl+json", "csl_json", csl_json.write),
    "csv": Format("text/csv; charset=utf-8", "csv", write_csv),
    "ndjson": Format("application/x-ndjson", "ndjson", write_ndjson),
    "jsonld": Format("application/ld+json", "json_ld", json_ld.write),
    "atom": Format("application/atom+xml; charset=utf-8", "atom", atom.write, is_feed=True),
    "feed.json": Format("application/feed+json", "json_feed", json_feed.write, is_feed=True),
    **{f"{style}.txt": Format(TEXT, style, text_in(style), by_accept=False) for style in STYLES},
    **{f"{style}.html": Format(HTML, f"{style}_html", html_in(style), by_accept=False) for style in STYLES},
}
"""By the extension of the address."""
