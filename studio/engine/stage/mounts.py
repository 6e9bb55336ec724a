"""What one rides, as ``acting/rides.toml`` has it: on land, or afloat."""

import math
from functools import cache
from typing import Final

from msgspec import Struct

from studio.engine.vocabulary import read_table
from studio.timeline.film import Prop
from studio.timeline.world import Quaternion, Vector

RIDES: Final = "ride"
RIDING: Final = "riding"
"""The motion, and the posture of whoever is on something as a shot ends."""


class Mount(Struct, frozen=True):
    """How one is on a kind of thing; see ``acting/rides.toml``."""

    saddle: Vector
    feet: Vector
    hands: Vector | None = None
    crank: float = 0.0
    gear: float = 0.0
    lean: float = 0.0
    sideways: float = 0.0
    stands: bool = False
    seats: tuple[float, ...] = ()
    draws_m: float = 0.0


@cache
def mounts() -> dict[str, Mount]:
    """``acting/rides.toml``."""
    return read_table("acting/rides.toml", Mount)


def mount_of(prop: Prop) -> Mount | None:
    """How one is on this thing; None for what nobody rides."""
    return mounts().get(prop.kind)


def heading_of(turn: Quaternion) -> float:
    """Which way something upright heads, radians about the vertical."""
    return 2 * math.atan2(turn[3], turn[0])
