"""Lists of people's names: taken apart, told from other words, and set in spoken order."""

import re
from typing import NamedTuple

from formats.letters import HAN

MARKS = "*†‡§#^✉¶+~❁★☆♠♣♥♦◇◆△▲"
"""Characters that stand at a name and mean something; others that look like them are written as these."""
ALIKE = str.maketrans(
    {"∗": "*", "＊": "*", "⁎": "*", "📧": "✉", "🖂": "✉", "＃": "#", "^": "^", "＋": "+", "️": None}
)
SEPARATOR = re.compile(
    r"\s*(?:[,，、;；&＆]|(?<=\s)·(?=\s)|(?<![^\s,，*†‡§#^✉.)])(?:and|und|et(?!\s+al))(?=\s)"
    rf"|(?<=[{HAN}*#^†])(?:和|与|及)(?=[{HAN}]))\s*"
)
OTHERS = re.compile(
    r"\bet\.?\s*al\b\.?|\b(?:\d{1,3}\s+)?(?:more\s+)?others\b|\b\d{1,3}\s+more\b|^等$|^\.\.\.$|^…$|等人?\s*$",
    re.IGNORECASE,
)
PARTICLES = {
    "van", "von", "der", "den", "de", "da", "di", "du", "del", "della", "la", "le", "el", "al", "bin", "ibn",
    "dos", "das", "do", "ten", "ter", "zu", "af", "av", "y", "bint", "thi", "van't", "jr.", "jr", "sr.",
}  # fmt: skip
INITIAL = re.compile(rf"(?:[^\W\d_{HAN}]\.[- ]?){{1,4}}|[A-Z]{{1,3}}")
LONE = re.compile(r"[A-Z][a-z]{3,14}|[A-Z][a-z]{1,14}[A-Z][a-z]{1,14}|[A-Z]?[a-z]{1,14} [a-z]{2,14}")
"""A name in one word, or in small letters, which only others on both sides tell from a venue."""
LOUD = re.compile(r"[A-Z][a-z]+(?:[- ][A-Z]?[a-z]+)? [A-Z]{5,15}")
"""A name with its family in capitals, which only a name behind it tells from a meeting."""
LEFT_OPEN = re.compile(r"\[[A-Za-z ]{4,30}\]")
"""What stands among the names for those that are still to be written: `[Author List]`."""
ARTICLE = re.compile(r"An? \w{2,} \w{2,}")
"""What begins a title and not a name."""
REMARK = re.compile(r"\s*(?:\[|[(（][^)）]*$)")
"""What ends the last name: a bracket that is not closed among the names, or one of links."""
DATED = re.compile(r"[^\W\d]\s+(?:19|20)\d{2}\W*$")
"""The year that a venue's name ends with; other numbers behind a name are those of affiliations."""
LAST_INITIAL = re.compile(r"\b[^\W\d_]\.\s*$")
WORD = re.compile(r"[^\W\d_][^\W\d_]*(?:['’‘`\-‐–.][^\W\d_]+)*\.?")
HAN_LETTER = re.compile(f"[{HAN}]")
HAN_NAME = re.compile(rf"[{HAN}]{{1,6}}·[{HAN}]{{1,8}}|[{HAN}]{{2,4}}")
APART = re.compile(r"(?<=\.)\s-(?=[^\W\d_]\.)")
"""The gap in a first name that is written `K. -L.`"""
BRACKETED = re.compile(r"\s*[(（][^()（）]{1,60}[)）]")
NO_NAMES = re.compile(
    r"(?<![\w'’‘-])(?:university|institute|conferences?|journals?|articles?|transactions|letters|proceedings|symposium|workshop|review"
    r"|science|sciences|systems|learning|networks?|international|ieee|acm|usenix|springer|elsevier|arxiv|preprint"
    r"|sensing|energy|materials|chemistry|physics|biology|medicine|informatics|cybernetics|multimedia|mechatronics"
    r"|electronics|optics|reports|neurocomputing|geoscience|applied|scientific|advances"
    r"|award|oral|spotlight|paper|best|vol|no|pp|press|accepted|nature|communications|computing|research"
    r"|survey|analysis|generation|detection|recognition|vision|robotics|engineering|technology|society|data"
    r"|development|maintenance|investigator|participant|processing|biomedical|authors?|team\s+project"
    r"|project|code|pdf|video|website|slides|in|proc|for|of|with|the|from|via|under|is|are|not|or|and|(?-i:a|an|on|to|by|as|at)"
    r")\b\.?|[:?!/=]",
    re.IGNORECASE,
)
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由"
    "傅萧阎赖常張劉陳楊黃趙吳孫馬鄭謝許韓馮鄧蕭葉蘇盧鍾譚陸賈韋鄒龍賀顧錢嚴歐"
)
"""What most Chinese families are called, the commonest first; other characters begin few names."""
HAN_NO_NAME = re.compile(
    r"学报|研究|方法|技术|工程|科学|大学|专利|系统|检测|综述|分析|模型|算法|期刊|会议|通讯|作者|项目|背景|难点|成果"
)
ROLE = re.compile(r"(?:co-?\s?first|corresponding)[ -]authors?", re.IGNORECASE)
"""What says of the names before it what they are, and stands among them."""
INITIALS_LAST = re.compile(r"\s*[^\W\d_][\w'’-]+ [A-Z]{1,3}\.(?=\s)")
"""The last name of a list such as `Ek B, Lee A. Stars`, with the stop that ends the list."""
LONGEST = 60
MOST = 1000
"""Authors of one publication that are read."""


