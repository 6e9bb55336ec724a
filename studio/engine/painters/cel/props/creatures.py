"""What goes on four legs, faces to -y, bound to their joints: cat, dog, fox, horse, mouse and a beast of any kind."""

from dataclasses import dataclass

import numpy as np

from studio.engine.painters.cel.mesh import Mesh
from studio.engine.painters.cel.props.colours import WHITE
from studio.engine.painters.cel.props.skinned import Skeleton, by, sides, smooth
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.shapes import (
    Finish,
    Shape,
    ball,
    curve,
    finish,
    lathe,
    merged,
    mix,
    moved,
    paint,
    times,
    tube,
    turned,
)
from studio.engine.performance import Matrix


@dataclass(frozen=True)
class _Build:
    """How thick a four-legged body is, metres: rump, waist, chest, neck; thigh, knee, shank, paw of its legs; its tail
    where it begins, is fullest and ends.
    """

    body: tuple[float, float, float]
    neck: float
    legs: tuple[float, float, float, float]
    tail: tuple[float, float, float]


def cat(colour: RGB) -> list[Mesh]:
    """A cat: round head, pointed ears, bright eyes, a long tail."""
    bones, fur, pale = Skeleton("cat"), finish(colour, 1.0), finish(mix(colour, (1, 1, 1), 0.85), 0.6)
    build = _Build((0.066, 0.058, 0.066), 0.046, (0.044, 0.026, 0.02, 0.026), (0.018, 0.018, 0.009))
    x, y, z = 0.0, -0.168, 0.275
    ears = [(s, e, 0.034) for s, e in sides(_cone((0.052, y + 0.01, z + 0.04), (0.067, y + 0.012, z + 0.108), 0.033))]
    inner = sides(_cone((0.053, y - 0.003, z + 0.043), (0.065, y + 0.002, z + 0.092), 0.018))
    return [
        *_body(bones, build, fur, pale),
        *bones.on("head", paint(ball((x, y, z), (0.082, 0.074, 0.068), 18, 12), fur)),
        *[piece for side, ear, _ in ears for piece in bones.on(f"ear_{side}", paint(ear, fur))],
        *[piece for side, ear in inner for piece in bones.on(f"ear_{side}", paint(ear, finish("#e89aa0", 0.0)))],
        *bones.on("head", paint(merged(_whiskers(y - 0.064, z - 0.024)), pale)),
        *bones.chin(by(0, y - 0.064, z - 0.032), (0.021, 0.022, 0.021), pale),
        *bones.on("head", _nose(colour, (0, y - 0.0925, z - 0.011), 0.0105)),
        *bones.eyes(0.034, 0.019, "#f2c53d"),
    ]


def _whiskers(y: float, z: float) -> list[Shape]:
    """The two pads and the chin of a small muzzle."""
    pads = [ball((s * 0.014, y - 0.006, z), (0.022, 0.026, 0.018), 11, 8) for s in (-1, 1)]
    return [*pads, ball((0, y - 0.002, z - 0.014), (0.018, 0.020, 0.014), 10, 7)]


def dog(colour: RGB) -> list[Mesh]:
    """A dog: muzzle, soft ears, a white bib, an upright tail, a red collar."""
    bones, fur = Skeleton("dog"), finish(colour, 1.0)
    pale = finish(mix(colour, (1, 0.98, 0.94), 0.88), 0.6)
    build = _Build((0.095, 0.086, 0.108), 0.072, (0.062, 0.038, 0.030, 0.036), (0.026, 0.034, 0.006))
    y, z = -0.242, 0.427
    ears = sides(_cone((0.062, y + 0.02, z + 0.055), (0.088, y + 0.005, z + 0.132), 0.042))
    collar = turned(lathe([(0.076, -0.014), (0.082, 0.0), (0.075, 0.014)], 16), 40, 0)
    return [
        *_body(bones, build, fur, pale),
        *bones.on("head", paint(ball((0, y, z), (0.098, 0.098, 0.085), 18, 12), fur)),
        *[piece for side, ear in ears for piece in bones.on(f"ear_{side}", paint(ear, fur))],
        *bones.on("head", paint(ball((0, y - 0.095, z - 0.025), (0.046, 0.062, 0.040), 13, 9), pale)),
        *bones.chin(by(0, y - 0.095, z - 0.025), (0.046, 0.062, 0.040), pale),
        *bones.on("head", _nose(colour, (0, y - 0.156, z - 0.011), 0.013)),
        *[
            bones.between(
                paint(moved(collar, (0, -0.185, 0.372)), finish("#d8343a", 0.6)),
                "chest",
                "head",
                np.full(len(collar.position), 0.45),
            )
        ],
        *bones.eyes(0.042, 0.0165, "#5a3a28"),
    ]


