"""Riding: whoever rides is on what they ride, and it goes where they go.

The rider's way is walked on the plan as any other way; here the thing is put under them along it, and they are sat (or
stood) on it.
"""

import math
import re
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from studio.engine.creatures import creature_of
from studio.engine.stage.body import Body
from studio.engine.stage.curves import rise, smoothed
from studio.engine.stage.entrances import Entrant, Opening, Placed
from studio.engine.stage.kinds import resting
from studio.engine.stage.layers import LEFT_ARM, RIGHT_ARM, Layer, laid, whole
from studio.engine.stage.mounts import RIDES, RIDING, Mount, heading_of, mount_of
from studio.engine.stage.movement import PELVIS_HEADS, SEATED_HEADS
from studio.engine.stage.overlay import Targets, solved
from studio.engine.stage.playing import Track
from studio.engine.stage.rotation import Doubles, about
from studio.engine.stage.schedule import Cue
from studio.engine.vocabulary import times_usual
from studio.timeline.film import CastId, PropId

_ANKLE_M: Final = 0.085
_BENT: Final = 0.93
_MOUNTS_S: Final = 0.35
_NEAR_M: Final = 2.0
_LETS_GO_S: Final = 0.25
_FLIES: Final = re.compile(
    r"\b(fl(y|ies|ew|ying|own)|soar\w*|glid\w*|sk(y|ies)|clouds?|air|above|over)\b", re.IGNORECASE
)
_RISES_S: Final = 2.2
_WAVES, _WAVE_S = 0.08, 3.4
"""How far it rises and sinks as it flies on, of how high it is, and how often."""
_SIDES: Final = (1.0, -1.0)
"""Left, right."""


@dataclass(frozen=True, eq=False)
class Ride:
    """Somebody on something. weight: (F,) 0 to 1, how far they are on it; behind: who has it go, for whoever is only
    taken along; along: where this rider's seat is, metres from that of who has it go. still: it stays where it is.
    busy: (F,) 0 to 1, how far the hands are at something else. high: (F,) metres it flies above the ground, None never.
    """

    who: CastId
    placed: Placed
    weight: Doubles
    busy: Doubles
    behind: CastId | None = None
    along: float = 0.0
    still: bool = False
    high: Doubles | None = None

    @property
    def base(self) -> Doubles:
        """(F,) how high the thing is: on the ground, in water by how far it sinks in, or in the air."""
        stands = np.full(len(self.weight), self.placed.position[2] - resting(self.placed.kind)[0])
        return stands if self.high is None else stands + self.high


def rides_in(opening: Opening, cues: tuple[Cue, ...], times: Doubles) -> tuple[Ride, ...]:
    """Every ride of the shot: from where it begins, or the shot, to what the rider does next with their feet."""
    things = {placed.prop.id: placed for placed in opening.things}
    found = _aboard(opening, cues, times)
    were = {ride.who for ride in found}
    for cue in cues:
        placed = things.get(cue.doing.thing) if cue.doing.thing is not None else None
        if cue.doing.motion != RIDES or cue.doing.family != "walk" or placed is None or mount_of(placed.prop) is None:
            continue
        if cue.doing.who in were:
            continue
        own = [other for other in cues if other.doing.who == cue.doing.who]
        first = all(other.doing.motion == RIDES or other.start >= cue.start - 1e-6 for other in own)
        gets_off = [other.start for other in own if other.start > cue.start and other.doing.family == "walk"]
        on = np.ones(len(times)) if first else rise(times, cue.start - _MOUNTS_S, cue.start)
        off = rise(times, min(gets_off), min(gets_off) + _MOUNTS_S) if gets_off else np.zeros(len(times))
        high = _flown(placed, cue, times, first)
        found.append(_taken(Ride(CastId(cue.doing.who), placed, on * (1 - off), _busy(own, times), high=high), found))
    return tuple(found)


def _flown(placed: Placed, cue: Cue, times: Doubles, first: bool) -> Doubles | None:
    """(F,) how high it flies where the words have it fly: from the first frame on, if that is how the shot begins."""
    creature = creature_of(placed.prop)
    if creature is None or not creature.fly_mps or not _FLIES.search(cue.doing.words):
        return None
    cruising = creature.high_m * times_usual(placed.prop)
    waves = 1 + _WAVES * np.sin(2 * math.pi * times / _WAVE_S)
    return cruising * waves * (1.0 if first else rise(times, cue.start, cue.start + _RISES_S))


