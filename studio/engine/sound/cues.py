"""Sounds a script calls for that nothing on the stage makes: thunder, a bell, a phone, a passing train."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

import numpy as np
from msgspec import Struct

from studio.engine.performance import Samples
from studio.engine.sound.ambience import ambiences
from studio.engine.sound.placing import pan_gains
from studio.engine.sound.spectrum import Reals, decibels, shaped_noise
from studio.engine.sound.stems import RATE
from studio.engine.sound.struck import footstep
from studio.engine.stop import StopToken
from studio.engine.vocabulary import read_table

_SEED: Final = 30_011
_LONGEST_S: Final = 12.0
_RELEASE: Final = RATE // 4


class Cue(Struct, frozen=True):
    """A spot sound; see ``sounds/cues.toml``. partials: (times hertz, loudness, seconds of decay)."""

    kind: str
    level_db: float
    at: float = 0.1
    repeat_s: float = 0.0
    pan: float = 0.0
    hertz: float = 440.0
    partials: tuple[tuple[float, float, float], ...] = ()


@dataclass(frozen=True, eq=False)
class Call:
    """A cue to be sounded: with its own chance, and the seconds of shot left for it."""

    cue: Cue
    rng: np.random.Generator
    left: float


Maker: TypeAlias = Callable[[Call], Samples]


@cache
def spot_cues() -> dict[str, Cue]:
    """``sounds/cues.toml``."""
    return read_table("sounds/cues.toml", Cue)


def is_heard(cue: str) -> bool:
    """Whether the studio can make the sound of this cue."""
    return cue in spot_cues() or cue in ambiences().cues or cue == "silence"


def cue_sounds(stem: Samples, cues: tuple[str, ...], length: int, stop: StopToken) -> None:
    """Add the spot sounds of a shot of ``length`` samples to a stem (2, n). Unknown cues make no sound."""
    for number, name in enumerate(cues):
        stop.check()
        cue = spot_cues().get(name)
        if cue is None:
            continue
        rng = np.random.default_rng([_SEED, number, *name.encode()])
        start = round(cue.at * length) + number * RATE // 3
        while start < length:
            _lay(stem, _MAKERS[cue.kind](Call(cue, rng, (length - start) / RATE)), cue, start)
            if not cue.repeat_s:
                break
            start += round(cue.repeat_s * RATE)


def _lay(stem: Samples, sound: Samples, cue: Cue, start: int) -> None:
    """Lay a sound into a stem; one that is cut off by its end is let go over a quarter of a second."""
    room = stem.shape[1] - start
    if len(sound) > room:
        sound = sound[:room].copy()
        release = min(_RELEASE, room)
        sound[-release:] *= np.linspace(1, 0, release, dtype=np.float32) ** 2
    gains = pan_gains(cue.pan, 0.8) * np.float32(decibels(cue.level_db))
    stem[:, start : start + len(sound)] += gains[:, None] * sound


def _seconds(seconds: float) -> Samples:
    return np.arange(round(seconds * RATE), dtype=np.float32) / np.float32(RATE)


def _thunder(call: Call) -> Samples:
    """A crack, and a rumble that rolls on and returns from the hills."""
    time = _seconds(min(max(call.left, 2.0) + 0.5, 7.0))
    crack = shaped_noise(call.rng, len(time), ((80, -10), (300, 0), (1200, -3), (4000, -10), (12000, -26)))
    rumble = shaped_noise(call.rng, len(time), ((22, -8), (45, 0), (90, -1), (200, -9), (500, -22), (2000, -44)))
    roll = np.exp(-time / 2.2) * np.minimum(time / 0.05, 1)
    for _ in range(6):
        at = call.rng.uniform(0.3, 3.5)
        roll += (
            call.rng.uniform(0.2, 0.55) * np.exp(-at / 3) * np.exp(-(((time - at) / call.rng.uniform(0.12, 0.4)) ** 2))
        )
    snap = np.exp(-time / 0.09) + 0.4 * np.exp(-(((time - 0.16) / 0.05) ** 2))
    sound = 0.2 * rumble * roll + 0.16 * crack * snap
    return _let_go(np.tanh(sound * 1.6).astype(np.float32))


def _bell(call: Call) -> Samples:
    """A bell: inharmonic partials that die at their own pace, with a slow beat in the hum."""
    time = _seconds(6.0)
    sound = np.zeros_like(time)
    for times, loudness, decay in call.cue.partials:
        hertz = call.cue.hertz * times
        beat = 1 + 0.12 * np.sin(2 * np.pi * call.rng.uniform(0.6, 1.6) * time)
        sound += loudness * np.exp(-time / decay) * beat * np.sin(2 * np.pi * hertz * time)
    strike = shaped_noise(call.rng, len(time), ((800, -20), (2500, 0), (9000, -20))) * np.exp(-time / 0.008)
    sound = sound * np.minimum(time / 0.002, 1) + 0.15 * strike
    return _let_go((sound / sum(partial[1] for partial in call.cue.partials)).astype(np.float32))


def _ring(_: Call) -> Samples:
    """A telephone: two notes in quick turn, twice."""
    time = _seconds(1.6)
    turn = (time * 20).astype(int) % 2
    phase = 2 * np.pi * np.cumsum(np.where(turn == 0, 1180.0, 1420.0)) / RATE
    note = np.sin(phase) + 0.35 * np.sin(2 * phase) + 0.12 * np.sin(3 * phase)
    gate = np.clip(np.minimum(_gate(time, 0.0, 0.62), 1) + _gate(time, 0.82, 1.44), 0, 1)
    return (0.6 * note * gate).astype(np.float32)


def _gate(time: Samples, start: float, end: float) -> Samples:
    return np.clip(np.minimum((time - start) / 0.01, (end - time) / 0.06), 0, 1).astype(np.float32)


def _door(call: Call) -> Samples:
    """The latch, the hinge's breath of air, and the door falling to."""
    time = _seconds(1.5)
    sound = 0.35 * _thud(time, 0.0, (820.0, 1900.0), 0.012) + 0.22 * _thud(time, 0.07, (640.0, 1500.0), 0.014)
    swing = shaped_noise(call.rng, len(time), ((100, -10), (300, 0), (900, -10), (4000, -34)))
    sound += 0.05 * swing * np.exp(-(((time - 0.45) / 0.2) ** 2))
    sound += _thud(time, 0.85, (72.0, 131.0, 240.0), 0.07) + 0.3 * _thud(time, 0.87, (700.0, 1650.0), 0.012)
    return _let_go(sound.astype(np.float32))


