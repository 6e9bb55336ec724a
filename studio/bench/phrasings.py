"""Sentences made of the whole vocabulary, construction by construction, with what a reader takes from each.

The corpora say how artists write; these say that no word and no turn of phrase falls out of the grammar: every thing
under, beside and behind every piece of furniture, every verb of the body in every tense and place of a sentence.
"""

import re
from collections.abc import Iterator
from itertools import cycle
from typing import Final

from studio.bench.prompts import Prompt
from studio.engine import vocabulary
from studio.engine.director.lexicon import irregular
from studio.engine.director.stems import third_person

_FURNITURE: Final = ("table", "chair", "bench", "bed", "shelf", "box", "sofa", "desk", "crate", "barrel")
_COLOURS: Final = ("red", "blue", "green", "yellow", "black", "white", "purple", "pink", "brown", "grey")
_PLACES: Final = (
    ("on", "on"), ("under", "under"), ("beside", "beside"), ("next to", "beside"), ("behind", "behind"),
    ("in front of", "in_front_of"), ("near", "near"), ("on top of", "on"), ("beneath", "under"),
    ("opposite", "opposite"), ("above", "above"), ("against", "against"), ("by", "beside"),
)  # fmt: skip
_NOT_COUNTED: Final = frozenset(
    {"unknown", "ice", "laundry", "bread", "camera", "ramp", "leaf", "paper", "pan", "glass"}
)
_OF_THINGS: Final = (
    "A {colour} {thing} is {place} the {other}.",
    "There is a {colour} {thing} {place} the {other}.",
    "A {colour} {thing} {place} a {other}.",
    "The {colour} {thing} stands {place} the {other}.",
    "{Place} the {other} stands a {colour} {thing}.",
    "{Place} the {other}, there is a {colour} {thing}.",
    "The {thing} {place} the {other} is {colour}.",
    "A {thing}, {colour} and old, {place} a {other}.",
    "Close-up on a {colour} {thing} lying {place} the {other}.",
    "Hana's {colour} {thing} is {place} the {other}.",
)
_NOT_THERE: Final = (
    "Hana has no {thing}.",
    "Hana walks along the beach without a {thing}.",
    "There is no {thing} here, only Hana.",
    "Hana is not carrying a {thing}.",
)
_MOVED: Final = (
    "walk", "sit", "nod", "bow", "jump", "dance", "sneak", "crawl", "limp", "kneel", "crouch",
    "sleep", "clap", "stretch", "yawn", "shiver", "salute", "pray", "sing", "swim", "shrug", "march", "skip",
)  # fmt: skip
_OF_DOINGS: Final = (
    "{who} {does}.",
    "{who} is {doing}.",
    "{who} {did}.",
    "{who} begins to {do}.",
    "{who} waves and {does}.",
    "{who} waves, then {does}.",
    "Before {doing}, {who} waves.",
    "Mia watches {who} {do}.",
    "As {who} {does}, Mia waves.",
    "Show {who} {doing}.",
    "A shot of {who} {doing} at dusk.",
    "{who}, who {does}, waves.",
    "Mia waves at {who} {doing}.",
    "Mia and {who} {do}.",
    "What if {who} {did} in the rain?",
)
_NOT_DONE: Final = ("{who} does not {do}.", "{who} never {does}.", "{who} wants to {do}.", "{who} cannot {do}.")
_WHO: Final = ("Hana", "Ken", "the girl", "an old man", "the dog", "a horse")
_ENDS: Final = {"sit": "sitt", "nod": "nodd", "clap": "clapp", "swim": "swimm", "skip": "skipp", "shrug": "shrugg"}


def phrasings() -> Iterator[tuple[str, Prompt]]:
    """Every sentence with the construction it is of."""
    yield from _things()
    yield from _doings()


def _things() -> Iterator[tuple[str, Prompt]]:
    kinds = vocabulary.prop_kinds().items()
    things = [kind.words[0] for name, kind in kinds if name not in _NOT_COUNTED and kind.words[0] not in _FURNITURE]
    traits, places, others = cycle(_COLOURS), cycle(_PLACES), cycle(_FURNITURE)
    for thing in things:
        noun = thing.replace(" ", "_")
        for frame in _OF_THINGS:
            colour, (place, relation), other = next(traits), next(places), next(others)
            text = frame.format(thing=thing, colour=colour, place=place, Place=place.capitalize(), other=other)
            who = ("Hana",) if "Hana" in frame else ()
            where = (f"{noun} {relation} {other}",)
            yield frame, Prompt(_spelled(text), who=who, things=(f"{colour} {noun}", other), where=where)
        for frame in _NOT_THERE:
            yield frame, Prompt(_spelled(frame.format(thing=thing)), who=("Hana",), never=(noun,))


def _doings() -> Iterator[tuple[str, Prompt]]:
    people = cycle(_WHO)
    for motion in _MOVED:
        verb = vocabulary.motions()[motion].words[0]
        forms = {"do": verb, "does": third_person(verb), "doing": _participle(verb), "did": _past(verb)}
        for frame in (*_OF_DOINGS, *_NOT_DONE):
            who = next(people)
            if frame in _NOT_DONE and who in ("the dog", "a horse"):
                who = next(people)
            text = frame.format(who=who, **forms)
            word = who.removeprefix("the ").removeprefix("an ").removeprefix("a ").replace(" ", "_")
            told = (f"{word} {motion}", *_besides(frame, word, motion))
            alive = who in ("the dog", "a horse")
            cast = (*(() if alive else (word,)), *(("Mia",) if "Mia" in frame else ()))
            things = (word,) if alive else ()
            denied, weather = frame in _NOT_DONE, "rain" if "rain" in frame else ""
            yield frame, Prompt(
                text[0].upper() + text[1:], weather=weather, who=cast, things=things,
                does=() if denied else told, never_does=told if denied else (),
            )  # fmt: skip


def _besides(frame: str, word: str, motion: str) -> Iterator[str]:
    """What else is done in a sentence of this frame."""
    if "Mia" in frame:
        yield "Mia look" if "watches" in frame else f"Mia {motion}" if "Mia and" in frame else "Mia wave"
    elif "waves" in frame:
        yield f"{word} wave"


def _participle(verb: str) -> str:
    stem = _ENDS.get(verb, verb[:-1] if verb.endswith("e") else verb)
    return f"{stem}ing"


def _past(verb: str) -> str:
    told = next((form for form, bases in irregular().items() if verb in bases), None)
    if told is not None:
        return told
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ied"
    return f"{_ENDS.get(verb, verb.removesuffix('e'))}ed"


def _spelled(text: str) -> str:
    """As in "an umbrella" for "a umbrella"."""
    return re.sub(r"\b([Aa]) (?=[aeiou])", r"\1n ", text)