def _aboard(opening: Opening, cues: tuple[Cue, ...], times: Doubles) -> list[Ride]:
    """Whoever is on something as the shot begins, from before, until they walk off; the one on its saddle first."""
    found: list[Ride] = []
    on = [(person, thing) for person in opening.people if person.posture == RIDING for thing in _under(opening, person)]
    for person, placed in sorted(on, key=lambda pair: (pair[1].prop.id, _off_saddle(*pair), pair[0].id)):
        own = [cue for cue in cues if cue.doing.who == person.id]
        leaves = [cue.start for cue in own if cue.doing.route is not None and cue.doing.motion != RIDES]
        off = rise(times, min(leaves), min(leaves) + _MOUNTS_S) if leaves else np.zeros(len(times))
        still = all(cue.doing.motion != RIDES for cue in own)
        found.append(_taken(Ride(person.id, placed, 1 - off, _busy(own, times), still=still), found))
    return found


def _busy(own: list[Cue], times: Doubles) -> Doubles:
    """(F,) when the hands let go of what they hold on by: for a wave, a catch, a bite."""
    busy = np.zeros(len(times))
    for cue in own:
        if cue.doing.route is None and cue.doing.motion != RIDES:
            busy = np.maximum(
                busy, rise(times, cue.start - _LETS_GO_S, cue.start) * (1 - rise(times, cue.end, cue.end + _LETS_GO_S))
            )
    return busy


def _under(opening: Opening, person: Entrant) -> list[Placed]:
    """What somebody who rides is on: the nearest of what can be ridden."""
    near = [one for one in opening.things if mount_of(one.prop) is not None]
    near.sort(key=lambda one: math.dist(one.position[:2], person.position))
    return [one for one in near[:1] if math.dist(one.position[:2], person.position) < _NEAR_M]


def _off_saddle(person: Entrant, placed: Placed) -> float:
    mount = mount_of(placed.prop)
    assert mount is not None
    x, heading = mount.saddle[0] * times_usual(placed.prop), heading_of(placed.orientation)
    at = placed.position[0] + math.cos(heading) * x, placed.position[1] + math.sin(heading) * x
    return round(math.dist(at, person.position), 3)


def _taken(ride: Ride, before: list[Ride]) -> Ride:
    """The ride, on a seat of its own where others are on the same thing: the first of them has it go."""
    others = [other for other in before if other.placed.prop.id == ride.placed.prop.id and other.who != ride.who]
    mount = mount_of(ride.placed.prop)
    if not others or mount is None or not mount.seats:
        return ride
    along = (mount.seats[min(len(others), len(mount.seats)) - 1] - mount.saddle[0]) * times_usual(ride.placed.prop)
    return replace(ride, behind=others[0].who, along=along, high=others[0].high)


def rides_by_thing(rides: tuple[Ride, ...]) -> dict[PropId, Ride]:
    """Whoever has each thing go."""
    return {ride.placed.prop.id: ride for ride in rides if ride.behind is None}


def taken_along(body: Body, leader: Body, ride: Ride) -> Body:
    """Whoever is only taken along, on the way of who has the thing go."""
    way = leader.movement
    ahead = np.stack([np.cos(way.heading), np.sin(way.heading)], -1)
    root = way.root + ahead * ride.along
    return replace(body, movement=replace(body.movement, root=root, heading=way.heading))


def ridden(body: Body, rest: Doubles, ride: Ride) -> Body:
    """The rider on what they ride."""
    mount = mount_of(ride.placed.prop)
    assert mount is not None
    if ride.still and ride.behind is None:
        count = len(body.movement.heading)
        body = replace(
            body, movement=replace(body.movement, heading=np.full(count, heading_of(ride.placed.orientation)))
        )
    return laid(body, rest, _seated(body, rest, mount, ride))


def track_of(body: Body, ride: Ride) -> Track:
    """Where the thing is: under its rider, turned as they head; where it was left, before and after."""
    mount, scale = mount_of(ride.placed.prop), times_usual(ride.placed.prop)
    assert mount is not None
    heading = body.movement.heading
    if ride.still:
        place, turn = np.array(ride.placed.position), np.array(ride.placed.orientation)
        return Track(np.tile(place, (len(heading), 1)), np.tile(turn, (len(heading), 1)))
    ahead = np.stack([np.cos(heading), np.sin(heading)], -1)
    middle = body.movement.root - ahead * mount.saddle[0] * scale
    up = ride.base + ride.placed.kind.size_m[2] / 2
    on = np.flatnonzero(ride.weight > 0.5)
    first, last = (on[0], on[-1]) if len(on) else (0, len(heading) - 1)
    held = np.clip(np.arange(len(heading)), first, last)
    nothing = np.zeros(len(heading))
    half = heading[held] / 2
    place = np.column_stack([middle[held], up])
    return Track(place, np.stack([np.cos(half), nothing, nothing, np.sin(half)], -1))


