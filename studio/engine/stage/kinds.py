"""Looking words up: the set, the prop kind, the motion and the feeling that ids stand for."""

import numpy as np

from studio.engine import vocabulary
from studio.engine.stage.route import Box
from studio.engine.vocabulary import Motion, PropKind, SetKind
from studio.timeline.film import Prop, Setting

FACE_AT_REST = {"brow_raise": 0.0, "brow_tilt": 0.0, "smile": 0.1, "lids": 1.0, "blush": 0.05, "tears": 0.0}


def set_of(setting: Setting) -> SetKind:
    """The kind of place, or the plain stage for one we have no set for."""
    sets = vocabulary.set_kinds()
    return sets.get(setting.set) or sets["stage"]


def kind_of(prop: Prop) -> PropKind:
    """The kind of a thing, or the labelled stand-in."""
    kinds = vocabulary.prop_kinds()
    return kinds.get(prop.kind) or kinds["unknown"]


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


def is_tall(kind: PropKind) -> bool:
    """Whether a thing is held upright by its lower end: an umbrella, a lantern on a stick, a sword."""
    return kind.grip == "overhead"


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


def quaternion_about_z(heading: float) -> tuple[float, float, float, float]:
    """A turn of ``heading`` radians about the vertical."""
    return float(np.cos(heading / 2)), 0.0, 0.0, float(np.sin(heading / 2))
