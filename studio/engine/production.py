"""The whole way of a film. Read this first.

    Script --direct--> Film --for each shot--> stage: World before --> Performance --> World after --> next shot
                                                    |
                                    painter <-------+-------> sound
                                    frames                    stems
                                       +--------> Take <--------+
                           Film + Takes --> export

``direct`` reads the script, ``stage_shots`` plays it out; ``make_take`` and ``make_film`` below are the rest.
Long work is written as generators that yield a :class:`Step` after each piece, so that the engine thread can
put something more urgent between two pieces, report progress, and stop.
"""

import hashlib
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeAlias, TypeVar

import numpy as np
from msgspec import structs
from numpy.typing import NDArray

from studio.cameo.likeness import Holdings, record_work
from studio.engine.aside import Waiting
from studio.engine.briefs import brief_of, told
from studio.engine.clearing import is_cleared_for, locked_shots, refuse_locked
from studio.engine.film_plan import FilmMade, MadeShot, film_plan, mix_film, placed, write_film_stems
from studio.engine.media.delivery import WORKROOM, deliver
from studio.engine.media.export import FilmPlan
from studio.engine.media.pass_files import PassOrder, PassWriter, legend, write_pass_index
from studio.engine.media.presets import USUAL, preset_called
from studio.engine.media.segments import sweep
from studio.engine.overlaying.compositing import check_overlays
from studio.engine.overlaying.film_overlays import FilmOverlays
from studio.engine.pace import WorkClock
from studio.engine.packaging import Package, PackageOrder, Shared, drawn_sheets, shared
from studio.engine.painters.painter import (
    Brief,
    Painted,
    PaintedFrame,
    Painter,
    PaintOrder,
    Pass,
    Repaint,
    Size,
    Working,
)
from studio.engine.pictures import face_keys, frames_of, groups_to_paint, picture_key
from studio.engine.reframing import reframed
from studio.engine.sheets import sheet_maker
from studio.engine.sound.mixdown import Mix
from studio.engine.sound.recording import make_stems
from studio.engine.sound.stems import with_painted
from studio.engine.staging import Rehearsals, Staged, stage_shots
from studio.engine.stop import StopToken
from studio.engine.takes import Likeness, SpokenLine, Take, TakeRecord, TakeStore, take_key
from studio.timeline.film import CastMember, Film, Line, Prop, Seconds, Shot, ShotId, frames_in
from studio.timeline.overlays import laid_out

Piece = TypeVar("Piece")
Result = TypeVar("Result")
Changed = TypeVar("Changed")


@dataclass(frozen=True)
class Step:
    """One piece of work is done: ``done`` of ``total``, of what. preview: see ``painter.Working``."""

    done: int
    total: int
    what: str
    preview: NDArray[np.uint8] | None = field(default=None, compare=False)


Told: TypeAlias = Step | Waiting
"""What a film's making yields: a piece that is done, or that another job is at work on what is needed next."""


@dataclass(frozen=True)
class FilmOrder:
    """What film to make: where, how large, which shots of it (None: all), and how it is packed (None: it is not).

    attempt, repaint: see ``painter.Brief``. preset: as which export preset it is written.
    """

    target: Path
    size: Size
    shots: frozenset[ShotId] | None = None
    stems: Path | None = None
    passes: PassOrder | None = None
    attempt: int = 0
    package: PackageOrder | None = None
    preset: str = USUAL
    repaint: Repaint | None = None


def make_take(
    staged: Staged, painter: Painter, order: FilmOrder, takes: TakeStore, stop: StopToken
) -> Generator[Told, None, Take]:
    """Paint a shot and give it sound, unless that very take is there already, or being made: that is waited for.

    Frames in which only faces may differ from a take that is there, and do not, are taken from it, unless the painter
    makes each frame in view of the others.
    """
    refuse_locked(staged.locks)
    brief = brief_of(staged.shot, _called(staged), order.attempt, staged.drawings, order.repaint)
    record = take_record(staged, painter, order.size, brief)
    performance = reframed(staged.performance, staged.shot.camera, order.size)
    yield from _not_twice(takes, record, stop)
    found = takes.find(record.key)
    if found is not None and order.passes is None:
        yield Step(record.frames, record.frames, "found again")
        return found
    if order.passes:
        record_work(order.passes.folder, "passes", staged.sheet.cleared)
    passes = PassWriter(order.passes, staged.shot.id, legend(performance)) if order.passes else None
    wanted = order.passes.wanted if order.passes else frozenset[Pass]()
    clock = WorkClock()
    before = None if passes or painter.reads_words else takes.alike(record)
    anew = groups_to_paint(record.faces, before.record.faces if before else ())
    chosen = frames_of(anew, record.frames)
    painting = PaintOrder(order.size, wanted, frames=chosen, brief=brief, unfinished=takes.unfinished(record))
    notes: list[str] = []
    record_work(takes.folder / record.key, "take", staged.sheet.cleared)
    score: dict[str, float] = {}
    sound: NDArray[np.float32] | None = None
    with takes.begin(structs.replace(record, painted=len(chosen))) as draft:
        frames = painter.paint(performance, painting, stop) if anew else iter(())
        for group in range(len(record.faces)):
            if before is not None and group not in anew:
                draft.copy(before, group)
                continue
            for piece in up_to(frames, len(frames_of((group,), record.frames))):
                if isinstance(piece, Working):
                    notes += [piece.note] if piece.note else []
                    score.update(piece.score or {})
                    sound = sound if piece.sound is None else piece.sound
                else:
                    draft.write(piece)
                    if passes:
                        passes.write(piece)
                with clock.away():
                    yield step_of(piece, record.frames)
        stems = with_painted(make_stems(performance, stop), sound)
        return draft.finish(stems, 0.0 if passes else clock.seconds, tuple(dict.fromkeys(notes)), score)


