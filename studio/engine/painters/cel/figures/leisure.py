"""Clothes for sport, for the water and for the night."""

import numpy as np

from studio.engine.painters.cel.figures.body import bare_leg, leg_grid, trunk_rings
from studio.engine.painters.cel.figures.collars import collar, collars, opening
from studio.engine.painters.cel.figures.garments import (
    belt,
    bodice,
    cuff,
    long_sleeves,
    short_sleeves,
    shorts,
    striped,
    trousers,
)
from studio.engine.painters.cel.figures.legwear import bare_feet, shoes, socks
from studio.engine.painters.cel.figures.palette import Tone, brightness, mix
from studio.engine.painters.cel.figures.person import Paint, Person, painted
from studio.engine.painters.cel.figures.sheets import sheet
from studio.engine.painters.cel.figures.skinning import leg
from studio.engine.painters.cel.figures.trimmings import button, strip
from studio.engine.painters.cel.mesh import Mesh, Surface


def sports(person: Person) -> list[Mesh]:
    """A jersey with a band across the chest, wide shorts, long socks and running shoes."""
    colours = person.colours
    light = colours.accent if _apart(colours.accent, colours.cloth) else colours.white
    return [
        bodice(person, colours.cloth, 2.98, top=4.79, ease=0.036, loose=0.96),
        belt(person, light, 4.20, 0.17, 0.056),
        *collar(person, light, collars()["round"]),
        *short_sleeves(person, colours.cloth, 0.50, 0.175),
        *[cuff(person, side, light, 0.44, 0.176, 0.07) for side in "lr"],
        *shorts(person, colours.second, 2.02, (0.03, 0.07, 0.085)),
        *[bare_leg(person, side, 2.35, 1.02) for side in "lr"],
        *socks(person, 1.06, colours.white),
        *[_band(person, side, light, 1.02, 0.90, 0.022) for side in "lr"],
        *shoes(person, colours.cloth, colours.white),
    ]


def pyjamas(person: Person) -> list[Mesh]:
    """A loose jacket and trousers in stripes, with turned-up hems, and slippers."""
    colours = person.colours
    tone, stripe = colours.cloth, _stripe(colours.cloth)
    rings = trunk_rings(person, 4.80, 2.72, 18, 0.06)
    z = np.linspace(4.42, 2.86, person.detail.count(9))
    loose = [
        bodice(person, tone, 2.80, ease=0.055, loose=1.0),
        *long_sleeves(person, tone, width=0.150, end=1.56, flare=0.162),
        *trousers(person, tone, hem=0.26, ease=(0.04, 0.08, 0.115)),
    ]
    return [
        *[striped(mesh, stripe) if mesh.surface[0] == Surface.CLOTH else mesh for mesh in loose],
        strip(person, rings, stripe, z, np.full(len(z), -0.03), np.full(len(z), 0.03), lift=0.012, ink=0.7),
        *[button(person, rings, colours.white, height, 0.0, 0.028) for height in (4.20, 3.84, 3.48, 3.12)],
        opening(person, colours.skin, 4.42, 30, 0.062, Surface.SKIN),
        *collar(person, stripe, collars()["pyjama"]),
        *[cuff(person, side, stripe, 1.48, 0.164, 0.09) for side in "lr"],
        *[_band(person, side, stripe, 0.42, 0.25, 0.125) for side in "lr"],
        *shoes(person, colours.second, colours.second.in_shadow),
    ]


def swimsuit(person: Person) -> list[Mesh]:
    """A close top with short sleeves, swimming shorts to the knee, bare feet."""
    colours = person.colours
    light = colours.accent if _apart(colours.accent, colours.cloth) else colours.white
    return [
        bodice(person, colours.cloth, 2.96, top=4.79, ease=0.010),
        belt(person, light, 3.44, 0.07, 0.022),
        *collar(person, light, collars()["round"]),
        *short_sleeves(person, colours.cloth, 0.36, 0.136),
        *shorts(person, colours.cloth, 1.98, (0.014, 0.022, 0.030)),
        *[_band(person, side, light, 2.08, 2.0, 0.034) for side in "lr"],
        *bare_feet(person, 2.3),
    ]


def _apart(one: Tone, other: Tone) -> bool:
    return sum(abs(a - b) for a, b in zip(one.lit, other.lit, strict=True)) > 0.5


def _stripe(tone: Tone) -> Tone:
    """A paler stripe on a dark cloth, a deeper one on a pale cloth."""
    if brightness(tone.lit) < 0.62:
        return Tone(mix(tone.lit, (1.0, 1.0, 1.0), 0.55), mix(tone.shade, (0.8, 0.82, 0.95), 0.45))
    return Tone(mix(tone.lit, tone.shade, 0.7), tone.shade)


def _band(person: Person, side: str, tone: Tone, top: float, bottom: float, ease: float) -> Mesh:
    """A band round a leg."""
    room = np.array([ease - 0.012, ease, ease, ease - 0.012])
    grid = leg_grid(person, side, top, bottom, 4, room)
    return painted(sheet(grid), Paint(tone, Surface.CLOTH, 0.8), leg(side))
