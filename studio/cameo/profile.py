"""A profile for this machine that only a parent's PIN changes: cameos, content, hours, sharing.

It is signed with a key that lies in the same file, locked by the PIN through a slow hash. The key's public half is kept
with the device's secrets as well, so that a file of somebody's own making is noticed, and so is one that is gone.
What a bypass takes: ``docs/consent.md``.
"""

import secrets as random
from collections.abc import Callable
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from studio.cameo.signing import PersonId, Signed, Untrusted, canonical, signed_bytes, verified
from studio.errors import InvalidRequest
from studio.secrets import Secrets, slow_hash, write_private

FILE: Final = "profile.json"
_SECRET: Final = "profile key"
LEAST_PIN: Final = 6


class Content(Enum):
    """What films may show on this machine."""

    ANY = "any"
    GENTLE = "gentle"


class Profile(Struct, frozen=True, forbid_unknown_fields=True):
    """What is allowed. hours: from and until which hour of the day, local time; (0, 24) always.

    minor: the profile is of somebody under 18, whose parent allows or forbids a cameo of theirs.
    """

    cameos: bool = True
    minor: bool = False
    content: Content = Content.ANY
    hours: tuple[int, int] = (0, 24)
    sharing: bool = True

    @property
    def may_make_cameo(self) -> bool:
        """Whether somebody under 18 may make one here: only in a profile that a parent has set up for them."""
        return self.minor and self.cameos


class _Locked(Struct, frozen=True, forbid_unknown_fields=True):
    """The file: the signed profile, and the key that signs, locked by the PIN."""

    profile: Signed
    salt: bytes
    nonce: bytes
    key: bytes


class ProfileFile:
    """The profile on the disk. pins: secrets that ask nobody for a passphrase; None where there are none such."""

    def __init__(self, folder: Path, pins: Callable[[], Secrets | None]) -> None:
        self._path = folder / FILE
        self._pins = pins
        self._stamp: tuple[int, int] | str = "never read"
        self._profile = Profile()

    @property
    def is_locked(self) -> bool:
        """Whether a PIN protects a profile here."""
        return self._path.exists()

    def read(self) -> Profile:
        """The profile; one that allows everything where none was set.

        Raises:
            Untrusted: it was edited, or removed; then nothing is allowed until it is put back.
        """
        stamp = self._stamp_now()
        if stamp != self._stamp:
            self._profile, self._stamp = self._read(), stamp
        return self._profile

    def set(self, profile: Profile, pin: str) -> None:
        """Change the profile. The first PIN given is the one that is needed from then on.

        Raises:
            InvalidRequest: another PIN locks it, or the PIN is too short to be one. Untrusted: it was edited.
        """
        if len(pin) < LEAST_PIN:
            raise InvalidRequest(f"A PIN has at least {LEAST_PIN} digits or letters.", "Choose a longer one.")
        if not (0 <= profile.hours[0] < profile.hours[1] <= 24):
            raise InvalidRequest("The hours run from 0 to 24, the later one last.", "Choose others.")
        locked = self._locked()
        seed = self._unlocked(locked, pin) if locked else random.token_bytes(32)
        self._write(profile, pin, seed)

    def remove(self, pin: str) -> None:
        """Have no profile. Raises as ``set``."""
        locked = self._locked()
        if locked is None:
            return
        self._unlocked(locked, pin)
        pins = self._pins()
        if pins:
            pins.forget(_SECRET)
        self._path.unlink()

    def check_pin(self, pin: str) -> None:
        """See that this is the PIN. Raises as ``set``."""
        locked = self._locked()
        if locked is not None:
            self._unlocked(locked, pin)

    def _stamp_now(self) -> tuple[int, int] | str:
        try:
            found = self._path.stat()
        except OSError:
            return "not there"
        return found.st_mtime_ns, found.st_size

    def _read(self) -> Profile:
        locked = self._locked()
        return verified(locked.profile, Profile) if locked else Profile()

    def _locked(self) -> _Locked | None:
        try:
            locked = msgspec.json.decode(self._path.read_bytes(), type=_Locked)
            verified(locked.profile, Profile)
        except FileNotFoundError:
            locked = None
        except (OSError, msgspec.DecodeError, Untrusted) as fault:
            raise _edited() from fault
        pinned = self._pinned()
        if pinned is not None and (locked is None or locked.profile.by != pinned):
            raise _edited()
        return locked

    def _pinned(self) -> PersonId | None:
        # Neither a passphrase nor the unlocking of a key store is asked for where nobody ever had a cameo or a profile.
        pins = self._pins() if self._path.parent.exists() else None
        kept = pins.recall(_SECRET) if pins else None
        return PersonId(kept.decode()) if kept else None

    def _unlocked(self, locked: _Locked, pin: str) -> bytes:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            return AESGCM(slow_hash(pin, locked.salt)).decrypt(locked.nonce, locked.key, locked.profile.by.encode())
        except (InvalidTag, ValueError) as fault:
            raise InvalidRequest("That is not the PIN of this profile.", "Ask the parent who chose it.") from fault

    def _write(self, profile: Profile, pin: str, seed: bytes) -> None:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        key = Ed25519PrivateKey.from_private_bytes(seed)
        by = PersonId(key.public_key().public_bytes_raw().hex())
        kind, body = Profile.__name__, canonical(profile).decode()
        signed = Signed(kind, body, by, key.sign(signed_bytes(kind, body)).hex())
        salt, nonce = random.token_bytes(16), random.token_bytes(12)
        box = AESGCM(slow_hash(pin, salt)).encrypt(nonce, seed, by.encode())
        pins = self._pins()
        if pins:
            pins.keep(_SECRET, by.encode())
        write_private(self._path, canonical(_Locked(signed, salt, nonce, box)))


def within_hours(profile: Profile, now: datetime) -> bool:
    """Whether the studio may be used at a local time."""
    return profile.hours[0] <= now.hour < profile.hours[1]


def _edited() -> Untrusted:
    return Untrusted(
        "The profile of this machine was edited or removed, so no film is shown.",
        "A parent has to put it back, or set it anew.",
    )
