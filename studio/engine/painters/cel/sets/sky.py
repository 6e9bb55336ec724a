"""What stands behind a set: clouds round the horizon, far hills, the sea, a city's edge."""

import tomllib
from collections.abc import Callable
from functools import cache

import cv2
import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from studio.engine.painters.cel.mesh import Surface
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.sets.atlas import Pixels, Region
from studio.engine.painters.cel.sets.clouds import cloud_form, cloud_picture
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.shapes import Finish, mix, quad, rgb, sheet, times
from studio.resources import resource

FAR_M = 500.0
_TOWERS_FROM = 0.75  # so many clouds in the sky bring towers of them
_GREY_SKY = ("cloudy", "rain", "storm", "snow", "fog")


class _Sky(Struct, frozen=True):
    tones: tuple[str, str, str, str]
    amount: float


@cache
def _skies() -> dict[str, _Sky]:
    return msgspec.convert(tomllib.loads(resource("sets/skies.toml").read_text("utf-8")), dict[str, _Sky])


def cloud_tones(place: Place) -> tuple[RGB, RGB, RGB, RGB]:
    """The four tones of a cloud at this hour; flat and near the sky's own grey under bad weather."""
    sky = _skies().get(place.hour, _skies()["day"])
    first, second, third, fourth = (rgb(tone) for tone in sky.tones)
    if place.setting.weather not in _GREY_SKY:
        return first, second, third, fourth
    grey = mix(place.mood.sky_horizon, place.mood.sky_top, 0.35)
    return times(grey, 0.90), times(grey, 0.95), times(grey, 1.0), mix(grey, place.mood.sky_horizon, 0.5)


def clouds(place: Place, tower_azimuth: float = 24.0, tower: float = 1.05) -> None:
    """Cumulus all round: a tower where the picture leaves room, lower heaps elsewhere, a bank on the horizon.

    Under a grey sky long layers instead, one over the other.
    """
    if place.setting.weather in _GREY_SKY:
        _overcast(place)
        return
    tones = cloud_tones(place)
    shape = str(int(place.dice("sky").integers(3)))
    sunny_right = place.mood.light_direction[0] > 0
    tall = place.atlas.put(cloud_picture(cloud_form("tower" + shape, tower), tones, 2, not sunny_right))
    wide = place.atlas.put(cloud_picture(cloud_form("heap" + shape, 0.72, 384, 176), tones, 2, not sunny_right))
    low = place.atlas.put(cloud_picture(cloud_form("bank" + shape, 0.40, 384, 104), tones, 2, not sunny_right))
    shift = float(place.dice("cloud turn").uniform(-5, 5))
    for i in range(7):
        _billboard(place, low, (-170 + 40 * i + shift, -1.6), (44.0, 10.0 + 3.0 * (i % 3)))
    for azimuth in (-150.0, -98.0, -28.0, 75.0, 128.0):
        _billboard(place, wide, (azimuth + shift, -2.0), (40.0, 21.0))
    if _skies().get(place.hour, _skies()["day"]).amount < _TOWERS_FROM:
        return
    _billboard(place, tall, (tower_azimuth + shift, -2.4), (46.0, 34.0))
    _billboard(place, tall, (tower_azimuth + 180 + shift, -2.4), (46.0, 32.0))
    _billboard(place, wide.part(0, 0, 1, 1), (tower_azimuth - 24 + shift, -2.2), (26.0, 11.0))


def _overcast(place: Place) -> None:
    """The layers painted on one picture that goes round the sky four times: each pixel is drawn once."""
    picture = place.atlas.put(_layers(place))
    for azimuth in (0.0, 90.0, 180.0, 270.0):
        _billboard(place, picture, (azimuth, -2.0), (90.2, 34.0))


