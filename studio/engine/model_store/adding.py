"""Models that the artist has already: looked over where they lie, and held to what they are. Nothing is copied."""

import math
import os
import re
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from studio.engine.model_store.contents import INDEX, check_contents
from studio.engine.model_store.names import WEIGHTS, checked_path, holds_data
from studio.engine.model_store.pins import Pin
from studio.engine.model_store.records import Record, cache_of, look_at
from studio.engine.model_store.steps import each
from studio.engine.model_store.store import ModelStore
from studio.engine.model_store.sums import sha256_of
from studio.engine.model_store.weights import tensors_of
from studio.engine.painters.catalogue import PainterEntry
from studio.errors import InvalidRequest, MediaUnreadable, MissingResource

_MOST_FILES: Final = 2000
_SAVED: Final = f"Choose a folder as diffusers saves models: {INDEX}, and a folder for each part."


@dataclass(frozen=True)
class Reading:
    """How far a model has been read, in bytes."""

    file: str
    done: int
    total: int


def add(store: ModelStore, folder: Path, stands_for: str = "") -> Generator[Reading, None, Record]:
    """Take in a folder as diffusers saves models; it stays where it is, and is never changed.

    stands_for: the painter of the catalogue that it is; "" for a model of the artist's own, which is painted with the
    settings of the painter that it is most like.

    Raises:
        InvalidRequest: it is no model, of a kind that no painter here opens, or not the one that it should stand for.
        MissingResource: a part of it is missing. MediaUnreadable: a file is damaged; each by name.
    """
    folder = folder.expanduser().absolute()
    files = _files(folder)
    layout = check_contents(folder, files)
    if layout is None:
        raise InvalidRequest(f"{folder} holds no {INDEX}, so it cannot be told what it paints.", _SAVED)
    entry = store.entry(stands_for) if stands_for else _most_like(store, layout.pipeline, folder, files)
    name = stands_for or _free_name(store, folder)
    if stands_for:
        _check_stands_for(entry, layout.pipeline, folder, files)
    _refuse_twice(store, name, folder)
    with store.held(name):
        title = entry.title if stands_for else _called(folder)
        record = yield from _read(Record(name, title, layout.pipeline, entry.name, folder=str(folder)), files)
        held = store.pin(name) if stands_for else None
        if held is not None:
            _check_same(held, entry, record)
        record = replace(record, whole=True)
        store.records.keep(record)
        return record


def opened_by(entry: PainterEntry) -> tuple[str, ...]:
    """The classes that a model's index may name for a painter to open it."""
    return (entry.pipeline, *entry.saved_as)


def _files(folder: Path) -> tuple[str, ...]:
    """The files of a folder that hold data, by their paths in it, smallest parts first.

    Raises:
        InvalidRequest: it is no folder, or a link in it leads out of it.
    """
    if folder.is_file():
        raise _single(folder)
    if not folder.is_dir():
        raise InvalidRequest(f"There is no folder {folder}.", _SAVED)
    found: list[str] = []
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for name in [*folders, *sorted(names)]:
            path = Path(where) / name
            told = path.relative_to(folder).as_posix()
            _refuse_leading_out(path, folder, told)
            if name in names and holds_data(name) and not name.startswith("."):
                found.append(str(checked_path(told)))
        if len(found) > _MOST_FILES:
            raise InvalidRequest(f"{folder} holds more files than any model has.", _SAVED)
    return tuple(found)


def _refuse_leading_out(path: Path, folder: Path, told: str) -> None:
    if path.is_symlink() and not path.resolve().is_relative_to(cache_of(folder).resolve()):
        raise InvalidRequest(
            f"{told} is a link that leads out of {folder.name}.", "Put the file itself there, and add the folder again."
        )


