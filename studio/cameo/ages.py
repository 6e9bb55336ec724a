"""Who in a film its script says to be under 18, wherever it says so: an age is told once, and holds in every shot."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from studio.cameo.protection import minor_in
from studio.timeline.film import CastMember

_CHILD: Final = "child"
"""The build of whom the words call a child."""
_AFTER: Final = r"\s*(?:,|\(|（|、|は|[-–—]|\b(?:is|was|turns|turned|aged?)\b)[^,.)!?。、！？）\n]{1,60}"
_BEFORE: Final = r"[^.!?。！？,、\n]{2,40}?(?:\b(?:named|called)\s+|の|という|、)"


def minor_among(cast: Iterable[CastMember], script: str = "") -> str | None:
    """The words that say that one of the cast is under 18; None if none do. script: all of the film's."""
    for member in cast:
        told = minor_in(member.words) if member.words else None
        told = told or (minor_named(script, member.name) if member.name else None)
        if told is not None or member.look.build == _CHILD:
            return told or member.name
    return None


@lru_cache(maxsize=256)
def minor_named(script: str, name: str) -> str | None:
    """The words by which a script says that somebody of this name is under 18: "Mika, a 15-year-old", "16歳のミカ"."""
    called = re.escape(name)
    for pattern in (rf"(?<!\w){called}{_AFTER}", rf"{called}{_AFTER}", rf"{_BEFORE}{called}"):
        for found in re.finditer(pattern, script, re.IGNORECASE):
            told = minor_in(f"{found[0]},")
            if told is not None:
                return told
    return None
