"""Things that come in rows and sets: how many dominoes a row is, and which of them "the first" is."""

import re
from typing import Final

from studio.engine import vocabulary
from studio.engine.director.sentence import Sentence
from studio.engine.director.things import Thing

_ROW: Final = re.compile(r"\b(?:rows?|lines?|lined|chains?|sets? up|standing)\b", re.IGNORECASE)
_FIRST: Final = frozenset({"first", "front"})
_LAST: Final = frozenset({"last", "final"})
_DEFINITE: Final = frozenset({"the", "these", "those", "own"})


def usual_number(sentence: Sentence, kind: str, noun: str) -> int:
    """How many things a noun without a number is: "a row of dominoes", "the pins"; 1 where it is one, or unknown."""
    several = vocabulary.prop_kinds()[kind].several if kind in vocabulary.prop_kinds() else 0
    last = noun.rpartition(" ")[2]
    if not several or not last.endswith("s"):
        return 1
    known = [one for one in sentence.story.things.all if one.kind == kind]
    if known and sentence.before.det in _DEFINITE:
        return len(known)
    return 9 if noun.startswith("nine") else several


def rest_of_row(sentence: Sentence, at: int, kind: str, noun: str) -> int:
    """As in "the first domino of a long row": how many there are where the words tell of one in a row; 1 elsewhere."""
    known = vocabulary.prop_kinds().get(kind)
    if known is None or not known.several or noun.endswith("s") or not is_ordered(sentence, at):
        return 1
    here = [one for one in sentence.story.things.all if one.kind == kind]
    return len(here) if here else known.several if _ROW.search(sentence.story.script) else 1


def is_ordered(sentence: Sentence, at: int) -> bool:
    """As in "the first domino", "the last one": a word for an end of the row right before."""
    return bool(sentence.grammar.words_before(at, 2) & (_FIRST | _LAST))


def is_last(sentence: Sentence, at: int) -> bool:
    """As in "the last domino": the other end of the row."""
    return bool(sentence.grammar.words_before(at, 2) & _LAST)


def end_meant(sentence: Sentence, at: int) -> Thing | None:
    """As in "tips the first", "pushes the last one over": one of those spoken of together, with no noun of its own."""
    group, word, verb = sentence.story.things.counted(), sentence.grammar.word(at), sentence.clauses.verb
    if len(group) < 3 or verb is None or not verb.takes_thing or verb.thing is not None or sentence.before.prep:
        return None
    following = sentence.marks[at + 1] if at + 1 < len(sentence.marks) else None
    noun = following is not None and not sentence.grammar.before(at + 1) and following.kind not in ("plain", "moves")
    if sentence.before.det != "the" or word not in _FIRST | _LAST or noun:
        return None
    return group[-1] if word in _LAST else group[0]
