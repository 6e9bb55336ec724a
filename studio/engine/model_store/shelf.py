"""What the store has to show: each model, whether it is here, and what it takes. No weights are read for it."""

import contextlib
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from studio.engine.model_store.parts import bytes_in_part
from studio.engine.model_store.pins import Pin
from studio.engine.model_store.records import Lies, Record, lies
from studio.engine.model_store.store import ModelStore
from studio.engine.painters.catalogue import Licence, PainterEntry
from studio.errors import StudioError


class Presence(Enum):
    """Whether a model is here."""

    ABSENT = "not installed"
    PARTLY = "partly here"
    HERE = "installed"
    BROKEN = "damaged"


@dataclass(frozen=True)
class Shelved:
    """One model. entry: the painter of the catalogue that it is, or is painted with.

    bytes_here: what of it lies on this disk. size: of all of it, as its makers list it, or about that, until they were
    asked (``exact`` False). folder: where it lies, or would. own: in a folder of the artist's, which is never changed.
    origin: "repository@commit" of each source that is held to. fault: what is wrong with it, by the file's name.
    """

    name: str
    title: str
    entry: PainterEntry
    presence: Presence
    bytes_here: int
    size: int
    exact: bool
    folder: Path
    own: bool = False
    origin: tuple[str, ...] = ()
    fault: str = ""

    @property
    def licence(self) -> Licence | None:
        """Its licence; None for a model of the artist's own, of which only its makers can say."""
        return self.entry.licence if self.name == self.entry.name else None


@dataclass(frozen=True)
class Shelf:
    """Everything in the store, and how much room there is beside it. folder: where models are kept."""

    folder: Path
    models: tuple[Shelved, ...]
    free: int

    def find(self, name: str) -> Shelved | None:
        """A model by name."""
        return next((model for model in self.models if model.name == name), None)


def shelf_of(store: ModelStore) -> Shelf:
    """Every painter of the catalogue, and every model of the artist's own, as they lie now."""
    known = {entry.name for entry in store.entries}
    own = [record for record in store.records.all() if record.name not in known]
    models = [_painter(store, entry) for entry in store.entries]
    models += [
        _shelved(store, store.entry(record.based_on), record, None) for record in own if record.based_on in known
    ]
    free = 0
    with contextlib.suppress(OSError):
        free = store.disk.free(store.root)
    return Shelf(store.root, tuple(models), free)


def _painter(store: ModelStore, entry: PainterEntry) -> Shelved:
    try:
        return _shelved(store, entry, store.record(entry.name), store.pin(entry.name))
    except StudioError as fault:
        shown = _shelved(store, entry, None, None)
        return replace(shown, presence=Presence.BROKEN, fault=str(fault))


def _shelved(store: ModelStore, entry: PainterEntry, record: Record | None, pin: Pin | None) -> Shelved:
    folder = store.folder_of(record) if record is not None else store.root / entry.name
    fault = "" if record is None else _fault(folder, record)
    come = (record.size if record is not None else 0) + _in_parts(store, pin)
    return Shelved(
        name=entry.name if record is None else record.name,
        title=entry.title if record is None else record.title,
        entry=entry,
        presence=_presence(record, fault, come),
        bytes_here=come,
        size=_size(entry, record, pin),
        exact=pin is not None or (record is not None and record.whole),
        folder=folder,
        own=record is not None and bool(record.folder),
        origin=tuple(dict.fromkeys(f"{file.repo}@{file.commit}" for file in pin.files)) if pin is not None else (),
        fault=fault,
    )


def _presence(record: Record | None, fault: str, come: int) -> Presence:
    if fault:
        return Presence.BROKEN
    if record is not None and record.whole:
        return Presence.HERE
    return Presence.PARTLY if come else Presence.ABSENT


def _size(entry: PainterEntry, record: Record | None, pin: Pin | None) -> int:
    if record is not None and (record.whole or record.folder):
        return record.size
    return pin.size if pin is not None else round(entry.disk_gb * 1e9)


def _fault(folder: Path, record: Record) -> str:
    """The first file that is not as it was, in words; "" for none."""
    if record.spoilt:
        return f"{record.spoilt} is damaged or gone"
    gone = next((seen for seen in record.files if lies(folder, seen) is Lies.OTHER), None)
    return "" if gone is None else f"{gone.path} is damaged or gone"


def _in_parts(store: ModelStore, pin: Pin | None) -> int:
    return 0 if pin is None else sum(bytes_in_part(store.root / pin.name / file.path) for file in pin.files)
