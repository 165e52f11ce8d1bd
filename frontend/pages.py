"""The pages: the profile with its list, each publication, and what search engines ask for."""

from typing import Any

from flask import Blueprint, Response, current_app, redirect, render_template, request
from marshmallow import ValidationError
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from formats import bibtex, reference
from frontend import addresses, assets, structured, words
from frontend.chart import bars
from frontend.entries import entry
from models import db, listing
from models.filters import UnknownValues
from models.person import Person
from models.publication import Publication
from models.sections import SECTIONS
from schemas import faults, grammar, publication
from schemas import sections as section_schema
from services import overview
from services.listing import Site, envelope

bp = Blueprint("pages", __name__)

PAINTED = 1000
"""Publications painted by the server on one page; the script fetches the others while the browser is idle."""

FACETS = ["year", "venue", "rank", "status", "author"]


def site() -> Site:
    """Tell what answers depend on beside the data."""
    return Site(current_app.config["SITE_URL"], current_app.config["RANK_SCHEME"])


def frame(lang: str, path: str, given: addresses.Arguments) -> dict[str, Any]:
    """Collect what every page needs: words, owner, addresses."""
    profile = overview.profile(db.session(), None)
    if profile is None:
        raise NotFound("No profile is loaded yet.")
    profile["bio_html"] = profile["bio"] and profile["bio"]["html"]
    return {
        "lang": lang,
        "words": words.words_in(lang),
        "t": lambda text: words.text_in(text, lang),
        "profile": profile,
        "site_url": site().url,
        "alternates": addresses.alternates(path, given),
        "static": assets.address,
    }


@bp.get("/")
def home() -> tuple[str, int]:
    """Show the profile, with the publications that the address asks for."""
    given, lang = addresses.arguments(), addresses.language()
    asked, notice = dict(given), None
    try:
        answer, grouped_by = ask(asked)
    except ValidationError as fault:
        notice = faults.of_query(fault.normalized_messages(), grammar.ORDER)
    except UnknownValues as fault:
        notice = [faults.unknown_value(*unknown) for unknown in fault.faults]
    if notice:
        asked = {"lang": [lang]} if request.args.get("lang") == lang else {}
        answer, grouped_by = ask(asked)
    shared = frame(lang, "/", asked)
    page = render_template(
        "page.html",
        **shared,
        **sections(),
        **listed(answer, asked, lang, grouped_by, shared["words"]),
        notice=notice and {"errors": notice},
        canonical=site().url + "/",
        json_ld=structured.person(shared["profile"], site().url, lang),
        modules=assets.MODULES,
    )
    return page, 400 if notice else 200


def ask(given: addresses.Arguments) -> tuple[dict[str, Any], str]:
    """Answer the address as the API would, with the page's facets and chart, and tell what groups the list."""
    values = grammar.load(given)
    grouped_by = given.get("group_by", ["year"])[-1]
    values |= {"facets": FACETS, "group_by": [], "fields": None, "lang": None}
    if "per_page" not in given:
        values["per_page"] = PAINTED
    return envelope(db.session(), site(), values, given), grouped_by.partition(",")[0]


def sections() -> dict[str, Any]:
    """Read the other sections and the people who stand near the owner."""
    read = db.session.scalars
    entries = {
        name: [
            section_schema.dump(name, row) for row in read(select(model).order_by(model.position, model.id))
        ]
        for name, model in SECTIONS.items()
    }
    near = select(Person).where(Person.relation.is_not(None)).order_by(Person.id)
    return {**entries, "people_with_relation": read(near).all()}


def listed(
    answer: dict[str, Any], given: addresses.Arguments, lang: str, grouped_by: str, spoken: Any
) -> dict[str, Any]:
    """Prepare the list for the template: groups of entries, the chart, the filters in force."""
    groups: dict[str, dict[str, Any]] = {}
    for item in answer["items"]:
        value, label = group_of(item, grouped_by)
        group = groups.setdefault(value, {"value": value, "label": label, "entries": []})
        group["entries"].append(entry(item, lang, spoken))
    names = {(name, value["value"]): value["label"] for name in FACETS for value in answer["facets"][name]}
    owner = {author["slug"] for item in answer["items"] for author in item["authors"] if author["is_owner"]}
    answer["facets"]["author"] = [
        value for value in answer["facets"]["author"] if value["value"] not in owner
    ]
    return {
        "listing": answer,
        "groups": list(groups.values()),
        "bars": bars(chart_counts(given)),
        "query": addresses.in_force(given, names, spoken),
        "state": {key: values[-1] for key, values in given.items()},
        "href": lambda **changes: addresses.home(given, **changes),
    }


GROUPS: dict[str, Any] = {
    "year": lambda item: item["year"] and (str(item["year"]), str(item["year"])),
    "venue": lambda item: (
        item["venue"] and (item["venue"]["slug"], item["venue"]["acronym"] or item["venue"]["name"])
    ),
    "rank": lambda item: item["rank"] and (item["rank"]["label"], item["rank"]["label"]),
    "none": lambda item: ("all", ""),
}


def group_of(item: dict[str, Any], grouped_by: str) -> tuple[str, str]:
    """Name the group of an item: its value and its label."""
    group: tuple[str, str] = GROUPS.get(grouped_by, GROUPS["year"])(item) or ("none", "")
    return group


def chart_counts(given: addresses.Arguments) -> list[dict[str, Any]]:
    """Count by year and rank under all filters but the year's, in the shape the chart takes."""
    others = {key: values for key, values in given.items() if key != "year"}
    values = {**grammar.load(others), "group_by": ["year", "rank"], "per_page": 1, "page": 1, "facets": None}
    groups = envelope(db.session(), site(), values, others)["groups"]
    return [
        {
            "year": None if group["value"] == "none" else int(group["value"]),
            "total": group["count"],
            "ranks": {inner["value"]: inner["count"] for inner in group["groups"]},
        }
        for group in groups
    ]


@bp.get("/publications/<key>")
def show(key: str) -> str:
    """Show one publication, with what machines and other authors need to cite it."""
    work = listing.one(db.session(), key, site().scheme)
    if work is None:
        raise NotFound
    lang = addresses.language()
    item = publication.dump(work, site().url)
    shared = frame(lang, f"/publications/{key}", {})
    return render_template(
        "publication.html",
        **shared,
        item=item,
        entry=entry(item, lang, shared["words"]),
        bibtex=bibtex.write(item),
        citation=reference.write(item),
        highwire=structured.highwire(item),
        canonical=item["url"],
        json_ld=structured.article(item),
    )


@bp.get("/static/<version>/<path:path>")
def static_file(version: str, path: str) -> Response:
    """Answer with a script, a style or a picture."""
    return assets.answer(version, path)


@bp.get("/favicon.ico")
def favicon() -> Response:
    """Answer browsers that ask for an icon without reading the page."""
    return assets.answer("", "favicon.svg")


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
    text = f"User-agent: *\nAllow: /\nDisallow: /*?\nSitemap: {site().url}/sitemap.xml\n"
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
