"""Publications as the API gives them, made for the tests of what is written and read back."""

from hypothesis import strategies as st

UNKNOWN = dict.fromkeys(
    ["year", "month", "venue", "doi", "arxiv_id", "volume", "issue", "pages", "abstract", "note"]
)
HARD = "aB é中ß-'`\"\\{}$&#%_^~*@=,;.:<|/()[]!?–—“”"

OTHER_NAMES = [
    "李雷", "김민수", "Smith and Jones Group", "Acme, Inc.", "The Tide Team", "Martin L. King Jr.",
    "Ann van Oo III",
]  # fmt: skip
"""Names of other scripts, of groups, and of people who share theirs."""


def item(**facts):
    """A publication with all the keys that the API gives."""
    defaults = {
        "key": "work1",
        "title": "Work",
        "type": "paper-conference",
        "status": "published",
        "rank": None,
        "ranks": [],
        "authors": [],
        "links": [],
        "topics": [],
        "awards": [],
        "selected": False,
        "citations": None,
        "url": "https://example.org/publications/work1",
        "created_at": "2026-01-01T00:00:00Z",
        "updated_at": "2026-01-01T00:00:00Z",
        "version": 1,
    }
    return {**UNKNOWN, **defaults, **facts}


def words(alphabet=HARD):
    """Texts of one line, with the signs that formats stumble over."""
    text = st.text(st.sampled_from(alphabet), min_size=1, max_size=30)
    return text.map(lambda text: f"x{' '.join(text.split())}x")


def venues():
    """Venues with a name."""
    made = {"slug": st.just("v"), "acronym": st.just("V"), "name": words(), "kind": st.just("journal")}
    return st.fixed_dictionaries(made)


def authors():
    """Authors of one to three words, of which some are small, and of two families of scripts."""
    word = st.text(st.sampled_from("abéöÅßł.'-"), min_size=1, max_size=6).map(lambda text: f"Q{text}")
    small = st.sampled_from(["van", "de", "la"])
    shapes = [
        st.tuples(word),
        st.tuples(word, word),
        st.tuples(word, small, word),
        st.tuples(word, word, word),
    ]
    western = st.one_of(shapes).map(" ".join)
    name = st.one_of(western, st.sampled_from(OTHER_NAMES))
    plain = {"slug": st.just("s"), "is_owner": st.booleans(), "corresponding": st.just(False)}
    return st.lists(st.fixed_dictionaries({"name": name, "equal_contribution": st.just(False), **plain}))


def links():
    """At most one link: what a reference has room for."""
    one = st.sampled_from(
        [
            {"kind": "publisher", "url": "https://example.org/~a_b?c=1&d=%20#e", "label": None},
            {"kind": "pdf", "url": "https://example.org/paper-1--2.pdf", "label": None},
        ]
    )
    return st.lists(one, max_size=1)


def items(types):
    """Publications of some types; what no format keeps apart is not among them."""

    def maybe(strategy):
        return st.none() | strategy

    facts = {
        "key": st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.:+-]{0,20}[A-Za-z0-9]", fullmatch=True),
        "title": words(),
        "type": st.sampled_from(types),
        "status": st.sampled_from(["published", "accepted", "preprint"]),
        "year": maybe(st.integers(1000, 2999)),
        "venue": venues(),
        "authors": authors(),
        "doi": maybe(st.sampled_from(["10.1145/12.3_4", "10.1000/a(b)<c>;d-1", "10.1000/x%y#z&{q}"])),
        "arxiv_id": maybe(st.sampled_from(["2401.01234", "2401.01234v2", "hep-th/9901001"])),
        "volume": maybe(words("0123456789ab")),
        "issue": maybe(words("0123456789ab")),
        "pages": maybe(st.sampled_from(["1–5", "17", "e12", "101–120"])),
        "abstract": maybe(words()),
        "topics": st.lists(st.sampled_from(["GPU & co", "Cloud", "中文"]), unique=True).map(
            lambda labels: [{"slug": "s", "label": label} for label in labels]
        ),
        "note": maybe(words().map(lambda text: {"en": text})),
        "links": links(),
    }
    whole = st.fixed_dictionaries(facts).map(lambda made: item(**made))
    return st.tuples(whole, maybe(st.integers(1, 12))).map(
        lambda pair: {**pair[0], "month": pair[1] if pair[0]["year"] else None}
    )


def as_record(item, **lost):
    """What a reader gives for an item: the keys it knows of, less those that are lost."""
    kept = {key: item[key] for key in (*UNKNOWN, "key", "title", "type", "status") if item[key] is not None}
    if item["venue"]:
        kept["venue"] = item["venue"]["name"]
    if item["note"]:
        kept["note"] = item["note"]["en"]
    for key, part in (("topics", ("label",)), ("links", ("kind", "url"))):
        if item[key]:
            kept[key] = [{name: each[name] for name in part} for each in item[key]]
    kept["authors"] = [{"name": author["name"]} for author in item["authors"]] or None
    return {key: value for key, value in {**kept, **lost}.items() if value is not None}
