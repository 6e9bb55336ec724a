"""Ears and tails of animals, worn or grown. Their shapes are data: ``figures/ears.toml``, ``figures/tails.toml``."""

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Final

import numpy as np
from msgspec import Struct

from studio.engine.painters.cel.figures.hair_styles import style_of
from studio.engine.painters.cel.figures.palette import Tone, cloth, hair, rgb
from studio.engine.painters.cel.figures.person import Paint, Person, painted
from studio.engine.painters.cel.figures.sewing import Strip, strip_binding
from studio.engine.painters.cel.figures.sheets import Array, Sheet, capped, rotation, sheet, smooth, tube
from studio.engine.painters.cel.figures.skinning import HEAD, PELVIS, rigid
from studio.engine.painters.cel.mesh import Mesh, Surface
from studio.engine.vocabulary import read_table

_ROWS: Final = 11
_AROUND: Final = 14
_INSIDE: Final = 0.66
"""How much of an ear's width its inside takes."""
_BONES: Final = 4
_DARK: Final = rgb("#3b2c2a")
_NO_TIP: Final = 1.0


class Ear(Struct, frozen=True):
    """The left one of two ears; see the head of the table."""

    at: tuple[float, float, float]
    height: float
    half: float
    widest: float
    tip: float
    thick: float
    lean: float
    back: float
    turn: float
    inner: str
    bend: float = 0.0
    dark: float = _NO_TIP


class Tail(Struct, frozen=True):
    """A tail; see the head of the table."""

    line: tuple[tuple[float, float, float], ...]
    radii: tuple[float, ...]
    stiff: float
    tip: float = _NO_TIP
    tips: str = ""


@cache
def ears() -> Mapping[str, Ear]:
    """Every kind of ear, by the accessory's name."""
    return read_table("figures/ears.toml", Ear)


@cache
def tails() -> Mapping[str, Tail]:
    """Every kind of tail, by the accessory's name."""
    return read_table("figures/tails.toml", Tail)


def beastly() -> dict[str, Callable[[Person], list[Mesh]]]:
    """What makes each of them, by the accessory's name."""
    return {
        **{name: partial(_pair, kind=kind) for name, kind in ears().items()},
        **{name: partial(_tail, kind=kind) for name, kind in tails().items()},
    }


def _pair(person: Person, kind: Ear) -> list[Mesh]:
    """Both ears, with their insides."""
    inside = Paint(cloth(rgb(kind.inner)), Surface.PLAIN, 0.0)
    tone, meshes = person.colours.hair, list[Mesh]()
    for side in (1.0, -1.0):
        whole, within = _outside(kind), _within(kind)
        if kind.dark < _NO_TIP:
            cut = round(kind.dark * (len(whole) - 1))
            meshes.append(_stood(person, kind, side, sheet(whole[: cut + 1]), Paint(tone, Surface.PLAIN, 1.0)))
            tips = Paint(hair(_DARK), Surface.PLAIN, 1.0)
            meshes.append(_stood(person, kind, side, sheet(whole[cut:]), tips))
        else:
            meshes.append(_stood(person, kind, side, sheet(whole), Paint(tone, Surface.PLAIN, 1.0)))
        meshes.append(_stood(person, kind, side, sheet(within, wrap=False, outside=(-1.0, 0.0, 0.2)), inside))
    return meshes


def _widths(kind: Ear, rows: Array) -> Array:
    """Half the width of an ear at shares of its height."""
    base = kind.half * 0.86
    knots = [(0.0, base), (max(kind.widest, 0.01), kind.half), (1.0, kind.tip)]
    at, width = zip(*knots, strict=True)
    straight = np.interp(rows, at, width)
    rounded = kind.tip + (kind.half - kind.tip) * np.sqrt(
        np.clip(1 - np.clip((rows - at[1]) / (1 - at[1]), 0, 1) ** 2, 0, 1)
    )
    round_share = np.clip((kind.tip / kind.half - 0.1) * 2.5, 0.12, 1.0)
    return np.asarray(np.where(rows > at[1], straight + (rounded - straight) * round_share, straight))


