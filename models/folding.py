"""Folding: the form of a text in which case, accents and width no longer matter."""

import re
import unicodedata
from hashlib import sha256

# Letters that Unicode does not take apart, though people type them without their mark.
PLAIN_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ß": "ss", "ς": "σ"}
)

LONGEST_SLUG = 200
"""Characters of a slug: as many as a column holds, a filter looks up and a profile file may give."""

NO_NAME = "unnamed"
"""The slug of what has neither letters nor digits in its name."""


def fold(text: str) -> str:
    """Fold a text for comparison: `Łukasz` and `lukasz`, `ＧＰＵ` and `gpu` become equal."""
    if text.isascii():
        plain = text.lower()
    else:
        decomposed = unicodedata.normalize("NFKD", text)
        bare = "".join(character for character in decomposed if unicodedata.category(character)[0] != "M")
        plain = bare.lower().translate(PLAIN_LETTERS)
    return re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", plain)


def slug(text: str) -> str:
    """Turn a name into the part of an address: letters and digits of any script, joined by dashes."""
    composed = unicodedata.normalize("NFC", fold(text))
    made = re.sub(r"[\W_]+", "-", composed).strip("-")
    if len(made) > LONGEST_SLUG:
        # One character may fold to eighteen. What is cut off still tells one name from another.
        return ended(made, sha256(made.encode(errors="surrogatepass")).hexdigest()[:8])
    # In a filter, `none` asks for what has no name at all.
    return made if made not in ("", "none") else NO_NAME


def ended(stem: str, ending: str) -> str:
    """Put an ending behind a slug, of which as much is kept as there is room for."""
    return f"{stem[: LONGEST_SLUG - len(ending) - 1].rstrip('-')}-{ending}"
