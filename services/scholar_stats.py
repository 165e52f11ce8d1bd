"""The owner's counts as a `gs_data.json`: those of one source, under the ids that existing pages know."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from formats import scholar_stats
from models import ledger, overview
from services.asking import Site
from services.citation_summary import headline, leading, summaries
from services.naming import numbered
from services.readings import GOOGLE


def data(session: Session, site: Site) -> str | None:
    """Write `gs_data.json`, or None while no profile is loaded."""
    owner = overview.profile(session)
    if owner is None:
        return None
    basics = {
        "name": _text(owner.name),
        "affiliation": _text(owner.affiliations[0]["name"]) if owner.affiliations else "",
        "interests": [_text(interest) for interest in owner.interests["current"]],
        "homepage": f"{site.url}/",
    }
    summary = _chosen(session, site)
    if summary is None:
        return scholar_stats.write(basics, {}, [])
    said = {name: each.value for name, each in ledger.stated(session, summary["source"]).items()}
    newest = headline(summary)
    figures = {**said, **{name: newest[name] for name in ("total", "h_index", "i10_index")}}
    works = _works(session, summary["source"])
    return scholar_stats.write(basics, {**figures, "updated": _day(newest["as_of"])}, works)


def badge(session: Session, site: Site) -> str:
    """Write `gs_data_shieldsio.json`; the shape knows no unknown, so what nobody counted is 0."""
    summary = _chosen(session, site)
    return scholar_stats.write_badge(headline(summary)["total"] if summary else 0)


def _chosen(session: Session, site: Site) -> dict[str, Any] | None:
    """Choose the leading source, else Google Scholar, whose file this is, else the last that counted."""
    found = summaries(session)
    chosen = leading([each for each in found if each["source"] == (site.source or GOOGLE)], "")
    return chosen or leading(found, GOOGLE)


def _works(session: Session, source: str) -> Iterable[dict[str, Any]]:
    """List the public works that the source counted, by its id of each; without one, by a key of our own."""
    by_id: dict[str, dict[str, Any]] = {}
    for row in ledger.newest(session, source):
        if row.visibility == "public":
            is_free = row.source_id and row.source_id not in by_id
            name = row.source_id if is_free else numbered(row.key, by_id)
            by_id[name] = {"id": name, "title": row.title, "year": row.year, "count": row.times}
    return by_id.values()


def _text(text: dict[str, str]) -> str:
    return text.get("en") or next(iter(text.values()), "")


def _day(as_of: str) -> str:
    """Fill a day that is known to the year or the month alone."""
    return f"{as_of}-01-01"[:10] if len(as_of) == 4 else f"{as_of}-01"[:10]
