"""Homepages of the acad-homepage theme, read into records."""

from formats.homepage.reading import read

__all__ = ["read"]
