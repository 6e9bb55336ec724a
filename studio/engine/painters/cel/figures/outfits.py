"""Outfits: what a figure wears, put together from garments, bare limbs and shoes."""

from collections.abc import Callable
from typing import Final

import numpy as np

from studio.engine.painters.cel.figures.body import bare_arm, bare_leg, shoe, trunk_rings
from studio.engine.painters.cel.figures.garments import (
    Collar,
    Flare,
    bodice,
    belt,
    bow,
    button,
    collar,
    cuff,
    flared,
    front_of,
    opening,
    skirt_rings,
    sleeve,
    strip,
    trousers,
)
from studio.engine.painters.cel.figures.palette import Tone, brightness, cloth, rgb
from studio.engine.painters.cel.figures.person import Paint, Person, painted
from studio.engine.painters.cel.figures.sheets import Array, ellipsoid, loft, sheet
from studio.engine.painters.cel.figures.skinning import garment, trunk
from studio.engine.painters.cel.mesh import Mesh, Surface

_SHIRT_COLLAR = Collar(
    (
        (4.76, 4.80, 4.84, 0.020, 1, 60),
        (4.82, 4.87, 4.91, 0.036, 2, 60),
        (4.82, 4.875, 4.915, 0.056, 3, 60),
        (4.63, 4.79, 4.83, 0.056, 7, 70),
    )
)
_SAILOR_COLLAR = Collar(
    (
        (4.30, 4.82, 4.87, 0.026, 2, 46),
        (4.30, 4.76, 4.76, 0.044, 3, 52),
        (4.28, 4.68, 4.58, 0.050, 4, 62),
        (4.22, 4.60, 4.36, 0.052, 5, 78),
    )
)
_COAT_COLLAR = Collar(
    (
        (4.74, 4.79, 4.82, 0.050, 12, 60),
        (4.84, 4.92, 4.95, 0.070, 15, 60),
        (4.86, 4.94, 4.97, 0.100, 18, 60),
        (4.70, 4.83, 4.88, 0.115, 20, 60),
        (4.50, 4.74, 4.79, 0.090, 22, 70),
    )
)
_HOOD = Collar(
    (
        (4.70, 4.80, 4.84, 0.040, 6, 60),
        (4.78, 4.90, 4.98, 0.090, 8, 60),
        (4.76, 4.90, 5.00, 0.170, 11, 60),
        (4.70, 4.82, 4.90, 0.230, 14, 60),
        (4.62, 4.72, 4.66, 0.190, 16, 70),
        (4.58, 4.66, 4.48, 0.090, 18, 80),
    ),
    thickness=0.03,
)
_LAPELS = Collar(
    (
        (3.84, 4.82, 4.87, 0.062, 0.5, 40),
        (3.84, 4.84, 4.90, 0.080, 0.8, 44),
        (3.85, 4.74, 4.80, 0.078, 1.2, 62),
    )
)
_KIMONO_NECK = Collar(
    (
        (3.80, 4.82, 4.86, 0.082, 0.5, 38),
        (3.80, 4.79, 4.83, 0.088, 0.8, 43),
        (3.80, 4.71, 4.75, 0.080, 1.2, 54),
    )
)
_KIMONO_UNDER = Collar(((3.90, 4.86, 4.90, 0.060, 0.5, 33), (3.84, 4.80, 4.84, 0.066, 0.8, 42)), thickness=0.008)
_ROUND_NECK = Collar(
    ((4.72, 4.80, 4.82, 0.036, 0.5, 90), (4.77, 4.85, 4.87, 0.026, 0.5, 90), (4.775, 4.855, 4.875, 0.010, 0.5, 90)),
    thickness=0.01,
)
_PETER_PAN = Collar(
    ((4.76, 4.84, 4.86, 0.020, 1, 70), (4.72, 4.80, 4.82, 0.044, 3, 70), (4.58, 4.70, 4.72, 0.040, 8, 70)),
    thickness=0.012,
)
_STAND = Collar(
    ((4.74, 4.78, 4.80, 0.040, 1.5, 60), (4.84, 4.87, 4.89, 0.040, 2, 60), (4.89, 4.93, 4.95, 0.040, 2.5, 60)),
)


def outfit(person: Person) -> list[Mesh]:
    """What the look wears; an outfit we do not know is worn as the nearest we do."""
    name = person.look.outfit
    return OUTFITS[name if name in OUTFITS else _LIKE.get(name, "shirt")](person)


