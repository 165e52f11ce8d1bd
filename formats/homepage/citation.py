"""One entry of a list of papers, read into a publication's keys."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from formats.homepage import finding, links, names, titles, venue
from formats.homepage import flat as flats
from formats.homepage.context import Context
from formats.homepage.entries import Entry
from formats.homepage.flat import Flat
from formats.homepage.inline import Row
from formats.homepage.marks import UNAMBIGUOUS
from formats.homepage.tags import take_tags
from formats.homepage.titles import Cited
from formats.letters import HAN

NO_PAPER = re.compile(
    r"\bpatents?\b|\bapparatus for\b|发明专利|实用新型|专利号|授权号|公开号|软件著作权|软著|\b(?:CN"
    r"|US|EP|WO)\s?\d[\d ,/]{5,}\s?[A-Z]?\b"
    r"|^\W*software\b|\bCN copyright\b"
    r"|\bsoftware copyrights?\b(?=\W*(?:,|，|$|\n|[(（]))|\bpatent no\b|\bISBN\b",
    re.IGNORECASE,
)
SAMPLE = re.compile(r"Kaiming He, Xiangyu Zhang, Shaoqing Ren")
"""The authors of the paper that the theme shows as a sample."""
LOREM = re.compile(r"lorem ipsum|vivamus ornare|consectetur adipiscing|\blorem, china\b", re.IGNORECASE)
STATUS_OF = {"review": "preprint", "preprint": "preprint", "accepted": "accepted", "published": "published"}
NOTES = {"review": "Under review"}
ON_ARXIV = re.compile(r"arxiv", re.IGNORECASE)
TITLE_CASE = re.compile(r"[A-Z][\w-]*(?: (?:[A-Z][\w-]*|and|of|the|in|on|for|with|to|from|[&–-])){0,7}")
LONGEST_TITLE = 1000
LONGEST_REST = 5000
"""Characters beside title and authors in which venue, year, rank and status are looked for."""
VENUE_WORDS = re.compile(
    r"\b(?i:journal|transactions|trans\.|letters|conference|conf\.|symposium|workshop|proceedings|proc\.|magazine|annals)\b"
    r"|\b(?:review|advances|in|ieee|acm|usenix|findings|computing|science|nature|physics|reports)\b|学报|期刊|会议|大会|[A-Z]{3,}",
)


JOINING = re.compile(r"[A-Z]\w+ and [A-Z]")
"""The end of a venue's name that has commas of its own: `…, Mobile, Wearable and Ubiquitous …`."""
PLACEHOLDER = re.compile(r"\W*(?:(?:your\s)?(?:tag|badge|label|venue)\s?\d*|tb[ad]|x{3,})\W*", re.IGNORECASE)
"""What stands in a badge that was never filled in."""
SHORT_YEAR = re.compile(r"(?<=[A-Z]{2})\s(?=\d{2}\s*$)")
"""What stands between an acronym and two digits in a badge, where they are a year and no volume."""
ACRONYM = re.compile(r"\s*[(（]\**\s*[A-Za-z][\w'’ &+-]{1,24}\s*\**[)）]")


class Paper(NamedTuple):
    """A publication's keys, the names its page makes stand out, and what was not understood."""

    fields: dict[str, Any]
    emphasised: list[str]
    implied: bool
    is_sure: bool
    leads: bool
    problems: list[str]


def read(
    entry: Entry, rows: list[Row], legend: Mapping[str, str], known: Collection[str] | None = None
) -> Paper | None:
    """Read an entry's rows; None where no title is found. Known names help where a title looks like names."""
    flat = flats.flatten(rows, entry.remarks)
    flat.tags.extend(SHORT_YEAR.sub("'", badge) for badge in entry.badges if _is_filled(badge))
    take_tags(flat)
    cited = finding.find(flat, known)
    if cited is None or not titles.is_title(cited.title, 1, True) or len(cited.title) > LONGEST_TITLE:
        return None
    candidates = [candidate for candidate in _candidates(flat, cited) if candidate]
    places = [place for place in map(venue.read, candidates) if not _is_repository(place)]
    chosen = next(
        (place for place in places if place.venue and titles.clean_title(place.venue) != cited.title), None
    )
    around = "\n".join([*flat.tags, *(flat.text[start:end] for start, end in cited.rest)])[:LONGEST_REST]
    fields = _fields(flat, cited, chosen, places, around, entry.context, legend)
    return Paper(
        fields,
        _emphasised(flat, cited),
        cited.implied,
        _is_sure(fields, cited),
        _leads(flat, cited),
        _problems(cited, fields, legend),
    )


