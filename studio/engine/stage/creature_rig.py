"""A creature's joints in every frame, from how it holds itself and where its feet are."""

import math
from collections.abc import Mapping
from typing import Final

import numpy as np

from studio.engine.creatures import LEGS, Creature, parent_of
from studio.engine.performance import Floats
from studio.engine.stage.creature_joints import Rig
from studio.engine.stage.creature_poses import Channels
from studio.engine.stage.creature_steps import feet_in_world, from_world, lift_of, strides, to_world
from studio.engine.stage.creature_ways import Way
from studio.engine.stage.creature_wings import beat_of, fin, folding_wing, wing
from studio.engine.stage.rotation import Doubles, about, crossed, frame_of

SHUT: Final = 0.10
"""How high an eye is when it is shut, of its height."""
LOW_NECK_DEG: Final = 130.0
FLYING_NECK_DEG: Final = 34.0
"""How far a long neck is stretched forward and down to reach the ground, and in flight."""
WIDEST_JAW_DEG: Final = 42.0
LYING_TAIL_M: Final = 0.16
"""How high the middle of a long tail lies."""


def posed(kind: str, creature: Creature, way: Way, channels: Channels, scale: float, fps: int) -> Floats:
    """(F, J, 4, 4) where every joint is, in the creature frame."""
    rig = Rig(kind, creature, way, channels, scale)
    length = 2 * abs(float(rig.rest("head")[1])) + 0.1 * scale
    phase, own, duty = strides(creature, way, fps, scale, length)
    _trunk(rig, phase, fps)
    _neck(rig)
    _head(rig)
    _tail(rig, phase)
    for name in rig.names:
        if name.startswith("fin"):
            fin(rig, name, fps)
        elif name.startswith("wing"):
            (folding_wing if creature.folds else wing)(rig, name, fps)
        elif name.startswith("arm_"):
            _arm(rig, name, phase)
    legs = [(number, leg) for number, leg in enumerate(LEGS) if leg in rig.names]
    lift = lift_of(creature, way, scale)
    for number, leg in legs:
        _leg(rig, leg, feet_in_world(way, to_world(way, _under(rig, leg)), own[:, number], duty, lift))
    return rig.joints()


# --- the trunk ----------------------------------------------------------------------------------------------
def _trunk(rig: Rig, phase: Doubles, fps: int) -> None:
    way, channels = rig.way, rig.channels
    walk, run = rig.creature.gaits.get("walk"), rig.creature.gaits.get("run")
    high = float(rig.rest("hips")[2])
    bob = sway = pitch = np.zeros(rig.frames)
    if walk is not None and run is not None:
        bob = (walk.bob + (run.bob - walk.bob) * way.running) * way.going * rig.scale * np.sin(4 * math.pi * phase)
        bob = np.where(
            way.running > 0.5, 0.5 * bob + run.bob * way.going * rig.scale * np.sin(2 * math.pi * phase), bob
        )
        sway = walk.sway * way.going * np.sin(2 * math.pi * phase)
        pitch = run.pitch * way.running * np.sin(2 * math.pi * phase + 1.2) * (0 if run.hop else 1)
        pitch = pitch + walk.pitch * way.tuck * (1 if walk.hop else 0) + (0 if walk.hop else 26.0) * way.tuck
    crouch = 0.26 * np.clip(way.sneaking, 0, 1.4)
    tilt = np.radians(channels["pitch"] + pitch) + _bank(rig)[0]
    down = (channels["drop"] + crouch) * high
    place = np.tile(rig.rest("hips"), (rig.frames, 1))
    place[:, 1] -= channels["back"] * high
    heave = rig.creature.heave_m * rig.scale * way.flight * np.sin(beat_of(rig, fps) - 0.5)
    place[:, 2] += bob - down + channels["breath"] * 0.25 * high - heave
    rig.places["hips"] = place
    lean = np.radians(sway + channels["sway"]) + _bank(rig)[1]
    rig.turns["hips"] = about(2, 0.5 * rig.angle("curl") * -1) @ about(1, lean) @ about(0, tilt)
    if "chest" in rig.names:
        more = np.radians(channels["chest"]) + _lowered(rig) - 0.4 * np.radians(pitch)
        rig.hang("chest", about(2, rig.angle("curl")) @ rig.turns["hips"] @ about(0, more))


def _lowered(rig: Rig) -> Doubles:
    """How far the front is bent down so that it sinks by ``fore_drop``."""
    span = float(rig.rest("hips")[1] - rig.rest("chest")[1])
    return np.arcsin(np.clip(rig.channels["fore_drop"] * float(rig.rest("hips")[2]) / max(span, 1e-6), -0.8, 0.8))


def _bank(rig: Rig) -> tuple[Doubles, Doubles]:
    """Pitch and lean of one who flies: nose up while rising, into the turn."""
    flight = rig.way.flight
    rising = np.gradient(rig.way.root[:, 2]) / np.maximum(rig.way.speed(1), 2e-3)
    return flight * -0.5 * np.arctan(np.clip(rising, -0.8, 1.2)), flight * 4.0 * np.gradient(rig.way.heading)


