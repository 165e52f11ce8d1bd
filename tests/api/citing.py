"""Counts to hand in, as programs send them and as the theme writes them, and what became of them."""

PATH = "/api/v1/citations"
WORKS = "/api/v1/publications"
TOTALS = {"citedby": 120, "citedby5y": 90, "hindex": 6, "hindex5y": 5, "i10index": 4, "i10index5y": 3}
TOTALS |= {"cites_per_year": {"2025": 50, "2024": 70}, "organization": 18446744073709551616}


def said(*counts, day="2024-11-01", source="google-scholar", **more):
    return {"source": source, "as_of": day, "counts": list(counts), **more}


def scholar(publications, **more):
    """A gs_data.json as the crawler of the theme writes it."""
    filled = {
        name: {"bib": {"title": title, "pub_year": str(year)}, "num_citations": times, "author_pub_id": name}
        for name, title, year, times in publications
    }
    return {"container_type": "Author", "scholar_id": "ME", "publications": filled, **more}


def results(answer):
    assert answer.status_code == 200, answer.json
    return {
        (item["publication"] or item["figure"] or item["title"]): item["result"]
        for item in answer.json["items"]
    }


def count_of(owner, key):
    return (owner.get(f"{WORKS}/{key}").json["citations"] or {}).get("count")