def _seated(body: Body, rest: Doubles, mount: Mount, ride: Ride) -> Layer:
    scale, base = times_usual(ride.placed.prop), ride.base
    heading, unit = body.movement.heading, body.movement.head_unit
    count = len(heading)
    ahead = np.stack([np.cos(heading), np.sin(heading), np.zeros(count)], -1)
    across = np.stack([-np.sin(heading), np.cos(heading), np.zeros(count)], -1)
    saddle = np.array(mount.saddle) * scale
    up = (_BENT * PELVIS_HEADS if mount.stands else PELVIS_HEADS - SEATED_HEADS) * unit
    origin = np.column_stack([body.movement.root, base]) - ahead * saddle[0]
    pelvis = np.column_stack([body.movement.root, base + saddle[2] + up])
    facing = heading + math.radians(mount.sideways)
    lean = np.full(count, math.radians(mount.lean))
    turn = about(2, facing) @ about(1, 0.5 * lean)
    bends = _bends(mount, lean)
    wrists = np.stack([_hand(mount, scale, (origin, pelvis, ahead, across), side, unit) for side in (-1.0, 1.0)], 1)
    elbows = np.stack([-0.8 * ahead + side * 0.7 * across - np.array([0, 0, 0.6]) for side in (-1.0, 1.0)], 1)
    ankles = np.stack([_foot(body, mount, scale, (origin, ahead, across), side) for side in _SIDES], 1)
    apart = 0.45 if mount.saddle[2] > 0.85 and not mount.crank else 0.14
    knees = np.stack([turn[..., 0] + side * apart * across for side in _SIDES], 1)
    flat = about(2, facing)
    targets = Targets(heading, pelvis, turn, bends, wrists, elbows, ankles, knees, np.stack([flat, flat], 1))
    share = smoothed(ride.weight, 2.0)
    parts = whole(share)
    parts[:, [*RIGHT_ARM, *LEFT_ARM]] *= 1 - ride.busy[:, None]
    return Layer(solved(rest, targets), pelvis, parts, share)


def _bends(mount: Mount, lean: Doubles) -> dict[str, Doubles]:
    """The back goes on leaning, the head keeps level and looks along the way."""
    zero = np.zeros(len(lean))
    back = np.full(len(lean), -math.radians(mount.sideways) / 3)
    return {
        "spine": np.stack([zero, 0.3 * lean, zero], -1),
        "chest": np.stack([zero, 0.2 * lean, back * 0.5], -1),
        "neck": np.stack([zero, -0.4 * lean, back], -1),
        "head": np.stack([zero, -0.5 * lean, back], -1),
    }


def _hand(
    mount: Mount, scale: float, frame: tuple[Doubles, Doubles, Doubles, Doubles], side: float, unit: float
) -> Doubles:
    """(F, 3) where a wrist is: at the handlebars or the reins, or held out for balance."""
    origin, pelvis, ahead, across = frame
    if mount.hands is None:
        out = ahead * side * -0.95 + across * 0.35
        return pelvis + out * 1.25 * unit + np.array([0.0, 0.0, 0.75 * unit])
    x, y, z = np.array(mount.hands) * scale
    return origin + ahead * (x - 0.35 * unit) + across * side * y + np.array([0.0, 0.0, z + 0.1 * unit])


def _foot(body: Body, mount: Mount, scale: float, frame: tuple[Doubles, Doubles, Doubles], side: float) -> Doubles:
    """(F, 3) where an ankle is: going round with the pedals, in a stirrup, or on a board."""
    origin, ahead, across = frame
    x, y, z = np.array(mount.feet) * scale
    steps = np.linalg.norm(np.diff(body.movement.root, axis=0, prepend=body.movement.root[:1]), axis=1)
    angle = 2 * math.pi * mount.gear * np.cumsum(steps) + (0.0 if side > 0 else math.pi)
    round_x, round_z = mount.crank * scale * np.cos(angle), -mount.crank * scale * np.sin(angle)
    x = x * side if mount.stands else x
    place = origin + ahead * (x + round_x)[:, None] + across * side * y
    return place + np.column_stack([np.zeros((len(angle), 2)), z + _ANKLE_M + round_z])
