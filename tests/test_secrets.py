"""Secrets of this device: found again with the passphrase, by nobody without it, and gone when forgotten."""

from pathlib import Path
from typing import ClassVar

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail

from studio.errors import InvalidRequest, MissingResource
from studio.secrets import FILE, FileSecrets, KeyStoreSecrets, open_secrets


class Drawer(KeyringBackend):
    """A key store in memory, as good as a system's."""

    viable: ClassVar[bool] = False  # never found by itself: other tests have none
    priority: ClassVar[float] = 5
    held: ClassVar[dict[tuple[str, str], str]] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.held[service, username]


@pytest.fixture
def drawer(monkeypatch: pytest.MonkeyPatch) -> Drawer:
    drawer = Drawer()
    monkeypatch.setattr(Drawer, "held", {})
    monkeypatch.setattr(keyring.core, "_keyring_backend", drawer)
    return drawer


def test_a_passphrase_opens_what_it_closed_and_another_does_not(tmp_path: Path) -> None:
    path = tmp_path / FILE
    FileSecrets(path, lambda: "umbrella 傘").keep("key", b"\x00\xffseven")
    assert FileSecrets(path, lambda: "umbrella 傘").recall("key") == b"\x00\xffseven"
    with pytest.raises(InvalidRequest, match="passphrase"):
        FileSecrets(path, lambda: "umbrella").recall("key")


def test_the_file_shows_neither_names_nor_values_and_is_this_users_alone(tmp_path: Path) -> None:
    path = tmp_path / FILE
    FileSecrets(path, lambda: "p").keep("hana's key", b"plainly seen")
    written = path.read_bytes()
    assert b"plainly" not in written
    assert b"hana" not in written
    assert path.stat().st_mode & 0o077 == 0


def test_what_is_forgotten_is_gone_and_the_rest_stays(tmp_path: Path) -> None:
    secrets = FileSecrets(tmp_path / FILE, lambda: "p")
    secrets.keep("one", b"1")
    secrets.keep("two", b"2")
    secrets.forget("one")
    secrets.forget("never there")
    assert secrets.recall("one") is None
    assert secrets.recall("two") == b"2"


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / FILE
    FileSecrets(path, lambda: "p").keep("one", b"1")
    path.write_bytes(path.read_bytes().replace(b'"log2_cost":17', b'"log2_cost":1'))
    with pytest.raises(MissingResource):
        FileSecrets(path, lambda: "p").recall("one")


def test_without_a_key_store_and_a_passphrase_it_says_what_to_do(tmp_path: Path) -> None:
    secrets = FileSecrets(tmp_path / FILE, None)
    assert secrets.recall("one") is None
    with pytest.raises(MissingResource, match="no key store") as told:
        secrets.keep("one", b"1")
    assert "passphrase" in told.value.remedy


def test_the_systems_key_store_is_used_where_there_is_one(tmp_path: Path, drawer: Drawer) -> None:
    secrets = open_secrets(tmp_path, None)
    assert isinstance(secrets, KeyStoreSecrets)
    secrets.keep("one", b"\x00\x01")
    assert open_secrets(tmp_path, None).recall("one") == b"\x00\x01"
    assert open_secrets(tmp_path / "another", None).recall("one") is None
    secrets.forget("one")
    assert not drawer.held


def test_where_there_is_none_a_file_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring.core, "_keyring_backend", fail.Keyring())
    open_secrets(tmp_path, lambda: "p").keep("one", b"1")
    assert (tmp_path / FILE).exists()
