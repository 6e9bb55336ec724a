"""What animals and people utter that is no speech, as effects: made by a source and a filter.

The source is a train of pulses, or for birds nearly a tone, whose pitch glides, trembles and breaks up, with breath in
it. The filter is the vocal tract, a cascade of resonances that move as the mouth opens and shuts.
Source: Fant, Acoustic Theory of Speech Production (1960); Klatt, JASA 67 (1980), for the cascade; Taylor and Reby, "The
contribution of source-filter theory to mammal vocal communication research", J. Zool. 280 (2010).
"""

import math
import zlib
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from studio.engine.calls import CallKind, Syllable, along, call_kinds, syllables
from studio.engine.creatures import joint_names
from studio.engine.performance import Actor, CallEvent, Performance, PropTrack, Samples
from studio.engine.sound.dialogue import lips_of
from studio.engine.sound.placing import distance_gain, pan_gains, placed
from studio.engine.sound.spectrum import Reals, decibels, energy_envelope, smoothed, stretched
from studio.engine.sound.stems import RATE
from studio.engine.stop import StopToken

_SEED: Final = 50_021
_WIDTH: Final = 0.6
_REFERENCE_M: Final = 3.0
_POWER: Final = 0.6
_BLOCK: Final = 256
_HOP: Final = 512
_LOUDEST_S: Final = 0.1
_PEAK_DB: Final = 11.0
_BAND_HZ: Final = 70.0
_BAND: Final = 0.09
"""How wide a resonance is: so much and so much of its frequency (after Fant's formant bandwidths)."""
_HIGHEST_HZ: Final = 19_000.0
_DRIFT: Final = 0.03
_UNLIKE_DB: Final = 1.2


def add_calls(stem: Samples, performance: Performance, stop: StopToken) -> None:
    """Add every call of a shot to a stem (2, n), in place; each begins on sample round(start * 48000)."""
    for number, call in enumerate(performance.calls):
        stop.check()
        start = round(call.start * RATE)
        room = stem.shape[1] - start
        if start < 0 or room <= 0:
            continue
        sound = call_sound(call, zlib.crc32(f"{call.who} {number}".encode()))[:room]
        stem[:, start : start + len(sound)] += sound * _gains(performance, call, len(sound))


