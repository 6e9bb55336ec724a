"""From a verb with its subjects and objects to Actions, or to the reason why there is none."""

from dataclasses import dataclass, field
from typing import Final

from msgspec import structs

from studio.engine import vocabulary
from studio.engine.director.standing import Mark
from studio.engine.director.story import Story
from studio.engine.director.things import Mention
from studio.engine.director.vehicles import goes_by_itself
from studio.timeline.film import Action, CastId, EntityId, Onset, PropId

COMPANIONABLE: Final = frozenset(
    {"stand", "walk", "run", "sit", "dance", "jump", "laugh", "cry", "leave", "enter", "look", "get_up"}
)
OF_THINGS: Final = frozenset(
    {"fall", "roll", "bounce", "topple", "slide", "swing", "break", "open", "shut", "light", "put_out"}
)
"""Families of motions that a thing can do by itself."""
_DRIFTING: Final = frozenset({"float"})
"""Motions that a thing does by itself where people do something else."""
_THING_DOES: Final = {
    "swing_on": "sway",
    "dive": "fall",
    "fall_in": "fall",
    "jump_in": "bounce",
    "surface": "float",
    "drop": "fall",
    "jump": "bounce",
    "dance": "sway",
    "swing_sword": "sway",
    "slip": "slide",
    "get_up": "float",
}
_AS_A_WHOLE: Final = {"fall over": "topple", "keel over": "topple", "collapse": "topple", "tip": "topple"}
"""What a thing that stands does in such words."""
_STRIKES: Final = frozenset({"punch", "topple", "push", "break"})
"""What a thing does to another one by coming to it: "the ball knocks over the bottles"."""
_LAMP_DOES: Final = {"go out": "put_out", "come on": "light", "flicker on": "light", "flicker out": "put_out"}
_RESTS: Final = frozenset({"stand", "sit", "put_down", "sleep", "lie_down", "hide", "wake_up"})
AT_REST: Final = frozenset({"hang", "hung", "lean", "rest", "lie", "stand", "sit", "perch", "wait"})
"""Verbs with which a thing only is where it is."""
_LIFELESS: Final = frozenset({"fall", "roll", "bounce", "topple", "slide", "sway", "float", "sink"})
"""Motions in which what is alive is moved as a thing is."""
_ALIGHTS: Final = frozenset({"land", "alight"})
"""What a bird does that comes down to perch."""
_USED_IN: Final = {
    "eat": frozenset({
        "apple", "bread", "onigiri", "ice_cream", "tangerine", "banana", "watermelon", "donut", "egg", "sandwich",
        "dango", "pizza", "cake", "lunchbox", "mushroom",
    }),
    "drink": frozenset({"cup", "glass", "bottle", "bowl"}),
    "read": frozenset({"book", "letter", "newspaper", "paper", "scroll", "folder"}),
    "play": frozenset({"guitar", "violin", "piano", "drum", "flute", "trumpet"}),
}  # fmt: skip
"""What is done with a thing in hand of these kinds, where the words name none."""
AT_EASE: Final = {"rest": "sit", "lean": "stand"}
"""What somebody does of whom such a verb is said with no object: "leans against the wall"."""
_FEEDS: Final = frozenset({"feed", "serve"})
"""What is given is not said: "feeds the pigeons"."""
_TAKEN_FIRST: Final = frozenset({"throw", "give", "put_down"})
_AGAIN: Final = _TAKEN_FIRST | {"drop", "kick", "stack", "topple", "break"}
_TAKES: Final = frozenset({"hold", "pick_up", "catch", "lift", "carry"})
MOST_IN_HAND: Final = 5
ARMS_ARE_FULL: Final = f"Nobody carries more than {MOST_IN_HAND} things at a time."
_ONE_AT_A_TIME: Final = "One person does this with one thing at a time."
_ALONE: Final = _TAKES | {"put_down", "drop", "throw", "give"}
_LOSES: Final = frozenset({"put_down", "drop", "throw", "give"})


@dataclass
class Verb:
    """A verb as the clause goes on. ``spoken``: it only says who speaks the quotation beside it.

    ``word`` is the verb as written, in its base form. ``more``: further things it is done with. ``mutual``: each other.
    ``painted``: it is done with a part of the set. ``thing_at``: the mark that named its thing.
    ``passive``: its subject is what it is done to ("is thrown by"). ``inverted``: its subject comes after it.
    """

    motion: str
    who: list[EntityId]
    manner: float
    mark: Mark
    thing: PropId | None = None
    towards: EntityId | None = None
    spoken: bool = False
    word: str = ""
    more: list[PropId] = field(default_factory=list[PropId])
    mutual: bool = False
    passive: bool = False
    inverted: bool = False
    painted: bool = False
    thing_at: int = -1

    @property
    def family(self) -> str:
        """Which acting code plays it."""
        return vocabulary.motions()[self.motion].family

    @property
    def wants_thing(self) -> bool:
        """Whether it is done with a thing."""
        return "thing" in vocabulary.motions()[self.motion].needs

    @property
    def wants_something(self) -> bool:
        """Whether a particle before its object says nothing of where: "gobbles down an apple"."""
        return self.takes_thing and self.family not in ("walk", "open", "shut")

    @property
    def takes_thing(self) -> bool:
        """Whether this is, or may be, done with a thing."""
        return self.wants_thing or "thing?" in vocabulary.motions()[self.motion].needs


