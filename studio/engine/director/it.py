"""What "it" means: the thing spoken of last, unless the verb or the place beside it says another."""

from collections.abc import Iterator, Sequence
from typing import Final

from studio.engine import vocabulary
from studio.engine.director.acting import OF_THINGS
from studio.engine.director.sentence import Sentence
from studio.engine.director.standing import Mark
from studio.timeline.film import CastId, EntityId, PropId

_UNDER: Final = frozenset({"under", "underneath", "beneath", "on", "onto"})
_TOWARDS: Final = frozenset({"towards", "toward", "to", "at", "past"})
_OPENS: Final = frozenset({"door", "doors", "gate", "window", "windows", "curtain", "curtains", "hatch", "shutters"})
_FOUND: Final = frozenset({"pick_up", "catch"})
_IN_HAND: Final = frozenset({"pick_up", "hold", "throw", "give", "carry"})
"""Families of motions that are done with what one can lift."""
DONE_WITH_THINGS: Final = frozenset({"open", "shut", "use", "light", "put_out", "put_on", "take_off", "break"})
"""Families of motions that are done with things, and hardly with what is alive."""


class It:
    """Resolves "it" in one sentence; ``at`` is always the index of its mark."""

    def __init__(self, sentence: Sentence) -> None:
        self._sentence = sentence
        self._story = sentence.story
        self._things = sentence.story.things
        self._before = sentence.before

    def meant(self, at: int) -> PropId | None:
        """The thing that is meant, None where none is known."""
        if (place := self._place_before(at)) is not None:
            return place
        if self._opens_painted(at):
            return None
        following = self._sentence.grammar.verb_after(at)
        acts = following is not None and following.kind == "motions" and not self._sentence.is_object(at)
        thing = self._doing(following) if acts and following is not None else self._done_to(at)
        if thing is not None:
            return thing
        last = self._things.last(self._but(at))
        return None if last is None else last.id

    def _opens_painted(self, at: int) -> bool:
        """As in "shuffles to the door and opens it": a part of the set that opens, named since any thing that does."""
        verb, marks = self._sentence.clauses.verb, self._sentence.marks
        if verb is None or verb.family not in ("open", "shut") or self._before.prep or not self._sentence.is_object(at):
            return False
        for before in range(at - 1, -1, -1):
            things = self._sentence.meant.get(before, ())
            kinds = (self._things.get(PropId(one)).kind for one in things if not self._story.is_person(one))
            if any(vocabulary.prop_kinds()[kind].opens is not None for kind in kinds):
                return False
            if marks[before].kind == "dressing" and self._sentence.grammar.words(marks[before]).split()[-1] in _OPENS:
                return True
        painted = self._story.painted
        opens = painted is not None and vocabulary.prop_kinds()[painted[0]].opens is not None
        return opens and self._things.last_that_opens() is None

    def breaks(self, at: int) -> bool:
        """As in "it breaks": said of what can break."""
        following = self._sentence.grammar.verb_after(at)
        return following is not None and following.kind == "motions" and following.id == "break"

    def _doing(self, does: Mark) -> PropId | None:
        """What "it breaks", "it sighs" are said of, None where anything may do that."""
        brittle = self._things.last_brittle() if does.id == "break" else None
        lives = vocabulary.motions()[does.id].family not in OF_THINGS | {"walk"}
        found = brittle or (self._things.last_alive() if lives else None)
        return None if found is None else found.id

    def _done_to(self, at: int) -> PropId | None:
        """As in "a cat sits by a box; she opens it": what such things are done with is not alive."""
        verb = self._sentence.clauses.verb
        done = verb is not None and not self._before.prep and verb.family in DONE_WITH_THINGS
        opens = done and verb is not None and verb.family in ("open", "shut")
        found = self._things.last_that_opens() if opens and self._sentence.is_object(at) else None
        found = found or (self._things.last_lifeless() if done and self._sentence.is_object(at) else None)
        if verb is not None and verb.family in _IN_HAND and not self._before.prep and self._sentence.is_object(at):
            by_beast = bool(verb.who) and not any(map(self._story.is_person, verb.who))
            found = found or (self._things.last_lifeless() if by_beast else None) or self._things.last_movable()
        if verb is not None and verb.motion in _FOUND and not self._before.prep and self._lies_free():
            return self._story.let_go
        return None if found is None else found.id

    def _lies_free(self) -> bool:
        """As in "the dog drops the stick and barks; he picks it up": what somebody let go of a moment ago."""
        last = self._things.last()
        return last is not None and self._story.feels(last.id) and self._story.let_go in self._things.recent(3)

    def _but(self, at: int) -> Sequence[EntityId]:
        """What "it" cannot mean: what the verb is done with, what stands right before, who does it."""
        verb, story, prep = self._sentence.clauses.verb, self._story, self._before.prep
        nearest = [one for one in self._sentence.meant.get(at - 2, ()) if not story.is_person(one)]
        if prep and nearest and not (verb is not None and verb.more):
            return [nearest[0]]
        if verb is None:
            return []
        if prep and verb.thing is not None:
            return [verb.thing, *verb.more]
        held = [thing for one in verb.who for thing in story.held(CastId(one))] if prep in _TOWARDS else []
        return held[:1] or [one for one in verb.who[:1] if not story.is_person(one)]

    def _place_before(self, at: int) -> PropId | None:
        """As in "... from a green bench; a dog sleeps under it": the furniture that the sentence named last."""
        if self._before.prep not in _UNDER or self._sentence.grammar.before(at - 1):
            return None
        things = list(self._named_before(at))
        fixed = (one for one in things if vocabulary.prop_kinds()[self._things.get(one).kind].fixed)
        alive = bool(things) and self._story.feels(things[0])
        return next(fixed, None) if alive or len(things) > 1 else None

    def _named_before(self, at: int) -> Iterator[PropId]:
        """The things of this sentence, the nearest first."""
        for before in range(at - 2, -1, -1):
            told = self._sentence.meant.get(before, ())
            yield from (PropId(one) for one in told if not self._story.is_person(one))
