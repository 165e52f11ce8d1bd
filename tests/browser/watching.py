"""What shows that something got through: in a document as Chromium parsed it, and in a page as it runs."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.browser.payloads import PRODUCT

SEARCH = (Path(__file__).parent / "search.js").read_text(encoding="utf-8")
SHOWN = f"product => ({SEARCH})(document, product)"
PARSED = f"""([texts, product]) => texts.map((text) =>
  ({SEARCH})(new DOMParser().parseFromString(text, "text/html"), product))"""


def hurts(page: Page, texts: list[str]) -> list[list[str]]:
    """List what got through in each of some documents; a page of any site parses them."""
    found: list[list[str]] = page.evaluate(PARSED, [texts, PRODUCT])
    return found


class Watch:
    """Notes whatever a page does that it should not, from its first request on."""

    def __init__(self, page: Page, host: str) -> None:
        self.page, self.host = page, host
        self.noted: list[str] = []
        page.on("dialog", self._dismiss)
        page.on("console", self._read)
        page.on("pageerror", lambda error: self.noted.append(f"an error: {error}"))
        page.on("popup", lambda popup: self.noted.append(f"a window: {popup.url}"))
        page.on("request", self._follow)

    def _dismiss(self, dialog: Any) -> None:
        self.noted.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def _read(self, message: Any) -> None:
        # The browser itself tells of answers that refuse, as some are meant to.
        if message.type == "error" and not re.search(r"status of 4\d\d", message.text):
            self.noted.append(f"a complaint: {message.text}")

    def _follow(self, request: Any) -> None:
        if urlsplit(request.url).netloc != self.host:
            self.noted.append(f"a request: {request.url}")

    def look(self) -> None:
        """Search the page as it stands."""
        where = self.page.url
        if urlsplit(where).netloc != self.host:
            self.noted.append(f"another page: {where}")
        if ran := self.page.evaluate("globalThis.ran ?? null"):
            self.noted.append(f"number {ran} ran")
        self.noted += [f"{where} has {each}" for each in self.page.evaluate(SHOWN, PRODUCT)]
