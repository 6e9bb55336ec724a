"""The dragon, bound to its joints, its face to -y: scales, plates, horns, and wings of skin between fingers."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio.engine.creatures import creatures
from studio.engine.painters.cel.mesh import Mesh
from studio.engine.painters.cel.props.skinned import Skeleton, by, sides, smooth
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.shapes import (
    Finish,
    Shape,
    ball,
    curve,
    finish,
    merged,
    mix,
    moved,
    paint,
    rgb,
    sheet,
    times,
    tube,
)
from studio.engine.performance import Matrix

_PER_KNOT: Final = 3
_BACK: Final = np.array([
    (-1.98, 3.90, 0.175), (-1.86, 3.66, 0.185), (-1.74, 3.34, 0.200), (-1.60, 3.02, 0.230), (-1.42, 2.72, 0.285),
    (-1.14, 2.40, 0.400), (-0.70, 2.12, 0.580), (-0.10, 1.98, 0.590), (0.48, 1.97, 0.520), (1.02, 1.98, 0.450),
    (1.55, 1.90, 0.345), (2.10, 1.72, 0.270), (2.70, 1.47, 0.210), (3.40, 1.18, 0.155), (4.10, 0.98, 0.105),
    (4.80, 0.92, 0.055), (5.16, 0.95, 0.022),
])  # fmt: skip
"""The line from the nape to the end of the tail: y and z, metres, and how thick it is there."""
_SEGMENTS: Final = (
    ("head", -2.30), ("neck2", -1.84), ("neck", -1.46), ("chest", -0.80), ("hips", 0.80), ("tail", 2.05),
    ("tail2", 3.15), ("tip", 4.20),
)  # fmt: skip
"""Which joint the line follows, and at which y it follows it wholly."""
_SLIM: Final = 0.90
"""How wide the body is, of how deep it is."""
_FINGERS: Final = (("wing3", 0.055), ("wing4", 0.045), ("wing5", 0.045), ("wing6", 0.040))
_FLANK: Final = (0.36, 1.10, 2.28)
"""Where the skin of a left wing ends at the body."""
_THIN: Final = 0.012
_APART_M: Final = 0.19
"""About how far the points of the line are from one another."""
_LARGE: Final = 1.22
"""How much larger the head is than its measures."""
_ROWS, _COLUMNS = 7, 6


@dataclass(frozen=True)
class _Coat:
    """The finishes of a dragon: scales, darker ones, plates and their edges, horn, skin of the wing over and under."""

    scale: Finish
    dark: Finish
    plate: Finish
    edge: Finish
    horn: Finish
    over: Finish
    under: Finish


def dragon(colour: RGB) -> list[Mesh]:
    """A dragon: long neck and tail, plated belly, ridged back, horns, and wings made spread."""
    bones, coat = Skeleton("dragon"), _coat(colour)
    way, radii = _line()
    body = _slimmed(tube(way, radii, 16))
    return [
        _bent(bones, paint(body, coat.scale)),
        *[_bent(bones, paint(piece, tone)) for piece, tone in _plates(way, radii, coat)],
        _bent(bones, paint(merged(_ridge(way, radii)), coat.horn)),
        _bent(bones, paint(merged(_scales(way, radii)), coat.dark)),
        _bent(bones, paint(_spade(), coat.horn)),
        *_head(bones, coat),
        *[piece for side in "lr" for leg in ("fore", "hind") for piece in _leg(bones, leg, side, coat)],
        *[piece for side in "lr" for piece in _wing(bones, side, coat)],
    ]


def _coat(colour: RGB) -> _Coat:
    """All tones from the one that words name; the belly is pale, horns are bone, the wings warmer and lighter."""
    bone = mix(rgb("#e9dcc0"), colour, 0.12)
    skin = mix(times(colour, 0.92), rgb("#e08a4c"), 0.34)
    plate = mix(colour, rgb("#f6e6c4"), 0.72)
    return _Coat(
        finish(colour, 1.0),
        finish(times(colour, 0.74), 0.0),
        finish(plate, 0.0),
        finish(times(plate, 0.90), 0.0),
        finish(bone, 0.7),
        finish(skin, 0.0),
        finish(mix(skin, (1.0, 0.95, 0.85), 0.22), 0.0),
    )


# --- the line of back and tail ----------------------------------------------------------------------------------
def _line() -> tuple[Matrix, Matrix]:
    """Points (K, 3) and thickness (K,) along the back."""
    count = _PER_KNOT * (len(_BACK) - 1) + 1
    way = curve(np.column_stack([np.zeros(len(_BACK)), _BACK[:, :2]]), count)
    return way, np.interp(np.linspace(0, len(_BACK) - 1, count), np.arange(len(_BACK)), _BACK[:, 2])


def _above(way: Matrix) -> Matrix:
    """(K, 3) which way is up off the line."""
    along = np.gradient(way, axis=0)
    up = np.cross(np.array([1.0, 0.0, 0.0]), along)
    return up / np.linalg.norm(up, axis=1, keepdims=True)


def _slimmed(shape: Shape) -> Shape:
    normal = shape.normal / np.array([_SLIM, 1.0, 1.0])
    return replace(
        shape,
        position=shape.position * np.array([_SLIM, 1.0, 1.0]),
        normal=normal / np.linalg.norm(normal, axis=1, keepdims=True),
    )


def _plates(way: Matrix, radii: Matrix, coat: _Coat) -> list[tuple[Shape, Finish]]:
    """Broad plates from the throat to under the tail, each over the next."""
    up, out = _above(way), list[tuple[Shape, Finish]]()
    for number in range(1, 39):
        part = slice(number, number + 2)
        middle = way[part] - up[part] * (0.15 * radii[part])[:, None]
        ends = np.vstack([middle[0], middle.mean(0), middle[1] + 0.25 * (middle[1] - middle[0])])
        thick = np.array([0.80, 0.935, 0.90]) * np.interp([0, 0.5, 1.25], [0, 1], radii[part])
        out.append((_slimmed(tube(ends, thick, 10)), coat.plate if number % 2 else coat.edge))
    return out


def _ridge(way: Matrix, radii: Matrix) -> list[Shape]:
    """Spines along the back, largest over the shoulders, that lean back."""
    up, along = _above(way), np.gradient(way, axis=0)
    along = along / np.linalg.norm(along, axis=1, keepdims=True)
    spines: list[Shape] = []
    for number in range(1, len(way) - 4, 2):
        high = 0.10 + 0.62 * min(radii[number], 0.42)
        foot = way[number] + up[number] * radii[number] * 0.9
        tip = foot + up[number] * high * 0.75 + along[number] * high * 0.85
        line = np.array([foot, foot * 0.45 + tip * 0.55 + up[number] * 0.08 * high, tip])
        spine = tube(line, [0.36 * high, 0.20 * high, 0.004], 7)
        spines.append(replace(spine, position=spine.position * np.array([0.36, 1.0, 1.0])))
    return spines


def _scales(way: Matrix, radii: Matrix) -> list[Shape]:
    """A few scales where a pencil would put them: in rows on neck, shoulder, flank, thigh and tail."""
    up, along = _above(way), np.gradient(way, axis=0)
    along = along / np.linalg.norm(along, axis=1, keepdims=True)
    patches = [(5, 0.55), (8, 0.8), (11, 0.35), (14, 0.7), (18, 0.15), (23, 0.55), (29, 0.45), (33, 0.6), (37, 0.4)]
    out: list[Shape] = []
    for start, lean in patches:
        for row, column in ((0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 0), (2, 1)):
            size = 0.055 + 0.075 * radii[start]
            at = start + row * 1.5 * size / _APART_M
            here = min(round(at), len(way) - 2)
            angle = lean + (column - 0.5 * (row % 2)) * 2.1 * size / radii[here]
            for side in (-1.0, 1.0):
                normal = side * np.array([np.cos(angle), 0.0, 0.0]) + np.sin(angle) * up[here]
                place = (way[here] + normal * radii[here] * 1.0) * np.array([_SLIM, 1.0, 1.0])
                out.append(_laid(place + along[here] * (at - here) * _APART_M, normal, along[here], size))
    return out


def _laid(place: Matrix, normal: Matrix, along: Matrix, size: float) -> Shape:
    """A flat rounded scale on a surface."""
    scale = ball((0, 0, 0), (0.62 * size, size, 0.16 * size), 6, 4)
    frame = np.stack([np.cross(along, normal), along, normal], 1)
    return moved(replace(scale, position=scale.position @ frame.T, normal=scale.normal @ frame.T), place)


def _spade() -> Shape:
    """The blade at the end of the tail."""
    line = np.array([(0, 4.86, 0.92), (0, 5.02, 0.95), (0, 5.28, 0.99), (0, 5.62, 1.06)])
    blade = tube(curve(line, 10), np.interp(np.arange(10), (0, 2, 4, 9), (0.03, 0.20, 0.16, 0.004)), 10)
    return replace(blade, position=blade.position * np.array([0.34, 1.0, 1.0]))


def _bent(bones: Skeleton, piece: Mesh) -> Mesh:
    """A piece of the line, by how far back its points are."""
    y = piece.position[:, 1].astype(np.float64)
    joints = np.array([bones.number(name) for name, _ in _SEGMENTS], np.uint8)
    places = np.array([at for _, at in _SEGMENTS])
    first = np.clip(np.searchsorted(places, y) - 1, 0, len(places) - 2)
    share = smooth((y - places[first]) / (places[first + 1] - places[first]))
    bound = bones.between(piece, "hips", "hips", share)
    bound.bones[:, 0], bound.bones[:, 1] = joints[first], joints[first + 1]
    return bound


# --- the head -----------------------------------------------------------------------------------------------------
def _head(bones: Skeleton, coat: _Coat) -> list[Mesh]:
    skull = bones.at("head")
    path = [skull + by(0, 0.16, -0.06), skull + by(0, -0.12, 0.05), skull + by(0, -0.40, 0.03)]
    path += [skull + by(0, -0.70, -0.075), skull + by(0, -0.96, -0.10)]
    upper = tube(
        curve(path, 17), np.interp(np.arange(17), (0, 4, 8, 12, 15, 16), (0.17, 0.225, 0.19, 0.135, 0.105, 0.05)), 14
    )
    upper = _pressed(upper, skull[2] + 0.0, (1.06, 0.80))
    brows = [
        piece
        for _, piece in sides(_horn([(0.12, -0.56, 0.10), (0.17, -0.36, 0.18), (0.16, -0.10, 0.19)], 0.055, skull))
    ]
    nostrils = [ball(skull + by(s * 0.062, -0.97, -0.055), (0.022, 0.030, 0.018), 8, 6) for s in (-1, 1)]
    bumps = [ball(skull + by(s * 0.06, -0.90, -0.045), (0.045, 0.075, 0.04), 9, 7) for s in (-1, 1)]
    main = [(0.11, 0.02, 0.14), (0.20, 0.30, 0.30), (0.27, 0.66, 0.38), (0.27, 0.98, 0.54)]
    second = [(0.17, 0.04, 0.02), (0.27, 0.26, 0.06), (0.31, 0.50, 0.14)]
    chin = [(0.10, -0.10, -0.20), (0.15, 0.10, -0.27), (0.17, 0.30, -0.26)]
    horns = [*sides(_horn(main, 0.075, skull)), *sides(_horn(second, 0.05, skull)), *sides(_horn(chin, 0.04, skull))]
    nose = moved(_horn([(0, -0.92, 0.0), (0, -0.93, 0.10), (0, -0.88, 0.20)], 0.035, skull), (0, 0, 0))
    ears = sides(_frill(skull + by(0.17, -0.02, 0.06)))
    pieces = [
        *bones.on("head", paint(merged([upper, *bumps]), coat.scale), paint(merged(brows), coat.scale)),
        *bones.on("head", paint(merged(nostrils), finish("#2a1a20", 0.0))),
        *bones.on("head", paint(merged([*(piece for _, piece in horns), nose]), coat.horn)),
        *bones.on("head", paint(merged(_teeth(skull, 1.0)), finish("#fbf4e2", 0.3))),
        *[piece for side, ear in ears for piece in bones.on(f"ear_{side}", paint(ear, coat.under))],
        *_jaw(bones, coat),
        *_eyes(bones),
    ]
    return [replace(piece, position=_enlarged(piece.position, skull)) for piece in pieces]


def _enlarged(points: NDArray[np.float32], about: Matrix) -> NDArray[np.float32]:
    return (about + (points - about) * _LARGE).astype(np.float32)


def _jaw(bones: Skeleton, coat: _Coat) -> list[Mesh]:
    """The lower jaw with teeth and tongue; the mouth shows dark when it opens."""
    skull = bones.at("head")
    path = [
        skull + by(0, 0.08, -0.13),
        skull + by(0, -0.22, -0.165),
        skull + by(0, -0.58, -0.195),
        skull + by(0, -0.90, -0.185),
    ]
    lower = tube(curve(path, 13), np.interp(np.arange(13), (0, 4, 9, 12), (0.13, 0.135, 0.10, 0.045)), 12)
    lower = _pressed(lower, skull[2] - 0.17, (1.15, 0.50))
    gums = ball(skull + by(0, -0.48, -0.135), (0.105, 0.38, 0.022), 12, 7)
    palate = ball(skull + by(0, -0.50, -0.135), (0.10, 0.38, 0.03), 12, 7)
    tongue = ball(skull + by(0, -0.50, -0.118), (0.055, 0.30, 0.026), 11, 7)
    red, pink = finish("#6a1f2c", 0.0), finish("#e0707c", 0.0)
    return [
        *bones.on("jaw", paint(lower, coat.plate), paint(gums, red), paint(tongue, pink)),
        *bones.on("jaw", paint(merged(_teeth(skull, -1.0)), finish("#fbf4e2", 0.3))),
        *bones.on("head", paint(palate, red)),
    ]


def _teeth(skull: Matrix, way: float) -> list[Shape]:
    """A row of teeth on both sides, down from the upper jaw (1) or up from the lower one (-1)."""
    out: list[Shape] = []
    for along, size in ((-0.90, 0.075), (-0.80, 0.045), (-0.68, 0.05), (-0.54, 0.06), (-0.40, 0.045)):
        wide = float(np.interp(along, (-0.95, -0.70, -0.35), (0.055, 0.115, 0.150)))
        wide -= 0.02 if way < 0 else 0.0
        y = along + (0.05 if way < 0 else 0.0)
        for side in (-1, 1):
            root = skull + by(side * wide, y, -0.120)
            out.append(tube([root, root - by(0, -0.01, way * size)], [0.020, 0.002], 5))
    return out


def _eyes(bones: Skeleton) -> list[Mesh]:
    """Eyes to the side and ahead, with upright slits, under the brows."""
    spot = bones.at("head") + by(0.148, -0.34, 0.125)
    whole = ball(spot, (0.064, 0.100, 0.084), 12, 9)
    slit = ball(spot + by(0.036, -0.044, 0.0), (0.033, 0.032, 0.066), 9, 7)
    light = ball(spot + by(0.058, -0.062, 0.036), (0.016, 0.019, 0.021), 7, 5)
    coats = (finish("#f6c23a", 0.5), finish("#1c1420", 0.0), finish("#ffffff", 0.0, depth=1.0))
    return [
        piece
        for shape, coat in zip((whole, slit, light), coats, strict=True)
        for _, part in sides(shape)
        for piece in bones.on("eyes", paint(part, coat))
    ]


def _horn(points: list[tuple[float, float, float]], thick: float, skull: Matrix) -> Shape:
    """A pointed horn along points from the skull's joint."""
    line = curve(np.array(points) + skull, 9)
    return tube(line, thick * np.interp(np.linspace(0, 1, 9), (0, 0.5, 1), (1.0, 0.66, 0.03)), 8)


