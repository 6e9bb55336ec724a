"""``main.py models``: which painters' models are here, and getting, adding, verifying and removing them."""

import json
import sys
import time
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from studio.engine.model_store.adding import add
from studio.engine.model_store.downloading import Download, Offer, download, offer
from studio.engine.model_store.home import models_folder
from studio.engine.model_store.hub import hub_at
from studio.engine.model_store.network import Wire
from studio.engine.model_store.records import Record
from studio.engine.model_store.requests import Advanced
from studio.engine.model_store.shelf import Presence, Shelf, Shelved, shelf_of
from studio.engine.model_store.sizes import in_bytes
from studio.engine.model_store.steps import each
from studio.engine.model_store.store import ModelStore
from studio.engine.model_store.telling import Telling, in_words, size_in_words
from studio.engine.model_store.threads import usual_hub
from studio.engine.painters.catalogue import Licence
from studio.engine.stop import StopToken
from studio.errors import InvalidRequest, MissingResource

ACTIONS: Final = ("list", "add", "verify", "remove", "download")
_TOLD_S: Final = 10.0
Got = TypeVar("Got")
Answer = tuple[str, dict[str, Any]]
"""What to print, in words and as plain JSON values."""


@dataclass(frozen=True)
class ModelsRequest:
    """What was asked for. what: a folder to add, or names. stands_for: the painter that a folder is."""

    action: str = "list"
    what: tuple[str, ...] = ()
    folder: Path | None = None
    stands_for: str = ""
    agreed: bool = False
    hub: str | None = None


def models(request: ModelsRequest, as_json: bool) -> str:
    """Do what was asked; returns what to print.

    Raises:
        StudioError: in words.
    """
    store = ModelStore((request.folder or models_folder()).absolute())
    text, values = _answer(store, request)
    return json.dumps(values, ensure_ascii=False, indent=1) if as_json else text


def _answer(store: ModelStore, request: ModelsRequest) -> Answer:
    match request.action:
        case "add":
            told = Telling()
            record = _led(each(add(store, Path(_one(request, "a folder")), request.stands_for), told.reading))
            return _here(store, record, "added; it stays where it is")
        case "verify":
            return _verified(store, request.what)
        case "remove":
            return _removed(store, _one(request, "a model"))
        case "download":
            return _downloaded(store, request)
        case _:
            return _listed(shelf_of(store))


def _verified(store: ModelStore, names: tuple[str, ...]) -> Answer:
    """Every model named, or every one that is here; what is damaged is told of all, and is a refusal in the end."""
    records = [record for record in store.records.all() if record.whole and (not names or record.name in names)]
    if missing := sorted(set(names) - {record.name for record in records}):
        raise MissingResource(f"{missing[0]} is not here.", "There is nothing to verify.")
    for record in records:
        told = Telling(total=record.size)
        _led(each(store.verified(record), told.read))
    lines = [f"{one.title} is whole: {len(one.files)} files, {in_bytes(one.size)}" for one in records]
    values = {"verified": [{"name": one.name, "files": len(one.files), "bytes": one.size} for one in records]}
    return "\n".join(lines) or "There is no model here yet.", values


def _removed(store: ModelStore, name: str) -> Answer:
    record = store.record(name)
    own = record is not None and bool(record.folder)
    with store.held(name):
        freed = store.remove(name)
    text = (
        f"{name} is forgotten; its folder is as it was." if own else f"{name} is removed, {in_bytes(freed)} are free."
    )
    return text, {"removed": name, "freed_bytes": freed}


def _downloaded(store: ModelStore, request: ModelsRequest) -> Answer:
    name, stop, wire = _one(request, "a model"), StopToken(), Wire()
    hub = usual_hub(wire) if request.hub is None else hub_at(wire, request.hub)
    offered = offer(store, name, hub, stop)
    if not request.agreed:
        _ask(offered)
    told = Telling()
    record = _led(each(download(Download(store, offered.pin, hub, stop)), told.tick))
    return _here(store, record, "installed, every file as its makers list it")