def fox(colour: RGB) -> list[Mesh]:
    """A fox: white chest, dark feet, a full tail with a white tip."""
    bones, fur = Skeleton("fox"), finish(colour, 1.0)
    pale, dark = finish(WHITE, 0.4), finish("#4a2f2a", 0.4)
    build = _Build((0.066, 0.060, 0.074), 0.052, (0.044, 0.024, 0.018, 0.022), (0.026, 0.062, 0.006))
    y, z = -0.21, 0.37
    ears = sides(_cone((0.052, y + 0.016, z + 0.036), (0.074, y + 0.012, z + 0.134), 0.038))
    tips = sides(_cone((0.0632, y + 0.0145, z + 0.086), (0.0745, y + 0.012, z + 0.137), 0.0235))
    inner = sides(_cone((0.053, y + 0.002, z + 0.040), (0.069, y + 0.001, z + 0.104), 0.022))
    snout = moved(
        turned(lathe([(0.048, 0), (0.026, 0.05), (0.009, 0.078), (0, 0.081)], 12), 96, 0), (0, y - 0.05, z - 0.015)
    )
    cheeks = [ball((s * 0.05, y - 0.034, z - 0.023), (0.036, 0.031, 0.03), 10, 7) for s in (-1, 1)]
    return [
        *_body(bones, build, fur, pale, dark),
        *bones.on("head", paint(ball((0, y, z), (0.085, 0.075, 0.066), 18, 12), fur)),
        *[piece for side, ear in ears for piece in bones.on(f"ear_{side}", paint(ear, fur))],
        *[piece for side, ear in tips for piece in bones.on(f"ear_{side}", paint(ear, dark))],
        *[piece for side, ear in inner for piece in bones.on(f"ear_{side}", paint(ear, pale))],
        *bones.on("head", paint(merged([snout, *cheeks]), pale)),
        *bones.chin(by(0, y - 0.078, z - 0.020), (0.030, 0.046, 0.028), pale),
        *bones.on("head", paint(ball((0, y - 0.128, z - 0.022), (0.013, 0.010, 0.010), 9, 7), dark)),
        *bones.eyes(0.038, 0.0135, "#3a2a24"),
    ]


def horse(colour: RGB) -> list[Mesh]:
    """A horse: long head and neck, a dark mane and tail, hooves."""
    bones, coat = Skeleton("horse"), finish(colour, 1.0)
    dark, hoof = finish(times(colour, 0.34), 0.6), finish("#3a3038", 0.4)
    build = _Build((0.27, 0.25, 0.28), 0.155, (0.16, 0.075, 0.055, 0.07), (0.05, 0.075, 0.02))
    poll, chest = bones.at("head"), bones.at("chest")
    brow, nose = poll + by(0, -0.06, 0.02), poll + by(0, -0.36, -0.30)
    face = tube(
        curve([poll, brow, (brow + nose) / 2, nose], 13),
        np.interp(np.arange(13), (0, 4, 9, 12), (0.11, 0.13, 0.085, 0.082)),
        12,
    )
    foot, tip = poll + by(0.055, 0.0, 0.08), poll + by(0.075, -0.01, 0.235)
    ears = sides(_cone((foot[0], foot[1], foot[2]), (tip[0], tip[1], tip[2]), 0.04))
    ridge = curve(
        [
            poll + by(0, -0.05, 0.16),
            poll + by(0, 0.13, 0.08),
            (poll + chest) / 2 + by(0, 0.17, 0.06),
            chest + by(0, 0.12, 0.27),
        ],
        15,
    )
    mane = paint(tube(ridge, np.interp(np.arange(15), (0, 4, 11, 14), (0.045, 0.075, 0.08, 0.03)), 9), dark)
    lock = [poll + by(0, 0.02, 0.13), poll + by(0.01, -0.10, 0.15), poll + by(0.02, -0.21, 0.02)]
    forelock = tube(curve(lock, 9), np.interp(np.arange(9), (0, 4, 8), (0.05, 0.055, 0.006)), 8)
    nostrils = [ball(nose + by(s * 0.042, -0.065, 0.012), (0.017, 0.014, 0.022), 8, 6) for s in (-1, 1)]
    return [
        *_body(bones, build, coat, coat, hoof),
        *bones.on("head", paint(merged([face, ball(nose, (0.085, 0.095, 0.08), 13, 9)]), coat)),
        *bones.on("head", paint(merged(nostrils), hoof)),
        *bones.on("jaw", paint(_long_jaw(nose), coat), paint(_tongue(nose), finish("#6a1f2c", 0.0))),
        *[piece for side, ear in ears for piece in bones.on(f"ear_{side}", paint(ear, coat))],
        bones.along(mane, "chest", "head", chest, poll),
        *bones.on("head", paint(forelock, dark)),
        *_hanging(bones, dark),
        *bones.eyes(0.108, 0.046, "#4a3222", slim=0.8),
    ]


