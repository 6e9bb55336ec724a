"""What a model is held to: which files, from which commit of which repository, how large, and with which sums."""

from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from studio.engine.model_store.names import checked_file
from studio.engine.model_store.whole import write_whole
from studio.errors import InvalidRequest, MediaUnreadable

_HEX: Final = frozenset("0123456789abcdef")
COMMIT, SHA256 = 40, 64
"""How many hex digits a git commit or blob, and a SHA-256, have."""


class PinnedFile(Struct, frozen=True):
    """One file. path: under the model's folder. remote: its path in the repository at ``commit``.

    sha256: "" until it is known, for files that git itself keeps; those have ``blob``, git's own sum, until then.
    """

    path: str
    size: int
    repo: str
    commit: str
    remote: str
    sha256: str = ""
    blob: str = ""


class Pin(Struct, frozen=True):
    """A model's files, once and for all. name: the painter's in the catalogue."""

    name: str
    files: tuple[PinnedFile, ...]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)


def checked_pin(pin: Pin) -> Pin:
    """A pin whose every name, commit and sum is one.

    Raises:
        InvalidRequest: which is not.
    """
    paths = [str(checked_file(file.path)).casefold() for file in pin.files]
    if len(set(paths)) != len(paths):
        raise InvalidRequest(f"Two files of {pin.name} have the same name.", "Get it from its makers' own page.")
    for file in pin.files:
        if not (is_sum(file.commit, COMMIT) and file.size >= 0 and _summed(file)):
            raise InvalidRequest(
                f"{file.path} comes without a commit and a sum to hold it to.",
                "It is not fetched. Choose another model.",
            )
    return pin


def is_sum(text: str, digits: int) -> bool:
    """Whether a text is a sum of so many hex digits, in small letters."""
    return len(text) == digits and _HEX.issuperset(text)


def read_pin(path: Path) -> Pin | None:
    """A pin that was kept; None where there is none.

    Raises:
        MediaUnreadable: it is there and cannot be read.
    """
    try:
        return checked_pin(msgspec.json.decode(path.read_bytes(), type=Pin))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, InvalidRequest) as fault:
        raise MediaUnreadable(
            f"{path}, which says what a model is held to, cannot be read ({fault}).",
            "Remove the model, and get it again.",
        ) from fault


def keep_pin(path: Path, pin: Pin) -> None:
    """Keep a pin.

    Raises:
        DeviceLimit: it cannot be written.
    """
    write_whole(path, msgspec.json.format(msgspec.json.encode(pin), indent=1))


def _summed(file: PinnedFile) -> bool:
    return is_sum(file.sha256, SHA256) or (not file.sha256 and is_sum(file.blob, COMMIT))
