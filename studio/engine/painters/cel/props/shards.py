"""Shards of a broken prop: its own mesh cut along the shards' cells, a wall given to it, in its own colours."""

from dataclasses import fields, replace

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.mesh import Mesh, Surface
from studio.engine.shards import Shard

WALL_M = 0.006
_INSIDE, _EDGE = 0.78, 1.12
_COLUMNS = tuple(field.name for field in fields(Mesh) if field.name not in ("triangles", "surface", "bones"))
_Soup = dict[str, NDArray[np.float32]]


def cut_shard(mesh: Mesh, shard: Shard) -> Mesh:
    """The piece of a mesh in one shard's cell, about the shard's centre."""
    soup = _clipped(_walls(mesh), shard.normals, shard.offsets)
    return _mesh(soup, shard.centre)


def cut_along(mesh: Mesh, normal: NDArray[np.float64], offset: float) -> Mesh:
    """What of a mesh lies on the near side of a plane, where normal @ x <= offset, a wall given to it."""
    return _mesh(_clipped(_walls(mesh), normal[None], np.array([offset])), np.zeros(3))


def _walls(mesh: Mesh) -> _Soup:
    """Every triangle's corners (M, 3, n), outside and, turned over and further in, inside."""
    outer = {name: getattr(mesh, name)[mesh.triangles].astype(np.float32) for name in _COLUMNS}
    inner = {name: values[:, ::-1].copy() for name, values in outer.items()}
    inner["position"] -= inner["normal"] * WALL_M
    inner["normal"] = -inner["normal"]
    inner["colour"] *= _INSIDE
    inner["shade"] *= _INSIDE
    inner["outline"] *= 0.0
    return {name: np.concatenate([outer[name], inner[name]]) for name in outer}


def _clipped(soup: _Soup, normals: NDArray[np.float64], offsets: NDArray[np.float64]) -> _Soup:
    for normal, offset in zip(normals, offsets, strict=True):
        soup = _cut(soup, soup["position"] @ normal.astype(np.float32) - np.float32(offset))
    return soup


def _cut(soup: _Soup, beyond: NDArray[np.float32]) -> _Soup:
    """The triangles on the near side of a plane; ``beyond`` (M, 3) is how far each corner is over it."""
    out = beyond > 0
    count = out.sum(1)
    kept = [{name: values[count == 0] for name, values in soup.items()}]
    for lost in (1, 2):
        rows = np.flatnonzero(count == lost)
        if len(rows):
            odd = np.argmax(out[rows] if lost == 1 else ~out[rows], 1)
            kept += _split(soup, beyond, rows, odd, lost)
    return {name: np.concatenate([part[name] for part in kept]) for name in soup}


def _split(
    soup: _Soup, beyond: NDArray[np.float32], rows: NDArray[np.intp], odd: NDArray[np.intp], lost: int
) -> list[_Soup]:
    """Triangles with one corner lost (two triangles are left) or two (one is left), and the broken edge between."""
    a, b, c = odd, (odd + 1) % 3, (odd + 2) % 3
    da, db, dc = beyond[rows, a], beyond[rows, b], beyond[rows, c]
    parts: list[_Soup] = [{} for _ in range(2 if lost == 1 else 1)]
    ends: dict[str, tuple[NDArray[np.float32], NDArray[np.float32]]] = {}
    for name, values in soup.items():
        pa, pb, pc = values[rows, a], values[rows, b], values[rows, c]
        ab = (pa + (pb - pa) * _share(da, db, pa)).astype(np.float32)
        ac = (pa + (pc - pa) * _share(da, dc, pa)).astype(np.float32)
        ends[name] = (ab, ac)
        if lost == 1:
            parts[0][name] = np.stack([ab, pb, pc], 1)
            parts[1][name] = np.stack([ab, pc, ac], 1)
        else:
            parts[0][name] = np.stack([pa, ab, ac], 1)
    return parts + _edges(ends, flip=lost == 1)


def _share(first: NDArray[np.float32], second: NDArray[np.float32], like: NDArray[np.float32]) -> NDArray[np.float32]:
    apart = np.where(np.abs(first - second) < 1e-9, np.float32(1.0), first - second)
    share = (first / apart).astype(np.float32)
    return share.reshape(-1, *([1] * (like.ndim - 1)))


def _edges(ends: dict[str, tuple[NDArray[np.float32], NDArray[np.float32]]], flip: bool) -> list[_Soup]:
    """The broken edge of the wall: a strip from the outer line inwards, seen from both sides."""
    near = {name: values[0] for name, values in ends.items()}
    far = {name: values[1] for name, values in ends.items()}
    if flip:
        near, far = far, near
    low, high = _inwards(near), _inwards(far)
    strips: list[_Soup] = [_stack(near, far, high), _stack(near, high, low)]
    for strip in strips:
        strip["colour"] = np.minimum(strip["colour"] * np.float32(_EDGE), np.float32(1.0))
        strip["shade"] = np.minimum(strip["shade"] * np.float32(_EDGE), np.float32(1.0))
        strip["outline"] = np.zeros_like(strip["outline"])
    return strips + [{name: values[:, ::-1].copy() for name, values in strip.items()} for strip in strips]


def _inwards(side: _Soup) -> _Soup:
    inner = dict(side)
    inner["position"] = (side["position"] - side["normal"] * np.float32(WALL_M)).astype(np.float32)
    return inner


def _stack(first: _Soup, second: _Soup, third: _Soup) -> _Soup:
    return {name: np.stack([first[name], second[name], third[name]], 1) for name in first}


def _mesh(soup: _Soup, centre: NDArray[np.float64]) -> Mesh:
    """Triangles with corners of their own, as a mesh about a centre."""
    flat = {name: values.reshape(-1, *values.shape[2:]) for name, values in soup.items()}
    count = len(flat["position"])
    flat["position"] = (flat["position"] - centre).astype(np.float32)
    surface = np.full(count, int(Surface.PLAIN), np.uint8)
    triangles = np.arange(count, dtype=np.uint32).reshape(-1, 3)
    return Mesh(**flat, surface=surface, bones=np.zeros((count, 2), np.uint8), triangles=triangles)


def put_out(mesh: Mesh) -> Mesh:
    """The mesh with its light out: what glowed is plain and grey."""
    glowing = mesh.surface == int(Surface.GLOW)
    lit = np.where(glowing[:, None], 0.55 * mesh.colour.mean(1, keepdims=True) + 0.12 * mesh.colour, mesh.colour)
    shade = np.where(glowing[:, None], 0.75 * lit, mesh.shade)
    surface = np.where(glowing, int(Surface.PLAIN), mesh.surface).astype(np.uint8)
    return replace(
        mesh,
        colour=lit.astype(np.float32),
        shade=shade.astype(np.float32),
        surface=surface,
        glow=np.zeros_like(mesh.glow),
    )
