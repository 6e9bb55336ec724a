"""What is known of the models that are here: which files were found whole, with which sums, and how they lay then."""

import errno
import os
import stat
from enum import Enum
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from studio.engine.model_store.whole import write_whole
from studio.errors import MediaUnreadable

_SUFFIX: Final = ".json"


class Seen(Struct, frozen=True):
    """A file that had this sum when it lay on the disk like this. path: within its model. Times: nanoseconds.

    Nobody can set ``changed`` back, so a file that was touched since is known without reading it.
    """

    path: str
    size: int
    sha256: str
    modified: int
    changed: int


class Record(Struct, frozen=True):
    """A model, as far as it is here.

    name: a painter's of the catalogue, or the model's own. pipeline: its class in diffusers, "" for a single file.
    based_on: the painter whose settings it is painted with. folder: where the artist has it, "" in the store.
    whole: all that it needs was seen, and nothing of it is known to be spoilt. spoilt: the file found so last.
    """

    name: str
    title: str
    pipeline: str
    based_on: str
    files: tuple[Seen, ...] = ()
    folder: str = ""
    whole: bool = False
    spoilt: str = ""

    def seen(self, path: str) -> Seen | None:
        """What was seen of a file."""
        return next((one for one in self.files if one.path == path), None)

    def without(self, path: str) -> "Record":
        """The record once a file turned out to be spoilt, or went away."""
        return replace(self, files=tuple(one for one in self.files if one.path != path), spoilt=path, whole=False)

    def with_seen(self, seen: Seen) -> "Record":
        """The record with one file seen now."""
        others = tuple(one for one in self.files if one.path != seen.path)
        return replace(self, files=(*others, seen), spoilt="" if self.spoilt == seen.path else self.spoilt)

    @property
    def size(self) -> int:
        """Bytes of what was seen."""
        return sum(one.size for one in self.files)


def look_at(root: Path, path: str, sha256: str) -> Seen:
    """A file as it lies now.

    Raises:
        OSError: it is not there, is no plain file, or is a link that leads out of its model.
    """
    found = _plain(root, root / path)
    return Seen(path, found.st_size, sha256, found.st_mtime_ns, found.st_ctime_ns)


def cache_of(folder: Path) -> Path:
    """The folder that a model's links may lead within: itself, or its whole place in a hub's cache.

    Source: huggingface_hub keeps ``models--ORG--NAME/snapshots/COMMIT`` as links to ``models--ORG--NAME/blobs``.
    """
    return folder.parent.parent if folder.parent.name == "snapshots" else folder


def _plain(root: Path, path: Path) -> os.stat_result:
    found = path.lstat()
    if stat.S_ISLNK(found.st_mode) and cache_of(root) != root:
        real = path.resolve()
        if real.is_relative_to(cache_of(root).resolve()):
            found = real.lstat()
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "it is a link, and not a file", str(path))
    return found


class Lies(Enum):
    """How a file lies, against when it was seen."""

    UNTOUCHED = "untouched"
    TOUCHED = "touched"
    OTHER = "of another size, or no file any more"


def lies(root: Path, seen: Seen) -> Lies:
    """How a file lies now, told without reading it."""
    try:
        now = look_at(root, seen.path, seen.sha256)
    except OSError:
        return Lies.OTHER
    if now.size != seen.size:
        return Lies.OTHER
    return Lies.UNTOUCHED if now == seen else Lies.TOUCHED


class Records:
    """The records of one store, each in a file of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, name: str) -> Record | None:
        """The record of a model; None where there is none.

        Raises:
            MediaUnreadable: it is there and cannot be read.
        """
        path = self._path(name)
        try:
            return msgspec.json.decode(path.read_bytes(), type=Record)
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as fault:
            raise MediaUnreadable(
                f"{path}, which says what is here of {name}, cannot be read ({fault}).",
                "Remove the model and get it again; files that are whole are not fetched twice.",
            ) from fault

    def all(self) -> tuple[Record, ...]:
        """Every record that can be read, by name."""
        found: list[Record] = []
        for path in sorted(self._folder.glob(f"*{_SUFFIX}")):
            try:
                record = self.find(path.name.removesuffix(_SUFFIX))
            except MediaUnreadable:
                continue  # whoever asks for it by name is told
            if record is not None:
                found.append(record)
        return tuple(found)

    def keep(self, record: Record) -> None:
        """Keep a record.

        Raises:
            DeviceLimit: it cannot be written.
        """
        write_whole(self._path(record.name), msgspec.json.encode(record))

    def forget(self, name: str) -> None:
        """Take a record away."""
        self._path(name).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}{_SUFFIX}"
