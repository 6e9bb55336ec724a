"""An apron over a shirt."""

import numpy as np

from studio.engine.painters.cel.figures.body import bare_arm, trunk_rings
from studio.engine.painters.cel.figures.collars import collar, collars
from studio.engine.painters.cel.figures.garments import (
    Flare,
    belt,
    bodice,
    cuff,
    flared,
    skirt_rings,
    sleeve,
    trousers,
)
from studio.engine.painters.cel.figures.legwear import Under, bare_legs, shoes
from studio.engine.painters.cel.figures.person import Person
from studio.engine.painters.cel.figures.sheets import Array
from studio.engine.painters.cel.figures.skinning import SPINE, garment
from studio.engine.painters.cel.figures.trimmings import BEHIND, Bow, bow, strip
from studio.engine.painters.cel.mesh import Mesh


def apron(person: Person) -> list[Mesh]:
    """A bibbed apron, tied behind, over a white shirt and a skirt or trousers."""
    colours = person.colours
    cut = Flare(3.54, 1.86, 0.50, 0.62, folds=7, pleat_depth=0.05, sway=0.5, ease=0.03, curve=0.85)
    chest = trunk_rings(person, 4.80, 3.4, 16, 0.030)
    bib = np.linspace(4.36, 3.52, person.detail.count(6))
    half = np.interp(bib, [3.52, 4.36], [0.30, 0.20])
    knot = (-float(trunk_rings(person, 3.6, 3.5, 2)[0, 2]) - 0.08, 0.0, 3.52)
    parts = [
        bodice(person, colours.white, 3.30, ease=0.024),
        *collar(person, colours.white, collars()["shirt"], colours.white.in_shadow),
        strip(person, chest, colours.cloth, bib, -half, half, lift=0.022),
        *_straps(person, chest),
        *_front(person, cut),
        belt(person, colours.cloth, 3.52, 0.09, 0.050),
        *bow(person, colours.cloth, Bow(knot, 1.15, SPINE, 1.5, BEHIND, 0.32, 0.6), garment(person.rest)),
    ]
    rolled = [(-0.03, 0.118), (0.10, 0.138), (0.45, 0.130), (0.88, 0.122), (1.16, 0.120)]
    for side in "lr":
        parts += sleeve(person, side, colours.white, rolled)
        parts += [cuff(person, side, colours.white, 1.06, 0.132, 0.12), *bare_arm(person, side, 1.04)]
    return parts + (_skirt(person, cut) if person.skirted else _trousers(person))


def _front(person: Person, cut: Flare) -> list[Mesh]:
    """The lap of the apron, laid over the skirt or hanging before the legs, with a pocket."""
    rings = skirt_rings(person, Flare(cut.waist, 1.98, cut.depth, cut.width, ease=0.05, curve=cut.curve))
    z = np.linspace(3.52, 2.02, person.detail.count(9))
    half = np.interp(z, [2.02, 3.0, 3.52], [0.46, 0.40, 0.31])
    pocket = np.linspace(3.02, 2.66, 5)
    wide = np.full(5, 0.17)
    tone = person.colours.cloth
    return [
        strip(person, rings, tone, z, -half, half, lift=0.03, ink=1.0, sway=0.35),
        strip(person, rings, person.colours.accent, pocket, -wide, wide, lift=0.044, ink=0.8, sway=0.2),
    ]


def _straps(person: Person, chest: Array) -> list[Mesh]:
    z = np.linspace(4.66, 4.34, 4)
    return [
        strip(person, chest, person.colours.cloth, z, at - 0.035, at + 0.035, lift=0.026, ink=0.7)
        for at in (np.linspace(0.20, 0.165, 4), np.linspace(-0.20, -0.165, 4))
    ]


def _skirt(person: Person, cut: Flare) -> list[Mesh]:
    colours = person.colours
    return [
        *flared(person, colours.second, cut),
        *bare_legs(person, Under(1.86, colours.second.in_shadow), 0.86, colours.white, colours.shoe),
    ]


def _trousers(person: Person) -> list[Mesh]:
    return [*trousers(person, person.colours.second), *shoes(person, person.colours.shoe)]
