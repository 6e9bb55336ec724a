"""Where and when: what a sentence says about place, hour, weather and the passing of time."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from msgspec.structs import replace

from studio.engine import vocabulary
from studio.engine.director.lexicon import lexicon, stand_ins
from studio.engine.director.standing import Mark
from studio.engine.director.statement import Place, Statement, When
from studio.engine.director.story import Story
from studio.engine.director.tokens import Token
from studio.timeline.film import CastId

_CHANGES: Final = frozenset({
    "start", "starts", "started", "begin", "begins", "began", "stop", "stops", "stopped", "end", "ends", "lifts",
    "lifted", "breaks", "gathers", "gather", "picks", "dies", "comes", "clears", "part", "parts", "over",
    "suddenly", "rises",
})  # fmt: skip
_TOLD_OF: Final = frozenset({"of", "about", "like"})
_PICTURES: Final = frozenset({"shot", "shots", "scene"})
_WITHIN: Final = frozenset({"in", "at", "inside", "into", "on", "through", "to"})
_OUTSIDE: Final = frozenset({"outside", "behind", "beside", "past"})
_GOING: Final = frozenset({"enter", "walk", "run", "leave"})
_HANDLING: Final = frozenset({
    "throw", "put_down", "drop", "give", "pick_up", "hold", "kick", "fall", "slip", "splash", "jump", "jump_in",
    "fall_in", "faint",
})  # fmt: skip
_SNOWED_IN: Final = frozenset({"village", "hamlet"})
"""Places that are others when it snows on them."""
_SNOW: Final = frozenset({"snow", "blizzard"})
GROWS: Final = frozenset({
    ("snow", "blizzard"), ("rain", "storm"), ("drizzle", "rain"), ("drizzle", "storm"), ("wind", "storm"),
    ("wind", "blizzard"),
})  # fmt: skip
"""Weathers of which the second is more of the first, and is meant where both are said."""
_ROOMS: Final = frozenset({"kitchen", "bathroom", "office"})
"""Sets that are a part of the place named right before: "a ramen shop kitchen"."""
_PARTS: Final = frozenset({"props", "dressing", "builds"})
_HOMES: Final = frozenset({"house", "home", "cottage", "hut", "cabin", "shack", "bungalow", "farmhouse", "villa"})
"""Buildings with a garden round them; others stand by a street."""
_ALL_CORRIDORS: Final = frozenset({"spaceship", "train"})
"""Sets whose corridors are played on the set itself."""
_BY: Final = frozenset({"by", "near", "beside", "along", "at", "of"})
_NO_NAME: Final = frozenset({"her", "his", "their", "my", "the", "a", "an"})
_STANDS_IN: Final = "The studio has no {}; its {} stands in for it."
_ELSEWHERE: Final = "The scene is at another place; write a new scene to go there."
DRAWN: Final = frozenset({
    "drawing", "painting", "photo", "photograph", "photographs", "portrait", "poster", "postcard", "sketch", "model",
    "map", "statue", "mural", "snapshot", "photos",
})  # fmt: skip
"""Nouns of pictures: what they are of is not there."""


class Placing:
    """Reads place and time marks of one sentence into its statement."""

    def __init__(self, story: Story, tokens: Sequence[Token], marks: Sequence[Mark], statement: Statement) -> None:
        self._story = story
        self._tokens = tokens
        self._marks = marks
        self._statement = statement

    def on(self, mark: Mark, preposition: str, owner: CastId | None, mover: str) -> str:
        """Take one mark; returns why it has no place here, empty when it has one."""
        words = [token.low for token in self._tokens[mark.first : mark.last]]
        if mark.kind == "sets":
            self._air_named(words)
            fault = self._on_set(mark, words, preposition, owner, mover)
            name = " ".join(words)
            return fault or (_STANDS_IN.format(name, mark.id.replace("_", " ")) if name in stand_ins() else "")
        if mark.kind == "dressing":
            self._part_named(mark, words)
        if mark.kind in ("weathers", "hours", "times"):
            self._statement.when = self._on_when(mark, words, seen=bool(preposition or mover))
        return ""

    def _air_named(self, words: list[str]) -> None:
        """As in "a snowy mountain village": the place's name tells the weather."""
        for word in words:
            for sense in lexicon().senses(word, frozenset({"weathers"})):
                self._statement.when = replace(self._statement.when, weather=self._statement.when.weather or sense.id)
        hours = [one.id for word in words for one in lexicon().senses(word, frozenset({"hours"}))]
        if hours and len(words) > 1:
            self._statement.when = replace(self._statement.when, hour=self._statement.when.hour or hours[0])

    def _part_named(self, mark: Mark, words: list[str]) -> None:
        """As in "under a street lamp", "on the train seat": where nothing else says, it is there."""
        place = mark.id.partition("/")[0]
        signs = vocabulary.named("dressing").get(place)
        told = signs is not None and " ".join(words) in signs.text.get("tells", "").split(", ")
        if told and self._statement.place is None and self._story.place is None:
            self._statement.place = Place(place, place.replace("_", " "))
        names = lexicon().phrase((words[0],), "sets") if len(words) > 1 else None
        if names is not None and names.id == place and self._statement.place is None and self._story.place is None:
            self._statement.place = Place(place, words[0])

    def heard(self, mark: Mark) -> None:
        """A weather that is heard is there: "rain hammers the window"."""
        words = [token.low for token in self._tokens[mark.first : mark.last]]
        if mark.id in words and mark.id in vocabulary.named("weathers") and "sound" not in words:
            self._statement.when = replace(self._statement.when, weather=mark.id)

    def unknown(self, name: str, preposition: str, mover: str) -> bool:
        """Take a place nobody knows, if the words can only mean a place: "in the spaceship"."""
        arrives = (mover in ("enter", "leave") and not preposition) or (mover in _GOING and preposition == "into")
        if mover in _HANDLING:
            return False
        here_first = (
            self._story.place is None
            and self._statement.place is None
            and preposition in ("in", "at", "inside", "into")
        )
        if not (arrives or here_first) or (here_first and not arrives and self._is_part_of_place(name)):
            return False
        self._statement.place = Place("stage", name.lower())
        return True

    def _is_part_of_place(self, name: str) -> bool:
        """As in "in the reeds by the river": the place itself is named right after."""
        last = name.split()[-1]
        at = next((one for one, mark in enumerate(self._marks) if self._tokens[mark.last - 1].low == last), None)
        following = [] if at is None else [one for one in self._marks[at + 1 : at + 4] if one.id != "determiner"]
        by = (
            bool(following)
            and self._tokens[following[0].first].low in _BY
            and not self._tokens[following[0].first].before
        )
        return by and len(following) > 1 and following[1].kind == "sets"

    def _on_set(self, mark: Mark, words: list[str], preposition: str, owner: CastId | None, mover: str) -> str:
        place = self._place(mark, words, owner)
        here = self._statement.place or self._story.place
        told = preposition in _TOLD_OF and not self._framed(mark)
        if preposition == "of" and self._is_pictured(mark):
            return _ELSEWHERE
        far = told or (mover in ("look", "point") and preposition in ("at", "to", "towards", ""))
        over = mover in ("look", "point") and preposition in ("over", "across") and self._set_follows(mark)
        if over and here is None:
            return ""
        if far and self._is_room_in(mark, place, preposition):
            self._statement.place = place
            return ""
        if far and here is not None:
            of_it = preposition == "of" and self._statement.place is not None
            return "" if here.set == place.set or of_it else _ELSEWHERE
        if preposition == "from" and here is not None:
            return ""
        if here is not None and self._seen_from_outside(mark, place, here, preposition):
            return ""
        if here is None and (outside := self._outside_of(mark, place, preposition)) is not None:
            self._statement.place = outside
            return ""
        if self._statement.place is None or self._is_room_in(mark, place, preposition):
            self._statement.place = place
        elif preposition in ("to", "into", "towards", "toward", "onto") and self._is_elsewhere(place):
            self._statement.next_place = place
        return ""

    def _is_room_in(self, mark: Mark, place: Place, preposition: str) -> bool:
        """As in "ramen shop kitchen", "the corridor of a spaceship": which of the two places is played on."""
        before = [one for one in self._marks if one.first < mark.first]
        last = before[-1] if before else None
        joined = last is not None and last.kind == "sets" and last.last == mark.first
        if joined and not self._tokens[mark.first].before and place.set in _ROOMS:
            return True
        here = self._statement.place
        return preposition == "of" and here is not None and here.set == "corridor" and place.set in _ALL_CORRIDORS

    def _outside_of(self, mark: Mark, place: Place, preposition: str) -> Place | None:
        """As in "in front of the house", where nothing else was told: before its door, and not in a room of it."""
        sets = vocabulary.set_kinds()
        before = [token.low for token in self._tokens[max(0, mark.first - 4) : mark.first]]
        fronted = ("front" in before and before[-2:-1] == ["of"]) or before[-1:] == ["outside"]
        fronted = fronted or (preposition == "outside" and bool(before))
        after = self._tokens[mark.last] if mark.last < len(self._tokens) else None
        whole = after is None or bool(after.before) or not lexicon().has(after.low, _PARTS)
        if not fronted or not whole or place.set not in sets or not sets[place.set].indoors:
            return None
        if place.set == "castle":
            return None
        homely = place.name.split()[-1] in _HOMES
        return Place("garden" if homely else "country_road", f"before the {place.name}")

    def _seen_from_outside(self, mark: Mark, place: Place, here: Place, preposition: str) -> bool:
        """As in "in front of the house", "outside the shop": nobody goes in, where we are out of doors already."""
        sets = vocabulary.set_kinds()
        outdoors = here.set in sets and not sets[here.set].indoors
        before = [token.low for token in self._tokens[max(0, mark.first - 4) : mark.first]]
        fronted = "front" in before and before[-1:] in (["the"], ["a"], ["of"], ["his"], ["her"], ["their"])
        inside = place.set in sets and sets[place.set].indoors
        return outdoors and inside and (fronted or preposition in _OUTSIDE)

    def _is_elsewhere(self, place: Place) -> bool:
        """As in "from the kitchen to the garden", not "off the pier into the harbour"."""
        here = self._statement.place
        return here is not None and place != here and (place.set != here.set or place.set == "stage")

    def _set_follows(self, mark: Mark) -> bool:
        """As in "looks over the city from the roof": where we are is told after what is seen from there."""
        return any(one.kind == "sets" and one.first > mark.first for one in self._marks)

    def _is_pictured(self, mark: Mark) -> bool:
        """As in "a child's drawing of a house": nobody is at what is in a picture."""
        before = [token.low for token in self._tokens[max(0, mark.first - 4) : mark.first]]
        return bool(DRAWN & set(before))

    def _framed(self, mark: Mark) -> bool:
        """As in "wide shot of the forest": the camera is there. A "photo of the forest" is not."""
        before = [one for one in self._marks if one.last <= mark.first]
        while before and (before[-1].kind != "plain" or before[-1].id in ("determiner", "adjective")):
            if before[-1].kind not in ("plain", "hours", "weathers", "colours", "unknown"):
                return False
            before.pop()
        if not before or self._tokens[before[-1].first].low != "of" or len(before) < 2:
            return False
        return before[-2].kind in ("framings", "moves") or self._tokens[before[-2].first].low in _PICTURES

    def _place(self, mark: Mark, words: list[str], owner: CastId | None) -> Place:
        name = " ".join(word for word in words if word not in _NO_NAME)
        if words[-1] in _SNOWED_IN and any(one.kind == "weathers" and one.id in _SNOW for one in self._marks):
            return Place("snow_village", name)
        if owner is not None:
            return Place(mark.id, f"{self._story.people.get(owner).name.lower()}'s {name}")
        same = [place for place in self._story.places if place.set == mark.id]
        exact = [place for place in same if place.name == name]
        indefinite = mark.first > 0 and self._tokens[mark.first - 1].low in ("a", "an", "another")
        if exact:
            return exact[0]
        return same[0] if len(same) == 1 and not indefinite else Place(mark.id, name)

    def _on_when(self, mark: Mark, words: list[str], seen: bool) -> When:
        when = self._statement.when
        if mark.kind == "times":
            hour = vocabulary.named("times")[mark.id].text.get("hour")
            return replace(when, jump=mark.id, hour=when.hour or hour)
        if mark.kind == "hours" and seen and " ".join(words) in _signs(mark.id):
            return when if when.sign else replace(when, sign=mark.id, sign_words=" ".join(words))
        if mark.kind == "hours":
            return when if when.hour is not None else replace(when, hour=mark.id)
        hour = next((one.id for word in words[:1] for one in lexicon().senses(word, frozenset({"hours"}))), None)
        when = replace(when, hour=when.hour or (hour if len(words) > 1 else None))
        turns = bool(_CHANGES & set(words)) or self._begins(mark)
        if when.weather not in (None, "clear", "cloudy") and not turns and (when.weather, mark.id) not in GROWS:
            return when
        return replace(when, weather=mark.id, turns=turns)

    def _begins(self, mark: Mark) -> bool:
        """As in "Suddenly it rains" / "it begins to rain"."""
        return bool(_CHANGES & {token.low for token in self._tokens[max(0, mark.first - 3) : mark.first]})


@cache
def _signs(hour: str) -> frozenset[str]:
    """What is seen in the sky at this hour, and may be spoken of at any other."""
    return frozenset(vocabulary.named("hours")[hour].text.get("signs", "").split(", "))
