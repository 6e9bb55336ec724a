"""What is round the people: places, weather, hours and what is heard, and what these do by themselves."""

from typing import Final

from studio.engine import vocabulary
from studio.engine.director.acting import Verb
from studio.engine.director.deeds import Deeds
from studio.engine.director.lexicon import lexicon
from studio.engine.director.noticing import seen_too
from studio.engine.director.objects import Objects
from studio.engine.director.sentence import Sentence
from studio.engine.director.standing import HEARD, Mark
from studio.engine.director.things import Mention
from studio.engine.director.vehicles import is_vehicle

_LOOSE: Final = frozenset({"fall", "roll", "bounce", "topple", "slide", "float", "plunge", "swing"})
"""What is painted never does: who does it is a thing of its own."""
_AFLOAT: Final = frozenset({"float", "sink", "sway", "ride"})
"""What a boat that is told of does by itself."""
_MOVED: Final = frozenset({"topple", "push", "pull", "kick", "carry", "lift", "throw", "slide", "stack"})
"""What is done to furniture that moves it."""
_ALONG: Final = (" off", " down", " across", " along", " past", " up")
_WATERS: Final = frozenset({"pond", "sea", "lake", "river", "water", "pool", "ocean", "stream"})
_ONLY_HEARD: Final = "This is heard; the studio has no picture of it yet."


