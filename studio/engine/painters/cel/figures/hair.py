"""Hair: a scalp and locks swept over the head, styled by ``resources/figures/hair.toml``.

Angles are degrees from the front of the head, growing to the figure's left. A lock starts at the whorl,
follows the head for its length, and comes to a point.
"""

import math
from functools import cache

import numpy as np
from dataclasses import dataclass
from msgspec import Struct, field

from studio.engine.painters.cel.figures.palette import Tone
from studio.engine.painters.cel.figures.person import Paint, Person, painted
from studio.engine.painters.cel.figures.sheets import Array, Sheet, capped, sheet, smooth
from studio.engine.painters.cel.figures.skinning import HEAD, Binding, rigid
from studio.engine.painters.cel.mesh import Mesh, Surface
from studio.engine.vocabulary import read_table

_CENTRE = np.array([-0.035, 0.0, 0.535])
_RADII = np.array([0.475, 0.455, 0.525])

_SHAPES: dict[str, tuple[list[float], list[float]]] = {
    "lock": ([0, 0.25, 0.55, 0.80, 0.93, 1], [0.55, 0.9, 1.0, 0.72, 0.34, 0]),
    "fringe": ([0, 0.25, 0.45, 0.60, 0.75, 0.88, 1], [0.7, 1.05, 1.08, 0.94, 0.64, 0.32, 0]),
    "spike": ([0, 0.3, 0.55, 0.8, 1], [0.8, 1.0, 0.9, 0.48, 0]),
    "tail": ([0, 0.08, 0.22, 0.6, 0.85, 1], [0.62, 0.85, 1.0, 0.92, 0.55, 0]),
    "pulled": ([0, 0.12, 0.5, 0.85, 1], [0.25, 0.75, 1.0, 0.72, 0.42]),
    "sheet": ([0, 0.2, 0.6, 0.9, 1], [0.6, 1.0, 1.0, 0.8, 0.45]),
}


class Lock(Struct, frozen=True):
    """One lock, or with ``count`` > 1 a fan of them from ``root`` to ``last``.

    root, tip: where it leaves the whorl and where it ends (tip: added to the root's angle). length: arc
    in head units; width: half width; clear: height above the scalp; lift: rise in the middle (volume);
    curl: inward turn of what hangs; flip: outward turn of its end; kick: a tip that stands off;
    vary: random share of length and angle in a fan.
    """

    root: float
    last: float | None = None
    count: int = 1
    tip: float = 0.0
    length: float = 1.0
    width: float = 0.1
    thick: float = 0.42
    clear: float = 0.0
    lift: float = 0.0
    curl: float = 0.0
    flip: float = 0.0
    kick: float = 0.0
    wave: float = 0.0
    vary: float = 0.0
    sway: float = 0.6
    shape: str = "lock"
    rows: int = 8
    both: bool = False


class Pull(Struct, frozen=True):
    """A fan of locks combed back from the hairline, between two angles, to the point where they are tied."""

    to: tuple[float, float, float]
    root: float
    last: float
    count: int = 7
    width: float = 0.10
    clear: float = 0.012
    thick: float = 0.4
    both: bool = False


class Tail(Struct, frozen=True):
    """Hair gathered and tied: points of its middle line in head space, and its half width.

    both: mirrored on the other side. braid: plaited. tie: a band in the accent colour at its root.
    """

    path: tuple[tuple[float, float, float], ...]
    width: float = 0.14
    strands: int = 3
    both: bool = False
    braid: bool = False
    tie: bool = True
    sway: float = 1.2


class Bun(Struct, frozen=True):
    """Hair wound into a ball."""

    at: tuple[float, float, float]
    radius: float
    both: bool = False


class Style(Struct, frozen=True):
    """A hair style. cap: arc length of the scalp's hair at front, temple, side and back; hug: how closely
    it follows the nape.
    """

    cap: tuple[float, float, float, float] = (0.58, 0.62, 0.80, 1.0)
    hug: float = 0.2
    locks: tuple[Lock, ...] = ()
    pulls: tuple[Pull, ...] = ()
    tails: tuple[Tail, ...] = ()
    buns: tuple[Bun, ...] = ()
    like: tuple[str, ...] = field(default_factory=tuple)


@dataclass(frozen=True, eq=False)
class Strand:
    """A lock's surface in head space, and how much each point sways."""

    part: Sheet
    sway: Array


@cache
def styles() -> dict[str, Style]:
    """``figures/hair.toml``."""
    return read_table("figures/hair.toml", Style)


def style_of(name: str) -> Style:
    """A style by id; an unknown one is combed as a bob, or as the style that claims its name."""
    known = styles()
    claimed = (style for style in known.values() if name in style.like)
    return known.get(name) or next(claimed, known["bob"])


