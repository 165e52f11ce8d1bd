"""What may enter and what leaves; no database, no Flask."""
