"""Moving the camera: pans, tilts, dollies, tracks, cranes, follows, orbits, zooms and a hand that holds it."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from studio.engine.performance import CameraPath
from studio.engine.stage import kinds
from studio.engine.stage.curves import drift, rise, smoothed
from studio.engine.stage.focusing import focus
from studio.engine.stage.framing import ASPECT, LEAST_HEIGHT_M
from studio.engine.stage.rotation import Doubles, crossed, unit
from studio.engine.stage.viewing import (
    EYES_DOWN,
    WIDE_BODIES,
    Scene,
    Setup,
    Subject,
    bodies_of,
    focus_of,
    follows,
    free,
    leading,
)
from studio.timeline.film import Camera

PAN_RAD = 0.34
TRACK_SHARE = 0.42
TILT_RAD, TILT_INDOORS_RAD = 0.34, 0.19  # a bare ceiling is nothing to look at
WHIP_RAD = 1.15
WHIP_S = 0.3
ROLL_RAD = 0.42
CRANE, CRANE_WIDE = (0.24, 0.13), (0.34, 0.05)
"""How far a crane goes, of the distance; how far down the subject goes in the picture, of its height."""
CUT_BODIES = 0.3  # a frame lower than this cuts the top of the head
WATCHED_ACROSS, WATCHED_TOP, WATCHED_S = 0.72, 0.88, 0.28
"""How far out a face may go before the operator goes along, of the half width and height; how slowly, seconds."""
LEANS_M, LOOKS_S = 0.6, 0.25  # how far eyes lean in to see; how slowly they turn with the head, seconds
LONGEST_FOV, SHORTEST_FOV = 0.10, 1.25


@dataclass(frozen=True, eq=False)
class Path:
    """The camera in every frame: eye and aim (F, 3) metres, roll and fov (F,) radians."""

    eye: Doubles
    aim: Doubles
    roll: Doubles
    fov: Doubles


@dataclass(frozen=True, eq=False)
class Take:
    """What a move is made of. way: its sign; share (F,): 0 to 1, eased, over the shot."""

    camera: Camera
    setup: Setup
    scene: Scene
    way: float
    share: Doubles
    rng: np.random.Generator

    @property
    def times(self) -> Doubles:
        """Seconds of shot time, (F,)."""
        return np.arange(self.scene.frames) / self.scene.fps

    @property
    def right(self) -> Doubles:
        """Unit vector to the right of the set-up's picture."""
        return np.array([-math.sin(self.setup.azimuth), math.cos(self.setup.azimuth), 0.0])


def film(camera: Camera, setup: Setup, scene: Scene, rng: np.random.Generator) -> CameraPath:
    """The camera's path through the shot: the set-up, moved along its axis with an ease at either end."""
    path = _travelled(camera, setup, scene, rng)
    sharp = focus(camera, scene, path.eye, path.aim)
    eye, aim, roll, fov = (values.astype(np.float32) for values in (path.eye, path.aim, path.roll, path.fov))
    return CameraPath(eye, aim, roll, fov, None if sharp is None else sharp.astype(np.float32))


def eyes(camera: Camera, setup: Setup, scene: Scene) -> Doubles:
    """(F, 3) where the camera is in every frame, but for the sway of a hand; metres."""
    return _travelled(camera, setup, scene, np.random.default_rng(0)).eye


def _travelled(camera: Camera, setup: Setup, scene: Scene, rng: np.random.Generator) -> Path:
    axis, way = kinds.axis_of(camera.move), kinds.option("moves", camera.move).get("way", 1.0)
    take = Take(camera, setup, scene, way, _eased(scene.frames), rng)
    path, move = _still(setup, scene.frames), _MOVES.get(axis)
    if camera.framing == "point of view" and axis in ("dolly", "reveal"):
        move = _steps  # a head does not travel but by its own feet
    path = path if move is None else move(take, path)
    if camera.framing == "point of view":
        path = _seen_from(take, path)
    elif follows(camera, scene):
        path = _followed(take, path)
    path = replace(path, eye=_kept(path.eye, scene))
    if axis in _WATCHED and camera.framing != "point of view":
        path = _watched(take, path)
    return replace(path, fov=_same_size(setup, path)) if axis == "dolly zoom" else path


def _still(setup: Setup, frames: int) -> Path:
    eye, aim = np.tile(np.array(setup.eye), (frames, 1)), np.tile(np.array(setup.aim), (frames, 1))
    return Path(eye, aim, np.full(frames, setup.roll), np.full(frames, setup.fov))


