"""Whom words mean that stand before the noun they mean: "Before he kisses her, Jun takes off his glasses"."""

from typing import Final

from studio.engine.director.naming import name_ahead
from studio.engine.director.sentence import Sentence
from studio.engine.director.standing import OWNERS, Mark
from studio.timeline.film import CastId, EntityId

_SUBORDINATE: Final = frozenset({"before", "after", "when", "while", "as", "until", "once", "if", "although", "though"})
_MADE: Final = frozenset({
    "made", "bought", "gave", "left", "knitted", "knit", "baked", "wrote", "drew", "packed", "sewed", "sewn", "sent",
    "built", "carved", "painted", "cooked", "had",
})  # fmt: skip


class Ahead:
    """Looks on from the marks of one sentence to those they point at; and tells who is spoken of and not there.

    ``awaited``: by mark, whom a word before it meant already: "Carrying a bag on her back, an old woman ...".
    """

    def __init__(self, sentence: Sentence) -> None:
        self._sentence = sentence
        self.awaited: dict[int, CastId] = {}

    def named_later(self, at: int, word: str) -> CastId | None:
        """As in "Before she opened the letter, Hana lit a candle": nobody is known who could be meant yet."""
        sentence = self._sentence
        opens = sentence.grammar.word(0) in _SUBORDINATE
        if opens and sentence.clauses.subjects and word in ("he", "she") and sentence.is_object(at):
            return self.other_coming(at, word)
        if (
            not opens
            or sentence.clauses.subjects
            or word not in ("he", "she")
            or any(one.fits(word) for one in sentence.story.people.all)
        ):
            return None
        found = self.coming(at)
        return found if found is not None and sentence.story.people.get(found).fits(word) else None

    def named_next(self, word: str) -> CastId | None:
        """As in "She hadn't meant to laugh. But something in Mina gave way": nobody else is known at all."""
        sentence, people = self._sentence, self._sentence.story.people
        if people.all or word not in ("he", "she"):
            return None
        name = name_ahead(sentence.story, sentence.tokens[-1].end, word)
        return people.called(name).id if name else None

    def other_coming(self, at: int, word: str) -> CastId | None:
        """As in "Before he kisses her, Jun takes off his glasses, which Mari puts on": nobody else is known yet."""
        sentence, people = self._sentence, self._sentence.story.people
        doing = sentence.clauses.subjects
        if any(one.fits(word) and one.id not in doing for one in people.all):
            return None
        named = (people.called(one.id) for one in sentence.marks[at + 1 :] if one.kind == "name")
        return next((one.id for one in named if one.fits(word) and one.id not in doing), None)

    def is_nobody_here(self, mark: Mark) -> bool:
        """As in "all that is left of her": spoken of, where nobody is known who could be meant."""
        told = mark.id in ("he", "she") and self._sentence.before.prep in ("of", "about", "without")
        shot = self._sentence.said.shooting.said
        return told and not shot and not any(one.fits(mark.id) for one in self._sentence.story.people.all)

    def right_before(self, at: int) -> list[EntityId]:
        """As in "a pianist behind her": whose noun stands right before the preposition is not meant."""
        return self._sentence.meant.get(at - 2, []) if self._sentence.before.prep and at > 1 else []

    def coming(self, at: int) -> CastId | None:
        """As in "Running home, Hana laughs": whom a phrase at the beginning of a sentence is about."""
        sentence = self._sentence
        for later in range(at + 1, len(sentence.marks)):
            mark, apart = sentence.marks[later], sentence.grammar.apart_before(later) or self._opens_after(at, later)
            if mark.kind == "name" and apart:
                return sentence.story.people.called(mark.id).id
            if mark.kind == "builds" and apart:
                self.awaited[later] = sentence.naming.by_role(mark, sentence.grammar.determiner(later), 1)[0]
                return self.awaited[later]
            if mark.kind == "pronoun" and mark.id in ("he", "she") and apart:
                return sentence.story.people.pronoun(mark.id, []).id
        return None

    def _opens_after(self, at: int, later: int) -> bool:
        """As in "With a flick of her wrist the magician ...": the subject right after the phrase, with no comma."""
        marks, grammar = self._sentence.marks, self._sentence.grammar
        first = later - (later > 0 and marks[later - 1].id == "determiner")
        part = first == at + 2 and marks[at + 1].id == "body"
        return part and grammar.word(0) == "with" and (first < later or marks[later].kind == "name")

    def is_nowhere(self, at: int) -> bool:
        """As in "its owner is nowhere to be seen", "no sign of the owner": who is not there."""
        last = self._sentence.marks[at].last
        words = [token.low for token in self._sentence.tokens[last : last + 3]]
        being = words[:1] in (["is"], ["are"], ["was"], ["were"])
        gone = words[1:2] in (["gone"], ["missing"], ["lost"]) and self._ends(last + 1)
        return being and ("nowhere" in words[1:3] or gone)

    def _ends(self, at: int) -> bool:
        tokens = self._sentence.tokens
        return at + 1 >= len(tokens) or bool(tokens[at + 1].before)

    def made_it(self, at: int) -> bool:
        """As in "the lunchbox her mother made": where a thing is from, and nobody who is there."""
        sentence = self._sentence
        owned = at > 1 and sentence.marks[at - 1].id in OWNERS and not sentence.grammar.before(at - 1)
        first = at - 2 - (at > 2 and sentence.grammar.word(at - 2) == "that")
        things = owned and any(not sentence.story.is_person(one) for one in sentence.meant.get(first, ()))
        return things and at + 1 < len(sentence.marks) and sentence.grammar.word(at + 1) in _MADE