def _neck(rig: Rig) -> None:
    """A long neck goes half way with what the head does, and bends forward to the ground when low."""
    if "neck" not in rig.names:
        return
    aside = 0.3 * (rig.angle("yaw") + 0.8 * rig.angle("curl"))
    bend = rig.angle("neck") + np.radians(LOW_NECK_DEG) * np.clip(rig.channels["low"], 0, 1)
    reach = np.radians(FLYING_NECK_DEG) * rig.way.flight
    level = 0.5 * np.radians(rig.channels["pitch"])
    rig.hang("neck", rig.turns["chest"] @ about(2, aside) @ about(0, 0.5 * bend + 0.5 * reach - level))
    rig.hang("neck2", rig.turns["neck"] @ about(2, aside) @ about(0, 0.5 * bend + 0.5 * reach - 0.5 * level))


def _head(rig: Rig) -> None:
    """The head keeps level whatever the trunk does, but for what it is told; and bends down to the ground when low."""
    rig.hang("head", np.tile(np.eye(3), (rig.frames, 1, 1)))
    low = np.zeros(rig.frames) if "neck" in rig.names else np.clip(rig.channels["low"], 0, 1)
    neck = float(rig.rest("head")[2]) * 0.55
    rig.places["head"][:, 2] = np.maximum(
        rig.places["head"][:, 2] - low * (rig.places["head"][:, 2] - 0.30 * neck), 0.1 * neck
    )
    rig.places["head"][:, 1] += rig.channels["back_head"] * 0.07 * rig.scale - low * 0.02 * rig.scale
    turn = (
        about(2, rig.angle("yaw") + 0.6 * rig.angle("curl")) @ about(0, rig.angle("head")) @ about(1, rig.angle("tilt"))
    )
    rig.turns["head"] = turn
    lids = np.clip(rig.channels["lids"], 0, 1)
    squeeze = np.tile(np.eye(3), (rig.frames, 1, 1))
    squeeze[:, 2, 2] = 1 - (1 - SHUT) * lids
    rig.hang("eyes", turn @ squeeze)
    if "jaw" in rig.names:
        rig.hang("jaw", turn @ about(0, np.radians(np.clip(rig.channels["jaw"], 0, WIDEST_JAW_DEG))))
    for side, sign in (("l", 1.0), ("r", -1.0)):
        if f"ear_{side}" in rig.names:
            back = np.radians(rig.channels["ears"] + 8 * rig.way.running)
            aside = np.radians(np.clip(sign * rig.channels["flick"], 0, None)) * sign
            rig.hang(f"ear_{side}", turn @ about(1, aside) @ about(0, -back))


def _tail(rig: Rig, phase: Doubles) -> None:
    wag, up = rig.angle("tail"), rig.angle("tail_up")
    if rig.creature.swim_mps:
        beat = 2 * math.pi * np.cumsum(np.full(rig.frames, rig.creature.beats_hz / 24)) * (0.55 + 0.45 * rig.way.going)
        swing = np.radians(10 + 14 * rig.way.going)
        rig.hang("tail", rig.turns["hips"] @ about(2, swing * np.sin(beat)))
        rig.hang("tip", rig.turns["tail"] @ about(2, 1.3 * swing * np.sin(beat - 1.0)))
        rig.turns["hips"] = rig.turns["hips"] @ about(2, -0.25 * swing * np.sin(beat))
        return
    if "tail" not in rig.names:
        return
    base = about(2, -0.5 * rig.angle("curl"))
    sway = np.radians(7.0) * rig.way.going * np.sin(2 * math.pi * phase)
    half = up + np.radians(14) * rig.way.running + 0.35 * np.radians(rig.channels["pitch"])
    rig.hang("tail", base @ about(2, 0.6 * wag + sway) @ about(0, half))
    if "tail2" in rig.names:
        _off_the_ground(rig, "tail", "tail2")
        later = np.radians(10.0) * rig.way.going * np.sin(2 * math.pi * phase - 1.1)
        rig.hang("tail2", rig.turns["tail"] @ about(2, 0.5 * wag + later) @ about(0, -0.6 * half))
        _off_the_ground(rig, "tail2", "tip")
    if "tip" in rig.names:
        rig.hang("tip", rig.turns[str(parent_of(rig.kind, "tip"))] @ about(2, 0.8 * wag + sway))
        if "tip" in rig.creature.feet:
            _off_the_ground(rig, "tip", "foot of tip")


def _off_the_ground(rig: Rig, name: str, end: str) -> None:
    """Raise a joint of a long tail so far that it lies on the ground it would go under."""
    way = rig.rest(end) - rig.rest(name)
    length = float(np.linalg.norm(way))
    lies = LYING_TAIL_M * rig.scale - rig.places[name][:, 2]
    now = np.einsum("fij,j->fi", rig.turns[name], way)[:, 2]
    lift = np.arcsin(np.clip(lies / length, -0.99, 0.99)) - np.arcsin(np.clip(now / length, -1, 1))
    rig.turns[name] = rig.turns[name] @ about(0, np.maximum(lift, 0) * (1 - rig.way.flight))


