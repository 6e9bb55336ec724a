"""From the pieces of a script to scenes of moments: the story read in order, before it is cut into shots."""

from dataclasses import dataclass, field
from typing import Final

from msgspec.structs import replace

from studio.engine import vocabulary
from studio.engine.director.headings import read_heading
from studio.engine.director.language import language_of
from studio.engine.director.lexicon import lexicon
from studio.engine.director.marks import has_label
from studio.engine.director.reader import Reader
from studio.engine.director.screenplay import (
    Card,
    Passage,
    Passing,
    Piece,
    Preamble,
    SceneBreak,
    Screenplay,
    ShotBreak,
    Spoken,
    Synopsis,
)
from studio.engine.director.speech import lines_of, manner_feelings
from studio.engine.director.statement import Place, Shooting, Statement, When
from studio.engine.director.story import Story
from studio.engine.director.tokens import Token, is_english, sentences
from studio.timeline.film import Action, Beat, CastId, EntityId, Feeling, Line, Setting, Unplaced

DEFAULT_SET: Final = "meadow"
_OPENING: Final = frozenset('([“"«「『*_')
_CLOSING: Final = frozenset(".!?…。！？)]”»」』\"'’*_")
_INGREDIENTS: Final = 3
_ELSEWHERE: Final = "The scene is at another place; write a new scene heading to go there."
_ENDING: Final = "A fade at the end of the film is not made yet; the film ends on its last picture."
_NOT_ENGLISH: Final = "Action is read in English so far; the words are kept, but not played."


@dataclass
class Moment:
    """A clause or a line: the smallest stretch a shot is made of. Offsets into the script.

    ``cut``: a shot must begin here. ``goes_on``: it is in the same sentence as the moment before.
    ``opens``: it begins a paragraph. ``trails``: it only says how the shot before it is made.
    """

    start: int
    end: int
    setting: Setting
    beats: list[Beat] = field(default_factory=list[Beat])
    present: list[EntityId] = field(default_factory=list[EntityId])
    here: tuple[CastId, ...] = ()
    shooting: Shooting = Shooting()  # noqa: RUF009  a frozen value
    cues: list[str] = field(default_factory=list[str])
    pace: str | None = None
    seconds: float | None = None
    unplaced: list[Unplaced] = field(default_factory=list[Unplaced])
    transition: str = ""
    cut: bool = False
    goes_on: bool = False
    opens: bool = False
    trails: bool = False


@dataclass
class SceneDraft:
    """A scene in the making. ``told`` names what the words have said of the setting so far."""

    heading: str
    title: str
    synopsis: str
    later: bool
    start: int
    moments: list[Moment] = field(default_factory=list[Moment])
    told: set[str] = field(default_factory=set[str])
    unplaced: list[Unplaced] = field(default_factory=list[Unplaced])


