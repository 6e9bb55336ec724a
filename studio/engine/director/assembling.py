"""From scenes of moments to the finished Film."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from studio.engine import vocabulary
from studio.engine.director.bending import physics_of, still_unplaced
from studio.engine.director.catching import aim_throws
from studio.engine.director.chance import number_of
from studio.engine.director.cutting import cut
from studio.engine.director.framing import Before, Contents, frame, holds_several
from studio.engine.director.listing import short_title
from studio.engine.director.moments import Moment, SceneDraft, entities_of
from studio.engine.director.reactions import with_reactions
from studio.engine.director.renaming import now_called, renamed_beat
from studio.engine.director.statement import AXES, LEFT_OUT, YIELDING, Shooting
from studio.engine.director.timing import explicit, shot_seconds, too_much, whole_frames
from studio.engine.director.tongues.written import Written
from studio.engine.director.wording import Told, directions
from studio.timeline.film import (
    Action,
    Beat,
    Camera,
    CastId,
    EntityId,
    Feeling,
    Line,
    Onset,
    PropId,
    Scene,
    SceneId,
    Seconds,
    Shot,
    ShotId,
    Unplaced,
    Whereabouts,
)

_TAKES: Final = frozenset({"hold", "pick_up", "catch", "lift", "carry"})
_NO_PAST: Final = "No earlier scene has that number, so it plays in the present."
_UNSEEN: Final = ("V.O.", "O.S.", "O.C.")
_LOSES: Final = frozenset({"put_down", "drop", "throw", "kick"})


class Making(Struct, frozen=True):
    """What all shots of a film are made with. ``names``: what everybody and everything is called."""

    written: Written
    fps: int
    seed: int
    names: Mapping[EntityId, str]
    cast: frozenset[str]
    renamed: Mapping[CastId, CastId]
    shots_given: bool


class _Ledger:
    """Who holds what and what lies where, followed from shot to shot."""

    def __init__(self) -> None:
        self.holding: dict[str, tuple[PropId, ...]] = {}
        self.lying: dict[PropId, str] = {}

    def copy(self) -> "_Ledger":
        """The same, to go on from by itself."""
        copied = _Ledger()
        copied.holding, copied.lying = dict(self.holding), dict(self.lying)
        return copied

    def follow(self, beats: Sequence[Beat], place: str, things: Sequence[PropId]) -> None:
        """Take what happened in a shot."""
        for beat in beats:
            if isinstance(beat, Action) and beat.thing is not None:
                self._follow(beat, PropId(beat.thing))
            elif isinstance(beat, Action):
                self._let_go(beat.who)
        held = {one for things in self.holding.values() for one in things}
        for thing in things:
            if thing not in held:
                self.lying[thing] = place
            else:
                self.lying.pop(thing, None)

    def lose(self, gone: Iterable[EntityId]) -> None:
        """What is said to be gone lies nowhere, and nobody holds it."""
        for one in gone:
            self.lying.pop(PropId(one), None)
            self.holding.pop(one, None)
            self._let_go(one)

    def _let_go(self, thing: EntityId) -> None:
        """Nobody holds it any more."""
        self.holding = {who: tuple(one for one in held if one != thing) for who, held in self.holding.items()}

    def _follow(self, beat: Action, thing: PropId) -> None:
        if beat.motion in _LOSES | _TAKES | {"give"}:
            self._let_go(thing)
        if beat.motion in _TAKES:
            besides = self.holding.get(beat.who, ()) if beat.onset is Onset.WITH else ()
            self.holding[beat.who] = (*besides, thing)
        if beat.motion == "give" and beat.towards is not None:
            self.holding[beat.towards] = (thing,)


def assemble(drafts: Sequence[SceneDraft], making: Making, look: str = "") -> tuple[Scene, ...]:
    """Cut, frame, time and word every scene. A scene without a look of its own has the film's ``look``."""
    return tuple(_Assembly(making, look).scenes(drafts))


