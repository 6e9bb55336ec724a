"""The whole way of a film. Read this first.

    Script --direct--> Film --for each shot--> stage: World before --> Performance --> World after --> next shot
                                                    |
                                    painter <-------+-------> sound
                                    frames                    stems
                                       +--------> Take <--------+
                           Film + Takes --> export

``direct`` reads the script; ``stage_shots``, ``make_take`` and ``make_film`` below are the rest of that line.
Long work is written as generators that yield a :class:`Step` after each piece, so that the engine thread can
put something more urgent between two pieces, report progress, and stop.
"""

from collections import OrderedDict
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from studio.engine.film_plan import film_plan
from studio.engine.media.export import ExportReport, write_film
from studio.engine.media.pass_files import PassWriter
from studio.engine.painters.painter import Painter, PaintOrder, Pass, Size
from studio.engine.performance import Performance, Speech
from studio.engine.sound import make_stems, mix, speak
from studio.engine.stage import CallSheet, Played, perform
from studio.engine.stop import StopToken
from studio.engine.takes import Take, TakeRecord, TakeStore, stage_key, take_key
from studio.timeline.film import CastMember, Film, Line, Shot, ShotId, frames_in
from studio.timeline.world import World

Result = TypeVar("Result")
Changed = TypeVar("Changed")


@dataclass(frozen=True)
class Step:
    """One piece of work is done: ``done`` of ``total``, of what."""

    done: int
    total: int
    what: str


@dataclass(frozen=True, eq=False)
class Staged:
    """A shot played out, with the worlds it lies between."""

    shot: Shot
    sheet: CallSheet
    before: World
    played: Played
    key: str

    @property
    def performance(self) -> Performance:
        """What picture and sound are made from."""
        return self.played.performance

    @property
    def after(self) -> World:
        """The world the next shot begins in."""
        return self.played.after


@dataclass(frozen=True)
class FilmOrder:
    """What film to make: where, how large, painted by whom, and which shots of it (None: all)."""

    target: Path
    size: Size
    shots: frozenset[ShotId] | None = None
    stems: Path | None = None
    passes: Path | None = None


class Rehearsals:
    """Shots already played out, by what made them, so that an edit plays out only what it changed."""

    def __init__(self, most: int = 400) -> None:
        self._played: OrderedDict[str, Played] = OrderedDict()
        self._most = most

    def play(self, sheet: CallSheet, before: World, stop: StopToken) -> tuple[str, Played]:
        """The shot played out, and the key of all that made it."""
        key = stage_key(sheet, before)
        played = self._played.get(key)
        if played is None:
            played = perform(sheet, before, speak_lines(sheet), stop)
        self._played[key] = played
        self._played.move_to_end(key)
        while len(self._played) > self._most:
            self._played.popitem(last=False)
        return key, played


def speak_lines(sheet: CallSheet) -> tuple[Speech, ...]:
    """Every line of the shot spoken by its own voice, in order."""
    voices: dict[str, CastMember] = {member.id: member for member in sheet.cast}
    return tuple(speak(beat, voices[beat.who]) for beat in sheet.shot.beats if isinstance(beat, Line))


def call_sheet(film: Film, shot: Shot, before: World) -> CallSheet:
    """All a shot needs beside the world: who and what is in it, or is still at its place from before."""
    there = {entity.id for entity in (*before.people, *before.things) if entity.place == shot.setting.place}
    called = there | set(shot.present) | {line.who for line in shot.beats}
    called |= {beat.who for beat in shot.beats}
    return CallSheet(
        shot=shot,
        cast=tuple(member for member in film.cast if member.id in called),
        props=tuple(prop for prop in film.props if prop.id in called),
        fps=film.fps,
        seed=film.seed * 65_537 + shot.seed,
    )


def stage_shots(film: Film, rehearsals: Rehearsals, stop: StopToken) -> Iterator[Staged]:
    """Play every shot out in order; each begins in the world the one before it left."""
    world = World()
    for shot in film.shots:
        stop.check()
        sheet = call_sheet(film, shot, world)
        key, played = rehearsals.play(sheet, world, stop)
        yield Staged(shot, sheet, world, played, key)
        world = played.after


def make_take(
    staged: Staged, painter: Painter, order: FilmOrder, takes: TakeStore, stop: StopToken
) -> Generator[Step, None, Take]:
    """Paint a shot and give it sound, unless that very take is there already."""
    record = take_record(staged, painter, order.size)
    found = takes.find(record.key)
    if found is not None and order.passes is None:
        yield Step(record.frames, record.frames, "found again")
        return found
    passes = PassWriter(order.passes, staged.shot.id) if order.passes else None
    wanted = frozenset(Pass) if passes else frozenset[Pass]()
    with takes.begin(record) as draft:
        for frame in painter.paint(staged.performance, PaintOrder(order.size, wanted), stop):
            draft.write(frame)
            if passes:
                passes.write(frame)
            yield Step(frame.index + 1, record.frames, "painting")
        return draft.finish(make_stems(staged.performance, stop))


def take_record(staged: Staged, painter: Painter, size: Size) -> TakeRecord:
    """All that makes the take, and so its key."""
    return TakeRecord(
        key=take_key(staged.key, painter.name, painter.revision, size),
        shot=staged.shot.id,
        frames=staged.performance.frames,
        fps=staged.performance.fps,
        width=size.width,
        height=size.height,
        painter=painter.name,
        painter_revision=painter.revision,
        seed=staged.sheet.seed,
        notes=staged.played.notes,
    )


def make_film(
    film: Film, order: FilmOrder, painter: Painter, takes: TakeStore, rehearsals: Rehearsals, stop: StopToken
) -> Generator[Step, None, ExportReport]:
    """Stage, paint, sound and export a film, or the chosen shots of it."""
    chosen = chosen_shots(film, order)
    total = sum(frames_in(shot.duration, film.fps) for shot in chosen)
    done = 0
    made: list[tuple[Staged, Take]] = []
    for staged in stage_shots(film, rehearsals, stop):
        if staged.shot in chosen:
            making = make_take(staged, painter, order, takes, stop)
            take = yield from map_steps(making, _from_film_start(done, total))
            made.append((staged, take))
            done += take.record.frames
    yield Step(total, total, "mixing the sound")
    plan = film_plan(film, order.size, made)
    if order.stems:
        write_film_stems(order.stems, made, film.fps)
    yield Step(total, total, "writing the film")
    return write_film(plan, order.target, stop)


def chosen_shots(film: Film, order: FilmOrder) -> tuple[Shot, ...]:
    """The shots the order asks for, in film order."""
    return tuple(shot for shot in film.shots if order.shots is None or shot.id in order.shots)


def map_steps(
    steps: Generator[Step, None, Result], change: Callable[[Step], Changed]
) -> Generator[Changed, None, Result]:
    """The same work, each of its steps told in another way."""
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            return end.value
        yield change(step)


def _from_film_start(done: int, total: int) -> Callable[[Step], Step]:
    return lambda step: Step(done + step.done, total, step.what)