def _long_jaw(nose: Matrix) -> Shape:
    """The lower jaw of a horse, inside its face until it opens."""
    way = curve([nose + by(0, 0.165, 0.125), nose + by(0, 0.095, 0.045), nose + by(0, 0.012, -0.022)], 9)
    return tube(way, np.interp(np.arange(9), (0, 5, 8), (0.050, 0.055, 0.042)), 10)


def _tongue(nose: Matrix) -> Shape:
    way = curve([nose + by(0, 0.130, 0.125), nose + by(0, 0.060, 0.050), nose + by(0, 0.0, 0.0)], 7)
    return tube(way, np.interp(np.arange(7), (0, 4, 6), (0.036, 0.040, 0.030)), 8)


def _hanging(bones: Skeleton, hair: Finish) -> list[Mesh]:
    """The long hair of a tail that hangs."""
    root, tip = bones.at("tail"), bones.at("tip")
    last = tip + by(0, 0.02, -0.42)
    way = curve([root + by(0, -0.02, 0.0), (root + tip) / 2 + by(0, 0.05, 0.02), tip, last], 15)
    radii = np.interp(np.linspace(0, 1, 15), (0, 0.3, 0.7, 1), (0.045, 0.075, 0.085, 0.015))
    return [bones.along(paint(tube(way, radii, 10), hair), "tail", "tip", root, tip)]


def mouse(colour: RGB) -> list[Mesh]:
    """A mouse: round ears larger than its face, a bare tail."""
    bones, fur = Skeleton("mouse"), finish(colour, 1.0)
    pale, bare = finish(mix(colour, (1, 1, 1), 0.7), 0.5), finish("#e8a8a8", 0.3)
    build = _Build((0.023, 0.022, 0.018), 0.015, (0.013, 0.008, 0.006, 0.007), (0.0042, 0.0032, 0.0012))
    x, y, z = bones.at("head")
    snout = moved(
        turned(lathe([(0.019, 0), (0.011, 0.016), (0.003, 0.026), (0, 0.027)], 12), 96, 0), (0, y - 0.008, z - 0.004)
    )
    ears = sides(ball((0.018, y + 0.008, z + 0.019), (0.014, 0.004, 0.015), 12, 9))
    inner = sides(ball((0.018, y + 0.005, z + 0.019), (0.010, 0.003, 0.011), 11, 8))
    return [
        *_body(bones, build, fur, bare, tail=bare),
        *bones.on("head", paint(ball((x, y, z), (0.023, 0.023, 0.020), 14, 10), fur)),
        *bones.on("head", paint(snout, pale)),
        *bones.chin(by(0, y - 0.017, z - 0.006), (0.011, 0.014, 0.010), pale),
        *[piece for side, ear in ears for piece in bones.on(f"ear_{side}", paint(ear, fur))],
        *[piece for side, ear in inner for piece in bones.on(f"ear_{side}", paint(ear, bare))],
        *bones.on("head", paint(ball((0, y - 0.036, z - 0.007), (0.004, 0.0035, 0.0035), 8, 6), bare)),
        *bones.eyes(0.012, 0.0052, "#2a2228", slim=0.8),
    ]


