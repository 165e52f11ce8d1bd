"""Whose turn it is to write: of the threads of a process, one is always left to those who read."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from api.errors import Unavailable

BRIEFLY = 0.5
"""Seconds for which the last thread waits for its turn; a write is usually done in a twentieth of that."""


class Turns:
    """Turns for all threads but one, each of which may wait for a store that others keep busy."""

    def __init__(self, threads: int, patience: float) -> None:
        """Share turns among threads, which wait no longer for one than for the store itself."""
        self.free = threading.BoundedSemaphore(max(1, threads - 1))
        self.patience = patience
        self.moved = time.monotonic()

    @contextmanager
    def take(self) -> Iterator[None]:
        """Take a turn, or raise 503 where none was begun or ended for a while."""
        until = time.monotonic() + self.patience
        while not self.free.acquire(timeout=self._left(until)):
            if not self._left(until):
                raise Unavailable
        self.moved = time.monotonic()
        try:
            yield
        finally:
            self.moved = time.monotonic()
            self.free.release()

    def _left(self, until: float) -> float:
        """Count from the last move: of many who come while nothing moves, only the first waits."""
        return max(0.0, min(self.moved + BRIEFLY, until) - time.monotonic())
