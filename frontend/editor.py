"""What the owner's editor asks of each collection: one table of fields, from which every form is written."""

import json
from functools import cache
from typing import Any, NamedTuple

from formats.readers import READERS
from frontend.words import LOCALES
from frontend.words import words_in as page_words_in
from schemas.vocabulary import EXPERIENCES, LANGUAGES, VISIBILITIES

DEGREES = ("phd", "master", "bachelor")
TYPES = (
    "paper-conference", "article-journal", "article", "chapter", "book", "thesis", "report", "dataset",
    "software", "patent",
)  # fmt: skip
LINKS = "kind url"


class Field(NamedTuple):
    """One field of a form: the key it writes, and how a person writes its value.

    Kinds are `line`, `title` (a line that may be long), `area`, `number`, `date`, `choice`, `check`, `text`
    and `prose` (in two languages, short and long), `venue`, `rank`, `visibility`, `authors` and `rows`.
    `parts` says how one row of `rows` is written.
    """

    name: str
    kind: str = "line"
    required: bool = False
    choices: tuple[str, ...] = ()
    parts: str = ""
    more: bool = False
    """Stands under "More", since it is seldom written."""


SPAN = (Field("start", "date"), Field("end", "date"))

FIELDS: dict[str, tuple[Field, ...]] = {
    "profile": (
        Field("name", "text", True),
        Field("headline", "text"),
        Field("bio", "prose"),
        Field("email"),
        Field("location", "text"),
        Field("affiliations", "rows", parts="name.en | name.zh | url"),
        Field("links", "rows", parts=LINKS),
        Field("interests.current", "rows", parts="en | zh"),
        Field("interests.previous", "rows", parts="en | zh"),
        Field("notices", "rows", parts="kind | enrolment | text.en | text.zh"),
        Field("avatar"),
    ),
    "publications": (
        Field("title", "title", True),
        Field("authors", "authors", True),
        Field("venue", "venue"),
        Field("year", "number"),
        Field("status", "choice", choices=("published", "accepted", "preprint")),
        Field("links", "rows", parts=LINKS),
        Field("selected", "check"),
        Field("doi", more=True),
        Field("arxiv_id", more=True),
        Field("rank", "rank", more=True),
        Field("type", "choice", choices=TYPES, more=True),
        Field("month", "number", more=True),
        Field("volume", more=True),
        Field("issue", more=True),
        Field("pages", more=True),
        Field("note", "text", more=True),
        Field("topics", "rows", parts="label", more=True),
        Field("abstract", "area", more=True),
        Field("key", more=True),
        Field("visibility", "visibility", choices=VISIBILITIES, more=True),
    ),
    "education": (
        Field("degree", "text", True),
        Field("field", "text"),
        Field("institution", "text", True),
        Field("url"),
        *SPAN,
    ),
    "experience": (
        Field("role", "text", True),
        Field("organisation", "text", True),
        Field("url"),
        Field("place", "text"),
        Field("kind", "choice", choices=EXPERIENCES),
        *SPAN,
        Field("description", "prose"),
    ),
    "awards": (
        Field("title", "text", True),
        Field("year", "number"),
        Field("issuer", "text"),
        Field("publication"),
    ),
    "projects": (
        Field("title", "text", True),
        Field("programme", "text"),
        Field("role", "text"),
        Field("level", "choice", choices=("national", "industrial")),
        *SPAN,
    ),
    "courses": (Field("title", "text", True), *SPAN),
    "students": (
        Field("name", required=True),
        Field("degree", "choice", True, DEGREES),
        Field("cohort", "number"),
        Field("status", "choice", choices=("current", "graduated")),
        Field("destination", "text"),
    ),
    "service": (Field("role", "text", True), Field("organisation", "text"), *SPAN),
    "talks": (
        Field("title", "text", True),
        Field("event", "text"),
        Field("place", "text"),
        Field("date", "date"),
        Field("links", "rows", parts=LINKS),
    ),
    "news": (Field("text", "prose", True), Field("date", "date")),
}


@cache
def words_in(lang: str) -> dict[str, Any]:
    """Give the editor's own words; they are apart, since a visitor is never sent them."""
    words: dict[str, Any] = json.loads((LOCALES / "editor" / f"{lang}.json").read_text(encoding="utf-8"))
    return words


def label_of(collection: str, choice: str, words: dict[str, Any], own: dict[str, Any]) -> str:
    """Name a value that can be chosen, in the words that the page or the editor has for it."""
    known = (words["script"]["type"], words["degrees"], words["levels"], own["kinds"])
    found = next((names[choice] for names in known if choice in names), None)
    named = words.get(f"status_{choice}") if collection == "publications" else words.get(choice)
    return str(found or named or choice)


def parts(lang: str) -> dict[str, Any]:
    """Collect what the editor's templates are written from."""
    own = words_in(lang)
    shared = {name: own[name] for name in ("change_one", "add_one", "languages", "labels")}
    return {
        "own": own,
        "words": page_words_in(lang),
        "collections": FIELDS,
        "languages": LANGUAGES,
        "label_of": label_of,
        "formats": READERS,
        "endings": sorted({ending for reader in READERS.values() for ending in reader.endings}),
        "script_words": {**own["script"], **shared},
    }
