"""The view model of a publication's entry: what the macro in _publication.html prints, field by field."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, quote_plus

from frontend.words import text_in

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
LEADS_SOMEWHERE = re.compile(r"https?://|mailto:|/(?![/\\\s\x00-\x1f])", re.IGNORECASE)
"""How an address begins that only leads somewhere; `javascript:` and the like run something."""


def entry(
    item: Mapping[str, Any], lang: str, words: Mapping[str, Any], asked: str | None = None
) -> dict[str, Any]:
    """Make the entry of a publication as the API gives it; static/js/entry.js makes the same one.

    Every field is always there: "" or [] stands for what is not known. A field that ends in `_lang` is ""
    when the text is in the page's own language. `asked` is the language that the page's address names, which
    links carry on; one that the reader's browser chose is not written down.
    """
    venue = item["venue"] or {}
    note, note_lang = other_language(item["note"], lang)
    path = f"/publications/{quote(item['key'], safe='')}{f'?lang={asked}' if asked else ''}"
    return {
        "key": item["key"],
        "path": path,
        "cite": f"{path}#cite",
        "title": item["title"],
        "title_lang": language_of(item["title"], lang),
        "authors": [author(person, asked) for person in item["authors"]],
        "authors_lang": language_of(" ".join(person["name"] for person in item["authors"]), lang),
        "venue": venue.get("acronym") or venue.get("name") or "",
        "venue_name": venue.get("name", "") if venue.get("acronym") else "",
        "year": str(item["year"] or ""),
        "rank": item["rank"]["label"] if item["rank"] else "",
        "rank_source": words[f"rank_by_{item['rank']['source']}"] if item["rank"] else "",
        "status": "" if item["status"] == "published" else words[f"status_{item['status']}"],
        "note": note,
        "note_lang": note_lang,
        "citations": words["cited"].replace("{count}", str(item["citations"]["count"]))
        if item["citations"]
        else "",
        "citations_source": counted(item["citations"], words) if item["citations"] else "",
        "awards": [award(given["title"], lang) for given in item["awards"]],
        "links": links(item, lang, words),
    }


def counted(citations: Mapping[str, Any], words: Mapping[str, Any]) -> str:
    """Say who counted citations, and when."""
    source = words["counted_by"].get(citations["source"], citations["source"])
    return str(words["as_of"]).replace("{source}", source).replace("{date}", citations["as_of"])


def author(person: Mapping[str, Any], asked: str | None) -> dict[str, str]:
    """Give an author's name, filter address and marks; the owner has no address and so stands out."""
    slug = person["slug"]
    href = f"/?author={quote_plus(slug)}{f'&lang={asked}' if asked else ''}"
    return {
        "name": person["name"],
        "slug": slug,
        "author_href": "" if person["is_owner"] else href,
        "mark": "*" * person["corresponding"] + "†" * person["equal_contribution"],
    }


def award(text: Any, lang: str) -> dict[str, str]:
    """Give an award in the page's language, or in the one it has."""
    name, name_lang = other_language(text, lang)
    return {"text": name, "lang": name_lang}


def links(item: Mapping[str, Any], lang: str, words: Mapping[str, Any]) -> list[dict[str, str]]:
    """List the owner's links that lead somewhere, then DOI and arXiv, each address once."""
    found = [
        (text_in(link["label"], lang)[0] or words["links"].get(link["kind"], link["kind"]), link["url"])
        for link in item["links"]
        if LEADS_SOMEWHERE.match(link["url"])
    ]
    if item["doi"]:
        found.append(("DOI", f"https://doi.org/{address(item['doi'])}"))
    if item["arxiv_id"]:
        found.append(("arXiv", f"https://arxiv.org/abs/{address(item['arxiv_id'])}"))
    unique: dict[str, str] = {}
    for label, url in found:
        unique.setdefault(url, label)
    return [{"label": label, "url": url} for url, label in unique.items()]


def address(identifier: str) -> str:
    """Encode a DOI or an arXiv number as a path, as encodeURIComponent does but for the slash."""
    return quote(identifier, safe="/!~*'()")


def language_of(text: str, lang: str) -> str:
    """Name the language of a text, "" when it is the page's: Chinese is what holds Han characters."""
    spoken = "zh" if HAN.search(text) else "en"
    return "" if spoken == lang else spoken


def other_language(text: Any, lang: str) -> tuple[str, str]:
    """Give a text by language and the language it is in, "" for the page's own."""
    chosen, spoken = text_in(text, lang)
    return chosen, "" if spoken == lang else spoken
