"""What an unknown noun is: a thing that a labelled shape stands in for, or somebody because it speaks."""

from collections.abc import Sequence
from typing import Final

from studio.engine.director.clauses import Clauses
from studio.engine.director.grammar import Grammar
from studio.engine.director.standing import SAYING, Mark

MOST: Final = 12
SHAPED: Final = "The studio has no {}; a labelled shape stands in for it."
BEAST: Final = "The studio has no {}; a {} stands in for it."
VOICED: Final = "The studio has no {}; a person stands in for it, since it speaks."
PERSON: Final = "The studio has no {}; a person plays it."
BESIDE: Final = frozenset({
    "beside", "near", "behind", "under", "around", "past", "against", "from", "after", "with", "towards", "toward",
    "at", "by", "above", "over", "on", "onto", "beneath", "underneath", "below", "opposite", "next", "atop", "through",
})  # fmt: skip
PEOPLE: Final = (
    "man", "woman", "men", "women", "boy", "girl", "lady", "boys", "girls", "ist", "ists", "smith", "keeper", "slinger",
    "monger", "herd", "wright", "master", "mistress", "maid", "folk", "person", "ician", "driver", "player", "maker",
    "worker", "rider", "runner", "walker", "hunter", "fighter", "dancer", "singer", "teller", "seller", "teer", "neer",
    "tress", "eress", "stess",
)  # fmt: skip
_NO_PEOPLE: Final = ("talisman", "ottoman", "mist", "wrist", "twist", "fist", "list", "dress", "press", "cypress",
                     "fortress", "mattress", "snowman", "gist", "waist", "ness", "less", "deer", "tiger", "panther",
                     "beaver", "otter", "hamster", "badger", "spider", "rooster", "lobster", "hopper", "pecker",
                     "chandelier", "boiler", "container", "radiator", "streamer", "cylinder", "boulder", "trailer",
                     "projector", "tractor", "poster", "planter", "canister",
                     "screwdriver", "stapler", "toaster", "lighter", "blender", "printer", "mixer", "cooker", "drawer",
                     "alligator", "condor", "retriever", "terrier", "viper", "adder", "plover")  # fmt: skip
_DONE_BY_THINGS: Final = frozenset({
    "fall", "roll", "bounce", "topple", "slide", "sway", "break", "open", "shut", "light", "put_out", "float", "sink",
    "stand", "turn", "leave", "enter",
})  # fmt: skip
_MET: Final = frozenset({"look", "point", "kick", "wave", "gesture", "bow", "nod", "give", "throw"})
_MEETS: Final = frozenset({"", "at", "to", "towards", "toward", "after", "with", "beside"})
_THERE: Final = frozenset({"there", "there's"})


def speaks(grammar: Grammar, marks: Sequence[Mark], at: int) -> bool:
    """Whether an unknown noun says a quotation: a voice belongs to somebody of the cast."""
    following = grammar.verb_after(at)
    talks = following is not None and following.kind == "motions" and following.id in SAYING
    return talks and any(mark.kind == "quote" for mark in marks)


def answers(marks: Sequence[Mark], at: int) -> bool:
    """As in "Hello," says the robot."""
    talks = [index for index in range(max(1, at - 2), at) if marks[index].id in SAYING]
    return any(marks[index - 1].kind == "quote" for index in talks)


def is_person(grammar: Grammar, at: int, noun: str) -> bool:
    """Whether an unknown noun can only be somebody: by its ending, or by what it does that only people do."""
    last = noun.split()[-1]
    if last.endswith(PEOPLE) and not last.endswith(_NO_PEOPLE):
        return True
    following = grammar.verb_after(at)
    if following is None or not last.endswith(("er", "or", "ian", "eur")) or last.endswith(_NO_PEOPLE):
        return False
    return following.kind == "emotions" or (following.kind == "motions" and following.id not in _DONE_BY_THINGS)


def is_thing(grammar: Grammar, clauses: Clauses, at: int, preposition: str) -> bool:
    """Whether an unknown noun is plainly a thing: what a known verb is done with, what acts, or what is there."""
    verb = clauses.verb
    if verb is not None and not grammar.starts_clause(at, preposition):
        with_it = verb.takes_thing and verb.thing is None and not preposition
        sought = verb.motion in ("search", "read") and verb.towards is None and not preposition
        hidden = verb.motion == "hide" and verb.towards is None and preposition in ("in", "inside", "behind", "under")
        if sought or hidden:
            return True
        return with_it or (verb.family in _MET and preposition in _MEETS)
    there = bool(grammar.words_before(at, 3) & _THERE)
    return not preposition and (there or grammar.verb_after(at) is not None)
