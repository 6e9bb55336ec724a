"""What the noun after a word for where is to the verb before it: together with it, a seat, or only where it is done."""

from typing import Final

from studio.engine.director.acting import COMPANIONABLE, Verb
from studio.engine.director.story import Story
from studio.engine.director.transitive import reaches
from studio.timeline.film import PropId

_RESTING: Final = frozenset({"sit", "sleep", "lie_down", "stand"})
_SIDE_BY_SIDE: Final = frozenset({"walk", "run", "march", "skip", "limp", "swim", "crawl", "wade", "sneak", "dance"})
_ONLY_WHERE: Final = frozenset({
    "between", "beside", "behind", "near", "under", "above", "along", "by", "next", "past", "around", "inside",
})  # fmt: skip
"""Words for where somebody is who eats or reads, and not for what they do it to."""
_LOOKED_AT: Final = frozenset(
    {
        "clock",
        "phone",
        "mirror",
        "letter",
        "sign",
        "picture",
        "newspaper",
        "paper",
        "television",
        "watch",
        "wristwatch",
        "map",
    }
)


def goes_with(verb: Verb, preposition: str) -> bool:
    """As in "walks with him", "dances with her", "runs beside the dog": both do it."""
    if preposition in ("with", "alongside"):
        return verb.motion in COMPANIONABLE
    return preposition in ("beside", "next") and verb.motion in _SIDE_BY_SIDE and verb.towards is None


def is_looked_at(thing: PropId, story: Story) -> bool:
    """As in "checks her watch", "checks the clock": what one looks at to know something."""
    known = story.things.get(thing)
    return known.kind in _LOOKED_AT or known.noun.split()[-1] in _LOOKED_AT


def is_better_place(verb: Verb, preposition: str, story: Story) -> bool:
    """As in "sleeps beside the lamp on the sofa": what one rests on goes before what is near."""
    return (
        verb.motion in _RESTING
        and preposition in ("on", "in", "onto")
        and (verb.towards is None or not story.is_person(verb.towards))
    )


def is_only_where(verb: Verb, preposition: str, alive: bool) -> bool:
    """As in "eats between two lanterns", "looks down from a tower": where somebody does it, and to nothing there."""
    if preposition == "from" and verb.family in ("plunge", "jump", "fall"):
        return True
    used = verb.family == "use" and preposition in _ONLY_WHERE and not reaches(verb)
    return used or (preposition == "from" and verb.family == "look" and not alive)
