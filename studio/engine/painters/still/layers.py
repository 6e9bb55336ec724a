"""A still taken apart for filming: read and cut once, and laid out anew for each size and each way it is filmed."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from studio.engine.painters.painter import Size
from studio.engine.painters.still.arrays import Bytes, Floats, blurred, fitted, grown, scaled
from studio.engine.painters.still.cutting import cut, refined
from studio.engine.painters.still.filling import filled
from studio.engine.painters.still.filming import CLOSE, Filming, Length, filmed
from studio.engine.painters.still.finding import Box, Face, face_in
from studio.engine.painters.still.layering import RELIEF, SUBJECT, background_nearness, relief
from studio.engine.painters.still.light import light_of, lit
from studio.engine.painters.still.living import Lids, Sway, lids_of, sway_of
from studio.engine.stills import picture_of
from studio.engine.stop import StopToken
from studio.timeline.film import Camera, Still

READ_PX: Final = 4096
_LOOK_PX: Final = 640
_DENSITY: Final = 1.1  # pixels of the picture to one of the frame
_MOST_PIXELS: Final = 12_000_000
_PAPER: Final = np.array([244, 241, 234], np.float32)
NEARNESS: Final = (0.0, SUBJECT + RELIEF)


@dataclass(frozen=True, eq=False)
class Original:
    """A still read and cut: colour (H, W, 3), the subject's matte on a small copy, a face in pixels of ``colour``."""

    colour: Bytes
    matte: Floats
    face: Face | None

    def aim(self, framing: str) -> Box | None:
        """What a framing is of: a close one of the face, others of the whole subject; None where there is neither."""
        if self.face is not None and framing in CLOSE:
            return self.face.box
        rows, columns = np.nonzero(self.matte > 0.5)
        if not len(rows):
            return None
        grow = self.colour.shape[1] / self.matte.shape[1]
        left, top, wide, tall = (
            float(v) * grow for v in (columns.min(), rows.min(), np.ptp(columns) + 1, np.ptp(rows) + 1)
        )
        return left, top, wide, tall


@dataclass(frozen=True)
class Setup:
    """How a still is filmed: the camera, how long, by which chance, and in the light of which hour."""

    camera: Camera
    length: Length
    seed: int
    hour: str


@dataclass(frozen=True, eq=False)
class Layers:
    """A still laid out for one size and camera.

    back: (H, W, 3) without the subject; front: (H, W, 3) the subject, its colours run on beyond its edge; matte (H, W)
    0 to 1. back_near, front_near: (h, w) nearness. soft: ``back`` out of focus, None where focus stays.
    """

    filming: Filming
    back: Bytes
    front: Bytes
    matte: Floats
    back_near: Floats
    front_near: Floats
    lids: Lids | None
    sway: Sway | None
    soft: Bytes | None

    @property
    def has_subject(self) -> bool:
        """Whether anything was cut out."""
        return bool((self.matte > 0.5).any())


def original_of(still: Still, stop: StopToken) -> Original:
    """Read a still and cut its subject out.

    Raises:
        MissingResource, MediaUnreadable, DeviceLimit: in words, with the path. Stopped: the token was set.
    """
    picture = picture_of(still, READ_PX)
    colour = picture.colour
    if picture.alpha is not None:
        there = picture.alpha.astype(np.float32)[..., None] / 255
        colour = np.rint(colour * there + _PAPER * (1 - there)).astype(np.uint8)
    stop.check()
    look = scaled(colour, fitted(colour.shape[1], colour.shape[0], _LOOK_PX))
    face = face_in(look)
    stop.check()
    matte = cut(look, None if picture.alpha is None else picture.alpha, face, still.hints)
    return Original(colour, matte, None if face is None else face.at(colour.shape[1] / look.shape[1]))


def layers_of(original: Original, setup: Setup, frame: Size, stop: StopToken) -> Layers:
    """Lay a still out to be filmed.

    Raises:
        Stopped: the token was set.
    """
    height, width = original.colour.shape[:2]
    filming = filmed(
        setup.camera, Size(width, height), frame, NEARNESS, original.aim(setup.camera.framing), setup.length, setup.seed
    )
    factor = min(_DENSITY * frame.height / filming.scale, (_MOST_PIXELS / (width * height)) ** 0.5)
    size = max(2, round(width * factor)), max(2, round(height * factor))
    colour = scaled(original.colour, size)
    filming, face = filming.at(size[0] / width), original.face
    face = None if face is None else face.at(size[0] / width)
    matte = refined(original.matte, colour) if original.matte.any() else np.zeros((size[1], size[0]), np.float32)
    stop.check()
    back = filled(colour, matte)
    stop.check()
    front = _run_on(colour, matte)
    lids = lids_of(face, front) if face is not None else None
    near, light = background_nearness(back, matte), light_of(setup.hour)
    back, front = lit(back, light), lit(front, light)
    return Layers(
        filming,
        back,
        front,
        matte,
        np.minimum(near, np.float32(NEARNESS[1])),
        relief(matte),
        lids and lids.lit(light),
        sway_of(face, matte) if face is not None else None,
        blurred(back, 0.011 * frame.height) if filming.path.soft.any() else None,
    )


def _run_on(colour: Bytes, matte: Floats) -> Bytes:
    """The subject's own colours beyond its edge, so that its fringe holds nothing of what was behind it."""
    sure = (matte > 0.92).astype(np.float32)
    if not sure.any():
        return colour
    result = colour.astype(np.float32)
    reach = 0.004 * max(colour.shape[:2])
    near, weight = blurred(result * sure[..., None], reach), blurred(sure, reach)
    fringe = (sure < 0.5) & (weight > 1e-3) & grown(matte > 0.02, 2)
    result[fringe] = near[fringe] / weight[fringe, None]
    return np.clip(np.rint(result), 0, 255).astype(np.uint8)
