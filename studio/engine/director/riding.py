"""Riding: what one goes about on, said right after whoever does it, or as the verb's own object."""

from collections.abc import Sequence
from typing import Final

from studio.engine.director.acting import Verb
from studio.engine.director.story import Story
from studio.timeline.film import PropId

ABOARD: Final = frozenset({"on", "aboard", "atop", "in"})
_RIDDEN: Final = frozenset({
    "bicycle", "skateboard", "scooter", "boat", "horse", "pony", "camel", "donkey", "elephant", "beast", "unicycle",
    "tricycle", "motorcycle", "motorbike", "sled", "sledge", "surfboard", "snowboard", "broomstick", "dragon",
    "wagon", "cart", "wheelchair",
})  # fmt: skip
"""Things and beasts, by kind or by noun, on which one goes about."""
_GOES: Final = frozenset({"walk", "roll", "slide"})


def can_be_ridden(thing: PropId, story: Story) -> bool:
    """Whether somebody on this thing goes where it goes."""
    known = story.things.get(thing)
    return known.kind in _RIDDEN or known.noun.split()[-1] in _RIDDEN


def ride(verb: Verb, ridden: Sequence[PropId], story: Story) -> None:
    """As in "the girl on the skateboard rides past", "a boy on a bicycle races along": the going is done on it."""
    goes = verb.motion == "ride" or verb.family in _GOES
    if not ridden or not goes or verb.thing is not None or not all(story.is_person(one) for one in verb.who):
        return
    each = ridden if len(ridden) == len(verb.who) else ridden[-1:]
    verb.motion, verb.thing, verb.more = "ride", each[0], [*each[1:]]
    verb.towards = None if verb.towards in ridden else verb.towards
