"""Clips that a model invents: a shot that goes on or begins earlier, a picture that moves or becomes another.

The clip is a file of the project like any other that was taken in, with the painter's name on it; what it is of is told
by whoever puts it into the film.
"""

import hashlib
import shutil
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from msgspec import structs

from studio.engine.briefs import brief_of
from studio.engine.clearing import is_cleared_for, refuse_locked
from studio.engine.footage import FOOTAGE, footage_taken_in
from studio.engine.media.ffmpeg import told_plainly
from studio.engine.media.preflight import keep_room
from studio.engine.media.take_video import TakeWriter, read_frames
from studio.engine.painters.cel.painter import CelPainter, Effects
from studio.engine.painters.cel.painting import Painting
from studio.engine.painters.diffusion.conditioning import Pictures
from studio.engine.painters.diffusion.inventing import KNOWN, Invention, Way
from studio.engine.painters.diffusion.painter import DiffusionPainter
from studio.engine.painters.painter import Brief, PaintedFrame, Size, Working
from studio.engine.painting_jobs import Beyond, Moving, PaintClip
from studio.engine.production import kept_take
from studio.engine.staging import Rehearsals, Staged, stage_shots
from studio.engine.stills import picture_of, still_taken_in
from studio.engine.stop import StopToken
from studio.engine.takes import Take, TakeStore
from studio.errors import InvalidRequest, MissingResource
from studio.timeline.film import Camera, Directions, Film, Footage, Seconds, Setting, Shot, ShotId, frames_in

_SHORTEST_S: Final = 0.2


def staged_shot(film: Film, shot: ShotId, rehearsals: Rehearsals, stop: StopToken) -> Generator[None, None, Staged]:
    """A shot played out, after all that comes before it. The film's files are found where they lie.

    Raises:
        InvalidRequest: it is not in the film.
    """
    for staged in stage_shots(film, rehearsals, stop):
        if staged.shot.id == shot:
            return staged
        yield
    raise InvalidRequest("That shot is not in the film any more.", "Choose another one to paint.")


def take_of(key: str, staged: Staged, takes: TakeStore, rehearsals: Rehearsals) -> Take:
    """A shot's take by its key, if it may be shown and is as long as the shot now is.

    Raises:
        MissingResource: it is not there, or may not be shown any more.
    """
    found = takes.find(key)
    fits = found is not None and found.record.shot == staged.shot.id
    if found is None or not fits or found.record.frames != staged.performance.frames:
        raise MissingResource("That take is not of this shot as it is now.", "Choose another take, or the shot itself.")
    if not is_cleared_for(found, staged.sheet, rehearsals.holdings):
        raise MissingResource(
            "Somebody in that take may not be shown any more.", "Choose another take, or the shot itself."
        )
    return found


def refuse_likeness(
    request: PaintClip, film: Film, rehearsals: Rehearsals, stop: StopToken
) -> Generator[None, None, None]:
    """Refuse what is never made, and to go on from somebody's likeness: a clip is a file, and could not be taken back.

    Raises:
        InvalidRequest: the words may not be shown; or a cameo plays in the shot. LikenessRefused: one that may not be
            used there at all.
    """
    why = rehearsals.holdings.barred(_told(request.words))
    if why is not None:
        raise InvalidRequest(why, "Change the words of the clip.")
    if isinstance(request.ends, Moving):
        return
    staged = yield from staged_shot(film, request.ends.shot, rehearsals, stop)
    refuse_locked(staged.locks)
    if staged.sheet.cleared:
        who = ", ".join(one.member.name for one in staged.sheet.cleared)
        raise InvalidRequest(
            f"{who} is played by somebody's cameo, and a clip that goes on from that could not be taken back.",
            "Write what happens next as a shot of its own.",
        )


def _told(words: str) -> Shot:
    """Words as a shot that shows them."""
    return Shot(ShotId("clip"), words, Directions(), Setting("", ""), Camera(), (), Seconds(1))


def invent(
    request: PaintClip, film: Film, painter: DiffusionPainter, rehearsals: Rehearsals, stop: StopToken
) -> Generator[Working | PaintedFrame | None, None, Footage]:
    """The clip painted, and kept in the project's folder of clips. film: with its files where they lie.

    Raises:
        InvalidRequest: the painter cannot, or somebody's likeness is in what it would go on from. The rest as for
        ``DiffusionPainter.invent``.
    """
    yield from refuse_likeness(request, film, rehearsals, stop)
    invention = yield from _invention(request, film, painter, rehearsals, stop)
    called = _called(request, film)
    folder = request.takes.parent / FOOTAGE
    with told_plainly(folder):
        folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".{called}-{_digest(invention, painter)[:8]}.mp4"
    with TakeWriter(part, request.size, film.fps) as writer:
        for piece in painter.invent(invention, stop):
            if isinstance(piece, PaintedFrame):
                keep_room(folder)
                writer.write(piece.colour)
            yield piece
    found, _ = footage_taken_in(part)
    named = folder / f"{called}-{found.sha256[:8]}.mp4"
    with told_plainly(named):
        part.replace(named)
    if invention.unfinished is not None:
        shutil.rmtree(invention.unfinished, ignore_errors=True)
    return structs.replace(found, name=called, path=f"{FOOTAGE}/{named.name}", heard=False, painted=painter.name)


