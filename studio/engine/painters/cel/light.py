"""The uniform block that every program shares: camera, light, air and weather of one frame."""

import math
from dataclasses import dataclass

import numpy as np

from studio.engine.painters.cel.lens import Lens
from studio.engine.painters.cel.looks import OWN, Look
from studio.engine.painters.cel.scenery import Mood
from studio.engine.performance import Matrix, crossed

ROWS = 26
BLOCK_BYTES = 16 * ROWS
_WIDEST_KEY = math.radians(42)
_KEY_HEIGHT = (0.22, 0.62)


@dataclass(frozen=True)
class Air:
    """What the weather does in a frame: shot time in seconds, wind in metres a second on the average.

    gust: what the wind is now, of that; blown: the seconds of average wind that have blown since the shot began;
    wet: how wet the ground is, None as the mood has it.
    """

    time: float
    wind: tuple[float, float]
    gust: float = 1.0
    blown: float | None = None
    wet: float | None = None


def direction(azimuth_elevation: tuple[float, float]) -> Matrix:
    """Unit vector of (azimuth, elevation) degrees; azimuth 0 is +y and grows towards +x."""
    azimuth, elevation = np.radians(azimuth_elevation)
    flat = np.cos(elevation)
    return np.array([flat * np.sin(azimuth), flat * np.cos(azimuth), np.sin(elevation)])


def scene_block(lens: Lens, mood: Mood, air: Air, look: Look = OWN) -> bytes:
    """The bytes of block ``Scene`` in ``scene.glsl`` (std140: 16 bytes a row)."""
    rows = np.zeros((ROWS, 4), np.float32)
    mood = look.lit(mood)
    rows[0:4] = lens.view_projection.T
    size = lens.size
    rows[4] = (*lens.eye, air.time)
    rows[5] = (size.width, size.height, 1 / size.width, 1 / size.height)
    rows[6] = (*mood.light, lens.pixels_at_1m)
    rows[7] = (*mood.shade, size.height / 720)
    rows[8, :3] = key_light(mood)
    rows[9, :3] = people_key(lens, mood)
    rows[10] = (*mood.rim_left, mood.rim)
    rows[11] = (*mood.rim_right, mood.rim)
    rows[12, :3], rows[13, :3] = _rim_directions(lens)
    rows[14] = (*mood.fog, mood.fog_most)
    wet = mood.wet if air.wet is None else air.wet
    rows[15] = (mood.fog_density, mood.fog_start_m, wet, mood.rain)
    rows[16] = (*air.wind, air.gust, air.time if air.blown is None else air.blown)
    rows[17] = (*mood.sky_top, mood.stars)
    rows[18] = (*mood.sky_horizon, -1.0 if lens.mirrored else 1.0)
    rows[19] = _disc(mood.sun)
    rows[20] = _disc(mood.moon)
    rows[21, :3], rows[22, :3] = lens.right, crossed(lens.right, lens.forward)
    rows[23:26] = look.rows
    return rows.tobytes()


def key_light(mood: Mood) -> Matrix:
    """Unit vector towards the key light."""
    return np.array(mood.light_direction) / np.linalg.norm(mood.light_direction)


def people_key(lens: Lens, mood: Mood) -> Matrix:
    """Unit vector towards the light on people: the key, swung round to the camera's side if it stands behind them.

    A gaffer's cheat: faces are read before anything else, so they are never left wholly in shadow.
    """
    key = key_light(mood)
    from_camera = math.atan2(-lens.forward[1], -lens.forward[0])
    turn = (math.atan2(key[1], key[0]) - from_camera + math.pi) % (2 * math.pi) - math.pi
    azimuth = from_camera + max(-_WIDEST_KEY, min(_WIDEST_KEY, turn))
    height = max(_KEY_HEIGHT[0], min(_KEY_HEIGHT[1], float(key[2])))
    flat = math.sqrt(1 - height * height)
    return np.array([flat * math.cos(azimuth), flat * math.sin(azimuth), height])


def _rim_directions(lens: Lens) -> tuple[Matrix, Matrix]:
    """Two lights behind the subject, left and right of the picture."""
    level = lens.forward * np.array([1.0, 1.0, 0.0])
    level /= max(float(np.linalg.norm(level)), 1e-6)
    behind = 0.45 * level + np.array([0.0, 0.0, 0.2])
    left, right = behind - 0.87 * lens.right, behind + 0.87 * lens.right
    return left / np.linalg.norm(left), right / np.linalg.norm(right)


def _disc(place: tuple[float, float] | None) -> tuple[float, float, float, float]:
    if place is None:
        return (0.0, 0.0, -1.0, 0.0)
    x, y, z = (float(part) for part in direction(place))
    return (x, y, z, 1.0)
