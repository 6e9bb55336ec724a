"""How far an errand is: in bytes, in a rate and a time to go, and in words."""

import time
from typing import Final

from studio.engine.model_store.adding import Reading
from studio.engine.model_store.downloading import Tick
from studio.engine.model_store.rate import Rate
from studio.engine.model_store.requests import Advanced, Doing, ErrandId
from studio.engine.model_store.shelf import Shelved
from studio.engine.model_store.sizes import in_bytes, in_rate, in_time
from studio.engine.model_store.store import Read

NOBODY: Final = ErrandId(0)
_EVERY_S: Final = 0.1
"""Between two words about how far something is."""


def in_words(event: Advanced) -> str:
    """How far an errand is, in a line: "Downloading 4.2 GB of 19.0 GB  ·  11.4 MB/s  ·  22 min left"."""
    parts = [f"{event.doing.value} {in_bytes(event.done)} of {in_bytes(event.total)}"]
    if event.waiting:
        parts = [f"{event.doing.value}: {event.waiting}", f"{in_bytes(event.done)} of {in_bytes(event.total)} are here"]
    if event.rate is not None:
        parts.append(in_rate(event.rate))
    if event.seconds_left is not None:
        parts.append(f"{in_time(event.seconds_left)} left")
    return "  ·  ".join(parts)


def size_in_words(model: Shelved) -> str:
    """How large a model is; "about" so many until its makers' list was asked for."""
    return in_bytes(model.size) if model.exact else f"about {model.size / 1e9:.0f} GB"


class Telling:
    """Says how far an errand is, ten times a second at most."""

    def __init__(self, errand: ErrandId = NOBODY, total: int = 0) -> None:
        self._errand, self._total = errand, total
        self._done, self._said = 0, -1.0
        self._rate = Rate()

    def tick(self, tick: Tick) -> Advanced | None:
        """Of a download."""
        now = time.monotonic()
        if tick.came:
            self._rate.note(tick.came, now)
        doing = Doing.TRYING if tick.waiting else Doing.FETCHING if tick.came else Doing.CHECKING
        left = self._rate.seconds_left(tick.total - tick.done) if tick.came else None
        rate = self._rate.bytes_per_s if tick.came else None
        said = Advanced(self._errand, doing, tick.file, tick.done, tick.total, rate, left, tick.waiting)
        return self._seldom(said, now, always=bool(tick.waiting))

    def reading(self, reading: Reading) -> Advanced | None:
        """Of a folder that is taken in."""
        return self._read(reading.file, reading.done, reading.total)

    def read(self, read: Read) -> Advanced | None:
        """Of files that are verified."""
        return self._read(read.file, self._done + read.bytes, self._total)

    def _read(self, file: str, done: int, total: int) -> Advanced | None:
        now = time.monotonic()
        self._rate.note(done - self._done, now)
        self._done = done
        left = self._rate.seconds_left(total - done)
        return self._seldom(Advanced(self._errand, Doing.VERIFYING, file, done, total, None, left), now)

    def _seldom(self, event: Advanced, now: float, *, always: bool = False) -> Advanced | None:
        if not always and now - self._said < _EVERY_S and event.done < event.total:
            return None
        self._said = now
        return event
