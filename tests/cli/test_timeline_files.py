"""``main.py timeline``: a project goes out as a cut and comes back as it was, in the same project and in another."""

import json
from pathlib import Path

import cv2
import numpy as np
import opentimelineio as otio
import pytest

from studio.cli.arguments import run
from studio.engine.director import direct
from studio.engine.stills import kept_still, still_taken_in
from studio.timeline.film import Film, ShotId
from studio.timeline.stills import add_still
from studio.timeline.store import Project, read_film

SCRIPT = "EXT. BEACH - DAY\n\nA red ball falls and bounces. 1 s.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A shot that is played out, with a finished take, and a still."""
    cv2.imwrite(str(tmp_path / "sea.png"), np.full((48, 64, 3), 90, np.uint8))
    folder = tmp_path / "Film.tsuzuki"
    opened = Project.create(folder, direct(SCRIPT, Film(title="Film")))
    still = kept_still(still_taken_in(tmp_path / "sea.png")[0], folder)
    opened.history.apply("Add a picture", lambda film: add_still(film, still, ShotId("picture-1")))
    opened.close()
    assert run(["render", str(folder), "-o", str(tmp_path / "film.mp4"), "--size", "64x36", "--shots", "1"]) == 0
    return folder


def test_a_project_goes_out_and_comes_back(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, cut = read_film(project), tmp_path / "cut.otio"
    assert run(["timeline", str(project), "-o", str(cut)]) == 0
    clips = otio.adapters.read_from_file(str(cut)).video_tracks()[0]
    take = Path(clips[0].media_reference.target_url.removeprefix("file://"))
    assert take.is_file(), "the finished take"
    assert take.name == "picture.mp4"
    sounds = otio.adapters.read_from_file(str(cut)).audio_tracks()
    assert [track.name for track in sounds] == ["Dialogue", "Effects", "Ambience"]
    capsys.readouterr()
    assert run(["timeline", str(project), "--from", str(cut), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["notes"] == []
    assert read_film(project) == before
    other = tmp_path / "Other.tsuzuki"
    assert run(["timeline", str(cut), "-o", str(other), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["notes"] == []
    assert read_film(other) == before
    still = before.shots[-1].still
    assert still is not None
    assert (other / still.path).read_bytes() == (project / still.path).read_bytes()


def test_an_edit_list_of_a_script(project: Path, tmp_path: Path) -> None:
    (tmp_path / "film.txt").write_text(SCRIPT)
    assert run(["timeline", str(tmp_path / "film.txt"), "-o", str(tmp_path / "cut.edl")]) == 0
    assert "00:00:00:00 00:00:01:00" in (tmp_path / "cut.edl").read_text()


def test_files_outside_the_project_are_left_alone(project: Path, tmp_path: Path) -> None:
    """A cut may name any path; only those within the project are written, and only with the bytes that are known."""
    cut, secret = tmp_path / "cut.otio", tmp_path / "secret.png"
    secret.write_bytes(b"secret")
    assert run(["timeline", str(project), "-o", str(cut)]) == 0
    still = read_film(project).shots[-1].still
    assert still is not None
    text = cut.read_text("utf-8")
    for name in ("../../evil.png", "stills/evil.png"):
        cut.write_text(text.replace(still.path, name).replace(f"{project}/{still.path}", str(secret)), "utf-8")
        other = tmp_path / f"Other{len(name)}.tsuzuki"
        assert run(["timeline", str(cut), "-o", str(other)]) == 0
        assert not list(tmp_path.rglob("evil.png"))


def test_what_cannot_be_is_refused_in_one_line(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "junk.otio").write_text("junk")
    capsys.readouterr()
    for asked, words in (
        ([str(project)], "no name for the cut"),
        ([str(project), "-o", str(tmp_path / "cut.prproj")], "does not end as a cut does"),
        ([str(tmp_path / "junk.otio"), "-o", str(tmp_path / "New.tsuzuki")], "does not read as a cut"),
        ([str(project), "--from", str(tmp_path / "gone.otio")], "There is no file"),
    ):
        assert run(["timeline", *asked]) == 2
        line = capsys.readouterr().err
        assert words in line
        assert line.count("\n") == 1
    assert not (tmp_path / "New.tsuzuki").exists()