def beast(colour: RGB) -> list[Mesh]:
    """A large beast of no kind in particular: heavy shoulders, a shaggy ruff, round ears, a broad muzzle."""
    bones, fur = Skeleton("beast"), finish(colour, 1.0)
    dark, pale = finish(times(colour, 0.62), 0.7), finish(mix(colour, (1, 0.98, 0.94), 0.6), 0.6)
    build = _Build((0.21, 0.21, 0.26), 0.17, (0.14, 0.09, 0.075, 0.085), (0.046, 0.036, 0.012))
    x, y, z = bones.at("head")
    ears = sides(ball((0.125, y + 0.02, z + 0.125), (0.055, 0.026, 0.058), 12, 9))
    ruff = [ball((s * 0.11, y + 0.11, z - 0.02 - 0.09 * k), (0.13, 0.12, 0.13), 12, 8) for s in (-1, 1) for k in (0, 1)]
    return [
        *_body(bones, build, fur, pale),
        *bones.on("head", paint(merged(ruff), dark)),
        *bones.on("head", paint(ball((x, y, z), (0.175, 0.165, 0.155), 18, 12), fur)),
        *[piece for side, ear in ears for piece in bones.on(f"ear_{side}", paint(ear, dark))],
        *bones.on("head", paint(ball((0, y - 0.145, z - 0.055), (0.095, 0.09, 0.072), 14, 10), pale)),
        *bones.chin(by(0, y - 0.145, z - 0.055), (0.095, 0.09, 0.072), pale),
        *bones.on("head", _nose(colour, (0, y - 0.235, z - 0.025), 0.03)),
        *bones.eyes(0.078, 0.027, "#c98a2a"),
    ]


def bear(colour: RGB) -> list[Mesh]:
    """A bear: heavy all over, a low head, round ears, a broad muzzle, hardly a tail."""
    bones, fur = Skeleton("bear"), finish(colour, 1.0)
    dark, pale = finish(times(colour, 0.72), 0.7), finish(mix(colour, (1, 0.96, 0.88), 0.5), 0.6)
    build = _Build((0.30, 0.30, 0.33), 0.24, (0.19, 0.135, 0.115, 0.13), (0.07, 0.06, 0.03))
    x, y, z = bones.at("head")
    ears = sides(ball((0.135, y + 0.045, z + 0.135), (0.060, 0.030, 0.062), 12, 9))
    inner = sides(ball((0.135, y + 0.022, z + 0.132), (0.036, 0.020, 0.040), 11, 8))
    hump = paint(ball(bones.at("chest") + by(0, 0.10, 0.20), (0.22, 0.30, 0.20), 14, 10), fur)
    return [
        *_body(bones, build, fur, dark),
        *bones.on("chest", hump),
        *bones.on("head", paint(ball((x, y, z), (0.20, 0.19, 0.175), 18, 12), fur)),
        *[piece for side, ear in ears for piece in bones.on(f"ear_{side}", paint(ear, fur))],
        *[piece for side, ear in inner for piece in bones.on(f"ear_{side}", paint(ear, dark))],
        *bones.on("head", paint(ball((0, y - 0.165, z - 0.055), (0.098, 0.125, 0.080), 14, 10), pale)),
        *bones.chin(by(0, y - 0.165, z - 0.055), (0.098, 0.125, 0.080), pale),
        *bones.on("head", paint(ball((0, y - 0.285, z - 0.022), (0.036, 0.024, 0.026), 10, 7), finish("#2a2026", 0.0))),
        *bones.eyes(0.082, 0.026, "#2e2020", slim=0.7),
    ]


def _body(
    bones: Skeleton, build: _Build, fur: Finish, pale: Finish, feet: Finish | None = None, tail: Finish | None = None
) -> list[Mesh]:
    """Trunk, neck, bib, four legs with paws and the tail."""
    hips, chest, head = bones.at("hips"), bones.at("chest"), bones.at("head")
    rump, waist, front = build.body
    long = hips[1] - chest[1]
    path = [hips + by(0, rump * 1.15, -0.15 * rump), hips + by(0, rump * 0.8, 0), hips]
    path += [(hips + chest) / 2 - by(0, 0, 0.06 * long), chest]
    path += [chest - by(0, front * 0.75, -0.1 * front), chest - by(0, front * 1.05, -0.2 * front)]
    radii = (0.35 * rump, 0.78 * rump, rump, waist, front, 0.72 * front, 0.3 * front)
    way = curve(path, 25)
    skin = paint(tube(way, _through(path, way, radii), 14), fur)
    ends = [paint(ball(path[0], 0.37 * rump, 10, 7), fur), paint(ball(path[-1], 0.32 * front, 10, 7), fur)]
    trunk = bones.between(skin, "hips", "chest", smooth((hips[1] - 0.15 * long - skin.position[:, 1]) / (0.7 * long)))
    root = chest + by(0, 0.1 * front, 0.25 * front)
    neck = paint(
        tube(
            curve([root, (root + head) / 2 + by(0, -0.05 * front, 0), head + by(0, -0.01, 0.01)], 9),
            np.linspace(1.25, 0.95, 9) * build.neck,
            12,
        ),
        fur,
    )
    bib = paint(ball(chest + by(0, -0.72 * front, 0.1 * front), (0.62 * front, 0.42 * front, 0.8 * front), 12, 9), pale)
    return [
        trunk,
        *bones.on("hips", ends[0]),
        *bones.on("chest", ends[1], bib),
        bones.along(neck, "chest", "head", root, head),
        *[piece for side in "lr" for piece in _legs(bones, build, side, (fur, feet or pale, feet))],
        *_tail(bones, build, tail or fur, pale if feet else tail or fur),
    ]


