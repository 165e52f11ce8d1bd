"""Publications written in a format, any selection of them or one; and the owner's résumé."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from formats import json_resume
from formats.channel import Channel
from formats.registry import FORMATS
from models import overview
from models.revision import Revision
from models.sections import in_order
from schemas import grammar, sections
from schemas.publication import moment
from schemas.text import in_language
from services.asking import Site
from services.listing import PATH, Arguments, whole
from services.overview import profile

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


IN_RESUME = ("education", "experience", "awards", "projects", "service")


def resume(session: Session, site: Site, lang: str) -> str | None:
    """Write the owner's résumé in a language, with every public work; or None while no profile is loaded."""
    owner = profile(session, lang)
    if owner is None:
        return None
    works = whole(session, site, grammar.load({"lang": [lang]}), {})
    entries = {
        name: [sections.dump(name, entry, lang) for entry in session.scalars(in_order(name))]
        for name in IN_RESUME
    }
    address = f"{site.url}/api/v1/resume.json{grammar.query_string({'lang': [lang]})}"
    return json_resume.write(
        json_resume.Resume(owner, works, entries, site.url, address, _changed_at(session))
    )


def _changed_at(session: Session) -> str:
    return moment(session.scalars(select(Revision.changed_at).limit(1)).one())


def _channel(session: Session, title: str, lang: str | None, address: str, home: str) -> Channel:
    return Channel(title, owner_of(session, lang), address, home, _changed_at(session))