def _is_filled(badge: str) -> bool:
    return bool(badge.strip()) and not PLACEHOLDER.fullmatch(badge)


def _is_repository(place: venue.Where) -> bool:
    return place.venue is None and place.status is None and place.year is None


def _candidates(flat: Flat, cited: Cited) -> Iterator[str]:
    """Give the words that may name the venue, the likeliest first."""
    yield from flat.tags
    zones = [(max(0, start), min(end, flat.main)) for start, end in cited.rest if start < flat.main]
    for style in ("italic", "bold", "code"):
        for start, end in zones:
            for span in flat.stretches(lambda span, style=style: style in span.styles, start, end):  # type: ignore[misc]
                words = flat.text[span.start : span.end]
                if not _names_some(words, cited, style) and not _is_label(words):
                    yield words + _acronym_behind(flat, span.end)
    is_dated = any(venue.read_year(flat.text[start:end]) for start, end in zones)
    for start, end in zones:
        yield from _sentences(flat.text[start:end], is_dated)
    for span in flat.stretches(lambda span: "italic" in span.styles, flat.main):
        if venue.read_type(flat.text[span.start : span.end]) or venue.read_year(
            flat.text[span.start : span.end]
        ):
            yield flat.text[span.start : span.end]


def _is_label(words: str) -> bool:
    """Tell what introduces something, such as `Venue:`, and a remark in square brackets."""
    words = words.strip()
    return words.endswith((":", "：")) or (words[:1] in "[【" and venue.read_year(words) is None)


def _acronym_behind(flat: Flat, place: int) -> str:
    """Give what a venue is called for short, in brackets behind its name; not an honour or a status."""
    behind = ACRONYM.match(flat.text, place)
    if behind is None or venue.HONOURS.fullmatch(behind[0].strip()) or venue.read_status(behind[0]):
        return ""
    return behind[0]


def _names_some(words: str, cited: Cited, style: str) -> bool:
    """Tell names; in italics, where venues stand, only those of the authors."""
    if style != "italic":
        return names.is_list(words) and not venue.read_year(words)
    known = {name.name for name in cited.authors}
    return any(names.strip_marks(part).name in known for part, _ in names.parts_of(words))


def _sentences(text: str, is_dated: bool) -> Iterator[str]:
    """Give the sentences that may name a venue; the first one, if in capitals and dated, does."""
    for start, end in flats.sentences(text[:LONGEST_REST]):
        words = text[start:end].strip(" ,，.．。\n")
        if words.endswith((":", "：")) or titles.is_prose(words):
            continue
        first = _first_part(words)
        is_named = start == 0 or not text[:start].strip(" ,，.．。\n")
        is_named = is_named and bool(TITLE_CASE.fullmatch(venue.clean(first)))
        is_named = is_named and bool(is_dated or venue.read_rank(text))
        if is_named or VENUE_WORDS.search(first) or venue.read_year(words) or re.search(f"[{HAN}]", first):
            yield f"{first}, {venue.read_year(words) or ''}"
        elif venue.read_status(words):
            yield words


def _first_part(words: str) -> str:
    """Take what stands before the first comma that is none of the venue's own."""
    parts = re.split(r"[,，;；]\s*", words[: venue.LONGEST])
    first = next((i for i, part in enumerate(parts[:20]) if venue.clean(part)), 0)
    behind = enumerate(parts[first + 1 : first + 4], 1)
    joined = next((i for i, part in behind if part.startswith("and ") or (i > 1 and JOINING.match(part))), 0)
    return ", ".join(parts[first : first + joined + 1])


def _fields(
    flat: Flat,
    cited: Cited,
    chosen: venue.Where | None,
    places: list[venue.Where],
    around: str,
    context: Context,
    legend: Mapping[str, str],
) -> dict[str, Any]:
    years = [
        chosen.year if chosen else None,
        *(place.year for place in places),
        venue.read_year(_main(flat, cited)),
        context.year,
    ]
    said = _status(flat, chosen, around, context)
    status = STATUS_OF[said]
    is_journal = (
        context.type
        or (chosen.type if chosen else None)
        or _labelled(flat.tags)
        or venue.read_type(_main(flat, cited))
    )
    fields: dict[str, Any] = {
        "title": cited.title,
        "authors": [_author(name, legend) for name in cited.authors],
        "venue": None if status == "preprint" or chosen is None else chosen.venue,
        "year": next((year for year in years if year), None),
        "status": status,
        "rank": venue.read_rank(around),
        "type": "article" if status == "preprint" else is_journal,
        "links": _links(flat, cited),
        "note": _note(said, around),
        **links.named_in(around, flat.hrefs),
    }
    return {key: value for key, value in fields.items() if value not in (None, []) or key == "authors"}


