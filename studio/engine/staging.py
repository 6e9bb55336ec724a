"""Playing shots out one after the other, each in the world that its place in the story gives it."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace

from msgspec import structs

from studio.cameo.likeness import Holdings
from studio.cameo.nobody import Nobody
from studio.engine.clearing import Lock, cleared_cast
from studio.engine.dubs import said
from studio.engine.fingerprints import Fingerprints
from studio.engine.latest import Latest
from studio.engine.outcomes import Outcomes
from studio.engine.passing import hours_between, passed
from studio.engine.performance import SHOT_SEEDS, Performance, Speech
from studio.engine.relevance import merged, relevant
from studio.engine.rulings import forbidden, kept_as_it_is, ruled_after, ruled_before, settings_of
from studio.engine.stage.callsheet import CallSheet, Played
from studio.engine.stage.kinds import motion_of
from studio.engine.stage.perform import film as film_shot
from studio.engine.stage.rehearsal import Rehearsal, as_rehearsed, rehearse
from studio.engine.still_words import with_airs
from studio.engine.stop import StopToken
from studio.engine.takes import stage_key
from studio.engine.whereabouts import located
from studio.errors import InvalidRequest
from studio.timeline.brush import Drawing
from studio.timeline.course import Step, course
from studio.timeline.film import Action, Beat, CastMember, Feeling, Film, Line, Setting, Shot, ShotId
from studio.timeline.naming import called, place_called, sentence
from studio.timeline.world import World

MOST_UNFILMED = 60


@dataclass(frozen=True)
class Between:
    """The worlds that a shot lies between.

    waiting: places where no time has gone by since the story was there, so that whoever stayed is where they were:
    as the shot begins, and as it ends.
    """

    before: World
    after: World
    waiting: frozenset[str] = frozenset()
    waiting_after: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Staged:
    """A shot played out, with the worlds it lies between. ``key`` names all that it was made from.

    known: the part of the world before that it depends on. locks: why it is not to be rendered, if it is not. drawings:
    the artist's, of anybody in the film.
    """

    step: Step
    sheet: CallSheet
    before: World
    after: World
    played: Played
    key: str
    known: World
    told: tuple[str, ...] = ()
    locks: tuple[Lock, ...] = ()
    drawings: tuple[Drawing, ...] = ()

    @property
    def shot(self) -> Shot:
        """The shot as the film has it."""
        return self.step.shot

    @property
    def barred(self) -> bool:
        """Whether it may not be shown at all, whoever plays in it."""
        return any(lock.member is None for lock in self.locks)

    @property
    def performance(self) -> Performance:
        """What picture and sound are made from.

        Raises:
            InvalidRequest: the shot may not be shown, whoever plays in it.
        """
        for lock in self.locks:
            if lock.member is None:
                raise InvalidRequest(lock.why, lock.remedy)
        return self.played.performance

    @property
    def notes(self) -> tuple[str, ...]:
        """What could not be as the script or the artist's rulings have it, in plain words."""
        locked = (f"{one.why} A stand-in plays the part." for one in self.locks if one.member)
        return (*self.told, *locked, *(_as_written(note, self.shot) for note in self.played.notes))


class Rehearsals:
    """Shots already played out, by what made them, so that an edit plays out only what it changed.

    A shot that is only filmed in another way is not gone through again, for the last shots that were.
    holdings: whose likenesses may be seen in them; None nobody's.
    """

    def __init__(
        self, most: int = 400, outcomes: Outcomes | None = None, holdings: Holdings | None = None
    ) -> None:  # fmt: skip
        self.holdings = holdings or Nobody()
        self._played = Latest[Played](most)
        self._rehearsed = Latest[Rehearsal](MOST_UNFILMED)
        self.outcomes = outcomes or Outcomes()
        self.fingerprints = Fingerprints()

    def play(self, sheet: CallSheet, before: World, film: Film, stop: StopToken) -> tuple[str, Played]:
        """The shot played out, and the key of all that made it. ``before``: the part of the world it depends on."""
        key = stage_key(sheet, before, self.fingerprints)
        played = self._played.find(key)
        if played is None:
            played = film_shot(sheet, before, self._gone_through(sheet, before, stop), stop)
            after = self.outcomes.remember(key, located(played.after, film))
            played = self._played.keep(key, replace(played, after=after))
        if sheet.cleared:
            # It was cleared when it was played out; what counts is that it is cleared now.
            played = replace(played, performance=replace(played.performance, cleared=sheet.cleared))
        return key, played

    def _gone_through(self, sheet: CallSheet, before: World, stop: StopToken) -> Rehearsal:
        sheet = as_rehearsed(sheet)
        key = stage_key(sheet, before, self.fingerprints)
        return self._rehearsed.find(key) or self._rehearsed.keep(key, rehearse(sheet, before, speak_lines(sheet), stop))


