"""Hair: a scalp, and locks that fall, are combed back, tied, plaited or wound."""

import math
from dataclasses import replace

import numpy as np

from studio.engine.painters.cel.figures.draping import hanging, off_the_shoulders
from studio.engine.painters.cel.figures.hair_styles import Bun, Lock, Puff, Pull, Style, Tail, grown_style, loose_locks
from studio.engine.painters.cel.figures.hats import under_hat, wears_hat
from studio.engine.painters.cel.figures.locks import CENTRE, RADII, Strand, lens_lock, ringlet, swept
from studio.engine.painters.cel.figures.palette import Tone
from studio.engine.painters.cel.figures.person import Paint, Person, painted
from studio.engine.painters.cel.figures.sewing import Strip, strip_binding
from studio.engine.painters.cel.figures.sheets import Array, Sheet, capped, sheet, smooth, tube
from studio.engine.painters.cel.figures.skinning import HEAD, Binding, rigid
from studio.engine.painters.cel.mesh import Mesh, Surface

_RESTING_SHARE = 0.6
_TAIL_BONES = 5
_TAIL_RADIUS = 0.09  # head units
_TAIL_STIFF = 0.10
_LEAST_TAIL = 0.5  # head units from its tie down to its end: what is shorter stands by itself


def strands(person: Person, rng: np.random.Generator) -> list[Strand]:
    """Every lock of the person's hair, in head space."""
    style = _style(person)
    loose = [strand for lock in loose_locks(style) for strand in _fan(person, lock, rng)]
    combed = [strand for pull in style.pulls for strand in _pulled(person, pull)]
    tied = [strand for tail in style.tails for strand in _tail(person, tail)]
    wound = [strand for bun in style.buns for strand in _bun(person, bun)]
    return loose + combed + tied + wound


def _style(person: Person) -> Style:
    return grown_style(person.look.hair_style, person.look.build)


def hair(person: Person, combed: list[Strand], rng: np.random.Generator) -> list[Mesh]:
    """The scalp and every lock, each a little lighter or darker than the next."""
    tone, bind, style = person.colours.hair, rigid(HEAD), _style(person)
    grown = [_scalp(person, style)] if any(style.cap) else []
    grown += [_ball(person, style, style.puff)] if style.puff else []
    meshes = [painted(_worn(person, part), Paint(tone, Surface.HAIR, 0.9), bind) for part in grown]
    tails: dict[int, Binding] = {}
    for strand in combed:
        paint = Paint(_varied(tone, rng), Surface.HAIR, 1.0)
        if strand.tail is None:
            meshes.append(painted(_draped(person, strand), paint, hanging(_RESTING_SHARE), strand.sway))
        else:
            follows = tails.get(id(strand.tail)) or _sewn_on(person, strand.tail, strand.front)
            tails[id(strand.tail)] = follows
            meshes.append(painted(_draped(person, strand), paint, follows))
    return meshes + _ties(person, bind)


def _sewn_on(person: Person, line: Array, front: bool | None) -> Binding:
    """The bones of a tail, from its tie to its end."""
    points = off_the_shoulders(person.out_of_head(smooth(line, _TAIL_BONES + 1)), person.rest, front)
    part = Strip("hair", HEAD, points, _TAIL_RADIUS, _TAIL_STIFF, held=True)
    return strip_binding(part, person.sewing.sew(part))


def _worn(person: Person, part: Sheet) -> Sheet:
    points = under_hat(part.points) if wears_hat(person) else part.points
    return Sheet(person.out_of_head(points), part.normals, part.uv, part.triangles)


def _draped(person: Person, strand: Strand) -> Sheet:
    worn = _worn(person, strand.part)
    return Sheet(off_the_shoulders(worn.points, person.rest, strand.front), worn.normals, worn.uv, worn.triangles)


def _varied(tone: Tone, rng: np.random.Generator) -> Tone:
    return tone.scaled(float(rng.uniform(0.93, 1.07)))


def _scalp(person: Person, style: Style) -> Sheet:
    return _plain(sheet(_capped_head(style, person.detail.count(9), person.detail.count(28))))


def _plain(part: Sheet) -> Sheet:
    """Without lines between strands."""
    uv = np.stack([0 * part.uv[:, 0], part.uv[:, 1]], axis=1)
    return Sheet(part.points, part.normals, uv, part.triangles)


