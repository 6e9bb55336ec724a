"""Which names a model's files may have: inside the model's own folder, and of kinds that only hold data."""

import re
from pathlib import PurePosixPath
from typing import Final

from studio.errors import InvalidRequest

WEIGHTS: Final = ".safetensors"
PLAIN: Final = frozenset({WEIGHTS, ".json", ".txt", ".model", ".jinja", ".md"})
"""safetensors and JSON hold data alone; ``.model`` is a SentencePiece vocabulary, ``.jinja`` and ``.txt`` are text."""
PICKLED: Final = frozenset(
    {".bin", ".ckpt", ".pt", ".pth", ".pkl", ".pickle", ".joblib", ".npy", ".npz", ".h5", ".keras", ".msgpack"}
)
"""Kinds that can carry a program which runs as they are read (Python's pickle and its like)."""
_LONGEST: Final = 240
_NAME: Final = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
_UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f<>:"\\|?*]')
_DEVICES: Final = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
"""Names that Windows keeps for devices, in any folder and with any ending."""


def checked_name(name: str) -> str:
    """A model's own name, which is also that of its folder: small letters, digits, and single dots and dashes between.

    Raises:
        InvalidRequest: it is none.
    """
    if not _NAME.fullmatch(name) or len(name) > _LONGEST or _DEVICES.fullmatch(name):
        raise InvalidRequest(f"{name!r} is not the name of a model.", "See main.py models for their names.")
    return name


def checked_path(name: str) -> PurePosixPath:
    """A file's name in a model, as a path inside the model's folder on every system.

    Raises:
        InvalidRequest: it leads out of the folder, or cannot be a name on one of the systems we run on.
    """
    parts = name.split("/")
    if len(name) > _LONGEST or _UNSAFE.search(name) or not all(map(_may_be, parts)):
        raise InvalidRequest(
            f"The file name {name[:_LONGEST]!r} is not one that a model's file may have.",
            "Nothing was written. Get the model from its makers' own page.",
        )
    return PurePosixPath(name)


def checked_file(name: str) -> PurePosixPath:
    """A file's name in a model that may be fetched or read: as ``checked_path``, and of a kind that only holds data.

    Raises:
        InvalidRequest: it may not.
    """
    path = checked_path(name)
    if path.suffix.lower() in PICKLED:
        raise InvalidRequest(
            f"{name} can carry a program that runs as it is opened, so it is not read.",
            "Ask for the model as safetensors files; most makers offer both.",
        )
    if path.suffix.lower() not in PLAIN:
        raise InvalidRequest(f"{name} is not a kind of file that models are made of.", "Choose another model.")
    return path


def holds_data(name: str) -> bool:
    """Whether a file is of a kind that may be fetched or read."""
    return PurePosixPath(name).suffix.lower() in PLAIN


def _may_be(part: str) -> bool:
    return part not in ("", ".", "..") and part[0] != " " and part[-1] not in " ." and not _DEVICES.fullmatch(part)
