"""Dissolves and fades between shots, made from finished takes (see ``retouching`` for what is done with them).

Nothing of a film's time changes: shots keep their lengths, and there is no picture beyond their ends. So the fainter of
the two pictures is held, and the one that is mostly seen goes on moving:

    A  ======----|. . . .        the last picture of A is held
    B  . . . . |----======        the first picture of B is held
"""

from dataclasses import dataclass
from typing import Any, Final, cast

import cv2
import numpy as np
from av import VideoFrame
from numpy.typing import NDArray

from studio.engine.media.plan import Clip, FilmPlan
from studio.engine.media.take_video import GROUP, pictures, stamp
from studio.engine.painters.painter import Size

DISSOLVE, FADE = "dissolve", "fade"
_SIDE_S: Final = {DISSOLVE: 1 / 3, FADE: 1 / 2}
"""How long it lasts on either side of the cut, seconds; at most half of a shot."""
_BLACK: Final = (16, 128, 128)  # BT.709 of limited range

Planes = NDArray[np.uint8]


@dataclass(frozen=True)
class Passage:
    """A part of a clip that is mixed: frames ``first`` to ``last`` (not included) of it.

    head, tail: over how many frames the clip comes in at its beginning and goes at its end, 0 for a cut; before, after:
    the clip whose picture it is mixed with there, None black.
    """

    clip: Clip
    first: int
    last: int
    head: int
    tail: int
    before: Clip | None
    after: Clip | None

    def own(self, frame: int) -> float:
        """How much of its own picture a frame of the clip shows, 0 to 1."""
        left, weight = self.clip.frames - 1 - frame, 1.0
        if frame < self.head:
            share = (frame + 0.5) / self.head
            weight = share if self.before is None else 0.5 + share / 2
        if left < self.tail:
            share = (left + 0.5) / self.tail
            weight = min(weight, share if self.after is None else 0.5 + share / 2)
        return weight


class Passing:
    """How a film passes into and out of one of its clips: which of the clip's frames are mixed, and with what."""

    def __init__(self, plan: FilmPlan, at: int) -> None:
        self.clip = plan.clips[at]
        self._size = plan.size
        self.passages = _passages(plan, at)
        self._held: dict[bool, list[Planes]] = {}

    @property
    def told(self) -> str:
        """All that makes the mixed frames."""
        return " ".join(f"{one} {_stamp(one.before)} {_stamp(one.after)}" for one in self.passages)

    def mixed(self, frame: VideoFrame, index: int) -> VideoFrame:
        """A frame of the clip, mixed. As they are stored, as other programs do: in gamma, of limited range."""
        one = next((one for one in self.passages if one.first <= index < one.last), None)
        weight = one.own(index) if one is not None else 1.0
        if one is None or weight >= 1.0:
            return frame
        return _blended(frame, self._other(one, comes=index < one.head), weight)

    def _other(self, one: Passage, *, comes: bool) -> list[Planes]:
        if comes not in self._held:
            self._held[comes] = _held(one.before if comes else one.after, last=comes, size=self._size)
        return self._held[comes]


def _passages(plan: FilmPlan, at: int) -> list[Passage]:
    """The parts of a clip that are mixed, whole groups each; both in one where they meet."""
    clip = plan.clips[at]
    following = plan.clips[at + 1] if at + 1 < len(plan.clips) else None
    head = side_frames(clip.entered, clip.frames, plan.fps) if at > 0 or clip.entered == FADE else 0
    tail = side_frames(following.entered if following is not None else plan.ending, clip.frames, plan.fps)
    before = plan.clips[at - 1] if at > 0 and clip.entered == DISSOLVE else None
    after = following if following is not None and following.entered == DISSOLVE else None
    came = min(-(-head // GROUP) * GROUP, clip.frames)
    goes = (clip.frames - tail) // GROUP * GROUP if tail else clip.frames
    if head and tail and goes <= came:
        return [Passage(clip, 0, clip.frames, head, tail, before, after)]
    heads = [Passage(clip, 0, came, head, 0, before, None)] if head else []
    return heads + ([Passage(clip, goes, clip.frames, 0, tail, None, after)] if tail else [])


def side_frames(kind: str, frames: int, fps: int) -> int:
    """Over how many frames of a shot that has so many it lasts on one side of the cut; 0 for a cut."""
    return min(round(_SIDE_S[kind] * fps), frames // 2) if kind in _SIDE_S else 0


def _held(clip: Clip | None, *, last: bool, size: Size) -> list[Planes]:
    """The picture that a clip is mixed with; black without one."""
    if clip is None:
        width, height = size.width, size.height
        sizes = ((height, width), (height // 2, width // 2), (height // 2, width // 2))
        return [np.full(size, level, np.uint8) for size, level in zip(sizes, _BLACK, strict=True)]
    frame = next(iter(pictures(clip.take, clip.first + (clip.frames - 1 if last else 0), 1)))
    return _planes(frame)


def _planes(frame: VideoFrame) -> list[Planes]:
    """Y, U and V without the padding at the ends of rows."""
    return [
        np.frombuffer(memoryview(cast(Any, plane)), np.uint8).reshape(plane.height, plane.line_size)[:, : plane.width]
        for plane in frame.planes
    ]


def _blended(frame: VideoFrame, other: list[Planes], weight: float) -> VideoFrame:
    mixed = VideoFrame(frame.width, frame.height, "yuv420p")
    for there, own, held in zip(_planes(mixed), _planes(frame), other, strict=True):
        there[:] = cv2.addWeighted(own, weight, held, 1.0 - weight, 0.0)
    return mixed


def _stamp(clip: Clip | None) -> str:
    return "" if clip is None else stamp(clip.take)
