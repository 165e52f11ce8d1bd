"""The revision rises by one with every transaction that writes, however it writes, and with no other."""

import pytest
from sqlalchemy import delete, insert, select, text, update

from models import db
from models.person import Person
from models.publication import Publication
from models.revision import current
from models.venue import Venue


def number():
    return current(db.engine)[0]


@pytest.fixture(autouse=True)
def someone(build):
    build.person("Someone Else")
    db.session.commit()


def person():
    return db.session.scalar(select(Person).where(Person.slug == "someone-else"))


WRITES = {
    "a new row": lambda: db.session.add(Person(slug="new", name="New", variants=[])),
    "a changed row": lambda: setattr(person(), "name", "Changed"),
    "a deleted row": lambda: db.session.delete(person()),
    "several rows": lambda: db.session.add_all(Person(slug=f"p{n}", name="P", variants=[]) for n in range(5)),
    "an insert statement": lambda: db.session.execute(insert(Person).values(slug="x", name="X", variants=[])),
    "an update statement": lambda: db.session.execute(update(Person).values(name="All")),
    "a delete statement": lambda: db.session.execute(delete(Publication)),
    "a bulk insert": lambda: db.session.execute(insert(Person), [{"slug": "b", "name": "B", "variants": []}]),
    "a statement on a table": lambda: db.session.execute(update(Person.__table__).values(name="All")),
    "an insert into a table": lambda: db.session.execute(
        insert(Venue.__table__).values(slug="v", name="V", kind="journal", aliases=[], folded="v")
    ),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=list(WRITES))
def test_a_transaction_that_writes_raises_it_by_one(build, write):
    before = number()
    write()
    db.session.commit()
    assert number() == before + 1


@pytest.mark.parametrize("write", WRITES.values(), ids=list(WRITES))
def test_a_transaction_that_is_rolled_back_does_not_raise_it(build, write):
    before = number()
    write()
    db.session.flush()
    db.session.rollback()
    db.session.commit()
    assert number() == before


def test_two_writes_of_one_transaction_raise_it_once(build):
    before = number()
    for write in ("a new row", "an update statement", "a bulk insert"):
        WRITES[write]()
        db.session.flush()
    db.session.commit()
    assert number() == before + 1


def test_two_transactions_raise_it_twice(build):
    before = number()
    for name in ("One", "Two"):
        person().name = name
        db.session.commit()
    assert number() == before + 2


def test_a_step_within_a_transaction_is_no_transaction_of_its_own(build):
    before = number()
    person().name = "Outer"
    with db.session.begin_nested():
        db.session.add(Person(slug="inner", name="Inner", variants=[]))
    db.session.add(Person(slug="after", name="After", variants=[]))
    db.session.commit()
    assert number() == before + 1


@pytest.mark.parametrize(
    "read",
    [
        lambda: db.session.scalars(select(Person)).all(),
        lambda: db.session.execute(text("SELECT 1")),
        lambda: setattr(person(), "name", "Someone Else"),
        lambda: None,
    ],
    ids=["a query", "a text", "a value set to what it was", "nothing"],
)
def test_a_transaction_that_changes_nothing_does_not_raise_it(build, read):
    before = number()
    read()
    db.session.commit()
    assert number() == before


def test_a_failed_write_does_not_raise_it(build):
    from sqlalchemy.exc import IntegrityError

    before = number()
    db.session.add(Person(slug="someone-else", name="Twice", variants=[]))
    with pytest.raises(IntegrityError):
        db.session.commit()
    db.session.rollback()
    assert number() == before


def test_the_moment_of_the_last_write_is_told(build):
    first = current(db.engine)[1]
    person().name = "Later"
    db.session.commit()
    assert current(db.engine)[1] >= first
    assert current(db.engine)[1].tzinfo is not None
