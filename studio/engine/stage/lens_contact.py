"""Eye contact with the camera: the eyes of those who look into it, once it stands."""

from dataclasses import replace

import numpy as np

from studio.engine.performance import CameraPath
from studio.engine.stage.attention import EYE_LEFT_RAD, EYE_UP_RAD, Attention
from studio.engine.stage.body import Body
from studio.engine.stage.curves import rise
from studio.engine.stage.keying import GazeSpan
from studio.engine.stage.rotation import Doubles, turned
from studio.timeline.acting import Way

_TURN_S = 0.12
_EYES_HEADS = (0.3, 0.0, 0.4)
"""From the head's joint, ahead and up."""


def into_the_lens(attention: Attention, spans: tuple[GazeSpan, ...], body: Body, camera: CameraPath) -> Attention:
    """The attention with the eyes on the camera wherever a key says so."""
    spans = tuple(span for span in spans if span.key.way is Way.CAMERA)
    if not spans:
        return attention
    times, gaze = body.movement.times, attention.gaze.copy()
    wanted = _towards(camera.eye.astype(np.float64), body)
    for span in spans:
        share = rise(times, span.start, span.start + _TURN_S) * (times < span.end - 1e-6)
        gaze += (wanted - gaze) * share[:, None]
    return replace(attention, gaze=gaze)


def _towards(point: Doubles, body: Body) -> Doubles:
    """(F, 2) how far the eyes go to look at a point (F, 3), to their own left and up, -1..1."""
    torso = body.torso
    eyes = torso.at("head", np.array(_EYES_HEADS) * body.movement.head_unit)
    local = turned(point - eyes, np.swapaxes(torso.turn["head"], -1, -2))
    left = np.arctan2(local[:, 1], local[:, 0])
    up = np.arctan2(local[:, 2], np.hypot(local[:, 0], local[:, 1]))
    return np.clip(np.stack([left / EYE_LEFT_RAD, up / EYE_UP_RAD], -1), -1, 1)
