"""How standing things are set going: tipped over an edge, slid off what they stand on, swung on their cord."""

import math

import numpy as np

from studio.engine import vocabulary
from studio.engine.stage import kinds
from studio.engine.stage.custody import Push
from studio.engine.stage.entrances import Opening
from studio.engine.stage.rotation import Doubles, crossed
from studio.engine.stage.route import Box
from studio.engine.stage.surroundings import GRAVITY
from studio.engine.vocabulary import PropKind
from studio.timeline.world import Vector

FAMILIES = ("topple", "slide", "swing")
_SURPLUS = 1.35
"""How much more than just enough a push gives."""
_SWING_M_PER_S = 1.1
_FREE_SLIDE_M = 1.0
_SLIDES_OFF_MPS = 1.3
_HIGH_M = 0.15
_DROPS_S = 0.06  # things lie a centimetre above what they are put on until something sets them going
_LEAST_M, _MARGIN_M, _ARM_M = 0.03, 0.08, 0.35  # short of an edge; short of who it is slid to along the ground


def tipped(
    opening: Opening, push: Push, kind: PropKind, at: tuple[Doubles, Doubles], way: Doubles
) -> tuple[Doubles, Doubles]:
    """Velocity and spin (world axes) that a push of one of these families gives. at: the thing's place and axes."""
    strength = max(0.6, push.manner) ** 0.5
    place, turn = at
    match push.family:
        case "topple":
            return _over(np.abs(turn) @ np.array(kind.size_m), way, strength)
        case "slide" if push.goal is not None:
            far = _before_the_edge(opening, kind, place, np.array(push.goal))
            return way * _slid_just(kind, far), np.zeros(3)
        case "slide":
            way, far = way_off(opening, kind, place, way)
            return way * slide_speed(kind, far) * strength, np.zeros(3)
        case _:
            return way * _SWING_M_PER_S * strength, np.zeros(3)


def _over(extents: Doubles, way: Doubles, strength: float) -> tuple[Doubles, Doubles]:
    """Turning about the lower edge, fast enough to pass its highest point. Source: energy of a tipping block."""
    base, height = float(np.abs(way[:2]) @ extents[:2]), float(extents[2])
    diagonal = math.hypot(base, height) / 2
    rate = math.sqrt(6 * GRAVITY * (diagonal - height / 2) / (base**2 + height**2))
    rate = max(rate * _SURPLUS, 1.2) * strength
    up = np.array([0.0, 0.0, 1.0])
    return rate * (height / 2 * way + base / 2 * up), rate * crossed(up, way)


def leaning(places: Doubles, extents: Doubles, way: Doubles, manner: float) -> tuple[Doubles, Doubles]:
    """Velocities and spins (N, 3), world axes, of a pile that goes over as a whole.

    A tall one turns about its lower edge; the upper ones of a low one slide off.

    Args:
        places: (N, 3) where the middle of each thing is; extents: (N, 3) their full sizes along the world's axes.
    """
    low, strength = float((places - extents / 2)[:, 2].min()), max(0.6, manner) ** 0.5
    whole = float((places + extents / 2)[:, 2].max()) - low
    heights = places[:, 2:] - low
    wide = extents.max(0)
    if whole < float(np.abs(way[:2]) @ wide[:2]):
        return way * heights * (_SLIDES_OFF_MPS * strength / whole), np.zeros_like(places)
    velocity, spin = _over(np.array([*wide[:2], whole]), way, strength)
    rate = float(np.linalg.norm(spin))
    return rate * heights * way + np.array([0.0, 0.0, velocity[2]]), np.tile(spin, (len(places), 1))


def slide_speed(kind: PropKind, far: float) -> float:
    """The speed that friction uses up just beyond ``far`` metres. Source: v^2 = 2 mu g s."""
    return math.sqrt(2 * _slowed(kind) * far) * _SURPLUS


def _slid_just(kind: PropKind, far: float) -> float:
    """The speed that friction uses up after ``far`` metres, the first ``_DROPS_S`` of which it does not touch yet."""
    slows = _slowed(kind)
    return slows * (math.sqrt(_DROPS_S**2 + 2 * far / slows) - _DROPS_S)


