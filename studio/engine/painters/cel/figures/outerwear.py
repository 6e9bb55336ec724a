"""Coats: a belted coat with a roll-neck and boots, a raincoat with a hood, a robe."""

import numpy as np

from studio.engine.painters.cel.figures.body import bare_arm, bare_leg, trunk_rings
from studio.engine.painters.cel.figures.collars import collar, collars
from studio.engine.painters.cel.figures.garments import (
    Flare,
    belt,
    bodice,
    cuff,
    flared,
    loosened,
    skirt_rings,
    sleeve,
    wide_sleeve,
)
from studio.engine.painters.cel.figures.legwear import Under, boots, shoes, stockings
from studio.engine.painters.cel.figures.palette import cloth, rgb
from studio.engine.painters.cel.figures.person import Paint, Person, painted
from studio.engine.painters.cel.figures.sewing import Strip, strip_binding
from studio.engine.painters.cel.figures.sheets import capped, ellipsoid, loft, sheet, smooth, tube
from studio.engine.painters.cel.figures.skinning import PELVIS, garment, lapped
from studio.engine.painters.cel.figures.trimmings import button, front_of, strip
from studio.engine.painters.cel.mesh import Mesh, Surface


def coat(person: Person) -> list[Mesh]:
    """A belted coat over a roll-neck, tights and boots."""
    tone, dark = person.colours.cloth, person.colours.cloth.in_shadow
    cut = Flare(3.56, 1.98, 0.60, 0.72, sway=0.55, ease=0.04, curve=0.85, folds=7, pleat_depth=0.075)
    upper = trunk_rings(person, 4.80, 3.50, 16, 0.042)
    lower = skirt_rings(person, cut)
    rings = np.concatenate([upper, lower[2:]])
    z = np.linspace(4.60, 2.0, person.detail.count(12))
    lap = lapped(person.rest)
    parts = [
        bodice(person, tone, 3.50, ease=0.042),
        *flared(person, tone, cut, 1.1),
        strip(
            person,
            rings,
            tone,
            z,
            np.full(len(z), -0.06),
            np.full(len(z), 0.16),
            lift=0.018,
            ink=1.1,
            sway=0.5,
            binding=lap,
        ),
        *_roll_neck(person),
        *collar(person, tone, collars()["coat"], dark),
        belt(person, dark.scaled(1.12), 3.52, 0.15, 0.085),
        *[button(person, rings, person.colours.accent, height, 0.115) for height in (4.24, 3.98, 3.72, 3.24, 2.94)],
        _buckle(person, 3.52, 0.10),
    ]
    profile = [(-0.03, 0.122), (0.10, 0.142), (0.45, 0.130), (0.88, 0.117), (1.3, 0.126), (1.60, 0.136)]
    for side in "lr":
        parts += sleeve(person, side, tone, profile)
        parts += [cuff(person, side, dark.scaled(1.12), 1.42, 0.134, 0.14), *bare_arm(person, side, 1.45)]
    return parts + boots(person, cloth(rgb("#3a2226")), 1.15) + stockings(person, person.colours.second, 1.98, 1.1)


def _roll_neck(person: Person) -> list[Mesh]:
    n = person.build.neck
    rings = [
        (-0.05, 4.66, 0.20, 0.27),
        (-0.045, 4.76, 0.168 * n, 0.185 * n),
        (-0.04, 4.86, 0.156 * n, 0.162 * n),
        (-0.035, 4.925, 0.155 * n, 0.158 * n),
        (-0.033, 4.93, 0.125 * n, 0.13 * n),
    ]
    return [
        painted(
            sheet(loft(np.array(rings), person.detail.count(16))), Paint(person.colours.second), garment(person.rest)
        )
    ]


def _buckle(person: Person, z: float, y: float) -> Mesh:
    x = float(front_of(trunk_rings(person, z + 0.1, z - 0.1, 3, 0.088), z, y))
    part = ellipsoid((x + 0.012, y, z), (0.022, 0.065, 0.06), 8, 5)
    return painted(part, Paint(person.colours.accent, Surface.PLAIN, 0.6), garment(person.rest))