def _capped_head(style: Style, rows: int, columns: int) -> Array:
    """The skin of the head as far as hair grows on it, rows from the whorl to the hairline: (rows, columns, 3)."""
    around = np.linspace(0, math.tau, columns, endpoint=False)
    off_front = np.degrees(np.abs((around + math.pi) % math.tau - math.pi))
    front, temple, side, back = style.cap
    over_ear = side + 0.3 * (back - side)
    lengths = np.interp(off_front, [0, 46, 76, 100, 130, 180], [front, temple, side, over_ear, back, back])
    paths = [
        swept(angle, angle, length, rows, clear=-0.022, curl=style.hug)[0]
        for angle, length in zip(around, lengths, strict=True)
    ]
    return np.stack(paths, axis=1)


def _ball(person: Person, style: Style, puff: Puff) -> Sheet:
    """A ball of curls that closes on the hairline, with lumps all over it at even distances.

    Source of the even distances: the golden spiral on a sphere.
    """
    skin = _capped_head(style, person.detail.count(20), person.detail.count(46))
    middle = np.array(puff.at)
    way = skin - middle
    way /= np.linalg.norm(way, axis=2, keepdims=True)
    number = np.arange(puff.lumps)
    height, turn = 1 - (2 * number + 1) / puff.lumps, number * math.pi * (3 - math.sqrt(5))
    flat = np.sqrt(1 - height**2)
    curls = np.stack([flat * np.cos(turn), flat * np.sin(turn), height], axis=1)
    nearest = np.arccos(np.clip((way @ curls.T).max(axis=2, keepdims=True), -1, 1))
    lump = np.sqrt(np.maximum(1 - (nearest * math.sqrt(puff.lumps) / 2.1) ** 2, 0))
    share = np.sqrt(1 - np.linspace(0, 1, len(skin)) ** 12)[:, None, None]
    outer = middle + way * puff.radius * (1 + puff.bumpy * (lump - 0.6))
    return _plain(sheet(skin + (outer - skin) * share))


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
            line, off = swept(
                angle, tip, length, rows, clear=lock.clear + layer + 0.02 * float(rise), curl=lock.curl, flip=lock.flip
            )
            made.append(_wound_up(_shaped(line, off, lock, side), off, lock.width, lock))
    return made


def _wound_up(line: Array, off: Array, width: float, lock: Lock) -> Strand:
    return ringlet(line, off, width, lock) if lock.coil else lens_lock(line, off, width, lock)


def _shaped(line: Array, off: Array, lock: Lock, side: float) -> Array:
    """Volume in the middle, a tip that stands off, and a wave."""
    s = np.linspace(0, 1, len(line))[:, None]
    across = np.cross(off, np.gradient(line, axis=0))
    across /= np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-9)
    risen = off * (lock.lift * np.sin(np.pi * np.clip(s * 1.1, 0, 1)) + lock.kick * s**3)
    return line + risen + across * side * lock.wave * np.sin(s * lock.waves * math.tau) * s


def _pulled(person: Person, pull: Pull) -> list[Strand]:
    """Locks over the skull from the hairline to a tie."""
    made: list[Strand] = []
    rows = person.detail.count(8, 5)
    for root in np.linspace(pull.root, pull.last, pull.count):
        for side in (1.0, -1.0) if pull.both else (1.0,):
            end = np.array(pull.to) + np.array([0.0, pull.spread * math.sin(math.radians(float(root))), 0.0])
            line, off = _over_skull(_hairline(float(root)), end, rows, pull.clear)
            rise = pull.lift * max(math.cos(1.5 * math.radians(float(root))), 0.0)
            line = line + off * rise * np.sin(np.pi * np.linspace(0, 1, rows) ** 0.8)[:, None]
            flip = np.array([1.0, side, 1.0])
            lock = Lock(root=0, shape=pull.shape, thick=pull.thick, sway=0.0)
            made.append(lens_lock(line * flip, off * flip, pull.width, lock))
    return made


def _hairline(degrees: float) -> Array:
    """A point of the hairline in head space."""
    away = abs((degrees + 180) % 360 - 180)
    height = float(np.interp(away, [0, 45, 66, 88, 125, 180], [0.80, 0.74, 0.55, 0.37, 0.22, 0.15]))
    angle = math.radians(degrees)
    length = 1.32 - height if height < 0.535 else 0.5 * math.acos((height - 0.535) / 0.525)
    return swept(angle, angle, length, 6, clear=-0.01, curl=1.0)[0][-1]


