"""The wordless voices of animals and people: which call somebody makes, when each part of it sounds, and how wide a
mouth is open for it. Stage and sound read the same, so that each call is heard on the frame where its mouth opens.
"""

import re
from functools import cache
from typing import Any, Final

import numpy as np
from msgspec import Struct, field
from numpy.typing import NDArray

from studio.engine.creatures import scale_of
from studio.engine.performance import CallEvent
from studio.engine.vocabulary import prop_kinds, read_table
from studio.timeline.film import CastMember, Prop

PERSON: Final = "person"
"""Who people are, to the table of calls."""
_LEAST_GAPE: Final = 0.45
"""How far a mouth is open on the very frame on which a call begins."""
_OPENS_S: Final = 0.06
_OPEN_S: Final = 0.11
"""How long a mouth that opens is open at least: shorter is not seen in drawings that are held."""
_AS_EVER: Final = frozenset({"cry", "talk"})
_STRETCH: Final = (0.7, 1.6)
_RESTED_S: Final = 0.12
_UNEVEN: Final = 0.10
_PITCH_BY_SIZE: Final = -1.2
"""Calls sink with the 0.4th power of the weight (Fletcher 2004), and weight grows with the cube of the length."""
_GOLDEN: Final = 0.618
_USUAL_TALL_M: Final = 1.62
_LOW_VOICE, _LOW_TRACT = 0.58, 1.10
"""Men's pitch beside women's, and the length of the vocal tract (Titze 1989)."""
_OCTAVES_A_PITCH: Final = 1 / 110


class CallKind(Struct, frozen=True):
    """A call; see ``sounds/calls.toml``. Shares are of a part of it; frequencies are of who is as large as usual.

    of: kinds and names of who makes it, or "person". words: beginnings of the verbs that ask for it, none where it is
    their usual call; usual: it is all the same. at: the share of the doing after which it begins. level_db: of its
    loudest tenth of a second, dBFS at three metres. seconds: of one part; parts: (seconds after the first, length,
    pitch and dB beside it) of one call; repeats, every_s: how often that is said at most, and how far apart; falls:
    semitones and dB from each to the next. fits: stretched to the doing instead. sizes: how large beside its kind who
    is called so is. mouth: how wide it opens, 0 it stays as it is acted.
    """

    of: tuple[str, ...]
    words: tuple[str, ...] = ()
    usual: bool = False
    motions: tuple[str, ...] = ("shout",)
    at: float = 0.15
    level_db: float = -20.0
    seconds: float = 0.0
    parts: tuple[tuple[float, float, float, float], ...] = ((0.0, 1.0, 1.0, 0.0),)
    repeats: int = 1
    every_s: float = 0.0
    falls: tuple[float, float] = (0.0, 0.0)
    fits: bool = False
    sizes: dict[str, float] = field(default_factory=dict[str, float])
    mouth: float = 1.0
    pitch: tuple[tuple[float, float], ...] = ((0.0, 200.0),)
    formants: tuple[tuple[float, ...], ...] = ()
    shape: tuple[tuple[float, float], ...] = ((0.0, 1.0), (1.0, 1.0))
    attack_s: float = 0.02
    release_s: float = 0.06
    bright_hz: float = 1500.0
    voiced: float = 1.0
    breath_db: float = -30.0
    jitter: float = 0.01
    rough: float = 0.0
    beat_hz: float = 0.0
    beat: float = 0.0
    wobble_hz: float = 0.0
    wobble: float = 0.0
    drive: float = 0.0

    @property
    def whole_s(self) -> float:
        """How long it lasts once."""
        return max(at + self.seconds * length for at, length, _, _ in self.parts)

    @property
    def usual_s(self) -> float:
        """How long it lasts as it is usually heard."""
        return self.whole_s + (self.repeats - 1) * self.every_s