# --- limbs ---------------------------------------------------------------------------------------------------
def _arm(rig: Rig, name: str, phase: Doubles) -> None:
    side, sign = name[-1], 1.0 if name.endswith("_l") else -1.0
    swing = np.radians(24) * rig.way.going * np.sin(2 * math.pi * phase + (math.pi if side == "l" else 0.0))
    raised = rig.angle(f"arm_{side}") + swing
    aside = rig.angle(f"out_{side}")
    upper = rig.turns["chest"] @ about(1, -sign * aside) @ about(0, -raised)
    rig.hang(name, upper)
    rig.hang(f"arm2_{side}", upper @ about(0, -rig.angle(f"hand_{side}") - 0.3 * np.abs(swing)))


def _under(rig: Rig, leg: str) -> Doubles:
    """(F, 3) where a foot is to stand under the body, creature frame."""
    foot = np.tile(rig.rest(f"foot of {leg}"), (rig.frames, 1))
    front = leg.startswith("fore")
    forward = rig.channels["fore" if front else "hind"] * float(rig.rest("hips")[2])
    tucked = rig.way.air * (0.35 * float(rig.rest(leg)[2]))
    reach = rig.way.air * rig.way.tuck * float(rig.rest(leg)[2]) * (0.55 if front else -0.55)
    foot[:, 1] -= forward - reach * (-1 if front else 1)
    foot[:, 1] += rig.way.flight * rig.creature.trails * float(rig.rest(leg)[2])
    foot[:, 2] += tucked + rig.way.flight * 0.25 * float(rig.rest(leg)[2])
    curl = rig.angle("curl") * (1.0 if front else -0.5)
    return np.einsum("fij,fj->fi", about(2, 0.8 * curl), foot)


def _leg(rig: Rig, leg: str, foot: Doubles) -> None:
    """Upper and lower part of a leg so that it reaches from the body to its foot. Source: the law of cosines."""
    carrier = str(parent_of(rig.kind, leg))
    low = f"{leg[:-2]}2{leg[-2:]}"
    rig.hang(leg, rig.turns[carrier])
    hip, target = rig.places[leg], from_world(rig.way, foot)
    rest: Mapping[str, Doubles] = {"hip": rig.rest(leg), "knee": rig.rest(low), "foot": rig.rest(f"foot of {leg}")}
    upper, lower = (float(np.linalg.norm(rest[b] - rest[a])) for a, b in (("hip", "knee"), ("knee", "foot")))
    along = target - hip
    reach = np.clip(np.linalg.norm(along, axis=1), abs(upper - lower) + 1e-4, (upper + lower) * 0.9995)
    line = along / np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    bend = rest["knee"] - rest["hip"] - _on(rest["knee"] - rest["hip"], rest["foot"] - rest["hip"])
    pole = np.einsum("fij,j->fi", rig.turns[carrier], bend / np.linalg.norm(bend))
    pole = pole - line * (pole * line).sum(1, keepdims=True)
    pole = pole / np.maximum(np.linalg.norm(pole, axis=1, keepdims=True), 1e-9)
    ahead = (upper**2 - lower**2 + reach**2) / (2 * reach)
    aside = np.sqrt(np.maximum(upper**2 - ahead**2, 0))
    knee = hip + ahead[:, None] * line + aside[:, None] * pole
    end = hip + reach[:, None] * line
    hinge = crossed(line, pole)
    still = crossed(rest["foot"] - rest["hip"], bend)
    rig.turns[leg] = _carried(rest["knee"] - rest["hip"], still, knee - hip, hinge)
    rig.places[low] = knee
    rig.turns[low] = _carried(rest["foot"] - rest["knee"], still, end - knee, hinge)
    if (sole := f"{leg[:-2]}3{leg[-2:]}") in rig.names:
        high = np.clip(foot[:, 2] / float(rig.rest(leg)[2]), 0, 0.5)
        curl = 0.8 * rig.angle("curl") * (1.0 if leg.startswith("fore") else -0.5)
        rig.turns[sole] = about(2, curl) @ about(0, 1.4 * high)
        rig.places[sole] = end + np.einsum("fij,j->fi", rig.turns[sole], rig.rest(sole) - rest["foot"])


def _on(vector: Doubles, line: Doubles) -> Doubles:
    return line * float(vector @ line) / float(line @ line)


def _carried(rest: Doubles, hinge: Doubles, along: Doubles, now: Doubles) -> Doubles:
    """(F, 3, 3) the turn that takes a part from rest to where it is, its hinge with it."""
    return frame_of(along, now) @ frame_of(rest[None], hinge[None]).transpose(0, 2, 1)
