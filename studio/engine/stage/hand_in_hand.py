"""Two people who go hand in hand: side by side, their inner hands joined while they walk and after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from studio.engine import skeleton
from studio.engine.bodies import of_the_legs
from studio.engine.stage.body import Body
from studio.engine.stage.curves import ease, rise, smoothed
from studio.engine.stage.layers import LEFT_ARM, RIGHT_ARM, Layer, hands_free, laid
from studio.engine.stage.overlay import arm_turns, forward
from studio.engine.stage.rotation import Doubles, to_quaternions
from studio.engine.stage.schedule import Cue
from studio.timeline.film import Action, Beat
from studio.timeline.together import begun_together

_HOLDS: Final = "hold_hands"
_STRAIGHT: Final = 0.94
"""Of an arm's length, how far it reaches when it hangs in another's hand."""
_TOO_FAR: Final = (0.92, 1.12)
"""Of what both arms reach, how far apart two are when their hands begin to let go, and have."""
_TAKES_S, _LETS_GO_S = 0.45, 0.4
_FROM_THE_FIRST_S = 0.35  # who sets off sooner than this comes hand in hand already
_SWINGS = 0.4  # of how far the free arms would swing
_APART_HEADS = 0.22  # from each wrist to where the palms meet
_SMOOTH_S = 0.12


@dataclass(frozen=True)
class Pair:
    """Who goes hand in hand, and the beats in which they go."""

    one: str
    other: str
    beats: frozenset[int]


def pairs(beats: Sequence[Beat]) -> tuple[Pair, ...]:
    """All who hold hands over a walk, a run or whatever their legs do at the same time."""
    found: list[Pair] = []
    for group in begun_together(beats):
        for at in group:
            beat = beats[at]
            if isinstance(beat, Action) and holds_on_the_way(beats, group, beat):
                found.append(Pair(beat.who, str(beat.towards), frozenset(group)))
    return tuple(found)


def holds_on_the_way(beats: Sequence[Beat], group: Sequence[int], beat: Beat) -> bool:
    """Whether hands are held in a beat by two who both go somewhere meanwhile."""
    if not isinstance(beat, Action) or beat.motion != _HOLDS:
        return False
    going = {act.who for act in (beats[at] for at in group) if isinstance(act, Action) and _goes(act)}
    return {beat.who, beat.towards} <= going


def _goes(action: Action) -> bool:
    return action.motion != _HOLDS and of_the_legs(action.motion)


def hand_in_hand(
    bodies: Mapping[str, Body], rests: Mapping[str, Doubles], beats: Sequence[Beat], cues: Sequence[Cue], fps: int
) -> dict[str, Body]:
    """The bodies with the hands of each pair joined; where they are too far apart, their arms hang as they did.

    Args:
        rests: their rest joints. cues: everybody's, in time order.
    """
    out = dict(bodies)
    for pair in pairs(beats):
        if pair.one in out and pair.other in out:
            out |= _joined(out, rests, pair, cues, fps)
    return out


def _joined(
    bodies: Mapping[str, Body], rests: Mapping[str, Doubles], pair: Pair, cues: Sequence[Cue], fps: int
) -> dict[str, Body]:
    who = (pair.one, pair.other)
    arms, between, near = _within_reach(bodies, rests, pair)
    weight = near * _meanwhile(bodies[pair.one].movement.times, pair, cues)
    if weight.max() < 0.5:
        return {}
    meeting = _meeting(arms, between, fps)
    return {
        each: laid(bodies[each], rests[each], _layer(bodies[each], rests[each], arm, meeting, weight))
        for each, arm in zip(who, arms, strict=True)
    }


def out_of_reach(
    bodies: Mapping[str, Body], rests: Mapping[str, Doubles], beats: Sequence[Beat]
) -> tuple[tuple[str, str], ...]:
    """Those told to go hand in hand who are never near enough to each other to do so."""
    here = [pair for pair in pairs(beats) if pair.one in bodies and pair.other in bodies]
    far = (pair for pair in here if _within_reach(bodies, rests, pair)[2].max() < 0.5)
    return tuple((pair.one, pair.other) for pair in far)


def _within_reach(
    bodies: Mapping[str, Body], rests: Mapping[str, Doubles], pair: Pair
) -> tuple[list["_Arm"], Doubles, Doubles]:
    """Both inner arms, how far apart their shoulders are (F,), and 0-1 whether their hands can meet (F,)."""
    who = (pair.one, pair.other)
    arms = [_arm_towards(bodies[each], rests[each], bodies[other]) for each, other in (who, who[::-1])]
    between = np.linalg.norm((arms[0].shoulder - arms[1].shoulder)[:, :2], axis=-1)
    reach = arms[0].length + arms[1].length
    return arms, between, 1 - ease((between / reach - _TOO_FAR[0]) / (_TOO_FAR[1] - _TOO_FAR[0]))


@dataclass(frozen=True, eq=False)
class _Arm:
    """The arm on the other's side, over the shot: (F, 3) places in the world; way (F, 3) to the other, level."""

    side: str
    length: float
    shoulder: Doubles
    wrist: Doubles
    way: Doubles
    ahead: Doubles
    trunk: tuple[Doubles, Doubles]
    unit_m: float


