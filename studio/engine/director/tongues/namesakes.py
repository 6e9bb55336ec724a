"""Who is named in a script of other languages: speakers, listed names, and words that can only be names."""

import re
from functools import cache
from typing import Final

from studio.engine.director.lexicon import given_names
from studio.engine.director.screenplay import QUOTES
from studio.engine.director.tongues import layout, telling
from studio.engine.director.tongues.lines import HEADING, Line, foreign_heading
from studio.engine.director.tongues.sentences import latin_words, names_in, units_of
from studio.engine.director.tongues.wordbook import TONGUES, wordbook

_TOPICS: Final = "はがも、"
_DENSE: Final = ("ja", "zh", "ko")
_NEVER: Final = frozenset({
    "framings", "moves", "angles", "lenses", "motions", "verbs", "prep", "rel", "stop", "weathers", "hours", "times",
    "props", "sets",
})  # fmt: skip
_SURNAMES: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆"
    "汪范石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤林高温康施洪齐乔庞倪兰"
)
_LONG_SURNAMES: Final = frozenset({
    "欧阳", "上官", "司马", "诸葛", "慕容", "司徒", "东方", "南宫", "皇甫", "夏侯", "令狐", "公孙", "端木",
})  # fmt: skip
_SPEAKING_THINGS: Final = frozenset({
    "robot", "monster", "dragon", "bear", "cat", "dog", "rabbit", "fox", "wolf", "bird", "lion", "tiger", "monkey",
    "phone", "radio", "television", "mouse", "pig", "doll", "owl", "parrot", "elephant", "raccoon", "penguin", "turtle",
})  # fmt: skip
_FEW_LETTERS: Final = 5
_ARTICLE: Final = re.compile(r"^(?:(?:el|la|le|der|die|das|un|une|una|ein|eine) |l['’])")
_LATIN: Final = ("es", "fr", "de")


def all_names(script: str, lines: list[Line], fountain: bool) -> set[str]:
    """Everybody's name: speakers first, then names that are listed, then what else can only be one."""
    found: set[str] = set()
    for number, line in enumerate(lines):
        cue = layout.spoken(line.text)
        role = cue is not None and line.tongue in TONGUES and role_of(cue["name"], line.tongue)
        if cue is not None and line.tongue in TONGUES and not role and _is_speaker(cue["name"], line):
            found.add(cue["name"] if line.tongue in _DENSE else cue["name"].lower())
        alone = line.text.strip().rstrip("^")
        headed = foreign_heading(line) is not None or HEADING.match(line.text) is not None
        if (
            fountain
            and not headed
            and _apart(lines, number)
            and alone.isupper()
            and len(alone) < 30
            and alone[-1] not in ".:!?"
            and not role_of(re.sub(r"\([^)]*\)", "", alone).strip(), line.tongue)
        ):
            found |= {part.lower() for part in re.sub(r"\([^)]*\)", "", alone).split()}
    found |= {name for name in _dense_names() if name in script}
    known = frozenset(found)
    for line in lines:
        if line.tongue in _LATIN:
            found |= {
                word
                for word in latin_words(line.text, line.tongue)
                if word in given_names() and not wordbook(line.tongue).entries(word)
            }
        if line.tongue in TONGUES and not foreign_heading(line) and not HEADING.match(line.text):
            found |= set(names_in(line.text, line.tongue, known))
    return found


@cache
def _dense_names() -> tuple[str, ...]:
    """The listed names in other letters than Latin ones, of two letters or more."""
    names = [name for name in given_names() if not name.isascii() and len(name) > 1]
    return tuple(name for name in names if telling.letters_of(name) != "latin")


def _apart(lines: list[Line], number: int) -> bool:
    """Whether an empty line stands before, and none after."""
    if number == 0 or number + 1 >= len(lines):
        return False
    return not lines[number - 1].text.strip() and bool(lines[number + 1].text.strip())


def role_of(name: str, tongue: str) -> str:
    """What somebody is who is called by that alone, in English: "病人", "LEHRER", "LA GAMINE"; else nothing."""
    plain = _ARTICLE.sub("", name.strip().lower()) if tongue in _LATIN else name.strip().lower()
    entries = wordbook(tongue).entries(plain) if tongue in TONGUES else []
    speaking = [entry.said for entry in entries if entry.table == "builds" or entry.said in _SPEAKING_THINGS]
    return next(iter(speaking), "")


def closes(rest: str) -> bool:
    """Whether a quotation is all there is."""
    return rest[:1] in QUOTES and rest.endswith(QUOTES[rest[0]])


def speaks_alone(name: str, rest: str, tongue: str) -> bool:
    """Whether a name with a quotation right behind it, and nothing else, is a line of dialogue."""
    return closes(rest) and name[-1] not in _TOPICS and not _says(name, tongue)


def _says(words: str, tongue: str) -> bool:
    """As in "小刚低语": somebody and a verb of speaking, and no name."""
    ends = [words[-length:] for length in (1, 2, 3) if length < len(words)]
    return any(entry.table == "motions" for end in ends for entry in wordbook(tongue).entries(end))


def may_speak(name: str, tongue: str, known: frozenset[str]) -> bool:
    """Whether the words before a colon can be somebody at all: a set-up of the camera or a whole sentence is not."""
    if tongue not in _DENSE or name in known or name in given_names() or _namesake(name, tongue):
        return True
    if tongue == "zh" and (_surnamed(name) or role_of(name, tongue)):
        return True
    kinds = {unit.kind for unit in units_of(name, 0, tongue, known)}
    return not kinds & _NEVER


def _namesake(name: str, tongue: str) -> bool:
    """As in "カイト「ほら」": a name that is written as a thing is, and nothing that could speak by itself."""
    if tongue != "ja" or not all("ァ" <= letter <= "ヺ" or letter == "ー" for letter in name):
        return False
    entries = wordbook("ja").entries(name)
    things = bool(entries) and all(entry.table == "props" for entry in entries)
    return things and entries[0].said.split()[-1] not in _SPEAKING_THINGS and len(name) < _FEW_LETTERS


def _surnamed(name: str) -> bool:
    """As in "林小雨": a family name with one or two letters behind it, that is no word of its own."""
    given = len(name) - (2 if name[:2] in _LONG_SURNAMES else 1)
    family = name[:2] in _LONG_SURNAMES or name[:1] in _SURNAMES
    return family and 0 < given < 3 and len(name) > 1 and not wordbook("zh").entries(name)


def _is_speaker(name: str, line: Line) -> bool:
    if not may_speak(name, line.tongue, frozenset()):
        return False
    rest = line.text[line.text.index(name) + len(name) :].strip()
    if rest[:1] in QUOTES and (name[-1] in _TOPICS or not closes(rest)):
        return False
    if line.tongue in _DENSE and _says(name, line.tongue) and not (line.tongue == "zh" and _surnamed(name)):
        return False
    entries = wordbook(line.tongue).entries(name.lower())
    listed = layout.label(line.text) or layout.ingredient(line.text)
    roles = any(entry.table == "builds" for entry in entries)
    called = roles or not entries or name in given_names() or _namesake(name, line.tongue)
    return not listed and called and (line.tongue in _DENSE or name[:1].isupper())
