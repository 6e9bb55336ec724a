"""Flashbacks: words that take the story back to an earlier scene, and words that bring it back again."""

import re
from typing import Final

from msgspec import Struct

from studio.engine import vocabulary

_NUMBER: Final = r"(?P<number>\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_BACK: Final = re.compile(
    r"\b(?P<block>begin(?:s|ning)?\s+(?:of\s+)?(?:the\s+|a\s+)?)?"
    r"(?:(?:in|as|through|cut to)\s+a\s+|we\s+|the\s+story\s+|start\s+(?:of\s+)?)?"
    r"flash(?:es|ed|ing)?(?:\s*-\s*|\s+)?backs?\b"
    rf"(?:\s*:?\s*(?:to|into|of)?\s*(?:the\s+)?(?:scene|sc\.)\s*(?:number\s+|no\.\s*|\#\s*)?{_NUMBER}\b|\s+to\b(?=\s*:?\s*$))?"
    r"\s*[.:,;]?",
    re.IGNORECASE,
)
_NOW: Final = re.compile(
    r"\b(?:end(?:s)?\s+(?:of\s+)?(?:the\s+)?flash\s*-?\s*backs?|(?:we\s+(?:are\s+)?)?(?:back|return(?:s)?|returning)\s+"
    r"(?:to|in)\s+(?:the\s+)?present(?:[ -]day)?)\b\s*[.:,;]?",
    re.IGNORECASE,
)


class Turn(Struct, frozen=True):
    """The story goes back, or comes back. Offsets into the text it was found in.

    scene: the number of the scene it goes back to, 0 where none is named, None when it comes back to the present.
    block: it stays there over several scenes, until it is said to come back.
    """

    start: int
    end: int
    scene: int | None
    block: bool = False


def turns_in(text: str) -> list[Turn]:
    """Every flashback and every return in a text, in order."""
    ends = [Turn(found.start(), found.end(), None) for found in _NOW.finditer(text)]
    inside = [(turn.start, turn.end) for turn in ends]
    backs = [
        Turn(found.start(), found.end(), _number(found["number"]), bool(found["block"]))
        for found in _BACK.finditer(text)
        if not any(start <= found.start() < end for start, end in inside)
    ]
    return sorted([*ends, *backs], key=lambda turn: turn.start)


def without(text: str, turns: list[Turn]) -> str:
    """The text with these words blanked out, as long as before."""
    for turn in turns:
        text = text[: turn.start] + " " * (turn.end - turn.start) + text[turn.end :]
    return text


def _number(words: str | None) -> int:
    if words is None:
        return 0
    if words.isdecimal():
        return int(words)
    return round(vocabulary.named("numbers")[words.lower()].values["n"])
