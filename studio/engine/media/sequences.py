"""A folder with every frame as a PNG and the sound as a WAV. What is written is kept, and gone on from."""

import hashlib
import shutil
from collections.abc import Generator, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from studio.engine.media.ffmpeg import told_plainly
from studio.engine.media.plan import FilmPlan
from studio.engine.media.preflight import check_new_folder, check_room, keep_room
from studio.engine.media.retouching import finished, told
from studio.engine.media.stem_files import write_wav
from studio.engine.media.take_video import to_rgb
from studio.engine.media.verify import ExportReport
from studio.engine.sound.stems import RATE
from studio.engine.stop import StopToken
from studio.errors import InvalidRequest, MediaUnreadable

_ENDS: Final = b"IEND\xaeB`\x82"
"""The last bytes of every whole PNG (W3C PNG specification, section 11.2.5)."""


def write_sequence(
    plan: FilmPlan, target: Path, workroom: Path, stop: StopToken
) -> Generator[tuple[int, int], None, ExportReport]:
    """Write ``NAME_00001.png`` and on, and ``NAME.wav``, into the folder ``target``, which appears whole.

    Yields (frames gone through, of how many: each is written, and looked at again).

    Raises:
        InvalidRequest: no shots, or a folder that cannot be. DeviceLimit: the disk is full.
        MediaUnreadable: a take is damaged, or a picture did not read back. Stopped: the token was set.
    """
    if not plan.clips:
        raise InvalidRequest("The film has no shots to write.", "Direct a script first, or choose other shots.")
    check_new_folder(target)
    check_room(workroom.parent, plan.frames * plan.size.width * plan.size.height * 3)
    folder = workroom / _key(plan)
    with told_plainly(folder):
        folder.mkdir(parents=True, exist_ok=True)
    total = 2 * plan.frames
    for done in _write(plan, folder, target.name, stop):
        yield done, total
    write_wav(folder / f"{target.name}.wav", _whole(plan))
    for done in _read_back(plan, folder, target.name, stop):
        yield plan.frames + done, total
    with told_plainly(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            target.rmdir()
        shutil.move(folder, target)
    return ExportReport(plan.frames, plan.fps, plan.duration, Fraction(plan.samples, RATE), 0.0, 0, 0)


def _key(plan: FilmPlan) -> str:
    clips = [(str(one.take.resolve()), one.first, one.frames, told(plan, at)) for at, one in enumerate(plan.clips)]
    made = f"{clips} {plan.size} {plan.fps}"
    return f"sequence-{hashlib.sha256(made.encode()).hexdigest()[:24]}"


def _name(folder: Path, name: str, index: int) -> Path:
    return folder / f"{name}_{index + 1:05}.png"


def _write(plan: FilmPlan, folder: Path, name: str, stop: StopToken) -> Iterator[int]:
    """Write the frames that are not there; yields frames done."""
    start = 0
    for at, clip in enumerate(plan.clips):
        missing = next((n for n in range(clip.frames) if not _whole_png(_name(folder, name, start + n))), clip.frames)
        for index, frame in enumerate(map(to_rgb, finished(plan, at, missing)), start=missing):
            stop.check()
            if index % plan.fps == 0:
                keep_room(folder)
            packed = cv2.imencode(".png", cv2.cvtColor(frame, cv2.COLOR_RGB2BGR))[1]
            with told_plainly(folder):
                _name(folder, name, start + index).write_bytes(packed.tobytes())
            yield start + index + 1
        start += clip.frames
        yield start


def _whole_png(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            file.seek(-len(_ENDS), 2)
            return file.read() == _ENDS
    except OSError:
        return False


def _whole(plan: FilmPlan) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """The sound, exactly as long as the picture."""
    sound = np.zeros((2, plan.samples), np.float32)
    there = plan.sound[:, : plan.samples]
    sound[:, : there.shape[1]] = there
    return sound


def _read_back(plan: FilmPlan, folder: Path, name: str, stop: StopToken) -> Iterator[int]:
    for index in range(plan.frames):
        stop.check()
        path = _name(folder, name, index)
        picture = cv2.imread(str(path), cv2.IMREAD_COLOR)
        if picture is None or picture.shape != (plan.size.height, plan.size.width, 3):
            path.unlink(missing_ok=True)
            raise MediaUnreadable(f"{path.name} did not read back as it was written.", "Export the pictures again.")
        yield index + 1