class Name(NamedTuple):
    """A name, and the marks that stood at it."""

    name: str
    marks: str


def strip_marks(text: str) -> Name:
    """Part a name from its marks, affiliations' numbers and remarks in brackets."""
    text = text.translate(ALIKE)
    bracketed = " ".join(BRACKETED.findall(text))
    bare = APART.sub("-", BRACKETED.sub("", text))
    bracketed = "" if re.search(r"\w{3}", bracketed) else bracketed
    marks = "".join(mark for mark in MARKS if mark in bare or mark in bracketed)
    bare = re.sub(r"(?<=\D)[\d\s]+$", "", re.sub(f"[{re.escape(MARKS)}]", "", bare))
    return Name(" ".join(bare.strip(" \t\n_`|{}[]").split()), marks)


def is_name(text: str) -> bool:
    """Tell a name from other words: two to five words that begin with capitals, or two to four characters."""
    name = strip_marks(text).name
    if not name or len(name) > LONGEST or NO_NAMES.search(name) or ARTICLE.match(name) or DATED.search(text):
        return False
    if HAN_NAME.fullmatch(name):
        return not HAN_NO_NAME.search(name) and ("·" in name or name[0] in SURNAMES)
    if HAN_LETTER.search(name):
        return False
    words = name.split()
    if not 2 <= len(words) <= (4 if all(map(_is_long, words)) else 6):
        return _is_joined(name)
    return all(map(_is_name_word, words)) and any(_is_long(word) for word in words)


def _is_joined(name: str) -> bool:
    """Tell a name in one word, such as `Y.Tao` or `Zhao-Li`, from a lone word."""
    return bool(re.fullmatch(r"(?:[^\W\d_]\.[- ]?){1,3}[^\W\d_]{2,}", name))


def _is_particle(word: str) -> bool:
    return word.lower() in PARTICLES and not (len(word) == 1 and word.isupper())


def _is_long(word: str) -> bool:
    return len(word) > 1 and not word.endswith(".") and word.lower() not in PARTICLES


def _is_name_word(word: str) -> bool:
    if word.lower() in PARTICLES or INITIAL.fullmatch(word):
        return True
    return (
        bool(WORD.fullmatch(word)) and word[0] == word[0].upper() and not (len(word) > 4 and word.isupper())
    )


def parts_of(text: str) -> list[tuple[str, int]]:
    """Take a list apart at commas, semicolons and words between; give each part and where it ends."""
    parts, place = [], 0
    for found in SEPARATOR.finditer(text):
        parts.append((text[place : found.start()], found.start()))
        place = found.end()
    parts.append((text[place:], len(text)))
    return parts[: 2 * MOST]


