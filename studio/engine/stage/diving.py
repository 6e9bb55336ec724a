"""Plunges acted: crouched on the edge, through the air and the water as ``plunging`` has them, up to treading."""

import math

import numpy as np

from studio.engine import skeleton
from studio.engine.performance import Contact
from studio.engine.stage.ballistics import centre_of_mass
from studio.engine.stage.body import Body
from studio.engine.stage.curves import ease, rise
from studio.engine.stage.footwork import ANKLE_HEADS
from studio.engine.stage.layers import Layer, whole
from studio.engine.stage.overlay import Targets, forward, joint_at, solved, trunk_of
from studio.engine.stage.plunging import Plunge, entries
from studio.engine.stage.rotation import Doubles, about
from studio.engine.stage.schedule import Cue
from studio.engine.stage.water import splash

_LETS_GO_S = 0.14
_TREADS_S = 0.6
_SETTLES_S = 0.18
_MOMENTS = ("stand", "crouch", "off", "apex", "entry", "deep", "rising", "tread")
_STANDING = (0.0, (0.05, 0.14, -0.97), (0.0, 0.06, -0.99), 0.0)
_SIDE = (-1.0, 1.0)


def splash_of(cue: Cue) -> list[Contact]:
    """The splash of a plunge, at the moment the body meets the water."""
    done = cue.doing.plunge
    if done is None:
        return []
    where = _along(cue, done, np.array([done.entry]))[0]
    at = float(where[0]), float(where[1]), done.leap.pool.surface_m
    return [splash(cue.doing.who, "cloth", cue.start + done.entry, at, done.impulse)]


def _along(cue: Cue, done: Plunge, seconds: Doubles) -> Doubles:
    """(n, 3) the middle of mass in the world at seconds of the plunge, from where it ends backwards."""
    way = done.at(seconds)
    back = way[:, 0] - done.way[-1, 0]
    x, y = cue.doing.position
    return np.stack([x + math.cos(cue.doing.heading) * back, y + math.sin(cue.doing.heading) * back, way[:, 1]], -1)


def dived(body: Body, rest: Doubles, cue: Cue) -> Layer:
    """The layer of one plunge."""
    done = cue.doing.plunge
    assert done is not None
    times = body.movement.times
    seconds = np.clip(times - cue.start, 0.0, done.end)
    heading = body.movement.heading
    pitch, arm, leg, split = _poses(done, seconds)
    turn = about(2, heading) @ about(1, pitch)
    bends = {"head": np.stack([np.zeros(len(times)), -0.35 * np.clip(pitch, 0, 1.2), np.zeros(len(times))], -1)}
    floating = _targets(rest, np.zeros((len(times), 3)), (heading, turn, bends), (arm, leg, split))
    places, _ = forward(rest, solved(rest, floating), heading, np.zeros((len(times), 3)))
    pelvis = _along(cue, done, np.maximum(seconds, done.off)) - centre_of_mass(places)
    pelvis = _prepared(body, cue, done, pelvis)
    targets = _targets(rest, pelvis, (heading, turn, bends), (arm, leg, split))
    targets = _planted(body, cue, done, targets)
    inside = (times >= cue.start) & (times < cue.end + 1e-6)
    weight = rise(times, cue.start, cue.start + _SETTLES_S) * (1 - rise(times, cue.end - _TREADS_S, cue.end)) * inside
    return Layer(solved(rest, targets), pelvis, whole(weight), weight)


def _poses(done: Plunge, seconds: Doubles) -> tuple[Doubles, Doubles, Doubles, Doubles]:
    """Pitch (F,), arms and legs (F, 3) and split (F,) of the key poses, eased from one to the next."""
    kinds = entries()[done.leap.style].poses
    keys = [_STANDING]
    keys += [(kinds[m].pitch, kinds[m].arm, kinds[m].leg, kinds[m].split) for m in _MOMENTS[1:-1]]
    keys.append((0.0, (0.40, 0.52, -0.34), (0.12, 0.16, -0.82), 0.1))
    apex = done.off + 0.5 * (done.entry - done.off)
    last = max(done.end, done.deep + 0.3)
    at = [0.0, 0.62 * done.off, done.off, apex, done.entry, max(done.deep, done.entry + 0.15)]
    at += [at[-1] + 0.5 * (last - at[-1]), last]
    flat = np.array([(pitch, *arm, *leg, split) for pitch, arm, leg, split in keys])
    clock = np.array(at)
    now = np.clip(np.searchsorted(clock, seconds, "right") - 1, 0, len(clock) - 2)
    t = ease((seconds - clock[now]) / np.maximum(clock[now + 1] - clock[now], 1e-6))[:, None]
    mix = flat[now] * (1 - t) + flat[now + 1] * t
    return mix[:, 0], mix[:, 1:4], mix[:, 4:7], mix[:, 7]


