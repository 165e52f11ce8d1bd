"""Homepages of the acad-homepage theme, read into records."""

from collections.abc import Mapping

from formats.records import Found

__all__ = ["read"]


def read(files: Mapping[str, str]) -> Found:
    """Read a page, or a repository's folder, given as texts by path."""
    # The reader's tables take a tenth of a second to make, and few processes ever read a homepage.
    from formats.homepage import reading

    return reading.read(files)