def _arm_towards(body: Body, rest: Doubles, other: Body) -> _Arm:
    heading = body.movement.heading
    ahead = np.stack([np.cos(heading), np.sin(heading), np.zeros_like(heading)], -1)
    way = np.zeros_like(ahead)
    way[:, :2] = other.movement.root - body.movement.root
    way /= np.maximum(np.linalg.norm(way, axis=-1, keepdims=True), 1e-6)
    left = float((ahead[:, 0] * way[:, 1] - ahead[:, 1] * way[:, 0]).mean()) > 0
    side = "l" if left else "r"
    joints = [skeleton.INDEX[f"{part}_{side}"] for part in ("upper_arm", "forearm", "hand")]
    places, turns = forward(rest, body.joints.astype(float), heading, body.torso.place["pelvis"])
    bones = [float(np.linalg.norm(rest[b] - rest[a])) for a, b in pairwise(joints)]
    chest = skeleton.INDEX["chest"]
    return _Arm(
        side, sum(bones), places[:, joints[0]], places[:, joints[2]], way, ahead,
        (places[:, chest], turns[:, chest]), body.movement.head_unit,
    )  # fmt: skip


def _meanwhile(times: Doubles, pair: Pair, cues: Sequence[Cue]) -> Doubles:
    """(F,) 0-1: from when both are on their way to the end of the shot, while neither has the hands full otherwise."""
    going = [cue for cue in cues if cue.doing.beat in pair.beats and cue.doing.who in (pair.one, pair.other)]
    begins = max((cue.start for cue in going if cue.doing.family == "walk"), default=times[0])
    held = np.ones(len(times)) if begins < _FROM_THE_FIRST_S else rise(times, begins, begins + _TAKES_S)
    for who in (pair.one, pair.other):
        held = np.minimum(held, hands_free(tuple(cue for cue in cues if cue.doing.who == who), times))
    return held


def _meeting(arms: Sequence[_Arm], between: Doubles, fps: int) -> Doubles:
    """(F, 3) where the palms meet: as low as both arms hang, swinging a little with the steps."""
    middle = sum((arm.shoulder for arm in arms), np.zeros_like(arms[0].shoulder)) / len(arms)
    drops = [np.sqrt(np.maximum((_STRAIGHT * arm.length) ** 2 - (between / 2) ** 2, 0.0)) for arm in arms]
    low = np.max([arm.shoulder[:, 2] - drop for arm, drop in zip(arms, drops, strict=True)], axis=0)
    swing = sum((((arm.wrist - arm.shoulder) * arm.ahead).sum(-1) for arm in arms), np.zeros(len(low))) / len(arms)
    meeting = middle + _SWINGS * swing[:, None] * arms[0].ahead
    meeting[:, 2] = low
    return smoothed(meeting, _SMOOTH_S * fps)


def _layer(body: Body, rest: Doubles, arm: _Arm, meeting: Doubles, weight: Doubles) -> Layer:
    wrist = meeting - _APART_HEADS * arm.unit_m * arm.way
    elbow = -arm.ahead - 0.3 * arm.way
    turns = arm_turns(rest, {"chest": arm.trunk}, arm.side, wrist, elbow)
    joints = body.joints.astype(float)
    parts = np.zeros(joints.shape[:2])
    for number, turn in zip(LEFT_ARM if arm.side == "l" else RIGHT_ARM, turns, strict=True):
        joints[:, number] = to_quaternions(turn)
        parts[:, number] = weight
    return Layer(joints, body.torso.place["pelvis"], parts, np.zeros(len(weight)))
