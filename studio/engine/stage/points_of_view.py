"""Seeing with somebody's eyes: the camera stands where a face is, and looks at what it looks at."""

import math

import numpy as np

from studio.engine.stage import kinds
from studio.engine.stage.rotation import Doubles
from studio.engine.stage.viewing import Scene, Setup, Subject
from studio.timeline.film import Camera

FOV_DEG = 44.0
BEFORE_THE_FACE_M = 0.24  # clear of the seer's own hair
AHEAD_M = 4.0


def seen_by(seer: Subject, camera: Camera, scene: Scene) -> Setup:
    """The set-up of a point of view: what is seen is the camera's subject, or else what is before the seer."""
    face = seer.face[seer.framed][0]
    spot = _looked_at(seer, camera, scene)
    line = spot - face
    length = max(float(np.linalg.norm(line)), 0.5)
    eye = face + line / length * min(BEFORE_THE_FACE_M, 0.4 * length)
    back = eye - spot
    distance = float(np.linalg.norm(back))
    azimuth, elevation = math.atan2(back[1], back[0]), math.asin(max(-1.0, min(1.0, float(back[2]) / distance)))
    fov = math.radians(kinds.option("lenses", camera.lens).get("fov_deg", FOV_DEG))
    roll = math.radians(kinds.option("angles", camera.angle).get("roll_deg", 0.0))
    return Setup((float(spot[0]), float(spot[1]), float(spot[2])), azimuth, elevation, distance, fov, roll)


def _looked_at(seer: Subject, camera: Camera, scene: Scene) -> Doubles:
    """(3,) where the seer looks as the shot begins."""
    own = {seer.id, *(str(thing.prop.id) for thing in scene.opening.things if thing.holder == seer.id)}
    chosen = [s for s in scene.subjects if s.id == camera.subject and s.id not in own]
    named = [s for s in scene.subjects if s.id in scene.opening.named and s.id not in own]
    if chosen or named:
        seen = (chosen or sorted(named, key=lambda s: not s.person))[0]
        low = 0.10 * float(seen.height[0]) if seen.person else 0.0
        return seen.face[0] - np.array([0.0, 0.0, low])
    way = float(seer.facing[0])
    return seer.face[0] + AHEAD_M * np.array([math.cos(way), math.sin(way), -0.06])
