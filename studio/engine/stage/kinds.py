"""Looking words up: the set, the prop kind, the motion and the feeling that ids stand for."""

import math
from functools import cache

import numpy as np
from msgspec import structs

from studio.engine import vocabulary
from studio.engine.stage.rotation import Doubles
from studio.engine.stage.route import Box
from studio.engine.stage.walls import with_windows
from studio.engine.vocabulary import Motion, PropKind, SetKind
from studio.timeline.film import Prop, Setting
from studio.timeline.world import Quaternion

RIM_SHARE = 0.28  # how far above its middle an umbrella's rim is, of its height
_HALF = math.sqrt(0.5)
_ON_ITS_BACK: Quaternion = (_HALF, _HALF, 0.0, 0.0)
_ON_ITS_SIDE: Quaternion = (_HALF, 0.0, _HALF, 0.0)
FACE_AT_REST = {
    "brow_raise": 0.0, "brow_tilt": 0.0, "smile": 0.1, "lids": 1.0, "blush": 0.05, "tears": 0.0,
    "sweat": 0.0, "vein": 0.0, "gloom": 0.0, "waver": 0.0, "smirk": 0.0, "quirk": 0.0, "gape": 0.0,
    "wink": 0.0, "bite": 0.0, "tongue": 0.0,
}  # fmt: skip


def set_of(setting: Setting) -> SetKind:
    """The kind of place, or the plain stage for one we have no set for."""
    return _built(setting.set if setting.set in vocabulary.set_kinds() else "stage")


@cache
def _built(name: str) -> SetKind:
    return with_windows(vocabulary.set_kinds()[name])


def kind_of(prop: Prop) -> PropKind:
    """The kind of a thing as this one is made, or the labelled stand-in."""
    return vocabulary.made(prop)


def as_it_is(prop: Prop, unfolded: bool) -> tuple[Prop, PropKind]:
    """A thing and its kind as they are now: what folds is another kind while it is folded."""
    kind = kind_of(prop)
    other = _unfolded(prop) if unfolded else kind.folded
    if other is None:
        return prop, kind
    changed = structs.replace(prop, kind=other)
    return changed, kind_of(changed)


def folds(prop: Prop) -> bool:
    """Whether a thing can be opened and folded up: an umbrella, whichever it is now."""
    return kind_of(prop).folded is not None or is_folded(prop)


def is_folded(prop: Prop) -> bool:
    """Whether a thing is told of, or is now, as the folded kind of another."""
    return _unfolded(prop) is not None


def _unfolded(prop: Prop) -> str | None:
    return _unfolded_kinds().get(prop.kind) if prop.model is None else None


@cache
def _unfolded_kinds() -> dict[str, str]:
    return {kind.folded: name for name, kind in vocabulary.prop_kinds().items() if kind.folded is not None}


def motion_of(motion: str) -> Motion:
    """The kind of an action; words we do not know are played as a gesture."""
    return vocabulary.motions().get(motion) or Motion(words=(), family="unknown")


def face_values(emotion: str) -> dict[str, float]:
    """The numbers of a feeling's face, complete."""
    entry = vocabulary.named("emotions").get(emotion)
    return FACE_AT_REST | (dict(entry.values) if entry else {})


def option(table: str, name: str) -> dict[str, float]:
    """The numbers of a framing, an angle or a camera move; empty for one we do not know."""
    entry = vocabulary.named(table).get(name)
    return dict(entry.values) if entry else {}


def axis_of(move: str) -> str:
    """What a camera move moves along: "pan", "dolly", ... or "static"."""
    entry = vocabulary.named("moves").get(move)
    return entry.text.get("axis", "static") if entry else "static"


