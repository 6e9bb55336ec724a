"""Fingerprints of frozen values, each worked out once for as long as the value is held on to."""

import hashlib
from collections.abc import Callable

from studio.timeline.codec import encode

_MOST = 40_000


class Fingerprints:
    """SHA-256 of values' JSON. The very same object is never encoded twice; equal values have equal fingerprints."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, bytes]] = {}

    def of(self, value: object, read_as: Callable[[], object] | None = None) -> bytes:
        """The fingerprint of a value, or of what it is read as where part of it does not count."""
        known = self._known.get(id(value))
        if known is not None:
            return known[1]
        if len(self._known) > _MOST:
            self._known.clear()
        made = hashlib.sha256(encode(value if read_as is None else read_as())).digest()
        self._known[id(value)] = value, made
        return made


def combined(*parts: bytes) -> str:
    """One key for several fingerprints, 32 hex digits."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()[:32]
