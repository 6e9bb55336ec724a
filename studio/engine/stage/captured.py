"""Acting that a camera saw, laid over what the stage makes of the words."""

from dataclasses import replace
from typing import Final

import numpy as np

from studio.engine.performance import Actor, Face, Floats, Performance, Viseme
from studio.engine.skeleton import INDEX, rotation_matrices
from studio.engine.stage.rotation import Doubles, from_euler, to_quaternions
from studio.timeline.acting import of_kind
from studio.timeline.capturing import CapturedKey, Channel, Moves
from studio.timeline.film import Shot

_EASE_S: Final = 0.16
"""Acting comes in and goes out over this long, so that a cut of it is no jump."""
_NECK: Final = 0.4
"""Of a turn of the head is the neck's."""
_SHUT: Final = 0.1
_ROUND, _DRAWN = -0.25, 0.3
MOST_DEG: Final = (70.0, 45.0, 35.0)
"""Further no neck goes: yaw, pitch, roll."""


def captured(performance: Performance, shot: Shot) -> Performance:
    """The performance with the shot's captured acting in it; without any, the very same object."""
    keys = {actor.member.id: of_kind(shot.acting, CapturedKey, str(actor.member.id)) for actor in performance.actors}
    if not any(keys.values()):
        return performance
    times = np.arange(performance.frames) / performance.fps
    actors = tuple(_played(actor, keys[actor.member.id], times) for actor in performance.actors)
    return replace(performance, actors=actors)


def _played(actor: Actor, keys: tuple[CapturedKey, ...], times: Doubles) -> Actor:
    for key in keys:
        share = _presence(key, times)
        actor = acted(actor, sampled(key, times), share, key.strength, key.channels)
    return actor


def _presence(key: CapturedKey, times: Doubles) -> Doubles:
    """How much of it there is in each frame, (F,), eased at both ends."""
    start, end = float(key.at), float(key.at + key.seconds)
    inside = (times >= start - 1e-6) & (times < end)
    # From the first frame on and to the last, there is nothing to ease from.
    rising = np.where(start <= 0, 1.0, np.clip((times - start) / _EASE_S, 0, 1))
    falling = np.where(end > times[-1], 1.0, np.clip((end - times) / _EASE_S, 0, 1))
    return np.where(inside, np.minimum(rising, falling), 0.0)


def sampled(key: CapturedKey, times: Doubles) -> Doubles:
    """What is done in each frame, (F, 11) in the order of ``Moves``; held before and after."""
    values = table(key.moves)
    at = (times - float(key.at) + float(key.skip)) * key.fps
    whole = np.arange(len(values))
    return np.column_stack([np.interp(at, whole, values[:, column]) for column in range(values.shape[1])])


def table(moves: tuple[Moves, ...]) -> Doubles:
    """Moves as numbers, (n, 11)."""
    return np.array([[getattr(one, name) for name in Moves.__struct_fields__] for one in moves], np.float64)


def acted(
    actor: Actor, values: Doubles, share: Doubles, strength: float = 1.0, channels: tuple[Channel, ...] = tuple(Channel)
) -> Actor:
    """An actor who does what was seen. values: (F, 11); share: (F,) 0 as before to 1 all of it."""
    joints = (
        _turned(actor.joints, values[:, :3] * strength * share[:, None]) if Channel.HEAD in channels else actor.joints
    )
    return replace(actor, joints=joints, face=_face(actor.face, values, share, strength, channels))


def _turned(joints: Floats, degrees: Doubles) -> Floats:
    """Neck and head turned further; degrees: (F, 3) yaw, pitch, roll."""
    yaw, pitch, roll = np.radians(np.clip(degrees, np.negative(MOST_DEG), MOST_DEG)).T
    euler = np.column_stack([-roll, -pitch, yaw])
    out = joints.copy()
    for name, part in (("neck", _NECK), ("head", 1 - _NECK)):
        number = INDEX[name]
        turn = from_euler(euler * part) @ rotation_matrices(joints[:, number])
        out[:, number] = to_quaternions(turn).astype(np.float32)
    return out


def _face(face: Face, values: Doubles, share: Doubles, strength: float, channels: tuple[Channel, ...]) -> Face:
    gaze, lids = values[:, 3:5] * strength, values[:, 5]
    raised, tilted, smile = (values[:, column] * strength for column in (6, 7, 8))
    mouth, wide = values[:, 9] * strength, values[:, 10]

    def laid(before: Floats, seen: Doubles, low: float) -> Floats:
        weight = share if before.ndim == 1 else share[:, None]
        return np.clip(before + (seen - before) * weight, low, 1.0).astype(np.float32)

    if Channel.GAZE in channels:
        face = replace(face, gaze=laid(face.gaze, gaze, -1.0))
    if Channel.LIDS in channels:
        face = replace(face, lids=laid(face.lids, lids, 0.0))
    if Channel.BROWS in channels:
        face = replace(
            face, brow_raise=laid(face.brow_raise, raised, -1.0), brow_tilt=laid(face.brow_tilt, tilted, -1.0)
        )
    if Channel.MOUTH in channels:
        visemes = np.where(share > 0.5, visemes_of(mouth, wide), face.viseme).astype(np.uint8)
        opening = laid(face.opening, np.where(mouth < _SHUT, 0.0, mouth), 0.0)
        face = replace(face, viseme=visemes, opening=opening, smile=laid(face.smile, smile, -1.0))
    return face


def visemes_of(mouth: Doubles, wide: Doubles) -> Doubles:
    """The drawing that comes nearest to a mouth, (F,) of Viseme: shut, wide open, drawn wide, or round."""
    drawn = np.where(mouth > 0.45, float(Viseme.E), float(Viseme.I))
    small = np.where(wide < _ROUND, np.where(mouth > 0.5, float(Viseme.O), float(Viseme.U)), float(Viseme.A))
    shape = np.where(wide > _DRAWN, drawn, small)
    return np.where(mouth < _SHUT, float(Viseme.REST), shape)