def _knock(call: Call) -> Samples:
    """Knuckles on wood, three times."""
    time = _seconds(1.2)
    sound = np.zeros_like(time)
    for number in range(3):
        at = 0.24 * number + 0.012 * call.rng.standard_normal() * (number > 0)
        sound += (0.85 + 0.15 * call.rng.random()) * _thud(time, at, (168.0, 395.0, 810.0, 1290.0), 0.03)
    return _let_go(sound.astype(np.float32))


def _thud(time: Samples, at: float, modes: tuple[float, ...], decay: float) -> Samples:
    """A damped blow at a moment; lower modes are louder and last longer."""
    since = np.maximum(time - np.float32(at), 0)
    sound = np.zeros_like(time)
    for number, hertz in enumerate(modes):
        sound += 0.62**number * np.exp(-since * (1 + 0.5 * number) / decay) * np.sin(2 * np.pi * hertz * since)
    return (sound * (time >= at)).astype(np.float32)


def _train(call: Call) -> Samples:
    """A train goes by: rumble and wheels over the joints, swelling and fading, with a far horn first."""
    time = _seconds(min(max(call.left + 0.5, 3.0), _LONGEST_S))
    near = np.exp(-(((time - time[-1] * 0.55) / (time[-1] * 0.3)) ** 2))
    rumble = shaped_noise(call.rng, len(time), ((30, -10), (70, 0), (180, -2), (600, -9), (2500, -20), (9000, -40)))
    rattle = shaped_noise(call.rng, len(time), ((200, -16), (700, -2), (1800, 0), (4500, -10), (12000, -34)))
    beat = sum(np.exp(-((time - at) % 0.92) / 0.035) for at in (0.0, 0.13, 0.42, 0.55))
    sound = near * (0.55 * rumble + rattle * (0.08 + 0.24 * np.asarray(beat, np.float32)))
    horn = sum(np.sin(2 * np.pi * hertz * time) for hertz in (311.0, 370.0, 466.0))
    return _let_go((0.6 * sound + 0.1 * np.asarray(horn) * _gate(time, 0.15, 1.1)).astype(np.float32))


