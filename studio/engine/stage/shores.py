"""Where the words of an action lead into the water of a set, and where things lie in it."""

import math
import re

from studio.engine.stage.callsheet import CallSheet
from studio.engine.stage.grips import LEAST_DRAG, buoyant
from studio.engine.stage.hydrostatics import floating_height, floats
from studio.engine.stage.kinds import motion_of
from studio.engine.stage.mounts import RIDES, mount_of
from studio.engine.stage.route import Point
from studio.engine.vocabulary import Pool, PropKind, SetKind
from studio.timeline.film import Action, Prop
from studio.timeline.world import Vector

AFLOAT = frozenset({"float", "drift", "bob", "sail"})
"""Motions that a thing does in water."""
_WATER = re.compile(
    r"\b(water|sea|ocean|waves?|surf|river|stream|brook|pond|lake|pool|bath|bathtub|tub|canal|fountain|basin|tide|current)\b",
    re.IGNORECASE,
)
_INTO = re.compile(r"\b(in|into|at|on|onto|to|towards?|across|over|across)\b", re.IGNORECASE)
_DRIFTS = re.compile(r"\b(?:float|drift|bob|sail)(?:s|ed|ing)?\b", re.IGNORECASE)
_HOVERS = re.compile(r"\b(?:float|hover|levitat|drift|bob)", re.IGNORECASE)
_OUT_M = 1.6
_FALLS_M = 1.5
_CARRIES_M, _TURNS_M = 0.5, 3.0
_ABEAM_M = 2.2


def led_into(place: SetKind, words: str, start: Point) -> Vector | None:
    """Where something thrown, dropped or falling lands that the words send into water; None where they do not."""
    into = _INTO.search(words)
    if not place.water or into is None or not _WATER.search(words, into.start()):
        return None
    return spot_in(nearest(place.water, start), start)


def in_water(sheet: CallSheet, place: SetKind, prop: Prop, kind: PropKind, centre: Point) -> Vector | None:
    """Where a thing is that floats as the shot begins, or that is to fall into the water; None on dry land."""
    if buoyant(kind):
        return None
    if (under := _to_sink(sheet, place, prop, centre)) is not None:
        return under
    for beat in sheet.shot.beats:
        if isinstance(beat, Action) and beat.motion == RIDES and beat.thing == prop.id:
            return moored(place, prop, kind, centre)
        if isinstance(beat, Action) and beat.who == prop.id:
            into = led_into(place, beat.words, centre)
            if drifts(place, beat.motion, beat.words):
                return afloat(place, kind, centre)
            if into is not None and motion_of(beat.motion).family in ("fall", "bounce"):
                return into[0], into[1], into[2] + _FALLS_M
    said = prop.name.lower() in sheet.shot.words.lower() and drifts(place, "", sheet.shot.words)
    return afloat(place, kind, centre) if said and not sheet.shot.beats else None


def _to_sink(sheet: CallSheet, place: SetKind, prop: Prop, centre: Point) -> Vector | None:
    """Where a thing begins that goes under by itself: at the surface, or above it where it falls in first."""
    acts = [beat for beat in sheet.shot.beats if isinstance(beat, Action) and prop.id in (beat.who, beat.thing)]
    own = [beat for beat in acts if beat.who == prop.id]
    if not place.water or len(own) < len(acts) or all(beat.motion != "sink" for beat in own):
        return None
    x, y, level = spot_in(nearest(place.water, centre), centre)
    return x, y, level + (0.0 if own[0].motion == "sink" else _FALLS_M)


def boat_water(place: SetKind, start: Point) -> Pool | None:
    """The nearest water of a set that carries a boat; None where all of it is too shallow or too small."""
    wide = [pool for pool in place.water if pool.depth_m >= _CARRIES_M and _room(pool) >= _TURNS_M]
    return nearest(tuple(wide), start) if wide else None


def _room(pool: Pool) -> float:
    left, right, near, far = pool.bounds_m
    return min(right - left, far - near)


def moored(place: SetKind, prop: Prop, kind: PropKind, start: Point) -> Vector | None:
    """Where a boat lies that somebody goes about in; None for what does not float, and on dry land."""
    mount, pool = mount_of(prop), boat_water(place, start)
    if mount is None or not mount.draws_m or pool is None:
        return None
    out = max(_OUT_M, 0.75 * pool.shelves_m)
    x, y = _inside(pool, (start[0] - _ABEAM_M, start[1]), out)
    if pool.pier is not None and y < pool.pier.bounds_m[3]:
        x = min(x, pool.pier.bounds_m[0] - _ABEAM_M)
    return x, y, pool.surface_m - mount.draws_m + kind.size_m[2] / 2


def drifts(place: SetKind, motion: str, words: str) -> bool:
    """Whether a thing is carried by the water of a set: it floats, or is said to float or drift down a river."""
    if not place.water:
        return False
    return motion in AFLOAT or (bool(_DRIFTS.search(words)) and bool(_WATER.search(words)))


def why_not_afloat(place: SetKind, prop: Prop, kind: PropKind, action: Action) -> str:
    """Why a thing that is to float does not, in plain words; "" where it does, or where the air carries it."""
    name = prop.name
    if action.motion not in AFLOAT or buoyant(kind):
        return ""
    if drifts(place, action.motion, action.words):
        return "" if floats(kind) else f"{name} is heavier than the water it keeps out: it goes under."
    if kind.drag > LEAST_DRAG or kind.alive or not _HOVERS.search(action.words):
        return ""
    return f"{name} is heavier than air, and there is no water here: it stays where it is."


def nearest(pools: tuple[Pool, ...], start: Point) -> Pool:
    """The pool whose edge is closest."""
    return min(pools, key=lambda pool: math.dist(start, _inside(pool, start, 0.0)))


def spot_in(pool: Pool, start: Point) -> Vector:
    """A place in a pool a good way in from the edge that is closest, at its surface."""
    x, y = _inside(pool, start, _OUT_M)
    return x, y, pool.surface_m


def afloat(place: SetKind, kind: PropKind, start: Point) -> Vector | None:
    """Where a thing lies in the water as a shot begins that is about it; None on a set without any."""
    if not place.water:
        return None
    x, y, level = spot_in(nearest(place.water, start), start)
    return x, y, level + floating_height(kind)


def _inside(pool: Pool, start: Point, margin: float) -> Point:
    left, right, near, far = pool.bounds_m
    across, along = min(margin, 0.45 * (right - left)), min(margin, 0.45 * (far - near))
    return min(max(start[0], left + across), right - across), min(max(start[1], near + along), far - along)
