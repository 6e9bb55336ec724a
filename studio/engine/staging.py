"""Playing shots out one after the other, each in the world the one before it left."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass

from studio.engine.performance import SHOT_SEEDS, Performance, Speech
from studio.engine.sound.voice import speak
from studio.engine.stage.callsheet import CallSheet, Played
from studio.engine.stage.perform import perform
from studio.engine.stop import StopToken
from studio.engine.takes import stage_key
from studio.timeline.film import CastMember, Film, Line, Shot
from studio.timeline.world import World


@dataclass(frozen=True, eq=False)
class Staged:
    """A shot played out, with the worlds it lies between. ``key`` names all that it was made from."""

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


def stage_shots(film: Film, rehearsals: Rehearsals, stop: StopToken) -> Iterator[Staged]:
    """Play every shot of the film out, in order."""
    world = World()
    for shot in film.shots:
        stop.check()
        sheet = call_sheet(film, shot, world)
        key, played = rehearsals.play(sheet, world, stop)
        yield Staged(shot, sheet, world, played, key)
        world = played.after


def call_sheet(film: Film, shot: Shot, before: World) -> CallSheet:
    """All a shot needs beside the world: who and what is in it, or is still at its place from before."""
    there = {entity.id for entity in (*before.people, *before.things) if entity.place == shot.setting.place}
    carried = {person.holding for person in before.people if person.id in shot.present}
    acting = {beat.who for beat in shot.beats}
    called = there | carried | acting | set(shot.present)
    return CallSheet(
        shot=shot,
        cast=tuple(member for member in film.cast if member.id in called),
        props=tuple(prop for prop in film.props if prop.id in called),
        fps=film.fps,
        seed=film.seed * SHOT_SEEDS + shot.seed % SHOT_SEEDS,
    )


def speak_lines(sheet: CallSheet) -> tuple[Speech, ...]:
    """Every line of the shot spoken by its own voice, in order."""
    voices: dict[str, CastMember] = {member.id: member for member in sheet.cast}
    return tuple(speak(beat, voices[beat.who]) for beat in sheet.shot.beats if isinstance(beat, Line))
