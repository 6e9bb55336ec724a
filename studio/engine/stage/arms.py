"""Arms: each hand has a place to be in every frame, blended from what it is doing, and reached by two-bone IK."""

import math
from dataclasses import dataclass

import numpy as np

from studio.engine import skeleton
from studio.engine.performance import SpeechEvent
from studio.engine.stage.curves import drift, ease, rise, settle, smoothed, window
from studio.engine.stage.custody import flight_of
from studio.engine.stage.grips import PALM_HEADS, Hold
from studio.engine.stage.legwork import DANCE_BEAT_S, twirl_of
from studio.engine.stage.limbs import bone_turn, middle_joint
from studio.engine.stage.movement import Movement, at_work, contact_of, flight_times
from studio.engine.stage.posed_hands import posed_hands
from studio.engine.stage.posing import acting_of, gait_of
from studio.engine.stage.reaching import LEFT, RIGHT, SIDE, Busy, Holding, Reach, free_side, over_the_board, to
from studio.engine.stage.rotation import Doubles, about, crossed, turned, unit
from studio.engine.stage.schedule import Cue
from studio.engine.stage.stances import IDLE
from studio.engine.stage.torso import Torso, stride_of

_SOFT_REACH = 0.03  # of an arm's length: a hand that comes back from out of reach must not snap its elbow
_CHAINS_M = 0.23  # of a swing, from the middle of its seat
_EASED_S = 0.35  # in which hands leave a stance, or go back to it


@dataclass(frozen=True, eq=False)
class Arms:
    """Local turns (F, 3, 3) by joint name, wrists and palms (F, 2, 3) in the world, right first."""

    local: dict[str, Doubles]
    wrists: Doubles
    palms: Doubles


def pose_arms(rest: Doubles, movement: Movement, torso: Torso, busy: Busy) -> Arms:
    """Both arms for the whole shot."""
    reaches = [_relaxed(rest, movement, side, busy.rng) for side in (RIGHT, LEFT)]
    _stand_so(reaches, movement, busy)
    _on_all_fours(reaches, movement, torso)
    for holding in busy.holdings:
        _hold(reaches, movement, torso, holding, busy)
    for line in busy.lines:
        _talk(reaches, movement, line, busy)
    for cue in busy.cues:
        _act(reaches, movement, torso, cue, busy)
    for cue in busy.handed:
        _receive(reaches, movement, torso, cue)
    local: dict[str, Doubles] = {}
    solved = [_solve(rest, torso, reaches[side], side, local) for side in (RIGHT, LEFT)]
    return Arms(local, np.stack([s[0] for s in solved], 1), np.stack([s[1] for s in solved], 1))


def _name(part: str, side: int) -> str:
    return f"{part}_{'r' if side == RIGHT else 'l'}"


def _lengths(rest: Doubles, side: int) -> tuple[float, float]:
    shoulder, elbow, wrist = (rest[skeleton.INDEX[_name(p, side)]] for p in ("upper_arm", "forearm", "hand"))
    return float(np.linalg.norm(elbow - shoulder)), float(np.linalg.norm(wrist - elbow))


# --- at rest ------------------------------------------------------------------------------------------
def _relaxed(rest: Doubles, movement: Movement, side: int, rng: np.random.Generator) -> Reach:
    """Hanging a little bent with the hand by the thigh; swinging against the legs; on the lap when sitting."""
    count, u = len(movement.times), movement.head_unit
    upper, lower = _lengths(rest, side)
    stride = smoothed(stride_of(movement), 1.2) * (1.0 if side == RIGHT else -1.0)
    swing = (-0.62 * stride + 0.10) * movement.walking * movement.swing
    swing += 0.035 * drift(movement.times, rng, 5.3) + rng.uniform(0.02, 0.12)
    bent = 0.30 + 0.14 * rng.random() + 0.25 * np.maximum(0, swing) + 1.15 * movement.running
    reach = np.sqrt(upper**2 + lower**2 + 2 * upper * lower * np.cos(bent))
    out = 0.085 + 0.03 * rng.random() + 0.02 * drift(movement.times, rng, 6.7)
    along = np.stack(
        [
            np.sin(swing + 0.35 * bent - 0.08),
            SIDE[side] * np.sin(out) * np.ones(count),
            -np.cos(swing + 0.35 * bent - 0.08),
        ],
        -1,
    )
    shoulder = rest[skeleton.INDEX[_name("upper_arm", side)]] - rest[skeleton.INDEX["chest"]]
    pole = np.tile(np.array([-1.0, SIDE[side] * 0.45, -0.1]), (count, 1))
    reaching = Reach(shoulder, along * reach[:, None], pole, np.zeros(count) + 0.12)
    lap = np.tile(np.array([0.80 * u, SIDE[side] * -0.18 * u, -1.28 * u]), (count, 1))
    reaching.blend(movement.seated, lap, (-0.6, SIDE[side] * 1.0, -0.4))
    prop = np.tile(np.array([-0.55 * u, SIDE[side] * 0.30 * u, -1.42 * u]), (count, 1))
    reaching.blend(movement.floor, prop, (-1.0, SIDE[side] * 0.6, 0.0))
    lap = np.tile(np.array([0.72 * u, SIDE[side] * 0.16 * u, -1.36 * u]), (count, 1))
    reaching.blend(movement.kneeling, lap, (-0.6, SIDE[side] * 1.0, -0.2))
    aside = np.tile(np.array([0.10 * u, SIDE[side] * 0.55 * u, -1.50 * u]), (count, 1))
    reaching.blend(movement.lying, aside, (-0.2, SIDE[side] * 1.0, -0.2))
    return reaching


def _stand_so(reaches: list[Reach], movement: Movement, busy: Busy) -> None:
    """Hands where the stance has them, while somebody stands and does nothing with them.

    Whoever holds something keeps only what one hand does, and does it with the left.
    """
    if busy.stance is None:
        return
    stance, left = busy.stance
    one, two = (LEFT, RIGHT) if left else (RIGHT, LEFT)
    places = {one: stance.both or stance.hand, two: stance.both or stance.other}
    if busy.holdings:
        places = {LEFT: stance.hand if stance.other is None else None}
    weight = _at_ease(movement, busy)
    for side, place in places.items():
        if place is not None:
            (ahead, out, up), (back, aside, down) = place, stance.elbow
            spot = np.array([ahead, SIDE[side] * out, up]) * movement.head_unit
            to(reaches[side], weight, spot, (back, SIDE[side] * aside, down))


def _at_ease(movement: Movement, busy: Busy) -> Doubles:
    """(F,) 0-1: how much somebody stands, and has nothing else to do with the hands."""
    low = (movement.seated, movement.floor, movement.kneeling, movement.lying, movement.crawling)
    ease = 1 - np.clip(np.maximum.reduce([*low, 3.0 * movement.walking]), 0.0, 1.0)
    for cue in (*busy.cues, *busy.handed):
        if cue.doing.family not in IDLE:
            ease = ease * (1 - window(movement.times, cue.start, cue.end, _EASED_S, _EASED_S))
    return ease


def _on_all_fours(reaches: list[Reach], movement: Movement, torso: Torso) -> None:
    """Hands on the ground below the shoulders, each forward with the opposite knee."""
    if not movement.crawling.any():
        return
    u, stride = movement.head_unit, smoothed(stride_of(movement), 1.2)
    inverse = np.swapaxes(torso.turn["chest"], -1, -2)
    for side in (RIGHT, LEFT):
        along = 0.25 - SIDE[side] * 0.9 * stride
        shoulder = torso.at("chest", reaches[side].shoulder)
        ahead = np.stack([np.cos(movement.heading), np.sin(movement.heading)], -1) * (along * u)[:, None]
        place = np.column_stack([shoulder[:, :2] + ahead, np.full(len(along), PALM_HEADS * u)])
        reaches[side].blend(movement.crawling, turned(place - shoulder, inverse), (-0.6, SIDE[side] * 0.9, 0.0))


# --- holding ------------------------------------------------------------------------------------------
def _hold(reaches: list[Reach], movement: Movement, torso: Torso, holding: Holding, busy: Busy) -> None:
    before, after = holding.start - 0.02, holding.end
    weight = rise(movement.times, before, before + 0.5) if before > 0 else np.ones(len(movement.times))
    if after < movement.times[-1] + 1.0:
        weight = weight * (1 - rise(movement.times, after, after + 0.45))
    bob = 0.05 * drift(movement.times, busy.rng, 4.7) + 0.05 * stride_of(movement) ** 2
    for side, place in ((RIGHT, holding.hold.right), (LEFT, holding.hold.left)):
        if place is not None:
            target = np.tile(np.array(place) * movement.head_unit, (len(movement.times), 1))
            target[:, 2] += bob * movement.head_unit * 0.5
            target[:, 2] += over_the_board(busy.board, torso.place["chest"][:, 2] + target[:, 2], holding.below)
            reaches[side].blend(weight, target - reaches[side].shoulder, (-0.35, SIDE[side] * 0.55, -1.0))
            reaches[side].bend = reaches[side].bend * (1 - weight)


# --- talking ------------------------------------------------------------------------------------------
def _talk(reaches: list[Reach], movement: Movement, line: SpeechEvent, busy: Busy) -> None:
    """Small gestures at some of the stressed moments, never at all of them."""
    if line.speech.duration < 0.7:
        return
    moments = [p.start for p in line.speech.phonemes if p.end - p.start > 0.075][1::7]
    side = free_side(busy, line.start)
    both = any(h.hold.left is not None and h.start <= line.start <= h.end for h in busy.holdings)
    if both:
        return
    for number, moment in enumerate(moments[:8]):
        if busy.rng.random() < 0.35:
            continue
        at = line.start + moment
        size = busy.rng.uniform(0.55, 1.0)
        hand = side if number % 3 < 2 or side == LEFT else LEFT
        weight = settle(movement.times, at - 0.3, at + 0.12) * (1 - rise(movement.times, at + 0.45, at + 1.1)) * size
        place = np.array([0.72, SIDE[hand] * 0.42, -0.38 + 0.12 * busy.rng.random()]) * movement.head_unit
        to(reaches[hand], weight, place, (-0.5, SIDE[hand] * 0.8, -1.0))


# --- doings -------------------------------------------------------------------------------------------
def _act(reaches: list[Reach], movement: Movement, torso: Torso, cue: Cue, busy: Busy) -> None:
    side = free_side(busy, (cue.start + cue.end) / 2)
    if acting_of(cue) is not None:
        posed_hands(reaches, movement, torso, cue, busy)
        return
    match cue.doing.family:
        case "walk":
            _carried_along(reaches, movement, cue, busy)
        case "wave":
            _wave(reaches[side], movement, cue, side)
        case "point":
            _point(reaches[side], movement, torso, cue, side)
        case "gesture":
            _gesture(reaches, movement, cue, side)
        case "bow":
            _fold(reaches, movement, cue, busy)
        case "pick_up" | "put_down":
            _reach_down(reaches, movement, torso, cue, busy)
        case "swing_on":
            _hold_on(reaches, movement, cue, busy)
        case "throw":
            _throw(reaches, movement, cue)
        case "drop" | "give":
            _hold_out(reaches, movement, torso, cue)
        case "jump":
            _spring(reaches, movement, cue, busy)
        case "fall":
            _fling(reaches, movement, cue)
        case "dance":
            _dance(reaches, movement, cue, busy)
        case _:
            pass


def _carried_along(reaches: list[Reach], movement: Movement, cue: Cue, busy: Busy) -> None:
    """Hands that a way of going puts somewhere."""
    place = gait_of(cue).hands
    if place is None:
        return
    held = window(movement.times, cue.start, cue.end, 0.35, 0.4)
    for side in (RIGHT, LEFT):
        if side == LEFT or not any(h.start < cue.end and h.end > cue.start for h in busy.holdings):
            ahead, out, up = place
            to(
                reaches[side],
                held,
                np.array([ahead, SIDE[side] * out, up]) * movement.head_unit,
                (-0.5, SIDE[side], -0.8),
            )


def _hold_on(reaches: list[Reach], movement: Movement, cue: Cue, busy: Busy) -> None:
    """Hands on the chains of a swing, at either side of the face."""
    held, u = rise(movement.times, cue.start - 0.9, cue.start - 0.4), movement.head_unit
    taken = any(one.start < cue.end and one.end > cue.start for one in busy.holdings)
    for side in (RIGHT, LEFT):
        if side == LEFT or not taken:
            place = np.array([0.16 * u, SIDE[side] * _CHAINS_M, 0.42 * u])
            to(reaches[side], held, place, (-0.7, SIDE[side] * 0.8, -0.8))


def _wave(reach: Reach, movement: Movement, cue: Cue, side: int) -> None:
    weight = settle(movement.times, cue.start, cue.start + 0.4) * (
        1 - rise(movement.times, cue.end - 0.4, cue.end + 0.1)
    )
    beat = np.sin(2 * math.pi * 1.9 * (movement.times - cue.start))
    u = movement.head_unit
    place = np.stack(
        [np.full_like(beat, 0.80 * u), SIDE[side] * (0.88 + 0.24 * beat) * u, (1.28 - 0.06 * beat**2) * u], -1
    )
    to(reach, weight, place, (-0.1, SIDE[side] * 0.5, -1.0))
    reach.bend = reach.bend * (1 - weight)


def _point(reach: Reach, movement: Movement, torso: Torso, cue: Cue, side: int) -> None:
    weight = settle(movement.times, cue.start, cue.start + 0.42) * (
        1 - rise(movement.times, cue.end - 0.4, cue.end + 0.1)
    )
    ahead = np.array([1.0, SIDE[side] * 0.35, 0.12])
    to = np.broadcast_to(ahead, reach.offset.shape)
    if cue.doing.point is not None:
        world = np.array(cue.doing.point) - torso.place["chest"]
        to = turned(unit(world), np.swapaxes(torso.turn["chest"], -1, -2))
    reach.blend(weight, unit(to) * 1.62 * movement.head_unit, (-0.2, SIDE[side] * 0.6, -1.0))
    reach.bend = reach.bend * (1 - weight)


def _gesture(reaches: list[Reach], movement: Movement, cue: Cue, side: int) -> None:
    held = window(movement.times, cue.start, cue.end, 0.4, 0.5)
    u = movement.head_unit
    motion = cue.doing.motion
    if motion == "shrug":
        for hand in (RIGHT, LEFT):
            to(
                reaches[hand],
                held * (1.0 if hand == side else 0.9),
                np.array([0.5, SIDE[hand] * 0.82, -0.42]) * u,
                (-1.0, SIDE[hand] * 0.5, -0.8),
            )
    else:
        to(reaches[side], held * 0.9, np.array([0.74, SIDE[side] * 0.40, -0.30]) * u, (-0.5, SIDE[side] * 0.8, -1.0))


def _fold(reaches: list[Reach], movement: Movement, cue: Cue, busy: Busy) -> None:
    """Hands together in front while bowing, those that are free."""
    held = window(movement.times, cue.start, cue.end, 0.35, 0.4)
    hands = (LEFT,) if any(h.start <= cue.start <= h.end for h in busy.holdings) else (RIGHT, LEFT)
    for side in hands:
        place = np.array([0.50, SIDE[side] * 0.07, -1.08]) * movement.head_unit
        to(reaches[side], held, place, (-0.7, SIDE[side] * 1.0, -0.3))


def _reach_down(reaches: list[Reach], movement: Movement, torso: Torso, cue: Cue, busy: Busy) -> None:
    """The hand (or both) goes to the thing on the ground or the table, and comes back with it or without."""
    if cue.doing.point is None:
        return
    work = at_work(movement.times, cue)
    local = turned(np.array(cue.doing.point) - torso.place["chest"], np.swapaxes(torso.turn["chest"], -1, -2))
    hold = _hold_at(busy, cue)
    places = (None, None) if hold is None else (hold.right, hold.left)
    sides = [side for side in (RIGHT, LEFT) if places[side] is not None] or [RIGHT]
    for side in sides:
        place = places[side]
        apart = abs(place[1]) * movement.head_unit if place is not None and len(sides) > 1 else 0.0
        hand = reaches[side]
        to = local + np.array([0.0, SIDE[side] * apart, 0.0]) - hand.shoulder
        far = np.maximum(np.linalg.norm(to, axis=-1, keepdims=True) - PALM_HEADS * movement.head_unit, 0.05)
        hand.blend(ease(work * 1.25), unit(to) * far, (-0.6, SIDE[side] * 0.9, 0.2))
        hand.bend = hand.bend * (1 - work)


def _hold_at(busy: Busy, cue: Cue) -> Hold | None:
    """How a thing is held as it is taken up or put down."""
    own = [h for h in busy.holdings if h.thing == cue.doing.thing]
    at = contact_of(cue)
    taken = [h for h in own if h.start >= at - 1e-6] if cue.doing.family == "pick_up" else []
    given = [h for h in own if h.end <= at + 1e-6][::-1] if cue.doing.family == "put_down" else []
    return next((h.hold for h in (*taken, *given, *own)), None)


def _throw(reaches: list[Reach], movement: Movement, cue: Cue) -> None:
    """Back over the shoulder, through, and on."""
    go, u = contact_of(cue), movement.head_unit
    if cue.doing.aim == cue.doing.who:
        _toss_up(reaches[RIGHT], movement, go)
        return
    back = rise(movement.times, cue.start, go - 0.24) * (1 - rise(movement.times, go + 0.1, go + 0.2))
    through = rise(movement.times, go - 0.22, go + 0.1) * (1 - rise(movement.times, go + 0.24, cue.end))
    to(reaches[RIGHT], back, np.array([-0.35, -0.95, 1.05]) * u, (-0.6, -1.0, -0.3))
    to(reaches[RIGHT], through, np.array([1.45, -0.40, 0.75]) * u, (-0.2, -1.0, -0.6))
    balance = window(movement.times, cue.start, cue.end, 0.3, 0.4)
    to(reaches[LEFT], balance * 0.8, np.array([0.85, 0.75, 0.05]) * u, (-0.4, 0.8, -1.0))


def _toss_up(reach: Reach, movement: Movement, go: float) -> None:
    """The hand dips and comes up before the chest, open."""
    u = movement.head_unit
    dip = rise(movement.times, go - 0.55, go - 0.22) * (1 - rise(movement.times, go - 0.2, go))
    up = rise(movement.times, go - 0.2, go + 0.04) * (1 - rise(movement.times, go + 0.2, go + 0.5))
    to(reach, dip, np.array([0.80, -0.22, -0.95]) * u, (-0.5, -0.8, -0.8))
    to(reach, up, np.array([0.95, -0.22, 0.05]) * u, (-0.3, -0.7, -1.0))
    reach.bend = reach.bend * (1 - np.maximum(dip, up))


def _hold_out(reaches: list[Reach], movement: Movement, torso: Torso, cue: Cue) -> None:
    """The hand goes out in front to let go, or towards somebody to hand over."""
    go, u = contact_of(cue), movement.head_unit
    out = rise(movement.times, cue.start, go - 0.1) * (1 - rise(movement.times, go + 0.25, cue.end))
    if cue.doing.family == "give" and cue.doing.point is not None:
        place = _halfway(torso, cue.doing.point, u)
    else:
        place = np.array([1.05, -0.28, -0.10]) * u
    to(reaches[RIGHT], out, place, (-0.3, -0.6, -1.0))
    reaches[RIGHT].bend = reaches[RIGHT].bend * (1 - out)


def _halfway(torso: Torso, point: tuple[float, float, float], u: float) -> Doubles:
    """(F, 3) a hand's place an arm's length from the chest towards somebody, chest axes."""
    to = np.array([*point[:2], 0.0]) - torso.place["chest"] * np.array([1.0, 1.0, 0.0])
    local = turned(unit(to), np.swapaxes(torso.turn["chest"], -1, -2))
    return local * 1.30 * u + np.array([0.0, 0.0, -0.12 * u])


def _receive(reaches: list[Reach], movement: Movement, torso: Torso, cue: Cue) -> None:
    """The taker's hand comes to meet the giver's; both hands go up for what is thrown."""
    go, u = contact_of(cue) + flight_of(cue), movement.head_unit
    out = rise(movement.times, go - 0.65, go - 0.08) * (1 - rise(movement.times, go + 0.15, go + 0.7))
    sides = (RIGHT, LEFT) if cue.doing.caught else (RIGHT,)
    for side in sides:
        place = np.array([1.05, SIDE[side] * 0.30, -0.15]) * u
        if cue.doing.caught and cue.doing.point is not None:
            spot = turned(np.array(cue.doing.point) - torso.place["chest"], np.swapaxes(torso.turn["chest"], -1, -2))
            place = spot * 0.9 + np.array([-0.05, SIDE[side] * 0.36, 0.0]) * u
        if not cue.doing.caught:
            place = _halfway(torso, (*cue.doing.position, 1.0), u)
        to(reaches[side], out, place, (-0.3, SIDE[side] * 0.6, -1.0))


def _fling(reaches: list[Reach], movement: Movement, cue: Cue) -> None:
    middle = (cue.start + cue.end) / 2
    up = settle(movement.times, cue.start + 0.1, middle) * (1 - rise(movement.times, middle + 0.1, cue.end))
    for side in (RIGHT, LEFT):
        place = np.array([0.35, SIDE[side] * 1.05, 0.75]) * movement.head_unit
        to(reaches[side], up * 0.85, place, (-0.6, SIDE[side] * 1.0, -0.6))


def _spring(reaches: list[Reach], movement: Movement, cue: Cue, busy: Busy) -> None:
    """Arms of a jumper: back in the crouch, thrown up at the take-off, and down again after the landing.

    Hands that hold one thing between them stay at it.
    """
    if any(_by_both(h.hold) and h.start < cue.end and h.end > cue.start for h in busy.holdings):
        return
    times, u = movement.times, movement.head_unit
    off, on = flight_times(cue)
    back = settle(times, cue.start, off - 0.16) * (1 - rise(times, off - 0.2, off + 0.02))
    up = rise(times, off - 0.18, off + 0.22) * (1 - rise(times, on - 0.06, on + 0.4))
    for side in (RIGHT, LEFT):
        to(reaches[side], back, np.array([-0.60, SIDE[side] * 0.55, -1.05]) * u, (-1.0, SIDE[side] * 0.4, 0.2))
        to(reaches[side], up, np.array([0.45, SIDE[side] * 0.80, 1.65]) * u, (-0.5, SIDE[side] * 1.0, -0.4))


def _by_both(hold: Hold) -> bool:
    """Whether it takes both hands."""
    return hold.right is not None and hold.left is not None


def _dance(reaches: list[Reach], movement: Movement, cue: Cue, busy: Busy) -> None:
    """One arm in an arc overhead, the other out low, changing with the beat; both wide while they twirl."""
    times, u = movement.times, movement.head_unit
    held = window(times, cue.start, cue.end, 0.5, 0.5)
    beat = 2 * math.pi * (times - cue.start) / (4 * DANCE_BEAT_S)
    sides = (LEFT,) if any(h.start <= cue.start <= h.end for h in busy.holdings) else (RIGHT, LEFT)
    turn = twirl_of(cue)
    wide = window(times, turn[0] - 0.15, turn[1] + 0.1, 0.25, 0.25)[:, None]
    for side in sides:
        wave = np.sin(beat + (0 if side == RIGHT else math.pi))
        out = 1.35 - 0.75 * np.maximum(wave, 0.0)
        place = np.stack([0.40 + 0.15 * wave, SIDE[side] * out, 0.25 + 1.35 * wave], -1)
        place = place * (1 - wide) + np.array([0.25, SIDE[side] * 1.75, 0.42]) * wide
        to(reaches[side], held, place * u, (-0.5, SIDE[side] * 1.0, -0.5))


# --- solving ------------------------------------------------------------------------------------------
def _solve(rest: Doubles, torso: Torso, reach: Reach, side: int, local: dict[str, Doubles]) -> tuple[Doubles, Doubles]:
    """Put the bones where the wrist asks: local turns into ``local``; the wrist and the palm in the world."""
    names = [_name(part, side) for part in ("upper_arm", "forearm", "hand")]
    joints = [rest[skeleton.INDEX[name]] for name in names]
    chest = torso.turn["chest"]
    shoulder = torso.at("chest", reach.shoulder)
    wanted = shoulder + turned(reach.offset, chest)
    pole = turned(reach.pole, chest)
    elbow, wrist = middle_joint(shoulder, wanted, _lengths(rest, side), pole, _SOFT_REACH)
    hinge = _elbow_hinge(shoulder, elbow, wrist, pole)
    y_axis = np.array([0.0, 1.0, 0.0])
    upper = bone_turn(joints[1] - joints[0], y_axis, elbow - shoulder, hinge)
    fore = bone_turn(joints[2] - joints[1], y_axis, wrist - elbow, hinge)
    hand = about(1, -reach.bend)
    local[names[0]] = np.swapaxes(chest, -1, -2) @ upper
    local[names[1]] = np.swapaxes(upper, -1, -2) @ fore
    local[names[2]] = hand
    along = unit(joints[2] - joints[1]) * PALM_HEADS * np.linalg.norm(joints[1] - joints[0]) / 0.88
    palm = wrist + turned(np.broadcast_to(along, wrist.shape), fore @ hand)
    return wrist, palm


def _elbow_hinge(shoulder: Doubles, elbow: Doubles, wrist: Doubles, pole: Doubles) -> Doubles:
    """The elbow's axis, towards the person's left when the arm hangs: the forearm bends forward about -y."""
    bent = crossed(wrist - elbow, elbow - shoulder)
    straight = crossed(wrist - shoulder, pole)
    size = np.linalg.norm(bent, axis=-1, keepdims=True)
    return np.where(size > 1e-6, bent, straight)
