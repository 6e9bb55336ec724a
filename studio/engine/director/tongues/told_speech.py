"""Speech that is told without a second dash, and what a heading says of a place."""

import re
from typing import Final

from studio.engine.director.tongues.inflection import bases
from studio.engine.director.tongues.units import Unit
from studio.engine.director.tongues.wordbook import wordbook

SAID_BY: Final = re.compile(r"[,?!…]\s+(?=(?:s')?[a-zà-ÿ]+)")


def place_said(units: list[Unit], tongue: str) -> str:
    """A place's name in English: whose it is, and what it is."""
    owners = [unit for unit in units if unit.kind == "name"]
    others = [unit.said for unit in units if unit.kind not in ("name", "quote")]
    others = others if tongue not in ("es", "fr") else [unit.said for unit in _noun_last(units) if unit.kind != "name"]
    others = list(dict.fromkeys(others))
    place = " ".join(others) or " ".join(unit.said for unit in owners)
    return f"{owners[0].said}'s {place}".upper() if owners and others else place.upper()


def _noun_last(units: list[Unit]) -> list[Unit]:
    return sorted(units, key=lambda unit: unit.kind in ("sets", "dressing", "props"))


def said_there(words: str) -> bool:
    """As in "demande Anne": whether words begin with a verb of speaking."""
    first = re.match(r"[a-zà-ÿ]+", words)
    if first is None:
        return False
    book = wordbook("fr")
    spoken = {entry.said for base in bases(first[0], "fr") for entry in book.entries(base)}
    return not spoken.isdisjoint({"say", "ask", "answer", "shout", "whisper", "murmur", "call out", "explain", "call"})
