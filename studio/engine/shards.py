"""Pre-cut shards: a thing's shape cut into convex cells, the same for the physics and for the picture.

A cell is what lies nearer to its own seed than to any other (Voronoi); seeds come from the kind's name, so every
vase breaks along the same lines. Metres about the thing's centre, z up.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from studio.engine.vocabulary import PropKind, made
from studio.timeline.film import Prop

Doubles: TypeAlias = NDArray[np.float64]
_COUNTS = (6, 11)
_LEAST_POINTS = 8


@dataclass(frozen=True, eq=False)
class Shard:
    """One piece. normals (n, 3) and offsets (n,): the cell is where normals @ x <= offsets; points (m, 3): its hull;
    centre (3,): the middle of the hull; share: of the whole thing's mass.
    """

    normals: Doubles
    offsets: Doubles
    points: Doubles
    centre: Doubles
    share: float


def shards_of(prop: Prop) -> tuple[Shard, ...]:
    """The pieces of a thing, about six to eleven, smaller towards its foot."""
    return _cut(prop.kind, made(prop))


@cache
def _cut(name: str, kind: PropKind) -> tuple[Shard, ...]:
    cloud = _cloud(kind)
    seeds = _seeds(name, kind, cloud)
    nearest = np.argmin(((cloud[:, None] - seeds[None]) ** 2).sum(-1), 1)
    kept = [number for number in range(len(seeds)) if (nearest == number).sum() >= _LEAST_POINTS]
    return tuple(_shard(number, seeds, cloud[nearest == number], len(cloud)) for number in kept)


def _shard(number: int, seeds: Doubles, points: Doubles, of: int) -> Shard:
    others = np.delete(seeds, number, axis=0)
    normals = others - seeds[number]
    offsets = ((others**2).sum(-1) - (seeds[number] ** 2).sum()) / 2
    return Shard(normals, offsets, _hull(points), points.mean(0), len(points) / of)


def _hull(points: Doubles) -> Doubles:
    """The outermost points in many directions: enough for a convex hull that lies as the piece does."""
    turns = np.arange(40) * 2.399963  # the golden angle spreads directions evenly
    heights = np.linspace(-0.97, 0.97, 40)
    flat = np.sqrt(1 - heights**2)
    ways = np.stack([np.cos(turns) * flat, np.sin(turns) * flat, heights], -1)
    chosen = np.unique(np.argmax(points @ ways.T, 0))
    return points[chosen]


def _cloud(kind: PropKind) -> Doubles:
    """Points all over the wall of the thing: what of it there is to break."""
    x, y, z = (extent / 2 for extent in kind.size_m)
    turn = np.linspace(0, 2 * np.pi, 36, endpoint=False)
    if kind.shape == "sphere":
        height = np.linspace(-0.96, 0.96, 17)
        ring = np.sqrt(1 - height**2)
        wall = [
            np.stack([np.cos(turn) * r, np.sin(turn) * r, np.full(36, h)], -1)
            for h, r in zip(height, ring, strict=True)
        ]
    elif kind.shape == "box":
        line = np.linspace(-1, 1, 13)
        a, b = (grid.ravel() for grid in np.meshgrid(line, line))
        one = np.ones_like(a)
        wall = [np.roll(np.stack([a, b, side * one], -1), axis, 1) for axis in range(3) for side in (-1.0, 1.0)]
    else:
        wall = [np.stack([np.cos(turn), np.sin(turn), np.full(36, h)], -1) for h in np.linspace(-1, 1, 15)]
        wall += [np.stack([np.cos(turn) * r, np.sin(turn) * r, np.full(36, -1.0)], -1) for r in (0.3, 0.65)]
    outer = np.concatenate(wall) * (x, y, z)
    return np.concatenate([outer, outer * 0.93])


def _seeds(name: str, kind: PropKind, cloud: Doubles) -> Doubles:
    """Seeds on the wall, apart from each other, more of them low down where a falling thing strikes."""
    digest = hashlib.blake2b(f"shards/{name}".encode(), digest_size=8).digest()
    rng = np.random.default_rng(int.from_bytes(digest, "big"))
    count = int(rng.integers(_COUNTS[0] + 2, _COUNTS[1] + 1))
    low = 1.6 - cloud[:, 2] / max(kind.size_m[2], 1e-6)
    seeds = [cloud[rng.choice(len(cloud), p=low / low.sum())]]
    while len(seeds) < count:
        options = cloud[rng.choice(len(cloud), 12, p=low / low.sum())]
        apart = np.min(((options[:, None] - np.array(seeds)[None]) ** 2).sum(-1), 1)
        seeds.append(options[np.argmax(apart * rng.uniform(0.5, 1.0, 12))])
    return np.array(seeds) * rng.uniform(0.9, 1.0, (count, 1))
