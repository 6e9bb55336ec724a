"""A film's sound alone: the layers and the mix as WAV files. Shots are played out and sounded, and none is painted."""

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from studio.engine.film_plan import told_loudness
from studio.engine.media.delivery import check_delivery
from studio.engine.media.ffmpeg import told_plainly
from studio.engine.media.preflight import check_room
from studio.engine.media.presets import preset_called
from studio.engine.media.stem_files import write_wav
from studio.engine.production import FilmOrder, Step, chosen_shots
from studio.engine.sound.mixdown import mix
from studio.engine.sound.recording import make_stems
from studio.engine.sound.stems import RATE, Stems
from studio.engine.staging import Rehearsals, stage_shots
from studio.engine.stop import StopToken
from studio.errors import InvalidRequest
from studio.timeline.film import Film, Seconds, frames_in

MIX: Final = "mix"
_BYTES: Final = 8


@dataclass(frozen=True)
class StemsMade:
    """Finished sounds: the folder they are in, their names, how long they are and how loud the mix is."""

    target: Path
    names: tuple[str, ...]
    duration: Seconds
    integrated_lufs: float
    true_peak_dbtp: float

    @property
    def lines(self) -> tuple[str, ...]:
        """What is there, for people."""
        return (f"{', '.join(self.names)}: {float(self.duration):.3f} s each, 48 kHz, 32-bit float",)

    def values(self) -> dict[str, Any]:
        """The sounds as plain JSON values."""
        return {
            "stems": str(self.target),
            "names": list(self.names),
            "duration_s": float(self.duration),
            "integrated_lufs": round(self.integrated_lufs, 2),
            "true_peak_dbtp": round(self.true_peak_dbtp, 2),
        }

    def summary(self) -> str:
        """One line for people."""
        return f"{len(self.names)} sounds of {float(self.duration):.2f} s, {told_loudness(self.integrated_lufs)}"


def deliver_stems(
    film: Film, order: FilmOrder, rehearsals: Rehearsals, stop: StopToken
) -> Generator[Step, None, StemsMade]:
    """Write ``dialogue.wav``, ``effects.wav``, ``ambience.wav`` and ``mix.wav`` into the order's target.

    Raises:
        InvalidRequest: no shots, or a folder that cannot be. DeviceLimit: the disk is full. Stopped: the token was set.
    """
    check_delivery(order.target, preset_called(order.preset))
    chosen = {shot.id for shot in chosen_shots(film, order)}
    if not chosen:
        raise InvalidRequest("The film has no shots to write.", "Direct a script first, or choose other shots.")
    total = sum(frames_in(shot.duration, film.fps) for shot in film.shots if shot.id in chosen)
    check_room(_there(order.target), 4 * _BYTES * RATE * total // film.fps)
    done, sounded = 0, list[tuple[float, Stems]]()
    for staged in stage_shots(film, rehearsals, stop):
        if staged.shot.id in chosen:
            sounded.append((done / film.fps, make_stems(staged.performance, stop)))
            done += staged.performance.frames
        yield Step(done, total, "sounding")
    seconds = Seconds(total, film.fps)
    mixed = mix(sounded, float(seconds), stop=stop)
    layers = {**_laid(sounded, round(seconds * RATE)), MIX: mixed.samples}
    with told_plainly(order.target):
        order.target.mkdir(parents=True, exist_ok=True)
    for name, samples in layers.items():
        write_wav(order.target / f"{name}.wav", samples)
    return StemsMade(order.target, tuple(layers), seconds, mixed.integrated_lufs, mixed.true_peak_dbtp)


def _laid(sounded: list[tuple[float, Stems]], count: int) -> dict[str, np.ndarray[Any, np.dtype[np.float32]]]:
    layers: dict[str, np.ndarray[Any, np.dtype[np.float32]]] = {}
    for start, stems in sounded:
        at = round(start * RATE)
        for name, samples in stems.named().items():
            layer = layers.setdefault(name, np.zeros((2, count), np.float32))
            layer[:, at : at + samples.shape[1]] += samples[:, : count - at]
    return layers


def _there(folder: Path) -> Path:
    whole = folder.resolve()
    return next(one for one in (whole, *whole.parents) if one.is_dir())
