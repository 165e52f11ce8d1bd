"""A publication's links: what kind each is, and which words are no more than a link."""

import re
from typing import Any

from formats import identifiers

KINDS = (
    (r"pdf|paper|papers?\s*link|full\s*text|论文|原文|全文|preprint|manuscript|ieee\s*xplore"
    r"|acm(?: dl)?|springer|openreview"
     r"|open\s*access|cvf|publisher|proceedings|html|eprint|ssrn|openaccess|acl anthology|link"
    r"|链接", "paper"),
    (r"arxiv|ar5iv|biorxiv|medrxiv", "arxiv"),
    (r"doi", "doi"),
    (r"codes?|github|source(?: code)?|repo(?:sitory)?|代码|源码|gitee|official code|stars?"
    r"|implementation", "code"),
    (r"project(?:\s*page)?|web(?:\s*site|page)?|page|home\s*page|主页|项目(?:主页)?", "project"),
    (r"video|youtube|bilibili|talk|presentation|视频|recording", "video"),
    (r"slides?|ppt|幻灯片", "slides"),
    (r"poster|海报", "poster"),
    (r"data(?:set)?s?|数据集?|hugging\s*face|models?|weights", "data"),
    (r"demo|演示|colab|playground|online demo", "demo"),
    (r"bib(?:tex)?|cite|citation|引用", "bibtex"),
    (r"supp(?:lementa(?:ry|l))?(?: materials?)?|appendix|补充材料|supplement", "supplement"),
    (r"blog(?:\s*post)?|media|news|press|报道|博客|twitter|zhihu|知乎|tutorial|here|more|abstract"
    r"|abs|review(?:s)?", "link"),
)  # fmt: skip
TABLE = [(re.compile(rf"(?:{words})", re.IGNORECASE), kind) for words, kind in KINDS]
AROUND = " \t\n[]()（）【】|/·•:：,，.。;&*_-–>→"
EMOJI = re.compile(r"[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f]")
ADDRESSES = (
    (re.compile(r"https?://(?:www\.)?arxiv\.org/", re.IGNORECASE), "arxiv"),
    (re.compile(r"https?://(?:dx\.)?doi\.org/", re.IGNORECASE), "doi"),
)
MOST_HREFS = 200
"""Addresses of one entry in which identifiers are looked for."""
BARE = re.compile(r"(?:https?://|www\.)[^\s<>\"，。）)\]]{1,1000}", re.IGNORECASE)


def kind_of(words: str) -> str | None:
    """Tell what kind of link a few words name; None if they are no such words."""
    bare = " ".join(EMOJI.sub("", words).strip(AROUND).split())
    if not bare or len(bare) > 40 or len(bare.split()) > 4:
        return None
    for pattern, kind in TABLE:
        if pattern.fullmatch(bare):
            return kind
    first, last = bare.split()[0].strip(AROUND), bare.split()[-1].strip(AROUND)
    for word in (last, first):
        for pattern, kind in TABLE:
            if len(bare.split()) <= 3 and pattern.fullmatch(word) and (word.islower() or kind != "link"):
                return kind if _is_short(bare) else None
    return None


def _is_short(words: str) -> bool:
    return len(words) <= 24


def link(words: str, href: str, kind: str | None = None) -> dict[str, Any] | None:
    """Make a link of its words and address; None where the address leads nowhere."""
    url = identifiers.link(href)
    if url is None:
        return None
    label = " ".join(EMOJI.sub("", words).strip(AROUND).split())[:200]
    by_address = next((kind for pattern, kind in ADDRESSES if pattern.match(url)), None)
    made: dict[str, Any] = {"kind": by_address or kind or kind_of(words) or "link", "url": url}
    return {**made, "label": {"en": label}} if label and made["kind"] in ("link",) else made


def named_in(text: str, hrefs: list[str]) -> dict[str, str]:
    """Find an arXiv id and a DOI in a text and in addresses."""
    places = [href[: identifiers.LONGEST_ADDRESS] for href in hrefs[:MOST_HREFS]] + [text]
    dois = list(filter(None, map(identifiers.doi_in, places)))
    found = {
        "arxiv_id": next(filter(None, map(identifiers.arxiv_in, [*places, *dois])), None),
        "doi": next((doi for doi in dois if not identifiers.is_arxiv_doi(doi)), None),
    }
    return {key: value for key, value in found.items() if value}
