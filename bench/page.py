"""The page of the seed's content: its weight, its requests, how soon it stands, and what audits find."""

import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from bench import accessibility, audit, browser, data
from bench.results import Result, below, print_table
from bench.servers import vitrine

KINDS = {"document": "HTML", "stylesheet": "CSS", "script": "JavaScript", "image": "picture", "font": "font"}
KILOBYTES = {"HTML": 14, "CSS": 8, "JavaScript": 12, "font": 0}
ALL_BUT_PICTURES = 40
REQUESTS = 12

# A phone on a slow line, as Lighthouse stands one in: 4 times slower, 150 ms away, 1.6 Mbit/s.
SLOWED = 4
LINE = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
ROUNDS = 5

WATCH = """
window.vitals = { lcp: 0, cls: 0, tbt: 0 };
const watch = (type, take) =>
  new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
watch("largest-contentful-paint", (entry) => { vitals.lcp = entry.startTime; });
watch("layout-shift", (entry) => { if (!entry.hadRecentInput) vitals.cls += entry.value; });
watch("longtask", (entry) => { vitals.tbt += Math.max(0, entry.duration - 50); });
"""


class Sent(NamedTuple):
    """One thing that the page asked for."""

    url: str
    kind: str
    bytes: int


def run(folder: Path) -> list[Result]:
    """Weigh the page, time it and audit it."""
    if browser.path() is None:
        print("Chromium was not found, so the page is not measured: apt-get install chromium")
        return []
    with vitrine(data.seed_database(folder)) as server, browser.chromium() as chromium:
        sent = requests_of(chromium, server.address)
        results = [*judge_weight(sent, server.address), *judge_vitals(vitals_of(chromium, server.address))]
        results += accessibility.check(chromium, server.address)
        results += audit.run(server.address, folder)
    return results


def requests_of(chromium: Browser, address: str) -> list[Sent]:
    """Load the page once and list what it asked for, weighed as a browser gets it."""
    page = chromium.new_page()
    asked: list[tuple[str, str]] = []
    page.on("request", lambda request: asked.append((request.url, request.resource_type)))
    page.goto(address)
    # Scripts come after the first paint, and this button when they have come.
    page.locator("#edit").wait_for()
    page.wait_for_load_state("networkidle")
    page.close()
    return [Sent(url, KINDS.get(kind, "data"), weigh(url)) for url, kind in asked if url.startswith("http")]


def weigh(url: str) -> int:
    """Count the bytes of a compressed body."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "br"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return len(answer.read())


def judge_weight(sent: Sequence[Sent], address: str) -> list[Result]:
    """Hold the bytes of each kind, and the number of requests, to the budget."""
    rows = [(urlsplit(one.url).path.rpartition("/")[2] or "/", one.kind, f"{one.bytes:,}") for one in sent]
    print_table(("first view", "kind", "bytes, brotli"), rows)
    print()

    def kilobytes(kinds: Sequence[str]) -> float:
        return sum(one.bytes for one in sent if one.kind in kinds) / 1000

    results = [
        below(f"first view: {kind}", most, kilobytes([kind]), "KB", gated=True)
        for kind, most in KILOBYTES.items()
    ]
    weighty = [kind for kind in {one.kind for one in sent} if kind != "picture"]
    outside = [one for one in sent if not one.url.startswith(address)]
    return [
        *results,
        below("first view: all but the portrait", ALL_BUT_PICTURES, kilobytes(weighty), "KB", gated=True),
        below("first view: requests", REQUESTS, len(sent), "", gated=True),
        below("first view: requests to other hosts", 0, len(outside), "", gated=True),
    ]


def vitals_of(chromium: Browser, address: str) -> dict[str, float]:
    """Load the page as a phone on a slow line several times: the quickest times, the worst shift."""
    loads = [load_on_phone(chromium, address) for _ in range(ROUNDS)]
    choices = {"lcp": min, "tbt": min, "cls": max}
    return {name: choose(load[name] for load in loads) for name, choose in choices.items()}


def load_on_phone(chromium: Browser, address: str) -> dict[str, float]:
    """Load the page once with nothing kept from before."""
    context = chromium.new_context(**PHONE)
    page = context.new_page()
    page.add_init_script(WATCH)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    page.goto(address)
    # Scripts come after the first paint, and this button when they have come.
    page.locator("#edit").wait_for()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    vitals: dict[str, float] = page.evaluate("vitals")
    context.close()
    return vitals


def judge_vitals(vitals: dict[str, float]) -> list[Result]:
    """Hold what a reader feels to the budget; blocking moves with the machine, so it is only shown."""
    return [
        below("phone on a slow line: largest paint", 1000, vitals["lcp"], gated=True),
        below("phone on a slow line: layout shift", 0, round(vitals["cls"], 4), "", gated=True),
        below("phone on a slow line: blocking", 110, vitals["tbt"]),
    ]