def _gains(performance: Performance, call: CallEvent, count: int) -> Samples:
    """Gain of each channel over a call, (2, count), as who calls and the camera move."""
    fps = performance.fps
    first = int(call.start * fps)
    frames = range(first, first + count * fps // RATE + 2)
    spots = [placed(performance.camera, frame, _mouth(performance, call.who, frame)) for frame in frames]
    pans = np.array([spot.pan for spot in spots], np.float32)
    nearness = np.array([distance_gain(spot.distance_m, _REFERENCE_M, _POWER) for spot in spots], np.float32)
    hop = RATE // fps
    return pan_gains(stretched(pans, hop, count), _WIDTH) * stretched(nearness, hop, count)


def _mouth(performance: Performance, who: str, frame: int) -> tuple[float, float, float]:
    """Where the mouth of somebody is, metres."""
    frame = min(frame, performance.frames - 1)
    for one in (*performance.actors, *performance.props):
        if isinstance(one, Actor) and one.member.id == who:
            return lips_of(one, frame)
        if isinstance(one, PropTrack) and one.prop.id == who:
            return _head(one, frame)
    return 0.0, 0.0, 0.0


def _head(track: PropTrack, frame: int) -> tuple[float, float, float]:
    x, y, z = (float(value) for value in track.position[frame])
    if track.limbs is None or "head" not in joint_names(track.prop.kind):
        return x, y, z
    ahead, aside, up = track.limbs[frame, joint_names(track.prop.kind).index("head"), :3, 3].astype(np.float64)
    w, _, _, turn = (float(value) for value in track.orientation[frame])
    cos, sin = w * w - turn * turn, 2 * w * turn
    return x + cos * ahead - sin * aside, y + sin * ahead + cos * aside, z + up


# --- synthesis --------------------------------------------------------------------------------------------
@lru_cache(maxsize=64)
def call_sound(call: CallEvent, seed: int) -> Samples:
    """A call from three metres, mono float32 at 48 kHz; its first sample is its beginning. Never to be written to.

    seed: each of them is a little unlike.
    """
    kind, rng = call_kinds()[call.kind], np.random.default_rng([_SEED, seed])
    parts = syllables(call)
    sound = np.zeros(max(round((part.start + part.seconds) * RATE) for part in parts), np.float32)
    for part in parts:
        at = round(part.start * RATE)
        uttered = _uttered(kind, part, call, rng)[: len(sound) - at]
        sound[at : at + len(uttered)] += uttered
    sound = _at_level(sound, decibels(kind.level_db))
    sound.flags.writeable = False
    return sound


def _at_level(sound: Samples, level: float) -> Samples:
    """A sound whose loudest tenth of a second is at a level, its peaks rounded off."""
    rounded = np.tanh(sound * np.float32(decibels(-_PEAK_DB) / _loudest(sound)))
    return (rounded * np.float32(level / _loudest(rounded))).astype(np.float32)


def _loudest(sound: Samples) -> float:
    """RMS of the loudest tenth of a second."""
    hop = min(round(_LOUDEST_S * RATE) // 4, len(sound))
    power = np.convolve(energy_envelope(sound, hop) ** 2, np.ones(4) / 4)
    return max(float(np.sqrt(power.max())), 1e-9)


def _uttered(kind: CallKind, part: Syllable, call: CallEvent, rng: np.random.Generator) -> Samples:
    """One part of a call, (n,)."""
    count = max(round(part.seconds * RATE), 2 * _BLOCK)
    share = np.arange(count, dtype=np.float32) / np.float32(count)
    hertz = _pitch(kind, share, part, call.pitch, rng)
    source = _source(kind, hertz, call.size, rng)
    loud = along(kind.shape, share).astype(np.float32)
    source *= loud * _edges(count, kind.attack_s, kind.release_s)
    sound = _through_tract(kind, source, call.size * float(rng.uniform(0.985, 1.015)))
    if kind.drive:
        sound = np.tanh(sound * np.float32(kind.drive / max(float(np.abs(sound).max()), 1e-9)))
    sound *= _edges(count, 0.0, min(kind.release_s, 0.02))
    loudness = max(float(np.sqrt(np.mean(sound**2, dtype=np.float64))), 1e-9)
    return sound * np.float32(decibels(part.level_db + rng.uniform(-_UNLIKE_DB, _UNLIKE_DB)) / loudness)


def _edges(count: int, attack_s: float, release_s: float) -> Samples:
    """1, rising from nothing and falling to it again."""
    edges = np.ones(count, np.float32)
    for whole, seconds in ((edges, attack_s), (edges[::-1], release_s)):
        length = min(round(seconds * RATE), count)
        rises = np.arange(1, length + 1, dtype=np.float32) / np.float32(max(length, 1))
        whole[:length] *= np.sin(rises * np.float32(np.pi / 2)) ** np.float32(1.5)
    return edges


def _pitch(kind: CallKind, share: Samples, part: Syllable, factor: float, rng: np.random.Generator) -> Samples:
    """Hertz of the source at each sample: the contour, trembling, with jitter from pulse to pulse."""
    course = np.exp(along(tuple((at, math.log(hertz)) for at, hertz in kind.pitch), share))
    steps = len(share) // _BLOCK + 2
    wander = _DRIFT * smoothed(rng.standard_normal(steps + 16), 17)[:steps] + kind.jitter * rng.standard_normal(steps)
    course = course * (1 + stretched(wander, _BLOCK, len(share)))
    if kind.wobble:
        seconds = np.arange(len(share)) / RATE
        course *= 2 ** (kind.wobble / 12 * np.sin(2 * np.pi * kind.wobble_hz * seconds + rng.uniform(0, 6)))
    whole = course * (factor * part.pitch * (1 + _DRIFT * rng.uniform(-1, 1)))
    return np.clip(whole, 8.0, _HIGHEST_HZ / 2).astype(np.float32)


def _source(kind: CallKind, hertz: Samples, size: float, rng: np.random.Generator) -> Samples:
    """Pulses with the breath that goes through with them.

    Partials fall as exp(-f / bright): the sum of a geometric series, a train of band-limited pulses (Moorer 1976).
    """
    cycles = np.cumsum(hertz, dtype=np.float64) / RATE
    phase = (2 * np.pi * (cycles % 2.0)).astype(np.float32)  # of two pulses, for what only every other one has
    falls = np.exp(-hertz * np.float32(size / kind.bright_hz))
    pulses = ((1 - falls**2) / (1 - 2 * falls * np.cos(phase) + falls**2) - 1) / 2
    tone = pulses / np.maximum(falls / np.sqrt(2 * np.maximum(1 - falls**2, 1e-6)), 1e-6)
    if kind.rough:
        tone *= _roughness(kind.rough, cycles, phase, rng)
    if kind.beat:
        turns = 2 * np.pi * kind.beat_hz * np.arange(len(hertz)) / RATE
        slack = np.cumsum(rng.standard_normal(len(hertz) // _BLOCK + 2)) * 0.25
        beaten = 0.5 + 0.5 * np.cos(turns + stretched(slack, _BLOCK, len(hertz)))
        tone *= (1 - kind.beat * beaten).astype(np.float32)
    breath = rng.standard_normal(len(hertz), np.float32) * np.float32(decibels(kind.breath_db))
    if kind.voiced:
        breath *= 0.6 + 0.4 * np.cos(phase)
    return (kind.voiced * tone + breath).astype(np.float32)


def _roughness(rough: float, cycles: Reals, phase: Samples, rng: np.random.Generator) -> Samples:
    """What folds that no longer swing together do: every other pulse is weaker, and none is as strong as another.

    Source: Fitch, Neubauer and Herzel, "Calls out of chaos", Animal Behaviour 63 (2002).
    """
    strengths = rng.standard_normal(int(cycles[-1]) + 2)
    between = np.interp(cycles, np.arange(len(strengths)), strengths).astype(np.float32)
    return np.maximum(1 + rough * (0.4 * np.cos(phase / 2) + 0.5 * between), 0.05).astype(np.float32)


def _through_tract(kind: CallKind, source: Samples, size: float) -> Samples:
    """A source heard through its resonances, which move; as it is where there are none.

    Pieces under a Hann window are each filtered by the resonances of their moment and laid over one another.
    """
    if not kind.formants:
        return source
    pieces = len(source) // _HOP + 2
    shares = np.clip(np.arange(pieces) * _HOP / len(source), 0, 1)
    at, *courses = zip(*kind.formants, strict=True)
    tracks = np.array([np.interp(shares, at, course) for course in courses])
    answer = _responses(np.minimum(tracks / size, _HIGHEST_HZ))
    padded = np.pad(source, (_HOP, 2 * _HOP))
    cut = np.lib.stride_tricks.sliding_window_view(padded, 2 * _HOP)[::_HOP][:pieces] * _hann()
    heard = np.fft.irfft(np.fft.rfft(cut, 4 * _HOP) * answer, axis=1)
    out = np.zeros((pieces + 4) * _HOP, np.float32)
    for part in range(4):
        out[part * _HOP : (part + pieces) * _HOP] += (
            heard[:, part * _HOP : (part + 1) * _HOP].ravel().astype(np.float32)
        )
    return out[_HOP : _HOP + len(source)]


@lru_cache(maxsize=1)
def _hann() -> Samples:
    """A periodic Hann window: two that overlap by half add up to 1."""
    return (0.5 - 0.5 * np.cos(np.pi * np.arange(2 * _HOP) / _HOP)).astype(np.float32)


def _responses(tracks: Reals) -> NDArray[np.complex64]:
    """What cascades of resonances (K, P) in hertz do to the frequencies of pieces: (P, bins), unit gain at 0 Hz."""
    radius = np.exp(-np.pi * (_BAND_HZ + _BAND * tracks) / RATE)
    second, third = -2 * radius * np.cos(2 * np.pi * tracks / RATE), radius**2
    once = np.exp(-1j * np.pi * np.arange(2 * _HOP + 1) / (2 * _HOP)).astype(np.complex64)
    below = np.ones((tracks.shape[1], len(once)), np.complex64)
    for one, two in zip(second.astype(np.float32), third.astype(np.float32), strict=True):
        below *= 1 + one[:, None] * once + two[:, None] * once**2
    gains = np.prod(1 + second + third, axis=0).astype(np.float32)
    return gains[:, None] / below
