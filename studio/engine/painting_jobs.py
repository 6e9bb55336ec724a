"""What can be asked of the engine thread about painting with models, and what it says back. All values are frozen."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.diffusion.choices import Choices
from studio.engine.painters.painter import Size
from studio.timeline.brush import Drawing, Region
from studio.timeline.film import EntityId, Film, Footage, Seconds, ShotId
from studio.timeline.footage import add_footage, extend_shot

if TYPE_CHECKING:
    from studio.engine.jobs import JobId
    from studio.engine.takes import TakeRecord


@dataclass(frozen=True)
class Paint:
    """Paint one shot with a painter. takes: the project's folder of takes, where every try is kept.

    painter: its name, or a model's folder. tries: how often at most, each with another seed, until a take scores
    ``good``; the best is told of at the end. region: only this is painted anew, into the take ``over``, or into what
    the shot is made of where that is "".
    """

    film: Film
    shot: ShotId
    takes: Path
    painter: str
    size: Size
    choices: Choices = field(default_factory=Choices)
    tries: int = 1
    good: float = 0.6
    region: Region | None = None
    over: str = ""


@dataclass(frozen=True)
class Beyond:
    """A shot goes on, or begins earlier. take: the key of the take that is seen of it, "" as the film has it."""

    shot: ShotId
    onward: bool = True
    take: str = ""


@dataclass(frozen=True)
class Moving:
    """A picture begins to move, and becomes another one if there is one."""

    first: Path
    last: Path | None = None


Ends: TypeAlias = Beyond | Moving


def put_clip(film: Film, footage: Footage, new_id: ShotId, ends: Ends) -> Film:
    """The film with an invented clip where it belongs: beside the shot that it is of, or at the end.

    Raises:
        InvalidRequest: the shot that it goes on from is gone.
    """
    match ends:
        case Moving():
            return add_footage(film, footage, new_id)
        case Beyond(shot=shot, onward=onward):
            return extend_shot(film, shot, footage, new_id, onward=onward)


@dataclass(frozen=True)
class PaintClip:
    """Have a painter invent a clip that nothing plays; ends with ClipPainted. The clip is kept with the project.

    ends: what it goes on from, or leads to. seconds: how long it is about. words: what happens in it, "" as the shot's
    own are. seed: another one gives another clip.
    """

    film: Film
    takes: Path
    painter: str
    size: Size
    ends: Ends
    seconds: Seconds
    words: str = ""
    seed: int = 0
    choices: Choices = field(default_factory=Choices)


@dataclass(frozen=True)
class ShowRegion:
    """Show a moment of a shot for a region to be drawn over, or to see where the region is then. Latest wins.

    at: shot time. take: the key of the take that is looked at, "" what the shot is made of. Ends with RegionShown.
    """

    film: Film
    shot: ShotId
    takes: Path
    size: Size
    at: Seconds
    region: Region | None = None
    take: str = ""


@dataclass(frozen=True)
class TakeDrawings:
    """Look pictures over as drawings of one of the cast or of a thing, and keep them with the project; ends with
    DrawingsTaken.
    """

    who: EntityId
    paths: tuple[Path, ...]
    folder: Path


@dataclass(frozen=True)
class LayDown:
    """Give the graphics card back: models are put away until they are needed again."""


@dataclass(frozen=True)
class LookAtTakes:
    """Look at a shot's takes that models painted. share: which moment of it, 0 the first to 1 the last; TakesSeen."""

    takes: Path
    shot: ShotId
    share: float = 0.5


PaintingRequest: TypeAlias = Paint | PaintClip | ShowRegion | TakeDrawings | LayDown | LookAtTakes


@dataclass(frozen=True, eq=False)
class SeenTake:
    """A take at one moment: its key, who painted it, which try, its score, what there is to say, and its picture.

    picture: (H, W, 3) uint8 sRGB. promotable: whether it kept what it can be promoted from.
    """

    take: str
    painter: str
    attempt: int
    score: tuple[tuple[str, float], ...]
    notes: tuple[str, ...]
    picture: NDArray[np.uint8]
    promotable: bool = False


@dataclass(frozen=True, eq=False)
class TakesSeen:
    """A shot's painted takes, the oldest first. records: of all takes that models painted in the film."""

    job: "JobId"
    shot: ShotId
    takes: tuple[SeenTake, ...]
    records: "tuple[TakeRecord, ...]"


@dataclass(frozen=True, eq=False)
class PaintPreview:
    """What a shot looks like so far, small: (F, h, w, 3) uint8 sRGB, moving at ``fps``. shot: "" of a clip."""

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
class ClipPainted:
    """A clip was invented and lies in its project; it is in the film once whoever asked puts it there."""

    job: "JobId"
    footage: Footage
    ends: Ends


@dataclass(frozen=True, eq=False)
class RegionShown:
    """A moment of a shot, (H, W, 3) uint8 sRGB, what is not of its region in the shade; plain where it has none."""

    job: "JobId"
    shot: ShotId
    at: Seconds
    colour: NDArray[np.uint8]


@dataclass(frozen=True)
class DrawingsTaken:
    """Drawings of one of the cast are with the project."""

    job: "JobId"
    who: EntityId
    drawings: tuple[Drawing, ...]


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
