"""What hangs on a figure by itself: tails of hair, ribbons, scarf ends, cords, wide sleeves, and skirts."""

from dataclasses import dataclass, field
from typing import Final, TypeAlias

import numpy as np

from studio.engine.painters.cel.figures.sheets import Array
from studio.engine.painters.cel.figures.skinning import Binding, Bound
from studio.engine.skeleton import INDEX, JOINTS

PLACES: Final = 12
"""Round a skirt, from ahead to the figure's left: where its cloth is swung. None is right in the middle, where the
cloth over one leg meets that over the other.
"""
LEVELS: Final = 2
"""Down a skirt: half way, and at its hem."""


@dataclass(frozen=True, eq=False)
class Strip:
    """Something narrow that hangs, as a row of bones.

    name: what it is. anchor: the joint it is sewn to. points: (K + 1, 3) head units at rest, from where it is sewn on.
    radius: how far off the body its middle line is kept, head units. stiff: how far it keeps its shape, 0 (a thread)
    to 1. held: whether it was made as it hangs, so that it sags only when what it is sewn to is turned.
    """

    name: str
    anchor: int
    points: Array
    radius: float = 0.05
    stiff: float = 0.12
    held: bool = False

    @property
    def bones(self) -> int:
        """How many bones it has."""
        return len(self.points) - 1

    @property
    def rest(self) -> Array:
        """Where each of its bones begins, (K, 3) head units."""
        return self.points[:-1]


@dataclass(frozen=True, eq=False)
class Bell:
    """A sleeve so wide that the arm lies in its upper edge and the rest hangs from it. One bone, which may shear.

    anchor: the forearm. at: (3,) head units, the middle of its open end. along: (3,) the arm's way at rest. radius: of
    its open end; inner: of the arm in it; both head units. deep: how deep it hangs open from a level arm, times how
    wide it is on an arm that hangs.
    """

    name: str
    anchor: int
    at: Array
    along: Array
    radius: float
    inner: float
    deep: float = 1.3

    @property
    def hang(self) -> float:
        """How far below a level arm the middle of its open end hangs, head units."""
        return self.radius * self.deep - self.inner

    @property
    def bones(self) -> int:
        """How many bones it has."""
        return 1

    @property
    def rest(self) -> Array:
        """Where its bone begins, (1, 3) head units."""
        return self.at[None]


@dataclass(frozen=True, eq=False)
class Hem:
    """A skirt, as threads round the legs that are tied to one another; its cloth is moved, and no bone turned.

    rings: (LEVELS + 1, PLACES, 3) head units at rest, from where it begins to hang to its hem. follows: the joints
    each place of these goes with. stiff: how far it keeps its shape, 0 to 1.
    """

    name: str
    rings: Array
    follows: Binding
    stiff: float
    radius: float = 0.03

    @property
    def bones(self) -> int:
        """None of its own."""
        return 0

    @property
    def rest(self) -> Array:
        """No bones begin anywhere, (0, 3)."""
        return np.zeros((0, 3))

    @property
    def heights(self) -> tuple[float, float, float]:
        """Where it begins to hang, half way, and its hem; head units."""
        top, middle, low = self.rings[:, 0, 2].tolist()
        return top, middle, low


def hung(points: Array, heights: tuple[float, float, float], moved: Array) -> Array:
    """How far the cloth of a skirt is moved at its points (N, 3), head units at rest; as ``posed.glsl`` has it.

    Args:
        heights: as ``Hem.heights``. moved: (LEVELS * PLACES, 3), of its places.
    """
    turn = np.arctan2(points[:, 1], points[:, 0]) / (2 * np.pi) * PLACES - 0.5
    first = np.floor(turn).astype(np.int64)
    part = (turn - first)[:, None]
    rows = [level * PLACES + first % PLACES for level in range(LEVELS)]
    others = [level * PLACES + (first + 1) % PLACES for level in range(LEVELS)]
    middle, low = (moved[one] + (moved[other] - moved[one]) * part for one, other in zip(rows, others, strict=True))
    top, half, hem = heights
    begun = np.clip((top - points[:, 2:]) / (top - half), 0, 1) ** 1.3
    return middle * begun + (low - middle) * np.clip((half - points[:, 2:]) / (half - hem), 0, 1.1)


Sewn: TypeAlias = Strip | Bell | Hem


@dataclass(eq=False)
class Sewing:
    """All that was sewn to a figure while it was dressed; bones are numbered on from the skeleton's joints."""

    sewn: list[Sewn] = field(default_factory=list[Sewn])

    def sew(self, part: Sewn) -> int:
        """Sew something on. Returns the number of its first bone."""
        first = len(JOINTS) + sum(one.bones for one in self.sewn)
        self.sewn.append(part)
        return first


def strip_binding(part: Strip, first: int) -> Binding:
    """Each point follows the bone beside it, and near a bend the next one too."""
    start, way = part.points[:-1], np.diff(part.points, axis=0)
    span = np.sum(way * way, axis=1)

    def bind(points: Array) -> Bound:
        share = np.clip(np.einsum("nki,ki->nk", points[:, None] - start, way) / span, 0, 1)
        off = np.linalg.norm(points[:, None] - (start + share[..., None] * way), axis=2)
        bone = off.argmin(axis=1)
        here = share[np.arange(len(points)), bone]
        second = np.clip(bone + np.where(here < 0.5, 0, 1), 1, part.bones - 1)
        low = np.maximum(second - 1, 0)
        weight = np.clip(bone + here - second + 0.5, 0, 1)
        return np.stack([first + low, first + second], axis=1).astype(np.uint8), weight.astype(np.float32)

    return bind


def bell_binding(rest: Array, side: str, first: int, begins: float, ends: float) -> Binding:
    """Shoulder to forearm, and from ``begins`` to ``ends`` (distances from the shoulder) over to the sleeve's bone."""
    upper, fore, chest = (INDEX[name] for name in (f"upper_arm_{side}", f"forearm_{side}", "chest"))
    along = rest[fore] - rest[upper]
    along = along / np.linalg.norm(along)

    def bind(points: Array) -> Bound:
        t = (points - rest[upper]) @ along
        near, elbow = t < 0.42, t < begins
        ones = np.select([near, elbow], [chest, upper], fore)
        others = np.select([near, elbow], [upper, fore], first)
        steps = [(-0.16, 0.06), (begins - 0.26, begins), (begins, ends)]
        low, high = (np.select([near, elbow], [a, b], c) for a, b, c in zip(*steps, strict=True))
        ramp = np.clip((t - low) / (high - low), 0, 1)
        weight = ramp * ramp * (3 - 2 * ramp)
        return np.stack([ones, others], axis=1).astype(np.uint8), weight.astype(np.float32)

    return bind
