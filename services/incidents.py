"""What may be told in a log of a fault that nobody foresaw: its kind and its place, never its words."""

from traceback import walk_tb

OURS = {"api", "app", "cli", "formats", "frontend", "models", "schemas", "services"}


def described(error: BaseException) -> str:
    """Name an error's kind and the lines of our code that it came through, the innermost first.

    Its words are left out, as they may hold what was sent, SQL, or where a file lies.
    """
    frames = [(frame.f_globals.get("__name__", ""), line) for frame, line in walk_tb(error.__traceback__)]
    ours = [f"{name}:{line}" for name, line in reversed(frames) if name.partition(".")[0] in OURS]
    return " < ".join([type(error).__name__, *ours])
