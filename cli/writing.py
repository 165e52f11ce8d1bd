"""What all commands that write have in common."""

ACTOR = "command line"
"""Who history says it was."""
