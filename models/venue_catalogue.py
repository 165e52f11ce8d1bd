"""Putting the facts of a venue catalogue into the tables, so that doing it twice changes nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.folding import fold, slug
from models.venue import Venue, VenueRank

Facts = Mapping[str, Any]
DESCRIBED = ("acronym", "name", "kind", "publisher", "area", "dblp_key", "aliases")


def identity(facts: Any) -> tuple[str, str]:
    """Tell one venue from another: by kind and DBLP key, or by kind and name where there is no key."""
    return facts["kind"], facts["dblp_key"] or facts["name"]


def load(session: Session, venues: Iterable[Facts], ranks: Iterable[Facts]) -> Counter[str]:
    """Add the venues and ranks that are not there, correct those that differ, and count what was done."""
    listed = list(ranks)
    newest: dict[str, str] = {}
    for rank in listed:
        newest[rank["scheme"]] = max(rank["edition"], newest.get(rank["scheme"], ""))
    by_venue: dict[tuple[str, str], list[Facts]] = defaultdict(list)
    for rank in listed:
        by_venue[identity(rank)].append(rank)
    known = {(venue.kind, venue.dblp_key or venue.name): venue for venue in session.scalars(select(Venue))}
    taken = {venue.slug for venue in known.values()}
    done: Counter[str] = Counter()
    for facts in venues:
        venue = known.get(identity(facts))
        if venue is None:
            venue = Venue(slug=_free_slug(facts, taken), ranks=[], aliases=[], folded="")
            session.add(venue)
            taken.add(venue.slug)
            done["added"] += 1
        _describe(venue, facts)
        _rank(venue, by_venue[identity(facts)], newest)
        if venue in session.dirty and session.is_modified(venue):
            done["changed"] += 1
        done["venues"] += 1
        done["ranks"] += len(by_venue[identity(facts)])
    return done


def _free_slug(facts: Facts, taken: set[str]) -> str:
    """Make a slug that no other venue has: the acronym, then with the kind, then with the DBLP key."""
    plain = slug(facts["acronym"] or facts["name"])
    key = slug((facts["dblp_key"] or facts["name"]).rpartition("/")[2])
    candidates = (plain, f"{plain}-{facts['kind']}", f"{plain}-{key}", f"{plain}-{facts['kind']}-{key}")
    return next(candidate for candidate in map(slug, candidates) if candidate not in taken)


def _describe(venue: Venue, facts: Facts) -> None:
    for column in DESCRIBED:
        if getattr(venue, column, None) != facts[column]:
            setattr(venue, column, facts[column])
    folded = fold(facts["acronym"] or facts["name"])
    if venue.folded != folded:
        venue.folded = folded


def _rank(venue: Venue, ranks: Iterable[Facts], newest: Mapping[str, str]) -> None:
    known = {(rank.scheme, rank.edition): rank for rank in venue.ranks}
    for facts in ranks:
        scheme, edition, rank_class = facts["scheme"], facts["edition"], facts["rank"]
        rank = known.get((scheme, edition))
        if rank is None:
            rank = VenueRank(scheme=scheme, edition=edition)
            venue.ranks.append(rank)
        rank.rank_class, rank.label = rank_class, f"{scheme}-{rank_class}"
        rank.current = edition == newest[scheme]
