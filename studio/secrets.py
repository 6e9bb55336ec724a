"""Small secrets of this device: keys that nothing else on the disk may hold.

They lie in the operating system's own key store (Keychain, Credential Manager, Secret Service, KWallet). Where a
machine has none, they lie in one file that only a passphrase opens. Values are never logged and never in an error.
"""

import base64
import os
import secrets as random
from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

import msgspec
from msgspec import Struct

from studio.errors import DeviceLimit, InvalidRequest, MissingResource

LONGEST_SECRET: Final = 900
"""Bytes. The Windows Credential Manager holds 2560 bytes a value, and text is kept there two bytes a letter."""
FILE: Final = "secrets.sealed"
_SERVICE_FILE: Final = "secrets.service"
_LOG2_COST: Final = 17
"""Scrypt's N as a power of two, with r = 8 and p = 1: 128 MB and about half a second a guess (RFC 7914; OWASP)."""


class Secrets(Protocol):
    """What keeps small secrets by name."""

    def keep(self, name: str, secret: bytes) -> None:
        """Keep a secret of at most ``LONGEST_SECRET`` bytes, in place of any of the same name.

        Raises:
            StudioError: the store refuses, or the passphrase is wrong or none is given.
        """
        ...

    def recall(self, name: str) -> bytes | None:
        """The secret of this name; None where there is none. Raises as ``keep``."""
        ...

    def forget(self, name: str) -> None:
        """Have no secret of this name, whether or not there was one. Raises as ``keep``."""
        ...


def open_secrets(folder: Path, passphrase: Callable[[], str] | None) -> Secrets:
    """The secrets that belong to a data folder.

    passphrase: asked at most once, and only where the machine has no key store; None gives an error then.

    Raises:
        DeviceLimit: the folder cannot be written.
    """
    import keyring

    store = keyring.get_keyring()
    # A priority below one is a store that its own makers do not recommend: none at all, or one in plain text.
    if store.priority >= 1:
        return KeyStoreSecrets(f"Tsuzuki {_service_of(folder)}")
    return FileSecrets(folder / FILE, passphrase)


class KeyStoreSecrets:
    """Secrets in the operating system's key store, under a service of their own."""

    def __init__(self, service: str) -> None:
        self._service = service

    def keep(self, name: str, secret: bytes) -> None:
        """See ``Secrets``."""
        import keyring
        from keyring.errors import KeyringError

        _check_length(name, secret)
        try:
            keyring.set_password(self._service, name, base64.b64encode(secret).decode())
        except KeyringError as fault:
            raise _locked() from fault

    def recall(self, name: str) -> bytes | None:
        """See ``Secrets``."""
        import keyring
        from keyring.errors import KeyringError

        try:
            kept = keyring.get_password(self._service, name)
        except KeyringError as fault:
            raise _locked() from fault
        return None if kept is None else base64.b64decode(kept)

    def forget(self, name: str) -> None:
        """See ``Secrets``."""
        import keyring
        from keyring.errors import KeyringError

        if self.recall(name) is None:
            return
        try:
            keyring.delete_password(self._service, name)
        except KeyringError as fault:
            raise _locked() from fault


class _Sealed(Struct, frozen=True):
    """The file of secrets: how its key is made from the passphrase, and the box it opens. Bytes are base64."""

    log2_cost: int
    salt: bytes
    nonce: bytes
    box: bytes
    version: int = 1

    def header(self) -> bytes:
        """What is not secret, bound to the box."""
        return f"tsuzuki secrets {self.version} {self.log2_cost} {self.salt.hex()}".encode()


class FileSecrets:
    """Secrets in one file, encrypted (AES-256-GCM) under a key made from a passphrase (scrypt)."""

    def __init__(self, path: Path, passphrase: Callable[[], str] | None) -> None:
        self._path = path
        self._passphrase = passphrase
        self._key: tuple[bytes, bytes] | None = None

    def keep(self, name: str, secret: bytes) -> None:
        """See ``Secrets``."""
        _check_length(name, secret)
        self._write({**self._read(), name: secret})

    def recall(self, name: str) -> bytes | None:
        """See ``Secrets``."""
        return self._read().get(name)

    def forget(self, name: str) -> None:
        """See ``Secrets``."""
        kept = self._read()
        if kept.pop(name, None) is not None:
            self._write(kept)

    def _read(self) -> dict[str, bytes]:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        sealed = self._sealed()
        if sealed is None:
            return {}
        try:
            plain = AESGCM(self._key_for(sealed.salt)).decrypt(sealed.nonce, sealed.box, sealed.header())
        except InvalidTag as fault:
            self._key = None
            raise InvalidRequest(
                "That passphrase does not open the secrets of this machine.", "Type the one that was chosen here."
            ) from fault
        return msgspec.json.decode(plain, type=dict[str, bytes])

    def _write(self, kept: dict[str, bytes]) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        before = self._sealed()
        salt, nonce = before.salt if before else random.token_bytes(16), random.token_bytes(12)
        sealed = _Sealed(_LOG2_COST, salt, nonce, b"")
        box = AESGCM(self._key_for(salt)).encrypt(nonce, msgspec.json.encode(kept), sealed.header())
        write_private(self._path, msgspec.json.encode(msgspec.structs.replace(sealed, box=box)))

    def _sealed(self) -> _Sealed | None:
        try:
            sealed = msgspec.json.decode(self._path.read_bytes(), type=_Sealed)
        except FileNotFoundError:
            return None
        except (OSError, msgspec.DecodeError) as fault:
            raise _damaged(self._path) from fault
        # A file that asks for a cheaper hash was written by somebody else than the studio.
        if sealed.log2_cost != _LOG2_COST or len(sealed.nonce) != 12:
            raise _damaged(self._path)
        return sealed

    def _key_for(self, salt: bytes) -> bytes:
        if self._key is None or self._key[0] != salt:
            if self._passphrase is None:
                raise MissingResource(
                    "This machine has no key store, and no passphrase was given.", "Choose a passphrase and try again."
                )
            self._key = salt, slow_hash(self._passphrase(), salt)
        return self._key[1]


def slow_hash(words: str, salt: bytes) -> bytes:
    """32 bytes from a passphrase or a PIN, slow and costly in memory on purpose. Source: RFC 7914 (scrypt)."""
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return Scrypt(salt=salt, length=32, n=1 << _LOG2_COST, r=8, p=1).derive(words.encode())


def write_private(path: Path, data: bytes) -> None:
    """Write a file that only this user may read, whole or not at all.

    Raises:
        DeviceLimit: it cannot be written.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as fault:
        draft.unlink(missing_ok=True)
        raise DeviceLimit(
            f"{path} could not be written ({fault.strerror}).", "Free some space, or check that you may write there."
        ) from fault


def _service_of(folder: Path) -> str:
    """A name that stays with the folder when it is moved, so that two folders never share a secret."""
    path = folder / _SERVICE_FILE
    try:
        named = path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        named = ""
    if not named:
        named = random.token_hex(8)
        write_private(path, named.encode())
    return named


def _check_length(name: str, secret: bytes) -> None:
    if len(secret) > LONGEST_SECRET:
        raise ValueError(f"the secret {name} has {len(secret)} bytes; a key store may hold {LONGEST_SECRET}")


def _locked() -> DeviceLimit:
    return DeviceLimit("The system's key store did not let the studio in.", "Unlock it and try again.")


def _damaged(path: Path) -> MissingResource:
    return MissingResource(
        f"The secrets in {path} do not read.", "Put back a copy, or remove the file: what it locked stays locked."
    )
