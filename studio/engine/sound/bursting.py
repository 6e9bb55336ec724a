"""Fireworks as they are heard: a thump that is felt, its echo off the hills, and the crackle of sparks."""

from functools import lru_cache
from typing import Final

import numpy as np

from studio.engine.performance import Samples
from studio.engine.pyrotechnics import RISE_S, Shell
from studio.engine.sound.placing import pan_gains
from studio.engine.sound.spectrum import decibels, shaped_noise
from studio.engine.sound.stems import RATE

VARIANTS: Final = 4
_SEED: Final = 20_029
_LEVEL_DB: Final = -15.0
_WHISTLE_DB: Final = -26.0
_THUMP: Final = ((30.0, -4.0), (70.0, 0.0), (180.0, -7.0), (700.0, -22.0), (4000.0, -44.0))
_CRACK: Final = ((300.0, -18.0), (1400.0, -4.0), (4500.0, 0.0), (12000.0, -12.0))
_WIDE: Final = 0.7


def add_bursts(stem: Samples, shells: tuple[Shell, ...]) -> None:
    """Add what every shell of a shot sounds like to a stem (2, n), in place; each bang begins with its burst.

    Shells are heard wherever the camera looks: their azimuth only says from which side.
    """
    for shell in shells:
        pan = float(np.sin(shell.azimuth))
        bang = burst(shell.form, shell.number % VARIANTS)
        _lay(stem, bang * np.float32(decibels(_LEVEL_DB)), shell.burst_s, pan)
        _lay(stem, rising(shell.number % VARIANTS) * np.float32(decibels(_WHISTLE_DB)), shell.burst_s - RISE_S, pan)


def _lay(stem: Samples, sound: Samples, at_s: float, pan: float) -> None:
    start = round(at_s * RATE)
    first, last = max(start, 0), min(start + len(sound), stem.shape[1])
    if first < last:
        stem[:, first:last] += np.outer(pan_gains(pan, _WIDE), sound[first - start : last - start]).astype(np.float32)


@lru_cache(maxsize=32)
def burst(form: str, variant: int) -> Samples:
    """A shell bursting: (n,) float32, peak 1, loud from its first sample. A willow crackles longest."""
    rng = np.random.default_rng([_SEED, variant, sum(map(ord, form))])
    count = round((2.8 if form == "willow" else 2.0) * RATE)
    time = np.arange(count, dtype=np.float32) / RATE
    thump = shaped_noise(rng, count, _THUMP) * (np.exp(-time / 0.10) + 0.22 * np.exp(-time / 0.55))
    echo = np.zeros(count, np.float32)
    delay = round(float(rng.uniform(0.32, 0.55)) * RATE)
    echo[delay:] = 0.30 * thump[: count - delay]
    crackle = _crackle(rng, count, 1.4 if form == "willow" else 0.6)
    sound = thump / max(float(np.abs(thump).max()), 1e-6) + echo + crackle
    sound[-2400:] *= np.linspace(1, 0, 2400, dtype=np.float32)
    sound = (sound / np.abs(sound).max()).astype(np.float32)
    sound.flags.writeable = False
    return sound


def _crackle(rng: np.random.Generator, count: int, seconds: float) -> Samples:
    """Sparks that go out one after the other."""
    sound = np.zeros(count, np.float32)
    snap = shaped_noise(rng, round(0.012 * RATE), _CRACK) * np.exp(-np.arange(round(0.012 * RATE)) / (0.002 * RATE))
    for start in (0.25 + rng.gamma(2.0, seconds / 4, round(70 * seconds))) * RATE:
        at = int(start)
        length = min(len(snap), count - at)
        if length > 0:
            sound[at : at + length] += np.float32(0.05 * rng.uniform(0.3, 1.0)) * snap[:length]
    return sound


@lru_cache(maxsize=8)
def rising(variant: int) -> Samples:
    """The whistle of a shell on its way up: (n,) float32, peak 1, thin, and gone when it bursts."""
    rng = np.random.default_rng([_SEED, variant])
    count = round(RISE_S * RATE)
    share = np.linspace(0.0, 1.0, count, dtype=np.float32)
    hertz = (1500 + 260 * variant) * (1.0 - 0.35 * share) * (1.0 + 0.01 * np.sin(share * RISE_S * 2 * np.pi * 21))
    tone = np.sin(2 * np.pi * np.cumsum(hertz) / RATE) + 0.4 * shaped_noise(rng, count, _CRACK)
    sound = (tone * np.sin(np.pi * share**0.7) ** 2).astype(np.float32)
    sound /= np.abs(sound).max()
    sound.flags.writeable = False
    return sound