class Scenery:
    """Reads the marks of places, weather, hours and sounds."""

    def __init__(self, sentence: Sentence, objects: Objects, deeds: Deeds) -> None:
        self._sentence = sentence
        self._story = sentence.story
        self._tokens = sentence.tokens
        self._marks = sentence.marks
        self._grammar = sentence.grammar
        self._left = sentence.left
        self._clauses = sentence.clauses
        self._before = sentence.before
        self._said = sentence.said
        self._objects = objects
        self._deeds = deeds

    def on_sound(self, at: int, mark: Mark) -> None:
        """What is heard, and done by somebody where the words say so."""
        far = self._before.prep == "from" and bool({"far", "away"} & self._grammar.words_before(at, 4))
        if far or self._before.det == "no" or self._before.prep == "without" or self._objects.denied:
            self._objects.denied = self._objects.denied and far
            self._sentence.after_noun()
            return
        if mark.id not in self._said.cues:
            self._said.cues.append(mark.id)
        self._sentence.placing.heard(mark)
        if self._grammar.words(mark) in seen_too(mark.id):
            self._left.add(mark, _ONLY_HEARD)
        self._heard_from(at, mark)
        if not self._grammar.done_by_somebody(mark):
            self.subject(at, mark.kind)
        elif any(self._story.is_person(one) for one in self._clauses.subjects):
            self._makes_sound(at, mark)
        self._sentence.after_noun()

    def _heard_from(self, at: int, mark: Mark) -> None:
        """As in "Her phone rings": what is heard is there too, where the words point at it."""
        said = self._grammar.words(mark).split()
        noun = next((one for one in (said[0], said[-1]) if lexicon().phrase((one,), "props")), said[0])
        kind = lexicon().phrase((noun,), "props")
        told = self._before.det in ("the", "a", "an", "own") or at == 0
        filmed = self._said.shooting.said and self._clauses.verb is None
        apart = self._clauses.verb is None or self._grammar.joint_before(at) in (",", ";", "and", "while", "as")
        named = told and apart and (not self._before.prep or filmed)
        seen = kind is not None and (
            kind.id in ("phone", "radio")
            or self._grammar.words(mark) == "music box"
            or (
                kind.id == "clock" and (self._grammar.words(mark).endswith("ing") or self._marks[0].id == "preposition")
            )
        )
        whole = said[-1] == noun and len(said) > 1 and (said[0].endswith("ing") or said == ["music", "box"])
        if kind is not None and seen and whole:
            self._objects.thing(at, kind.id, noun if said[0].endswith("ing") else "music box")
            return
        if kind is not None and seen and named and mark.last - mark.first > 1:
            mention = Mention(kind.id, noun, self._before.det, self._before.owner)
            thing = self._story.things.meant(mention, self._story.scene, []).id
            self._said.show(thing)
            self._objects.keep(thing)
            self._sentence.meant.setdefault(at, []).append(thing)

    def _makes_sound(self, at: int, mark: Mark) -> None:
        """As in "knocks on the door": heard, and done."""
        motion = next((one.id for one in lexicon().senses(self._grammar.word(at), frozenset({"motions"}))), "")
        if motion != mark.id and self._clauses.verb is not None:
            self._clauses.stall(at)
        if motion == mark.id:
            who = list(self._clauses.subjects)
            self._clauses.open(at, Verb(motion, who, self._deeds.manner(), mark, word=self._grammar.base(mark)))

    def on_place(self, at: int, mark: Mark) -> None:
        """A set, a part of one, weather or an hour."""
        if mark.kind == "weathers" and self._tokens[0].low in HEARD and ":" in self._grammar.before(1):
            self._said.cues.append(mark.id)
            return
        if mark.kind == "weathers" and (
            self._before.det == "no" or self._objects.denied or (self._objects.unmade and not self._before.prep)
        ):
            self._objects.denied = False
            self._sentence.after_noun()
            return
        after = [token.low for token in self._tokens[mark.last : mark.last + 2]]
        if mark.kind == "weathers" and (self._is_only_season(mark) or (after and after[-1] == "gone")):
            self._sentence.after_noun()
            return
        if mark.kind == "weathers" and (
            self._grammar.words_before(at, 2) & {"whether", "about"} or self._is_yet_to_come(at, mark)
        ):
            self._sentence.after_noun()
            return
        if (kind := self._comes_loose(at, mark)) is not None:
            self._objects.thing(at, kind, self._grammar.words(mark))
            return
        if self._is_gathered(at, mark):
            self._sentence.after_noun()
            return
        self._is_listened_to(mark)
        self._lands_in_water(mark)
        self._takes_from_the_air(at, mark)
        self.subject(at, mark.kind)
        fault = self._sentence.placing.on(
            mark, self._before.prep, self._before.owner, self._clauses.verb.motion if self._clauses.verb else ""
        )
        if fault:
            self._left.add(mark, fault)
        if mark.kind == "dressing":
            words = self._grammar.words(mark)
            kind = lexicon().phrase((words,), "props")
            verb = self._clauses.verb
            if verb is not None and verb.wants_thing and not self._before.prep and self._clauses.is_object(at, ""):
                verb.painted = True
            self._story.painted = (kind.id, words) if kind is not None else None
            self._sentence.filming.stop_waiting()
        if not (mark.kind in ("weathers", "hours") and self._before.det and self._grammar.describes(at)):
            self._sentence.after_noun()

    def _comes_loose(self, at: int, mark: Mark) -> str | None:
        """As in "a stone rolls down the bank": the kind of thing of a noun that else is a part of the place."""
        verb = self._clauses.verb
        if mark.kind == "dressing" and verb is not None and verb.motion in _MOVED and self._is_moved(at):
            return self._furniture(mark)
        if mark.kind == "dressing" and verb is not None and verb.motion == "ride" and self._before.prep in ("", "in"):
            boat = lexicon().phrase((self._grammar.words(mark).split()[-1],), "props")
            return boat.id if boat is not None and is_vehicle(boat.id) else None
        does = self._grammar.verb_after(at)
        told = self._before.det in ("a", "an") or self._before.count > 1
        filmed = self._before.prep in ("on", "of") and self._said.shooting.said and verb is None
        placed = bool(self._before.prep) and not filmed
        if mark.kind != "dressing" or not told or placed or does is None or does.kind != "motions":
            return None
        kind = lexicon().phrase((self._grammar.words(mark),), "props")
        if kind is None:
            return None
        swings = does.id == "swing_sword" or vocabulary.motions()[does.id].family in _LOOSE
        loose = swings and not vocabulary.prop_kinds()[kind.id].planted
        return kind.id if loose or (is_vehicle(kind.id) and does.id in _AFLOAT) else None

    def _is_gathered(self, at: int, mark: Mark) -> bool:
        """As in "scoops up some snow": what lies there is taken, and nothing falls."""
        verb = self._clauses.verb
        some = self._before.det == "some" and not self._before.prep and mark.kind == "weathers"
        if not some or verb is None or not verb.wants_thing or not self._clauses.is_object(at, ""):
            return False
        verb.painted = True
        return True

    def _is_listened_to(self, mark: Mark) -> None:
        """As in "listens to the wind": heard, too."""
        verb = self._clauses.verb
        heard = mark.kind == "weathers" and verb is not None and verb.motion == "listen"
        if heard and mark.id in vocabulary.named("sounds") and mark.id not in self._said.cues:
            self._said.cues.append(mark.id)

    def _is_moved(self, at: int) -> bool:
        """Whether the noun here is what the verb is done with."""
        verb = self._clauses.verb
        if verb is None or verb.thing is not None or self._before.prep or verb.word.endswith(_ALONG):
            return False
        return any(self._story.is_person(one) for one in verb.who) and self._clauses.is_object(at, "")

    def _furniture(self, mark: Mark) -> str | None:
        """As in "knocks over the chair": a chair that moves is a thing of its own."""
        kind = lexicon().phrase((self._grammar.words(mark),), "props")
        moves = kind is not None and vocabulary.prop_kinds()[kind.id].fixed
        return kind.id if kind and moves and not vocabulary.prop_kinds()[kind.id].planted else None

    def _takes_from_the_air(self, at: int, mark: Mark) -> None:
        """As in "reaches out to catch a snowflake", "grabs at the petals": done with what is in the air."""
        verb = self._clauses.verb
        if mark.kind == "weathers" and verb is not None and verb.wants_thing and self._clauses.is_object(at, ""):
            verb.painted = True

    def _is_yet_to_come(self, at: int, mark: Mark) -> bool:
        """As in "in the hush before the storm", not "before the storm breaks": it is not there yet."""
        acts = at + 1 < len(self._marks) and self._marks[at + 1].kind == "motions"
        single = mark.last - mark.first == 1 and not acts
        return single and "before" in self._grammar.words_before(at, 2)

    def _lands_in_water(self, mark: Mark) -> None:
        """As in "jumps from a stone into the pond"."""
        verb, water = self._clauses.verb, self._grammar.words(mark).split()[-1] in _WATERS
        if verb is not None and verb.motion == "jump" and self._before.prep == "into" and water:
            verb.motion, verb.towards = "jump_in", None

    def _is_only_season(self, mark: Mark) -> bool:
        """As in "picnic, spring, windy": the weather that is told goes before the one that a season brings."""
        season = self._grammar.words(mark) in ("spring", "springtime")
        return season and any(one.kind == "weathers" and one.id != mark.id for one in self._marks)

    def subject(self, at: int, kind: str) -> None:
        """What is painted, in the air or abstract may be what the next verb is about."""
        owned = self._tokens[self._marks[at].last - 1].owns
        free = not self._before.prep and not owned and not self._clauses.is_object(at, self._before.prep)
        within = bool(self._clauses.subjects) and not self._grammar.joint_before(at)
        if free and not within and self._grammar.verb_after(at) is not None:
            self._clauses.scenery_subject(at, kind)
