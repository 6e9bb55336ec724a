"""Words of the director's English in their forms: plurals, and how the hour and the air are told."""

from collections.abc import Sequence
from typing import Final

from studio.engine.director.tongues.agreement import pronoun
from studio.engine.director.tongues.units import STYLE, Clause, Phrase, Unit
from studio.engine.director.tongues.wordbook import english

_PLURALS: Final = {"man": "men", "woman": "women", "child": "children", "person": "people", "lady": "ladies",
                   "tomato": "tomatoes", "hero": "heroes", "knife": "knives", "leaf": "leaves", "wolf": "wolves",
                   "shelf": "shelves", "scarf": "scarves", "thief": "thieves", "fish": "fish", "goldfish": "goldfish",
                   "carp": "carp", "policeman": "policemen", "policewoman": "policewomen", "fisherman": "fishermen",
                   "snowman": "snowmen", "cherry": "cherries"}  # fmt: skip
FIRST: Final = STYLE | {"times"}


def pronoun_for(subjects: Sequence[Phrase]) -> Phrase:
    """He, she, or they again."""
    spoken = "they" if len(subjects) > 1 else pronoun(subjects[0])
    return Phrase(Unit("pron", spoken or "they", 0, 0))


def unmarked(unit: Unit | None) -> Unit | None:
    """The same unit, tied to no words."""
    return Unit(unit.kind, unit.said, 0, 0, unit.form) if unit is not None else None


def as_told(unit: Unit, alone: bool) -> str:
    """As in "at sunset", "in the rain": how a sentence tells the hour and the air."""
    table = english().get(unit.kind, {})
    if not alone and unit.said in english()["beside"]:
        return english()["beside"][unit.said]
    if unit.said in table:
        return table[unit.said]
    if unit.kind in FIRST or " " in unit.said:
        return unit.said
    return f"at {unit.said}" if unit.kind == "hours" else f"in the {unit.said}"


def is_several(phrase: Phrase) -> bool:
    """Whether a phrase names more than one."""
    number = phrase.count.said if phrase.count is not None else ""
    several = phrase.head.form == "plural" or phrase.head.said == "they" or phrase.head.said in english()["plurals"]
    return several or number not in ("", "one", "1")


def is_many(phrase: Phrase) -> bool:
    """Whether a phrase names more than one, or several in a row."""
    return any(one.role != "apposition" for one in phrase.joined) or is_several(phrase)


_LEAVES: Final = ("leaf", "shelf", "wolf", "knife", "wife", "thief", "loaf", "elf", "half", "calf", "scarf", "life")


def plural(noun: str) -> str:
    """A noun in the plural."""
    vessel, of, full = noun.partition(" of ")
    if of:
        return f"{plural(vessel)} of {full}"
    first, space, last = noun.rpartition(" ")
    if last in _PLURALS:
        return first + space + _PLURALS[last]
    if last.endswith("man") and last not in ("human", "shaman"):
        return first + space + last[:-2] + "en"
    if last in (*_PLURALS.values(), "sheep", "deer", "samurai", "ninja"):
        return noun
    if (last.endswith("s") and not last.endswith("ss")) or not last.isascii():
        return noun
    if last.endswith(_LEAVES):
        return f"{noun.removesuffix('e').removesuffix('f')}ves"
    if last.endswith(("x", "ch", "sh", "ss")):
        return f"{noun}es"
    if last.endswith("y") and last[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return first + space + f"{last}s"


def ordered(clause: Clause) -> list[Phrase]:
    """What is done with before to whom, before where."""
    ranks = {"object": 0, "dative": 1}
    return sorted(
        clause.objects,
        key=lambda one: (
            0
            if one.head.kind == "quote"
            else 3
            if one.head.kind == "outfits" and one.role in ("in", "loc")
            else ranks.get(one.role, 2)
        ),
    )
