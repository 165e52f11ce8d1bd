"""A homepage's files, read into all records that they hold."""

from collections.abc import Mapping

from formats.homepage import marks
from formats.homepage.blocks import cut_blocks
from formats.homepage.inline import plain
from formats.homepage.papers import Papers
from formats.homepage.sections import split
from formats.homepage.source import gather, told
from formats.records import Found


def read(files: Mapping[str, str]) -> Found:
    """Read a page, or a repository's folder, given as texts by path."""
    page = gather(files)
    blocks = cut_blocks(page.lines)
    sections = list(split(blocks, page.references))
    legend = marks.meanings_of(
        plain(block.text, page.references) for block in blocks if len(block.text) < 2 * marks.LONGEST
    )
    papers = Papers(page.references, legend)
    for section in sections:
        papers.section(section)
    papers.read()
    records = papers.records(papers.owner())
    problems = [*page.problems, *(told(page, line, detail) for line, detail in papers.problems)]
    return Found(records, problems)
