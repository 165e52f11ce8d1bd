"""A publication as the API gives it: the schema that documents it and the function that writes it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import quote

from marshmallow import Schema, fields

from schemas.text import TextField, in_language
from schemas.vocabulary import CSL_TYPES, STATUSES


class VenueBrief(Schema):
    """A venue where it stands beside a publication."""

    slug = fields.String(required=True)
    acronym = fields.String(required=True, allow_none=True)
    name = fields.String(required=True)
    kind = fields.String(required=True)


class EffectiveRank(Schema):
    """The rank that counts: the owner's word, else the catalogue's."""

    label = fields.String(required=True)
    scheme = fields.String(required=True)
    rank_class = fields.String(required=True, data_key="class", attribute="class")
    source = fields.String(required=True, metadata={"enum": ["owner", "catalogue"]})


class ListedRank(Schema):
    """What one edition of a scheme says of a venue."""

    label = fields.String(required=True)
    scheme = fields.String(required=True)
    edition = fields.String(required=True)
    rank_class = fields.String(required=True, data_key="class", attribute="class")


class Author(Schema):
    """An author in the order printed."""

    name = fields.String(required=True)
    slug = fields.String(required=True)
    is_owner = fields.Boolean(required=True)
    corresponding = fields.Boolean(required=True)
    equal_contribution = fields.Boolean(required=True)


class Link(Schema):
    """A way to something outside."""

    kind = fields.String(required=True)
    url = fields.String(required=True)
    label = TextField(required=True, allow_none=True)


class TopicBrief(Schema):
    """A subject."""

    slug = fields.String(required=True)
    label = fields.String(required=True)


class AwardBrief(Schema):
    """An honour that the publication was given."""

    id = fields.Integer(required=True)
    title = TextField(required=True)
    year = fields.Integer(required=True, allow_none=True)


class Citations(Schema):
    """How often it is cited, by whom counted, and when."""

    count = fields.Integer(required=True)
    source = fields.String(required=True)
    as_of = fields.String(required=True)


class Publication(Schema):
    """A work."""

    key = fields.String(required=True)
    title = fields.String(required=True)
    type = fields.String(required=True, metadata={"enum": list(CSL_TYPES)})
    status = fields.String(required=True, metadata={"enum": list(STATUSES)})
    year = fields.Integer(required=True, allow_none=True)
    month = fields.Integer(required=True, allow_none=True)
    venue = fields.Nested(VenueBrief, required=True, allow_none=True)
    rank = fields.Nested(EffectiveRank, required=True, allow_none=True)
    ranks = fields.List(fields.Nested(ListedRank), required=True)
    authors = fields.List(fields.Nested(Author), required=True)
    doi = fields.String(required=True, allow_none=True)
    arxiv_id = fields.String(required=True, allow_none=True)
    volume = fields.String(required=True, allow_none=True)
    issue = fields.String(required=True, allow_none=True)
    pages = fields.String(required=True, allow_none=True)
    links = fields.List(fields.Nested(Link), required=True)
    abstract = fields.String(required=True, allow_none=True)
    topics = fields.List(fields.Nested(TopicBrief), required=True)
    awards = fields.List(fields.Nested(AwardBrief), required=True)
    note = TextField(required=True, allow_none=True)
    selected = fields.Boolean(required=True)
    citations = fields.Nested(Citations, required=True, allow_none=True)
    url = fields.String(required=True)
    created_at = fields.String(required=True, metadata={"format": "date-time"})
    updated_at = fields.String(required=True, metadata={"format": "date-time"})
    version = fields.Integer(required=True)


def moment(value: datetime) -> str:
    """Write a point in time as ISO 8601 in UTC."""
    return value.strftime("%Y-%m-%dT%H:%M:%SZ")


def rank_of(label: str, source: str) -> dict[str, str]:
    """Write an effective rank from its label, `CCF-A` or `CORE-A*`."""
    scheme, _, rank_class = label.partition("-")
    return {"label": label, "scheme": scheme, "class": rank_class, "source": source}


def effective_rank(stated: str | None, listed: Any) -> dict[str, str] | None:
    """Choose the owner's word over the catalogue's; null where neither ranks the work."""
    if stated:
        return rank_of(stated, "owner")
    return rank_of(listed.label, "catalogue") if listed else None


def dump(work: Any, site: str, lang: str | None = None) -> dict[str, Any]:
    """Write a work (see models.listing.Work) as the API's object; site is the public address."""
    row, venue = work.row, work.venue
    citation = work.citation
    return {
        "key": row.key,
        "title": row.title,
        "type": row.type,
        "status": row.status,
        "year": row.year,
        "month": row.month,
        "venue": venue
        and {"slug": venue.slug, "acronym": venue.acronym, "name": venue.name, "kind": venue.kind},
        "rank": effective_rank(row.stated_rank, work.rank),
        "ranks": [
            {"label": rank.label, "scheme": rank.scheme, "edition": rank.edition, "class": rank.rank_class}
            for rank in work.ranks
        ],
        "authors": [
            {
                "name": author.name,
                "slug": author.slug,
                "is_owner": bool(author.is_owner),
                "corresponding": author.corresponding,
                "equal_contribution": author.equal_contribution,
            }
            for author in work.authors
        ],
        "doi": row.doi,
        "arxiv_id": row.arxiv_id,
        "volume": row.volume,
        "issue": row.issue,
        "pages": row.pages,
        "links": [{**link, "label": in_language(link["label"], lang)} for link in row.links],
        "abstract": row.abstract,
        "topics": [{"slug": topic.slug, "label": topic.label} for topic in work.topics],
        "awards": [
            {"id": award.id, "title": in_language(award.title, lang), "year": award.year}
            for award in work.awards
        ],
        "note": in_language(row.note, lang),
        "selected": row.selected,
        "citations": citation
        and {"count": citation.count, "source": citation.source, "as_of": citation.as_of},
        "url": f"{site}/publications/{quote(row.key)}",
        "created_at": moment(row.created_at),
        "updated_at": moment(row.updated_at),
        "version": row.version,
    }


def keep(item: dict[str, Any], keys: Iterable[str] | None) -> dict[str, Any]:
    """Keep only the keys asked for, or all when none were."""
    return {key: item[key] for key in keys} if keys else item
