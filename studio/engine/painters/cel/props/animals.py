"""More animals, bound to their joints, their faces to -y: bird, rabbit, fish, turtle, frog."""

from dataclasses import replace

import numpy as np

from studio.engine.painters.cel.mesh import Mesh
from studio.engine.painters.cel.props.colours import WHITE
from studio.engine.painters.cel.props.skinned import Skeleton, by, sides, smooth
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.shapes import (
    Finish,
    Shape,
    ball,
    bar,
    curve,
    finish,
    lathe,
    loft,
    merged,
    mix,
    moved,
    paint,
    sheet,
    slab,
    times,
    tube,
    turned,
)
from studio.engine.performance import Matrix

DARK = "#241f2c"
_WING_M = 0.155


def bird(colour: RGB) -> list[Mesh]:
    """A small round bird; its wings are made spread, and folded by their joints."""
    bones, coat, leg = Skeleton("bird"), finish(colour, 0.9), finish("#d98a3c", 0.2)
    wing = finish(times(colour, 0.75), 0.5)
    tail = loft([(0, 0.055, 0.05, 0.016, 0.008), (0, 0.115, 0.062, 0.024, 0.006), (0, 0.13, 0.065, 0.004, 0.003)], 8)
    beak = moved(turned(lathe([(0.010, 0), (0.0, 0.026)], 8), 90, 0), (0, -0.064, 0.102))
    under = moved(turned(lathe([(0.0085, 0), (0.0, 0.0225)], 8), 90, 0), (0, -0.0645, 0.1012))
    trunk = paint(ball((0, 0.01, 0.062), (0.052, 0.064, 0.05), 16, 11), coat)
    return [
        bones.between(trunk, "hips", "head", 0.5 * smooth((-trunk.position[:, 1] + 0.1 * trunk.position[:, 2]) / 0.06)),
        *bones.on("head", paint(ball((0, -0.032, 0.105), (0.036, 0.036, 0.034), 14, 10), coat)),
        *bones.on(
            "hips", paint(ball((0, -0.026, 0.055), (0.038, 0.034, 0.036), 12, 9), finish(mix(colour, WHITE, 0.75), 0.0))
        ),
        *bones.on("tail", paint(tail, wing)),
        *[
            piece
            for side, shape in sides(wing_of(bones.at("wing_l")))
            for piece in bones.on(f"wing_{side}", paint(shape, wing))
        ],
        *bones.on("head", paint(beak, finish("#f0a83c", 0.4))),
        *bones.on("jaw", paint(under, finish("#c9792e", 0.4))),
        *[piece for side in "lr" for piece in _bird_leg(bones, side, leg)],
        *bones.eyes(0.019, 0.0085, DARK),
    ]


def wing_of(at: Matrix, times: float = 1.0) -> Shape:
    """A left wing, spread, so many times as large: broad at the shoulder, three feathers at its end, a little thick."""
    edge = [(0, -0.022), (0.07, -0.03), (0.125, -0.012), (_WING_M, 0.012), (0.135, 0.02), (0.142, 0.036)]
    edge += [(0.115, 0.038), (0.112, 0.052), (0.07, 0.05), (0.03, 0.044), (0, 0.03)]
    flat = turned(slab([(across, -back) for across, back in edge[::-1]], 0.007), -90, 0)
    flat = replace(
        flat,
        position=flat.position * by(1, -1, 1),
        normal=flat.normal * by(1, -1, 1),
        triangles=flat.triangles[:, ::-1],
    )
    return moved(replace(flat, position=flat.position * times), at)


def _bird_leg(bones: Skeleton, side: str, coat: Finish) -> list[Mesh]:
    name = f"hind_{side}"
    top, bend, foot = bones.at(name), bones.at(f"hind2_{side}"), bones.at(f"foot of {name}")
    toes = [bar(foot + by(0, 0.0, 0.003), foot + by(d, -0.022, 0.002), 0.0025, 4) for d in (-0.009, 0, 0.009)]
    return [
        *bones.on(name, paint(bar(top, bend, 0.0055, 6), coat)),
        *bones.on(f"hind2_{side}", paint(merged([bar(bend, foot + by(0, 0, 0.003), 0.0032, 6), *toes]), coat)),
    ]


