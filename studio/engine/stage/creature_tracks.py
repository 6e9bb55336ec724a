"""The creatures of a shot, embodied: carried, posed, solid to what flies at them, and left as they end."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from msgspec import structs

from studio.engine.creatures import Creature, creature_of, scale_of
from studio.engine.performance import CallEvent, Floats, PropTrack
from studio.engine.stage import creature_poses as poses
from studio.engine.stage.creature_doings import FAMILY
from studio.engine.stage.creature_places import standing_of
from studio.engine.stage.creature_rig import posed
from studio.engine.stage.creature_ways import Way, taken_by, way_of
from studio.engine.stage.curves import window
from studio.engine.stage.entrances import Opening, Placed
from studio.engine.stage.faces import mood
from studio.engine.stage.ledger import Ledger, Standing
from studio.engine.stage.playing import Stuff, Track
from studio.engine.stage.rig import LIMB_RADII_M
from studio.engine.stage.rotation import Doubles
from studio.engine.stage.schedule import Cue, FeelingCue, Timing
from studio.timeline.film import PropId
from studio.timeline.world import World

SEEN_M: Final = 3.5
SOLID_M: Final = 0.25
"""How high a creature is at least that a thing bounces off."""
_AWAY_M: Final = 80.0


@dataclass(frozen=True, eq=False)
class Alive:
    """A creature played out. limbs: (F, J, 4, 4) as ``PropTrack`` has them. carried: whether it goes by itself, rather
    than as hands and blows have it. posture: how it ends. breath: (F,) how hard it breathes fire, None never.
    calls: what it utters.
    """

    placed: Placed
    way: Way
    limbs: Floats
    carried: bool
    posture: str
    breath: Floats | None = None
    calls: tuple[CallEvent, ...] = ()

    @property
    def track(self) -> Track:
        """Where the thing is: the middle of the box it fills, turned as it heads."""
        half = (self.way.heading + math.pi / 2) / 2
        nothing = np.zeros(len(half))
        middle = self.way.root + np.array([0.0, 0.0, self.placed.kind.size_m[2] / 2])
        return Track(middle, np.stack([np.cos(half), nothing, nothing, np.sin(half)], -1))


def embodied(
    ledger: Ledger,
    timing: Timing,
    faces: Mapping[str, Doubles],
    handled: frozenset[str],
    times: Doubles,
    fps: int,
    dice: Callable[[str], np.random.Generator],
    mounts: Mapping[PropId, Track],
) -> dict[str, Alive]:
    """Every creature of the shot.

    faces: (F, 3) where each person's face is; handled: what hands or blows move; mounts: where riders have it go.
    """
    out: dict[str, Alive] = {}
    for placed in ledger.opening.things:
        creature = creature_of(placed.prop)
        if creature is None:
            continue
        who = placed.prop.id
        began = ledger.began.get(who) or standing_of(placed)
        own = tuple(
            sorted((c for c in timing.cues if c.doing.who == who and c.doing.family == FAMILY), key=lambda c: c.start)
        )
        own = () if who in handled or placed.holder is not None else own
        felt = [feeling for feeling in timing.feelings if feeling.who == who]
        ridden = mounts.get(placed.prop.id)
        out[who] = _one(
            placed, creature, began, own, felt, faces, times, fps, dice(f"{who}/life"), who in handled, ridden
        )
    return out


def _one(
    placed: Placed, creature: Creature, began: Standing, cues: tuple[Cue, ...], felt: list[FeelingCue],
    faces: Mapping[str, Doubles], times: Doubles, fps: int, rng: np.random.Generator, handled: bool,
    ridden: Track | None,
) -> Alive:  # fmt: skip
    way = way_of(creature, began, cues, times, placed.kind.size_m[1])
    way = way if ridden is None else taken_by(creature, ridden, fps, placed.kind.size_m[2])
    channels = poses.held(creature, began.posture, cues, times)
    poses.idle(channels, creature, times, np.maximum(way.going, way.air), rng)
    poses.felt(channels, mood("calm", felt, times), times)
    poses.acted(channels, creature, cues, times)
    calls = poses.calls(placed.prop, creature, cues, fps)
    poses.called(channels, calls, times)
    _look(channels, way, cues, faces, times, placed.kind.size_m[2])
    limbs = posed(placed.prop.kind, creature, way, channels, scale_of(placed.prop), fps)
    limbs[:, :, 2, 3] -= np.float32(placed.kind.size_m[2] / 2)
    posture = next((cue.doing.becomes for cue in reversed(cues) if cue.doing.becomes), began.posture)
    breath = channels["fire"].astype(np.float32) if channels["fire"].any() else None
    return Alive(placed, way, limbs, not handled and placed.holder is None, posture, breath, calls)


def _look(
    channels: poses.Channels, way: Way, cues: tuple[Cue, ...], faces: Mapping[str, Doubles], times: Doubles, tall: float
) -> None:
    """The head turns to whoever is near while it is awake and goes nowhere, and to what it acts at."""
    awake = (1 - np.clip(channels["low"], 0, 1)) * (1 - np.clip(way.flight, 0, 1))
    for cue in cues:
        if cue.doing.style == "act" and cue.doing.point is not None:
            weight = window(times, cue.start, cue.end, 0.3, 0.3)
            poses.looking(
                channels, *_bearing(way, np.tile(np.array(cue.doing.point), (len(times), 1)), tall), awake * weight
            )
            awake = awake * (1 - weight)
    if not faces:
        return
    near = min(faces.values(), key=lambda face: float(np.linalg.norm(face[:, :2] - way.root[:, :2], axis=1).mean()))
    away = np.linalg.norm(near[:, :2] - way.root[:, :2], axis=1)
    weight = awake * 0.85 * (1 - 0.75 * way.going) * np.clip((SEEN_M - away) / 0.5, 0, 1)
    poses.looking(channels, *_bearing(way, near, tall), weight)


def _bearing(way: Way, point: Doubles, tall: float) -> tuple[Doubles, Doubles]:
    """Degrees to the left and up to a point (F, 3), faded out behind the back."""
    gap = point - way.root
    turn = (np.arctan2(gap[:, 1], gap[:, 0]) - way.heading + math.pi) % (2 * math.pi) - math.pi
    ahead = np.clip((2.5 - np.abs(turn)) / 0.7, 0, 1)
    lift = np.arctan2(gap[:, 2] - tall, np.maximum(np.hypot(gap[:, 0], gap[:, 1]), 0.2))
    return np.degrees(turn) * ahead, np.degrees(lift) * ahead


def lifeless(opening: Opening, alive: Mapping[str, Alive]) -> Opening:
    """The opening without what goes by itself: physics has the rest."""
    gone = {who for who, one in alive.items() if one.carried}
    return replace(opening, things=tuple(placed for placed in opening.things if placed.prop.id not in gone))


def solid(stuff: Stuff, alive: Mapping[str, Alive]) -> Stuff:
    """With each creature that is large enough as a capsule that things bounce off."""
    bodies = {who: one for who, one in alive.items() if one.carried and one.placed.kind.size_m[2] >= SOLID_M}
    if not bodies:
        return stuff
    capsules = [_capsules(one, number) for number, one in enumerate(bodies.values())]
    return replace(
        stuff,
        people=(*stuff.people, *bodies),
        capsules=np.concatenate([stuff.capsules, *capsules] if len(stuff.people) else capsules, 1),
    )


def _capsules(one: Alive, number: int) -> Doubles:
    """(F, 6, 2, 3) as a person's limbs: all of them far away but the last, which lies along the body."""
    count = len(one.way.heading)
    out = np.zeros((count, len(LIMB_RADII_M), 2, 3))
    out[..., 2] = _AWAY_M
    out[..., 0] = np.arange(len(LIMB_RADII_M))[None, :, None] + 10.0 * number
    out[:, :, 1, 2] += 0.3
    along = np.stack([np.cos(one.way.heading), np.sin(one.way.heading), np.zeros(count)], -1)
    middle = one.way.root + np.array([0.0, 0.0, 0.5 * one.placed.kind.size_m[2]])
    out[:, -1, 0], out[:, -1, 1] = middle - 0.08 * along, middle + 0.08 * along
    return out


def with_limbs(tracks: tuple[PropTrack, ...], alive: Mapping[str, Alive]) -> tuple[PropTrack, ...]:
    """The tracks of things, those of creatures with their limbs."""
    return tuple(
        replace(track, limbs=alive[track.prop.id].limbs, breath=alive[track.prop.id].breath)
        if track.prop.id in alive and track.shard is None
        else track
        for track in tracks
    )


def left_as(world: World, alive: Mapping[str, Alive]) -> World:
    """The world with the posture that every creature ends in."""
    things = tuple(
        structs.replace(thing, posture=alive[thing.id].posture)
        if thing.id in alive and alive[thing.id].carried
        else thing
        for thing in world.things
    )
    return structs.replace(world, things=things)
