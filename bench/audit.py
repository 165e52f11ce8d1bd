"""Lighthouse, mobile preset, on the page: its scores, and the paint and shift that the budget holds."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from bench import browser
from bench.results import Result, above, below

LIGHTHOUSE = Path(__file__).parent / "node_modules" / "lighthouse" / "cli" / "index.js"
RUNS = 3
SECONDS = 60
CATEGORIES = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
"""Scores to reach: the first moves by 20 points with the noise of the machine."""


def run(address: str, folder: Path) -> list[Result]:
    """Audit the page several times; noise only adds, so the quietest run counts, but the worst shift."""
    if shutil.which("node") is None or not LIGHTHOUSE.exists():
        print("Lighthouse is not installed, so it is left out: run `make bench` where Node.js is.")
        return []
    reports = [report_of(address, folder) for _ in range(RUNS)]

    def numbers(name: str) -> list[float]:
        return [report["audits"][name]["numericValue"] for report in reports]

    def score(name: str) -> float:
        return max(report["categories"][name]["score"] for report in reports) * 100

    shift = round(max(numbers("cumulative-layout-shift")), 4)
    return [
        *(above(f"Lighthouse: {name}", least, score(name)) for name, least in CATEGORIES.items()),
        below("Lighthouse: largest paint", 1000, min(numbers("largest-contentful-paint")), gated=True),
        below("Lighthouse: layout shift", 0, shift, "", gated=True),
        below("Lighthouse: blocking", 110, min(numbers("total-blocking-time"))),
    ]


def report_of(address: str, folder: Path) -> dict[str, Any]:
    """Run Lighthouse once and read its report."""
    path = folder / "lighthouse.json"
    flags = " ".join(["--headless=new", *browser.FLAGS])
    command = ["node", str(LIGHTHOUSE), address, "--quiet", "--output=json", f"--output-path={path}"]
    command += [f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={flags}"]
    environment = {**os.environ, "CHROME_PATH": browser.path() or ""}
    subprocess.run(command, env=environment, timeout=SECONDS, check=True, capture_output=True)
    report: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return report
