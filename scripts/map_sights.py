"""Maps what stands in the way of a camera on each set, as painted: ``python scripts/map_sights.py``.

Writes ``resources/sets/sights.toml``; run it after a set is painted anew.
"""

import base64
import sys
import zlib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.sets import build_set
from studio.engine.stage.obstruction import CELL_M, COLUMNS, FIRST_X, FIRST_Y, ROWS, STEP_M
from studio.engine.vocabulary import set_kinds
from studio.timeline.film import Setting

LOWEST_M, HIGHEST_M = 0.12, 2.15
SPACING_M = 0.09


def surface_points(points: NDArray[np.float64], triangles: NDArray[np.int64]) -> NDArray[np.float64]:
    """(N, 3) points spread evenly over the triangles that lie within reach of a camera."""
    corners = points[triangles]
    near = (corners[..., 2].min(1) < HIGHEST_M) & (corners[..., 2].max(1) > LOWEST_M)
    corners = corners[near]
    sides = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    area = np.linalg.norm(np.cross(*sides), axis=-1) / 2
    count = np.minimum(np.ceil(area / SPACING_M**2), 20_000).astype(int) + 1
    which = np.repeat(np.arange(len(corners)), count)
    share = np.random.default_rng(0).random((len(which), 2))
    share = np.where(share.sum(1, keepdims=True) > 1, 1 - share, share)
    return corners[which, 0] + share[:, :1] * sides[0][which] + share[:, 1:] * sides[1][which]


def sights(name: str) -> str:
    """One set's map: for each cell the lowest and highest surface, in steps of ``STEP_M``, packed."""
    mesh = build_set(Setting(name, name), 1).mesh
    still = mesh.sway.reshape(len(mesh.position), -1).max(1) <= 0
    solid = mesh.triangles[still[mesh.triangles].all(1)].astype(np.int64)
    points = surface_points(mesh.position.astype(np.float64), solid)
    points = points[(points[:, 2] > LOWEST_M) & (points[:, 2] < HIGHEST_M)]
    column = np.floor((points[:, 0] - FIRST_X) / CELL_M).astype(int)
    row = np.floor((points[:, 1] - FIRST_Y) / CELL_M).astype(int)
    inside = (column >= 0) & (column < COLUMNS) & (row >= 0) & (row < ROWS)
    low, high = np.full((ROWS, COLUMNS), 255), np.zeros((ROWS, COLUMNS), int)
    steps = np.clip(points[inside, 2] / STEP_M, 0, 254).astype(int)
    np.minimum.at(low, (row[inside], column[inside]), steps)
    np.maximum.at(high, (row[inside], column[inside]), steps)
    packed = zlib.compress(np.stack([low, high]).astype(np.uint8).tobytes(), 9)
    return base64.b64encode(packed).decode()


def main() -> None:
    """Write every set's map."""
    path = Path(__file__).resolve().parent.parent / "resources" / "sets" / "sights.toml"
    head = "# What stands in a camera's way on each set. Made by scripts/map_sights.py; do not edit.\n"
    path.write_text(head + "".join(f'{name} = "{sights(name)}"\n' for name in set_kinds()), "utf-8")


if __name__ == "__main__":
    main()
