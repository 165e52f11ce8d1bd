"""Filtering in Chromium: the work of one step, and the time from a key press to its paint."""

import statistics
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, CDPSession, Page

from bench import browser, data
from bench.results import Result, below, print_table
from bench.servers import vitrine


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

WORK = ("ScriptDuration", "RecalcStyleDuration", "LayoutDuration")

# The frame that shows a step is over when the task behind its animation frame runs.
WATCH = """
const channel = new MessageChannel();
let began = 0;
channel.port1.onmessage = () => { window.painted = performance.now() - began; };
for (const kind of ["keydown", "mouseup"]) {
  addEventListener(kind, (event) => {
    began = event.timeStamp;
    requestAnimationFrame(() => channel.port2.postMessage(0));
  }, { capture: true });
}
"""


class Step(NamedTuple):
    """What one step took, in milliseconds."""

    name: str
    script: float
    style: float
    layout: float
    paint: float

    @property
    def work(self) -> float:
        """Add up the work of the page's own thread."""
        return self.script + self.style + self.layout


class Hand:
    """A reader at the page, who does one thing and waits until all is quiet."""

    def __init__(self, page: Page) -> None:
        """Begin to count what the page does."""
        self.page = page
        self.session: CDPSession = page.context.new_cdp_session(page)
        self.session.send("Performance.enable")
        self.steps: list[Step] = []

    def metrics(self) -> list[float]:
        """Read the milliseconds spent so far on script, style and layout."""
        rows = self.session.send("Performance.getMetrics")["metrics"]
        counted = {row["name"]: row["value"] * 1000 for row in rows}
        return [counted[name] for name in WORK]

    def press(self, key: str) -> None:
        """Press a key where the focus is."""
        before = self.metrics()
        self.page.keyboard.press(key)
        self.settle(f"type {key}", before)

    def click(self, name: str, selector: str) -> None:
        """Click the middle of something that is on the screen."""
        self.page.locator(selector).first.scroll_into_view_if_needed()
        box = self.page.locator(selector).first.bounding_box()
        if box is None:
            raise RuntimeError(f"{selector} is not on the screen.")
        self.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.page.wait_for_timeout(100)
        before = self.metrics()
        self.page.mouse.down()
        self.page.mouse.up()
        self.settle(name, before)

    def settle(self, name: str, before: list[float]) -> None:
        """Wait for the end of a step and note what it took."""
        self.page.wait_for_timeout(SETTLED_MS)
        spent = [after - start for after, start in zip(self.metrics(), before, strict=True)]
        self.steps.append(Step(name, *spent, self.page.evaluate("window.painted")))


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
        hand.session.send("Emulation.setCPUThrottlingRate", {"rate": case.slowed})
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
    columns = [(step.script, step.style, step.layout, step.work, step.paint) for step in medians]
    rows = [(name, *(f"{value:.1f}" for value in row)) for name, row in zip(names, columns, strict=True)]
    print_table(("step", "script", "style", "layout", "all three", "to paint"), rows)
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