def rabbit(colour: RGB) -> list[Mesh]:
    """A rabbit: round haunches, long ears, a white scut."""
    bones, fur = Skeleton("rabbit"), finish(colour, 1.0)
    pale = finish(mix(colour, WHITE, 0.85), 0.3)
    hips, chest, head = bones.at("hips"), bones.at("chest"), bones.at("head")
    skull = head + by(0, -0.005, 0.02)
    way = curve(
        [hips + by(0, 0.075, -0.02), hips + by(0, 0.02, 0), (hips + chest) / 2, chest, chest + by(0, -0.035, 0.01)], 17
    )
    trunk = paint(
        tube(way, np.interp(np.linspace(0, 1, 17), (0, 0.2, 0.5, 0.8, 1), (0.03, 0.08, 0.082, 0.06, 0.02)), 14), fur
    )
    rings = [(0.028, -0.075, 0.222, 0.014, 0.010), (0.036, -0.068, 0.28, 0.024, 0.012)]
    ear = loft([*rings, (0.043, -0.058, 0.345, 0.018, 0.009), (0.046, -0.054, 0.375, 0.003, 0.003)], 11)
    inner = loft(
        [
            (0.029, -0.083, 0.232, 0.007, 0.003),
            (0.037, -0.079, 0.285, 0.013, 0.003),
            (0.043, -0.067, 0.34, 0.004, 0.003),
        ],
        8,
    )
    neck = paint(tube([chest + by(0, 0.01, 0.01), head], (0.058, 0.05), 12), fur)
    return [
        bones.between(trunk, "hips", "chest", smooth((hips[1] - trunk.position[:, 1]) / (hips[1] - chest[1]))),
        bones.along(neck, "chest", "head", chest, head),
        *bones.on("chest", paint(ball(chest + by(0, -0.03, -0.01), (0.042, 0.035, 0.045), 11, 8), pale)),
        *bones.on("head", paint(ball(skull, (0.062, 0.062, 0.056), 15, 11), fur)),
        *bones.on("head", paint(ball(skull + by(0, -0.046, -0.014), (0.026, 0.020, 0.018), 9, 7), pale)),
        *bones.on(
            "head", paint(ball(skull + by(0, -0.064, -0.003), (0.009, 0.006, 0.006), 8, 6), finish("#ee9aa6", 0.0))
        ),
        *[piece for side, shape in sides(ear) for piece in bones.on(f"ear_{side}", paint(shape, fur))],
        *[
            piece
            for side, shape in sides(inner)
            for piece in bones.on(f"ear_{side}", paint(shape, finish("#ee9aa6", 0.0)))
        ],
        *bones.on("tail", paint(ball(bones.at("tail") + by(0, 0.012, 0.01), 0.033, 10, 8), pale)),
        *[piece for side in "lr" for piece in _hopper_legs(bones, side, fur, (0.019, 0.052), 0.055)],
        *bones.eyes(0.040, 0.0125, DARK),
    ]


def _hopper_legs(bones: Skeleton, side: str, coat: Finish, radii: tuple[float, float], long: float) -> list[Mesh]:
    """Short arms, and folded hind legs with long feet. radii: of an arm and of a thigh."""
    out: list[Mesh] = []
    thin, thick = radii
    for leg in ("fore", "hind"):
        name, low = f"{leg}_{side}", f"{leg}2_{side}"
        top, bend, foot = bones.at(name), bones.at(low), bones.at(f"foot of {name}")
        wide = thin if leg == "fore" else 0.42 * thick
        out += bones.leg(
            name, [top, bend, foot + by(0, 0.25 * wide, 0.7 * wide)], (wide * 1.15, wide, wide * 0.85), coat
        )
        length = 1.2 * wide if leg == "fore" else long
        out += bones.on(
            low,
            paint(
                ball(foot + by(0, -0.45 * length + wide * 0.4, wide * 0.55), (wide * 1.1, length, wide * 0.55), 10, 7),
                coat,
            ),
        )
        if leg == "hind":
            out += bones.on(
                name,
                paint(ball((top + bend) / 2 + by(0, 0.1 * thick, 0), (thick * 0.6, thick, thick * 0.9), 12, 9), coat),
            )
    return out


