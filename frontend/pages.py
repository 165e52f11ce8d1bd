"""The pages: the profile with its list, each publication, and what search engines ask for."""

from typing import Any

from flask import Blueprint, Response, redirect, render_template
from markupsafe import Markup
from marshmallow import ValidationError
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from formats import bibtex, json_ld, reference, references
from frontend import addresses, assets, editor, entries, highwire, view
from frontend.controls import released
from frontend.frame import frame, site
from frontend.people import companions
from models import db, listing
from models.publication import Publication
from models.sections import SECTIONS, in_order
from schemas import grammar, publication
from schemas import sections as section_schema
from services.asking import Refused, faults_of
from services.citation_summary import headline, leading, summaries

bp = Blueprint("pages", __name__)


@bp.get("/")
def home() -> Any:
    """Show the profile, with the publications that the address asks for."""
    given, lang = addresses.arguments(), addresses.language()
    asked, notice = dict(given), None
    if (rest := released(given)) is not None:
        return redirect(addresses.home(rest))
    try:
        shown = view.ask(asked)
        if (exact := view.exact(asked)) != asked:
            return redirect(addresses.home(exact))
    except ValidationError as fault:
        told = fault.normalized_messages()
        notice = faults_of(db.session(), site(), told, fault.valid_data, grammar.QUERY.declared_fields)
    except Refused as refused:
        notice = refused.faults
    if notice:
        asked = {"lang": [lang]} if addresses.asked_language() else {}
        shown = view.ask(asked)
    shared = frame(lang, "/", asked)
    page = render_template(
        "page.html",
        **shared,
        **sections(),
        cited=cited(shared["words"]),
        companions=companions(shared["t"](shared["profile"]["bio_html"])[0]),
        **view.listed(shown, asked, lang, shared["words"], shared["profile"]["slug"], shared["home"]),
        notice=notice and {"errors": notice},
        canonical=site().url + addresses.home({}, lang=addresses.asked_language()),
        json_ld=json_ld.person(shared["profile"], site().url, lang),
        modules=assets.MODULES,
    )
    return page, 400 if notice else 200


def cited(words: Any) -> dict[str, Any] | None:
    """Give the owner's citations and h-index with their source and day, or None where nobody counted."""
    chosen = leading(summaries(db.session()), site().source)
    if chosen is None:
        return None
    told = headline(chosen)
    return {
        "total": f"{told['total']:,}",
        "h_index": f"{told['h_index']:,}",
        "source": entries.counted(told, words),
    }


def sections() -> dict[str, Any]:
    """Read the other sections."""
    read = db.session.scalars
    return {name: [section_schema.dump(name, entry) for entry in read(in_order(name))] for name in SECTIONS}


@bp.get("/publications/<key>")
def show(key: str) -> str:
    """Show one publication, with what machines and other authors need to cite it."""
    work = listing.one(db.session(), key, site().scheme, leading=site().source)
    if work is None:
        raise NotFound
    lang = addresses.language()
    item = publication.Writer(site().url).write(work)
    shared = frame(lang, f"/publications/{key}", {})
    return render_template(
        "publication.html",
        **shared,
        item=item,
        entry=entries.entry(item, lang, shared["words"], addresses.asked_language()),
        bibtex=bibtex.write(item),
        citation=reference.write(item),
        # Every text in it is escaped.
        styles=[
            (name, style.name, Markup(references.write(item, name).html))  # noqa: S704
            for name, style in references.STYLES.items()
        ],
        highwire=highwire.tags(item),
        canonical=item["url"] + grammar.query_string({}, lang=[addresses.asked_language() or ""]),
        json_ld=json_ld.article(item),
    )


@bp.get("/editor")
def editing() -> str:
    """Give the owner's editor its forms, dialogs and words."""
    lang = addresses.language()
    return render_template("editor.html", **editor.parts(lang), lang=lang, static=assets.address)


@bp.get("/static/<version>/<path:path>")
def static_file(version: str, path: str) -> Response:
    """Answer with a script, a style or a picture."""
    return assets.answer(path)


@bp.get("/files/<path:name>")
def file(name: str) -> Response:
    """Answer with a picture of the owner's, such as a portrait."""
    return assets.picture(name)


@bp.get("/favicon.ico")
def favicon() -> Response:
    """Answer browsers that ask for an icon without reading the page."""
    return assets.answer("favicon.svg")


@bp.get("/about")
@bp.get("/about.html")
def about() -> Any:
    """Lead the addresses of the Jekyll theme to the page."""
    return redirect("/" + grammar.query_string(addresses.arguments()), 301)


@bp.get("/publications")
def publications() -> Any:
    """Lead the address of the list to its place on the page."""
    return redirect("/" + grammar.query_string(addresses.arguments()) + "#publications", 302)


@bp.get("/robots.txt")
def robots() -> Response:
    """Let everyone read, and name the site map; filtered views add nothing to an index."""
    text = f"User-agent: *\nAllow: /\nDisallow: /*?\nAllow: /*?lang=\nSitemap: {site().url}/sitemap.xml\n"
    return Response(text, content_type="text/plain; charset=utf-8")


@bp.get("/sitemap.xml")
def sitemap() -> Response:
    """List the page and every publication's page (sitemaps.org)."""
    rows = db.session.execute(
        select(Publication.key, Publication.updated_at)
        .where(Publication.visibility == "public")
        .order_by(Publication.position)
    )
    page = render_template("sitemap.xml", site_url=site().url, rows=rows)
    return Response(page, content_type="application/xml; charset=utf-8")