def _single(file: Path) -> InvalidRequest | MediaUnreadable:
    """Why a single file is not taken, once it is known what it is."""
    if file.suffix.lower() != WEIGHTS:
        return InvalidRequest(f"{file.name} is not a model's folder.", _SAVED)
    names = tensors_of(file)
    if any("lora" in name.lower() for name in names):
        return InvalidRequest(
            f"{file.name} is a LoRA, which changes a model and is none by itself.",
            "Add the model that it was made for.",
        )
    return InvalidRequest(f"{file.name} is one part of a model, {len(names)} tensors without their settings.", _SAVED)


def _most_like(store: ModelStore, pipeline: str, folder: Path, files: tuple[str, ...]) -> PainterEntry:
    """The painter that opens such a model, of several the one whose size is nearest."""
    able = [entry for entry in store.entries if pipeline in opened_by(entry)]
    if not able:
        known = ", ".join(dict.fromkeys(entry.pipeline for entry in store.entries))
        raise InvalidRequest(f"{folder.name} is a {pipeline}, which no painter of Tsuzuki opens.", f"It opens {known}.")
    size = max(1, sum((folder / path).stat().st_size for path in files))
    return min(able, key=lambda entry: abs(math.log(size / (entry.disk_gb * 1e9))))


def _read(record: Record, files: tuple[str, ...]) -> Generator[Reading, None, Record]:
    """The record with every file's sum."""
    root = Path(record.folder)
    done = 0
    try:
        total = sum((root / path).stat().st_size for path in files)
        for path in files:
            before = look_at(root, path, "")

            def told(count: int, path: str = path) -> Reading:
                nonlocal done
                done += count
                return Reading(path, done, total)

            sha256 = yield from each(sha256_of(root / path), told)
            record = record.with_seen(replace(before, sha256=sha256))
    except OSError as fault:
        raise MediaUnreadable(
            f"{fault.filename or root} cannot be read ({fault.strerror}).", "Check the disk."
        ) from fault
    return record


def _check_stands_for(entry: PainterEntry, pipeline: str, folder: Path, files: tuple[str, ...]) -> None:
    """Raise unless a folder may be the painter that it is said to be: of its class, with all that belongs to it."""
    if pipeline not in opened_by(entry):
        raise InvalidRequest(
            f"{folder.name} is a {pipeline}, which is not {entry.title}.", "Add it as a model of your own."
        )
    for source in entry.beside:
        if source.folder and not any(path.startswith(f"{source.folder}/") for path in files):
            raise MissingResource(
                f"{entry.title} needs {source.folder} too, from {source.repo}.",
                f"Put it into a folder named {source.folder} there, and add the folder again.",
            )


def _check_same(pin: Pin, entry: PainterEntry, record: Record) -> None:
    """Raise unless a folder holds the very files that the painter that it stands for is held to."""
    for file in pin.files:
        seen = record.seen(file.path)
        if file.path.endswith(WEIGHTS) and seen is None:
            raise MissingResource(f"{file.path} of {entry.title} is not there.", "Get the whole model.")
        if seen is not None and file.sha256 and seen.sha256 != file.sha256:
            raise InvalidRequest(
                f"{file.path} is not the one that {entry.title} is held to.", "Add it as a model of your own."
            )


def _refuse_twice(store: ModelStore, name: str, folder: Path) -> None:
    for record in store.records.all():
        if record.folder == str(folder) and record.whole:
            raise InvalidRequest(f"{folder} is added already, as {record.title}.", "Remove it first to add it anew.")
        if record.name == name and record.whole and not record.folder:
            raise InvalidRequest(f"{record.title} is installed already.", "Remove it first to use another folder.")


def _called(folder: Path) -> str:
    """What to call a folder's model; in a hub's cache, by its repository and not by its commit."""
    return cache_of(folder).name.removeprefix("models--").rpartition("--")[2]


def _free_name(store: ModelStore, folder: Path) -> str:
    word = re.sub(r"[^a-z0-9]+", "-", _called(folder).lower()).strip("-")[:80].strip("-") or "model"
    taken = {entry.name for entry in store.entries} | {record.name for record in store.records.all()}
    return next(name for at in range(1, len(taken) + 2) if (name := word if at == 1 else f"{word}-{at}") not in taken)
