"""Playing the physics: things fly, fall, bounce and roll while people move; hands hold what they hold."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np

from studio.engine.performance import Contact
from studio.engine.stage import kinds
from studio.engine.stage.contacts import TICKS_PER_SECOND
from studio.engine.stage.cords import Cords, swings
from studio.engine.stage.custody import Hand
from studio.engine.stage.entrances import Opening, Placed
from studio.engine.stage.grips import buoyant
from studio.engine.stage.playing import Event, Going, Run, Script, Stuff, Track
from studio.engine.stage.rig import Passing
from studio.engine.stage.rotation import Doubles
from studio.engine.stage.surroundings import Air, Element
from studio.engine.stop import StopToken
from studio.engine.vocabulary import PropKind

__all__ = ["Going", "Outcome", "Stuff", "Track", "simulate"]


TAKEN_S, LAID_S = 0.14, 0.22
TAKEN_MPS = 2.5
"""How fast a thing comes into a hand's hold: an umbrella handed over is far from where the taker has it."""
RESTS_M, SUNK_M = 0.012, 0.02
"""A thing this far above or in what is under it lies there already: places are not exact to the millimetre."""
Around: TypeAlias = Callable[[tuple[Placed, ...]], tuple[Element, ...]]
"""Makes what acts on the loose things of a shot."""


@dataclass(frozen=True, eq=False)
class Outcome:
    """What came of a play: every thing's track, what struck what, notes, and velocity and spin of what still moves.

    elements: what took part beside the things, with what they recorded; none where nothing moved.
    """

    tracks: dict[str, Track]
    contacts: tuple[Contact, ...] = ()
    notes: tuple[str, ...] = ()
    moving: dict[str, Going] = field(default_factory=dict[str, Going])
    elements: tuple[Element, ...] = ()


def around_things(loose: tuple[Placed, ...]) -> tuple[Element, ...]:
    """What acts on loose things wherever they are: the air, and the cords they hang from."""
    return Air({t.prop.id: t.kind for t in loose}), Cords(loose)


def simulate(
    opening: Opening, stuff: Stuff, frames: int, fps: int, stop: StopToken, around: Around = around_things
) -> Outcome:
    """Play the things out. Fixed furniture and things that rest cost nothing."""
    tracks: dict[str, Track] = {t.prop.id: _resting(t, frames) for t in opening.things}
    per_frame = max(1, round(TICKS_PER_SECOND / fps))
    events = _events(opening, stuff, per_frame * fps, frames * per_frame)
    known: dict[str, PropKind] = {t.prop.id: t.kind for t in opening.things}
    outcome = Outcome(tracks)
    loose = tuple(t for t in opening.things if not t.kind.fixed and not _leans(t, events))
    elements = around(loose)
    if events or any(element.restless for element in elements):
        passing = _passing(loose, stuff)
        run = Run(Script(opening, loose, stuff, tuple(events), passing, elements, frames, per_frame, fps), tracks)
        outcome = Outcome(tracks, run.play(stop), tuple(run.notes), run.moving(), elements)
    for hand in stuff.hands:
        _lay_held(tracks, stuff.held[hand], hand, fps, known[hand.thing])
    return outcome


def _passing(loose: tuple[Placed, ...], stuff: Stuff) -> Passing:
    """What misses whom: things and those whose hands let them go, umbrellas and everybody under them."""
    laid = {(hand.thing, hand.who) for hand in stuff.hands if hand.how}
    shelters = [placed.prop.id for placed in loose if placed.kind.grip == "overhead"]
    return stuff.passing | frozenset(laid | {(thing, who) for thing in shelters for who in stuff.people})


def _leans(placed: Placed, events: list[Event]) -> bool:
    """An open umbrella nobody lets fall stays as it was put: it would roll off in the first breath of air."""
    return placed.kind.grip == "overhead" and all(event.thing != placed.prop.id for event in events)


def _resting(placed: Placed, frames: int) -> Track:
    place, turn = np.array(placed.position, float), np.array(placed.orientation, float)
    return Track(np.tile(place, (frames, 1)), np.tile(turn, (frames, 1)))


