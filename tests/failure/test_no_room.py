"""A disk that takes nothing in, a file that can only be read: told clearly, and well again when mended."""

import os
import resource
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from bench.servers import Server, vitrine
from tests.api.test_errors import INSIDES
from tests.api.writing import PATH, work
from tests.failure.clients import Answer, Client
from tests.failure.conftest import Store, look, make_store

SETTINGS = {"THREADS": "4", "BUSY_TIMEOUT_MS": "300", "MAX_WRITES_PER_MINUTE": "0"}
NUMBERS = count()
EDAS = f"{PATH}/zhao2025edas"

WRITES: list[tuple[str, str, Any]] = [
    ("POST", PATH, [work(title="One", key="one", venue="A New Workshop"), work(title="Two", key="two")]),
    ("PATCH", EDAS, {"pages": "1-2"}),
    ("PATCH", "/api/v1/profile", {"headline": "Changed"}),
    ("DELETE", "/api/v1/projects/1", None),
    ("POST", "/api/v1/changes/1/revert", None),
]
"""Each can be done once, after the first write of a store."""

DONE = [201, 200, 200, 204, 201]


@contextmanager
def broken(_store: Store, server: Server) -> Iterator[None]:
    """Let the system refuse whatever the server writes to a file, as a quota or a disk that fails would."""
    workers = [int(pid) for pid in Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()]
    before = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in workers}
    for pid, (_, most) in before.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, most))
    yield
    for pid, limits in before.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)


@contextmanager
def full(store: Store, _server: Server) -> Iterator[None]:
    """Fill the disk to the last byte."""
    ballast = store.path.parent / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while file.tell() < 2 * DISK:
            file.write(b"0" * 4096)
    assert ballast.stat().st_size < DISK
    yield
    ballast.unlink()


@contextmanager
def for_reading_only(store: Store, server: Server) -> Iterator[None]:
    """Take the permission to write to a folder and all its files away."""
    folder = store.path.parent
    modes = {path: path.stat().st_mode for path in (folder, *folder.iterdir())}
    for path, mode in modes.items():
        path.chmod(mode & 0o555)
    try:
        # A connection that is open may go on writing. While it is kept waiting others are opened; and when
        # one of those is refused, all that wait for work are closed.
        while_busy(store, server)
        with closing(Client(server.port, store.secret)) as client:
            assert any(is_refused(client) for _ in range(20))
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


def is_refused(client: Client) -> bool:
    """Try a write and store nothing; the read before it has the connections take turns."""
    assert client.send("GET", f"{PATH}?q=w{next(NUMBERS)}").status == 200
    return client.send("POST", f"{PATH}?dry_run=true", work()).status == 507


def while_busy(store: Store, server: Server) -> None:
    """Send three writes at once to a store that is busy."""

    def post(which: int) -> None:
        with closing(Client(server.port, store.secret)) as client:
            assert client.send("POST", PATH, work(title=f"Busy {which}")).status in (503, 507)

    with closing(sqlite3.connect(store.path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        with ThreadPoolExecutor(3) as pool:
            list(pool.map(post, range(3)))


DISK = 4_000_000
"""Bytes of a small disk."""

Trouble = Callable[[Store, Server], AbstractContextManager[None]]


@pytest.fixture(params=["folder", "disk"])
def place(request, filled, tmp_path) -> Iterator[tuple[Store, list[Trouble]]]:
    """A store, and what may befall it where it is."""
    folder = tmp_path / "data"
    folder.mkdir()
    if request.param == "folder":
        yield make_store(filled, folder), [for_reading_only, broken]
        return
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "vitrine", folder]
    if (mounted := subprocess.run(mount, capture_output=True, text=True)).returncode:
        pytest.skip(f"a small disk cannot be mounted here: {mounted.stderr.strip()}")
    try:
        yield make_store(filled, folder), [full]
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.fixture
def bound() -> list[str]:
    """The words that make root obey the modes of files, as everybody else does."""
    if os.geteuid():
        return []
    words = ["setpriv", "--bounding-set=-dac_override"]
    if (tried := subprocess.run([*words, "true"], capture_output=True, text=True)).returncode:
        pytest.skip(f"root cannot be kept from writing here: {tried.stderr.strip()}")
    return words


def test_a_store_that_takes_nothing_in_refuses_every_write_whole_and_takes_all_when_it_is_mended(
    place, bound
):
    store, troubles = place
    with (
        vitrine(store.path, bound, **SETTINGS) as server,
        closing(Client(server.port, store.secret)) as client,
    ):
        assert client.send("POST", PATH, work(title="Before")).status == 201
        for number, trouble in enumerate(troubles):
            before = state(store)
            with trouble(store, server):
                for key, write in enumerate(WRITES):
                    refused(client.send(*write, Idempotency_Key=f"write{key}"))
                read_everything(server, store)
                assert state(store) == before
            assert client.send("PATCH", EDAS, {"volume": str(number)}).status == 200
        before = state(store)
        done = [client.send(*write, Idempotency_Key=f"write{key}").status for key, write in enumerate(WRITES)]
        assert done == DONE
        read_everything(server, store)
    assert look(store, "PRAGMA integrity_check") == [("ok",)]
    assert look(store, "PRAGMA foreign_key_check") == []
    assert state(store)[0][0] == before[0][0] + len(WRITES)


def refused(answer: Answer) -> None:
    """Check that a write is refused clearly, and that nothing of the insides is told."""
    assert (answer.status, answer.headers["Content-Type"]) == (507, "application/problem+json")
    problem = answer.json
    assert set(problem) == {"type", "title", "status", "detail", "instance", "request_id"}
    assert problem["detail"].startswith("This was not stored. The database can")
    assert not INSIDES.search(answer.body.decode())
    # Nobody knows when it is mended, so nobody is told to come again.
    assert "Retry-After" not in answer.headers


def read_everything(server: Server, store: Store) -> None:
    """Read what is kept and what is not, by several readers at once, so that connections are opened too."""

    def read(which: int) -> None:
        with closing(Client(server.port, store.secret)) as client:
            for path in ("/", f"/?q=w{next(NUMBERS)}", f"{PATH}?q=w{next(NUMBERS)}&facets=year,venue,rank",
                         f"{PATH}.csv?q=w{next(NUMBERS)}", f"/editor?n={next(NUMBERS)}",
                         f"/publications/zhao2025edas?n={next(NUMBERS)}", "/api/v1/changes"):  # fmt: skip
                assert client.send("GET", path).status == 200, path

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(read, range(4)))


def state(store: Store) -> list[Any]:
    """Tell what a write would have to change."""
    counted = ("publication", "authorship", "venue", "change", "change_item", "idempotency", "project")
    return [
        *look(store, "SELECT number FROM revision"),
        *(look(store, f"SELECT count(*) FROM {table}") for table in counted),
        *look(store, "SELECT version FROM publication WHERE key = 'zhao2025edas'"),
    ]