def raincoat(person: Person) -> list[Mesh]:
    """A raincoat with its hood down, and rubber boots."""
    colours = person.colours
    cut = Flare(3.80, 2.02, 0.62, 0.74, sway=0.35, ease=0.07, curve=0.8)
    rings = np.concatenate([trunk_rings(person, 4.80, 3.84, 10, 0.06), skirt_rings(person, cut)])
    z = np.linspace(4.66, 2.06, person.detail.count(14))
    profile = [(-0.03, 0.130), (0.10, 0.160), (0.45, 0.158), (0.88, 0.152), (1.3, 0.165), (1.58, 0.175)]
    lap = lapped(person.rest)
    parts = [
        bodice(person, colours.cloth, 3.74, ease=0.06, loose=1.0),
        *flared(person, colours.cloth, cut, 1.05),
        strip(
            person,
            rings,
            colours.cloth,
            z,
            np.full(len(z), -0.05),
            np.full(len(z), 0.09),
            lift=0.014,
            sway=0.3,
            binding=lap,
        ),
        *[
            button(person, rings, colours.accent, height, 0.02, 0.034)
            for height in (4.42, 4.05, 3.68, 3.31, 2.94, 2.57)
        ],
        *collar(person, colours.cloth, collars()["hood"], colours.cloth.in_shadow),
        *boots(person, colours.second, 1.05),
        *[bare_leg(person, side, 2.16, 1.0) for side in "lr"],
        *[Under(2.02, colours.cloth.in_shadow).tights(person, side) for side in "lr"],
    ]
    for side in "lr":
        parts += [*sleeve(person, side, colours.cloth, profile), *bare_arm(person, side, 1.46)]
    return parts


def robe(person: Person) -> list[Mesh]:
    """A long robe with bell sleeves, a hood lying on the shoulders, and a cord round the waist."""
    colours = person.colours
    cut = Flare(3.50, 0.26, 0.46, 0.56, folds=8, pleat_depth=0.06, sway=0.35, ease=0.05, curve=0.7)
    bell = [(-0.03, 0.128), (0.10, 0.158), (0.5, 0.165), (0.95, 0.205), (1.30, 0.255), (1.56, 0.300)]
    upper = loosened(person, trunk_rings(person, 4.80, 3.54, 12, 0.06), 0.06, 0.95)
    rings = np.concatenate([upper, skirt_rings(person, cut)])
    z = np.linspace(4.62, 0.34, person.detail.count(14))
    front = float(front_of(rings, 3.46, 0.10)) + 0.05
    cord = smooth([(front, 0.10, 3.48), (front + 0.06, 0.12, 3.1), (front + 0.10, 0.13, 2.62)], 4)
    part = Strip("cord", PELVIS, cord, 0.05, 0.3)
    cord_bind = strip_binding(part, person.sewing.sew(part))
    lap = lapped(person.rest)
    parts = [
        bodice(person, colours.cloth, 3.46, ease=0.055, loose=0.95),
        *flared(person, colours.cloth, cut, 1.05),
        strip(
            person,
            rings,
            colours.accent,
            z,
            np.full(len(z), -0.045),
            np.full(len(z), 0.045),
            lift=0.045,
            sway=0.3,
            binding=lap,
        ),
        *collar(person, colours.cloth, collars()["cowl"], colours.cloth.in_shadow),
        belt(person, colours.accent, 3.48, 0.09, 0.085),
        painted(sheet(capped(tube(smooth(cord, 8), [0.02] * 7 + [0.034], 6))), Paint(colours.accent), cord_bind),
        *shoes(person, colours.shoe),
        *stockings(person, colours.second, 0.4, 0.2),
    ]
    for side in "lr":
        parts += wide_sleeve(person, side, colours.cloth, bell)
    return parts
