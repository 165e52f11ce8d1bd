"""The words of the wire: statuses, CSL types, roles, sort keys, facets, and how they read to people."""

LANGUAGES = ("en", "zh")
STATUSES = ("published", "accepted", "preprint")
VISIBILITIES = ("public", "hidden")
EXPERIENCES = ("position", "internship", "visit")
ROLES = ("first", "corresponding", "equal", "last")
SORTS = ("year", "title", "venue", "rank", "citations", "added", "owner")
FACETS = ("year", "venue", "rank", "status", "type", "author", "role", "topic", "selected")
COLLECTIONS = (
    "profile", "publications", "education", "experience", "awards", "projects", "courses", "students",
    "service", "talks", "news", "citations",
)  # fmt: skip
CHECKS = ("rank", "venue", "duplicate", "preprint", "person", "year", "link", "address")
RANK_TIMES = ("today", "published")
GROUPS = ("year", "venue", "rank", "status", "type", "selected")

# The item types of CSL 1.0.2.
CSL_TYPES = (
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast",
    "chapter", "classic", "collection", "dataset", "document", "entry", "entry-dictionary",
    "entry-encyclopedia", "event", "figure", "graphic", "hearing", "interview", "legal_case", "legislation",
    "manuscript", "map", "motion_picture", "musical_score", "pamphlet", "paper-conference", "patent",
    "performance", "periodical", "personal_communication", "post", "post-weblog", "regulation", "report",
    "review", "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
)  # fmt: skip

EXTENSIONS = (
    "bib", "ris", "csl.json", "csv", "ndjson", "atom", "json", "jsonld", "apa.txt", "ieee.txt", "acm.txt",
    "gbt7714.txt", "apa.html", "ieee.html", "acm.html", "gbt7714.html",
)  # fmt: skip
"""What the address of a download ends in, today or later; no key of a publication may."""

ITEM_KEYS = (
    "key", "title", "type", "status", "year", "month", "venue", "rank", "ranks", "authors", "doi",
    "arxiv_id", "volume", "issue", "pages", "links", "abstract", "topics", "awards", "note", "selected",
    "citations", "url", "created_at", "updated_at", "version",
)  # fmt: skip

IMPORT_FORMATS = (
    "bibtex", "ris", "dblp", "orcid", "openalex", "semantic-scholar", "csl-json", "crossref",
    "front-matter", "acad-homepage",
)  # fmt: skip
RESULTS = ("created", "updated", "unchanged", "skipped", "proposed")
"""What becomes of a record that is brought in."""
COUNTED = ("created", "updated", "unchanged", "fell", "unmatched")
"""What becomes of a count that is handed in."""
FALLS = ("tell", "take")
"""What is done with a count that is less than the last one: it is told and left out, or taken."""
STATES = ("waiting", "accepted", "merged", "rejected")
"""What a proposal in the inbox is."""
SIMILAR = ("skip", "merge", "add", "inbox")

LABELS = {
    ("year", "none"): {"en": "No year", "zh": "年份未定"},
    ("venue", "none"): {"en": "No venue", "zh": "未在刊会发表"},
    ("rank", "none"): {"en": "Unranked", "zh": "未评级"},
    ("status", "published"): {"en": "Published", "zh": "已发表"},
    ("status", "accepted"): {"en": "Accepted", "zh": "已录用"},
    ("status", "preprint"): {"en": "Preprint", "zh": "预印本"},
    ("role", "first"): {"en": "First author", "zh": "第一作者"},
    ("role", "corresponding"): {"en": "Corresponding author", "zh": "通讯作者"},
    ("role", "equal"): {"en": "Equal contribution", "zh": "共同一作"},
    ("role", "last"): {"en": "Last author", "zh": "末位作者"},
    ("selected", "true"): {"en": "Selected", "zh": "精选"},
    ("selected", "false"): {"en": "Not selected", "zh": "非精选"},
    ("type", "article"): {"en": "Preprint", "zh": "预印本"},
    ("type", "article-journal"): {"en": "Journal article", "zh": "期刊论文"},
    ("type", "paper-conference"): {"en": "Conference paper", "zh": "会议论文"},
}


def label(facet: str, value: str, lang: str | None) -> str:
    """Name a facet's value to people, in English when no language is asked for."""
    words = LABELS.get((facet, value), {})
    return words.get(lang or "en", value)
