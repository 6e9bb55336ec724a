"""What words show a real person doing, or being done to: read against rules that are data, in English and Japanese.

The rules lie under ``resources/protection``. They protect people from casual misuse; they are no judge, and a program
that was changed does not ask them. How often they are right is measured (``main.py bench protection``).
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final, TypeVar

import msgspec
from msgspec import Struct

from studio.cameo.senses import Sensed, sensed
from studio.cameo.weighing import languages, weighed
from studio.cameo.wording import in_kana, readings
from studio.errors import MissingResource
from studio.resources import resource

MINOR: Final = "minor"
SEXUAL: Final = "sexual"
HARMS: Final = (SEXUAL, "cruelty", "demeaning", "impersonation")
_SUGGESTIVE: Final = "suggestive"
_ADULT: Final = 18
_AGES: Final = (
    re.compile(r"\b(\d{1,2})[\s-]*(?:years?[\s-]*old|y/?o\b|yrs?\b)"),
    re.compile(r"\b(?:aged?|is|turns|turned|just)\s+(\d{1,2})\b(?!\s*(?:cm|kg|km|m|min|minutes?|hours?|o'clock|:|%))"),
    re.compile(r"(\d{1,2})(?:歳|才|さい)"),
    re.compile(r"[^\W\d_]\s*\(\s*(?:age\s*)?(\d{1,2})\s*(?:[),]|$)"),  # as screenplays have it: MIKA (16)
    re.compile(r"[^\W\d_],\s*(\d{1,2})\s*,"),
)
_KANJI_AGE: Final = re.compile(
    r"(?<![二三四五六七八九])十[一二三四五六七]?[歳才]|(?<![十百])[一二三四五六七八九][歳才]"
)
_NUMBERS: Final = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen")
_SPELLED_AGE: Final = re.compile(
    rf"\b(?:{'|'.join((*_NUMBERS, 'six', 'seven', 'eight', 'nine'))})[\s-]+years?[\s-]+old\b"
)
_REMEMBERED: Final = 4096
"""Texts of shots: a long film's, and those that it has been."""
Section = TypeVar("Section")
_GAP: Final = r"(?:[^\s]+ ){0,3}"


class Found(Struct, frozen=True):
    """What words show: a section of the rules, and the words that say so."""

    harm: str
    words: str


class Reason(Struct, frozen=True):
    """What is said when words are refused, and a way to write it instead."""

    why: str
    instead: str


class Patterns(Struct, frozen=True):
    """A section of the rules; see ``english.toml``."""

    strong: tuple[str, ...]
    weak: tuple[str, ...] = ()
    innocent: tuple[str, ...] = ()


def found_in(text: str, people: Sequence[str] = (), minor: str | None = None) -> tuple[Found, ...]:
    """All that a text shows, of ``HARMS`` and whether anybody under 18 is in a sexual text (``MINOR``).

    people: the names of who is in it, so that what is done to them or said of them is known to be a person's.
    minor: the words by which one of them is known to be under 18, where the text does not say so.
    """
    sensed_of: dict[str, Sensed] = {}
    for one in (
        *(one for language in languages().values() for one in sensed(text, language, people)),
        *weighed(text, people),
    ):
        sensed_of.setdefault(one.harm, one)
    harms: list[Found] = []
    for harm in HARMS:
        shown = _shown(text, harm)
        if shown is not None:
            harms.append(shown)
        elif harm in sensed_of:
            harms.append(Found(harm, sensed_of[harm].words))
    minor = minor_in(text) or minor
    if minor is not None and (_SUGGESTIVE in sensed_of or any(found.harm == SEXUAL for found in harms)):
        return (Found(MINOR, minor), *harms)
    return tuple(harms)


@lru_cache(_REMEMBERED)
def minor_in(text: str) -> str | None:
    """The words that say that somebody in a text is under 18; None if none do. Asked of every shot at every edit."""
    for reading in readings(text):
        for age in _AGES:
            for told in age.finditer(reading):
                if int(told[1]) < _ADULT:
                    return told[0]
        spelled = _SPELLED_AGE.search(reading) or _KANJI_AGE.search(reading)
        if spelled:
            return spelled[0]
    found = _shown(text, MINOR)
    return found.words if found else None


def shows(text: str, section: str) -> str | None:
    """The words of a text that show what a section of ``limits.toml`` is about; None if none do."""
    limits = _limits()[section]
    for reading in readings(text):
        found = _english(limits.strong).search(_english(limits.innocent).sub(" ", reading))
        if found:
            return found[0]
    kana = in_kana(text)
    return next((one for one in limits.japanese if in_kana(one) in kana), None) if kana else None


def motions_of(section: str) -> frozenset[str]:
    """The motions that show what a section of ``limits.toml`` is about."""
    return frozenset(_limits()[section].motions)


def reason(harm: str) -> Reason:
    """What to say of a harm or a limit.

    Raises:
        MissingResource: the rules are missing or do not read.
    """
    return _reasons()[harm]


def _shown(text: str, harm: str) -> Found | None:
    for reading in readings(text):
        words = _judged(_rules("english")[harm], reading)
        if words:
            return Found(harm, words)
    kana = in_kana(text)
    words = _judged_kana(_rules("japanese")[harm], kana) if kana else None
    return Found(harm, words) if words else None


def _judged(patterns: Patterns, reading: str) -> str | None:
    reading = _english(patterns.innocent).sub(" ", reading)
    strong = _english(patterns.strong).search(reading)
    if strong:
        return strong[0]
    weak = tuple(dict.fromkeys(found[0] for found in _english(patterns.weak).finditer(reading)))
    return ", ".join(weak) if len(weak) > 1 else None


def _judged_kana(patterns: Patterns, kana: str) -> str | None:
    for innocent in map(in_kana, patterns.innocent):
        kana = kana.replace(innocent, "…")
    strong = next((one for one in patterns.strong if _plain_kana(one) in kana), None)
    if strong:
        return strong
    weak = [one for one in patterns.weak if _plain_kana(one) in kana]
    return "、".join(weak) if len(weak) > 1 else None


@cache
def _plain_kana(pattern: str) -> str:
    return in_kana(pattern) or pattern.casefold()


@cache
def _english(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One expression for all of them; one that matches nothing for none."""
    return re.compile(r"(?<!\w)(?:" + "|".join(map(_expression, patterns)) + r")(?!\w)" if patterns else r"(?!)")


def _expression(pattern: str) -> str:
    """A pattern as an expression: between two words a space or a dash, and where "_" stands up to three words more."""
    written, gap = "", False
    for word in pattern.split():
        if word == "_":
            gap = True
            continue
        joint = (r"[\s-]+" + (_GAP if gap else "")) if written else ""
        written += joint + re.escape(word).replace(r"\*", r"[\w']*")
        gap = False
    return written


class _Limit(Struct, frozen=True):
    motions: tuple[str, ...]
    strong: tuple[str, ...]
    japanese: tuple[str, ...]
    innocent: tuple[str, ...] = ()


@cache
def _rules(language: str) -> dict[str, Patterns]:
    return _read(language, Patterns)


@cache
def _limits() -> dict[str, _Limit]:
    return _read("limits", _Limit)


@cache
def _reasons() -> dict[str, Reason]:
    return _read("reasons", Reason)


def _read(name: str, kind: type[Section]) -> dict[str, Section]:
    path = resource(f"protection/{name}.toml")
    try:
        read = tomllib.loads(path.read_text("utf-8"))
        return {section: msgspec.convert(value, kind) for section, value in read.items()}
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as fault:
        raise MissingResource(f"resources/protection/{name}.toml does not read: {fault}.", "Mend that line.") from fault
