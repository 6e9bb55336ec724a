"""Continuity: which scene the story is in, where it is, at what hour and in what weather, as the words move it."""

from typing import Final

from msgspec.structs import replace

from studio.engine import vocabulary
from studio.engine.director.headings import read_heading
from studio.engine.director.moments import Moment, SceneDraft
from studio.engine.director.screenplay import SceneBreak
from studio.engine.director.statement import Place, Statement, When
from studio.engine.director.story import Story
from studio.timeline.film import CastId, Setting, Unplaced

DEFAULT_SET: Final = "meadow"
_ELSEWHERE: Final = "The scene is at another place; write a new scene heading to go there."
_NO_SUCH_SKY: Final = "Moon and stars are in the sky at night; the hour that the scene has stays."


class Continuity:
    """Opens the scenes and keeps the setting. ``scenes_given``: scenes begin only where the artist says so.

    ``cut``: the next moment begins a shot.
    """

    def __init__(self, story: Story, scenes_given: bool) -> None:
        self._story = story
        self._scenes_given = scenes_given
        self._synopsis = ""
        self._next_place: Place | None = None
        self.setting = Setting(DEFAULT_SET, DEFAULT_SET)
        self.scenes: list[SceneDraft] = []
        self.cut = False

    # Scenes.

    def open_labelled(self, piece: SceneBreak) -> None:
        """A scene heading, or the label of a list."""
        if self.scenes and not self.scenes[-1].moments:
            self.show_empty(self.scenes[-1])
        if not piece.gives_place:
            self.open(piece.heading, piece.title, piece.start, later=False)
            return
        heading = read_heading(piece.heading)
        before = self.setting
        continues = heading.goes_on or (heading.when.hour is None and heading.place.name == before.place)
        weather = heading.when.weather or (before.weather if continues and self.scenes else "clear")
        usual = vocabulary.set_kinds()[heading.place.set].default_hour
        hour = heading.when.hour or (before.hour if self.scenes and heading.goes_on else None)
        same = bool(self.scenes) and heading.place.name == before.place and heading.goes_on
        self.open(piece.heading, heading.place.name, piece.start, later=not same)
        self._go(heading.place)
        self.setting = Setting(heading.place.set, heading.place.name, hour or usual, weather)
        scene = self.scenes[-1]
        scene.unplaced += heading.unplaced
        scene.told.add("place")
        scene.tells(heading.when.hour, heading.when.weather)

    def open(self, heading: str, title: str, start: int, later: bool) -> None:
        """A scene begins."""
        self.scenes.append(SceneDraft(heading, title, self._synopsis, later or not self.scenes, start))
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

    # The setting.

    def take(self, said: Statement) -> None:
        """What a sentence says of place and time: it opens a scene, or changes the setting of the one under way."""
        self._settle_sky(said)
        place = said.place or self._next_place
        self._next_place = said.next_place
        if not self._is_new_scene(place, said.when):
            self._change(place, said)
            return
        people = self._who(said)
        self.open("", place.name if place else self.setting.place, said.start, later=True)
        self._story.here = list(people)
        same_hour = said.when.hour in (None, self.setting.hour)
        self._settle(place, said.when, carries=said.when.jump is None and same_hour)

    def _settle_sky(self, said: Statement) -> None:
        """A moon that is looked at makes it night only where no hour was said."""
        when = said.when
        if when.sign is None:
            return
        told = when.hour or (self.setting.hour if "hour" in self.scenes[-1].told else None)
        if told is None:
            said.when = replace(when, hour=when.sign, sign=None)
        elif told != when.sign:
            said.unplaced.append(Unplaced(when.sign_words, _NO_SUCH_SKY))

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
            self._set(scene, "weather", when.weather, everywhere="weather" not in scene.told and not when.turns)
        scene.tells(when.hour, when.weather)

    def _change_place(self, scene: SceneDraft, place: Place, said: Statement) -> None:
        first = "place" not in scene.told
        if not first and self._scenes_given and scene.heading and scene.title == self.setting.place:
            self._story.move_to(Place(self.setting.set, self.setting.place))
            if place.set != self.setting.set:
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
