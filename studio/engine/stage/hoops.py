"""The rims and boards of a set's hoops, for what is sent through them to touch."""

import math
from collections.abc import Iterator
from typing import Any

from studio.engine.stage.entrances import Opening, Placed
from studio.engine.stage.rig import Parts, Rig
from studio.engine.stage.simulation import Around
from studio.engine.stage.surroundings import Element
from studio.engine.vocabulary import Ring
from studio.timeline.world import Vector

_RIM_M, _RODS = 0.014, 12


class Hoops:
    """The rims and boards of hoops, there only while something is sent through them."""

    restless = False

    def __init__(self, rings: tuple[Ring, ...]) -> None:
        rods = [(f"hoop{n}_{k}", xml) for n, ring in enumerate(rings) for k, xml in enumerate(_rods(ring))]
        world = "".join(f'<geom name="{name}" {xml}/>' for name, xml in rods)
        self.parts = Parts(world=world, names=tuple((name, "hoop", "steel") for name, _ in rods))

    def join(self, rig: Rig, data: Any) -> None:
        """See ``Element``."""

    def act(self, _time: float, /) -> None:
        """See ``Element``."""

    def watch(self, _time: float, /) -> None:
        """See ``Element``."""

    def record(self, frame: int) -> None:
        """A hoop stays where it is."""


def _rods(ring: Ring) -> Iterator[str]:
    """The rim in straight rods, then the board, as MJCF."""
    radius, (x, y, z) = ring.inner_m / 2 + _RIM_M, ring.at
    points = [
        (x + radius * math.cos(a), y + radius * math.sin(a)) for a in (math.tau * k / _RODS for k in range(_RODS))
    ]
    for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1], strict=True):
        yield f'type="capsule" size="{_RIM_M}" fromto="{x0:.5f} {y0:.5f} {z} {x1:.5f} {y1:.5f} {z}"'
    (bx, by, bz), (wide, deep, tall) = ring.board
    yield f'type="box" pos="{bx} {by} {bz}" size="{wide / 2} {deep / 2} {tall / 2}"'


def with_hoops(around: Around, opening: Opening, goals: tuple[Vector, ...]) -> Around:
    """What acts on the loose things of a shot, and the hoops that something is sent through."""
    rings = tuple(ring for ring in opening.set.rings if any(math.dist(ring.at[:2], goal[:2]) < 1e-6 for goal in goals))

    def beside(loose: tuple[Placed, ...]) -> tuple[Element, ...]:
        return (*around(loose), Hoops(rings)) if rings else around(loose)

    return beside
