"""A download: what would be fetched is shown first; then file by file, each only if it is not here already."""

import stat
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from studio.engine.model_store.contents import check_contents
from studio.engine.model_store.disk import check_room, room_needed
from studio.engine.model_store.fetching import PATIENT, Came, Errand, Patience, fetch
from studio.engine.model_store.hub import Hub
from studio.engine.model_store.linking import take_over
from studio.engine.model_store.parts import EVERY, bytes_in_part
from studio.engine.model_store.pins import Pin, PinnedFile, checked_pin
from studio.engine.model_store.records import Record, look_at
from studio.engine.model_store.steps import each
from studio.engine.model_store.store import ModelStore, Read
from studio.engine.model_store.sums import sums_of
from studio.engine.model_store.whole import disk_told
from studio.engine.painters.catalogue import PainterEntry, Source
from studio.engine.stop import StopToken


@dataclass(frozen=True)
class Offer:
    """What a download would do. to_fetch: bytes that are not here; shared: bytes that other models have already.

    free: bytes on the disk. held: these files were agreed to before, and are the same ever since.
    """

    entry: PainterEntry
    pin: Pin
    folder: Path
    to_fetch: int
    shared: int
    free: int
    held: bool

    @property
    def room(self) -> int:
        """Bytes that should be free for it."""
        return room_needed(self.to_fetch)

    @property
    def fits(self) -> bool:
        """Whether there is room for it."""
        return not self.to_fetch or self.room <= self.free

    @property
    def origin(self) -> tuple[tuple[str, str], ...]:
        """Each repository, and the commit of it."""
        return tuple(dict.fromkeys((file.repo, file.commit) for file in self.pin.files))


@dataclass(frozen=True)
class Tick:
    """How far a download is, in bytes. came: those that came over the network just now; waiting: why none come."""

    file: str
    done: int
    total: int
    came: int = 0
    waiting: str = ""


@dataclass(frozen=True)
class Download:
    """One model to fetch into a store. every: bytes between two points that a part can be taken up from."""

    store: ModelStore
    pin: Pin
    hub: Hub
    stop: StopToken
    patience: Patience = PATIENT
    every: int = EVERY


def offer(store: ModelStore, name: str, hub: Hub, stop: StopToken) -> Offer:
    """What a download would fetch. The hub is asked only where neither the data nor an earlier time says it.

    Raises:
        StudioError: there is no such model, or the hub cannot say.
    """
    entry, held = store.entry(name), store.pin(name)
    pin = held or checked_pin(Pin(name, tuple(file for one in entry.sources for file in _files(one, hub, stop))))
    to_fetch, shared = _missing(store, pin)
    with disk_told(store.root):
        free = store.disk.free(store.root)
    return Offer(entry, pin, store.root / name, to_fetch, shared, free, held is not None)


def download(job: Download) -> Generator[Tick, None, Record]:
    """Fetch a model; returns its record once it is whole. What has come is kept however it ends.

    Raises:
        Stopped: as asked. DeviceLimit: no room, no network. MediaUnreadable: a file is not what it should be; by name.
    """
    store, pin = job.store, checked_pin(job.pin)
    with store.held(pin.name):
        store.hold_to(pin)
        with disk_told(store.root):
            check_room(_missing(store, pin)[0], store.disk.free(store.root), store.root)
        record = _begun(store, pin)
        done = 0
        for file in pin.files:
            if store.is_here(pin.name, file):
                yield Tick(file.path, done + file.size, pin.size)
            else:
                sha256 = yield from _one(job, file, done)
                record = record.with_seen(look_at(store.root / pin.name, file.path, sha256))
                store.records.keep(record)
            done += file.size
        check_contents(store.root / pin.name, tuple(file.path for file in pin.files))
        record = replace(record, whole=True, spoilt="")
        store.sharpen(pin, record)
        store.records.keep(record)
        return record


def cancel(store: ModelStore, name: str) -> None:
    """Throw away what has come of a download that is not whole. What it is held to stays.

    Raises:
        InvalidRequest: it is under way. DeviceLimit: it cannot be deleted.
    """
    with store.held(name):
        record, folder = store.record(name), store.root / name
        begun = folder.exists() if record is None else not (record.whole or record.folder)
        if begun:
            store.remove(name)


def _files(source: Source, hub: Hub, stop: StopToken) -> tuple[PinnedFile, ...]:
    """A source's files as the data has them, or else as the hub lists them."""
    if not (source.commit and source.files):
        return hub.files_of(source, stop)
    under = f"{source.folder}/" if source.folder else ""
    return tuple(
        PinnedFile(f"{under}{one.path}", one.size, source.repo, source.commit, one.path, one.sha256)
        for one in source.files
    )


def _missing(store: ModelStore, pin: Pin) -> tuple[int, int]:
    """Bytes of a model's files that have to be fetched, and of those that other models have."""
    missing = [file for file in pin.files if not store.is_here(pin.name, file)]
    shared = [file for file in missing if store.twins(pin.name, file)]
    fetched = [file for file in missing if file not in shared]
    come = sum(bytes_in_part(store.root / pin.name / file.path) for file in fetched)
    return sum(file.size for file in fetched) - come, sum(file.size for file in shared)


def _begun(store: ModelStore, pin: Pin) -> Record:
    """The record of what has come; a new one where nothing has, or where a folder of the artist's own stood for it."""
    record = store.record(pin.name)
    if record is None or record.folder:
        entry = store.entry(pin.name)
        record = Record(entry.name, entry.title, entry.pipeline, entry.name)
    record = replace(record, whole=False)
    store.records.keep(record)
    return record


class _Count:
    """How far a download is: bytes of the files before this one, and what is told of it."""

    def __init__(self, done: int, total: int) -> None:
        self._done, self._total = done, total

    def read(self, read: Read) -> Tick:
        """Bytes were read from the disk."""
        self._done += read.bytes
        return Tick(read.file, self._done, self._total)

    def came(self, came: Came) -> Tick:
        """Bytes came, or were thrown away."""
        self._done += came.bytes
        return Tick(came.file, self._done, self._total, 0 if came.again else came.bytes, came.waiting)


def _one(job: Download, file: PinnedFile, done: int) -> Generator[Tick, None, str]:
    """Have one file in place: it lies there, or another model has it, or it is fetched. Returns its SHA-256."""
    place, total = job.store.place(job.pin.name, file), job.pin.size
    sha256 = yield from each(_lying(place, file), _Count(done, total).read)
    if sha256:
        return sha256
    if (yield from each(take_over(job.store, job.pin.name, file, place), _Count(done, total).read)):
        return file.sha256
    errand = Errand(file, job.hub.address_of(file), place, job.hub.network, job.stop, job.patience, job.every)
    return (yield from each(fetch(errand), _Count(done, total).came))


def _lying(place: Path, file: PinnedFile) -> Generator[Read, None, str]:
    """The SHA-256 of what lies in a file's place, if it is that file. Anything else is deleted, and gives ""."""
    with disk_told(place):
        if not (place.exists() or place.is_symlink()):
            return ""
        if stat.S_ISREG(place.lstat().st_mode) and place.stat().st_size == file.size:
            sums = yield from each(sums_of(place, file), lambda count: Read(file.path, count))
            if sums.right:
                return sums.sha256
        place.unlink()
    return ""
