"""The cloths and ropes of a shot: what props and set have of them, hung, pinned and played out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from msgspec import structs
from numpy.typing import NDArray

from studio.engine.performance import ClothTrack, Floats, Performance, PropTrack
from studio.engine.stage import cloth, kinds, kites
from studio.engine.stage.company import Ensemble
from studio.engine.stage.cords import eye_of
from studio.engine.stage.entrances import Placed
from studio.engine.stage.rig import LIMB_RADII_M
from studio.engine.stage.rotation import Doubles, crossed, unit
from studio.engine.stage.wind import Wind
from studio.engine.vocabulary import Drape
from studio.timeline.film import PropId

ROPE_POINTS = 16
CORD_M = 0.006
CORD_COLOUR = "#4a4038"
HUNG_ROPE = "rope"
_PALE = "#f3eee2"
_ROPE_REACH_M = 1.7
_ROPE_RADIUS_M = 0.017
_ROPE_KG_M2 = 5.0
_ROPE_CATCHES = 0.2
_STIRS_M = 0.05


@dataclass(frozen=True, eq=False)
class _Hung:
    """One drape where it hangs: its grid (F, R, C, 3) as if stiff, and whose it is."""

    drape: Drape
    grid: Doubles
    colour: str
    of: PropId | None = None


def with_cloths(performance: Performance, ensemble: Ensemble, wind: Wind) -> Performance:
    """The performance with everything that bends: the set's drapes, then the props', then ropes and cords."""
    tracks, things = performance.props, ensemble.opening.things
    frames = performance.frames
    still = np.tile(np.eye(4), (frames, 1, 1))
    hung = [_hung(each, still, each.colour or _PALE, None) for each in ensemble.opening.set.drapes]
    for track in tracks:
        kind = kinds.kind_of(track.prop)
        if kind.drapes and track.shard is None:
            colour, way = track.prop.colour or kind.colour, _way(track)
            told = track.prop.colour
            drapes = [_dyed(each, told) for each in kind.drapes]
            hung += [_hung(each, way, each.colour or colour, track.prop.id) for each in drapes]
    ways = {track.prop.id: track.position.astype(float) for track in tracks}
    roped = [thing for thing in things if thing.hung_from is not None and thing.prop.kind == HUNG_ROPE]
    ropes = [_rope(thing, ways[thing.prop.id]) for thing in roped]
    palms = {who: body.arms.palms for who, body in ensemble.bodies.items()}
    cords = [*_cords(tracks, things), *kites.lines(tracks, ensemble.opening, palms)]
    if not hung and not cords and not ropes:
        return performance
    limbs = [body.capsules for body in ensemble.bodies.values()]
    capsules = np.concatenate(limbs, 1) if limbs else np.zeros((frames, 0, 2, 3))
    company = _Company(capsules, np.tile(LIMB_RADII_M, len(limbs)), wind, performance.fps)
    sheets = _played([each for each in hung if each.drape.radius_m == 0.0], company)
    taut = [each for each in hung if _is_taut(each.drape)]
    lines = _played([*(each for each in hung if each.drape.radius_m > 0.0 and each not in taut), *ropes], company)
    lines += [_straight(each) for each in taut]
    ropes_alone = {str(rope.of) for rope in ropes}
    unseen = np.zeros(frames, bool)
    props = tuple(replace(track, shown=unseen) if track.prop.id in ropes_alone else track for track in tracks)
    return replace(performance, props=props, cloths=(*sheets, *lines, *cords))


@dataclass(frozen=True, eq=False)
class _Company:
    """Who is about: people's capsules (F, N, 2, 3) with radii (N,), the wind, frames a second."""

    capsules: Doubles
    radii: Doubles
    wind: Wind
    fps: int


def _played(hung: list[_Hung], company: _Company) -> list[ClothTrack]:
    """All of one kind, those that are pinned alike at once."""
    pinned = [_pinned(each.drape, each.grid.shape[1:3]) for each in hung]
    tracks: dict[int, ClothTrack] = {}
    for pattern in sorted({pins.tobytes() for pins in pinned}):
        alike = [number for number, pins in enumerate(pinned) if pins.tobytes() == pattern]
        shown = _played_alike([hung[number] for number in alike], pinned[alike[0]], company)
        for place, number in enumerate(alike):
            each = hung[number]
            tracks[number] = ClothTrack(shown[:, place], each.colour, each.drape.radius_m, each.of, each.drape.style)
    return [tracks[number] for number in range(len(hung))]


