"""Dissolves and fades between shots, made from finished takes: only the groups of frames they touch are encoded anew.

Nothing of a film's time changes: shots keep their lengths, and there is no picture beyond their ends. So the fainter of
the two pictures is held, and the one that is mostly seen goes on moving:

    A  ======----|. . . .        the last picture of A is held
    B  . . . . |----======        the first picture of B is held
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, cast

import cv2
import numpy as np
from av import VideoFrame
from numpy.typing import NDArray

from studio.engine.media.ffmpeg import told_plainly
from studio.engine.media.plan import Clip, FilmPlan
from studio.engine.media.preflight import keep_room
from studio.engine.media.take_video import GROUP, TakeWriter, pictures
from studio.engine.stop import StopToken

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


def with_passages(plan: FilmPlan, workroom: Path) -> FilmPlan:
    """The plan with every clip that is mixed with another in parts: some as its take has them, some of passages."""
    clips: list[Clip] = []
    for at, clip in enumerate(plan.clips):
        passages, now = _passages(plan, at), 0
        for one in passages:
            if one.first > now:
                clips.append(replace(clip, start=clip.first + now, frames=one.first - now))
            clips.append(Clip(_file(one, plan, workroom), one.last - one.first, clip.shot))
            now = one.last
        if not passages:
            clips.append(clip)
        elif now < clip.frames:
            clips.append(replace(clip, start=clip.first + now, frames=clip.frames - now))
    return plan if tuple(clips) == plan.clips else replace(plan, clips=tuple(clips))


def make_passages(plan: FilmPlan, workroom: Path, stop: StopToken) -> Iterator[tuple[int, int]]:
    """Mix and encode the passages that are not there yet; yields (frames done, of how many).

    Raises:
        DeviceLimit: the disk is full. MediaUnreadable: a take is damaged. Stopped: the token was set.
    """
    passages = [one for at in range(len(plan.clips)) for one in _passages(plan, at)]
    total, done = sum(one.last - one.first for one in passages), 0
    for one in passages:
        target = _file(one, plan, workroom)
        if not target.exists():
            with told_plainly(target):
                target.parent.mkdir(parents=True, exist_ok=True)
            keep_room(target.parent)
            with TakeWriter(target, plan.size, plan.fps) as take:
                for picture in _mixed(one, plan):
                    stop.check()
                    take.write_picture(picture)
                    yield done, total
        done += one.last - one.first


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


def _mixed(one: Passage, plan: FilmPlan) -> Iterator[VideoFrame]:
    """The frames of a passage. Mixed as they are stored, as other programs do: in gamma, of limited range."""
    held_before = _held(one.before, last=True, plan=plan) if one.head else None
    held_after = _held(one.after, last=False, plan=plan) if one.tail else None
    for number, frame in enumerate(pictures(one.clip.take, one.clip.first + one.first, one.last - one.first)):
        at = one.first + number
        weight = one.own(at)
        other = held_before if at < one.head else held_after
        yield frame if weight >= 1.0 or other is None else _blended(frame, other, weight)


def _held(clip: Clip | None, *, last: bool, plan: FilmPlan) -> list[Planes]:
    """The picture that a clip is mixed with; black without one."""
    if clip is None:
        width, height = plan.size.width, plan.size.height
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
    for plane, own, held in zip(mixed.planes, _planes(frame), other, strict=True):
        room = np.zeros((plane.height, plane.line_size), np.uint8)
        room[:, : plane.width] = cv2.addWeighted(own, weight, held, 1.0 - weight, 0.0)
        plane.update(room.tobytes())
    return mixed


def _file(one: Passage, plan: FilmPlan, workroom: Path) -> Path:
    told = f"{one} {plan.size} {plan.fps}"
    for clip in (one.clip, one.before, one.after):
        if clip is not None and clip.take.exists():
            found = clip.take.stat()
            told += f" {found.st_size} {found.st_mtime_ns}"
    return workroom / f"passage-{hashlib.sha256(told.encode()).hexdigest()[:32]}.mp4"
