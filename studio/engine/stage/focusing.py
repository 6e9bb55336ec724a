"""What is sharp: the lens that separates or holds everything, and a focus that is pulled from one to another."""

import numpy as np

from studio.engine.stage import kinds
from studio.engine.stage.curves import rise, smoothed
from studio.engine.stage.rotation import Doubles, unit
from studio.engine.stage.viewing import Scene, Subject, leading
from studio.timeline.film import Camera

BEYOND_M = 14.0
LEAST_M = 0.25
RACK_S = 0.7


def focus(camera: Camera, scene: Scene, eye: Doubles, aim: Doubles) -> Doubles | None:
    """(F,) metres along the view that are sharp; infinity where everything is; None leaves it to the painter.

    Args:
        eye, aim: (F, 3) metres.
    """
    if kinds.axis_of(camera.move) == "rack":
        return _racked(camera, scene, eye, aim)
    told = kinds.option("lenses", camera.lens).get("focus")
    if told is None and camera.framing == "point of view":
        told = 0.0  # eyes see everything sharp that they turn to
    if told is None and (camera.framing == "insert" or scene.detail is not None):
        told = 1.0
    if told is None:
        return None
    lead = scene.detail or leading(camera, scene)
    if told < 0.5 or lead is None:
        return np.full(scene.frames, np.inf)
    return smoothed(_depths(lead, eye, aim), 0.1 * scene.fps)


def _racked(camera: Camera, scene: Scene, eye: Doubles, aim: Doubles) -> Doubles:
    """Sharp on one, held, and pulled to the other within ``RACK_S`` in the middle of the shot."""
    first, second = rack_between(camera, scene, eye[0], aim[0])
    beyond = np.full(scene.frames, BEYOND_M)
    start = _depths(first, eye, aim) if first is not None else beyond
    end = _depths(second, eye, aim) if second is not None else beyond
    times, middle = np.arange(scene.frames) / scene.fps, 0.45 * scene.frames / scene.fps
    half = min(RACK_S, 0.5 * scene.frames / scene.fps) / 2
    pulled = rise(times, middle - half, middle + half)
    return 1 / ((1 - pulled) / start + pulled / end)


def rack_between(camera: Camera, scene: Scene, eye: Doubles, aim: Doubles) -> tuple[Subject | None, Subject | None]:
    """What a rack focus starts and ends on: those the words name, the others as far apart in depth as there are.

    None stands for the background.
    """
    known = {subject.id: subject for subject in scene.subjects}
    first, second = known.get(camera.subject or ""), known.get(camera.other or "")  # pyright: ignore[reportArgumentType]
    others = [s for s in scene.subjects if s.id in scene.opening.named and s not in (first, second)]
    if second is None and first is not None:
        second = _furthest_from(first, others, eye, aim)
    elif first is None and second is not None:
        first = _furthest_from(second, others, eye, aim)
    elif first is None:
        others.sort(key=lambda s: float(_depths(s, eye[None], aim[None])[0]))
        first, second = next(iter(others), None), others[-1] if len(others) > 1 else None
    return first, second


def _furthest_from(one: Subject, others: list[Subject], eye: Doubles, aim: Doubles) -> Subject | None:
    """Whoever is most in front of it or behind it; None, the background, if nobody is by a metre."""
    own = float(_depths(one, eye[None], aim[None])[0])
    apart = {s.id: abs(float(_depths(s, eye[None], aim[None])[0]) - own) for s in others}
    best = max(others, key=lambda s: apart[s.id], default=None)
    return best if best is not None and apart[best.id] > 0.6 else None


def _depths(subject: Subject, eye: Doubles, aim: Doubles) -> Doubles:
    """(F,) how far along the view a subject's face or middle is."""
    forward = unit(aim - eye)
    return np.maximum(((subject.face[: len(eye)] - eye) * forward).sum(-1), LEAST_M)