def _main(flat: Flat, cited: Cited) -> str:
    return "\n".join(
        flat.text[start : min(end, flat.main)] for start, end in cited.rest if start < flat.main
    )[:LONGEST_REST]


def _status(flat: Flat, chosen: venue.Where | None, around: str, context: Context) -> str:
    tagged = next((status for tag in flat.tags if (status := venue.read_status(tag))), None)
    if tagged:
        return tagged
    main = venue.read_status(around[: flat.main + 200])
    if main == "preprint" and chosen is not None and chosen.venue and chosen.status is None:
        return "accepted" if venue.is_accepted(around) else "published"
    if main:
        return main
    is_told = context.status == "accepted" or not (chosen and chosen.venue)
    return context.status if context.status and is_told else "published"


def _labelled(tags: list[str]) -> str | None:
    kinds = {"J": "article-journal", "C": "paper-conference"}
    return next(
        (
            kinds[tag.strip("[]( )")[0]]
            for tag in tags
            if re.fullmatch(r"[\[(]\s*[JC][-.\s]?\d*\s*[\])]", tag)
        ),
        None,
    )


def _author(name: names.Name, legend: Mapping[str, str]) -> dict[str, Any]:
    meanings = {legend.get(mark, UNAMBIGUOUS.get(mark)) for mark in name.marks}
    return {"name": name.name[:200], **dict.fromkeys(sorted(filter(None, meanings)), True)}


def _links(flat: Flat, cited: Cited) -> list[dict[str, Any]]:
    title = next((s.href for s in flat.spans if s.href and s.start < cited.end and s.end > cited.start), None)
    own = links.link("", title, "paper") if title else None
    found = [own] if own else []
    for each in flat.links:
        if each["url"] not in {known["url"] for known in found}:
            found.append(each)
    return found[:100]


def _note(said: str, around: str) -> dict[str, str] | None:
    """Keep the honours that an entry names, and the kind of its status."""
    status = "On arXiv" if said == "preprint" and ON_ARXIV.search(around) else NOTES.get(said)
    honours = [" ".join(found[0].split()).strip("()（）[] !") for found in venue.HONOURS.finditer(around)]
    words = [word for word in dict.fromkeys([status, *honours]) if word]
    return {"en": "; ".join(words)[:1000]} if words else None


def _emphasised(flat: Flat, cited: Cited) -> list[str]:
    """Name the authors whose look is not that of the others."""
    known = {name.name for name in cited.authors}
    wanted = {"bold", "code", "underline", "span"}
    marked = flat.stretches(lambda span: span.styles & wanted and not cited.start <= span.start < cited.end)
    return [
        name
        for span in marked
        if (name := names.strip_marks(flat.text[span.start : span.end]).name.rstrip(",")) in known
    ]


def _is_sure(fields: Mapping[str, Any], cited: Cited) -> bool:
    """Tell an entry that has what papers have: authors, and a place, a year or a repository."""
    somewhere = (
        fields.get("venue") or fields.get("arxiv_id") or fields.get("doi") or fields["status"] == "preprint"
    )
    return bool(cited.authors) and bool(somewhere)


def _leads(flat: Flat, cited: Cited) -> bool:
    """Tell a title that begins its entry, has a look of its own and words enough."""
    looks = [span for span in flat.spans if span.start < cited.end and span.end > cited.start]
    is_first = not flat.text[: cited.start].strip(titles.EDGES)
    return (
        is_first
        and all(span.styles or span.href is not None for span in looks)
        and len(cited.title.split()) > 3
    )


def _problems(cited: Cited, fields: Mapping[str, Any], legend: Mapping[str, str]) -> list[str]:
    found = []
    unknown = {mark for name in cited.authors for mark in name.marks} - legend.keys() - UNAMBIGUOUS.keys()
    if unknown:
        found.append(f"No legend says what {' '.join(sorted(unknown))} means at the authors of this paper.")
    if not cited.authors:
        found.append("No authors were found for this paper.")
    if cited.shortened:
        found.append("The list of authors is not whole: others are named by no more than “et al.”")
    if cited.stray:
        found.append("A single initial after the authors was left out.")
    return found
