"""Packages and projects with something wrong in them, drawn by number: the same number gives the same one again."""

import hashlib
import io
import json
import random
import shutil
import sqlite3
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

from studio.engine.media.package.boxes import BoxWriter
from studio.engine.media.package.record import DOCUMENT, RECORD

_HOSTILE: Final[tuple[Any, ...]] = (
    None, "", "../../evil", "/etc/passwd", "\x00", "x" * 5000, -1, 0, 2**31, 2**63, 10**40, 1e308, -1e308, 0.5, True,
    [], {}, [[]], "1/0", "9" * 3000, "1e9/7", "NaN", [1] * 3000, "#zzzzzz", "takes/../..", "🌊" * 200, {"a": {"b": {}}},
)  # fmt: skip
_NAMES: Final = (
    "../x",
    "/x",
    "a/../../x",
    "takes/" + "f" * 32 + "/take.json",
    "models/con",
    "..",
    "models/a\\b",
    "ü/é",
    "",
)
_NUMBERS: Final = (0, 1, 7, 8, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)


@dataclass(frozen=True)
class Stock:
    """What mutants are made from: a signed film with its project inside, the ZIP in it, and a project folder."""

    film: bytes
    archive: bytes
    project: Path


def mutant(stock: Stock, number: int, folder: Path) -> Path:
    """Write the mutant of this number into a folder; its path, which is a film's or a project's."""
    chance = random.Random(number)
    kinds: tuple[Callable[[Stock, random.Random, Path], Path], ...] = (
        _bent_film,
        _bent_archive,
        _bent_document,
        _bent_project,
    )
    return kinds[number % len(kinds)](stock, chance, folder)


def _bent_film(stock: Stock, chance: random.Random, folder: Path) -> Path:
    """The film with bytes or boxes bent, signature and picture included."""
    return _written(folder, _bent(stock.film, chance))


def _bent_archive(stock: Stock, chance: random.Random, folder: Path) -> Path:
    """The ZIP bent, under labels that fit it, so that what reads ZIPs sees it."""
    return _packed(folder, _bent(stock.archive, chance) if chance.random() < 0.6 else _renamed(stock.archive, chance))


def _bent_document(stock: Stock, chance: random.Random, folder: Path) -> Path:
    """The document or the record with values that nobody wrote, in a package that is well otherwise."""
    files = _files(stock.archive)
    name = chance.choice((DOCUMENT, DOCUMENT, RECORD))
    told = json.loads(files[name])
    for _ in range(chance.randint(1, 3)):
        _poison(told, chance)
    files[name] = json.dumps(told).encode() if chance.random() < 0.9 else _bent(files[name], chance)
    if name == DOCUMENT:
        record = json.loads(files[RECORD])
        record["document"] = hashlib.sha256(files[DOCUMENT]).hexdigest()
        files[RECORD] = json.dumps(record).encode()
    return _packed(folder, _zipped(files))


def _bent_project(stock: Stock, chance: random.Random, folder: Path) -> Path:
    """A project folder whose database was bent, as a file or row by row."""
    target = folder / "bent.tsuzuki"
    shutil.copytree(stock.project, target)
    document = target / "film.sqlite"
    if chance.random() < 0.5:
        document.write_bytes(_bent(document.read_bytes(), chance))
    else:
        _poison_rows(document, chance)
    return target


def _poison_rows(document: Path, chance: random.Random) -> None:
    connection = sqlite3.connect(document)
    table = chance.choice(("film", "scenes", "shots", "members", "props"))
    rows = connection.execute(f"SELECT key, value FROM {table}").fetchall()
    if rows:
        key, value = chance.choice(rows)
        told = json.loads(value)
        holder = {"all": told}
        _poison(holder, chance)
        connection.execute(f"UPDATE {table} SET value = ? WHERE key = ?", (json.dumps(holder["all"]).encode(), key))
        connection.commit()
    connection.close()


def _bent(data: bytes, chance: random.Random) -> bytes:
    bent = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at = chance.randrange(max(1, len(bent)))
        match chance.randrange(6):
            case 0:
                bent[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del bent[at : at + chance.choice((1, 4, 100, 5000))]
            case 2:
                bent[at:at] = chance.randbytes(chance.choice((1, 4, 100)))
            case 3:
                bent[at : at + 4] = struct.pack(">I", chance.choice(_NUMBERS))
            case 4:
                bent[at : at + 4] = struct.pack("<I", chance.choice(_NUMBERS))
            case _:
                bent = bent[:at] if chance.random() < 0.3 else bent[:at] + bent[at // 2 : at // 2 + 300] + bent[at:]
    return bytes(bent)


def _renamed(archive: bytes, chance: random.Random) -> bytes:
    files = _files(archive)
    files[chance.choice(_NAMES)] = chance.randbytes(50)
    return _zipped(files)


def _poison(inside: dict[str, Any], chance: random.Random) -> None:
    """Put something hostile somewhere in a JSON value."""
    told: Any = inside
    while True:
        key: Any = chance.choice(list(told) if hasattr(told, "keys") else range(len(told)))
        below: Any = told[key]
        if isinstance(below, dict | list) and below and chance.random() < 0.8:
            told = cast(Any, below)
            continue
        told[key] = chance.choice(_HOSTILE)
        return


def _files(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _zipped(files: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name), content)
    return data.getvalue()


def _packed(folder: Path, archive: bytes) -> Path:
    path = _written(folder, b"\0\0\0\x10ftypisom\0\0\0\0\0\0\0\x08mdat")
    with path.open("r+b") as file:
        boxes = BoxWriter(file, 4096)
        boxes.write(archive)
        boxes.close()
    return path


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "mutant.mp4"
    path.write_bytes(data)
    return path
