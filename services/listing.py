"""A view of the list, asked for in the grammar: the same answer for the API, the page and the downloads."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from formats.registry import FORMATS
from models import counting, listing
from models.filters import Selection
from models.folding import fold
from models.known import venues_called
from models.works import Work
from schemas import grammar, publication
from schemas.vocabulary import label
from services.asking import Site, selection

PATH = "/api/v1/publications"


Arguments = Mapping[str, Iterable[str]]
"""A query string as it came: by parameter, the values in order."""


def envelope(session: Session, site: Site, values: Mapping[str, Any], arguments: Arguments) -> dict[str, Any]:
    """Answer a query (loaded by grammar.Query) with items, totals, the facets asked for and links."""
    terms, chosen = grammar.terms(values), selection(session, site, values)
    page, per_page, lang = values["page"], values["per_page"], values.get("lang")
    found = listing.find(chosen, values["sort"], page, per_page)
    total = found.total
    pages = max(1, -(-total // per_page))
    answer: dict[str, Any] = {
        "items": _items(found.works, site, values),
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
    everything, terms = Selection(session, {}, site.scheme), grammar.terms(values)
    return {name: _facet(everything, terms, name, values.get("lang")) for name in values["facets"]}


def whole(
    session: Session, site: Site, values: Mapping[str, Any], arguments: Arguments
) -> list[dict[str, Any]]:
    """Read all items of a query for a download, or one page of them when a page was asked for."""
    chosen = selection(session, site, values)
    page, per_page = values["page"], values["per_page"]
    if "page" not in arguments and "per_page" not in arguments:
        page, per_page = 1, max(1, listing.count(chosen))
    return _items(listing.find(chosen, values["sort"], page, per_page).works, site, values)


def _items(works: Iterable[Work], site: Site, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    writer, keys = publication.Writer(site.url, values.get("lang")), values.get("fields")
    return [publication.keep(writer.write(work), keys) for work in works]


def _facet(chosen: Selection, terms: Mapping[str, Any], name: str, lang: str | None) -> list[dict[str, Any]]:
    wanted = [value for negated, value in terms.get(name, ()) if not negated]
    if name == "venue":
        wanted = [slug for value in wanted for slug in _slugs(chosen.session, value)]
    return [
        {
            "value": bucket.value,
            "label": bucket.label or label(name, bucket.value, lang),
            "count": bucket.count,
            "selected": any(_chosen(name, bucket, value) for value in wanted),
        }
        for bucket in counting.facet(chosen, name)
    ]


def _slugs(session: Session, value: str | None) -> Iterable[str | None]:
    """Give the slugs of the venues that a filter's value names, whichever of their names it is."""
    return [None] if value is None else venues_called(session, value).values()


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
