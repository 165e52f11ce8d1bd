"""Markdown into HTML that is safe to show: no raw HTML, no scripts, links only where a page may lead."""

import nh3
from markdown_it import MarkdownIt

PARSER = MarkdownIt("commonmark", {"html": False})
TAGS = {"p", "a", "em", "strong", "code", "ul", "ol", "li", "br", "blockquote", "h3", "h4", "pre", "hr"}


def write_html(markdown: str) -> str:
    """Write Markdown as safe HTML."""
    rendered: str = PARSER.render(markdown)
    return nh3.clean(
        rendered,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener",
    ).strip()
