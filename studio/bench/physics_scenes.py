"""Small scenes for measuring physics: things put in a world, moving or not, played out on the real stage and filmed."""

import math
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from studio.engine.painters.painter import Size
from studio.engine.performance import CameraPath, Performance
from studio.engine.stage.callsheet import CallSheet
from studio.engine.stage.perform import perform
from studio.engine.stop import StopToken
from studio.timeline.film import Camera, Directions, Prop, PropId, Setting, Shot, ShotId
from studio.timeline.world import Quaternion, Thing, Vector, World

SIZE = Size(640, 360)
EYE_M = 16.0
PLACE = "the bench"


@dataclass(frozen=True)
class Body:
    """A thing as it is put there: which prop, where its middle is, how it is turned and how it moves."""

    prop: Prop
    position: Vector
    velocity: Vector = (0.0, 0.0, 0.0)
    orientation: Quaternion = (1.0, 0.0, 0.0, 0.0)
    hung_from: Vector | None = None


@dataclass(frozen=True)
class View:
    """A camera that stands still on the -y side: what it looks at, how many metres high its picture is there, and
    from how far away it looks.
    """

    middle: Vector
    height_m: float
    eye_m: float = EYE_M

    def path(self, frames: int) -> CameraPath:
        """The camera of every frame."""
        eye = (self.middle[0], self.middle[1] - self.eye_m, self.middle[2])
        fov = 2 * math.atan2(self.height_m / 2, self.eye_m)
        return CameraPath(
            np.tile(np.array(eye, np.float32), (frames, 1)),
            np.tile(np.array(self.middle, np.float32), (frames, 1)),
            np.zeros(frames, np.float32),
            np.full(frames, fov, np.float32),
        )


def thing(kind: str, name: str = "thing", material: str | None = None, scale: float = 1.0) -> Prop:
    """A prop for a scene."""
    return Prop(PropId(name), kind, name, material=material, scale=scale)


def filmed(bodies: tuple[Body, ...], seconds: float, fps: int, view: View, place: str = "stage") -> Performance:
    """Play a scene out and point the camera at it. place: the kind of set."""
    setting = Setting(place, PLACE)
    things = tuple(
        Thing(b.prop.id, PLACE, b.position, b.orientation, velocity=b.velocity, hung_from=b.hung_from) for b in bodies
    )
    shot = Shot(ShotId("measured"), "", Directions(), setting, Camera(), (), Fraction(seconds).limit_denominator(1000))
    sheet = CallSheet(shot, (), tuple(b.prop for b in bodies), fps, seed=1)
    performance = perform(sheet, World(setting, things=things), (), StopToken()).performance
    return replace(performance, camera=view.path(performance.frames))
