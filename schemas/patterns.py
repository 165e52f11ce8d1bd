"""The patterns that texts must fit, in words that Python and ECMAScript read alike, and their judge."""

from typing import Any

from marshmallow import ValidationError, validate

CONTROLS = r"\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f"
"""Control characters, which no text holds; line breaks and tabs are none of these."""
INVISIBLE = rf"\s{CONTROLS}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
ANY, INK, SPACE = f"[^{CONTROLS}]", rf"[^\s{CONTROLS}]", rf"[^\S{CONTROLS}]"

WORDS = f"^{ANY}*{INK}{ANY}*$"
"""A text that is not blank."""


class Fits(validate.Regexp):
    """A judge of whole texts; the document shows its pattern, which means the same to every reader there."""

    def __init__(self, pattern: str, error: str) -> None:
        """Take a pattern without the marks of its beginning and end."""
        super().__init__(f"^{pattern}$", error=error)

    def __call__(self, value: Any) -> Any:
        # `$` alone would let a line break pass behind the text.
        if self.regex.fullmatch(value) is None:
            raise ValidationError(self._format_error(value))
        return value


KEY = Fits(r"[A-Za-z0-9][A-Za-z0-9_.:+-]{0,199}", "Not a key.")
LINK = Fits(rf"(https?://{INK}+|mailto:{INK}+|/[^/\\\s{CONTROLS}]{INK}*)", "Not a link.")
PICTURE = Fits(rf"/[^/\\\s{CONTROLS}]{INK}*", "Write a path on this site, such as /files/portrait.webp.")
DATE = Fits("[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?", "Write YYYY, YYYY-MM or YYYY-MM-DD.")
_OF_NAMES = rf'\s@<>()\[\],;:\\"{CONTROLS}'
EMAIL = Fits(rf"[^{_OF_NAMES}]+@[^.{_OF_NAMES}]+(\.[^.{_OF_NAMES}]+)+", "Write it as name@example.org.")
RANK_PART = Fits(
    f"[^!,{INVISIBLE}][^,{INVISIBLE}]*",
    "Write a word without spaces, commas and a leading exclamation mark.",
)
SCHEME = Fits(f"[^-!,{INVISIBLE}][^-,{INVISIBLE}]*", "Write a word without hyphens, spaces and commas.")
CLASS = Fits(f"[^,{INVISIBLE}]+", "Write a word without spaces and commas.")
RANK = Fits(
    f"[^-!,{INVISIBLE}][^-,{INVISIBLE}]*-[^,{INVISIBLE}]+",
    "Write a scheme and a class, such as CCF-A, without spaces and commas.",
)
# Before an identifier may stand where it was copied from.
DOI_PREFIX = rf"(https?://(dx\.)?doi\.org/|[dD][oO][iI]:{SPACE}*)"
ARXIV_PREFIX = rf"(https?://arxiv\.org/(abs|pdf)/|[aA][rR][xX][iI][vV]:{SPACE}*)"
# A DOI is a prefix that may be divided, a slash and anything (ISO 26324);
# arXiv has had two kinds of identifiers.
DOI = Fits(
    rf"{SPACE}*{DOI_PREFIX}?10\.[0-9]{{4,9}}(\.[0-9]+)*/{INK}+{SPACE}*",
    "Write it as 10.1145/3503222.3507721.",
)
ARXIV_ID = Fits(
    rf"{SPACE}*{ARXIV_PREFIX}?([0-9]{{4}}\.[0-9]{{4,5}}|[A-Za-z.-]+/[0-9]{{7}})([vV][0-9]+)?{SPACE}*",
    "Write it as 2401.01234.",
)
SOURCE = Fits("[a-z0-9][a-z0-9.-]{0,39}", "Write small letters, digits, dots and hyphens, as google-scholar.")
