"""The pages of HugoBlox: what their front matter says of a publication, a talk or the site's owner."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from formats import clean, identifiers, pages, roles
from formats.answers import at, each
from formats.drafts import LIMITS, Draft, shown
from formats.finds import Finds
from formats.pages import Page

# The types of old sites by number, those of new ones by CSL's names.
TYPES = {
    "1": "paper-conference",
    "2": "article-journal",
    "3": "article",
    "4": "report",
    "5": "book",
    "6": "chapter",
    "7": "thesis",
    "8": "patent",
    "manuscript": "article",
} | {
    name: name
    for name in (
        "article", "article-journal", "article-magazine", "article-newspaper", "book", "chapter", "dataset",
        "paper-conference", "patent", "report", "review", "software", "speech", "standard", "thesis",
        "webpage",
    )
}  # fmt: skip
UNKNOWN_TYPES = ("0", "")
URLS = ("pdf", "code", "dataset", "poster", "project", "slides", "source", "video", "preprint")
BLOCKS = ("experience", "resume-experience")
HELD = {
    "role": ("position", "title", "role"),
    "organisation": ("company_name", "company", "organization", "org"),
    "url": ("company_url", "url"),
    "place": ("location",),
    "start": ("date_start", "start"),
    "end": ("date_end", "end"),
    "description": ("summary", "description"),
}
"""What each age of the theme calls a key of experience."""
NUMBERED = re.compile(r"(.{3,400}?),? ([0-9]{1,4})(?: ?\(([0-9]{1,4})\))?")
FOLDER = re.compile(r"[a-z0-9][a-z0-9_-]*")


def publication(page: Page, finds: Finds) -> None:
    """Read a page of `content/publication`."""
    head = page.head
    draft = Draft("publications", page.where("Publication"), 1)
    draft.key(page.folder)
    kind = _type(draft, head.get("publication_types"))
    draft.put("type", kind)
    draft.put("status", "preprint" if kind == "article" else None)
    draft.text("title", pages.plain(head.get("title")))
    draft.date(pages.date(head.get("date")), head.get("date"))
    _authors(draft, page)
    _venue(draft, head, kind)
    draft.prose("abstract", clean.unmarked(head.get("abstract") or head.get("summary")))
    for tag in pages.several(head.get("tags")):
        draft.topic(tag)
    draft.put("selected", True if pages.is_true(head.get("featured")) else None)
    draft.put("visibility", "hidden" if pages.is_hidden(head) else None)
    named = at(head, "hugoblox", "ids")
    draft.identifier(head.get("doi") or at(named, "doi"))
    draft.put("arxiv_id", identifiers.arxiv_id(at(named, "arxiv") or head.get("arxiv")))
    _links(draft, head)
    finds.add(draft)


def talk(page: Page, finds: Finds) -> None:
    """Read a page of `content/event` or `content/talk`."""
    draft = pages.talk(page, "event")
    _links(draft, page.head)
    finds.add(draft)


def experience(page: Page, finds: Finds) -> None:
    """Read a page with a block of experience, as `content/home/experience.md` is one."""
    _experience(held(page.head), page.where("Page"), finds)


def held(head: Mapping[str, Any]) -> list[Any]:
    """List what stands in the blocks of experience of a page; one that is switched off shows nothing."""
    if clean.line(head.get("widget")) == "experience" and head.get("active") not in (False, "false"):
        return each(head, "experience")
    blocks = [block for block in each(head, "sections") if at(block, "block") in BLOCKS]
    return [item for block in blocks for item in each(block, "content", "items")]


def author(page: Page, finds: Finds) -> None:
    """Read the owner's page of `content/authors`; that of anyone else lends works no more than a name."""
    draft = Draft("profile", page.where("Author"), 1)
    if "superuser" in page.head and not pages.is_true(page.head["superuser"]):
        finds.tell(1, f"{draft.where}: only the name was taken, because this is not the owner's page.")
        return
    head = page.head
    draft.text("name", full_name(page))
    draft.text("headline", pages.plain(head.get("role")))
    places = [_named_place(place) for place in pages.several(head.get("organizations"))[:100]]
    draft.put("affiliations", [place for place in places if place])
    interests = [pages.plain(interest) for interest in pages.several(head.get("interests"))[:100]]
    if any(interests):
        draft.put("interests", {"current": [interest for interest in interests if interest], "previous": []})
    draft.put("bio", _bio(page))
    _contacts(draft, head)
    finds.add(draft, "name")
    _education(page, finds)
    _experience(each(head, "work"), page.where("Author"), finds)


def full_name(page: Page) -> str | None:
    """Read an author's name: the title, or the parts where the page has these alone."""
    parts = (clean.line(page.head.get(key)) for key in ("first_name", "last_name"))
    return pages.plain(page.head.get("title")) or " ".join(part for part in parts if part) or None