def _targets(
    rest: Doubles,
    pelvis: Doubles,
    trunk: tuple[Doubles, Doubles, dict[str, Doubles]],
    limbs: tuple[Doubles, Doubles, Doubles],
) -> Targets:
    """Hands and feet where the poses have them from the shoulders and hips, in the body's own axes."""
    heading, turn, bends = trunk
    arm, leg, split = limbs
    joints = trunk_of(rest, pelvis, turn, bends)
    count = len(pelvis)
    wrists, elbows, ankles, knees = (np.zeros((count, 2, 3)) for _ in range(4))
    for number in (0, 1):
        side, name = _SIDE[number], "rl"[number]
        shoulder = joint_at(rest, joints, f"upper_arm_{name}", "chest")
        out = np.array([1.0, side, 1.0])
        wrists[:, number] = shoulder + _turned(turn, arm * out * _length(rest, ("upper_arm", "forearm", "hand")))
        elbows[:, number] = _turned(turn, np.broadcast_to([-0.6, 0.7 * side, -0.3], (count, 3)))
        side, name = -_SIDE[number], "lr"[number]
        hip = joint_at(rest, joints, f"thigh_{name}", "pelvis")
        apart = np.column_stack([side * split, np.zeros(count), np.zeros(count)])
        place = (leg * np.array([1.0, side, 1.0]) + apart) * _length(rest, ("thigh", "shin", "foot"))
        ankles[:, number] = hip + _turned(turn, place)
        knees[:, number] = _turned(turn, np.broadcast_to([1.0, 0.12 * side, 0.0], (count, 3)))
    feet = turn @ about(1, np.full(count, 0.6))
    return Targets(heading, pelvis, turn, bends, wrists, elbows, ankles, knees, np.stack([feet, feet], 1))


def _turned(turn: Doubles, vectors: Doubles) -> Doubles:
    return np.einsum("nij,nj->ni", turn, vectors)


def _length(rest: Doubles, names: tuple[str, str, str]) -> float:
    a, b, c = (rest[skeleton.INDEX[f"{name}_l"]] for name in names)
    return float(np.linalg.norm(b - a) + np.linalg.norm(c - b))


def _prepared(body: Body, cue: Cue, done: Plunge, pelvis: Doubles) -> Doubles:
    """On the edge: down into the crouch and up into the take-off, from where the body stood."""
    times = body.movement.times
    x = np.clip((times - cue.start) / done.off, 0.0, 1.0)
    first = int(np.searchsorted(times, cue.start))
    stood = body.torso.place["pelvis"][min(max(first, 0), len(times) - 1)]
    off = pelvis[min(int(np.searchsorted(times, cue.start + done.off)), len(times) - 1)]
    dip = 0.75 * body.movement.head_unit * np.sin(math.pi * np.clip(x / 0.98, 0, 1)) ** 1.5
    ready = stood + (off - stood) * (x**3)[:, None] - np.outer(dip, [0.0, 0.0, 1.0])
    return np.where((times < cue.start + done.off)[:, None], ready, pelvis)


def _planted(body: Body, cue: Cue, done: Plunge, targets: Targets) -> Targets:
    """Feet where they stood until they leave the edge, flat, then up on the toes."""
    times = body.movement.times
    first = min(max(int(np.searchsorted(times, cue.start)), 0), len(times) - 1)
    stood = body.movement.feet.ankle[first]
    go = cue.start + done.off
    share = (1 - rise(times, go - 0.02, go + _LETS_GO_S))[:, None, None]
    ankles = targets.ankles + (stood - targets.ankles) * share
    flat = about(2, body.movement.feet.yaw[first][None, :] * np.ones((len(times), 1)))
    bottom = done.leap.pool.surface_m - done.leap.pool.depth_m + ANKLE_HEADS * body.movement.head_unit
    in_it = times >= cue.start + done.entry
    ankles[in_it, :, 2] = np.maximum(ankles[in_it, :, 2], bottom)
    wrists = targets.wrists.copy()
    wrists[in_it, :, 2] = np.maximum(wrists[in_it, :, 2], bottom)
    down = (times < go)[:, None, None, None]
    feet = np.where(down, flat, targets.feet)
    return Targets(
        targets.heading, targets.pelvis, targets.turn, targets.bends, wrists, targets.elbows, ankles,
        targets.knees, feet,
    )  # fmt: skip
