"""What a verb means by the words beside it: "steps out into", "lay down beside", "lets the pieces fall"."""

from typing import Final

from studio.engine import vocabulary
from studio.engine.director.acting import Verb
from studio.engine.director.lexicon import lexicon
from studio.engine.director.sentence import Sentence
from studio.engine.director.standing import OWNERS, Mark
from studio.timeline.film import Action, CastId, PropId

_WAYS: Final = {"in": "enter", "out": "enter", "off": "leave", "away": "leave"}
"""Which way somebody goes, by the particle that opens the sentence; out of a door or a box one comes to be seen."""


_OUT: Final = frozenset({"come out", "get out", "climb out", "come back", "emerge", "come back out"})
_WET: Final = frozenset({"jump_in", "dive", "fall_in", "swim", "sink"})
_GAITS: Final = frozenset({"run", "walk", "ride"})
_DOWN: Final = frozenset({"from", "down", "into", "through", "onto", "out", "to", "behind", "in"})


class Shades:
    """Judges the verbs of one sentence; ``at`` is always an index of a mark."""

    def __init__(self, sentence: Sentence) -> None:
        self._sentence, self._story, self._said = sentence, sentence.story, sentence.said
        self._marks = sentence.marks
        self._grammar = sentence.grammar

    def motion(self, at: int, mark: Mark) -> str:
        """The motion that the verb here means."""
        if mark.id == "shake_head" and self._grammar.base(mark) == "shake" and self._trembles(at):
            return "shiver"
        if mark.id == "follow" and at and self._grammar.word(at - 1) in ("eyes", "gaze", "eye"):
            return "look"
        if mark.id == "put_down" and self._lies(at):
            return "lie_down"
        if mark.id == "pick_up" and self._takes_steps(at):
            return "walk"
        if mark.id == "shut" and self._grammar.base(mark) == "slam" and self._is_slammed_on(at):
            return "put_down"
        if mark.id == "put_down" and self._is_set_on_fire(at):
            return "light"
        if mark.id == "break" and self._grammar.base(mark) in ("tear", "rip") and self._takes_from(at):
            return "pick_up"
        if mark.id == "fall" and self._grammar.base(mark) in ("crumple", "crumple up") and self._has_object(at):
            return "break"
        if mark.id == "hold" and self._is_held_high(at):
            return "lift"
        if mark.id == "drop" and self._comes_down(at):
            return "fall"
        if self._leans_within(at) or self._is_on_swing(at, mark):
            return "sit" if mark.id == "swing_sword" else "stand"
        if mark.id in _GAITS and self._goes_off(at):
            return "leave"
        if mark.id == "turn" and self._grammar.base(mark) == "face" and self._is_mutual(at):
            return "stand"
        if mark.id == "jump_in" and self._grammar.words(mark).endswith(" off") and not self._is_at_water():
            return "jump"
        if mark.id == "fall" and self._grammar.words(mark).endswith(" in") and self._is_at_water():
            return "fall_in"
        if mark.id == "jump" and self._grammar.words(mark).endswith(" in") and self._is_at_water():
            return "jump_in"
        up = at + 1 < len(self._marks) and self._grammar.words(self._marks[at + 1]) == "up"
        out = mark.id in ("enter", "leave") and self._grammar.base(mark) in _OUT
        out = out or (self._grammar.base(mark) == "come up") or (self._grammar.base(mark) == "come" and up)
        if out and self._is_in_water():
            return "surface"
        if mark.id == "fall" and self._grammar.base(mark) == "plunge" and self._goes_under(at):
            return "dive"
        if self._comes_in(at, mark) or (mark.id == "roll" and self._goes_in(at)):
            return "enter"
        return self._goes_into(at, mark.id)

    def _comes_in(self, at: int, mark: Mark) -> bool:
        """As in "slouches in, still in his pyjamas": whatever way somebody goes, they come in by it."""
        goes = vocabulary.motions()[mark.id].family == "walk" or self._grammar.base(mark) == "slouch"
        following = self._marks[at + 1] if at + 1 < len(self._marks) and not self._grammar.before(at + 1) else None
        follows = following is not None and self._grammar.words(following) == "in"
        ends = at + 2 >= len(self._marks) or bool(self._grammar.before(at + 2)) or self._grammar.word(at + 2) == "and"
        return goes and follows and ends and mark.id not in ("leave", "follow")

    def _goes_in(self, at: int) -> bool:
        """As in "the robot rolls into the garden": who is alive comes in on their wheels."""
        into = at + 1 < len(self._marks) and self._grammar.word(at + 1) in ("into", "onto")
        going = self._sentence.clauses.subjects
        return into and bool(going) and all(self._story.feels(one) for one in going)

    def _goes_under(self, at: int) -> bool:
        """As in "plunges from the boat into the sea"."""
        after = [self._grammar.word(later) for later in range(at + 1, min(at + 9, len(self._marks)))]
        wet = {"sea", "water", "lake", "river", "pool", "ocean", "waves", "pond", "stream", "sea."}
        return "into" in after and bool(wet & set(after))

    def _is_in_water(self) -> bool:
        """As in "jumps into the water and comes out": who does it dived or swam last."""
        who = self._sentence.clauses.subjects
        beats = [beat for clause in self._said.clauses for beat in clause.beats]
        wet = [one.motion for one in beats if isinstance(one, Action) and one.who in who]
        verb = self._sentence.clauses.verb
        wet += [verb.motion] if verb is not None else []
        return bool(wet) and wet[-1] in _WET

    def _is_at_water(self) -> bool:
        """As in "the others jump in" at a pool."""
        place = self._said.place or self._story.place
        named = [one.id for one in self._marks if one.kind == "sets"]
        named += [place.set] if place is not None else []
        return any(vocabulary.set_kinds()[one].water for one in named)

    def _is_mutual(self, at: int) -> bool:
        """As in "two knights face each other": where they are, and no turn."""
        after = [self._grammar.words(one) for one in self._marks[at + 1 : at + 3]]
        return "each other" in after[:1] or after == ["one", "another"]

    def _goes_into(self, at: int, motion: str) -> str:
        """As in "steps out into the rain": seen going on, and not gone from the picture."""
        into = at + 1 < len(self._marks) and self._grammar.word(at + 1) == "into" and not self._grammar.before(at + 1)
        said = self._grammar.base(self._marks[at]).split()
        if motion != "leave" or not into or said[1:] != ["out"]:
            return motion
        going = lexicon().phrase((said[0],), "motions")
        return going.id if going is not None else motion

    def _lies(self, at: int) -> bool:
        """As in "it lay down beside the girl": with nothing that is laid down, somebody lay there."""
        told = self._grammar.word(at) == "lay"
        following = self._marks[at + 1] if at + 1 < len(self._marks) else None
        bare = following is None or bool(self._grammar.before(at + 1))
        return told and (bare or (following is not None and following.id in ("preposition", "conjunction", "adverb")))

    def _is_set_on_fire(self, at: int) -> bool:
        """As in "sets the curtain on fire"."""
        after = (self._grammar.words(one) for one in self._marks[at + 1 : at + 6])
        return self._grammar.base(self._marks[at]) == "set" and bool({"on fire", "ablaze", "alight"} & set(after))

    def _goes_off(self, at: int) -> bool:
        """As in "scurries off", "hobbles away": whatever way somebody goes, they leave."""
        following = self._marks[at + 1 : at + 3]
        if not following or self._grammar.before(at + 1) or self._grammar.word(at + 1) not in ("off", "away"):
            return False
        ends = len(following) < 2 or bool(self._grammar.before(at + 2)) or following[1].id == "conjunction"
        return ends or following[1].id == "preposition"

    def _leans_within(self, at: int) -> bool:
        """As in "leans in the doorway", not "leans in": where somebody stands."""
        following = self._marks[at + 1] if at + 1 < len(self._marks) else None
        placed = following is not None and following.id == "determiner" and not self._grammar.before(at + 1)
        return placed and self._grammar.base(self._marks[at]) == "lean in"

    def _is_on_swing(self, at: int, mark: Mark) -> bool:
        """As in "swings on the swing": somebody sits on it, and has no sword."""
        after = [self._sentence.tokens[one.last - 1].low for one in self._marks[at + 1 : at + 6]]
        return mark.id == "swing_sword" and after[:1] == ["on"] and bool({"swing", "swings"} & set(after))

    def swings_itself(self, at: int, mark: Mark) -> bool:
        """As in "she swings from a rope", "the children are swinging": to and fro, with nothing in hand."""
        who = self._sentence.clauses.subjects
        people = [CastId(one) for one in who if self._story.is_person(one)]
        following = self._marks[at + 1] if at + 1 < len(self._marks) else None
        alone = following is None or bool(self._grammar.before(at + 1)) or following.id == "conjunction"
        hung = following is not None and self._grammar.words(following) in ("on", "from", "across", "over", "through")
        thing = [one for one in self._sentence.meant.get(at - 1, ()) if not self._story.is_person(one)]
        if thing and not self._grammar.before(at):
            return False
        swings = mark.id == "swing_sword" and self._grammar.base(mark) == "swing" and bool(people)
        armed = any(self._story.held(one) for one in people)
        return swings and ((alone and not armed) or hung) and not self._is_on_swing(at, mark)

    def _is_held_high(self, at: int) -> bool:
        """As in "holds the flute high above his head", "holds a torch aloft"."""
        for later in range(at + 1, min(at + 8, len(self._marks))):
            if self._grammar.before(later) or self._marks[later].kind == "motions":
                return False
            if self._grammar.word(later) in ("high", "aloft", "overhead"):
                return True
        return False

    def _takes_from(self, at: int) -> bool:
        """As in "tore the letter from his hand", "rips the mask off his face": taken, and whole."""
        for later in range(at + 1, min(at + 6, len(self._marks))):
            if self._grammar.before(later) or self._marks[later].kind == "motions":
                return False
            if self._grammar.word(later) in ("from", "off", "out"):
                return True
        return False

    def _has_object(self, at: int) -> bool:
        """As in "crumples it", "crumples the letter": done with something."""
        following = self._marks[at + 1] if at + 1 < len(self._marks) and not self._grammar.before(at + 1) else None
        return following is not None and (following.id in ("determiner", *OWNERS) or self._grammar.word(at + 1) == "it")

    def _takes_steps(self, at: int) -> bool:
        """As in "takes three steps"."""
        after = [self._grammar.word(later) for later in range(at + 1, min(at + 4, len(self._marks)))]
        return self._grammar.base(self._marks[at]) == "take" and bool({"step", "steps"} & set(after))

    def _is_slammed_on(self, at: int) -> bool:
        """As in "slams the bowl on the counter": put there, and nothing that is shut."""
        for later in range(at + 1, min(at + 5, len(self._marks))):
            if self._grammar.before(later):
                return False
            if self._grammar.word(later) in ("on", "onto", "down"):
                return True
        return False

    def _comes_down(self, at: int) -> bool:
        """As in "a ninja drops from the ceiling": with nothing that is let fall, somebody comes down."""
        following = self._marks[at + 1] if at + 1 < len(self._marks) else None
        bare = (
            following is not None and not self._grammar.before(at + 1) and self._marks[at].last - self._marks[at].first
        )
        return bare == 1 and self._grammar.word(at + 1) in _DOWN

    def fronted(self, at: int, verb: Verb) -> str:
        """As in "In comes a man", "Off goes the boy": the particle that opens the sentence says which way."""
        went = verb.family == "walk" and verb.motion not in ("enter", "leave") and not self._grammar.before(at)
        return _WAYS.get(self._grammar.word(at - 1), verb.motion) if at == 1 and went else verb.motion

    def touches_animal(self, verb: Verb) -> None:
        """As in "pats its head": done to the animal spoken of last."""
        animal = self._story.things.last_alive(verb.who)
        if "its" in self._grammar.words(verb.mark).split() and animal is not None and verb.towards is None:
            verb.towards = animal.id

    def _trembles(self, at: int) -> bool:
        """As in "Shaking, Maria dials", "her hands are shaking": no shake of the head."""
        who = self._sentence.clauses.subjects
        beast = bool(who) and not any(self._story.is_person(one) for one in who)
        if beast and self._marks[at].last - self._marks[at].first == 1:
            return True
        alone = self._grammar.word(at) == "shaking" and (at + 1 >= len(self._marks) or self._grammar.before(at + 1))
        return bool(alone) or self._limbs_do(at)

    def _limbs_do(self, at: int) -> bool:
        """As in "her hands are shaking": no shake of the head."""
        words = {self._grammar.word(one) for one in range(at) if self._marks[one].id == "body"}
        return bool(words - {"head"})

    def lets_fall(self, at: int, verb: Verb) -> None:
        """As in "she lets the pieces fall": whoever lets go of it drops it."""
        lets = {"let", "lets", "letting"} & self._grammar.words_before(at, 5)
        people = self._story.people.last(1)
        if not lets or self._grammar.words(self._marks[at]) not in ("fall", "go", "drop") or not people:
            return
        things = [one for one in verb.who if not self._story.is_person(one)]
        if not things and verb.motion != "fall":
            return
        verb.motion, verb.who = "drop", [people[0].id]
        verb.thing = PropId(things[0]) if things else None
