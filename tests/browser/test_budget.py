"""What the first view weighs, as a browser receives it: bytes, requests, and nothing that jumps."""

import pytest

from tests.browser.visiting import settle

KILOBYTE = 1000
MOST = {"document": 14, "stylesheet": 8, "script": 12}
MOST_IN_ALL = 40
MOST_REQUESTS = 12

SHIFTS = """new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) window.shifted = (window.shifted ?? 0) + shift.value;
}).observe({ type: "layout-shift", buffered: true });"""


@pytest.fixture(scope="module", params=["/", "/?lang=zh"])
def received(browser, site, request):
    """Every answer of a first view, as (kind, url, the headers, bytes of the body as sent)."""
    context = browser.new_context()
    page = context.new_page()
    answers = []
    page.on("requestfinished", lambda each: answers.append(each))
    page.goto(site + request.param)
    settle(page)
    page.wait_for_load_state("networkidle")
    found = [
        (each.resource_type, each.url, each.response().headers, each.sizes()["responseBodySize"])
        for each in answers
    ]
    context.close()
    return found


def test_the_first_view_is_within_its_weight(received):
    weights = dict.fromkeys(MOST, 0)
    for kind, _, _, size in received:
        if kind in weights:
            weights[kind] += size
    assert all(weights.values())
    assert {kind: size for kind, size in weights.items() if size > MOST[kind] * KILOBYTE} == {}


def test_the_first_view_is_within_its_weight_in_all_and_its_number_of_requests(received, site):
    assert len(received) <= MOST_REQUESTS
    assert [url for _, url, _, _ in received if not url.startswith(f"{site}/")] == []
    pictures = {"image"}
    assert sum(size for kind, _, _, size in received if kind not in pictures) <= MOST_IN_ALL * KILOBYTE


def test_text_is_sent_compressed_and_no_font_is_sent(received):
    sent = {kind: headers.get("content-encoding") for kind, _, headers, size in received if size > KILOBYTE}
    assert sent == {"document": "br", "stylesheet": "br", "script": "br", "fetch": "br"}


@pytest.mark.parametrize(
    "size", [{"width": 390, "height": 844}, {"width": 1440, "height": 900}], ids=["phone", "wide"]
)
def test_nothing_jumps_while_the_page_comes_alive(new_context, site, size):
    page = new_context(viewport=size).new_page()
    page.add_init_script(SHIFTS)
    for path in ("/", "/?year=2024&rank=CCF-A", "/publications/zhao2025edas"):
        page.goto(site + path)
        settle(page)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(200)
        assert page.evaluate("window.shifted ?? 0") == 0, path


def test_a_jump_would_be_noticed(page, site):
    page.add_init_script(SHIFTS)
    page.goto(f"{site}/")
    settle(page)
    page.wait_for_load_state("networkidle")
    page.evaluate(
        "document.querySelector('main').before(document.createElement('hr'), ...Array(9).fill('x'))"
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.shifted ?? 0") > 0
