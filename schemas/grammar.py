"""The grammar of a view of the list: query string ⇄ what is asked, the same for page, API and downloads."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote, urlencode

from marshmallow import Schema, fields, post_load

from schemas.patterns import SOURCE
from schemas.values import YEAR, Flag, Number, Terms, Word, Words, name, name_or_none, one_of, truth, year
from schemas.vocabulary import (
    CHECKS,
    COLLECTIONS,
    CSL_TYPES,
    FACETS,
    FALLS,
    GROUPS,
    IMPORT_FORMATS,
    ITEM_KEYS,
    LANGUAGES,
    RANK_TIMES,
    ROLES,
    SIMILAR,
    SORTS,
    STATES,
    STATUSES,
    VISIBILITIES,
)

MAX_PAGE = 10**9
MAX_PER_PAGE = 1000


class Nothing(Schema):
    """No parameter at all."""


class Language(Schema):
    """The language in which text is answered."""

    lang = Word(
        LANGUAGES, "language", metadata={"description": "Answer text as plain strings in this language."}
    )


class Ranked(Language):
    """Which rank of a work is answered."""

    rank_at = Word(
        RANK_TIMES,
        "time of a rank",
        load_default="today",
        metadata={
            "description": "Whether today's rank of a venue counts, or that of the edition in force when the "
            "work was published.",
            "default": "today",
        },
    )


class Paging(Language):
    """Which part of a list is answered."""

    page = Number(MAX_PAGE, load_default=1, metadata={"description": "The page, from 1."})
    per_page = Number(MAX_PER_PAGE, load_default=100, metadata={"description": "Entries on a page."})


class Writing(Schema):
    """How something is written."""

    dry_run = Flag(metadata={"description": "Tell what would change, and store nothing."})


class Posting(Writing):
    """How publications are added."""

    upsert = Flag(
        metadata={
            "description": "Merge each into the one that it is: by key, DOI, arXiv id, or title and year."
        },
    )


class Importing(Writing):
    """How a body of another format is brought in."""

    format = Word(
        IMPORT_FORMATS, "format", metadata={"description": "The format, where type and text do not tell."}
    )
    similar = Word(
        SIMILAR,
        "way",
        metadata={
            "description": "What to do with a work that may be there already, such as the published version "
            "of a preprint; `skip` unless told."
        },
    )


class Citing(Writing):
    """How counts of citations are taken in."""

    falls = Word(
        FALLS,
        "way",
        metadata={
            "description": "What to do with a count that is less than the last of its source: `tell` and "
            "leave it out, or `take` it; `tell` unless told."
        },
    )
    source = fields.String(
        validate=SOURCE, metadata={"description": "Who counted, where the body does not tell."}
    )


class Ledger(Paging):
    """Which counts of the ledger are told."""

    source = fields.String(metadata={"description": "Only counts by this source."})
    publication = fields.String(metadata={"description": "Only counts of the publication of this key."})


class Inbox(Schema):
    """Which proposals are told."""

    page = Number(MAX_PAGE, load_default=1, metadata={"description": "The page, from 1."})
    per_page = Number(MAX_PER_PAGE, load_default=100, metadata={"description": "Proposals on a page."})
    state = Word(STATES, "state", metadata={"description": "Those of this state; `waiting` unless told."})


class History(Schema):
    """Which changes are told."""

    page = Number(
        MAX_PAGE, load_default=1, metadata={"description": "The page, from 1; the newest change is first."}
    )
    per_page = Number(MAX_PER_PAGE, load_default=100, metadata={"description": "Changes on a page."})
    collection = Word(COLLECTIONS, "collection", metadata={"description": "Only changes of this collection."})
    key = fields.String(metadata={"description": "Only changes of the entry of this key or number."})


class Checks(Schema):
    """Which findings of the checks are told."""

    page = Number(MAX_PAGE, load_default=1, metadata={"description": "The page, from 1."})
    per_page = Number(MAX_PER_PAGE, load_default=100, metadata={"description": "Findings on a page."})
    kind = Word(CHECKS, "kind of finding", metadata={"description": "Only findings of this kind."})


class Query(Paging, Ranked):
    """Everything that can be asked of the list of publications."""

    year = Terms(
        year, pattern=YEAR, metadata={"description": "`2024`, `2020..2024`, `2020..`, `..2019` or `none`."}
    )
    venue = Terms(name_or_none, metadata={"description": "Venue slug, acronym or alias, or `none`."})
    rank = Terms(name_or_none, metadata={"description": "Scheme and class, `CCF-A` or `CORE-A*`, or `none`."})
    status = Terms(
        one_of(STATUSES, "status"), words=STATUSES, metadata={"description": "Status of the work."}
    )
    type = Terms(one_of(CSL_TYPES, "CSL type"), words=CSL_TYPES, metadata={"description": "CSL type."})
    author = Terms(name, metadata={"description": "Slug of an author."})
    role = Terms(one_of(ROLES, "role"), words=ROLES, metadata={"description": "The owner's part."})
    topic = Terms(name, metadata={"description": "Slug of a topic."})
    selected = Terms(
        truth, words=("true", "false"), metadata={"description": "Whether the owner selected it."}
    )
    q = Terms(str, metadata={"description": "Words searched in title, authors, venue, topics and abstract."})
    sort = Words(
        SORTS,
        "sort key",
        signed=True,
        load_default=["-year"],
        metadata={"description": "Order; `-` descends.", "default": "-year"},
    )
    fields = Words(  # type: ignore[assignment]  # A parameter of the wire, which hides no attribute at run time.
        ITEM_KEYS, "key of a publication", metadata={"description": "The keys to answer."}
    )
    facets = Words(FACETS, "facet", metadata={"description": "The facets to count."})
    group_by = Words(
        (*GROUPS, "none"), "group", most=2, metadata={"description": "Nested counts by one or two keys."}
    )

    @post_load
    def sort_pairs(self, values: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Turn sort words into (key, descending) pairs and drop a group that groups nothing."""
        values["sort"] = [
            (word.removeprefix("-"), word.startswith("-")) for word in values["sort"] or ["-year"]
        ]
        values["group_by"] = [word for word in values.get("group_by", []) if word != "none"]
        return values


