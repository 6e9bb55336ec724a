"""Splashes are heard: on their sample, deeper and longer as they are larger."""

import numpy as np

from studio.engine.performance import Contact, ContactKind
from studio.engine.sound.effects import Ground, contact_sound
from studio.engine.sound.stems import RATE
from studio.engine.vocabulary import materials


def splash(impulse: float) -> np.ndarray:
    hit = Contact(0.0, (0.0, 0.0, 0.0), impulse, ("wood", "water"), ("ball", "water"), ContactKind.SPLASH)
    return contact_sound(hit, Ground(materials(), {"ball": 1.0}), 0)


def low_share(sound: np.ndarray) -> float:
    power = np.abs(np.fft.rfft(sound)) ** 2
    return float(power[np.fft.rfftfreq(len(sound), 1 / RATE) < 400].sum() / power.sum())


def test_a_splash_begins_on_its_first_sample_and_dies_away() -> None:
    sound = splash(2.0)
    assert abs(float(sound[0])) > 0
    assert np.abs(sound[-480:]).max() < 0.05 * np.abs(sound).max()
    assert np.isfinite(sound).all()


def test_larger_splashes_are_louder_deeper_and_longer() -> None:
    small, large = splash(0.05), splash(20.0)
    assert np.abs(large).max() > 1.5 * np.abs(small).max()
    assert len(large) > len(small)
    assert low_share(large) > low_share(small)
