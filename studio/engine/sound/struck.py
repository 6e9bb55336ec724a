"""Things that are struck, scraped and walked on, as mono sounds whose first sample is the contact.

Struck bodies ring in damped modes (modal synthesis) with a burst of noise for the contact itself.
Source: van den Doel and Pai, "The Sounds of Physical Shapes", 1998.
"""

from functools import cache, lru_cache
from typing import Final

import numpy as np
from msgspec import Struct

from studio.engine.performance import Samples
from studio.engine.sound.spectrum import Reals, decibels, shaped_noise
from studio.engine.sound.stems import RATE
from studio.engine.vocabulary import Material, read_table

VARIANTS: Final = 5
_RING_DECAYS: Final = 6.0
_DAMPED: Final = 0.4  # of the free decay: what falls or stands is damped by what it touches
_LONGEST_S: Final = 2.5
_SEED: Final = 20_011
_WET: Final = "wet"


class StepGround(Struct, frozen=True):
    """What a footstep is made of; see ``sounds/steps.toml``."""

    level_db: float
    thump_hz: float
    thump_db: float
    tap_db: float
    grains: int
    spread_s: float
    grain_s: float
    low_hz: float
    high_hz: float
    grains_db: float
    toe_s: float
    toe_db: float
    tap_hz: float = 2000.0
    ring_db: float = -60.0


@cache
def step_grounds() -> dict[str, StepGround]:
    """``sounds/steps.toml``; always has "concrete" and "wet"."""
    return read_table("sounds/steps.toml", StepGround)


@lru_cache(maxsize=256)
def strike(material: Material, size: float, hardness: float, variant: int) -> Samples:
    """A body of one material struck once: (n,) float32, peak 1, loud from its first sample.

    Args:
        size: how large beside a usual thing of this material (1); larger rings lower and longer.
        hardness: 0-1, how hard and fast the blow: brighter when harder.
        variant: which of VARIANTS slightly different blows.
    """
    rng = np.random.default_rng([_SEED, variant, round(size * 16), round(hardness * 16)])
    seconds = min(max(material.decay_s * _DAMPED * size * _RING_DECAYS, 0.12), _LONGEST_S)
    time = np.arange(round(seconds * RATE), dtype=np.float32) / RATE
    ring = _modes(material, size, hardness, rng, time)
    burst = _burst(material, hardness, rng, len(time))
    sound = ring * np.float32(1 - 0.75 * material.noise) + burst * np.float32(0.25 + 0.75 * material.noise)
    return _faded(sound / np.abs(sound).max())


def _modes(material: Material, size: float, hardness: float, rng: np.random.Generator, time: Reals) -> Samples:
    """The damped partials of a struck body; higher ones are quieter and die sooner."""
    sound = np.zeros_like(time)
    for number, hertz in enumerate(material.ring):
        pitch = hertz / size**0.8 * (1 + 0.012 * rng.standard_normal())
        if pitch > 0.45 * RATE:
            continue
        weight = (0.15 + 0.8 * hardness) ** number * (0.75 + 0.5 * rng.random())
        decay = max(material.decay_s * _DAMPED * size * (material.ring[0] / hertz) ** 0.7, 0.004)
        sound += np.float32(weight) * np.exp(-time / decay) * np.sin(2 * np.pi * pitch * time)
    return sound / max(float(np.abs(sound).max()), 1e-6)


def _burst(material: Material, hardness: float, rng: np.random.Generator, count: int) -> Samples:
    """The contact itself: noise that starts at once and is gone in milliseconds."""
    centre = min(max((material.ring[0] if material.ring else 200.0) * (1.5 + 4 * hardness), 250.0), 7000.0)
    curve = ((centre / 6, -24.0), (centre, 0.0), (centre * 4, -9.0 - 9 * (1 - hardness)), (16000.0, -40.0))
    decay = 0.002 + 0.022 * material.noise
    length = min(count, round(decay * 8 * RATE))
    burst = np.zeros(count, np.float32)
    burst[:length] = shaped_noise(rng, length, curve) * np.exp(-np.arange(length) / (decay * RATE))
    return _from_first_sample(burst / max(float(np.abs(burst).max()), 1e-6))


@lru_cache(maxsize=64)
def footstep(ground: str, material: Material | None, hard_sole: bool, wet: bool, variant: int) -> Samples:
    """One footstep on a ground of ``steps.toml``: (n,) float32, peak about 0 dBFS, heel on the first sample."""
    grounds = step_grounds()
    rng = np.random.default_rng([_SEED, 7, variant, *ground.encode()])
    sound = _foot(grounds[ground], material, hard_sole, rng)
    if wet:
        splash = _foot(grounds[_WET], None, False, rng)
        count = max(len(sound), len(splash))
        sound = np.pad(sound, (0, count - len(sound))) + np.pad(splash, (0, count - len(splash)))
    return _faded(sound)


