"""Passes as PNG files, one a frame: ``FOLDER/PASS/SHOT/000000.png``."""

import re
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.engine.media.ffmpeg import told_plainly
from studio.engine.painters.painter import PaintedFrame

# The fastest: passes are many, and disks are larger than patience.
_COMPRESSION = [cv2.IMWRITE_PNG_COMPRESSION, 1]


class PassWriter:
    """Writes every pass that a shot's frames carry.

    colour: 8-bit RGB. depth: 16-bit millimetres, 0 where nothing is, 65535 from 65.535 m on.
    line, id: 8-bit, as in ``PaintedFrame``.
    """

    def __init__(self, folder: Path, shot: str) -> None:
        self._folder = folder
        self._shot = re.sub(r"[^\w.-]", "_", shot).lstrip(".") or "shot"

    def write(self, frame: PaintedFrame) -> None:
        """Write the passes of one frame.

        Raises:
            DeviceLimit: the disk is full or cannot be written.
        """
        self._write("colour", frame.index, frame.colour[:, :, ::-1])
        if frame.depth is not None:
            self._write("depth", frame.index, millimetres(frame.depth))
        if frame.line is not None:
            self._write("line", frame.index, frame.line)
        if frame.id is not None:
            self._write("id", frame.index, frame.id)

    def _write(self, name: str, index: int, picture: NDArray[Any]) -> None:
        path = self._folder / name / self._shot / f"{index:06d}.png"
        _, data = cv2.imencode(".png", np.ascontiguousarray(picture), _COMPRESSION)
        with told_plainly(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data.tobytes())


def millimetres(depth: NDArray[np.float32]) -> NDArray[np.uint16]:
    """Depth in metres (inf: nothing) as whole millimetres, (H, W) uint16."""
    scaled = np.where(np.isfinite(depth), np.clip(np.rint(depth * 1000), 0, 65535), 0)
    return scaled.astype(np.uint16)
