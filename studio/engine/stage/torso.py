"""The trunk: pelvis, spine, chest, neck and head. Layers of small turns, added up, then laid in the world."""

import math
from dataclasses import dataclass

import numpy as np

from studio.engine import skeleton
from studio.engine.performance import SpeechEvent
from studio.engine.stage.attention import Attention
from studio.engine.stage.curves import drift, rise, settle, smoothed, window
from studio.engine.stage.legwork import DANCE_BEAT_S
from studio.engine.stage.movement import Movement, at_work, contact_of, flight_times, stoop_of
from studio.engine.stage.posing import acting_of, angle, gait_of
from studio.engine.stage.rotation import Doubles, about, from_euler, turned
from studio.engine.stage.schedule import Cue

TRUNK = ("pelvis", "spine", "chest", "neck", "head")
ROLL, PITCH, YAW = 0, 1, 2


@dataclass(frozen=True, eq=False)
class Torso:
    """The trunk per frame: local turns (F, 3, 3) by joint, world turns and places by joint."""

    local: dict[str, Doubles]
    turn: dict[str, Doubles]
    place: dict[str, Doubles]
    base: Doubles

    def at(self, joint: str, offset: Doubles) -> Doubles:
        """(F, 3) the world place of a point fixed to a joint; offset (3,) or (F, 3) metres."""
        return self.place[joint] + turned(np.broadcast_to(offset, self.place[joint].shape), self.turn[joint])


@dataclass(frozen=True, eq=False)
class Manner:
    """What colours one person's bearing: their cues and lines, the seeded numbers, how they feel (F,)."""

    cues: tuple[Cue, ...]
    lines: tuple[SpeechEvent, ...]
    rng: np.random.Generator
    gloom: Doubles
    cheer: Doubles


def bear(rest: Doubles, movement: Movement, attention: Attention, manner: Manner) -> Torso:
    """Pose the trunk for the whole shot."""
    angles = {joint: np.zeros((len(movement.times), 3)) for joint in TRUNK}
    _contrapposto(angles, movement)
    _breathe(angles, movement, manner)
    _stride(angles, movement)
    _sit(angles, movement)
    _regard(angles, attention)
    for cue in manner.cues:
        _do(angles, movement.times, cue)
    for line in manner.lines:
        _stress(angles, movement.times, line)
    return _laid_out(rest, movement, angles)


def stride_of(movement: Movement) -> Doubles:
    """(F,) -1..1: how far the right foot is ahead of the left, in units of a usual stride."""
    gap = movement.feet.ankle[:, 1, :2] - movement.feet.ankle[:, 0, :2]
    ahead = gap[:, 0] * np.cos(movement.heading) + gap[:, 1] * np.sin(movement.heading)
    return np.clip(ahead / (2.4 * movement.head_unit), -1.2, 1.2) * np.maximum(movement.walking, 0.15)


def _contrapposto(angles: dict[str, Doubles], movement: Movement) -> None:
    """Hips rise over the standing leg, shoulders and head answer."""
    middle = movement.feet.ankle[..., :2].mean(1)
    off = movement.root - middle
    across = -np.sin(movement.heading) * off[:, 0] + np.cos(movement.heading) * off[:, 1]
    lean = (
        smoothed(np.clip(across / movement.head_unit, -0.25, 0.25), 2.0) * (1 - movement.seated) * (1 - movement.floor)
    )
    angles["pelvis"][:, ROLL] += 0.55 * lean
    angles["spine"][:, ROLL] -= 0.55 * lean
    angles["chest"][:, ROLL] -= 0.45 * lean
    angles["neck"][:, ROLL] += 0.2 * lean
    angles["head"][:, ROLL] += 0.5 * lean * (1 - movement.walking)
    angles["pelvis"][:, YAW] -= 0.4 * lean * (1 - movement.walking)
    angles["chest"][:, YAW] += 0.5 * lean * (1 - movement.walking)


def _breathe(angles: dict[str, Doubles], movement: Movement, manner: Manner) -> None:
    """Breath, slow wandering, and the droop or lift that a feeling gives."""
    times, rng = movement.times, manner.rng
    breath = np.sin(2 * math.pi * times / rng.uniform(3.2, 4.2) + rng.uniform(0, 6))
    angles["chest"][:, PITCH] -= 0.014 * breath
    angles["head"][:, PITCH] += 0.010 * breath
    angles["head"][:, ROLL] += 0.035 * drift(times, rng, 6.1) + rng.uniform(-0.05, 0.05)
    angles["spine"][:, YAW] += 0.025 * drift(times, rng, 7.3)
    angles["spine"][:, PITCH] += 0.06 * manner.gloom - 0.02 * manner.cheer + 0.012 * drift(times, rng, 5.7)
    angles["chest"][:, PITCH] += 0.07 * manner.gloom - 0.03 * manner.cheer
    angles["head"][:, PITCH] += 0.16 * manner.gloom - 0.03 * manner.cheer
    angles["head"][:, ROLL] += 0.06 * manner.cheer * np.sin(2 * math.pi * times / 2.9)