def _skirted(person: Person) -> bool:
    return not person.build.male and person.look.hair_style not in ("short", "spiky")


def _coat(person: Person) -> list[Mesh]:
    tone, dark = person.colours.cloth, person.colours.cloth.in_shadow
    cut = Flare(3.56, 1.98, 0.60, 0.72, sway=0.55, ease=0.04, curve=0.85)
    upper = trunk_rings(person, 4.80, 3.50, 16, 0.042)
    lower = skirt_rings(person, cut)
    rings = np.concatenate([upper, lower[2:]])
    z = np.linspace(4.60, 2.0, person.detail.count(16))
    hang = {"sway": 0.5}
    parts = [
        bodice(person, tone, 3.50, ease=0.042),
        *flared(person, tone, cut, 1.1),
        strip(person, rings, tone, z, np.full(len(z), -0.06), np.full(len(z), 0.16), lift=0.018, ink=1.1, **hang),
        *_roll_neck(person),
        *collar(person, tone, _COAT_COLLAR, dark),
        belt(person, dark.scaled(1.12), 3.52, 0.15, 0.062),
        *[button(person, rings, person.colours.accent, height, 0.115) for height in (4.24, 3.98, 3.72, 3.24, 2.94)],
        _buckle(person, 3.52, 0.10),
    ]
    profile = [(-0.03, 0.124), (0.10, 0.148), (0.45, 0.142), (0.88, 0.132), (1.3, 0.142), (1.60, 0.150)]
    for side in "lr":
        parts += sleeve(person, side, tone, profile)
        parts += [cuff(person, side, dark.scaled(1.12), 1.40, 0.148, 0.15), *bare_arm(person, side, 1.45)]
    return parts + _boots(person, cloth(rgb("#3a2226")), 1.15) + _stockings(person, person.colours.second, 2.6, 1.1)


def _roll_neck(person: Person) -> list[Mesh]:
    n = person.build.neck
    rings = [(-0.05, 4.66, 0.20, 0.27), (-0.045, 4.76, 0.168 * n, 0.185 * n), (-0.04, 4.86, 0.156 * n, 0.162 * n), (-0.035, 4.925, 0.155 * n, 0.158 * n), (-0.033, 4.93, 0.125 * n, 0.13 * n)]
    return [painted(sheet(loft(np.array(rings), person.detail.count(16))), Paint(person.colours.second), garment(person.rest))]


def _buckle(person: Person, z: float, y: float) -> Mesh:
    x = float(front_of(trunk_rings(person, z + 0.1, z - 0.1, 3, 0.062), z, y))
    part = ellipsoid((x + 0.012, y, z), (0.022, 0.065, 0.06), 8, 5)
    return painted(part, Paint(person.colours.accent, Surface.PLAIN, 0.6), garment(person.rest))


def _boots(person: Person, tone: Tone, top: float) -> list[Mesh]:
    from studio.engine.painters.cel.figures.body import leg_grid
    from studio.engine.painters.cel.figures.skinning import leg

    parts: list[Mesh] = []
    rows = person.detail.count(7)
    ease = np.interp(np.linspace(top, 0.2, rows), [0.2, 0.4, top - 0.05, top], [0.022, 0.02, 0.03, 0.042])
    for side in "lr":
        grid = leg_grid(person, side, top, 0.2, rows, ease)
        parts += [painted(sheet(grid), Paint(tone, Surface.PLAIN, 0.95), leg(side)), *shoe(person, side, tone)]
    return parts


def _stockings(person: Person, tone: Tone, top: float, bottom: float) -> list[Mesh]:
    return [bare_leg(person, side, top, bottom, Paint(tone, Surface.PLAIN, 0.9)) for side in "lr"]


def _bare_legs(person: Person, top: float, sock: float, sock_tone: Tone, shoe_tone: Tone) -> list[Mesh]:
    """Legs, socks up to a height, and shoes."""
    parts: list[Mesh] = []
    for side in "lr":
        parts.append(bare_leg(person, side, top, sock - 0.03))
        parts += shoe(person, side, shoe_tone)
    return parts + _socks(person, sock, sock_tone)


def _socks(person: Person, top: float, tone: Tone) -> list[Mesh]:
    from studio.engine.painters.cel.figures.body import leg_grid
    from studio.engine.painters.cel.figures.skinning import leg

    rows = person.detail.count(max(4, round(top * 5)))
    ease = np.full(rows, 0.010)
    ease[0] = 0.002
    return [painted(sheet(leg_grid(person, side, top, 0.14, rows, ease)), Paint(tone, Surface.PLAIN, 0.85), leg(side)) for side in "lr"]


