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
    """

    id: CastId
    place: str
    position: Vector
    heading: float
    posture: str = "standing"
    holding: PropId | None = None
    emotion: str = "calm"


class Thing(Struct, frozen=True):
    """Where one prop is. ``position`` is its centre of mass, ``orientation`` (w, x, y, z).

    unfolded: whether a thing that folds (an umbrella) is open.
    """

    id: PropId
    place: str
    position: Vector
    orientation: Quaternion = (1.0, 0.0, 0.0, 0.0)
    held_by: CastId | None = None
    unfolded: bool = False


class World(Struct, frozen=True):
    """All facts at one moment. ``setting`` None before the first shot."""

    setting: Setting | None = None
    people: tuple[Person, ...] = ()
    things: tuple[Thing, ...] = ()

    def person(self, cast_id: str) -> Person | None:
        """The person with this id, or None if they have not entered the story."""
        return next((person for person in self.people if person.id == cast_id), None)

    def thing(self, prop_id: str) -> Thing | None:
        """The thing with this id, or None if it has not entered the story."""
        return next((thing for thing in self.things if thing.id == prop_id), None)
