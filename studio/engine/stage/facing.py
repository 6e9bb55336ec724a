"""Which way people face: to each other, opened to the camera; to the sky, where there is something in it."""

import math
from collections.abc import Sequence
from typing import Final

from studio.engine.pyrotechnics import AHEAD, watches_fireworks
from studio.engine.stage.callsheet import CallSheet
from studio.engine.stage.rotation import wrapped
from studio.engine.stage.route import Point

TO_CAMERA: Final = -math.pi / 2
CHEAT: Final = 0.78
"""Radians: how far people talking to each other open their bodies to the camera."""
MOST_AWAY: Final = 0.9
"""Radians: nobody who is talked to stands turned further from the camera."""


def newcomers_heading(who: str, position: Point, others: Sequence[Point], sheet: CallSheet) -> float:
    """Newcomers look to the others, opened to the camera; alone, three quarters to the camera. Or to the fireworks."""
    if watches_fireworks(sheet.shot, who):
        return math.atan2(AHEAD[1] - position[1], AHEAD[0] - position[0])
    if not others:
        return TO_CAMERA + (0.42 if (sheet.seed + len(who)) % 2 else -0.42)
    return opened(position, min(others, key=lambda other: math.dist(other, position)))


def opened(position: Point, towards: Point) -> float:
    """The heading to somebody, cheated to the camera so that the face is seen."""
    direct = math.atan2(towards[1] - position[1], towards[0] - position[0])
    gap = wrapped(TO_CAMERA - direct)
    cheat = max(CHEAT, abs(gap) - MOST_AWAY)
    return wrapped(direct + max(-cheat, min(cheat, gap)))
