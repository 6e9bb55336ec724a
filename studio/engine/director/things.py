"""What things are in the film: told apart by kind, colour and owner."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from studio.engine import vocabulary
from studio.engine.director.lexicon import forms, is_stand_in, lexicon
from studio.timeline.film import CastId, EntityId, Prop, PropId

_DEFINITE: Final = frozenset({"the", "this", "that", "same", "its", "it", "these", "those"})
_ORDERS: Final = (
    "", "second ", "third ", "fourth ", "fifth ", "sixth ", "seventh ", "eighth ", "ninth ", "tenth ", "eleventh ",
    "twelfth ",
)  # fmt: skip


class Mention(Struct, frozen=True):
    """A thing as the words mention it. ``noun`` as written, in small letters; ``colour`` its word and hex.

    ``scale`` and ``material`` are as in ``Prop``, None where the words do not say.
    """

    kind: str
    noun: str
    determiner: str = ""
    owner: CastId | None = None
    owner_name: str = ""
    colour: tuple[str, str] | None = None
    fresh: bool = False
    scale: float | None = None
    material: str | None = None


@dataclass
class Thing:
    """A prop in the making."""

    id: PropId
    kind: str
    noun: str
    scene: int
    owner: CastId | None = None
    owner_name: str = ""
    colour: tuple[str, str] | None = None
    labels: list[str] = field(default_factory=list[str])
    order: str = ""
    scale: float | None = None
    material: str | None = None
    place: str = ""

    @property
    def name(self) -> str:
        """How it is called, as written: "Hana's red umbrella" or "red umbrella"."""
        colour = f"{self.colour[0]} " if self.colour else ""
        owner = f"{self.owner_name}'s " if self.owner_name else ""
        return f"{owner}{self.order}{colour}{self.noun}"

    def prop(self) -> Prop:
        """The finished prop."""
        colour = self.colour[1] if self.colour else None
        return Prop(self.id, self.kind, self.name, colour, self.material, self.scale or 1.0)


class Things:
    """The props in the making, and which the words spoke of last. place: where the story is, by name."""

    def __init__(self) -> None:
        self.all: list[Thing] = []
        self.place = ""
        self._recent: list[Thing] = []
        self._group: list[Thing] = []

    def meant(self, mention: Mention, scene: int, held: list[PropId]) -> Thing:
        """The thing a mention means, new if need be. ``held``: what the person it is about has in hand."""
        found = None if mention.fresh else self._find(mention, scene, held)
        if found is None:
            found = self._add(mention, scene)
        if mention.colour and not found.colour:
            found.colour = mention.colour
        found.scale, found.material = found.scale or mention.scale, found.material or mention.material
        if mention.owner and not found.owner:
            found.owner, found.owner_name = mention.owner, mention.owner_name
        self.mention(found)
        return found

    def several(self, mention: Mention, count: int, scene: int) -> list[Thing]:
        """As many things of a kind as a number says; with "the", those that are there already come first."""
        one = replace(mention, noun=_singular(mention.noun))
        known = [thing for thing in self.all if mention.determiner in _DEFINITE and _alike(thing, one)][:count]
        group = [*known, *(self._add(one, scene, number) for number in range(len(known), count))]
        for thing in reversed(group):
            self.mention(thing)
        self._group = group
        return group

    def has(self, kind: str, noun: str) -> bool:
        """Whether such a thing is in the film already."""
        shape = kind == "unknown" or is_stand_in(noun)
        return any(thing.kind == kind and (not shape or _same_noun(thing.noun, noun)) for thing in self.all)

    def get(self, prop_id: PropId) -> Thing:
        """The thing with this id."""
        return next(thing for thing in self.all if thing.id == prop_id)

    def last(self, other_than: Collection[EntityId] = ()) -> Thing | None:
        """The thing the words spoke of last, none of ``other_than``."""
        return next((thing for thing in self._recent if thing.id not in other_than), None)

    def recent(self, count: int) -> list[PropId]:
        """The last few things the words spoke of."""
        return [thing.id for thing in self._recent[:count]]

    def last_brittle(self) -> Thing | None:
        """Of the last two things the words spoke of, the one that "it breaks" is said of: what can break at a blow."""
        known = vocabulary.materials()
        made = ((one, one.material or vocabulary.prop_kinds()[one.kind].material) for one in self._recent[:2])
        return next((one for one, material in made if known[material].brittle_j_per_kg is not None), None)

    def last_alive(self, but: Sequence[EntityId] = ()) -> Thing | None:
        """Of the last three things the words spoke of, the one that "it sighs" is said of; none of ``but``."""
        alive = (one for one in self._recent[:3] if vocabulary.prop_kinds()[one.kind].alive)
        return next((one for one in alive if one.id not in but), None)

    def last_box(self) -> PropId | None:
        """Of the last four things the words spoke of, the one that has an inside: what opens."""
        kinds = vocabulary.prop_kinds()
        return next((one.id for one in self._recent[:4] if kinds[one.kind].opens is not None), None)

    def last_that_opens(self) -> Thing | None:
        """Of the last three things the words spoke of, the one that "shuts it" is said of: what has a lid or a door."""
        kinds = vocabulary.prop_kinds()
        return next((one for one in self._recent[:3] if kinds[one.kind].opens is not None), None)

    def last_movable(self) -> Thing | None:
        """As in "a book on the shelf; he takes it": the thing before the last one, where that one stays where it is."""
        kinds, last = vocabulary.prop_kinds(), self._recent[:2]
        if len(last) < 2 or not kinds[last[0].kind].fixed or kinds[last[1].kind].fixed or kinds[last[1].kind].alive:
            return None
        return last[1]

    def last_lifeless(self) -> Thing | None:
        """The thing spoken of last that "a blue one" is another of."""
        return next((one for one in self._recent if not vocabulary.prop_kinds()[one.kind].alive), None)

    def last_group(self) -> list[Thing]:
        """What "they" are when they are things: all of those spoken of together, or the last one."""
        last = self._recent[:1]
        return self._group if last and last[0] in self._group else last

    def counted(self) -> list[Thing]:
        """Those spoken of together last, as long as no more than two others were spoken of since."""
        return self._group if set(map(id, self._group)) <= set(map(id, self._recent[: len(self._group) + 2])) else []

    def mention(self, thing: Thing) -> None:
        """The words have just spoken of this thing."""
        if thing in self._recent:
            self._recent.remove(thing)
        self._recent.insert(0, thing)
        thing.place = self.place

    def restore(self, prop: Prop) -> None:
        """Take up a prop of a finished film again."""
        table = vocabulary.named("colours")
        words = [word for word in table if prop.colour == table[word].text["hex"]]
        colour = (words[0] if words else "", prop.colour) if prop.colour else None
        noun = prop.name.removeprefix(f"{colour[0]} ") if colour else prop.name
        scale = prop.scale if prop.scale != 1 else None
        self.all.append(Thing(prop.id, prop.kind, noun, -1, colour=colour, scale=scale, material=prop.material))
        self.mention(self.all[-1])

    def _find(self, mention: Mention, scene: int, held: list[PropId]) -> Thing | None:
        alike = [thing for thing in self._recent if _alike(thing, mention)]
        if mention.owner is not None:
            owned = [thing for thing in alike if thing.owner == mention.owner or thing.id in held]
            free = [thing for thing in alike if thing.owner is None]
            return next(iter(owned or free), None)
        if mention.determiner in _DEFINITE and not alike:
            return next((thing for thing in self._recent if _ends_in(thing.noun, mention.noun)), None)
        if mention.determiner in _DEFINITE or not mention.determiner:
            same_noun = [thing for thing in alike if thing.noun == mention.noun]
            return next(iter(same_noun or alike), None)
        in_hand = [thing for thing in alike if thing.id in held]
        there = [one for one in alike if one.scene != scene and one.place in ("", self.place)]
        before = [one for one in there if one.colour == mention.colour and one.owner is None]
        return next(iter(in_hand or before), None)

    def _add(self, mention: Mention, scene: int, number_of: int = 0) -> Thing:
        wanted = "-".join(mention.noun.split()) or mention.kind
        taken = {thing.id for thing in self.all}
        number, found = 2, f"prop-{wanted}"
        while found in taken:
            found, number = f"prop-{wanted}-{number}", number + 1
        thing = Thing(
            PropId(found), mention.kind, mention.noun, scene, mention.owner, mention.owner_name, mention.colour
        )
        thing.scale, thing.material = mention.scale, mention.material
        thing.order = _ORDERS[number_of]
        self.all.append(thing)
        return thing


def _singular(noun: str) -> str:
    """The last word in the singular: "paper cups" -> paper cup."""
    before, space, last = noun.rpartition(" ")
    tables = frozenset({"props", "outfits", "accessories"})
    known = next((form for form in forms(last)[1:] if lexicon().has(form, tables)), None)
    plain = last[:-1] if last.endswith("s") and not last.endswith("ss") else last
    return f"{before}{space}{known or plain}"


def _same_noun(one: str, other: str) -> bool:
    """Whether one noun is the other, or its last words: "the boar" of a wild boar."""
    return one == other or one.endswith(f" {other}")


def _ends_in(noun: str, last: str) -> bool:
    """Whether a noun is a compound of another: a paper boat is a boat, a longbow a bow."""
    return len(last) > 2 and len(noun) > len(last) and noun.endswith(last)


def _by_noun(thing: Thing, mention: Mention) -> bool:
    """Whether a shape, or an animal that stands in for others, is one of these: a bear is no tiger."""
    return thing.kind == "unknown" or is_stand_in(thing.noun) or is_stand_in(mention.noun)


def _alike(thing: Thing, mention: Mention) -> bool:
    if thing.kind != mention.kind or (_by_noun(thing, mention) and not _same_noun(thing.noun, mention.noun)):
        return False
    traits = ((thing.colour, mention.colour), (thing.scale, mention.scale), (thing.material, mention.material))
    return all(has is None or said is None or has == said for has, said in traits)
