"""What can be asked of the engine thread about painting with models, and what it says back. All values are frozen."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.diffusion.choices import Choices
from studio.engine.painters.painter import Size
from studio.timeline.film import Film, ShotId

if TYPE_CHECKING:
    from studio.engine.jobs import JobId
    from studio.engine.takes import TakeRecord


@dataclass(frozen=True)
class Paint:
    """Paint one shot with a painter. takes: the project's folder of takes, where every try is kept.

    painter: its name, or a model's folder. tries: how often at most, each with another seed, until a take scores
    ``good``; the best is told of at the end.
    """

    film: Film
    shot: ShotId
    takes: Path
    painter: str
    size: Size
    choices: Choices = field(default_factory=Choices)
    tries: int = 1
    good: float = 0.6


@dataclass(frozen=True)
class LayDown:
    """Give the graphics card back: models are put away until they are needed again."""


@dataclass(frozen=True)
class LookAtTakes:
    """Look at a shot's takes that models painted. share: which moment of it, 0 the first to 1 the last; TakesSeen."""

    takes: Path
    shot: ShotId
    share: float = 0.5


@dataclass(frozen=True, eq=False)
class SeenTake:
    """A take at one moment: its key, who painted it, which try, its score, what there is to say, and its picture.

    picture: (H, W, 3) uint8 sRGB.
    """

    take: str
    painter: str
    attempt: int
    score: tuple[tuple[str, float], ...]
    notes: tuple[str, ...]
    picture: NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class TakesSeen:
    """A shot's painted takes, the oldest first. records: of all takes that models painted in the film."""

    job: "JobId"
    shot: ShotId
    takes: tuple[SeenTake, ...]
    records: "tuple[TakeRecord, ...]"


@dataclass(frozen=True, eq=False)
class PaintPreview:
    """What a shot looks like so far, small: (F, h, w, 3) uint8 sRGB, moving at ``fps``."""

    job: "JobId"
    shot: ShotId
    frames: NDArray[np.uint8]
    fps: int


@dataclass(frozen=True)
class TakeMade:
    """A try is whole: its take's key, how well it came out (by name, 0 to 1 each), and which try it is, 0 the first."""

    job: "JobId"
    shot: ShotId
    take: str
    score: tuple[tuple[str, float], ...]
    attempt: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Estimate:
    """What a painting will take: seconds, and gigabytes of the graphics card. seconds None: nothing is known.

    measured: whether it is from takes of this painter at this setting on this machine. reasons: how it is going to be
    painted here and why, a sentence each.
    """

    seconds: float | None
    memory_gb: float
    measured: bool
    reasons: tuple[str, ...] = ()
