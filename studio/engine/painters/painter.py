"""What every painter is: it turns a Performance into frames, with passes of truth on request."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from pathlib import Path
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from studio.engine.performance import Performance
from studio.engine.stop import StopToken
from studio.timeline.brush import Drawing, Region


@dataclass(frozen=True)
class Size:
    """A picture's size in pixels."""

    width: int
    height: int

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


PREVIEW_SIZE = Size(640, 360)
FINAL_SIZE = Size(1280, 720)
"""What "preview" and "final" mean on the command line and in the window. Both have every effect."""


class Pass(Enum):
    """The colour, and the layers of truth a painter can give beside it. The values are what people ask for."""

    COLOUR = "colour"
    DEPTH = "depth"
    NORMAL = "normal"
    LINE = "line"
    ID = "id"
    POSE = "pose"
    FLOW = "flow"


class Sight(IntEnum):
    """How a keypoint is seen: not in the picture, behind something else, behind its owner's own body, or plainly."""

    OUTSIDE = 0
    HIDDEN = 1
    COVERED = 2
    SEEN = 3


BODY_POINTS, HAND_POINTS, FACE_POINTS = 18, 21, 70


@dataclass(frozen=True, eq=False)
class PosedPerson:
    """One person's keypoints in one frame: 18 of the body, 21 of the right and 21 of the left hand, 70 of the face.

    number: theirs in the id pass. points: (130, 2) float32 pixels from the picture's left and upper edge, so that
    ``floor`` is the pixel. sight: (130,) uint8 of Sight. Order: OpenPose's COCO body, hand and face keypoints.
    """

    number: int
    points: NDArray[np.float32]
    sight: NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class PaintedFrame:
    """One frame. Row 0 is the top.

    colour: (H, W, 3) uint8 sRGB. depth: (H, W) float32 metres along the view axis, inf where nothing is.
    line: (H, W) uint8, 255 on a drawn line. id: (H, W) uint8, see ``Performance.id_numbers``.
    normal: (H, W, 3) float32 unit vectors in the camera's axes (x right, y up, z towards the viewer), 0 where nothing
    is. pose: everyone who may be in the picture. flow_forward, flow_backward: (H, W, 3) float32, how many pixels right
    and down what is seen at a pixel lies in the next and in the last frame, and 1 where that is known (else 0, 0, 0).
    """

    index: int
    colour: NDArray[np.uint8]
    depth: NDArray[np.float32] | None = None
    line: NDArray[np.uint8] | None = None
    id: NDArray[np.uint8] | None = None
    normal: NDArray[np.float32] | None = None
    pose: tuple[PosedPerson, ...] | None = None
    flow_forward: NDArray[np.float32] | None = None
    flow_backward: NDArray[np.float32] | None = None


@dataclass(frozen=True, eq=False)
class Working:
    """A painter that needs long for its frames is at work: ``done`` of ``total`` pieces, of what.

    note: something that goes with the take, in a sentence ("" nothing). preview: (F, h, w, 3) uint8 sRGB, what the
    frames look like so far, small; None nothing new. score: how well what it painted agrees with what is played, by
    name, 0 to 1 each; see ``TakeRecord``. sound: what the painter made to be heard with the frames, (2, n) float32 at
    48 kHz from the shot's first frame on.
    """

    done: int
    total: int
    what: str
    note: str = ""
    preview: NDArray[np.uint8] | None = None
    score: Mapping[str, float] | None = None
    sound: NDArray[np.float32] | None = None


Painted: TypeAlias = PaintedFrame | Working


@dataclass(frozen=True)
class Person:
    """One of the cast, or a thing, for a painter that reads words: the name, how they look in words, and their id.

    drawings: the artist's own, which stand for how they look in place of what the cel painter draws; their paths whole.
    """

    id: str
    name: str
    looks: str
    drawings: tuple[Drawing, ...] = ()


@dataclass(frozen=True)
class Repaint:
    """A part of a shot's picture is painted anew, all else stays.

    region: which. take: the picture of the take that it is painted into, None what the shot is made of.
    """

    region: Region
    take: Path | None = None


@dataclass(frozen=True)
class Brief:
    """What a painter is told of a shot beside its Performance.

    words: what is seen, in plain words. people: who may be in the picture. attempt: 0, and one more for each time that
    the shot was painted again because it did not come out well; it varies the seed. repaint: the part that is painted
    anew, None all of it. things: what the shot names of which there are pictures.
    """

    words: str = ""
    people: tuple[Person, ...] = ()
    attempt: int = 0
    repaint: Repaint | None = None
    things: tuple[Person, ...] = ()


@dataclass(frozen=True)
class PaintOrder:
    """How to paint: size, which passes, and which frames: these, in order, or all from the first on.

    brief: the shot in words. unfinished: a folder for work that is to survive a crash, None nowhere.
    """

    size: Size
    passes: frozenset[Pass] = frozenset()
    first: int = 0
    frames: tuple[int, ...] | None = None
    brief: Brief = field(default_factory=Brief)
    unfinished: Path | None = None

    def chosen(self, count: int) -> Sequence[int]:
        """The frames to paint of a shot of ``count`` frames."""
        return range(self.first, count) if self.frames is None else self.frames


class Painter(Protocol):
    """Turns a Performance into frames, in order. Runs on the engine thread only.

    ``name`` and ``revision`` are part of every take's key: change the revision when the same
    performance would come out different.
    """

    @property
    def name(self) -> str:
        """The name artists and takes know it by."""
        ...

    @property
    def revision(self) -> str:
        """Version of the picture it makes; of a model, which one it is too."""
        ...

    @property
    def reads_words(self) -> bool:
        """Whether the order's brief counts: then it is part of the take's key, and frames depend on one another."""
        ...

    def paint(self, performance: Performance, order: PaintOrder, stop: StopToken) -> Iterator[Painted]:
        """Yield every frame that ``order`` chooses, in order, and between them how far it is.

        Raises:
            DeviceLimit: the machine cannot draw (no GL, size too large).
            Stopped: the token was set; noticed at least every 0.1 s.
        """
        ...

    def close(self) -> None:
        """Give back what it holds of the machine."""
        ...
