"""A summer festival: stalls under striped cloth, rows of lanterns, trees, a red gate."""

from typing import Final

import numpy as np

from studio.engine.painters.cel.sets.furniture import solid_of
from studio.engine.painters.cel.sets.grounds import XS, YS, behind_camera, hills, lawn, paving
from studio.engine.painters.cel.sets.joinery import stand
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.sets.plants import DEEP, SUMMER, crown, leaf_picture, trunk
from studio.engine.painters.cel.sets.sky import clouds
from studio.engine.painters.cel.sets.stalls import lantern_string, paper_lantern, stall
from studio.engine.painters.cel.shapes import (
    Shape,
    ball,
    bar,
    box,
    finish,
    glowing,
    lathe,
    merged,
    mix,
    moved,
    rgb,
    soft_box,
    tube,
    turned,
)

_STALLS: Final = (
    ("left stall", "RINGO", ("#d8453f", "#fff6e6"), 0),
    ("right stall", "TAKO", ("#3f6fb8", "#fff6e6"), 2),
    ("near left stall", "YAKI", ("#e8843f", "#fff6e6"), 3),
    ("near right stall", "AME", ("#3f8a62", "#fff6e6"), 1),
    ("far right stall", "KINGYO", ("#c23a6f", "#fff6e6"), 3),
)
RED: Final = "#d8402f"


def dress(place: Place) -> None:
    """Build the festival."""
    clouds(place, -30.0, 0.7)
    hills(place)
    lawn(place, ("#4f8f4a", "#74ac54"), area=(XS, YS))
    paving(place, (-2.4, 2.4, -16, 24), "#b9aa98", (0.8, 0.8), 0.006)
    behind_camera(place)
    for name, word, tones, wares in _STALLS:
        _stall(place, name, word, tones, wares)
    for y, side in ((8.4, -1), (8.6, 1), (12.0, -1), (12.2, 1), (-5.8, -1), (-5.6, 1)):
        word, tones = ("SODA", ("#3f9ab8", "#fff6e6")) if side > 0 else ("MASK", ("#8f5bd1", "#fff6e6"))
        stand(place, stall(place, 2.6, tones, word, None), (side * 3.2, y), -90 * side)
    _bench(place)
    _lanterns(place)
    _gate(place)
    _trees(place)
    _masks(place)


def _stall(place: Place, name: str, word: str, tones: tuple[str, str], wares: int) -> None:
    (x, y, _), (deep, wide, _) = solid_of(place, name)
    side = -1 if x < 0 else 1
    stand(place, stall(place, wide, tones, word, wares), (x - side * deep / 2, y), -90 * side)
    if place.dark:
        place.shine((x - side * 0.2, y, 1.9), 1.7, (1.0, 0.80, 0.46), 0.32)


def _bench(place: Place) -> None:
    """A bench spread with red felt, a parasol over it."""
    (x, y, z), (wide, deep, thick) = solid_of(place, "red bench")
    top = z + thick / 2
    place.lay(soft_box((x, y, top - 0.03), (wide, deep, 0.06), 0.02, 16), finish(RED, 0.8))
    place.lay(merged([box((x + s * (wide / 2), y, top - 0.14), (0.015, deep, 0.2)) for s in (-1, 1)]), finish(RED, 0.4))
    feet = [
        box((x + sx * 0.2, y + sy * 0.75, top / 2 - 0.05), (0.07, 0.07, top - 0.1)) for sx in (-1, 1) for sy in (-1, 1)
    ]
    place.lay(merged(feet), finish("#8a6244", 0.6))
    pole = (x - 0.5, y + 0.2)
    place.lay(bar((*pole, 0), (*pole, 2.5), 0.03, 6), finish("#8a6244", 0.6))
    rim, crest = [(1.25, 0.0), (0.7, 0.28), (0.0, 0.42)], (pole[0], pole[1], 2.1)
    place.lay(moved(lathe(rim, 16), crest), finish(RED, 0.7))
    place.lay(
        moved(turned(lathe([(0.0, -0.40), (0.7, -0.26), (1.24, 0.0)], 16), 180, 0), crest), finish("#a83028", 0.0)
    )


def _lanterns(place: Place) -> None:
    tones = ("#f2503c", "#fff0d0")
    for y in (0.2, 3.8, 8.0):
        lantern_string(place, (-2.7, y, 4.1), (2.7, y + 0.2, 4.1), 6, tones)
    for side in (-1, 1):
        posts = [bar((side * 2.7, y, 0), (side * 2.7, y, 4.2), 0.05, 6) for y in (0.2, 3.8, 8.0)]
        place.lay(merged(posts), finish("#6b4a3a", 0.6))
        for y in (-3.9, 3.2):
            paper_lantern(place, (side * 2.5, y, 2.55), tones[0], 0.22)


