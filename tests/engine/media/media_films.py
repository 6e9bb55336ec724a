"""Tiny pictures, sounds and films to test with."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from studio.engine.media.plan import Caption, Chapter, Clip, FilmPlan
from studio.engine.media.take_video import TakeWriter
from studio.engine.painters.painter import Size
from studio.engine.sound.stems import RATE

SIZE = Size(64, 48)
FPS = 24
BITS = 8


def numbered(number: int) -> NDArray[np.uint8]:
    """A picture that shows its number as a row of dark and light blocks, on a shaded ground."""
    picture = np.full((SIZE.height, SIZE.width, 3), 90, np.uint8)
    picture[SIZE.height // 2 :] = (200, 120, 40)
    for bit in range(BITS):
        picture[8:24, bit * 8 : bit * 8 + 8] = 235 if number >> bit & 1 else 20
    return picture


def number_in(picture: NDArray[np.uint8]) -> int:
    """The number that a picture shows."""
    return sum((picture[12:20, bit * 8 + 2 : bit * 8 + 6].mean() > 128) << bit for bit in range(BITS))


def write_take(path: Path, first: int, frames: int) -> Clip:
    """A take that counts from ``first``."""
    with TakeWriter(path, SIZE, FPS) as take:
        for number in range(first, first + frames):
            take.write(numbered(number))
    return Clip(path, frames, path.stem)


def noise(frames: int, seed: int = 0) -> NDArray[np.float32]:
    """As much quiet noise as so many frames last."""
    samples = np.random.default_rng(seed).normal(0, 0.05, (2, frames * RATE // FPS))
    return samples.astype(np.float32)


def film(folder: Path, lengths: tuple[int, ...] = (7, 1, 25), **changes: object) -> FilmPlan:
    """A film of as many takes, whose frames count from 0."""
    starts = [sum(lengths[:n]) for n in range(len(lengths))]
    clips = [
        write_take(folder / f"take{n}.mp4", start, length)
        for n, (start, length) in enumerate(zip(starts, lengths, strict=True))
    ]
    total = sum(lengths)
    settings: dict[str, object] = {
        "title": "The Ball 続き",
        "author": "Hana",
        "comment": "A test",
        "size": SIZE,
        "fps": FPS,
        "clips": tuple(clips),
        "sound": noise(total),
        "chapters": (Chapter("Beach", 0.0, 8 / 24), Chapter("夜の部屋", 8 / 24, total / 24)),
        "captions": (Caption(0.1, 0.5, "There it {goes}!", "Hana"), Caption(0.7, 1.2, "待って\nWait", "Ken")),
    }
    return FilmPlan(**(settings | changes))  # type: ignore[arg-type]
