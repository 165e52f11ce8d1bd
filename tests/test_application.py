"""The application as a whole: how it is put together, how it sets up its database, how it serves."""

import gzip
import json
import urllib.error
import urllib.request

import pytest
from sqlalchemy import text

from app import create_app
from models import db
from models.publication import Publication


def test_every_connection_has_the_pragmas_of_a_web_site(app):
    with db.engine.connect() as connection:
        read = {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in
                ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")}  # fmt: skip
    assert read == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 5000, "synchronous": 2}


def test_the_database_keeps_its_references(app):
    from sqlalchemy.exc import IntegrityError

    with pytest.raises(IntegrityError):
        db.session.execute(text("DELETE FROM person"))
    db.session.rollback()


def test_two_applications_of_one_setting_are_one_build(tmp_path):
    settings = {"DATABASE_URL": f"sqlite:///{tmp_path}/x.db"}
    builds = [
        create_app(given).config["BUILD"]
        for given in (settings, settings, {**settings, "RANK_SCHEME": "CORE"})
    ]
    assert builds[0] == builds[1] != builds[2]


def test_a_key_leaves_no_trace_in_the_build_that_everybody_is_told(tmp_path):
    settings = {"DATABASE_URL": f"sqlite:///{tmp_path}/x.db"}
    keyed = create_app({**settings, "SEMANTIC_SCHOLAR_KEY": "s3cret"}).config["BUILD"]
    assert keyed == create_app(settings).config["BUILD"]


def test_every_endpoint_reads_as_a_phrase(app):
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/")}
    assert all("." in endpoint for endpoint in endpoints)
    assert {
        "publications.index",
        "publications.show",
        "people.index",
        "venues.show",
        "profile.show",
    } <= endpoints


def test_a_write_by_another_process_is_seen_at_once(app, client):
    """The revision is looked up in the store, so no process needs to be told."""
    before = client.get("/api/v1/publications").headers["ETag"]
    other = create_app({"DATABASE_URL": app.config["DATABASE_URL"]})
    with other.app_context():
        db.session.query(Publication).filter_by(key="zhao2025edas").one().title = "From elsewhere"
        db.session.commit()
        db.engine.dispose()
    after = client.get("/api/v1/publications", headers={"If-None-Match": before})
    assert after.status_code == 200
    assert "From elsewhere" in after.text


def get(address, **headers):
    request = urllib.request.Request(
        address, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


def test_the_production_server_answers_page_and_api(site):
    status, headers, body = get(f"{site}/api/v1/publications?year=2024")
    assert (status, headers["content-type"]) == (200, "application/json")
    assert len(json.loads(body)["items"]) == 4
    assert get(f"{site}/api/v1/publications?year=2024", If_None_Match=headers["etag"])[0] == 304
    status, headers, body = get(f"{site}/", Accept_Encoding="gzip")
    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert b"<html" in gzip.decompress(body)


def test_the_production_server_tells_errors_as_the_application_does(site):
    status, headers, body = get(f"{site}/api/v1/publications?year=x&q=%ED%A0%80")
    assert (status, headers["content-type"]) == (400, "application/problem+json")
    assert json.loads(body)["errors"][0]["parameter"] == "year"
    assert get(f"{site}/api/v1/publications/%FF%FE")[0] == 404


def test_the_addresses_told_are_those_of_the_server(site):
    root = json.loads(get(f"{site}/api/v1/", Host="evil.example")[2])
    assert all(address.startswith(f"{site}/") for address in root["links"].values())