def _stride(angles: dict[str, Doubles], movement: Movement) -> None:
    """Hips follow the leading leg, shoulders go against them, and a runner leans."""
    stride = smoothed(stride_of(movement), 1.0)
    angles["pelvis"][:, YAW] += 0.20 * stride
    angles["spine"][:, YAW] -= 0.14 * stride
    angles["chest"][:, YAW] -= 0.20 * stride
    angles["neck"][:, YAW] += 0.14 * stride
    angles["spine"][:, PITCH] += 0.035 * movement.walking + 0.16 * movement.running
    angles["head"][:, PITCH] -= 0.10 * movement.running


def _sit(angles: dict[str, Doubles], movement: Movement) -> None:
    down = np.maximum(movement.seated, movement.floor)
    folding = 4 * down * (1 - down)
    angles["pelvis"][:, PITCH] += 0.38 * folding - 0.10 * movement.seated - 0.22 * movement.floor
    angles["spine"][:, PITCH] += 0.30 * folding + 0.10 * movement.seated + 0.16 * movement.floor
    angles["head"][:, PITCH] -= 0.25 * folding
    down = movement.kneeling
    angles["pelvis"][:, PITCH] += (
        0.5 * down * (1 - down) - 0.04 * down - 1.42 * movement.lying + 1.22 * movement.crawling
    )
    angles["spine"][:, PITCH] += 0.12 * movement.crawling
    angles["neck"][:, PITCH] += 0.16 * movement.lying - 0.35 * movement.crawling
    angles["head"][:, PITCH] += 0.12 * movement.lying - 0.75 * movement.crawling


def _regard(angles: dict[str, Doubles], attention: Attention) -> None:
    """The head goes where the attention is; the neck and chest give a share."""
    yaw, pitch = attention.head_yaw, attention.head_pitch
    angles["chest"][:, YAW] += 0.14 * yaw
    angles["neck"][:, YAW] += 0.28 * yaw
    angles["head"][:, YAW] += 0.58 * yaw
    angles["neck"][:, PITCH] += 0.3 * pitch
    angles["head"][:, PITCH] += 0.6 * pitch


def _stress(angles: dict[str, Doubles], times: Doubles, line: SpeechEvent) -> None:
    """A speaker's head moves with the stressed syllables, and leans in a little."""
    beats = [p.start for p in line.speech.phonemes if p.end - p.start > 0.075][::3]
    for number, beat in enumerate(beats[:40]):
        at = line.start + beat
        bump = np.exp(-(((times - at - 0.08) / 0.11) ** 2))
        angles["head"][:, PITCH] += (0.045 if number % 3 else 0.085) * bump
        angles["head"][:, ROLL] += 0.02 * bump * (1 if number % 2 else -1)
    angles["spine"][:, PITCH] += 0.03 * window(times, line.start - 0.15, line.end + 0.4, 0.5, 0.6)