class _Assembly:
    def __init__(self, making: Making, look: str) -> None:
        self._making = making
        self._film_look = self._look = look
        self._ledger = _Ledger()
        self._before = Before()
        self._ledgers: list[_Ledger] = []
        self._put_by: _Ledger | None = None
        self._targets: list[int | None] = []
        self._places: list[str] = []
        self._going_on: tuple[str, ...] = ()

    def scenes(self, drafts: Sequence[SceneDraft]) -> list[Scene]:
        return [self._scene(draft, number) for number, draft in enumerate(drafts, start=1)]

    def _scene(self, draft: SceneDraft, number: int) -> Scene:
        self._before = Before(self._before.camera, True, self._before.seen_places)
        back = self._goes_back(draft, number)
        self._look, self._going_on = draft.look or self._film_look, ()
        aim_throws(draft.moments, self._making.cast)
        groups: Sequence[Sequence[Moment]] = cut(draft.moments, self._making.shots_given)
        groups = groups if self._making.shots_given else with_reactions(groups)
        shots = tuple(self._shot(group, f"shot-{number}-{order}") for order, group in enumerate(groups, start=1))
        title = self._title(draft, shots[0].setting.place)
        flashback = SceneId(f"scene-{back}") if back is not None else None
        scene_id = SceneId(f"scene-{number}")
        return Scene(scene_id, draft.heading, title, shots, draft.synopsis, draft.later, flashback, draft.jump)

    def _goes_back(self, draft: SceneDraft, number: int) -> int | None:
        """The scene a flashback goes back to: the one named, or the first one at its place, or the film's first."""
        back = draft.flashback
        if back is not None and back < 0:
            back = self._targets[-1]
        elif back == 0:
            place = draft.moments[0].setting.place
            back = next(
                (n for n, scene in enumerate(self._places, start=1) if scene == place), min(1, len(self._places))
            )
        if back is not None and not 0 < back < number:
            words = f"flashback to scene {draft.flashback}" if back else "flashback"
            draft.moments[0].unplaced.append(Unplaced(words, _NO_PAST))
            back = None
        self._follow_time(back)
        self._targets.append(back)
        self._places.append(draft.moments[0].setting.place)
        return back

    def _follow_time(self, back: int | None) -> None:
        """Who holds what is as it was in a flashback, and after it as it is."""
        if back is not None and back != (self._targets[-1] if self._targets else None):
            self._put_by = self._put_by or self._ledger
            self._ledger = self._ledgers[back - 1].copy()
        elif back is None and self._put_by is not None:
            self._ledger, self._put_by = self._put_by, None
        self._ledgers.append(self._ledger.copy())

    def _title(self, draft: SceneDraft, place: str) -> str:
        """What a scene is called: as the artist calls it, by its place, or in a list without one by its first words."""
        first, last = draft.moments[0], draft.moments[-1]
        by_place = "place" in draft.told or not draft.heading
        title = (
            draft.title or (place if by_place else "") or short_title(self._making.written.words(first.start, last.end))
        )
        return f"{title[:1].upper()}{title[1:]}" or place

    def _shot(self, group: Sequence[Moment], shot_id: str) -> Shot:
        making = self._making
        beats = _tidy([renamed_beat(beat, making.renamed) for moment in group for beat in moment.beats])
        shooting, left_out = self._shooting(group)
        contents = self._contents(group, beats, shooting)
        camera = frame(contents, self._before)
        self._ledger.lose(one for moment in group for one in moment.gone)
        present = self._present(contents, camera)
        pace = next((moment.pace for moment in group if moment.pace), None)
        cues = tuple(dict.fromkeys(cue for moment in group for cue in moment.cues))
        effects = tuple(dict.fromkeys((*(one for moment in group for one in moment.effects), *self._going_on)))
        self._going_on = tuple(one for one in effects if _lasts(one))
        duration, short = self._duration(group, beats, pace, camera)
        self._remember(contents, camera)
        told = Told(present, contents.setting, camera, tuple(beats), cues, pace, duration, making.names, effects)
        words = making.written.words(group[0].start, group[-1].end).strip(" ,;\n\r\t、，；　")
        unplaced = (*(one for moment in group for one in moment.unplaced), *left_out, *short)
        return Shot(
            id=ShotId(shot_id),
            read=_read(making.written, group[0].start, group[-1].end),
            words=words,
            directions=directions(told),
            setting=contents.setting,
            camera=camera,
            beats=tuple(beats),
            duration=duration,
            present=present,
            cues=cues,
            transition=next((moment.transition for moment in group if moment.transition), "cut"),
            seed=number_of(f"{making.seed}/{shot_id}") & 0xFFFF,
            whereabouts=tuple(dict.fromkeys(self._renamed(one) for moment in group for one in moment.whereabouts)),
            look=self._look,
            effects=effects,
            unplaced=still_unplaced(words, unplaced),
            physics=physics_of(words),
        )

    def _renamed(self, where: Whereabouts) -> Whereabouts:
        """With the ids that everybody has by now."""
        renamed = self._making.renamed
        who, of, other = (now_called(CastId(one), renamed) for one in (where.who, where.of, where.other))
        return replace(where, who=who, of=of, other=other)

    def _shooting(self, group: Sequence[Moment]) -> tuple[Shooting, list[Unplaced]]:
        """A shot's set-up and what is left out of it. What follows in the same breath stays on the same picture."""
        shooting, left_out = _shooting(group, self._making.renamed)
        last = self._before.camera
        if group[0].sequel and last is not None and shooting.framing is None:
            shooting = replace(shooting, framing=last.framing, subject=shooting.subject or last.subject)
        return shooting, left_out

    def _contents(self, group: Sequence[Moment], beats: Sequence[Beat], shooting: Shooting) -> Contents:
        renamed, cast = self._making.renamed, self._making.cast
        mentioned = [now_called(entity, renamed) for moment in group for entity in moment.present]
        unseen = {beat.who for beat in beats if isinstance(beat, Line) and beat.manner.startswith(_UNSEEN)}
        acting = [entity for beat in beats for entity in entities_of(beat) if entity not in unseen]
        entities = list(dict.fromkeys([*mentioned, *acting]))
        people = tuple(CastId(one) for one in entities if one in cast)
        here = tuple(dict.fromkeys(CastId(now_called(one, renamed)) for moment in group for one in moment.here))
        things = tuple(one for one in entities if one not in cast)
        return Contents(tuple(beats), people, things, here, shooting, group[-1].setting)

    def _present(self, contents: Contents, camera: Camera) -> tuple[EntityId, ...]:
        """Everybody and everything on screen: what is mentioned, what they hold; in a wide frame all that is there."""
        people: list[CastId] = list(contents.people)
        things: list[EntityId] = list(contents.things)
        if holds_several(camera.framing):
            people += [one for one in contents.here if one not in people]
            things += [one for one, place in self._ledger.lying.items() if place == contents.setting.place]
        for one in (camera.subject, camera.other):
            if one is not None:
                (people if one in self._making.cast else things).append(one)  # type: ignore[arg-type]
        things += [held for one in people for held in self._ledger.holding.get(one, ())]
        return tuple(dict.fromkeys([*people, *things]))

    def _duration(
        self, group: Sequence[Moment], beats: Sequence[Beat], pace: str | None, camera: Camera
    ) -> tuple[Seconds, list[Unplaced]]:
        making = self._making
        said = next((moment for moment in group if moment.seconds is not None), None)
        if said is None or said.seconds is None:
            return whole_frames(shot_seconds(beats, pace, camera), making.fps), []
        line = making.written.line(said.start)
        return explicit(said.seconds, making.fps, line), too_much(beats, said.seconds)

    def _remember(self, contents: Contents, camera: Camera) -> None:
        place = contents.setting.place
        self._ledger.follow(contents.beats, place, [PropId(one) for one in contents.things])
        lines = self._before.lines + sum(isinstance(beat, Line) for beat in contents.beats)
        self._before = Before(camera, False, self._before.seen_places | {place}, lines)


