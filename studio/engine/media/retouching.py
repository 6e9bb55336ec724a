"""A film's pictures as they are written: takes, mixed where shots pass into each other, with what is drawn over them.

Takes stay as they are. Of an MP4 joined from them only the groups of frames that are touched are encoded anew, and the
rest is copied by packets; every other form is encoded from ``finished``, so nothing goes through a codec twice.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from av import VideoFrame

from studio.engine.media.ffmpeg import told_plainly
from studio.engine.media.plan import Clip, FilmPlan
from studio.engine.media.preflight import keep_room
from studio.engine.media.take_video import GROUP, TakeWriter, pictures, stamp
from studio.engine.media.transitions import Passing
from studio.engine.stop import StopToken


def finished(plan: FilmPlan, at: int, first: int = 0, last: int | None = None) -> Iterator[VideoFrame]:
    """Frames ``first`` to ``last`` (not included; None: to its end) of a clip as the film shows them.

    at: which of the plan's clips.

    Raises:
        MediaUnreadable: a take is damaged. MissingResource, DeviceLimit: what is drawn over it cannot be read.
    """
    clip = plan.clips[at]
    count = (clip.frames if last is None else last) - first
    passing = Passing(plan, at)
    for index, picture in enumerate(pictures(clip.take, clip.first + first, count), start=first):
        picture = passing.mixed(picture, index)
        for drawing in plan.drawn:
            picture = drawing.over(picture, clip, index)
        yield picture


def touched(plan: FilmPlan, at: int) -> list[tuple[int, int]]:
    """The frames of a clip that are not as in its take: whole groups, in order, apart from each other."""
    clip, found = plan.clips[at], list[tuple[int, int]]()
    spans = [(one.first, one.last) for one in Passing(plan, at).passages]
    for first, last in sorted([*spans, *(span for one in plan.drawn for span in one.spans(clip))]):
        begins, ends = first // GROUP * GROUP, min(-(-last // GROUP) * GROUP, clip.frames)
        if found and begins <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], ends)
        else:
            found.append((begins, ends))
    return found


def told(plan: FilmPlan, at: int) -> str:
    """All that makes a clip's pictures other than its take; "" where they are as in it."""
    if not touched(plan, at):
        return ""
    clip = plan.clips[at]
    return " ".join((Passing(plan, at).told, *(one.told(clip) for one in plan.drawn)))


def with_retouched(plan: FilmPlan, workroom: Path) -> FilmPlan:
    """The plan with every clip that is touched in parts: some of its take, some that ``make_retouched`` makes."""
    clips: list[Clip] = []
    for at, whole in enumerate(plan.clips):
        clip, now = replace(whole, entered="cut"), 0
        spans = touched(plan, at)
        for first, last in spans:
            if first > now:
                clips.append(_part(clip, now, first))
            clips.append(Clip(_file(plan, at, (first, last), workroom), last - first, clip.shot, at=clip.at + first))
            now = last
        if not spans:
            clips.append(clip)
        elif now < clip.frames:
            clips.append(_part(clip, now, clip.frames))
    return replace(plan, clips=tuple(clips), ending="cut", drawn=())


def make_retouched(plan: FilmPlan, workroom: Path, stop: StopToken) -> Iterator[tuple[int, int]]:
    """Make and encode the parts that are not there yet; yields (frames done, of how many).

    Raises:
        DeviceLimit: the disk is full. MediaUnreadable: a take is damaged. MissingResource: what is drawn over is gone.
        Stopped: the token was set.
    """
    parts = [(at, span) for at in range(len(plan.clips)) for span in touched(plan, at)]
    total, done = sum(last - first for _, (first, last) in parts), 0
    for at, (first, last) in parts:
        target = _file(plan, at, (first, last), workroom)
        if not target.exists():
            with told_plainly(target):
                target.parent.mkdir(parents=True, exist_ok=True)
            keep_room(target.parent)
            with TakeWriter(target, plan.size, plan.fps, apart=False) as take:
                for number, picture in enumerate(finished(plan, at, first, last)):
                    stop.check()
                    take.write_picture(picture)
                    yield done + number, total
        done += last - first
        yield done, total


def _part(clip: Clip, first: int, last: int) -> Clip:
    return replace(clip, start=clip.first + first, frames=last - first, at=clip.at + first)


def _file(plan: FilmPlan, at: int, span: tuple[int, int], workroom: Path) -> Path:
    clip = plan.clips[at]
    made = f"{clip} {span} {stamp(clip.take)} {plan.size} {plan.fps} {told(plan, at)}"
    return workroom / f"retouched-{hashlib.sha256(made.encode()).hexdigest()[:32]}.mp4"
