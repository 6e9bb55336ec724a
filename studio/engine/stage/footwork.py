"""Where feet stand and when they step: plants that never slide, and swings between them.

A plan is a tuple of steps in time order; for each foot, a step stands until the foot's next one leaves.
"""

import math
from dataclasses import dataclass, replace

import numpy as np

from studio.engine.skeleton import ANKLE_HEADS
from studio.engine.stage.curves import ease
from studio.engine.stage.rotation import Doubles, Flags, wrapped
from studio.engine.stage.route import Point, Route, progress

LEFT, RIGHT = 0, 1
BALL_HEADS = 0.30  # ball of the foot in front of the ankle
HEEL_HEADS = 0.13
HIP_HALF_HEADS = 0.16  # half the distance between the ankles when walking
_BEGINNING = -1e9
_WHOLE_ROLL_S = 0.25
_FREE_S = 0.05  # from the ground on, until a foot is quite free of it
_HASTE_S = 0.16  # the shortest a late step takes


@dataclass(frozen=True)
class Step:
    """One foot set down at (x, y) pointing to ``yaw``; in the air from ``leave`` to ``land``.

    arc: how high the ankle rises on the way, metres. airborne: both feet fly (a jump): the arc is the body's.
    silent: nobody sees or hears it: something else carries the body.
    """

    foot: int
    x: float
    y: float
    yaw: float
    leave: float
    land: float
    arc: float = 0.07
    airborne: bool = False
    running: bool = False
    silent: bool = False


@dataclass(frozen=True, eq=False)
class Feet:
    """Both feet per frame: ankle (F, 2, 3) metres in the world, pitch and yaw (F, 2), planted (F, 2) bool."""

    ankle: Doubles
    pitch: Doubles
    yaw: Doubles
    planted: Flags

    def in_the_air(self, times: Doubles) -> Doubles:
        """(F, 2) how much each foot is off the ground, 0 while it stands to 1 a little after and before it does."""
        return np.stack([_off_the_ground(times, planted) for planted in self.planted.T], 1)


def _off_the_ground(times: Doubles, planted: Flags) -> Doubles:
    stands = np.concatenate([[-np.inf], times[planted], [np.inf]])
    after = np.searchsorted(stands, times)
    return ease(np.minimum(times - stands[after - 1], stands[after] - times) / _FREE_S)


def stance(
    position: Point, heading: float, spread: float, time: float = _BEGINNING, forward: float = 0.0
) -> list[Step]:
    """Both feet side by side under the body, toes a little out, one ``forward`` metres ahead of the other."""
    return [_stood(foot, position, heading, spread, (time, time), forward) for foot in (LEFT, RIGHT)]


def _stood(
    foot: int, position: Point, heading: float, spread: float, when: tuple[float, float], forward: float = 0.0
) -> Step:
    side = 1 if foot == LEFT else -1
    ahead = forward if foot == LEFT else -forward
    x = position[0] + math.cos(heading) * ahead - math.sin(heading) * side * spread
    y = position[1] + math.sin(heading) * ahead + math.cos(heading) * side * spread
    return Step(foot, x, y, heading + side * 0.16, when[0], when[1], 0.05)


def step_length(speed: float, height: float, running: bool) -> float:
    """Metres a step at a speed, for a person of a height. Source: Froude-like scaling of human gait."""
    if running:
        return height * 0.58 * (speed / 3.0) ** 0.6
    return height * 0.355 * (speed / 1.2) ** 0.5


def walk(
    route: Route, span: tuple[float, float], height: float, spread: float, running: bool, first: int
) -> list[Step]:
    """The steps of a walk along a route, the last one closing the feet side by side."""
    length = route.length
    start, end = span
    count = max(1, round(length / step_length(length / max(end - start, 0.1), height, running)))
    stride = length / count
    hold = stride * (0.36 if running else 0.58)
    clock = np.linspace(start, end, 400)
    travelled = progress(clock, start, end) * length

    def when(distance: float) -> float:
        return float(np.interp(distance, travelled, clock))

    steps: list[Step] = []
    for k in range(1, count + 2):
        at = min(length, stride * k)
        leave = max(start, when(stride * (k - 2) + hold)) if k > 1 else start
        land = max(when(at - hold), leave + 0.12) if k <= count else max(end - 0.02, leave + 0.22)
        foot = first if k % 2 else 1 - first
        steps.append(_walked(route, at, foot, spread, (leave, land), running))
    return steps


def _walked(route: Route, distance: float, foot: int, spread: float, when: tuple[float, float], running: bool) -> Step:
    x, y = route.at(np.array([distance]))[0]
    bearing = float(route.bearing(np.array([distance]))[0])
    side = 1 if foot == LEFT else -1
    width = spread * (0.55 if running else 0.75)
    x, y = x - math.sin(bearing) * side * width, y + math.cos(bearing) * side * width
    arc = 0.17 if running else 0.055
    return Step(foot, float(x), float(y), bearing + side * 0.08, when[0], when[1], arc, running=running)


