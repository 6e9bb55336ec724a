"""What one sentence says, once read: the values that pass from reading to cutting."""

from dataclasses import dataclass, field
from typing import Final

from msgspec import Struct

from studio.timeline.film import Beat, CastId, EntityId, Unplaced, Whereabouts

AXES: Final = {"framings": "framing", "moves": "move", "angles": "angle", "lenses": "lens"}
LEFT_OUT: Final = {
    "framings": "A shot has one framing; this one is left out.",
    "moves": "A shot has one camera move; this one is left out.",
    "angles": "A shot has one angle; this one is left out.",
    "lenses": "A shot has one lens; this one is left out.",
}
YIELDING: Final = frozenset({"static", "handheld"})
"""Moves that give way to any other one of the same shot."""


class Place(Struct, frozen=True):
    """A place as the words name it: the set it is played on and its own name."""

    set: str
    name: str
    definite: bool = False


class When(Struct, frozen=True):
    """What a sentence says about the hour and the weather. ``turns``: the weather changes here and now.

    ``sign``: the hour that something looked at belongs to ("the moon"), as ``sign_words`` have it.
    """

    hour: str | None = None
    weather: str | None = None
    turns: bool = False
    jump: str | None = None
    sign: str | None = None
    sign_words: str = ""


class Shooting(Struct, frozen=True):
    """What a sentence says about the camera. ``said`` is whether it says anything at all.

    ``other``: as in ``Camera``. ``words``: each framing, move and angle with the words for it, as written.
    """

    framing: str | None = None
    move: str | None = None
    angle: str | None = None
    lens: str | None = None
    subject: EntityId | None = None
    words: tuple[tuple[str, str], ...] = ()
    other: EntityId | None = None

    def of(self, kind: str) -> str | None:
        """What is said of one kind: framings, moves, angles or lenses."""
        return {"framings": self.framing, "moves": self.move, "angles": self.angle, "lenses": self.lens}[kind]

    def as_written(self, said: str) -> str:
        """The words for a framing, move or angle."""
        return next((words for one, words in self.words if one == said), said)

    @property
    def said(self) -> bool:
        """Whether the words direct the camera."""
        return any(one is not None for one in (self.framing, self.move, self.angle, self.lens))

    @property
    def move_across(self) -> bool:
        """Whether the camera only travels across the place: then it is a shot of its own."""
        travels = self.move is not None and self.move.split()[0] in ("pan", "track", "crane", "orbit", "tilt")
        return travels and self.framing is None and self.angle is None


class SetUp(Struct, frozen=True):
    """Another camera set-up later in the same sentence: "then tilt up". ``start`` is an offset into the script."""

    start: int
    shooting: Shooting

    def left_out(self) -> list[Unplaced]:
        """What is lost where it cannot be a shot of its own."""
        axes = {said: kind for kind in AXES if (said := self.shooting.of(kind)) is not None}
        return [Unplaced(self.shooting.as_written(said), LEFT_OUT[kind]) for said, kind in axes.items()]


@dataclass
class Clause:
    """A stretch of a sentence with what happens in it. Offsets into the script."""

    start: int
    end: int
    beats: list[Beat] = field(default_factory=list[Beat])


@dataclass
class Statement:
    """A sentence, read. ``seconds`` is an explicit length; ``pace`` a key of paces.toml, ``look`` one of looks.toml.

    effects: keys of effects.toml. gone: who or what is said to be there no more.
    """

    start: int
    end: int
    clauses: list[Clause] = field(default_factory=list[Clause])
    present: list[EntityId] = field(default_factory=list[EntityId])
    gone: list[EntityId] = field(default_factory=list[EntityId])
    place: Place | None = None
    next_place: Place | None = None
    when: When = When()  # noqa: RUF009  a frozen value
    shooting: Shooting = Shooting()  # noqa: RUF009  a frozen value
    then: list[SetUp] = field(default_factory=list[SetUp])
    whereabouts: list[Whereabouts] = field(default_factory=list[Whereabouts])
    look: str = ""
    effects: list[str] = field(default_factory=list[str])
    cues: list[str] = field(default_factory=list[str])
    pace: str | None = None
    seconds: float | None = None
    unplaced: list[Unplaced] = field(default_factory=list[Unplaced])

    @property
    def beats(self) -> list[Beat]:
        """Everything that happens, in the order of the words."""
        return [beat for clause in self.clauses for beat in clause.beats]

    @property
    def only_airs(self) -> bool:
        """As in "Blizzard.", "90s anime look.": nothing but what the weather, the hour or the picture is like."""
        told = (self.when.weather is not None and not self.when.turns) or self.when.hour is not None or bool(self.look)
        other = self.place or self.when.jump or self.cues or self.effects or self.seconds or self.pace or self.then
        return told and not (other or self.beats or self.present or self.shooting.said or self.unplaced)

    def show(self, entity: EntityId) -> None:
        """This person or thing is on screen."""
        if entity not in self.present:
            self.present.append(entity)

    def people(self, cast: frozenset[CastId]) -> list[CastId]:
        """Those of the cast on screen, in order of mention."""
        return [CastId(entity) for entity in self.present if entity in cast]
