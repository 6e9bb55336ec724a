"""A kimono with its sash, white socks and sandals."""

import numpy as np

from studio.engine.painters.cel.figures.body import trunk_rings
from studio.engine.painters.cel.figures.collars import collar, collars, opening
from studio.engine.painters.cel.figures.garments import Flare, Wide, belt, bodice, flared, skirt_rings, wide_sleeve
from studio.engine.painters.cel.figures.legwear import shoes, socks
from studio.engine.painters.cel.figures.palette import cloth, rgb
from studio.engine.painters.cel.figures.person import Paint, Person, painted
from studio.engine.painters.cel.figures.sheets import ellipsoid
from studio.engine.painters.cel.figures.skinning import garment, lapped
from studio.engine.painters.cel.figures.trimmings import strip
from studio.engine.painters.cel.mesh import Mesh, Surface


def kimono(person: Person) -> list[Mesh]:
    """A kimono, its sash and its cord."""
    colours = person.colours
    cut = Flare(3.50, 0.34, 0.30, 0.40, sway=0.15, ease=0.03, curve=0.5)
    wide = [(-0.03, 0.125), (0.10, 0.160), (0.5, 0.22), (0.85, 0.29), (1.15, 0.33), (1.44, 0.345)]
    skirt_front = skirt_rings(person, cut)
    front = trunk_rings(person, 4.80, 3.3, 16, 0.045)
    lapel = np.linspace(4.40, 3.72, person.detail.count(7))
    side = np.interp(lapel, [3.72, 4.40], [-0.17, 0.02])
    low = np.linspace(3.2, 0.40, 9)
    lap = np.interp(low, [0.4, 3.2], [-0.13, -0.10])
    parts = [
        bodice(person, colours.cloth, 3.44, ease=0.03, loose=0.8),
        *flared(person, colours.cloth, cut),
        strip(
            person,
            skirt_front,
            colours.cloth,
            low,
            lap,
            lap + 0.07,
            lift=0.012,
            ink=0.8,
            sway=0.15,
            binding=lapped(person.rest),
        ),
        strip(person, front, colours.accent, lapel, side - 0.055, side + 0.055, lift=0.020, ink=0.8),
        *collar(person, colours.white, collars()["kimono_under"]),
        *collar(person, colours.accent, collars()["kimono"]),
        opening(person, colours.skin, 4.42, 36, 0.044, Surface.SKIN),
        belt(person, colours.second, 3.58, 0.46, 0.065),
        belt(person, colours.accent, 3.58, 0.07, 0.085),
        *_obi_knot(person),
        *_geta(person),
    ]
    for side in "lr":
        parts += wide_sleeve(person, side, colours.cloth, wide, Wide(1.01, 1.24, 1.85))
    return parts


def _obi_knot(person: Person) -> list[Mesh]:
    back = -float(trunk_rings(person, 3.7, 3.6, 2)[0, 2]) - 0.16
    part = ellipsoid((back, 0.0, 3.64), (0.12, 0.24, 0.20), 10, 6)
    return [painted(part, Paint(person.colours.second), garment(person.rest))]


def _geta(person: Person) -> list[Mesh]:
    return [*socks(person, 0.60, person.colours.white), *shoes(person, person.colours.white, cloth(rgb("#7a4f34")))]
