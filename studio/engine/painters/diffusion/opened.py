"""A shot that is opened to be drawn, whatever it is of, and the frames that a model did not paint."""

from typing import Final, TypeAlias

from studio.engine.painters.cel.painter import Effects
from studio.engine.painters.cel.painting import Painting
from studio.engine.painters.diffusion.conditioning import Pictures
from studio.engine.painters.diffusion.returning import Neighbour, between
from studio.engine.painters.footage.painter import FootagePainting
from studio.engine.painters.painter import PaintedFrame, Pass
from studio.engine.painters.still.painting import StillPainting

Opened: TypeAlias = Painting | StillPainting | FootagePainting
_TRUTH: Final = frozenset({Pass.ID, Pass.DEPTH})


def frame_of(painting: Opened, index: int, passes: frozenset[Pass]) -> PaintedFrame:
    """One frame as it is drawn, with every effect."""
    if isinstance(painting, Painting):
        return painting.frame(index, Effects.all(), passes)
    return painting.frame(index, passes=passes)


def frame_between(painting: Opened, index: int, pictures: Pictures, place: dict[int, int]) -> Pictures:
    """A frame that was not painted, from those before and after it; place: where each frame is among ``pictures``."""
    here = frame_of(painting, index, _TRUTH | {Pass.FLOW})
    sides = [
        Neighbour(pictures[place[frame]], frame_of(painting, frame, _TRUTH), 1) for frame in (index - 1, index + 1)
    ]
    return between(here, *sides)
