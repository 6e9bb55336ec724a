"""From the knees down: bare legs, stockings, socks, boots and shoes."""

from dataclasses import dataclass

import numpy as np

from studio.engine.painters.cel.figures.body import bare_leg, leg_grid, shoe
from studio.engine.painters.cel.figures.palette import Tone
from studio.engine.painters.cel.figures.person import Paint, Person, painted
from studio.engine.painters.cel.figures.sheets import sheet
from studio.engine.painters.cel.figures.skinning import leg
from studio.engine.painters.cel.mesh import Mesh, Surface


@dataclass(frozen=True)
class Under:
    """What a skirt with its hem at a height hides: short tights of a tone, so that no lifted knee shows more."""

    hem: float
    tone: Tone

    def tights(self, person: Person, side: str) -> Mesh:
        """One leg of them."""
        paint = Paint(self.tone, Surface.PLAIN, 0.0)
        return bare_leg(person, side, self.hem + 0.60, self.hem + 0.14, paint, self.hem)


def bare_legs(person: Person, under: Under, sock: float, sock_tone: Tone, shoe_tone: Tone) -> list[Mesh]:
    """Legs under a skirt, socks up to a height, and shoes."""
    parts: list[Mesh] = []
    for side in "lr":
        parts += [under.tights(person, side), bare_leg(person, side, under.hem + 0.17, sock - 0.03, hem=under.hem)]
        parts += shoe(person, side, shoe_tone)
    return parts + socks(person, sock, sock_tone)


def bare_feet(person: Person, top: float) -> list[Mesh]:
    """Legs and feet with nothing on them."""
    skin, feet = person.colours.skin, [mesh for side in "lr" for mesh in shoe(person, side, person.colours.skin)[:1]]
    soles = [mesh for side in "lr" for mesh in shoe(person, side, skin, skin.in_shadow)[1:]]
    return [*[bare_leg(person, side, top, 0.18) for side in "lr"], *feet, *soles]


def stockings(person: Person, tone: Tone, hem: float, bottom: float) -> list[Mesh]:
    """Tights from under a skirt with its hem at a height."""
    paint = Paint(tone, Surface.PLAIN, 0.9)
    return [bare_leg(person, side, hem + 0.6, bottom, paint, hem) for side in "lr"]


def socks(person: Person, top: float, tone: Tone) -> list[Mesh]:
    """Socks up to a height."""
    rows = person.detail.count(max(4, round(top * 5)))
    ease = np.full(rows, 0.010)
    ease[0] = 0.002
    return [
        painted(sheet(leg_grid(person, side, top, 0.14, rows, ease)), Paint(tone, Surface.PLAIN, 0.85), leg(side))
        for side in "lr"
    ]


def boots(person: Person, tone: Tone, top: float) -> list[Mesh]:
    """Boots up to a height."""
    parts: list[Mesh] = []
    rows = person.detail.count(7)
    ease = np.interp(np.linspace(top, 0.2, rows), [0.2, 0.4, top - 0.05, top], [0.022, 0.02, 0.03, 0.042])
    for side in "lr":
        grid = leg_grid(person, side, top, 0.2, rows, ease)
        parts += [painted(sheet(grid), Paint(tone, Surface.PLAIN, 0.95), leg(side)), *shoe(person, side, tone)]
    return parts


def shoes(person: Person, tone: Tone, sole: Tone | None = None) -> list[Mesh]:
    """A pair of shoes."""
    return [part for side in "lr" for part in shoe(person, side, tone, sole)]