def frog(colour: RGB) -> list[Mesh]:
    """A frog: high eyes, a wide mouth, long folded legs."""
    bones, skin = Skeleton("frog"), finish(colour, 0.9)
    hips, chest = bones.at("hips"), bones.at("chest")
    trunk = paint(ball((0, 0.0, 0.047), (0.05, 0.058, 0.038), 16, 11), skin)
    domes = [ball((s * 0.026, -0.036, 0.094), 0.017, 10, 8) for s in (-1, 1)]
    mouth = tube(curve([(-0.036, -0.046, 0.068), (0, -0.064, 0.061), (0.036, -0.046, 0.068)], 9), 0.002, 5)
    return [
        bones.between(trunk, "hips", "chest", smooth((hips[1] - trunk.position[:, 1]) / (hips[1] - chest[1]))),
        *bones.on("head", paint(merged([ball((0, -0.026, 0.068), (0.043, 0.036, 0.03), 14, 10), *domes]), skin)),
        *bones.on(
            "chest", paint(ball((0, -0.034, 0.040), (0.034, 0.03, 0.028), 11, 8), finish(mix(colour, WHITE, 0.7), 0.0))
        ),
        *bones.on("head", paint(mouth, finish(times(colour, 0.45), 0.0))),
        *[piece for side in "lr" for piece in _hopper_legs(bones, side, skin, (0.010, 0.028), 0.030)],
        *bones.eyes(0.027, 0.0095, "#e8b83c", 0.8),
    ]


def turtle(colour: RGB) -> list[Mesh]:
    """A turtle with a plated shell."""
    bones, skin = Skeleton("turtle"), finish("#9cb86a", 0.8)
    plates = [_plate(0.0, 0.0, 0.050)] + [
        _plate(0.098 * np.sin(a), 0.098 * np.cos(a), 0.042) for a in np.arange(6) * np.pi / 3
    ]
    dome = lathe([(0.0, 0.02), (0.155, 0.03), (0.17, 0.05), *zip(*_DOME, strict=True)], 24)
    brim = lathe([(0.150, 0.026), (0.178, 0.034), (0.184, 0.044), (0.172, 0.056)], 24)
    neck = paint(tube([(0, -0.11, 0.05), (0, -0.16, 0.055), (0, -0.2, 0.064)], (0.034, 0.03, 0.03), 10), skin)
    return [
        *bones.on("hips", paint(dome, finish(colour, 1.0)), paint(merged(plates), finish(times(colour, 0.74), 0.5))),
        *bones.on("hips", paint(brim, finish(mix(colour, WHITE, 0.35), 0.8))),
        bones.along(neck, "chest", "head", (0, -0.14, 0.055), (0, -0.18, 0.055)),
        *bones.on("head", paint(ball((0, -0.205, 0.068), (0.042, 0.05, 0.038), 13, 9), skin)),
        *bones.on("tail", paint(ball((0, 0.18, 0.03), (0.012, 0.03, 0.010), 8, 6), skin)),
        *[piece for side in "lr" for leg in ("fore", "hind") for piece in _flipper(bones, leg, side, skin)],
        *bones.eyes(0.026, 0.0095, DARK),
    ]


def _flipper(bones: Skeleton, leg: str, side: str, skin: Finish) -> list[Mesh]:
    name, low = f"{leg}_{side}", f"{leg}2_{side}"
    top, bend, foot = bones.at(name), bones.at(low), bones.at(f"foot of {name}")
    return [
        *bones.on(name, paint(tube([top, bend], (0.032, 0.030), 9), skin)),
        *bones.on(
            low,
            paint(
                merged(
                    [
                        tube([bend, foot + by(0, 0, 0.015)], (0.030, 0.024), 9),
                        ball(foot + by(0, -0.008, 0.012), (0.032, 0.036, 0.013), 10, 7),
                    ]
                ),
                skin,
            ),
        ),
    ]


def _plate(x: float, y: float, size: float) -> Shape:
    """A six-sided plate on the dome of a shell."""
    out, turn = np.arctan2(x, y), np.arange(7) * np.pi / 3
    ring = np.column_stack([x + size * np.sin(turn + out), y + size * np.cos(turn + out)])
    rows = [np.array([x, y]) + (ring - (x, y)) * share for share in (1.0, 0.8, 0.0)]
    lifts = (-0.004, 0.007, 0.012)
    return sheet(
        np.stack([np.column_stack([row, _high(row) + lift]) for row, lift in zip(rows, lifts, strict=True)]),
        (x, y, 1.0),
    )