def resting(kind: PropKind) -> tuple[float, Quaternion]:
    """How a thing lies when it is put down: the height of its centre above the surface, and its turn.

    Thin and tall things lie flat, what is alive stands; an open umbrella lies on its rim and its handle.
    """
    x, y, z = kind.size_m
    if kind.tilt_deg:
        lean = math.radians(kind.tilt_deg)
        return x / 2 * math.sin(lean) + z / 2 * math.cos(lean), (math.cos(lean / 2), 0.0, math.sin(lean / 2), 0.0)
    if kind.several:
        return z / 2, (1.0, 0.0, 0.0, 0.0)
    if kind.grip == "overhead":
        tilt = math.atan2(z / 2 + RIM_SHARE * z, x / 2)
        return z / 2 * math.cos(tilt), (math.cos(tilt / 2), 0.0, math.sin(tilt / 2), 0.0)
    if kind.shape == "box" and not kind.fixed and not kind.alive and z > 3.0 * min(x, y):
        return (y / 2, _ON_ITS_BACK) if y <= x else (x / 2, _ON_ITS_SIDE)
    if kind.grip == "cane":
        return x / 2, _ON_ITS_SIDE
    if kind.shape == "capsule" and z > 1.9 * max(x, y):
        return (x + y) / 4, _ON_ITS_BACK if y <= x else _ON_ITS_SIDE
    if kind.shape == "cylinder" and z > 1.9 * max(x, y) and kind.mass_kg < 0.2:
        return x / 2, _ON_ITS_SIDE
    return z / 2, (1.0, 0.0, 0.0, 0.0)


def on_its_side(kind: PropKind) -> tuple[float, Quaternion]:
    """How a barrel, a jar or a bottle lies that is to roll across the picture: the height of its middle, its turn."""
    return (kind.size_m[0] + kind.size_m[1]) / 4, _ON_ITS_BACK


def turned_about_z(turn: Quaternion, heading: float) -> Quaternion:
    """A resting turn, then a turn about the vertical."""
    w, x, y, z = turn
    c, s = math.cos(heading / 2), math.sin(heading / 2)
    return c * w - s * z, c * x - s * y, c * y + s * x, c * z + s * w


def laid(kind: PropKind, held: Doubles) -> Doubles:
    """How a thing lies when put down by a hand that held it so: its resting turn, turned about the vertical.

    What stands in rows is put down square to them.
    """
    if kind.several:
        return np.array(resting(kind)[1])
    heading = 2 * math.atan2(float(held[3]), float(held[0]))
    return np.array(turned_about_z(resting(kind)[1], heading))


def matrix_of(turn: Doubles) -> Doubles:
    """A quaternion (w, x, y, z) as a matrix (3, 3)."""
    w, x, y, z = (float(value) for value in turn)
    return np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
            [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
            [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
        ]
    )


def half_height(kind: PropKind, turn: Quaternion) -> float:
    """How far below its middle a thing that is turned so ends."""
    if kind.shape == "sphere" or kind.grip == "overhead":
        return resting(kind)[0]
    x, y, z = (abs(float(share)) for share in matrix_of(np.array(turn))[2])
    half = [extent / 2 for extent in kind.size_m]
    if kind.shape == "box":
        return x * half[0] + y * half[1] + z * half[2]
    if kind.shape == "capsule" and half[0] > max(half[1:]):
        thick = (half[1] + half[2]) / 2
        return thick + x * (half[0] - thick)
    across = math.hypot(x, y) * half[0]
    return max(half[0], z * half[2] + across * (1 - z)) if kind.shape == "capsule" else across + z * half[2]


def combined(first: Quaternion, second: Quaternion) -> Quaternion:
    """The turn that is ``second`` and then ``first``."""
    a, b, c, d = first
    w, x, y, z = second
    return (
        a * w - b * x - c * y - d * z,
        a * x + b * w + c * z - d * y,
        a * y - b * z + c * w + d * x,
        a * z + b * y - c * x + d * w,
    )


def footprint(position: tuple[float, float, float], kind: PropKind) -> Box:
    """The floor a thing covers, whichever way it is turned."""
    reach = max(kind.size_m[0], kind.size_m[1]) / 2
    wide, deep = (kind.size_m[0] / 2, kind.size_m[1] / 2) if kind.fixed else (reach, reach)
    return position[0] - wide, position[0] + wide, position[1] - deep, position[1] + deep


def floor_boxes(kind: SetKind) -> tuple[Box, ...]:
    """The floor that a set's solids cover, for those a person would walk into."""
    low = [solid for solid in kind.solids if solid.centre[2] - solid.size[2] / 2 < 1.7 and solid.size[2] > 0.0]
    return tuple(
        (
            s.centre[0] - s.size[0] / 2,
            s.centre[0] + s.size[0] / 2,
            s.centre[1] - s.size[1] / 2,
            s.centre[1] + s.size[1] / 2,
        )
        for s in low
    )