def too_many(verb: Verb) -> str:
    """Why it cannot be done with all of its things, one after the other or an armful at a time; "" where it can."""
    if verb.motion in _AGAIN or len(verb.more) < len(verb.who):
        return ""
    if verb.motion not in _TAKES or len(verb.who) > 1:
        return _ONE_AT_A_TIME
    return "" if len(verb.more) < MOST_IN_HAND else ARMS_ARE_FULL


def acted(verb: Verb, story: Story, seen: list[EntityId], words: str) -> tuple[list[Action], str]:
    """The Actions of a finished clause, and why there are none (empty when there are)."""
    if verb.spoken:
        return [], ""
    if not verb.who:
        return [], "The words do not say who does this."
    people = [CastId(one) for one in verb.who if story.is_person(one)]
    things = [PropId(one) for one in verb.who if not story.is_person(one)]
    moved, fault = _things_do(verb, story, things, words)
    if not people:
        return moved, fault
    if verb.family == "bounce" and verb.thing is not None:
        return _things_do(verb, story, [verb.thing, *verb.more], words)
    if verb.motion == "push" and verb.word.startswith("roll") and verb.thing is not None and verb.towards is not None:
        verb.motion = _goes(story, verb.thing)  # "rolls the ball at the pins"
    if verb.family == "roll" and verb.word.startswith("tumble"):
        verb.motion = "fall"
    if verb.family in ("roll", "bounce") and (verb.thing is None or verb.family == "bounce"):
        return moved, "People cannot roll or bounce on this stage yet."
    if verb.thing is None and verb.word in AT_EASE and verb.motion not in ("lean_on", "pat"):
        verb.motion = AT_EASE[verb.word]
    thing = _thing_for(verb, story, people[0], seen)
    if verb.motion == "pour" and thing is None:
        streams = verb.word in ("pour", "pour out") and verb.towards is None and (len(verb.who) > 1 or " " in verb.word)
        verb.motion = "walk" if streams else verb.motion
        verb.painted = True
    if verb.word.startswith("blow") and (played := _instrument(verb, story)) is not None:
        verb.motion, verb.towards, thing = "play", None, played
    if verb.family == "kick" and thing is None and verb.towards is not None and story.is_person(verb.towards):
        verb.motion = "punch"  # the stage strikes it with the foot, by its words
    if verb.motion == "pat" and thing is None and verb.towards is None and not (verb.painted or verb.mutual):
        return moved, "The stage has no such action of the body yet."
    with_somebody = thing is None and verb.towards is not None and story.is_person(verb.towards)
    if verb.motion in ("carry", "lift", "catch") and with_somebody:
        carried = Action(people[0], verb.motion, None, verb.towards, verb.manner, words)
        return [carried, *moved], "Nobody is carried or caught on this stage yet: it is played as a gesture."
    if verb.word in _FEEDS and thing is None and verb.towards is not None:
        return [Action(one, "give", None, verb.towards, verb.manner, words) for one in people], ""
    if verb.wants_thing and with_somebody:
        return moved, "The stage has no such action with a person yet."
    if verb.wants_thing and thing is None and verb.painted:
        return [Action(one, verb.motion, None, verb.towards, verb.manner, words) for one in people], ""
    if verb.wants_thing and thing is None:
        return moved, "There is no thing known to the studio to do this with."
    if thing is not None and len(people) > 1 and len(verb.more) == len(people) - 1:
        return [*_each(verb, story, people, [thing, *verb.more], words), *moved], ""
    if thing is not None and len(people) > 1 and verb.motion == "throw" and verb.towards is None and not verb.more:
        return [*_to_and_fro(verb, story, people, thing, words), *moved], ""
    if thing is not None and len(people) > 1 and verb.motion in _ALONE:
        fault = f"One person does this with the {story.things.get(thing).noun}; the others only stand by."
        people = people[:1]
    if verb.motion == "swing_on":
        return [*_on_swings(verb, story, people, words), *moved], ""
    _remember(verb.motion, story, people[0], thing, verb.towards)
    people = people[:1] if _as_two(verb, people) else people
    actions = [
        Action(one, verb.motion, thing, _towards(verb, one), verb.manner, words, onset=_together(place))
        for place, one in enumerate(people)
    ]
    fault = fault or vocabulary.motions()[verb.motion].lost
    return [*actions, *_again(verb, story, people[0], words), *moved], fault


