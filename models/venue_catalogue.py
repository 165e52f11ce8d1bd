"""Putting the facts of a venue catalogue into the tables, so that doing it twice changes nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.editions import year_of
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
    newest = _newest(session, ((rank["scheme"], rank["edition"]) for rank in listed))
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


def rank(session: Session, ranks: Mapping[tuple[int, str, str], str]) -> Counter[str]:
    """Add or correct ranks, by (venue's id, scheme, edition), and mark each scheme's newest edition."""
    newest = _newest(session, ((scheme, edition) for _, scheme, edition in ranks))
    schemes = {scheme for _, scheme, _ in ranks}
    listed = session.scalars(select(VenueRank).where(VenueRank.scheme.in_(schemes)))
    known = {(each.venue_id, each.scheme, each.edition): each for each in listed}
    done: Counter[str] = Counter(ranks=len(ranks))
    for key, rank_class in ranks.items():
        if key not in known:
            venue, scheme, edition = key
            known[key] = VenueRank(venue_id=venue, scheme=scheme, edition=edition)
            session.add(known[key])
            done["added"] += 1
        elif known[key].rank_class != rank_class:
            done["changed"] += 1
        known[key].rank_class, known[key].label = rank_class, f"{key[1]}-{rank_class}"
    for (_, scheme, edition), each in known.items():
        each.current = edition == newest[scheme]
    return done


def _newest(session: Session, listed: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Tell the newest edition of every scheme, of those that are there and those that come."""
    there = session.execute(select(VenueRank.scheme, VenueRank.edition).distinct()).all()
    newest: dict[str, str] = {}
    for scheme, edition in (*there, *listed):
        known = newest.setdefault(scheme, edition)
        newest[scheme] = max(known, edition, key=lambda each: (year_of(each), each))
    return newest


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
