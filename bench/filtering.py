"""Filtering in Chromium: the work of one step, and the time from a key press to its paint."""

import statistics
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page

from bench import browser, data
from bench.results import Result, below, print_table
from bench.servers import vitrine
from bench.trace import LAYOUT, STYLE, WORK, Recorder, mark, work


class Case(NamedTuple):
    """A number of publications, how much the processor is slowed, and what one step may take."""

    number: int
    slowed: int
    rounds: int
    work: float | None
    paint: float


CASES = (
    Case(1000, 1, 4, work=8, paint=50),
    Case(1000, 4, 3, work=None, paint=130),
    Case(10_000, 1, 3, work=50, paint=100),
)
WORD = "net"
SETTLED_MS = 700
"""Longer than anything the page puts off: the address, the announcement, the marks."""

# The frame that shows a step is over when the task behind its animation frame runs.
WATCH = """
const channel = new MessageChannel();
channel.port1.onmessage = () => performance.mark("painted");
for (const kind of ["keydown", "mouseup"]) {
  addEventListener(kind, (event) => {
    performance.mark("press", { startTime: event.timeStamp });
    requestAnimationFrame(() => channel.port2.postMessage(0));
  }, { capture: true });
}
"""


class Step(NamedTuple):
    """What one step took, in ms: processor time until the paint, its parts, after it; press to paint."""

    name: str
    work: float
    style: float
    layout: float
    after: float
    paint: float


class Hand:
    """A reader at the page, who does one thing and waits until all is quiet."""

    def __init__(self, page: Page) -> None:
        """Sit down at the page."""
        self.page = page
        self.recorder = Recorder(page)
        self.steps: list[Step] = []

    def press(self, key: str) -> None:
        """Press a key where the focus is."""
        self.watch(f"type {key}", lambda: self.page.keyboard.press(key))

    def click(self, name: str, selector: str) -> None:
        """Click the middle of something."""
        target = self.page.locator(selector).first
        target.scroll_into_view_if_needed()
        box = target.bounding_box()
        if box is None:
            raise RuntimeError(f"{selector} is not on the page.")
        middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.page.mouse.move(*middle)
        self.page.wait_for_timeout(100)
        self.watch(name, lambda: self.page.mouse.click(*middle))

    def watch(self, name: str, act: Callable[[], None]) -> None:
        """Do a step, wait for its end and note what it took."""
        self.recorder.start()
        act()
        self.page.wait_for_timeout(SETTLED_MS)
        events = self.recorder.stop()
        pressed, painted = mark(events, "press"), mark(events, "painted")
        if pressed is None or painted is None:
            raise RuntimeError(f"The step {name!r} was not painted within {SETTLED_MS} ms.")
        parts = [work(events, names, pressed, painted) for names in (WORK, STYLE, LAYOUT)]
        after = work(events, WORK, painted, pressed + SETTLED_MS)
        self.steps.append(Step(name, *parts, after, painted - pressed))


def run(folder: Path) -> list[Result]:
    """Measure every case on a page that our own server serves."""
    if browser.path() is None:
        print("Chromium was not found, so filtering is not measured: apt-get install chromium")
        return []
    results: list[Result] = []
    with browser.chromium() as chromium:
        for case in CASES:
            with vitrine(data.database(folder, case.number)) as server:
                steps = measure(chromium, server.address, case)
            results += judge(case, steps)
    return results


def measure(chromium: Browser, address: str, case: Case) -> list[Step]:
    """Filter in all ways, several times over; the first time is for warming up."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.add_init_script(WATCH)
    page.goto(address, wait_until="networkidle", timeout=60_000)
    page.wait_for_timeout(1500)
    hand = Hand(page)
    if case.slowed > 1:
        hand.recorder.session.send("Emulation.setCPUThrottlingRate", {"rate": case.slowed})
    for number in range(case.rounds + 1):
        filter_once(page, hand)
        if number == 0:
            hand.steps.clear()
    page.close()
    return hand.steps


def filter_once(page: Page, hand: Hand) -> None:
    """Type a word, clear, choose a rank, choose a year beside it, clear."""
    page.locator("#filter input[name=q]").focus()
    for letter in WORD:
        hand.press(letter)
    hand.click("clear the word", "#clear")
    hand.click("choose a rank", "#filter [data-facet=rank] label.toggle")
    hand.click("choose a year", "#filter button.bar >> nth=-3")
    hand.click("clear both", "#clear")


def judge(case: Case, steps: list[Step]) -> list[Result]:
    """Print the median of every step, and hold the slowest one to the target."""
    names = dict.fromkeys(step.name for step in steps)
    medians = [median([step for step in steps if step.name == name]) for name in names]
    slowed = f", processor slowed {case.slowed} times" if case.slowed > 1 else ""
    print(f"{case.number:,} publications{slowed}, medians in ms")
    rows = [(step.name, *(f"{value:.1f}" for value in step[1:])) for step in medians]
    print_table(("step", "work to paint", "of it style", "layout", "work after it", "press to paint"), rows)
    print()
    what = f"filtering {case.number:,}{slowed}, slowest step"
    results = [below(f"{what}: press to paint", case.paint, max(step.paint for step in medians))]
    if case.work:
        results.insert(0, below(f"{what}: work", case.work, max(step.work for step in medians)))
    return results


def median(steps: list[Step]) -> Step:
    """Take the median of every column."""
    columns = zip(*(step[1:] for step in steps), strict=True)
    return Step(steps[0].name, *map(statistics.median, columns))
