"""A hidden publication is the owner's own affair: no answer, count or hint gives it away."""

import pytest

from models import db
from models.sections import Award


@pytest.fixture
def reader(build, empty_app):
    """A reader of a site with one public work and one that is hidden."""
    build.publication(key="shown", authors=["Ada Lindqvist", "Bo Chen"], topics=["Edge"])
    hidden = build.publication(
        key="secret",
        title="Secret plans",
        visibility="hidden",
        authors=["Ada Lindqvist", "Hidden Author"],
        topics=["Secret topic"],
        stated_rank="Secret-A",
    )
    db.session.add(Award(position=1, title={"en": "Best paper"}, publication=hidden))
    db.session.commit()
    return empty_app.test_client()


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/publications?facets=year,venue,rank,status,type,author,role,topic,selected&group_by=rank,year",
        "/api/v1/publications.csv",
        "/api/v1/publications.ndjson",
        "/api/v1/publications?rank=Secre-A&author=hidden&topic=secret&q=x",
        "/api/v1/publications/secre",
        "/api/v1/people",
        "/api/v1/people/hidden-author",
        "/api/v1/awards",
        "/api/v1/metrics",
        "/api/v1/profile",
        "/",
        "/?author=hidden-autho",
        "/publications/secre",
        "/sitemap.xml",
    ],
)
def test_nothing_of_a_hidden_work_is_told(reader, path):
    asked = path.partition("?")[2]
    for word in ("Secret plans", "Hidden Author", "Secret-A", '"secret"', "secret-topic"):
        assert word not in reader.get(path).text.replace(asked, ""), word


def test_a_hidden_work_is_not_there(reader):
    assert reader.get("/api/v1/publications/secret").status_code == 404
    assert reader.get("/publications/secret").status_code == 404
    assert reader.get("/api/v1/people/hidden-author").status_code == 404
    assert reader.get("/api/v1/publications?author=hidden-author").status_code == 400
    assert reader.get("/api/v1/people/bo-chen").status_code == 200
