"""A server that is killed again and again, in the middle of writes: what it acknowledged is there, once."""

import os
import random
import signal
import time
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import closing
from itertools import pairwise
from threading import Event
from typing import Any, NamedTuple

import pytest

from bench.servers import free_port, kill, vitrine
from tests.api.writing import PATH
from tests.failure.clients import Client
from tests.failure.conftest import Store, look
from tests.failure.writers import Writer

WRITERS = 8


class Size(NamedTuple):
    """What a run must reach, and the seconds that it may take for that."""

    kills: int
    writes: int
    seconds: float


SHORT = Size(2, 100, 180)
LONG = Size(50, 5000, 1800)


@pytest.mark.torture
def test_a_server_that_is_killed_while_it_writes_loses_nothing_and_does_nothing_twice(store, is_long, tell):
    size, settings = LONG if is_long else SHORT, {"PORT": str(free_port()), "MAX_WRITES_PER_MINUTE": "0"}
    writers = [Writer(number, int(settings["PORT"]), store.secret) for number in range(WRITERS)]
    before, stop, until = revision(store), Event(), time.monotonic() + size.seconds
    with ThreadPoolExecutor(WRITERS) as pool:
        works = [pool.submit(writer.work, stop) for writer in writers]
        try:
            for killed in range(size.kills):
                with vitrine(store.path, **settings) as server:
                    # At a random moment of its share of the work, with writes under way.
                    wait_for(writers, works, size.writes * (killed + random.random()) / size.kills, until)
                    kill(server)
                tell(progress(killed + 1, writers))
            with (
                vitrine(store.path, **settings) as server,
                closing(Client(server.port, store.secret)) as client,
            ):
                wait_for(writers, works, size.writes, until)
                stop.set()
                wait(works)
                changes = history(client)
        finally:
            stop.set()
    for work in works:
        work.result()
    judge(store, writers, changes, before)


def test_workers_whose_parent_was_killed_keep_what_they_store_though_others_use_the_file(store):
    """Who closes a database last folds its log into it and removes it: a worker must be seen to use it."""
    with vitrine(store.path) as server, closing(Client(server.port, store.secret)) as client:
        write = {"title": "Before", "authors": ["Han Zhao"], "key": "before"}
        assert client.send("POST", PATH, write).status == 201
        os.kill(server.pid, signal.SIGKILL)
        os.waitid(os.P_PID, server.pid, os.WEXITED | os.WNOWAIT)
        assert look(store, "SELECT count(*) FROM publication WHERE key = 'before'") == [(1,)]
        assert client.send("POST", PATH, {**write, "title": "After", "key": "after"}).status == 201
        kill(server)
    assert look(store, "SELECT count(*) FROM publication WHERE key IN ('before', 'after')") == [(2,)]


def wait_for(writers: list[Writer], works: list[Future[None]], writes: float, until: float) -> None:
    """Wait until so many writes were acknowledged in all; raise what a writer has met."""
    while acknowledged(writers) < writes:
        assert time.monotonic() < until, f"{acknowledged(writers)} of {writes:.0f} writes in time"
        for work in works:
            assert not work.done(), work.result()
        time.sleep(random.uniform(0, 0.02))


def acknowledged(writers: list[Writer]) -> int:
    return sum(len(writer.acknowledged) for writer in writers)


def progress(killed: int, writers: list[Writer]) -> str:
    repeated, replayed = (sum(getattr(each, name) for each in writers) for name in ("repeated", "replayed"))
    return (
        f"{killed} kills, {acknowledged(writers):,} writes acknowledged; {repeated:,} sent again, "
        f"{replayed} of them stored before the kill; {sum(len(each.unknown) for each in writers)} given up"
    )


def history(client: Client) -> list[dict[str, Any]]:
    """Ask for all changes, the oldest first."""
    found: list[dict[str, Any]] = []
    for page in range(1, 100):
        answer = client.send("GET", f"/api/v1/changes?per_page=1000&page={page}").json
        found += answer["items"]
        if page >= answer["pages"]:
            return found[::-1]
    raise AssertionError("The history has no end.")


def judge(store: Store, writers: list[Writer], changes: list[dict[str, Any]], before: int) -> None:
    """Compare what is stored, and what history tells, with what the writers know."""
    told = steps(changes)
    states = {key: each for writer in writers for key, each in writer.states.items()}
    for pair in (pair for writer in writers for pair in writer.unknown):
        # What was given up is there whole or not at all; judged by one of the pair, the other must agree.
        states |= pair if set(pair) & set(told) else {}
    assert told == {key: list(pairwise([None, *each])) for key, each in states.items()}
    assert [len(change["items"]) for change in changes] == [
        2 if change["action"] == "create" else 1 for change in changes
    ]
    # One number for each change and none between: no write left half of itself behind, and none came twice.
    assert [change["revision"] for change in changes] == list(range(before + 1, before + 1 + len(changes)))
    assert revision(store) == before + len(changes)
    assert look(store, "PRAGMA integrity_check") == [("ok",)]
    assert look(store, "PRAGMA foreign_key_check") == []
    stored = dict(look(store, "SELECT key, pages FROM publication WHERE key LIKE 'writer%'"))
    assert stored == {key: each[-1] for key, each in states.items() if each[-1] is not None}
    kept = {key for (key,) in look(store, "SELECT key FROM idempotency")}
    assert {key for writer in writers for key in writer.acknowledged} <= kept
    assert len(kept) == len(changes)


def steps(changes: list[dict[str, Any]]) -> dict[str, list[tuple[str | None, str | None]]]:
    """List for each key what its pages were before and after each of its changes."""
    found: dict[str, list[tuple[str | None, str | None]]] = {}
    for item in (item for change in changes for item in change["items"]):
        pages = tuple(side and side["pages"] for side in (item["before"], item["after"]))
        found.setdefault(item["key"], []).append(pages)
    return found


def revision(store: Store) -> int:
    return look(store, "SELECT number FROM revision")[0][0]