def strands(person: Person, rng: np.random.Generator) -> list[Strand]:
    """Every lock of the person's hair, in head space."""
    style = style_of(person.look.hair_style)
    loose = [strand for lock in style.locks for strand in _fan(person, lock, rng)]
    combed = [strand for pull in style.pulls for strand in _pulled(person, pull)]
    tied = [strand for tail in style.tails for strand in _tail(person, tail)]
    wound = [strand for bun in style.buns for strand in _bun(person, bun)]
    return loose + combed + tied + wound


def hair(person: Person, combed: list[Strand], rng: np.random.Generator) -> list[Mesh]:
    """The scalp and every lock, each a little lighter or darker than the next."""
    tone, bind = person.colours.hair, rigid(HEAD)
    meshes = [painted(_worn(person, _scalp(person)), Paint(tone, Surface.HAIR, 0.9), bind)]
    for strand in combed:
        paint = Paint(_varied(tone, rng), Surface.HAIR, 1.0)
        meshes.append(painted(_worn(person, strand.part), paint, bind, strand.sway))
    return meshes + _ties(person, bind)


def _worn(person: Person, part: Sheet) -> Sheet:
    return Sheet(person.out_of_head(part.points), part.normals, part.uv, part.triangles)


def _varied(tone: Tone, rng: np.random.Generator) -> Tone:
    return tone.scaled(float(rng.uniform(0.93, 1.07)))


def _scalp(person: Person) -> Sheet:
    style = style_of(person.look.hair_style)
    rows, columns = person.detail.count(9), person.detail.count(28)
    around = np.linspace(0, math.tau, columns, endpoint=False)
    off_front = np.degrees(np.abs((around + math.pi) % math.tau - math.pi))
    lengths = np.interp(off_front, [0, 46, 74, 96, 180], [style.cap[0], style.cap[1], style.cap[2], style.cap[3], style.cap[3]])
    paths = [_swept(angle, angle, length, rows, clear=-0.022, curl=style.hug)[0] for angle, length in zip(around, lengths, strict=True)]
    part = sheet(np.stack(paths, axis=1))
    uv = np.stack([0 * part.uv[:, 0], part.uv[:, 1]], axis=1)
    return Sheet(part.points, part.normals, uv, part.triangles)


def _swept(
    root: float, tip: float, length: float, rows: int, *, clear: float = 0.0, curl: float = 0.0, flip: float = 0.0
) -> tuple[Array, Array]:
    """The middle line of a lock and the direction off the head along it, (R, 3) each. Radians, head units."""
    s = np.linspace(0, 1, rows)
    arc = s * length
    polar = np.minimum(arc / 0.50, math.pi / 2)
    hang = np.maximum(arc - math.pi / 4, 0)
    angle = root + (tip - root) * s**1.4
    radii = _RADII + clear
    reach = np.sin(polar) * (1 - curl * (hang / 0.6) ** 1.6 + flip * np.maximum(hang - 0.25, 0) ** 1.2)
    x = _CENTRE[0] + radii[0] * reach * np.cos(angle)
    y = radii[1] * reach * np.sin(angle)
    z = _CENTRE[2] + radii[2] * np.cos(polar) - hang
    line = np.stack([x, y, z], axis=1)
    off = line - np.array([-0.03, 0.0, 0.5])
    off[hang > 0, 2] = 0
    return line, off / np.linalg.norm(off, axis=1, keepdims=True)


def _fan(person: Person, lock: Lock, rng: np.random.Generator) -> list[Strand]:
    last = lock.root if lock.last is None else lock.last
    made: list[Strand] = []
    for number, root in enumerate(np.linspace(lock.root, last, lock.count)):
        layer = 0.011 * (-1) ** number if lock.vary else 0.0
        for side in (1.0, -1.0) if lock.both else (1.0,):
            bend, stretch, rise = rng.uniform(-1, 1, 3) * lock.vary
            angle = math.radians(root * side)
            tip = angle + math.radians(lock.tip * side + 22 * bend)
            rows = person.detail.count(lock.rows, 5)
            length = lock.length * (1 + 0.22 * float(stretch))
            line, off = _swept(angle, tip, length, rows, clear=lock.clear + layer + 0.02 * float(rise), curl=lock.curl, flip=lock.flip)
            made.append(_lock(_shaped(line, off, lock, side), off, lock.width, lock))
    return made


