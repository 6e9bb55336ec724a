"""The textures of the air: noises that gust, waves, drops, hums, distant passes, ticks.

Each takes a Layer and the Stretch of time to fill and gives (2, count) float32 at the layer's level.
"""

from typing import Final

import numpy as np

from studio.engine.performance import Samples
from studio.engine.sound.layer import CONTROL, Layer, Stretch
from studio.engine.sound.placing import pan_gains
from studio.engine.sound.spectrum import Curve, decibels, shaped_noise
from studio.engine.sound.stems import RATE

_DROP_SHAPES: Final = 24


def wide_noise(layer: Layer, stretch: Stretch) -> Samples:
    """Noise round the listener, RMS 1 in each channel: width 0 is the same in both, 1 has nothing in common."""
    first = shaped_noise(stretch.rng, stretch.count, layer.curve)
    second = shaped_noise(stretch.rng, stretch.count, layer.curve)
    angle = layer.width * np.pi / 4
    middle, side = first * np.float32(np.cos(angle)), second * np.float32(np.sin(angle))
    return np.stack([middle + side, middle - side]).astype(np.float32, copy=False)


def noise(layer: Layer, stretch: Stretch) -> Samples:
    """Air, hiss, hum of a city: steady, or in gusts."""
    sound = wide_noise(layer, stretch) * np.float32(decibels(layer.level_db))
    if layer.gust_db:
        course = stretch.swell(layer.gust_s) + 0.4 * stretch.swell(layer.gust_s / 3)
        sound *= stretch.drawn(10 ** (course * np.float32(layer.gust_db / 20)))
    return sound


def waves(layer: Layer, stretch: Stretch) -> Samples:
    """Waves that gather, break and draw back, one every ``seconds`` or so, and foam that hisses after them."""
    steps = stretch.count // CONTROL + 2
    body, foam = np.zeros(steps, np.float32), np.zeros(steps, np.float32)
    seconds = np.arange(steps, dtype=np.float32) * np.float32(CONTROL / RATE)
    at = -layer.seconds * stretch.rng.uniform(0.2, 1.2)
    while at < seconds[-1]:
        size = np.float32(stretch.rng.uniform(0.55, 1.0))
        since = seconds - np.float32(at + 2.4)
        body += size * np.where(since < 0, np.exp(-((since / 1.1) ** 2)), np.exp(-since / 1.5))
        foam += size * np.where(since < 0.5, np.exp(-(((since - 0.5) / 0.5) ** 2)), np.exp(-(since - 0.5) / 1.9))
        at += layer.seconds * stretch.rng.uniform(0.75, 1.25)
    settled = stretch.settled(steps)
    body, foam = (course * settled + 0.4 * (1 - settled) for course in (body, foam))
    crest = tuple((hertz, gain - 14 + 5 * float(np.log2(max(hertz, 60) / 300))) for hertz, gain in layer.curve)
    sound = wide_noise(layer, stretch) * stretch.drawn(0.08 + 0.92 * body)
    sound += np.float32(0.45) * _foam(layer, crest, stretch) * stretch.drawn(0.08 + foam)
    return sound * np.float32(decibels(layer.level_db))


def _foam(layer: Layer, curve: Curve, stretch: Stretch) -> Samples:
    return np.stack([shaped_noise(stretch.rng, stretch.count, curve) for _ in range(2)]) * np.float32(layer.width)


def drops(layer: Layer, stretch: Stretch) -> Samples:
    """Drops falling at random: small bubbles that ring and, with ``rise``, go up in pitch as they close.

    Source: Minnaert's bubble; van den Doel, "Physically based models for liquid sounds", 2005.
    """
    rng, count = stretch.rng, stretch.count
    shapes = [_drop(layer, rng) for _ in range(_DROP_SHAPES)]
    number = rng.poisson(layer.per_minute / 60 * count / RATE)
    longest = max(len(shape) for shape in shapes)
    sound = np.zeros((2, count + longest), np.float32)
    loud = np.minimum(rng.lognormal(-2.4, 1.0, number), 1.0) * decibels(layer.level_db)
    gains = pan_gains(rng.uniform(-1, 1, number).astype(np.float32), layer.width) * loud.astype(np.float32)
    starts, kinds = rng.integers(0, count, number), rng.integers(0, _DROP_SHAPES, number)
    for start, kind, gain in zip(map(int, starts), map(int, kinds), gains.T, strict=True):
        shape = shapes[kind]
        sound[:, start : start + len(shape)] += gain[:, None] * shape
    return sound[:, :count]


