"""What the browser tests share: the pages there are, and what a visitor can see on one."""

import re
from typing import Any

from playwright.sync_api import Page, expect

PAGES = {
    "home": "/",
    "filtered": "/?year=2024&rank=CCF-A&q=gpu",
    "empty": "/?year=2019&status=preprint",
    "unreadable": "/?year=abc",
    "publication": "/publications/zhao2025edas",
    "missing": "/publications/zhao2025eda",
}

# Text that is not hidden, without the controls that are there only with, or only without, a script.
READ = """(page) => {
  const left = "[hidden], template, script, .needs-no-script, [data-copy], #theme, #edit";
  const walk = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  const words = [];
  while (walk.nextNode()) {
    if (!walk.currentNode.parentElement.closest(left)) words.push(walk.currentNode.data);
  }
  return words.join(" ").split(/\\s+/).filter(Boolean).join(" ");
}"""
WORDS = f"() => ({READ})(document)"
"""The words of the page as it stands."""
WORDS_SENT = f"""text => ({READ})(new DOMParser().parseFromString(text, "text/html"))"""
"""The words of a page as it was sent, in which no script has run."""

# What skips rendering is rendered, so that its size and contrast can be measured.
RENDER_ALL = "* { content-visibility: visible !important; }"


def in_language(path: str, lang: str) -> str:
    """Name a language in an address."""
    return f"{path}{'&' if '?' in path else '?'}lang={lang}"


# The script has come, and the data if there is a list to fill; then the browser has nothing to do, twice,
# as what it did may bring more. (The policy forbids the text that `wait_for_function` would evaluate.)
SETTLED = """() => new Promise((done) => {
  const isThere = ([id, part]) => !document.getElementById(id) || performance.getEntriesByType("resource")
    .some(({ name, responseEnd }) => name.includes(part) && responseEnd > 0);
  const look = () => {
    if (![["scripts", "/js/main.js"], ["filter", "/api/v1/publications"]].every(isThere)) setTimeout(look, 5);
    else requestIdleCallback(() => requestIdleCallback(done));
  };
  look();
})"""


def settle(page: Page) -> None:
    """Wait until the script has taken over the page, if that has a list."""
    page.wait_for_load_state("load")
    page.evaluate(SETTLED)


def keys(page: Page) -> list[str]:
    """Give the keys of the publications that can be seen, in order."""
    entries: list[str] = page.eval_on_selector_all(
        "#list .entry", "entries => entries.filter(e => !e.closest('[hidden]')).map(e => e.dataset.key)"
    )
    return entries


def wait_for_count(page: Page, count: int) -> None:
    """Wait until a number of publications is announced and stands in the list, below the screen too."""
    expect(page.get_by_role("status")).to_have_text(re.compile(rf"^{count}\b"))
    expect(page.locator("#list .entry:not([hidden] *)")).to_have_count(count)


def focused(page: Page) -> dict[str, Any]:
    """Describe the element that has the focus, and whether that can be seen."""
    described: dict[str, Any] = page.evaluate(
        """() => {
          const element = document.activeElement;
          const look = () => [element, element.closest("label") ?? element].map((shown) => {
            const style = getComputedStyle(shown);
            return [style.outlineStyle, style.boxShadow, style.borderBottomColor].join();
          }).join();
          const seen = look();
          element.blur();
          const unseen = look();
          element.focus();
          const { id, name, value, href } = element;
          const [tag, text] = [element.tagName.toLowerCase(), element.textContent.trim()];
          return { tag, id, name, value, href, text, visible: seen !== unseen };
        }"""
    )
    return described