def _tidy(beats: list[Beat]) -> list[Beat]:
    """The beats without feeling the same twice; the first one has nothing to wait for or to go with."""
    kept: list[Beat] = []
    feeling: dict[str, str] = {}
    for beat in beats:
        if isinstance(beat, Feeling):
            if feeling.get(beat.who) == beat.emotion:
                continue
            feeling[beat.who] = beat.emotion
        elif all(isinstance(one, Feeling) for one in kept):
            beat = replace(beat, onset=Onset.NEXT)
        kept.append(beat)
    return kept


def _lasts(effect: str) -> bool:
    """Whether an effect goes on to the end of its scene once it is there: fireworks do."""
    return "lasts" in vocabulary.named("effects")[effect].text


def _shooting(group: Sequence[Moment], renamed: Mapping[CastId, CastId]) -> tuple[Shooting, list[Unplaced]]:
    """The one set-up of a shot, of all that its words say about the camera; and what of that is left out."""
    said = [moment.shooting for moment in group if moment.shooting != Shooting()]
    subject = next((one.subject for one in said if one.subject), None)
    fits = {id(one) for one in said if one.subject in (None, subject)}
    other = next((one.other for one in said if one.other), None)
    chosen = Shooting(
        subject=now_called(subject, renamed) if subject is not None else None,
        other=now_called(other, renamed) if other is not None else None,
    )
    left_out: list[Unplaced] = []
    for kind, axis in AXES.items():
        told = [(choice, one) for one in said if (choice := one.of(kind)) is not None]
        told.sort(key=lambda choice: choice[0] in YIELDING)
        for choice in [choice for choice, one in told if id(one) in fits][:1]:
            chosen = replace(chosen, **{axis: choice})
        others = {choice: one for choice, one in told if choice not in ("static", chosen.of(kind))}
        left_out += [Unplaced(one.as_written(choice), LEFT_OUT[kind]) for choice, one in others.items()]
    return chosen, left_out


def _read(written: Written, start: int, end: int) -> str:
    """The words of a shot as they are read, where the artist wrote them in another language."""
    read = written.text[start:end]
    return "" if read == written.words(start, end) else read.strip(" ,;\n\r\t")
