"""BibTeX: publications as entries, of which a style or another program can make its own."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, NamedTuple

from formats import names, plain, single

Item = Mapping[str, Any]

TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "paper-conference": "inproceedings",
    "book": "book",
    "chapter": "incollection",
    "thesis": "phdthesis",
    "report": "techreport",
    "manuscript": "unpublished",
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
# What TeX would print as one sign: a long dash, or quotes of the other kind.
LIGATURES = {"--": "-{}-", "''": "'{}'", "`": r"\textasciigrave{}"}
VERBATIM = ("doi", "eprint", "url")
ENDING = {"{": "%7B", "}": "%7D", "\\": "%5C"}
"""What would end a verbatim field or begin a command, written as in an address."""
STATUSES = {"accepted": "forthcoming", "preprint": "prepublished"}
"""What biblatex calls them; what is published is not marked."""


def escape(text: str) -> str:
    """Write characters that TeX would act on so that it prints them."""
    escaped = "".join(SPECIAL.get(character, character) for character in plain.fit(text))
    for written, apart in LIGATURES.items():
        while written in escaped:
            escaped = escaped.replace(written, apart)
    return escaped


def verbatim(text: str) -> str:
    """Write an identifier as it is, but inside its field."""
    return "".join(ENDING.get(character, character) for character in plain.fit(text))


def title(text: str) -> str:
    """Write a title whose capitals survive styles that lower them: `{EDAS}: Enabling …`."""
    return " ".join(map(_held, text.split(" ")))


def name(text: str) -> str:
    """Write a name: a group's is held together, and a suffix stands where BibTeX looks for one."""
    if names.TAKEN_APART.search(text) or names.is_group(text):
        return f"{{{escape(text)}}}"
    parts = names.apart(text)
    if parts is None or not parts.suffix:
        return escape(text)
    family = " ".join(filter(None, (parts.particle, parts.family)))
    return ", ".join(map(escape, (family, parts.suffix, parts.given)))


def _held(word: str) -> str:
    """Hold a word together where its case says something; what only follows it stays outside."""
    bare = word.rstrip(":;,.?!")
    return f"{{{escape(bare)}}}{escape(word[len(bare) :])}" if _keeps_case(bare) else escape(word)


def _keeps_case(word: str) -> bool:
    """Tell a word such as `GPU`, `DNNs` or `E2bird` from one that merely begins with a capital."""
    return any(character.isupper() for character in word[1:]) or bool(re.search(r"[A-Z]\d|\d[A-Z]", word))


class Field(NamedTuple):
    """A field: the item's key that it tells of, and what reads it from there."""

    key: str
    read: Callable[[Item], str | None]


def _venue(*types: str) -> Field:
    return Field(
        "venue", lambda item: item["venue"]["name"] if item["venue"] and _place(item) in types else None
    )


def _place(item: Item) -> str:
    """Tell what stands for the type in the table of places: those without one of their own share one."""
    return item["type"] if item["type"] in WITH_PLACE else "other"


def _plain(key: str) -> Field:
    return Field(key, lambda item: None if item.get(key) is None else str(item[key]))


def _note(item: Item) -> str | None:
    return single.note(item) or ("To appear" if item.get("status") == "accepted" else None)


JOURNALS = ("article-journal", "article-magazine", "article-newspaper")
BOOKS = ("paper-conference", "chapter")
WITH_PLACE = {*JOURNALS, *BOOKS, "book", "thesis", "report"}

FIELDS: dict[str, Field] = {
    "journal": _venue(*JOURNALS),
    "booktitle": _venue(*BOOKS),
    "series": _venue("book"),
    "school": _venue("thesis"),
    "institution": _venue("report"),
    "howpublished": _venue("other"),
    "year": _plain("year"),
    "month": _plain("month"),
    "volume": _plain("volume"),
    "number": _plain("issue"),
    "pages": Field("pages", lambda item: item["pages"] and item["pages"].replace("–", "--")),
    "doi": _plain("doi"),
    "eprint": _plain("arxiv_id"),
    "archiveprefix": Field("arxiv_id", lambda item: "arXiv" if item["arxiv_id"] else None),
    "url": Field("links", single.address),
    "note": Field("note", _note),
    "pubstate": Field("status", lambda item: STATUSES.get(item.get("status", ""))),
}
"""What a citation needs."""
MORE_FIELDS: dict[str, Field] = {
    "abstract": _plain("abstract"),
    "keywords": Field("topics", lambda item: ", ".join(topic["label"] for topic in item.get("topics") or ())),
}
"""What only a download holds: an entry to copy stays short."""
RAW = {"pages": lambda text: "--".join(map(escape, text.split("--")))}
"""How a field is written that is neither plain text nor verbatim."""


def write(item: Item, fields: Mapping[str, Field] = FIELDS, keys: Collection[str] | None = None) -> str:
    """Write a publication as a BibTeX entry, whole or what some keys tell of it."""
    written = [
        ("title", title(item["title"]) if _chosen("title", keys) else ""),
        ("author", _names(item) if _chosen("authors", keys) else ""),
    ]
    for name_, field in fields.items():
        value = field.read(item) if _chosen(field.key, keys) else None
        if value:
            write_value = verbatim if name_ in VERBATIM else RAW.get(name_, escape)
            written.append((name_, write_value(value)))
    lines = "".join(f",\n  {field} = {{{value}}}" for field, value in written if value or not keys)
    return f"@{TYPES.get(item['type'], 'misc')}{{{item['key']}{lines}\n}}\n"


def write_all(items: Iterable[Item], keys: Collection[str] | None = None) -> str:
    """Write publications as a BibTeX file: whole, or what some keys tell of them."""
    return "\n".join(write(item, FIELDS | MORE_FIELDS, keys) for item in items)


def _names(item: Item) -> str:
    return " and ".join(name(author["name"]) for author in item["authors"])


def _chosen(key: str, keys: Collection[str] | None) -> bool:
    return not keys or key in keys
