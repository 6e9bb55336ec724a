"""Moving the camera: pans, tilts, dollies, tracks, cranes, follows, orbits, zooms and a hand that holds it."""

import math

import numpy as np

from studio.engine.performance import CameraPath
from studio.engine.stage import kinds
from studio.engine.stage.curves import drift, smoothed
from studio.engine.stage.framing import LEAST_HEIGHT_M
from studio.engine.stage.rotation import Doubles
from studio.engine.stage.viewing import Scene, Setup, Subject, follows
from studio.timeline.film import Camera

PAN_RAD = 0.34
TRACK_SHARE = 0.42


def film(camera: Camera, setup: Setup, scene: Scene, rng: np.random.Generator) -> CameraPath:
    """The camera's path through the shot: the set-up, moved along its axis with an ease at either end."""
    axis = kinds.axis_of(camera.move)
    along = follows(camera, scene)
    way = kinds.option("moves", camera.move).get("way", 1.0)
    eye = np.tile(np.array(setup.eye), (scene.frames, 1))
    aim = np.tile(np.array(setup.aim), (scene.frames, 1))
    fov = np.full(scene.frames, setup.fov)
    roll = np.full(scene.frames, setup.roll)
    share = _eased(scene.frames)
    match axis:
        case "pan":
            aim = _panned(eye, aim, -way * PAN_RAD * (share - 0.5) * _breadth(setup))
        case "tilt":
            aim = _tilted(eye, aim, way * 0.34 * (share - 1.0) * _breadth(setup))
        case "dolly":
            eye = _dollied(eye, aim, way, share)
        case "track":
            moved = _right(setup) * (way * TRACK_SHARE * setup.distance * (share - 0.5))[:, None]
            eye, aim = eye + moved, aim + moved
        case "crane":
            eye = (
                eye
                + np.array([0, 0, 1.0]) * (way * 0.38 * setup.distance * (share - (1.0 if way < 0 else 0.0)))[:, None]
            )
        case "orbit":
            eye = _orbited(eye, aim, way * 0.62 * (share - 0.5))
        case "zoom":
            fov = setup.fov * (1 - way * 0.26 * (share if way > 0 else share - 1.0))
            fov = np.clip(fov, 0.12, 1.2)
        case "handheld":
            eye, aim, roll = _shaken(eye, aim, roll, setup, scene, rng)
        case _:
            eye = eye + (np.array(setup.aim) - eye) * (0.012 * share)[:, None]
    if along:
        eye, aim = _followed(camera, scene, eye, aim)
    eye = _kept(eye, scene)
    return CameraPath(eye.astype(np.float32), aim.astype(np.float32), roll.astype(np.float32), fov.astype(np.float32))


def _eased(frames: int) -> Doubles:
    """0 to 1 over the shot: a short ease in and out of an even move."""
    x = np.linspace(0, 1, frames) if frames > 1 else np.array([0.5])
    ramp = 0.18
    up, down = x**2 / (2 * ramp), 1 - ramp - (1 - x) ** 2 / (2 * ramp)
    return np.where(x < ramp, up, np.where(x > 1 - ramp, down, x - ramp / 2)) / (1 - ramp)


def _breadth(setup: Setup) -> float:
    """Moves are smaller on long lenses, so that they look as fast."""
    return min(1.3, max(0.5, setup.fov / math.radians(32)))


def _right(setup: Setup) -> Doubles:
    return np.array([-math.sin(setup.azimuth), math.cos(setup.azimuth), 0.0])


def _panned(eye: Doubles, aim: Doubles, angle: Doubles) -> Doubles:
    """The view turned about the vertical through the eye; angle > 0 to the left."""
    view = aim - eye
    cos, sin = np.cos(angle), np.sin(angle)
    x, y = view[:, 0] * cos - view[:, 1] * sin, view[:, 0] * sin + view[:, 1] * cos
    return eye + np.stack([x, y, view[:, 2]], -1)


def _tilted(eye: Doubles, aim: Doubles, angle: Doubles) -> Doubles:
    """The view turned up by an angle, ending on the set-up's own view."""
    view = aim - eye
    flat = np.hypot(view[:, 0], view[:, 1])
    pitch = np.clip(np.arctan2(view[:, 2], flat) + angle, -1.4, 1.4)
    length = np.linalg.norm(view, axis=-1)
    level = view[:, :2] / np.maximum(flat, 1e-6)[:, None] * (length * np.cos(pitch))[:, None]
    return eye + np.column_stack([level, length * np.sin(pitch)])


def _dollied(eye: Doubles, aim: Doubles, way: float, share: Doubles) -> Doubles:
    """In: from a third further out to a little nearer than the set-up; out: the other way round."""
    far = 1.0 + 0.34 * ((1 - share) if way > 0 else share)
    scale = far - (0.10 if way > 0 else 0.12)
    return aim + (eye - aim) * scale[:, None]


def _orbited(eye: Doubles, aim: Doubles, angle: Doubles) -> Doubles:
    arm = eye - aim
    cos, sin = np.cos(angle), np.sin(angle)
    x, y = arm[:, 0] * cos - arm[:, 1] * sin, arm[:, 0] * sin + arm[:, 1] * cos
    return aim + np.stack([x, y, arm[:, 2]], -1)


def _followed(camera: Camera, scene: Scene, eye: Doubles, aim: Doubles) -> tuple[Doubles, Doubles]:
    """Eye and aim go along with the subject, smoothly, a little late."""
    subject = _leading(camera, scene)
    if subject is None:
        return eye, aim
    gone = smoothed(subject.foot - subject.foot[0], 0.22 * scene.fps)
    gone = gone - gone[0]
    gone[:, 2] *= 0.3
    return eye + gone, aim + gone


def _leading(camera: Camera, scene: Scene) -> Subject | None:
    """The camera's subject, or whoever goes furthest."""
    chosen = [s for s in scene.subjects if s.id == camera.subject]
    named = [s for s in scene.subjects if s.id in scene.opening.named]
    return (chosen or sorted(named, key=lambda s: -float(np.linalg.norm(s.foot[-1] - s.foot[0]))) or [None])[0]


def _shaken(
    eye: Doubles, aim: Doubles, roll: Doubles, setup: Setup, scene: Scene, rng: np.random.Generator
) -> tuple[Doubles, Doubles, Doubles]:
    """A breathing, stepping operator: slow sway and a little tremble."""
    times = np.arange(scene.frames) / scene.fps
    sway = np.stack([drift(times, rng, 2.9) + 0.35 * drift(times, rng, 0.8) for _ in range(3)], -1)
    look = np.stack([drift(times, rng, 2.3) + 0.4 * drift(times, rng, 0.7) for _ in range(3)], -1)
    size = setup.distance * math.tan(setup.fov / 2)
    return eye + 0.030 * size * sway, aim + 0.045 * size * look, roll + 0.008 * drift(times, rng, 3.1)


def _kept(eye: Doubles, scene: Scene) -> Doubles:
    """The eye stays above the ground, below the ceiling and within the set's bounds."""
    bounds = scene.opening.set.camera_bounds_m
    eye = eye.copy()
    ceiling = scene.opening.set.ceiling_m
    eye[:, 2] = np.clip(eye[:, 2], LEAST_HEIGHT_M, ceiling - 0.08 if ceiling else 60.0)
    if bounds is not None:
        eye[:, 0] = np.clip(eye[:, 0], bounds[0], bounds[1])
        eye[:, 1] = np.clip(eye[:, 1], bounds[2], bounds[3])
    return eye