def _on_swings(verb: Verb, story: Story, people: list[CastId], words: str) -> list[Action]:
    """As in "two girls swing on the swings": everybody on one of their own."""
    swings = story.things.several(Mention("swing", "swing", "the"), len(people), story.scene)
    return [
        Action(who, verb.motion, None, one.id, verb.manner, words, onset=_together(place))
        for place, (who, one) in enumerate(zip(people, swings, strict=True))
    ]


def _each(verb: Verb, story: Story, people: list[CastId], things: list[PropId], words: str) -> list[Action]:
    """As in "two cyclists ride bicycles": everybody with a thing of their own."""
    for who, thing in zip(people, things, strict=True):
        _remember(verb.motion, story, who, thing, verb.towards)
    pairs = enumerate(zip(people, things, strict=True))
    return [
        Action(who, verb.motion, thing, _towards(verb, who), verb.manner, words, onset=_together(place))
        for place, (who, thing) in pairs
    ]


def _to_and_fro(verb: Verb, story: Story, people: list[CastId], thing: PropId, words: str) -> list[Action]:
    """As in "two boys throw a ball", "they toss it back and forth": from each to the next, and back to the first."""
    _remember("throw", story, people[-1], thing, people[0])
    turns = zip(people, [*people[1:], people[0]], strict=True)
    return [Action(one, "throw", thing, other, verb.manner, words) for one, other in turns]


def _together(place: int) -> Onset:
    """All who do the same begin together."""
    return Onset.WITH if place else Onset.NEXT


def _again(verb: Verb, story: Story, who: CastId, words: str) -> list[Action]:
    """The same with each further thing: an armful at once, else one after the other."""
    found: list[Action] = []
    more = verb.more[: MOST_IN_HAND - 1] if verb.motion in _TAKES else verb.more
    more = [] if verb.word == "sell" else more
    in_rows = [one for one in more if vocabulary.prop_kinds()[story.things.get(one).kind].several]
    if verb.motion == "put_down" and len(in_rows) == len(more):
        return []  # "sets up a row of dominoes": the last of it is put in its place
    for thing in more if verb.motion in _AGAIN | _TAKES else ():
        in_hand = thing in story.held(who)
        _remember(verb.motion, story, who, thing, verb.towards, besides=True)
        done = Action(who, verb.motion, thing, _towards(verb, who), verb.manner, words)
        together = verb.motion in _TAKES or verb.motion in ("topple", "drop") or (in_hand and verb.motion == "put_down")
        if together:
            found.append(structs.replace(done, onset=Onset.WITH))
        elif verb.motion in _TAKEN_FIRST and not in_hand:
            found += [Action(who, "pick_up", thing, None, verb.manner, words), done]
        else:
            found.append(done)
    return found


def _things_do(verb: Verb, story: Story, things: list[PropId], words: str) -> tuple[list[Action], str]:
    alive = bool(things) and vocabulary.prop_kinds()[story.things.get(things[0]).kind].alive
    if alive and verb.word in _ALIGHTS:
        verb.motion = "sit"
    if alive and verb.word in ("jump up", "leap up"):
        verb.motion = "jump"
    if alive and verb.motion in _LOSES:
        story.let_go = verb.thing
    if alive and verb.thing is not None and verb.word.startswith("knock"):
        falls = "slide" if " off " in f" {words.lower()} " else "topple"
        hits = _all_do(verb, "punch", things[:1], words, verb.thing)
        return [*hits, Action(verb.thing, falls, None, None, verb.manner, words)], ""
    if alive and verb.motion not in _LIFELESS:
        return _all_do(verb, verb.motion, things, words, verb.thing), ""
    motion = _LAMP_DOES.get(verb.word) or _THING_DOES.get(verb.motion, verb.motion)
    motion = _AS_A_WHOLE.get(verb.word, motion)
    motion = "slide" if verb.motion == "push" and verb.word.startswith("slide") else motion
    if not things or (motion in _RESTS and not verb.wants_thing) or verb.word.partition(" ")[0] in AT_REST:
        return [], ""
    driven = goes_by_itself(story.things.get(things[0]).kind, story.things.get(things[0]).noun)
    if driven and verb.motion == "run":
        verb.motion = "ride"
    if driven and verb.family in ("walk", "turn", "float"):
        return _all_do(verb, verb.motion, things, words), ""
    struck = verb.thing or verb.towards
    if verb.motion in _STRIKES and struck is not None and struck not in things and not story.is_person(struck):
        verb.towards = struck
        return _all_do(verb, _goes(story, things[0]), things, words), ""
    if verb.motion in ("punch", "push") and set(things) <= story.moving:
        return [], ""
    if len(things) > 1 and struck is None and (verb.motion in _STRIKES or motion == "roll") and _meet(verb):
        pairs = zip(things, [*things[1:], things[0]], strict=True)
        story.moving = frozenset(things)
        goes = [Action(one, _goes(story, one), None, other, verb.manner, words) for one, other in pairs]
        return [goes[0], *(structs.replace(one, onset=Onset.WITH) for one in goes[1:])], ""
    if not _can_do(motion):
        noun, kind = story.things.get(things[0]).noun, story.things.get(things[0]).kind
        if kind == "unknown":
            return [], f"A labelled shape cannot {verb.word or verb.motion}."
        return [], f"On this stage the {noun} can fall, roll, slide, swing and break, but not do this."
    for one in things:
        story.loses(one)
    story.moving = frozenset(things)
    return _all_do(verb, motion, things, words), ""


