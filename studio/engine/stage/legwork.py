"""Legs that strike, and the beat that dancers' legs go by."""

from dataclasses import dataclass

import numpy as np

from studio.engine.stage.curves import rise, window
from studio.engine.stage.footwork import Feet
from studio.engine.stage.posing import acting_of
from studio.engine.stage.rotation import Doubles
from studio.engine.stage.schedule import Cue

_BOUNCE_M = 0.035


@dataclass(frozen=True)
class Swing:
    """How far a striking foot goes: ahead and up when it hits, back and up before it, head units; its toes' turn."""

    ahead: float
    up: float
    back: float
    raised: float
    toes: float


DANCE_BEAT_S = 0.42


def twirl_of(cue: Cue) -> tuple[float, float]:
    """From when to when a dancer turns once round."""
    seconds = cue.end - cue.start
    return cue.start + 0.38 * seconds, cue.start + 0.72 * seconds


def bounce(times: Doubles, cue: Cue) -> Doubles:
    """(F,) how far the knees of a dancer give with the beat, metres."""
    held = window(times, cue.start, cue.end, 0.4, 0.4)
    return held * _BOUNCE_M * (0.5 - 0.5 * np.cos(2 * np.pi * (times - cue.start) / DANCE_BEAT_S))


_BALL = Swing(1.25, 0.32, 0.95, 0.42, 0.35)


def reach_of(cue: Cue) -> Swing | None:
    """The swing of a doing's foot: at a ball along the ground, at somebody as high as it is acted; None of no kick."""
    if cue.doing.family == "kick":
        return _BALL
    acting = acting_of(cue)
    if acting is None or acting.kicks is None:
        return None
    ahead, up = acting.kicks
    return Swing(ahead, up, 0.45, 0.7, 0.9)


def kicking(feet: Feet, way: tuple[Doubles, Doubles], when: tuple[Cue, float], swing: Swing, unit: float) -> Feet:
    """The feet with a kick in them. way: times and heading, (F,); when: the doing, and the second that it hits."""
    (times, heading), (cue, hit) = way, when
    seconds = cue.end - cue.start
    back = rise(times, cue.start, hit - 0.16) * (1 - rise(times, hit - 0.16, hit))
    through = rise(times, hit - 0.12, hit + 0.06) * (1 - rise(times, hit + 0.1, hit + 0.1 + 0.45 * seconds))
    ahead = (swing.ahead * through - swing.back * back) * unit
    up = (swing.up * through + swing.raised * back) * unit
    ankle, pitch, planted = feet.ankle.copy(), feet.pitch.copy(), feet.planted.copy()
    ankle[:, 1] += np.stack([np.cos(heading) * ahead, np.sin(heading) * ahead, up], -1)
    pitch[:, 1] += 0.9 * back - swing.toes * through
    planted[:, 1] &= (back + through) < 0.01
    return Feet(ankle, pitch, feet.yaw, planted)
