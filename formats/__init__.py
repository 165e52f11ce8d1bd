"""Text ⇄ records, both ways, as pure functions."""
