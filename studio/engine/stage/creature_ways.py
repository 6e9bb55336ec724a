"""The ways creatures go: the ground under them and their heading in every frame, without a jump anywhere."""

import math
from dataclasses import dataclass

import numpy as np

from studio.engine.creatures import Creature, Pace
from studio.engine.stage.creature_doings import FLYING, GRAVITY, leap_heights, pace_of
from studio.engine.stage.curves import rise, smoothed
from studio.engine.stage.ledger import Standing
from studio.engine.stage.playing import Track
from studio.engine.stage.rotation import Doubles, Flags, wrapped
from studio.engine.stage.route import Route, progress
from studio.engine.stage.schedule import Cue

HOP_STANDS = 0.34
"""Of each hop, how much of the time is spent on the ground."""
TURNS_IN_S = 0.45


@dataclass(frozen=True, eq=False)
class Way:
    """How a creature is carried, per frame.

    root: (F, 3) the ground point under it, or below it in the air; heading: (F,) radians, unwrapped. going: (F,) 0 to 1
    under way; running: (F,) 0 to 1; air: (F,) 0 feet on the ground to 1 in the air; tuck: (F,) up -1 to down 1 of a
    leap; flight: (F,) wings (or fins) at work; sneaking: (F,) 0 to 1.
    """

    root: Doubles
    heading: Doubles
    going: Doubles
    running: Doubles
    air: Doubles
    tuck: Doubles
    flight: Doubles
    sneaking: Doubles

    def speed(self, fps: int) -> Doubles:
        """(F,) metres a second over the ground."""
        step: Doubles = np.gradient(self.root[:, :2], axis=0)
        return np.linalg.norm(step, axis=1) * fps


def way_of(creature: Creature, began: Standing, cues: tuple[Cue, ...], times: Doubles, length: float) -> Way:
    """The way through a shot. length: of the body, metres."""
    count = len(times)
    root = np.tile(np.array([*began.position, began.height]), (count, 1))
    heading = np.full(count, began.heading)
    extra = {name: np.zeros(count) for name in ("going", "running", "air", "tuck", "flight", "sneaking")}
    if began.posture == FLYING:
        extra["flight"] += 1.0
    for cue in cues:
        _carry(creature, cue, times, root, heading, extra, length)
    return Way(root, heading, **extra)


def taken_by(creature: Creature, ridden: Track, fps: int, tall: float) -> Way:
    """The way of a creature that goes where its rider has it go. tall: how high it is, metres."""
    off = np.maximum(ridden.position[:, 2] - tall / 2, 0.0) if creature.fly_mps else np.zeros(len(ridden.position))
    root = np.column_stack([ridden.position[:, :2], off])
    heading = np.unwrap(2 * np.arctan2(ridden.orientation[:, 3], ridden.orientation[:, 0]))
    speed = np.linalg.norm(np.gradient(root[:, :2], axis=0), axis=1) * fps
    walks, runs = pace_of(creature, "walk").speed, pace_of(creature, "run").speed
    going = smoothed(np.clip(speed / (0.5 * walks), 0.0, 1.0), 0.15 * fps)
    running = smoothed(np.clip((speed - walks) / max(0.5 * (runs - walks), 0.1), 0.0, 1.0), 0.15 * fps)
    nothing = np.zeros(len(root))
    flight = np.clip(off / (0.4 * creature.high_m), 0.0, 1.0)
    return Way(root, heading, going * (1 - flight), running * (1 - flight), nothing, nothing, flight, nothing)


def _carry(
    creature: Creature,
    cue: Cue,
    times: Doubles,
    root: Doubles,
    heading: Doubles,
    extra: dict[str, Doubles],
    length: float,
) -> None:
    """Write one cue into the way, from its start to the end of the shot."""
    doing, on = cue.doing, times >= cue.start - 1e-9
    if not on.any():
        return
    first = int(np.argmax(on))
    start, facing = root[first].copy(), float(heading[first])
    style = doing.style
    if doing.route is not None and style in ("walk", "run", "sneak"):
        _walk(pace_of(creature, style), cue, times, on, root, heading, extra)
    elif style == "leap" and doing.route is not None:
        _leap(cue, times, on, root, extra, length)
    elif style in ("fly", "swim") and doing.route is not None:
        share = progress(times, cue.start, cue.end)
        root[on] = start + share[on, None] * (np.array([*doing.position, doing.height]) - start)
        if style == "fly":
            span = float(np.linalg.norm(root[-1] - start))
            root[on, 2] += 0.10 * span * np.sin(math.pi * share[on]) * (1 if doing.height < start[2] + 2 else 0.5)
            begins = rise(times, cue.start, cue.start + 0.25)
            ends = 0.0 if doing.becomes == FLYING else rise(times, cue.end - 0.2, cue.end)
            extra["flight"][on] = np.maximum(extra["flight"][on] * (1 - begins[on]), (begins * (1 - ends))[on])
        else:
            extra["going"][on] = np.maximum(extra["going"][on], _under_way(times, cue)[on])
    if style in ("turn", "leap", "fly", "swim"):
        over = TURNS_IN_S if style != "turn" else cue.end - cue.start
        change = wrapped(doing.heading - facing)
        heading[on] = facing + change * rise(times, cue.start, cue.start + max(over, 0.15))[on]