def _meet(verb: Verb) -> bool:
    """As in "two balls collide", "the boxes slide into each other": each at the next."""
    return verb.mutual or verb.word in ("collide", "bump into", "knock into")


def _all_do(verb: Verb, motion: str, things: list[PropId], words: str, thing: PropId | None = None) -> list[Action]:
    """As in "twelve balls fall": one event, and not twelve in a row."""
    return [
        Action(one, motion, thing, verb.towards, verb.manner, words, onset=_together(place))
        for place, one in enumerate(things)
    ]


def _goes(story: Story, thing: PropId) -> str:
    """How a thing comes to another one over the ground."""
    rolls = vocabulary.prop_kinds()[story.things.get(thing).kind].shape in ("sphere", "cylinder", "capsule")
    return "roll" if rolls else "slide"


def _can_do(motion: str) -> bool:
    """Whether a thing can do this by itself."""
    known = vocabulary.motions().get(motion)
    return known is not None and (known.family in OF_THINGS or motion in _DRIFTING)


def _thing_for(verb: Verb, story: Story, who: CastId, seen: list[EntityId]) -> PropId | None:
    """What it is done with: what the words say, else what is in hand, else the thing just spoken of."""
    if verb.thing is None and verb.family == "use":
        return _used(verb, story, who, seen)
    if verb.thing is not None or not verb.wants_thing:
        return verb.thing
    if verb.motion not in _TAKES and who in story.holding:
        return story.holding[who]
    if verb.towards is not None and not story.is_person(verb.towards):
        return None
    last = story.things.last()
    return last.id if last is not None and last.id in seen and verb.motion in ("drop", "throw", "kick") else None


def _used(verb: Verb, story: Story, who: CastId, seen: list[EntityId]) -> PropId | None:
    """As in "she catches the apple and takes a bite", "opens a scroll and begins to read": what is in hand, or was
    spoken of right before, where that is what one does this with.
    """
    last = story.things.last()
    told = last.id if last is not None and last.id in seen and verb.motion in ("read", "play") else None
    held = story.holding.get(who, told)
    fits = held is not None and verb.towards is None and story.things.get(held).kind in _USED_IN.get(verb.motion, ())
    return held if fits else None


def _instrument(verb: Verb, story: Story) -> PropId | None:
    """As in "blows into the flute": what one blows into to play it."""
    into = verb.thing or verb.towards
    thing = None if into is None or story.is_person(into) else story.things.get(PropId(into))
    return thing.id if thing is not None and thing.kind in _USED_IN["play"] else None


def _towards(verb: Verb, who: CastId) -> EntityId | None:
    """Nobody does a thing to themselves: two who wave at each other wave at the other one."""
    mutual = _meet(verb) or verb.family == "together" or verb.motion in ("talk", "bow", "kiss")
    if verb.towards is None and mutual and len(verb.who) > 1:
        return next(one for one in verb.who if one != who)
    return None if verb.towards == who else verb.towards


def _as_two(verb: Verb, people: list[CastId]) -> bool:
    """As in "they hug": one does it with the other, and both are at it."""
    return verb.family == "together" and verb.towards is None and len(people) == 2


def _remember(
    motion: str, story: Story, who: CastId, thing: PropId | None, towards: EntityId | None, besides: bool = False
) -> None:
    """Keep track of what is in whose hand."""
    if thing is None:
        return
    if motion in _LOSES or motion == "kick":
        story.let_go, story.moving = thing, frozenset({thing})
        story.loses(thing)
    if motion in _TAKES:
        story.takes(who, thing, besides)
    if motion == "give" and towards is not None and story.is_person(towards):
        story.takes(CastId(towards), thing)
