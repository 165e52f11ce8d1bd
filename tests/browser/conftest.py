"""Pages that browser tests begin with."""

import pytest

from tests.browser.visiting import settle


@pytest.fixture
def home(page, site):
    """The profile's page, taken over by its script, at a size that shows the whole instrument."""
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{site}/")
    settle(page)
    return page
