"""The words that found no place: gathered into phrases, with the reason, so that nothing is dropped."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Final

from studio.engine import vocabulary
from studio.engine.director.standing import OWNERS, Mark
from studio.engine.director.tokens import Token
from studio.timeline.film import Unplaced

_NOUNS: Final = frozenset({"props", "builds", "sets", "outfits", "accessories", "dressing", "weathers", "sounds"})
_BEFORE_NOUNS: Final = frozenset({"colours", "unknown", "paces", "emotions", "sizes", "materials", "numbers"})


_LY_NOUNS: Final = ("fly", "mily", "lily", "elly", "ully", "olly", "illy", "ally", "embly", "only")


class Leftovers:
    """Unplaced words of one sentence."""

    def __init__(self, words: Callable[[int, int], str], tokens: Sequence[Token]) -> None:
        self._words = words
        self._tokens = tokens
        self._found: list[tuple[int, int, str]] = []
        self._ended = -1

    def written(self, mark: Mark) -> str:
        """The words of a mark as they stand in the script."""
        return self._words(self._tokens[mark.first].start, self._tokens[mark.last - 1].end)

    def add(self, mark: Mark, why: str, ends: bool = False) -> None:
        """These words have no place; neighbours of the same sentence become one phrase, up to one that ``ends`` it."""
        ended = self._ended
        self._ended = mark.last if ends else -1
        if (
            ended != mark.first
            and self._found
            and self._found[-1][1] == mark.first
            and not self._tokens[mark.first].before
        ):
            first, _, _ = self._found.pop()
            self._found.append((first, mark.last, why))
        else:
            self._found.append((mark.first, mark.last, why))

    def span(self, start: int, end: int, why: str) -> None:
        """Report all the words between two offsets of the script."""
        inside = [index for index, token in enumerate(self._tokens) if token.start >= start and token.end <= end]
        if inside:
            self._found = [one for one in self._found if not (inside[0] <= one[0] and one[1] <= inside[-1] + 1)]
            self._found.append((inside[0], inside[-1] + 1, why))

    def phrases(self) -> list[Unplaced]:
        """What was left, as written, in order."""
        return [
            Unplaced(self._words(self._tokens[first].start, self._tokens[last - 1].end), why)
            for first, last, why in sorted(self._found)
        ]


@cache
def seen_too(sound: str) -> frozenset[str]:
    """The words for a sound that name something one would also see: "train"."""
    return frozenset(vocabulary.named("sounds")[sound].text.get("seen", "").split(", "))


def noun_phrase(tokens: Sequence[Token], marks: Sequence[Mark], index: int) -> tuple[int, int] | None:
    """The token range of an unknown noun with its unknown adjectives ("giant robot"), None if it is no noun.

    A noun has a determiner, a number or an owner before it and no known noun after it.
    """
    last = index
    while last + 1 < len(marks) and _goes_on(tokens, marks, last + 1):
        last += 1
    if index and _goes_on(tokens, marks, index - 1, unknown_only=True) and _acts(tokens, marks, index):
        return None
    following = _past_traits(tokens, marks, last + 1)
    noun = following is not None and (following.kind in (*_NOUNS, "name") or following.id == "body")
    if following is not None and noun and not tokens[following.first].before:
        return None
    if index == last and _can_only_act(tokens, marks, index):
        return None
    first = index
    while first > 0 and marks[first - 1].kind == "unknown" and not tokens[marks[first].first].before:
        first -= 1
    if (
        tokens[marks[first].first].before
        or not _introduced(tokens, marks, first)
        or _adverb(tokens[marks[last].first].low)
    ):
        return None
    return marks[first].first, marks[last].last


def _past_traits(tokens: Sequence[Token], marks: Sequence[Mark], at: int) -> Mark | None:
    """As in "a time-worn wooden boat": the mark after what only says how the noun to come is."""
    told = at and tokens[marks[at - 1].first].low.endswith(("ing", "ed"))
    traits = ("materials", "sizes", "colours") if told else ("materials", "sizes")
    while at < len(marks) and marks[at].kind in traits and not tokens[marks[at].first].before:
        at += 1
    return marks[at] if at < len(marks) else None


def _goes_on(tokens: Sequence[Token], marks: Sequence[Mark], at: int, unknown_only: bool = False) -> bool:
    """Whether an unknown word belongs to the noun phrase before it: "giant robot", but "robot hums" does not."""
    if marks[at].kind != "unknown":
        return False
    return unknown_only or not (tokens[marks[at].first].before or _acts(tokens, marks, at))


def _acts(tokens: Sequence[Token], marks: Sequence[Mark], at: int) -> bool:
    """Whether an unknown word after an unknown noun can only be its verb: no other verb or noun comes after it."""
    low = tokens[marks[at].first].low
    if at and tokens[marks[at - 1].first].low.endswith("ing"):
        return False
    following = marks[at + 1] if at + 1 < len(marks) else None
    does = following is not None and (following.kind in ("motions", *_NOUNS) or following.id == "auxiliary")
    return low.endswith(("s", "ed")) and not low.endswith("ss") and not does


def _can_only_act(tokens: Sequence[Token], marks: Sequence[Mark], at: int) -> bool:
    """As in "a tear forms": after "a" and a noun of one, no plural can follow."""
    low, article = tokens[marks[at].first].low, tokens[marks[at - 2].first].low if at > 1 else ""
    plural = low.endswith("s") and not low.endswith(("ss", "us", "is"))
    return plural and article in ("a", "an", "one", "another") and marks[at - 1].kind in ("emotions", "unknown")


def _introduced(tokens: Sequence[Token], marks: Sequence[Mark], at: int) -> bool:
    for mark in reversed(marks[:at]):
        if mark.kind == "plain" and mark.id == "determiner":
            return True
        if mark.kind == "numbers" or (mark.kind == "pronoun" and mark.id in OWNERS):
            return True
        if mark.kind in ("name", "builds"):
            return tokens[mark.last - 1].owns
        if mark.kind not in _BEFORE_NOUNS and not (mark.kind == "plain" and mark.id == "adjective"):
            return False
    return False


def _adverb(word: str) -> bool:
    return word.endswith("ly") and not word.endswith(_LY_NOUNS)
