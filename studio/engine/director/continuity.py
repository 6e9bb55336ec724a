"""Continuity: which scene the story is in, where it is, at what hour and in what weather, as the words move it."""

from typing import Final, TypeAlias

from msgspec.structs import replace

from studio.engine import vocabulary
from studio.engine.director.flashbacks import Turn, turns_in, without
from studio.engine.director.headings import read_heading
from studio.engine.director.moments import Moment, SceneDraft
from studio.engine.director.placing import GROWS
from studio.engine.director.screenplay import SceneBreak
from studio.engine.director.statement import Place, Statement, When
from studio.engine.director.story import Story
from studio.timeline.film import CastId, PropId, Setting, Unplaced

DEFAULT_SET: Final = "meadow"
GOES_ON: Final = -1
_ELSEWHERE: Final = "The scene is at another place; write a new scene heading to go there."
_NO_SUCH_SKY: Final = "Moon and stars are in the sky at night; the hour that the scene has stays."


_Now: TypeAlias = tuple[Setting, dict[CastId, PropId]]


class Continuity:
    """Opens the scenes and keeps the setting. ``scenes_given``: scenes begin only where the artist says so.

    ``cut``: the next moment begins a shot. A flashback plays in the setting of the scene it goes back to; what the
    present was is kept in ``_present`` until the story is there again.
    """

    def __init__(self, story: Story, scenes_given: bool) -> None:
        self._story = story
        self._scenes_given = scenes_given
        self._synopsis = ""
        self._next_place: Place | None = None
        self._turn: Turn | None = None
        self._block = False
        self._present: _Now | None = None
        self._holdings: list[dict[CastId, PropId]] = []
        usual = story.implied or DEFAULT_SET
        self.setting = Setting(usual, usual.replace("_", " "))
        if story.implied:
            story.place = Place(story.implied, self.setting.place)
        self.scenes: list[SceneDraft] = []
        self.cut = False
        self._by_sky = False

    # Scenes.

    def open_labelled(self, piece: SceneBreak) -> None:
        """A scene heading, or the label of a list."""
        if self.scenes and not self.scenes[-1].moments:
            self.show_empty(self.scenes[-1])
        turns = turns_in(piece.heading)
        for turn in turns:
            self.turn(turn)
        if not piece.gives_place:
            self.open(piece.heading, piece.title, piece.start, later=False)
            return
        heading = read_heading(without(piece.heading, turns))
        first = not self.scenes
        self.open(piece.heading, heading.place.name, piece.start, later=True)
        scene, before = self.scenes[-1], self.setting
        same_place = heading.place.name == before.place
        goes_on = heading.goes_on or heading.when.jump == "meanwhile" or (same_place and bool(scene.flashback))
        continues = goes_on or (heading.when.hour is None and same_place)
        weather = heading.when.weather or (before.weather if continues and not first else "clear")
        usual = vocabulary.set_kinds()[heading.place.set].default_hour
        hour = heading.when.hour or (before.hour if goes_on and not first else None)
        scene.later = first or not (same_place and heading.goes_on)
        scene.jump = heading.when.jump or ""
        self._go(heading.place)
        self.setting = Setting(heading.place.set, heading.place.name, hour or usual, weather)
        scene.unplaced += heading.unplaced
        scene.told.add("place")
        scene.tells(heading.when.hour, heading.when.weather)

    def open(self, heading: str, title: str, start: int, later: bool) -> None:
        """A scene begins."""
        back = self._goes_back()
        self._change_time(back)
        self._holdings.append(dict(self._story.holding))
        self.scenes.append(SceneDraft(heading, title, self._synopsis, later or not self.scenes, start, flashback=back))
        self._synopsis = ""
        self.cut = True
        self._story.begin_scene(None)

    def show_empty(self, scene: SceneDraft) -> None:
        """A heading with nothing under it is still a scene: the place alone."""
        place = Moment(scene.start, scene.start + len(scene.heading), self.setting, cut=True)
        place.unplaced, scene.unplaced = scene.unplaced, []
        scene.moments.append(place)

    def take_synopsis(self, words: str) -> None:
        """What the scene, or the one to come, is about."""
        if self.scenes and not self.scenes[-1].moments:
            self.scenes[-1].synopsis = f"{self.scenes[-1].synopsis} {words}".strip()
        else:
            self._synopsis = f"{self._synopsis} {words}".strip()

    # Flashbacks.

    def turn(self, turn: Turn) -> None:
        """The words take the story back, or bring it back: the next scene to begin is there."""
        self._turn = turn

    def _goes_back(self) -> int | None:
        """What the scene that begins now goes back to; see ``SceneDraft.flashback``."""
        turn, self._turn = self._turn, None
        if turn is None:
            return GOES_ON if self._block else None
        self._block = turn.block
        return turn.scene

    def _change_time(self, back: int | None) -> None:
        """Keep the present, and set the setting as it was; or take the present up again where it was left."""
        if back is None and self._present is not None:
            self.setting, self._story.holding = self._present
            self._present = None
            self._story.move_to(Place(self.setting.set, self.setting.place))
        elif back is not None and self._present is None:
            self._present = self.setting, dict(self._story.holding)
        if back is not None and 0 < back <= len(self.scenes):
            self.setting = self.scenes[back - 1].moments[0].setting
            self._story.holding = dict(self._holdings[back - 1])
            self._story.move_to(Place(self.setting.set, self.setting.place))

    def _turns(self, said: Statement, place: Place | None) -> bool:
        """Whether this sentence begins in another time; the scene under way, if it has nothing yet, is there."""
        scene = self.scenes[-1]
        if self._turn is None:
            return False
        if scene.moments:
            self.open("", place.name if place else "", said.start, later=True)
            scene = self.scenes[-1]
        else:
            scene.flashback = self._goes_back()
            self._change_time(scene.flashback)
        if scene.flashback != 0:
            scene.tells(self.setting.hour, self.setting.weather)
        self._story.here = list(self._who(said))
        return True

    # The setting.

    def take(self, said: Statement) -> None:
        """What a sentence says of place and time: it opens a scene, or changes the setting of the one under way."""
        self._settle_sky(said)
        self._settle_show(said)
        self._move_on(said)
        if self._by_sky:
            self.scenes[-1].told.add("sky")

    def _move_on(self, said: Statement) -> None:
        place = said.place or self._next_place
        self._next_place = said.next_place
        if self._turns(said, place) or not self._is_new_scene(place, said.when):
            self._change(place, said)
            return
        people = self._who(said)
        self.open("", place.name if place else self.setting.place, said.start, later=True)
        self._story.here = list(people)
        self.scenes[-1].jump = said.when.jump or ""
        same_hour = said.when.hour in (None, self.setting.hour)
        self._settle(place, said.when, carries=said.when.jump in (None, "meanwhile") and same_hour)

    def _settle_sky(self, said: Statement) -> None:
        """A moon that is looked at makes it night only where no hour was said."""
        when, scene = said.when, self.scenes[-1]
        self._by_sky = False
        if "sky" in scene.told and when.hour is not None:
            scene.told -= {"sky", "hour"}
        if when.sign is None:
            return
        told = when.hour or (self.setting.hour if "hour" in scene.told else None)
        if told is None:
            said.when = replace(when, hour=when.sign, sign=None)
            self._by_sky = True
        elif told != when.sign:
            said.unplaced.append(Unplaced(when.sign_words, _NO_SUCH_SKY))

    def _settle_show(self, said: Statement) -> None:
        """Fireworks make it night where no hour was said."""
        texts = (vocabulary.named("effects")[effect].text for effect in said.effects)
        hour = next((text["hour"] for text in texts if "hour" in text), None)
        if hour is not None and said.when.hour is None and "hour" not in self.scenes[-1].told:
            said.when = replace(said.when, hour=hour)

    def _who(self, said: Statement) -> list[CastId]:
        ids = {portrait.id for portrait in self._story.people.all}
        return [CastId(entity) for entity in said.present if entity in ids]

    def _is_new_scene(self, place: Place | None, when: When) -> bool:
        scene = self.scenes[-1]
        if self._scenes_given or not scene.moments:
            return False
        if place is not None and "place" in scene.told and place.name != self.setting.place:
            return True
        if when.jump is not None:
            return True
        return when.hour is not None and "hour" in scene.told and when.hour != self.setting.hour

    def _settle(self, place: Place | None, when: When, carries: bool) -> None:
        """Begin a scene of prose: what is not said stays as it was, but weather does not outlast the day."""
        if place is not None:
            self._leave_petals(place)
            self._go(place)
        weather = when.weather or (self.setting.weather if carries else "clear")
        self.setting = replace(self.setting, hour=when.hour or self.setting.hour, weather=weather)
        self.scenes[-1].told.add("place")
        self.scenes[-1].tells(when.hour, when.weather)

    def _change(self, place: Place | None, said: Statement) -> None:
        """Take what a sentence says about the setting within its scene."""
        scene, when = self.scenes[-1], said.when
        if not scene.moments:
            scene.jump = scene.jump or when.jump or ""
        if place is not None and place.name != self.setting.place:
            self._change_place(scene, place, said)
        moved_on = when.hour is not None and when.hour != self.setting.hour
        if (when.jump or moved_on) and not scene.moments:
            scene.later = True
        if when.hour is not None and when.hour != self.setting.hour:
            if not scene.moments and "weather" not in scene.told and when.weather is None:
                self.setting = replace(self.setting, weather="clear")
            self._set(scene, "hour", when.hour, everywhere="hour" not in scene.told)
        if when.weather is not None and when.weather != self.setting.weather:
            if when.turns and when.weather == "clear" and "weather" not in scene.told and len(self.scenes) == 1:
                self._set(scene, "weather", "rain", everywhere=True)
            grows = said.only_airs and (self.setting.weather, when.weather) in GROWS
            everywhere = ("weather" not in scene.told or grows) and not when.turns
            self._set(scene, "weather", when.weather, everywhere=everywhere)
        scene.tells(when.hour, when.weather)

    def _change_place(self, scene: SceneDraft, place: Place, said: Statement) -> None:
        first = "place" not in scene.told
        if not first and self._scenes_given and scene.heading and scene.title == self.setting.place:
            self._story.move_to(Place(self.setting.set, self.setting.place))
            if place.set != self.setting.set:
                words = self._story.words(said.start, said.end)
                said.unplaced.append(Unplaced(place.name if place.name in words else words, _ELSEWHERE))
            return
        usual = vocabulary.set_kinds()[place.set].default_hour
        self._leave_petals(place)
        self._go(place)
        scene.later = scene.later or bool(scene.heading)
        if first:
            for moment in scene.moments:
                moment.setting = replace(moment.setting, set=place.set, place=place.name)
            same_time = scene.jump == "meanwhile"
            if "hour" not in scene.told and not same_time and (len(self.scenes) == 1 or not self._hour_told()):
                self._set(scene, "hour", usual, everywhere=True)
        scene.told.add("place")

    def _go(self, place: Place) -> None:
        self._story.move_to(place)
        self.setting = replace(self.setting, set=place.set, place=place.name)

    def _leave_petals(self, place: Place) -> None:
        """Petals fall where the trees are; rain and snow go along to another place."""
        if place.set != self.setting.set and self.setting.weather == "petals":
            self.setting = replace(self.setting, weather="clear")

    def _hour_told(self) -> bool:
        return any("hour" in scene.told for scene in self.scenes)

    def _set(self, scene: SceneDraft, name: str, value: str, everywhere: bool) -> None:
        self.setting = replace(self.setting, **{name: value})
        if everywhere:
            for moment in scene.moments:
                moment.setting = replace(moment.setting, **{name: value})