def _foot(ground: StepGround, material: Material | None, hard_sole: bool, rng: np.random.Generator) -> Samples:
    """Heel, then toe."""
    count = round((ground.toe_s + ground.spread_s + 0.12) * RATE)
    sound = np.zeros(count, np.float32)
    heel = _set_down(ground, hard_sole, rng)
    sound[: len(heel)] += heel[:count]
    later = round(ground.toe_s * (0.9 + 0.2 * rng.random()) * RATE)
    toe = _set_down(ground, hard_sole, rng)[: count - later]
    sound[later : later + len(toe)] += np.float32(decibels(ground.toe_db)) * toe
    if material is not None and ground.ring_db > -50:
        knock = strike(material, 1.3, 0.3, int(rng.integers(VARIANTS)))[:count]
        sound[: len(knock)] += np.float32(decibels(ground.ring_db)) * knock
    return sound * np.float32(decibels(ground.level_db))


def _set_down(ground: StepGround, hard_sole: bool, rng: np.random.Generator) -> Samples:
    """One part of the foot comes down: weight, click, and the ground giving way."""
    count = round((ground.spread_s + 0.11) * RATE)
    time = np.arange(count, dtype=np.float32) / RATE
    glide = ground.thump_hz * (1 + 0.06 * rng.standard_normal()) * (1 + 0.5 * np.exp(-time / 0.012))
    thump = np.exp(-time / 0.028) * np.sin(2 * np.pi * np.cumsum(glide) / RATE)
    tap_db = ground.tap_db + (3.0 if hard_sole else -3.0)
    tap = _click(ground.tap_hz * (1 + 0.08 * rng.standard_normal()), count, rng)
    sound = thump * decibels(ground.thump_db) + tap * decibels(tap_db)
    return _from_first_sample((sound + _grains(ground, count, rng)).astype(np.float32))


def _click(hertz: float, count: int, rng: np.random.Generator) -> Samples:
    curve = ((hertz / 5, -22.0), (hertz, 0.0), (hertz * 3, -12.0), (18000.0, -36.0))
    length = min(count, round(0.05 * RATE))
    click = np.zeros(count, np.float32)
    click[:length] = shaped_noise(rng, length, curve) * np.exp(-np.arange(length) / (0.006 * RATE))
    return click / np.float32(3)


def _grains(ground: StepGround, count: int, rng: np.random.Generator) -> Samples:
    """Many small bursts, dense at first: sand crunching, blades of grass, snow packing."""
    low, high = ground.low_hz, ground.high_hz
    curve = ((low / 3, -40.0), (low, -2.0), ((low * high) ** 0.5, 0.0), (high, -6.0), (min(high * 2.2, 22000.0), -40.0))
    envelope = np.zeros(count, np.float32)
    size = max(round(ground.grain_s * RATE), 8)
    shape = np.exp(-np.arange(size) * 5 / size) * np.minimum(np.arange(size) / (0.1 * size), 1)
    starts = (rng.beta(1.3, 2.6, ground.grains) * ground.spread_s * RATE).astype(int)
    weights = rng.random(ground.grains) ** 2
    for start, weight in zip(starts, weights, strict=True):
        stop = min(start + size, count)
        envelope[start:stop] += (weight * shape[: stop - start]).astype(np.float32)
    noise = shaped_noise(rng, count, curve) * envelope
    return noise * np.float32(decibels(ground.grains_db) / max(float(np.abs(noise).max()), 1e-6))


def scrape(materials: tuple[Material, Material], seconds: float, seed: int) -> Samples:
    """Two bodies rolling or sliding on each other: (n,) float32, RMS about 1 in its middle."""
    rng = np.random.default_rng([_SEED, 3, seed])
    count = max(round(seconds * RATE), 480)
    first = min(max(max(m.ring[0] if m.ring else 150.0 for m in materials), 120.0), 1800.0)
    rough = max(m.noise for m in materials)
    curve = ((first / 5, -18.0), (first, 0.0), (first * 4, -8.0 - 8 * (1 - rough)), (15000.0, -36.0))
    time = np.arange(count, dtype=np.float32) / RATE
    wobble = 1 + 0.35 * np.sin(2 * np.pi * (6 + 3 * rng.random()) * time + 6 * rng.random())
    fade_out = np.minimum((seconds - time) / min(0.15, seconds / 2), 1.0).clip(0.0)
    ease = np.minimum(0.15 + time / 0.05, 1.0)
    return _from_first_sample((shaped_noise(rng, count, curve) * wobble * ease * fade_out).astype(np.float32))


def _from_first_sample(sound: Samples) -> Samples:
    """A sound that is already heard in its first sample: contacts are placed, and measured, to the sample."""
    loudest = float(np.abs(sound).max())
    if abs(float(sound[0])) < 0.02 * loudest:
        sound[0] = np.float32(0.02 * loudest)
    return sound


def _faded(sound: Samples) -> Samples:
    """The last 10 ms brought to nothing; never to be written to, for it is remembered."""
    fade = min(480, len(sound))
    sound[-fade:] *= np.linspace(1, 0, fade, dtype=np.float32)
    sound.flags.writeable = False
    return sound
