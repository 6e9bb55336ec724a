"""The exposure sheet: which drawing each frame shows, and where it lies in it."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from studio.engine.painters.cel.pose import Pose
from studio.engine.performance import Drawn, Face, Floats


def exposed(pose: Callable[[int], Pose], drawn: Drawn | None, place: Floats, fps: int) -> Callable[[int], Pose]:
    """The poses as their drawings are held. place: (F, 3) where its owner is, metres."""
    if drawn is None:
        return pose

    def held(frame: int) -> Pose:
        shown = int(drawn.frames[frame])
        found = pose(shown)
        if shown == frame:
            return found
        transforms = found.transforms
        if drawn.along:
            transforms = transforms.copy()
            transforms[:, :3, 3] += np.asarray(place[frame] - place[shown], np.float64)
        return replace(found, transforms=transforms, late_s=(frame - shown) / fps)

    return held


def before(pose: Callable[[int], Pose], drawn: Drawn | None) -> Callable[[int], Pose]:
    """The pose one frame before a frame's drawing: what a smear is dragged out from."""
    return lambda frame: pose(max(0, (frame if drawn is None else int(drawn.frames[frame])) - 1))


def exposed_face(face: Face, drawn: Drawn | None) -> Face:
    """A face as its drawings are held; the mouth is on ones, so that it is on the sound."""
    if drawn is None:
        return face
    at = drawn.frames
    return replace(
        face,
        lids=face.lids[at],
        gaze=face.gaze[at],
        brow_raise=face.brow_raise[at],
        brow_tilt=face.brow_tilt[at],
        smile=face.smile[at],
        blush=face.blush[at],
        tears=face.tears[at],
    )


def dressed(dress: Callable[[int], None], drawn: Drawn | None) -> Callable[[int], None]:
    """What puts a mesh where it is in a frame, as its drawings are held."""
    return dress if drawn is None else lambda frame: dress(int(drawn.frames[frame]))
