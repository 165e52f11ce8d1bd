"""Every setting is read or refused: a bad one stops whatever is started, with one clear sentence."""

import re
import subprocess
import sys

import pytest

from app import create_app
from config import SETTINGS, SettingError, read_settings
from tests.conftest import ROOT

BAD = {
    "DATABASE_URL": [
        "nonsense",
        "sqlite",
        "://",
        "/var/x.db",
        "sqlite+nothing:///x.db",
        "nothing://x/y",
        "postgresql://h:abc/x",
        "sqlite://[::1",
    ],
    "HOST": ["a b", "a\tb"],
    "PORT": ["0", "65536", "http", "-1", "80.5", "８０００", "1e3", "99999999999999999999"],
    "SITE_URL": [
        "example.org",
        "ftp://example.org",
        "https://",
        "https://example.org/?a=1",
        "https://example.org/#x",
        "https://example.org/~me",
        "https://example.org//",
        "https://example.org?",
        "https://me:secret@example.org",
        "https://exa mple.org",
        "http://[::1",
        "http://[::x]",
        "http://[1:2]",
        "http://example.org:http",
        "http://example.org:0",
        "http://example.org:65536",
        "http://:80",
    ],
    "WORKERS": ["0", "two", "65"],
    "THREADS": ["0", "x", "65"],
    "DEFAULT_LANGUAGE": ["de", "EN", "english"],
    "RANK_SCHEME": ["a b"],
    "CITATION_SOURCE": ["Google Scholar", "-x", "x" * 41],
    "BUSY_TIMEOUT_MS": ["-1", "soon", "60001"],
    "KEPT_MEGABYTES": ["-1", "x", "4097"],
    "MAX_SEARCH_CHARACTERS": ["0", "2001", "many"],
    "MAX_BODY_BYTES": ["999", "x"],
    "MAX_WRITES_PER_MINUTE": ["-1", "1000001", "many"],
    "MAX_BAD_TOKENS_PER_MINUTE": ["-1", "1000001", "many"],
    "PROXIES": ["-1", "11", "some"],
    "ORCID_URL": ["pub.orcid.org", "file:///etc/passwd", "https://", "https://me:secret@example.org"],
    "DBLP_URL": ["ftp://dblp.org", "https://dblp.org/../x", "https://dblp.org:0"],
    "OPENALEX_URL": ["https://api.openalex.org/?a=1", "https://exa mple.org"],
    "CROSSREF_URL": ["https://api.crossref.org/#x", "https://api.crossref.org//works"],
    "SEMANTIC_SCHOLAR_URL": ["api.semanticscholar.org", "https://api.semanticscholar.org/graph?v=1"],
    "SEMANTIC_SCHOLAR_KEY": ["a b", "k\nX: y", "é", "x" * 201],
    "FETCH_TIMEOUT": ["0", "301", "long"],
    "FETCH_RETRIES": ["-1", "11", "x"],
    "FETCH_CONTACT": ["name", "name@example", "a b@example.org", "a@example.org\nX: y", "a@b@example.org"],
    "MAX_FETCH_BYTES": ["999", "x"],
}
GOOD = {
    "DATABASE_URL": ["sqlite:///x.db", "sqlite:////var/x.db"],
    "HOST": ["0.0.0.0", "::1", "localhost"],
    "PORT": ["1", "8000", "65535"],
    "SITE_URL": ["https://example.org", "http://127.0.0.1:8000/", "http://[::1]:80", "https://例え.jp"],
    "WORKERS": ["1", "64"],
    "THREADS": ["1", "64"],
    "DEFAULT_LANGUAGE": ["en", "zh"],
    "RANK_SCHEME": ["CCF", "CORE"],
    "CITATION_SOURCE": ["", "google-scholar"],
    "BUSY_TIMEOUT_MS": ["0", "60000"],
    "KEPT_MEGABYTES": ["0", "4096"],
    "MAX_SEARCH_CHARACTERS": ["1", "2000"],
    "MAX_BODY_BYTES": ["1000"],
    "MAX_WRITES_PER_MINUTE": ["0", "1000000"],
    "MAX_BAD_TOKENS_PER_MINUTE": ["0", "1000000"],
    "PROXIES": ["0", "10"],
    "ORCID_URL": ["https://pub.orcid.org/v3.0", "http://127.0.0.1:9000/a/b/"],
    "DBLP_URL": ["https://dblp.uni-trier.de/"],
    "OPENALEX_URL": ["http://[::1]:80"],
    "CROSSREF_URL": ["https://api.crossref.org"],
    "SEMANTIC_SCHOLAR_URL": ["https://api.semanticscholar.org/graph/v1"],
    "SEMANTIC_SCHOLAR_KEY": ["aB3-._~+/="],
    "FETCH_TIMEOUT": ["1", "300"],
    "FETCH_RETRIES": ["0", "10"],
    "FETCH_CONTACT": ["ada.lindqvist+web@mail.example.org"],
    "MAX_FETCH_BYTES": ["1000", "100000000"],
}


