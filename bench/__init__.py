"""Measures what must be fast or small, beside what it is compared with; `make bench` runs all of it."""
