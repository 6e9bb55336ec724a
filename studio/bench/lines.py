"""Whether ink stands still: a static shot bit for bit, and lines under a slow pan followed by the painter's own flow.

Measured on finished frames, whose lines are drawn finely; a preview's leave over half as much again.

Coverage is how much darker than what surrounds it a line's pixel is. Each frame is carried back to the one before along
the exact flow; what is left over at the line's pixels is flicker. What a single bilinear resampling leaves over is
measured too, on the later frame carried there and back: no drawing, however steady, could come out under that.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.bench.figures import Figure, at_most
from studio.engine.director import direct
from studio.engine.painters.cel.painter import CelPainter, Effects
from studio.engine.painters.painter import PaintedFrame, Pass, Size
from studio.engine.performance import Performance
from studio.engine.staging import Rehearsals, stage_shots
from studio.engine.stop import StopToken

SIZE: Final = Size(640, 360)
FRAMES: Final = 13
STATIC: Final = "Wide shot of a classroom in the afternoon, static camera. A girl in a school uniform stands still."
PAN: Final = "Slow pan across a classroom in the afternoon. A girl in a school uniform stands still."
CLOSE: Final = "Medium close-up of a girl with long hair in a red coat in a room, slow pan right."
PASSES: Final = frozenset({Pass.LINE, Pass.FLOW})
Picture = NDArray[np.float32]


def measure() -> Sequence[Figure]:
    """One static shot, and two slow pans."""
    painter = CelPainter()
    try:
        still = _still(painter)
        rooms = [_steadiness(painter, words) for words in (PAN, CLOSE)]
    finally:
        painter.close()
    wide, close = rooms
    return [
        at_most("pixels that differ in a static shot of a place", still[0], "px", 0),
        at_most("pixels that differ while a drawing of somebody is held", still[1], "px", 0),
        Figure("line coverage left over in a pan, wide", wide[0], "grey"),
        Figure("the same for one resampling alone, wide", wide[1], "grey"),
        at_most("flicker of lines over resampling, wide", wide[0] / max(wide[1], 1e-6), "times", 2.0),
        Figure("line coverage left over in a pan, close", close[0], "grey"),
        Figure("the same for one resampling alone, close", close[1], "grey"),
        at_most("flicker of lines over resampling, close", close[0] / max(close[1], 1e-6), "times", 2.0),
        at_most("share of lines that come and go, wide", wide[2], "share", 0.02),
        at_most("share of lines that come and go, close", close[2], "share", 0.02),
    ]


def _played(words: str) -> Performance:
    return next(iter(stage_shots(direct(words), Rehearsals(most=1), StopToken()))).played.performance


def _frames(painter: CelPainter, performance: Performance, passes: frozenset[Pass]) -> list[PaintedFrame]:
    painting = painter.open(performance, SIZE)
    first = max(0, performance.frames // 2 - FRAMES // 2)
    return [painting.frame(first + step, Effects.finished(), passes) for step in range(FRAMES)]


def _still(painter: CelPainter) -> tuple[float, float]:
    """The most pixels of the picture that differ from one frame to the next: of the place alone, and of a drawing."""
    performance = replace(_played(STATIC), cloths=())
    place = _frames(painter, replace(performance, actors=(), props=()), frozenset())
    frames = _frames(painter, performance, frozenset())
    drawn = performance.actors[0].drawn
    held = [
        _differing(one, other)
        for one, other in pairwise(frames)
        if drawn is not None and drawn.frames[one.index] == drawn.frames[other.index]
    ]
    return max(_differing(one, place[0]) for one in place), max(held)


def _differing(one: PaintedFrame, other: PaintedFrame) -> float:
    return float((one.colour != other.colour).any(axis=2).sum())


def _steadiness(painter: CelPainter, words: str) -> tuple[float, float, float]:
    """Flicker at the lines, what one resampling leaves over there, and the share of them that come and go."""
    frames = _frames(painter, _played(words), PASSES)
    pairs = [_pair(one, other) for one, other in pairwise(frames)]
    flicker, floor, gone = (float(np.mean(values)) for values in zip(*pairs, strict=True))
    return flicker, floor, gone


def _pair(one: PaintedFrame, other: PaintedFrame) -> tuple[float, float, float]:
    assert one.line is not None
    assert one.flow_forward is not None
    flow = one.flow_forward
    before, after = coverage(one.colour), coverage(other.colour)
    carried = _carried(after, flow)
    known = flow[..., 2] > 0.5
    lines = (cv2.dilate((one.line > 127).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0) & known & (before > 6)
    there_and_back = _carried(_carried(before, -flow), flow)
    left, floor = np.abs(carried - before)[lines], np.abs(there_and_back - before)[lines]
    strong = lines & (before > 24)
    gone = float((cv2.dilate(carried, np.ones((3, 3), np.uint8))[strong] < 0.35 * before[strong]).mean())
    return float(left.mean()), float(floor.mean()), gone


def coverage(colour: NDArray[np.uint8]) -> Picture:
    """(H, W) how much darker each pixel is than what surrounds it, 0-255: the ink, whatever is under it."""
    grey = cv2.cvtColor(np.ascontiguousarray(colour), cv2.COLOR_RGB2GRAY)
    return cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8)).astype(np.float32) - grey


def _carried(picture: Picture, flow: NDArray[np.float32]) -> Picture:
    """A picture seen where the flow goes to, (H, W)."""
    down, across = np.mgrid[0 : picture.shape[0], 0 : picture.shape[1]].astype(np.float32)
    seen = cv2.remap(
        picture, across + flow[..., 0], down + flow[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(seen, np.float32)
