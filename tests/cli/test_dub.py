"""Recordings on the command line: lines told by number, kept with a project, refused in a line."""

import json
from pathlib import Path

import numpy as np
import pytest

from studio.bench.lipsync import Spoken, recorded
from studio.cli.arguments import run
from studio.engine.director import direct
from studio.engine.media.stem_files import write_wav
from studio.timeline.store import Project

SCRIPT = "INT. ROOM - DAY\n\nMEI\nGood morning!\n\nKEN\nMorning.\n\nMEI\nBring me the umbrella, please!\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "script.txt").write_text(SCRIPT, "utf-8")
    Project.create(tmp_path / "film.tsuzuki", direct(SCRIPT)).close()
    for name, text in (("Mei-2.wav", "Bring me the umbrella, please!"), ("2.wav", "Morning.")):
        (tmp_path / "voices").mkdir(exist_ok=True)
        samples = recorded(Spoken("en", text), ("f2", "60", "170"), 40.0).voice
        write_wav(tmp_path / "voices" / name, np.stack([samples, samples]))
    (tmp_path / "voices" / "2.txt").write_text("Good morning.", "utf-8")
    return tmp_path


def listed(source: Path, capsys: pytest.CaptureFixture[str], *more: str) -> list[dict[str, object]]:
    assert run(["dub", str(source), "--json", *more]) == 0
    return json.loads(capsys.readouterr().out)["lines"]


def test_lines_are_listed_and_spoken_by_files_named_after_them(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = place / "film.tsuzuki"
    before = listed(project, capsys)
    assert [(one["who"], one["own_number"]) for one in before] == [("Mei", 1), ("Ken", 1), ("Mei", 2)]
    after = listed(project, capsys, "--voices", str(place / "voices"))
    assert [one["recording"] is not None for one in after] == [False, True, True]
    assert all((project / str(one["recording"])).is_file() for one in after if one["recording"])
    again = Project.open(project)
    assert again.history.undo_name == "Dub lines"
    again.history.undo()
    again.close()
    assert listed(project, capsys) == before
    assert run(["dub", str(project), "--voice", f"Mei:2={place / 'voices' / '2.wav'}"]) == 0
    assert "Mei:2" in capsys.readouterr().out
    assert [one["recording"] for one in listed(project, capsys, "--no-voice", "3")] == [None, None, None]


def test_what_cannot_be_is_refused_in_one_line(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project, script, sound = place / "film.tsuzuki", place / "script.txt", place / "voices" / "2.wav"
    (place / "text.wav").write_text("words")
    (place / "odd").mkdir()
    (place / "odd" / "melody.wav").write_bytes(sound.read_bytes())
    for arguments, words in (
        (["dub", script, "--voice", f"Mei:1={sound}"], "keeps no recordings"),
        (["dub", project, "--voice", f"Mei:9={sound}"], "Mei has 2 lines"),
        (["dub", project, "--voice", f"Nobody:1={sound}"], "nobody called Nobody"),
        (["dub", project, "--voice", f"Mei={sound}"], "which line"),
        (["dub", project, "--voice", "Mei:1"], "which line"),
        (["dub", project, "--voice", f"1={place / 'gone.wav'}"], "no sound file"),
        (["dub", project, "--voices", place / "odd"], "not named after a line"),
        (["dub", project, "--voices", place / "gone"], "no folder"),
        (["render", script, "-o", place / "film.mp4", "--voice", f"1={place / 'text.wav'}"], "not a sound"),
    ):
        assert run([str(one) for one in arguments]) == 2
        told = capsys.readouterr()
        assert told.err.count("\n") == 1, told.err
        assert words in told.err
    assert all(one["recording"] is None for one in listed(project, capsys))
    assert not (place / "film.mp4").exists()
