"""The real window in real processes, with the real engine: closing, meeting, dying, playing without a device."""

import hashlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from studio.engine.director import direct
from studio.engine.sound.device import NoSound, open_default_device
from studio.timeline.store import Project

ROOT = Path(__file__).resolve().parents[2]
VISITOR = Path(__file__).with_name("visitor.py")
SCRIPT = "Mei, a girl in a blue dress, walks along the beach at sunset. 6 s.\n\nShe waves. 4 s."

OFFSCREEN_NOISE = "This plugin does not support propagateSizeHints()\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "Shore.tsuzuki"
    Project.create(folder, direct(SCRIPT)).close()
    return folder


@pytest.fixture
def started(tmp_path: Path) -> Iterator[list["subprocess.Popen[str]"]]:
    """Processes that are gone when the test is."""
    processes: list[subprocess.Popen[str]] = []
    yield processes
    for process in processes:
        process.kill()
        process.communicate(timeout=20)


def surroundings(tmp_path: Path) -> dict[str, str]:
    """A home of its own, and no display."""
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("XDG_")},
        "HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
    }


def begin(command: list[str], tmp_path: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, *command],
        env=surroundings(tmp_path),
        cwd=tmp_path,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def told(process: "subprocess.Popen[str]") -> dict[str, Any]:
    """What a visitor that ends by itself said; it must end well and complain of nothing."""
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err.replace(OFFSCREEN_NOISE, "")) == (0, "")
    said: dict[str, Any] = {}
    for line in out.splitlines():
        said |= json.loads(line)
    return said


def refusal(project: Path, tmp_path: Path) -> str:
    """The one line with which ``main.py open`` declines."""
    process = begin([str(ROOT / "main.py"), "open", str(project)], tmp_path)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (2, "")
    assert err.count("\n") == 1
    return err


def has_sound_device() -> bool:
    def fill(_out: Any, _frames: int, _moments: Any, _status: Any) -> None: ...

    try:
        open_default_device(fill).close()
    except NoSound:
        return False
    return True


def contents(folder: Path) -> dict[str, str]:
    """Every file, but for the engine's memory of what it has played out, which grows while the window is open."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "outcomes.jsonl")
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_closing_while_a_film_renders_asks_then_leaves_nothing_half_done(
    project: Path, tmp_path: Path, started: list["subprocess.Popen[str]"]
) -> None:
    film = tmp_path / "film.mp4"
    started.append(begin([str(VISITOR), str(project), "export", str(film)], tmp_path))
    said = told(started[0])
    assert said["asked"] == "A film is still being exported."
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Shore.tsuzuki", "home"]
    assert list((project / "takes").iterdir()) == []
    again = Project.open(project)
    assert again.warnings == ()
    assert again.queued() == []
    assert len(again.film.shots) == 2
    again.close()


def test_two_windows_on_one_project(project: Path, tmp_path: Path, started: list["subprocess.Popen[str]"]) -> None:
    first = begin([str(VISITOR), str(project), "look"], tmp_path)
    started.append(first)
    assert first.stdout is not None
    assert json.loads(first.stdout.readline()) == {"open": True}
    before = contents(project)
    assert "open in another window" in refusal(project, tmp_path)
    assert contents(project) == before
    assert first.poll() is None
    first.send_signal(signal.SIGKILL)
    first.wait(timeout=20)
    again = Project.open(project)
    assert again.warnings == ()
    again.close()


def test_without_a_sound_device_it_plays_in_time_and_says_so(
    project: Path, tmp_path: Path, started: list["subprocess.Popen[str]"]
) -> None:
    if has_sound_device():
        pytest.skip("this machine has a sound device")
    started.append(begin([str(VISITOR), str(project), "play"], tmp_path))
    said = told(started[0])
    assert said["seconds"] == pytest.approx(said["film_seconds"], rel=0.25)
    assert "no sound device" in said["note"]
    assert said["tip"]


def test_a_damaged_project_is_declined_in_one_line(project: Path, tmp_path: Path) -> None:
    for part in project.glob("film*"):
        part.write_bytes(os.urandom(5000))
    assert "damaged" in refusal(project, tmp_path)


def test_a_project_of_a_newer_schema_is_declined_in_one_line(project: Path, tmp_path: Path) -> None:
    with sqlite3.connect(project / "film.sqlite") as connection:
        connection.execute("PRAGMA user_version = 9999")
    connection.close()
    before = contents(project)
    assert "newer" in refusal(project, tmp_path)
    assert contents(project) == before


def test_what_is_no_project_is_declined_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    assert "not a Tsuzuki project" in refusal(tmp_path / "notes", tmp_path)
    assert "no project at" in refusal(tmp_path / "nowhere", tmp_path)


def test_a_render_that_is_told_to_end_leaves_nothing_half_done(
    tmp_path: Path, started: list["subprocess.Popen[str]"]
) -> None:
    script = tmp_path / "film.fountain"
    script.write_text("EXT. BEACH - DAY\n\nMei waves. 60 s.\n")
    process = begin([str(ROOT / "main.py"), "render", str(script), "-o", str(tmp_path / "film.mp4")], tmp_path)
    started.append(process)
    assert process.stderr is not None
    while "painting" not in process.stderr.readline():
        assert process.poll() is None
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (1, "")
    assert "nothing was left half written" in err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["film.fountain", "home"]