def _over_skull(start: Array, end: Array, rows: int, clear: float) -> tuple[Array, Array]:
    """A path round the head between two points near it, rising a little between, and the way off the head."""
    t = np.linspace(0, 1, rows)[:, None]
    first, second = start - CENTRE, end - CENTRE
    reach = np.linalg.norm(first) + (np.linalg.norm(second) - np.linalg.norm(first)) * t
    first, second = first / np.linalg.norm(first), second / np.linalg.norm(second)
    angle = math.acos(float(np.clip(first @ second, -1, 1)))
    off = (np.sin((1 - t) * angle) * first + np.sin(t * angle) * second) / max(math.sin(angle), 1e-6)
    outward = 1 / np.linalg.norm(off / (RADII + clear), axis=1, keepdims=True)
    share = np.clip(t / 0.35, 0, 1)
    line = CENTRE + off * (reach * (1 - share) + outward * share)
    return line, off


def _mirrored(points: Array) -> Array:
    return points * np.array([1.0, -1.0, 1.0])


def _tail(person: Person, tail: Tail) -> list[Strand]:
    path = np.array(tail.path)
    sides = [path, _mirrored(path)] if tail.both else [path]
    plait = _plait if tail.braid else _drill if tail.coil else _gathered
    if path[0, 2] - path[-1, 2] < _LEAST_TAIL:
        return [strand for line in sides for strand in plait(person, tail, line)]
    return [replace(strand, tail=line) for line in sides for strand in plait(person, tail, line)]


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
        lock = Lock(root=0, shape="tail", thick=0.80, sway=tail.sway)
        length = rows - number % 2
        made.append(lens_lock(line[:length], out[:length], tail.width * (1 - 0.3 * abs(apart)), lock))
    return made


def _drill(person: Person, tail: Tail, path: Array) -> list[Strand]:
    """A tail wound into one thick ringlet, round a core that fills it."""
    line = smooth(path, person.detail.count(10, 6))
    out = line - np.array([-0.05, 0.0, 0.5])
    out[:, 2] = 0
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    wound = Lock(root=0, coil=tail.coil, turns=person.detail.count(5), sway=tail.sway)
    core = Lock(root=0, shape="tail", thick=1.0, sway=tail.sway)
    return [ringlet(line, out, tail.width, wound), lens_lock(line, out, tail.coil, core)]


def _plait(person: Person, tail: Tail, path: Array) -> list[Strand]:
    """A braid: overlapping drops from side to side, and a loose tuft."""
    beads = person.detail.count(9, 6)
    line = smooth(path, beads + 2)
    front = bool(path[-1, 0] > 0.08)
    out = line - np.array([-0.05, 0.0, 0.5])
    out[:, 2] = 0
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    across = np.cross(out, np.array([0.0, 0.0, 1.0]))
    made: list[Strand] = []
    for number in range(beads):
        width = tail.width * (1.0 - 0.45 * number / beads)
        turn = (1 if number % 2 else -1) * 0.42 * width
        start = line[number] - across[number] * turn
        end = line[min(number + 2, beads + 1)] + across[number] * turn * 0.4
        drop = smooth([start, (start + end) / 2 + across[number] * turn * 0.9, end], 5)
        lock = Lock(root=0, shape="spike", thick=0.8, sway=tail.sway * number / beads)
        made.append(replace(lens_lock(drop, np.repeat(out[number][None], 5, axis=0), width * 0.72, lock), front=front))
    tuft = smooth([line[-2], line[-1], line[-1] + (line[-1] - line[-2]) * 0.8], 5)
    loose = Lock(root=0, shape="tail", sway=tail.sway)
    made.append(replace(lens_lock(tuft, np.repeat(out[-1][None], 5, axis=0), tail.width * 0.5, loose), front=front))
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
        made.append(lens_lock(line, ring * 0.8 + pole * (0.35 + 0.6 * height), radius * 0.46, lock))
    return made


def _ties(person: Person, bind: Binding) -> list[Mesh]:
    """A band in the accent colour round the root of every tail that is tied."""
    style = _style(person)
    meshes: list[Mesh] = []
    for tail in (tail for tail in style.tails if tail.tie):
        start, follow = np.array(tail.path[0]), np.array(tail.path[1])
        for sign in (1.0, -1.0) if tail.both else (1.0,):
            flip = np.array([1.0, sign, 1.0])
            band = _band(start * flip, follow * flip, tail.width)
            meshes.append(painted(_worn(person, band), Paint(person.colours.accent, Surface.CLOTH, 0.8), bind))
    return meshes


def _band(start: Array, follow: Array, width: float) -> Sheet:
    along = (follow - start) / np.linalg.norm(follow - start)
    line = start + along * np.linspace(0.0, 0.1, 4)[:, None]
    return sheet(capped(tube(line, width * np.array([0.55, 0.74, 0.74, 0.55]), 8, (0.1, 0.9, 0.4))))
