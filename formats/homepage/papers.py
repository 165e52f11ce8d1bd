"""A page's papers: every one once, with the marks that its legend explains."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from formats.homepage import citation, dates, marks, titles
from formats.homepage.citation import Paper
from formats.homepage.entries import Entry, gather
from formats.homepage.inline import Row, Run, rows_of
from formats.homepage.items import NOTHING
from formats.homepage.sections import Section
from formats.homepage.source import Line
from formats.records import Record

LIST = "publications"
READ = {LIST, "mixed", "projects", "other"}
"""The sections that may hold papers; in all but the first an entry must have what only papers have."""
POINTER = re.compile(
    r"\b(?:full list|google scholar|see (?:my|the)|for more|complete list|all publications"
    r"|more publications|dblp)\b|谷歌学术|完整列表",
    re.IGNORECASE,
)
COLUMNS = (("title", r"title|paper|论文|题目|标题"), ("authors", r"author|作者"), ("venue", r"venue"
    r"|journal|conference|where|期刊|会议|来源"),
           ("year", r"year|date|年"))  # fmt: skip


class Candidate(NamedTuple):
    """An entry that may be a paper, the kind of its section, and what marks mean there."""

    entry: Entry
    kind: str
    legend: Mapping[str, str]

    def accepts(self, paper: Paper) -> bool:
        """Tell whether what was read is a paper: in a list of papers less is asked than elsewhere."""
        return _is_paper(paper, self.entry) if self.kind == LIST else _is_surely(paper, self.entry, self.kind)


class Papers:
    """The papers found so far, and the entries of their sections that were none."""

    def __init__(self, references: dict[str, str], legend: Mapping[str, str]) -> None:
        self.references = references
        self.legend = legend
        self.found: list[tuple[Line, Paper]] = []
        self.by_title: dict[str, int] = {}
        self.problems: list[tuple[Line, str]] = []
        self.candidates: list[Candidate] = []

    def section(self, section: Section) -> None:
        """Read a section's entries."""
        if section.kind not in READ:
            return
        own = marks.meanings_of(marks.texts_of([section.heading, *(block.text for block in section.blocks)]))
        legend = {**self.legend, **own}
        for entry in gather(section.blocks, section.context, self.references):
            if self.may_be_paper(entry, section.kind == LIST, legend):
                self.candidates.append(Candidate(entry, section.kind, legend))

    def may_be_paper(self, entry: Entry, is_list: bool, legend: Mapping[str, str]) -> bool:
        """Tell an entry from a legend and sample text; of patents and programs in a list, tell that."""
        own = [row for row in entry.remarks if not citation.LOREM.search(row.text)]
        is_sample = len(own) < len(entry.remarks) and citation.SAMPLE.search(entry.text)
        entry.remarks = own
        text = " ".join(entry.text.split())
        if is_sample or marks.is_legend(text) or citation.LOREM.search(text) or NOTHING.fullmatch(text):
            return False
        if citation.NO_PAPER.search(text):
            if is_list:
                self.problems.append(
                    (entry.line, f"A patent or a program is not read as a paper: {text[:80]}")
                )
            return False
        return True

    def read(self) -> None:
        """Read all candidates; the names of those that are certain help with titles that look like names."""
        first = [citation.read(each.entry, _rows(each.entry), each.legend) for each in self.candidates]
        known = {author["name"] for paper in first if paper for author in paper.fields["authors"]}
        for each, paper in zip(self.candidates, first, strict=True):
            paper = paper or citation.read(each.entry, _rows(each.entry), each.legend, known)
            if paper is not None and each.accepts(paper):
                self.keep(each.entry.line, paper)
            elif each.kind == LIST and not POINTER.search(text := " ".join(each.entry.text.split())):
                self.problems.append((each.entry.line, f"No paper was recognised here: {text[:80]}"))

    def keep(self, line: Line, paper: Paper) -> None:
        """Keep a paper; if its title was there already, fill in what was left open then."""
        title = "".join(character for character in paper.fields["title"].lower() if character.isalnum())
        if title not in self.by_title:
            self.by_title[title] = len(self.found)
            self.found.append((line, paper))
            return
        known = self.found[self.by_title[title]][1].fields
        for key, value in paper.fields.items():
            if key not in known or (key == "authors" and not known[key]):
                known[key] = value

    @property
    def lines(self) -> set[Line]:
        """The lines on which papers begin."""
        return {line for line, _ in self.found}

    def owner(self) -> str | None:
        """Name the author who stands out in most of the papers, if there is one."""
        counts = Counter(name for _, paper in self.found for name in set(paper.emphasised))
        most = counts.most_common(1)
        return most[0][0] if most and most[0][1] > max(1, len(self.found) * 0.5) else None

    def records(self, owner: str | None) -> list[Record]:
        """Give the papers as records; an owner who is implied by `with` comes first."""
        records = []
        for line, paper in self.found:
            fields: dict[str, Any] = paper.fields
            if paper.implied and owner and owner not in {author["name"] for author in fields["authors"]}:
                fields["authors"].insert(0, {"name": owner})
            self.problems.extend((line, problem) for problem in paper.problems)
            known = {key: value for key, value in fields.items() if value != []}
            records.append(Record("publications", known, line.number))
        return records


def _rows(entry: Entry) -> list[Row]:
    """Set a table's cells in the order of a citation: title, authors, venue, year."""
    if not entry.cells:
        return entry.rows
    wanted = {
        key: next((cell for name, cell in entry.cells.items() if re.search(words, name)), "")
        for key, words in COLUMNS
    }
    if not wanted["title"] or not wanted["authors"]:
        return entry.rows
    title = [
        Row([Run(run.text, run.styles | {"bold"}, run.href) for run in row.runs], True)
        for row in rows_of(wanted["title"])
    ]
    where = (
        f"*{wanted['venue'].strip('* ')}*, {wanted['year']}" if wanted["venue"].strip() else wanted["year"]
    )
    return [*title, *rows_of(wanted["authors"]), *rows_of(where)]


def _is_paper(paper: Paper, entry: Entry) -> bool:
    """Tell a paper in a list of papers: it has authors, or stands as papers do."""
    fields = paper.fields
    placed = (
        fields.get("venue")
        or fields.get("year")
        or fields.get("arxiv_id")
        or fields.get("doi")
        or fields["status"] != "published"
    )
    if not titles.is_title(fields["title"], 2, True) and not (fields["authors"] and placed):
        return False
    return bool(
        fields["authors"]
        or (placed and fields.get("links"))
        or (paper.leads and (fields.get("venue") or fields["status"] == "preprint"))
        or (placed and (entry.card or entry.shape in ("row", "title")))
    )


def _is_surely(paper: Paper, entry: Entry, kind: str) -> bool:
    """Tell a paper among other things: authors, a place, and a title that stands out as such.

    What lasted from one month to another is a project; below a heading that is not known, a paper is dated.
    """
    when = dates.find(entry.text[:500])
    lasted = when is not None and (when.end or dates.GOES_ON.search(entry.text[slice(*when.place)]))
    dated = {"year", "arxiv_id", "doi"} & paper.fields.keys() or paper.fields["status"] == "preprint"
    if lasted or (kind == "other" and not dated):
        return False
    marked = (
        bool(paper.fields.get("links"))
        or entry.card > 0
        or len(entry.rows) > 1
        or len(paper.fields["authors"]) > 1
    )
    return paper.is_sure and marked and titles.is_title(paper.fields["title"], 3)
