"""Verbs that tell of no deed: what the weather does, who is gone, how a thing is held, what hangs on somebody."""

from typing import Final

from studio.engine.director.objects import HELD
from studio.engine.director.sentence import Sentence
from studio.engine.director.standing import OWNERS
from studio.engine.director.vehicles import goes_by_itself
from studio.timeline.film import PropId

BEING: Final = frozenset({"is", "are", "was", "were", "been", "being", "be", "gets", "got"})
_STATES_OF_THINGS: Final = frozenset({"broken", "shattered", "cracked", "torn", "shut", "closed", "lit", "hidden"})
_NOT_MOVED: Final = frozenset({
    "sweat", "hair", "tail", "eyes", "face", "heart", "breath", "clothes", "wings", "fur", "feathers", "beard",
    "sleeves", "tears", "voice", "mouth", "ears", "skin", "smile",
})  # fmt: skip
"""Parts of the body, and what hangs on it, whose stirring is no doing of whose they are."""
_DONE_UP: Final = frozenset({
    "tied", "pulled", "swept", "drawn", "pinned", "gathered", "held", "cut", "put", "worn", "wrapped", "combed",
    "brushed", "slicked", "bound", "twisted", "coiled", "knotted", "plaited", "styled", "dyed",
})  # fmt: skip
"""How hair is done: "with long hair tied in a ponytail"."""
_WORN: Final = frozenset({"outfits", "accessories", "hair"})
_STIRS: Final = frozenset({"sway", "wave", "dance", "float", "swing", "fall", "bounce"})
"""What clothes and hair do that hang on somebody: "her scarf flapping"."""


_BECOMES: Final = frozenset({
    "go", "goes", "went", "going", "turn", "turns", "turned", "turning", "fall", "falls", "fell", "grow", "grows",
    "grew",
})  # fmt: skip
_PLACES: Final = frozenset({"home", "near", "high", "low", "inside", "outside", "far"})


_MOVING: Final = frozenset({"push", "pull", "slide", "kick", "throw", "punch"})


