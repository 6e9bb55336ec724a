"""Riding: what one goes about on, said right after whoever does it, or as the verb's own object."""

from collections.abc import Sequence
from typing import Final

from studio.engine.creatures import creatures
from studio.engine.director.acting import Verb
from studio.engine.director.story import Story
from studio.timeline.film import PropId

ABOARD: Final = frozenset({"on", "aboard", "atop", "in"})
_RIDDEN: Final = frozenset({
    "bicycle", "skateboard", "scooter", "boat", "horse", "pony", "camel", "donkey", "elephant", "beast", "bear",
    "unicycle",
    "tricycle", "motorcycle", "motorbike", "sled", "sledge", "surfboard", "snowboard", "broomstick", "dragon",
    "wagon", "cart", "wheelchair",
})  # fmt: skip
"""Things and beasts, by kind or by noun, on which one goes about."""
_GOES: Final = frozenset({"walk", "roll", "slide"})


def can_be_ridden(thing: PropId, story: Story) -> bool:
    """Whether somebody on this thing goes where it goes."""
    known = story.things.get(thing)
    return known.kind in _RIDDEN or known.noun.split()[-1] in _RIDDEN


def is_done_on(verb: Verb, thing: PropId, story: Story) -> bool:
    """As in "rides on a horse", and "flies on a dragon": by people, on what has wings."""
    flies = verb.family == "float" and _has_wings(thing, story) and all(story.is_person(one) for one in verb.who)
    return can_be_ridden(thing, story) and (verb.motion == "ride" or flies)


def _has_wings(thing: PropId, story: Story) -> bool:
    creature = creatures().get(story.things.get(thing).kind)
    return creature is not None and creature.fly_mps > 0


def ride(verb: Verb, ridden: Sequence[PropId], story: Story) -> None:
    """As in "the girl on the skateboard rides past", "a boy on a bicycle races along", "she flies on a dragon"."""
    flies = verb.family == "float" and any(_has_wings(one, story) for one in ridden)
    goes = verb.motion == "ride" or verb.family in _GOES or flies
    if not ridden or not goes or verb.thing is not None or not all(story.is_person(one) for one in verb.who):
        return
    each = ridden if len(ridden) == len(verb.who) else ridden[-1:]
    verb.motion, verb.thing, verb.more = "ride", each[0], [*each[1:]]
    verb.towards = None if verb.towards in ridden else verb.towards
