"""What the vault keeps of people: unreadable on the disk, bound to its name, and gone with its key."""

import logging
import shutil
from pathlib import Path

import pytest
from cameo_world import DictSecrets

from studio.cameo.vault import Vault
from studio.errors import MissingResource

FACE = b"the shape of a face, plainly written"


def test_what_is_sealed_opens_and_is_unreadable_on_the_disk(tmp_path: Path) -> None:
    vault = Vault(tmp_path, DictSecrets())
    vault.seal("ab12", "double", FACE)
    assert vault.open_("ab12", "double") == FACE
    assert vault.open_("ab12", "voice") is None
    assert vault.names("ab12") == ("double",)
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"face" not in written


def test_a_file_passed_off_under_another_name_or_cameo_is_refused(tmp_path: Path) -> None:
    vault = Vault(tmp_path, DictSecrets())
    vault.seal("ab12", "double", FACE)
    vault.seal("cd34", "double", b"other")
    shutil.copy(tmp_path / "ab12" / "double.sealed", tmp_path / "ab12" / "voice.sealed")
    shutil.copy(tmp_path / "ab12" / "double.sealed", tmp_path / "cd34" / "double.sealed")
    for cameo, name in (("ab12", "voice"), ("cd34", "double")):
        with pytest.raises(MissingResource, match="changed"):
            vault.open_(cameo, name)


def test_destroying_the_key_destroys_every_copy_of_the_data(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault", DictSecrets())
    vault.seal("ab12", "double", FACE)
    shutil.copytree(tmp_path / "vault", tmp_path / "backup")
    vault.destroy("ab12")
    assert vault.open_("ab12", "double") is None
    shutil.copytree(tmp_path / "backup", tmp_path / "vault", dirs_exist_ok=True)
    with pytest.raises(MissingResource, match="destroyed"):
        vault.open_("ab12", "double")


def test_nothing_of_it_is_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        vault = Vault(tmp_path, DictSecrets())
        vault.seal("ab12", "double", FACE)
        vault.open_("ab12", "double")
        vault.destroy("ab12")
    assert "face" not in caplog.text
    assert FACE.hex() not in caplog.text


@pytest.mark.parametrize("name", ["../double", "", "a/b", "A", ".."])
def test_a_name_never_leads_out_of_the_vault(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="cannot name"):
        Vault(tmp_path, DictSecrets()).seal("ab12", name, FACE)
