"""Who the owner is: where to reach them, their portrait, and what leads on from the other sections."""

import os

import pytest
from marshmallow import ValidationError

from frontend import assets
from models import db
from models.profile import Profile
from models.sections import Award, Education, Experience, Talk
from schemas.profile_parts import ProfileIn
from tests.frontend.reading import attribute, parse, texts


@pytest.fixture
def show(build, empty_app):
    """Give a function that stores what is added, and reads the page."""

    def read(*rows, path="/", **facts):
        owner = db.session.get(Profile, 1)
        for name, value in facts.items():
            setattr(owner, name, value)
        db.session.add_all(rows)
        db.session.commit()
        return parse(empty_app.test_client().get(path))

    return read


def links(node):
    return {link.text(): link.attributes["href"] for link in node.css("a")}


def test_the_owner_can_be_written_to_and_found(show):
    shown = show(email="ada@example.org", location={"en": "Shanghai"})
    assert links(shown.css_first(".identity .elsewhere")) == {"ada@example.org": "mailto:ada@example.org"}
    assert texts(shown, ".identity .affiliations li") == ["Shanghai"]


def test_a_portrait_stands_in_the_place_of_the_seal_at_its_size(show):
    shown = show(avatar="/files/portrait.webp")
    (portrait,) = shown.css(".identity img")
    assert portrait.attributes == {
        "class": "portrait", "src": "/files/portrait.webp", "alt": "", "width": "96", "height": "96"
    }  # fmt: skip
    assert shown.css(".identity .seal") == []


def test_an_institution_a_talk_and_an_honoured_work_are_linked(show, build):
    work = build.publication(key="honoured")
    hidden = build.publication(key="hidden", visibility="hidden")
    text = {"en": "Text"}
    slides = {"kind": "slides", "url": "https://example.org/slides", "label": None}
    shown = show(
        Education(position=1, institution={"en": "A University"}, degree=text, url="https://example.org/"),
        Talk(position=1, title=text, links=[slides, {**slides, "kind": "x", "url": "javascript:alert(1)"}]),
        Award(position=1, title={"en": "Best Paper"}, publication=work),
        Award(position=2, title={"en": "Unseen"}, publication=hidden),
        path="/?lang=en",
    )
    assert links(shown.css_first("#education")) == {"A University": "https://example.org/"}
    assert links(shown.css_first("#talks")) == {"Slides": "https://example.org/slides"}
    assert links(shown.css_first("#awards")) == {"Best Paper": "/publications/honoured?lang=en"}


def test_experience_of_several_kinds_stands_under_a_heading_for_each(show):
    def held(position, role, kind, **more):
        return Experience(
            position=position, role={"en": role}, organisation={"zh": "海港"}, kind=kind, start="2021", **more
        )

    one = held(1, "Engineer", "position", url="https://example.org/", place={"en": "Delta"})
    shown = show(one)
    assert texts(shown, "#experience h3") == []
    assert links(shown.css_first("#experience")) == {"海港": "https://example.org/"}
    assert texts(shown, "#experience .what p") == ["Engineer", "海港Delta"]
    both = show(held(2, "Intern", "internship", end="2021", description={"en": "Cranes."}))
    assert texts(both, "#experience h3") == ["Positions", "Internships"]
    assert texts(both, "#experience .when") == ["2021–now", "2021"]
    assert texts(both, "#experience .description") == ["Cranes."]
    assert attribute(both, "#experience [data-key='2'] p:nth-child(2) > span", "lang") == "zh"


def test_companions_stand_in_the_opening_unless_the_bio_links_them(show, build):
    named, unnamed = build.person("Bo Chen"), build.person("李娜")
    named.relation, named.homepage = "supervisor", "https://example.org/?a=1&b=2"
    unnamed.relation, unnamed.title = "collaborator", {"zh": "教授"}
    bio = {"en": "With [Bo Chen](https://example.org/?a=1&b=2).", "zh": "你好"}
    english = show(bio=bio)
    assert texts(english, "#about .fact") == ["Collaborators李娜 教授"]
    assert attribute(english, "#about .fact li > span:not(.source)", "lang") == "zh"
    chinese = show(path="/?lang=zh")
    assert texts(chinese, "#about .fact") == ["导师Bo Chen", "合作者李娜 教授"]
    assert links(chinese.css_first("#about .facts")) == {"Bo Chen": "https://example.org/?a=1&b=2"}


def test_the_real_opening_names_its_companions_in_the_bio_alone(client):
    for lang in ("en", "zh"):
        titles = texts(parse(client.get(f"/?lang={lang}")), "#about dt")
        assert not {"Supervisors", "Collaborators", "导师", "合作者"} & set(titles)


@pytest.mark.parametrize(
    "avatar",
    ["https://example.org/a.png", "//example.org/a.png", "/\\example.org/a.png", "a.png", "/a b.png"],
)
def test_a_portrait_of_another_site_is_refused(avatar):
    owner = {"name": "Ada Lindqvist", "slug": "ada-lindqvist"}
    assert ProfileIn().load({**owner, "avatar": "/files/a.png"})["avatar"] == "/files/a.png"
    with pytest.raises(ValidationError, match="path on this site"):
        ProfileIn().load({**owner, "avatar": avatar})


def test_pictures_of_the_owners_are_given_and_nothing_else(client, tmp_path, monkeypatch):
    folder = tmp_path / "files"
    folder.mkdir()
    monkeypatch.setattr(assets, "PICTURES_FOLDER", folder)
    kinds = {
        "a.webp": "image/webp", "a.avif": "image/avif", "a.PNG": "image/png", "a.jpeg": "image/jpeg"
    }  # fmt: skip
    for name in (*kinds, "a.svg", "a.html"):
        (folder / name).write_bytes(name.encode())
    (tmp_path / "outside.png").write_bytes(b"outside")
    for name, kind in kinds.items():
        answer = client.get(f"/files/{name}")
        assert (answer.status_code, answer.content_type, answer.data) == (200, kind, name.encode())
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    for name in ("a.svg", "a.html", "b.png", "../outside.png", "..%2foutside.png", "%2e%2e/outside.png", ""):
        assert client.get(f"/files/{name}").status_code == 404, name


def test_a_replaced_picture_is_shown_at_once(client, tmp_path, monkeypatch):
    """Its place is asked for again without any write, and its file may be an older one."""
    monkeypatch.setattr(assets, "PICTURES_FOLDER", tmp_path)
    portrait = tmp_path / "portrait.webp"
    portrait.write_bytes(b"first")
    first = client.get("/files/portrait.webp")
    assert first.headers["Cache-Control"] == "no-cache"
    held = {"If-None-Match": first.headers["ETag"], "If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}
    assert client.get("/files/portrait.webp", headers=held).status_code == 304
    portrait.write_bytes(b"other")
    os.utime(portrait, (0, 0))
    for answer in (client.get("/files/portrait.webp"), client.get("/files/portrait.webp", headers=held)):
        assert (answer.status_code, answer.data) == (200, b"other")
    headed = client.head("/files/portrait.webp")
    assert (headed.status_code, headed.data, headed.headers["Content-Length"]) == (200, b"", "5")
    portrait.unlink()
    assert client.get("/files/portrait.webp").status_code == 404
