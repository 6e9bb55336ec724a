"""The light of the hour over a still; one that says nothing of it stays as it is."""

from functools import cache

import cv2
import numpy as np
from msgspec import Struct

from studio.engine.painters.still.arrays import Bytes
from studio.engine.vocabulary import read_table


class Light(Struct, frozen=True):
    """See ``still_light.toml``."""

    gain: tuple[float, float, float]
    lift: tuple[float, float, float]


@cache
def _lights() -> dict[str, Light]:
    return read_table("still_light.toml", Light)


def light_of(hour: str) -> Bytes | None:
    """What each value of red, green and blue becomes, (256, 1, 3); None for the light of day."""
    light = _lights().get(hour)
    if light is None:
        return None
    values = np.linspace(0, 1, 256)[:, None]
    lit = values * np.array(light.gain) + (1 - values) * np.array(light.lift)
    return np.rint(255 * np.clip(lit, 0, 1)).astype(np.uint8).reshape(256, 1, 3)


def lit(picture: Bytes, light: Bytes | None) -> Bytes:
    """The picture in that light."""
    return picture if light is None else np.asarray(cv2.LUT(picture, light), np.uint8)