def _eased(frames: int) -> Doubles:
    """0 to 1 over the shot: a short ease in and out of an even move."""
    x = np.linspace(0, 1, frames) if frames > 1 else np.array([0.5])
    ramp = 0.18
    up, down = x**2 / (2 * ramp), 1 - ramp - (1 - x) ** 2 / (2 * ramp)
    return np.where(x < ramp, up, np.where(x > 1 - ramp, down, x - ramp / 2)) / (1 - ramp)


def _breadth(setup: Setup) -> float:
    """Moves are smaller on long lenses, so that they look as fast."""
    return min(1.3, max(0.5, setup.fov / math.radians(32)))


# --- turning ----------------------------------------------------------------------------------------
def _pan(take: Take, path: Path) -> Path:
    angle = -take.way * PAN_RAD * (take.share - 0.5) * _breadth(take.setup)
    return replace(path, aim=_panned(path.eye, path.aim, angle))


def _whip(take: Take, path: Path) -> Path:
    """A look at what is beside the subject, then round to it in a third of a second."""
    length = take.scene.frames / take.scene.fps
    start = min(0.25 * length, 0.8)
    turned = rise(take.times, start, start + min(WHIP_S, 0.4 * length))
    angle = take.way * max(WHIP_RAD, 1.6 * take.setup.fov) * (1 - turned)
    return replace(path, aim=_panned(path.eye, path.aim, angle))


def _panned(eye: Doubles, aim: Doubles, angle: Doubles) -> Doubles:
    """The view turned about the vertical through the eye; angle > 0 to the left."""
    view = aim - eye
    cos, sin = np.cos(angle), np.sin(angle)
    x, y = view[:, 0] * cos - view[:, 1] * sin, view[:, 0] * sin + view[:, 1] * cos
    return eye + np.stack([x, y, view[:, 2]], -1)


def _tilt(take: Take, path: Path) -> Path:
    """The view turned up or down, ending on the set-up's own view; a wide one goes up from it, to what is above."""
    view = path.aim - path.eye
    flat = np.hypot(view[:, 0], view[:, 1])
    reach = TILT_RAD if take.scene.opening.set.ceiling_m is None else TILT_INDOORS_RAD
    from_here = take.way > 0 and bodies_of(take.camera) >= WIDE_BODIES
    angle = take.way * reach * (take.share - (0.0 if from_here else 1.0)) * _breadth(take.setup)
    pitch = np.clip(np.arctan2(view[:, 2], flat) + angle, -1.4, 1.4)
    length = np.linalg.norm(view, axis=-1)
    level = view[:, :2] / np.maximum(flat, 1e-6)[:, None] * (length * np.cos(pitch))[:, None]
    return replace(path, aim=path.eye + np.column_stack([level, length * np.sin(pitch)]))


def _roll(take: Take, path: Path) -> Path:
    return replace(path, roll=path.roll + take.way * ROLL_RAD * take.share)


# --- travelling -------------------------------------------------------------------------------------
def _dolly(take: Take, path: Path) -> Path:
    """In: from a third further out to a little nearer than the set-up; out: the other way round."""
    far = 1.0 + 0.34 * ((1 - take.share) if take.way > 0 else take.share)
    return _at_distance(path, far - (0.10 if take.way > 0 else 0.12))


def _steps(take: Take, path: Path) -> Path:
    """What a dolly is to eyes that see: leaning in, or drawing back from where they end."""
    ahead = unit(path.aim - path.eye)
    reach = min(LEANS_M, 0.2 * take.setup.distance)
    return replace(path, eye=path.eye + ahead * (reach * (take.share if take.way > 0 else 1 - take.share))[:, None])


def _reveal(take: Take, path: Path) -> Path:
    """From close on the subject's face back to all that the set-up holds."""
    lead = leading(take.camera, take.scene)
    out = smoothed(take.share, 0.15 * take.scene.fps)
    path = _at_distance(path, 0.42 + (_room_behind(take.setup, take.scene, 1.25) - 0.42) * out)
    if lead is None:
        return path
    shift = (np.clip(lead.face - path.aim, -1.2, 1.2) * np.array([1, 1, 0.8])) * (1 - out)[:, None]
    return replace(path, eye=path.eye + 0.6 * shift, aim=path.aim + shift)


def _dolly_zoom(take: Take, path: Path) -> Path:
    """In to half the distance while the lens widens: the subject stays, the background falls away."""
    far = _room_behind(take.setup, take.scene, 1.7)
    near = 0.55 if far > 1.2 else 0.42
    inwards = take.share if take.way > 0 else 1 - take.share
    return _at_distance(path, far + (near - far) * inwards)


