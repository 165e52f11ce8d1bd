"""What the page's own thread did, read from a trace that Chromium records."""

from collections.abc import Iterable
from typing import Any

from playwright.sync_api import CDPSession, Page

CATEGORIES = "devtools.timeline,blink.user_timing"
SCRIPT = ("EventDispatch", "FunctionCall", "FireAnimationFrame", "TimerFire", "RunMicrotasks")
STYLE = ("UpdateLayoutTree",)
LAYOUT = ("Layout",)
WORK = (*SCRIPT, *STYLE, *LAYOUT)

Event = dict[str, Any]


class Recorder:
    """Records what the page does, from `start` to `stop`."""

    def __init__(self, page: Page) -> None:
        """Stand ready to record one page."""
        self.page = page
        self.session: CDPSession = page.context.new_cdp_session(page)
        self.events: list[Event] = []
        self.complete = False
        self.session.on("Tracing.dataCollected", lambda part: self.events.extend(part["value"]))
        self.session.on("Tracing.tracingComplete", self._finish)

    def _finish(self, _: Any) -> None:
        self.complete = True

    def start(self) -> None:
        """Begin a new recording."""
        self.events.clear()
        self.complete = False
        self.session.send("Tracing.start", {"categories": CATEGORIES, "transferMode": "ReportEvents"})

    def stop(self) -> list[Event]:
        """End the recording and give the events of the page's own thread."""
        self.session.send("Tracing.end")
        for _ in range(100):
            if self.complete:
                break
            self.page.wait_for_timeout(50)
        thread = next((event["pid"], event["tid"]) for event in self.events if event["name"] == "press")
        return [event for event in self.events if (event["pid"], event["tid"]) == thread]


def mark(events: Iterable[Event], name: str) -> float | None:
    """Find when the page set a mark."""
    return next((event["ts"] / 1000 for event in events if event["name"] == name), None)


def work(events: Iterable[Event], names: Iterable[str], start: float, end: float) -> float:
    """Add up the processor time of what began within two bounds; what runs within another counts once.

    Processor time, and not the clock's, since another program may have the processor meanwhile.
    """
    wanted = set(names)
    found = sorted(
        (event["ts"] / 1000, event.get("dur", 0) / 1000, event.get("tdur", 0) / 1000)
        for event in events
        if event["name"] in wanted and event["ph"] == "X"
    )
    total, reached = 0.0, start
    for began, lasted, spent in found:
        if reached <= began < end:
            total += spent
            reached = began + lasted
    return total
