"""Several people spoken of together: one of them, the other one, the rest, both, and one more of the same kind."""

from typing import Final

from studio.engine.director.people import Portrait
from studio.engine.director.persons import Persons
from studio.engine.director.sentence import Sentence

_APART: Final = frozenset({"in", "on", "at", "behind", "nearest", "with", "to"})
_ORDINALS: Final = frozenset({"second", "third", "fourth", "fifth", "sixth"})
_ORDER: Final = ("third", "fourth", "fifth", "sixth")
_SECOND: Final = frozenset({"other", "younger", "second", "shorter", "smaller", "youngest"})


class Groups:
    """Reads words that single people out of those spoken of together."""

    def __init__(self, sentence: Sentence, persons: Persons) -> None:
        self._sentence = sentence
        self._before = sentence.before
        self._persons = persons

    def alone(self, at: int) -> bool:
        """Whether a word like "other" stands for somebody by itself: no noun comes after it."""
        if len(self._sentence.story.people.group) < 2 or self._before.det not in ("the", ""):
            return False
        following = self._sentence.marks[at + 1] if at + 1 < len(self._sentence.marks) else None
        if following is None or self._sentence.grammar.before(at + 1):
            return True
        acts = following.kind in ("motions", "emotions") or following.id in ("auxiliary", "negation")
        acts = acts or self._stands_apart(at)
        acts = acts or (following.kind == "unknown" and self._sentence.grammar.word(at + 1).endswith("s"))
        return acts or self._goes_without_verb(at)

    def _stands_apart(self, at: int) -> bool:
        """As in "the one in front stands up", "the one on the left waves": where one of several is, then the verb."""
        marks, grammar = self._sentence.marks, self._sentence.grammar
        if grammar.word(at) != "one" or grammar.word(at + 1) not in _APART:
            return False
        for later in range(at + 1, min(at + 6, len(marks))):
            if grammar.before(later):
                return False
            if marks[later].kind in ("motions", "emotions"):
                return True
        return False

    def is_told_apart(self, at: int) -> bool:
        """As in "two girls, one with glasses and one with a hat": looks of each follow, and no verb."""
        marks, grammar = self._sentence.marks, self._sentence.grammar
        led = at + 1 < len(marks) and grammar.words(marks[at + 1]) in ("with", "in", "wearing")
        told = led and not grammar.before(at + 1)
        return told and len(self._sentence.story.people.group) > 1 and bool(grammar.joint_before(at))

    def tell_apart(self, at: int) -> None:
        """The looks that follow are of the next one of the group."""
        people = self._sentence.story.people
        rest = [one for one in people.group if one is not people.singled]
        chosen = rest[0] if people.singled is None or len(rest) == 1 else self._next_one()
        people.singled = chosen
        self._sentence.describing.single_out(chosen)
        self._sentence.meant[at] = [chosen.id]

    def _next_one(self) -> Portrait:
        group, singled = self._sentence.story.people.group, self._sentence.story.people.singled
        at = next((place for place, one in enumerate(group) if one is singled), -1)
        return group[(at + 1) % len(group)]

    def one_of(self, at: int) -> None:
        """One of those spoken of together: the first of them, then whoever is left."""
        people = self._sentence.story.people
        told = self._sentence.grammar.words_before(at, 1) | {self._sentence.grammar.word(at)}
        place = next((number for number, word in enumerate(_ORDER, start=3) if word in told), 0)
        if 2 <= len(people.group) < place:
            self.another(at)
            return
        if len(people.group) < 2:
            self._one_of_things(at)
            return
        chosen = next((one for one in people.group if one is not people.singled), people.group[0])
        words = {self._sentence.grammar.word(at)} | self._sentence.grammar.words_before(at, 1)
        if people.singled is None and words & _SECOND:
            chosen = people.group[1]
        if place and place <= len(people.group):
            chosen = people.group[place - 1]
        people.singled = chosen
        people.mention(chosen)
        self._sentence.describing.met_again(chosen)
        if self._goes_without_verb(at):
            self._sentence.clauses.same_again(at)
        self._persons.enter(at, chosen.id)
        self._sentence.clauses.go_on_the_same(at)

    def _one_of_things(self, at: int) -> None:
        """As in "three penguins march, the last one slipping"."""
        sentence, group = self._sentence, self._sentence.story.things.counted()
        if len(group) < 2 or sentence.is_object(at):
            return
        words = sentence.grammar.words_before(at, 2)
        chosen = group[-1] if "last" in words else group[1] if words & _SECOND else group[0]
        sentence.said.show(chosen.id)
        sentence.meant[at] = [chosen.id]
        sentence.clauses.subject(at, chosen.id)
        sentence.after_noun()

    def _goes_without_verb(self, at: int) -> bool:
        """As in "one lifts a sword, the other a staff": the verb is not said again."""
        grammar, marks = self._sentence.grammar, self._sentence.marks
        told = (
            at + 1 < len(marks)
            and grammar.word(at + 1) in ("a", "an", "the", "his", "her")
            and not grammar.before(at + 1)
        )
        verb = self._sentence.clauses.verb
        return told and verb is not None and verb.takes_thing and grammar.joint_before(at) in (",", "and", ";")

    def is_like_the_last(self, at: int) -> bool:
        """As in "a kid on a skateboard, another on a scooter": somebody of the same kind, with no noun after it."""
        grammar, last = self._sentence.grammar, self._persons.last
        known = last is not None and not self._sentence.story.people.get(last).named and bool(grammar.joint_before(at))
        following = self._sentence.marks[at + 1] if at + 1 < len(self._sentence.marks) else None
        bare = following is not None and (following.id == "preposition" or following.kind == "motions")
        return known and bare and not grammar.before(at + 1)

    def is_one_more(self, at: int) -> bool:
        """As in "a fourth climbs up": an ordinal, and no noun after it."""
        grammar, marks = self._sentence.grammar, self._sentence.marks
        following = marks[at + 1] if at + 1 < len(marks) else None
        acts = following is not None and following.kind in ("motions", "emotions") and not grammar.before(at + 1)
        counted = self._sentence.story.people.group or self._sentence.story.things.counted()
        return acts and bool(counted) and grammar.word(at) in _ORDINALS and self._before.det == "a"

    def another(self, at: int) -> None:
        """One more in the role of whom the sentence spoke of last."""
        people = self._sentence.story.people
        if self._persons.last is None and not people.group:
            return
        like = people.get(self._persons.last) if self._persons.last is not None else people.group[-1]
        doing = {one for doers in self._sentence.clauses.doers.values() for one in doers[:1]}
        rest = [one for one in people.group if one.role == like.role and one is not like and one.id not in doing]
        if like in people.group and rest and people.singled is not None:
            people.singled = rest[0]
            self._persons.enter(at, rest[0].id)
            return
        one = people.in_role(like.role, like.build, fresh=True)
        one.sex = like.sex
        self._persons.enter(at, one.id)

    def others(self, at: int) -> None:
        """As in "the other two sleep", "the rest search": all of them but the one singled out."""
        people = self._sentence.story.people
        spoken_of = next((one for one in people.last(1) if one in people.group), None)
        apart = people.singled or spoken_of or (people.group[0] if people.group else None)
        for number, one in enumerate(one for one in people.group if one is not apart):
            self._persons.enter(at, one.id, joined=number > 0)

    def both(self, at: int) -> None:
        """As in "both draw their swords"."""
        for number, cast_id in enumerate(self._sentence.naming.group()):
            self._persons.enter(at, cast_id, joined=number > 0)
