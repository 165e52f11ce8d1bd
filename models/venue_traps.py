"""What a venue's name alone does not tell: names that several own, that are words, that stand for others."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ALTERNATES = {
    "journals/pvldb": "conf/vldb",
    "journals/imwut": "conf/huc",
    "journals/pomacs": "conf/sigmetrics",
    "journals/pacmnet": "conf/conext",
    "journals/popets": "conf/pet",
    "journals/tosc": "conf/fse",
    "journals/tches": "conf/ches",
    "conf/ifaamas": "conf/atal",
    "conf/codes": "conf/codesisss",
    "conf/ecml": "conf/pkdd",
    "conf/rta": "conf/fscd",
    "conf/tlca": "conf/fscd",
    "conf/icaps": "conf/aips",
    "conf/icsa": "conf/wicsa",
    "conf/tacas": "conf/etaps",
    "conf/esop": "conf/etaps",
    "conf/fase": "conf/etaps",
    "conf/fossacs": "conf/etaps",
    "conf/post": "conf/etaps",
    "journals/iee": "journals/iet-sen",
}
"""Prefixes of DBLP keys that lead to a venue known by another; `conf/wisa` leads to two, and so to none."""

CARRIERS = {
    "conf/ccs": ("conf/asiaccs",),
    "conf/uss": ("USENIX Workshop on Hot Topics in Security",),
    "journals/bioinformatics": ("conf/ismb",),
}
"""Prefixes that carry papers of another venue, too: the text decides, where it names one of the two."""

SPELLINGS = {
    "中国科学:信息科学(英文版)": "journals/chinaf",
    "中国科学:信息科学 英文版": "journals/chinaf",
    "SCIENCE CHINA Information Sciences (English Edition)": "journals/chinaf",
}
"""Spellings that the catalogue lacks, with the DBLP key of what they name."""

CONTAINERS = {
    "journals/pacmpl": {
        "popl": "conf/popl",
        "pldi": "conf/pldi",
        "oopsla": "conf/oopsla",
        "oopsla1": "conf/oopsla",
        "oopsla2": "conf/oopsla",
        "icfp": "conf/icfp",
    },
    "journals/pacmmod": {"sigmod": "conf/sigmod", "pods": "conf/pods"},
    "journals/pacmse": {"fse": "conf/sigsoft", "issta": "conf/issta"},
    "journals/pacmhci": {
        "cscw": "conf/cscw",
        "cscw1": "conf/cscw",
        "cscw2": "conf/cscw",
        "group": "conf/group",
        "iss": "conf/tabletop",
    },
}
"""Journals that print the papers of conferences: what each issue is called, and whose it is."""

PRESENTED = {
    "journals/tog": {"conf/siggraph", "conf/siggrapha"},
    "journals/cgf": {"conf/eurographics", "conf/vissym", "conf/sgp", "conf/rt", "conf/pg"},
    "journals/tvcg": {"conf/visualization", "conf/vr", "conf/ismar", "conf/apvis"},
    "journals/taco": {"conf/hipeac"},
    "journals/tecs": {"conf/cases", "conf/codesisss", "conf/emsoft"},
    "journals/tcad": {"conf/cases", "conf/codesisss", "conf/emsoft"},
}
"""Journals whose papers are also presented: a text that names both means the journal."""

SHARED = _set("ai cn csl dc im is isc ist iswc parco sac scn tac tiis tr wisa")
"""Short names that venues outside the catalogue bear as well: nothing is sure of these alone."""

SPELT = frozenset({"cc"})
"""Short names that even the kind does not decide."""

WORDS = _set(
    """
    can cloud cognition fast fc group health image integration interact log middleware networking networks
    performance sat spin vis
    """
)
"""Short names that are words: good as the whole text, or in upper case inside brackets."""

LIKE_WORDS = _set(
    """
    assets bioinformatics cases cluster codes concur crypto cybersecurity forte haptics micro models oakland
    paste soups tools
    """
)
"""Other names that are words, of more than four letters: in a longer text good in upper case only."""

CLUES = {
    "conf/sigsoft": ("sigsoft", "esec", "software engineering", "foundations"),
    "conf/fse": ("encryption", "iacr", "lncs", "tosc", "cryptology", "symmetric"),
    "conf/sec": ("ifip", "ict systems", "information security"),
    "conf/ieeesec": ("edge",),
}
"""Words that choose between venues of one short name."""

NEAR = {"conf/micro": "journals/micro", "journals/micro": "conf/micro"}
"""A conference and a journal of nearly one name: the kind must not speak against either."""

COUNTED = _set("asplos hpca hpdc icdcs ipdps isca micro ppopp sosp")
"""Conferences that count their editions: MICRO-56 is the 56th, and no year."""

OF_ACM = _set(
    """
    sigaccess sigact sigarch sigbed sigchi sigda sighpc sigmicro sigmm sigops sigplan sigsac sigsoft
    """
)
SPONSORS = OF_ACM | _set("aaai acm cvf iacr ieee ifip isoc rsj siam spec usenix")
"""Who holds a conference: left out of a name, but never in contradiction to it."""
