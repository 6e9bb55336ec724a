"""How wet a shot makes the ground, the people and the things, and how they dry."""

from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from msgspec import structs

from studio.engine import vocabulary
from studio.engine.performance import Actor, Floats, Performance, PropTrack
from studio.engine.stage import kinds
from studio.engine.stage.callsheet import CallSheet
from studio.engine.stage.hydrostatics import pool_at
from studio.engine.vocabulary import Pool
from studio.timeline.world import Person, Place, Thing, World

GROUND_S, PERSON_S, THING_S = 9.0, 11.0, 11.0
"""Seconds in which full rain wets them by two thirds: a film's rain, which is always heavy."""
DRIES_S = 3.0 * 3600
SHELTER_M = 0.75
"""How near to the middle of an open umbrella it is dry."""
_DIGITS = 6

_Cover: TypeAlias = tuple[str, Floats]
"""An umbrella, and where it is open above, (F, 3)."""


@dataclass(frozen=True)
class _Sky:
    """rain: 0 to 1 of it falls here; arrives: whether the story was elsewhere, and it has rained here for a while."""

    rain: float
    arrives: bool
    fps: int


def soaked(sheet: CallSheet, before: World, performance: Performance, after: World) -> tuple[Performance, World]:
    """The performance and the world after it, with all that is wet.

    Rain falls on everything out of doors but what is under an open umbrella; what is in water is wet through.
    """
    setting = sheet.shot.setting
    sky = _Sky(rain_of(sheet), before.setting is None or before.setting.place != setting.place, sheet.fps)
    pools = kinds.set_of(setting).water
    covers = [_cover(track) for track in performance.props if kinds.kind_of(track.prop).grip == "overhead"]
    people = {
        a.member.id: _wetted(_person(before, a), _soles(a), sky, [cover for _, cover in covers], (pools, PERSON_S))
        for a in performance.actors
    }
    things = {t.prop.id: _thing(before, t, sky, covers, pools) for t in performance.props}
    ground = _ground(before.place(setting.place).wet, sky, performance.frames)
    shown = replace(
        performance,
        actors=tuple(replace(actor, wet=people[actor.member.id]) for actor in performance.actors),
        props=tuple(replace(track, wet=things[track.prop.id]) for track in performance.props),
        ground_wet=ground,
    )
    levels = {str(one): _last(wet) for one, wet in (*people.items(), *things.items())}
    known = next((place for place in after.places if place.name == setting.place), before.place(setting.place))
    return shown, _world(after, structs.replace(known, wet=_last(ground)), levels)


def _cover(track: PropTrack) -> _Cover:
    """Where an umbrella is while it is open; nowhere while it is folded."""
    if track.shown is None:
        return track.prop.id, track.position
    return track.prop.id, np.where(track.shown[:, None], track.position, np.float32(np.nan))


def rain_of(sheet: CallSheet) -> float:
    """How hard it rains on the set of a shot, 0 to 1."""
    entry = vocabulary.named("weathers").get(sheet.shot.setting.weather)
    indoors = kinds.set_of(sheet.shot.setting).indoors
    return 0.0 if indoors or entry is None else entry.values.get("rain", 0.0)


def _ground(start: float, sky: _Sky, frames: int) -> Floats:
    times = np.arange(frames) / sky.fps
    if sky.rain > 0:
        start = max(start, sky.rain) if sky.arrives else start
        return _rising(start, np.full(frames, sky.rain), sky.fps, GROUND_S)
    return np.maximum(0.0, start - times / DRIES_S).astype(np.float32)


def _person(before: World, actor: Actor) -> float:
    known = before.person(actor.member.id)
    return known.wet if known is not None else 0.0


def _soles(actor: Actor) -> Floats:
    """(F, 3) the place below somebody, as low as they are."""
    return actor.root + np.outer(actor.lift, np.array([0.0, 0.0, 1.0])).astype(np.float32)


def _thing(before: World, track: PropTrack, sky: _Sky, covers: list[_Cover], pools: tuple[Pool, ...]) -> Floats:
    """A thing's wetness: an open umbrella keeps everything dry but itself."""
    known = before.thing(track.prop.id)
    others = [cover for thing, cover in covers if thing != track.prop.id]
    return _wetted(known.wet if known is not None else 0.0, track.position, sky, others, (pools, THING_S))


def _wetted(
    start: float, way: Floats, sky: _Sky, covers: list[Floats], where: tuple[tuple[Pool, ...], float]
) -> Floats:
    """(F,) the wetness of what goes a way (F, 3). where: the pools, and how many seconds of rain wet it."""
    pools, seconds = where
    falls = np.full(len(way), sky.rain)
    for cover in covers:
        near = np.hypot(*(way[:, :2] - cover[:, :2]).T) < SHELTER_M
        falls[near & (cover[:, 2] > way[:, 2])] = 0.0
    wet = _rising(start, falls, sky.fps, seconds)
    within = np.array([_dips(pools, place) for place in way]) if pools else np.zeros(len(way), bool)
    return np.where(np.maximum.accumulate(within), 1.0, wet).astype(np.float32)


def _dips(pools: tuple[Pool, ...], place: Floats) -> bool:
    pool = pool_at(pools, tuple(map(float, place)))
    return pool is not None and float(place[2]) < pool.surface_m + 0.06


def _rising(start: float, falls: np.ndarray, fps: int, seconds: float) -> Floats:
    """Each drop finds less that is dry: 1 - wet shrinks by the rain that falls. What gets none dries, very slowly."""
    dry = (1.0 - start) * np.exp(-np.cumsum(falls) / (fps * seconds))
    dried = np.cumsum(falls == 0.0) / (fps * DRIES_S)
    return np.clip(1.0 - dry - dried, 0.0, 1.0).astype(np.float32)


def _last(wet: Floats) -> float:
    return round(float(wet[-1]), _DIGITS)


def _world(after: World, here: Place, levels: dict[str, float]) -> World:
    """The world with what is wet written down; what this shot did not show stays as it was."""

    def person(one: Person) -> Person:
        return structs.replace(one, wet=levels.get(one.id, one.wet))

    def thing(one: Thing) -> Thing:
        return structs.replace(one, wet=levels.get(one.id, one.wet))

    others = tuple(one for one in after.places if one.name != here.name)
    places = others if here == Place(here.name) else (*others, here)
    return structs.replace(
        after, people=tuple(map(person, after.people)), things=tuple(map(thing, after.things)), places=places
    )
