"""Numbers with a unit: hours of the clock, lengths of shots, ages, decades."""

import re
from collections.abc import Sequence
from typing import Final

from studio.engine import vocabulary
from studio.engine.director.standing import Mark
from studio.engine.director.tokens import Token

_UNITS: Final = {"s": 1.0, "sec": 1.0, "secs": 1.0, "second": 1.0, "seconds": 1.0, "min": 60.0, "mins": 60.0,
                 "minute": 60.0, "minutes": 60.0}  # fmt: skip
_HALVES: Final = frozenset({"am", "pm", "a", "p", "o'clock"})
_DECADE: Final = re.compile(r"(?:1[5-9]|20)\d0$")
_PARTS_OF_DAY: Final = {"in the morning": 0, "in the afternoon": 1, "in the evening": 1}
_NO_LENGTH: Final = frozenset({"later", "ago", "earlier", "before", "after", "pass", "passed", "old"})


_SHEET_FPS: Final = 24


class Measures:
    """Reads the numbers of one sentence; ``at`` is always an index of a token."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens

    def clock(self, at: int) -> Mark | None:
        """As in "2 am", "6 p.m.", "7 o'clock": the hour of the day that it falls in."""
        token, following = self._tokens[at], self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        if (told := self._hour_of_day(at)) is not None:
            return told
        digits = token.low.rstrip("apm")
        half = token.low[len(digits) :] or (following.low if following is not None else "")
        if not digits.isdecimal() or not 0 < int(digits) <= 24 or half not in _HALVES:
            return None
        last = at + 1 if token.low != digits else at + 2
        last += half in ("a", "p") and last < len(self._tokens) and self._tokens[last].low == "m"
        hour = int(digits) % 12 + 12 * (half[0] == "p") if half != "o'clock" else int(digits)
        return Mark("hours", _hour_at(hour), at, last)

    def _hour_of_day(self, at: int) -> Mark | None:
        """As in "2 in the morning", "three in the afternoon"."""
        after = tuple(token.low for token in self._tokens[at + 1 : at + 4])
        part = " ".join(after)
        number = vocabulary.named("numbers").get(self._tokens[at].low)
        low = self._tokens[at].low
        clock = int(low) if low.isdecimal() else round(number.values["n"]) if number is not None else 0
        if part not in _PARTS_OF_DAY or not 0 < clock <= 12:
            return None
        return Mark("hours", _hour_at(clock % 12 + 12 * _PARTS_OF_DAY[part]), at, at + 4)

    def seconds(self, at: int) -> Mark | None:
        """An explicit length: "4 s", "(3.5s)" , "2 minutes"."""
        token = self._tokens[at]
        if not token.low[0].isdigit():
            return self._seconds_in_words(at)
        if (sheet := self._on_sheet(at)) is not None:
            return sheet
        digits = token.low.rstrip("abcdefghijklmnopqrstuvwxyz")
        glued = token.low[len(digits) :]
        last = at + 1
        unit = glued or (self._tokens[last].low.partition("-")[0] if last < len(self._tokens) else "")
        last += 0 if glued else 1
        if unit not in _UNITS or (last < len(self._tokens) and self._tokens[last].low in _NO_LENGTH):
            return None
        try:
            seconds = float(digits.replace(",", ".")) * _UNITS[unit]
        except ValueError:
            return None
        return Mark("seconds", str(seconds), at, last)

    def _on_sheet(self, at: int) -> Mark | None:
        """As in "(6+12)": seconds and frames, as exposure sheets have them."""
        following = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        summed = following is not None and following.before == "+" and self._tokens[at].before[-1:] in ("(", "[")
        if following is None or not (summed and self._tokens[at].low.isdecimal() and following.low.isdecimal()):
            return None
        frames = int(following.low)
        return Mark("seconds", str(int(self._tokens[at].low) + frames / _SHEET_FPS), at, at + 2)

    def _seconds_in_words(self, at: int) -> Mark | None:
        """As in "for ten seconds", "a twelve-second take"; minutes in words are the story's own."""
        number, dash, unit = self._tokens[at].low.partition("-")
        last = at + 1
        if not dash and last < len(self._tokens) and not self._tokens[last].before:
            unit, last = self._tokens[last].low, last + 1
        if unit not in ("second", "seconds", "sec", "secs") or number not in vocabulary.named("numbers"):
            return None
        told = last < len(self._tokens) and self._tokens[last].low in _NO_LENGTH
        return None if told else Mark("seconds", str(vocabulary.named("numbers")[number].values["n"]), at, last)

    def age_in_years(self, at: int) -> int | None:
        """Where "10-year-old" or "ten years old" ends, None where it is none."""
        after = [token.low for token in self._tokens[at + 1 : at + 3]]
        counted = self._tokens[at].low.isdecimal() or self._tokens[at].low in vocabulary.named("numbers")
        if not counted or not after:
            return None
        glued = after[0] in ("year-old", "years-old")
        return at + 2 if glued else at + 3 if after in (["year", "old"], ["years", "old"]) else None

    def is_decade(self, at: int) -> bool:
        """As in "1920s": when the story plays, and no length."""
        following = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        glued = following is not None and following.low == "s" and following.start == self._tokens[at].end
        return glued and _DECADE.match(self._tokens[at].low) is not None


def _hour_at(clock: int) -> str:
    """The hour of the vocabulary that is nearest by the clock."""
    hours = vocabulary.named("hours")
    apart = {name: min(_round(value - clock) for value in entry.values.values()) for name, entry in hours.items()}
    return min(apart, key=lambda name: apart[name])


def _round(hours: float) -> float:
    """How far apart two times of the clock are that differ by so many hours."""
    return abs((hours + 12) % 24 - 12)