def along(course: tuple[tuple[float, float], ...], shares: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """What a course of (share, value) is at some shares, by straight lines."""
    return np.interp(shares, [share for share, _ in course], [value for _, value in course])


class Syllable(Struct, frozen=True):
    """One part of a call: seconds from its start, how long, and its pitch and level beside the first."""

    start: float
    seconds: float
    pitch: float
    level_db: float


@cache
def call_kinds() -> dict[str, CallKind]:
    """``sounds/calls.toml``."""
    return read_table("sounds/calls.toml", CallKind)


# --- which call -------------------------------------------------------------------------------------------
def call_of(who: Prop | CastMember, motion: str, words: str) -> str | None:
    """The key of the call that somebody makes with a motion, as the words ask for it; None where they are silent.

    A call that the words name comes before the usual one, and what somebody is called before their kind. An animal that
    cries or talks, and has no call of its own for that, calls as ever.
    """
    found = _found(who, motion, words)
    if found is None and isinstance(who, Prop) and motion in _AS_EVER:
        found = _found(who, "shout", words)
    return found if found is not None and call_kinds()[found].seconds > 0 else None


def _found(who: Prop | CastMember, motion: str, words: str) -> str | None:
    verbs = re.findall(r"\w+", words.lower())
    named, usual = list[str](), list[str]()
    for names in _callers(who):
        for key, kind in call_kinds().items():
            if motion in kind.motions and not names.isdisjoint(kind.of):
                if any(_asks(verb, stem) for verb in verbs for stem in kind.words):
                    named.append(key)
                elif kind.usual or not kind.words:
                    usual.append(key)
    return next(iter((*named, *usual)), None)


def _callers(who: Prop | CastMember) -> tuple[frozenset[str], ...]:
    """What somebody is known by to the table: first what they are called, then what they are."""
    if isinstance(who, CastMember):
        return (frozenset({PERSON}),)
    return frozenset(_names(who)), frozenset({who.kind})


def _names(who: Prop) -> tuple[str, ...]:
    """Every word and every end of a name, in the singular too: "big gray wolves" has "wolve"."""
    words = re.findall(r"\w+", who.name.lower())
    ends = [" ".join(words[first:]) for first in range(len(words))]
    every = (*words, *ends)
    return (*every, *(name.removesuffix("s") for name in every))


def _asks(verb: str, stem: str) -> bool:
    """Whether a word asks for a call: by its beginning, or, where words are not set apart, by having it in it."""
    return verb.startswith(stem) if stem.isascii() else stem in verb


def call_at(who: Prop | CastMember, motion: str, words: str, during: tuple[float, float], fps: int) -> CallEvent | None:
    """The call of somebody who does something between two times of the shot, begun on a frame; None for no call."""
    key = call_of(who, motion, words)
    start, end = during
    if key is None or end <= start:
        return None
    kind = call_kinds()[key]
    begins = round((start + kind.at * (end - start)) * fps) / fps
    room = max(end - begins - _RESTED_S, 0.0)
    size, pitch = proportions(who, kind)
    return CallEvent(who.id, key, begins, _lasting(kind, room), size, pitch)


def _lasting(kind: CallKind, room: float) -> float:
    """How long a call lasts that has so much time: stretched to it, or said as often as fits in, but once."""
    if kind.fits:
        return kind.usual_s * min(max(room / kind.usual_s, _STRETCH[0]), _STRETCH[1])
    often = int((room - kind.whole_s) / kind.every_s) + 1 if kind.every_s > 0 else 1
    return kind.whole_s + (min(max(often, 1), kind.repeats) - 1) * kind.every_s


def acting_seconds(who: Prop, motion: str, words: str) -> float:
    """How long a doing has to be for its call to be heard whole, seconds; 0 for no call."""
    key = call_of(who, motion, words)
    if key is None:
        return 0.0
    kind = call_kinds()[key]
    return (kind.usual_s + 1.5 * _RESTED_S) / (1 - kind.at)


def proportions(who: Prop | CastMember, kind: CallKind) -> tuple[float, float]:
    """How long the vocal tract and how high the voice is beside one of the kind that is as large as usual."""
    if isinstance(who, CastMember):
        deep = who.voice.variant.startswith("m")
        tract = (who.look.height_m / _USUAL_TALL_M) ** 0.5 * (_LOW_TRACT if deep else 1.0)
        own = 2.0 ** ((who.voice.pitch - (45 if deep else 60)) * _OCTAVES_A_PITCH)
        return tract, own * (_LOW_VOICE if deep else 1.0) * (_USUAL_TALL_M / who.look.height_m) ** 0.5
    size = scale_of(who) if who.kind in prop_kinds() else who.scale
    size *= next((kind.sizes[name] for name in _names(who) if name in kind.sizes), 1.0)
    return size, size**_PITCH_BY_SIZE


# --- when it sounds ---------------------------------------------------------------------------------------
def syllables(call: CallEvent) -> tuple[Syllable, ...]:
    """The parts of a call in time order; what is said again is never said quite evenly."""
    kind = call_kinds()[call.kind]
    stretch = call.seconds / kind.usual_s if kind.fits else 1.0
    often = round((call.seconds - kind.whole_s) / kind.every_s) + 1 if kind.every_s > 0 and not kind.fits else 1
    often = kind.repeats if kind.fits else often
    parts: list[Syllable] = []
    for number in range(often):
        uneven = _UNEVEN * (((number + call.start) * _GOLDEN) % 1.0 - 0.5) if number else 0.0
        begins = (number + uneven) * kind.every_s
        lower, softer = 2 ** (-number * kind.falls[0] / 12), number * kind.falls[1]
        parts += [
            Syllable((begins + at) * stretch, kind.seconds * length * stretch, pitch * lower, level - softer)
            for at, length, pitch, level in kind.parts
        ]
    return tuple(parts)


def gape(call: CallEvent, times: NDArray[np.float64]) -> NDArray[np.float64]:
    """How wide the mouth of who calls is open, (F,) 0 to 1: from the very frame on which each part begins."""
    kind = call_kinds()[call.kind]
    wide = np.zeros(len(times))
    for part in syllables(call):
        since = times - call.start - part.start
        open_s = max(part.seconds, _OPEN_S)
        share = np.clip(since / open_s, 0, 1)
        loud = along(kind.shape, share)
        opens = np.clip(_LEAST_GAPE + since / _OPENS_S, 0, 1)
        shuts = np.clip((open_s - since) / max(kind.release_s, _OPENS_S), 0, 1)
        sounding = (since >= -1e-6) & (since < open_s)
        wide = np.maximum(
            wide, np.where(sounding, (_LEAST_GAPE + (1 - _LEAST_GAPE) * loud) * np.minimum(opens, shuts), 0)
        )
    return kind.mouth * wide
