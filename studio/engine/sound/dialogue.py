"""The dialogue stem: lines at their moments, where their speakers are in the picture."""

from typing import Final

import numpy as np

from studio.engine.performance import Actor, Performance, Samples, SpeechEvent
from studio.engine.skeleton import head_unit
from studio.engine.sound.placing import distance_gain, pan_gains, placed
from studio.engine.sound.spectrum import stretched
from studio.engine.sound.stems import RATE
from studio.engine.stop import StopToken

_WIDTH: Final = 0.35
_REFERENCE_M: Final = 3.0
_POWER: Final = 0.3
_LIPS_IN_HEADS: Final = 5.2
_CUT_SECONDS: Final = 0.02


def dialogue_stem(performance: Performance, count: int, stop: StopToken) -> Samples:
    """Every line spoken, (2, count) float32. A line longer than the stem is faded at its end."""
    stem = np.zeros((2, count), np.float32)
    for event in performance.speech:
        stop.check()
        start = max(round(event.start * RATE), 0)
        voice = _fitted(event.speech.heard.samples, count - start)
        stem[:, start : start + len(voice)] += voice * _gains(performance, event, len(voice))
    return stem


def _fitted(voice: Samples, room: int) -> Samples:
    """A voice no longer than the room there is, its cut end faded."""
    if len(voice) <= room:
        return voice
    cut = voice[: max(room, 0)].copy()
    fade = min(round(_CUT_SECONDS * RATE), len(cut))
    if fade:
        cut[-fade:] *= np.linspace(1, 0, fade, dtype=np.float32)
    return cut


def _gains(performance: Performance, event: SpeechEvent, count: int) -> Samples:
    """Gain of each channel over the line, (2, count), as the speaker and the camera move."""
    speaker = next((actor for actor in performance.actors if actor.member.id == event.speech.who), None)
    if speaker is None or not count:
        return np.ones((2, 1), np.float32)
    first, last = int(event.start * performance.fps), int(event.heard_until * performance.fps) + 1
    spots = [placed(performance.camera, frame, lips_of(speaker, frame)) for frame in range(first, last + 1)]
    pans = np.array([spot.pan for spot in spots], np.float32)
    nearness = np.array([distance_gain(spot.distance_m, _REFERENCE_M, _POWER) for spot in spots], np.float32)
    hop = RATE // performance.fps
    return pan_gains(stretched(pans, hop, count), _WIDTH) * stretched(nearness, hop, count)


def lips_of(actor: Actor, frame: int) -> tuple[float, float, float]:
    """Where somebody's mouth is in a frame, clamped to the shot; metres."""
    x, y, z = (float(value) for value in actor.root[min(max(frame, 0), len(actor.root) - 1)])
    return (x, y, z + _LIPS_IN_HEADS * head_unit(actor.member.look))
