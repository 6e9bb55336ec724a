"""Verbs that are not said again: "hands the boy her scarf and the girl her hat"."""

from typing import Final

from studio.engine.director.anchors import noun_at
from studio.engine.director.sentence import Sentence

_PASSED: Final = frozenset({"give", "throw"})
_GIVEN: Final = frozenset({"props", "accessories", "outfits"})


def gets_another(sentence: Sentence, at: int) -> bool:
    """Whether whoever is named here gets something too, by the verb before, with its own thing right after."""
    verb = sentence.clauses.verb
    if verb is None or verb.motion not in _PASSED or verb.thing is None or verb.towards is None:
        return False
    noun = noun_at(sentence.tokens, sentence.marks, at + 1)
    if noun is None or noun <= at + 1 or sentence.marks[noun].kind not in _GIVEN:
        return False
    apart = any(sentence.grammar.before(one) for one in range(at + 1, noun + 1))
    return not apart and sentence.grammar.joint_before(at) in ("and", ",")


def do_it_again(sentence: Sentence, at: int) -> None:
    """The clause is over, and its subjects do the same with what comes next."""
    sentence.clauses.same_again(at)
    sentence.clauses.go_on_the_same(at)
