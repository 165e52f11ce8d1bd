"""What every page needs: the owner, the words, the addresses."""

from typing import Any

from flask import current_app
from werkzeug.exceptions import NotFound

from frontend import addresses, assets, entries, words
from models import db
from services import overview
from services.asking import Site


def site() -> Site:
    """Tell what answers depend on beside the data."""
    return Site.of(current_app.config)


def frame(lang: str, path: str, given: addresses.Arguments) -> dict[str, Any]:
    """Collect what every page needs: words, owner, addresses."""
    profile = overview.profile(db.session(), None)
    if profile is None:
        raise NotFound("No profile is loaded yet.")
    profile["links"] = [link for link in profile["links"] if entries.LEADS_SOMEWHERE.match(link["url"])]
    profile["bio_html"] = profile["bio"] and profile["bio"]["html"]
    return {
        "lang": lang,
        "words": words.words_in(lang),
        "t": lambda text: words.text_in(text, lang),
        "profile": profile,
        "site_url": site().url,
        "home": addresses.home({}, lang=addresses.asked_language()),
        "switches": addresses.alternates(path, given),
        "alternates": addresses.alternates(path, {}),
        "leads": lambda url: url if url and entries.LEADS_SOMEWHERE.match(url) else None,
        "unspoken": site().url + path,
        "lang_of": lambda text: entries.language_of(text, lang),
        "static": assets.address,
        "theme_script": assets.theme_script(),
    }