def _outside(kind: Ear) -> Array:
    """The ear as a closed shell, straight up from its foot, opening ahead: (rows, around, 3)."""
    rows = np.linspace(0, 1, _ROWS)
    angle = np.linspace(0, 2 * np.pi, _AROUND, endpoint=False)
    width = _widths(kind, rows)[:, None]
    thick = kind.thick * np.sqrt(np.clip(1.02 - rows**2, 0, 1))[:, None]
    ahead = np.where(np.cos(angle) > 0, 0.35, 1.0) * np.cos(angle)
    grid = np.stack(
        [thick * ahead, width * np.sin(angle), np.broadcast_to((rows * kind.height)[:, None], (_ROWS, _AROUND))], axis=2
    )
    return capped(_bent(kind, grid))


def _within(kind: Ear) -> Array:
    """The inside, just ahead of the shell: (rows, across, 3)."""
    rows = np.linspace(0.08, 0.86, _ROWS - 2)
    across = np.linspace(-1, 1, 7)
    width = (_widths(kind, rows) * _INSIDE * np.sqrt(np.clip(1.05 - ((rows - 0.08) / 0.8) ** 3, 0, 1)))[:, None]
    thick = (kind.thick * np.sqrt(np.clip(1.02 - rows**2, 0, 1)))[:, None]
    ahead = 0.35 * thick * np.sqrt(np.clip(1 - (across * _INSIDE) ** 2, 0, 1)) + 0.012
    grid = np.stack([ahead, width * across, np.broadcast_to((rows * kind.height)[:, None], ahead.shape)], axis=2)
    return _bent(kind, grid)


def _bent(kind: Ear, grid: Array) -> Array:
    """The top fallen forward: each row turned about the foot by its share of the bend, squared."""
    turn = kind.bend * (grid[..., 2] / kind.height) ** 2
    x, z = grid[..., 0], grid[..., 2]
    return np.stack(
        [x * np.cos(turn) + z * np.sin(turn) * 0.8, grid[..., 1], z * np.cos(turn * 0.8) - x * np.sin(turn)], axis=2
    )


def _stood(person: Person, kind: Ear, side: float, part: Sheet, paint: Paint) -> Mesh:
    """A part of an ear put on the head."""
    pose = rotation("x", -side * kind.lean) @ rotation("y", -kind.back) @ rotation("z", side * kind.turn)
    foot = clear_of_hair(person, np.array(kind.at) * (1.0, side, 1.0))
    points = part.points @ pose.T + foot
    stood = Sheet(person.out_of_head(points), part.normals @ pose.T, part.uv, part.triangles)
    return painted(stood, paint, rigid(HEAD))


def _tail(person: Person, kind: Tail) -> list[Mesh]:
    """A tail on bones of its own, with a tip of another colour where it has one."""
    line = np.array(kind.line) + np.array([-_behind(person), 0.0, 0.0])
    part = Strip("tail", PELVIS, smooth(line, _BONES + 1), 0.10, kind.stiff)
    binding = strip_binding(part, person.sewing.sew(part))
    rows = 4 * len(kind.line)
    radii = np.interp(np.linspace(0, len(kind.radii) - 1, rows), np.arange(len(kind.radii)), kind.radii)
    grid = capped(tube(smooth(line, rows), radii, 10, (0.0, 1.0, 0.0)))
    cut = round(kind.tip * (len(grid) - 1))
    pieces: list[tuple[Array, Tone]] = [(grid[: cut + 1], person.colours.hair)] if cut > 0 else []
    if cut < len(grid) - 1:
        pieces.append((grid[cut:], cloth(rgb(kind.tips))))
    return [painted(sheet(piece), Paint(tone, Surface.PLAIN, 1.0), binding) for piece, tone in pieces]


def _behind(person: Person) -> float:
    """How far the seat is behind that of the build the tails were drawn for."""
    return float(person.build.hip - 1.0) * 0.16


def clear_of_hair(person: Person, at: Array) -> Array:
    """A place on the head, or on the ball of hair round it."""
    puff = style_of(person.look.hair_style).puff
    if puff is None:
        return at
    way = at - np.array(puff.at)
    return np.array(puff.at) + way / np.linalg.norm(way) * puff.radius * (1 + puff.bumpy * 0.3)
