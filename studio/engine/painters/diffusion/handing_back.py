"""A shot's painted frames handed back: every frame of the film, at its size, with the passes that were asked for."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

import numpy as np

from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.diffusion.conditioning import Pictures
from studio.engine.painters.diffusion.regions import Followed, Mask, composed
from studio.engine.painters.diffusion.returning import Neighbour, at_film_size, between
from studio.engine.painters.diffusion.shot import Layout
from studio.engine.painters.diffusion.sources import Source, source_of
from studio.engine.painters.painter import PaintedFrame, PaintOrder, Pass, Size
from studio.engine.performance import Performance
from studio.engine.stop import StopToken

_TRUTH: Final = frozenset({Pass.ID, Pass.DEPTH})


def handed_back(
    source: Source, cel: CelPainter, performance: Performance, order: PaintOrder, layout: Layout,
    followed: Followed | None, pictures: Pictures, stop: StopToken,
) -> Iterator[PaintedFrame]:  # fmt: skip
    """Every frame that the order chooses.

    source: what was painted over, at the painting's size. followed: the region that was painted anew; what lies outside
    is as it was in the film, to the bit. pictures: the frames that were painted.
    """
    passes = order.passes - {Pass.COLOUR}
    repaint = order.brief.repaint
    take = repaint.take if repaint else None
    film = source_of(performance, cel, order.size, order.size, take, finished=True) if passes or followed else None
    place = {frame: number for number, frame in enumerate(layout.frames)}
    for index in order.chosen(performance.frames):
        stop.check()
        painted = pictures[place[index]] if index in place else _between(source, index, pictures, place)
        colour = at_film_size(painted, order.size)
        as_it_was = film.frame(index, passes) if film is not None else PaintedFrame(index, colour)
        if followed is not None:
            colour = composed(colour, as_it_was.colour, _of_film(followed.at(index), order.size))
        yield replace(as_it_was, colour=colour)


def _of_film(mask: Mask, film: Size) -> Mask:
    """A mask of the painting as the film has it."""
    grey = np.repeat(mask[..., None].astype(np.uint8) * 255, 3, axis=-1)
    return at_film_size(grey, film)[..., 0] > 127


def _between(source: Source, index: int, pictures: Pictures, place: Mapping[int, int]) -> Pictures:
    """A frame that lies one after a painted one and one before another, fetched from both by the flow."""
    truth = _TRUTH & source.tells
    here = source.frame(index, truth | {Pass.FLOW})
    sides = [Neighbour(pictures[place[frame]], source.frame(frame, truth), 1) for frame in (index - 1, index + 1)]
    return between(here, *sides)
