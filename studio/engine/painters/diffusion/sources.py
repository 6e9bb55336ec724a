"""What a model paints over: a shot as the cel painter draws it, a still, a clip, or a take that is there already.

Of a shot that is played out and of a still the passes are exact. A clip tells none, so its lines and its motion are
estimated from its pictures. A take has the passes of what it was painted over.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Protocol, TypeAlias

import numpy as np

from studio.engine.media.take_video import read_frames
from studio.engine.painters.cel.painter import CelPainter, Effects
from studio.engine.painters.cel.painting import Painting
from studio.engine.painters.diffusion.conditioning import Pictures
from studio.engine.painters.diffusion.estimating import estimated_flow, estimated_line
from studio.engine.painters.diffusion.returning import at_painting_size
from studio.engine.painters.footage.painter import FootagePainting
from studio.engine.painters.painter import PaintedFrame, Pass, Size
from studio.engine.painters.still.painting import GIVEN, StillPainting
from studio.engine.performance import Performance
from studio.errors import InvalidRequest

Opened: TypeAlias = Painting | StillPainting | FootagePainting

ESTIMATED: Final = frozenset({Pass.COLOUR, Pass.LINE, Pass.ID, Pass.FLOW})
"""What can be told of a clip."""
_KEPT: Final = 12


class Source(Protocol):
    """What is painted over, at the painting's size."""

    @property
    def tells(self) -> frozenset[Pass]:
        """The passes that there are of it."""
        ...

    def frame(self, index: int, passes: frozenset[Pass] = frozenset()) -> PaintedFrame:
        """One frame of the film, with passes.

        Raises:
            InvalidRequest: a pass that it does not tell.
        """
        ...


@dataclass(frozen=True)
class Played:
    """What the cel painter or the painter of stills draws. finished: as in a finished film, which takes longer."""

    painting: Painting | StillPainting
    finished: bool = False

    @property
    def tells(self) -> frozenset[Pass]:
        """See ``Source``."""
        return GIVEN if isinstance(self.painting, StillPainting) else frozenset(Pass)

    def frame(self, index: int, passes: frozenset[Pass] = frozenset()) -> PaintedFrame:
        """See ``Source``."""
        if isinstance(self.painting, Painting):
            return self.painting.frame(index, Effects.finished() if self.finished else Effects.all(), passes)
        return self.painting.frame(index, passes=passes)


class Filmed:
    """Pictures of the film's size, by their number, whose passes are estimated. last: the number of the last one."""

    def __init__(self, picture: Callable[[int], Pictures], last: int, size: Size) -> None:
        self._picture = picture
        self._last = last
        self._size = size
        self._shown: OrderedDict[int, Pictures] = OrderedDict()

    @property
    def tells(self) -> frozenset[Pass]:
        """See ``Source``."""
        return ESTIMATED

    def frame(self, index: int, passes: frozenset[Pass] = frozenset()) -> PaintedFrame:
        """See ``Source``."""
        if missing := [one.value for one in Pass if one in passes - ESTIMATED]:
            raise InvalidRequest(
                f"A clip tells no {' and no '.join(missing)}.", "Let it be held by its lines or its light instead."
            )
        colour = self._at(index)
        frame = PaintedFrame(index, colour)
        if Pass.LINE in passes:
            frame = replace(frame, line=estimated_line(colour))
        if Pass.ID in passes:
            frame = replace(frame, id=np.ones(colour.shape[:2], np.uint8))
        if Pass.FLOW in passes:
            forward, backward = (estimated_flow(colour, self._at(index + step)) for step in (1, -1))
            frame = replace(frame, flow_forward=forward, flow_backward=backward)
        return frame

    def _at(self, index: int) -> Pictures:
        index = min(max(index, 0), self._last)
        if index not in self._shown:
            self._shown[index] = at_painting_size(self._picture(index), self._size)
            while len(self._shown) > _KEPT:
                self._shown.popitem(last=False)
        return self._shown[index]


@dataclass(frozen=True)
class Over:
    """The colours of one source with the passes of another."""

    colours: Source
    passes: Source

    @property
    def tells(self) -> frozenset[Pass]:
        """See ``Source``."""
        return self.passes.tells

    def frame(self, index: int, passes: frozenset[Pass] = frozenset()) -> PaintedFrame:
        """See ``Source``."""
        colour = self.colours.frame(index).colour
        return replace(self.passes.frame(index, passes), colour=colour)


def source_of(
    performance: Performance,
    cel: CelPainter,
    size: Size,
    film: Size,
    take: Path | None = None,
    *,
    finished: bool = False,
) -> Source:
    """What a shot is painted over at a size.

    film: the film's. take: the picture of a take that is painted over instead of what the shot is made of. finished: as
    it is in a finished film.
    """
    last = performance.frames - 1
    if performance.footage is not None:
        clip = cel.open(performance, film)
        below: Source = Filmed(lambda index: clip.frame(index).colour, last, size)
    else:
        painting = cel.open(performance, size)
        assert not isinstance(painting, FootagePainting)
        below = Played(painting, finished)
    return below if take is None else Over(Filmed(_of_take(take), last, size), below)


def _of_take(take: Path) -> Callable[[int], Pictures]:
    """The frames of a take's picture; in order is quick."""
    coming, due = iter(read_frames(take)), 0

    def picture(index: int) -> Pictures:
        nonlocal coming, due
        if index != due:
            coming, due = iter(read_frames(take, index)), index
        due += 1
        return next(coming)

    return picture
