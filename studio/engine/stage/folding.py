"""What folds, and is opened or folded up in the picture: one thing in two shapes, one after the other.

Its track is told in the axes of the shape it was placed in. The folded one is held by the same end of its stick as the
open one, but hangs from it: as it is opened it is swung up ahead, and as it is folded up it is let down again.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from studio.engine.stage import grips, kinds
from studio.engine.stage.armfuls import Part, hold_in
from studio.engine.stage.body import Body
from studio.engine.stage.callsheet import CallSheet
from studio.engine.stage.curves import rise
from studio.engine.stage.custody import Hand
from studio.engine.stage.entrances import Opening, Placed
from studio.engine.stage.rotation import Doubles, Flags, about
from studio.engine.stage.schedule import Cue
from studio.engine.stage.simulation import Track
from studio.engine.stage.switching import made
from studio.engine.vocabulary import PropKind
from studio.timeline.film import Action, Prop

_DOWN_S, _UP_S = 0.5, 0.3
"""Seconds in which the stick is swung between hanging and where it leans as the thing changes, and from there to up."""
_HEAD_DOWN = about(1, np.array(math.pi))


@dataclass(frozen=True)
class Shape:
    """What a thing is from ``start`` to ``end`` of a shot (seconds)."""

    prop: Prop
    kind: PropKind
    unfolded: bool
    start: float
    end: float


def folded_as_told(sheet: CallSheet, opening: Opening) -> Opening:
    """The opening with all that is opened or folded up in the shot the other way before that.

    In a hand it is placed in the shape it ends in, which is the one it may be let go of in.
    """
    return replace(opening, things=tuple(_as_told(sheet, placed) for placed in opening.things))


def _as_told(sheet: CallSheet, placed: Placed) -> Placed:
    changes = _changes(sheet, placed) if kinds.folds(placed.prop) else []
    if not changes:
        return placed
    known = placed.was if placed.was is not None and placed.was.place == sheet.shot.setting.place else None
    if placed.holder is None:
        return replace(placed, begins_open=begins_open(placed))
    begins = known.unfolded if known is not None else not changes[0]
    prop, kind = kinds.as_it_is(placed.prop, changes[-1])
    return replace(placed, prop=prop, kind=kind, orientation=kinds.resting(kind)[1], begins_open=begins)


def _changes(sheet: CallSheet, placed: Placed) -> list[bool]:
    """Whether each of a shot's doings with a thing that change its shape opens it."""
    own = (beat for beat in sheet.shot.beats if isinstance(beat, Action))
    families = (
        kinds.motion_of(beat.motion).family for beat in own if placed.prop.id in (beat.who, beat.thing, beat.towards)
    )
    return [family == "open" for family in families if family in ("open", "shut")]


def begins_open(placed: Placed) -> bool:
    """Whether a thing that folds is open as the shot begins."""
    return placed.kind.folded is not None if placed.begins_open is None else placed.begins_open


def shapes(placed: Placed, cues: tuple[Cue, ...]) -> tuple[Shape, ...]:
    """All that a thing is in a shot, one after the other: a single shape for nearly everything."""
    found: list[Shape] = []
    now, since = begins_open(placed), -math.inf
    changes = made(cues, (placed,)) if kinds.folds(placed.prop) else ()
    own = (change for change in changes if change.thing == placed.prop.id and change.feature == "")
    for change in own:
        if change.on != now:
            found.append(Shape(*kinds.as_it_is(placed.prop, now), now, since, change.time))
            now, since = change.on, change.time
    return (*found, Shape(*kinds.as_it_is(placed.prop, now), now, since, math.inf))


def held_as(hand: Hand, own: Sequence[Shape]) -> list[tuple[Hand, PropKind]]:
    """What is in a hand, shape by shape; the hand is up before a thing opens, and comes down after it is folded up."""
    spans = [
        (max(hand.start, one.start - _ahead(one.unfolded)), min(hand.end, one.end - _ahead(not one.unfolded)), one)
        for one in own
    ]
    return [(replace(hand, start=start, end=end), one.kind) for start, end, one in spans if start < end]


def in_hands(placed: Placed, own: Sequence[Shape], part: Part, body: Body, tipped: Doubles) -> tuple[Doubles, Doubles]:
    """Where a held thing is, its centre (F, 3) and turn (F, 3, 3), in every shape it has.

    Args:
        tipped: (F,) radians that the hand tips it forward.
    """
    way = body.movement
    holds = [hold_in(part, one.kind, way.head_unit) for one in own]
    leans = [_stick(one, 0.0 if hold is None else hold.pitch) for one, hold in zip(own, holds, strict=True)]
    stick = np.full(len(way.times), leans[0])
    for one, lean in zip(own[1:], leans[1:], strict=True):
        stick += (lean - stick) * rise(way.times, *_swung(one))
    centre, turn = np.zeros((len(way.times), 3)), np.zeros((len(way.times), 3, 3))
    for one, hold in zip(own, holds, strict=True):
        assert hold is not None  # what lies on another thing is not in a hand itself
        frames = (way.times >= one.start) & (way.times < one.end)
        swung = tipped + (stick - _stick(one, hold.pitch))
        places, turns = grips.in_hands(one.kind, hold, body.arms.palms, way.heading, swung)
        centre[frames], turn[frames] = places[frames], _in_axes_of(placed, one, turns)[frames]
    return centre, turn


def _ahead(opens: bool) -> float:
    """Seconds before a change that the hand sets out."""
    return _DOWN_S if opens else 0.0


def _swung(one: Shape) -> tuple[float, float]:
    """From when to when the stick is swung round a thing's change into a shape."""
    before, after = (_DOWN_S, _UP_S) if one.unfolded else (_UP_S, _DOWN_S)
    return one.start - before, one.start + after


def _stick(one: Shape, pitch: float) -> float:
    """How far the end of the stick away from the hand leans ahead of straight up."""
    return pitch if one.unfolded else pitch + math.pi


def _in_axes_of(placed: Placed, one: Shape, turns: Doubles) -> Doubles:
    """Turns (F, 3, 3) of a shape as those of the one its thing was placed in: folded, a thing is held head down."""
    return turns if one.unfolded == (placed.kind.folded is not None) else turns @ _HEAD_DOWN


def seen_as(
    placed: Placed, track: Track, cues: tuple[Cue, ...], times: Doubles
) -> list[tuple[Prop, Track, Flags | None]]:
    """Each thing that is seen of one that may change its shape: its track, and the frames it is so in; None for all."""
    own = shapes(placed, cues)
    found: list[tuple[Prop, Track, Flags | None]] = []
    for unfolded in dict.fromkeys(one.unfolded for one in own):
        same = [one for one in own if one.unfolded == unfolded]
        frames = np.logical_or.reduce([(times >= one.start) & (times < one.end) for one in same])
        turned = track
        if kinds.folds(placed.prop) and unfolded != (placed.kind.folded is not None):
            w, x, y, z = track.orientation.T
            turned = replace(track, orientation=np.stack([-y, -z, w, x], -1))
        found.append((same[0].prop, turned, None if frames.all() else frames))
    return found
