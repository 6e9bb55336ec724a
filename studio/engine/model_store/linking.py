"""A file that another model has as well: one text encoder on the disk, however many painters share it."""

import os
from collections.abc import Generator
from pathlib import Path

from studio.engine.model_store.parts import Part
from studio.engine.model_store.pins import PinnedFile
from studio.engine.model_store.records import look_at
from studio.engine.model_store.store import ModelStore, Read
from studio.engine.model_store.sums import PIECE
from studio.engine.model_store.whole import disk_told


def take_over(store: ModelStore, name: str, file: PinnedFile, place: Path) -> Generator[Read, None, bool]:
    """Have a file in place that another model has; False where none has it, or what it has is spoilt.

    Raises:
        DeviceLimit: it cannot be written.
    """
    twins = store.twins(name, file)
    if not twins:
        return False
    (record, seen), *_ = twins
    source = store.root / record.name / seen.path
    with disk_told(place):
        place.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, place)
    except OSError:
        # Disks without links (exFAT) get a copy, which is still nothing that has to be fetched.
        return (yield from _copied(file, source, place))
    for other, lay in twins:
        # A link changes when the file was last changed, which is no reason to read gigabytes again.
        now = look_at(store.root / other.name, lay.path, lay.sha256)
        if (now.size, now.modified) == (lay.size, lay.modified):
            store.records.keep(other.with_seen(now))
    return True


def _copied(file: PinnedFile, source: Path, place: Path) -> Generator[Read, None, bool]:
    part = Part(place, file)
    try:
        for count in part.take_up():
            yield Read(file.path, count)
        with source.open("rb", buffering=0) as original:
            original.seek(part.position)
            while piece := original.read(PIECE):
                part.write(piece)
                yield Read(file.path, len(piece))
        if not part.right:
            part.restart()
            return False
        part.finish()
        return True
    finally:
        part.close()