def turn(position: Point, headings: tuple[float, float], span: tuple[float, float], spread: float) -> list[Step]:
    """Turning on the spot by small steps, the inner foot first."""
    before, after = headings
    change = wrapped(after - before)
    count = max(1, math.ceil(abs(change) / 0.9))
    beat = (span[1] - span[0]) / (2 * count)
    lead = LEFT if change >= 0 else RIGHT
    steps: list[Step] = []
    for k in range(count):
        heading = before + change * (k + 1) / count
        for half, foot in enumerate((lead, 1 - lead)):
            at = span[0] + (2 * k + half) * beat
            steps.append(_stood(foot, position, heading, spread, (at, at + beat)))
    return steps


def in_turn(steps: list[Step]) -> list[Step]:
    """The steps, none of which leaves before the same foot has landed from its last one."""
    landed: dict[int, float] = {}
    found: list[Step] = []
    for step in sorted(steps, key=lambda step: step.leave):
        leave = max(step.leave, landed.get(step.foot, step.leave))
        land = max(step.land, leave + min(_HASTE_S, step.land - step.leave)) if leave > step.leave else step.land
        landed[step.foot] = land
        found.append(replace(step, leave=leave, land=land))
    return found


def feet(steps: tuple[Step, ...], times: Doubles, head_unit: float) -> Feet:
    """Both feet at every time: planted feet stand still, and roll from heel to toe."""
    sides = [_one_foot([s for s in steps if s.foot == foot], times, head_unit) for foot in (LEFT, RIGHT)]
    return Feet(
        np.stack([side[0] for side in sides], 1),
        np.stack([side[1] for side in sides], 1),
        np.stack([side[2] for side in sides], 1),
        np.stack([side[3] for side in sides], 1),
    )


def _one_foot(steps: list[Step], times: Doubles, head_unit: float) -> tuple[Doubles, Doubles, Doubles, Flags]:
    leaves, lands = np.array([s.leave for s in steps]), np.array([s.land for s in steps])
    spots = np.array([[s.x, s.y] for s in steps])
    yaws = np.unwrap(np.array([s.yaw for s in steps]))
    arcs = np.array([s.arc for s in steps])
    walking = np.array([s.arc > 0.052 and not s.airborne for s in steps])
    now = np.clip(np.searchsorted(leaves, times, "right") - 1, 0, len(steps) - 1)
    last, after = np.maximum(now - 1, 0), np.minimum(now + 1, len(steps) - 1)
    swing = np.clip((times - leaves[now]) / np.maximum(lands[now] - leaves[now], 1e-6), 0, 1)
    planted = times >= lands[now] - 1e-9
    next_leave = np.where(after > now, leaves[after], 1e9)
    strikes = np.where(walking, 0.32, 0.0)
    pitch = _roll(times, lands[now], next_leave, np.where(after > now, _leaving(walking[after]), 0.0), strikes[now])
    left = _roll(leaves[now], lands[last], leaves[now], _leaving(walking[now]), strikes[last])
    air = _swing_pitch(swing, left, -strikes[now]) + np.where(walking[now], 0.0, 0.12 * np.sin(math.pi * swing))
    pitch = np.where(planted, pitch, air)
    blend = (swing * swing * (3 - 2 * swing))[:, None]
    yaw = yaws[last] + (yaws[now] - yaws[last]) * blend[:, 0]
    ground = spots[last] + (spots[now] - spots[last]) * blend
    ground = np.where(planted[:, None], spots[now], ground)
    yaw = np.where(planted, yaws[now], yaw)
    height = np.where(planted, 0.0, arcs[now] * np.sin(math.pi * swing) ** 1.3)
    airborne = np.array([s.airborne for s in steps])[now] & ~planted
    height = np.where(airborne, arcs[now] * 4 * swing * (1 - swing), height)
    return _ankle(ground, pitch, yaw, height, head_unit), pitch, yaw, planted


def _leaving(walking: Flags) -> Doubles:
    """How far a foot has rolled on its ball when it leaves, radians."""
    return np.where(walking, 0.62, 0.0)


def _roll(times: Doubles, land: Doubles, leave: Doubles, leaving: Doubles, strike: Doubles) -> Doubles:
    """Foot pitch while planted: down from the heel within a tenth of a second, up on the ball to leave.

    A foot that stands for a moment only has no time to roll all the way.
    """
    held = np.clip(leave - land, 0.0, 1.0)
    down = -strike * (1 - ease((times - land) / 0.09))
    up = ease((times - (leave - 0.45 * held)) / np.maximum(0.45 * held, 1e-6)) ** 1.2
    return down + leaving * ease(held / _WHOLE_ROLL_S) * up


def _swing_pitch(swing: Doubles, start: Doubles, end: Doubles) -> Doubles:
    """Foot pitch in the air: the heel still high at first, the toes up just before landing."""
    return start * (1 - ease(swing / 0.6)) + end * ease((swing - 0.55) / 0.45)


def _ankle(ground: Doubles, pitch: Doubles, yaw: Doubles, height: Doubles, head_unit: float) -> Doubles:
    """Where the ankle is when the foot rolls on its ball (pitch > 0) or its heel (pitch < 0)."""
    pivot = np.where(pitch > 0, BALL_HEADS, -HEEL_HEADS) * head_unit
    rise = ANKLE_HEADS * head_unit
    forward = pivot - pivot * np.cos(pitch) + rise * np.sin(pitch)
    up = pivot * np.sin(pitch) + rise * np.cos(pitch)
    return np.stack([ground[:, 0] + np.cos(yaw) * forward, ground[:, 1] + np.sin(yaw) * forward, up + height], -1)
