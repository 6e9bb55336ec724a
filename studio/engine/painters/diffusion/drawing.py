"""What is painted over, drawn: a shot's frames, its control, the people in it, and the region that is painted anew."""

from collections.abc import Generator
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.catalogue import Conditioning, PainterEntry
from studio.engine.painters.diffusion.attempt import Count
from studio.engine.painters.diffusion.choices import Control
from studio.engine.painters.diffusion.conditioning import PASSES, Pictures, control_video, unknown
from studio.engine.painters.diffusion.regions import Followed, follow, rasterised
from studio.engine.painters.diffusion.scoring import NEEDED
from studio.engine.painters.diffusion.shot import Drawn, Layout, reduced
from studio.engine.painters.diffusion.sources import Source
from studio.engine.painters.painter import PaintedFrame, PaintOrder, Pass, Repaint, Size, Working
from studio.engine.performance import Performance
from studio.engine.stop import StopToken
from studio.errors import InvalidRequest

_LOOKED_AT: Final = 8
"""How many frames a score is measured on, about."""
_PAINTS_OVER: Final = frozenset({Conditioning.CONTROL, Conditioning.VIDEO, Conditioning.PICTURE})
_REPAINTS: Final = frozenset({Conditioning.MASK, Conditioning.PICTURE})


@dataclass(frozen=True)
class Wanted:
    """What is to be drawn beside the colours: of what the control is made, the numbers in the id pass of those who are
    painted by themselves, and what is painted anew (None all of it).
    """

    control: Control
    numbers: dict[str, int] = field(default_factory=dict[str, int])
    repaint: Repaint | None = None


def refuse_what_it_cannot(entry: PainterEntry, performance: Performance, order: PaintOrder) -> None:
    """Refuse an order that a painter would do otherwise than it was asked.

    Raises:
        InvalidRequest: it cannot paint over a clip, or cannot leave a part of the picture as it is.
    """
    takes = frozenset(entry.conditioning)
    if performance.footage is not None and not performance.footage.seen:
        raise InvalidRequest("This shot is a sound, there is nothing to paint over.", "Choose another shot.")
    if performance.footage is not None and not takes & _PAINTS_OVER:
        raise InvalidRequest(
            f"{entry.title} goes on from pictures and cannot paint over a clip.", "Choose Wan VACE to restyle it."
        )
    if order.brief.repaint is not None and not takes & _REPAINTS:
        raise InvalidRequest(
            f"{entry.title} cannot leave the rest of the picture as it is.", "Choose Wan VACE to replace a region."
        )


def draw(
    source: Source, performance: Performance, film: Size, layout: Layout, wanted: Wanted, count: Count, stop: StopToken
) -> Generator[Working, None, Drawn]:
    """The frames to paint. film: the size that a region was drawn at."""
    looked_at = _looked_at(performance, layout)
    passes = PASSES[wanted.control] | (frozenset({Pass.ID}) if wanted.numbers else frozenset[Pass]())
    frames: list[PaintedFrame] = []
    for number, index in enumerate(layout.frames):
        stop.check()
        frames.append(source.frame(index, passes | NEEDED if number in looked_at else passes))
        yield count.word("drawing what is painted over")
    drawn = Drawn(
        reduced(frames),
        control_video(frames, wanted.control),
        {number: replace(frames[number], depth=None, pose=None) for number in looked_at},
        np.stack([_ids(frame) for frame in frames]) if wanted.numbers else None,
        wanted.numbers,
    )
    if wanted.repaint is None:
        return drawn
    followed = yield from _followed(source, performance, film, layout, wanted.repaint, count, stop)
    return _in_region(drawn, followed, layout, anew=bool(wanted.repaint.region.words.strip()))


def _looked_at(performance: Performance, layout: Layout) -> range:
    """Which frames a score is measured on; a still's is not, as it is no drawing that a painter has to keep to."""
    if performance.filmed is not None:
        return range(0)
    return range(0, len(layout.frames), max(1, len(layout.frames) // _LOOKED_AT))


def _followed(
    source: Source,
    performance: Performance,
    film: Size,
    layout: Layout,
    repaint: Repaint,
    count: Count,
    stop: StopToken,
) -> Generator[Working, None, Followed]:
    region = repaint.region
    at = min(int(region.at * performance.fps), performance.frames - 1)
    steps = follow(rasterised(region.strokes, film, layout.size), at, performance.frames, source)
    while True:
        stop.check()
        try:
            next(steps)
        except StopIteration as end:
            return end.value
        yield count.word("following the region")


def _in_region(drawn: Drawn, followed: Followed, layout: Layout, anew: bool) -> Drawn:
    """Drawn, to be painted in a region only. anew: something else is to be there, so the control says nothing there."""
    region = followed.of(layout.frames)
    if not region.any():
        raise InvalidRequest("The region is empty.", "Draw over what is to be painted anew.")
    nothing = unknown(len(layout.frames), layout.size)
    control: Pictures = np.where(region[..., None], nothing, drawn.control) if anew else drawn.control
    return replace(drawn, control=control, region=region, followed=followed)


def _ids(frame: PaintedFrame) -> NDArray[np.uint8]:
    assert frame.id is not None
    return frame.id