def _layers(place: Place) -> Pixels:
    """Long clouds one before the other, wider the higher they are; the left edge goes on where the right one ends."""
    random, wide, high = place.dice("layers"), 1024, 400
    cloud = cloud_picture(cloud_form("layer", 0.40, 384, 104), cloud_tones(place), 2).astype(np.float32) / 255
    painted = np.zeros((high, wide, 4), np.float32)
    painted[..., :3] = cloud_tones(place)[2]
    for i in range(9):
        foot, tall = int(high * (0.30 + 0.085 * i)), int(110 - 8 * i)
        for _ in range(2):
            band = np.zeros_like(painted)
            band[max(0, foot - tall) : foot] = cv2.resize(cloud, (wide, tall))[-min(foot, tall) :]
            band = np.roll(band, int(random.integers(wide)), axis=1)
            over = band[..., 3:]
            painted[..., :3] = painted[..., :3] * (1 - over) + band[..., :3] * over
            painted[..., 3:] = np.maximum(painted[..., 3:], over)
    soft = np.asarray(cv2.GaussianBlur(painted, (0, 0), 2.2, sigmaY=1.1), np.float32)
    return np.ascontiguousarray(np.rint(soft * 255).astype(np.uint8))


def _billboard(place: Place, region: Region, centre: tuple[float, float], extent: tuple[float, float]) -> None:
    """A picture on the sky: its foot at (azimuth, elevation) and its size, all in degrees."""
    azimuth, elevation = np.radians(centre[0]), np.radians(centre[1])
    half = FAR_M * np.tan(np.radians(extent[0] / 2))
    ahead, right = np.array([np.sin(azimuth), np.cos(azimuth), 0]), np.array([np.cos(azimuth), -np.sin(azimuth), 0])
    foot = ahead * FAR_M + np.array([0, 0, FAR_M * np.tan(elevation)])
    place.far(quad(foot - right * half, right * 2 * half, (0, 0, FAR_M * np.tan(np.radians(extent[1])))), region)


def ridge(
    place: Place, name: str, distance: float, height: tuple[float, float], colour: RGB, foot: float = -30.0
) -> None:
    """A range of hills all round, its crest between two heights in metres; a little lighter at the foot."""
    random = place.dice(name)
    turn = np.linspace(0, 2 * np.pi, 97)
    crest = sum(
        random.uniform(0.4, 1.0) / n**0.8 * np.sin(n * turn + random.uniform(0, 6.28)) for n in (3, 5, 8, 13, 21, 29)
    )
    crest = height[0] + (height[1] - height[0]) * np.clip(np.asarray(crest) / 3.0 + 0.5, 0, 1)
    _band(place, distance, turn, crest, (foot, colour))


def jagged(
    place: Place, distance: float, profile: Callable[[NDArray[np.float64]], NDArray[np.float64]], colour: RGB
) -> None:
    """A far outline all round, its height in metres given by azimuth (radians)."""
    turn = np.linspace(0, 2 * np.pi, 361)
    _band(place, distance, turn, profile(turn), (-30.0, colour))


def _band(
    place: Place, distance: float, turn: NDArray[np.float64], crest: NDArray[np.float64], look: tuple[float, RGB]
) -> None:
    foot, colour = look
    x, y = np.sin(turn) * distance, np.cos(turn) * distance
    rows = np.stack([np.stack([x, y, np.full_like(x, foot)], 1), np.stack([x, y, crest], 1)])
    inward = np.broadcast_to(np.stack([-x, -y, 0 * x], 1) / distance, rows.shape)
    place.far(sheet(rows, inward), None, colour)


def sea(place: Place, level: float, near_y: float, colours: tuple[str, str]) -> None:
    """Open water from ``near_y`` to the horizon, its near and its deep colour."""
    near, deep = rgb(colours[0]), rgb(colours[1])
    grey = 0.6 if place.setting.weather in _GREY_SKY else 0.0
    near, deep = (mix(c, mix(place.mood.sky_horizon, place.mood.sky_top, 0.5), grey) for c in (near, deep))
    shown = tuple(min(1.0, c * lit) for c, lit in zip(deep, place.mood.light, strict=True))
    turn = np.linspace(0, 2 * np.pi, 73)
    beyond = mix((shown[0], shown[1], shown[2]), place.mood.sky_horizon, 0.55)
    _band(place, FAR_M, turn, np.full(73, 1.0), (-60.0, beyond))
    rows = np.array([near_y, 14, 24, 45, 90, 180, 395]) if near_y < 14 else np.array([near_y, 60, 140, 260, 395])
    xs = np.linspace(-600, 600, 9)
    grid = np.stack(np.meshgrid(xs, rows), -1)
    points = np.concatenate([grid, np.full((*grid.shape[:2], 1), level)], -1)
    place.lay(sheet(points, (0, 0, 1)), Finish(near, deep, Surface.WATER, outline=0.0))
