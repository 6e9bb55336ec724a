"""Longer than a model paints at once: overlapping windows, and how they join.

frames   0 . . . . . . . . . . . . . . . . 24
first    |=============|
second             |=============|             overlapping; joined over 5 to 9 of the frames they share
after a cut                       |======|     never joined with what is before it
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.catalogue import FrameRule
from studio.engine.painters.diffusion.conditioning import Pictures

LEAST_SHARED: Final = 5
MOST_BLENDED: Final = 9


@dataclass(frozen=True)
class Window:
    """Frames ``first`` to ``last`` (not included) of those that are painted, painted at once as ``length`` frames.

    length: as the model counts; it may be more, then the last frame stands for the rest. shared: how many of its first
    frames the window before has painted too. chained: it is told how that one ended; no two in a row are, as what a
    model goes on from drifts further each time (VACE issue 44: visible after four).
    """

    first: int
    last: int
    length: int
    shared: int = 0
    chained: bool = False

    @property
    def frames(self) -> int:
        """How many frames of the film it paints."""
        return self.last - self.first

    @property
    def painted(self) -> NDArray[np.intp]:
        """Which frames the model paints, (length,): where it paints more than there are, the last one again."""
        return np.minimum(np.arange(self.first, self.first + self.length), self.last - 1)


def plan_windows(frames: int, most: int, rule: FrameRule, cuts: Iterable[int] = ()) -> tuple[Window, ...]:
    """The windows of ``frames`` frames to paint, at most ``most`` at once. cuts: frames that begin something new."""
    edges = [0, *sorted({cut for cut in cuts if 0 < cut < frames}), frames]
    return tuple(window for first, last in pairwise(edges) for window in _run(first, last, most, rule))


def _run(first: int, last: int, most: int, rule: FrameRule) -> list[Window]:
    count = last - first
    most = (min(most, rule.most) - 1) // rule.step * rule.step + 1
    if count <= most:
        return [Window(first, last, rule.up(count))]
    shared = min(LEAST_SHARED, most - 1)
    pieces = -(-(count - shared) // (most - shared))
    length = min(most, rule.up(-(-(count + (pieces - 1) * shared) // pieces)))
    starts = [first + round(number * (count - length) / (pieces - 1)) for number in range(pieces)]
    joints = [0, *(before + length - after for before, after in pairwise(starts))]
    return [
        Window(start, start + length, length, joint, chained=number % 2 == 1)
        for number, (start, joint) in enumerate(zip(starts, joints, strict=True))
    ]


def joined(windows: Sequence[Window], painted: Sequence[Pictures]) -> Pictures:
    """The windows' frames as one run, crossfaded over the last of the frames that two share, at most nine."""
    count = windows[-1].last
    whole = np.zeros((count, *painted[0].shape[1:]), np.uint8)
    for window, frames in zip(windows, painted, strict=True):
        blend = min(MOST_BLENDED, window.shared)
        begin = window.first + window.shared - blend
        whole[begin + blend : window.last] = frames[window.shared : window.frames]
        for at in range(blend):
            share = (at + 1) / (blend + 1)
            before = whole[begin + at].astype(np.float32)
            after = frames[window.shared - blend + at].astype(np.float32)
            whole[begin + at] = np.rint(before + (after - before) * share).astype(np.uint8)
    return whole
