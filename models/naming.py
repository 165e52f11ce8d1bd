"""Who and what readers may hear of: all that a public work, a section or the owner gives a reason to name."""

from sqlalchemy import ColumnElement, exists, or_, select

from models.person import Person
from models.profile import Profile
from models.publication import Authorship, Publication, Topic
from models.sections import Student
from models.venue import Venue, VenueRank

PUBLIC_WORKS = select(Publication.id).where(Publication.visibility == "public")

# Asked of each person by the index, and so ended by the first public work: to list all authors first takes a
# hundred milliseconds at ten thousand works, even where one person is looked for.
_wrote_what_is_public = exists().where(
    Authorship.person_id == Person.id,
    Authorship.publication_id == Publication.id,
    Publication.visibility == "public",
)

NAMED: ColumnElement[bool] = or_(
    Person.id.in_(select(Profile.person_id)),
    Person.relation.is_not(None),
    Person.id.in_(select(Student.person_id)),
    _wrote_what_is_public,
)
"""Whether a person is named; who wrote only hidden works is not."""

NAMED_TOPICS = select(Topic.slug).where(Topic.publication_id.in_(PUBLIC_WORKS)).distinct()

STATED_RANKS = select(Publication.stated_rank).where(
    Publication.visibility == "public", Publication.stated_rank.is_not(None)
)

CATALOGUED: ColumnElement[bool] = or_(
    Venue.dblp_key.is_not(None),
    Venue.publisher.is_not(None),
    Venue.area.is_not(None),
    exists().where(VenueRank.venue_id == Venue.id),
)
"""Whether the catalogue, or a file that describes it, brought a venue: one that a write makes has no mark."""

_shows_what_is_public = exists().where(Publication.venue_id == Venue.id, Publication.visibility == "public")

NAMED_VENUES: ColumnElement[bool] = or_(CATALOGUED, _shows_what_is_public)
"""Whether a venue is named; one that was made for hidden works is not."""
