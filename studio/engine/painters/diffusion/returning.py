"""Painted frames back at the film's size and rate. What lies between two is moved there by the exact flow.

The flow is known at the frame between, from the simulation: where each of its pixels is in the frame before and in the
frame after. So each pixel is fetched from where it was, and from where it will be; what is hidden in one is taken from
the other, and nothing is guessed from the picture.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.diffusion.conditioning import Floats, Pictures
from studio.engine.painters.painter import PaintedFrame, Size

_SAME_DEPTH = 0.06
"""By how much of its depth a pixel may lie farther or nearer in the other frame, to be the same thing."""


@dataclass(frozen=True, eq=False)
class Neighbour:
    """A painted frame beside one that is not: its picture, its cel frame, and how far away it is, in frames."""

    picture: Pictures
    cel: PaintedFrame
    away: int


def between(here: PaintedFrame, before: Neighbour, after: Neighbour) -> Pictures:
    """The picture of a frame that lies one frame after one painted frame and one before another.

    All cel frames need their flow, id and depth, at the pictures' size.
    """
    assert here.flow_backward is not None
    assert here.flow_forward is not None
    past, past_seen = _fetched(here, before, here.flow_backward)
    future, future_seen = _fetched(here, after, here.flow_forward)
    share = before.away / (before.away + after.away)
    weights = _weights(past_seen, future_seen, share)
    mixed = past.astype(np.float32) * (1 - weights) + future.astype(np.float32) * weights
    return np.rint(mixed).astype(np.uint8)


def _weights(past: NDArray[np.bool_], future: NDArray[np.bool_], share: float) -> Floats:
    """(H, W, 1), of the future: what is seen in only one frame is that one's."""
    weights = np.full(past.shape, share, np.float32)
    weights[past & ~future] = 0.0
    weights[future & ~past] = 1.0
    return weights[..., None]


def _fetched(here: PaintedFrame, there: Neighbour, flow: Floats) -> tuple[Pictures, NDArray[np.bool_]]:
    """The other frame's picture as it lies here, and where that is the very same thing."""
    height, width = flow.shape[:2]
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    x, y = columns + flow[..., 0], rows + flow[..., 1]
    picture = cv2.remap(there.picture, x, y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    inside = (x >= -0.5) & (x <= width - 0.5) & (y >= -0.5) & (y <= height - 0.5)
    seen = (flow[..., 2] > 0.5) & inside & _same_thing(here, there.cel, x, y)
    return picture.astype(np.uint8, copy=False), seen


def _same_thing(here: PaintedFrame, there: PaintedFrame, x: Floats, y: Floats) -> NDArray[np.bool_]:
    same = np.ones(x.shape, np.bool_)
    if here.id is not None and there.id is not None:
        number = cv2.remap(there.id, x, y, cv2.INTER_NEAREST, borderMode=cv2.BORDER_REPLICATE)
        same &= number == here.id
    if here.depth is not None and there.depth is not None:
        far = cv2.remap(_near(there.depth), x, y, cv2.INTER_NEAREST, borderMode=cv2.BORDER_REPLICATE)
        same &= np.abs(far - _near(here.depth)) <= _SAME_DEPTH * np.maximum(_near(here.depth), 1e-3)
    return same


def _near(depth: Floats) -> Floats:
    """Nearness, so that the sky is a number too."""
    return np.where(np.isfinite(depth), 1 / np.maximum(depth, 1e-3), 0.0).astype(np.float32)


def inner_width(film: Size, size: Size) -> int:
    """How many of a painting's columns the film shows; the others are cut off, on both sides alike."""
    return min(size.width, round(film.width * size.height / film.height))


def at_film_size(picture: Pictures, film: Size) -> Pictures:
    """(H, W, 3) as the film has it: scaled to its height, and what is too wide cut off on both sides alike."""
    height, width = picture.shape[:2]
    scaled = max(film.width, round(width * film.height / height))
    larger = film.height > height
    resized = cv2.resize(picture, (scaled, film.height), interpolation=cv2.INTER_LANCZOS4 if larger else cv2.INTER_AREA)
    left = (scaled - film.width) // 2
    return np.ascontiguousarray(resized[:, left : left + film.width], np.uint8)


def at_painting_size(picture: Pictures, size: Size) -> Pictures:
    """A picture of the film, (H, W, 3), as it is painted over: the reverse of ``at_film_size``, its edges drawn out."""
    inner = inner_width(Size(picture.shape[1], picture.shape[0]), size)
    larger = size.height > picture.shape[0]
    resized = cv2.resize(picture, (inner, size.height), interpolation=cv2.INTER_CUBIC if larger else cv2.INTER_AREA)
    left = (size.width - inner) // 2
    drawn_out = cv2.copyMakeBorder(resized, 0, 0, left, size.width - inner - left, cv2.BORDER_REPLICATE)
    return np.ascontiguousarray(drawn_out, np.uint8)
