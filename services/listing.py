"""A view of the list, asked for in the grammar: the same answer for the API, the page and the downloads."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from formats.registry import FORMATS
from models import counting, listing
from models.filters import PUBLIC, Selection
from models.folding import fold
from models.known import venues_called
from models.ranking import TODAY
from schemas import grammar, publication
from schemas.vocabulary import label
from services.asking import Site, selection
from services.kept_items import KeptItems, Shelf

PATH = "/api/v1/publications"


Arguments = Mapping[str, Iterable[str]]
"""A query string as it came: by parameter, the values in order."""


def envelope(
    session: Session,
    site: Site,
    values: Mapping[str, Any],
    arguments: Arguments,
    kept: KeptItems | None = None,
) -> dict[str, Any]:
    """Answer a query (loaded by grammar.Query) with items, totals, the facets asked for and links.

    Where items are kept, those of the answer are JSON already, for who needs nothing else.
    """
    terms, chosen = grammar.terms(values), selection(session, site, values)
    page, per_page, lang = values["page"], values["per_page"], values.get("lang")
    part = (chosen, values["sort"], page, per_page)
    items, total = _kept(kept, part, site, lang) if kept else _items(part, site, values)
    pages = max(1, -(-total // per_page))
    answer: dict[str, Any] = {
        "items": items,
        "total": total,
        "page": page,
        "per_page": per_page,
        "pages": pages,
    }
    if values.get("facets"):
        answer["facets"] = {name: _facet(chosen, terms, name, lang) for name in values["facets"]}
    if values.get("group_by"):
        names = values["group_by"]
        answer["groups"] = _groups(counting.groups(chosen, names), names, lang)
    return {**answer, "links": links(site, arguments, page, pages)}


def unfiltered_facets(session: Session, site: Site, values: Mapping[str, Any]) -> dict[str, Any]:
    """Count the facets of a query as if it had no filters, each value still marked when it is chosen."""
    everything = Selection(session, {}, site.scheme, rank_at=values.get("rank_at", TODAY))
    terms = grammar.terms(values)
    return {name: _facet(everything, terms, name, values.get("lang")) for name in values["facets"]}


def whole(
    session: Session, site: Site, values: Mapping[str, Any], arguments: Arguments
) -> list[dict[str, Any]]:
    """Read all items of a query for a download, or one page of them when a page was asked for."""
    chosen = selection(session, site, values)
    page, per_page = values["page"], values["per_page"]
    if "page" not in arguments and "per_page" not in arguments:
        page, per_page = 1, max(1, listing.count(chosen))
    items, _ = _items((chosen, values["sort"], page, per_page), site, values)
    return items


Part = tuple[Selection, listing.Order, int, int]
"""One page of a selection in an order: the page's number, from 1, and its size."""


def _items(part: Part, site: Site, values: Mapping[str, Any]) -> tuple[list[dict[str, Any]], int]:
    works, total = listing.find(*part)
    writer, keys = publication.Writer(site.url, values.get("lang")), values.get("fields")
    return [publication.keep(writer.write(work), keys) for work in works], total


def _kept(kept: KeptItems, part: Part, site: Site, lang: str | None) -> tuple[list[Any], int]:
    """Write only the items that are not kept: after a write most are as they were."""
    rows, total = listing.versions(*part)
    shelf = kept.shelf(rows[0].since) if rows else Shelf(0)
    rank_at = part[0].rank_at
    found = {row.id: shelf.items.get((row.id, row.version, lang, rank_at)) for row in rows}
    if missing := [number for number, item in found.items() if item is None]:
        writer = publication.Writer(site.url, lang)
        for work in listing.some(part[0].session, missing, site.scheme, rank_at, site.source):
            number = work.facts["id"]
            found[number] = shelf.put((number, work.facts["version"], lang, rank_at), writer.write(work))
    # One that was deleted meanwhile is left out.
    return [item for item in found.values() if item], total


def _facet(chosen: Selection, terms: Mapping[str, Any], name: str, lang: str | None) -> list[dict[str, Any]]:
    wanted = [value for negated, value in terms.get(name, ()) if not negated]
    if name == "venue":
        wanted = _slugs(chosen, wanted)
    return [
        {
            "value": bucket.value,
            "label": bucket.label or label(name, bucket.value, lang),
            "count": bucket.count,
            "selected": any(_chosen(name, bucket, value) for value in wanted),
        }
        for bucket in counting.facet(chosen, name)
    ]


def _slugs(chosen: Selection, values: list[str | None]) -> list[str | None]:
    """Give the slugs of the venues that a filter's values name, whichever of their names they are."""
    named = [value for value in values if value is not None]
    found = venues_called(chosen.session, named, hidden=chosen.visibilities != PUBLIC)
    return [slug for venues in found.values() for slug in venues.values()] + [None] * (None in values)


def _chosen(name: str, bucket: counting.Bucket, value: Any) -> bool:
    """Tell whether a filter's value picks this bucket."""
    if value is None or bucket.value == counting.NONE:
        return value is None and bucket.value == counting.NONE
    if name == "year":
        low, high = value
        return (low is None or int(bucket.value) >= low) and (high is None or int(bucket.value) <= high)
    return fold(str(value)) == fold(bucket.value)


def _groups(buckets: Iterable[counting.Bucket], names: list[str], lang: str | None) -> list[dict[str, Any]]:
    groups = []
    for bucket in buckets:
        name = bucket.label or label(names[0], bucket.value, lang)
        group: dict[str, Any] = {"value": bucket.value, "label": name, "count": bucket.count}
        if bucket.groups is not None:
            group["groups"] = _groups(bucket.groups, names[1:], lang)
        groups.append(group)
    return groups


def links(site: Site, arguments: Arguments, page: int, pages: int) -> dict[str, str | None]:
    """Link to this answer, its neighbours and the same selection in every other format."""
    path = site.url + PATH

    def at(number: int) -> str:
        return path + grammar.query_string(arguments, page=[str(number)])

    unpaged = grammar.query_string(arguments, page=[], per_page=[], facets=[], group_by=[], fields=[])
    return {
        "self": path + grammar.query_string(arguments),
        "next": at(page + 1) if page < pages else None,
        "prev": at(min(page - 1, pages)) if page > 1 else None,
        **{form.link: f"{path}.{extension}{unpaged}" for extension, form in FORMATS.items()},
    }
