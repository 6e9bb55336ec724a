"""What a film file is to hold. Times are film time in seconds; files keep them to the millisecond."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.painter import Size
from studio.engine.sound.stems import RATE


@dataclass(frozen=True)
class Clip:
    """A take's picture, of so many frames; its bytes go into the film as they are. ``shot`` names it in errors."""

    take: Path
    frames: int
    shot: str = ""


@dataclass(frozen=True)
class Chapter:
    """A part of the film that a player can jump to."""

    title: str
    start: float
    end: float


@dataclass(frozen=True)
class Caption:
    """A spoken line, shown from ``start`` to ``end``. Lines that overlap are shown together, with their speakers."""

    start: float
    end: float
    text: str
    speaker: str = ""


@dataclass(frozen=True, eq=False)
class FilmPlan:
    """A film ready to be written.

    sound: (2, n) float32 at 48 kHz, full scale +-1; it is cut or filled with silence to the picture's length.
    language: ISO 639-2 code of sound and captions.
    """

    title: str
    size: Size
    fps: int
    clips: tuple[Clip, ...]
    sound: NDArray[np.float32]
    chapters: tuple[Chapter, ...] = ()
    captions: tuple[Caption, ...] = ()
    author: str = ""
    comment: str = ""
    language: str = "eng"

    @property
    def frames(self) -> int:
        """How many frames the film has."""
        return sum(clip.frames for clip in self.clips)

    @property
    def duration(self) -> Fraction:
        """Seconds, exactly."""
        return Fraction(self.frames, self.fps)

    @property
    def samples(self) -> int:
        """How many samples of sound fill the picture's length."""
        return round(self.duration * RATE)

    def starts(self) -> list[int]:
        """The frame at which each clip begins."""
        return [sum(clip.frames for clip in self.clips[:n]) for n in range(len(self.clips))]
