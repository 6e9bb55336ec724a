"""How things are set going: thrown so that they arrive, kicked, rolled, bounced."""

import math

import numpy as np

from studio.engine.stage.custody import Push
from studio.engine.stage.rotation import Doubles, crossed, unit

ROLLED_MPS = 3.2
"""How fast what is rolled at something goes: a bowler's easy ball."""


def pushed(push: Push, way: Doubles, place: Doubles, radius: float) -> Doubles:
    """The velocity a push gives. way: its level direction."""
    up = np.array([0.0, 0.0, 1.0])
    strength = max(0.4, push.manner)
    match push.family:
        case "kick":
            return way * 4.2 * strength + up * 1.5
        case "roll":
            return way * (1.2 if push.goal is None else ROLLED_MPS) * strength
        case "bounce":
            lift = 3.3 * math.sqrt(strength) if place[2] < radius + 0.15 else 0.0
            return way * 0.55 + up * lift
        case "swing":
            return way * (1.2 * strength if place[2] > 2 * radius else 0.0)
        case _:
            on_something = place[2] < radius + 0.1
            return way * (0.25 if on_something else 0.0)


def spinning(push: Push, velocity: Doubles, radius: float) -> Doubles:
    """The turning a push gives, rad/s in world axes: full rolling for a roll, a little for a kick or a bounce."""
    if push.family not in ("roll", "kick", "bounce"):
        return np.zeros(3)
    return crossed(np.array([0.0, 0.0, 1.0]), velocity) / max(radius, 0.02) * (1.0 if push.family == "roll" else 0.3)


def way_of(push: Push, place: Doubles, heading: float | None, middle: tuple[float, float]) -> Doubles:
    """The level direction of a push: to its goal, where the kicker faces, or across the picture."""
    if push.goal is not None:
        way = np.array(push.goal) - place
    elif heading is not None:
        way = np.array([math.cos(heading), math.sin(heading), 0.0])
    else:
        across = 1.0 if middle[0] >= place[0] else -1.0
        way = np.array([across, 0.12 if place[1] < middle[1] else -0.12, 0.0])
    way[2] = 0.0
    return unit(way)
