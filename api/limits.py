"""How often something may be done within a minute, counted in the memory of each process."""

import threading
import time
from collections import OrderedDict

from werkzeug.exceptions import TooManyRequests

WINDOW = 60.0
MOST_NAMES = 10_000
"""Names counted at once; of more, those that were quiet longest are forgotten."""


class Limit:
    """A bucket for each name: it holds as many as a minute allows, and fills again evenly."""

    def __init__(self, most: int) -> None:
        """Allow a number within a minute; 0 allows any."""
        self.most = most
        self.buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self.lock = threading.Lock()

    def check(self, name: str) -> None:
        """Raise 429 where a name has nothing left."""
        if self.most and (left := self._left(name)) < 1:
            # Rounded up, so that who waits as told is not told to wait again.
            wait = int((1 - left) * WINDOW / self.most) + 1
            raise TooManyRequests(f"This was tried too often. Try again in {wait} s.", retry_after=wait)

    def take(self, name: str) -> None:
        """Count one more for a name."""
        with self.lock:
            left = self._left(name) - 1
            self.buckets[name] = (max(left, 0.0), time.monotonic())
            self.buckets.move_to_end(name)
            if len(self.buckets) > MOST_NAMES:
                self.buckets.popitem(last=False)

    def _left(self, name: str) -> float:
        left, since = self.buckets.get(name, (float(self.most), 0.0))
        return min(float(self.most), left + (time.monotonic() - since) * self.most / WINDOW)
