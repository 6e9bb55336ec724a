"""Hats by what they are called: round ones with a brim, of straw, pointed, knitted, and caps with a peak."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from studio.engine.painters.cel.figures.palette import Tone, cloth, rgb
from studio.engine.painters.cel.figures.person import Paint, Person, painted
from studio.engine.painters.cel.figures.sheets import Array, Sheet, around, loft, rotation, sheet, smooth, turned
from studio.engine.painters.cel.figures.skinning import HEAD, rigid
from studio.engine.painters.cel.mesh import Mesh, Surface

_LEAN: Final = rotation("y", -0.14) @ rotation("x", 0.06)
_SEAT: Final = np.array([0.0, 0.0, 0.9])
_LINE: Final = 0.86
_STRAW: Final = "#ecc878"
_BACK: Final = -0.03
"""How far behind the middle of the head a hat sits, in heads."""

_Ring = tuple[float, float, float, float]
"""Forward, up, and how far a ring of a hat reaches forward and aside, in heads."""


@dataclass(frozen=True)
class _Hat:
    """The rings of a crown, of a brim and of the band round the crown; how far the brim waves up and down."""

    crown: tuple[_Ring, ...]
    brim: tuple[_Ring, ...] = ()
    band: tuple[_Ring, ...] = ()
    waves: float = 0.0
    steps: int = 8


_ROUND: Final = _Hat(
    ((_BACK, 1.22, 0.02, 0.02), (_BACK, 1.21, 0.22, 0.21), (_BACK, 1.14, 0.40, 0.39), (_BACK, 0.98, 0.495, 0.475),
     (_BACK, 0.86, 0.53, 0.51)),
    ((_BACK, 0.90, 0.50, 0.48), (_BACK, 0.88, 0.60, 0.58), (_BACK, 0.83, 0.78, 0.76)),
    ((_BACK, 0.95, 0.515, 0.495), (_BACK, 0.94, 0.53, 0.51), (_BACK, 0.875, 0.55, 0.53), (_BACK, 0.865, 0.52, 0.50)),
)  # fmt: skip
_WIDE: Final = _Hat(
    ((_BACK, 1.20, 0.02, 0.02), (_BACK, 1.19, 0.24, 0.23), (_BACK, 1.13, 0.40, 0.39), (_BACK, 1.00, 0.49, 0.47),
     (_BACK, 0.86, 0.53, 0.51)),
    ((_BACK, 0.90, 0.50, 0.48), (_BACK, 0.89, 0.68, 0.66), (_BACK, 0.86, 0.86, 0.84), (_BACK, 0.80, 1.02, 1.00)),
    ((_BACK, 1.00, 0.492, 0.472), (_BACK, 0.99, 0.51, 0.49), (_BACK, 0.885, 0.552, 0.532), (_BACK, 0.87, 0.53, 0.51)),
    waves=0.028,
)  # fmt: skip
_POINTED: Final = _Hat(
    ((-0.62, 1.98, 0.01, 0.01), (-0.52, 1.97, 0.05, 0.05), (-0.34, 1.86, 0.12, 0.115), (-0.20, 1.62, 0.20, 0.19),
     (-0.10, 1.34, 0.32, 0.31), (-0.045, 1.08, 0.45, 0.43), (_BACK, 0.86, 0.545, 0.525)),
    ((_BACK, 0.90, 0.50, 0.48), (_BACK, 0.885, 0.70, 0.68), (_BACK, 0.85, 0.92, 0.90), (_BACK, 0.80, 1.10, 1.08)),
    ((-0.034, 1.02, 0.478, 0.458), (_BACK, 1.01, 0.50, 0.48), (_BACK, 0.88, 0.565, 0.545), (_BACK, 0.865, 0.54, 0.52)),
    waves=0.05,
    steps=14,
)  # fmt: skip
_KNITTED: Final = _Hat(
    ((_BACK, 1.27, 0.02, 0.02), (_BACK, 1.25, 0.20, 0.19), (_BACK, 1.16, 0.39, 0.38), (_BACK, 0.98, 0.50, 0.48),
     (_BACK, 0.80, 0.515, 0.495)),
    band=((_BACK, 0.95, 0.50, 0.48), (_BACK, 0.93, 0.555, 0.535), (_BACK, 0.79, 0.565, 0.545),
          (_BACK, 0.77, 0.51, 0.49)),
)  # fmt: skip
_CAP: Final = _Hat(
    ((_BACK, 1.20, 0.02, 0.02), (_BACK, 1.19, 0.22, 0.21), (_BACK, 1.12, 0.40, 0.39), (_BACK, 0.97, 0.50, 0.48),
     (_BACK, 0.82, 0.525, 0.505)),
)  # fmt: skip


def under_hat(points: Array) -> Array:
    """Head-space points (N, 3) of hair pressed down so far that a hat goes over them."""
    own = (points - _SEAT) @ _LEAN + _SEAT
    inside = own[:, 2] > _LINE
    middle = np.array([-0.03, 0.0])
    reach = np.linalg.norm(own[:, :2] - middle, axis=1)
    height = np.where(inside, np.minimum(own[:, 2], _LINE + (own[:, 2] - _LINE) * 0.6), own[:, 2])
    height = np.where(inside, np.minimum(height, 1.15), own[:, 2])
    room = np.interp(height, [0.84, 0.98, 1.10, 1.15], [0.475, 0.45, 0.36, 0.22])
    share = np.where(inside, np.minimum(1.0, room / np.maximum(reach, 1e-6)), 1.0)
    pressed = np.column_stack([middle + (own[:, :2] - middle) * share[:, None], height])
    return np.where(inside[:, None], (pressed - _SEAT) @ _LEAN.T + _SEAT, points)


def wears_hat(person: Person) -> bool:
    """Whether anything is on the head that hair goes under."""
    return any(name in HATS for name in person.look.accessories)


def _hat(person: Person) -> list[Mesh]:
    """A round hat with a brim and a band, a little tilted; nothing for who wears another kind."""
    if any(name in HATS and name != "hat" for name in person.look.accessories):
        return []
    return _made(person, _ROUND, person.colours.second, person.colours.accent)


def _straw_hat(person: Person) -> list[Mesh]:
    return _made(person, _WIDE, cloth(rgb(_STRAW)), person.colours.accent)


def _witch_hat(person: Person) -> list[Mesh]:
    return _made(person, _POINTED, person.colours.second, person.colours.accent)


def _beanie(person: Person) -> list[Mesh]:
    return _made(person, _KNITTED, person.colours.accent, person.colours.accent.scaled(0.88))


def _cap(person: Person) -> list[Mesh]:
    tone = person.colours.accent
    return [*_made(person, _CAP, tone, tone), *_put_on(person, [(_peak(person), tone.scaled(0.9))])]


def _made(person: Person, hat: _Hat, tone: Tone, band: Tone) -> list[Mesh]:
    columns = person.detail.count(24)
    parts = [(sheet(loft(smooth(hat.crown, hat.steps), columns, power=2.0)), tone)]
    parts += [(_brim(hat, columns), tone)] if hat.brim else []
    parts += [(sheet(loft(np.array(hat.band), columns, power=2.0)), band)] if hat.band else []
    return _put_on(person, parts)


def _put_on(person: Person, parts: list[tuple[Sheet, Tone]]) -> list[Mesh]:
    leant = [(turned(part, _LEAN, _SEAT), tone) for part, tone in parts]
    worn = [(replace(part, points=person.out_of_head(part.points)), tone) for part, tone in leant]
    return [painted(part, Paint(tone, Surface.CLOTH, 1.0), rigid(HEAD)) for part, tone in worn]


def _brim(hat: _Hat, columns: int) -> Sheet:
    """Two faces of a brim; a wide one rises and falls round its edge."""
    rows = 4 if len(hat.brim) < 4 else 6
    grid = loft(smooth(hat.brim, rows), columns, power=2.0)
    edge = np.linspace(0.0, 1.0, rows)[:, None] ** 2
    angle = np.linspace(0, math.tau, columns, endpoint=False)[None]
    grid[..., 2] += hat.waves * edge * (np.sin(2 * angle + 0.9) + 0.5 * np.sin(3 * angle))
    closed = np.concatenate([grid, grid[::-1] - np.array([0, 0, 0.02])])
    return sheet(closed, outside=closed.mean(axis=(0, 1)))


def _peak(person: Person) -> Sheet:
    """The peak of a cap: a tongue over the forehead."""
    angle = np.linspace(-1.0, 1.0, person.detail.count(11))
    reach = np.sqrt(np.clip(1.0 - (angle / 1.0) ** 2, 0.0, 1.0))
    rings = [(_BACK, 0.86, 0.50, 0.48), (_BACK, 0.85, 0.62, 0.52), (_BACK, 0.81, 0.78, 0.54)]
    inner = around(np.array(rings), angle, power=2.0)
    grid = inner[:1] + (inner - inner[:1]) * reach[None, :, None]
    closed = np.concatenate([grid, grid[::-1] - np.array([0, 0, 0.025])])
    return sheet(closed, wrap=False, outside=closed.mean(axis=(0, 1)))


HATS: Final[dict[str, Callable[[Person], list[Mesh]]]] = {
    "hat": _hat,
    "straw-hat": _straw_hat,
    "witch-hat": _witch_hat,
    "beanie": _beanie,
    "cap": _cap,
}
"""What is worn on the head, by the accessory's key."""
