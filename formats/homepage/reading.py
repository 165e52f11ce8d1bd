"""A homepage's files, read into all records that they hold."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from formats.homepage import config, marks, patents, students
from formats.homepage.blocks import cut_blocks
from formats.homepage.experience import experience
from formats.homepage.inline import Run
from formats.homepage.items import Item, cut
from formats.homepage.others import READERS as OTHERS
from formats.homepage.papers import Papers
from formats.homepage.profile import About
from formats.homepage.sections import Section, kinds_joined, split
from formats.homepage.source import Line, gather, told
from formats.records import Found, Problem, Record

ORDER = (
    "publications", "education", "experience", "awards", "projects", "courses", "students", "service",
    "talks", "news",
)  # fmt: skip
READERS = {**OTHERS, "work": ("experience", experience, "organisation")}
ABOUT = ("about", "interests")
PAPERS = ("publications", "mixed")
NUMBER = re.compile(r"^\s*\d{1,2}\s*[.、):：]\s*")
OWN_HEADING = re.compile(rf"{NUMBER.pattern}|(?:19|20)\d{{2}}\b[^()（）]{{0,40}}[)）]?\s*$")


class Page:
    """The records of all sections but the papers', and what was not understood."""

    def __init__(self, references: dict[str, str], papers: Papers) -> None:
        self.references = references
        self.papers = papers
        self.about = About(references)
        self.records: dict[str, list[Record]] = {collection: [] for collection in ORDER}
        self.problems: list[tuple[Line, str]] = []

    def section(self, section: Section) -> None:
        """Read one section by its kind."""
        if section.kind in ABOUT:
            self.about.section(section)
        elif section.kind == "students":
            self.students(section)
        elif section.kind == "patents":
            self.patents(section)
        elif section.kind in READERS:
            self.items(section)
        elif section.kind not in PAPERS and section.line and self.is_unread(section):
            self.problems.append(
                (section.line, f"The section “{section.heading}” is not known, and was left out.")
            )

    def is_unread(self, section: Section) -> bool:
        """Tell whether a section holds something, and no paper that was read."""
        lines = {block.line for block in section.blocks}
        return bool(lines) and not lines & self.papers.lines

    def items(self, section: Section) -> None:
        """Read each item of a section that has a reader; what is a paper was read already."""
        kinds = kinds_joined(section.heading) or [section.kind]
        for item in self.items_of(section):
            if item.line in self.papers.lines or marks.is_legend(item.text):
                continue
            found = filter(None, (_record(kind, item, section.heading) for kind in kinds))
            if record := next(found, None):
                self.keep(record)
            else:
                collection = READERS[section.kind][0]
                self.problems.append(
                    (item.line, f"No entry of {collection} was recognised here: {item.text[:80]}")
                )

    def patents(self, section: Section) -> None:
        """Read each patent that is granted and names its inventors."""
        for line, words, fields in patents.read(section, self.references, self.papers.legend):
            if fields:
                self.keep(Record("publications", fields, line.number))
            elif not marks.is_legend(words):
                self.problems.append(
                    (line, f"No patent that names its inventors was recognised: {words[:80]}")
                )

    def items_of(self, section: Section) -> Iterator[Item]:
        """Cut a section into items; a project's own heading, numbered or dated, is one with all below it."""
        items = cut(section.blocks, self.references)
        if section.kind == "projects" and section.line and OWN_HEADING.search(section.heading):
            below = [item.text for item in items if item.line not in self.papers.lines]
            words = NUMBER.sub("", section.heading)
            items = iter([Item(section.line, [Run(words)], "heading", below)])
        return items

    def keep(self, record: Record) -> None:
        """Keep a record, unless it is there already."""
        known = self.records[record.collection]
        if all(record.fields != other.fields for other in known):
            known.append(record)

    def students(self, section: Section) -> None:
        """Read each student; a sentence to them is a notice."""
        for item in cut(section.blocks, self.references):
            found = list(students.read(item, section.headings))
            for fields in found:
                known = {key: value for key, value in fields.items() if value is not None}
                self.keep(Record("students", known, item.line.number))
            if not found and item.looks("code") == [item.text] and len(item.text.split()) > 3:
                self.about.notice("students", item.text)
            elif not found:
                self.problems.append((item.line, f"No student was recognised here: {item.text[:80]}"))


def _record(kind: str, item: Item, heading: str) -> Record | None:
    """Read an item by the reader of a kind; None where what an entry must have is not there."""
    collection, read, needed = READERS[kind]
    fields = read(item, heading)
    if fields is None or not fields.get(needed) or (kind == "education" and not fields["degree"]):
        return None
    known = {key: value for key, value in fields.items() if value is not None}
    return Record(collection, known, item.line.number)


def read(files: Mapping[str, str]) -> Found:
    """Read a page, or a repository's folder, given as texts by path."""
    source = gather(files)
    sections = list(split(cut_blocks(source.lines), source.references))
    texts = [section.heading for section in sections]
    texts += [block.text for section in sections for block in section.blocks]
    legend = marks.meanings_of(marks.texts_of(texts))
    papers = Papers(source.references, legend)
    for section in sections:
        papers.section(section)
    papers.read()
    page = Page(source.references, papers)
    for section in sections:
        page.section(section)
    settings, faults = _settings(files)
    owner = next(iter(settings["name"].values())) if "name" in settings else papers.owner()
    records = [*_profile(page.about, owner, settings), *papers.records(owner)]
    records += [record for collection in ORDER for record in page.records[collection]]
    problems = [told(source, line, detail) for line, detail in [*papers.problems, *page.problems]]
    return Found(
        records, sorted([*source.problems, *problems, *faults], key=lambda problem: problem.line or 0)
    )


def _settings(files: Mapping[str, str]) -> tuple[dict[str, Any], list[Problem]]:
    path = config.find(files)
    return config.read(files[path], path) if path else ({}, [])


def _profile(about: About, owner: str | None, settings: Mapping[str, Any]) -> Iterator[Record]:
    """Give the owner's record, where anything is known."""
    if fields := about.fields(owner, settings):
        yield Record("profile", fields, about.line.number if about.line else None)