def pairs(table):
    return [pytest.param(name, text, id=f"{name}={text}") for name, texts in table.items() for text in texts]


def test_every_setting_has_its_cases():
    names = {setting.name for setting in SETTINGS}
    assert names == BAD.keys() == GOOD.keys()


@pytest.mark.parametrize(("name", "text"), pairs(BAD))
def test_a_bad_setting_is_refused_with_one_sentence(name, text):
    with pytest.raises(SettingError) as refused:
        read_settings({name: text})
    sentence = refused.value.format_message()
    assert re.fullmatch(rf"{name} must be .+, not .+\.", sentence)
    shown = "'***'" if name == "SEMANTIC_SCHOLAR_KEY" else re.sub(r":secret@", ":***@", repr(text))
    assert shown in sentence
    assert not re.search(r"Invalid|literal|Python|\bint\b", sentence.replace(repr(text), ""))
    assert "\n" not in sentence


@pytest.mark.parametrize(("name", "text"), pairs(GOOD))
def test_a_good_setting_is_taken(name, text):
    assert read_settings({name: text})[name] is not None


@pytest.mark.parametrize("name", GOOD)
def test_an_empty_setting_is_the_default(name):
    assert read_settings({name: " "}) == read_settings({})


def test_the_defaults_are_read_like_everything_else():
    settings = read_settings({})
    assert settings["PORT"] == 8000
    assert settings["SITE_URL"] == "http://127.0.0.1:8000"
    assert settings["DATABASE_URL"].startswith("sqlite:////")
    assert settings["DATABASE_URL"].endswith("/vitrine.db")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"HOST": "0.0.0.0", "PORT": "80"}, "http://127.0.0.1:80"),
        ({"HOST": "::"}, "http://[::1]:8000"),
        ({"HOST": "::1"}, "http://[::1]:8000"),
        ({"HOST": "example.org"}, "http://example.org:8000"),
        ({"SITE_URL": "https://example.org/"}, "https://example.org"),
        ({"SITE_URL": "https://[::1]:8443/"}, "https://[::1]:8443"),
    ],
)
def test_the_public_address_is_made_of_what_is_known(given, expected):
    assert read_settings(given)["SITE_URL"] == expected


def test_a_path_of_a_database_counts_from_where_the_command_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert (
        read_settings({"DATABASE_URL": "sqlite:///a/b.db"})["DATABASE_URL"] == f"sqlite:///{tmp_path}/a/b.db"
    )


def test_a_password_in_a_bad_address_is_not_told():
    with pytest.raises(SettingError) as refused:
        read_settings({"DATABASE_URL": "nothing://me:secret@host/x"})
    assert "secret" not in refused.value.format_message()
    assert "nothing://me:***@host/x" in refused.value.format_message()


def test_an_application_is_not_made_of_bad_settings():
    with pytest.raises(SettingError):
        create_app({"PORT": "http"})


@pytest.mark.parametrize(("command", "name", "text"), [("start", "PORT", "http"), ("dump", "SITE_URL", "x")])
def test_a_bad_setting_stops_a_command_with_one_sentence(tmp_path, command, name, text):
    environment = {"PATH": "", name: text}
    asked = [sys.executable, "-m", "flask", "--app", "app", command]
    done = subprocess.run(
        asked, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode != 0
    told = done.stderr.strip().splitlines()
    assert [line for line in told if "must be" in line] == [told[-1]], done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout
