"""Carrying bodies through space: where each person's root, heading, pelvis and feet are in every frame."""

import itertools
import math
from dataclasses import dataclass, replace

import numpy as np

from studio.engine import skeleton
from studio.engine.stage import footwork, legwork, postures
from studio.engine.stage.clock import touched
from studio.engine.stage.curves import drift, ease, rise, smoothed
from studio.engine.stage.entrances import Entrant
from studio.engine.stage.footwork import Feet, Step
from studio.engine.stage.ledger import FLOOR_REACH_HEADS, SEAT_REACH_HEADS
from studio.engine.stage.posing import acting_of, angle, gait_of
from studio.engine.stage.rotation import Doubles, Flags, wrapped
from studio.engine.stage.route import Point, progress
from studio.engine.stage.schedule import Cue

PELVIS_HEADS = 3.0
HIP_HEADS = 2.9
SEATED_HEADS = 2.62  # underside of the thighs above the ground when standing
JUMP_M = 0.34
GRAVITY = 9.81
STOOP_HEADS = 1.35
TURNS_S = 1.0
HAS_BEGUN_S = 0.45
CARRIED = frozenset({"swim", "plunge", "mount", "climb", "surface"})
"""Families in which something else than the feet carries the body."""


def at_work(times: Doubles, cue: Cue) -> Doubles:
    """0-1: down to the thing by two fifths of the cue, there for a moment, and back; at a handle a little longer."""
    if cue.doing.grasp is not None:
        return at_handle(times, cue)
    seconds = cue.end - cue.start
    middle = cue.start + 0.5 * seconds
    return rise(times, cue.start, middle - 0.06 * seconds) * (1 - rise(times, middle + 0.06 * seconds, cue.end))


def at_handle(times: Doubles, cue: Cue) -> Doubles:
    """0-1: at a handle as it begins to move, along with it for half its way, and back."""
    taken = contact_of(cue)
    return rise(times, cue.start, taken - 0.04) * (1 - rise(times, taken + 0.42, min(taken + 1.0, cue.end + 0.2)))


def stoop_of(cue: Cue) -> float:
    """0-1: how far down one must go for the thing."""
    height = cue.doing.point[2] if cue.doing.point is not None else 1.0
    return 0.0 if cue.doing.seat is not None else min(1.0, max(0.0, (0.82 - height) / 0.75))


@dataclass(frozen=True, eq=False)
class Movement:
    """One person's way through the shot, per frame.

    root (F, 2), heading (F,), lift (F,) metres; seated 0-1 on a seat; floor 0-1 sitting on the ground;
    walking 0-1; running 0-1; swing: how much the arms swing beside usual; kneeling, lying, crawling 0-1.
    """

    times: Doubles
    root: Doubles
    heading: Doubles
    lift: Doubles
    seated: Doubles
    floor: Doubles
    walking: Doubles
    running: Doubles
    swing: Doubles
    kneeling: Doubles
    lying: Doubles
    crawling: Doubles
    feet: Feet
    steps: tuple[Step, ...]
    head_unit: float


@dataclass
class _Way:
    """The body's curves while the cues are laid one after another."""

    times: Doubles
    root: Doubles
    heading: Doubles
    seat: Doubles
    seated: Doubles
    floor: Doubles
    jump: Doubles
    walking: Doubles
    running: Doubles
    swing: Doubles
    kneeling: Doubles
    lying: Doubles
    bed: Doubles
    crawling: Doubles
    steps: list[Step]
    position: Point
    facing: float
    foot: int = footwork.LEFT


def move(entrant: Entrant, cues: list[Cue], times: Doubles, rng: np.random.Generator) -> Movement:
    """Carry one person through their cues. Cues are in time order and do not overlap for walks."""
    unit = skeleton.head_unit(entrant.member.look)
    spread = footwork.HIP_HALF_HEADS * unit * rng.uniform(0.95, 1.2)
    way = _started(entrant, times, spread, unit, rng)
    for cue in cues:
        _carry(way, cue, entrant, spread, unit)
    way.steps[:] = footwork.in_turn(way.steps)
    feet = footwork.feet(tuple(way.steps), times, unit)
    for cue in cues:
        reach = legwork.reach_of(cue)
        if reach is not None:
            feet = legwork.kicking(feet, (way.times, way.heading), (cue, contact_of(cue)), reach, unit)
    root = way.root + _weight_shift(way, feet, unit, rng)
    lift = _lift(way, root, feet, entrant, unit)
    feet = postures.feet_down(feet, way, unit)
    return Movement(
        times, root, way.heading, lift, way.seated * (1 - way.lying), way.floor * (1 - way.lying),
        way.walking, way.running, way.swing,
        way.kneeling, way.lying, way.crawling, feet, tuple(way.steps), unit,
    )  # fmt: skip


def _started(entrant: Entrant, times: Doubles, spread: float, unit: float, rng: np.random.Generator) -> _Way:
    count = len(times)
    zeros = np.zeros(count)
    seat = entrant.seat
    lies, kneels = entrant.posture == "lying", entrant.posture == "kneeling"
    sits, on_floor = seat is not None and seat > 0.1, seat is not None and seat <= 0.1 and not kneels
    reach = postures.LYING_REACH_HEADS * unit if lies else -postures.KNEEL_REACH_HEADS * unit if kneels else None
    reach = (0.0 if seat is None else _reach(seat, unit)) if reach is None else reach
    at = _ahead(entrant.position, entrant.heading, reach)
    ahead = 0.0 if seat is not None else rng.uniform(0.01, 0.045) * rng.choice([-1.0, 1.0])
    return _Way(
        times,
        np.tile(np.array(entrant.position), (count, 1)),
        np.full(count, entrant.heading),
        np.full(count, seat or 0.0),
        zeros + sits,
        zeros + on_floor,
        zeros.copy(),
        zeros.copy(),
        zeros.copy(),
        zeros + 1.0,
        zeros + kneels,
        zeros + lies,
        np.full(count, seat or 0.0),
        zeros.copy(),
        footwork.stance(at, entrant.heading, spread, forward=ahead),
        entrant.position,
        entrant.heading,
    )


def _reach(seat: float, unit: float) -> float:
    return (SEAT_REACH_HEADS if seat > 0.1 else FLOOR_REACH_HEADS) * unit


def _ahead(position: Point, heading: float, metres: float) -> Point:
    return position[0] + math.cos(heading) * metres, position[1] + math.sin(heading) * metres


def _carry(way: _Way, cue: Cue, entrant: Entrant, spread: float, unit: float) -> None:
    family = cue.doing.family
    acting = acting_of(cue)
    if family in ("walk", "push", "pull") and cue.doing.route is not None:
        _walk(way, cue, entrant.member.look.height_m, spread)
        _gait(way, cue, unit)
    elif family == "kneel":
        postures.kneel(way, cue)
    elif family in ("lie", "tumble"):
        postures.lie(way, cue, unit, spread)
    elif family == "rise" and cue.doing.posture in ("kneeling", "lying"):
        postures.get_up(way, cue, spread)
    elif family == "sit" and cue.doing.posture == "lying":
        postures.sit_up(way, cue, _reach(cue.doing.seat or 0.0, unit), spread)
    elif family == "turn":
        _turn(way, cue, spread)
    elif family in ("sit", "rise", "fall"):
        _change_height(way, cue, unit)
    elif family == "jump":
        _jump(way, cue)
    elif family == "dance":
        _dance(way, cue, spread)
    elif family in CARRIED:
        _carried(way, cue, spread)
    elif (family in ("pick_up", "put_down") or cue.doing.grasp is not None) and cue.doing.point is not None:
        way.jump -= stoop_of(cue) * STOOP_HEADS * unit * at_work(way.times, cue)
    if family in ("push", "pull"):
        way.jump -= 0.8 * stoop_of(cue) * unit * postures.share(way.times, cue, 0.0, 0.2)
        way.jump += 0.8 * stoop_of(cue) * unit * postures.share(way.times, cue, 0.88, 1.0)
    elif acting is not None:
        way.jump -= angle(acting, cue, way.times, "sink") * unit


def swum_share(times: Doubles, cue: Cue) -> Doubles:
    """(F,) how far along a swim is; one that is under way as the shot begins has its speed already."""
    return progress(times, cue.start - (HAS_BEGUN_S if underway(cue) else 0.0), cue.end)


def underway(cue: Cue) -> bool:
    """Whether the shot begins in the middle of a swim."""
    return cue.doing.underway and cue.start < 0.01


def _carried(way: _Way, cue: Cue, spread: float) -> None:
    """Something else than the feet carries the body (water, ladders): the feet are found where it ends."""
    doing, goal = cue.doing, np.array(cue.doing.position)
    share = swum_share(way.times, cue) if doing.family == "swim" else rise(way.times, cue.start, cue.end)
    way.root += (goal - np.array(way.position)) * share[:, None]
    turn = wrapped(doing.heading - way.facing)
    way.heading += turn * rise(way.times, cue.start, min(cue.start + TURNS_S, cue.end))
    way.facing += turn
    way.position = doing.position
    middle = (cue.start + cue.end) / 2
    for step in footwork.stance(way.position, way.facing, spread):
        way.steps.append(replace(step, leave=middle - 1e-3, land=middle, silent=True))


def _gait(way: _Way, cue: Cue, unit: float) -> None:
    """What a way of going does to the whole body: low knees, hops, limping, hands and knees."""
    gait = gait_of(cue)
    going = rise(way.times, cue.start - 0.1, cue.start + 0.3) * (1 - rise(way.times, cue.end - 0.3, cue.end + 0.1))
    way.swing += (gait.swing - 1.0) * going
    way.jump -= gait.sink * unit * going
    landings = [step.land for step in way.steps if step.leave >= cue.start - 1e-6]
    if gait.hop_m and len(landings) > 1:
        phase = np.interp(way.times, landings, np.arange(len(landings)))
        way.jump += gait.hop_m * going * np.abs(np.sin(math.pi * phase))
    if gait.lurch and len(landings) > 1:
        phase = np.interp(way.times, landings, np.arange(len(landings)))
        way.jump -= gait.lurch * unit * going * (0.5 + 0.5 * np.cos(math.pi * phase))
    if gait.crawls:
        way.crawling[:] = np.maximum(way.crawling, going)


def _after(way: _Way, time: float) -> Flags:
    return way.times >= time


def _walk(way: _Way, cue: Cue, height: float, spread: float) -> None:
    route = cue.doing.route
    assert route is not None
    travelled = progress(way.times, cue.start, cue.end) * route.length
    bearing = route.bearing(travelled)
    bearing = bearing + 2 * math.pi * round((way.facing - bearing[0]) / (2 * math.pi))
    turning = rise(way.times, cue.start - 0.1, cue.start + 0.4)
    onwards = _after(way, cue.start)
    offset = np.array(way.position) - np.array(route.points[0])
    way.root[onwards] = (route.at(travelled) + offset)[onwards]
    way.heading[:] = np.where(turning > 0, way.heading + (bearing - way.heading) * turning, way.heading)
    first = _first_foot(way, float(bearing[0]))
    gait = gait_of(cue)
    steps = footwork.walk(route, (cue.start, cue.end), height * gait.step, spread, cue.doing.running, first)
    steps = steps if gait.lift_m is None else [replace(step, arc=gait.lift_m) for step in steps]
    way.steps += [replace(step, silent=True) for step in steps] if cue.doing.motion == "ride" else steps
    going = rise(way.times, cue.start - 0.05, cue.start + 0.25) * (1 - rise(way.times, cue.end - 0.3, cue.end + 0.1))
    way.walking[:] = np.maximum(way.walking, going)
    if cue.doing.running:
        way.running[:] = np.maximum(way.running, going)
    end = route.points[-1]
    way.position, way.facing = (end[0] + offset[0], end[1] + offset[1]), float(bearing[-1])
    way.facing = float(route.bearing(np.array([route.length]))[0])
    way.facing += 2 * math.pi * round((bearing[-1] - way.facing) / (2 * math.pi))


def _first_foot(way: _Way, bearing: float) -> int:
    turning = wrapped(bearing - way.facing)
    way.foot = footwork.LEFT if turning > 0.2 else footwork.RIGHT if turning < -0.2 else 1 - way.foot
    return way.foot


def _turn(way: _Way, cue: Cue, spread: float) -> None:
    change = wrapped(cue.doing.heading - way.facing)
    way.heading += change * rise(way.times, cue.start, cue.end)
    way.steps += footwork.turn(way.position, (way.facing, way.facing + change), (cue.start, cue.end), spread)
    way.facing += change


def _change_height(way: _Way, cue: Cue, unit: float) -> None:
    """Sitting down, getting up, falling on one's seat: the feet stay, the pelvis goes back and down or up."""
    family, seat = cue.doing.family, cue.doing.seat or 0.0
    end = cue.end if family != "fall" else cue.start + 0.55 * (cue.end - cue.start)
    x = np.clip((way.times - cue.start) / max(end - cue.start, 1e-6), 0, 1)
    amount = x**2 * (1.4 - 0.4 * x) if family == "fall" else ease(x)
    ahead = _reach(seat, unit)
    goal = _ahead(way.position, way.facing, ahead if family == "rise" else -ahead)
    if family == "sit" and seat > 0.1:
        goal = cue.doing.position
    if family == "sit":
        way.heading += wrapped(cue.doing.heading - way.facing) * amount
        way.facing += wrapped(cue.doing.heading - way.facing)
    way.root += (np.array(goal) - np.array(way.position)) * amount[:, None]
    if family != "rise":
        way.seat[_after(way, cue.start)] = seat
    target = way.seated if seat > 0.1 else way.floor
    target += -amount * target if family == "rise" else amount * (1 - target)
    way.position = goal


def _jump(way: _Way, cue: Cue) -> None:
    """Crouch, fly as thrown, and land: the flight is ballistic whatever the length of the cue."""
    off, on = flight_times(cue)
    flight = on - off
    height = GRAVITY * flight**2 / 8
    t = np.clip((way.times - off) / flight, 0, 1)
    crouch = -0.16 * rise(way.times, cue.start, off - 0.08) * (1 - rise(way.times, off - 0.1, off))
    landing = -0.14 * rise(way.times, off + flight - 0.02, off + flight + 0.09)
    landing *= 1 - rise(way.times, off + flight + 0.1, max(cue.end, off + flight + 0.45))
    way.jump += 4 * height * t * (1 - t) + crouch + landing
    goal = way.position if cue.doing.route is None else cue.doing.position
    x, y = goal[0] - way.position[0], goal[1] - way.position[1]
    way.root += np.array([x, y]) * t[:, None]
    way.position = goal
    feet: dict[int, Step] = {step.foot: step for step in way.steps}
    for step in feet.values():
        way.steps.append(Step(step.foot, step.x + x, step.y + y, step.yaw, off, off + flight, height, airborne=True))


def flight_times(cue: Cue) -> tuple[float, float]:
    """When a jumper leaves the ground and comes down again."""
    height = JUMP_M * min(1.6, max(0.5, cue.doing.manner))
    flight = 2 * math.sqrt(2 * height / GRAVITY)
    off = cue.start + 0.45 * max(0.0, cue.end - cue.start - flight)
    return off, off + flight


def _dance(way: _Way, cue: Cue, spread: float) -> None:
    """A twirl in the middle, small steps on the beat before and after."""
    seconds, beat, turn = cue.end - cue.start, legwork.DANCE_BEAT_S, legwork.twirl_of(cue)
    way.jump -= legwork.bounce(way.times, cue)
    way.heading += 2 * math.pi * rise(way.times, *turn)
    beats = [cue.start + k * beat for k in range(int(0.34 * seconds / beat))]
    beats += [turn[1] + 0.1 + k * beat for k in range(int(0.24 * seconds / beat))]
    for k, at in enumerate(b for b in beats if b < turn[0] - 0.35 or b > turn[1]):
        foot = k % 2
        here = footwork.stance(way.position, way.facing, spread * (1.5 if k % 4 < 2 else 1.0), at)[foot]
        way.steps.append(Step(foot, here.x, here.y, here.yaw, at, at + 0.3, 0.05))
    thirds = np.linspace(*turn, 4)
    for k, (begin, end) in enumerate(itertools.pairwise(thirds.tolist())):  # by less than half a turn its way is clear
        headings = way.facing + k * math.tau / 3, way.facing + (k + 1) * math.tau / 3
        way.steps += footwork.turn(way.position, headings, (begin, end), spread)
    way.steps.sort(key=lambda step: step.leave)
    way.facing += 2 * math.pi


def _weight_shift(way: _Way, feet: Feet, unit: float, rng: np.random.Generator) -> Doubles:
    """(F, 2) how far the pelvis goes over the standing foot: the free foot when walking, slow shifts when standing."""
    frames = 1 / max(way.times[1] - way.times[0], 1e-3) if len(way.times) > 1 else 24
    left, right = feet.planted[:, 0].astype(float), feet.planted[:, 1].astype(float)
    over = smoothed((left - right) * way.walking, 0.09 * frames) * 0.09
    side = 1.0 if rng.random() < 0.5 else -1.0
    idle = (side * 0.085 + 0.05 * drift(way.times, rng, 9.0, 2)) * (1 - smoothed(way.walking, 0.12 * frames))
    over += idle * (1 - np.maximum(way.seated, way.floor))
    across = np.stack([-np.sin(way.heading), np.cos(way.heading)], -1)
    return across * (over * unit)[:, None]


def _lift(way: _Way, root: Doubles, feet: Feet, entrant: Entrant, unit: float) -> Doubles:
    """How far the pelvis is above (or below) its rest height: as high as the legs reach, or as the seat is."""
    rest = skeleton.rest_joints(entrant.member.look)
    joint = skeleton.INDEX
    leg = np.linalg.norm(rest[joint["thigh_l"]] - rest[joint["shin_l"]]) + np.linalg.norm(
        rest[joint["shin_l"]] - rest[joint["foot_l"]]
    )
    straight = 0.995 - 0.012 * np.maximum(way.walking, np.maximum(way.seated, way.floor))
    hips = [_hip(root, way.heading, rest[joint[name]]) for name in ("thigh_l", "thigh_r")]
    planted_height = [feet.ankle[:, k, 2] + _drop(straight * leg, hips[k], feet.ankle[:, k]) for k in (0, 1)]
    highest = [np.where(feet.planted[:, k], planted_height[k], 9.0) for k in (0, 1)]
    top = np.minimum(np.minimum(*highest), HIP_HEADS * unit) - HIP_HEADS * unit
    frames = 1 / max(way.times[1] - way.times[0], 1e-3) if len(way.times) > 1 else 24
    standing = smoothed(top, 0.05 * frames) - 0.002 - 0.006 * way.walking + _flight(way, feet) + way.jump
    seat = way.seat - SEATED_HEADS * unit
    floor = 0.05 - SEATED_HEADS * unit * 0.985
    lift = standing * (1 - way.seated) * (1 - way.floor) + seat * way.seated + floor * way.floor
    return postures.lowered(lift, way, unit)


def _flight(way: _Way, feet: Feet) -> Doubles:
    """A runner's body rises while no foot is down."""
    free = ~(feet.planted[:, 0] | feet.planted[:, 1])
    return smoothed(free * way.running, 1.4) * 0.05


def _hip(root: Doubles, heading: Doubles, rest: Doubles) -> Doubles:
    cos, sin = np.cos(heading), np.sin(heading)
    return root + np.stack([cos * rest[0] - sin * rest[1], sin * rest[0] + cos * rest[1]], -1)


def _drop(leg: Doubles, hip: Doubles, ankle: Doubles) -> Doubles:
    """How high above its ankle a hip is, with a leg of this length between them."""
    flat = ((hip - ankle[:, :2]) ** 2).sum(-1)
    return np.sqrt(np.maximum(leg**2 - flat, 0.04))


def contact_of(cue: Cue) -> float:
    """When the hand or the foot lets go of, takes or meets the thing."""
    return touched(cue)
