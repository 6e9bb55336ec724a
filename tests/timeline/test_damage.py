"""Damaged projects open as far as they can, say what is missing, and keep the damaged file."""

import random
import sqlite3
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from msgspec.structs import replace
from timeline_films import film, order

from studio.errors import ProjectUnreadable
from studio.timeline import edits
from studio.timeline.checks import check
from studio.timeline.film import ShotId
from studio.timeline.store import Project

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed project with 40 shots and some history, and no backup."""
    folder = tmp_path / "Ball.tsuzuki"
    project = Project.create(folder, film(10, 10, 10, 10))
    for number in range(1, 21):
        project.history.apply("Take", lambda f, n=number: edits.set_seed(f, ShotId(f"s{n}"), n))
    project.close()
    (folder / "film.backup.sqlite").unlink()
    return folder


def execute(folder: Path, *statements: str) -> None:
    connection = sqlite3.connect(folder / "film.sqlite")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_corrupt_row_comes_back_from_the_undo_history(folder: Path) -> None:
    whole = Project.open(folder)
    expected = whole.film
    whole.close()
    execute(folder, "UPDATE shots SET value = CAST('{\"id\": \"s3\"}' AS BLOB) WHERE key = 's3'")
    damaged = (folder / "film.sqlite").read_bytes()
    project = Project.open(folder)
    assert project.film == expected
    assert any("'s3'" in warning for warning in project.warnings)
    assert (folder / "film.damaged-1.sqlite").read_bytes() == damaged
    assert project.history.undo_name == "Take"
    project.close()
    again = Project.open(folder)
    assert (again.film, again.warnings) == (expected, ())
    again.close()


def test_a_shot_lost_from_everywhere_is_named_and_the_rest_opens(folder: Path) -> None:
    execute(folder, "DELETE FROM shots WHERE key = 's3'", "DELETE FROM states", "DELETE FROM blobs")
    project = Project.open(folder)
    assert order(project.film).startswith("1 2 4 5")
    assert any("'s3'" in warning and "missing" in warning for warning in project.warnings)
    assert any("undo history" in warning for warning in project.warnings)
    check(project.film)
    project.history.apply("Go on", lambda f: edits.rename_film(f, "On"))
    project.close()


def test_shots_without_their_scenes_are_kept(folder: Path) -> None:
    execute(folder, "DELETE FROM scenes", "DELETE FROM states")
    project = Project.open(folder)
    assert len(project.film.shots) == 40
    assert project.film.scenes[-1].title == "Recovered"
    project.close()


def test_beats_of_a_lost_member_go_and_the_film_plays(folder: Path) -> None:
    execute(folder, "DELETE FROM members", "DELETE FROM states")
    project = Project.open(folder)
    check(project.film)
    assert len(project.film.shots) == 40
    assert any("'hana'" in warning for warning in project.warnings)
    project.close()


def test_a_lost_document_is_read_from_the_history_alone(folder: Path) -> None:
    whole = Project.open(folder)
    expected = whole.film
    whole.close()
    execute(folder, *(f"DELETE FROM {table}" for table in ("film", "scenes", "shots", "members", "props")))
    project = Project.open(folder)
    assert project.film == expected
    project.close()


@pytest.mark.parametrize("kept", [0.95, 0.6, 0.3])
def test_a_truncated_file_opens_or_says_why_not(folder: Path, kept: float) -> None:
    file = folder / "film.sqlite"
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * kept)])
    _opens_or_tells(folder)


@pytest.mark.parametrize("seed", range(12))
def test_garbage_anywhere_opens_or_says_why_not(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    file = folder / "film.sqlite"
    data = bytearray(file.read_bytes())
    for _ in range(chance.choice((1, 4, 12))):
        start = chance.randrange(len(data))
        size = chance.choice((1, 16, 700, 5000))
        data[start : start + size] = chance.randbytes(len(data[start : start + size]))
    file.write_bytes(data)
    _opens_or_tells(folder)


def _opens_or_tells(folder: Path) -> None:
    """Either way the damaged bytes are still there."""
    damaged = (folder / "film.sqlite").read_bytes()
    try:
        project = Project.open(folder)
    except ProjectUnreadable:
        assert (folder / "film.sqlite").read_bytes() == damaged
        return
    check(project.film)
    if project.warnings:
        assert (folder / "film.damaged-1.sqlite").read_bytes() == damaged
    project.history.apply("Go on", lambda f: edits.set_author(f, "somebody"))
    project.close()
    again = Project.open(folder)
    assert again.warnings == ()
    again.close()


@pytest.mark.parametrize("content", [b"", b"garbage" * 3000], ids=["empty", "garbage"])
def test_a_file_of_which_nothing_is_left(folder: Path, content: bytes) -> None:
    (folder / "film.sqlite").write_bytes(content)
    with pytest.raises(ProjectUnreadable, match="nothing of its film can be read"):
        Project.open(folder)
    assert (folder / "film.sqlite").read_bytes() == content


@pytest.mark.parametrize("content", [b"", b"garbage" * 3000], ids=["empty", "garbage"])
def test_then_the_backup_of_the_last_close_steps_in(folder: Path, content: bytes) -> None:
    project = Project.open(folder)
    project.history.apply("Rename", lambda f: edits.rename_film(f, "Closed"))
    project.close()
    (folder / "film.sqlite").write_bytes(content)
    again = Project.open(folder)
    assert again.film.title == "Closed"
    assert any("last closed" in warning for warning in again.warnings)
    assert (folder / "film.damaged-1.sqlite").read_bytes() == content
    again.close()


READ_UNPRIVILEGED = """
import os, sys
from pathlib import Path
from studio.timeline.store import read_film
if os.getuid() == 0:
    os.setuid(65534)
print(read_film(Path(sys.argv[1])).title)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such rights there")
@pytest.mark.parametrize("closed", [False, True])
def test_a_project_that_may_only_be_read_is_read_whole(closed: bool) -> None:
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        folder = Path(name) / "Shown.tsuzuki"
        project = Project.create(folder, film(2))
        project.history.apply("Name", lambda film: replace(film, title="Only to be looked at"))
        if closed:
            project.close()
        before = sorted(path.name for path in folder.iterdir())
        folder.chmod(0o555)
        command = [sys.executable, "-c", READ_UNPRIVILEGED, str(folder)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        folder.chmod(0o755)
        assert (done.stdout.strip(), done.stderr) == ("Only to be looked at", "")
        assert sorted(path.name for path in folder.iterdir()) == before
        if not closed:
            project.close()
