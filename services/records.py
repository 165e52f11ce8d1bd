"""Entries as records: what the owner states of one, in the form that writing takes and history keeps."""

from typing import Any

from models.profile import Profile
from models.publication import Publication
from models.sections import SECTIONS
from schemas import profile as profile_schema
from schemas import sections as section_schema

Record = dict[str, Any]

FACTS = (
    "key",
    "title",
    "type",
    "status",
    "year",
    "month",
    "volume",
    "issue",
    "pages",
    "doi",
    "arxiv_id",
    "abstract",
    "note",
    "selected",
    "visibility",
)
"""The columns of a publication that are written as they stand."""

MODELS: dict[str, type[Any]] = {"publications": Publication, **SECTIONS}
"""The collections that entries can be added to, each with its table."""


def record_of(collection: str, entry: Any) -> Record:
    """Write an entry of a collection, or the profile, as a record."""
    if collection == "publications":
        return of_publication(entry)
    return of_profile(entry) if collection == "profile" else of_entry(collection, entry)


def of_publication(work: Publication) -> Record:
    """Write a publication: its rank as the owner states it, its venue by slug, its authors with marks."""
    record = {key: getattr(work, key) for key in FACTS}
    record["venue"] = work.venue.slug if work.venue else None
    record["rank"] = work.stated_rank
    record["links"] = work.links
    record["topics"] = [{"slug": topic.slug, "label": topic.label} for topic in work.topics]
    record["authors"] = [
        {
            "name": author.name,
            "slug": author.person.slug,
            "corresponding": author.corresponding,
            "equal_contribution": author.equal_contribution,
        }
        for author in work.authors
    ]
    return record


def of_profile(profile: Profile) -> Record:
    """Write the owner's profile."""
    item = profile_schema.dump_profile(profile, None, {}, None)
    del item["counts"]
    return {**item, "bio": profile.bio}


def of_entry(section: str, entry: Any) -> Record:
    """Write an entry of a section, without what the server sets itself."""
    item = section_schema.dump(section, entry, hidden=True)
    return {key: value for key, value in item.items() if key not in ("id", *section_schema.STAMPS)}
