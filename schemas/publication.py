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
    edition = fields.String(
        metadata={"description": "The edition that ranks it, where `rank_at=published` asked for that."}
    )


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
    visibility = fields.String(
        metadata={"enum": ["hidden"], "description": "Stands where a work is hidden, told to its owner."}
    )


def moment(value: datetime | str) -> str:
    """Write a point in time, as it is or as a database stores it, as ISO 8601 in UTC."""
    text = str(value)
    return f"{text[:10]}T{text[11:19]}Z"


def rank_of(label: str, source: str) -> dict[str, str]:
    """Write an effective rank from its label, `CCF-A` or `CORE-A*`."""
    scheme, _, rank_class = label.partition("-")
    return {"label": label, "scheme": scheme, "class": rank_class, "source": source}


def effective_rank(
    stated: str | None, listed: str | None, edition: str | None = None
) -> dict[str, str] | None:
    """Choose the owner's word over the catalogue's, of an edition if told; null where neither is."""
    if stated:
        return rank_of(stated, "owner")
    if not listed:
        return None
    return rank_of(listed, "catalogue") | ({"edition": edition} if edition else {})


def place_of(place: Any) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """Write a venue and its ranks (see models.works.Place)."""
    venue = place.venue
    ranks = [
        {"label": label, "scheme": scheme, "edition": edition, "class": rank_class}
        for _, label, scheme, edition, rank_class, _ in place.ranks
    ]
    return {"slug": venue.slug, "acronym": venue.acronym, "name": venue.name, "kind": venue.kind}, ranks


class Writer:
    """Writes works (see models.works.Work) as the API's objects; a venue met twice is written once."""

    def __init__(self, site: str, lang: str | None = None) -> None:
        """Write for one public address, in one language or in all there are."""
        self.prefix = f"{site}/publications/"
        self.lang = lang
        self.places: dict[int, tuple[dict[str, Any], list[dict[str, str]]]] = {}

    def write(self, work: Any) -> dict[str, Any]:
        """Write one work."""
        facts, place, lang = work.facts, work.place, self.lang
        venue, ranks = self._place(facts["venue_id"], place) if place else (None, [])
        hidden = {} if facts["visibility"] == "public" else {"visibility": facts["visibility"]}
        return {
            "key": facts["key"],
            "title": facts["title"],
            "type": facts["type"],
            "status": facts["status"],
            "year": facts["year"],
            "month": facts["month"],
            "venue": venue,
            "rank": effective_rank(facts["stated_rank"], work.listed, work.edition),
            "ranks": ranks,
            "authors": [
                {
                    "name": name,
                    "slug": slug,
                    "is_owner": person == work.owner,
                    "corresponding": corresponding == 1,
                    "equal_contribution": equal == 1,
                }
                for _, name, slug, person, corresponding, equal in work.authors
            ],
            "doi": facts["doi"],
            "arxiv_id": facts["arxiv_id"],
            "volume": facts["volume"],
            "issue": facts["issue"],
            "pages": facts["pages"],
            "links": [{**link, "label": in_language(link["label"], lang)} for link in facts["links"]],
            "abstract": facts["abstract"],
            "topics": [{"slug": topic.slug, "label": topic.label} for topic in work.topics],
            "awards": [
                {"id": award.id, "title": in_language(award.title, lang), "year": award.year}
                for award in work.awards
            ],
            "note": in_language(facts["note"], lang),
            "selected": facts["selected"],
            "citations": work.citation
            and dict(zip(("count", "source", "as_of"), work.citation[1:], strict=True)),
            "url": self.prefix + quote(facts["key"]),
            "created_at": moment(facts["created_at"]),
            "updated_at": moment(facts["updated_at"]),
            "version": facts["version"],
            **hidden,
        }

    def _place(self, key: int, place: Any) -> tuple[dict[str, Any], list[dict[str, str]]]:
        if key not in self.places:
            self.places[key] = place_of(place)
        return self.places[key]


def keep(item: dict[str, Any], keys: Iterable[str] | None) -> dict[str, Any]:
    """Keep only the keys asked for that the item has, or all when none were."""
    return {key: item[key] for key in keys if key in item} if keys else item
