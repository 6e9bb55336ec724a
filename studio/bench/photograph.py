"""The photograph that the bench's people are made of, and its mesh; see ``sitters.py``."""

from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import Delaunay

from studio.cameo.capture.recorded import read_picture
from studio.cameo.faces.expression import CHIN, FOREHEAD, Pose, pose_of
from studio.cameo.faces.found import Picture
from studio.resources import resource

Doubles: TypeAlias = NDArray[np.float64]
EVERY: Final = 6
"""Pixels of the photograph from one point of the grid to the next."""


@dataclass(frozen=True, eq=False)
class Photograph:
    """picture; points (n, 3): the face's, then those around it; goes (n,): how much each goes along with the head.

    triangles (g, 3) and shares (g, 3): of which points each place of the grid is made, and how much of each.
    """

    picture: Picture
    points: Doubles
    goes: Doubles
    triangles: NDArray[np.int64]
    shares: Doubles
    grid: tuple[int, int]
    pose: Pose


@cache
def photograph() -> Photograph:
    """The photograph, measured once."""
    from studio.cameo.faces.mesh import MeshFinder

    picture = read_picture(resource("bench/astronaut.jpg"))
    finder = MeshFinder(following=False, most=1)
    found = finder.find(picture)[0].points
    finder.close()
    assert found is not None
    face = found.astype(np.float64)
    points, goes = _surrounded(face, picture.shape)
    rows, columns = -(-picture.shape[0] // EVERY) + 1, -(-picture.shape[1] // EVERY) + 1
    across, down = np.meshgrid(np.arange(columns, dtype=np.float64), np.arange(rows, dtype=np.float64))
    places = np.column_stack([across.ravel(), down.ravel()]) * EVERY
    mesh = Delaunay(points[:, :2])
    at = np.maximum(mesh.find_simplex(places), 0)
    transform = mesh.transform[at]
    two = np.einsum("gij,gj->gi", transform[:, :2], places - transform[:, 2])
    shares = np.clip(np.column_stack([two, 1 - two.sum(axis=1)]), 0, 1)
    shares /= shares.sum(axis=1, keepdims=True)
    triangles = mesh.simplices[at].astype(np.int64)
    return Photograph(picture, points, goes, triangles, shares, (rows, columns), pose_of(found))


def _surrounded(face: Doubles, shape: tuple[int, ...]) -> tuple[Doubles, Doubles]:
    """The face's points with rings around the head that lie further back and go along less and less."""
    middle = face.mean(axis=0)
    high = np.linalg.norm(face[CHIN] - face[FOREHEAD])
    rings, goes = [face], [np.ones(len(face))]
    angles = np.linspace(0, 2 * np.pi, 36, endpoint=False)
    for reach, back, share in ((0.78, 0.30, 1.0), (1.0, 0.45, 1.0), (1.4, 0.5, 0.65), (2.0, 0.5, 0.15)):
        ring = np.column_stack(
            [middle[0] + 0.92 * reach * high * np.cos(angles), middle[1] + reach * high * np.sin(angles) - 0.06 * high]
        )
        below = np.clip(np.sin(angles) - 0.2, 0, 1)
        rings.append(np.column_stack([ring, np.full(36, middle[2] + back * high)]))
        goes.append(share * (1 - 0.75 * below))
    points, along = np.concatenate(rings), np.concatenate(goes)
    inside = (points[:, :2] > 4).all(axis=1) & (points[:, 0] < shape[1] - 4) & (points[:, 1] < shape[0] - 4)
    edge = np.linspace(0, 1, 9)
    wide, tall = float(shape[1] + EVERY), float(shape[0] + EVERY)
    frame = np.concatenate(
        [np.column_stack([edge * wide, np.full(9, y)]) for y in (-1.0, tall)]
        + [np.column_stack([np.full(7, x), edge[1:-1] * tall]) for x in (-1.0, wide)]
    )
    far = np.column_stack([frame, np.full(len(frame), middle[2] + 0.5 * high)])
    return np.concatenate([points[inside], far]), np.concatenate([along[inside], np.zeros(len(frame))])
