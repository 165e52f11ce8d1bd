"""Writers who repeat what was not answered, and know what must be stored when all of it was."""

import random
import time
from contextlib import closing
from itertools import count
from threading import Event
from typing import Any

from tests.api.writing import PATH
from tests.failure.clients import FAULTS, Client

PATIENCE = 120
"""Seconds after which a writer no longer believes that an answer will come."""

GIVES_UP = 0.3
"""How often an addition that was cut off is not repeated: nobody knows then whether it was stored."""


class Writer:
    """One program that adds pairs of publications, and changes and deletes those that it has added.

    `states` holds for each key what was stored under it in turn: its pages, then None where it was deleted.
    """

    def __init__(self, number: int, port: int, secret: str) -> None:
        self.client = Client(port, secret)
        self.name = f"writer{number}"
        self.chance = random.Random(number)
        self.numbers = count()
        self.states: dict[str, list[str | None]] = {}
        self.living: list[str] = []
        self.unknown: list[dict[str, list[str | None]]] = []
        self.acknowledged: list[str] = []
        self.repeated = self.replayed = 0

    def work(self, stop: Event) -> None:
        """Write until it is time to stop."""
        with closing(self.client):
            while not stop.is_set():
                act = self.chance.random()
                if act < 0.3 or len(self.living) < 3:
                    self.add()
                elif act < 0.8:
                    self.change(self.chance.choice(self.living))
                else:
                    self.delete(self.living.pop(self.chance.randrange(len(self.living))))

    def add(self) -> None:
        """Add a pair with one request."""
        stem = f"{self.name}-{next(self.numbers)}"
        pair = [f"{stem}{half}" for half in "ab"]
        body = [{"key": key, "title": key, "authors": ["Han Zhao"], "pages": "0"} for key in pair]
        states: dict[str, list[str | None]] = {key: ["0"] for key in pair}
        if self.write("POST", PATH, body, self.chance.random() < GIVES_UP):
            self.states |= states
            self.living += pair
        else:
            self.unknown.append(states)

    def change(self, key: str) -> None:
        """Write the next number into the pages of one."""
        pages = str(len(self.states[key]))
        self.write("PATCH", f"{PATH}/{key}", {"pages": pages})
        self.states[key].append(pages)

    def delete(self, key: str) -> None:
        """Take one away."""
        self.write("DELETE", f"{PATH}/{key}")
        self.states[key].append(None)

    def write(self, method: str, path: str, body: Any = None, gives_up: bool = False) -> bool:
        """Send one write under a key of its own until it is answered; False where it was given up."""
        key, started = f"{self.name}-key{next(self.numbers)}", time.monotonic()
        while time.monotonic() - started < PATIENCE:
            try:
                answer = self.client.send(method, path, body, Idempotency_Key=key)
            except FAULTS:
                if gives_up:
                    return False
                self.repeated += 1
            else:
                if answer.status != 503:
                    assert answer.status in (200, 201, 204), answer
                    self.replayed += "Idempotency-Replayed" in answer.headers
                    self.acknowledged.append(key)
                    return True
            time.sleep(0.05)
        raise AssertionError(f"{method} {path} was not done within {PATIENCE} s")
