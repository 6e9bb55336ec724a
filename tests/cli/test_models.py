"""Models from files on the command line, and cast members as files."""

import json
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest

from studio.cli.arguments import run
from studio.cli.sources import read_source
from studio.engine.director import direct
from studio.engine.media.gltf.character import read_character
from studio.engine.models import guest_of
from studio.engine.staging import Rehearsals, stage_shots
from studio.engine.stop import StopToken
from studio.errors import MissingResource
from studio.timeline.store import Project

sys.path.append(str(Path(__file__).parents[1] / "engine" / "media"))
from gltf_by_hand import box_file, old_vrm

SCRIPT = "Mei, a girl in a blue dress, waves in the park. A crate stands beside her. 1 s."


@pytest.fixture
def place(tmp_path):
    (tmp_path / "script.txt").write_text(SCRIPT, "utf-8")
    (tmp_path / "blocks.vrm").write_bytes(old_vrm())
    (tmp_path / "crate.glb").write_bytes(box_file((0.5, 0.6, 0.4), picture=np.full((2, 2, 3), 120, np.uint8)))
    return tmp_path


def test_a_cast_member_is_written_as_a_character_that_reads_back(place, capsys):
    assert run(["cast", str(place / "script.txt")]) == 0
    assert "Mei: a girl" in capsys.readouterr().out
    target = place / "mei.vrm"
    assert run(["cast", str(place / "script.txt"), "--export-vrm", "mei", "-o", str(target), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["bytes"] == target.stat().st_size
    told = read_character(target).told
    assert told.title == "Mei"
    assert {"aa", "ih", "ou", "ee", "oh", "blink", "happy", "angry", "sad", "relaxed", "surprised"} <= set(
        told.expressions
    )
    assert told.springs


def test_a_script_is_rendered_with_models_for_its_people_and_things(place, capsys):
    models = ["--model", f"Mei={place / 'blocks.vrm'}", "--model-prop", f"crate={place / 'crate.glb'}"]
    out = ["-o", str(place / "film.mp4"), "--size", "96x54", "--json"]
    assert run(["render", str(place / "script.txt"), *models, *out]) == 0
    assert json.loads(capsys.readouterr().out)["frames"] == 24


@pytest.mark.parametrize(
    ("told", "word"),
    [
        (["--model", "Mei"], "whose model"),
        (["--model", "Nobody=blocks.vrm"], "It has: Mei"),
        (["--model", "Mei=gone.vrm"], "gone.vrm"),
        (["--model", "Mei=crate.glb"], "not a VRM"),
        (["--model-prop", "zeppelin=crate.glb"], "It has:"),
        (["--model-prop", "crate=script.txt"], "glTF"),
    ],
)
def test_a_model_that_cannot_be_used_is_refused_in_one_line(place, capsys, monkeypatch, told, word):
    monkeypatch.chdir(place)
    assert run(["render", "script.txt", *told, "-o", "film.mp4"]) == 2
    said = capsys.readouterr().err
    assert word in said
    assert said.count("\n") == 1
    assert not (place / "film.mp4").exists()


def test_a_project_keeps_its_models_and_may_be_moved(place, capsys):
    folder = place / "Film.tsuzuki"
    Project.create(folder, direct(SCRIPT)).close()
    models = ["--model", f"Mei={place / 'blocks.vrm'}", "--model-prop", f"crate={place / 'crate.glb'}"]
    assert run(["cast", str(folder), *models]) == 0
    assert "as in the model (models/blocks-" in capsys.readouterr().out
    (place / "blocks.vrm").unlink()
    moved = place / "elsewhere" / "Film.tsuzuki"
    before = _key(folder)
    moved.parent.mkdir()
    shutil.move(folder, moved)
    assert _key(moved) == before
    model = read_source(moved).film.cast[0].look.model
    assert guest_of(model).told.title == "Blocks"
    Path(model.path).write_bytes(old_vrm() + b"\0")
    with pytest.raises(MissingResource, match="not the one"):
        guest_of(model)


def test_a_model_stays_when_the_script_is_read_again(place):
    folder = place / "Film.tsuzuki"
    Project.create(folder, direct(SCRIPT)).close()
    assert run(["cast", str(folder), "--model-prop", f"crate={place / 'crate.glb'}"]) == 0
    film = read_source(folder).film
    again = direct(SCRIPT.replace("waves", "sits"), film)
    assert again.props[0].model == film.props[0].model is not None


def _key(folder):
    film = read_source(folder).film
    return [staged.key for staged in stage_shots(film, Rehearsals(), StopToken())]