def _drop(layer: Layer, rng: np.random.Generator) -> Samples:
    time = np.arange(round(layer.seconds * 6 * RATE), dtype=np.float32) / np.float32(RATE)
    hertz = layer.low_hz * (layer.high_hz / layer.low_hz) ** rng.random()
    pitch = hertz * (1 + layer.rise * time / layer.seconds)
    decay = layer.seconds * rng.uniform(0.6, 1.4)
    attack = np.minimum(time / (0.04 * layer.seconds), 1)
    return (attack * np.exp(-time / decay) * np.sin(2 * np.pi * np.cumsum(pitch) / RATE)).astype(np.float32)


def hum(layer: Layer, stretch: Stretch) -> Samples:
    """The hum of tubes and motors: harmonics of the mains, each a little unsteady."""
    time = np.arange(stretch.count) / RATE
    partials = np.zeros((2, stretch.count), np.float32)
    for multiple, weight in layer.notes:
        phases = stretch.rng.uniform(0, 2 * np.pi) + layer.width * stretch.rng.uniform(-1, 1, 2)
        for channel in range(2):
            partials[channel] += weight * np.sin(2 * np.pi * layer.hertz * multiple * time + phases[channel])
    power = sum(note[1] ** 2 for note in layer.notes) / 2
    unsteady = stretch.drawn(1 + 0.12 * stretch.swell(0.35))
    return partials * unsteady * np.float32(decibels(layer.level_db) / max(power, 1e-6) ** 0.5)


def passes(layer: Layer, stretch: Stretch) -> Samples:
    """Cars far off: each swells, goes by from one side to the other, and is gone."""
    sound = np.zeros((2, stretch.count), np.float32)
    seconds = np.arange(stretch.count // CONTROL + 2, dtype=np.float32) * np.float32(CONTROL / RATE)
    span = stretch.count / RATE + layer.seconds
    for _ in range(stretch.rng.poisson(layer.per_minute / 60 * span)):
        nearest = stretch.rng.uniform(-layer.seconds / 2, span - layer.seconds / 2)
        length = layer.seconds * stretch.rng.uniform(0.7, 1.4)
        course = np.exp(-(((seconds - np.float32(nearest)) / np.float32(length / 2.6)) ** 2))
        course *= stretch.settled(len(seconds)) * np.float32(stretch.rng.uniform(0.35, 1.0))
        if float(course.max()) < 0.03:
            continue
        way = 1 if stretch.rng.random() < 0.5 else -1
        pan = stretch.drawn(np.clip(way * (seconds - nearest) / length, -1, 1).astype(np.float32))
        sound += shaped_noise(stretch.rng, stretch.count, layer.curve) * stretch.drawn(course) * pan_gains(pan, 0.8)
    return sound * np.float32(decibels(layer.level_db))


def ticks(layer: Layer, stretch: Stretch) -> Samples:
    """A clock on the wall: tick, tock, twice every ``seconds``."""
    sound = np.zeros((2, stretch.count + RATE), np.float32)
    time = np.arange(round(0.03 * RATE), dtype=np.float32) / np.float32(RATE)
    gains = pan_gains(float(stretch.rng.uniform(-1, 1)), layer.width)[:, None] * decibels(layer.level_db)
    for number, start in enumerate(range(2400, stretch.count, max(round(layer.seconds * RATE / 2), 480))):
        pitch, weight = ((2900, 1.0), (2350, 0.8))[number % 2]
        tick = np.exp(-time / 0.0035) * np.sin(2 * np.pi * pitch * time) * weight
        tick += 0.5 * np.exp(-time / 0.007) * np.sin(2 * np.pi * pitch / 2.7 * time)
        sound[:, start : start + len(tick)] += (gains * tick).astype(np.float32)
    return sound[:, : stretch.count]
