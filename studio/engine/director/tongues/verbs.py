"""What verbs of the director's English need beside them."""

from functools import cache
from typing import Final

from studio.engine import vocabulary
from studio.engine.director.lexicon import lexicon
from studio.engine.director.tongues.units import Clause
from studio.engine.director.tongues.wordbook import english

_CARRIED: Final = frozenset({"wear", "have"})
_AGAINST: Final = frozenset({"lean"})
"""What is done to what it is done against, and with no thing besides."""


@cache
def takes_thing(verb: str) -> bool:
    """Whether a verb is done with a thing."""
    return verb in _CARRIED or not {"thing", "thing?"}.isdisjoint(_needs(verb))


@cache
def takes_other(verb: str) -> bool:
    """Whether a verb is done with a thing or to somebody."""
    return takes_thing(verb) or not {"towards", "towards?"}.isdisjoint(_needs(verb))


def recalls(clause: Clause) -> bool:
    """Whether its verb is done with something that goes without saying: the thing spoken of last."""
    verb = clause.verb.said if clause.verb is not None else ""
    if not verb or any(one.role in ("object", "against") for one in clause.objects):
        return False
    if verb in _AGAINST and clause.objects:
        return False
    return verb in english()["it"] or "thing" in _needs(verb)


@cache
def _needs(verb: str) -> tuple[str, ...]:
    words = tuple(verb.split())
    sense = lexicon().phrase(words, "motions") if words else None
    return tuple(vocabulary.motions()[sense.id].needs) if sense is not None else ()
