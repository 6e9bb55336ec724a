"""Biometric data at rest: a folder a cameo, every file encrypted under that cameo's own key.

The key lies with the device's secrets and nowhere else, so destroying it destroys the data, copies and backups of the
files included. Nothing here is logged, and no error holds a byte of what is kept.
"""

import re
import shutil
from pathlib import Path
from typing import Final

from studio.cameo.boxes import decrypted, derived, encrypted, new_key
from studio.errors import MissingResource
from studio.secrets import Secrets, write_private

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_SUFFIX: Final = ".sealed"


class Vault:
    """What is known of people's faces and voices, by cameo and name. AES-256-GCM; the name is bound to the data."""

    def __init__(self, folder: Path, secrets: Secrets) -> None:
        self._folder = folder
        self._secrets = secrets

    def seal(self, cameo: str, name: str, data: bytes) -> None:
        """Keep data under a name, in place of what was there.

        Raises:
            StudioError: the key or the file cannot be kept.
        """
        path = self._path(cameo, name)
        write_private(path, encrypted(self._key_made(cameo), _bound(cameo, name), data))

    def open_(self, cameo: str, name: str) -> bytes | None:
        """What is kept under a name; None where nothing is.

        Raises:
            MissingResource: its key is gone, or the file was changed. StudioError: the secrets cannot be read.
        """
        try:
            kept = self._path(cameo, name).read_bytes()
        except OSError:
            return None
        key = self._key(cameo)
        if key is None:
            raise MissingResource("The key of this cameo was destroyed.", "It cannot be had back; make it anew.")
        plain = decrypted(key, _bound(cameo, name), kept)
        if plain is None:
            raise MissingResource("A file of this cameo was changed or damaged.", "Make it, or import it, anew.")
        return plain

    def working_key(self, cameo: str) -> bytes:
        """32 bytes to seal work with that has a cameo in it; destroying the cameo destroys the only way to have them.

        Raises:
            StudioError: the secrets cannot be read, or a first key of the cameo cannot be kept.
        """
        return derived(self._key_made(cameo), f"tsuzuki work 1 {cameo}")

    def names(self, cameo: str) -> tuple[str, ...]:
        """The names under which something is kept."""
        files = self._path(cameo, "x").parent.glob(f"*{_SUFFIX}")
        return tuple(sorted(path.name.removesuffix(_SUFFIX) for path in files))

    def cameos(self) -> tuple[str, ...]:
        """The cameos of which something is kept."""
        found = (path.name for path in self._folder.glob("*") if path.is_dir())
        return tuple(sorted(name for name in found if _NAME.fullmatch(name)))

    def destroy(self, cameo: str) -> None:
        """Have nothing of a cameo: the key first, so that a failure in between leaves only noise.

        Raises:
            StudioError: the secrets cannot be written.
        """
        folder = self._path(cameo, "x").parent
        self._secrets.forget(_key_name(cameo))
        shutil.rmtree(folder, ignore_errors=True)

    def _key_made(self, cameo: str) -> bytes:
        key = self._key(cameo)
        if key is None:
            key = new_key()
            self._secrets.keep(_key_name(cameo), key)
        return key

    def _key(self, cameo: str) -> bytes | None:
        return self._secrets.recall(_key_name(cameo))

    def _path(self, cameo: str, name: str) -> Path:
        for part in (cameo, name):
            if not _NAME.fullmatch(part):
                raise ValueError(f"{part!r} cannot name a file in the vault")
        return self._folder / cameo / f"{name}{_SUFFIX}"


def _key_name(cameo: str) -> str:
    return f"cameo key {cameo}"


def _bound(cameo: str, name: str) -> str:
    return f"tsuzuki vault 1 {cameo}/{name}"
