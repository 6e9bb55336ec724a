"""``main.py cameo``: two people who hand each other files, on two profiles of this machine."""

import json
from pathlib import Path
from typing import ClassVar

import keyring
import pytest
from keyring.backend import KeyringBackend

from studio.cli.arguments import run

FILM = "INT. CLASSROOM - DAY\n\nHana, a girl with long red hair, stands in a coat. She nods."


class Drawer(KeyringBackend):
    """A system's key store, in memory."""

    viable: ClassVar[bool] = False  # never found by itself: other tests have none
    priority: ClassVar[float] = 5

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.held[service, username]


class Desk:
    """One person's command line."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._patch, self._out = folder, monkeypatch, capsys
        folder.mkdir()

    def says(self, *words: str, code: int = 0) -> str:
        self._patch.setenv("TSUZUKI_PROFILE", str(self.folder / "profile"))
        self._patch.chdir(self.folder)
        self._out.readouterr()
        assert run(["cameo", *words]) == code
        told = self._out.readouterr()
        return told.out if code == 0 else told.err


@pytest.fixture
def desks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> tuple[Desk, Desk]:
    monkeypatch.setattr(keyring.core, "_keyring_backend", Drawer())
    (tmp_path / "film.txt").write_text(FILM)
    hana, ken = (Desk(tmp_path / name, monkeypatch, capsys) for name in ("hana", "ken"))
    for desk, name in ((hana, "Hana"), (ken, "Ken")):
        desk.says("begin", name, f"@{name.lower()}")
        desk.says("card", "-o", str(tmp_path / f"{name}.card"))
    assert "Ken is one of your contacts" in hana.says("take", str(tmp_path / "Ken.card"))
    ken.says("take", str(tmp_path / "Hana.card"))
    hana.says("make", "@hana", "../film.txt", "Hana", "--adult")
    return hana, ken


def test_a_cameo_is_lent_used_and_taken_back(desks: tuple[Desk, Desk], tmp_path: Path) -> None:
    hana, ken = desks
    assert "only me" in hana.says("grant", "@hana", "Ken", code=2)
    hana.says("rules", "@hana", "--level", "approved", "--no-violence", "--until", "2090-01-01")
    hana.says("approve", "@hana", "Ken")
    hana.says("grant", "@hana", "Ken", "-o", str(tmp_path / "lent.cameo"))
    assert "lends you their cameo @hana" in ken.says("take", str(tmp_path / "lent.cameo"))
    script = tmp_path / "script.txt"
    script.write_text("INT. CLASSROOM - DAY\n\n@hana nods.")
    render = ["render", str(script), "-o", str(tmp_path / "film.mp4"), "--size", "96x54"]
    assert run(render) == 0
    assert "film.mp4" in ken.says("where", "@hana")
    told = json.loads(ken.says("show", "--json"))
    assert [(one["handle"], one["mine"], one["limits"]) for one in told["cameos"]] == [
        ("hana", False, ["violent scenes", "after 2090-01-01"])
    ]
    hana.says("revoke", "@hana", "Ken", "-o", str(tmp_path))
    assert "taken their cameo back" in ken.says("take", str(tmp_path / "taken-back-for-ken.cameo"))
    assert run(render) == 2
    hana.says("delete", "@hana", "--yes", "-o", str(tmp_path))
    assert "no answer yet" in hana.says("receipts")
    assert "asks you to delete" in ken.says("take", str(tmp_path / "delete-for-ken.cameo"))
    assert "film.mp4" in ken.says("answer", "Hana")
    assert (tmp_path / "film.mp4").exists(), "it is only listed before one says yes"
    ken.says("answer", "Hana", "--yes", "-o", str(tmp_path))
    assert not (tmp_path / "film.mp4").exists()
    hana.says("take", str(tmp_path / "receipt-for-hana.cameo"))
    assert "Ken," in hana.says("receipts")
    assert "deleted (1 deleted" in hana.says("receipts")


def test_a_profile_is_locked_by_a_pin(desks: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    hana, _ = desks
    monkeypatch.setenv("TSUZUKI_PIN", "482913")
    assert "gentle" in hana.says("profile", "--content", "gentle", "--sharing", "no")
    monkeypatch.setenv("TSUZUKI_PIN", "111111")
    assert "not the PIN" in hana.says("profile", "--content", "any", code=2)
    assert "gentle" in hana.says("profile")
    hana.says("rules", "@hana", "--level", "only-me")
    assert "does not let cameos be shared" in hana.says("rules", "@hana", "--level", "approved", code=2)


def test_what_is_wrong_is_said_in_one_line(desks: tuple[Desk, Desk], tmp_path: Path) -> None:
    hana, _ = desks
    for words, what in (
        (("grant", "@nobody", "Ken"), "no cameo @nobody"),
        (("approve", "@hana", "Eve"), "No contact is called Eve"),
        (("rules", "@hana", "--until", "soon"), "not a day"),
        (("take", str(tmp_path / "gone.card")), "cannot be read"),
    ):
        told = hana.says(*words, code=2)
        assert what in told
        assert told.count("\n") == 1


def test_a_limit_stays_until_it_is_taken_off(desks: tuple[Desk, Desk]) -> None:
    hana, _ = desks
    hana.says("rules", "@hana", "--no-violence", "--until", "2090-01-01", "--allow", "demeaning")
    told = hana.says("rules", "@hana", "--level", "approved", "--no-romance")
    for words in ("people I approve", "violent scenes", "romantic scenes", "after 2090-01-01", "demeaning"):
        assert words in told
    told = hana.says("rules", "@hana", "--no-limits", "--no-commercial")
    assert "films made for money" in told
    assert "violent" not in told
    assert "demeaning" not in told
    assert "people I approve" in told


def test_a_cameo_is_deleted_with_its_key_once_one_says_yes(desks: tuple[Desk, Desk], tmp_path: Path) -> None:
    hana, ken = desks
    hana.says("rules", "@hana", "--level", "approved")
    hana.says("approve", "@hana", "Ken")
    hana.says("grant", "@hana", "Ken", "-o", str(tmp_path / "lent.cameo"))
    ken.says("take", str(tmp_path / "lent.cameo"))
    assert "Nothing was deleted" in hana.says("destroy", "@hana")
    vault = hana.folder / "profile" / "cameos" / "vault"
    assert list(vault.rglob("*.sealed"))
    assert "its key is destroyed" in hana.says("destroy", "@hana", "--yes", "-o", str(tmp_path))
    assert not list(vault.rglob("*.sealed"))
    assert not [name for _, name in keyring.get_keyring().held if name.startswith("cameo key")][1:], (
        "only Ken's is left"
    )
    assert "no cameo @hana" in hana.says("rules", "@hana", code=2)
    assert "taken their cameo back" in ken.says("take", str(tmp_path / "taken-back-for-ken.cameo"))


def test_a_friends_videos_are_not_deleted_as_ones_own(desks: tuple[Desk, Desk], tmp_path: Path) -> None:
    hana, ken = desks
    hana.says("rules", "@hana", "--level", "approved")
    hana.says("approve", "@hana", "Ken")
    hana.says("grant", "@hana", "Ken", "-o", str(tmp_path / "lent.cameo"))
    ken.says("take", str(tmp_path / "lent.cameo"))
    assert "not yours" in ken.says("delete", "@hana", "--yes", code=2)
    assert "No receipts yet" in ken.says("receipts")