def _clock(call: Call) -> Samples:
    """Tick, tock, to the end of the shot."""
    time = _seconds(min(call.left + 0.4, 600.0))
    beat, which = time % 0.5, (time / 0.5).astype(int) % 2
    pitch = np.where(which == 0, 2700.0, 2150.0)
    tick = np.exp(-beat / 0.004) * np.sin(2 * np.pi * pitch * beat)
    return (tick + 0.5 * np.exp(-beat / 0.009) * np.sin(2 * np.pi * pitch / 2.6 * beat)).astype(np.float32)


def _applause(call: Call) -> Samples:
    """Many hands, no two alike, that begin together and thin out."""
    time = _seconds(min(max(call.left + 0.5, 2.5), _LONGEST_S))
    claps = np.zeros(len(time) + RATE // 10, np.float32)
    shapes = [_clap(call.rng) for _ in range(16)]
    starts = call.rng.beta(1.1, 1.5, round(260 * float(time[-1]))) * len(time)
    for start in map(int, starts):
        shape = shapes[int(call.rng.integers(len(shapes)))]
        claps[start : start + len(shape)] += np.float32(call.rng.uniform(0.2, 1.0)) * shape
    swell = np.minimum(time / 0.35, 1) * np.minimum((time[-1] - time) / 0.8, 1)
    return (0.5 * claps[: len(time)] * swell).astype(np.float32)


def _clap(rng: np.random.Generator) -> Samples:
    centre = rng.uniform(700, 2200)
    time = _seconds(0.05)
    return shaped_noise(rng, len(time), ((centre / 4, -24), (centre, 0), (centre * 4, -18))) * np.exp(-time / 0.007)


def _heartbeat(_: Call) -> Samples:
    """Lub, dub: deep, with enough of an edge for small speakers."""
    time = _seconds(0.6)
    sound = _thud(time, 0.0, (52.0, 98.0, 150.0), 0.07) + 0.7 * _thud(time, 0.27, (60.0, 112.0, 170.0), 0.055)
    return _let_go(sound * np.minimum(time / 0.004, 1))


def _footsteps(call: Call) -> Samples:
    """Somebody out of the picture sets down a foot."""
    return footstep("concrete", None, True, False, int(call.rng.integers(4)))


def _music(call: Call) -> Samples:
    """A few soft notes of a piano-like string in a pentatonic mode."""
    time = _seconds(3.2)
    sound = np.zeros(round(min(call.left + 0.5, 600.0) * RATE) + len(time), np.float32)
    steps = (0, 3, 5, 7, 10, 12, 15)
    place = 3
    for start in range(0, len(sound) - len(time), round(0.62 * RATE)):
        place = int(np.clip(place + call.rng.integers(-2, 3), 0, len(steps) - 1))
        hertz = 293.66 * 2 ** (steps[place] / 12)
        for times, loudness in ((1, 1.0), (2, 0.35), (3, 0.12), (4, 0.05)):
            decay = np.exp(-time * times**0.7 / 0.9) * np.minimum(time / 0.006, 1)
            sound[start : start + len(time)] += 0.5 * loudness * decay * np.sin(2 * np.pi * hertz * times * time)
    return sound


def _let_go(sound: Reals) -> Samples:
    """The last tenth of a second brought to nothing."""
    release = min(RATE // 10, len(sound))
    sound[-release:] *= np.linspace(1, 0, release, dtype=np.float32)
    return sound.astype(np.float32, copy=False)


_MAKERS: Final[Mapping[str, Maker]] = {
    "thunder": _thunder,
    "bell": _bell,
    "ring": _ring,
    "door": _door,
    "knock": _knock,
    "train": _train,
    "clock": _clock,
    "applause": _applause,
    "heartbeat": _heartbeat,
    "footsteps": _footsteps,
    "music": _music,
}
