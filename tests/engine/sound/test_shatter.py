"""Breaking sounds of its material: a crack at once, then small pieces, brighter for glass than for wood."""

import numpy as np

from studio.engine.sound.shatter import shatter
from studio.engine.vocabulary import materials


def brightness(sound: np.ndarray) -> float:
    power = np.abs(np.fft.rfft(sound)) ** 2
    return float((np.fft.rfftfreq(len(sound), 1 / 48_000) * power).sum() / power.sum())


def test_glass_cracks_at_once_rings_on_and_is_brighter_than_wood() -> None:
    glass, wood = shatter(materials()["glass"], 0), shatter(materials()["wood"], 0)
    assert np.abs(glass[:480]).max() > 0.3
    assert np.abs(glass[9600:14400]).max() > 0.02
    assert brightness(glass) > 1.3 * brightness(wood)
    assert np.array_equal(glass, shatter(materials()["glass"], 0))
