"""What a sentence is made of once its words are known: units, phrases and clauses, whatever the language."""

from dataclasses import dataclass, field
from typing import Final

from msgspec import Struct

NOUNS: Final = frozenset({
    "props", "sets", "builds", "outfits", "accessories", "dressing", "body", "name", "pron", "unknown", "quote",
    "sounds",
})  # fmt: skip
PEOPLE: Final = frozenset({"name", "builds", "pron"})
WORN: Final = frozenset({"outfits", "accessories"})
DESCRIBING: Final = frozenset({"colours", "hair", "sizes", "emotions", "numbers", "det", "owner"})
CAMERA: Final = frozenset({"framings", "moves", "angles", "lenses"})
STYLE: Final = frozenset({"looks", "physics"})
AIR: Final = frozenset({"weathers", "hours", "times"}) | STYLE
DOING: Final = frozenset({"motions", "verbs"})


FACED: Final = frozenset({"mirror", "computer", "television", "microphone", "easel", "gravestone"})
"""Things in front of which somebody is who does something towards them."""


class Unit(Struct, frozen=True):
    """A word or phrase of the script: the table of its meaning, how English says it, and where it stands.

    ``form``: what its inflection tells ("relative", "plural", "and", "while", ...). ``written``: as it stands.
    """

    kind: str
    said: str
    start: int
    end: int
    form: str = ""
    written: str = ""


@dataclass
class Phrase:
    """A noun with all that belongs to it. ``role``: subject, object, or the English preposition before it.

    ``beside``: the same person in another word, as in "Ken, a boy with a scarf".
    """

    head: Unit
    role: str = ""
    det: str = ""
    marks: list[Unit] = field(default_factory=list[Unit])
    count: Unit | None = None
    adjectives: list[Unit] = field(default_factory=list[Unit])
    owner: Unit | None = None
    looks: list["Phrase"] = field(default_factory=list["Phrase"])
    joined: list["Phrase"] = field(default_factory=list["Phrase"])
    beside: "Phrase | None" = None

    @property
    def person(self) -> bool:
        """Whether it is somebody."""
        return self.head.kind in PEOPLE


@dataclass
class Clause:
    """Who does what, where and how. ``joint`` joins it to the clause before; ``loose`` is said beside the verb.

    ``paused``: a comma stands behind it. ``manner``: a way of moving that is told beside the verb.
    ``passive``: the verb is done to the subject.
    """

    joint: str = ""
    subjects: list[Phrase] = field(default_factory=list[Phrase])
    verb: Unit | None = None
    begins: bool = False
    denied: Unit | None = None
    objects: list[Phrase] = field(default_factory=list[Phrase])
    adverbs: list[Unit] = field(default_factory=list[Unit])
    states: list[Unit] = field(default_factory=list[Unit])
    loose: list[Unit] = field(default_factory=list[Unit])
    ended: bool = False
    paused: bool = False
    manner: Unit | None = None
    passive: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing is in it."""
        return not (self.subjects or self.verb or self.objects or self.adverbs or self.states or self.loose)