class Unacted:
    """Judges the verbs of one sentence; ``at`` is always an index of a mark."""

    def __init__(self, sentence: Sentence) -> None:
        self._sentence, self._story = sentence, sentence.story
        self._marks = sentence.marks
        self._grammar = sentence.grammar
        self._clauses = sentence.clauses
        self._before = sentence.before
        self._said = sentence.said

    def tells(self, at: int) -> bool:
        """Whether the verb here makes no action. Who or what is gone is not there any more."""
        if self._is_gone(at):
            self._take_away()
            return True
        told = self._is_weather_seen(at) or self._tells_of_thing(at) or self._is_state(at) or self._is_of_body(at)
        told = told or self._is_how_one_rests(at) or self._plays_music(at) or self._only_becomes(at)
        return told or self._is_done_by_the_air(at)

    def _only_becomes(self, at: int) -> bool:
        """As in "goes rigid", "turns pale with fear": what somebody is from then on, and no way that they go."""
        following = self._marks[at + 1] if at + 1 < len(self._marks) else None
        if following is None or self._grammar.before(at + 1) or self._grammar.words(self._marks[at]) not in _BECOMES:
            return False
        word = self._grammar.word(at + 1)
        if following.kind == "emotions" and not word.endswith("ing"):
            return True
        told = following.id == "adjective" or (following.kind in ("unknown", "colours") and not word.endswith("ly"))
        ends = at + 2 >= len(self._marks) or bool(self._grammar.before(at + 2)) or self._marks[at + 2].kind == "plain"
        return told and ends and word not in _PLACES

    def is_almost(self, at: int) -> bool:
        """As in "he almost drops the vase": it does not come to that."""
        finite = not self._grammar.word(at).endswith("ing")
        return finite and bool({"almost", "nearly"} & self._grammar.words_before(at, 1))

    def _plays_music(self, at: int) -> bool:
        """As in "an old radio plays a waltz": heard, and done by nobody."""
        who = self._clauses.subjects
        things = [self._story.things.get(PropId(one)).kind for one in who if not self._story.is_person(one)]
        plays = self._marks[at].id == "play" and bool(things) and set(things) <= {"radio", "phone", "television", "box"}
        if plays and "music" not in self._said.cues:
            self._said.cues.append("music")
        return plays

    def _is_how_one_rests(self, at: int) -> bool:
        """As in "curled up asleep", "sits facing the sea": how one sleeps or rests, and no deed of its own."""
        rests = at > 0 and self._marks[at - 1].id in ("stand", "sit", "kneel") and not self._grammar.before(at)
        if rests and self._grammar.word(at) == "facing":
            return True
        if self._marks[at].id not in ("crouch", "lie_down", "sit") or self._grammar.before(at):
            return False
        after = self._marks[at + 1] if at + 1 < len(self._marks) and not self._grammar.before(at + 1) else None
        before = self._marks[at - 1] if at and not self._grammar.before(at) else None
        return any(one is not None and one.id == "sleep" for one in (before, after))

    def _take_away(self) -> None:
        gone = self._clauses.subjects
        self._said.present = [one for one in self._said.present if one not in gone]
        self._said.gone += gone
        self._story.here = [one for one in self._story.here if one not in gone]

    def _is_weather_seen(self, at: int) -> bool:
        """As in "watches the snow come down", "watched the sun go down": what is up there does it."""
        verb = self._clauses.verb
        if verb is None or verb.family != "look" or self._grammar.joint_before(at):
            return False
        between = [one.kind for one in self._marks[:at] if one.first >= verb.mark.last]
        bare = self._grammar.base(self._marks[at]) == self._grammar.words(self._marks[at])
        falls = bare or self._grammar.word(at).endswith("ing")
        return (
            falls
            and bool({"weathers", "hours", "dressing"} & set(between))
            and not {"name", "builds", "props", "pronoun"} & set(between)
        )

    def _is_done_by_the_air(self, at: int) -> bool:
        """As in "with petals coming down": what falls and blows does it, and nobody who is there."""
        air = at > 0 and self._marks[at - 1].kind == "weathers" and not self._grammar.before(at)
        placed = air and self._grammar.word(at - 2) in ("in", "through", "under", "the", "into") if at > 1 else False
        return air and self._grammar.word(at).endswith("ing") and not placed

    def _is_gone(self, at: int) -> bool:
        """As in "the robot is gone", "the snowman vanishes": not there any more, and nobody seen leaving."""
        who = self._clauses.subjects
        lifeless = bool(who) and not any(self._story.feels(one) for one in who)
        if lifeless and self._grammar.base(self._marks[at]) in ("vanish", "disappear"):
            things = [self._story.things.get(PropId(one)) for one in who]
            return not any(goes_by_itself(one.kind, one.noun) for one in things)
        before = [one for one in range(max(0, at - 3), at) if self._marks[one].id != "adverb"]
        tells = bool(before) and self._grammar.word(before[-1]) in BEING
        return tells and self._grammar.word(at) == "gone" and self._marks[at].id == "leave"

    def _tells_of_thing(self, at: int) -> bool:
        """As in "sword drawn", "slams the book shut": how a thing is held, or what becomes of it."""
        thing = at > 0 and self._marks[at - 1].kind == "props" and bool(self._grammar.before(at - 1))
        verb = self._clauses.verb
        ends = (
            verb is not None and self._grammar.word(at) in ("open", "shut", "closed") and not self._grammar.before(at)
        )
        if verb is not None and ends and verb.motion == self._marks[at].id:
            return verb.thing is not None
        if verb is not None and ends and verb.family in _MOVING and self._ends_so(at):
            verb.motion, verb.painted = self._marks[at].id, True
            return True
        return thing and self._grammar.word(at) in HELD

    def _ends_so(self, at: int) -> bool:
        """As in "slides the door shut", "kicks the door open": what was moved is so from then on."""
        before = self._marks[at - 1]
        return before.kind in ("dressing", "props", "unknown") or self._grammar.word(at - 1) == "it"

    def _is_of_body(self, at: int) -> bool:
        """As in "..., sweat flying", "her hair blowing": what hangs on somebody does it, and they do not."""
        if at > 0 and self._marks[at - 1].kind in _WORN and not self._grammar.before(at):
            owned = bool(self._grammar.words_before(at - 1, 3) & OWNERS)
            return owned and self._grammar.word(at).endswith("ing") and self._marks[at].id in _STIRS
        part = at > 0 and self._marks[at - 1].id == "body" and not self._grammar.before(at)
        if not part:
            return False
        named = at > 1 and self._sentence.tokens[self._marks[at - 2].last - 1].owns
        owned = named or self._before.owner is not None or bool(self._grammar.words_before(at - 1, 2) & OWNERS)
        word = self._grammar.word(at)
        if at == 1 and self._grammar.word(0) in _NOT_MOVED and self._marks[at].id in _STIRS:
            return True
        if self._grammar.word(at - 1) == "hair" and (word in _DONE_UP or (owned and self._marks[at].id in _STIRS)):
            return True
        told = bool(self._grammar.before(at - 1))
        if told and word in ("open", "shut", "closed"):
            return True
        return (told or owned) and word.endswith("ing") and self._grammar.word(at - 1) in _NOT_MOVED

    def _is_state(self, at: int) -> bool:
        """As in "the lantern is broken": how it is, and nothing that happens now."""
        told = self._grammar.tells(at) and self._grammar.word(at) in _STATES_OF_THINGS
        told = told and self._clauses.verb is None and not self._said.clauses
        return told and not any(self._grammar.word(one) == "by" for one in range(at + 1, len(self._marks)))
