"""What can be designed of somebody or something, and the choices there are: all read from the studio's own tables."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import cast

from studio.engine import vocabulary
from studio.engine.casting import VOICES, colour_name
from studio.timeline.designing import BOUNDS, FACE_PARTS, Origin, origin, scripted_value
from studio.timeline.film import CastMember, Prop


class Control(Enum):
    """How a part is designed."""

    NAME = "name"
    CHOICE = "choice"
    COLOUR = "colour"
    NUMBER = "number"
    SEVERAL = "several"


@dataclass(frozen=True)
class Choice:
    """One of the values that a part can have, and how it is called."""

    value: str
    name: str


@dataclass(frozen=True)
class Attribute:
    """A part that can be designed. shown: what a number is multiplied by on the screen; usual: what None is called."""

    part: str
    label: str
    control: Control
    choices: tuple[Choice, ...] = ()
    step: float = 1.0
    shown: float = 1.0
    unit: str = ""
    usual: str = ""

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the most of a number."""
        return BOUNDS[self.part]

    def called(self, value: object) -> str:
        """A value in words: "ponytail", "1.62 m", "dark blue"."""
        match self.control:
            case Control.NUMBER if isinstance(value, int | float):
                return f"{value * self.shown:g} {self.unit}".strip()
            case Control.SEVERAL:
                return ", ".join(map(self._name, cast(tuple[str, ...], value))) or "none"
            case Control.COLOUR if isinstance(value, str):
                return next((one.name for one in self.choices if one.value == value), colour_name(value))
            case _:
                return self.usual.lower() if value is None else self._name(str(value))

    def _name(self, value: str) -> str:
        return next((one.name for one in self.choices if one.value == value), value).lower()


@dataclass(frozen=True)
class Group:
    """Attributes under a heading."""

    heading: str
    attributes: tuple[Attribute, ...]


def groups_of(entity: CastMember | Prop) -> tuple[Group, ...]:
    """All that can be designed of somebody or something; of who is played by a model, what it leaves open."""
    if isinstance(entity, Prop):
        return _thing()
    return _person() if entity.look.model is None else tuple(group for group in _person() if group.heading in _KEPT)


def attribute(entity: CastMember | Prop, part: str) -> Attribute:
    """The attribute of this part; KeyError if there is none."""
    found = {one.part: one for group in groups_of(entity) for one in group.attributes}
    return found[part]


def why(entity: CastMember | Prop, attribute: Attribute) -> str:
    """Who says that a part is as it is, as a tooltip."""
    match origin(entity, attribute.part):
        case Origin.WORDS:
            return "As the script says"
        case Origin.STUDIO:
            return "The script does not say: the studio's choice"
        case Origin.ARTIST:
            before = attribute.called(scripted_value(entity, attribute.part))
            return f"Your design. Press for it as the script says: {before}"


_KEPT = ("Who", "Voice")
_FACE_LABELS = ("Jaw width", "Eye size", "Eye slant", "Eye spacing", "Brow weight", "Mouth width")


@cache
def _person() -> tuple[Group, ...]:
    builds = _named("builds", leave=("somebody",))
    return (
        Group("Who", (
            Attribute("name", "Name", Control.NAME),
            Attribute("build", "Build", Control.CHOICE, builds),
            Attribute("height_m", "Height", Control.NUMBER, step=1, shown=100, unit="cm"),
        )),
        Group("Head", (
            Attribute("hair_style", "Hair", Control.CHOICE, _named("hair")),
            Attribute("hair", "Hair colour", Control.COLOUR, _colours("hair")),
            Attribute("eyes", "Eyes", Control.COLOUR, _colours("hex")),
            Attribute("skin", "Skin", Control.COLOUR, _colours("skin")),
        )),
        Group("Face", (
            *(
                Attribute(part, label, Control.NUMBER, step=10, shown=100, unit="%")
                for part, label in zip(FACE_PARTS, _FACE_LABELS, strict=True)
            ),
        )),
        Group("Clothes", (
            Attribute("outfit", "Outfit", Control.CHOICE, _named("outfits")),
            Attribute("cloth", "Main colour", Control.COLOUR, _colours("hex")),
            Attribute("cloth_second", "Second colour", Control.COLOUR, _colours("hex")),
            Attribute("accent", "Accent", Control.COLOUR, _colours("hex")),
            Attribute("accessories", "Wears", Control.SEVERAL, _named("accessories")),
        )),
        Group("Voice", (
            Attribute("variant", "Voice", Control.CHOICE, _voices()),
            Attribute("pitch", "Pitch", Control.NUMBER, step=1),
            Attribute("rate_wpm", "Pace", Control.NUMBER, step=2, unit="words/min"),
        )),
    )  # fmt: skip


@cache
def _thing() -> tuple[Group, ...]:
    materials = tuple(Choice(key, _title(key)) for key in vocabulary.materials())
    return (
        Group("What", (
            Attribute("name", "Name", Control.NAME),
            Attribute("colour", "Colour", Control.COLOUR, _colours("hex"), usual="As usual"),
            Attribute("material", "Material", Control.CHOICE, materials, usual="As usual"),
            Attribute("scale", "Size", Control.NUMBER, step=5, shown=100, unit="%"),
        )),
    )  # fmt: skip


def _named(table: str, leave: Iterable[str] = ()) -> tuple[Choice, ...]:
    return tuple(Choice(key, _title(key)) for key in vocabulary.named(table) if key not in leave)


def _colours(kind: str) -> tuple[Choice, ...]:
    """The palette of a kind of part: each tone once, by the name that a script would call it."""
    tones: dict[str, str] = {}
    for name, entry in vocabulary.named("colours").items():
        if kind in entry.text:
            tones.setdefault(entry.text[kind], name)
    return tuple(Choice(tone, name) for tone, name in tones.items())


def _voices() -> tuple[Choice, ...]:
    return tuple(
        Choice(variant, f"{sex.capitalize()} {number}")
        for sex, variants in VOICES.items()
        for number, variant in enumerate(sorted(variants), start=1)
    )


def _title(key: str) -> str:
    words = key.replace("_", " ")
    return f"{words[:1].upper()}{words[1:]}"
