"""Where the heads of large animals are: what a close frame of a dragon or a horse is on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from studio.engine.creatures import joint_names
from studio.engine.skeleton import rotation_matrices
from studio.engine.stage.creature_tracks import Alive
from studio.engine.stage.rotation import Doubles

LARGE_M: Final = 1.2  # a smaller animal is seen whole in a close frame
_REACH: Final = 0.16  # how far a head reaches round its middle, in the animal's heights
_AHEAD: Final = 0.55  # its middle lies this share of that before the joint it turns on


@dataclass(frozen=True, eq=False)
class Head:
    """Per frame the middle of a head (F, 3) and which way it looks (F,) radians; how far it reaches, metres."""

    middle: Doubles
    facing: Doubles
    reach_m: float


def heads_of(alive: Mapping[str, Alive]) -> dict[str, Head]:
    """The heads of all large animals of a shot, by who they are."""
    return {who: head for who, one in alive.items() if (head := _head(one)) is not None}


def _head(one: Alive) -> Head | None:
    names, tall = joint_names(one.placed.prop.kind), one.placed.kind.size_m[2]
    if "head" not in names or tall < LARGE_M:
        return None
    joint, track = one.limbs[:, names.index("head")].astype(np.float64), one.track
    turn = rotation_matrices(track.orientation.astype(np.float32)).astype(np.float64)
    ahead = np.einsum("fij,fj->fi", turn, -joint[:, :3, 1])
    place = track.position + np.einsum("fij,fj->fi", turn, joint[:, :3, 3])
    return Head(place + _AHEAD * _REACH * tall * ahead, np.arctan2(ahead[:, 1], ahead[:, 0]), _REACH * tall)
