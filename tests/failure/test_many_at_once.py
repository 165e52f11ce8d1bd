"""Four workers and thirty-two clients at once: no update is lost, no fault is met, and readers never wait."""

import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from threading import Barrier, Event
from typing import Any, NamedTuple

import pytest

from bench.servers import vitrine
from tests.api.writing import PATH, work
from tests.failure.clients import Answer, Client
from tests.failure.conftest import Store, look, make_store

CLIENTS = 32
BUSY_SECONDS = 2.0
"""How long a write waits for a store that another keeps busy."""

ATTEMPTS = 1000
"""How often a client tries again what it is told to try again."""

READ = (f"{PATH}?per_page=1000", f"{PATH}?per_page=1000&q=writing&facets=year,venue", "/", "/editor",
        f"{PATH}.csv", "/api/v1/metrics", "/api/v1/changes", "/api/v1/news", "/sitemap.xml")  # fmt: skip


class Crowded(NamedTuple):
    """A server of four workers, and the store that they share."""

    store: Store
    port: int

    def client(self) -> Any:
        """Give a client of its own to who asks."""
        return closing(Client(self.port, self.store.secret))


@pytest.fixture(scope="module")
def crowded(filled, tmp_path_factory) -> Iterator[Crowded]:
    store = make_store(filled, tmp_path_factory.mktemp("crowded"))
    settings = {"BUSY_TIMEOUT_MS": str(int(BUSY_SECONDS * 1000)), "MAX_WRITES_PER_MINUTE": "0"}
    with vitrine(store.path, WORKERS="4", **settings) as server:
        yield Crowded(store, server.port)


def at_once(number: int, act: Callable[[int], Any]) -> list[Any]:
    """Let as many threads begin an act at the same moment; give what each of them was given."""
    barrier = Barrier(number, timeout=30)

    def begin(which: int) -> Any:
        barrier.wait()
        return act(which)

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(begin, range(number)))


def persist(client: Client, method: str, path: str, body: Any = None, **headers: str) -> Answer:
    """Send a write, and come again for as long as the store is said to be busy."""
    for _ in range(ATTEMPTS):
        answer = client.send(method, path, body, **headers)
        if answer.status != 503:
            return answer
        assert int(answer.headers["Retry-After"]) > 0
        time.sleep(0.05)
    raise AssertionError(f"{method} {path} found the store busy {ATTEMPTS} times")