def _played_alike(hung: list[_Hung], pinned: NDArray[np.bool_], company: _Company) -> Floats:
    """(F, K, R, C, 3) metres: pieces that are pinned alike."""
    pins = np.stack([each.grid for each in hung], 1)
    start = pins[0]
    pieces = cloth.Pieces(
        start=start,
        pinned=pinned,
        across=np.linalg.norm(np.diff(start, axis=2), axis=-1),
        along=np.linalg.norm(np.diff(start, axis=1), axis=-1),
        weight=np.array([each.drape.weight_kg_m2 for each in hung]),
        thin=np.array([1.0 if each.drape.radius_m == 0 else _ROPE_CATCHES for each in hung]),
    )
    around = cloth.Around(pins, company.wind, company.capsules, company.radii, company.fps)
    return cloth.play(pieces, around).astype(np.float32)


def _hung(drape: Drape, way: Doubles, colour: str, of: PropId | None) -> _Hung:
    """A drape's grid carried along a way (F, 4, 4)."""
    grid = _grid(drape)
    carried = np.einsum("fij,rcj->frci", way[:, :3, :3], grid) + way[:, None, None, :3, 3]
    return _Hung(drape, carried, colour, of)


def _grid(drape: Drape) -> Doubles:
    """(R, C, 3) metres: a gathered cloth lies in folds."""
    at, across, down = (np.array(part) for part in (drape.at, drape.across, drape.down))
    rope = drape.radius_m > 0
    rows, columns = (ROPE_POINTS, 1) if rope else (cloth.ROWS, cloth.COLUMNS)
    along = np.linspace(0, 1, rows)[:, None, None] * down
    beside = np.linspace(0, 1, columns)[None, :, None] * across
    grid: Doubles = at + along + beside
    if not rope and drape.full > 1.0:
        spacing = float(np.linalg.norm(across)) / (columns - 1)
        deep = spacing * np.sqrt(drape.full**2 - 1) / 2
        way: Doubles = unit(crossed(across, down))
        sides: Doubles = np.resize(np.array([-deep, deep]), columns)
        grid = grid + sides[None, :, None] * way
    return grid


def _pinned(drape: Drape, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    held = np.zeros(shape[:2], bool)
    held[0, :: drape.every] = True
    held[0, -1] = True
    if drape.tied:
        held[-1] = True
    return held


def _way(track: PropTrack) -> Doubles:
    """(F, 4, 4) where a prop is and how it is turned."""
    way = np.tile(np.eye(4), (len(track.position), 1, 1))
    way[:, :3, :3] = [kinds.matrix_of(turn) for turn in track.orientation.astype(float)]
    way[:, :3, 3] = track.position
    return way


def _is_taut(drape: Drape) -> bool:
    """A line between two posts, no longer than it must be: nothing moves it."""
    return drape.radius_m > 0.0 and drape.tied


def _straight(each: _Hung) -> ClothTrack:
    return ClothTrack(each.grid.astype(np.float32), each.colour, each.drape.radius_m, each.of, each.drape.style)


def _dyed(drape: Drape, told: str | None) -> Drape:
    """A cloth in the colour that was told of its thing: a red flag has no sun on white. A line keeps its own."""
    if told is None or drape.radius_m > 0.0:
        return drape
    return structs.replace(drape, colour=told, style="plain" if drape.style == "sun disc" else drape.style)


def _rope(thing: Placed, way: Doubles) -> _Hung:
    """A rope that hangs from its peg by itself, or swings as its weight does. way: (F, 3) where that is."""
    assert thing.hung_from is not None
    peg = np.array(thing.hung_from)
    swings = float(np.ptp(way, axis=0).max()) > _STIRS_M
    drape = Drape(
        at=thing.hung_from, across=(0.0, 0.0, 0.0), down=(0.0, 0.0, -_ROPE_REACH_M), weight_kg_m2=_ROPE_KG_M2,
        radius_m=_ROPE_RADIUS_M, tied=swings,
    )  # fmt: skip
    along = unit(way - peg) if swings else np.tile(np.array([0.0, 0.0, -1.0]), (len(way), 1))
    shares = np.linspace(0, _ROPE_REACH_M, ROPE_POINTS)
    grid = peg + along[:, None, None] * shares[:, None, None]
    return _Hung(drape, grid, thing.prop.colour or thing.kind.colour, thing.prop.id)


def _cords(tracks: Sequence[PropTrack], things: Sequence[Placed]) -> list[ClothTrack]:
    """The cord from its peg to each hanging thing."""
    found: list[ClothTrack] = []
    ways = {track.prop.id: _way(track) for track in tracks if track.shard is None}
    for thing in things:
        if thing.hung_from is None or thing.prop.kind == HUNG_ROPE or thing.prop.id not in ways:
            continue
        way = ways[thing.prop.id]
        eye = way[:, :3, :3] @ np.array(eye_of(thing.kind)) + way[:, :3, 3]
        peg = np.broadcast_to(np.array(thing.hung_from), eye.shape)
        points = np.stack([peg, (peg + eye) / 2, eye], 1)[:, :, None]
        found.append(ClothTrack(points.astype(np.float32), CORD_COLOUR, CORD_M, thing.prop.id))
    return found
