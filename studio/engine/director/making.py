"""What "makes" means of a thing that is made: "makes a snowball", "made her brother a sandwich"."""

from typing import Final

from studio.engine import vocabulary
from studio.engine.director.sentence import Sentence

_MAKES: Final = frozenset({"makes", "made", "make", "making"})
_BUILT: Final = frozenset({"snowball", "snowman", "castle", "tower", "fort", "nest", "campfire", "dam", "raft"})
_COOKED: Final = frozenset({
    "cup", "bowl", "bread", "onigiri", "ice_cream", "egg", "sandwich", "dango", "pizza", "cake", "lunchbox", "pan",
    "pot",
})  # fmt: skip
"""Kinds of things that are made in a kitchen; a cup is made of coffee or tea."""


def made(sentence: Sentence, at: int) -> str:
    """The motion with which the thing after "makes" is made, "" where something else is meant."""
    marks, grammar = sentence.marks, sentence.grammar
    if grammar.word(at) not in _MAKES or not any(map(sentence.story.is_person, sentence.clauses.subjects)):
        return ""
    noun = next((one for one in range(at + 1, min(at + 6, len(marks))) if marks[one].kind in ("props", "motions")), 0)
    led = noun and marks[noun].kind == "props" and not any(grammar.before(one) for one in range(at + 1, noun + 1))
    people = any(marks[one].kind in ("name", "builds") for one in range(at + 1, noun))
    bare = noun and noun + 1 < len(marks) and marks[noun + 1].kind == "motions" and not grammar.before(noun + 1)
    does = bare and grammar.base(marks[noun + 1]) == grammar.words(marks[noun + 1])
    if not led or people or does or vocabulary.prop_kinds()[marks[noun].id].alive:
        return ""
    kind, word = marks[noun].id, grammar.words(marks[noun]).split()[-1]
    return "stack" if {kind, word} & _BUILT else "cook" if kind in _COOKED else "mend"
