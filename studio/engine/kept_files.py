"""Files that a film needs, copied into its project under the name of what is in them."""

from collections.abc import Callable
from pathlib import Path

from studio.engine.media.ffmpeg import told_plainly
from studio.engine.media.gltf.writing import write_file


def keep_file(folder: Path, named: Path, read: Callable[[], bytes]) -> str:
    """Have a file in a project's folder, and give its path from there; read only if it is not there already.

    Raises:
        DeviceLimit: it cannot be copied. What ``read`` raises.
    """
    if not (folder / named).exists():
        data = read()
        with told_plainly(folder):
            (folder / named).parent.mkdir(exist_ok=True)
        write_file(folder / named, data)
    return named.as_posix()
