"""Where and when a paper appeared: venue, year, status and rank, read out of the words around its title."""

import re
from typing import NamedTuple

from formats.letters import HAN

LONGEST = 1000
"""Characters of a stretch that may name a venue."""
FIRST_YEAR, LAST_YEAR = 1950, 2099
YEAR = re.compile(
    r"(?<![\d./:–])(?<!\d-)(?:(?<=[A-Za-z])|(?<![\w]))"
    r"((?:19|20)\d{2})(?![\d]|[-–]\d{3}|\.\d{4,5})(?=\D|$)"
)
WHEN = re.compile(rf"{YEAR.pattern}(?:\.(?:1[0-2]|0?[1-9])(?!\d))?")
"""A year with the month behind it."""
ARTICLE_NUMBER = re.compile(r"(?<![A-Za-z])[:,]?\s?\be?\d{4}[A-Z]{1,2}\d{5,6}\b")
"""What the journals of one society have for pages: `e2021GL090001`."""
SHORT_YEAR = re.compile(
    r"(?<=[A-Z])[-\s]?['’‘`](\d{2})(?!\d)|(?<=[A-Z]{2})-?(\d{2})(?![\d\w])|(?<=\w)\s?['’‘](\d{2})(?!\d)"
    r"|(?<=[Rr][Xx]iv)\s(\d{2})(?![\d.])"
)
NO_YEAR = re.compile(r"\bIF\s?\d{4}|(?<!&)\bpp?\.?\s*[\d–—-]+|\b\d+\s*[-–—]\s*\d+|\b(?:no|vol)\.\s*\d+"
    r"|\d{4}\.\d{4,5}|10\.\d{4,9}/\S+|https?://\S+|\be?\d{4}[A-Z]{1,2}\d{5,6}\b", re.IGNORECASE)  # fmt: skip
