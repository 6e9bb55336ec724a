"""``main.py models`` as other programs use it."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.cli.arguments import run

sys.path.append(str(Path(__file__).parents[1] / "engine" / "model_store"))
from loopback_hub import COMMIT, LoopbackHub, Spoils, model, serving

NAME = "wan-vace-1.3b"
REPO = "Wan-AI/Wan2.1-VACE-1.3B-diffusers"
BIG = "transformer/diffusion_pytorch_model.safetensors"


@pytest.fixture
def server() -> Iterator[LoopbackHub]:
    with serving() as hub:
        files = model()
        index = files["model_index.json"].replace(b"TinyPipeline", b"WanVACEPipeline")
        hub.repos = {REPO: {**files, "model_index.json": index}}
        yield hub


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TSUZUKI_MODELS", str(tmp_path / "models"))
    return tmp_path / "models"


def told(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    assert run(["models", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert run(["models", *words]) == 2
    heard = capsys.readouterr()
    assert heard.out == ""
    assert heard.err.count("\n") == 1
    return heard.err


def states(capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    models = told(capsys)["models"]
    assert isinstance(models, list)
    return {one["name"]: one["state"] for one in models}


def test_a_model_is_downloaded_verified_and_removed(
    folder: Path, server: LoopbackHub, capsys: pytest.CaptureFixture[str]
) -> None:
    assert states(capsys)[NAME] == "not installed"
    got = told(capsys, "download", NAME, "--yes", "--hub", server.address)
    assert got["folder"] == str(folder / NAME)
    assert (folder / NAME / BIG).read_bytes() == server.repos[REPO][BIG]
    assert states(capsys)[NAME] == "installed"
    assert told(capsys, "verify")["verified"] == [{"name": NAME, "files": 6, "bytes": got["bytes"]}]
    assert told(capsys, "remove", NAME)["freed_bytes"] == got["bytes"]
    assert states(capsys)[NAME] == "not installed"
    assert not (folder / NAME).exists()


def test_without_a_yes_nothing_is_fetched_and_it_is_said_what_would_be(
    folder: Path, server: LoopbackHub, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refused(capsys, "download", NAME, "--hub", server.address)
    assert "540 kB to fetch" in said
    assert f"{REPO}@{COMMIT[:8]}" in said
    assert "Apache License 2.0" in said
    assert "--yes" in said
    assert server.files_asked() == []
    assert not folder.exists()


def test_a_spoilt_file_is_named(folder: Path, server: LoopbackHub, capsys: pytest.CaptureFixture[str]) -> None:
    server.faults[BIG] = [Spoils(5000)]
    assert BIG in refused(capsys, "download", NAME, "--yes", "--hub", server.address)
    told(capsys, "download", NAME, "--yes", "--hub", server.address)
    data = bytearray((folder / NAME / BIG).read_bytes())
    data[-1] ^= 1
    (folder / NAME / BIG).write_bytes(data)
    assert BIG in refused(capsys, "verify", NAME)
    assert states(capsys)[NAME] == "damaged"
    server.asked.clear()
    told(capsys, "download", NAME, "--yes", "--hub", server.address)
    assert server.files_asked() == [BIG]
    assert states(capsys)[NAME] == "installed"


def test_a_folder_is_added_as_a_painter_and_forgotten(
    folder: Path, server: LoopbackHub, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "mine"
    for name, data in server.repos[REPO].items():
        (mine / name).parent.mkdir(parents=True, exist_ok=True)
        (mine / name).write_bytes(data)
    assert told(capsys, "add", str(mine), "--as", NAME)["folder"] == str(mine)
    assert states(capsys)[NAME] == "installed"
    told(capsys, "remove", NAME)
    assert (mine / BIG).exists()
    assert told(capsys, "add", str(mine))["name"] == "mine"
    assert server.asked == []


def test_what_is_wrong_is_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "no model called" in refused(capsys, "download", "nothing", "--yes")
    assert "needs the name" in refused(capsys, "remove")
    assert "is not here" in refused(capsys, "verify", NAME)
    assert "no folder" in refused(capsys, "add", str(folder / "nowhere"))
    assert "cannot be reached" in refused(capsys, "download", NAME, "--yes", "--hub", "http://127.0.0.1:9")
