"""How fast shots are played out and painted: the sample film's median shot, at three sizes, with the split.

A preview is drawn with every effect. A final has its lines drawn finely (``Effects.finished``) and is encoded too.
Draw calls and triangles are counted as they are given to the driver, before anything is clipped or hidden.
"""

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from studio.bench.figures import Figure, at_least, at_most
from studio.bench.sample import sample_film
from studio.engine.media.take_video import TakeWriter
from studio.engine.painters.cel.effects import EFFECT_ORDER, Effects
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.cel.tally import TALLY, Drawn
from studio.engine.painters.painter import Size
from studio.engine.staging import Rehearsals, Staged, stage_shots
from studio.engine.stop import StopToken

FRAMES_A_SHOT = 16
"""Frames timed of each shot, spread over it in one run."""


@dataclass(frozen=True)
class Split:
    """Seconds a frame: playing out, drawing (reading back included) and encoding; and what is drawn in a frame."""

    simulate: float
    draw: float
    encode: float
    drawn: Drawn

    @property
    def total(self) -> float:
        """Seconds a finished frame."""
        return self.simulate + self.draw + self.encode


@dataclass(frozen=True)
class Way:
    """A way to paint: what it is called, how large, with what, encoded or not, and the frames a second asked of it."""

    name: str
    size: Size
    effects: Effects
    encode: bool
    bar_fps: float


PREVIEW: Final = Way("preview 640x360, all effects", Size(640, 360), Effects.all(), False, 24.0)
LARGE_PREVIEW: Final = Way("preview 1280x720, all effects", Size(1280, 720), Effects.all(), False, 10.0)
FINAL: Final = Way("final 1280x720, fine lines, encoded", Size(1280, 720), Effects.finished(), True, 5.0)
LARGE_FINAL: Final = Way("final 1920x1080, fine lines, encoded", Size(1920, 1080), Effects.finished(), True, 2.0)


def measure() -> Sequence[Figure]:
    """Frames a second of the median shot, and where the time goes."""
    staged, simulate = _staged()
    painter = CelPainter()
    try:
        return [
            *_figures(painter, PREVIEW, staged, simulate),
            *_least_effects(painter, staged),
            *_figures(painter, LARGE_PREVIEW, staged, simulate),
            *_figures(painter, FINAL, staged, simulate),
            *_figures(painter, LARGE_FINAL, staged, simulate),
        ]
    finally:
        painter.close()


def _staged() -> tuple[list[Staged], list[float]]:
    """Every shot played out, and the seconds a frame that took."""
    shots: list[Staged] = []
    seconds: list[float] = []
    began = time.perf_counter()
    for staged in stage_shots(sample_film(), Rehearsals(), StopToken()):
        seconds.append((time.perf_counter() - began) / staged.performance.frames)
        shots.append(staged)
        began = time.perf_counter()
    return shots, seconds


def _figures(painter: CelPainter, way: Way, shots: list[Staged], simulate: list[float]) -> list[Figure]:
    name = way.name
    splits = [_timed(painter, way, shot, once) for shot, once in zip(shots, simulate, strict=True)]
    middle = sorted(splits, key=lambda split: split.total)[len(splits) // 2]
    slowest = max(split.total for split in splits)
    share = median(split.simulate / split.total for split in splits)
    return [
        at_least(f"{name}: median shot", 1 / middle.total, "fps", way.bar_fps),
        Figure(f"{name}: slowest shot", 1 / slowest, "fps"),
        Figure(f"{name}: simulate", middle.simulate * 1000, "ms"),
        Figure(f"{name}: draw and read back", middle.draw * 1000, "ms"),
        *([Figure(f"{name}: encode", middle.encode * 1000, "ms")] if way.encode else []),
        at_most(f"{name}: simulation's share", share * 100, "%", 10.0),
        Figure(f"{name}: draw calls a frame, median", median(split.drawn.calls for split in splits), "calls"),
        Figure(f"{name}: triangles a frame, median", median(split.drawn.triangles for split in splits), "tris"),
        Figure(f"{name}: triangles a frame, most", max(split.drawn.triangles for split in splits), "tris"),
    ]


def _least_effects(painter: CelPainter, shots: list[Staged]) -> list[Figure]:
    """What the preview can fall back on when it must hold the rate."""
    size, bare = Size(640, 360), Effects.without(len(EFFECT_ORDER))
    rates = [1 / _seconds_a_frame(painter, size, shot, bare)[0] for shot in shots]
    return [at_least("preview 640x360, effects dropped: median shot", median(rates), "fps", 24.0)]


def _timed(painter: CelPainter, way: Way, shot: Staged, simulate: float) -> Split:
    draw, drawn = _seconds_a_frame(painter, way.size, shot, way.effects)
    return Split(simulate, draw, _encode_seconds(painter, way, shot) if way.encode else 0.0, drawn)


def _frames(shot: Staged) -> range:
    frames = shot.performance.frames
    first = max(0, (frames - FRAMES_A_SHOT) // 2)
    return range(first, min(frames, first + FRAMES_A_SHOT))


def _seconds_a_frame(painter: CelPainter, size: Size, shot: Staged, effects: Effects) -> tuple[float, Drawn]:
    """Seconds, and what was drawn, on the average of some frames after a first one."""
    painting, frames = painter.open(shot.performance, size), _frames(shot)
    painting.frame(frames[0], effects)
    before, began = TALLY.now, time.perf_counter()
    for index in frames:
        painting.frame(index, effects)
    seconds, drawn = time.perf_counter() - began, TALLY.now.since(before)
    return seconds / len(frames), Drawn(drawn.calls // len(frames), drawn.triangles // len(frames))


def _encode_seconds(painter: CelPainter, way: Way, shot: Staged) -> float:
    size, painting = way.size, painter.open(shot.performance, way.size)
    pictures = [painting.frame(index, way.effects).colour for index in _frames(shot)]
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        with TakeWriter(Path(folder) / "timed.mp4", size, shot.performance.fps) as writer:
            for picture in pictures:
                writer.write(picture)
        return (time.perf_counter() - began) / len(pictures)
