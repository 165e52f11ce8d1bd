"""BibTeX: one publication as an entry."""

import re
from collections.abc import Callable, Mapping
from typing import Any

Item = Mapping[str, Any]

TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "paper-conference": "inproceedings",
    "book": "book",
    "chapter": "incollection",
    "thesis": "phdthesis",
    "report": "techreport",
}
SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    # BibTeX counts braces even behind a backslash, so one alone would end the field too early or too late.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
}
SPECIAL |= {character: f"\\{character}" for character in "&%$#_"}
VERBATIM = ("doi", "eprint")
ENDING = {"{": "%7B", "}": "%7D", "\\": "%5C"}
"""What would end a verbatim field or begin a command, written as in an address."""
TAKEN_APART = re.compile(r"\sand\s|,", re.IGNORECASE)


def escape(text: str) -> str:
    """Write characters that TeX would act on so that it prints them."""
    return "".join(SPECIAL.get(character, character) for character in text)


def verbatim(text: str) -> str:
    """Write an identifier as it is, but inside its field."""
    return "".join(ENDING.get(character, character) for character in text)


def title(text: str) -> str:
    """Write a title whose capitals survive styles that lower them: `{EDAS}: Enabling …`."""
    words = [f"{{{escape(word)}}}" if _keeps_case(word) else escape(word) for word in text.split(" ")]
    return " ".join(words)


def name(text: str) -> str:
    """Write a name; one that BibTeX would take for several, such as a group's, is held together."""
    return f"{{{escape(text)}}}" if TAKEN_APART.search(text) else escape(text)


def _keeps_case(word: str) -> bool:
    """Tell a word such as `GPU`, `DNNs` or `E2bird` from one that merely begins with a capital."""
    return any(character.isupper() for character in word[1:]) or bool(re.search(r"[A-Z]\d|\d[A-Z]", word))


def _venue(*kinds: str) -> Callable[[Item], str | None]:
    return lambda item: item["venue"]["name"] if item["venue"] and item["type"].startswith(kinds) else None


def _plain(key: str) -> Callable[[Item], str | None]:
    return lambda item: None if item[key] is None else str(item[key])


FIELDS: dict[str, Callable[[Item], str | None]] = {
    "journal": _venue("article-"),
    "booktitle": _venue("paper-", "chapter"),
    "year": _plain("year"),
    "month": _plain("month"),
    "volume": _plain("volume"),
    "number": _plain("issue"),
    "pages": lambda item: item["pages"] and item["pages"].replace("–", "--"),
    "doi": _plain("doi"),
    "eprint": _plain("arxiv_id"),
    "archiveprefix": lambda item: "arXiv" if item["arxiv_id"] else None,
}


def write(item: Item) -> str:
    """Write a publication as a BibTeX entry."""
    names = " and ".join(name(author["name"]) for author in item["authors"])
    fields = [("title", title(item["title"])), ("author", names)]
    for field, read in FIELDS.items():
        value = read(item)
        if value:
            fields.append((field, verbatim(value) if field in VERBATIM else escape(value)))
    lines = ",\n".join(f"  {field} = {{{value}}}" for field, value in fields)
    return f"@{TYPES.get(item['type'], 'misc')}{{{item['key']},\n{lines}\n}}\n"
