"""Things worn besides clothes: glasses, a hat, a scarf, a bag, a ribbon, a beard, ears and tails of animals."""

import math
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

import numpy as np

from studio.engine.painters.cel.figures.beards import beard
from studio.engine.painters.cel.figures.beastly import beastly, clear_of_hair
from studio.engine.painters.cel.figures.body import trunk_rings
from studio.engine.painters.cel.figures.garments import loosened
from studio.engine.painters.cel.figures.hats import HATS
from studio.engine.painters.cel.figures.palette import Tone, cloth, rgb
from studio.engine.painters.cel.figures.person import Paint, Person, painted
from studio.engine.painters.cel.figures.sewing import Strip, strip_binding
from studio.engine.painters.cel.figures.sheets import Array, Sheet, capped, loft, rotation, sheet, smooth, tube
from studio.engine.painters.cel.figures.skinning import CHEST, HEAD, PELVIS, garment, rigid, trunk
from studio.engine.painters.cel.figures.trimmings import Bow, bow, front_of
from studio.engine.painters.cel.mesh import Mesh, Surface

_CLEAR_OF_CLOTHES: Final = 0.085


def accessories(person: Person) -> list[Mesh]:
    """Everything the look wears that we know."""
    worn = [ACCESSORIES[name](person) for name in person.look.accessories if name in ACCESSORIES]
    return [mesh for parts in worn for mesh in parts]


def _on_head(person: Person, part: Sheet) -> Sheet:
    return replace(part, points=person.out_of_head(part.points))


def _ring(centre: Array, radii: tuple[float, float], thickness: float) -> Array:
    """A closed wire in the frontal plane, as a grid."""
    angle = np.linspace(0, math.tau, 19)
    square = 2 / 2.6
    y = radii[0] * np.sign(np.cos(angle)) * np.abs(np.cos(angle)) ** square
    z = radii[1] * np.sign(np.sin(angle)) * np.abs(np.sin(angle)) ** square
    path = np.stack([centre[0] - 0.35 * (np.abs(centre[1] + y) - 0.1) ** 2, centre[1] + y, centre[2] + z], axis=1)
    return tube(path, thickness, 4)


def _glasses(person: Person) -> list[Mesh]:
    """Thin frames with a bridge and side pieces."""
    paint = Paint(cloth(rgb("#3a2b35")), Surface.PLAIN, 0.35)
    grids: list[Array] = []
    for side in (-1.0, 1.0):
        grids.append(_ring(np.array([0.408, 0.165 * side, 0.388]), (0.118, 0.098), 0.0075))
        arm = [(0.385, 0.283 * side, 0.405), (0.25, 0.372 * side, 0.40), (-0.04, 0.425 * side, 0.39)]
        grids.append(tube(smooth(arm, 4), 0.0075, 4, (0, 0, 1)))
    bridge = [(0.405, -0.05, 0.400), (0.425, 0.0, 0.412), (0.405, 0.05, 0.400)]
    grids.append(tube(smooth(bridge, 5), 0.0075, 4, (0, 0, 1)))
    return [painted(_on_head(person, sheet(grid)), paint, rigid(HEAD)) for grid in grids]


def _scarf(person: Person) -> list[Mesh]:
    """Wound round the neck, one end hanging in front."""
    tone, n = person.colours.accent, person.build.neck
    angle = np.linspace(0, math.tau, person.detail.count(20), endpoint=False)
    parts: list[Mesh] = []
    for height, reach, tilt in ((4.80, 0.245, 0.03), (4.90, 0.235, -0.035)):
        path = np.stack(
            [
                -0.04 + reach * n * np.cos(angle),
                reach * n * 1.05 * np.sin(angle),
                height + tilt * np.sin(angle) - 0.03 * np.cos(angle),
            ],
            axis=1,
        )
        closed = np.concatenate([path, path[:1]])
        parts.append(
            painted(
                sheet(tube(closed, np.array([[0.075, 0.085]] * len(closed)), 7, (0, 0, 1))),
                Paint(tone),
                trunk(person.rest),
            )
        )
    return [*parts, _scarf_end(person, tone, 0.13, 3.62), _scarf_end(person, tone, -0.10, 3.95)]


def _scarf_end(person: Person, tone: Tone, aside: float, low: float) -> Mesh:
    """An end that hangs before the chest, by bones of its own."""
    front = float(trunk_rings(person, 4.3, 4.2, 2)[0, 2]) + 0.07
    line = [(0.20, 0.7 * aside, 4.80), (front, aside, 4.55), (front + 0.03, 1.08 * aside, 4.2), (front, aside, low)]
    part = Strip("scarf", CHEST, smooth(line, 5), 0.06, 0.10)
    binding = strip_binding(part, person.sewing.sew(part))
    radii = np.outer([0.6, 0.9, 1.0, 1.05, 1.1, 1.12, 1.14, 1.1], [0.03, 0.11])
    return painted(sheet(capped(tube(smooth(line, 8), radii, 7))), Paint(tone), binding)


def _bag(person: Person) -> list[Mesh]:
    """A school bag at the right hip, its strap across the chest."""
    tone = cloth(rgb("#5a3a2e")) if person.look.outfit == "sailor" else person.colours.second
    hip = float(person.build.hip) * 0.42 + 0.20
    box = [
        (0.0, 3.05, 0.02, 0.01),
        (0.0, 3.04, 0.26, 0.085),
        (0.0, 2.80, 0.29, 0.11),
        (0.0, 2.52, 0.28, 0.105),
        (0.0, 2.50, 0.02, 0.01),
    ]
    body = loft(np.array(box), 12, power=4.5) + np.array([0.0, -hip, 0.0])
    parts = [painted(sheet(body), Paint(tone, Surface.PLAIN, 1.0), rigid(PELVIS))]
    height = np.linspace(4.66, 3.02, 10)
    aside = np.interp(-height, [-4.66, -4.05, -3.60, -3.02], [0.33, 0.02, -0.24, -hip + 0.05])
    rings = trunk_rings(person, 4.84, 2.9, 24, _CLEAR_OF_CLOTHES)
    rings = loosened(person, rings, _CLEAR_OF_CLOTHES, 1.0)
    front = front_of(rings, height, aside)
    middle = np.interp(-height, -rings[:, 1], rings[:, 0])
    for x in (front, 2 * middle - front):
        line = np.stack([x, aside, height], axis=1)
        strap = tube(line, np.array([[0.012, 0.04]] * len(line)), 5)
        parts.append(painted(sheet(strap), Paint(tone, Surface.PLAIN, 0.8), garment(person.rest)))
    return parts


def _ribbon(person: Person) -> list[Mesh]:
    """A bow in the hair, above the left ear, with long tails."""
    at = person.out_of_head(clear_of_hair(person, np.array([0.12, 0.40, 0.93])))
    turn = rotation("z", 1.15) @ rotation("x", 0.35)
    cut = Bow(tuple(at.tolist()), 0.85, HEAD, 1.9, turn, 0.12, 0.06)
    return bow(person, person.colours.accent, cut, rigid(HEAD))


ACCESSORIES: Final[dict[str, Callable[[Person], list[Mesh]]]] = {
    "glasses": _glasses,
    **HATS,
    "scarf": _scarf,
    "bag": _bag,
    "ribbon": _ribbon,
    **beastly(),
    **{name: partial(beard, name=name) for name in ("beard", "long-beard", "goatee", "moustache")},
}
