"""Copies of a SQLite database: made while others write, checked, and put in the place of a live one."""

import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from sqlalchemy import Connection, TableClause, column, delete, insert, inspect, select, update

from models.database import Base, now
from models.revision import Revision
from models.sqlite import trouble_of
from models.writing import Change, Token

FIRST_STEP = 1
"""Pages copied before the target is known to be locked; every database of ours has many more."""

COUNTERS = TableClause("sqlite_sequence", column("name"), column("seq"))
"""Where SQLite keeps the last number that each table gave."""
GIVEN = select(COUNTERS.c.name, COUNTERS.c.seq)


class Unfit(ValueError):
    """A file that cannot be copied, written or restored; its text is a sentence that says why."""


def back_up(source: Path, file: Path, patience: float, force: bool = False, check: bool = True) -> None:
    """Write a consistent copy to a file that only its owner may read; it has its name when it is whole."""
    if file.exists() and source.exists() and file.samefile(source):
        raise Unfit(f"{file} is the database itself.")
    if file.exists() and not force:
        raise Unfit(f"{file} is there already; --force writes over it.")
    if not file.parent.is_dir():
        raise Unfit(f"The folder {file.parent} is not there.")
    with unnamed(file) as draft:
        copy(source, draft, patience)
        if check:
            refuse_damaged(draft, source)
        give_name(draft, file, force)


