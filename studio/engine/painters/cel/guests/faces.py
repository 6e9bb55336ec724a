"""What a guest's face does: the studio's numbers of a face as the expressions that its file has."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from studio.engine.media.gltf.humanoid import EMOTIONS
from studio.engine.media.gltf.told import Expression, Gaze
from studio.engine.media.gltf.tree import Doubles
from studio.engine.painters.cel.vrm.presets import Emotion, emotions
from studio.engine.performance import Face, Viseme

_MOUTH: Final = {
    Viseme.A: ("aa", 1.0),
    Viseme.I: ("ih", 1.0),
    Viseme.U: ("ou", 1.0),
    Viseme.E: ("ee", 1.0),
    Viseme.O: ("oh", 1.0),
    Viseme.S: ("ih", 0.6),
}
_ALIKE: Final = 0.6  # cosine between a face and an emotion from which it is that emotion's
_OPEN: Final = 0.08  # a mouth or a look under this is none, where it is there or not
_LOOKING: Final = 0.25
_SHUT: Final = 0.7


@dataclass(frozen=True)
class Eyes:
    """How far the eyes are turned, radians: the left one's and the right one's to the figure's left; both up."""

    left: float = 0.0
    right: float = 0.0
    up: float = 0.0

    @property
    def still(self) -> bool:
        """Whether they look straight ahead."""
        return not (self.left or self.right or self.up)

    @property
    def turns(self) -> Doubles:
        """(2, 3, 3), the left eye's first."""
        return np.stack([_turn(yaw, self.up) for yaw in (self.left, self.right)])


Weights = dict[str, float]
"""Expressions by name, and how much of each shows."""


def weights_of(face: Face, frame: int, known: Mapping[str, Expression], gaze: Gaze) -> Weights:
    """The expressions of a frame, of those that the character has."""
    weights = _emotion(face, frame, known) | _mouth(face, frame)
    weights["blink"] = float(np.clip(1.0 - face.lids[frame], 0, 1))
    if face.marks is not None and face.marks.wink[frame] > weights["blink"]:
        weights["blinkRight"] = float(face.marks.wink[frame])
    if not gaze.by_bones:
        weights |= _looking(face, frame)
    for name in EMOTIONS:
        told = known.get(name)
        shown = weights.get(name, 0.0)
        if told is not None and shown > 0:
            weights = _stilled(weights, told, shown)
    kept = {name: _there(name, weight, known[name]) for name, weight in weights.items() if name in known}
    return {name: weight for name, weight in kept.items() if weight > 0}


def eyes_of(face: Face, frame: int, gaze: Gaze) -> Eyes:
    """How the eye bones turn in a frame: as far as the file lets them where the face looks all the way."""
    if not gaze.by_bones:
        return Eyes()
    side, up = (float(part) for part in face.gaze[frame])
    outer, inner = (math.radians(part[1]) for part in (gaze.outer, gaze.inner))
    height = math.radians(gaze.up[1] if up > 0 else gaze.down[1])
    return Eyes(side * (outer if side > 0 else inner), side * (inner if side > 0 else outer), up * height)


def _emotion(face: Face, frame: int, known: Mapping[str, Expression]) -> Weights:
    """The emotion that the face is nearest to, and how much of it."""
    neutral = _numbers(emotions()["neutral"])
    shown = np.array([face.brow_raise[frame], face.brow_tilt[frame], face.smile[frame]], np.float64) - neutral
    best, name = _ALIKE, ""
    for each in EMOTIONS:
        way = _numbers(emotions()[each]) - neutral
        alike = float(shown @ way) / max(float(np.linalg.norm(shown) * np.linalg.norm(way)), 1e-9)
        if each in known and alike > best:
            best, name = alike, each
    if not name:
        return {}
    way = _numbers(emotions()[name]) - neutral
    return {name: float(np.clip(shown @ way / (way @ way), 0, 1))}


def _numbers(emotion: Emotion) -> Doubles:
    return np.array([emotion.brow_raise, emotion.brow_tilt, emotion.smile])


def _mouth(face: Face, frame: int) -> Weights:
    mouth = _MOUTH.get(Viseme(int(face.viseme[frame])))
    return {} if mouth is None else {mouth[0]: mouth[1] * float(np.clip(face.opening[frame], 0, 1))}


def _looking(face: Face, frame: int) -> Weights:
    side, up = (float(part) for part in face.gaze[frame])
    across = {"lookLeft": side} if side > 0 else {"lookRight": -side}
    return across | ({"lookUp": up} if up > 0 else {"lookDown": -up})


def _stilled(weights: Weights, told: Expression, shown: float) -> Weights:
    """Without what the emotion does itself: its eyes may be shut already, its mouth open."""
    quieter = dict(weights)
    if told.stills_blink:
        quieter["blink"] = quieter.get("blink", 0.0) * (1 - shown)
    if told.stills_mouth:
        quieter |= {name: quieter[name] * (1 - shown) for name, _ in _MOUTH.values() if name in quieter}
    return quieter


def _there(name: str, weight: float, told: Expression) -> float:
    """An expression that is there or not shows wholly from where the studio's own faces change."""
    if not told.binary:
        return weight
    if name.startswith("blink"):
        return float(weight > _SHUT)
    if name.startswith("look"):
        return float(weight >= _LOOKING)
    return float(weight >= (0.5 if name in EMOTIONS else _OPEN))


def _turn(yaw: float, up: float) -> Doubles:
    """To the figure's left about the vertical, after a turn up about its left."""
    cy, sy, cp, sp = math.cos(yaw), math.sin(yaw), math.cos(-up), math.sin(-up)
    about_z = np.array([[cy, -sy, 0.0], [sy, cy, 0.0], [0.0, 0.0, 1.0]])
    about_y = np.array([[cp, 0.0, sp], [0.0, 1.0, 0.0], [-sp, 0.0, cp]])
    return about_z @ about_y
