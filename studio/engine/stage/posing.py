"""Acting by poses: a few drawn key poses, eased from one to the next with anticipation and follow-through.

The poses are data, ``resources/acting/poses.toml``; ways of going are ``resources/acting/gaits.toml``.
"""

from functools import cache
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from msgspec import Struct, field

from studio.engine.stage.curves import rise, settle, window
from studio.engine.stage.rotation import Doubles
from studio.engine.stage.schedule import Cue
from studio.engine.vocabulary import read_table

Place: TypeAlias = tuple[float, float, float]
POSED = (
    "act",
    "gesture",
    "crouch",
    "hide",
    "tumble",
    "put_on",
    "take_off",
    "use",
    "touch",
    "together",
    "open",
    "shut",
    "light",
    "put_out",
    "push",
    "pull",
    "topple",
    "roll",
    "break",
)
"""Families that are acted as their motion's poses say."""


class Pose(Struct, frozen=True):
    """One key pose, reached at a share of the doing. Places of hands in head units from the chest: ahead, out, up.

    hand: the free hand, or the one that uses a thing; other: the other one; both: both; meet: the hand, from the point
    where two people meet. Angles in radians: lean forward, twist and tilt left (trunk); nod, turn and cock (head).
    sink: how far the knees bend, head units.
    """

    at: float
    hand: Place | None = None
    other: Place | None = None
    both: Place | None = None
    meet: Place | None = None
    lean: float = 0.0
    twist: float = 0.0
    tilt: float = 0.0
    nod: float = 0.0
    turn: float = 0.0
    cock: float = 0.0
    sink: float = 0.0


class Beat(Struct, frozen=True):
    """What goes to and fro while a pose is held, ``hz`` times a second.

    circle: hands go round; opposed: the other hand goes against the first; across: both hands swing to one side, then
    to the other, head units.
    """

    hz: float
    hand: Place = (0.0, 0.0, 0.0)
    both: Place = (0.0, 0.0, 0.0)
    circle: bool = False
    opposed: bool = False
    across: float = 0.0
    twist: float = 0.0
    tilt: float = 0.0
    nod: float = 0.0
    turn: float = 0.0
    sink: float = 0.0


class Lay(Struct, frozen=True):
    """Where a thing is held while it is used, whatever the hands do: its middle from the chest (ahead, to the left,
    up, head units), and its turn from lying along the person's axes: roll about ahead, pitch about left, yaw about up.
    """

    at: Place
    roll: float = 0.0
    pitch: float = 0.0
    yaw: float = 0.0


class Acting(Struct, frozen=True):
    """How one motion is acted.

    face: what the face adds, besides its feeling's ("mouth" and "chew" open it). tool: how far the thing in hand is
    tipped forward, (share of the doing, radians); lay: where it is held instead. kicks: how far ahead and up the right
    foot strikes, head units, halfway through. gap: how near two people stand for it; alone: the other one only watches.
    elbow: where the elbows point, chest axes, y outward. back: the share of the doing when the pose goes.
    """

    poses: tuple[Pose, ...]
    beat: Beat | None = None
    face: dict[str, float] = field(default_factory=dict[str, float])
    tool: tuple[tuple[float, float], ...] = ()
    lay: Lay | None = None
    kicks: tuple[float, float] | None = None
    gap: float = 0.8
    alone: bool = False
    elbow: Place = (-0.4, 0.8, -1.0)
    back: float = 0.78


class Gait(Struct, frozen=True):
    """A way of going; see ``gaits.toml``."""

    sink: float = 0.0
    lean: float = 0.0
    step: float = 1.0
    lift_m: float | None = None
    hop_m: float = 0.0
    hands: Place | None = None
    swing: float = 1.0
    lurch: float = 0.0
    crawls: bool = False


@cache
def actings() -> dict[str, Acting]:
    """``acting/poses.toml``."""
    return read_table("acting/poses.toml", Acting)


@cache
def gaits() -> dict[str, Gait]:
    """``acting/gaits.toml``."""
    return read_table("acting/gaits.toml", Gait)


def acting_of(cue: Cue) -> Acting | None:
    """How a cue is acted, if by poses."""
    if cue.doing.family not in POSED:
        return None
    known = actings()
    return known.get(cue.doing.style) or known.get(cue.doing.motion) or known.get(cue.doing.family)


def gait_of(cue: Cue) -> Gait:
    """The way of going of a walk."""
    return gaits().get(cue.doing.motion) or Gait()


def moment(cue: Cue, share: float) -> float:
    """The time at a share of a cue."""
    return cue.start + share * (cue.end - cue.start)


def angle(acting: Acting, cue: Cue, times: Doubles, channel: str) -> Doubles:
    """(F,) one of the pose's angles (or its sink) through the cue, from 0 and back to 0."""
    total, last, since = np.zeros(len(times)), 0.0, cue.start
    for pose in acting.poses:
        value, until = float(getattr(pose, channel)), moment(cue, pose.at)
        total += (value - last) * settle(times, since, until)
        last, since = value, until
    total -= last * rise(times, moment(cue, acting.back), cue.end)
    amount = float(getattr(acting.beat, channel, 0.0)) if acting.beat is not None else 0.0
    return total + amount * swing(acting, cue, times) if amount else total


def swing(acting: Acting, cue: Cue, times: Doubles, quarter: bool = False) -> Doubles:
    """(F,) -1..1: the beat while the pose is held; ``quarter`` a quarter of a turn later."""
    if acting.beat is None:
        return np.zeros(len(times))
    first = moment(cue, acting.poses[0].at)
    held = window(times, first - 0.1, moment(cue, acting.back) + 0.1, 0.2, 0.25)
    turn = 2 * np.pi * acting.beat.hz * (times - first)
    return held * (np.cos(turn) if quarter else np.sin(turn))


def path(places: list[tuple[float, Place]], cue: Cue, times: Doubles) -> Doubles:
    """(F, 3) the way of a hand through its places, head units."""
    way = np.tile(np.array(places[0][1], float), (len(times), 1))
    for (earlier, start), (later, end) in pairwise(places):
        share = settle(times, moment(cue, earlier), moment(cue, later), 0.05)
        way += (np.array(end) - np.array(start)) * share[:, None]
    return way


def presence(acting: Acting, first: float, cue: Cue, times: Doubles) -> Doubles:
    """(F,) 0-1: how much a hand is the pose's."""
    gone = rise(times, moment(cue, acting.back), cue.end + 0.05)
    return rise(times, cue.start, max(moment(cue, first), cue.start + 0.16)) * (1 - gone)


def tipped(acting: Acting, cue: Cue, times: Doubles) -> Doubles:
    """(F,) how far the thing in hand is tipped forward, radians."""
    total, last, since = np.zeros(len(times)), 0.0, cue.start
    for share, value in acting.tool:
        total += (value - last) * rise(times, since, moment(cue, share))
        last, since = value, moment(cue, share)
    return total - last * rise(times, moment(cue, acting.back), cue.end)