RANKS = (
    (re.compile(r"CCF[\s\-‐–_]*(?:Rank\s*|Tier\s*)?([ABC])(?:\s*类)?(?:中文|推荐|期刊"
    r"|会议)*(?:\s*(?:journal|conference))?(?![A-Za-z])"), "CCF-{}"),
    (re.compile(r"CORE[\s\-]*(A\*|[ABC])(?![A-Za-z])"), "CORE-{}"),
    (re.compile(r"(?:(?:JCR|SCI)[\s\-,，:：]{0,3})?\bQ([1-4])区?(?![\w:：])(?:\s*T[oO][pP]\b)?"), "JCR-Q{}"),
    (re.compile(r"JCR[\s\-]{0,3}([一二三四1-4])\s?区"), "JCR-Q{}"),
    (re.compile(r"(?:中科院|CAS|中科院SCI)[\s\-]*(?:[^\W\d_]{0,4})?([一二三四1-4])区(?:\s*T[oO][pP])?"),
     "CAS-{}"),
    (re.compile(r"SCI[\s\-]{0,3}([一二三四1-4])\s?区"), "SCI-{}"),
)  # fmt: skip
NUMBERS = str.maketrans("一二三四", "1234")
OTHER_RANKS = re.compile(
    r"\b(?-i:JCR|SCIE?|SSCI|EI|CSCD|CSSCI|UTD\s?24|FT50|ESI)\b(?:\s*(?:检索|索引|期刊|indexed|收录|高被引论文))?"
    r"|\b(?:IF|Impact Factor)(?:\b|(?=\d{4}))\s?(?:\d{4})?\s?[:=：＝,，]?\s?~?\s?\d+(?:\.\d+)?"
    r"|\bCAAI[\s-]?[ABC]\b(?:\s*journal)?|\bCSRanking\b"
    r"|\b(?:journal\s)?(?:supplementary|front|back|inside|inner|outer)\scover\b|\bhig\w{1,4}\scited(?:\spapers?)?"
    r"|影响因子\s*[:=：]?\s*\d+(?:\.\d+)?"
    r"|CCF\s*推荐|北大核心|CCF(?=\s*[\])）])",
    re.IGNORECASE,
)
STATUSES = (
    (r"under\s+(?:double-blind\s+)?(?:review|revision|submission)|in\s+(?:submission|revision)\b(?:\s+at)?|submission\s+to\b|(?<=\d{4}\s)submission\b|submitted(?:\s+to)?|in\s+review"
     r"|major\s+revision|minor\s+revision|working\s+paper|work in progress|in\s+preparation"
     r"|under\s+reviewed(?:\s+by)?|draft(?:\s+completed|(?=\W{0,5}$))|on-?\s?working"
     r"|在投|(?:第[一二三四]轮)?审稿(?:中|阶段)?|外审|投稿", "review"),
    (r"\(?\bon\s+arxiv\)?|arxiv(?:\s*preprint)?(?:\s*,?\s*arxiv)?\s*(?:[:：]\s*[\d.v]+)?(?:\s*\[[\w.\-]+\])?|preprints?\b|预印本"
     r"|\b(?:bio|med|chem)rxiv|ssrn|techrxiv|research\s*square|eprint|corr\b(?:\s*abs/[\d.]+)?", "preprint"),
    (r"to\s+appear(?:\s+in)?|accepted(?:\s+(?:by|at|to|in|for))?(?:\s+publication)?|(?<=\()accept(?=\))|in\s+press"
    r"|forthcoming|camera[- ]ready|已?录用|已接收|接收(?!状态|率)",
     "accepted"),
    (r"published(?:\s+(?:in|by|at))?|已发表", "published"),
)  # fmt: skip
STATUS = [(re.compile(rf"(?<![\w/])(?:{words})", re.IGNORECASE), what) for words, what in STATUSES]
HONOURS = re.compile(
    r"(?:[(（\[]\s{0,3})?(?:\b(?:best|outstanding"
    r"|distinguished)\b[^,，.()（）\[\]|]{0,40}?\b(?:paper|award|demo|poster|runner[- ]up|student"
    r"|nominat\w*|finalist|candidate)s?\b(?:\s*(?:paper|award|finalist|nominat\w*|runner[- ]up|candidate"
    r"|honou?rable mention))*"
    r"|\b(?:oral|spotlight|SAC\shighlights?|(?<=\S[ (（])highlights|highlight|poster"
    r"|long paper|short paper|full paper|main(?: track"
    r"| conference)?|invited|regular paper"
    r"|extended abstract)\b(?:\s*(?:presentation|paper"
    r"|talk))?(?:\s*\(?\d*\.?\d+\s*%\)?)?(?=\s*(?:\((?:rating|score)|[)）\],.;!|\U0001f000-\U0001faff⭐]|$|\n))|(?:top"
    r"|acceptance rate:?)\s*\d*\.?\d+\s*%|最佳论文\w*)\s*[)）\]]?!*",
    re.IGNORECASE,
)
RATING = re.compile(r"\((?:rating|score)s?\b[^()]{0,40}\)", re.IGNORECASE)
"""What the reviewers gave, which is no part of a venue."""
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
DETAILS = re.compile(
    rf"[,，;:\s]{{0,3}}(?:\b(?:vol(?:ume)?|no|pp?|iss(?:ue)?|art(?:icle)?|pages?|number|ser|session|chap)\b\.?\s*(?:no\.?)?\s*[\w–—:/-]*\d[\w–—:/-]*"
    rf"|\s?\d+\s*[(（]\d+[^()（）]{{0,12}}[)）]\s*[:：,]?\s*[\d–—-]*|\b\d+\s*[:：]\s*\d[\d\s–—-]*|\b\d+\s*[-–—]\s*\d+\b|(?<=,)\s*\d+\s*(?=[,.(]|$)"
    rf"|(?<=[a-z])\s+\d{{1,4}}\s*(?=[,.(:]|$)|(?<=\.\s[A-Z])\s+\d{{1,4}}(?=[,.(:\s]|$)|(?<=,)\s?[A-Za-z]?\d{{5,7}}\b|\b{MONTH}(?:\s*cycle\b)?(?:\s*\d{{1,2}}(?:\s*[-–]\s*\d{{1,2}})?)?(?=[\s,.()（）]|$)|\bdoi\b\s*[:：]?|10\.\d{{4,9}}/\S+|https?://\S+|10\d{{4}}\b)",
    re.IGNORECASE,
)
EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf⭐\ufe0f]")
LEADING = re.compile(
    r"^(?:[\s,，.．。;:：|/·\-–—(（\[【]*(?:\b(?:in|at|the\s+proceedings)\b:?(?=\s)|发表于|收录于"
    r"|(?:venue|journal|conference|published|会议|期刊|来源|发表)\s?[:：])?\s*)+",
    re.IGNORECASE,
)
EMPTY = re.compile(r"[(（\[【《][,，;.\s]{0,20}[)）\]】》]")
TYPES = (
    (re.compile(r"\b(?:journal|transactions|trans\.|letters|lett\.|magazine|annals|quarterly"
    r"|review[s]?)\b|学报|期刊|杂志|［?\[?J[］\]]", re.IGNORECASE),
     "article-journal"),
    (re.compile(r"\b(?:proc\.|proceedings|conference|conf\.|symposium|symp\.|workshops?)\b|会议",
                re.IGNORECASE), "paper-conference"),
)  # fmt: skip


