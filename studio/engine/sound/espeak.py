"""espeak-ng through ctypes: text in, samples and the exact moment of each phoneme out.

espeak-ng keeps state between utterances (the phase of its pitch flutter, its noise) and offers no way
to reset it, so each utterance is spoken by a freshly loaded library: about 4 ms, and the same
words always sound bit for bit the same, whatever was said before.
Source: espeak-ng 1.52, ``speak_lib.h``.
"""

import _ctypes
import ctypes
import re
import sys
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import espeakng_loader
import numpy as np
from numpy.typing import NDArray

from studio.errors import MissingResource

_RETRIEVAL_SYNCHRONOUS: Final = 2
_PHONEME_EVENTS_IN_IPA: Final = 1 | 2
_DO_NOT_EXIT: Final = 0x8000
_UTF8: Final = 1
_BY_CHARACTER: Final = 1
_RATE, _PITCH, _RANGE = 1, 3, 4
_LIST_END, _PHONEME = 0, 7
_OK: Final = 0
_IPA_PARTED: Final = 0x02 | ord("_") << 8
_SPEAKING = threading.Lock()


class _Identity(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Identity),
    )


_Receiver = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(_Event))


@dataclass(frozen=True)
class Delivery:
    """How to say it: espeak-ng language and variant, words a minute, pitch and pitch range 0-99."""

    language: str
    variant: str
    rate_wpm: int
    pitch: int
    pitch_range: int = 50


@dataclass(frozen=True)
class Mark:
    """A phoneme (IPA, "" for a pause) begins at this sample."""

    sample: int
    symbol: str


@dataclass(frozen=True, eq=False)
class Utterance:
    """(n,) float32 mono at ``rate``, full scale +-1, with the phonemes in order."""

    samples: NDArray[np.float32]
    rate: int
    marks: tuple[Mark, ...]


def utter(text: str, delivery: Delivery) -> Utterance:
    """Speak a text. An unknown language is spoken as English; an unknown variant as the plain voice.

    Raises:
        MissingResource: espeak-ng or its voices are not installed.
    """
    blocks: list[bytes] = []
    marks: list[Mark] = []

    def receive(wave: int | None, count: int, events: Any) -> int:
        if wave and count > 0:
            blocks.append(ctypes.string_at(wave, 2 * count))
        marks.extend(_phonemes(events))
        return 0

    receiver = _Receiver(receive)
    with _SPEAKING, _fresh_library() as (library, rate):
        library.espeak_SetSynthCallback(receiver)
        _prepare(library, delivery)
        spoken = text.encode("utf-8")
        library.espeak_Synth(spoken, len(spoken) + 1, 0, _BY_CHARACTER, 0, _UTF8, None, None)
    samples = np.frombuffer(b"".join(blocks), np.int16).astype(np.float32) * np.float32(1 / 32768)
    return Utterance(samples, rate, tuple(marks))


def is_voiced(language: str) -> bool:
    """Whether there is a voice for a language, named as espeak-ng names it.

    Raises:
        MissingResource: espeak-ng or its voices are not installed.
    """
    with _SPEAKING, _fresh_library() as (library, _):
        return library.espeak_SetVoiceByName(language.encode()) == _OK


def pronounced(text: str, language: str) -> tuple[tuple[str, ...], ...]:
    """How a text is read, as words of phonemes (IPA); an unknown language is read as English.

    Raises:
        MissingResource: espeak-ng or its voices are not installed.
    """
    kept = ctypes.create_string_buffer(text.encode("utf-8") + b"\0")
    rest = ctypes.c_void_p(ctypes.addressof(kept))
    words: list[tuple[str, ...]] = []
    with _SPEAKING, _fresh_library() as (library, _):
        library.espeak_TextToPhonemes.restype = ctypes.c_char_p
        _choose_voice(library, language, "")
        while rest.value:
            clause: bytes | None = library.espeak_TextToPhonemes(ctypes.byref(rest), _UTF8, _IPA_PARTED)
            words += _words_in((clause or b"").decode("utf-8", "ignore"))
    return tuple(words)


def _words_in(clause: str) -> Iterator[tuple[str, ...]]:
    """The words of a clause as espeak-ng writes it; where it changes language it says so in brackets."""
    for word in re.sub(r"\([^)]*\)", " ", clause).split():
        yield tuple(symbol for symbol in word.split("_") if symbol)


@contextmanager
def _fresh_library() -> Generator[tuple[ctypes.CDLL, int]]:
    """espeak-ng in the state of a new process, and its sample rate."""
    try:
        library = ctypes.CDLL(espeakng_loader.get_library_path())
    except OSError as fault:
        raise MissingResource(f"The voice library did not load: {fault}.", "Install Tsuzuki again.") from fault
    try:
        data = str(espeakng_loader.get_data_path()).encode()
        options = _PHONEME_EVENTS_IN_IPA | _DO_NOT_EXIT
        rate = library.espeak_Initialize(_RETRIEVAL_SYNCHRONOUS, 0, data, options)
        if rate <= 0:
            raise MissingResource("The voices of espeak-ng are missing.", "Install Tsuzuki again.")
        yield library, rate
        library.espeak_Terminate()
    finally:
        _unload(library)


def _unload(library: ctypes.CDLL) -> None:
    if sys.platform == "win32":
        _ctypes.FreeLibrary(library._handle)
    else:
        _ctypes.dlclose(library._handle)


def _prepare(library: ctypes.CDLL, delivery: Delivery) -> None:
    """Set the voice and every parameter. The noise of breath and fricatives starts from one seed."""
    _choose_voice(library, delivery.language, f"+{delivery.variant}")
    library.espeak_SetParameter(_RATE, delivery.rate_wpm, 0)
    library.espeak_SetParameter(_PITCH, delivery.pitch, 0)
    library.espeak_SetParameter(_RANGE, delivery.pitch_range, 0)
    library.espeak_ng_SetRandSeed(ctypes.c_long(1))


def _choose_voice(library: ctypes.CDLL, language: str, variant: str) -> None:
    for known in (language, "en"):
        if library.espeak_SetVoiceByName(f"{known}{variant}".encode()) == _OK:
            break


def _phonemes(events: Any) -> Iterator[Mark]:
    index = 0
    while events[index].type != _LIST_END:
        event = events[index]
        if event.type == _PHONEME:
            yield Mark(event.sample, bytes(event.id.string).decode("utf-8", "ignore"))
        index += 1
