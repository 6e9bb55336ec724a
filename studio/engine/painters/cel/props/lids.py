"""Things that open: their own mesh cut along the lid's plane, hollow or filled, the lid on a joint of its own."""

from dataclasses import replace

import numpy as np

from studio.engine.painters.cel.mesh import Mesh, join
from studio.engine.painters.cel.props.shards import cut_along
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.shapes import Finish, Shape, box, finish, merged, paint, quad, rgb
from studio.engine.vocabulary import Lid, PropKind

_INSET = 0.03
_SHELF_M = 0.012


def with_lid(mesh: Mesh, kind: PropKind, lid: Lid) -> Mesh:
    """The mesh about its middle with its lid cut off, on joint 1."""
    normal, offset = np.array(lid.cut[:3]), lid.cut[3]
    body, cover = cut_along(mesh, normal, offset), cut_along(mesh, -normal, -offset)
    coat = finish(lid.inside, 0.4, depth=0.72)
    inner = [paint(shape, coat) for shape in _pages(kind, lid)] if lid.filled else _shelves(kind, lid)
    lids = [_on_lid(cover), *(_on_lid(paint(shape, coat)) for shape in _pages(kind, lid, -1))] if lid.filled else []
    return join([body, *inner, *(lids or [_on_lid(cover)])])


def _on_lid(mesh: Mesh) -> Mesh:
    return replace(mesh, bones=np.tile(np.array((1, 0), np.uint8), (len(mesh.position), 1)))


def _pages(kind: PropKind, lid: Lid, facing: int = 1) -> list[Shape]:
    """The face of the cut of a filled thing that lies flat, seen from above or (-1) from below."""
    wide, deep = (extent - 2 * _INSET * extent for extent in kind.size_m[:2])
    z = lid.cut[3] + 0.0004 * facing
    if facing > 0:
        return [quad((-wide / 2, -deep / 2, z), (wide, 0, 0), (0, deep, 0))]
    return [quad((-wide / 2, deep / 2, z), (wide, 0, 0), (0, -deep, 0))]


def _shelves(kind: PropKind, lid: Lid) -> list[Mesh]:
    """Boards across a case with a door before it, with a few goods on them in their own colours."""
    if not lid.shelves:
        return []
    wide, deep, high = (extent * 0.9 for extent in kind.size_m)
    front = -lid.cut[3] + 0.04
    levels = -high / 2 + high * np.arange(1, lid.shelves + 1) / (lid.shelves + 1)
    boards = merged([box((0, (front + deep / 2) / 2, z), (wide, deep / 2 - front, _SHELF_M)) for z in levels])
    goods = [_good(i, wide, deep, float(z)) for i, z in enumerate((*levels, *levels))]
    return [paint(boards, finish("#e8eef2", 0.4)), *goods]


def _good(number: int, wide: float, deep: float, z: float) -> Mesh:
    tones: tuple[str, ...] = ("#d8574f", "#e8c04a", "#5fa87a", "#f2ece0", "#4a7fc0", "#e8a24a")
    high = 0.10 + 0.05 * (number % 3)
    across = wide * (-0.28 + 0.19 * (number * 2 % 5))
    tone: RGB = rgb(tones[number % len(tones)])
    coat: Finish = finish(tone, 0.4)
    return paint(box((across, deep * 0.1, z + high / 2 + _SHELF_M), (0.09, 0.09, high)), coat)
