"""Wings and fins: a bird's in one piece, and those that fold by joints as a bat's do."""

import math
from functools import cache
from typing import Final

import numpy as np

from studio.engine.creatures import MIRROR, creatures
from studio.engine.stage.creature_joints import Rig
from studio.engine.stage.rotation import Doubles, about, frame_of, to_quaternions

FOLDED_DEG: Final = (72.0, 62.0)
"""A folded wing: turned back along the body, and laid against it."""
_LAG: Final = {"wing": 0.0, "wing2": 0.7, "wing6": 0.9, "wing3": 1.3, "wing4": 1.45, "wing5": 1.6}
"""By how much of a beat, radians, the bones of a wing come after its root."""
_SWING_DEG: Final = {"wing": 34.0, "wing2": 17.0, "wing6": 12.0, "wing3": 13.0, "wing4": 14.0, "wing5": 15.0}
_RAISED_DEG: Final = 8.0
_DRAWN_IN: Final = 0.20
"""How far a wing is folded as it comes up, 0 to 1."""
_OPENED: Final = 0.4
"""How far a bird opens its wings that calls."""
_UP: Final = np.array([0.0, 0.0, 1.0])


def fin(rig: Rig, name: str, fps: int) -> None:
    """A fin that fans slowly."""
    sign = 1.0 if name.endswith("_l") else -1.0
    flap = np.radians(14) * np.sin(2 * math.pi * 1.4 * np.arange(rig.frames) / fps)
    rig.hang(name, rig.turns["hips"] @ about(1, sign * flap))


def wing(rig: Rig, name: str, fps: int) -> None:
    """A wing in one piece, made spread: it beats in the air and is laid against the body on the ground."""
    sign, spread = 1.0 if name.endswith("_l") else -1.0, _spread(rig, _OPENED)
    flap = spread * _effort(rig, fps) * np.radians(52) * np.sin(beat_of(rig, fps)) + spread * np.radians(12)
    back, aside = (math.radians(each) for each in FOLDED_DEG)
    droop = about(0, -(1 - spread) * math.radians(rig.creature.droops))
    turn = (
        rig.turns["hips"]
        @ droop
        @ about(1, -sign * (flap - (1 - spread) * aside))
        @ about(2, sign * (1 - spread) * back)
    )
    size = np.tile(np.eye(3), (rig.frames, 1, 1))
    size[:, 0, 0] = 0.56 + 0.44 * spread
    rig.hang(name, turn @ size)


def folding_wing(rig: Rig, name: str, fps: int) -> None:
    """A bone of a wing that folds: each comes after the one before it, and draws in a little on the way up."""
    bone, sign = name[:-2], 1.0 if name.endswith("_l") else -1.0
    beat, aloft = beat_of(rig, fps), np.clip(rig.way.flight, 0, 1)
    spread = _spread(rig, 1.0)
    drawn = _DRAWN_IN * aloft * _effort(rig, fps) * np.clip(np.cos(beat - 0.5 * _LAG[bone]), 0, 1)
    flap = np.zeros(rig.frames)
    for each in _chain(bone):
        flap = flap + np.radians(_SWING_DEG[each]) * np.sin(beat - _LAG[each])
    flap = aloft * _effort(rig, fps) * flap + spread * np.radians(_RAISED_DEG)
    rig.hang(name, rig.turns["chest"] @ about(1, -sign * flap) @ _opened(rig.kind, bone, sign, spread - drawn))


def beat_of(rig: Rig, fps: int) -> Doubles:
    """(F,) radians: where in its beat a wing is. The larger it is, the slower."""
    return 2 * math.pi * rig.creature.beats_hz * rig.scale**-0.5 * np.arange(rig.frames) / fps


def _spread(rig: Rig, shown: float) -> Doubles:
    """(F,) 0 folded to 1 spread. shown: how far it spreads them on the ground, to show them."""
    flight = rig.way.flight
    return np.clip(np.maximum(flight + 0.8 * rig.way.air * (1 - flight), shown * rig.channels["wings"]), 0, 1)


def _effort(rig: Rig, fps: int) -> Doubles:
    """(F,) how hard it beats: less where it comes down."""
    return 0.45 + 0.55 * np.clip(1 + 40 * np.gradient(rig.way.root[:, 2]) / fps, 0.2, 1)


def _chain(bone: str) -> tuple[str, ...]:
    """A bone and those that carry it."""
    carriers = {"wing": (), "wing2": ("wing",), "wing6": ("wing",)}.get(bone, ("wing", "wing2"))
    return (*carriers, bone)


def _opened(kind: str, bone: str, sign: float, spread: Doubles) -> Doubles:
    """(F, 3, 3) the turn of a bone from how it was made, so far spread. Source: Rodrigues' formula."""
    axis, whole = _folded(kind, bone, sign)
    angle = (whole * (1 - np.clip(spread, 0, 1)))[:, None, None]
    x, y, z = axis
    across = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    return np.eye(3) + np.sin(angle) * across + (1 - np.cos(angle)) * (across @ across)


@cache
def _folded(kind: str, bone: str, sign: float) -> tuple[tuple[float, float, float], float]:
    """The turn that folds a bone: its axis and radians."""
    made = creatures()[kind].folds[bone]
    side = MIRROR if sign < 0 else np.ones(3)
    spread = frame_of(np.array(made.way) * side, _UP)
    folded = frame_of(np.array(made.folded) * side, np.array(made.faces) * side)
    w, x, y, z = to_quaternions(folded @ spread.T).tolist()
    length = max(math.sqrt(x * x + y * y + z * z), 1e-9)
    return (x / length, y / length, z / length), 2 * math.atan2(length, w)
