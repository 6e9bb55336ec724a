"""The camera for pictures narrower than 16:9: aimed anew at whom the shot is about, and wider where it must be.

A shot is staged for 16:9. Its vertical or square picture is painted, not cut out of that one: the camera stands where
it stood and turns aside to who must be seen, so every pixel is a real one. Where one direction does for the whole shot
the camera keeps it; else it glides, and what it does besides (pans, dollies, shakes) is as it was.
"""

from dataclasses import replace
from typing import Final

import numpy as np

from studio.engine.painters.painter import Size
from studio.engine.performance import Actor, CameraPath, Matrix, Performance, PropTrack, view_matrix
from studio.engine.skeleton import INDEX, head_unit, joint_transforms, rest_joints
from studio.timeline.film import Camera

REVISION: Final = "1"
STAGED_FOR: Final = 16 / 9
WIDEST: Final = 1.6
"""How much wider the camera gets at most, as the tangent of half its field of view, to hold who stands apart."""
_LOWER: Final = 0.75
"""How much of what a wider camera sees besides is below: heads stay as near the upper edge as they were, nearly."""
_MARGIN: Final = 0.06
_HEAD_REACH: Final = 0.75
_NEAREST_M: Final = 0.2
_SEEN_SHARE: Final = 0.25
_GOES: Final = 0.1
_GLIDES_S: Final = (0.9, 0.6, 0.4, 0.25, 0.15)


class Edges:
    """How far to the left and right somebody reaches, tangents from the camera's axis, (F,); NaN where out of sight."""

    def __init__(self, left: Matrix, right: Matrix) -> None:
        self.left, self.right = left, right

    @property
    def middle(self) -> Matrix:
        """Between the two."""
        return (self.left + self.right) / 2


def is_narrow(size: Size) -> bool:
    """Whether a picture of this size is narrower than shots are staged for."""
    return size.width / size.height < STAGED_FOR - 0.01


def framing_revision(size: Size) -> str:
    """What a picture of this size is framed by beside the stage, for the keys of takes; "" for nothing."""
    return f" framed {REVISION}" if is_narrow(size) else ""


def reframed(performance: Performance, camera: Camera, size: Size) -> Performance:
    """The performance as it is to be painted at a size. ``camera``: the shot's, which tells whom it is about."""
    if not is_narrow(size) or performance.filmed is not None or performance.footage is not None:
        return performance
    people = _focus(performance, camera)
    if not people:
        return performance
    path, wide = performance.camera, size.width / size.height
    half = np.tan(path.fov_y.astype(np.float64) / 2)
    together = _together(people)
    wider = _wider(together, half * wide)
    aside = _aim(people, together, half * wide * wider, performance)
    down = _LOWER * (wider - 1.0) * half
    return replace(performance, camera=_turned(path, aside, down, 2 * np.arctan(half * wider)))


def _focus(performance: Performance, camera: Camera) -> list[tuple[str, Edges]]:
    """Who must be seen: the shot's subject, or everybody who is in its picture; with nobody there, its things."""
    views = np.stack([view_matrix(performance.camera, frame) for frame in range(performance.frames)])
    half = np.tan(performance.camera.fov_y.astype(np.float64) / 2) * STAGED_FOR
    actors = [(actor.member.id, _actor_edges(actor, views, half)) for actor in performance.actors]
    things = [(track.prop.id, _thing_edges(track, views, half)) for track in performance.props if track.shard is None]
    seen = [(str(name), edges) for name, edges in actors if _is_seen(edges)]
    there = [(str(name), edges) for name, edges in things if _is_seen(edges)]
    told = [one for one in (*seen, *there) if one[0] == camera.subject]
    return told or seen or there


def _is_seen(edges: Edges) -> bool:
    return bool(np.isfinite(edges.left).mean() >= _SEEN_SHARE)


def _actor_edges(actor: Actor, views: Matrix, half: Matrix) -> Edges:
    rest, unit = rest_joints(actor.member.look), head_unit(actor.member.look)
    places = np.empty((len(views), 3))
    for frame in range(len(views)):
        world = joint_transforms(
            rest, actor.joints[frame], actor.root[frame], float(actor.heading[frame]), float(actor.lift[frame])
        )[INDEX["head"]]
        places[frame] = world[:3, :3] @ np.array([0.0, 0.0, unit / 2]) + world[:3, 3]
    return _edges(places, _HEAD_REACH * unit, views, half, actor.shown)


def _thing_edges(track: PropTrack, views: Matrix, half: Matrix) -> Edges:
    return _edges(track.position.astype(np.float64), 0.1, views, half, track.shown)


