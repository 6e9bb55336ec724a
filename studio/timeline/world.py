"""The World: every fact that holds at one moment of the story, carried from shot to shot.

Metres, right-handed, z up. On every set, x runs to the right and y away from where the camera
stands by default; the ground of the main playing area is z = 0.
A heading is an angle in the xy plane in radians: 0 faces +x, pi/2 faces +y, -pi/2 faces the camera.
"""

from typing import TypeAlias

from msgspec import Struct

from studio.timeline.film import CastId, PropId, Setting

Vector: TypeAlias = tuple[float, float, float]
Quaternion: TypeAlias = tuple[float, float, float, float]


class Person(Struct, frozen=True):
    """Where one cast member is and how. ``position`` is the ground point between the feet.

    posture: "standing", "sitting" or "lying". ``emotion`` is a key of ``words/emotions.toml``.
    wearing: accessories put on or taken off since the film began ("hat" on, "-hat" off) and
    clothes changed into ("=red dress"); wet: 0 dry to 1 soaked.
    near: what of the set or which prop they are at ("door"), "" in the open.
    gone: they left their place, and are seen there no more until the words have them back.
    """

    id: CastId
    place: str
    position: Vector
    heading: float
    posture: str = "standing"
    holding: PropId | None = None
    emotion: str = "calm"
    wearing: tuple[str, ...] = ()
    wet: float = 0.0
    near: str = ""
    gone: bool = False


class Thing(Struct, frozen=True):
    """Where one prop is. ``position`` is its centre of mass, ``orientation`` (w, x, y, z).

    unfolded: whether a thing that folds (an umbrella) is open. broken: it lies in shards. opened: a lid, door or
    book is open. lit: a lamp, lantern or screen is on; None as its kind usually is. wet: 0 dry to 1 soaked.
    velocity (m/s) and spin (rad/s, its own axes): what is still moving as a shot ends moves on in the next one.
    on: what of the set or which prop it rests on ("desk"), "" the ground.
    hung_from: the point its cord is tied to; None where nothing holds it up. pieces: where its shards lie once broken.
    posture: of an animal or a robot: "stand", "sit", "lie", "sleep", "crouch", "swimming" or "flying"; "" as its kind
    usually is.
    """

    id: PropId
    place: str
    position: Vector
    orientation: Quaternion = (1.0, 0.0, 0.0, 0.0)
    held_by: CastId | None = None
    unfolded: bool = False
    broken: bool = False
    opened: bool = False
    lit: bool | None = None
    wet: float = 0.0
    on: str = ""
    velocity: Vector = (0.0, 0.0, 0.0)
    spin: Vector = (0.0, 0.0, 0.0)
    hung_from: Vector | None = None
    pieces: tuple[tuple[Vector, Quaternion], ...] = ()
    posture: str = ""


class Place(Struct, frozen=True):
    """What is so of a place itself. wet: its ground, 0 to 1. opened: features of the set that stand open
    ("door", "window"); shut: those that usually stand open and are shut ("curtains").
    lit: whether its lamps are on; None as the hour has them.
    """

    name: str
    wet: float = 0.0
    opened: tuple[str, ...] = ()
    lit: bool | None = None
    shut: tuple[str, ...] = ()


class World(Struct, frozen=True):
    """All facts at one moment. ``setting`` None before the first shot."""

    setting: Setting | None = None
    people: tuple[Person, ...] = ()
    things: tuple[Thing, ...] = ()
    places: tuple[Place, ...] = ()

    def person(self, cast_id: str) -> Person | None:
        """The person with this id, or None if they have not entered the story."""
        return next((person for person in self.people if person.id == cast_id), None)

    def thing(self, prop_id: str) -> Thing | None:
        """The thing with this id, or None if it has not entered the story."""
        return next((thing for thing in self.things if thing.id == prop_id), None)

    def place(self, name: str) -> Place:
        """What is so of the place with this name; a place nobody has been to is as its set is."""
        return next((place for place in self.places if place.name == name), Place(name))
