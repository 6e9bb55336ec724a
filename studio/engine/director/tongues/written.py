"""A script as the director reads it, tied word by word to the script as the artist wrote it."""

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from msgspec import Struct


class Stretch(Struct, frozen=True):
    """English offsets ``start`` to ``end`` stand for the script's ``first`` to ``last``. ``same``: letter by letter."""

    start: int
    end: int
    first: int
    last: int
    same: bool


@dataclass(frozen=True)
class Written:
    """``text`` is read; ``script`` is the artist's. ``names``: words, in small letters, known to be names.

    ``tongues``: from which offset into the text on the script is in which language.
    """

    script: str
    text: str
    stretches: tuple[Stretch, ...]
    names: frozenset[str] = frozenset()
    tongues: tuple[tuple[int, str], ...] = ()

    def words(self, start: int, end: int) -> str:
        """The artist's words behind a stretch of the text; all between the first and the last of them."""
        first, last = self.span(start, end)
        return self.script[first:last]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets into the script of what stands behind a stretch of the text; an empty span when nothing does."""
        found = [_within(one, start, end) for one in self._overlapping(start, end)]
        if not found:
            return 0, 0
        return min(first for first, _ in found), max(last for _, last in found)

    def behind(self, words: str) -> str:
        """The artist's words behind some words of the text, whatever their case; the words themselves if not found."""
        at = self.text.lower().find(words.lower())
        return (self.words(at, at + len(words)) if at >= 0 else "") or words

    def tongue(self, at: int) -> str:
        """The language that the script is in at an offset into the text."""
        before = bisect_right(self.tongues, (at, "~"))
        return self.tongues[before - 1][1] if before else "en"

    def line(self, at: int) -> int:
        """The line of the script, from 1, that an offset into the text comes from."""
        first, _ = self.span(at, at + 1)
        return self.script.count("\n", 0, first) + 1

    def _overlapping(self, start: int, end: int) -> list[Stretch]:
        found: list[Stretch] = []
        at = max(0, bisect_right(self._starts, start) - 1)
        while at < len(self.stretches) and self.stretches[at].start < end:
            if self.stretches[at].end > start:
                found.append(self.stretches[at])
            at += 1
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return [one.start for one in self.stretches]


def as_written(script: str) -> Written:
    """A script that is read as it stands."""
    return Written(script, script, (Stretch(0, len(script), 0, len(script), same=True),))


def _within(one: Stretch, start: int, end: int) -> tuple[int, int]:
    if not one.same:
        return one.first, one.last
    return one.first + max(0, start - one.start), one.first + min(end, one.end) - one.start


@dataclass
class Weaver:
    """Builds the text from left to right."""

    script: str
    names: set[str] = field(default_factory=set[str])
    _parts: list[str] = field(default_factory=list[str])
    _stretches: list[Stretch] = field(default_factory=list[Stretch])
    _length: int = 0
    _tongues: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])

    @property
    def begun(self) -> bool:
        """Whether anything of a script's body was woven yet."""
        return any(stretch.last - stretch.first > 0 for stretch in self._stretches)

    def begin(self, tongue: str) -> None:
        """What comes next is in this language."""
        if not self._tongues or self._tongues[-1][1] != tongue:
            self._tongues.append((self._length, tongue))

    def copy(self, first: int, last: int) -> None:
        """The script's own letters."""
        if first < last:
            self._add(self.script[first:last], first, last, same=True)

    def say(self, text: str, first: int = 0, last: int = 0) -> None:
        """English for a stretch of the script; with no stretch, words that only English needs."""
        if text:
            self._add(text, first, last, same=False)

    def written(self) -> Written:
        """All that was woven."""
        text = "".join(self._parts)
        return Written(self.script, text, tuple(self._stretches), frozenset(self.names), tuple(self._tongues))

    def _add(self, text: str, first: int, last: int, *, same: bool) -> None:
        self._parts.append(text)
        if first < last:
            self._stretches.append(Stretch(self._length, self._length + len(text), first, last, same))
        self._length += len(text)
