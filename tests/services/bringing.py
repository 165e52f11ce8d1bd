"""Bringing records in as an import does, and reading what became of them."""

from sqlalchemy import select

from formats.records import Found, Record
from models import db
from models.publication import Publication
from services.editing import Edit
from services.importing import Source, bring_in
from services.records import record_of

TITLE = "Scheduling Tensor Programs on Shared Accelerators"


def work(line=1, **more):
    """Make a publication's record as a reader gives it."""
    fields = {"title": TITLE, "authors": [{"name": "Ada Lindqvist"}, {"name": "Bo Chen"}], **more}
    return Record("publications", fields, line)


def bring(*records, similar="skip", name="old.bib", problems=()):
    """Bring some records in, and store them."""
    edit = Edit(db.session(), "en")
    report = bring_in(edit, [Source(name, Found(list(records), list(problems)))], similar)
    edit.close("test", "import")
    db.session.commit()
    return report.document()


def one(report):
    """Give the only outcome of a report."""
    (outcome,) = report["items"]
    return outcome


def stored(key):
    """Read a publication as a record."""
    entry = db.session.scalar(select(Publication).where(Publication.key == key))
    return record_of("publications", entry)


def own(**patch):
    """Change the only publication as its owner."""
    edit = Edit(db.session(), "en")
    edit.patch("publications", db.session.scalar(select(Publication)), patch)
    edit.close("owner", "update")
    db.session.commit()
