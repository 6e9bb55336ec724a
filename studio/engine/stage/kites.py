"""Kites on their lines: where the wind holds them, from the lift and the drag of a flat kite and its weight."""

import math
import re
from dataclasses import replace

import numpy as np
from msgspec import structs

from studio.engine.performance import ClothTrack, PropTrack
from studio.engine.stage import kinds
from studio.engine.stage.callsheet import CallSheet
from studio.engine.stage.entrances import Opening, Placed
from studio.engine.stage.grips import AIR_DENSITY
from studio.engine.stage.playing import Stuff, Track
from studio.engine.stage.rotation import Doubles, crossed, to_quaternions, unit
from studio.engine.stage.throwing import GRAVITY
from studio.engine.stage.wind import Wind, wind_of
from studio.engine.vocabulary import PropKind
from studio.timeline.film import Action
from studio.timeline.world import World

ON_A_LINE = "line"
"""The grip of a kite that is up."""
_KITE = "kite"
_FLIES = re.compile(r"\bfl(?:y|ies|ew|own|ying)\b", re.IGNORECASE)
_LIFT, _DRAG = 0.8, 0.38
"""Of a flat kite as wide as it is tall, at 20 to 25 degrees to the wind. Source: Hoerner, Fluid-Dynamic Drag, ch. 7."""
_LINE_M = 4.2
_LOWEST, _HIGHEST = 0.45, 0.85  # radians of the line above the horizon: higher up its tail holds it back
_BREEZE_MPS = 4.6
_CALM_MPS = 3.0
_ASIDE, _TURNED = 0.9, 1.0  # radians from the wind towards the back of the picture: the line, and the kite's face
_LEANS = 0.6
_SMOOTH_S = 0.5
_SWAY, _ROLL = 0.13, 0.16
_UP_AGAIN_M = 1.0
_LINE_RADIUS_M, _LINE_COLOUR = 0.003, "#e9e4d8"
_SAGS = 0.03  # of its length


def with_kites_up(sheet: CallSheet, before: World, opening: Opening) -> Opening:
    """The opening with every kite on its line that the words have somebody fly, or that was up in the shot before."""
    flown = {
        beat.thing
        for beat in sheet.shot.beats
        if isinstance(beat, Action) and kinds.motion_of(beat.motion).family == "hold" and _FLIES.search(beat.words)
    }
    up = [t for t in opening.things if t.prop.kind == _KITE and t.holder and (t.prop.id in flown or _was_up(before, t))]
    if not up:
        return opening
    calm = wind_of(sheet).speed < _CALM_MPS
    notes = tuple(f"There is hardly any wind: {t.prop.name} flies as it would in a breeze." for t in up if calm)
    lined = {t.prop.id: replace(t, kind=structs.replace(t.kind, grip=ON_A_LINE)) for t in up}
    things = tuple(lined.get(t.prop.id, t) for t in opening.things)
    return replace(opening, things=things, notes=(*opening.notes, *notes))


def _was_up(before: World, placed: Placed) -> bool:
    thing = before.thing(placed.prop.id)
    who = None if thing is None or thing.held_by is None else before.person(thing.held_by)
    return thing is not None and who is not None and thing.position[2] > 2.0 + _UP_AGAIN_M


def flown(stuff: Stuff, opening: Opening, wind: Wind, palms: dict[str, Doubles], fps: int) -> Stuff:
    """What hands do to things, kites that are up where the wind holds them. palms: (F, 2, 3) by who."""
    lined: dict[str, PropKind] = {t.prop.id: t.kind for t in opening.things if t.kind.grip == ON_A_LINE}
    held = {
        hand: _held_up(lined[hand.thing], palms[hand.who][:, 0], wind, fps) if hand.thing in lined else track
        for hand, track in stuff.held.items()
    }
    return replace(stuff, held=held) if lined else stuff


def _held_up(kind: PropKind, palm: Doubles, wind: Wind, fps: int) -> Track:
    """A kite at the end of its line. palm: (F, 3) where that is held. Its own y faces away, its z is its head."""
    times = np.arange(len(palm)) / fps
    speed = max(wind.speed, _BREEZE_MPS) * _smoothed(wind.strengths(times), fps)
    elevation = np.clip(np.arctan(_steepness(kind, speed)), _LOWEST, _HIGHEST)
    sways = np.sin(0.9 * times + wind.phases[0]) * 0.6 + np.sin(1.7 * times + wind.phases[1]) * 0.4
    away = math.atan2(wind.mean[1], wind.mean[0])
    back = math.copysign(1.0, math.cos(away))
    azimuth = away + back * _ASIDE + _SWAY * sways
    line = np.stack([np.cos(azimuth) * np.cos(elevation), np.sin(azimuth) * np.cos(elevation), np.sin(elevation)], -1)
    facing = away + back * _TURNED + 0.5 * _SWAY * sways
    face = np.stack(
        [np.cos(facing) * math.cos(_LEANS), np.sin(facing) * math.cos(_LEANS), np.full(len(times), math.sin(_LEANS))],
        -1,
    )
    roll = _ROLL * np.sin(1.3 * times + wind.phases[2])
    aside = unit(crossed(face, np.broadcast_to([0.0, 0.0, 1.0], face.shape)))
    head = crossed(aside, face)
    across = aside * np.cos(roll)[:, None] + head * np.sin(roll)[:, None]
    turn = np.stack([across, face, crossed(across, face)], -1)
    return Track(palm + line * _LINE_M, to_quaternions(turn))


def _steepness(kind: PropKind, speed: Doubles) -> Doubles:
    """The tangent of the line's angle: lift less weight over drag. speed: (F,) of the wind, m/s."""
    area = 0.5 * kind.size_m[0] * kind.size_m[2]
    pressure = 0.5 * AIR_DENSITY * area * speed**2
    return (_LIFT * pressure - kind.mass_kg * GRAVITY) / (_DRAG * pressure)


def _smoothed(strength: Doubles, fps: int) -> Doubles:
    """Gusts as a kite takes them: over half a second."""
    wide = max(1, round(_SMOOTH_S * fps))
    padded = np.concatenate([np.full(wide, strength[0]), strength])
    return np.convolve(padded, np.full(wide, 1 / wide), "valid")[-len(strength) :]


def lines(tracks: tuple[PropTrack, ...], opening: Opening, palms: dict[str, Doubles]) -> list[ClothTrack]:
    """The lines of all kites that are up, from hand to kite."""
    ways = {track.prop.id: track.position.astype(float) for track in tracks if track.shard is None}
    found: list[ClothTrack] = []
    for thing in opening.things:
        if thing.kind.grip != ON_A_LINE or thing.holder is None or thing.prop.id not in ways:
            continue
        hand, kite = palms[thing.holder][:, 0], ways[thing.prop.id]
        sag = np.array([0.0, 0.0, _SAGS * _LINE_M])
        shares = np.linspace(0.0, 1.0, 7)
        points = np.stack([hand + (kite - hand) * s - 4 * s * (1 - s) * sag for s in shares], 1)[:, :, None]
        found.append(ClothTrack(points.astype(np.float32), _LINE_COLOUR, _LINE_RADIUS_M, thing.prop.id))
    return found