def _type(draft: Draft, value: Any) -> str | None:
    kind = clean.line(next(iter(pages.several(value)), None)) or ""
    if kind not in TYPES and kind not in UNKNOWN_TYPES:
        draft.tell(f"the type {kind[:60]!r} is not known.")
    return TYPES.get(kind)


def _authors(draft: Draft, page: Page) -> None:
    """Take the authors, for a folder the person it is of, with the marks that notes beside them make."""
    notes = pages.several(page.head.get("author_notes"))
    for place, written in enumerate(pages.several(page.head.get("authors"))):
        name = pages.plain(written)
        if name and name in page.names:
            name = page.names[name]
        elif name and FOLDER.fullmatch(name):
            draft.tell(f"the author {name[:60]!r} looks like the folder of a page; no such page was given.")
        note = (clean.line(at(notes, place)) or "").lower()
        draft.author(name, corresponding="corresponding" in note, equal_contribution="equal" in note)
    draft.tell_of_no_authors()


def _venue(draft: Draft, head: dict[str, Any], kind: str | None) -> None:
    """Take the venue; a volume and an issue stand behind a journal's name."""
    text = pages.plain(head.get("publication")) or pages.plain(head.get("publication_short"))
    if text is None or (kind == "article" and "arxiv" in text.lower()):
        draft.put("arxiv_id", identifiers.arxiv_in(text or ""))
        return
    found = NUMBERED.fullmatch(text) if kind == "article-journal" else None
    if found:
        draft.text("volume", found[2])
        draft.text("issue", found[3])
    draft.text("venue", re.sub(r"^In:? ", "", found[1] if found else text))


def _links(draft: Draft, head: dict[str, Any]) -> None:
    for kind in URLS:
        draft.link(kind, head.get(f"url_{kind}"), on_site=True)
    for link in each(head, "links"):
        kind = (clean.line(at(link, "type")) or clean.line(at(link, "name")) or "link").lower()[:40].rstrip()
        url = at(link, "url")
        if kind == "doi" or (identifiers.doi(url) and str(url).startswith("http")):
            draft.identifier(at(link, "id") or url)
        elif url or at(link, "id"):
            draft.link(kind, url, on_site=True)


def _named_place(place: Any) -> dict[str, Any] | None:
    name = pages.plain(at(place, "name") if isinstance(place, dict) else place)
    url = identifiers.address(at(place, "url"))
    return {"name": name[:1000], **({"url": url} if url else {})} if name else None


def _bio(page: Page) -> str | None:
    """Take the body as it is written, since a bio is Markdown; or the short text of the head."""
    text = clean.UNSEEN.sub("", page.body)[: LIMITS["abstract"]].strip()
    return text or clean.prose(page.head.get("bio"))


def _contacts(draft: Draft, head: dict[str, Any]) -> None:
    """Take the addresses of a profile; what begins with mailto is the email address."""
    email = clean.line(head.get("email"))
    for contact in (*each(head, "social"), *each(head, "profiles"), *each(head, "links")):
        icon = (clean.line(at(contact, "icon")) or "link").lower().rpartition("/")[2][:40]
        url = clean.line(at(contact, "link")) or clean.line(at(contact, "url"))
        if url and url.lower().startswith("mailto:"):
            email = email or url[7:]
        elif url and not url.startswith(("/", "#")):
            draft.link(icon, url)
    if email and clean.EMAIL.fullmatch(email):
        draft.put("email", email)
    elif email:
        draft.tell(f"{shown(email)} is no email address.")


def _experience(items: Iterable[Any], where: str, finds: Finds) -> None:
    """Take where the owner worked, by the keys of whatever age of the theme."""
    for place, item in enumerate(items, 1):
        draft = Draft("experience", f"{where}, experience {place}", 1)
        found = {
            key: next(filter(None, (at(item, name) for name in names)), None) for key, names in HELD.items()
        }
        for key in ("role", "organisation", "place"):
            draft.text(key, pages.plain(found[key]))
        draft.put("url", identifiers.address(found["url"]))
        draft.put("kind", roles.kind_of(draft.fields.get("role", "")))
        for key in ("start", "end"):
            draft.put(key, clean.written_date(pages.date(found[key])))
        draft.prose("description", clean.unmarked(found["description"]))
        if not finds.add(draft, "role", "organisation"):
            return


def _education(page: Page, finds: Finds) -> None:
    """Take the degrees: `education.courses` of old sites, `education` of new ones."""
    courses = each(page.head, "education", "courses") or each(page.head, "education")
    for place, course in enumerate(courses, 1):
        draft = Draft("education", f"{page.where('Author')}, degree {place}", 1)
        draft.text("degree", pages.plain(at(course, "course") or at(course, "degree") or at(course, "area")))
        draft.text("institution", pages.plain(at(course, "institution")))
        draft.put("start", clean.written_date(pages.date(at(course, "date_start"))))
        end = pages.date(at(course, "date_end") or at(course, "year"))
        draft.put("end", clean.written_date(end))
        if not finds.add(draft, "degree", "institution"):
            return
