"""Life in a still that has a face: eyes that blink, and hair that stirs."""

import math
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from studio.engine.painters.still.arrays import Bytes, Floats, Mask, blurred, eroded, fitted, grey, grown, spread
from studio.engine.painters.still.finding import Eye, Face, skin_in
from studio.engine.painters.still.light import lit

STEPS: Final = 6
_BLINK_S: Final = 0.26
_SHUT_SHARE: Final = 0.40  # of a blink, at which the lids meet
_FIRST_S, _LEAST_S, _MOST_S = 0.7, 1.9, 4.2
_SWAY: Final = 0.011  # of the picture's shorter side
_FIELD_PX: Final = 120


@dataclass(frozen=True, eq=False)
class Lids:
    """The eyes of a picture: where their patch lies, and the patch from open (first) to shut, (h, w, 3) each."""

    left: int
    top: int
    patches: tuple[Bytes, ...]

    def lit(self, light: Bytes | None) -> "Lids":
        """The same in the light of an hour."""
        return replace(self, patches=tuple(lit(patch, light) for patch in self.patches))

    def put(self, picture: Bytes, closed: float) -> None:
        """Paint the eyes into the picture, 0 open to 1 shut."""
        patch = self.patches[round(closed * (len(self.patches) - 1))]
        picture[self.top : self.top + patch.shape[0], self.left : self.left + patch.shape[1]] = patch


def lids_of(face: Face, picture: Bytes) -> Lids | None:
    """The face's eyes: skin drawn down over them, with a line of lashes on its edge; None without eyes."""
    if not face.eyes:
        return None
    pad = max(3, round(0.06 * face.box[2]))
    left, top = (max(0, min(eye.box[axis] for eye in face.eyes) - pad) for axis in (0, 1))
    right, bottom = (
        min(picture.shape[1 - axis], max(eye.box[axis] + eye.box[axis + 2] for eye in face.eyes) + pad)
        for axis in (0, 1)
    )
    patch = picture[top:bottom, left:right].copy()
    shapes = [_shape_in(eye, (left, top), patch) for eye in face.eyes]
    bare = _without_eyes(patch, np.logical_or.reduce(shapes))
    inks = [_ink(patch, shape) for shape in shapes]
    thick = max(1.2, 0.020 * face.box[2])
    patches = [patch]
    for step in range(1, STEPS):
        drawn = patch
        for shape, ink in zip(shapes, inks, strict=True):
            drawn = _closed(drawn, bare, shape, ink, thick, step / (STEPS - 1))
        patches.append(drawn)
    return Lids(left, top, tuple(patches))


def _shape_in(eye: Eye, corner: tuple[int, int], patch: Bytes) -> Mask:
    shape = np.zeros(patch.shape[:2], np.bool_)
    x, y = eye.box[0] - corner[0], eye.box[1] - corner[1]
    shape[y : y + eye.box[3], x : x + eye.box[2]] = eye.shape
    return shape


def _without_eyes(patch: Bytes, shape: Mask) -> Bytes:
    """The skin where the eyes are: the lighter of the skin round them, run together; shadows of hair are no lids."""
    skin = eroded(skin_in(patch), 1) & ~grown(shape, 1)
    if skin.mean() < 0.02:
        skin = ~grown(shape, 1)
    luma = grey(patch)
    light = (
        (skin & (luma >= np.median(luma[skin]))).astype(np.float32) if skin.any() else np.ones(shape.shape, np.float32)
    )
    reach = 0.12 * max(patch.shape[:2])
    near, wide = ((blurred(patch * light[..., None], s), blurred(light, s)) for s in (reach, 4 * reach))
    total, weight = near[0] + 0.02 * wide[0], near[1] + 0.02 * wide[1]
    return np.asarray(np.clip(total / np.maximum(weight, 1e-6)[..., None], 0, 255), np.uint8)


def _ink(patch: Bytes, shape: Mask) -> Floats:
    """The colour of the lashes: the darkest of the eye."""
    inside = patch[shape].astype(np.float32)
    luma = inside.sum(-1)
    return inside[luma <= np.percentile(luma, 8)].mean(0)


