"""The watch notices every payload of the corpus where nothing guards, and all that a page may do for one."""

import re
from html import escape

import jinja2
import pytest
from markdown_it import MarkdownIt

from tests.browser.payloads import PAYLOADS
from tests.browser.watching import Watch, hurts

TEXTS = [payload.text for payload in PAYLOADS]
MARKDOWN = MarkdownIt("commonmark", {"html": True})
MARKDOWN.validateLink = lambda url: True


def filled_in(text):
    """Take a text for a template, where it is one."""
    try:
        return jinja2.Template(text).render()
    except jinja2.TemplateError:
        return text


UNGUARDED = {
    "text": lambda text: f"<p>{text}</p>",
    "a quoted attribute": lambda text: f'<p title="{text}">x</p>',
    "an attribute in single quotes": lambda text: f"<p title='{text}'>x</p>",
    "an attribute without quotes": lambda text: f"<p title={text}>x</p>",
    "an address": lambda text: f'<a href="{escape(text)}">x</a>',
    "an address that is not escaped": lambda text: f'<a href="{text}">x</a>',
    "data": lambda text: f'<script type="application/json">{{"x": "{text}"}}</script>',
    "Markdown": lambda text: MARKDOWN.render(text),
    "a template": lambda text: filled_in(text),
}


def test_every_payload_is_noticed_where_nothing_guards(blank):
    unnoticed = set(PAYLOADS)
    for write in UNGUARDED.values():
        word, *found = hurts(blank, [write(text) for text in ("word", *TEXTS)])
        assert word == []
        unnoticed -= {payload for payload, told in zip(PAYLOADS, found, strict=True) if told}
    # These run in other programs than a browser.
    assert {payload.aim for payload in unnoticed} == {"files"}


RAW = """<p>word<script>ran = 1; document.title = 'x'</script><img data-hurt src=x onerror='confirm(1)'>
<img src=//elsewhere.invalid/1>"""


@pytest.mark.parametrize("policy", ["", "default-src 'none'"])
def test_what_runs_asks_or_is_stopped_by_the_policy_alone_is_noticed(page, policy):
    headers = {"Content-Security-Policy": policy} if policy else {}
    page.route(
        "http://raw.invalid/",
        lambda route: route.fulfill(body=RAW, content_type="text/html", headers=headers),
    )
    page.route(re.compile("elsewhere|/x$"), lambda route: route.abort())
    watch = Watch(page, "raw.invalid")
    page.goto("http://raw.invalid/")
    watch.look()
    told = " ".join(watch.noted)
    assert "raw.invalid/ has the mark" in told
    assert "raw.invalid/ has a handler" in told
    if policy:
        assert re.search("a complaint: .*Content Security Policy", told)
    else:
        assert re.search("a dialog: 1.*number 1 ran", told)
        assert "a request: http://elsewhere" in told
