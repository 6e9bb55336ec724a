"""The store: models in folders of their own, each held to what its pin says, or to what it was when it was added.

    ROOT/NAME/...                the files, laid out as diffusers reads them
    ROOT/.store/pins/NAME.json   what a download is held to; stays when the model is removed
    ROOT/.store/here/NAME.json   which files were seen whole

A painter asks ``ready`` for a model's folder. Nothing in this module reaches the network.
"""

import contextlib
import shutil
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from studio.engine.model_store.disk import Disk, ThisDisk
from studio.engine.model_store.names import WEIGHTS, checked_name
from studio.engine.model_store.pins import Pin, PinnedFile, keep_pin, read_pin
from studio.engine.model_store.records import Lies, Record, Records, Seen, lies, look_at
from studio.engine.model_store.steps import each
from studio.engine.model_store.sums import sha256_of
from studio.engine.model_store.whole import disk_told
from studio.engine.painters.catalogue import PainterEntry, catalogue
from studio.errors import InvalidRequest, MediaUnreadable, MissingResource, ProjectUnreadable
from studio.timeline.lock import Lock

_INNER: Final = ".store"


@dataclass(frozen=True)
class Read:
    """Bytes of a file that were read to find its sum."""

    file: str
    bytes: int


class ModelStore:
    """The models under one folder, which need not exist yet. entries: the painters that are known."""

    def __init__(self, root: Path, disk: Disk | None = None, entries: tuple[PainterEntry, ...] | None = None) -> None:
        self.root = root
        self.disk = disk or ThisDisk()
        self.entries = catalogue() if entries is None else entries
        self.records = Records(root / _INNER / "here")

    def entry(self, name: str) -> PainterEntry:
        """The painter of a name.

        Raises:
            InvalidRequest: there is none.
        """
        found = next((one for one in self.entries if one.name == name), None)
        if found is None:
            known = ", ".join(one.name for one in self.entries)
            raise InvalidRequest(f"There is no model called {name!r}.", f"Choose one of: {known}.")
        return found

    def painter(self, name: str) -> PainterEntry:
        """Who paints with a model: of the catalogue, or one of the artist's own with the settings of the nearest.

        Raises:
            InvalidRequest: there is no such model.
        """
        known = {entry.name: entry for entry in self.entries}
        record = None if name in known else self.record(name)
        if record is None or record.based_on not in known:
            return self.entry(name)
        return replace(known[record.based_on], name=record.name, title=record.title, default=False)

    def pin(self, name: str) -> Pin | None:
        """What a model is held to; None until it was offered and agreed to once.

        Raises:
            MediaUnreadable: it cannot be read.
        """
        return read_pin(self._pin_path(name))

    def hold_to(self, pin: Pin) -> None:
        """Hold a model to these files, now and for ever after.

        Raises:
            InvalidRequest: it is held to others already. DeviceLimit: it cannot be kept.
        """
        held = self.pin(pin.name)
        if held is None:
            keep_pin(self._pin_path(pin.name), pin)
        elif held != pin:
            raise InvalidRequest(
                f"{pin.name} is held to other files than these.", "Its files do not change behind your back."
            )

    def sharpen(self, pin: Pin, record: Record) -> None:
        """Hold a model to the SHA-256 of files of which git's own sum alone was known until they came.

        Raises:
            DeviceLimit: it cannot be kept.
        """
        seen = {one.path: one.sha256 for one in record.files}
        files = tuple(replace(one, sha256=one.sha256 or seen[one.path]) for one in pin.files)
        keep_pin(self._pin_path(pin.name), replace(pin, files=files))

    def record(self, name: str) -> Record | None:
        """What is known of a model that is here, whole or in part.

        Raises:
            MediaUnreadable: it cannot be read.
        """
        return self.records.find(checked_name(name))

    def folder_of(self, record: Record) -> Path:
        """Where a model's files lie."""
        return Path(record.folder) if record.folder else self.root / record.name

    def place(self, name: str, file: PinnedFile) -> Path:
        """Where a file of a model goes.

        Raises:
            InvalidRequest: a link leads from there out of the model's folder.
        """
        place = self.root / name
        for part in ("", *file.path.split("/")[:-1]):
            place = place / part
            if place.is_symlink():
                raise InvalidRequest(f"{place} is a link to somewhere else.", "Remove it; models are kept in folders.")
        return self.root / name / file.path

    def twins(self, name: str, file: PinnedFile) -> tuple[tuple[Record, Seen], ...]:
        """The same file of other models in the store, where it is untouched since it was seen."""
        if not file.sha256:
            return ()
        return tuple(
            (record, seen)
            for record in self.records.all()
            for seen in record.files
            if record.name != name and not record.folder and seen.sha256 == file.sha256
            if lies(self.root / record.name, seen) is Lies.UNTOUCHED
        )

    def is_here(self, name: str, file: PinnedFile) -> bool:
        """Whether a file that is fetched was seen whole, and lies as it lay then."""
        record = self.record(name)
        seen = record.seen(file.path) if record is not None and not record.folder else None
        if seen is None or seen.size != file.size or seen.sha256 != (file.sha256 or seen.sha256):
            return False
        return lies(self.root / name, seen) is Lies.UNTOUCHED

    @contextlib.contextmanager
    def held(self, name: str) -> Generator[None]:
        """Keep other windows and command lines from changing a model meanwhile.

        Raises:
            InvalidRequest: one of them is at it. DeviceLimit: the folder cannot be written.
        """
        path = self.root / _INNER / f"{checked_name(name)}.lock"
        with disk_told(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        try:
            lock = Lock(path)
        except ProjectUnreadable as busy:
            raise InvalidRequest(
                f"{name} is being changed by another window or command.", "Wait until that is done, or stop it."
            ) from busy
        try:
            yield
        finally:
            lock.release()

    def ready(self, name: str) -> Generator[Read, None, Path]:
        """The folder of a model that is whole, for a painter to open. Only files that were touched are read again.

        Raises:
            MissingResource: it is not here, or not all of it. MediaUnreadable: a file is not what it was; by name.
        """
        record = self.record(name)
        if record is None or not record.whole:
            raise MissingResource(
                f"The model {name} is not installed.",
                f"Get it in the Models panel, or by: main.py models download {name}",
            )
        return (yield from self.verified(record, everything=False))

    def verified(self, record: Record, *, everything: bool = True) -> Generator[Read, None, Path]:
        """A model's folder, once each of its files is known to be as it was; notes what is spoilt.

        everything: read every file, not only those that were touched.

        Raises:
            MissingResource: a file is gone. MediaUnreadable: a file is not what it was, or was not there then. Each by
                name.
        """
        root = self.folder_of(record)
        if record.folder and not root.is_dir():
            raise MissingResource(f"The folder {root} is not there now.", "Plug its disk in, or add the model again.")
        _refuse_strangers(root, record)
        for seen in record.files:
            how = lies(root, seen)
            if how is Lies.UNTOUCHED and not everything:
                continue
            now = None if how is Lies.OTHER else (yield from self._seen_again(root, seen))
            if now is None:
                self.records.keep(record.without(seen.path))
                raise _spoilt(record, root, seen)
            if now != seen:
                record = record.with_seen(now)
                self.records.keep(record)
        return root

    def remove(self, name: str) -> int:
        """Take a model away, and say how many bytes that freed. Of the artist's own folder nothing is deleted.

        Raises:
            MissingResource: it is not here. DeviceLimit: it cannot be deleted.
        """
        record = self.record(name)
        folder = self.root / name
        if record is None and not folder.exists():
            raise MissingResource(f"{name} is not here.", "There is nothing to remove.")
        own = record is not None and bool(record.folder)
        freed = 0 if own else _unshared(folder)
        # First what says that it is here: a crash in between leaves files that nobody counts on.
        self.records.forget(name)
        with disk_told(folder):
            if folder.is_symlink():
                folder.unlink()
            elif folder.exists():
                shutil.rmtree(folder)
        return freed

    def _seen_again(self, root: Path, seen: Seen) -> Generator[Read, None, Seen | None]:
        """A file as it lies now, read whole; None if it is not what it was."""
        try:
            now = look_at(root, seen.path, seen.sha256)
            sha256 = yield from each(sha256_of(root / seen.path), lambda count: Read(seen.path, count))
        except OSError:
            return None
        return now if sha256 == seen.sha256 else None

    def _pin_path(self, name: str) -> Path:
        return self.root / _INNER / "pins" / f"{checked_name(name)}.json"


def _refuse_strangers(root: Path, record: Record) -> None:
    """Raise if weights lie among a model's that were not there: who opens a part takes all that is in its folder."""
    known = {seen.path for seen in record.files}
    for path in sorted(root.rglob(f"*{WEIGHTS}")):
        told = path.relative_to(root).as_posix()
        if told not in known and not any(part.startswith(".") for part in path.relative_to(root).parts):
            raise MediaUnreadable(
                f"{told} was not in {record.title} when it came here. It is not opened.",
                "Put it elsewhere; or remove the model from the list and add its folder again."
                if record.folder
                else "Put it elsewhere, or delete it.",
            )


def _spoilt(record: Record, root: Path, seen: Seen) -> MissingResource | MediaUnreadable:
    again = (
        "Put it back, or add the folder again."
        if record.folder
        else "Download it again in the Models panel; only this file is fetched."
    )
    if not (root / seen.path).exists():
        return MissingResource(f"{seen.path} of {record.title} is gone.", again)
    return MediaUnreadable(
        f"{seen.path} of {record.title} is not the file that it was: cut short, or changed. It is not opened.", again
    )


def _unshared(folder: Path) -> int:
    """Bytes in a folder that no other model has as well."""
    files = [path.lstat() for path in folder.rglob("*") if path.is_file()]
    return sum(one.st_size for one in files if one.st_nlink == 1)
