"""Everyday clothes: t-shirt, hoodie, dress, suit."""

import numpy as np

from studio.engine.painters.cel.figures.body import bare_arm, trunk_rings
from studio.engine.painters.cel.figures.collars import collar, collars, opening
from studio.engine.painters.cel.figures.garments import (
    Flare,
    belt,
    bodice,
    cuff,
    flared,
    long_sleeves,
    short_sleeves,
    sleeve,
    trousers,
)
from studio.engine.painters.cel.figures.legwear import Under, bare_legs, shoes, stockings
from studio.engine.painters.cel.figures.palette import cloth, rgb
from studio.engine.painters.cel.figures.person import Paint, Person, painted
from studio.engine.painters.cel.figures.sheets import Array, capped, sheet, tube
from studio.engine.painters.cel.figures.skinning import SPINE, garment, trunk
from studio.engine.painters.cel.figures.trimmings import BEHIND, Bow, bow, button, front_of, strip
from studio.engine.painters.cel.mesh import Mesh, Surface


def shirt(person: Person) -> list[Mesh]:
    """A t-shirt, trousers and plimsolls."""
    colours = person.colours
    return [
        bodice(person, colours.cloth, 2.96, top=4.79, ease=0.03, loose=0.92),
        *collar(person, colours.cloth, collars()["round"]),
        *short_sleeves(person, colours.cloth, 0.52, 0.175),
        *trousers(person, colours.second),
        *shoes(person, colours.white, colours.accent),
    ]


def hoodie(person: Person) -> list[Mesh]:
    """A hooded jersey with a pouch, trousers and plimsolls."""
    colours = person.colours
    rings = trunk_rings(person, 4.80, 2.9, 18, 0.06)
    z = np.linspace(3.62, 3.20, 6)
    pocket = np.interp(z, [3.2, 3.32, 3.62], [0.30, 0.30, 0.18])
    parts = [
        bodice(person, colours.cloth, 2.96, ease=0.06, loose=1.0),
        belt(person, colours.cloth.in_shadow.scaled(1.1), 2.96, 0.14, 0.045),
        strip(person, rings, colours.cloth, z, -pocket, pocket, lift=0.02),
        *collar(person, colours.cloth, collars()["hood"], colours.cloth.in_shadow),
        *_cords(person, rings),
        *long_sleeves(person, colours.cloth, width=0.142, end=1.56, flare=0.135),
        *trousers(person, colours.second),
        *shoes(person, colours.white, colours.accent),
    ]
    return parts + [cuff(person, side, colours.cloth.in_shadow.scaled(1.1), 1.52, 0.105, 0.12) for side in "lr"]


def _cords(person: Person, rings: Array) -> list[Mesh]:
    """The hood's two draw-strings."""
    parts: list[Mesh] = []
    for y in (-0.075, 0.075):
        z = np.array([4.62, 4.5, 4.36, 4.20])
        path = np.stack([front_of(rings, z, y) + 0.03, np.full(4, y), z], axis=1)
        parts.append(
            painted(
                sheet(capped(tube(path, [0.014, 0.014, 0.014, 0.02], 5))),
                Paint(person.colours.accent, Surface.PLAIN, 0.5),
                trunk(person.rest),
            )
        )
    return parts


def dress(person: Person) -> list[Mesh]:
    """A dress with puffed sleeves, a round collar and a bow behind."""
    colours = person.colours
    cut = Flare(3.56, 1.72, 0.68, 0.78, pleats=14, pleat_depth=0.045, sway=0.6, curve=0.8)
    puff = [(-0.03, 0.120), (0.08, 0.165), (0.22, 0.178), (0.34, 0.150), (0.38, 0.128)]
    parts = [
        bodice(person, colours.cloth, 3.50, top=4.72, ease=0.016),
        *flared(person, colours.cloth, cut),
        *collar(person, colours.accent, collars()["peter_pan"]),
        belt(person, colours.accent, 3.54, 0.13, 0.03),
        *bow(
            person,
            colours.accent,
            Bow(
                (-float(trunk_rings(person, 3.6, 3.5, 2)[0, 2]) - 0.06, 0.0, 3.54), 1.25, SPINE, 1.5, BEHIND, 0.32, 0.6
            ),
            garment(person.rest),
        ),
        *bare_legs(person, Under(1.72, colours.cloth.in_shadow), 0.40, colours.white, colours.second),
    ]
    for side in "lr":
        parts += [*sleeve(person, side, colours.cloth, puff), *bare_arm(person, side, 0.24)]
    return parts


def suit(person: Person) -> list[Mesh]:
    """A jacket with lapels, shirt and tie, with trousers or a narrow skirt."""
    colours = person.colours
    rings = trunk_rings(person, 4.80, 2.75, 20, 0.045)
    edge = np.linspace(3.86, 2.86, 8)
    tie_z = np.array([4.76, 4.68, 4.64, 4.4, 4.2, 3.96])
    tie_half = np.array([0.034, 0.042, 0.028, 0.038, 0.044, 0.05])
    legs = (
        trousers(person, colours.cloth)
        if not person.skirted
        else [
            *flared(person, colours.cloth, Flare(3.4, 1.9, 0.30, 0.40, sway=0.1)),
            *stockings(person, cloth(rgb("#3a3440")), 1.9, 0.2),
        ]
    )
    parts = [
        bodice(person, colours.cloth, 2.80, ease=0.045, loose=0.86),
        opening(person, colours.white, 3.88, 38, 0.062, Surface.CLOTH),
        strip(person, rings, colours.accent, tie_z, -tie_half, tie_half, lift=0.030, ink=0.7),
        strip(person, rings, colours.cloth, edge, np.full(8, -0.05), np.full(8, 0.03), lift=0.01, ink=0.8),
        *collar(person, colours.white, collars()["shirt"]),
        *collar(person, colours.cloth, collars()["lapels"]),
        *[button(person, rings, colours.cloth.in_shadow, height, -0.01, 0.03) for height in (3.76, 3.48)],
        *long_sleeves(person, colours.cloth, width=0.125, end=1.58, flare=0.118),
        *legs,
        *shoes(person, cloth(rgb("#2b2226"))),
    ]
    return parts + [cuff(person, side, colours.white, 1.56, 0.092, 0.07) for side in "lr"]
