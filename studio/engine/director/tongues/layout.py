"""How scripts of other languages are laid out: labels, headings and cues, in the forms English has for them."""

import re
import tomllib
import unicodedata
from functools import cache
from typing import Final

from msgspec import Struct

from studio.engine.director.tongues.numerals import number_of
from studio.resources import resource

_DIGITS: Final = r"[0-9０-９]{1,4}|[一二三四五六七八九十]{1,3}"
_AFTER: Final = r"[ \t　]*(?:[:：.．)）\]、・\-–—])?[ \t　]*"
_INGREDIENTS: Final = ("subject", "setting", "camera", "motion", "pacing", "audio")
_CUE: Final = re.compile(
    r"^(?P<name>[^\s「『：:（(]{1,12})(?:[ 　]?[（(](?P<manner>[^（）()]{1,30})[)）](?=[ \t　]*[:：「『“\"]))?"
    r"[ \t　]*(?P<open>[:：]|(?=[「『])|(?<=[)）])(?=[“\"])|(?<=[)）][ 　])(?=[“\"]))"
)
_NUMBERED: Final = re.compile(r"\d{1,3}[.)]?\s+(?=(?:INT|EXT|I/E)\b[./ ])", re.IGNORECASE)
_COUNTED: Final = re.compile(r"[0-9０-９]{1,3}[.．、)）]?[ \t　]+")
"""The number of a scene before any language's word for inside or outside."""
_SETUP: Final = re.compile(r"\s*E\s?(?P<number>\d{1,3})\s*[:.–—-][ \t]*(?=\S)")
_DASHED: Final = re.compile(r"^\s*[—–]\s*\S")


class Label(Struct, frozen=True):
    """A label at the beginning of a line: its English, and where its words end."""

    said: str
    end: int


def label(line: str) -> Label | None:
    """As in "場面1：", "Escena 2:", "第3场", "カット4"."""
    for pattern, kind in _labels():
        found = pattern.match(line)
        if found:
            number = number_of(found["number"])
            if number is not None:
                return Label(f"{kind} {number}: ", found.end())
    noted = _notes().match(line)
    if noted:
        return Label("", noted.end())
    setup = _SETUP.match(line)
    if setup:
        return Label(f"Shot {int(setup['number'])}: ", setup.end())
    found = re.match(r"\s*(?P<number>[０-９]{1,3}|[0-9]{1,3})[．、）][ \t　]*(?=\S)", line)
    return Label(f"{number_of(found['number'])}. ", found.end()) if found else None


def ingredient(line: str) -> Label | None:
    """As in "カメラ：", "Cámara:"."""
    word, mark, _ = line.replace("：", ":").partition(":")
    kind = _words(_INGREDIENTS).get(word.strip().lower()) if mark else None
    return Label(f"{kind.title()}: ", len(word) + 1) if kind else None


def title_key(line: str) -> Label | None:
    """As in "タイトル：", "Título:"."""
    word, mark, _ = line.replace("：", ":").partition(":")
    kind = _words(("title", "author")).get(word.strip().lower()) if mark else None
    return Label(f"{kind.title()}: ", len(word) + 1) if kind else None


class Heading(Struct, frozen=True):
    """A heading: INT. or EXT., and where the words about place and time begin."""

    said: str
    start: int


def heading(line: str) -> Heading | None:
    """As in "屋外 浜辺 - 夕方", "第一场 外景 火车站 夜", "INNEN. KÜCHE – TAG", "○浜辺（夕方）", "S#1. 해변"."""
    plain = line.strip()
    lead = len(line) - len(line.lstrip())
    found = re.match(r"(?:S#\s?\d+\.?|#\d+\.?)\s*", plain) or _NUMBERED.match(plain)
    numbered = found.end() if found else 0
    count = _COUNTED.match(plain) if not found else None
    if count is not None and _inside_outside().match(plain[count.end() :]):
        numbered = count.end()
    scene = label(plain) if not numbered else None
    if scene is not None and scene.said.startswith("Scene") and _inside_outside().match(plain[scene.end :]):
        numbered = scene.end
    rest = plain[numbered:]
    known = _inside_outside().match(rest)
    if known:
        word = unicodedata.normalize("NFKC", known["word"]).lower()
        inside = word.startswith(("int", "i/e")) or word in _sides("inside")
        said = "INT./EXT. " if known["both"] else "INT. " if inside else "EXT. "
        return Heading(said, lead + numbered + known.end())
    if rest.startswith(("○", "◯", "〇", "◎")):
        return Heading(".", lead + numbered + 1)
    return Heading(".", lead + numbered) if numbered else None


def spoken(line: str) -> re.Match[str] | None:
    """As in "花子「おはよう」", "하나: “안녕”": who speaks on a line of prose."""
    return _CUE.match(line)


def dashed(line: str) -> bool:
    """Whether a line is spoken, as Spanish and French mark it: "—Hola"."""
    return _DASHED.match(line) is not None


def unseen(words: str) -> bool:
    """Whether a cue's bracket says that the speaker is heard only."""
    return words.strip().lower() in _sides("unseen") | {"v.o.", "o.s.", "vo", "os"}


@cache
def _forms() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(resource("words/tongues/forms.toml").read_text("utf-8"))


@cache
def _sides(kind: str) -> frozenset[str]:
    return frozenset(word.lower() for words in _forms()[kind].values() for word in words)


@cache
def _words(kinds: tuple[str, ...]) -> dict[str, str]:
    return {word.lower(): kind for kind in kinds for words in _forms()[kind].values() for word in words}


@cache
def _labels() -> tuple[tuple[re.Pattern[str], str], ...]:
    found: list[tuple[re.Pattern[str], str]] = []
    for kind in ("scene", "shot"):
        words = "|".join(
            sorted((re.escape(word) for one in _forms()[kind].values() for word in one), key=len, reverse=True)
        )
        name = kind.title()
        found.append(
            (
                re.compile(
                    rf"\s*[*#【\[]*第?\s*(?P<number>{_DIGITS})\s*(?:{words})(?![^\W\d_]){_AFTER}[】\]]*", re.IGNORECASE
                ),
                name,
            )
        )
        found.append(
            (
                re.compile(
                    rf"\s*[*#【\[]*(?:{words})[ \t　#]*(?P<number>{_DIGITS}){_AFTER}[】\]*]*{_AFTER}", re.IGNORECASE
                ),
                name,
            )
        )
    return tuple(found)


@cache
def _notes() -> re.Pattern[str]:
    """As in "Nota:", "Petite note :", "Kurze Notiz:": what follows is a direction like any other."""
    words = "|".join(sorted((re.escape(word) for word in _sides("note")), key=len, reverse=True))
    return re.compile(
        rf"\s*(?:[^\W\d_]{{3,8}}[ \t])?(?:{words})(?:[ \t][^\W\d_]{{2,9}}){{0,2}}[ \t]?[:：][ \t]*(?=\S)", re.IGNORECASE
    )


@cache
def _inside_outside() -> re.Pattern[str]:
    words = sorted(_sides("inside") | _sides("outside"), key=len, reverse=True)
    listed = "|".join(map(re.escape, words))
    both = rf"(?P<both>\.?\s?/\s?(?:{listed}|INT|EXT))?"
    return re.compile(
        rf"(?P<word>{listed}|INT|EXT|I/E){both}(?:[.．：:、。・/,]|(?=[\s　（(]))[ \t　]*(?=\S)", re.IGNORECASE
    )
