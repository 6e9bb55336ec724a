"""School uniforms: sailor collar and pleated skirt, white shirt and trousers, or a buttoned-up gakuran."""

import numpy as np

from studio.engine.painters.cel.figures.body import trunk_rings
from studio.engine.painters.cel.figures.collars import collar, collars
from studio.engine.painters.cel.figures.garments import Flare, bodice, flared, long_sleeves, short_sleeves, trousers
from studio.engine.painters.cel.figures.legwear import Under, bare_legs, shoes
from studio.engine.painters.cel.figures.palette import Tone, brightness
from studio.engine.painters.cel.figures.person import Person
from studio.engine.painters.cel.figures.trimmings import Bow, bow, button, front_of, strip
from studio.engine.painters.cel.mesh import Mesh


def sailor(person: Person) -> list[Mesh]:
    """A school uniform: a girl's with a sailor collar, a boy's with trousers."""
    if not person.skirted:
        return _boys_uniform(person)
    shirt, dark = _uniform_tones(person)
    rings = trunk_rings(person, 4.80, 3.2, 16, 0.012)
    knot = float(front_of(rings, 4.24, 0.0))
    cut = Flare(3.50, 2.16, 0.56, 0.66, pleats=18, pleat_depth=0.06, sway=0.55, ease=0.024, curve=0.85)
    return [
        bodice(person, shirt, 3.36, ease=0.018, loose=0.86),
        *flared(person, dark, cut),
        *collar(person, dark, collars()["sailor"]),
        *bow(person, person.colours.accent, Bow((knot + 0.07, 0.0, 4.24), 1.0)),
        *short_sleeves(person, shirt),
        *bare_legs(person, Under(2.16, dark.in_shadow), 0.86, person.colours.white, person.colours.shoe),
    ]


def _uniform_tones(person: Person) -> tuple[Tone, Tone]:
    """Shirt and skirt: a light cloth is the shirt's, a coloured one the skirt's and the collar's."""
    colours = person.colours
    light = brightness(colours.cloth.lit) > 0.72 and max(colours.cloth.lit) - min(colours.cloth.lit) < 0.25
    return (colours.cloth, colours.second) if light else (colours.white, colours.cloth)


def _boys_uniform(person: Person) -> list[Mesh]:
    if brightness(person.colours.cloth.lit) < 0.30:
        return _gakuran(person)
    shirt, dark = _uniform_tones(person)
    return [
        *_buttoned_shirt(person, shirt),
        *short_sleeves(person, shirt, 0.50, 0.178),
        *trousers(person, dark),
        *shoes(person, person.colours.shoe),
    ]


def _buttoned_shirt(person: Person, tone: Tone, bottom: float = 3.02) -> list[Mesh]:
    rings = trunk_rings(person, 4.80, bottom - 0.1, 16, 0.03)
    z = np.linspace(4.66, bottom + 0.04, person.detail.count(9))
    return [
        bodice(person, tone, bottom, ease=0.03, loose=0.9),
        strip(person, rings, tone, z, np.full(len(z), -0.045), np.full(len(z), 0.045), lift=0.008, ink=0.7),
        *collar(person, tone, collars()["shirt"], tone.in_shadow),
        *[button(person, rings, tone.in_shadow, height, 0.0, 0.018, 0.014) for height in (4.42, 4.12, 3.82, 3.5, 3.2)],
    ]


def _gakuran(person: Person) -> list[Mesh]:
    tone = person.colours.cloth
    rings = trunk_rings(person, 4.80, 2.8, 18, 0.035)
    z = np.linspace(4.72, 2.9, person.detail.count(9))
    return [
        bodice(person, tone, 2.86, ease=0.035, loose=0.9),
        strip(person, rings, tone, z, np.full(len(z), -0.02), np.full(len(z), 0.10), lift=0.01, ink=0.8),
        *collar(person, tone, collars()["stand"], person.colours.white),
        *[
            button(person, rings, person.colours.accent, height, 0.05, 0.032)
            for height in (4.50, 4.18, 3.86, 3.54, 3.22)
        ],
        *long_sleeves(person, tone, width=0.125, flare=0.112),
        *trousers(person, tone),
        *shoes(person, person.colours.shoe),
    ]