def _walk(
    pace: Pace, cue: Cue, times: Doubles, on: Flags, root: Doubles, heading: Doubles, extra: dict[str, Doubles]
) -> None:
    route = rounded(cue.doing.route or Route((cue.doing.position, cue.doing.position)))
    facing, moving = float(heading[int(np.argmax(on))]), _under_way(times, cue)
    share = progress(times, cue.start, cue.end)
    if pace.hop > 0:
        share = _hopping(pace, route.length, cue, times, root, extra)
    root[on, :2] = route.at(share * route.length)[on]
    root[on, 2] += cue.doing.height - (0.0 if pace.hop else float(root[int(np.argmax(on)), 2]))
    bearing = route.bearing(share * route.length)
    change = np.array([wrapped(float(each) - facing) for each in bearing])
    turned = rise(times, cue.start, cue.start + TURNS_IN_S)
    heading[on] = (facing + np.unwrap(change) * turned)[on]
    style = cue.doing.style
    extra["going"][:] = np.maximum(extra["going"], moving)
    if style in ("run", "sneak"):
        name = "running" if style == "run" else "sneaking"
        extra[name][:] = np.maximum(extra[name], moving)


def _under_way(times: Doubles, cue: Cue) -> Doubles:
    return rise(times, cue.start, cue.start + 0.25) * (1 - rise(times, cue.end - 0.25, cue.end))


def _hopping(pace: Pace, length: float, cue: Cue, times: Doubles, root: Doubles, extra: dict[str, Doubles]) -> Doubles:
    """Share of the way (F,) of what goes in hops: still on the ground, a parabola through the air."""
    hops = max(1, round(length / pace.stride))
    at = np.clip((times - cue.start) / (cue.end - cue.start), 0, 1 - 1e-9) * hops
    number, part = np.floor(at), at % 1.0
    fly = np.clip((part - HOP_STANDS) / (1 - HOP_STANDS), 0, 1)
    inside = (times >= cue.start) & (times < cue.end)
    root[inside, 2] += pace.hop * 4 * (fly * (1 - fly))[inside]
    extra["air"][inside] = np.maximum(extra["air"], np.clip(6 * np.minimum(fly, 1 - fly), 0, 1))[inside]
    extra["tuck"][inside] = (np.sin(math.pi * fly) * np.cos(math.pi * fly) * -1.6)[inside]
    return np.where(times >= cue.end, 1.0, (number + fly) / hops)


def _leap(cue: Cue, times: Doubles, on: Flags, root: Doubles, extra: dict[str, Doubles], length: float) -> None:
    """Crouch, fly as a thrown thing does, land."""
    start = root[int(np.argmax(on))].copy()
    end = np.array([*cue.doing.position, cue.doing.height])
    air = min(cue.doing.flight, 0.8 * (cue.end - cue.start))
    off = cue.start + 0.55 * (cue.end - cue.start - air)
    share = np.clip((times - off) / air, 0, 1)
    up, _ = leap_heights(start[2], end[2], length)
    rising = math.sqrt(2 * up / GRAVITY)
    scale = cue.doing.flight / air
    since = share * air * scale
    root[on, :2] = (start[:2] + share[:, None] * (end[:2] - start[:2]))[on]
    height = start[2] + GRAVITY * rising * since - 0.5 * GRAVITY * since**2
    root[on, 2] = np.where(share >= 1, end[2], height)[on]
    aloft = np.clip(10 * np.minimum(share, 1 - share), 0, 1)
    extra["air"][:] = np.maximum(extra["air"], aloft)
    ready = rise(times, cue.start, off) * (1 - rise(times, off, off + 0.12))
    landed = rise(times, off + air - 0.05, off + air + 0.08) * (1 - rise(times, off + air + 0.08, cue.end + 0.15))
    extra["sneaking"][:] = np.maximum(extra["sneaking"], 1.3 * np.maximum(ready, landed))
    extra["tuck"][:] += aloft * (2 * share - 1) * (share > 0) * (share < 1)


def rounded(route: Route) -> Route:
    """A route with its corners cut round, its ends as they were. Source: Chaikin 1974."""
    points = np.array(route.points)
    for _ in range(4 if len(points) > 2 else 0):
        inner = np.stack([0.75 * points[:-1] + 0.25 * points[1:], 0.25 * points[:-1] + 0.75 * points[1:]], 1)
        points = np.vstack([points[:1], inner.reshape(-1, 2)[1:-1], points[-1:]])
    return Route(tuple((float(x), float(y)) for x, y in points))