def _shaped(line: Array, off: Array, lock: Lock, side: float) -> Array:
    """Volume in the middle, a tip that stands off, and a wave."""
    s = np.linspace(0, 1, len(line))[:, None]
    across = np.cross(off, np.gradient(line, axis=0))
    across /= np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-9)
    risen = off * (lock.lift * np.sin(np.pi * np.clip(s * 1.1, 0, 1)) + lock.kick * s**3)
    return line + risen + across * side * lock.wave * np.sin(s * 2.2 * np.pi) * s


def _lock(line: Array, off: Array, half_width: float, lock: Lock) -> Strand:
    """A lens-shaped lock: two edges, two shoulders above, flat below."""
    s = np.linspace(0, 1, len(line))
    width = half_width * np.interp(s, *_SHAPES[lock.shape])
    grid = _lens(line, off, width, lock.thick)
    part = _combed(sheet(grid), len(line))
    sway = lock.sway * np.repeat(np.clip(s - 0.3, 0, 1) ** 1.5, _SECTION)
    return Strand(part, sway)


_ANGLES = np.radians([0, 58, 122, 180, 270])
_SECTION = len(_ANGLES)


def _lens(line: Array, off: Array, width: Array, thick: float) -> Array:
    tangent = np.gradient(line, axis=0)
    across = np.cross(tangent, off)
    across /= np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-9)
    up = np.cross(across, tangent)
    up /= np.maximum(np.linalg.norm(up, axis=1, keepdims=True), 1e-9)
    side, rise = np.cos(_ANGLES)[None, :, None], np.sin(_ANGLES)[None, :, None]
    rise = np.where(rise < 0, rise * 0.45, rise) * thick
    return line[:, None] + width[:, None, None] * (across[:, None] * side + up[:, None] * rise)


def _combed(part: Sheet, rows: int) -> Sheet:
    """Normals half of the head's own sphere, for broad shapes; uv across -1..1."""
    sphere = part.points - np.array([-0.05, 0.0, 0.5])
    sphere /= np.linalg.norm(sphere, axis=1, keepdims=True)
    normals = part.normals * 0.55 + sphere * 0.45
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    uv = np.stack([np.tile(np.cos(_ANGLES), rows), part.uv[:, 1]], axis=1)
    return Sheet(part.points, normals, uv, part.triangles)


def _pulled(person: Person, pull: Pull) -> list[Strand]:
    """Locks over the skull from the hairline to a tie."""
    made: list[Strand] = []
    rows = person.detail.count(8, 5)
    for root in np.linspace(pull.root, pull.last, pull.count):
        for side in (1.0, -1.0) if pull.both else (1.0,):
            line, off = _over_skull(_hairline(float(root)), np.array(pull.to), rows, pull.clear)
            flip = np.array([1.0, side, 1.0])
            lock = Lock(root=0, shape="pulled", thick=pull.thick, sway=0.0)
            made.append(_lock(line * flip, off * flip, pull.width, lock))
    return made


def _hairline(degrees: float) -> Array:
    """A point of the hairline in head space."""
    away = abs((degrees + 180) % 360 - 180)
    height = float(np.interp(away, [0, 45, 66, 88, 125, 180], [0.80, 0.74, 0.55, 0.37, 0.22, 0.15]))
    angle = math.radians(degrees)
    length = 1.32 - height if height < 0.535 else 0.5 * math.acos((height - 0.535) / 0.525)
    return _swept(angle, angle, length, 6, clear=-0.01, curl=1.0)[0][-1]


def _over_skull(start: Array, end: Array, rows: int, clear: float) -> tuple[Array, Array]:
    """A path round the head between two points near it, rising a little between, and the way off the head."""
    t = np.linspace(0, 1, rows)[:, None]
    first, second = start - _CENTRE, end - _CENTRE
    reach = np.linalg.norm(first) + (np.linalg.norm(second) - np.linalg.norm(first)) * t
    first, second = first / np.linalg.norm(first), second / np.linalg.norm(second)
    angle = math.acos(float(np.clip(first @ second, -1, 1)))
    off = (np.sin((1 - t) * angle) * first + np.sin(t * angle) * second) / max(math.sin(angle), 1e-6)
    outward = 1 / np.linalg.norm(off / (_RADII + clear), axis=1, keepdims=True)
    share = np.clip(t / 0.35, 0, 1)
    line = _CENTRE + off * (reach * (1 - share) + outward * share)
    return line, off


def _mirrored(points: Array) -> Array:
    return points * np.array([1.0, -1.0, 1.0])


def _tail(person: Person, tail: Tail) -> list[Strand]:
    path = np.array(tail.path)
    sides = [path, _mirrored(path)] if tail.both else [path]
    plait = _plait if tail.braid else _gathered
    return [strand for line in sides for strand in plait(person, tail, line)]


