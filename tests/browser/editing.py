"""What tests of the owner's editing share: the steps that an owner takes."""

import json
from typing import NamedTuple

from playwright.sync_api import Page, expect

from tests.browser.visiting import settle

# A page that is shown anew takes its time on a machine that does much else.
expect.set_options(timeout=20_000)


class Site(NamedTuple):
    """A site of one's own: its address, and tokens by what they may do."""

    address: str
    tokens: dict[str, str]


def sign_in(page: Page, site: Site, path: str = "/", token: str = "admin") -> None:
    """Open the page and sign in with a token."""
    page.goto(site.address + path)
    settle(page)
    page.locator("#edit").click()
    page.locator("#editor-token").fill(site.tokens.get(token, token))
    page.locator("#editor-token").press("Enter")
    expect(page.locator(".editor-bar")).to_be_visible()


def come_back(page: Page, site: Site, path: str = "/", token: str = "admin") -> None:
    """Open the page in a tab that was signed in before, in half of the time."""
    page.goto(f"{site.address}/robots.txt")
    page.evaluate("token => sessionStorage.setItem('token', token)", site.tokens[token])
    page.goto(site.address + path)
    settle(page)
    expect(page.locator(".editor-bar")).to_be_visible()


def tool(page: Page, collection: str, key: object, act: str):
    """Find a button of an entry."""
    return page.locator(f"#{collection} [data-key='{key}'] [data-act={act}]")


def edit(page: Page, key: str, collection: str = "publications"):
    """Open an entry's dialog."""
    tool(page, collection, key, "edit").click()
    expect(page.locator("dialog")).to_be_visible()
    return page.locator("dialog")


def field(page: Page, name: str, collection: str = "publications"):
    """Find the control of a field."""
    return page.locator(f"#field-{collection}-{name}")


def press(page: Page, act: str) -> None:
    """Press a button of the dialog on top."""
    page.locator(f"dialog [data-act={act}]:visible").last.click()


def store(page: Page) -> None:
    """See what changes, store it, and wait for the page that shows it."""
    press(page, "review")
    expect(page.locator("[data-step=review]")).to_be_visible()
    press(page, "store")
    told(page, "Stored." if page.locator("html").get_attribute("lang") == "en" else "已保存。")


def told(page: Page, text: str) -> None:
    """Wait until the bar tells something."""
    expect(page.locator(".editor-bar [role=status]")).to_have_text(text)


def rows(page: Page, table: str = "difference") -> dict[str, list[str]]:
    """Read the comparison that is shown: the two sides of each field, by its label."""
    shown = page.locator(f"[data-table={table}]:visible")
    expect(shown).to_be_visible()
    bodies = shown.locator("tbody")
    return {body.locator("th").inner_text(): body.locator("td").all_inner_texts() for body in bodies.all()}


def send(page: Page, site: Site, method: str, path: str, body: object = None, token: str = "admin"):
    """Write as another program does."""
    return page.request.fetch(
        f"{site.address}/api/v1{path}",
        method=method,
        data=None if body is None else json.dumps(body),
        headers={"Authorization": f"Bearer {site.tokens[token]}", "Content-Type": "application/json"},
    )


def read(page: Page, site: Site, path: str):
    """Read something of the API."""
    return page.request.get(f"{site.address}/api/v1{path}").json()
