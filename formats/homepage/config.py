"""The author block of `_config.yml`: name, place and the addresses that its 36 keys stand for."""

from collections.abc import Mapping
from typing import Any

from formats import clean, document, identifiers
from formats.homepage.inline import plain
from formats.homepage.language import name_of, text_of
from formats.records import Problem

PATHS = ("_config.yml", "_config.yaml")
# Keys that hold a whole address, and those that hold a name, with the address that it completes.
WHOLE = (
    "uri",
    "googlescholar",
    "pubmed",
    "orcid",
    "dblp",
    "researchgate",
    "impactstory",
    "semanticscholar",
    "arxiv",
)
SITES = {
    "github": "https://github.com/{}",
    "twitter": "https://twitter.com/{}",
    "facebook": "https://www.facebook.com/{}",
    "linkedin": "https://www.linkedin.com/in/{}",
    "bitbucket": "https://bitbucket.org/{}",
    "stackoverflow": "https://www.stackoverflow.com/users/{}",
    "keybase": "https://keybase.io/{}",
    "google_plus": "https://plus.google.com/+{}",
    "xing": "https://www.xing.com/profile/{}",
    "instagram": "https://instagram.com/{}",
    "tumblr": "https://{}.tumblr.com",
    "lastfm": "https://last.fm/user/{}",
    "dribbble": "https://dribbble.com/{}",
    "pinterest": "https://www.pinterest.com/{}",
    "foursquare": "https://foursquare.com/{}",
    "steam": "https://steamcommunity.com/id/{}",
    "youtube": "https://www.youtube.com/user/{}",
    "soundcloud": "https://soundcloud.com/{}",
    "weibo": "https://www.weibo.com/{}",
    "flickr": "https://www.flickr.com/photos/{}",
    "codepen": "https://codepen.io/{}",
    "vine": "https://vine.co/u/{}",
    "wikipedia": "https://en.wikipedia.org/wiki/User:{}",
}
TEXTS = ("name", "avatar", "bio", "location", "employer", "email")
KINDS = {"uri": "website", "googlescholar": "scholar"}
LONGEST = 200_000
LONGEST_KIND = 40


def find(files: Mapping[str, str]) -> str | None:
    """Name the file of settings, if it is there."""
    return next((path for path in sorted(files) if path.rsplit("/", 1)[-1] in PATHS), None)


def read(text: str, path: str = "_config.yml") -> tuple[dict[str, Any], list[Problem]]:
    """Read the profile's keys out of the settings."""
    try:
        settings, _ = document.read(text[:LONGEST])
    except document.Unreadable as fault:
        return {}, [Problem(None, f"{path} is no YAML: {str(fault)[:200]}")]
    author = settings.get("author") if isinstance(settings, dict) else None
    if not isinstance(author, dict):
        return {}, [Problem(None, f"{path} has no author.")]
    said = _said(author)
    links, problems = _links(said, path)
    fields = {
        "name": name_of(plain(said.get("name", ""))),
        "headline": text_of(plain(said.get("bio", ""))),
        "location": text_of(plain(said.get("location", ""))),
        "affiliations": [{"name": employer}]
        if (employer := text_of(plain(said.get("employer", ""))))
        else None,
        "email": said["email"] if clean.EMAIL.fullmatch(said.get("email", "")) else None,
        "links": links or None,
    }
    if "email" in said and not fields["email"]:
        problems.append(Problem(None, f"{path}: author.email is no address."))
    return {key: value for key, value in fields.items() if value}, problems


def _said(author: Mapping[Any, Any]) -> dict[str, str]:
    """Give the keys that say something, as text; a user may be a number."""
    texts = ((clean.line(key), clean.line(value)) for key, value in author.items())
    return {key: text for key, text in texts if key and text}


def _links(said: Mapping[str, str], path: str) -> tuple[list[dict[str, str]], list[Problem]]:
    """Make an address of each key; a whole one stays as it is, under a key of the page's own too."""
    links, refused = [], []
    own = [key for key in said if key not in {*WHOLE, *SITES, *TEXTS}]
    for key in [*WHOLE, *SITES, *own]:
        if key not in said:
            continue
        url = identifiers.link(said[key])
        if url is None and key in SITES:
            url = identifiers.link(SITES[key].format(said[key].lstrip("@")))
        if url and len(key) <= LONGEST_KIND:
            links.append({"kind": KINDS.get(key, key), "url": url})
        else:
            what = "not known" if key in own else "no address"
            refused.append(Problem(None, f"{path}: author.{key[:LONGEST_KIND]} is {what}."))
    return links, refused
