"""Which sounds a recorded voice makes, and when: heard with PocketSphinx and its model of American English.

Where the words are known, the sounds that espeak-ng gives them are laid along the voice (forced alignment), each as the
phone nearest to it; where they are not, or the voice says something else, any phone may follow any other.
Source: D. Huggins-Daines et al., PocketSphinx, ICASSP 2006; docs/benchmarks/lipsync.md has what each way is worth.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from studio.engine.performance import Samples
from studio.engine.sound.denoising import denoised
from studio.engine.sound.phones import heard_as, nearest

if TYPE_CHECKING:
    from pocketsphinx import Alignment, Decoder

EAR_RATE: Final = 16_000
_FRAME_S: Final = 0.01
_MIDDLE_S: Final = 0.0128
"""A frame of the ear is told by its beginning, and hears the 25.6 ms from there on."""
_LEVEL: Final = 0.1
_AIR: Final = 0.005
"""Of the level: the model was taught by microphones, and takes digital silence for a sound."""
_FITS: Final = -37.0
"""Words that are not those spoken score less than this a frame, or cannot be laid along the voice at all."""


@dataclass(frozen=True)
class Sound:
    """A sound (IPA, "" for silence) from when to when, in seconds of the voice."""

    symbol: str
    start: float
    end: float


def heard(voice: Samples, words: Sequence[Sequence[str]]) -> tuple[Sound, ...]:
    """The sounds of a voice one after the other. Never fails: what cannot be made out is silence.

    Args:
        voice: mono, 16 kHz. words: what it says, as words of IPA; none if that is not known.
    """
    plain, cleaned = _prepared(voice), _prepared(denoised(voice))
    return aligned(plain, words) or aligned(cleaned, words) or recognised(cleaned)


def aligned(prepared: bytes, words: Sequence[Sequence[str]]) -> tuple[Sound, ...]:
    """The words laid along the voice, ``_prepared``; nothing if they are not what it says."""
    spelled = [[(symbol, phone) for symbol in word for phone in nearest(symbol)] for word in words]
    spelled = [word for word in spelled if word]
    if not spelled:
        return ()
    decoder = _decoder()
    names = [f"w{number}" for number in range(len(spelled))]
    for name, word in zip(names, spelled, strict=True):
        decoder.add_word(name, " ".join(phone for _, phone in word), True)
    decoder.set_align_text(" ".join(names))
    try:
        _listen(decoder, prepared)
        if decoder.hyp() is None:
            return ()
        decoder.set_alignment()
        _listen(decoder, prepared)
    except RuntimeError:  # how PocketSphinx says that there is no way to lay the words along the voice
        return ()
    return _laid(decoder.get_alignment(), dict(zip(names, spelled, strict=True)))


def recognised(prepared: bytes) -> tuple[Sound, ...]:
    """The likeliest phones of the voice, ``_prepared``, in any order."""
    decoder = _decoder(lw=2.0, pip=0.1, beam=1e-20, pbeam=1e-20)
    decoder.add_allphone_file("phones", None)
    decoder.activate_search("phones")
    _listen(decoder, prepared)
    found = decoder.seg() or ()
    return tuple(_sound(heard_as(one.word), one.start_frame, one.end_frame + 1) for one in found)


def _laid(alignment: "Alignment", spelled: dict[str, list[tuple[str, str]]]) -> tuple[Sound, ...]:
    sounds: list[Sound] = []
    score = frames = 0
    for word in alignment:
        symbols = [symbol for symbol, _ in spelled.get(word.name, [])]
        for number, phone in enumerate(word):
            symbol = symbols[number] if symbols else ""
            sounds.append(_sound(symbol, phone.start, phone.start + phone.duration))
            score, frames = (score + phone.score, frames + phone.duration) if symbol else (score, frames)
    return tuple(sounds) if frames and score / frames > _FITS else ()


def _sound(symbol: str, first: int, last: int) -> Sound:
    return Sound(symbol, first * _FRAME_S + (_MIDDLE_S if first else 0.0), last * _FRAME_S + _MIDDLE_S)


def _decoder(**settings: float) -> "Decoder":
    """A new ear: what was heard before would change what is heard now."""
    from pocketsphinx import Config, Decoder, get_model_path

    model = f"{get_model_path()}/en-us/en-us"
    return Decoder(Config(hmm=model, lm=None, dict=None, loglevel="FATAL", **settings))


def _listen(decoder: "Decoder", prepared: bytes) -> None:
    decoder.start_utt()
    decoder.process_raw(prepared, False, True)
    decoder.end_utt()


def _prepared(voice: Samples) -> bytes:
    """A voice at the level that the model is used to, with a little air around it, as 16-bit samples."""
    sounding = voice[np.abs(voice) > 0.05 * np.abs(voice).max(initial=0.0)]
    loud = float(np.sqrt(np.mean(sounding**2))) if len(sounding) else 1.0
    air = _pink(len(voice)) * np.float32(_AIR)
    return (np.clip(voice * np.float32(_LEVEL / loud) + air, -1, 1) * 32767).astype("<i2").tobytes()


def _pink(count: int) -> Samples:
    """(count,) noise, the same every time, with as much in each octave; RMS 1."""
    spectrum = np.fft.rfft(np.random.default_rng(1).standard_normal(max(count, 2)))
    noise = np.fft.irfft(spectrum / np.sqrt(np.maximum(np.arange(len(spectrum)), 20)), max(count, 2))
    return (noise / np.sqrt(np.mean(noise**2)))[:count].astype(np.float32)