_DOME = ((0.158, 0.14, 0.105, 0.07, 0.035, 0.0), (0.075, 0.098, 0.122, 0.136, 0.141, 0.142))
"""Of the shell: how far out, and how high."""


def _high(points: Matrix) -> Matrix:
    """How high the shell is at places (N, 2)."""
    return np.interp(np.hypot(points[:, 0], points[:, 1]), _DOME[0][::-1], _DOME[1][::-1])


def fish(colour: RGB) -> list[Mesh]:
    """A fish upright, its tail in two joints."""
    bones, coat, fin = Skeleton("fish"), finish(colour, 0.9), finish(times(colour, 0.85), 0.7)
    y = np.concatenate([[-0.128, -0.1275, -0.125], np.linspace(-0.12, 0.1, 17)])
    swell = np.sqrt(np.clip(1 - ((y + 0.02) / 0.108) ** 2, 0.004 * (y > 0), 1))
    skin = turned(loft(np.column_stack([0 * y, 0 * y, y, 0.03 * swell, 0.062 * swell]), 14), -90, 0)
    bands = [
        turned(loft([(0, 0, at, 0.0305 * s, 0.0625 * s), (0, 0, at + 0.016, 0.0305 * s, 0.0625 * s)], 14), -90, 0)
        for at in (-0.046, 0.014)
        for s in (float(np.sqrt(1 - ((at + 0.028) / 0.108) ** 2)),)
    ]
    edges = [[(0.085, 0.0), (0.145, 0.0), (0.165, 0.06)], [(0.085, 0.0), (0.165, -0.06), (0.145, 0.0)]]
    edges += [[(-0.05, 0.055), (0.06, 0.095), (0.02, 0.1)], [(-0.05, 0.055), (0.04, 0.055), (0.06, 0.095)]]
    flat = [slab(edge, 0.007) for edge in (*edges, [(-0.02, -0.055), (0.03, -0.085), (0.03, -0.05)])]
    pieces = [
        paint(_raised(skin), coat),
        *[paint(_raised(band), finish(mix(colour, WHITE, 0.75), 0.0)) for band in bands],
    ]
    pieces += [paint(_raised(turned(each, 90)), fin) for each in flat]
    lips = tube(curve([(-0.011, -0.1235, -0.004), (0, -0.1275, -0.010), (0.011, -0.1235, -0.004)], 7), 0.0026, 5)
    pieces.append(paint(_raised(lips), finish(times(colour, 0.5), 0.0)))
    side = moved(turned(ball((0, 0, 0), (0.004, 0.024, 0.012), 9, 6), -25), bones.at("fin_l") + by(0.004, 0.012, 0))
    return [
        *[_bent(bones, piece) for piece in pieces],
        *[piece for name, shape in sides(side) for piece in bones.on(f"fin_{name}", paint(shape, fin))],
        *[
            part
            for s in (-1, 1)
            for part in bones.on(
                "eyes", paint(ball((s * 0.018, -0.085, 0.109), (0.006, 0.011, 0.011), 10, 8), finish("#ffffff", 0.0))
            )
        ],
        *[
            part
            for s in (-1, 1)
            for part in bones.on(
                "eyes", paint(ball((s * 0.0225, -0.087, 0.110), (0.003, 0.006, 0.006), 8, 6), finish(DARK, 0.0))
            )
        ],
    ]


def _raised(shape: Shape) -> Shape:
    return moved(shape, (0, 0, 0.095))


def _bent(bones: Skeleton, piece: Mesh) -> Mesh:
    """A piece of the trunk, by how far back its points are: head, body, tail, tip."""
    y = piece.position[:, 1]
    joints = [bones.number(name) for name in ("head", "hips", "tail", "tip")]
    places = np.array([-0.06, 0.0, 0.06, 0.11])
    first = np.clip(np.searchsorted(places, y) - 1, 0, 2)
    share = smooth((y - places[first]) / (places[first + 1] - places[first]))
    numbers = np.array(joints, np.uint8)
    bound = bones.between(piece, "hips", "hips", share)
    bound.bones[:, 0], bound.bones[:, 1] = numbers[first], numbers[first + 1]
    return bound
