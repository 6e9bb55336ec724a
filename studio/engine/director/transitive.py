"""What a verb means with what it is done with: where it reaches, what it turns into, what happens by itself."""

from typing import Final

from studio.engine import vocabulary
from studio.engine.director.acting import OF_THINGS, Verb
from studio.engine.director.story import Story
from studio.engine.director.vehicles import goes_by_itself
from studio.timeline.film import PropId

TOWARDS: Final = frozenset({
    "to", "at", "towards", "toward", "after", "for", "beside", "near", "behind", "from", "past", "around", "into",
    "onto", "against", "on", "in", "over", "across", "by", "through", "under", "next", "above", "along", "between",
    "inside",
})  # fmt: skip
_REACHES: Final = frozenset({
    "climb", "swim", "crawl", "ride", "sneak", "look", "turn", "point", "walk", "run", "enter", "leave", "bow",
    "nod", "wave", "salute", "beckon", "clap", "cheer", "pray", "hug", "listen", "talk", "shout",
})  # fmt: skip

_ANSWERED: Final = frozenset({"wave", "bow", "nod", "salute", "shout", "talk", "whisper", "beckon", "hug"})
MEANT_WITH: Final = {
    "pass": "give",
    "draw": "write",
    "hide": "put_down",
    "fly": "hold",
    "balance": "hold",
    "move": "push",
    "skip": "throw",
    "flip": "throw",
    "scatter": "throw",
    "answer": "phone",
    "slip": "put_down",
    "lead": "pull",
    "guide": "pull",
}
"""Verbs that mean something else once they are done with a thing: "passes a note", "draws a cat"."""
_DRUMMED: Final = frozenset({"beat", "bang", "hit", "strike", "pound", "bash", "tap", "thump"})
_DRAWN: Final = frozenset({"sword", "knife", "longbow", "arrow", "bag", "staff", "spear", "axe", "unknown"})


def reaches(verb: Verb) -> bool:
    """Whether a thing right after the verb is where it goes: "climbs the ladder", "crawls under the bed"."""
    needs = vocabulary.motions()[verb.motion].needs
    return verb.motion in _REACHES or bool({"towards", "towards?"} & set(needs)) or verb.word.split()[-1:][0] in TOWARDS


def meant_with(word: str, kind: str) -> str | None:
    """What a verb means with a thing of this kind, None where it means what it says: "draws a sword"."""
    if word == "draw" and kind == "curtain":
        return "shut"
    if word == "serve" and kind == "ball":
        return "throw"
    if word.split()[0] in _DRUMMED and kind in ("drum", "piano"):
        return "play"
    if word == "answer":
        return "phone" if kind == "phone" else None
    return None if word == "draw" and kind in _DRAWN else MEANT_WITH.get(word)


def by_itself(verb: Verb) -> None:
    """As in "the door is opened", "is carried away", where nobody is said to do it: it opens, it drifts."""
    if verb.passive and not verb.who and verb.thing is not None and verb.family in OF_THINGS:
        verb.who, verb.thing = [verb.thing, *verb.more], None
    elif verb.passive and not verb.who and verb.thing is not None and verb.motion == "carry":
        verb.motion, verb.who, verb.thing = "float", [verb.thing, *verb.more], None


def handed_on(verb: Verb, story: Story) -> None:
    """As in "slips a note to him", "slides the cup across the table to her": what is put to somebody is given."""
    put = verb.word.partition(" ")[0] in ("slip", "press") and verb.motion in ("put_down", "push")
    if put and verb.thing is not None and verb.towards is not None and story.is_person(verb.towards):
        verb.motion = "give"


def answer_back(verb: Verb, story: Story) -> None:
    """As in "she waves to him; he waves back", "the king leaves; his page follows": the other one spoken of."""
    back = verb.word.endswith(" back") and verb.motion in _ANSWERED
    if verb.towards is not None or not (back or (verb.motion == "follow" and len(verb.who) == 1)):
        return
    others = (one.id for one in story.people.last(3) if one.id not in verb.who and one.id in story.here)
    verb.towards = next(others, None)


def is_received(verb: Verb, story: Story) -> bool:
    """As in "gives the dog the ball", "throws the dog a stick": the first of two is who gets the second."""
    alive = verb.thing is not None and vocabulary.prop_kinds()[story.things.get(verb.thing).kind].alive
    return verb.motion == "give" or (verb.motion == "throw" and alive)


def part_listed(verb: Verb, story: Story) -> None:
    """As in "old book, boy reading": of what is listed before a verb, somebody does it, with the thing if any."""
    alive = [one for one in verb.who if story.feels(one)]
    things = [story.things.get(PropId(one)) for one in verb.who if one not in alive]
    if not alive or verb.family in OF_THINGS or any(goes_by_itself(one.kind, one.noun) for one in things):
        return
    verb.who = alive
    if things and verb.takes_thing and verb.thing is None and verb.family == "use":
        verb.thing = things[-1].id
