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
_OTHER_BACK: Final = re.compile(
    r"(?:in\s+einer\s+|eine\s+)?rückblende|(?:en\s+|un\s+)?retour\s+en\s+arrière|(?:en\s+un\s+|un\s+)?salto\s+atrás"
    r"|フラッシュバック|回想シーン|回想|闪回|閃回|倒叙|플래시백|회상",
    re.IGNORECASE,
)
_OTHER_SCENE: Final = re.compile(
    r"\s*[:：（(]?\s*(?:(?:zu|zur|auf|in|à|a|al|vers)\s+)?(?:(?:la|der)\s+)?"
    r"(?:(?:szene|escena|scène|シーン|场景|場景|장면|씬)\s*(?P<number>\d{1,4})|(?:到)?第\s*(?P<counted>\d{1,4})\s*[场場幕]"
    r"|(?P<before>\d{1,4})\s*(?:번\s*)?(?:장면|씬))(?:へ|に|으로|로)?[）)]?\s*[.:,;。：、]?",
    re.IGNORECASE,
)
_FLASHED_TO: Final = re.compile(
    r"(?:a\s+la\s+escena|à\s+la\s+scène|zu\s+szene)\s+(?P<number>\d{1,4})\s*[.:,;]?", re.IGNORECASE
)
_OTHER_NOW: Final = re.compile(
    r"(?:ende\s+der\s+rückblende|zurück\s+in\s+(?:die|der)\s+gegenwart|fin\s+du\s+(?:flash-?back|retour\s+en\s+arrière)"
    r"|retour\s+au\s+présent|fin\s+del\s+flashback|(?:de\s+)?(?:vuelta|regreso)\s+al\s+presente"
    r"|回想終わり|現在に戻る|現在に戻って|闪回结束|回到现在|回到現在|회상\s*끝|현재로\s*돌아와|현재로)\s*[.:,;。：、]?",
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
    ends = [Turn(found.start(), found.end(), None) for now in (_NOW, _OTHER_NOW) for found in now.finditer(text)]
    backs = [_back(text, found) for found in _BACK.finditer(text)]
    backs += [_other_back(text, found) for found in _OTHER_BACK.finditer(text)]
    inside = [(turn.start, turn.end) for turn in ends]
    free = [turn for turn in backs if not any(start <= turn.start < end for start, end in inside)]
    return sorted([*ends, *free], key=lambda turn: turn.start)


def _back(text: str, found: re.Match[str]) -> Turn:
    """A flashback in English, or by its English name in another language."""
    abroad = _FLASHED_TO.match(text, found.end()) if found["number"] is None else None
    if abroad is not None:
        return Turn(found.start(), abroad.end(), int(abroad["number"]), bool(found["block"]))
    return Turn(found.start(), found.end(), _number(found["number"]), bool(found["block"]))


def _other_back(text: str, found: re.Match[str]) -> Turn:
    """A flashback in another language."""
    to = _OTHER_SCENE.match(text, found.end())
    if to is None:
        end = found.end() + len(text[found.end() :]) - len(text[found.end() :].lstrip(" .:,;。：、"))
        return Turn(found.start(), end, 0)
    return Turn(found.start(), to.end(), int(to["number"] or to["counted"] or to["before"]))


def told(turn: Turn) -> str:
    """The turn in English, as a sentence."""
    if turn.scene is None:
        return "Back to the present."
    return f"Flashback to scene {turn.scene}." if turn.scene else "Flashback."


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