def _frill(root: Matrix) -> Shape:
    """The fin behind a cheek, spread like a fan, with some thickness."""
    rays = [(0.10, 0.16, 0.14), (0.20, 0.36, 0.10), (0.22, 0.40, -0.06), (0.16, 0.28, -0.20), (0.05, 0.10, -0.14)]
    rim = np.array([root + by(*ray) for ray in rays])
    fan = np.stack([rim, (rim + root) / 2, np.tile(root, (len(rim), 1))])
    front = sheet(fan, (1.0, -0.6, 0.0))
    return merged([front, _behind(front)])


def _pressed(shape: Shape, height: float, factors: tuple[float, float]) -> Shape:
    """Made wider and flatter about a height."""
    wide, flat = factors
    about = np.array([0.0, 0.0, height])
    scale = np.array([wide, 1.0, flat])
    normal = shape.normal / scale
    return replace(
        shape,
        position=(shape.position - about) * scale + about,
        normal=normal / np.linalg.norm(normal, axis=1, keepdims=True),
    )


def _behind(front: Shape) -> Shape:
    """The other side of a thin skin."""
    return replace(
        front, position=front.position - front.normal * _THIN, normal=-front.normal, triangles=front.triangles[:, ::-1]
    )


# --- limbs --------------------------------------------------------------------------------------------------------
def _leg(bones: Skeleton, leg: str, side: str, coat: _Coat) -> list[Mesh]:
    """A leg with a heavy thigh, three clawed toes ahead and one behind."""
    name = f"{leg}_{side}"
    top, bend, foot = bones.at(name), bones.at(f"{leg}2_{side}"), bones.at(f"foot of {name}")
    ankle, fore = bones.at(f"{leg}3_{side}"), leg == "fore"
    if fore:
        path, thick, flesh = [top + by(0, 0, 0.15), bend, ankle], (0.24, 0.165, 0.125), (0.22, 0.30, 0.36)
    else:
        hock = bend * 0.36 + ankle * 0.64 + by(0, 0.20, 0.10)
        path = [top + by(0, 0, 0.18), (top + bend) / 2, bend, hock, ankle]
        thick, flesh = (0.30, 0.215, 0.145, 0.12, 0.125), (0.25, 0.44, 0.46)
    haunch = ball(top + by(0, 0.0, -0.02), flesh, 14, 10)
    pad = ball(foot + by(0, -0.06, 0.09), (0.155, 0.22, 0.10), 12, 8)
    toes = [(s * 0.105, -0.30 + 0.05 * abs(s)) for s in (-1, 0, 1)]
    knuckles = [ball(foot + by(x, y + 0.06, 0.065), (0.062, 0.14, 0.065), 9, 7) for x, y in toes]
    claws = [
        _claw(foot, [(x, y - 0.03, 0.075), (1.12 * x, y - 0.13, 0.055), (1.16 * x, y - 0.20, 0.008)], 0.042)
        for x, y in toes
    ]
    claws.append(_claw(foot, [(0, 0.14, 0.09), (0, 0.23, 0.07), (0, 0.28, 0.015)], 0.036))
    return [
        *bones.leg(name, path, thick, coat.scale),
        *bones.on(name, paint(haunch, coat.scale)),
        *bones.on(f"{leg}3_{side}", paint(merged([pad, *knuckles]), coat.scale), paint(merged(claws), coat.horn)),
    ]


