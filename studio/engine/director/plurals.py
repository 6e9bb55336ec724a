"""Whom "they" means: those spoken of together, so many of them, or things where only things do that."""

from collections.abc import Callable, Sequence
from typing import Final

from studio.engine import vocabulary
from studio.engine.director.acting import OF_THINGS, Verb
from studio.engine.director.it import DONE_WITH_THINGS
from studio.engine.director.naming import coming_group
from studio.engine.director.sentence import Sentence
from studio.engine.director.standing import OWNERS
from studio.engine.director.things import Thing
from studio.timeline.film import CastId, EntityId, PropId

_OF_THINGS: Final = frozenset({"topple", "roll", "bounce", "slide", "break", "sway", "sink"})
_RECIPIENTS: Final = frozenset({"to", "at", "towards", "toward", "for"})
_LEADS: Final = frozenset({"determiner", *OWNERS})
_HANDED: Final = frozenset({"give", "throw", "pour", "hold"})
"""Motions of which whoever gets the thing may be said first: "hands them a cup"."""
_NEARBY: Final = frozenset({"between", "behind", "beside", "around", "above", "over", "under", "near", "of", "among"})


class Plurals:
    """Reads "they" and "them"; ``enter`` brings somebody in at a mark, joined to those before or not."""

    def __init__(self, sentence: Sentence, enter: Callable[[int, CastId, bool], None]) -> None:
        self._sentence = sentence
        self._before = sentence.before
        self._enter = enter

    def they(self, at: int) -> None:
        """People; or things, where the verb wants some."""
        sentence = self._sentence
        verb = sentence.clauses.verb
        if self._they_are_things(at):
            group = sentence.story.things.last_group()
            for number, thing in enumerate(group if len(group) > 1 else sentence.story.things.counted()):
                sentence.said.show(thing.id)
                sentence.meant.setdefault(at, []).append(thing.id)
                sentence.clauses.subject(at, thing.id, joined=number > 0)
            return
        if (
            verb is not None
            and (verb.wants_thing or self._is_for_things(verb))
            and not sentence.grammar.starts_clause(at, self._before.prep)
            and not self._are_recipients(at, verb)
        ):
            for thing in self._things_meant(verb.who):
                sentence.clauses.thing_object(at, thing, self._before.prep)
            return
        things = sentence.story.things.last_group()
        if not sentence.story.people.all and len(things) > 1 and sentence.clauses.verb is not None:
            for thing in things:
                sentence.clauses.thing_object(at, thing.id, self._before.prep)
            return
        if self._is_one_of_things(at):
            return
        part = {"one", "of"} <= sentence.grammar.words_before(at, 2)
        if (self._before.prep in _NEARBY or part) and not sentence.story.people.all:
            sentence.after_noun()
            return
        if not sentence.story.people.all and self._told_apart(at):
            sentence.after_noun()
            return
        group = self._others_than(verb.who) if verb is not None and sentence.is_object(at) else []
        group = group or sentence.naming.group() or self._two(at)
        if {"one", "of"} <= sentence.grammar.words_before(at, 2):
            if not sentence.grammar.next_is(at, "name"):
                one = next((one for one in group if one not in self._doing_already()), group[0])
                sentence.clauses.subject(at, one)
                sentence.story.people.singled = sentence.story.people.get(one)
            return
        if self._are_told_apart(at):
            sentence.clauses.close(sentence.grammar.end_before(at))
        if self._before.count > 1 and "of" in sentence.grammar.words_before(at, 1):
            group, self._before.prep = group[: self._before.count], ""
        if len(group) > 1:
            sentence.filming.stop_waiting()
        for number, cast_id in enumerate(group):
            self._enter(at, cast_id, number > 0)

    def _are_recipients(self, at: int, verb: Verb) -> bool:
        """As in "throws the ball to them", "hands them a cup": who gets the thing, where several others are there."""
        if len(self._others_than(verb.who)) < 2:
            return False
        following = self._sentence.marks[at + 1] if at + 1 < len(self._sentence.marks) else None
        noun = following is not None and (following.kind in ("props", "numbers") or following.id in _LEADS)
        first = noun and not self._before.prep and not self._sentence.grammar.before(at + 1)
        if first:
            return verb.motion in _HANDED and verb.thing is None
        return self._before.prep in _RECIPIENTS and verb.thing is not None

    def _others_than(self, doing: Sequence[EntityId]) -> list[CastId]:
        """Those spoken of together, or the last two who are here, but for whoever does it to them."""
        people, here = self._sentence.story.people, self._sentence.story.here
        group = [one.id for one in people.group if one.id in here and one.id not in doing]
        if len(group) > 1 and any(one in people.group for one in people.last(3)):
            return group
        rest = [one.id for one in people.last(6) if one.id in here and one.id not in doing][:2]
        return sorted(rest, key=[one.id for one in people.all].index) if len(rest) > 1 else []

    def _is_one_of_things(self, at: int) -> bool:
        """As in "two robots clash; one of them falls": the first of them that does nothing in this sentence yet."""
        sentence, things = self._sentence, self._sentence.story.things.counted()
        last = sentence.story.things.last()
        several = last is not None and last.noun.endswith("s") and not last.noun.endswith("ss")
        things = things if len(things) > 1 else [last] if last is not None and several else []
        one_of = {"one", "of"} <= sentence.grammar.words_before(at, 2)
        if not one_of or not things or len(sentence.story.here) > 1:
            return False
        doing = self._doing_already()
        one = next((thing for thing in things if thing.id not in doing), things[0])
        sentence.said.show(one.id)
        sentence.clauses.subject(at, one.id)
        self._before.prep = ""
        return True

    def _things_meant(self, who: Sequence[EntityId]) -> list[PropId]:
        """As in "walks with a cup and a book, then sets them down": all in hand, if the last thing spoken of is."""
        group = [thing.id for thing in self._sentence.story.things.last_group()]
        held = [thing for one in who[:1] for thing in self._sentence.story.held(CastId(one))]
        return held if len(group) == 1 and group[0] in held else group

    def _is_for_things(self, verb: Verb) -> bool:
        """As in "stacks three boxes, then knocks them over": what is done to things, where some were spoken of."""
        several = len(self._sentence.story.things.last_group()) > 1
        if verb.takes_thing and verb.thing is None and verb.family in DONE_WITH_THINGS and not self._before.prep:
            return self._sentence.story.things.last() is not None
        return several and verb.thing is None and verb.family in OF_THINGS and verb.takes_thing

    def _two(self, at: int) -> list[CastId]:
        """Who "they" are where nobody was named: those whom the words name later, else two people."""
        people = self._sentence.story.people
        here = self._sentence.tokens[self._sentence.marks[at].last - 1].end
        coming = coming_group(self._sentence.story.script, here)
        if coming is not None:
            role, build, count = coming
            people.group = [people.in_role(role, build, fresh=True) for _ in range(count)]
            people.singled = None
            return [one.id for one in people.group]
        return [people.in_role(role, role, fresh=False).id for role in ("girl", "boy")]

    def _told_apart(self, at: int) -> bool:
        """As in "the two of them, the hunter and the wolf, sat": who they are follows at once."""
        grammar, marks = self._sentence.grammar, self._sentence.marks
        apart = at + 2 < len(marks) and grammar.before(at + 1)[:1] in (",", "—", "–", ":", "-", "(")
        if not apart:
            return False
        first = at + 1 + (marks[at + 1].id == "determiner")
        return (
            marks[first].kind in ("name", "builds", "props")
            and grammar.word(first + 1 if first + 1 < len(marks) else first) == "and"
        )

    def _they_are_things(self, at: int) -> bool:
        """As in "They topple": what only things do, said of the things spoken of last."""
        sentence, following = self._sentence, self._sentence.grammar.verb_after(at)
        if following is None or following.kind != "motions" or sentence.is_object(at):
            return False
        alone = following.id in _OF_THINGS and vocabulary.motions()[following.id].family in OF_THINGS
        if following.id == "fall" and self._are_of_row(sentence.story.things.counted()):
            return True
        return alone and len(sentence.story.things.last_group()) > 1

    def _are_of_row(self, group: Sequence[Thing]) -> bool:
        """As in "rolls a ball at the pins. They fall": what stands to be knocked over, and no two people."""
        stands = all(vocabulary.prop_kinds()[one.kind].several for one in group)
        return stands and bool(group) and len(self._sentence.story.here) < 2

    def _doing_already(self) -> set[EntityId]:
        """Who does something in this sentence already: "two of them wave and one of them sleeps"."""
        clauses = self._sentence.clauses
        return {one for doers in clauses.doers.values() for one in doers} | set(
            clauses.verb.who if clauses.verb else ()
        )

    def _are_told_apart(self, at: int) -> bool:
        """As in "they hold hands, both of them shy": what follows a comma is told of them, and not done to them."""
        grammar = self._sentence.grammar
        all_of = at > 1 and grammar.word(at - 1) == "of" and grammar.word(at - 2) in ("both", "all", "each", "neither")
        return all_of and "," in grammar.before(at - 2) and self._sentence.clauses.verb is not None
