"""How fast shots are played out and painted: the sample film's median shot, at two sizes, with the split."""

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from studio.bench.figures import Figure, at_least, at_most
from studio.bench.sample import sample_film
from studio.engine.media.take_video import TakeWriter
from studio.engine.painters.cel.effects import EFFECT_ORDER, Effects
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.painter import Size
from studio.engine.staging import Rehearsals, Staged, stage_shots
from studio.engine.stop import StopToken

FRAMES_A_SHOT = 16
"""Frames timed of each shot, spread over it in one run."""


@dataclass(frozen=True)
class Split:
    """Seconds a frame: playing out, drawing (reading back included) and encoding."""

    simulate: float
    draw: float
    encode: float

    @property
    def total(self) -> float:
        """Seconds a finished frame."""
        return self.simulate + self.draw + self.encode


def measure() -> Sequence[Figure]:
    """Frames a second of the median shot, and where the time goes."""
    staged, simulate = _staged()
    painter = CelPainter()
    try:
        return [
            *_figures("preview 640x360, all effects", painter, Size(640, 360), staged, simulate, 15.0, False),
            *_least_effects(painter, staged),
            *_figures("final 1280x720, all effects, encoded", painter, Size(1280, 720), staged, simulate, 5.0, True),
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


def _figures(
    name: str, painter: CelPainter, size: Size, shots: list[Staged], simulate: list[float], bar: float, encode: bool
) -> list[Figure]:
    splits = [_timed(painter, size, shot, once, encode) for shot, once in zip(shots, simulate, strict=True)]
    middle = sorted(splits, key=lambda split: split.total)[len(splits) // 2]
    slowest = max(split.total for split in splits)
    share = median(split.simulate / split.total for split in splits)
    return [
        at_least(f"{name}: median shot", 1 / middle.total, "fps", bar),
        Figure(f"{name}: slowest shot", 1 / slowest, "fps"),
        Figure(f"{name}: simulate", middle.simulate * 1000, "ms"),
        Figure(f"{name}: draw and read back", middle.draw * 1000, "ms"),
        *([Figure(f"{name}: encode", middle.encode * 1000, "ms")] if encode else []),
        at_most(f"{name}: simulation's share", share * 100, "%", 10.0),
    ]


def _least_effects(painter: CelPainter, shots: list[Staged]) -> list[Figure]:
    """What the preview can fall back on when it must hold the rate."""
    size, bare = Size(640, 360), Effects.without(len(EFFECT_ORDER))
    rates = [1 / _seconds_a_frame(painter, size, shot, bare) for shot in shots]
    return [at_least("preview 640x360, effects dropped: median shot", median(rates), "fps", 24.0)]


def _timed(painter: CelPainter, size: Size, shot: Staged, simulate: float, encode: bool) -> Split:
    draw = _seconds_a_frame(painter, size, shot, Effects.all())
    return Split(simulate, draw, _encode_seconds(painter, size, shot) if encode else 0.0)


def _frames(shot: Staged) -> range:
    frames = shot.performance.frames
    first = max(0, (frames - FRAMES_A_SHOT) // 2)
    return range(first, min(frames, first + FRAMES_A_SHOT))


def _seconds_a_frame(painter: CelPainter, size: Size, shot: Staged, effects: Effects) -> float:
    painting = painter.open(shot.performance, size)
    painting.frame(_frames(shot)[0], effects)
    began = time.perf_counter()
    for index in _frames(shot):
        painting.frame(index, effects)
    return (time.perf_counter() - began) / len(_frames(shot))


def _encode_seconds(painter: CelPainter, size: Size, shot: Staged) -> float:
    painting = painter.open(shot.performance, size)
    pictures = [painting.frame(index, Effects.all()).colour for index in _frames(shot)]
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        with TakeWriter(Path(folder) / "timed.mp4", size, shot.performance.fps) as writer:
            for picture in pictures:
                writer.write(picture)
        return (time.perf_counter() - began) / len(pictures)
