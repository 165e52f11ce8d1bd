"""Publications written in a format: any selection of them, or one."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from formats.channel import Channel
from formats.registry import FORMATS
from models import overview
from models.revision import Revision
from schemas import grammar
from schemas.publication import moment
from schemas.text import in_language
from services.asking import Site
from services.listing import PATH, Arguments, whole

TITLES = {"en": "{name}: publications", "zh": "{name}：论文"}
ASIDE = ("facets", "group_by", "fields")
"""What changes nothing in a feed, and so has no part in its name."""


def write(
    session: Session, site: Site, extension: str, values: Mapping[str, Any], arguments: Arguments
) -> str:
    """Write all publications that a query asks for, or one page of them when a page was asked for."""
    items = whole(session, site, {**values, "fields": None}, arguments)
    query = grammar.query_string(arguments, **dict.fromkeys(ASIDE, ()))
    # Who reads the page may not ask it for hidden works.
    home = f"{site.url}/{grammar.query_string(arguments, **dict.fromkeys((*ASIDE, 'visibility'), ()))}"
    lang = values.get("lang")

    def channel() -> Channel:
        filters = grammar.query_string(arguments, **dict.fromkeys((*ASIDE, "lang", "page", "per_page"), ()))
        title = title_of(session, lang) + (f" ({filters[1:].replace('+', ' ')})" if filters else "")
        return _channel(session, title, lang, f"{site.url}{PATH}.{extension}{query}", home)

    return FORMATS[extension].written(items, values.get("fields"), channel)


def write_one(session: Session, site: Site, extension: str, item: Mapping[str, Any], lang: str | None) -> str:
    """Write one publication, as the API gives it."""
    key = item["url"].rpartition("/")[2]
    address = f"{site.url}{PATH}/{key}.{extension}{grammar.query_string({'lang': [lang or '']})}"
    items: Sequence[Any] = [item]
    return FORMATS[extension].written(
        items, None, lambda: _channel(session, item["title"], lang, address, item["url"])
    )


def title_of(session: Session, lang: str | None) -> str:
    """Name the list after its owner."""
    return TITLES[lang or "en"].replace("{name}", owner_of(session, lang))


def owner_of(session: Session, lang: str | None) -> str:
    """Name the owner, in a language or the first there is."""
    owner = overview.profile(session)
    return in_language(owner.name, lang or "en") if owner else "Vitrine"


def _channel(session: Session, title: str, lang: str | None, address: str, home: str) -> Channel:
    changed_at = session.scalars(select(Revision.changed_at).limit(1)).one()
    return Channel(title, owner_of(session, lang), address, home, moment(changed_at))