def _gathered(person: Person, tail: Tail, path: Array) -> list[Strand]:
    """A tail: one full strand and slimmer ones that leave it on either side."""
    rows = person.detail.count(10, 6)
    made: list[Strand] = []
    for number in range(tail.strands):
        apart = 0.0 if tail.strands == 1 else 2 * number / (tail.strands - 1) - 1
        line = smooth(path, rows)
        s = np.linspace(0, 1, rows)[:, None]
        out = line - np.array([-0.05, 0.0, 0.5])
        out[:, 2] = 0
        out /= np.linalg.norm(out, axis=1, keepdims=True)
        across = np.cross(out, np.array([0.0, 0.0, 1.0]))
        line = line + across * apart * tail.width * (0.35 + 0.5 * s) + out * 0.03 * abs(apart) * s
        lock = Lock(root=0, shape="tail", thick=0.62, sway=tail.sway)
        made.append(_lock(line[: rows - (number % 2)], out[: rows - (number % 2)], tail.width * (1 - 0.3 * abs(apart)), lock))
    return made


def _plait(person: Person, tail: Tail, path: Array) -> list[Strand]:
    """A braid: overlapping drops from side to side, and a loose tuft."""
    beads = person.detail.count(9, 6)
    line = smooth(path, beads + 2)
    out = line - np.array([-0.05, 0.0, 0.5])
    out[:, 2] = 0
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    across = np.cross(out, np.array([0.0, 0.0, 1.0]))
    made: list[Strand] = []
    for number in range(beads):
        width = tail.width * (1.0 - 0.45 * number / beads)
        turn = (1 if number % 2 else -1) * 0.42 * width
        start, end = line[number] - across[number] * turn, line[min(number + 2, beads + 1)] + across[number] * turn * 0.4
        drop = smooth([start, (start + end) / 2 + across[number] * turn * 0.9, end], 5)
        lock = Lock(root=0, shape="spike", thick=0.8, sway=tail.sway * number / beads)
        made.append(_lock(drop, np.repeat(out[number][None], 5, axis=0), width * 0.72, lock))
    tuft = smooth([line[-2], line[-1], line[-1] + (line[-1] - line[-2]) * 0.8], 5)
    made.append(_lock(tuft, np.repeat(out[-1][None], 5, axis=0), tail.width * 0.5, Lock(root=0, shape="tail", sway=tail.sway)))
    return made


def _bun(person: Person, bun: Bun) -> list[Strand]:
    """Four fat strands wound round a ball."""
    centre = np.array(bun.at)
    sides = [centre, _mirrored(centre)] if bun.both else [centre]
    return [strand for at in sides for strand in _wound(person, at, bun.radius)]


def _wound(person: Person, centre: Array, radius: float) -> list[Strand]:
    made: list[Strand] = []
    pole = centre - np.array([-0.05, 0.0, 0.5])
    pole /= np.linalg.norm(pole)
    side = np.cross(pole, [0.0, 1.0, 0.3])
    side /= np.linalg.norm(side)
    other = np.cross(pole, side)
    for turn, height in ((0.0, -0.35), (1.6, 0.05), (3.3, 0.35), (4.9, 0.72)):
        angle = turn + np.linspace(0, 4.4, person.detail.count(9, 6))
        flat = math.sqrt(1 - height * height * 0.9) * 0.62
        ring = np.cos(angle)[:, None] * side + np.sin(angle)[:, None] * other
        line = centre + radius * (ring * flat + pole * height * 0.75)
        lock = Lock(root=0, shape="tail", thick=0.9, sway=0.0)
        made.append(_lock(line, ring * 0.8 + pole * (0.35 + 0.6 * height), radius * 0.46, lock))
    return made


def _ties(person: Person, bind: Binding) -> list[Mesh]:
    """A band in the accent colour round the root of every tail that is tied."""
    style = style_of(person.look.hair_style)
    meshes: list[Mesh] = []
    for tail in (tail for tail in style.tails if tail.tie):
        start, follow = np.array(tail.path[0]), np.array(tail.path[1])
        for sign in (1.0, -1.0) if tail.both else (1.0,):
            flip = np.array([1.0, sign, 1.0])
            band = _band(start * flip, follow * flip, tail.width)
            meshes.append(painted(_worn(person, band), Paint(person.colours.accent, Surface.CLOTH, 0.8), bind))
    return meshes


def _band(start: Array, follow: Array, width: float) -> Sheet:
    from studio.engine.painters.cel.figures.sheets import tube

    along = (follow - start) / np.linalg.norm(follow - start)
    line = start + along * np.linspace(0.0, 0.1, 4)[:, None]
    return sheet(capped(tube(line, width * np.array([0.55, 0.74, 0.74, 0.55]), 8, (0.1, 0.9, 0.4))))
