"""An independent count: what a query keeps and how its facets count, in plain Python over the whole list."""

from collections import Counter


def value_of(item, facet, owner="ada-lindqvist"):
    """List the values that an item has for a facet."""
    if facet == "author":
        return list({author["slug"] for author in item["authors"]})
    if facet == "topic":
        return list({topic["slug"] for topic in item["topics"]})
    if facet == "role":
        return roles(item["authors"], owner)
    if facet in ("venue", "rank"):
        return [item[facet][{"venue": "slug", "rank": "label"}[facet]] if item[facet] else "none"]
    value = item[facet]
    return ["none" if value is None else str(value).lower() if facet == "selected" else str(value)]


def roles(authors, owner):
    """List the parts that the owner has among the authors."""
    found = set()
    for place, author in enumerate(authors):
        if author["slug"] == owner:
            found |= {"first"} if place == 0 else set()
            found |= {"last"} if place == len(authors) - 1 else set()
            found |= {"corresponding"} if author["corresponding"] else set()
            found |= {"equal"} if author["equal_contribution"] else set()
    return list(found)


def fits(item, parameter, wanted):
    """Tell whether an item has what one value of a parameter, without its `!`, asks for."""
    if parameter == "q":
        return all(word in haystack(item) for word in wanted.lower().split())
    if parameter == "year" and ".." in wanted:
        low, high = wanted.split("..")
        year = item["year"]
        return year is not None and int(low or 0) <= year <= int(high or 9999)
    if parameter == "rank" and not wanted.startswith("CCF-") and wanted != "none":
        return wanted in value_of(item, "rank") or any(rank["label"] == wanted for rank in item["ranks"])
    return wanted in value_of(item, parameter)


def haystack(item):
    """Join the texts that a search looks in; the test's texts are lower-case and plain."""
    venue = [item["venue"]["acronym"], item["venue"]["name"]] if item["venue"] else []
    names = [author["name"] for author in item["authors"]]
    labels = [topic["label"] for topic in item["topics"]]
    return "\n".join([item["title"], *names, *venue, *labels, item["abstract"] or ""]).lower()


def kept(items, query, without=None):
    """Keep the items that a query, pairs of parameter and value, asks for; leave one parameter out."""
    for parameter in {name for name, _ in query} - {without}:
        values = [value for name, value in query if name == parameter]
        positives = [value for value in values if not value.startswith("!")]
        negatives = [value[1:] for value in values if value.startswith("!")]
        items = [
            item
            for item in items
            if (not positives or any(fits(item, parameter, value) for value in positives))
            and not any(fits(item, parameter, value) for value in negatives)
        ]
    return items


def facet(items, query, name):
    """Count the values of a facet under all filters but its own."""
    return dict(Counter(value for item in kept(items, query, name) for value in value_of(item, name)))
