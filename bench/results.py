"""What a benchmark found: a target, what was measured, and whether it is met."""

from collections.abc import Sequence
from typing import NamedTuple

HEADINGS = ("", "target", "measured", "")


class Result(NamedTuple):
    """One line of the summary; where `gated`, missing the target fails the run."""

    what: str
    target: str
    measured: str
    met: bool | None
    gated: bool = False

    @property
    def verdict(self) -> str:
        """Say in a word how it went."""
        return {True: "met", False: "MISSED", None: "shown"}[self.met]

    @property
    def failed(self) -> bool:
        """Tell whether this line fails the run."""
        return self.gated and self.met is False


def below(what: str, limit: float, value: float, unit: str = "ms", **more: bool) -> Result:
    """Judge a value that must not be over a limit."""
    return Result(what, f"≤ {limit:g} {unit}".strip(), f"{value:.4g} {unit}".strip(), value <= limit, **more)


def above(what: str, limit: float, value: float, unit: str = "", **more: bool) -> Result:
    """Judge a value that must not be under a limit."""
    return Result(what, f"≥ {limit:g}{unit}", f"{value:.4g}{unit}", value >= limit, **more)


def shown(what: str, measured: str) -> Result:
    """Show a value that has no target."""
    return Result(what, "", measured, None)


def print_table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows under headings, as a Markdown table with columns in line."""
    cells = [[str(cell) for cell in row] for row in [headings, *rows]]
    widths = [max(len(row[column]) for row in cells) for column in range(len(headings))]
    cells.insert(1, ["-" * width for width in widths])
    for row in cells:
        padded = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        print(f"| {' | '.join(padded)} |", flush=True)


def print_results(results: Sequence[Result]) -> None:
    """Print results as a table."""
    print_table(HEADINGS, [(row.what, row.target, row.measured, row.verdict) for row in results])
