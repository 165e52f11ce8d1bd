"""The rules for publications: stated ranks, venues, duplicates, preprints and missing links."""

from collections.abc import Callable, Iterator
from typing import Any

from models.editions import in_force
from models.title_search import alike_titles
from models.titles import may_be_one
from services.check_facts import Facts, Finding, of_work
from services.twins import bare_arxiv


def ranks(facts: Facts) -> Iterator[Finding]:
    """Find ranks that the owner states and that no list has: neither that of the year nor today's."""
    for work in facts.works:
        scheme = (work.stated_rank or "").partition("-")[0]
        venue, editions = facts.venues.get(work.venue_id), facts.editions.get(scheme)
        if not venue or not editions or not (venue.dblp_key or (venue.id, scheme) in facts.ranks):
            continue
        listed = facts.ranks.get((venue.id, scheme), {})
        today = editions[-1]
        then = in_force(editions, work.year) if work.year else today
        if work.stated_rank in (listed.get(then or ""), listed.get(today)):
            continue
        name = venue.acronym or venue.name
        at_the_time = f"{listed.get(then or '') or 'not listed'} in the edition of its year ({then})"
        now_listed = f"{listed.get(today) or 'not listed'} in today's ({today})"
        edit = f"flask edit publications {work.key} --set rank=null"
        yield of_work(
            "rank",
            work,
            f"The rank is stated as {work.stated_rank}, but {name} is {at_the_time} and {now_listed}.",
            f"Write the rank that is meant, or leave it to the catalogue with `{edit}`.",
        )


def venues(facts: Facts) -> Iterator[Finding]:
    """Find works whose venue stands outside the catalogue under a name that means one of the catalogue's."""
    unknown = {
        number: venue
        for number, venue in facts.venues.items()
        if not venue.dblp_key and not any((number, scheme) in facts.ranks for scheme in facts.editions)
    }
    meant = {}
    for number, venue in unknown.items():
        tried = (facts.recogniser.recognise(text) for text in (venue.name, venue.acronym or ""))
        meant[number] = next((each for each in tried if each.venue and each.venue.slug != venue.slug), None)
    for work in facts.works:
        found = meant.get(work.venue_id)
        if found and found.venue:
            name = found.venue.acronym or found.venue.name
            edit = f"flask edit publications {work.key} --set venue={found.venue.slug}"
            yield of_work(
                "venue",
                work,
                f"The venue {unknown[work.venue_id].name!r} has no ranks; it seems to be {name}.",
                f"Write it as the catalogue has it: `{edit}`.",
            )


IDENTIFIERS: dict[str, Callable[[Any], str]] = {
    "DOI": lambda work: (work.doi or "").lower(),
    "arXiv id": lambda work: bare_arxiv(work.arxiv_id or ""),
}


def duplicates(facts: Facts) -> Iterator[Finding]:
    """Find works that are there twice, and preprints of works that have since been published."""
    works = facts.works
    pairs: dict[tuple[int, int], str] = {}
    for by, identifier in IDENTIFIERS.items():
        first: dict[str, int] = {}
        for place, work in enumerate(works):
            known = identifier(work)
            if known and first.setdefault(known, place) != place:
                pairs[first[known], place] = by
    for pair in alike_titles([work.title for work in works], [work.year for work in works]):
        if pair not in pairs and _may_be_one(facts, *pair):
            pairs[pair] = "title"
    for (left, right), by in sorted(pairs.items()):
        yield _twins(works[left], works[right], by)


def _may_be_one(facts: Facts, left: int, right: int) -> bool:
    one, other = facts.works[left], facts.works[right]
    shared = facts.authors_of.get(one.id, set()) & facts.authors_of.get(other.id, set())
    return may_be_one((one.title, other.title), (one.year, other.year), share_an_author=bool(shared)) > 0


def _twins(one: Any, other: Any, by: str) -> Finding:
    preprints = [work for work in (one, other) if work.status == "preprint"]
    if len(preprints) == 1:
        early, late = (one, other) if one in preprints else (other, one)
        return of_work(
            "preprint",
            early,
            f"This preprint has since been published: {late.key} has the same {by}.",
            f"Move its arXiv id and links to {late.key}, then `flask remove publications {early.key}`.",
            [late.key],
        )
    return of_work(
        "duplicate",
        other,
        f"This may be {one.key} once more: both have the same {by}.",
        f"Move what only {other.key} has to {one.key}, then `flask remove publications {other.key}`.",
        [one.key],
    )


def preprints(facts: Facts) -> Iterator[Finding]:
    """Find preprints that say themselves where they were published."""
    for work in facts.works:
        venue = facts.venues.get(work.venue_id)
        appeared = venue and venue.dblp_key != "journals/corr"
        has_doi = work.doi and not work.doi.lower().startswith("10.48550/")
        if work.status == "preprint" and (appeared or has_doi):
            where = (
                f"the venue {venue.acronym or venue.name}" if appeared and venue else f"the DOI {work.doi}"
            )
            yield of_work(
                "preprint",
                work,
                f"This is a preprint and yet has {where}.",
                f"If it was published: `flask edit publications {work.key} --set status=published`.",
            )


def missing_links(facts: Facts) -> Iterator[Finding]:
    """Find published works that lead nowhere."""
    for work in facts.works:
        if work.status == "published" and not (work.doi or work.arxiv_id or work.links):
            yield of_work(
                "link",
                work,
                "This was published and has neither a DOI nor an arXiv id nor a link.",
                f"Give it one, such as `flask edit publications {work.key} --set doi=10.…`.",
            )
