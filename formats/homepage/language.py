"""Which language a text is in, and texts put by their languages."""

import re

from formats.homepage import dates
from formats.homepage.names import HAN_LETTER, HAN_NAME

LONGEST = 20_000
AROUND = " ()（）[]【】/|｜,，-–—·"


def language_of(text: str) -> str:
    """Tell Chinese from English: Chinese has more characters of its script than words in others."""
    return "zh" if len(HAN_LETTER.findall(text)) > len(re.findall(r"[A-Za-z]+", text)) else "en"


def text_of(*texts: str) -> dict[str, str] | None:
    """Put texts together by their language; a second one in the same language is left to the first."""
    found: dict[str, str] = {}
    for text in texts:
        words = dates.tidy(text)
        words = words if re.search(r"[.。!?！？]\s*\S", words) else words.strip(".。 ")
        if words:
            found.setdefault(language_of(words), words[:LONGEST])
    return found or None


def name_of(text: str) -> dict[str, str] | None:
    """Read a person's name, which many write in two scripts: `Hao Lin (林昊)`, `林昊 Hao Lin`."""
    own = HAN_NAME.search(text)
    other = f"{text[: own.start()].strip(AROUND)} {text[own.end() :].strip(AROUND)}" if own else ""
    if own and other.strip() and not HAN_LETTER.search(other):
        return {"en": other.strip()[:LONGEST], "zh": own[0]}
    return {language_of(text): text[:LONGEST]} if text else None