def _slowed(kind: PropKind) -> float:
    """How fast friction slows a thing down that slides over wood, m/s2."""
    known = vocabulary.materials()
    return math.sqrt(known.get(kind.material, known["wood"]).friction * known["wood"].friction) * GRAVITY


def way_off(opening: Opening, kind: PropKind, place: Doubles, way: Doubles) -> tuple[Doubles, float]:
    """The way to the nearest edge of what a thing stands on, and how far it is; on the ground the way it was pushed."""
    bottom = float(place[2]) - kind.size_m[2] / 2
    for x0, x1, y0, y1 in _tops(opening, bottom):
        x, y = float(place[0]), float(place[1])
        if x0 <= x <= x1 and y0 <= y <= y1:
            sides = [(x - x0, (-1.0, 0.0)), (x1 - x, (1.0, 0.0)), (y - y0, (0.0, -1.0))]
            far, (dx, dy) = min(sides)
            return np.array([dx, dy, 0.0]), far + max(kind.size_m[:2]) / 2
    return way, _FREE_SLIDE_M


def _before_the_edge(opening: Opening, kind: PropKind, place: Doubles, goal: Doubles) -> float:
    """How far a thing is slid to a goal: as far as that is, or to the edge of what it stands on."""
    (x, y), radius = (float(at) for at in place[:2]), max(kind.size_m[:2]) / 2
    dx, dy = float(goal[0]) - x, float(goal[1]) - y
    away = math.hypot(dx, dy)
    for box in _tops(opening, float(place[2]) - kind.size_m[2] / 2):
        if _on(box, place):
            across = (box[1] - x if dx > 0 else box[0] - x) / dx if abs(dx) > 1e-6 else 1.0
            into = (box[3] - y if dy > 0 else box[2] - y) / dy if abs(dy) > 1e-6 else 1.0
            return max(_LEAST_M, min(1.0, across, into) * away - radius - _MARGIN_M)
    return max(_LEAST_M, away - radius - _ARM_M)


def far_end(opening: Opening, kind: PropKind, place: Vector) -> Vector | None:
    """The further end, along its length, of what a thing stands on; None on the ground."""
    for x0, x1, y0, y1 in _tops(opening, place[2] - kind.size_m[2] / 2):
        if _on((x0, x1, y0, y1), np.array(place)):
            if x1 - x0 >= y1 - y0:
                return (x1 if x1 - place[0] > place[0] - x0 else x0, place[1], place[2])
            return (place[0], y1 if y1 - place[1] > place[1] - y0 else y0, place[2])
    return None


def _on(box: Box, place: Doubles) -> bool:
    return box[0] <= float(place[0]) <= box[1] and box[2] <= float(place[1]) <= box[3]


def stands_up_on(opening: Opening, kind: PropKind, place: Doubles) -> bool:
    """Whether a thing stands on something it can fall off: a table, a shelf, a sill."""
    bottom, x, y = float(place[2]) - kind.size_m[2] / 2, float(place[0]), float(place[1])
    over = any(x0 <= x <= x1 and y0 <= y <= y1 for x0, x1, y0, y1 in _tops(opening, bottom))
    return bottom > _HIGH_M and over


def _tops(opening: Opening, bottom: float) -> list[Box]:
    """The extents of everything whose top is where a thing's bottom is."""
    tops: list[Box] = []
    for solid in opening.set.solids:
        if abs(solid.centre[2] + solid.size[2] / 2 - bottom) < 0.05:
            half = solid.size[0] / 2, solid.size[1] / 2
            x, y, _ = solid.centre
            tops.append((x - half[0], x + half[0], y - half[1], y + half[1]))
    for placed in opening.things:
        top = placed.position[2] - placed.kind.size_m[2] / 2 + (placed.kind.seat_m or placed.kind.size_m[2])
        if placed.kind.fixed and abs(top - bottom) < 0.05:
            tops.append(kinds.footprint(placed.position, placed.kind))
    return tops