@pytest.mark.torture
def test_thirty_two_clients_lose_no_update_and_meet_no_fault(crowded, is_long, tell):
    times, counters = (20 if is_long else 2), [f"counter{number}" for number in range(4)]
    with crowded.client() as client:
        for key in counters:
            assert client.send("POST", PATH, work(key=key, title=key, pages="0")).status == 201
    before, begun, writing = revision(crowded), time.monotonic(), Event()
    writers, adders = 12, 8

    def act(which: int) -> Any:
        with crowded.client() as client:
            if which < writers:
                return count_up(client, counters[which % len(counters)], times)
            if which < writers + adders:
                return add_and_delete(client, f"added{which}", times)
            return read_on(client, writing)

    with ThreadPoolExecutor(CLIENTS) as pool:
        works = [pool.submit(act, which) for which in range(CLIENTS)]
        try:
            done = [each.result() for each in works[: writers + adders]]
        finally:
            writing.set()
        read = sum(each.result() for each in works[writers + adders :])
    tell(f"{read:,} reads beside {revision(crowded) - before:,} writes, {time.monotonic() - begun:.0f} s")
    counted = look(crowded.store, "SELECT pages, version FROM publication WHERE key LIKE 'counter%'")
    successes = times * writers // len(counters)
    assert counted == [(str(successes), successes + 1)] * len(counters)
    added = {key for (key,) in look(crowded.store, "SELECT key FROM publication WHERE key LIKE 'added%'")}
    assert added == {key for keys in done[writers:] for key in keys}
    deletions = adders * (times // 2)
    assert revision(crowded) == before + times * (writers + adders) + deletions


def count_up(client: Client, key: str, times: int) -> None:
    """Add one to a number as often as given: each time on top of what was read, and of nothing newer."""
    for _ in range(times):
        for _ in range(ATTEMPTS):
            read = client.send("GET", f"{PATH}/{key}")
            assert read.status == 200, read
            pages = str(int(read.json["pages"]) + 1)
            tag = read.headers["ETag"]
            written = persist(client, "PATCH", f"{PATH}/{key}", {"pages": pages}, If_Match=tag)
            if written.status == 200:
                break
            assert written.status == 412, written
        else:
            raise AssertionError(f"{key} was changed by others {ATTEMPTS} times")


def add_and_delete(client: Client, name: str, times: int) -> set[str]:
    """Add entries, and delete every other one; give the keys of those that stay."""
    stay = set()
    for number in range(times):
        key = f"{name}-{number}"
        answer = persist(client, "POST", PATH, work(key=key, title=key))
        assert answer.status == 201, answer
        if number % 2:
            assert persist(client, "DELETE", f"{PATH}/{key}").status == 204
        else:
            stay.add(key)
    return stay


def read_on(client: Client, until: Event) -> int:
    """Read everything that others write to, until they are done; tell how often it was read."""
    number = 0
    while not until.is_set():
        path = READ[number % len(READ)]
        answer = client.send("GET", path)
        assert answer.status == 200, (path, answer)
        if path.startswith(f"{PATH}?"):
            listed = answer.json
            assert len(listed["items"]) == listed["total"]
        number += 1
    return number


def revision(crowded: Crowded) -> int:
    return look(crowded.store, "SELECT number FROM revision")[0][0]


def test_a_key_that_comes_to_all_workers_at_once_stores_once(crowded):
    def post(_: int) -> Answer:
        with crowded.client() as client:
            return persist(client, "POST", PATH, work(title="Once"), Idempotency_Key="at-once")

    answers = at_once(CLIENTS, post)
    assert {(answer.status, answer.body) for answer in answers} == {(201, answers[0].body)}
    assert sum("Idempotency-Replayed" in answer.headers for answer in answers) == CLIENTS - 1
    assert look(crowded.store, "SELECT count(*) FROM publication WHERE title = 'Once'") == [(1,)]


@contextmanager
def busy(store: Store) -> Iterator[None]:
    """Keep a store busy, as another process that writes for long."""
    with closing(sqlite3.connect(store.path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


def read_times(crowded: Crowded, name: str) -> list[float]:
    """Read what nobody has kept, and tell the seconds that each took."""
    times = []
    with crowded.client() as client:
        for number in range(15):
            for path in (f"{PATH}?q={name}{number}", f"/?q={name}{number}", f"/editor?n={name}{number}"):
                started = time.monotonic()
                answer = client.send("GET", path)
                times.append(time.monotonic() - started)
                assert answer.status == 200, (path, answer)
    return times


def test_readers_do_not_wait_for_who_writes(crowded):
    free = read_times(crowded, "free")
    with busy(crowded.store):
        beside = read_times(crowded, "busy")
    assert statistics.median(beside) < 5 * statistics.median(free) + 0.05
    assert max(beside) < BUSY_SECONDS / 2


def test_a_busy_store_is_told_in_time_and_readers_do_not_wait_for_those_who_wait(crowded):
    def post(which: int) -> tuple[Answer, float]:
        started = time.monotonic()
        with crowded.client() as client:
            return client.send("POST", PATH, work(title=f"Busy {which}")), time.monotonic() - started

    with busy(crowded.store), ThreadPoolExecutor(CLIENTS) as pool:
        works = [pool.submit(post, which) for which in range(CLIENTS)]
        time.sleep(0.2)
        beside = read_times(crowded, "waiting")
        answers = [each.result() for each in works]
    assert max(beside) < BUSY_SECONDS / 2, beside
    for answer, _ in answers:
        assert (answer.status, answer.headers["Content-Type"]) == (503, "application/problem+json")
        assert set(answer.json) == {"type", "title", "status", "detail", "instance", "request_id"}
        assert int(answer.headers["Retry-After"]) > 0
    assert max(seconds for _, seconds in answers) >= BUSY_SECONDS
    assert look(crowded.store, "SELECT count(*) FROM publication WHERE title LIKE 'Busy %'") == [(0,)]
    assert post(CLIENTS)[0].status == 201
