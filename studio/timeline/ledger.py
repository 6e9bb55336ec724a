"""Writes a film and its past into a project's database: only what changed since last time."""

import sqlite3
import zlib
from collections.abc import Iterable

from studio.timeline import codec
from studio.timeline.film import Film
from studio.timeline.history import Past, State
from studio.timeline.memory import Writer
from studio.timeline.rows import RowKey, rows_of


class Ledger:
    """Knows what the database holds. ``turn`` inside a transaction, ``settle`` once it is committed."""

    def __init__(self, connection: sqlite3.Connection, film: Film | None) -> None:
        self._connection = connection
        self._rows: dict[RowKey, object] = rows_of(film) if film is not None else {}
        self._memory = Writer()
        self._pending: tuple[dict[RowKey, object], Writer] | None = None

    def turn(self, before: Past | None, after: Past) -> None:
        """Write what differs. If the transaction fails, the next turn starts from what was settled last."""
        rows, memory = rows_of(after.now.film), self._memory
        self._memory = Writer()  # what this one remembers is only true once committed
        self._write_rows(rows)
        self._write_states(before.states if before is not None else (), after.states, memory)
        self._connection.execute("DELETE FROM now")
        self._connection.execute("INSERT INTO now (serial) VALUES (?)", (after.now.serial,))
        self._pending = rows, memory

    def settle(self) -> None:
        """The last turn is on the disk."""
        if self._pending is not None:
            self._rows, self._memory = self._pending
            self._pending = None

    def _write_rows(self, rows: dict[RowKey, object]) -> None:
        for table, key in self._rows.keys() - rows.keys():
            self._connection.execute(f"DELETE FROM {table} WHERE key = ?", (key,))
        for (table, key), value in rows.items():
            if (table, key) in self._rows and self._rows[table, key] == value:
                continue
            data = codec.encode(value)
            self._connection.execute(
                f"INSERT OR REPLACE INTO {table} (key, value, sum) VALUES (?, ?, ?)", (key, data, zlib.crc32(data))
            )

    def _write_states(self, before: Iterable[State], after: Iterable[State], memory: Writer) -> None:
        old = {state.serial for state in before}
        kept = {state.serial for state in after}
        self._connection.executemany("DELETE FROM states WHERE serial = ?", [(serial,) for serial in old - kept])
        for state in after:
            if state.serial not in old:
                self._write_state(state, memory)

    def _write_state(self, state: State, memory: Writer) -> None:
        root, blobs = memory.write(state.film)
        self._connection.executemany("INSERT OR IGNORE INTO blobs (address, data) VALUES (?, ?)", blobs.items())
        self._connection.execute(
            "INSERT INTO states (serial, name, root) VALUES (?, ?, ?)", (state.serial, state.name, root)
        )