def _closed(patch: Bytes, bare: Bytes, shape: Mask, ink: Floats, thick: float, share: float) -> Bytes:
    """The eye with its lid drawn down by a share of its height; wholly shut, a curve low in the eye."""
    rows, columns = np.nonzero(shape)
    top, bottom, left, right = rows.min(), rows.max(), columns.min(), columns.max()
    x = np.arange(shape.shape[1], dtype=np.float32)
    middle, half = (left + right) / 2, max(1.0, (right - left) / 2)
    across = np.clip((x - middle) / half, -1, 1)
    rest = top + 0.66 * (bottom - top)
    upper = top + 0.22 * (bottom - top) * across**2
    lower = rest + 0.20 * (bottom - top) * (1 - across**2) - 0.06 * (bottom - top)
    edge = upper + share * (lower - upper)
    y = np.arange(shape.shape[0], dtype=np.float32)[:, None]
    covers = np.clip(edge[None] - y + 0.5, 0, 1)
    whole = np.clip((share - 0.85) * 8, 0, 1)
    own = blurred(grown(shape, max(1, round(0.5 * thick))).astype(np.float32), 0.8)
    covers = (np.maximum(covers, whole) * own)[..., None]
    drawn = patch * (1 - covers) + bare * covers
    taper = np.clip(1 - np.abs((x - middle) / (1.08 * half)) ** 3, 0, 1)
    line = np.clip(thick * (0.35 + 0.65 * taper) / 2 - np.abs(y - edge[None]) + 0.5, 0, 1) * (
        np.abs(x - middle) < 1.05 * half
    )
    line = blurred(line.astype(np.float32), 0.5)[..., None]
    return np.asarray(np.clip(drawn * (1 - line) + ink * line, 0, 255), np.uint8)


def blinks(frames: int, fps: int, seed: int) -> Floats:
    """(F,) how far the lids are shut: now and then, at times that the seed chooses; sometimes twice in a row."""
    rng = np.random.default_rng(seed + 17)
    closed = np.zeros(frames, np.float32)
    when = np.arange(frames) / fps
    start = _FIRST_S + float(rng.uniform(0, 0.8))
    while start < frames / fps:
        closed = np.maximum(closed, _blink(when - start))
        start += 0.36 if rng.uniform() < 0.15 else float(rng.uniform(_LEAST_S, _MOST_S))
    return closed


def _blink(since: Floats | np.ndarray) -> Floats:
    """Down fast, up slower; shut for a moment, so that a frame shows it at any rate."""
    at = since / _BLINK_S
    down, up = at / (_SHUT_SHARE - 0.12), (1 - at) / (1 - _SHUT_SHARE - 0.12)
    return np.clip(np.minimum(down, up), 0, 1).astype(np.float32)


@dataclass(frozen=True, eq=False)
class Sway:
    """(h, w) each, small: how far hair goes to the side and down there, pixels of the whole picture, and its phase."""

    reach: Floats
    phase: Floats

    def at(self, seconds: float) -> tuple[Floats, Floats]:
        """The displacement at a time, pixels of the whole picture, (h, w) each."""
        slow = np.sin(2 * math.pi * (0.27 * seconds) + self.phase)
        quick = 0.35 * np.sin(2 * math.pi * (0.61 * seconds) + 1.7 * self.phase + 1.0)
        x = self.reach * (slow + quick)
        return np.asarray(x, np.float32), np.asarray(
            0.3 * self.reach * np.cos(2 * math.pi * 0.27 * seconds + self.phase), np.float32
        )


def sway_of(face: Face, matte: Floats) -> Sway:
    """Hair is what of the subject is beside and above the face: still at the scalp, freer the farther it hangs."""
    height, width = matte.shape
    size = fitted(width, height, _FIELD_PX)
    grow = width / size[0]
    y, x = np.mgrid[0 : size[1], 0 : size[0]].astype(np.float32) * grow
    across, down = (x - face.middle[0]) / face.box[2], (y - face.middle[1]) / face.box[2]
    out = np.clip((np.hypot(across * 1.25, down * 0.9) - 0.62) / 0.55, 0, 1)
    hangs = np.clip(0.25 + 0.75 * (down + 0.75), 0.2, 1.25)
    below = 1 - np.clip((down - 1.15) / 0.5, 0, 1) * np.clip(1.6 - np.abs(across), 0, 1)
    body = spread(matte, size)
    edge = np.clip(np.minimum.reduce([x, y, width - 1 - x, height - 1 - y]) / (0.06 * min(width, height)), 0, 1)
    reach = blurred((out * hangs * below * edge * body).astype(np.float32), 0.018 * max(size))
    return Sway(
        np.asarray(_SWAY * min(width, height) * reach, np.float32),
        np.asarray(-1.4 * down + 0.5 * across, np.float32),
    )
