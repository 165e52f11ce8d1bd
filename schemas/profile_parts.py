"""The owner, the people and the venues of a profile file, and the file as a whole."""

from typing import Any

from marshmallow import fields, validate

from schemas.citation_figures import Figures, figure
from schemas.inputs import Truth, address, email, line, maybe, one_of, picture, text
from schemas.lists import Some
from schemas.patterns import DATE, RANK_PART
from schemas.profile_file import (
    AwardIn,
    CourseIn,
    EducationIn,
    ExperienceIn,
    LinkIn,
    NewsIn,
    ProjectIn,
    PublicationIn,
    ServiceIn,
    Strict,
    StudentIn,
    TalkIn,
)
from schemas.text import BioInput, TextInput


class AffiliationIn(Strict):
    name = text(required=True)
    url = address()


class InterestsIn(Strict):
    current = Some(TextInput(), most=100, load_default=list)
    previous = Some(TextInput(), most=100, load_default=list)


class NoticeIn(Strict):
    kind = line(40, required=True)
    text = text(required=True)
    enrolment = maybe(10)


class ProfileIn(Strict):
    derived = ("counts",)
    name = text(required=True)
    slug = line(200, required=True)
    headline = text()
    affiliations = Some(fields.Nested(AffiliationIn), most=100, load_default=list)
    bio = BioInput(load_default=None, allow_none=True)
    interests = fields.Nested(InterestsIn, load_default=lambda: {"current": [], "previous": []})
    notices = Some(fields.Nested(NoticeIn), most=100, load_default=list)
    links = Some(fields.Nested(LinkIn), most=100, load_default=list)
    email = email()
    location = text()
    avatar = picture()


class PersonIn(Strict):
    derived = ("is_owner", "shared_publications")
    slug = line(200, required=True)
    name = line(200, required=True)
    variants = fields.List(line(200), load_default=list)
    homepage = address()
    relation = one_of(("supervisor", "collaborator"))
    title = text()


class VenueRankIn(Strict):
    derived = ("label",)
    scheme = line(40, RANK_PART, validate.ContainsNoneOf("-"), required=True)
    edition = line(40, required=True)
    rank_class = line(20, RANK_PART, required=True, data_key="class")
    current = Truth(required=True)


class VenueIn(Strict):
    derived = ("publications",)
    slug = line(200, required=True)
    acronym = maybe(100)
    name = line(500, required=True)
    kind = line(20, required=True)
    publisher = maybe(200)
    area = maybe(200)
    dblp_key = maybe(100)
    aliases = fields.List(line(500), load_default=list)
    ranks = fields.List(fields.Nested(VenueRankIn), load_default=list)


class CitationCountIn(Strict):
    publication = line(200, required=True)
    source = line(40, required=True)
    as_of = line(10, DATE, required=True)
    count = figure(required=True)
    source_id = maybe(200)


class CitationTotalIn(Figures):
    source = line(40, required=True)
    as_of = line(10, DATE, required=True)


def _list(schema: type[Strict]) -> fields.List[Any]:
    return fields.List(fields.Nested(schema), load_default=list)


class ProfileFile(Strict):
    """The whole of a profile."""

    profile = fields.Nested(ProfileIn, required=True)
    publications = _list(PublicationIn)
    education = _list(EducationIn)
    experience = _list(ExperienceIn)
    awards = _list(AwardIn)
    projects = _list(ProjectIn)
    courses = _list(CourseIn)
    students = _list(StudentIn)
    service = _list(ServiceIn)
    talks = _list(TalkIn)
    news = _list(NewsIn)
    people = _list(PersonIn)
    venues = _list(VenueIn)
    citation_counts = _list(CitationCountIn)
    citation_totals = _list(CitationTotalIn)