class OwnersQuery(Query):
    """What can be asked of the list by who may write it, too."""

    fields = Words(
        (*ITEM_KEYS, "visibility"),
        "key of a publication",
        metadata={"description": "The keys to answer; only a hidden work has `visibility`."},
    )
    visibility = Terms(
        one_of(VISIBILITIES, "visibility"),
        words=VISIBILITIES,
        metadata={"description": "`hidden` works are told to a token that may write publications."},
    )


FILTERS = ("year", "venue", "rank", "status", "type", "author", "role", "topic", "selected", "q")
ORDER = (
    *FILTERS,
    "rank_at",
    "sort",
    "group_by",
    "page",
    "per_page",
    "fields",
    "facets",
    "lang",
    "visibility",
    "source",
    "publication",
)
DEFAULTS = {"rank_at": ["today"], "sort": ["-year"], "page": ["1"], "per_page": ["100"]}


QUERY = Query()


def load(arguments: Mapping[str, list[str]]) -> dict[str, Any]:
    """Read a query string, as the list of each parameter's values; raise ValidationError with all faults."""
    loaded: dict[str, Any] = QUERY.load(values_of(QUERY, arguments))
    return loaded


def values_of(schema: Schema, arguments: Mapping[str, list[str]]) -> dict[str, Any]:
    """Pick what a schema takes out of a query string: lists where a parameter may repeat; nothing empty."""
    known: dict[str, Any] = vars(schema)["fields"]
    picked: dict[str, Any] = {}
    for parameter, values in arguments.items():
        said = saying(parameter, values)
        if parameter not in known:
            picked[parameter] = values
        elif isinstance(known[parameter], Flag):
            # Who writes `?dry_run` does not mean that it is to be done.
            picked[parameter] = values[0] if len(set(values)) == 1 else values
        elif said:
            one = not isinstance(known[parameter], Terms) and len(set(said)) == 1
            picked[parameter] = said[0] if one else said
    return picked


def saying(parameter: str, values: Iterable[str]) -> list[str]:
    """Pick the values that say something: no empty one, and of filters neither a blank nor a `!` alone."""
    if parameter in FILTERS:
        return [value for value in values if value.strip() and value.strip() != "!"]
    return [value for value in values if value]


def terms(values: Mapping[str, Any]) -> dict[str, list[tuple[bool, Any]]]:
    """Pick the filters out of loaded values, without the empty ones."""
    chosen = {parameter: values.get(parameter) for parameter in FILTERS}
    return {parameter: pairs for parameter, pairs in chosen.items() if pairs}


def visibilities(values: Mapping[str, Any]) -> tuple[str, ...]:
    """Tell which publications loaded values ask for: the public ones, unless they say otherwise."""
    said: list[tuple[bool, str]] = values.get("visibility") or [(False, "public")]
    kept = [word for negated, word in said if not negated] or VISIBILITIES
    return tuple(word for word in VISIBILITIES if word in kept and (True, word) not in said)


def query_string(arguments: Mapping[str, Iterable[str]], **changes: Iterable[str]) -> str:
    """Write arguments in fixed order without defaults and empty values, changed as told; `?` included."""
    given = {**arguments, **changes}
    pairs = []
    for parameter in filter(given.__contains__, ORDER):
        values = saying(parameter, dict.fromkeys(map(str.strip, given[parameter])))
        if values != DEFAULTS.get(parameter):
            pairs += [(parameter, value) for value in values]
    written = urlencode(pairs, quote_via=lambda text, *_: quote(text, safe="!*,:").replace("%20", "+"))
    return f"?{written}" if written else ""