@contextmanager
def unnamed(file: Path) -> Iterator[Path]:
    """Give a new file beside another, and remove it unless it is given a name."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    except OSError as fault:
        raise Unfit(f"{file} cannot be written ({fault.strerror}).") from None
    os.close(handle)
    try:
        yield Path(name)
    finally:
        for ending in ("", "-journal", "-wal", "-shm"):
            Path(name + ending).unlink(missing_ok=True)


def give_name(draft: Path, file: Path, force: bool) -> None:
    """Give a whole file its name, when it is on disk; another that came meanwhile stays unless forced."""
    with draft.open("rb") as written:
        os.fsync(written.fileno())
    try:
        if force:
            draft.replace(file)
        else:
            link(draft, file)
        folder = os.open(file.parent, os.O_RDONLY)
    except FileExistsError:
        raise Unfit(f"{file} is there already; --force writes over it.") from None
    except OSError as fault:
        raise Unfit(f"{file} cannot be written ({fault.strerror}).") from None
    with suppress(OSError):
        os.fsync(folder)
    os.close(folder)


def link(draft: Path, file: Path) -> None:
    """Name a file without ever writing over another, as far as the disk knows how to."""
    try:
        os.link(draft, file)
    except FileExistsError:
        raise
    except OSError:
        # Some disks have no hard links; that a file came within this moment is all that can go wrong.
        draft.rename(file)


def copy(source: Path, target: Path, patience: float) -> None:
    """Copy a database as it is at one moment, which others may write to meanwhile, into one plain file."""
    try:
        with closing(opened(source)) as connection, closing(sqlite3.connect(target)) as copied:
            # In one step, so that a write that comes between begins nothing anew.
            connection.backup(copied, progress=patient(patience), sleep=0.05)
            copied.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as fault:
        raise Unfit(f"{source} {trouble_of(fault)}") from None


def opened(path: Path, mode: str = "ro") -> sqlite3.Connection:
    """Open a database file that is there."""
    if not path.is_file():
        raise Unfit(f"{path} was not found.")
    return sqlite3.connect(f"file:{quote(str(path))}?mode={mode}", uri=True, isolation_level=None)


def patient(seconds: float) -> Callable[[int, int, int], None]:
    """Wait for a lock so long and no longer: SQLite's own copying would wait for ever."""
    until = time.monotonic() + seconds

    def progress(status: int, _left: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > until:
            raise Unfit("The database is locked by another process; try again when that is done.")

    return progress


def refuse_damaged(path: Path, name: Path) -> None:
    """Let SQLite look through a whole file, and raise Unfit where it finds damage."""
    try:
        with closing(opened(path)) as connection:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as fault:
        raise Unfit(f"{name} {trouble_of(fault)}") from None
    if found != "ok":
        raise Unfit(f"{name} is damaged: {' '.join(found.split())}")


def refuse_foreign(connection: Connection, name: Path) -> None:
    """Raise Unfit for a database that has not all our tables and columns."""
    found = inspect(connection)
    there = set(found.get_table_names())
    for table in Base.metadata.sorted_tables:
        columns = (
            {column["name"] for column in found.get_columns(table.name)} if table.name in there else set()
        )
        if missing := {column.name for column in table.columns} - columns:
            what = f"column {table.name}.{min(missing)}" if columns else f"table {table.name}"
            raise Unfit(f"{name} is no database of Vitrine: it has no {what}.")


def kept_name(live: Path) -> Path:
    """Name the file that keeps the database of before."""
    return live.with_name(f"{live.name}.before-restore-{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}")


def put_back(copied: Connection, live: Path, kept: Path, actor: str, patience: float) -> None:
    """Put a checked copy in the place of a live database, of which the last state is kept under a name.

    It is one transaction for those who have the live file open. From its beginning nobody else writes; only
    then is known what the live database held last, so the copy is finished then: its revision above both, the
    change in its history. A file with a write-ahead log keeps the size of its pages, so the copy takes it.
    """
    wait, source, locked = patient(patience), driver(copied), False
    is_new = not live.exists()

    def progress(status: int, left: int, total: int) -> None:
        nonlocal locked
        wait(status, left, total)
        if status == sqlite3.SQLITE_OK and not locked:
            locked = True
            if not is_new:
                back_up(live, kept, patience, check=False)
            finish(copied, last_state(live), actor)

    try:
        with closing(sqlite3.connect(live, timeout=patience, isolation_level=None)) as target:
            # Only with a write-ahead log can what is there be read while it is written over.
            target.execute("PRAGMA journal_mode = WAL")
            fit_pages(source, target.execute("PRAGMA page_size").fetchone()[0])
            source.backup(target, pages=FIRST_STEP, progress=progress, sleep=0.05)
            with suppress(sqlite3.OperationalError):
                target.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error as fault:
        raise Unfit(f"{live} {trouble_of(fault)}") from None


def set_aside(live: Path, kept: Path) -> bool:
    """Give a file that is no readable database its kept name; tell whether it was so."""
    if not live.exists():
        return False
    try:
        with closing(opened(live)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as fault:
        if not is_broken(fault):
            raise Unfit(f"{live} {trouble_of(fault)}") from None
        for ending in ("", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                Path(f"{live}{ending}").rename(f"{kept}{ending}")
        return True
    return False


def is_broken(fault: sqlite3.Error) -> bool:
    """Tell whether a file is damaged beyond reading, or was never a database."""
    return fault.sqlite_errorname.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))


def driver(connection: Connection) -> sqlite3.Connection:
    """Give the plain connection, which alone can copy."""
    plain: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
    return plain


def fit_pages(source: sqlite3.Connection, size: int) -> None:
    """Write a copy anew where its pages have another size."""
    source.execute("PRAGMA journal_mode = DELETE")
    if source.execute("PRAGMA page_size").fetchone()[0] != size:
        source.execute(f"PRAGMA page_size = {int(size)}")
        source.execute("VACUUM")


class Last(NamedTuple):
    """What of a live database must outlive a restore."""

    revision: int = 0
    revoked: Sequence[str] = ()
    numbers: Mapping[str, int] = {}
    """The last number that each table gave."""


def last_state(live: Path) -> Last:
    """Read what must outlive a restore: the revision, the tokens that were revoked, the numbers given."""
    with closing(opened(live)) as connection:
        try:
            there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
            if not {"revision", "token"} <= there:
                return Last()
            number = connection.execute("SELECT max(number) FROM revision").fetchone()[0] or 0
            revoked = "SELECT secret_hash FROM token WHERE revoked_at IS NOT NULL"
            given = connection.execute(str(GIVEN)) if "sqlite_sequence" in there else ()
            return Last(number, [row[0] for row in connection.execute(revoked)], dict(given))
        except sqlite3.DatabaseError as fault:
            if is_broken(fault):
                return Last()  # What cannot be read is no reason to keep the owner from mending it.
            raise


def finish(copied: Connection, last: Last, actor: str) -> None:
    """Raise a copy's revision above the last, tell its history, and keep revoked and given what was."""
    row = copied.execute(Revision.__table__.select()).first()
    number = max(last.revision, row.number if row else 0) + 1
    copied.execute(delete(Revision))
    copied.execute(
        insert(Revision).values(id=1, number=number, changed_at=now(), venues=number, items=number)
    )
    copied.execute(insert(Change).values(revision=number, made_at=now(), actor=actor, action="restore"))
    still = update(Token).where(Token.secret_hash.in_(last.revoked), Token.revoked_at.is_(None))
    copied.execute(still.values(revoked_at=now()))
    given = {row.name: row.seq for row in copied.execute(GIVEN)}
    copied.execute(delete(COUNTERS))
    for name in {**given, **last.numbers}:
        number = max(given.get(name, 0), last.numbers.get(name, 0))
        copied.execute(insert(COUNTERS).values(name=name, seq=number))
    copied.commit()
