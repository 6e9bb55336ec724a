"""``main.py render`` with pictures: one alone becomes a film, one stands for a shot, and what cannot is refused."""

import json
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from studio.cli.arguments import run

SCRIPT = "Hana waves in a park, 1 s. Hana sits down in the park, 1 s."


@pytest.fixture
def sea(tmp_path: Path) -> Path:
    """Blue above, sand below."""
    picture = np.zeros((180, 320, 3), np.uint8)
    picture[:90], picture[90:] = (230, 170, 60), (120, 190, 220)
    cv2.imwrite(str(tmp_path / "sea.png"), picture)
    return tmp_path / "sea.png"


def frames_of(film: Path) -> list[np.ndarray]:
    with av.open(film) as opened:
        return [frame.to_ndarray(format="rgb24") for frame in opened.decode(video=0)]


def test_a_picture_alone_becomes_a_film(sea: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = sea.with_name("film.mp4")
    words = ["--words", "pan right, snow", "--duration", "1", "--size", "160x90", "--json"]
    assert run(["render", str(sea), "-o", str(target), *words]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [shot["frames"] for shot in told["shots"]] == [24]
    frames = frames_of(target)
    assert len(frames) == 24
    assert frames[12][10].mean(0)[2] > 150 > frames[12][10].mean(0)[0]
    assert frames[12][80].mean(0)[0] > 150


def test_a_picture_stands_for_a_shot_of_a_script(sea: Path) -> None:
    script, target = sea.with_name("two.txt"), sea.with_name("two.mp4")
    script.write_text(SCRIPT, encoding="utf-8")
    assert (
        run(["render", str(script), "-o", str(target), "--size", "160x90", "--still", f"2={sea}", "--shots", "2"]) == 0
    )
    middle = frames_of(target)[12]
    assert middle[10].mean(0)[2] > 150 > middle[10].mean(0)[0]
    assert middle[80].mean(0)[0] > 150


def test_wishes_that_cannot_be_are_refused_in_one_line(sea: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = sea.with_name("two.txt")
    script.write_text(SCRIPT, encoding="utf-8")
    sea.with_name("broken.png").write_bytes(sea.read_bytes()[:70])
    target = ["-o", str(sea.with_name("film.mp4")), "--size", "160x90"]
    passes = ["--passes", str(sea.with_name("passes"))]
    told = {
        "There is no shot 9": ["render", str(script), "--still", f"9={sea}"],
        "does not say": ["render", str(script), "--still", str(sea)],
        "for a picture on its own": ["render", str(script), "--words", "snow"],
        "is broken": ["render", str(sea.with_name("broken.png"))],
        "no normal and no pose pass": ["render", str(sea), *passes],
        "cannot last": ["render", str(sea), "--duration", "9999"],
    }
    for words, request in told.items():
        assert run([*request, *target]) == 2
        line = capsys.readouterr().err
        assert words in line
        assert line.count("\n") == 1
    assert not sea.with_name("film.mp4").exists()
