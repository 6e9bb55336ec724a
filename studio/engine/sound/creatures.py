"""Birds, insects and people in the air of a place."""

from functools import lru_cache
from typing import Final

import numpy as np

from studio.engine.performance import Samples
from studio.engine.sound.espeak import Delivery, utter
from studio.engine.sound.layer import CONTROL, Layer, Stretch
from studio.engine.sound.placing import pan_gains
from studio.engine.sound.spectrum import decibels, filtered, shaped_noise, stretched
from studio.engine.sound.stems import RATE, TAIL_SECONDS

_SINGERS: Final = 3
_CHATTER: Final = (
    ("f2", 70, 175, "And then she told me that we would all go there again in the summer, you know."),
    ("f4", 62, 160, "No really, I thought the same thing when I saw it this morning on the way."),
    ("m3", 55, 170, "Well, if you ask me, nobody is ever going to notice anything about that."),
    ("f5", 80, 185, "Wait, wait, give it back, I was not finished with it yet, and it is mine."),
    ("m7", 45, 155, "Tomorrow after lunch maybe, when the others are done with their homework."),
    ("f3", 75, 165, "I do not remember where I put it, perhaps it was under the window all along."),
)


def chirps(layer: Layer, stretch: Stretch) -> Samples:
    """Birds that sing their song now and then, each from its own place."""
    sound = np.zeros((2, stretch.count), np.float32)
    song_s = sum(note[2] + note[3] for note in layer.notes)
    places = [(float(stretch.rng.uniform(-1, 1)), float(stretch.rng.uniform(0.4, 1.0))) for _ in range(_SINGERS)]
    at = float(stretch.rng.exponential(60 / layer.per_minute)) * 0.6
    while at + song_s < stretch.length / RATE + TAIL_SECONDS / 2:
        pan, near = places[int(stretch.rng.integers(_SINGERS))]
        song = _song(layer, stretch.rng) * np.float32(near * decibels(layer.level_db))
        start = round(at * RATE)
        song = song[: stretch.count - start]
        sound[:, start : start + len(song)] += pan_gains(pan, layer.width)[:, None] * song
        at += song_s + float(stretch.rng.exponential(60 / layer.per_minute))
    return sound


def _song(layer: Layer, rng: np.random.Generator) -> Samples:
    """One song, never quite the same: a glide for each note."""
    transposed = 1 + 0.05 * rng.standard_normal()
    whole = int(np.ceil(len(layer.notes) * rng.uniform(0.7, 1.0)))
    pieces: list[Samples] = []
    for start_hz, end_hz, seconds, gap, loudness in layer.notes[:whole]:
        count = round(seconds * RATE * rng.uniform(0.9, 1.1))
        glide = np.geomspace(start_hz, end_hz, count) * transposed
        phase = 2 * np.pi * np.cumsum(glide) / RATE
        note = sum(weight * np.sin((number + 1) * phase) for number, weight in enumerate(layer.partials))
        shape = np.sin(np.pi * np.linspace(0, 1, count) ** 0.7) ** 1.5
        if layer.rough:
            shape = shape * (1 - layer.rough * (0.5 + 0.5 * np.sign(np.sin(2 * np.pi * 55 * np.arange(count) / RATE))))
        pieces += [np.asarray(loudness * note * shape, np.float32), np.zeros(round(gap * RATE), np.float32)]
    return np.concatenate(pieces) / np.float32(sum(layer.partials))


def insects(layer: Layer, stretch: Stretch) -> Samples:
    """A few insects, each a band of tone beaten ``beat_hz`` times a second, swelling and resting in turn."""
    sound = np.zeros((2, stretch.count), np.float32)
    time = np.arange(stretch.count, dtype=np.float32) / np.float32(RATE)
    for _ in range(_SINGERS):
        beat = layer.beat_hz * (1 + 0.08 * stretch.rng.standard_normal())
        pulse = 0.5 + 0.5 * np.sin(2 * np.pi * np.float32(beat) * time + np.float32(stretch.rng.uniform(0, 6)))
        call = stretch.drawn(_calling(layer, stretch))
        voice = shaped_noise(stretch.rng, stretch.count, layer.curve) * pulse * call
        sound += voice * pan_gains(float(stretch.rng.uniform(-1, 1)), layer.width)[:, None]
    return sound * np.float32(decibels(layer.level_db))


def _calling(layer: Layer, stretch: Stretch) -> Samples:
    """How loud one insect is, in control steps: it swells, holds and rests; at cuts it is half as loud."""
    steps = stretch.count // CONTROL + 2
    seconds = np.arange(steps) * CONTROL / RATE
    period = layer.swell_s * stretch.rng.uniform(0.85, 1.2)
    wave = np.sin(2 * np.pi * seconds / period + stretch.rng.uniform(0, 6))
    call = 1 / (1 + np.exp(-5 * (wave + 0.2)))
    settled = stretch.settled(steps)
    return (call * settled + 0.6 * (1 - settled)).astype(np.float32)


def murmur(layer: Layer, stretch: Stretch) -> Samples:
    """People talking all at once behind something: words one cannot make out, RMS at the layer's level."""
    babble = _babble()
    turned = np.stack([np.roll(channel, int(stretch.rng.integers(len(channel)))) for channel in babble])
    repeats = -(-stretch.count // turned.shape[1])
    sound = filtered(np.tile(turned, (1, repeats))[:, : stretch.count], layer.curve)
    level = float(np.sqrt(np.mean(sound**2, dtype=np.float64)))
    course = stretch.drawn(10 ** (stretch.swell(2.0) * np.float32(2.5 / 20)))
    return sound * course * np.float32(decibels(layer.level_db) / max(level, 1e-6))


@lru_cache(maxsize=1)
def _babble() -> Samples:
    """Everybody's chatter laid over itself, a few seconds that loop, (2, n)."""
    import soxr

    voices = [utter(text, Delivery("en", variant, rate, pitch, 80)) for variant, pitch, rate, text in _CHATTER]
    spoken = [np.asarray(soxr.resample(voice.samples, voice.rate, RATE), np.float32) for voice in voices]
    length = min(len(voice) for voice in spoken)
    rng = np.random.default_rng(4127)
    sound = np.zeros((2, length), np.float32)
    for voice in spoken:
        for _ in range(2):
            around = np.roll(voice[:length], int(rng.integers(length)))
            faded = around * stretched(rng.uniform(0.1, 1.0, 12).astype(np.float32), length // 11, length)
            sound += pan_gains(float(rng.uniform(-1, 1)), 1.0)[:, None] * faded
    sound.flags.writeable = False
    return sound