def _gate(place: Place) -> None:
    """A red gate where the way ends, steps and a lit hall behind it among the trees."""
    y = 16.5
    posts = [tube(np.array([(s * 2.3, y, 0), (s * 2.2, y, 4.6)]), 0.22, 10) for s in (-1, 1)]
    place.lay(merged([*posts, box((0, y, 3.7), (5.4, 0.26, 0.30))]), finish(RED, 0.9, foot=0.12))
    x = np.linspace(-3.3, 3.3, 11)
    beam = np.column_stack([x, np.full(11, y), 4.72 + 0.035 * x**2])
    place.lay(tube(beam, 0.19, 6), finish("#33303f", 0.7))
    place.lay(tube(beam - (0, 0, 0.26), 0.17, 6), finish(RED, 0.7))
    place.lay(box((0, y - 0.1, 4.15), (0.7, 0.12, 0.7)), finish("#33303f", 0.6))
    place.lay(
        merged([box((0, 18.5 + 0.5 * i, 0.12 + 0.2 * i), (5.0, 0.5, 0.24 + 0.4 * i)) for i in range(4)]),
        finish("#a8a4a8", 0.7),
    )
    place.lay(box((0, 23.0, 2.4), (6.2, 3.4, 3.0)), finish("#e8d8b8", 0.7))
    place.lay(box((0, 21.28, 2.3), (4.6, 0.05, 2.0)), glowing("#ffcf86", 0.6) if place.dark else finish("#7a5a44", 0.5))
    place.lay(
        merged([box((-2.2 + 0.36 * i, 21.22, 2.3), (0.06, 0.06, 2.0)) for i in range(13)]), finish("#6b4436", 0.4)
    )
    slopes = [moved(lathe([(4.9, 0), (3.4, 0.7), (1.2, 2.2), (0.0, 2.6)], 4), (0, 0, 0))]
    place.lay(moved(turned(merged(slopes), 45), (0, 23.0, 3.9)), finish("#4f5a72", 0.8))
    if place.dark:
        place.shine((0, 21.0, 2.3), 3.6, (1.0, 0.76, 0.42), 0.3)


def _trees(place: Place) -> None:
    leaves = leaf_picture(place.atlas)
    for i, (x, y, r) in enumerate(
        (
            (-7.4, 2.0, 2.2),
            (7.6, 3.0, 2.3),
            (-7.8, 8.4, 2.4),
            (8.0, 10.0, 2.5),
            (-7.2, -4.2, 2.1),
            (7.4, -4.0, 2.1),
            (-6.4, 19.0, 2.8),
            (6.6, 19.5, 2.8),
            (0.0, 29.0, 3.4),
            (-12.0, 26.0, 3.6),
            (12.0, 26.0, 3.6),
        )
    ):
        trunk(place, [(x, y, 0), (x + 0.1, y, r * 0.8), (x, y, r * 1.5)], (0.26, 0.16), "#6b5048", 7)
        crown(place, leaves, (x, y, r * 1.9), (r * 1.2, r, r * 0.9), DEEP if i % 3 else SUMMER, 20, f"grove {i}")


def _masks(place: Place) -> None:
    """Masks and pinwheels on racks, a tub of goldfish, paper scraps on the ground."""
    rack = [bar((-2.75, -0.55, 0), (-2.75, -0.55, 1.9), 0.03, 5), bar((-2.75, -0.2, 0), (-2.75, -0.2, 1.9), 0.03, 5)]
    place.lay(merged(rack), finish("#8a6244", 0.4))
    for i, (z, tone) in enumerate(((1.65, "#fdf6ea"), (1.25, "#f2c24a"), (0.85, "#e86a6f"))):
        place.lay(ball((-2.66, -0.375, z), (0.05, 0.15, 0.17), 9, 6), finish(tone, 0.6))
        place.lay(
            merged([ball((-2.615, -0.375 + s * 0.055, z + 0.03), (0.01, 0.025, 0.018), 6, 4) for s in (-1, 1)]),
            finish("#33303f", 0.0),
        )
        place.lay(
            merged([ball((-2.66, -0.375 + s * 0.09, z + 0.16), (0.03, 0.04, 0.06), 6, 4) for s in (-1, 1)]),
            finish(mix(rgb(tone), rgb("#e2503f"), 0.2 * i), 0.3),
        )
    place.lay(
        moved(lathe([(0.0, 0), (0.42, 0.0), (0.5, 0.18), (0.46, 0.18)], 14), (2.55, 3.15, 0)), finish("#4f8fd0", 0.7)
    )
    place.lay(moved(lathe([(0.455, 0.0), (0.0, 0.001)], 14), (2.55, 3.15, 0.14)), finish("#9fdcec", 0.0))
    fish: list[Shape] = [
        moved(
            turned(ball((0, 0, 0), (0.05, 0.02, 0.012), 6, 4), 70.0 * i),
            (2.55 + 0.25 * np.cos(i * 1.3), 3.15 + 0.25 * np.sin(i * 1.3), 0.15),
        )
        for i in range(7)
    ]
    place.lay(merged(fish), finish("#f0603f", 0.0))
