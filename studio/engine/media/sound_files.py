"""Sound files of any kind that FFmpeg reads, as samples."""

from pathlib import Path
from typing import Any, Final

import numpy as np
from av import AudioResampler
from numpy.typing import NDArray

from studio.engine.media.ffmpeg import reading
from studio.engine.sound.stems import RATE
from studio.errors import InvalidRequest, MediaUnreadable, MissingResource

LONGEST_S: Final = 120
"""Of a file that speaks one line."""


def read_voice(path: Path) -> NDArray[np.float32]:
    """The sound of a file as (n,) mono float32 at 48 kHz.

    Raises:
        MissingResource: there is none. MediaUnreadable: it is empty, broken or holds no sound.
        InvalidRequest: longer than ``LONGEST_S``; no more than that is ever read.
    """
    if not path.is_file():
        raise MissingResource(f"There is no sound file at {path}.", "Check the path.")
    try:
        with reading(path) as container:
            blocks = _blocks(container, path)
    except (MediaUnreadable, ValueError) as fault:  # a rate that changes on the way is a ValueError of PyAV
        raise MediaUnreadable(
            f"{path} is not a sound that can be read.", "Give a recording, such as a WAV, MP3 or M4A file."
        ) from fault
    if not blocks:
        raise MediaUnreadable(f"{path} holds no sound.", "Give a recording, such as a WAV, MP3 or M4A file.")
    return np.concatenate(blocks)


def _blocks(container: Any, path: Path) -> list[NDArray[np.float32]]:
    if not container.streams.audio:
        return []
    resampler = AudioResampler(format="fltp", layout="mono", rate=RATE)
    blocks: list[NDArray[np.float32]] = []
    count = 0
    for frame in container.decode(audio=0):
        frame.pts = None  # a file that begins late or has gaps is read without them
        for block in resampler.resample(frame):
            blocks.append(block.to_ndarray()[0])
            count += blocks[-1].size
        if count > LONGEST_S * RATE:
            raise InvalidRequest(
                f"{path} is longer than {LONGEST_S} s, which no line of dialogue is.",
                "Cut the line out of it, and give that.",
            )
    return blocks + [block.to_ndarray()[0] for block in resampler.resample(None)]
