"""Read the site's answers as a browser's parser does, and name what the tests expect of the real profile."""

import json
from collections.abc import Iterable
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode
from werkzeug.test import TestResponse

API = "/api/v1/publications"
SECTIONS = ["about", "publications", "education", "awards", "projects", "courses", "students"]


def parse(answer: TestResponse) -> LexborHTMLParser:
    """Parse the markup of an answer; what stands inside a template element is not part of the page."""
    return LexborHTMLParser(answer.text)


def scripts(answer: TestResponse) -> LexborHTMLParser:
    """Parse what a page loads after its first paint, which stands in a template element until then."""
    return LexborHTMLParser(answer.text.partition('<template id="scripts">')[2].partition("</template>")[0])


def words(node: LexborNode | None) -> str:
    """Give the text of an element as one line."""
    assert node is not None
    return " ".join(node.text().split())


def texts(page: Any, selector: str) -> list[str]:
    """Give the text of each element that a selector finds, those without text left out."""
    return [text for text in map(words, page.css(selector)) if text]


def attribute(page: Any, selector: str, name: str) -> str | None:
    """Give an attribute of the one element that a selector finds."""
    (node,) = page.css(selector)
    return node.attributes[name]


def keys(page: Any) -> list[str]:
    """Give the keys of the publications on a page, in order."""
    return [node.attributes["data-key"] for node in page.css("#list .entry")]


def json_in(page: Any, selector: str) -> Any:
    """Read the data block that a selector finds."""
    (node,) = page.css(selector)
    return json.loads(node.text())


def grouped(items: Iterable[dict[str, Any]], by: str) -> dict[str, list[str]]:
    """Group the API's items by hand: keys by value, groups in the order in which they are met."""
    found: dict[str, list[str]] = {}
    for item in items:
        values = {
            "year": str(item["year"] or "none"),
            "venue": item["venue"]["slug"] if item["venue"] else "none",
            "rank": item["rank"]["label"] if item["rank"] else "none",
            "status": item["status"],
            "type": item["type"],
            "selected": "true" if item["selected"] else "false",
            "none": "all",
        }
        found.setdefault(values[by], []).append(item["key"])
    return found