@dataclass(frozen=True)
class Call:
    """A shot about to be played: its sheet, the whole world before it, and what could not be as ruled."""

    step: Step
    sheet: CallSheet
    before: World
    waiting: frozenset[str]
    told: tuple[str, ...]

    @property
    def known(self) -> World:
        """The part of the world that the shot depends on."""
        return relevant(self.before, self.sheet, stays=self.sheet.shot.setting.place in self.waiting)

    def cleared(self, film: Film, holdings: Holdings) -> tuple["Call", tuple[Lock, ...]]:
        """The call with every likeness cleared or played by a stand-in, and why the shot is locked."""
        sheet, locks = cleared_cast(self.sheet, film, holdings)
        return replace(self, sheet=sheet), locks

    def left(self, after: World, film: Film) -> tuple[Between, tuple[str, ...]]:
        """The worlds around the shot, given what the shot left, with what is pinned and forbidden in it."""
        setting = self.sheet.shot.setting
        world, told = ruled_after(merged(self.before, self.known, after), film, self.step.shot.id, setting)
        return Between(self.before, world, self.waiting, self.waiting | {setting.place}), told


def stage_shots(film: Film, rehearsals: Rehearsals, stop: StopToken) -> Iterator[Staged]:
    """Play every shot of the film out, in order."""
    worlds: dict[ShotId, Between] = {}
    settings = settings_of(film)
    for step in course(film):
        stop.check()
        call, locks = call_of(film, step, worlds, settings).cleared(film, rehearsals.holdings)
        key, played = rehearsals.play(call.sheet, call.known, film, stop)
        between, told = call.left(played.after, film)
        worlds[step.shot.id] = between
        notes = (*step.told, *call.told, *told)
        yield Staged(step, call.sheet, call.before, between.after, played, key, call.known, notes, locks, film.drawings)


def call_of(film: Film, step: Step, worlds: Mapping[ShotId, Between], settings: Mapping[ShotId, Setting]) -> Call:
    """All a shot needs, in the world that its place in the story gives it."""
    setting = settings[step.shot.id]
    if setting != step.shot.setting:
        step = structs.replace(step, shot=structs.replace(step.shot, setting=setting))
    source, waiting = _source(step, worlds)
    if step.passes and source.setting is not None and hours_between(source.setting, step) > 0:
        waiting = frozenset({source.setting.place})
    world = passed(source, step, film)
    before, told = ruled_before(world, film, step.shot.id, setting) if film.rulings else (world, ())
    sheet, refused = call_sheet(film, step.shot, before)
    return Call(step, sheet, before, waiting, (*told, *refused))


def _source(step: Step, worlds: Mapping[ShotId, Between]) -> tuple[World, frozenset[str]]:
    """The world that a shot goes on from, or plays in again, and where people wait in it."""
    if step.restores is not None:
        return worlds[step.restores].before, worlds[step.restores].waiting
    if step.after is None:
        return World(), frozenset()
    between = worlds[step.after]
    if step.setting_after is not None and step.setting_after != step.after:
        setting = worlds[step.setting_after].after.setting
        return structs.replace(between.after, setting=setting), between.waiting_after
    return between.after, between.waiting_after


def call_sheet(film: Film, shot: Shot, before: World) -> tuple[CallSheet, tuple[str, ...]]:
    """Who is called with what, and what is not played because it is forbidden.

    Called is who and what is in the shot, or is still at its place from before.
    """
    banned = forbidden(film, shot.id) if film.rulings else frozenset[str]()
    told: tuple[str, ...] = ()
    if banned:
        shot, told = _without(film, shot, banned)
    if film.rulings:
        shot, stays = _unchanged(film, shot)
        told = (*told, *stays)
    shot, fetched = _without_the_absent(film, shot, before)
    told = (*told, *fetched)
    there = _still_there(before, shot.setting.place)
    acting = {beat.who for beat in shot.beats}
    called_here = there | acting | set(shot.present)
    carried = _carried(before, called_here)
    sheet = CallSheet(
        shot=with_airs(_in_plain_words(shot)),
        cast=tuple(member for member in film.cast if member.id in called_here),
        props=tuple(prop for prop in film.props if prop.id in called_here or prop.id in carried),
        fps=film.fps,
        seed=film.seed * SHOT_SEEDS + shot.seed % SHOT_SEEDS,
    )
    return sheet, told


