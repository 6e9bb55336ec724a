"""How things are held: where the hands go in front of the chest, and where the thing is in the hands."""

import math
from dataclasses import dataclass
from enum import Enum, auto

import numpy as np

from studio.engine.stage.rotation import Doubles, about, turned
from studio.engine.vocabulary import PropKind

AIR_DENSITY = 1.2
LEAST_DRAG = 0.05  # things with less are too heavy for their size for the air to matter
_LED_KG = 8.0  # what is alive and weighs more walks by itself; what is not alive takes both hands
PALM_HEADS = 0.22  # from the wrist to the middle of a closed hand


class Grip(Enum):
    """The ways the stage knows to hold a thing."""

    OVERHEAD = auto()
    HAND = auto()
    BOTH = auto()
    SIDE = auto()
    UPRIGHT = auto()
    CANE = auto()
    ACROSS = auto()
    LED = auto()
    FLOATING = auto()
    LINE = auto()


@dataclass(frozen=True)
class Hold:
    """A hold: wrist places (right and left, None for a hand that has no part in it) in head units from the chest joint,
    chest axes; offset of the thing's centre from the palm (metres, heading axes) and its tilt about y and x.
    between: it is had between both palms.
    """

    right: tuple[float, float, float] | None
    left: tuple[float, float, float] | None
    offset: tuple[float, float, float]
    pitch: float = 0.0
    roll: float = 0.0
    between: bool = False


def grip_of(kind: PropKind) -> Grip:
    """How a thing of this kind is held."""
    if buoyant(kind):
        return Grip.FLOATING
    if kind.wheels or max(kind.size_m) > 1.2 or (kind.alive and kind.mass_kg > _LED_KG):
        return Grip.LED
    if kind.mass_kg > _LED_KG:
        return Grip.BOTH
    if kind.grip == "overhead":
        return Grip.OVERHEAD
    if kind.grip == "line":
        return Grip.LINE
    if kind.grip == "cane":
        return Grip.CANE
    if kind.grip == "strap":
        return Grip.ACROSS if kind.size_m[2] > 0.6 else Grip.SIDE
    if kind.grip == "both hands":
        return Grip.BOTH
    return Grip.UPRIGHT if kind.size_m[2] > 0.5 else Grip.HAND


def volume_of(kind: PropKind) -> float:
    """Cubic metres a thing displaces."""
    x, y, z = kind.size_m
    return x * y * z * {"sphere": math.pi / 6, "cylinder": math.pi / 4, "capsule": math.pi / 4}.get(kind.shape, 1.0)


def buoyant(kind: PropKind) -> bool:
    """Lighter than air: a balloon."""
    return kind.shape == "sphere" and kind.mass_kg / volume_of(kind) < AIR_DENSITY


def hold_of(kind: PropKind, head_unit: float) -> Hold:
    """Where the hands and the thing go, standing still."""
    x, _, z = kind.size_m
    match grip_of(kind):
        case Grip.OVERHEAD:
            return Hold((0.50, -0.34, 0.34), None, (-0.02, 0.0, 0.40 * z), pitch=-0.07, roll=0.06)
        case Grip.BOTH:
            return carried_before(kind, head_unit)
        case Grip.SIDE:
            return Hold((0.06, -0.64, -1.10), None, (0.0, -0.01, -0.5 * z - 0.01))
        case Grip.ACROSS:
            return Hold((0.50, -0.30, -0.60), (0.50, 0.80, -0.10), (0.02, 0.10, 0.05), roll=-1.05)
        case Grip.UPRIGHT:
            return Hold((0.35, -0.56, -0.70), None, (min(0.14, x / 2), 0.0, 0.36 * z), pitch=0.5)
        case Grip.CANE:
            return Hold((0.22, -0.62, -1.05), None, (0.0, 0.0, -0.46 * z), pitch=-0.32)
        case Grip.LED:
            return Hold((0.35, -0.62, -0.62), None, (0.05, -0.12, 0.0))
        case Grip.FLOATING:
            return Hold((0.55, -0.40, -0.05), None, (-0.02, 0.0, 0.42 + 0.5 * z), roll=0.04)
        case Grip.LINE:
            return Hold((0.60, -0.22, -0.02), None, (0.0, 0.0, 0.0))
        case Grip.HAND:
            return _in_one_hand(kind)


def carried_before(kind: PropKind, head_unit: float) -> Hold:
    """A thing between both palms, level before the belly."""
    half, deep = kind.size_m[1] / 2 / head_unit, kind.size_m[0] / 2 / head_unit
    front = max(0.62, 0.40 + deep)
    return Hold((front, -half - 0.02, -0.62), (front, half + 0.02, -0.62), (0.0, 0.0, 0.0), between=True)


def _in_one_hand(kind: PropKind) -> Hold:
    """Flat things are held like a page that is read, others upright before the waist."""
    x, _, z = kind.size_m
    if z < 0.05:
        return Hold((0.60, -0.16, -0.22), None, (0.29 * x, 0.03, 0.27 * x), pitch=-0.75)
    return Hold((0.66, -0.26, -0.34), None, (0.02, 0.0, max(0.0, 0.5 * z - 0.06)))


def hangs_below(kind: PropKind, hold: Hold) -> float:
    """How far a held thing reaches down below the palm, metres."""
    return max(0.0, kind.size_m[2] / 2 - hold.offset[2])


def in_hands(kind: PropKind, hold: Hold, palms: Doubles, heading: Doubles, tipped: Doubles) -> tuple[Doubles, Doubles]:
    """Where a held thing is: its centre (F, 3) and turn (F, 3, 3).

    Args:
        palms: (F, 2, 3) world places of the right and the left palm. heading: (F,) of the holder.
        tipped: (F,) radians that the hand tips it forward.
    """
    base = about(2, heading)
    tilt = about(0, np.full(len(heading), hold.roll)) @ about(1, hold.pitch + tipped)
    turn = base @ tilt
    middle = palms.mean(1) if hold.between else palms[:, 0 if hold.right is not None else 1]
    swings = not hold.between and grip_of(kind) in (Grip.OVERHEAD, Grip.UPRIGHT, Grip.CANE, Grip.FLOATING)
    swing = tilt if swings else about(1, tipped)
    offset = turned(np.broadcast_to(np.array(hold.offset), middle.shape), base @ swing)
    centre = middle + offset
    if grip_of(kind) is Grip.LED and not hold.between:
        centre[:, 2] = kind.size_m[2] / 2
        side = np.stack([np.sin(heading), -np.cos(heading), np.zeros(len(heading))], -1)
        centre += side * (min(kind.size_m[0], kind.size_m[1]) / 2)
    reach = np.abs(turn[:, 2]) @ (np.array(kind.size_m) / 2)
    centre[:, 2] = np.maximum(centre[:, 2], reach)  # what hangs low rests on the ground when its holder sits
    return centre, turn
