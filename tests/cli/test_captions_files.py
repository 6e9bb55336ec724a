"""``main.py captions``: files that other programs read, and files from elsewhere that a project follows."""

import json
import re
from pathlib import Path

import pytest

from studio.cli.arguments import run
from studio.engine.director import direct
from studio.timeline.film import Film, Line
from studio.timeline.store import Project, read_film

SCRIPT = """INT. ROOM - DAY

Hana and Ken stand in the room. 5 s.

HANA
Where is it?

KEN
Over there, I think.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "Film.tsuzuki"
    Project.create(folder, direct(SCRIPT, Film(title="Film"))).close()
    return folder


def seconds(stamp: str) -> float:
    hours, minutes, rest = stamp.replace(",", ".").split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


@pytest.mark.parametrize(
    ("name", "stamp"),
    [
        ("film.srt", r"(\d\d:\d\d:\d\d,\d{3}) --> (\d\d:\d\d:\d\d,\d{3})\n(.+)"),
        ("film.vtt", r"(\d\d:\d\d:\d\d\.\d{3}) --> (\d\d:\d\d:\d\d\.\d{3})\n(.+)"),
        ("film.ass", r"Dialogue: \d+,(\d+:\d\d:\d\d\.\d\d),(\d+:\d\d:\d\d\.\d\d),[^,]*,[^,]*,\d+,\d+,\d+,,(.+)"),
    ],
)
def test_captions_are_on_frames_in_every_format(
    project: Path, name: str, stamp: str, capsys: pytest.CaptureFixture[str]
) -> None:
    target = project.with_name(name)
    assert run(["captions", str(project), "-o", str(target), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["captions"]
    found = re.findall(stamp, target.read_text("utf-8"))
    assert [text for _, _, text in found] == ["Where is it?", "Over there, I think."]
    for (start, end, _), one in zip(found, told, strict=True):
        exact = 0.006 if name.endswith("ass") else 0.0011
        assert abs(seconds(start) - one["start_s"]) < exact
        assert abs(seconds(end) - one["end_s"]) < exact
        assert abs(one["start_s"] * 24 - round(one["start_s"] * 24)) < 1e-9
    assert ",Hana," in target.read_text("utf-8") or not name.endswith("ass")


def test_a_project_follows_a_captions_file_and_can_go_back(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    film, file = read_film(project), project.with_name("new.srt")
    spoken = [shot for shot in film.shots for beat in shot.beats if isinstance(beat, Line)]
    times = [float(film.starts()[shot.id]) + 0.26 * (number + 1) for number, shot in enumerate(spoken)]
    texts = ("Where did it go?", "Over there, I think.")
    file.write_text(
        "\n\n".join(
            f"{number}\n00:00:{time:06.3f} --> 00:00:{time + 0.5:06.3f}\n{text}".replace(".", ",", 2)
            for number, (time, text) in enumerate(zip(times, texts, strict=True), start=1)
        ),
        encoding="utf-8",
    )
    assert run(["captions", str(project), "--from", str(file), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["notes"] == []
    assert [one["text"] for one in told["captions"]] == list(texts)
    assert [one["start_s"] for one in told["captions"]] == [round(time * 24) / 24 for time in times]
    opened = Project.open(project)
    assert opened.history.undo_name == "Take in captions"
    opened.history.undo()
    assert opened.film == film
    opened.close()


def test_what_are_no_captions_is_refused_in_one_line(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    junk, empty, other = (project.with_name(name) for name in ("junk.srt", "empty.vtt", "film.doc"))
    junk.write_bytes(b"\xff\x00\x81junk" * 50)
    empty.write_text("WEBVTT\n")
    other.write_text("x")
    for asked, words in (
        (["--from", str(junk)], "is not a text in UTF-8"),
        (["--from", str(empty)], "holds no captions"),
        (["--from", str(other)], "not a captions file"),
        (["--from", str(project.with_name("gone.srt"))], "cannot be read"),
        (["-o", str(project.with_name("film.doc"))], "does not end in .srt"),
    ):
        assert run(["captions", str(project), *asked]) == 2
        line = capsys.readouterr().err
        assert words in line
        assert line.count("\n") == 1
