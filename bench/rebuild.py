"""The list after a write: what the first answer of a new revision takes, without the network."""

import statistics
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs

import orjson
from flask import Flask, current_app
from sqlalchemy import select
from werkzeug.test import EnvironBuilder

from api.resources import site
from bench import data
from bench.results import Result, below, print_table
from models import db
from models.publication import Publication
from schemas import grammar
from services.listing import envelope

PATH = "/api/v1/publications"
TARGETS = {26: 1.0, 100_000: 40.0}
REPEATS = {26: 100, 100_000: 9}
QUERIES = {
    "list of 26": "per_page=26",
    "list of 100": "per_page=100",
    "list of 26 with three facets": "per_page=26&facets=year,venue,rank",
}
JUDGED = "list of 26"
"""What the target is about, in the service; other lists, and what Flask adds, are shown beside it."""


class Times(NamedTuple):
    """Medians in milliseconds. A busy machine stretches the clock's; the processor's is what is judged."""

    processor: float
    clock: float


def run(folder: Path) -> list[Result]:
    """Measure every query at every size: the service with its JSON, and the whole application."""
    rows, results = [], []
    for number, limit in TARGETS.items():
        with data.opened(data.database(folder, number)) as app:
            for name, query in QUERIES.items():
                service = measure(make_service(query), REPEATS[number])
                whole = measure(make_request(app, query), REPEATS[number])
                rows.append((f"{number:,}", name, *(f"{value:.2f}" for value in (*service, *whole))))
                if name == JUDGED:
                    what = f"rebuild after a write, {number:,}: {name}"
                    results.append(below(what, limit, service.processor))
    headings = ("publications", "query", "service, ms CPU", "by the clock", "whole request", "by the clock")
    print_table(headings, rows)
    print()
    return results


def make_service(query: str) -> Callable[[], object]:
    """Make the call that a view makes once it has read the query: a query in, JSON out."""
    arguments: Mapping[str, list[str]] = parse_qs(query)
    values = grammar.load(arguments)
    kept = current_app.extensions["kept_items"]
    return lambda: orjson.dumps(envelope(db.session(), site(), values, arguments, kept))


def make_request(app: Flask, query: str) -> Callable[[], object]:
    """Make a request to the application as a server makes it, the kept answers in front."""
    environ = EnvironBuilder(path=PATH, query_string=query).get_environ()

    def request() -> bytes:
        statuses: list[str] = []
        body = b"".join(app.wsgi_app({**environ}, lambda status, *_: statuses.append(status)))
        if statuses != ["200 OK"]:
            raise RuntimeError(f"{PATH}?{query} was answered {statuses}.")
        return body

    return request


def measure(call: Callable[[], object], repeats: int) -> Times:
    """Time a call after each of many writes; the writes are not counted."""
    call()
    times = []
    for _ in range(repeats):
        write()
        clock, processor = time.perf_counter(), time.thread_time()
        call()
        times.append((time.thread_time() - processor, time.perf_counter() - clock))
        db.session.remove()
    return Times(*(statistics.median(column) * 1000 for column in zip(*times, strict=True)))


def write() -> None:
    """Change one publication, as an owner does, which raises the revision."""
    work = db.session.scalars(select(Publication).where(Publication.position == 1)).one()
    work.pages = f"{work.version}"
    db.session.commit()
    db.session.remove()