def _short_sleeves(person: Person, tone: Tone, length: float = 0.46, width: float = 0.165) -> list[Mesh]:
    profile = [(-0.03, 0.118), (0.06, 0.142), (0.25, 0.152), (length, width)]
    parts: list[Mesh] = []
    for side in "lr":
        parts += sleeve(person, side, tone, profile)
        parts += bare_arm(person, side, length - 0.14)
    return parts


def _long_sleeves(person: Person, tone: Tone, *, width: float = 0.118, end: float = 1.60, flare: float = 0.1) -> list[Mesh]:
    profile = [(-0.03, 0.118), (0.10, 0.138), (0.45, 0.128), (0.88, width), (1.3, width * 0.98), (end, flare)]
    parts: list[Mesh] = []
    for side in "lr":
        parts += sleeve(person, side, tone, profile)
        parts += bare_arm(person, side, end - 0.10)
    return parts


def _uniform_tones(person: Person) -> tuple[Tone, Tone]:
    """Shirt and skirt: a light cloth is the shirt's, a coloured one the skirt's and the collar's."""
    colours = person.colours
    light = brightness(colours.cloth.lit) > 0.72 and max(colours.cloth.lit) - min(colours.cloth.lit) < 0.25
    return (colours.cloth, colours.second) if light else (colours.white, colours.cloth)


def _sailor(person: Person) -> list[Mesh]:
    if not _skirted(person):
        return _boys_uniform(person)
    shirt, dark = _uniform_tones(person)
    rings = trunk_rings(person, 4.80, 3.2, 16, 0.012)
    knot = float(front_of(rings, 4.24, 0.0))
    cut = Flare(3.50, 2.16, 0.56, 0.66, pleats=18, pleat_depth=0.06, sway=0.55, ease=0.024, curve=0.85)
    return [
        bodice(person, shirt, 3.36, ease=0.018, loose=0.86),
        *flared(person, dark, cut),
        *collar(person, dark, _SAILOR_COLLAR),
        *bow(person, person.colours.accent, (knot + 0.07, 0.0, 4.24), 1.0),
        *_short_sleeves(person, shirt),
        *_bare_legs(person, 2.75, 0.86, person.colours.white, person.colours.shoe),
    ]


def _boys_uniform(person: Person) -> list[Mesh]:
    if brightness(person.colours.cloth.lit) < 0.30:
        return _gakuran(person)
    shirt, dark = _uniform_tones(person)
    return [*_buttoned_shirt(person, shirt), *_short_sleeves(person, shirt, 0.50, 0.178), *trousers(person, dark), *_shoes(person, person.colours.shoe)]


def _buttoned_shirt(person: Person, tone: Tone, bottom: float = 3.02) -> list[Mesh]:
    rings = trunk_rings(person, 4.80, bottom - 0.1, 16, 0.03)
    z = np.linspace(4.66, bottom + 0.04, person.detail.count(9))
    return [
        bodice(person, tone, bottom, ease=0.03, loose=0.9),
        strip(person, rings, tone, z, np.full(len(z), -0.045), np.full(len(z), 0.045), lift=0.008, ink=0.7),
        *collar(person, tone, _SHIRT_COLLAR, tone.in_shadow),
        *[button(person, rings, tone.in_shadow, height, 0.0, 0.018, 0.014) for height in (4.42, 4.12, 3.82, 3.5, 3.2)],
    ]


def _gakuran(person: Person) -> list[Mesh]:
    tone = person.colours.cloth
    rings = trunk_rings(person, 4.80, 2.8, 18, 0.035)
    z = np.linspace(4.72, 2.9, person.detail.count(9))
    return [
        bodice(person, tone, 2.86, ease=0.035, loose=0.9),
        strip(person, rings, tone, z, np.full(len(z), -0.02), np.full(len(z), 0.10), lift=0.01, ink=0.8),
        *collar(person, tone, _STAND, person.colours.white),
        *[button(person, rings, person.colours.accent, height, 0.05, 0.032) for height in (4.50, 4.18, 3.86, 3.54, 3.22)],
        *_long_sleeves(person, tone, width=0.125, flare=0.112),
        *trousers(person, tone),
        *_shoes(person, person.colours.shoe),
    ]


def _shoes(person: Person, tone: Tone, sole: Tone | None = None) -> list[Mesh]:
    return [part for side in "lr" for part in shoe(person, side, tone, sole)]


