"""``main.py render`` with presets and shapes: what is written is what was asked for."""

import json
from pathlib import Path

import av
import pytest

from studio.cli.arguments import run

SCRIPT = "INT. ROOM - DAY\n\nHana waves, 1 s.\n\nHANA\nHello.\n"


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "film.txt"
    path.write_text(SCRIPT, encoding="utf-8")
    return path


def test_a_vertical_film_in_hevc(script: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = script.with_name("tall.mp4")
    asked = ["--preset", "hevc", "--aspect", "9:16", "--size", "128x72", "--json"]
    assert run(["render", str(script), "-o", str(target), *asked]) == 0
    assert any("encoded by" in line for line in json.loads(capsys.readouterr().out)["checked"])
    with av.open(target) as film:
        context = film.streams.video[0].codec_context
        assert (context.name, context.width, context.height) == ("hevc", 72, 128)
        assert sum(1 for _ in film.decode(video=0)) > 20
    assert {path.name for path in script.parent.iterdir()} == {"film.txt", "tall.mp4"}


def test_the_name_says_how_it_is_written(script: Path) -> None:
    target = script.with_name("small.gif")
    assert run(["render", str(script), "-o", str(target), "--size", "64x36"]) == 0
    with av.open(target) as film:
        assert film.format.name == "gif"
        assert film.streams.video[0].codec_context.width == 64


def test_stems_are_sounds_and_nothing_is_painted(script: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = script.with_name("sounds")
    assert run(["render", str(script), "-o", str(target), "--preset", "stems", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert sorted(path.name for path in target.iterdir()) == ["ambience.wav", "dialogue.wav", "effects.wav", "mix.wav"]
    for path in target.iterdir():
        with av.open(path) as sound:
            samples = sum(frame.samples for frame in sound.decode(audio=0))
        assert samples == round(told["duration_s"] * 48_000)


def test_what_cannot_be_is_refused_in_one_line(script: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for asked, words in (
        (["--preset", "vhs"], "no export preset 'vhs'"),
        (["--aspect", "2:1"], "not made in '2:1'"),
        (["--preset", "prores", "-o", str(script.with_name("film.mp4"))], "does not end in .mov"),
    ):
        assert run(["render", str(script), *asked]) == 2
        line = capsys.readouterr().err
        assert words in line
        assert line.count("\n") == 1