def _edges(places: Matrix, reach: float, views: Matrix, half: Matrix, shown: object) -> Edges:
    """Of a ball of ``reach`` metres about ``places`` (F, 3), wherever its middle is within the picture of 16:9."""
    eye = np.einsum("fij,fj->fi", views, np.concatenate([places, np.ones((len(places), 1))], axis=1))
    depth = np.maximum(-eye[:, 2], _NEAREST_M)
    across, up = eye[:, 0] / depth, eye[:, 1] / depth
    there = (-eye[:, 2] > _NEAREST_M) & (np.abs(across) <= half) & (np.abs(up) <= half / STAGED_FOR)
    if isinstance(shown, np.ndarray):
        there &= shown
    nothing = np.where(there, 0.0, np.nan)
    return Edges(across - reach / depth + nothing, across + reach / depth + nothing)


def _together(people: list[tuple[str, Edges]]) -> Edges:
    """The edges of all at once; where nobody is in sight, NaN."""
    left, right = np.stack([one.left for _, one in people]), np.stack([one.right for _, one in people])
    nobody = np.isnan(left).all(axis=0)
    left[:, nobody], right[:, nobody] = 0.0, 0.0
    far_left, far_right = np.nanmin(left, axis=0), np.nanmax(right, axis=0)
    far_left[nobody], far_right[nobody] = np.nan, np.nan
    return Edges(far_left, far_right)


def _wider(together: Edges, half: Matrix) -> float:
    """How much wider the camera must be for all of them; one number for the whole shot, so that nothing pumps."""
    needed = (together.right - together.left) / 2 / half / (1 - _MARGIN)
    return float(np.clip(np.nanquantile(needed, 0.95), 1.0, WIDEST))


def _aim(people: list[tuple[str, Edges]], together: Edges, half: Matrix, performance: Performance) -> Matrix:
    """How far aside the camera looks in each frame, a tangent: all the time the same if that keeps them in sight."""
    inside = half * (1 - _MARGIN)
    least, most = together.right - inside, together.left + inside
    if np.nanmax(least) <= np.nanmin(most):
        still = float(np.clip(np.nanmean(together.middle), np.nanmax(least), np.nanmin(most)))
        return np.full(performance.frames, still)
    crowded = together.right - together.left > 2 * inside
    wanted = np.where(crowded, _of_who_matters(people, performance), together.middle)
    return _gliding(_filled(wanted), least, most, performance.fps)


def _of_who_matters(people: list[tuple[str, Edges]], performance: Performance) -> Matrix:
    """Where whoever speaks is, or spoke last; without a word, who goes furthest, or else is nearest the axis."""
    middles = {name: _filled(edges.middle) for name, edges in people}
    spoken = sorted((one for one in performance.speech if one.speech.who in middles), key=lambda one: one.start)
    first = spoken[0].speech.who if spoken else _catches_the_eye(middles)
    wanted = middles[first].copy()
    for line in spoken:
        begins = max(0, int(line.start * performance.fps))
        wanted[begins:] = middles[line.speech.who][begins:]
    return wanted


def _catches_the_eye(middles: dict[str, Matrix]) -> str:
    gone = {name: float(np.ptp(middle)) for name, middle in middles.items()}
    mover = max(gone, key=lambda name: gone[name])
    if gone[mover] > _GOES:
        return mover
    return min(middles, key=lambda name: float(np.abs(middles[name]).mean()))


def _filled(values: Matrix) -> Matrix:
    """The values with what is not known between two that are; before the first and after the last, as they are."""
    known = np.flatnonzero(np.isfinite(values))
    return np.interp(np.arange(len(values)), known, values[known])


def _gliding(wanted: Matrix, least: Matrix, most: Matrix, fps: int) -> Matrix:
    """As smooth as can be with everybody still in sight, at the least as smooth as an eye follows."""
    path = wanted
    for seconds in _GLIDES_S:
        path = _smooth(wanted, seconds * fps)
        within = (path >= least) & (path <= most) | ~(least <= most)
        if within.all():
            break
    return path


def _smooth(values: Matrix, sigma: float) -> Matrix:
    reach = max(1, round(3 * sigma))
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    smooth = np.convolve(np.pad(values, reach, mode="edge"), kernel / kernel.sum(), "valid")
    return np.asarray(smooth, np.float64)


def _turned(path: CameraPath, aside: Matrix, down: Matrix, fov_y: Matrix) -> CameraPath:
    """The path with its axis turned to the right and down by tangents of the picture's own axes."""
    eye, target = path.eye.astype(np.float64), path.target.astype(np.float64)
    views = np.stack([view_matrix(path, frame) for frame in range(len(eye))])
    right, up, forward = views[:, 0, :3], views[:, 1, :3], -views[:, 2, :3]
    way = forward + aside[:, None] * right - down[:, None] * up
    way *= np.linalg.norm(target - eye, axis=1, keepdims=True) / np.linalg.norm(way, axis=1, keepdims=True)
    return replace(path, target=(eye + way).astype(np.float32), fov_y=fov_y.astype(np.float32))
