"""Plate armour over a padded jerkin."""

import math
from dataclasses import replace

import numpy as np

from studio.engine.painters.cel.figures.body import arm_axis, bare_arm, leg_grid, shoe, trunk_rings
from studio.engine.painters.cel.figures.collars import collar, collars
from studio.engine.painters.cel.figures.garments import Flare, belt, bodice, cuff, flared, sleeve, trousers
from studio.engine.painters.cel.figures.palette import Tone, cloth, mix, rgb
from studio.engine.painters.cel.figures.person import Paint, Person, painted
from studio.engine.painters.cel.figures.sheets import ellipsoid, loft, sheet, tube
from studio.engine.painters.cel.figures.skinning import arm, garment, leg
from studio.engine.painters.cel.mesh import Mesh, Surface


def armour(person: Person) -> list[Mesh]:
    """A breastplate with a ridge, plates on shoulders, hips, arms and legs, gauntlets and steel shoes."""
    steel, trim = _metal(person.colours.cloth), _metal(person.colours.accent)
    padding = cloth(rgb("#3a3440"))
    parts = [
        bodice(person, padding, 4.36, ease=0.012),
        _breastplate(person, steel),
        belt(person, cloth(rgb("#4a2e24")), 3.47, 0.13, 0.07),
        belt(person, trim, 4.60, 0.05, 0.052),
        *_fauld(person, steel, Flare(3.46, 3.08, 0.39, 0.52, ease=0.07, sway=0.03, curve=0.8)),
        belt(person, trim, 3.06, 0.06, 0.078),
        *_fauld(person, steel, Flare(3.16, 2.62, 0.40, 0.53, ease=0.036, sway=0.05, curve=1.2)),
        *collar(person, steel, collars()["gorget"], padding),
        *trousers(person, padding, ease=(0.010, 0.012, 0.012)),
    ]
    for side in "lr":
        parts += _arm(person, side, (steel, trim, padding)) + _leg(person, side, steel, trim)
    return parts


def _metal(tone: Tone) -> Tone:
    """A colour as polished metal has it: brighter in the light, deeper in the shade."""
    pale = mix(tone.lit, (1.0, 1.0, 1.0), 0.18)
    return Tone(pale, mix(tone.shade, (0.16, 0.17, 0.28), 0.22))


def _breastplate(person: Person, steel: Tone) -> Mesh:
    rings = trunk_rings(person, 4.64, 3.50, person.detail.count(10), 0.050)
    columns = person.detail.count(28)
    angle = np.linspace(0, math.tau, columns, endpoint=False)
    off = np.minimum(angle, math.tau - angle)
    ridge = 1 + 0.10 * np.exp(-((off / 0.30) ** 2)) * np.clip((rings[:, 1:2] - 3.5) / 0.4, 0, 1)
    grid = loft(rings, columns, pleats=ridge)
    return painted(sheet(grid), Paint(steel, Surface.PLAIN, 1.1), garment(person.rest))


def _fauld(person: Person, steel: Tone, cut: Flare) -> list[Mesh]:
    """One hoop of the skirt of plates."""
    return [replace(mesh, surface=np.full_like(mesh.surface, Surface.PLAIN)) for mesh in flared(person, steel, cut)]


def _arm(person: Person, side: str, tones: tuple[Tone, Tone, Tone]) -> list[Mesh]:
    """A dome over the shoulder and two plates under it, a cop at the elbow, a gauntlet with a cuff."""
    steel, trim, padding = tones
    shoulder, along, sign = arm_axis(person, side)
    stout, bind = person.build.arm, arm(person.rest, side)
    profile = [(-0.03, 0.118), (0.10, 0.132), (0.45, 0.124), (0.88, 0.110), (1.3, 0.106), (1.5, 0.10)]
    dome = ellipsoid(shoulder + np.array([0.0, 0.012 * sign, -0.005]), (0.225 * stout, 0.195 * stout, 0.20), 12, 7)
    cop = ellipsoid(shoulder + along * 0.88, (0.125 * stout, 0.12 * stout, 0.12), 9, 6)
    return [
        *sleeve(person, side, padding, profile, open_end=False),
        painted(dome, Paint(steel, Surface.PLAIN, 1.0), bind),
        _lame(person, side, trim, (0.10, 0.16), (0.200, 0.204)),
        _lame(person, side, steel, (0.15, 0.44), (0.182, 0.160)),
        painted(cop, Paint(steel, Surface.PLAIN, 0.9), bind),
        _lame(person, side, steel, (0.98, 1.38), (0.124, 0.102)),
        _lame(person, side, steel, (1.36, 1.62), (0.146, 0.090)),
        cuff(person, side, trim, 1.32, 0.152, 0.05),
        *bare_arm(person, side, 1.45, padding.scaled(1.25)),
    ]


def _lame(person: Person, side: str, tone: Tone, span: tuple[float, float], radius: tuple[float, float]) -> Mesh:
    """A plate round the arm between two distances from the shoulder."""
    shoulder, along, _ = arm_axis(person, side)
    t = np.interp([0.0, 0.06, 0.94, 1.0], [0.0, 1.0], span)
    wide = np.interp(t, span, radius) * np.array([0.92, 1.0, 1.0, 0.90]) * person.build.arm
    grid = tube(shoulder + along * t[:, None], wide, person.detail.count(12))
    return painted(sheet(grid), Paint(tone, Surface.PLAIN, 0.9), arm(person.rest, side))


def _leg(person: Person, side: str, steel: Tone, trim: Tone) -> list[Mesh]:
    """Plates on the thigh and the shin, a cop on the knee, a steel shoe."""
    sign, bind = 1.0 if side == "l" else -1.0, leg(side)
    rows = person.detail.count(6)
    stout = person.build.leg
    thigh = leg_grid(person, side, 2.50, 1.74, rows, 0.042)
    shin = leg_grid(
        person, side, 1.42, 0.24, rows, np.interp(np.linspace(1.42, 0.24, rows), [0.24, 1.42], [0.05, 0.055])
    )
    knee = ellipsoid((0.045, 0.20 * sign, 1.56), (0.17 * stout, 0.165 * stout, 0.15), 10, 6)
    return [
        *[painted(sheet(grid), Paint(steel, Surface.PLAIN, 0.9), bind) for grid in (thigh, shin)],
        painted(knee, Paint(trim, Surface.PLAIN, 0.9), bind),
        *shoe(person, side, steel),
    ]