def _do(angles: dict[str, Doubles], times: Doubles, cue: Cue) -> None:
    """What one doing asks of the trunk."""
    family, start, end = cue.doing.family, cue.start, cue.end
    held = window(times, start, end)
    if cue.doing.grasp is not None:
        _stoop(angles, times, cue)
        return
    if acting_of(cue) is not None:
        _pose(angles, times, cue)
        return
    match family:
        case "walk":
            going = window(times, start, end, 0.35, 0.4) * gait_of(cue).lean
            for joint, share in (("pelvis", 0.25), ("spine", 0.45), ("chest", 0.3), ("head", -0.7)):
                angles[joint][:, PITCH] += share * going
        case "nod":
            _nod(angles, times, cue)
        case "bow":
            deep = settle(times, start, start + 0.38 * (end - start)) * (
                1 - rise(times, end - 0.38 * (end - start), end)
            )
            for joint, share in (("pelvis", 0.30), ("spine", 0.32), ("chest", 0.18), ("head", 0.22)):
                angles[joint][:, PITCH] += share * deep
        case "pick_up" | "put_down":
            _stoop(angles, times, cue)
        case "throw":
            _wind_up(angles, times, cue)
        case "kick":
            angles["spine"][:, PITCH] -= 0.12 * held
            angles["chest"][:, YAW] += 0.25 * held
        case "wave" | "point":
            angles["spine"][:, ROLL] += 0.05 * held
            angles["head"][:, ROLL] -= 0.09 * held
        case "dance":
            sway = np.sin(2 * math.pi * (times - start) / (2 * DANCE_BEAT_S)) * held
            arc = np.sin(2 * math.pi * (times - start) / (4 * DANCE_BEAT_S)) * held
            angles["pelvis"][:, ROLL] += 0.15 * sway
            angles["chest"][:, ROLL] -= 0.16 * sway + 0.14 * arc
            angles["chest"][:, YAW] -= 0.22 * arc
            angles["head"][:, ROLL] += 0.10 * sway + 0.10 * arc
        case "jump":
            off, on = flight_times(cue)
            low = rise(times, start, off - 0.1) * (1 - rise(times, off - 0.12, off + 0.05))
            low = low + 0.7 * rise(times, on - 0.04, on + 0.1) * (1 - rise(times, on + 0.12, max(end, on + 0.5)))
            for joint, share in (("pelvis", 0.3), ("spine", 0.4), ("chest", 0.2), ("head", -0.4)):
                angles[joint][:, PITCH] += 0.55 * share * low
            angles["chest"][:, PITCH] -= 0.14 * window(times, off, on, 0.15, 0.15)
        case "fall":
            angles["chest"][:, PITCH] += 0.35 * window(times, start, end, 0.25, 0.5)
        case "gesture":
            angles["head"][:, ROLL] += 0.08 * held
        case _:
            pass


def _stoop(angles: dict[str, Doubles], times: Doubles, cue: Cue) -> None:
    """Down to what the hands are at, and up again."""
    work = at_work(times, cue) * (0.25 + 0.75 * stoop_of(cue))
    for joint, share in (("pelvis", 0.42), ("spine", 0.42), ("chest", 0.26), ("head", -0.18)):
        angles[joint][:, PITCH] += share * work


def _pose(angles: dict[str, Doubles], times: Doubles, cue: Cue) -> None:
    """The trunk of a key pose: the pelvis gives a little, spine and chest the most."""
    acting = acting_of(cue)
    assert acting is not None
    for channel, axis in (("lean", PITCH), ("twist", YAW), ("tilt", ROLL)):
        amount = angle(acting, cue, times, channel)
        for joint, share in (("pelvis", 0.2), ("spine", 0.4), ("chest", 0.4)):
            angles[joint][:, axis] += share * amount * (-1 if axis == ROLL else 1)
    for channel, axis in (("nod", PITCH), ("turn", YAW), ("cock", ROLL)):
        amount = angle(acting, cue, times, channel) * (-1 if axis == ROLL else 1)
        angles["neck"][:, axis] += 0.3 * amount
        angles["head"][:, axis] += 0.7 * amount


def _nod(angles: dict[str, Doubles], times: Doubles, cue: Cue) -> None:
    x = (times - cue.start) / (cue.end - cue.start)
    dip = np.where((x > 0) & (x < 1), np.sin(math.pi * np.clip(x, 0, 1) * 2) ** 2 * (1 - 0.45 * x), 0)
    angles["head"][:, PITCH] += 0.30 * dip
    angles["neck"][:, PITCH] += 0.10 * dip


def _wind_up(angles: dict[str, Doubles], times: Doubles, cue: Cue) -> None:
    go = contact_of(cue)
    back = rise(times, cue.start, go - 0.2) * (1 - rise(times, go - 0.2, go + 0.02))
    through = rise(times, go - 0.2, go + 0.08) * (1 - rise(times, go + 0.15, cue.end))
    angles["spine"][:, YAW] += -0.30 * back + 0.22 * through
    angles["chest"][:, YAW] += -0.38 * back + 0.26 * through
    angles["spine"][:, PITCH] += -0.10 * back + 0.22 * through
    angles["head"][:, YAW] += 0.55 * back - 0.4 * through


def _laid_out(rest: Doubles, movement: Movement, angles: dict[str, Doubles]) -> Torso:
    local = {joint: from_euler(angles[joint]) for joint in TRUNK}
    base = about(2, movement.heading)
    lift = np.column_stack([movement.root, movement.lift])
    turn, place = dict[str, Doubles](), dict[str, Doubles]()
    for number, joint in enumerate(TRUNK):
        at = rest[skeleton.INDEX[joint]]
        if number == 0:
            place[joint] = lift + base @ at
            turn[joint] = base @ local[joint]
        else:
            parent = TRUNK[number - 1]
            step = np.broadcast_to(at - rest[skeleton.INDEX[parent]], (len(base), 3))
            place[joint] = place[parent] + turned(step, turn[parent])
            turn[joint] = turn[parent] @ local[joint]
    return Torso(local, turn, place, base)
