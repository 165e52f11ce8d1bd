"""Loading the venue catalogue: two CSV files into the tables."""

from collections import Counter
from pathlib import Path

from sqlalchemy.orm import Session

from formats.catalogue import read_ranks, read_venues
from models import venue_catalogue


def load(session: Session, folder: Path) -> Counter[str]:
    """Load `venues.csv` and `venue_ranks.csv` of a folder in one transaction; count added and changed."""
    venues = read_venues((folder / "venues.csv").read_text(encoding="utf-8"))
    ranks = read_ranks((folder / "venue_ranks.csv").read_text(encoding="utf-8"))
    done = venue_catalogue.load(session, venues, ranks)
    session.commit()
    return done
