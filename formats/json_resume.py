"""JSON Resume (jsonresume.org, schema v1.0.0): the owner and what they did, as a résumé in one language."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urljoin

import orjson

from formats import json_ld, reference
from formats.plain import line, whole

Item = Mapping[str, Any]
SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
Columns = Mapping[str, str | Callable[[Item], Any]]
"""By the key of the résumé: the key of ours, or what reads it."""

EDUCATION: Columns = {
    "institution": "institution",
    "url": "url",
    "area": "field",
    "studyType": "degree",
    "startDate": "start",
    "endDate": "end",
}
WORK: Columns = {
    "name": "organisation",
    "position": "role",
    "location": "place",
    "url": "url",
    "startDate": "start",
    "endDate": "end",
    "summary": "description",
}
AWARDS: Columns = {"title": "title", "date": lambda item: line(item["year"]), "awarder": "issuer"}
PUBLICATIONS: Columns = {
    "name": "title",
    "publisher": lambda item: item["venue"] and item["venue"]["name"],
    "releaseDate": json_ld.date,
    "url": "url",
    # There is no key for authors.
    "summary": lambda item: line(reference.write(item)),
}
PROJECTS: Columns = {
    "name": "title",
    "entity": "programme",
    "type": "level",
    "roles": lambda item: [item["role"]] if item["role"] else None,
    "startDate": "start",
    "endDate": "end",
}
SERVICE: Columns = {
    "organization": "organisation",
    "position": "role",
    "startDate": "start",
    "endDate": "end",
}
PROFILES: Columns = {"network": lambda link: link["label"] or link["kind"], "url": "url"}


class Resume(NamedTuple):
    """What a résumé is made of: objects of the API with all texts in one language."""

    profile: Item
    publications: Sequence[Item]
    sections: Mapping[str, Sequence[Item]]
    site: str
    address: str
    changed_at: str


def write(resume: Resume) -> str:
    """Write a résumé; what is not known has no key."""
    profile, sections = resume.profile, resume.sections
    written = {
        "$schema": SCHEMA,
        "basics": basics(profile, resume.site),
        "work": work(profile["affiliations"], sections["experience"]),
        "volunteer": rows(sections["service"], SERVICE),
        "education": rows(sections["education"], EDUCATION),
        "awards": rows(sections["awards"], AWARDS),
        "publications": rows(resume.publications, PUBLICATIONS),
        "interests": [known({"name": interest}) for interest in profile["interests"]["current"]],
        "projects": rows(sections["projects"], PROJECTS),
        "meta": {"canonical": resume.address, "version": "v1.0.0", "lastModified": resume.changed_at},
    }
    return orjson.dumps(known(written), option=orjson.OPT_INDENT_2).decode() + "\n"


def work(affiliations: Iterable[Item], experience: Sequence[Item]) -> list[dict[str, Any]]:
    """Write where the owner worked, below the places they belong to of which no more than that is known."""
    told = {entry["organisation"] for entry in experience}
    others = [place for place in affiliations if place["name"] not in told]
    return [*rows(others, {"name": "name", "url": "url"}), *rows(experience, WORK)]


def basics(profile: Item, site: str) -> dict[str, Any]:
    """Write who the owner is."""
    leading = [link for link in profile["links"] if link["url"].startswith(("http://", "https://"))]
    return known(
        {
            "name": profile["name"],
            "label": profile["headline"],
            "image": profile["avatar"] and urljoin(f"{site}/", profile["avatar"]),
            "email": profile["email"],
            "url": f"{site}/",
            "summary": profile["bio"] and profile["bio"]["markdown"],
            "location": profile["location"] and known({"address": profile["location"]}),
            "profiles": rows(leading, PROFILES),
        }
    )


def rows(items: Iterable[Item], columns: Columns) -> list[dict[str, Any]]:
    """Write entries by a table of keys."""
    return [
        known({key: item[read] if isinstance(read, str) else read(item) for key, read in columns.items()})
        for item in items
    ]


def known(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Keep what is known, without halves of characters."""
    sound = {key: _sound(value) for key, value in facts.items()}
    return {key: value for key, value in sound.items() if value}


def _sound(value: Any) -> Any:
    if isinstance(value, list):
        return [part for part in map(_sound, value) if part != ""]
    return whole(value) if isinstance(value, str) else value
