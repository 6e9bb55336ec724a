"""How a creature holds itself: postures, acts and idle life, as channels of its pose over the frames of a shot.

The channels are told in ``acting/creature_poses.toml``. Angles are in degrees here.
"""

import math
from collections import defaultdict
from functools import cache
from typing import Final, TypeAlias

import numpy as np
from msgspec import Struct, field

from studio.engine.calls import call_at, gape
from studio.engine.creatures import Creature
from studio.engine.performance import CallEvent
from studio.engine.stage.curves import drift, ease, rise, window
from studio.engine.stage.rotation import Doubles
from studio.engine.stage.schedule import Cue
from studio.engine.vocabulary import read_table
from studio.timeline.film import Prop

Channels: TypeAlias = defaultdict[str, Doubles]
BLINK_S: Final = 0.16
_GAPES: Final = {"jaw": 34.0, "head": -16.0, "pitch": -3.0}
"""What opens and is thrown up as far as a call opens the mouth, degrees."""


class CreaturePose(Struct, frozen=True):
    """A posture or an act. waves: swing and cycles; plans: who does it, all when empty."""

    seconds: float = 1.5
    plans: tuple[str, ...] = ()
    steady: dict[str, float] = field(default_factory=dict[str, float])
    waves: dict[str, tuple[float, float]] = field(default_factory=dict[str, tuple[float, float]])


@cache
def poses() -> dict[str, CreaturePose]:
    """``acting/creature_poses.toml``."""
    return read_table("acting/creature_poses.toml", CreaturePose)


def posture_of(creature: Creature, posture: str) -> CreaturePose | None:
    """A posture as this plan of body has it; None for what it has not."""
    return poses().get(f"{creature.plan}_{posture}")


def act_of(creature: Creature, motion: str) -> CreaturePose | None:
    """An act, if this plan of body can do it."""
    act = poses().get(motion)
    return act if act is not None and (not act.plans or creature.plan in act.plans) else None


def held(creature: Creature, began: str, cues: tuple[Cue, ...], times: Doubles) -> Channels:
    """The postures from one to the next."""
    channels = _still(times)
    now, since = began, np.ones(len(times))
    for cue in cues:
        if cue.doing.becomes and cue.doing.becomes != now:
            to = rise(times, cue.start, min(cue.end, cue.start + max(0.3, 0.9 * (cue.end - cue.start))))
            _add(channels, posture_of(creature, now), since * (1 - to))
            now, since = cue.doing.becomes, to
    _add(channels, posture_of(creature, now), since)
    return channels


def acted(channels: Channels, creature: Creature, cues: tuple[Cue, ...], times: Doubles) -> None:
    """What it does with its body at its cues, on top."""
    for cue in cues:
        act = act_of(creature, cue.doing.motion) if cue.doing.style == "act" else None
        if act is None:
            continue
        weight = window(times, cue.start, cue.end, 0.35, 0.35)
        share = np.clip((times - cue.start) / max(cue.end - cue.start, 1e-6), 0, 1)
        _add(channels, act, weight)
        for name, (swing, cycles) in act.waves.items():
            channels[name] = channels[name] + weight * swing * np.sin(2 * math.pi * cycles * share)


def calls(prop: Prop, creature: Creature, cues: tuple[Cue, ...], fps: int) -> tuple[CallEvent, ...]:
    """What it utters at its acts."""
    acts = [cue for cue in cues if cue.doing.style == "act" and act_of(creature, cue.doing.motion) is not None]
    said = (call_at(prop, cue.doing.motion, cue.doing.words, (cue.start, cue.end), fps) for cue in acts)
    return tuple(call for call in said if call is not None)


def called(channels: Channels, heard: tuple[CallEvent, ...], times: Doubles) -> None:
    """Mouth and head go with every part of a call, from the frame on which it begins."""
    for call in heard:
        wide = gape(call, times)
        for name, swing in _GAPES.items():
            channels[name] = channels[name] + swing * wide


def idle(channels: Channels, creature: Creature, times: Doubles, going: Doubles, rng: np.random.Generator) -> None:
    """What lives does when it does nothing: breathes, blinks, twitches an ear, moves its tail.

    going: (F,) 0 standing to 1 under way.
    """
    asleep = np.clip(channels["lids"], 0, 1)
    calm = 1 - going
    pace = 0.28 if asleep[0] > 0.5 else 0.45
    channels["breath"] = 0.012 * calm * np.sin(2 * math.pi * pace * times + rng.uniform(0, 6))
    channels["lids"] = np.maximum(channels["lids"], _blinks(times, rng))
    awake = 1 - asleep
    channels["tail"] = channels["tail"] + awake * calm * 14.0 * drift(times, rng, 1.6)
    channels["flick"] = awake * 16.0 * _twitches(times, rng)
    channels["head"] = channels["head"] + awake * calm * 2.5 * drift(times, rng, 2.4)
    channels["yaw"] = channels["yaw"] + awake * calm * 7.0 * drift(times, rng, 2.8)
    if creature.swim_mps:
        channels["tail"] = channels["tail"] + 12.0 * np.sin(2 * math.pi * 0.6 * creature.beats_hz * times)


def felt(channels: Channels, face: dict[str, Doubles], times: Doubles) -> None:
    """What its mood does to it: a glad one wags and holds its head up; head, ears and tail of a sad one hang.

    face: the numbers of ``faces.mood``, each (F,).
    """
    awake = 1 - np.clip(channels["lids"], 0, 1)
    glad, low = np.clip(face["smile"] - 0.15, 0, 1) * awake, np.clip(-face["smile"], 0, 1) * awake
    scared = np.clip(face["brow_tilt"] * face["brow_raise"], 0, 1) * awake
    channels["tail"] = channels["tail"] + 24.0 * glad * np.sin(2 * math.pi * 2.4 * times)
    channels["tail_up"] = channels["tail_up"] + 26.0 * glad - 34.0 * np.maximum(low, scared)
    channels["head"] = channels["head"] - 9.0 * glad + 24.0 * low * np.clip(face["brow_tilt"] + 0.5, 0, 1)
    channels["ears"] = channels["ears"] + 42.0 * np.maximum(low, scared)
    channels["drop"] = channels["drop"] + 0.14 * scared


def looking(channels: Channels, bearing: Doubles, lift: Doubles, weight: Doubles) -> None:
    """The head turned to something: bearing, to the left, and lift, up; (F,) degrees."""
    channels["yaw"] = channels["yaw"] + weight * np.clip(bearing, -68, 68)
    channels["head"] = channels["head"] - weight * np.clip(lift, -25, 38)


def _blinks(times: Doubles, rng: np.random.Generator) -> Doubles:
    lids = np.zeros(len(times))
    at = float(rng.uniform(0.5, 2.5))
    while at < times[-1]:
        lids = np.maximum(lids, ease(1 - np.abs(times - at) / BLINK_S))
        at += float(rng.uniform(1.6, 4.2))
    return lids


def _twitches(times: Doubles, rng: np.random.Generator) -> Doubles:
    ears = np.zeros(len(times))
    at = float(rng.uniform(0.4, 2.0))
    while at < times[-1]:
        ears += ease(1 - np.abs(times - at) / 0.14) * rng.choice([-1.0, 1.0])
        at += float(rng.uniform(1.2, 3.5))
    return ears


def _still(times: Doubles) -> Channels:
    return defaultdict(lambda: np.zeros(len(times)))


def _add(channels: Channels, pose: CreaturePose | None, weight: Doubles) -> None:
    for name, value in (pose.steady if pose is not None else {}).items():
        channels[name] = channels[name] + weight * value