def _shirt(person: Person) -> list[Mesh]:
    colours = person.colours
    return [
        bodice(person, colours.cloth, 2.96, top=4.79, ease=0.03, loose=0.92),
        *collar(person, colours.cloth, _ROUND_NECK),
        *_short_sleeves(person, colours.cloth, 0.52, 0.175),
        *trousers(person, colours.second),
        *_shoes(person, colours.white, colours.accent),
    ]


def _hoodie(person: Person) -> list[Mesh]:
    colours = person.colours
    rings = trunk_rings(person, 4.80, 2.9, 18, 0.06)
    z = np.linspace(3.62, 3.20, 6)
    pocket = np.interp(z, [3.2, 3.32, 3.62], [0.30, 0.30, 0.18])
    parts = [
        bodice(person, colours.cloth, 2.96, ease=0.06, loose=1.0),
        belt(person, colours.cloth.in_shadow.scaled(1.1), 2.96, 0.14, 0.045),
        strip(person, rings, colours.cloth, z, -pocket, pocket, lift=0.02),
        *collar(person, colours.cloth, _HOOD, colours.cloth.in_shadow),
        *_cords(person, rings),
        *_long_sleeves(person, colours.cloth, width=0.142, end=1.56, flare=0.135),
        *trousers(person, colours.second),
        *_shoes(person, colours.white, colours.accent),
    ]
    return parts + [cuff(person, side, colours.cloth.in_shadow.scaled(1.1), 1.52, 0.105, 0.12) for side in "lr"]


def _cords(person: Person, rings: Array) -> list[Mesh]:
    """The hood's two draw-strings."""
    from studio.engine.painters.cel.figures.sheets import capped, tube

    parts: list[Mesh] = []
    for y in (-0.075, 0.075):
        z = np.array([4.62, 4.5, 4.36, 4.20])
        path = np.stack([front_of(rings, z, y) + 0.03, np.full(4, y), z], axis=1)
        parts.append(painted(sheet(capped(tube(path, [0.014, 0.014, 0.014, 0.02], 5))), Paint(person.colours.accent, Surface.PLAIN, 0.5), trunk(person.rest)))
    return parts


def _dress(person: Person) -> list[Mesh]:
    colours = person.colours
    cut = Flare(3.56, 1.72, 0.68, 0.78, pleats=14, pleat_depth=0.045, sway=0.6, curve=0.8)
    puff = [(-0.03, 0.120), (0.08, 0.165), (0.22, 0.178), (0.34, 0.150), (0.38, 0.128)]
    parts = [
        bodice(person, colours.cloth, 3.50, top=4.72, ease=0.016),
        *flared(person, colours.cloth, cut),
        *collar(person, colours.accent, _PETER_PAN),
        belt(person, colours.accent, 3.54, 0.13, 0.03),
        *bow(person, colours.accent, (-float(trunk_rings(person, 3.6, 3.5, 2)[0, 2]) - 0.06, 0.0, 3.54), 1.25, garment(person.rest)),
        *_bare_legs(person, 2.4, 0.40, colours.white, colours.second),
    ]
    for side in "lr":
        parts += [*sleeve(person, side, colours.cloth, puff), *bare_arm(person, side, 0.24)]
    return parts


def _suit(person: Person) -> list[Mesh]:
    colours = person.colours
    rings = trunk_rings(person, 4.80, 2.75, 20, 0.045)
    edge = np.linspace(3.86, 2.86, 8)
    tie_z = np.array([4.76, 4.68, 4.64, 4.4, 4.2, 3.96])
    tie_half = np.array([0.034, 0.042, 0.028, 0.038, 0.044, 0.05])
    legs = trousers(person, colours.cloth) if not _skirted(person) else [*flared(person, colours.cloth, Flare(3.4, 1.9, 0.30, 0.40, sway=0.1)), *_stockings(person, cloth(rgb("#3a3440")), 2.2, 0.2)]
    parts = [
        bodice(person, colours.cloth, 2.80, ease=0.045, loose=0.86),
        opening(person, colours.white, 3.88, 38, 0.052, Surface.CLOTH),
        strip(person, rings, colours.accent, tie_z, -tie_half, tie_half, lift=0.030, ink=0.7),
        strip(person, rings, colours.cloth, edge, np.full(8, -0.05), np.full(8, 0.03), lift=0.01, ink=0.8),
        *collar(person, colours.white, _SHIRT_COLLAR),
        *collar(person, colours.cloth, _LAPELS),
        *[button(person, rings, colours.cloth.in_shadow, height, -0.01, 0.03) for height in (3.76, 3.48)],
        *_long_sleeves(person, colours.cloth, width=0.125, end=1.58, flare=0.118),
        *legs,
        *_shoes(person, cloth(rgb("#2b2226"))),
    ]
    return parts + [cuff(person, side, colours.white, 1.56, 0.092, 0.07) for side in "lr"]


