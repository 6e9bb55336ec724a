"""Strokes: the cycles of arms and legs that ``resources/acting/strokes.toml`` draws, and which one words ask for."""

import re
from functools import cache
from typing import TypeAlias

import numpy as np
from msgspec import Struct

from studio.engine.stage.rotation import Doubles
from studio.engine.vocabulary import read_table

Key: TypeAlias = tuple[float, float, float, float]
_SAID = (
    ("float", re.compile(r"\b(float|drift)\w*\b", re.IGNORECASE)),
    ("backstroke", re.compile(r"\bbackstroke|\bon (?:his|her|their|its|the) back\b", re.IGNORECASE)),
    ("breaststroke", re.compile(r"\bbreast ?stroke|\b(?:slow|calm|gentl|lazi|quiet|leisure)\w*", re.IGNORECASE)),
    ("crawl", re.compile(r"\b(?:crawl|freestyle)\b", re.IGNORECASE)),
)
_SLOW = 0.75


class Stroke(Struct, frozen=True):
    """One way of swimming; see ``strokes.toml``."""

    speed_mps: float
    length: float
    apart: float
    kicks: float
    arm: tuple[Key, ...]
    leg: tuple[Key, ...]
    rise: float
    look: float
    elbow: tuple[float, float, float]
    roll: float = 0.0
    surge: float = 0.0
    on_back: bool = False

    @property
    def sign(self) -> float:
        """1 face down, -1 face up."""
        return -1.0 if self.on_back else 1.0


@cache
def strokes() -> dict[str, Stroke]:
    """``acting/strokes.toml``."""
    return read_table("acting/strokes.toml", Stroke)


def stroke_for(words: str, motion: str, manner: float) -> str:
    """The stroke that an action's words ask for: a crawl, unless they are slow about it or on their back."""
    for name, pattern in _SAID:
        if pattern.search(words):
            return name
    return "float" if motion == "float" else "breaststroke" if manner < _SLOW else "crawl"


def cycle(keys: tuple[Key, ...], phase: Doubles) -> Doubles:
    """(n, 3) the place of a limb at (n,) phases of its cycle, smooth and closed. Source: Catmull and Rom (1974)."""
    at, places = np.array([key[0] for key in keys]), np.array([key[1:] for key in keys])
    turn = np.mod(phase, 1.0)
    now = np.searchsorted(at, turn, "right") - 1
    count = len(keys)
    start, end = at[now], np.where(now + 1 < count, at[(now + 1) % count], 1.0 + at[0])
    t = ((turn - start) / (end - start))[:, None]
    before, here, there, after = (places[(now + k) % count] for k in (-1, 0, 1, 2))
    first, last = (there - before) / 2, (after - here) / 2
    if count == 2:
        first = last = np.zeros_like(here)
    return (
        (2 * t**3 - 3 * t**2 + 1) * here + (t**3 - 2 * t**2 + t) * first
        + (3 * t**2 - 2 * t**3) * there + (t**3 - t**2) * last
    )  # fmt: skip
