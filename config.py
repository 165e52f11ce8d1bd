"""Every setting, once, read from the environment."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from click import ClickException
from marshmallow import ValidationError
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from schemas.patterns import SOURCE
from schemas.vocabulary import LANGUAGES

ROOT = re.compile(r"https?://(\[[0-9a-f:.]+\]|[^][\s:/?#@\\]+)(:[0-9]+)?/?", re.IGNORECASE)


class SettingError(ClickException):
    """A setting that cannot be read; its text is one sentence for the person who starts the server."""


class Setting(NamedTuple):
    """One row of the table of settings, as the README prints it."""

    name: str
    default: str
    read: Callable[[str], Any]
    meaning: str
    is_secret: bool = False


def whole_number(low: int, high: int) -> Callable[[str], int]:
    """Make a reader of whole numbers from low to high."""

    def read(text: str) -> int:
        if text.isascii() and text.isdigit() and low <= int(text) <= high:
            return int(text)
        raise ValueError(f"a whole number from {low} to {high}")

    return read


def database_url(text: str) -> str:
    """Read a database address; a relative SQLite path counts from the folder the command runs in."""
    try:
        url = make_url(text)
        url.get_dialect().import_dbapi()
    except (ArgumentError, ValueError):
        raise ValueError("a database address such as sqlite:///vitrine.db") from None
    except ImportError:
        raise ValueError("a database address whose driver is installed") from None
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        url = url.set(database=str(Path(url.database).absolute()))
    return url.render_as_string(hide_password=False)


def site_url(text: str) -> str:
    """Read the public address of the site, without its closing slash: the root of a host, where it stands."""
    try:
        # Brackets that hold no address, and ports out of range, are found by the second.
        read = not text or (ROOT.fullmatch(text) and urlsplit(text).port != 0)
    except ValueError:
        read = False
    if not read:
        raise ValueError("an address without a path, such as https://example.org")
    return text.rstrip("/")


def language(text: str) -> str:
    """Read one of the languages the interface speaks."""
    if text in LANGUAGES:
        return text
    raise ValueError(f"one of {', '.join(LANGUAGES)}")


def service_url(text: str) -> str:
    """Read the address of another service, with a path or without, and without its closing slash."""
    found = re.fullmatch(r"(https?://[^/]+)((?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*)/?", text, re.IGNORECASE)
    try:
        return site_url(found[1] if found else "no address") + (found[2] if found else "")
    except ValueError:
        raise ValueError("an address such as https://api.example.org/v1") from None


def contact(text: str) -> str:
    """Read an email address, or nothing."""
    if not text or re.fullmatch(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){1,8}", text):
        return text
    raise ValueError("an email address such as name@example.org")


def key(text: str) -> str:
    """Read a key that a service gave out, which travels in a header, or nothing."""
    if re.fullmatch(r"[A-Za-z0-9._~+/=-]{0,200}", text):
        return text
    raise ValueError("the key as the service gave it")


def word(text: str) -> str:
    """Read a plain, non-empty word."""
    if text.strip() and not any(character.isspace() for character in text):
        return text
    raise ValueError("a word without spaces")


def source_name(text: str) -> str:
    """Read the name of a source of citation counts, or nothing."""
    try:
        return text and str(SOURCE(text))
    except ValidationError:
        raise ValueError("the name of a source such as google-scholar") from None


SETTINGS = (
    Setting("DATABASE_URL", "sqlite:///vitrine.db", database_url, "where the data lives"),
    Setting("HOST", "127.0.0.1", word, "the address the server listens on"),
    Setting("PORT", "8000", whole_number(1, 65535), "the port the server listens on"),
    Setting(
        "SITE_URL",
        "",
        site_url,
        "the public address, for links that leave the site; empty: made of HOST and PORT",
    ),
    Setting("WORKERS", "1", whole_number(1, 64), "server processes"),
    Setting("THREADS", "2", whole_number(1, 64), "threads of each server process"),
    Setting("DEFAULT_LANGUAGE", "en", language, "the language when a visitor asks for none that is there"),
    Setting("RANK_SCHEME", "CCF", word, "the scheme whose rank stands beside a publication"),
    Setting(
        "CITATION_SOURCE",
        "",
        source_name,
        "the source whose citation counts are shown first; empty: the one that counted last",
    ),
    Setting(
        "BUSY_TIMEOUT_MS", "5000", whole_number(0, 60_000), "how long a request waits for a locked database"
    ),
    Setting(
        "KEPT_MEGABYTES",
        "32",
        whole_number(0, 4096),
        "memory for finished answers, per process; 0 keeps none",
    ),
    Setting("MAX_SEARCH_CHARACTERS", "200", whole_number(1, 2000), "the longest search that is answered"),
    Setting(
        "MAX_BODY_BYTES",
        "5000000",
        whole_number(1000, 1_000_000_000),
        "the largest request body that is read",
    ),
    Setting(
        "MAX_WRITES_PER_MINUTE",
        "600",
        whole_number(0, 1_000_000),
        "writes of one token and process; 0 allows any",
    ),
    Setting(
        "MAX_BAD_TOKENS_PER_MINUTE",
        "10",
        whole_number(0, 1_000_000),
        "bad tokens from one address and process; 0 allows any",
    ),
    Setting("PROXIES", "0", whole_number(0, 10), "web servers in front that tell the reader's address"),
    Setting("ORCID_URL", "https://pub.orcid.org/v3.0", service_url, "where ORCID is asked"),
    Setting("DBLP_URL", "https://dblp.org", service_url, "where DBLP is asked"),
    Setting("OPENALEX_URL", "https://api.openalex.org", service_url, "where OpenAlex is asked"),
    Setting("CROSSREF_URL", "https://api.crossref.org", service_url, "where Crossref is asked"),
    Setting(
        "SEMANTIC_SCHOLAR_URL",
        "https://api.semanticscholar.org/graph/v1",
        service_url,
        "where Semantic Scholar is asked",
    ),
    Setting(
        "SEMANTIC_SCHOLAR_KEY", "", key, "a key that Semantic Scholar gave you, for better service", True
    ),
    Setting("FETCH_TIMEOUT", "30", whole_number(1, 300), "seconds that one answer of a service may take"),
    Setting("FETCH_RETRIES", "3", whole_number(0, 10), "how often a service that fails is asked again"),
    Setting("FETCH_CONTACT", "", contact, "an email address that services are told, for better service"),
    Setting(
        "MAX_FETCH_BYTES", "10000000", whole_number(1000, 100_000_000), "the largest answer that is read"
    ),
)

SECRETS = frozenset(setting.name for setting in SETTINGS if setting.is_secret)


def read_settings(environment: Mapping[str, str]) -> dict[str, Any]:
    """Read all settings, or raise a SettingError that names the first bad one and what it takes."""
    settings = {}
    for setting in SETTINGS:
        text = environment.get(setting.name, "").strip() or setting.default
        try:
            settings[setting.name] = setting.read(text)
        except ValueError as expected:
            shown = "***" if setting.is_secret else re.sub(r"(://[^/@:]*:)[^/@]*@", r"\1***@", text)
            raise SettingError(f"{setting.name} must be {expected}, not {shown!r}.") from None
    if not settings["SITE_URL"]:
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings["HOST"], settings["HOST"])  # noqa: S104 - read, not bound
        settings["SITE_URL"] = f"http://{f'[{host}]' if ':' in host else host}:{settings['PORT']}"
    return settings