def _kimono(person: Person) -> list[Mesh]:
    colours = person.colours
    cut = Flare(3.50, 0.34, 0.30, 0.40, sway=0.15, ease=0.03, curve=0.5)
    wide = [(-0.03, 0.125), (0.10, 0.155), (0.5, 0.19), (0.95, 0.26), (1.42, 0.33)]
    skirt_front = skirt_rings(person, cut)
    low = np.linspace(3.2, 0.40, 9)
    lap = np.interp(low, [0.4, 3.2], [-0.13, -0.10])
    parts = [
        bodice(person, colours.cloth, 3.44, ease=0.03, loose=0.8),
        *flared(person, colours.cloth, cut),
        strip(person, skirt_front, colours.cloth, low, lap, lap + 0.07, lift=0.012, ink=0.8),
        *collar(person, colours.white, _KIMONO_UNDER),
        *collar(person, colours.accent, _KIMONO_NECK),
        opening(person, colours.skin, 3.90, 40, 0.042, Surface.SKIN),
        belt(person, colours.second, 3.58, 0.46, 0.065),
        belt(person, colours.accent, 3.58, 0.07, 0.085),
        *_obi_knot(person),
        *_geta(person),
    ]
    for side in "lr":
        parts += [*sleeve(person, side, colours.cloth, wide), *bare_arm(person, side, 1.25)]
    return parts


def _obi_knot(person: Person) -> list[Mesh]:
    back = -float(trunk_rings(person, 3.7, 3.6, 2)[0, 2]) - 0.16
    part = ellipsoid((back, 0.0, 3.64), (0.12, 0.24, 0.20), 10, 6)
    return [painted(part, Paint(person.colours.second), garment(person.rest))]


def _geta(person: Person) -> list[Mesh]:
    return [*_socks(person, 0.60, person.colours.white), *_shoes(person, person.colours.white, cloth(rgb("#7a4f34")))]


def _raincoat(person: Person) -> list[Mesh]:
    colours = person.colours
    cut = Flare(3.80, 2.02, 0.62, 0.74, sway=0.35, ease=0.07, curve=0.8)
    rings = np.concatenate([trunk_rings(person, 4.80, 3.84, 10, 0.06), skirt_rings(person, cut)])
    z = np.linspace(4.66, 2.06, person.detail.count(14))
    profile = [(-0.03, 0.130), (0.10, 0.160), (0.45, 0.158), (0.88, 0.152), (1.3, 0.165), (1.58, 0.175)]
    parts = [
        bodice(person, colours.cloth, 3.74, ease=0.06, loose=1.0),
        *flared(person, colours.cloth, cut, 1.05),
        strip(person, rings, colours.cloth, z, np.full(len(z), -0.05), np.full(len(z), 0.09), lift=0.014, sway=0.3),
        *[button(person, rings, colours.accent, height, 0.02, 0.034) for height in (4.42, 4.05, 3.68, 3.31, 2.94, 2.57)],
        *collar(person, colours.cloth, _HOOD, colours.cloth.in_shadow),
        *_boots(person, colours.second, 1.05),
        *[bare_leg(person, side, 2.5, 1.0) for side in "lr"],
    ]
    for side in "lr":
        parts += [*sleeve(person, side, colours.cloth, profile), *bare_arm(person, side, 1.46)]
    return parts


OUTFITS: Final[dict[str, Callable[[Person], list[Mesh]]]] = {
    "coat": _coat,
    "sailor": _sailor,
    "shirt": _shirt,
    "hoodie": _hoodie,
    "dress": _dress,
    "suit": _suit,
    "kimono": _kimono,
    "raincoat": _raincoat,
}
_LIKE: Final = {
    "uniform": "sailor", "school uniform": "sailor", "jacket": "coat", "trench": "coat", "yukata": "kimono", "robe": "kimono",
    "t-shirt": "shirt", "tshirt": "shirt", "casual": "shirt", "sweater": "hoodie", "gown": "dress", "skirt": "dress", "business": "suit", "apron": "dress",
}
