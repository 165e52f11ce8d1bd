"""The homepages of the acad-homepage theme: a page, its parts, its settings and its citation data, into records."""

from formats.homepage.reading import read

__all__ = ["read"]
