"""An artist's edit of a shot's Directions becomes that shot; whatever was not edited stays as it was."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from studio.engine import vocabulary
from studio.engine.director.finding import find_names
from studio.engine.director.framing import holds_several
from studio.engine.director.headings import read_heading
from studio.engine.director.listing import parse_prose
from studio.engine.director.looks import cast_of, reworded
from studio.engine.director.mentions import Acquaintance, Mentions, mentions
from studio.engine.director.people import Portrait
from studio.engine.director.reader import Reader
from studio.engine.director.renaming import now_called, renamed_beat
from studio.engine.director.statement import Place, Statement
from studio.engine.director.story import Story
from studio.engine.director.timing import LONGEST_S, NO_LENGTH, explicit, shot_seconds, whole_frames
from studio.engine.director.tokens import sentences
from studio.engine.director.tongues.editing import edit_in_english
from studio.engine.director.tongues.written import Written
from studio.engine.director.wording import pacing
from studio.errors import InvalidRequest
from studio.timeline.captioning import times_kept
from studio.timeline.dubbing import voices_kept
from studio.timeline.film import (
    Action,
    Beat,
    CastMember,
    Directions,
    EntityId,
    Film,
    Line,
    Seconds,
    Setting,
    Shot,
    ShotId,
    Unplaced,
)

_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)?")
_NOT_HERE: Final = "The studio has no such place; a plain stage stands in for it."


class Reading(Struct, frozen=True):
    """One edited direction, read: what its sentences say, and the story they were read in."""

    said: tuple[Statement, ...]
    story: Story

    @property
    def beats(self) -> list[Beat]:
        """Everything that happens in it."""
        renamed = self.story.people.renamed
        return [renamed_beat(beat, renamed) for statement in self.said for beat in statement.beats]

    @property
    def present(self) -> list[EntityId]:
        """Everybody and everything it names."""
        renamed = self.story.people.renamed
        return list(dict.fromkeys(now_called(one, renamed) for said in self.said for one in said.present))

    def called(self, entity: EntityId | None) -> EntityId | None:
        """The id somebody has now that all of it is read."""
        return None if entity is None else now_called(entity, self.story.people.renamed)

    @property
    def unplaced(self) -> list[Unplaced]:
        """What of it could not be placed."""
        second = [one for said in self.said for set_up in said.then for one in set_up.left_out()]
        return [*(one for said in self.said for one in said.unplaced), *second]


def redirect(film: Film, shot_id: ShotId, directions: Directions, known: tuple[Acquaintance, ...] = ()) -> Film:
    """Read the changed words of one shot's directions again into its setting, camera, beats and length.

    New people and things that the words name join the film. The words themselves are kept as written. known: the cameos
    that the words may name.

    Raises:
        InvalidRequest: the film has no such shot, or the pacing names a length that no shot can have.
    """
    shot = next((shot for shot in film.shots if shot.id == shot_id), None)
    if shot is None:
        raise InvalidRequest(f'The film has no shot "{shot_id}".', "Select a shot of this film.")
    edit = _Edit(film, shot, directions, known)
    return times_kept(film, voices_kept(film, edit.film()))


class _Edit:
    """One edit under way: each direction that differs is read once, in the order setting to audio."""

    def __init__(self, film: Film, shot: Shot, directions: Directions, known: tuple[Acquaintance, ...]) -> None:
        self._film = film
        self._known = known
        self._mentions: list[Mentions] = []
        self._old = shot
        self._new = replace(shot, directions=directions)
        self._cast = film.cast
        self._props = film.props
        self._unplaced: list[Unplaced] = []

    def film(self) -> Film:
        """The film with the edited shot."""
        old, new = self._old.directions, self._new.directions
        if new.subject != old.subject:
            self._subject(new.subject)
        if new.setting != old.setting:
            self._setting(new.setting)
        if new.camera != old.camera:
            self._camera(new.camera)
        if new.motion != old.motion:
            self._motion(new.motion)
        if new.audio != old.audio:
            self._audio(new.audio)
        if new.pacing != old.pacing:
            self._pacing(new.pacing)
        self._fit()
        return self._finished()

    def _read(self, words: str) -> Reading:
        """Read words as the director would, knowing this film's cast and things and who is in the shot."""
        written = self._in_english(words)
        own = {part for member in self._cast for part in member.name.lower().split()}
        story = Story(find_names(parse_prose(written.text)) | frozenset(own) | written.names, written.text, written)
        shown = set(self._new.present)
        for member in sorted(self._cast, key=lambda member: member.id in shown):
            story.people.adopt(member)
        for prop in sorted(self._props, key=lambda prop: prop.id in shown):
            story.things.restore(prop)
        story.place = Place(self._new.setting.set, self._new.setting.place)
        story.places = list(dict.fromkeys(Place(shot.setting.set, shot.setting.place) for shot in self._film.shots))
        story.here = [member.id for member in self._cast if member.id in shown]
        said = tuple(Reader(story, tokens).read() for tokens in sentences(written.text, 0))
        reading = Reading(said, story)
        self._welcome(story)
        self._unplaced += reading.unplaced
        return reading

    def _in_english(self, words: str) -> Written:
        named = mentions(words, self._known)
        if named.played or named.mine:
            self._mentions.append(named)
            self._unplaced += named.unplaced
        names = frozenset(member.name for member in self._cast) | named.names
        return named.tied(edit_in_english(named.text, self._film.script, names), words)

    def _welcome(self, story: Story) -> None:
        """Take in whom and what the words brought, and how they now look."""
        order = [member.id for member in self._cast]
        portraits = sorted(story.people.all, key=lambda one: order.index(one.id) if one.id in order else len(order))
        known = {member.id: member for member in self._cast}
        met = zip(cast_of(portraits, self._cast), portraits, strict=True)
        self._cast = tuple(_retold(known.get(member.id), member, portrait) for member, portrait in met)
        old = {prop.id for prop in self._props}
        self._props = (*self._props, *(thing.prop() for thing in story.things.all if thing.id not in old))

    def _subject(self, words: str) -> None:
        reading = self._read(words)
        camera = self._new.camera
        subject = camera.subject if camera.subject in reading.present else None
        if subject is None and camera.subject is not None:
            subject = next(iter(reading.present), None)
        self._new = replace(self._new, present=tuple(reading.present), camera=replace(camera, subject=subject))

    def _setting(self, words: str) -> None:
        reading = self._read(words)
        setting = self._new.setting
        for said in reading.said:
            place = said.place or Place(setting.set, setting.place)
            setting = Setting(
                place.set, place.name, said.when.hour or setting.hour, said.when.weather or setting.weather
            )
        if all(said.place is None for said in reading.said):
            setting = self._named_place(self._in_english(words), setting)
        self._new = replace(self._new, setting=setting)

    def _named_place(self, written: Written, setting: Setting) -> Setting:
        """The words name no place that is known: a new one as written, unless they only tell time and weather."""
        heading = read_heading(written.text)
        if setting.place in written.text.lower() or not heading.unplaced or heading.place.name == "stage":
            return setting
        if all(one.why != _NOT_HERE for one in heading.unplaced):
            return setting
        whole = heading.place.name == written.text.lower()
        only_time = not any(letter.isalpha() for letter in heading.place.name) or whole
        if only_time and (heading.when.hour or heading.when.weather):
            return setting
        named = [replace(one, words=written.behind(one.words)) for one in heading.unplaced]
        told = {heading.place.name, *(one.words.lower() for one in named)}
        self._unplaced = [one for one in self._unplaced if not any(one.words.lower() in place for place in told)]
        self._unplaced += named
        return replace(setting, set=heading.place.set, place=heading.place.name)

    def _camera(self, words: str) -> None:
        reading = self._read(words)
        camera = self._new.camera
        for said in reading.said:
            shooting = said.shooting
            camera = replace(
                camera,
                framing=shooting.framing or camera.framing,
                move=shooting.move or camera.move,
                angle=shooting.angle or camera.angle,
                lens=shooting.lens or camera.lens,
                subject=reading.called(shooting.subject) or camera.subject,
                other=reading.called(shooting.other) or camera.other,
            )
        named = reading.present
        if not named and holds_several(camera.framing) and camera.framing != "over the shoulder":
            camera = replace(camera, subject=None)
        elif camera.subject is None and not holds_several(camera.framing):
            camera = replace(camera, subject=next(iter([*named, *self._new.present]), None))
        effects = tuple(dict.fromkeys(one for said in reading.said for one in said.effects))
        self._new = replace(self._new, camera=camera, effects=effects)
        self._show(named)

    def _motion(self, words: str) -> None:
        reading = self._read(words)
        lines = [beat for beat in self._new.beats if isinstance(beat, Line)]
        beats = [beat for beat in reading.beats if not isinstance(beat, Line)]
        self._new = replace(self._new, beats=(*beats, *lines))
        self._show(reading.present)

    def _audio(self, words: str) -> None:
        reading = self._read(words)
        lines = [beat for beat in reading.beats if isinstance(beat, Line)]
        others = [beat for beat in self._new.beats if not isinstance(beat, Line)]
        cues = tuple(dict.fromkeys(cue for said in reading.said for cue in said.cues))
        self._new = replace(self._new, beats=(*others, *lines), cues=cues)
        self._show([line.who for line in lines])

    def _pacing(self, words: str) -> None:
        reading = self._read(words)
        pace = next((said.pace for said in reading.said if said.pace), None)
        seconds = next((said.seconds for said in reading.said if said.seconds is not None), None)
        longer = (one.words for said in reading.said for one in said.unplaced if one.why == NO_LENGTH)
        if (refused := next(longer, None)) is not None:
            raise InvalidRequest(
                f"A shot cannot last {refused}.", f"Write a length of more than 0 and at most {LONGEST_S:g} seconds."
            )
        if seconds is not None and f" {seconds:g} s" in f" {self._old.directions.pacing}":
            duration = self._old.duration
        elif seconds is not None:
            duration = explicit(seconds, self._film.fps, 1)
        else:
            duration = whole_frames(shot_seconds(self._new.beats, pace, self._new.camera), self._film.fps)
        self._new = replace(self._new, duration=duration, beats=_paced(self._new.beats, pace))

    def _show(self, entities: Sequence[EntityId]) -> None:
        self._new = replace(self._new, present=tuple(dict.fromkeys([*self._new.present, *entities])))

    def _fit(self) -> None:
        """A shot whose new beats need longer than it lasts gets longer, unless the artist set its length just now."""
        if self._new.beats == self._old.beats or self._new.directions.pacing != self._old.directions.pacing:
            return
        needed = whole_frames(shot_seconds(self._new.beats, None, self._new.camera), self._film.fps)
        if needed > self._new.duration:
            words = _relengthed(self._new.directions.pacing, needed)
            self._new = replace(self._new, duration=needed, directions=replace(self._new.directions, pacing=words))

    def _finished(self) -> Film:
        words = " ".join([self._new.words, *_values(self._new.directions)])
        stays = [one for one in self._old.unplaced if one.words in words]
        new = replace(self._new, unplaced=tuple(dict.fromkeys([*stays, *self._unplaced])))
        scenes = tuple(
            replace(scene, shots=tuple(new if shot.id == new.id else shot for shot in scene.shots))
            for scene in self._film.scenes
        )
        cast = self._cast
        for named in self._mentions:
            cast = named.cast(cast, Mentions("", {}))
        return replace(self._film, scenes=scenes, cast=cast, props=self._props)


def _retold(known: CastMember | None, member: CastMember, portrait: Portrait) -> CastMember:
    """Somebody new; or whom the film knows, with what the words now tell of their looks."""
    if known is None:
        return member
    known = replace(known, words=member.words)
    return reworded(known, portrait) if portrait.told else known


def _values(directions: Directions) -> list[str]:
    look, place = [directions.subject, directions.setting], [directions.camera, directions.motion]
    return [*look, *place, directions.pacing, directions.audio]


def _paced(beats: tuple[Beat, ...], pace: str | None) -> tuple[Beat, ...]:
    """The same beats at another pace."""
    if pace is None:
        return beats
    manner = vocabulary.named("paces")[pace].values["manner"]
    return tuple(replace(beat, manner=manner) if isinstance(beat, Action) else beat for beat in beats)


def _relengthed(words: str, duration: Seconds) -> str:
    """The same pacing, but for its length."""
    if _NUMBER.search(words):
        return _NUMBER.sub(f"{float(duration):.3g}", words, count=1)
    word = re.split("[,、，]", words)[0]
    return pacing(None, duration).replace("Even", word) if word else pacing(None, duration)
