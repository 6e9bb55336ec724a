"""Whether a recorded voice's mouth opens and closes when the voice does, in several languages, voices and noises.

espeak-ng speaks, and knows when each of its sounds begins. Its lips are closed in pauses and while M, P and B sound: to
close and to open are events. The same sound, with silence around it and noise over it, is then taken for a recording,
and the events of the mouth that the picture would show, at 24 frames a second, are matched with the true ones.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, product
from typing import Final

import msgspec
import numpy as np
from msgspec import Struct

from studio.bench.figures import Figure, at_least, at_most
from studio.engine.performance import Phoneme, Samples, Viseme
from studio.engine.sound.espeak import Delivery, Utterance, utter
from studio.engine.sound.lips import mouths
from studio.engine.sound.mouth import mouths_of
from studio.engine.sound.spectrum import shaped_noise
from studio.engine.sound.stems import RATE
from studio.resources import resource

FPS: Final = 24
NEAR_S: Final = 2 / FPS
_AROUND_S: Final = 0.4
_GLOTTAL_S: Final = 0.06
"""A pause shorter than this is a stop of the voice: the mouth stays as it is."""
_PINK: Final = ((80.0, 0.0), (8000.0, -20.0))


class Spoken(Struct, frozen=True, forbid_unknown_fields=True):
    """A line to be spoken; see ``resources/bench/spoken.toml``."""

    language: str
    text: str
    accent: str = ""


class Material(Struct, frozen=True, forbid_unknown_fields=True):
    """All that is spoken, by which voices (variant, pitch, words a minute), under which noises."""

    noises_db: tuple[float, ...]
    voices: tuple[tuple[str, str, str], ...]
    lines: tuple[Spoken, ...]


@dataclass(frozen=True, eq=False)
class Sample:
    """A recording, (n,) mono at 48 kHz, and when the lips close (True) and open (False) in it."""

    line: Spoken
    noise_db: float
    voice: Samples
    events: tuple[tuple[float, bool], ...]


@dataclass
class Score:
    """Events there were, events that were shown, and how far apart those lie that belong together, seconds."""

    true: int = 0
    shown: int = 0
    apart: list[float] = field(default_factory=list[float])

    def add(self, true: Sequence[tuple[float, bool]], shown: Sequence[tuple[float, bool]]) -> None:
        """Match the events of a recording one to one, each with the nearest of its kind."""
        self.true, self.shown = self.true + len(true), self.shown + len(shown)
        left = list(shown)
        for time, closes in true:
            near = [one for one in left if one[1] is closes and abs(one[0] - time) <= NEAR_S]
            if near:
                found = min(near, key=lambda one: abs(one[0] - time))
                left.remove(found)
                self.apart.append(found[0] - time)

    @property
    def found(self) -> float:
        """The share of true events that have theirs within two frames."""
        return len(self.apart) / max(self.true, 1)

    @property
    def right(self) -> float:
        """The share of shown events that belong to a true one."""
        return len(self.apart) / max(self.shown, 1)


def measure() -> Sequence[Figure]:
    """Events found, by language and noise, with the words and without them."""
    material = spoken()
    with_words, without = Score(), Score()
    tables: dict[tuple[str, float], Score] = {}
    for sample in samples(material):
        told = tables.setdefault((sample.line.language, sample.noise_db), Score())
        shown = shown_events(mouths(sample.voice, sample.line.text, sample.line.language), len(sample.voice) / RATE)
        for score in (with_words, told):
            score.add(sample.events, shown)
        without.add(sample.events, shown_events(mouths(sample.voice, "", ""), len(sample.voice) / RATE))
    figures = [at_least("events within 2 frames, words known", with_words.found, "", 0.9)]
    figures += [at_least("shown events that are true, words known", with_words.right, "", 0.9)]
    figures += [at_most("half of them within", float(np.median(np.abs(with_words.apart))) * FPS, "frames", 1.0)]
    figures += [Figure("events within 2 frames, words not known", without.found, "")]
    figures += [Figure("shown events that are true, words not known", without.right, "")]
    for (language, noise), score in tables.items():
        figures += [Figure(f"{language}, noise at {noise:g} dB: within 2 frames", score.found, "")]
    return figures


def spoken() -> Material:
    """The lines, voices and noises to measure with."""
    return msgspec.convert(tomllib.loads(resource("bench/spoken.toml").read_text("utf-8")), Material)


def samples(material: Material) -> list[Sample]:
    """Every line in every voice under every noise."""
    kinds = product(material.lines, material.noises_db, material.voices)
    return [recorded(line, voice, noise_db) for line, noise_db, voice in kinds]


def recorded(line: Spoken, voice: tuple[str, str, str], noise_db: float) -> Sample:
    """One line spoken and recorded. noise_db: how far the noise lies under the voice."""
    import soxr

    variant, pitch, rate = voice
    said = utter(line.text, Delivery(line.accent or line.language, variant, int(rate), int(pitch), 55))
    sound = np.asarray(soxr.resample(said.samples, said.rate, RATE, quality="HQ"), np.float32)
    whole = np.pad(sound, round(_AROUND_S * RATE))
    level = float(np.sqrt(np.mean(sound**2))) * 10 ** (-noise_db / 20)
    whole += shaped_noise(np.random.default_rng(len(line.text)), len(whole), _PINK) * np.float32(level)
    return Sample(line, noise_db, whole, true_events(said))


def true_events(said: Utterance) -> tuple[tuple[float, bool], ...]:
    """When espeak-ng's lips close and open, seconds of the recording."""
    marks = [mark for mark in said.marks if not mark.symbol.startswith("(")]
    times = [mark.sample / said.rate + _AROUND_S for mark in marks] + [len(said.samples) / said.rate + _AROUND_S]
    closed = [(0.0, True)]
    for mark, (start, end) in zip(marks, pairwise(times), strict=True):
        mouth = mouths_of(mark.symbol)
        if end <= start or (not mouth and end - start < _GLOTTAL_S):
            continue
        closed.append((start, mouth in ("", "M")))
    return _turns([*closed, (times[-1], True)])


def shown_events(sounds: Sequence[Phoneme], seconds: float) -> tuple[tuple[float, bool], ...]:
    """When the mouth of the picture closes and opens: each frame shows the sound at its time, as the stage does."""
    times = np.arange(0, seconds, 1 / FPS).tolist()
    closed = [one for one in sounds if one.viseme in (Viseme.REST, Viseme.M)]
    frames = [(time, time >= sounds[-1].end or any(_sounds(one, time) for one in closed)) for time in times]
    return _turns([(0.0, True), *frames])


def _sounds(one: Phoneme, time: float) -> bool:
    return one.start - 1e-9 <= time < one.end


def _turns(states: Sequence[tuple[float, bool]]) -> tuple[tuple[float, bool], ...]:
    return tuple(after for before, after in pairwise(states) if before[1] is not after[1])