class Interpreter:
    """Reads a screenplay's pieces in order. Results are ``scenes`` and ``unplaced``."""

    def __init__(self, screenplay: Screenplay, story: Story) -> None:
        self._screenplay = screenplay
        self._story = story
        self._setting = Setting(DEFAULT_SET, DEFAULT_SET)
        self._synopsis = ""
        self._transition = ""
        self._faded: str | None = None
        self._cut = False
        self._next_place: Place | None = None
        self.scenes: list[SceneDraft] = []
        self.unplaced: list[Unplaced] = []

    def read(self) -> None:
        """Read everything."""
        for piece in self._screenplay.pieces:
            self._read_piece(piece)
        if not self.scenes:
            self._open("", "", 0, later=True)
            self.scenes[0].moments.append(Moment(0, len(self._story.script), self._setting))
        if self._faded is not None:
            self.unplaced.append(Unplaced(self._faded, _ENDING))
        for scene in self.scenes:
            if not scene.moments:
                self._show_empty(scene)

    def _read_piece(self, piece: Piece) -> None:
        match piece:
            case SceneBreak():
                self._open_labelled(piece)
            case ShotBreak():
                self._cut = True
            case Passage():
                self._read_passage(piece)
            case Spoken():
                self._read_speech(piece)
            case Passing():
                self._pass(piece)
            case Synopsis():
                self._read_synopsis(piece)
            case Card():
                self.unplaced.append(Unplaced(piece.words, "Titles in the picture are not drawn yet."))
            case Preamble():
                self._read_preamble(piece)

    # Scenes.

    def _open_labelled(self, piece: SceneBreak) -> None:
        if self.scenes and not self.scenes[-1].moments:
            self._show_empty(self.scenes[-1])
        if not piece.gives_place:
            self._open(piece.heading, piece.title, piece.start, later=False)
            return
        heading = read_heading(piece.heading)
        before = self._setting
        continues = heading.goes_on or (heading.when.hour is None and heading.place.name == before.place)
        weather = heading.when.weather or (before.weather if continues and self.scenes else "clear")
        usual = vocabulary.set_kinds()[heading.place.set].default_hour
        hour = heading.when.hour or (before.hour if self.scenes and heading.goes_on else None)
        same = bool(self.scenes) and heading.place.name == before.place and heading.goes_on
        self._open(piece.heading, heading.place.name, piece.start, later=not same)
        self._go(heading.place)
        self._setting = Setting(heading.place.set, heading.place.name, hour or usual, weather)
        scene = self.scenes[-1]
        scene.unplaced += heading.unplaced
        scene.told |= (
            {"place"} | ({"hour"} if heading.when.hour else set()) | ({"weather"} if heading.when.weather else set())
        )

    def _open(self, heading: str, title: str, start: int, later: bool) -> None:
        self.scenes.append(SceneDraft(heading, title, self._synopsis, later or not self.scenes, start))
        self._synopsis = ""
        self._cut = True
        self._story.begin_scene(None)

    def _show_empty(self, scene: SceneDraft) -> None:
        """A heading with nothing under it is still a scene: the place alone."""
        place = Moment(scene.start, scene.start + len(scene.heading), self._setting, cut=True)
        place.unplaced, scene.unplaced = scene.unplaced, []
        scene.moments.append(place)

    def _go(self, place: Place) -> None:
        self._story.move_to(place)
        self._setting = replace(self._setting, set=place.set, place=place.name)

    def _read_synopsis(self, piece: Synopsis) -> None:
        if self.scenes and not self.scenes[-1].moments:
            self.scenes[-1].synopsis = f"{self.scenes[-1].synopsis} {piece.words}".strip()
        else:
            self._synopsis = f"{self._synopsis} {piece.words}".strip()

    def _pass(self, piece: Passing) -> None:
        words = piece.words.lower().strip(" :.")
        table = vocabulary.named("transitions")
        found = next((name for name, entry in table.items() if words in entry.words), None)
        if found is None:
            found = next(
                (name for name, entry in table.items() if any(words.startswith(word) for word in entry.words)), None
            )
        if found is None:
            self.unplaced.append(Unplaced(piece.words, "The studio does not know this transition; it cuts instead."))
        elif found == "fade out":
            self._transition, self._faded = "fade", piece.words
        else:
            self._transition = found
        self._cut = True

    # Action.

    def _read_preamble(self, piece: Preamble) -> None:
        for tokens in sentences(piece.text, piece.start):
            statement = Reader(self._story, tokens).read()
            self.unplaced += statement.unplaced
        self._story.holding = {}

    def _read_passage(self, piece: Passage) -> None:
        if not self.scenes:
            self._open("", "", piece.start, later=True)
        opens = True
        first = len(self.scenes[-1].moments)
        labelled = 0
        for tokens in sentences(piece.text, piece.start):
            labelled += has_label(tokens)
            if is_english(tokens, lexicon()):
                self._take(Reader(self._story, tokens).read(), opens)
            else:
                self._take_foreign(tokens, opens)
            opens = False
        self._mark_trailing()
        if labelled >= _INGREDIENTS:
            for moment in self.scenes[-1].moments[first + 1 :]:
                moment.trails = True

    def _mark_trailing(self) -> None:
        """Camera words or a length at the end of a paragraph are about the shot that the paragraph describes."""
        moments = self.scenes[-1].moments
        for moment in reversed(moments[1:]):
            bare = not moment.beats and not moment.present and moment.shooting.subject is None and not moment.unplaced
            directs = moment.shooting.said or moment.seconds is not None or bool(moment.cues)
            labelled = self._story.script.startswith(("Camera", "CAMERA", "camera"), moment.start)
            travels = moment.shooting.move_across and not labelled
            if moment.opens or moment.cut or not bare or not directs or travels:
                return
            moment.trails = True

    def _take_foreign(self, tokens: list[Token], opens: bool) -> None:
        """A sentence in another language: nothing of it is played, but whom it names is there."""
        words = self._story.script[tokens[0].start : tokens[-1].end]
        named = [one for one in self._story.people.all if one.named and one.name in words]
        statement = Statement(tokens[0].start, tokens[-1].end, present=[one.id for one in named])
        for portrait in named:
            self._story.arrive(portrait.id)
        statement.unplaced = [Unplaced(words, _NOT_ENGLISH)]
        self._take(statement, opens)

    def _take(self, said: Statement, opens: bool) -> None:
        said.start, said.end = _opened(self._story.script, said.start), _closed(self._story.script, said.end)
        place = said.place or self._next_place
        self._next_place = said.next_place
        if self._is_new_scene(place, said.when):
            people = self._who(said)
            self._open("", place.name if place else self._setting.place, said.start, later=True)
            self._story.here = list(people)
            same_hour = said.when.hour in (None, self._setting.hour)
            self._settle(place, said.when, carries=said.when.jump is None and same_hour)
        else:
            self._change(place, said)
        scene = self.scenes[-1]
        if not scene.heading and not scene.moments and said.end - said.start <= 120:
            scene.heading = ""
        self._add_moments(scene, said, opens)

    def _who(self, said: Statement) -> list[CastId]:
        ids = {portrait.id for portrait in self._story.people.all}
        return [CastId(entity) for entity in said.present if entity in ids]

    def _is_new_scene(self, place: Place | None, when: When) -> bool:
        scene = self.scenes[-1]
        if self._screenplay.scenes_given or not scene.moments:
            return False
        if place is not None and "place" in scene.told and place.name != self._setting.place:
            return True
        if when.jump is not None:
            return True
        return when.hour is not None and "hour" in scene.told and when.hour != self._setting.hour

    def _settle(self, place: Place | None, when: When, carries: bool) -> None:
        """Begin a scene of prose: what is not said stays as it was, but weather does not outlast the day."""
        if place is not None:
            self._leave_petals(place)
            self._go(place)
        weather = when.weather or (self._setting.weather if carries else "clear")
        self._setting = replace(self._setting, hour=when.hour or self._setting.hour, weather=weather)
        self.scenes[-1].told |= {"place"}
        self.scenes[-1].told |= {name for name, value in (("hour", when.hour), ("weather", when.weather)) if value}

    def _change(self, place: Place | None, said: Statement) -> None:
        """Take what a sentence says about the setting within its scene."""
        scene, when = self.scenes[-1], said.when
        if place is not None and place.name != self._setting.place:
            self._change_place(scene, place, said)
        moved_on = when.hour is not None and when.hour != self._setting.hour
        if (when.jump or moved_on) and not scene.moments:
            scene.later = True
        if when.hour is not None and when.hour != self._setting.hour:
            if not scene.moments and "weather" not in scene.told and when.weather is None:
                self._setting = replace(self._setting, weather="clear")
            self._set(scene, "hour", when.hour, everywhere="hour" not in scene.told)
        if when.weather is not None and when.weather != self._setting.weather:
            if when.turns and when.weather == "clear" and "weather" not in scene.told and len(self.scenes) == 1:
                self._set(scene, "weather", "rain", everywhere=True)
            self._set(scene, "weather", when.weather, everywhere="weather" not in scene.told and not when.turns)
        scene.told |= {name for name, value in (("hour", when.hour), ("weather", when.weather)) if value}

    def _change_place(self, scene: SceneDraft, place: Place, said: Statement) -> None:
        first = "place" not in scene.told
        if not first and self._screenplay.scenes_given and scene.heading and scene.title == self._setting.place:
            self._story.move_to(Place(self._setting.set, self._setting.place))
            if place.set != self._setting.set:
                words = self._story.script[said.start : said.end]
                said.unplaced.append(Unplaced(place.name if place.name in words else words, _ELSEWHERE))
            return
        usual = vocabulary.set_kinds()[place.set].default_hour
        self._leave_petals(place)
        self._go(place)
        scene.later = scene.later or bool(scene.heading)
        if first:
            for moment in scene.moments:
                moment.setting = replace(moment.setting, set=place.set, place=place.name)
            if "hour" not in scene.told and (len(self.scenes) == 1 or not self._hour_told()):
                self._set(scene, "hour", usual, everywhere=True)
        scene.told.add("place")

    def _leave_petals(self, place: Place) -> None:
        """Petals fall where the trees are; rain and snow go along to another place."""
        if place.set != self._setting.set and self._setting.weather == "petals":
            self._setting = replace(self._setting, weather="clear")

    def _hour_told(self) -> bool:
        return any("hour" in scene.told for scene in self.scenes)

    def _set(self, scene: SceneDraft, name: str, value: str, everywhere: bool) -> None:
        self._setting = replace(self._setting, **{name: value})
        if everywhere:
            for moment in scene.moments:
                moment.setting = replace(moment.setting, **{name: value})

    def _add_moments(self, scene: SceneDraft, said: Statement, opens: bool) -> None:
        spans = [(clause.start, clause.end, clause.beats) for clause in said.clauses]
        if not spans or said.seconds is not None:
            spans = [(said.start, said.end, said.beats)]
        acting = {entity for beat in said.beats for entity in entities_of(beat)}
        for number, (start, end, beats) in enumerate(spans):
            last = number == len(spans) - 1
            moment = self._moment(start if number else said.start, said.end if last else end, list(beats))
            moment.present = [one for one in said.present if one in {e for beat in beats for e in entities_of(beat)}]
            moment.goes_on, moment.opens = number > 0, opens and number == 0
            if number == 0:
                moment.present += [one for one in said.present if one not in acting]
                moment.shooting, moment.cues, moment.pace = said.shooting, said.cues, said.pace
                moment.seconds, moment.unplaced = said.seconds, [*scene.unplaced, *said.unplaced]
                scene.unplaced = []
            scene.moments.append(moment)
        self._leave(said)

    def _leave(self, said: Statement) -> None:
        """Those who left are no longer there in the shots that follow."""
        for beat in said.beats:
            if isinstance(beat, Action) and beat.motion == "leave" and beat.who in self._story.here:
                self._story.here.remove(CastId(beat.who))

    def _moment(self, start: int, end: int, beats: list[Beat]) -> Moment:
        moment = Moment(start, end, self._setting, beats, here=tuple(self._story.here))
        moment.cut, moment.transition = self._cut, self._transition
        self._cut, self._transition, self._faded = False, "", None
        return moment

    # Dialogue.

    def _read_speech(self, piece: Spoken) -> None:
        if not self.scenes:
            self._open("", "", piece.start, later=True)
        scene = self.scenes[-1]
        portrait = self._story.people.called(piece.name)
        portrait.spoken.append(piece.text)
        self._story.arrive(portrait.id)
        feelings = manner_feelings(portrait.id, piece.manner)
        manner = ", ".join(part for part in (piece.unseen, piece.manner) if part)
        for number, line in enumerate(lines_of(portrait.id, piece.text, manner, language_of(piece.text))):
            beats: list[Beat] = [*(feelings if number == 0 else []), line]
            moment = self._moment(piece.start, piece.end, beats)
            moment.present = [] if piece.unseen else [portrait.id]
            moment.opens, moment.cut, moment.trails = True, moment.cut or number > 0, piece.dual
            if number == 0:
                moment.unplaced, scene.unplaced = scene.unplaced, []
            scene.moments.append(moment)


def _opened(script: str, start: int) -> int:
    """The start of a sentence with its opening marks."""
    while start > 0 and script[start - 1] in _OPENING:
        start -= 1
    return start


def _closed(script: str, end: int) -> int:
    """The end of a sentence with its full stop and closing marks."""
    while end < len(script) and script[end] in _CLOSING:
        end += 1
    return end


def entities_of(beat: Beat) -> list[EntityId]:
    """Everybody and everything a beat is about."""
    match beat:
        case Action():
            return [one for one in (beat.who, beat.thing, beat.towards) if one is not None]
        case Feeling() | Line():
            return [beat.who]
