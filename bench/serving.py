"""A kept answer against default Datasette: processor time per request, side by side in one run."""

import http.client
import json
import os
import statistics
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from bench import data
from bench.flat import TABLE, flatten
from bench.results import Result, above, print_table
from bench.servers import Server, datasette, processor_seconds, vitrine

NUMBERS = (26, 1000)
ROUNDS = 3
REQUESTS = {"vitrine": 2000, "unkept": 120, "datasette": 60}
AT_MOST_SECONDS = 2
"""How long one round of one server may take; on a slow machine it ends after fewer requests."""

OURS = "/api/v1/publications?"
THEIRS = f"/{{}}/{TABLE}.json?_shape=objects&"


class Work(NamedTuple):
    """One question in the words of both servers."""

    name: str
    ours: str
    theirs: str
    held: bool = False


PAGE = "year=2018..2024&rank=CCF-A&rank=CCF-B&per_page=26"
FLAT_PAGE = "year__gte=2018&year__lte=2024&rank__in=CCF-A,CCF-B&_size=26"
FACETS = "per_page=26&facets=year,venue,rank"
FLAT_FACETS = "_size=26&_facet=year&_facet=venue&_facet=rank"
WORKS = (
    Work("page of 26 by year and rank", PAGE, FLAT_PAGE),
    Work("that page, held by the reader (304)", PAGE, FLAT_PAGE, held=True),
    Work("list of 26", "per_page=26", "_size=26"),
    Work("list of 26 with three facets", FACETS, FLAT_FACETS),
)


class Spent(NamedTuple):
    """What one request cost: processor microseconds, and seconds by the clock."""

    processor: float
    clock: float


class Reader:
    """A program that asks one server, one request after the other, on one connection."""

    def __init__(self, server: Server, path: str, headers: Mapping[str, str] | None = None) -> None:
        """Connect, ask once, and keep the answer with its validator."""
        self.server, self.path, self.headers = server, path, dict(headers or {})
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        self.status = self.ask()

    def ask(self) -> int:
        """Send the request and read the whole answer."""
        self.connection.request("GET", self.path, headers=self.headers)
        answer = self.connection.getresponse()
        self.body, self.tag = answer.read(), answer.getheader("ETag")
        return answer.status

    def holding(self) -> "Reader":
        """Make a reader that holds this one's answer."""
        return Reader(self.server, self.path, {"If-None-Match": self.tag} if self.tag else {})

    def spend(self, requests: int) -> Spent:
        """Ask many times, and tell what one request cost the server."""
        busy, started = processor_seconds(self.server.pid), time.perf_counter()
        asked = 0
        while asked < requests and time.perf_counter() - started < AT_MOST_SECONDS:
            if self.ask() != self.status:
                raise RuntimeError(f"{self.path} was answered {self.status} before, and not now.")
            asked += 1
        clock = time.perf_counter() - started
        return Spent((processor_seconds(self.server.pid) - busy) * 1e6 / asked, clock / asked)


def run(folder: Path) -> list[Result]:
    """Measure every work at every size, and what a validator saves."""
    results: list[Result] = []
    if os.environ.get("DATASETTE"):
        for number in NUMBERS:
            database = data.database(folder, number)
            results += against_datasette(database, flatten(database, folder / f"flat{number}.db"), number)
    else:
        print("DATASETTE names no program, so there is nothing to compare with: run `make bench`.")
    return results + against_unkept(data.database(folder, NUMBERS[-1]))


def against_datasette(database: Path, flat: Path, number: int) -> list[Result]:
    """Let both servers do every work on the same publications."""
    rows, results = [], []
    with vitrine(database) as ours, datasette(flat) as theirs:
        for work in WORKS:
            mine, other = (
                Reader(ours, OURS + work.ours),
                Reader(theirs, THEIRS.format(flat.stem) + work.theirs),
            )
            check_same(mine, other)
            if work.held:
                mine, other = mine.holding(), other.holding()
            found = in_turn({"vitrine": mine, "datasette": other})
            rows.append((work.name, *describe(found["vitrine"]), *describe(found["datasette"])))
            times = found["datasette"].processor / found["vitrine"].processor
            results.append(above(f"CPU against Datasette, {number:,}: {work.name}", 15, times, "x less"))
    print(f"{number:,} publications, one reader")
    print_table(("work", "Vitrine µs CPU", "requests/s", "Datasette µs CPU", "requests/s"), rows)
    print()
    return results


def check_same(ours: Reader, theirs: Reader) -> None:
    """Make sure that both servers answered with the same publications in the same order."""
    mine = [item["key"] for item in json.loads(ours.body)["items"]]
    other = [row["key"] for row in json.loads(theirs.body)["rows"]]
    if mine != other or not mine:
        raise RuntimeError(f"{ours.path} and {theirs.path} give different answers.")


def describe(spent: Spent) -> tuple[str, str]:
    """Write what a server spent on a request, and how many it answered in a second."""
    return f"{spent.processor:,.0f}", f"{1 / spent.clock:,.0f}"


def in_turn(readers: Mapping[str, Reader]) -> dict[str, Spent]:
    """Measure readers in alternating rounds, so that noise meets all alike, and take the medians."""
    rounds: dict[str, list[Spent]] = {name: [] for name in readers}
    for _ in range(ROUNDS):
        for name, reader in readers.items():
            rounds[name].append(reader.spend(REQUESTS[name]))
    return {name: Spent(*map(statistics.median, zip(*spent, strict=True))) for name, spent in rounds.items()}


def against_unkept(database: Path) -> list[Result]:
    """Compare a 304 with a 200 that is made anew each time."""
    with vitrine(database, KEPT_MEGABYTES="0") as server:
        unkept = Reader(server, OURS + PAGE)
        found = in_turn({"unkept": unkept, "vitrine": unkept.holding()})
    full, short = found["unkept"].processor, found["vitrine"].processor
    print(f"A 200 that nothing keeps takes {full:,.0f} µs CPU, a 304 {short:,.0f} µs.\n")
    return [above("CPU of a 304 against a 200 that is not kept", 10, full / short, "x less")]