def _still_there(before: World, place: str) -> set[str]:
    """Who and what is at a place: nobody who left it, and nothing that they took with them."""
    left = {person.id for person in before.people if person.gone}
    people: set[str] = {person.id for person in before.people if person.place == place and not person.gone}
    return people | {thing.id for thing in before.things if thing.place == place and thing.held_by not in left}


def _carried(before: World, who: Set[str]) -> set[str]:
    """All that these people have in their hands."""
    told: set[str] = {person.holding for person in before.people if person.id in who and person.holding is not None}
    return told | {thing.id for thing in before.things if thing.held_by in who}


def _in_plain_words(shot: Shot) -> Shot:
    """The shot as the stage reads it: in English, whatever language the artist writes."""
    if not shot.read:
        return shot
    beats = tuple(structs.replace(beat, words=beat.plain) if isinstance(beat, Action) else beat for beat in shot.beats)
    return structs.replace(shot, words=shot.plain, beats=beats)


def _as_written(note: str, shot: Shot) -> str:
    """A note of the stage's, with the artist's words where it has the director's."""
    for beat in shot.beats:
        if isinstance(beat, Action) and beat.read:
            note = note.replace(beat.read, beat.words)
    return note


def _without_the_absent(film: Film, shot: Shot, before: World) -> tuple[Shot, tuple[str, ...]]:
    """The shot without things that lie elsewhere and that nothing is done with here; the words fetch the others."""
    used = {name for beat in shot.beats for name in _names(beat)} | {shot.camera.subject}
    elsewhere = {one.id: one for one in before.things if one.place != shot.setting.place}
    carried = _carried(before, {one for one in (*shot.present, *used) if one is not None})
    absent = [one for one in shot.present if one in elsewhere and one not in carried and one not in used]
    if absent:
        shot = structs.replace(shot, present=tuple(one for one in shot.present if one not in absent))
    fetched = sorted(one for one in elsewhere if one in used and one not in carried and elsewhere[one].held_by is None)
    told = (f"{called(one, film)} was left at {place_called(elsewhere[one].place, film)}; the words have it here"
            for one in fetched)  # fmt: skip
    return shot, tuple(map(sentence, told))


def _without(film: Film, shot: Shot, banned: frozenset[str]) -> tuple[Shot, tuple[str, ...]]:
    """The shot without those who may not be in it, and what of it is not played for that."""
    kept = tuple(beat for beat in shot.beats if not _names(beat) & banned)
    lost = [beat for beat in shot.beats if beat not in kept]
    subject = None if shot.camera.subject in banned else shot.camera.subject
    fewer = structs.replace(
        shot,
        beats=kept,
        present=tuple(one for one in shot.present if one not in banned),
        camera=structs.replace(shot.camera, subject=subject),
    )
    named = ", ".join(sorted(called(one, film) for one in banned))
    told = tuple(sentence(f"{named} may not be here, so this is not played: {_words(beat)}") for beat in lost)
    return fewer, told


def _unchanged(film: Film, shot: Shot) -> tuple[Shot, tuple[str, ...]]:
    """The shot without the opening of what the artist has stay shut, and the other way round."""
    kept = kept_as_it_is(film, shot.id)
    lost = {at: subject for at, beat in enumerate(shot.beats) for subject in kept if _changes(beat, subject, kept)}
    told = tuple(
        sentence(
            f"{called(subject, film)} stays {'shut' if kept[subject] == 'open' else 'open'}, so this is not played: "
            f"{_words(shot.beats[at])}"
        )
        for at, subject in lost.items()
    )
    beats = tuple(beat for at, beat in enumerate(shot.beats) if at not in lost)
    return (structs.replace(shot, beats=beats) if lost else shot), told


def _changes(beat: Beat, thing: str, kept: Mapping[str, str]) -> bool:
    """Whether something is done to a thing that is ruled out."""
    done = isinstance(beat, Action) and motion_of(beat.motion).family == kept[thing]
    return done and thing in _names(beat)


def _names(beat: Beat) -> set[str | None]:
    match beat:
        case Action(who=who, thing=thing, towards=towards):
            return {who, thing, towards}
        case Feeling(who=who) | Line(who=who):
            return {who}


def _words(beat: Beat) -> str:
    match beat:
        case Action():
            return beat.words or beat.motion
        case Feeling():
            return beat.emotion
        case Line():
            return f"“{beat.text}”"


def speak_lines(sheet: CallSheet) -> tuple[Speech, ...]:
    """Every line of the shot spoken by its own voice or its recording, in order."""
    voices: dict[str, CastMember] = {member.id: member for member in sheet.cast}
    return tuple(said(beat, voices[beat.who]) for beat in sheet.shot.beats if isinstance(beat, Line))
