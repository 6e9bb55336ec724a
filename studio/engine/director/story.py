"""What the reader remembers from sentence to sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from studio.engine import vocabulary
from studio.engine.director.language import language_of
from studio.engine.director.people import People
from studio.engine.director.standing import Surroundings
from studio.engine.director.statement import Place
from studio.engine.director.things import Things
from studio.engine.director.tongues.telling import spoken_in
from studio.engine.director.tongues.written import Written
from studio.timeline.film import CastId, EntityId, PropId


@dataclass
class Story:
    """People, things and where we are. ``holding`` is what each person has in hand; ``here`` who is about.

    ``besides``: what else each has, in the other hand or on top.
    ``let_go``: the thing that somebody dropped, threw or put down last; ``moving``: what moves by itself since.
    ``implied``: the set it plays on where the words never name a place.
    ``painted``: the kind and the noun of the last part of a set that could be a thing of its own.
    """

    names: frozenset[str]
    script: str
    written: Written | None = None
    implied: str = ""
    people: People = field(default_factory=People)
    things: Things = field(default_factory=Things)
    place: Place | None = None
    places: list[Place] = field(default_factory=list[Place])
    scene: int = 0
    painted: tuple[str, str] | None = None
    holding: dict[CastId, PropId] = field(default_factory=dict[CastId, PropId])
    besides: dict[CastId, list[PropId]] = field(default_factory=dict[CastId, list[PropId]])
    here: list[CastId] = field(default_factory=list[CastId])
    let_go: PropId | None = None
    moving: frozenset[EntityId] = frozenset()

    def words(self, start: int, end: int) -> str:
        """The artist's own words behind a stretch of the script as it is read."""
        return self.written.words(start, end) if self.written is not None else self.script[start:end]

    def speak_of(self, who: Sequence[EntityId]) -> None:
        """A pronoun later on means the subject of the last clause rather than its object."""
        for thing in [one for one in self.things.all if one.id in who]:
            self.things.mention(thing)
        for portrait in [one for one in self.people.all if one.id in who]:
            self.people.mention(portrait)

    def spoken_in(self, text: str, at: int) -> str:
        """The language of a line that stands at an offset into the script as it is read."""
        guess = language_of(text)
        return spoken_in(text, guess, self.written.tongue(at)) if self.written is not None else guess

    def surroundings(self) -> Surroundings:
        """What decides between meanings of the next sentence's words."""
        kinds = frozenset(thing.kind for thing in self.things.all)
        return Surroundings(self.names, self.place.set if self.place else None, kinds)

    def is_person(self, entity: EntityId) -> bool:
        """Whether this is one of the cast."""
        return entity in self.people.renamed or any(portrait.id == entity for portrait in self.people.all)

    def feels(self, entity: EntityId) -> bool:
        """Whether this is somebody, or an animal: whoever shows what they feel."""
        return self.is_person(entity) or vocabulary.prop_kinds()[self.things.get(PropId(entity)).kind].alive

    def speaks_for(self, cast_id: CastId) -> EntityId | None:
        """As in "ROBOT: Hello", where a robot is there: the animal or the robot whose voice somebody of the cast is."""
        portrait = self.people.get(cast_id)
        if portrait.id in self.here:
            return None
        spoken = (one for one in self.things.all if one.noun.split()[-1:] == portrait.name.lower().split()[-1:])
        body = next((one.id for one in spoken if vocabulary.prop_kinds()[one.kind].alive), None)
        portrait.heard = body is not None
        return body

    def held(self, cast_id: CastId | None) -> list[PropId]:
        """What a person has in hand, the first thing taken first."""
        if cast_id is None or cast_id not in self.holding:
            return []
        return [self.holding[cast_id], *self.besides.get(cast_id, ())]

    def takes(self, who: CastId, thing: PropId, besides: bool = False) -> None:
        """Somebody has this thing in hand from here on, nothing else or ``besides`` what they have."""
        if thing in self.held(who):
            return
        self.loses(thing)
        if besides and who in self.holding:
            self.besides.setdefault(who, []).append(thing)
        else:
            self.holding[who] = thing
            self.besides.pop(who, None)

    def loses(self, thing: PropId) -> None:
        """Nobody has this thing in hand any more."""
        for who in [who for who in self.holding if thing in self.held(who)]:
            rest = [one for one in self.held(who) if one != thing]
            self.holding.pop(who)
            self.besides.pop(who, None)
            for one in rest:
                self.takes(who, one, besides=True)

    def arrive(self, cast_id: CastId) -> None:
        """Somebody is in the scene from now on."""
        if cast_id not in self.here:
            self.here.append(cast_id)

    def begin_scene(self, place: Place | None) -> None:
        """A new scene: nobody is there until the words say so."""
        self.scene += 1
        self.here = []
        if place is not None:
            self.move_to(place)

    def move_to(self, place: Place) -> None:
        """From here on the story is at this place."""
        self.place, self.things.place = place, f"{place.set} {place.name}"
        if place not in self.places:
            self.places.append(place)