def _invention(
    request: PaintClip, film: Film, painter: DiffusionPainter, rehearsals: Rehearsals, stop: StopToken
) -> Generator[None, None, Invention]:
    if request.seconds < _SHORTEST_S:
        raise InvalidRequest(f"A clip of {float(request.seconds):g} s is too short.", "Ask for half a second or more.")
    frames = frames_in(request.seconds, film.fps)
    nothing = np.zeros((0, request.size.height, request.size.width, 3), np.uint8)
    match request.ends:
        case Moving(first=first, last=last):
            pictures = [_filling(one, request.size) for one in (first, last) if one is not None]
            ends = Way.BETWEEN, pictures[0][None], pictures[1][None] if last is not None else nothing
            brief = Brief(request.words.strip())
        case Beyond(onward=onward):
            staged = yield from staged_shot(film, request.ends.shot, rehearsals, stop)
            seen = yield from _edge(request, request.ends, film, staged, painter.cel, rehearsals)
            ends = (Way.AFTER, seen, nothing) if onward else (Way.BEFORE, nothing, seen)
            called = (*staged.sheet.cast, *staged.sheet.props)
            brief = brief_of(staged.shot, called, drawings=film.drawings)
            brief = Brief(request.words.strip() or brief.words, brief.people, things=brief.things)
    way, before, after = ends
    invention = Invention(way, frames, film.fps, request.size, before, after, brief, request.seed)
    return replace(invention, unfinished=request.takes / f"clip-{_digest(invention, painter)[:24]}.unfinished")


def _edge(
    request: PaintClip, ends: Beyond, film: Film, staged: Staged, cel: CelPainter, rehearsals: Rehearsals
) -> Generator[None, None, Pictures]:
    """The last frames of a shot, or its first ones, as they are seen in the film."""
    performance = staged.performance
    count = min(KNOWN, performance.frames)
    first = performance.frames - count if ends.onward else 0
    take = _take(request, ends, film, staged, rehearsals)
    if take is not None:
        return np.stack([_sized(one, request.size) for one in read_frames(take.video, first, first + count)])
    painting = cel.open(performance, request.size)
    pictures: list[Pictures] = []
    for index in range(first, first + count):
        frame = painting.frame(index, Effects.finished()) if isinstance(painting, Painting) else painting.frame(index)
        pictures.append(frame.colour)
        yield
    return np.stack(pictures)


def _take(request: PaintClip, ends: Beyond, film: Film, staged: Staged, rehearsals: Rehearsals) -> Take | None:
    """The take that is seen: the one that was asked for, else the one that the artist keeps."""
    takes = TakeStore(request.takes)
    if not ends.take:
        return kept_take(film, staged, request.size, takes, rehearsals.holdings)
    return take_of(ends.take, staged, takes, rehearsals)


def _filling(path: Path, size: Size) -> Pictures:
    """A picture file that fills the film's picture, its middle, (H, W, 3) uint8."""
    still, _ = still_taken_in(path)
    colour = picture_of(still, 2 * max(size.width, size.height)).colour
    scale = max(size.width / colour.shape[1], size.height / colour.shape[0])
    wide, tall = (max(side, round(length * scale)) for side, length in
                  ((size.width, colour.shape[1]), (size.height, colour.shape[0])))  # fmt: skip
    scaled = cv2.resize(colour, (wide, tall), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    left, top = (wide - size.width) // 2, (tall - size.height) // 2
    return np.ascontiguousarray(scaled[top : top + size.height, left : left + size.width], np.uint8)


def _sized(picture: Pictures, size: Size) -> Pictures:
    if picture.shape[:2] == (size.height, size.width):
        return picture
    return np.asarray(cv2.resize(picture, (size.width, size.height), interpolation=cv2.INTER_AREA), np.uint8)


def _called(request: PaintClip, film: Film) -> str:
    """What the clip is called: by what it is of."""
    match request.ends:
        case Moving(first=first):
            return first.stem[:60]
        case Beyond(shot=shot, onward=onward):
            number = next(place for place, one in enumerate(film.shots, 1) if one.id == shot)
            return f"{'after' if onward else 'before'} shot {number}"


def _digest(invention: Invention, painter: DiffusionPainter) -> str:
    """Everything that the clip is made of."""
    said = (painter.name, painter.revision, invention.way, invention.frames, invention.fps, invention.size,
            invention.brief, invention.seed)  # fmt: skip
    digest = hashlib.sha256(repr(said).encode())
    for pictures in (invention.first, invention.last):
        digest.update(pictures.tobytes())
    return digest.hexdigest()