def take(text: str) -> tuple[list[Name], int, bool]:
    """Take names from a text's beginning; give them, where they end, and if others were left out."""
    parts = parts_of(text)
    reversed_order = ";" in text or _is_reversed([part for part, _ in parts])
    names: list[Name] = []
    end, place, others = 0, 0, False
    while place < len(parts):
        part, stop = parts[place]
        shortened = OTHERS.sub("", part)
        others = others or shortened != part
        bare = shortened.strip(" .")
        following = parts[place + 1] if place + 1 < len(parts) else None
        if reversed_order and following and _is_pair(bare, following[0]):
            last, first = strip_marks(bare), strip_marks(following[0].strip())
            given = first.name if INITIAL.fullmatch(first.name) else first.name.rstrip(".")
            given += "." if len(given) == 1 and "." in text else ""
            names.append(Name(f"{given} {last.name}", last.marks + first.marks))
            stop = following[1]
            place += 1
        elif is_name(shortened.strip().rstrip(".") if not LAST_INITIAL.search(shortened) else shortened):
            names.append(strip_marks(bare))
        elif (found := REMARK.search(part)) and is_name(before := part[: found.start()]):
            names.append(strip_marks(before))
            end = stop - len(part) + found.start()
            break
        elif names and _has_initials_last(names) and (found := INITIALS_LAST.match(part)):
            names.append(strip_marks(found[0].strip(" .")))
            end = stop - len(part) + found.end()
            break
        elif names and following and (ROLE.fullmatch(bare) or LEFT_OPEN.fullmatch(bare)):
            pass
        elif following and _is_among(strip_marks(bare).name, bool(names)) and is_name(following[0].strip()):
            names.append(strip_marks(bare))
        elif strip_marks(bare).name and not (names and INITIAL.fullmatch(bare) and len(bare) < 3):
            break
        end = stop
        place += 1
    return names[:MOST], end, others


def _is_among(name: str, is_behind: bool) -> bool:
    """Tell what is a name with one behind it, and with one before it unless its family is in capitals."""
    return not NO_NAMES.search(name) and bool(LOUD.fullmatch(name) or (is_behind and LONE.fullmatch(name)))


def _has_initials_last(names: list[Name]) -> bool:
    """Tell names such as `Ek B`: without stops, the initials behind the family's name."""
    return all(INITIAL.fullmatch(name.name.split()[-1]) for name in names[-2:])


def _is_pair(last: str, first: str) -> bool:
    """Tell `Ferrer, Alba` and `van der Berg, K. L.`: a family name, and what comes before it when spoken."""
    given = strip_marks(OTHERS.sub("", first).strip()).name
    family = strip_marks(last).name
    if not family or not given or HAN_LETTER.search(family) or HAN_LETTER.search(given):
        return False
    words = family.split()
    if not all(map(_is_name_word, words)) or len(words) > 4:
        return False
    lone = len(words) == 1 or (_is_particle(words[0]) and (words[0].islower() or " " not in given))
    if INITIAL.fullmatch(given) and (lone or "." in given) and not re.search(r"\.\s", family):
        return True
    return lone and len(given.split()) <= 2 and all(map(_is_name_word, given.split()))


def _is_reversed(parts: list[str]) -> bool:
    """Tell a list whose first name stands as `Last, First` or `Last, F.`."""
    bare = [strip_marks(OTHERS.sub("", part).strip()).name for part in parts[:2]]
    if len(bare) < 2 or not bare[0]:
        return False
    lone = len(bare[0].split()) == 1 or _is_particle(bare[0].split()[0])
    initials = bool(INITIAL.fullmatch(bare[1])) and not INITIAL.match(bare[0])
    return (lone or initials) and not _is_joined(bare[0]) and _is_pair(bare[0], bare[1])


def is_list(text: str) -> bool:
    """Tell a list of names, and of nothing else."""
    text = text.strip(" \t\n,，.．。;:|-–")
    names, end, _ = take(text)
    return bool(names) and end >= len(text.rstrip(" .*†‡§#^✉"))
