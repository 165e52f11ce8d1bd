"""How well homepages are read whose facts are known; run it as a module to see the figures."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from formats.homepage import read
from formats.records import Found, Record

PAGES = Path(__file__).parent / "homepages"
GROUPS = ("held-", "stranger-", "unseen-", "fresh-", "random-")
"""How the names of pages begin that were written before the reader had seen their shapes."""
MEASURES = (
    "recall",
    "precision",
    "years",
    "authors",
    "marks",
    "venues",
    "status",
    "ranks",
    "counts",
    "entries",
)


@dataclass
class Score:
    """What was right of what, and all that was wrong."""

    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(MEASURES, 0))
    of: dict[str, int] = field(default_factory=lambda: dict.fromkeys(MEASURES, 0))
    leaks: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def count(self, measure: str, is_right: bool, fault: str) -> None:
        """Count one answer."""
        self.of[measure] += 1
        self.right[measure] += is_right
        if not is_right:
            self.faults.append(f"{measure}: {fault}")

    def share(self, measure: str) -> float:
        """Give the share of right answers; of none, all are right."""
        return self.right[measure] / self.of[measure] if self.of[measure] else 1.0


def names_of(group: str = "") -> list[str]:
    """Name the pages of a group, or those of none, which the reader was made with."""
    names = sorted(path.stem for path in PAGES.glob("*.md"))
    return [name for name in names if name.startswith(group or GROUPS) == bool(group)]


def page(name: str) -> tuple[dict[str, str], dict[str, Any]]:
    """Give a page's files and its facts."""
    facts = json.loads((PAGES / f"{name}.json").read_text("utf-8"))
    text = (PAGES / f"{name}.md").read_text("utf-8")
    return {"_pages/about.md": text, **facts.get("files", {})}, facts


@cache
def found(name: str) -> Found:
    """Read a page of the collection, once."""
    return read(page(name)[0])


def folded(text: str | None) -> str:
    """Leave letters and digits alone, so that only words count."""
    return "".join(character for character in (text or "").lower() if character.isalnum())


def words_of(value: Any) -> Iterator[str]:
    """Give every text inside a record."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from words_of(part)


def score(names: Iterable[str]) -> Score:
    """Score some pages."""
    result = Score()
    for name in names:
        _, facts = page(name)
        records = found(name).records
        works = [record.fields for record in records if record.collection == "publications"]
        papers = [fields for fields in works if fields.get("type") != "patent"]
        _score_papers(result, name, papers, facts["papers"])
        _score_others(result, name, records, facts)
        said = [text for record in records for text in words_of(record.fields)]
        result.leaks += [f"{name}: {word}" for word in facts["hidden"] if any(word in text for text in said)]
        titles = list(words_of(papers))
        result.leaks += [
            f"{name}: {word}" for word in facts.get("not_papers", []) if any(word in text for text in titles)
        ]
    return result


def _score_papers(
    result: Score, name: str, papers: list[dict[str, Any]], expected: list[dict[str, Any]]
) -> None:
    left = list(papers)
    for facts in expected:
        found = next((paper for paper in left if is_same(paper["title"], facts["title"])), None)
        result.count("recall", found is not None, f"{name}: {facts['title']}")
        if found is not None:
            left.remove(found)
            _score_paper(result, name, found, facts)
    for paper in papers:
        result.count("precision", paper not in left, f"{name}: {paper['title']}")


def _score_others(result: Score, name: str, records: list[Record], facts: dict[str, Any]) -> None:
    """Score how many entries the other sections have, and some of them by what they say."""
    for kind, number in facts["sections"].items():
        found = sum(record.collection == kind for record in records)
        result.count("counts", found == number, f"{name}: {found} of {kind}, not {number}")
    for kind, entries in facts.get("entries", {}).items():
        own = [record.fields for record in records if record.collection == kind]
        for entry in entries:
            is_there = any(
                all(_says(fields.get(key), value) for key, value in entry.items()) for fields in own
            )
            result.count("entries", is_there, f"{name}: {kind} {entry}, only {own}")


def _says(found: Any, wanted: Any) -> bool:
    """Tell whether a value is the wanted one, in any language, but for marks and spaces."""
    texts = found.values() if isinstance(found, dict) else [found]
    return any(str(text) == str(wanted) or folded(str(text)) == folded(str(wanted)) != "" for text in texts)


def is_same(one: str, other: str) -> bool:
    """Tell whether two titles have the same words, but for a slip."""
    return fuzz.ratio(folded(one), folded(other)) >= 97


def _score_paper(result: Score, name: str, found: dict[str, Any], facts: dict[str, Any]) -> None:
    where = f"{name}: {facts['title'][:30]}…: "
    result.count(
        "years", found.get("year") == facts["year"], f"{where}{found.get('year')}, not {facts['year']}"
    )
    marked = [_marked(author) for author in found.get("authors", [])]
    wanted = [names.split("; ") if names else [] for names in _choices(facts["authors"])]
    bare = [[author.rstrip("*^") for author in names] for names in wanted]
    told = f"{where}{marked}, not {wanted[0]}"
    is_right = [author["name"] for author in found.get("authors", [])] in bare
    result.count("authors", is_right, told)
    if is_right:
        result.count("marks", marked in wanted, told)
    venues = _choices(facts["venue"])
    is_venue = any(folded(found.get("venue")) == folded(venue) for venue in venues)
    result.count("venues", is_venue, f"{where}{found.get('venue')!r}, not {facts['venue']!r}")
    status = facts.get("status", "published")
    result.count("status", found["status"] == status, f"{where}{found['status']}, not {status}")
    if "rank" in facts:
        result.count(
            "ranks", found.get("rank") == facts["rank"], f"{where}{found.get('rank')}, not {facts['rank']}"
        )


def _choices(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _marked(author: dict[str, Any]) -> str:
    marks = "*" * author.get("corresponding", False) + "^" * author.get("equal_contribution", False)
    return f"{author['name']}{marks}"


def report(result: Score) -> str:
    """Write the figures, and what was wrong."""
    rows = [f"{m:10} {result.right[m]:4} of {result.of[m]:4}  {result.share(m):7.1%}" for m in MEASURES]
    return "\n".join([*rows, f"{'leaks':10} {len(result.leaks):4}", *result.leaks, *result.faults])


if __name__ == "__main__":
    begins = tuple(sys.argv[1:]) or ("",)
    wanted = [name for group in begins for name in (names_of(group) or [group])]
    sys.stdout.write(report(score(wanted)) + "\n")
