"""Reads all that a project's database holds, damaged or not, and says what was lost."""

import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import msgspec
from msgspec.structs import replace

from studio.timeline import rows
from studio.timeline.checks import faults
from studio.timeline.edits import LONGEST_SHOT
from studio.timeline.film import Action, Beat, Film, Scene, Shot
from studio.timeline.history import Past, State, beginning
from studio.timeline.memory import Address, Reader


@dataclass(frozen=True)
class Content:
    """What a database holds: the film with its past, the pending jobs, the blobs no state needs, the losses."""

    past: Past
    queue: tuple[tuple[int, bytes], ...] = ()
    unused: frozenset[Address] = frozenset()
    losses: tuple[str, ...] = ()


def read(connection: sqlite3.Connection) -> Content | None:
    """Everything that can be read; None if no film is left."""
    found = _scan(connection, "blobs", "address, data").found
    blobs = {str(address): data for address, data in found if isinstance(data, bytes)}
    reader = Reader(blobs)
    scanned = _scan(connection, "states", "serial, name, root")
    states = sorted(_states(scanned.found, reader), key=lambda state: state.serial)
    now = next((serial for (serial,) in _scan(connection, "now", "serial").found), None)
    remembered = next((s.film for s in states if s.serial == now), states[-1].film if states else None)
    film, losses = _film(connection, remembered)
    if film is None:
        return None
    past = _past(film, states, now)
    if not scanned.whole or len(states) < len(scanned.found) or not states or past.now.serial != now:
        losses.append("Part of the undo history could not be read and is gone.")
    losses += _structure(connection)
    jobs = _scan(connection, "queue", "id, job").found
    queue = tuple((int(number), job) for number, job in jobs if isinstance(job, bytes))
    return Content(past, queue, frozenset(blobs) - reader.used, tuple(losses))


@dataclass(frozen=True)
class _Scan:
    found: list[tuple[Any, ...]]
    whole: bool


def _scan(connection: sqlite3.Connection, table: str, columns: str) -> _Scan:
    """Read a table from its start and, where that breaks off, from its end towards the damage."""
    found: list[tuple[Any, ...]] = []
    if _gather(connection, f"SELECT {columns} FROM {table} ORDER BY rowid", found):
        return _Scan(found, whole=True)
    _gather(connection, f"SELECT {columns} FROM {table} ORDER BY rowid DESC", found)
    return _Scan(list(dict.fromkeys(found)), whole=False)


def _gather(connection: sqlite3.Connection, query: str, found: list[tuple[Any, ...]]) -> bool:
    try:
        for row in connection.execute(query):
            found.append(row)
    except sqlite3.DatabaseError:
        return False
    return True


def _states(found: list[tuple[Any, ...]], reader: Reader) -> Iterator[State]:
    for serial, name, root in found:
        try:
            yield State(int(serial), str(name), reader.film(str(root)))
        except KeyError:
            continue


def _film(connection: sqlite3.Connection, remembered: Film | None) -> tuple[Film | None, list[str]]:
    found, damaged = _rows(connection)
    if not found and remembered is None:
        return None, []
    assembly = rows.Assembly(found, damaged, rows.rows_of(remembered) if remembered is not None else {})
    film = assembly.film()
    wrong = list(faults(film))
    return (mended(film) if wrong else film), [*assembly.lost, *wrong]


def _rows(connection: sqlite3.Connection) -> tuple[dict[rows.RowKey, object], set[rows.RowKey]]:
    found: dict[rows.RowKey, object] = {}
    damaged: set[rows.RowKey] = set()
    for table in rows.TABLES:
        scan = _scan(connection, table, "key, value, sum")
        for key, data, checksum in scan.found:
            try:
                found[table, key] = _sound(table, key, data, checksum)
            except msgspec.DecodeError:
                damaged.add((table, key))
        if table == rows.FILM and not scan.whole:
            damaged |= {(table, field) for field in Film.__struct_fields__} - found.keys()
    return found, damaged


def _sound(table: str, key: str, data: object, checksum: object) -> object:
    if not isinstance(data, bytes) or zlib.crc32(data) != checksum:
        raise msgspec.DecodeError(f"{table} {key} is damaged")
    return rows.decoded((table, key), data)


def _past(film: Film, states: list[State], now: int | None) -> Past:
    """Every state that could be read; a new beginning if the one that holds is not the film."""
    here = next((i for i, state in enumerate(states) if state.serial == now and state.film == film), None)
    if here is None:
        return beginning(film)
    return Past(tuple(states), here)


def _structure(connection: sqlite3.Connection) -> list[str]:
    try:
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError:
        verdict = "unreadable"
    return [] if verdict == "ok" else ["The project's file was damaged inside."]


def mended(film: Film) -> Film:
    """The film without what breaks a rule: beats of people who are gone, impossible durations, empty scenes."""
    cast = {str(member.id) for member in film.cast}
    known = cast | {str(prop.id) for prop in film.props}
    fps = film.fps if 1 <= film.fps <= 120 else 24
    scenes = (_mended_scene(scene, fps, cast, known) for scene in film.scenes)
    return replace(film, fps=fps, scenes=tuple(scene for scene in scenes if scene.shots))


def _mended_scene(scene: Scene, fps: int, cast: set[str], known: set[str]) -> Scene:
    return replace(scene, shots=tuple(_mended_shot(shot, fps, cast, known) for shot in scene.shots))


def _mended_shot(shot: Shot, fps: int, cast: set[str], known: set[str]) -> Shot:
    frames = min(max(1, round(shot.duration * fps)), int(LONGEST_SHOT) * fps)
    return replace(
        shot,
        duration=Fraction(frames, fps),
        present=tuple(entity for entity in shot.present if entity in known),
        camera=shot.camera if shot.camera.subject in known else replace(shot.camera, subject=None),
        beats=tuple(beat for beat in shot.beats if _playable(beat, cast, known)),
    )


def _playable(beat: Beat, cast: set[str], known: set[str]) -> bool:
    if isinstance(beat, Action):
        return all(entity is None or entity in known for entity in (beat.who, beat.thing, beat.towards))
    return beat.who in cast