class Where(NamedTuple):
    """What words say of where a paper appeared."""

    venue: str | None
    year: int | None
    status: str | None
    rank: str | None
    type: str | None


def read_rank(text: str) -> str | None:
    """Read the first rank, CCF's before the others."""
    for pattern, written in RANKS:
        if found := pattern.search(text):
            return written.format(found[1].translate(NUMBERS))
    return None


def read_status(text: str) -> str | None:
    """Read a status in a text's own words: review, preprint, accepted or published."""
    return next((what for pattern, what in STATUS if pattern.search(text)), None)


def is_accepted(text: str) -> bool:
    """Tell whether a text says, among other things, that something was accepted."""
    return any(what == "accepted" and pattern.search(text) for pattern, what in STATUS)


def read_year(text: str) -> int | None:
    """Read the last year that is no page, volume or identifier; two digits only behind an acronym."""
    bare = NO_YEAR.sub(lambda found: " " * len(found[0]), text)
    years = [int(found[1]) for found in YEAR.finditer(bare)]
    years = [year for year in years if FIRST_YEAR <= year <= LAST_YEAR]
    if years:
        return years[-1]
    if found := SHORT_YEAR.search(bare):
        digits = int(next(group for group in found.groups() if group))
        return 2000 + digits if digits < 50 else 1900 + digits
    return None


def strip_ranks(text: str) -> str:
    """Take ranks, indexes and impact factors out of a text, with the brackets that held them."""
    for pattern, _ in RANKS:
        text = pattern.sub("", text)
    return _drop_empty(OTHER_RANKS.sub("", text))


def _drop_empty(text: str) -> str:
    for _ in range(3):
        text = EMPTY.sub("", text)
    return text


def clean(text: str) -> str:
    """Leave of a text the venue alone."""
    text = strip_ranks(RATING.sub(" ", HONOURS.sub(" ", EMOJI.sub(" ", text))))
    for pattern, _ in STATUS:
        text = pattern.sub(" ", text)
    text = WHEN.sub("", re.sub(r"(?<=\d{4})年", "", ARTICLE_NUMBER.sub("", text)))
    text = DETAILS.sub("", text)
    text = SHORT_YEAR.sub("", text)
    text = _drop_empty(re.sub(r"\s{0,3}[(（\[][,，;/\s]{1,20}", " (", text))
    text = LEADING.sub("", text)
    text = text.strip(" \t\n,，.．。;:：|/·-–—*_`\"“”'’‘《》[]【】!！+&~✨🔥")
    text = text if text.count("(") == text.count(")") else text.strip("()")
    return " ".join(text.split())


def read_type(text: str) -> str | None:
    """Tell a journal's article from a conference's paper, where the venue's words do."""
    return next((kind for pattern, kind in TYPES if pattern.search(text)), None)


def read(text: str) -> Where:
    """Read one stretch of words that names a venue."""
    text = " ".join(text[:LONGEST].split())
    status = read_status(text)
    venue = clean(text)
    return Where(
        venue if re.search(r"[^\W\d_]{2}|[A-Z]&[A-Z]", venue) or re.search(f"[{HAN}]{{2}}", venue) else None,
        read_year(text),
        status,
        read_rank(text),
        read_type(venue),
    )
