"""Pieces of clothing that outfits are put together from: bodices, skirts, sleeves, trousers."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from studio.engine.painters.cel.figures.body import arm_axis, bare_arm, leg_grid, trunk_rings
from studio.engine.painters.cel.figures.palette import Tone
from studio.engine.painters.cel.figures.person import Paint, Person, painted
from studio.engine.painters.cel.figures.sewing import PLACES, Bell, Hem, bell_binding
from studio.engine.painters.cel.figures.sheets import (
    Array,
    curve,
    loft,
    pleated,
    reversed_sheet,
    sheet,
    tube,
)
from studio.engine.painters.cel.figures.skinning import Binding, arm, garment, leg, skirt
from studio.engine.painters.cel.mesh import Mesh, Surface
from studio.engine.skeleton import INDEX


def bodice(
    person: Person, tone: Tone, bottom: float, *, top: float = 4.80, ease: float = 0.012, loose: float = 0.0
) -> Mesh:
    """The trunk of a garment from the neck down to ``bottom``. ``loose`` straightens the waist."""
    rows = person.detail.count(max(6, round((top - bottom) * 6.5)))
    rings = trunk_rings(person, top, bottom, rows, ease)
    rings = loosened(person, rings, ease, loose)
    grid = loft(rings, person.detail.count(24))
    return painted(
        sheet(grid), Paint(tone), garment(person.rest), 0.12 * np.clip((3.4 - sheet(grid).points[:, 2]) / 0.8, 0, 1)
    )


def loosened(person: Person, rings: Array, ease: float, loose: float) -> Array:
    """Rings of the trunk that fall from the chest, by a share, rather than follow the waist."""
    below = np.clip((4.1 - rings[:, 1]) / 0.5, 0, 1)
    chest = trunk_rings(person, 4.05, 4.04, 2, ease)[0]
    return np.column_stack([rings[:, :2], np.maximum(rings[:, 2:], chest[2:] * 0.97 * loose * below[:, None])])


@dataclass(frozen=True)
class Flare:
    """How a skirt falls: heights of waist and hem, hem half depth and half width; pressed pleats or soft
    folds round it, and their depth.
    """

    waist: float
    hem: float
    depth: float
    width: float
    pleats: int = 0
    folds: int = 0
    pleat_depth: float = 0.05
    sway: float = 0.5
    ease: float = 0.014
    curve: float = 0.75


def flared(person: Person, tone: Tone, cut: Flare, ink: float = 1.0) -> list[Mesh]:
    """A skirt with its lining."""
    rings = skirt_rings(person, cut)
    columns = cut.pleats * 2 or cut.folds * 4 or person.detail.count(28)
    grid = loft(rings, columns, pleats=_pleats(cut, rings, columns))
    part = pleated(grid) if cut.pleats else sheet(grid)
    sway = _hang(cut, part.points)
    lining = rings[len(rings) // 3 :] * np.array([1, 1, 0.97, 0.97])
    inner = reversed_sheet(sheet(loft(lining, columns, pleats=_pleats(cut, lining, columns))))
    binding = garment(person.rest) if cut.waist > 3.05 else skirt
    if cut.waist - cut.hem > _LEAST_SKIRT:
        person.sewing.sew(_hem_of(rings, cut, binding))
    return [
        painted(part, Paint(tone, Surface.CLOTH, ink), binding, sway),
        painted(inner, Paint(tone.in_shadow, Surface.PLAIN, 0.0), binding, _hang(cut, inner.points)),
    ]


_LEAST_SKIRT: Final = 0.8
"""What is longer hangs and swings, head units; what is shorter is a fauld."""
_HANGS_FROM: Final = 3.2


def _hem_of(rings: Array, cut: Flare, follows: Binding) -> Hem:
    """The threads of a skirt: the tighter it is cut, the less it swings."""
    top = min(cut.waist - 0.15, _HANGS_FROM)
    angle = (np.arange(PLACES) + 0.5) / PLACES * math.tau
    rows: list[Array] = []
    for height in (top, (top + cut.hem) / 2, cut.hem):
        middle, deep, wide = (float(np.interp(-height, -rings[:, 1], rings[:, k])) for k in (0, 2, 3))
        reach = 1 / np.hypot(np.cos(angle) / deep, np.sin(angle) / wide)
        rows.append(np.stack([middle + reach * np.cos(angle), reach * np.sin(angle), np.full(PLACES, height)], axis=1))
    return Hem("skirt", np.stack(rows), follows, _SLACK + _TIGHT * max(1 - cut.sway / 0.6, 0.0) ** 1.5)


_SLACK: Final = 0.05
_TIGHT: Final = 0.25


def _hang(cut: Flare, points: Array) -> Array:
    return cut.sway * np.clip((cut.waist - 0.2 - points[:, 2]) / (cut.waist - cut.hem), 0, 1) ** 1.3


def skirt_rings(person: Person, cut: Flare) -> Array:
    """Rings of a skirt from its waist, over the hips, to its hem."""
    rows = person.detail.count(max(5, round((cut.waist - cut.hem) * 5.5)))
    z = np.linspace(cut.waist, cut.hem, rows)
    body = trunk_rings(person, cut.waist, max(2.7, cut.hem), rows, cut.ease)
    hips = np.stack([np.interp(-z, -body[:, 1], body[:, k]) for k in range(4)], axis=1)
    share = np.clip((cut.waist - z) / (cut.waist - cut.hem), 0, 1) ** cut.curve
    start = body[0]
    swung = start[2:] + (np.array([cut.depth, cut.width]) - start[2:]) * share[:, None]
    hips[:, 1] = z
    hips[:, 2:] = np.maximum(hips[:, 2:] * (z > 2.7)[:, None], swung)
    return hips


def _pleats(cut: Flare, rings: Array, columns: int) -> Array | None:
    if not cut.pleats and not cut.folds:
        return None
    depth = cut.pleat_depth * np.clip((cut.waist - 0.1 - rings[:, 1]) / (cut.waist - cut.hem), 0, 1)
    angle = np.linspace(0, math.tau, columns, endpoint=False)
    return 1 + depth[:, None] * np.cos(angle * (cut.pleats or cut.folds) + 0.4 * (cut.folds > 0))[None]


_ARM_RADIUS: Final = 0.125
"""Of a forearm, with room round it, head units."""
_UP_THE_SLEEVE: Final = 1.0
"""From where on the arm in a wide sleeve is drawn: it shows as far up as the sleeve slides down."""


def sleeve(
    person: Person,
    side: str,
    tone: Tone,
    profile: ArrayLike,
    *,
    open_end: bool = True,
    bind: Binding | None = None,
) -> list[Mesh]:
    """A sleeve: rows of (distance from the shoulder, radius), rounded over the shoulder, lined at its end.

    bind: what it follows, the arm if None.
    """
    shoulder, along, sign = arm_axis(person, side)
    given = np.asarray(profile, dtype=np.float64)
    stout = person.build.arm
    start = np.array([(-0.125, 0.012), (-0.112, 0.055), (-0.075, 0.095)])
    t = np.concatenate([start[:, 0], _filled(given[:, 0], person)])
    radius = np.concatenate([start[:, 1], curve(t[3:], given[:, 0], given[:, 1])]) * stout
    inset = np.array([0.0, -0.014 * sign, 0.0]) * np.clip(1 - t / 0.4, 0, 1)[:, None]
    path = shoulder + along * t[:, None] + inset
    columns = person.detail.count(10)
    bind = bind or arm(person.rest, side)
    meshes = [painted(sheet(tube(path, radius, columns)), Paint(tone), bind)]
    if open_end:
        back = np.stack([path[-1], path[-1] - along * 0.05, path[-1] - along * 0.1])
        lining = tube(back, radius[-1] * np.array([1.0, 0.93, 0.55]), columns)
        meshes.append(painted(reversed_sheet(sheet(lining)), Paint(tone.in_shadow, Surface.PLAIN, 0.0), bind))
    return meshes


@dataclass(frozen=True)
class Wide:
    """Where a wide sleeve begins to hang from the arm and where all of it does, from the shoulder; and how deep."""

    begins: float = 1.01
    ends: float = 1.36
    deep: float = 1.3


def wide_sleeve(person: Person, side: str, tone: Tone, profile: ArrayLike, hangs: Wide = Wide()) -> list[Mesh]:
    """A sleeve that opens wide towards the hand and hangs from the arm, and the arm in it."""
    shoulder, along, _ = arm_axis(person, side)
    end, radius = (
        float(part) * person.build.arm**power for part, power in zip(np.asarray(profile)[-1], (0, 1), strict=True)
    )
    part = Bell(
        f"sleeve_{side}", INDEX[f"forearm_{side}"], shoulder + along * end, along, radius, _ARM_RADIUS, hangs.deep
    )
    bind = bell_binding(person.rest, side, person.sewing.sew(part), hangs.begins, hangs.ends)
    return [*sleeve(person, side, tone, profile, bind=bind), *bare_arm(person, side, _UP_THE_SLEEVE)]


def _filled(knots: Array, person: Person) -> Array:
    """The knots with points between them, about every 0.16, and closer at the elbow."""
    whole: Array = np.linspace(
        float(knots[0]), float(knots[-1]), person.detail.count(max(4, round((knots[-1] - knots[0]) / 0.15)))
    )
    return np.unique(np.round(np.concatenate([whole, knots]), 4)) if len(knots) < 4 else whole


def short_sleeves(person: Person, tone: Tone, length: float = 0.46, width: float = 0.165) -> list[Mesh]:
    """Both short sleeves and the arms that leave them."""
    profile = [(-0.03, 0.118), (0.06, 0.142), (0.25, 0.152), (length, width)]
    parts: list[Mesh] = []
    for side in "lr":
        parts += sleeve(person, side, tone, profile)
        parts += bare_arm(person, side, length - 0.14)
    return parts


def long_sleeves(
    person: Person, tone: Tone, *, width: float = 0.118, end: float = 1.60, flare: float = 0.1
) -> list[Mesh]:
    """Both long sleeves and the hands that leave them."""
    profile = [(-0.03, 0.118), (0.10, 0.138), (0.45, 0.128), (0.88, width), (1.3, width * 0.98), (end, flare)]
    parts: list[Mesh] = []
    for side in "lr":
        parts += sleeve(person, side, tone, profile)
        parts += bare_arm(person, side, end - 0.10)
    return parts


def cuff(person: Person, side: str, tone: Tone, at: float, radius: float, length: float = 0.13) -> Mesh:
    """A band round a sleeve."""
    shoulder, along, _ = arm_axis(person, side)
    t = np.array([0.0, 0.015, length - 0.015, length]) + at
    grid = tube(
        shoulder + along * t[:, None],
        np.array([0.92, 1.06, 1.08, 0.94]) * radius * person.build.arm,
        person.detail.count(10),
    )
    return painted(sheet(grid), Paint(tone, Surface.CLOTH, 0.8), arm(person.rest, side))


def trousers(
    person: Person, tone: Tone, *, hem: float = 0.24, ease: tuple[float, float, float] = (0.02, 0.045, 0.07)
) -> list[Mesh]:
    """Two legs and a seat. ease: at the thigh, the knee and the hem."""
    rows = person.detail.count(13)
    z = np.linspace(2.94, hem, rows)
    room = np.interp(-z, [-2.94, -2.70, -1.55, -hem], [-0.05, *ease])
    meshes = [
        painted(sheet(leg_grid(person, side, 2.94, hem, rows, room)), Paint(tone), leg(side), 0.0) for side in "lr"
    ]
    seat = trunk_rings(person, 3.42, 2.78, person.detail.count(6), ease[0])
    crotch = np.array([[seat[-1, 0], 2.70, seat[-1, 2] * 0.7, seat[-1, 3] * 0.75], [seat[-1, 0], 2.66, 0.05, 0.05]])
    grid = loft(np.concatenate([seat, crotch]), person.detail.count(20))
    return [*meshes, painted(sheet(grid), Paint(tone), garment(person.rest))]


def shorts(person: Person, tone: Tone, hem: float, ease: tuple[float, float, float]) -> list[Mesh]:
    """Short trousers with a lining, wide at their hems. ease: at the thigh, half way and at the hem."""
    rows = person.detail.count(7)
    z = np.linspace(2.94, hem, rows)
    room = np.interp(-z, [-2.94, -2.70, -(2.70 + hem) / 2, -hem], [-0.05, *ease])
    meshes = trousers(person, tone, hem=hem, ease=ease)[-1:]
    for side in "lr":
        grid = leg_grid(person, side, 2.94, hem, rows, room)
        inner = leg_grid(person, side, hem + 0.3, hem, 3, np.linspace(0.0, ease[2] - 0.006, 3))
        lining = Paint(tone.in_shadow, Surface.PLAIN, 0.0)
        meshes += [
            painted(sheet(grid), Paint(tone), leg(side)),
            painted(reversed_sheet(sheet(inner)), lining, leg(side)),
        ]
    return meshes


def striped(mesh: Mesh, tone: Tone) -> Mesh:
    """The mesh with every second strip of its grid in another tone. Its uv must still be that of the grid."""
    u: Array = mesh.uv[mesh.triangles, 0].astype(np.float64)
    last = len(np.unique(mesh.uv[:, 0])) - 1
    least: Array = u.min(axis=1)
    seam = u.max(axis=1) - least > 0.5
    other = np.where(seam, last, np.round(least * last)).astype(np.int64) % 2 == 1
    used, renumbered = np.unique(mesh.triangles[other], return_inverse=True)
    fields = [name for name in Mesh.__dataclass_fields__ if name != "triangles"]
    columns = {name: np.concatenate([getattr(mesh, name), getattr(mesh, name)[used]]) for name in fields}
    columns["colour"][len(mesh.position) :] = tone.lit
    columns["shade"][len(mesh.position) :] = tone.shade
    triangles = mesh.triangles.copy()
    triangles[other] = (renumbered.reshape(-1, 3) + len(mesh.position)).astype(np.uint32)
    return Mesh(**columns, triangles=triangles)


def belt(person: Person, tone: Tone, at: float, height: float, ease: float = 0.045) -> Mesh:
    """A band round the waist."""
    rings = trunk_rings(person, at + height / 2, at - height / 2, 4, ease)
    rings[0, 2:] -= 0.02
    rings[-1, 2:] -= 0.02
    return painted(sheet(loft(rings, person.detail.count(24))), Paint(tone, Surface.CLOTH, 0.9), garment(person.rest))
