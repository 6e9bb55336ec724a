"""Writing OpenEXR files; the only place that knows the library."""

from pathlib import Path
from typing import Any

import numpy as np
import OpenEXR
from numpy.typing import NDArray

from studio.errors import DeviceLimit

_exr: Any = OpenEXR  # it has no types


def write_exr(path: Path, picture: NDArray[np.float16] | NDArray[np.float32], channels: str) -> None:
    """Write a picture without loss, half or float as it comes (ZIP, 16 scan lines a block).

    Args:
        picture: (H, W) or (H, W, C). channels: one letter for each of the C.

    Raises:
        DeviceLimit: the disk is full or cannot be written.
    """
    layers = np.atleast_3d(picture)
    parts = {name: np.ascontiguousarray(layers[..., number]) for number, name in enumerate(channels)}
    header = {"compression": _exr.ZIP_COMPRESSION, "type": _exr.scanlineimage}
    try:
        with _exr.File(header, parts) as file:
            file.write(str(path))
    except (OSError, RuntimeError) as fault:
        raise DeviceLimit(
            f"{path} could not be written ({fault}).", "Choose another folder, or check the disk, and try again."
        ) from fault
