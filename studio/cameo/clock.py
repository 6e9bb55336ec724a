"""A clock that does not run backwards: the latest time seen is kept, signed, and an earlier one is not believed."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from studio.cameo.identity import Identity
from studio.cameo.signing import Signed, Untrusted, canonical, verified
from studio.errors import StudioError
from studio.secrets import Secrets, write_private

FILE: Final = "clock.json"
_SECRET: Final = "clock mark"
_BACKWARDS: Final = 120
"""Seconds that a clock may be set back by, as when it is set by a time server."""
_WRITTEN_EVERY: Final = 60
_SECRET_EVERY: Final = 3600


class ClockUntrusted(StudioError):
    """The clock of this machine, or the record of it, cannot be believed."""


class Mark(Struct, frozen=True, forbid_unknown_fields=True):
    """The latest time seen, UTC seconds."""

    at: int


class Clock:
    """The time, held against the latest that was seen.

    The mark is a file that the person's own key signs; every hour it is also kept with the device's secrets, so that
    removing the file, or putting an old one back, gains less than that.
    """

    def __init__(
        self, folder: Path, identity: Identity, secrets: Secrets, reads: Callable[[], float] = time.time
    ) -> None:
        self._path = folder / FILE
        self._identity = identity
        self._secrets = secrets
        self._reads = reads
        self._mark: int | None = None
        self._written = 0
        self._floor = 0

    def now(self) -> int:
        """UTC seconds.

        Raises:
            ClockUntrusted: it runs behind what was seen before, or the record of that is gone or edited.
        """
        now, mark = int(self._reads()), self._latest()
        if now < mark - _BACKWARDS:
            raise ClockUntrusted(
                "The clock of this machine runs behind, so no lease can be told to hold.",
                "Set its date and time right. If they were far ahead before, forget what was lent to you in the Cameo"
                " panel and ask for new grants.",
            )
        self._advance(max(now, mark))
        return max(now, mark)

    def start_again(self) -> None:
        """Believe the clock from here on. Only safe once every lease is forgotten; see ``Home.forget_leases``."""
        self._mark = self._written = self._floor = 0
        self._advance(int(self._reads()))

    def _latest(self) -> int:
        if self._mark is None:
            self._floor = int(self._secrets.recall(_SECRET) or b"0")
            self._mark = self._written = self._read()
        return self._mark

    def _read(self) -> int:
        try:
            signed = msgspec.json.decode(self._path.read_bytes(), type=Signed)
            mark = verified(signed, Mark, self._identity.person).at
        except FileNotFoundError:
            mark = 0
        except (OSError, msgspec.DecodeError, Untrusted) as fault:
            raise _edited() from fault
        if mark < self._floor:
            raise _edited()
        return mark

    def _advance(self, to: int) -> None:
        self._mark = to
        if to >= self._written + _WRITTEN_EVERY:
            write_private(self._path, canonical(self._identity.sign(Mark(to))))
            self._written = to
        if to >= self._floor + _SECRET_EVERY:
            self._secrets.keep(_SECRET, str(to).encode())
            self._floor = to


def _edited() -> ClockUntrusted:
    return ClockUntrusted(
        "The record of this machine's clock is gone or was edited, so no lease can be told to hold.",
        "Forget what was lent to you in the Cameo panel, and ask for new grants.",
    )