def _same_size(setup: Setup, path: Path) -> Doubles:
    """The field of view that shows the subject as large as the set-up does, from wherever the eye is."""
    away = np.linalg.norm(path.eye - path.aim, axis=-1)
    wide = 2 * np.arctan(math.tan(setup.fov / 2) * setup.distance / np.maximum(away, 0.1))
    return np.clip(wide, LONGEST_FOV, SHORTEST_FOV)


def _at_distance(path: Path, times: Doubles) -> Path:
    return replace(path, eye=path.aim + (path.eye - path.aim) * times[:, None])


def _room_behind(setup: Setup, scene: Scene, most: float) -> float:
    """How many times its distance the camera can go back from the aim before a wall, up to ``most``."""
    steps = np.linspace(1.0, most, 15)
    open_ = [free(replace(setup, distance=setup.distance * step).eye, scene) for step in steps]
    return float(steps[max(0, [*open_, False].index(False) - 1)])


def _track(take: Take, path: Path) -> Path:
    moved = take.right * (take.way * TRACK_SHARE * take.setup.distance * (take.share - 0.5))[:, None]
    return replace(path, eye=path.eye + moved, aim=path.aim + moved)


def _crane(take: Take, path: Path) -> Path:
    """The eye rises or sinks to the set-up's place or from it, on the subject; up high it stands lower in the picture,
    so that what is beyond it comes in and the ground does not fill the frame.
    """
    away = take.way * (take.share - (1.0 if take.way < 0 else 0.0))
    height = 2 * take.setup.distance * math.tan(take.setup.fov / 2)
    raised, lowered = CRANE_WIDE if bodies_of(take.camera) >= WIDE_BODIES else CRANE
    return replace(
        path,
        eye=path.eye + _up(raised * take.setup.distance * away),
        aim=path.aim + _up(lowered * height * away),
    )


def _pedestal(take: Take, path: Path) -> Path:
    """Eye and aim rise or sink together, the view stays level."""
    height = 2 * take.setup.distance * math.tan(take.setup.fov / 2)
    room = (LEAST_HEIGHT_M - take.setup.eye[2], _ceiling(take.scene) - take.setup.eye[2])
    moved = np.clip(take.way * 0.36 * height * (take.share - 0.5), *room)
    return replace(path, eye=path.eye + _up(moved), aim=path.aim + _up(moved))


def _up(metres: Doubles) -> Doubles:
    return np.array([0, 0, 1.0]) * metres[:, None]


def _orbit(take: Take, path: Path) -> Path:
    angle = take.way * 0.62 * (take.share - 0.5)
    arm = path.eye - path.aim
    cos, sin = np.cos(angle), np.sin(angle)
    x, y = arm[:, 0] * cos - arm[:, 1] * sin, arm[:, 0] * sin + arm[:, 1] * cos
    return replace(path, eye=path.aim + np.stack([x, y, arm[:, 2]], -1))


# --- the lens ---------------------------------------------------------------------------------------
def _zoom(take: Take, path: Path) -> Path:
    share = take.share if take.way > 0 else take.share - 1.0
    return replace(path, fov=np.clip(take.setup.fov * (1 - take.way * 0.26 * share), LONGEST_FOV, SHORTEST_FOV))


def _crash(take: Take, path: Path) -> Path:
    """From wide to close on the subject within a third of a second."""
    length = take.scene.frames / take.scene.fps
    start = min(0.3 * length, 1.0)
    snapped = rise(take.times, start, start + min(WHIP_S, 0.4 * length))
    wide, close = 1.45 * take.setup.fov, 0.62 * take.setup.fov
    lead = leading(take.camera, take.scene)
    aim = path.aim
    if lead is not None:
        aim = aim + (lead.face - aim) * (0.8 * snapped)[:, None]
    return replace(path, aim=aim, fov=np.clip(wide + (close - wide) * snapped, LONGEST_FOV, SHORTEST_FOV))


