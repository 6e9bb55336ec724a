"""Verbs that are not said again: "hands the boy her scarf and the girl her hat"."""

from typing import Final

from studio.engine.director.anchors import noun_at
from studio.engine.director.sentence import Sentence

_PASSED: Final = frozenset({"give", "throw"})
_AIMED: Final = frozenset({"look", "point", "wave", "nod", "bow"})
_LEAD: Final = 4
"""Marks from "then at" to the noun, and no more."""
_GIVEN: Final = frozenset({"props", "accessories", "outfits"})


def gets_another(sentence: Sentence, at: int) -> bool:
    """Whether whoever is named here gets something too, by the verb before, with its own thing right after."""
    verb = sentence.clauses.verb
    if verb is not None and _looks_on(sentence, at):
        return True
    if verb is None or verb.motion not in _PASSED or verb.thing is None or verb.towards is None:
        return False
    noun = noun_at(sentence.tokens, sentence.marks, at + 1)
    if noun is None or noun <= at + 1 or sentence.marks[noun].kind not in _GIVEN:
        return False
    apart = any(sentence.grammar.before(one) for one in range(at + 1, noun + 1))
    return not apart and sentence.grammar.joint_before(at) in ("and", ",")


def _looks_on(sentence: Sentence, at: int) -> bool:
    """As in "looks at the cake, then at her brother": at somebody or something else, by the same verb."""
    verb, prep = sentence.clauses.verb, sentence.before.prep
    if verb is None or verb.family not in _AIMED or verb.towards is None or prep not in ("at", "to", "towards"):
        return False
    led = next((one for one in range(at - 1, 1, -1) if sentence.grammar.word(one) == prep), 0)
    return led > 1 and sentence.grammar.word(led - 1) in ("then", "and") and at - led < _LEAD


def do_it_again(sentence: Sentence, at: int) -> None:
    """The clause is over, and its subjects do the same with what comes next."""
    sentence.clauses.same_again(at)
    sentence.clauses.go_on_the_same(at)