def _events(opening: Opening, stuff: Stuff, rate: int, last: int) -> list[Event]:
    """Releases and pushes by physics step. Things that begin in the air are let go at once."""
    events = [
        Event(round(hand.end * rate), hand.thing, hand=hand) for hand in stuff.hands if hand.how not in ("", "give")
    ]
    flying = {t.prop.id for t in opening.things if t.holder is None and (any(t.velocity) or _in_the_air(opening, t))}
    for push in stuff.pushes:
        begins = 0 if push.thing in flying and push.family in ("fall", "bounce") else round(push.time * rate)
        events.append(Event(begins, push.thing, push=push))
    pushed = {event.thing for event in events if event.push}
    events += [Event(0, thing) for thing in sorted(flying - pushed)]
    return sorted((e for e in events if e.step < last), key=lambda e: (e.step, e.thing))


def _in_the_air(opening: Opening, placed: Placed) -> bool:
    """Whether nothing level is under a thing, or nothing holds it down: a balloon."""
    if placed.kind.fixed:
        return False
    if buoyant(placed.kind) and placed.hung_from is None:
        return True
    if placed.hung_from is not None:
        return swings(placed)
    bottom = placed.position[2] - kinds.half_height(placed.kind, placed.orientation)
    return all(not bottom - RESTS_M <= top <= bottom + SUNK_M for top in _supports(opening, placed))


def _supports(opening: Opening, placed: Placed) -> list[float]:
    """The heights of all that is under a thing: the ground, solids, spots things are put on, other things."""
    x, y, _ = placed.position
    own = max(placed.kind.size_m[:2]) / 2
    tops = [0.0]
    for solid in opening.set.solids:
        if abs(x - solid.centre[0]) < solid.size[0] / 2 + own and abs(y - solid.centre[1]) < solid.size[1] / 2 + own:
            tops.append(solid.centre[2] + solid.size[2] / 2)
    tops += [spot.at[2] for spot in opening.set.spots if math.dist(spot.at[:2], (x, y)) < 0.5 + own]
    for other in opening.things:
        wide = (other.kind.size_m[0] + other.kind.size_m[1]) / 2
        level = not other.kind.fixed or abs(other.orientation[0]) + abs(other.orientation[3]) > 0.999
        if other.prop.id != placed.prop.id and level and math.dist(other.position[:2], (x, y)) < wide / 2 + own:
            half = other.kind.size_m[2] / 2
            tops.append(other.position[2] - half + (other.kind.seat_m or 2 * half))
    return tops


def _lay_held(tracks: dict[str, Track], held: Track, hand: Hand, fps: int, kind: PropKind) -> None:
    """Where a thing is in the hands, its track is the hands'; taken and put down within a quarter of a second."""
    track = tracks[hand.thing]
    times = np.arange(len(track.position)) / fps
    inside = (times >= hand.start - 1e-9) & (times < hand.end - 1e-9)
    before = max(0, int(np.searchsorted(times, hand.start)) - 1)
    lay = Track(track.position[before : before + 1].copy(), track.orientation[before : before + 1].copy())
    far = float(np.linalg.norm(held.position[before] - lay.position[0]))
    over = max(TAKEN_S, far / TAKEN_MPS)
    taken = np.clip((times[inside] - hand.start) / over, 0, 1) if hand.start > 0 else np.ones(inside.sum())
    way = _blended(lay, Track(held.position[inside], held.orientation[inside]), taken)
    if hand.how in ("", "put_down") and hand.goal is not None:
        goal = Track(np.array([hand.goal]), kinds.laid(kind, held.orientation[-1])[None])
        way = _blended(goal, way, np.clip((hand.end - times[inside]) / LAID_S, 0, 1))
        if kind.grip == "overhead":
            after = times >= hand.end - 1e-9
            track.position[after], track.orientation[after] = goal.position[0], goal.orientation[0]
    track.position[inside], track.orientation[inside] = way.position, way.orientation


def _blended(rest: Track, way: Track, share: Doubles) -> Track:
    """A place of rest where the share is 0, a way where it is 1."""
    w = share[:, None]
    return Track(rest.position * (1 - w) + way.position * w, _mixed(rest.orientation, way.orientation, w))


def _mixed(a: Doubles, b: Doubles, weight: Doubles) -> Doubles:
    b = np.where((a * b).sum(-1, keepdims=True) < 0, -b, b)
    mixed = a * (1 - weight) + b * weight
    return mixed / np.maximum(np.linalg.norm(mixed, axis=-1, keepdims=True), 1e-9)