# --- with a person ----------------------------------------------------------------------------------
def _watched(take: Take, path: Path) -> Path:
    """The view turned after the face that the frame is on, as far as it would leave the picture."""
    watched = focus_of(take.camera, take.scene)
    over = take.camera.framing == "over the shoulder"
    if not watched or not watched[0].person or bodies_of(take.camera) >= WIDE_BODIES or len(watched) > 1 + over:
        return path
    subject, frames = watched[0], np.arange(take.scene.frames)
    frames = np.clip(frames, *(frames[subject.framed][[0, -1]]))  # whoever is let go is not looked after
    ahead = unit(path.aim - path.eye)
    right = unit(np.column_stack([ahead[:, 1], -ahead[:, 0], np.zeros(len(ahead))]))
    to, half = subject.face[frames] - path.eye, np.tan(path.fov / 2)
    deep = np.maximum((to * ahead).sum(-1), 0.2)
    across, high = (to * right).sum(-1) / deep, (to * crossed(right, ahead)).sum(-1) / deep
    above = EYES_DOWN * subject.height[frames] / deep if bodies_of(take.camera) > CUT_BODIES else 0.0
    crown = high + above
    out = across - np.clip(across, -WATCHED_ACROSS * half * ASPECT, WATCHED_ACROSS * half * ASPECT)
    up = np.maximum(crown - WATCHED_TOP * half, 0.0) + np.minimum(high + 0.55 * half, 0.0)
    if max(np.abs(out).max(), np.abs(up).max()) < 1e-3:
        return path
    out, up = (smoothed(values, WATCHED_S * take.scene.fps)[:, None] for values in (out, up))
    length = np.linalg.norm(path.aim - path.eye, axis=-1, keepdims=True)
    turned = unit(ahead + out * right + up * crossed(right, ahead))
    return replace(path, aim=path.eye + turned * length)


def _handheld(take: Take, path: Path) -> Path:
    """A breathing, stepping operator: slow sway and a little tremble."""
    times, rng = take.times, take.rng
    sway = np.stack([drift(times, rng, 2.9) + 0.35 * drift(times, rng, 0.8) for _ in range(3)], -1)
    look = np.stack([drift(times, rng, 2.3) + 0.4 * drift(times, rng, 0.7) for _ in range(3)], -1)
    size = take.setup.distance * math.tan(take.setup.fov / 2)
    roll = path.roll + 0.008 * drift(times, rng, 3.1)
    return Path(path.eye + 0.030 * size * sway, path.aim + 0.045 * size * look, roll, path.fov)


def _followed(take: Take, path: Path) -> Path:
    """Eye and aim go along with the subject, smoothly, a little late."""
    subject = leading(take.camera, take.scene)
    if subject is None:
        return path
    gone = smoothed(subject.foot - subject.foot[0], 0.22 * take.scene.fps)
    gone = gone - gone[0]
    rises = gone * np.array([1.0, 1.0, 0.3])
    return replace(path, eye=path.eye + rises, aim=path.aim + (rises if subject.person else gone))


def _seen_from(take: Take, path: Path) -> Path:
    """The eye goes with the head that sees, with a step's bob, and looks at what the set-up looks at, or ahead."""
    seer = _seer(take)
    if seer is None:
        return path
    gone = smoothed(seer.face - seer.face[0], 0.1 * take.scene.fps)
    seen = next((s for s in take.scene.subjects if s.id == take.camera.subject and s is not seer), None)
    if seen is not None:
        return replace(
            path, eye=path.eye + gone, aim=path.aim + smoothed(seen.face - seen.face[0], 0.2 * take.scene.fps)
        )
    facing = np.unwrap(seer.facing)
    turned = smoothed(facing - facing[0], LOOKS_S * take.scene.fps)
    return replace(path, eye=path.eye + gone, aim=path.eye + gone + _turned_view(path, turned))


def _turned_view(path: Path, angle: Doubles) -> Doubles:
    """(F, 3) the way from the eye to the aim, turned to the left by an angle (F,)."""
    return _panned(path.eye, path.aim, angle) - path.eye


def _seer(take: Take) -> Subject | None:
    return next((s for s in take.scene.subjects if s.id == take.camera.other and s.person), None)


def _ceiling(scene: Scene) -> float:
    ceiling = scene.opening.set.ceiling_m
    return ceiling - 0.08 if ceiling else 60.0


def _kept(eye: Doubles, scene: Scene) -> Doubles:
    """The eye stays above the ground, below the ceiling and within the set's bounds."""
    bounds = scene.opening.set.camera_bounds_m
    eye = eye.copy()
    eye[:, 2] = np.clip(eye[:, 2], LEAST_HEIGHT_M, _ceiling(scene))
    if bounds is not None:
        eye[:, 0] = np.clip(eye[:, 0], bounds[0], bounds[1])
        eye[:, 1] = np.clip(eye[:, 1], bounds[2], bounds[3])
    return eye


_WATCHED: Final = frozenset({"static", "handheld", "zoom", "dolly", "orbit"})
"""Moves in which the operator may turn the camera as well."""
_MOVES: Final[dict[str, Callable[[Take, Path], Path]]] = {
    "pan": _pan,
    "whip": _whip,
    "tilt": _tilt,
    "roll": _roll,
    "dolly": _dolly,
    "reveal": _reveal,
    "dolly zoom": _dolly_zoom,
    "track": _track,
    "crane": _crane,
    "pedestal": _pedestal,
    "orbit": _orbit,
    "zoom": _zoom,
    "crash": _crash,
    "handheld": _handheld,
}