def _claw(foot: Matrix, points: list[tuple[float, float, float]], thick: float) -> Shape:
    return tube(np.array(points) + foot, [thick, 0.7 * thick, 0.003], 6)


def _wing(bones: Skeleton, side: str, coat: _Coat) -> list[Mesh]:
    """A wing, spread: arm and fingers, skin between them, and a claw at the wrist."""
    flip = np.array([1.0 if side == "l" else -1.0, 1.0, 1.0])
    ends = {bone: bones.at(f"{bone}_l") + np.array(creatures()["dragon"].folds[bone].way) for bone, _ in _FINGERS}
    root, elbow, wrist = (bones.at(f"{bone}_l") for bone in ("wing", "wing2", "wing3"))
    arm = tube(
        curve([root + by(-0.12, 0.0, -0.06), root, (root + elbow) / 2, elbow], 9), np.linspace(0.17, 0.095, 9), 9
    )
    fore = tube(curve([elbow, (elbow + wrist) / 2 + by(0, -0.05, 0.03), wrist], 9), np.linspace(0.10, 0.065, 9), 8)
    claw = tube([wrist, wrist + by(0.05, -0.20, 0.03), wrist + by(0.16, -0.32, -0.06)], [0.05, 0.035, 0.003], 7)
    out = [
        *bones.on(f"wing_{side}", paint(_side(arm, flip), coat.scale)),
        *bones.on(f"wing2_{side}", paint(_side(fore, flip), coat.scale), paint(_side(claw, flip), coat.horn)),
    ]
    for bone, thick in _FINGERS:
        start = bones.at(f"{bone}_l")
        bow = (start + ends[bone]) / 2 + by(0, -0.06, 0.07)
        line = curve([start, bow, ends[bone]], 11)
        finger = tube(line, np.interp(np.linspace(0, 1, 11), (0, 1), (thick, 0.010)), 7)
        out += bones.on(f"{bone}_{side}", paint(_side(finger, flip), coat.scale))
    flank = np.array(_FLANK)
    spans = [("wing3", "wing4", wrist, wrist), ("wing4", "wing5", wrist, wrist), ("wing5", "wing6", wrist, elbow)]
    for first, second, start, other in spans:
        grid = _skin((start, ends[first]), (other, ends[second]))
        out += _stretched(bones, grid, (f"{first}_{side}", f"{second}_{side}"), flip, coat)
    grid = _skin((elbow, ends["wing6"]), (root, flank))
    return [*out, *_stretched(bones, grid, (f"wing6_{side}", "chest"), flip, coat)]