def _not_twice(takes: TakeStore, record: TakeRecord, stop: StopToken) -> Generator[Told, None, None]:
    """Wait while another job makes the take; if that ends without it, it is this one's to make."""
    if takes.is_being_made(record.key):
        yield Step(0, record.frames, "waiting for a shot that another export paints")
    while takes.is_being_made(record.key):
        stop.check()
        yield Waiting()


def up_to(pieces: Iterator[Painted], count: int) -> Iterator[Painted]:
    """What a painter gives, up to so many frames; what it says between them is not counted."""
    while count > 0:
        piece = next(pieces)
        count -= isinstance(piece, PaintedFrame)
        yield piece


def step_of(piece: Painted, frames: int) -> Step:
    """How far a shot of so many frames is."""
    match piece:
        case Working(done=done, total=total, what=what, preview=preview):
            return Step(done * frames // max(total, 1), frames, what, preview)
        case PaintedFrame(index=index):
            return Step(index + 1, frames, "painting")


def _called(staged: Staged) -> tuple[CastMember | Prop, ...]:
    return (*staged.sheet.cast, *staged.sheet.props)


def take_record(staged: Staged, painter: Painter, size: Size, brief: Brief | None = None) -> TakeRecord:
    """All that makes the take, and so its key."""
    brief = brief or brief_of(staged.shot, _called(staged), drawings=staged.drawings)
    words = told(brief) if painter.reads_words else ""
    tried = f" {brief.attempt}" if brief.attempt else ""
    performance = reframed(staged.performance, staged.shot.camera, size)
    return TakeRecord(
        key=take_key(staged.key, painter.name, f"{painter.revision}{tried}", size, words),
        shot=staged.shot.id,
        frames=performance.frames,
        fps=performance.fps,
        width=size.width,
        height=size.height,
        painter=painter.name,
        painter_revision=painter.revision,
        seed=staged.sheet.seed,
        notes=staged.notes,
        lines=spoken(staged),
        physics=staged.sheet.shot.physics,
        likenesses=tuple(Likeness(one.held.cameo.id, one.held.grant_digest or "") for one in staged.sheet.cleared),
        picture=picture_key(performance, f"{painter.name} {painter.revision} {size}"),
        faces=face_keys(performance),
        told=words,
        attempt=brief.attempt,
    )


def spoken(staged: Staged) -> tuple[SpokenLine, ...]:
    """The shot's lines, at their times within it."""
    lines = [beat for beat in staged.sheet.shot.beats if isinstance(beat, Line)]
    pairs = zip(staged.performance.speech, lines, strict=True)
    return tuple(
        SpokenLine(event.start, event.start + event.speech.heard.duration, line.text, line.who) for event, line in pairs
    )


def make_film(
    film: Film, order: FilmOrder, painter: Painter, takes: TakeStore, rehearsals: Rehearsals, stop: StopToken
) -> Generator[Told, None, FilmMade]:
    """Stage, paint, sound and export a film, or the chosen shots of it."""
    ready = yield from make_ready(film, order, painter, takes, rehearsals, stop)
    return (yield from write_ready(ready, stop))


@dataclass(frozen=True, eq=False)
class FilmReady:
    """A film whose every shot is painted and sounded, and that is yet to be written.

    given: the film as it goes out, None where it is not packed; sheets: the character sheets that go with it. workroom:
    where what is encoded of it is kept meanwhile.
    """

    film: Film
    order: FilmOrder
    shots: tuple[MadeShot, ...]
    sound: Mix
    plan: FilmPlan
    given: Shared | None
    sheets: dict[str, bytes]
    workroom: Path


def make_ready(
    film: Film, order: FilmOrder, painter: Painter, takes: TakeStore, rehearsals: Rehearsals, stop: StopToken
) -> Generator[Told, None, FilmReady]:
    """Stage, paint and sound a film, or the chosen shots of it."""
    chosen = chosen_shots(film, order)
    check_overlays(laid_out(film))
    refuse_locked(locked_shots(film, chosen, rehearsals.holdings), film)
    lasts = float(sum((shot.duration for shot in chosen), Seconds(0)))
    given = shared(film, order.package, lasts) if order.package else None
    total = sum(frames_in(shot.duration, film.fps) for shot in chosen)
    done = 0
    made: list[tuple[Staged, Take]] = []
    painted: list[tuple[ShotId, int]] = []
    for staged in stage_shots(film, rehearsals, stop):
        if staged.shot in chosen:
            kept = kept_take(film, staged, order.size, takes, rehearsals.holdings)
            making = make_take(staged, painter, order, takes, stop)
            take = kept or (yield from map_steps(making, _from_film_start(done, total)))
            made.append((staged, take))
            painted += [] if kept else [(staged.shot.id, take.record.frames)]
            done += take.record.frames
    shots = placed(made)
    yield Step(total, total, "mixing the sound")
    sound = mix_film(shots, stop)
    likenesses = tuple(one for staged, _ in made for one in staged.sheet.cleared)
    record_work(order.target, "film", likenesses)
    if order.stems:
        record_work(order.stems, "stems", likenesses)
        write_film_stems(order.stems, shots)
    if order.passes:
        stills = frozenset(shot.id for shot in chosen if shot.still)
        write_pass_index(order.passes, order.size, film.fps, painted, stills)
    plan = film_plan(film if given is None else given.film, order.size, shots, sound)
    sheets: dict[str, bytes] = {}
    if order.package is not None and given is not None and (sheet := sheet_maker(painter)) is not None:
        drawing = drawn_sheets(given, order.package, sheet)
        sheets = yield from map_steps(drawing, lambda step: Step(*step, "drawing the character sheets"))
    return FilmReady(film, order, shots, sound, plan, given, sheets, _workroom(order, takes))


def write_ready(ready: FilmReady, stop: StopToken) -> Generator[Step, None, FilmMade]:
    """Write a film that is made: mark, encode, tags, project, signature, and then it is read back.

    Touches no painter and no rehearsals: it may run on any thread.
    """
    order, finish = ready.order, None
    with FilmOverlays(ready.film) as overlays:
        plan = replace(ready.plan, drawn=(overlays,))
        if ready.given is not None and order.package is not None:
            package = Package(ready.given, order.package, ready.shots, stop, overlays.over_cover, ready.sheets)
            plan = package.marked(replace(plan, cover=package.cover))
            finish = partial(package.finish, size=order.size)
        delivering = deliver(plan, preset_called(order.preset), order.target, ready.workroom, stop, finish)
        report = yield from map_steps(delivering, lambda step: Step(*step, "writing the film"))
    sweep(ready.workroom.parent, WORKROOM)
    return FilmMade(order.target, report, ready.shots, ready.sound.integrated_lufs, ready.sound.true_peak_dbtp)


def _workroom(order: FilmOrder, takes: TakeStore) -> Path:
    """Where an export keeps what it encodes: the same when it is taken up again, and no other's that runs beside it."""
    told = f"{order.target.resolve()} {order.preset} {order.size}"
    return takes.folder / f"{WORKROOM}-{hashlib.sha256(told.encode()).hexdigest()[:16]}"


def kept_take(film: Film, staged: Staged, size: Size, takes: TakeStore, holdings: Holdings) -> Take | None:
    """The take that the artist keeps for a shot, if it is there in this size and as long as the shot now is.

    One in which somebody is who is not cleared for the shot now is none.
    """
    keys = [one.take for one in film.kept if one.shot == staged.shot.id]
    take = takes.find(keys[-1]) if keys else None
    if take is None:
        return None
    record = take.record
    if not is_cleared_for(take, staged.sheet, holdings):
        return None
    fits = (record.width, record.height, record.fps) == (size.width, size.height, film.fps)
    return take if fits and record.frames == staged.performance.frames else None


def redo(
    film: Film,
    sizes: Mapping[ShotId, Size],
    painter: Painter,
    takes: TakeStore,
    rehearsals: Rehearsals,
    stop: StopToken,
) -> Generator[Told, None, None]:
    """Make the takes of some shots anew, each in its own size."""
    refuse_locked(locked_shots(film, map(film.shot, sizes), rehearsals.holdings), film)
    total = sum(frames_in(film.shot(shot).duration, film.fps) for shot in sizes)
    done = 0
    for staged in stage_shots(film, rehearsals, stop):
        size = sizes.get(staged.shot.id)
        if size is None:
            yield Step(done, total, "playing out")
            continue
        making = make_take(staged, painter, FilmOrder(takes.folder, size), takes, stop)
        take = yield from map_steps(making, _from_film_start(done, total))
        done += take.record.frames


def chosen_shots(film: Film, order: FilmOrder) -> tuple[Shot, ...]:
    """The shots the order asks for, in film order."""
    return tuple(shot for shot in film.shots if order.shots is None or shot.id in order.shots)


def map_steps(
    steps: Generator[Piece, None, Result], change: Callable[[Piece], Changed]
) -> Generator[Changed, None, Result]:
    """The same work, each of its steps told in another way."""
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            return end.value
        yield change(step)


def _from_film_start(done: int, total: int) -> Callable[[Told], Told]:
    return lambda step: replace(step, done=done + step.done, total=total) if isinstance(step, Step) else step
