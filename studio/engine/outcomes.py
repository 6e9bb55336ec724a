"""What each shot did to the world, remembered by what the shot was made from, so that it need not be played to know.

Kept in a project's ``outcomes.jsonl``: one line a shot played out, only ever added to. A line that a crash
cut short is left out; the file is written anew when it holds far more than the film needs.
"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from studio.engine.takes import STAGE_REVISION
from studio.timeline.codec import decode, encode
from studio.timeline.world import World

FILE = "outcomes.jsonl"
_MOST = 4000


class Outcome(Struct, frozen=True):
    """One shot's: its key, the world it left as far as it concerned it, and the stage's revision."""

    key: str
    after: World
    revision: str = STAGE_REVISION


class Outcomes:
    """Worlds-after by stage key, remembered on the disk once ``keep_in`` has said where."""

    def __init__(self) -> None:
        self._file: Path | None = None
        self._after: dict[str, World] = {}

    def keep_in(self, folder: Path) -> None:
        """Recall what is remembered in a folder, and remember there from now on. Doing it again changes nothing."""
        if self._file == folder / FILE:
            return
        new = dict(self._after) if self._file is None else {}
        self._file = folder / FILE
        self._after = {one.key: one.after for one in self._read()}
        if len(self._after) > _MOST:
            self._after = dict(list(self._after.items())[-_MOST // 2 :])
            self._write_anew()
        for key, after in new.items():
            self.remember(key, after)

    def after(self, key: str) -> World | None:
        """The world that the shot with this key left; None if it was never played out."""
        return self._after.get(key)

    def remember(self, key: str, after: World) -> World:
        """Keep what a shot did; returns the world that is kept, the very same for the same key."""
        known = self._after.get(key)
        if known is not None:
            return known
        self._after[key] = after
        if self._file is not None:
            # Only a memory: where it cannot be written, the shot is played out again next time.
            with contextlib.suppress(OSError), self._file.open("ab") as file:
                file.write(encode(Outcome(key, after)) + b"\n")
        return after

    def _read(self) -> Iterator[Outcome]:
        if self._file is None:
            return
        try:
            lines = self._file.read_bytes().split(b"\n")
        except OSError:
            return
        for line in lines:
            with contextlib.suppress(msgspec.DecodeError):
                outcome = decode(line, Outcome)
                if outcome.revision == STAGE_REVISION:
                    yield outcome

    def _write_anew(self) -> None:
        assert self._file is not None
        part = self._file.with_suffix(f".{os.getpid()}.part")
        with contextlib.suppress(OSError):
            lines = (encode(Outcome(key, after)) + b"\n" for key, after in self._after.items())
            part.write_bytes(b"".join(lines))
            part.replace(self._file)
