"""The parts of the instrument above the list, as a browser test finds them."""


def bar(page, year):
    return page.locator(f"button.bar[value='{year}']")


def toggle(page, name, value):
    return page.locator(f"#filter input[name={name}][value='{value}']")


def count_of(page, name, value):
    return toggle(page, name, value).locator("..").locator("[data-count]")


def chips(page):
    return page.locator("#chips [data-text=label]")


def headings(page):
    return page.eval_on_selector_all(
        "#list .group", "groups => groups.map(g => [g.dataset.group, g.querySelectorAll('.entry').length])"
    )


def marked(page):
    """List the words that are highlighted, as they are printed."""
    return page.evaluate(
        """() => [...(CSS.highlights.get("match") ?? [])].map(
            (range) => range.startContainer.data.slice(range.startOffset, range.endOffset))"""
    )
