"""A hard blow shakes the picture: the camera is knocked out of its aim and swings back.

By itself only a blow shakes it that one would feel underfoot; the dial of anime physics and the words "screen shake"
make it more. Where the words ask for it and nothing strikes hard, the ground trembles through the shot.
"""

from dataclasses import replace
from typing import Final

import numpy as np

from studio.engine.performance import CameraPath, Contact, ContactKind, Performance
from studio.engine.stage.rotation import Doubles, crossed, unit
from studio.timeline.film import Shot

SHAKE: Final = "screen shake"
_FELT_NS: Final = 150.0
"""Impulse that is felt through the ground at ``_NEAR_M``: about that of forty kilograms that drop a metre."""
_EASIER: Final = 5.0
_ASKED_NS: Final = 12.0
_NEAR_M: Final = 3.0
_SWING_RAD: Final = 0.006
_MOST_RAD: Final = 0.020
_FADES_S: Final = 0.16
_RATES_HZ: Final = (10.5, 8.2, 6.1)
_TREMBLE_RAD: Final = 0.0032
_BLOWS: Final = (ContactKind.STRIKE, ContactKind.STEP, ContactKind.BREAK)


def shaken(performance: Performance, shot: Shot) -> Performance:
    """The performance with its camera shaken by what strikes hard."""
    asked = SHAKE in shot.effects
    least = _ASKED_NS if asked else _FELT_NS / (1 + _EASIER * shot.physics)
    blows = [(one.time, swing) for one in performance.contacts if (swing := _swing(one, performance.camera, least)) > 0]
    times = np.arange(performance.frames) / performance.fps
    if not blows and not asked:
        return performance
    sway = _swings(times, blows) if blows else _tremble(times, shot.seed)
    return replace(performance, camera=_swayed(performance.camera, sway))


def _swing(blow: Contact, camera: CameraPath, least: float) -> float:
    """How far a blow knocks the camera, radians."""
    if blow.kind not in _BLOWS or blow.impulse < least:
        return 0.0
    away = float(np.linalg.norm(camera.eye[0] - np.array(blow.position)))
    felt = float(np.sqrt(blow.impulse / least)) * min(1.5, _NEAR_M / max(away, 0.5))
    return min(_MOST_RAD, _SWING_RAD * felt)


def _swings(times: Doubles, blows: list[tuple[float, float]]) -> Doubles:
    """(F, 3) radians up, across and about the view: swings that die away, strongest where several meet."""
    sway = np.zeros((len(times), 3))
    for number, (start, swing) in enumerate(blows):
        age = times - start
        course = np.exp(-np.maximum(age, 0.0) / _FADES_S) * (age >= 0) * swing
        phases = np.array([0.0, 0.9 + 1.7 * number, 2.1])
        one = course[:, None] * np.cos(2 * np.pi * age[:, None] * np.array(_RATES_HZ) + phases)
        sway = np.where(np.abs(one) > np.abs(sway), one, sway)
    return sway * (-1.0, 0.6, 0.35)


def _tremble(times: Doubles, seed: int) -> Doubles:
    """(F, 3) radians: the ground under the camera does not come to rest."""
    phases = np.random.default_rng(seed).uniform(0, 2 * np.pi, (2, 3))
    rates = np.array(_RATES_HZ)
    course = np.minimum(1.0, times / 0.4)[:, None] * _TREMBLE_RAD
    waves = np.sin(2 * np.pi * times[:, None] * rates + phases[0])
    slow = 0.65 + 0.35 * np.sin(2 * np.pi * times[:, None] * 0.7 + phases[1])
    return course * waves * slow * (1.0, 0.7, 0.3)


def _swayed(camera: CameraPath, sway: Doubles) -> CameraPath:
    eye, target = camera.eye.astype(float), camera.target.astype(float)
    view = target - eye
    reach = np.linalg.norm(view, axis=1, keepdims=True)
    forward = unit(view)
    right = unit(crossed(forward, np.array([0.0, 0.0, 1.0])) + np.array([1e-9, 0.0, 0.0]))
    up = crossed(right, forward)
    aim = target + reach * (sway[:, :1] * up + sway[:, 1:2] * right)
    return replace(camera, target=aim.astype(np.float32), roll=(camera.roll + sway[:, 2]).astype(np.float32))