def _skin(one: tuple[Matrix, Matrix], other: tuple[Matrix, Matrix]) -> Matrix:
    """(R, C, 3) between two bones, each from its joint to its end: columns from one to the other, the hem drawn in."""
    across, down = np.linspace(0, 1, _COLUMNS)[None, :, None], np.linspace(0, 1, _ROWS)[:, None, None]
    top = one[0] + (other[0] - one[0]) * across
    hem = one[1] + (other[1] - one[1]) * across
    drawn = 1 - 0.22 * 4 * across * (1 - across) * down**2
    return (
        top + (hem - top) * down * drawn + np.array([0.0, 0.0, 0.10]) * 4 * across * (1 - across) * np.sin(np.pi * down)
    )


def _stretched(bones: Skeleton, grid: Matrix, between: tuple[str, str], flip: Matrix, coat: _Coat) -> list[Mesh]:
    """The skin between two bones, over and under, and its hem."""
    rows, columns, _ = grid.shape
    share = np.tile(np.linspace(0, 1, columns), rows)
    over = _side(sheet(grid, (0.0, 0.0, 1.0)), flip)
    hem = _side(tube(grid[-1], 0.016, 5), flip)
    edge = np.repeat(np.concatenate([[0.0], np.linspace(0, 1, columns), [1.0]]), 5)
    return [
        bones.between(paint(over, coat.over), *between, share),
        bones.between(paint(_behind(over), coat.under), *between, share),
        bones.between(paint(hem, coat.dark), *between, edge),
    ]


def _side(shape: Shape, flip: Matrix) -> Shape:
    """A piece of the left wing, or its mirror image for the right."""
    if flip[0] > 0:
        return shape
    return replace(
        shape, position=shape.position * flip, normal=shape.normal * flip, triangles=shape.triangles[:, ::-1]
    )
