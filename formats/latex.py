"""LaTeX into the text that it prints: accents, special letters, dashes, quotes; mathematics as it is."""

import re
import unicodedata

HARD = re.compile(r"[\\{}$~`]|--|''")
"""What a text has that prints other than it stands."""
TOKEN = re.compile(
    r"\\(?:url|path)\s*\{(?P<raw>[^{}]*)\}"
    r"|\\href\s*\{[^{}]*\}"
    r"|\\(?P<word>[A-Za-z]+)\*?[ \t\n]*"
    r"|\\(?P<sign>.?)"
    r"|(?P<raw_math>\$[^$]*\$)"
    r"|(?P<mark>``|[{}~`]|---?|'')"
    r"|(?P<text>[^\\{}$~`'-]+|.)",
    re.DOTALL,
)

# Accents by their command: the character that Unicode puts behind the letter.
ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "d": "\u0323", "b": "\u0331", "r": "\u030a",
    "k": "\u0328", "t": "\u0361", "h": "\u0309", "G": "\u030f", "U": "\u030e",
}  # fmt: skip
ALONE = {"~": "~", "^": "^"}
"""Accents that people put over nothing, to print them."""
DEEPEST = 100
"""Groups inside one another that may have accents of their own."""
DOTLESS = {"ı": "i", "ȷ": "j"}

SYMBOLS = {
    "ss": "ß", "SS": "ẞ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ",
    "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ",
    "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "ij": "ij", "IJ": "IJ", "S": "§", "P": "¶", "pounds": "£",
    "textsterling": "£", "texteuro": "€", "euro": "€", "textyen": "¥", "copyright": "©",
    "textcopyright": "©", "textregistered": "®", "texttrademark": "™", "dots": "…", "ldots": "…",
    "textellipsis": "…", "textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’",
    "textquotedblleft": "“", "textquotedblright": "”", "lq": "‘", "rq": "’", "textquotedbl": '"',
    "textquotesingle": "'", "textasciigrave": "`", "quotedblbase": "„", "quotesinglbase": "‚", "glqq": "„",
    "grqq": "“", "guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«", "guillemetright": "»",
    "flqq": "«", "frqq": "»", "textexclamdown": "¡", "textquestiondown": "¿", "textbackslash": "\\",
    "textasciitilde": "~", "textasciicircum": "^", "textbraceleft": "{", "textbraceright": "}",
    "lbrace": "{", "rbrace": "}", "textless": "<", "textgreater": ">", "textbar": "|",
    "textunderscore": "_", "textdegree": "°", "degree": "°", "textmu": "µ", "textperiodcentered": "·",
    "textbullet": "•", "textasteriskcentered": "*", "ast": "*", "textdagger": "†", "dag": "†",
    "dagger": "†", "textdaggerdbl": "‡", "ddag": "‡", "ddagger": "‡", "textpm": "±", "texttimes": "×",
    "textordfeminine": "ª", "textordmasculine": "º", "textregisteredtrademark": "®", "slash": "/",
    "newline": " ", "space": " ", "quad": " ", "qquad": " ", "TeX": "TeX", "LaTeX": "LaTeX",
    "LaTeXe": "LaTeX2e", "BibTeX": "BibTeX", "textnumero": "№",
}  # fmt: skip
SIGNS = {character: character for character in "&%$#_{}"}
SIGNS |= dict.fromkeys(" ,;:\\\n\t", " ")
MARKS = {"---": "—", "--": "–", "''": "”", "``": "“", "`": "‘", "~": " "}


class _Output:
    """What is printed so far; an accent waits for the letter or the group that it stands over."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.groups: list[tuple[int, str]] = []
        self.accent = ""

    def put(self, text: str) -> None:
        if self.accent and (text := text.lstrip()):
            text, self.accent = _accented(text, self.accent), ""
        if text:
            self.pieces.append(text)

    def open(self) -> None:
        self.groups.append((len(self.pieces), self.accent if len(self.groups) < DEEPEST else ""))
        self.accent = ""

    def close(self) -> None:
        self.finish()
        start, accent = self.groups.pop() if self.groups else (0, "")
        if accent and start < len(self.pieces):
            self.pieces[start] = _accented(self.pieces[start], accent)
        elif accent in ALONE:
            self.pieces.append(ALONE[accent])

    def over(self, accent: str) -> None:
        self.finish()
        self.accent = accent

    def finish(self) -> None:
        """End an accent that nothing followed."""
        if self.accent in ALONE:
            self.pieces.append(ALONE[self.accent])
        self.accent = ""


def _accented(text: str, accent: str) -> str:
    letter = DOTLESS.get(text[0], text[0])
    return unicodedata.normalize("NFC", letter + ACCENTS[accent]) + text[1:]


def read(tex: str) -> str:
    """Read LaTeX as the text it prints, on one line.

    A command that is not known leaves its argument; mathematics between dollars stays as it is written.
    """
    if HARD.search(tex):
        tex = _printed(tex)
    return " ".join(tex.split())


def _printed(tex: str) -> str:
    output = _Output()
    for token in TOKEN.finditer(tex):
        kind = token.lastgroup
        value = token[kind] if kind else ""
        if kind == "mark" and value in "{}":
            output.open() if value == "{" else output.close()
        elif kind in ("word", "sign") and value in ACCENTS:
            output.over(value)
        elif kind == "word":
            output.put(SYMBOLS.get(value, ""))
        elif kind == "sign":
            output.put(SIGNS.get(value, ""))
        else:
            output.put(MARKS.get(value, value) if kind == "mark" else value)
    output.finish()
    return "".join(output.pieces)