def _ask(offered: Offer) -> None:
    """Show what would be fetched, and go on only if somebody at the terminal says yes.

    Raises:
        InvalidRequest: nobody does.
    """
    if not sys.stdin.isatty():
        origin = ", ".join(f"{repo}@{commit[:8]}" for repo, commit in offered.origin)
        raise InvalidRequest(
            f"{offered.entry.title} is {in_bytes(offered.to_fetch)} to fetch from {origin} under the"
            f" {offered.entry.licence.title}; {in_bytes(offered.room)} should be free, {in_bytes(offered.free)} are.",
            "Say --yes to agree; main.py models --json has the licence in plain words.",
        )
    print("\n".join(in_lines(offered)), file=sys.stderr)
    print("Download? [y/N] ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise InvalidRequest("Nothing was downloaded.", "Ask again when you like.")


def in_lines(offered: Offer) -> list[str]:
    """What a download would do, and under which licence."""
    licence = offered.entry.licence
    lines = [
        f"{offered.entry.title}: {in_bytes(offered.to_fetch)} to fetch, into {offered.folder}",
        f"  {in_bytes(offered.room)} should be free there, {in_bytes(offered.free)} are",
        *(f"  from {repo} at {commit}" for repo, commit in offered.origin),
        f"  licence: {licence.title}. {licence.plain}",
        *(f"  not for: {one}" for one in licence.barred),
        *(f"  {one}" for one in licence.conditions),
    ]
    if offered.shared:
        lines.insert(1, f"  {in_bytes(offered.shared)} are here already, with another model")
    return lines


def _here(store: ModelStore, record: Record, how: str) -> Answer:
    folder = store.folder_of(record)
    values = {"name": record.name, "folder": str(folder), "files": len(record.files), "bytes": record.size}
    return f"{record.title} is {how}: {in_bytes(record.size)} in {folder}", values


def _listed(shelf: Shelf) -> Answer:
    width = max(len(one.name) for one in shelf.models)
    lines = [
        f"{one.name:{width}}  {_state(one)}  {one.licence.id if one.licence else one.folder}" for one in shelf.models
    ]
    lines.append(f"{in_bytes(shelf.free)} are free in {shelf.folder}")
    values = {"folder": str(shelf.folder), "free_bytes": shelf.free, "models": [_values(one) for one in shelf.models]}
    return "\n".join(lines), values


def _state(model: Shelved) -> str:
    match model.presence:
        case Presence.ABSENT:
            return f"{'not here':12}{size_in_words(model):>12}"
        case Presence.PARTLY:
            return f"{'partly here':12}{in_bytes(model.bytes_here):>12} of {size_in_words(model)}"
        case Presence.HERE:
            return f"{'installed':12}{in_bytes(model.bytes_here):>12}"
        case Presence.BROKEN:
            return f"{'damaged':12}{in_bytes(model.bytes_here):>12}  {model.fault}"


def _values(model: Shelved) -> dict[str, Any]:
    return {
        "name": model.name,
        "title": model.title,
        "about": model.entry.about,
        "state": model.presence.value,
        "fault": model.fault,
        "bytes_here": model.bytes_here,
        "bytes": model.size,
        "exact": model.exact,
        "folder": str(model.folder),
        "own": model.own,
        "based_on": model.entry.name,
        "origin": list(model.origin),
        "memory_gb": model.entry.memory_gb,
        "memory_measured": model.entry.memory_measured,
        "licence": None if model.licence is None else _licence(model.licence),
    }


def _licence(licence: Licence) -> dict[str, Any]:
    return {
        "id": licence.id,
        "title": licence.title,
        "plain": licence.plain,
        "barred": list(licence.barred),
        "conditions": list(licence.conditions),
    }


def _one(request: ModelsRequest, kind: str) -> str:
    if len(request.what) != 1:
        raise InvalidRequest(f"models {request.action} needs the name of {kind}.", "See main.py models --help.")
    return request.what[0]


def _led(steps: Generator[Advanced | None, None, Got]) -> Got:
    """Go through steps, telling on standard error how far they are."""
    terminal, last = sys.stderr.isatty(), time.monotonic()
    while True:
        try:
            event = next(steps)
        except StopIteration as end:
            if terminal:
                sys.stderr.write("\r\x1b[K")
            return end.value
        now = time.monotonic()
        if event is not None and (terminal or now - last > _TOLD_S):
            last = now
            sys.stderr.write(f"\r\x1b[K{in_words(event)}" if terminal else f"{in_words(event)}\n")
            sys.stderr.flush()
