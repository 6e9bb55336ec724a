"""Where models are kept: beside the desktop's other data of programs, unless the artist chose another disk."""

import os
import sys
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from studio.engine.model_store.whole import write_whole
from studio.errors import InvalidRequest

VARIABLE: Final = "TSUZUKI_MODELS"
_CHOICE: Final = "elsewhere.json"


class _Choice(Struct):
    folder: str


def models_folder() -> Path:
    """Where models are kept: as ``TSUZUKI_MODELS`` says, or as was chosen, or beside other programs' data."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    usual = _usual()
    try:
        return Path(msgspec.json.decode((usual / _CHOICE).read_bytes(), type=_Choice).folder)
    except (OSError, ValueError):
        return usual


def keep_models_in(folder: Path) -> None:
    """Keep models in this folder from now on. What lies in the one before stays there.

    Raises:
        InvalidRequest: it is no folder, or the environment names one already. DeviceLimit: the choice cannot be kept.
    """
    if os.environ.get(VARIABLE):
        raise InvalidRequest(f"{VARIABLE} says where models are kept.", "Change it there.")
    if not folder.is_dir():
        raise InvalidRequest(f"There is no folder {folder}.", "Make it first, or choose another.")
    write_whole(_usual() / _CHOICE, msgspec.json.encode(_Choice(str(folder.absolute()))))


def _usual() -> Path:
    """Source: XDG Base Directory Specification 0.8; Apple's File System Programming Guide; Windows known folders."""
    match sys.platform:
        case "win32":
            data = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        case "darwin":
            data = Path.home() / "Library" / "Application Support"
        case _:
            data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return data / "Tsuzuki" / "models"
