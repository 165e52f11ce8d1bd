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
Span = tuple[float, float]
"""A beginning and an end, in milliseconds."""


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


def spans(events: Iterable[Event], names: Iterable[str]) -> list[Span]:
    """List when events of some names ran."""
    wanted = set(names)
    return [
        (event["ts"] / 1000, (event["ts"] + event.get("dur", 0)) / 1000)
        for event in events
        if event["name"] in wanted and event["ph"] == "X"
    ]


def covered(found: Iterable[Span], start: float, end: float) -> float:
    """Add up the time within two bounds that spans cover; what lies within another counts once."""
    total, reached = 0.0, start
    for first, last in sorted(found):
        total += max(0.0, min(last, end) - max(first, reached))
        reached = max(reached, min(last, end))
    return total
