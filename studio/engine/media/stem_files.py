"""A take's sound: a WAV file for each stem, in 32-bit float, so that nothing is rounded or clipped."""

import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from studio.engine.media.ffmpeg import whole_or_not_at_all
from studio.engine.sound.stems import RATE, Stems
from studio.errors import MediaUnreadable

_FLOAT = 3  # WAVE_FORMAT_IEEE_FLOAT
_CHANNELS = 2
_FRAME_BYTES = 4 * _CHANNELS
_HEADER = struct.Struct("<4sI4s 4sIHHIIHHH 4sII 4sI")


def write_stems(folder: Path, stems: Stems) -> None:
    """Write each stem as ``folder/NAME.wav``; makes the folder if it is not there.

    Raises:
        DeviceLimit: the disk is full or cannot be written.
    """
    for name, samples in stems.named().items():
        write_wav(folder / f"{name}.wav", samples)


def read_stems(folder: Path) -> Stems:
    """The stems that ``write_stems`` wrote, sample for sample.

    Raises:
        MediaUnreadable: one is missing or damaged.
    """
    dialogue, effects, ambience = (read_wav(folder / f"{name}.wav") for name in ("dialogue", "effects", "ambience"))
    painted = folder / "painted.wav"
    return Stems(dialogue, effects, ambience, read_wav(painted) if painted.exists() else None)


def write_wav(path: Path, samples: NDArray[np.float32]) -> None:
    """Write (2, n) float32 samples at 48 kHz as a 32-bit float WAV; whole, or not at all.

    Raises:
        DeviceLimit: the disk is full or cannot be written.
    """
    data = np.ascontiguousarray(samples.T, dtype="<f4").tobytes()
    with whole_or_not_at_all(path, path.with_name(f".{path.name}.part")) as part:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(_header(samples.shape[1]) + data)


def read_wav(path: Path) -> NDArray[np.float32]:
    """The (2, n) float32 samples of a WAV that ``write_wav`` wrote.

    Raises:
        MediaUnreadable: it is missing, damaged, or some other kind of file.
    """
    try:
        data = path.read_bytes()
    except OSError as exc:
        raise _unreadable(path, str(exc.strerror)) from exc
    if len(data) < _HEADER.size:
        raise _unreadable(path, "it is cut short")
    size: int = _HEADER.unpack_from(data)[-1]
    if data[: _HEADER.size] != _header(size // _FRAME_BYTES):
        raise _unreadable(path, "it is not a sound of this studio")
    if len(data) != _HEADER.size + size:
        raise _unreadable(path, "it is cut short")
    samples = np.frombuffer(data, "<f4", offset=_HEADER.size).reshape(-1, _CHANNELS)
    return np.ascontiguousarray(samples.T, dtype=np.float32)


def _header(frames: int) -> bytes:
    """RIFF header of a float WAV: chunks fmt, fact and data (Multimedia Programming Interface 1.0, and rev. 3)."""
    size = frames * _FRAME_BYTES
    return _HEADER.pack(
        *(b"RIFF", _HEADER.size - 8 + size, b"WAVE"),
        *(b"fmt ", 18, _FLOAT, _CHANNELS, RATE, RATE * _FRAME_BYTES, _FRAME_BYTES, 32, 0),
        *(b"fact", 4, frames),
        *(b"data", size),
    )


def _unreadable(path: Path, why: str) -> MediaUnreadable:
    return MediaUnreadable(f"The sound {path} could not be read: {why}.", "Render that shot again.")