def _legs(bones: Skeleton, build: _Build, side: str, coats: tuple[Finish, Finish, Finish | None]) -> list[Mesh]:
    thigh, knee, shank, paw = build.legs
    fur, sock, dark = coats
    out: list[Mesh] = []
    for leg in ("fore", "hind"):
        name, low = f"{leg}_{side}", f"{leg}2_{side}"
        top, bend, foot = bones.at(name), bones.at(low), bones.at(f"foot of {name}")
        ankle = foot + by(0, 0.006, paw * 0.8)
        hock = [bend * 0.35 + ankle * 0.65 + by(0, 0.55 * thigh, 0.2 * thigh)] if leg == "hind" else []
        path = [top + by(0, 0, 0.3 * thigh), bend, *hock, ankle]
        wide = (thigh, knee * 1.15, shank, shank) if hock else (thigh * 0.8, knee, shank)
        out += bones.leg(name, path, wide, fur)
        toes = paint(ball(foot + by(0, -0.35 * paw, paw * 0.62), (paw, paw * 1.35, paw * 0.64), 10, 7), sock)
        out += bones.on(low, toes)
        if dark is not None:
            cuff = paint(tube([ankle * 0.65 + bend * 0.35, ankle], (shank * 1.12, shank * 1.12), 9), dark)
            out += bones.on(low, cuff) if leg == "fore" else []
        if leg == "hind":
            haunch = paint(
                ball(top + by(0, -0.008, -0.15 * thigh), (thigh * 0.72, thigh * 1.15, thigh * 1.25), 12, 9), fur
            )
            out += bones.on(name, haunch)
    return out


def _tail(bones: Skeleton, build: _Build, fur: Finish, end: Finish) -> list[Mesh]:
    root, tip = bones.at("tail"), bones.at("tip")
    last = tip + (tip - root) * 0.8 + by(0, -0.1 * abs(tip[1] - root[1]), 0.25 * abs(tip[1] - root[1]))
    first, full, thin = build.tail
    way = curve([root + by(0, -0.03, -0.01), root, tip, last], 19)
    radii = np.interp(
        np.linspace(0, 1, 19), (0, 0.25, 0.65, 0.92, 1), (first, first, full, 0.55 * full + 0.4 * thin, thin)
    )
    skin, point = paint(tube(way, radii, 10), fur), paint(tube(way[14:], radii[14:] + 0.002, 10), end)
    return [bones.along(skin, "tail", "tip", (root + tip) / 2, tip), *bones.on("tip", point)]


def _through(path: list[np.ndarray], way: np.ndarray, radii: tuple[float, ...]) -> np.ndarray:
    """The radius at every point of a way through the points of a path, by how far back they are."""
    return np.interp(-way[:, 1], [-point[1] for point in path], radii)


def _nose(colour: RGB, at: tuple[float, float, float], size: float) -> Mesh:
    tone = finish(times(colour, 0.25), 0.0) if max(colour) > 0.5 else finish("#e8939a", 0.0)
    return paint(ball(at, (size, size * 0.7, size * 0.75), 9, 7), tone)


def _cone(foot: tuple[float, float, float], tip: tuple[float, float, float], radius: float) -> Shape:
    """A pointed ear."""
    line = np.array([foot, np.array(foot) * 0.5 + np.array(tip) * 0.5, tip])
    return tube(line, [radius, radius * 0.62, 0.002], 8)
