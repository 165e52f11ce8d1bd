"""Recognising the venues of a database in the text of citations, for imports and checks."""

from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models.recognition import Recogniser, Recognition
from models.revision import Revision
from models.venue import Venue
from models.venue_index import Listed

COLUMNS = [getattr(Venue, field) for field in Listed._fields]
_kept: WeakKeyDictionary[Engine, tuple[int, Recogniser]] = WeakKeyDictionary()


def recogniser(session: Session) -> Recogniser:
    """Give what recognises the venues there are: made once for as long as all of them stand."""
    since, engine = session.scalar(select(Revision.venues)) or 0, session.connection().engine
    if engine not in _kept or _kept[engine][0] != since:
        rows = session.execute(select(*COLUMNS).order_by(Venue.id))
        _kept[engine] = (since, Recogniser(Listed(*row) for row in rows))
    return _kept[engine][1]


def recognise(
    session: Session, text: str, kind: str | None = None, dblp_key: str | None = None
) -> Recognition:
    """Tell which venue of the database a text names, of which year, and why; or none, with a note."""
    return recogniser(session).recognise(text, kind, dblp_key)
