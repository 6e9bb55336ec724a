import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from timeline_films import film, shot

from studio.errors import DeviceLimit, InvalidRequest, ProjectUnreadable
from studio.timeline import edits
from studio.timeline.film import Film, ShotId
from studio.timeline.store import Project, read_film

ONE = ShotId("s1")
REPOSITORY = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "Ball.tsuzuki"


@pytest.fixture
def project(folder: Path) -> Iterator[Project]:
    project = Project.create(folder, film(2, 1))
    yield project
    project.close()


def retitle(project: Project, title: str) -> None:
    project.history.apply(f"Rename to {title}", lambda f: edits.rename_film(f, title))


def python(code: str, *arguments: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True, cwd=REPOSITORY, check=False
    )


def test_what_was_saved_is_what_opens_again(folder: Path) -> None:
    project = Project.create(folder, film(2, 1))
    project.history.apply("Move", lambda f: edits.move_shot(f, ONE, None))
    retitle(project, "続き")
    saved = project.film
    project.close()
    again = Project.open(folder)
    assert again.film == saved
    assert again.warnings == ()
    assert again.takes.is_dir()
    again.close()


def test_the_undo_history_survives_with_its_names_and_position(folder: Path) -> None:
    project = Project.create(folder, film(2, 1))
    for title in "ABC":
        retitle(project, title)
    project.history.undo()
    project.close()
    again = Project.open(folder)
    assert (again.film.title, again.history.undo_name, again.history.redo_name) == ("B", "Rename to B", "Rename to C")
    again.history.redo()
    assert again.film.title == "C"
    for _ in range(5):
        again.history.undo()
    assert again.film == film(2, 1)
    again.close()


def test_an_edit_writes_only_what_it_changed(project: Project) -> None:
    before = _file_bytes(project)
    for seed in range(1, 51):
        project.history.apply("Another take", lambda f, n=seed: edits.set_seed(f, ONE, n))
    assert (_file_bytes(project) - before) / 50 < 60_000, "an edit costs a few pages, not the film"
    assert project.history.past.states[-1].film.scenes[1] is project.history.past.states[0].film.scenes[1]


def _file_bytes(project: Project) -> int:
    return sum(path.stat().st_size for path in project.folder.glob("film.sqlite*"))


def test_a_drag_is_one_step_after_reopening(folder: Path) -> None:
    project = Project.create(folder, film(2))
    for frames in range(40, 20, -1):
        project.history.apply(
            "Trim", lambda f, n=frames: edits.trim_shot_end(f, ONE, edits.whole_frames(n / 24, 24)), "drag"
        )
    project.close()
    again = Project.open(folder)
    again.history.undo()
    assert again.film == film(2)
    again.close()


def test_pending_jobs_are_there_after_reopening(folder: Path) -> None:
    project = Project.create(folder, film(1))
    first = project.queue_add(b'{"target": "a.mp4"}')
    second = project.queue_add(b'{"target": "b.mp4"}')
    project.queue_done(first)
    project.close()
    again = Project.open(folder)
    assert again.queued() == [(second, b'{"target": "b.mp4"}')]
    assert again.queue_add(b"c") > second
    again.close()


def test_a_project_of_300_shots_with_300_edits_opens_whole(folder: Path) -> None:
    project = Project.create(folder, film(*[10] * 30))
    for number in range(300):
        project.history.apply("Take", lambda f, n=number: edits.set_seed(f, ShotId(f"s{n + 1}"), n + 5))
    project.close()
    again = Project.open(folder)
    assert len(again.film.shots) == 300
    assert len(again.history.past.states) == 301
    again.close()


@pytest.mark.parametrize("who", ["the same process", "another process"])
def test_a_second_window_is_refused_and_told_why(project: Project, who: str) -> None:
    if who == "the same process":
        with pytest.raises(ProjectUnreadable) as refusal:
            Project.open(project.folder)
        sentence = refusal.value.sentence
    else:
        sentence = python(OPEN_AND_TELL, project.folder).stdout
    assert "already open in another window" in sentence
    retitle(project, "Still mine")


OPEN_AND_TELL = """
import sys
from pathlib import Path
from studio.errors import StudioError
from studio.timeline.store import Project
try:
    project = Project.open(Path(sys.argv[1]))
    print("opened", project.film.title)
except StudioError as error:
    print(error.sentence)
"""


DIE = """
import os, signal
sys.stdout.flush()
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_lock_of_a_process_that_died_does_not_block(folder: Path) -> None:
    Project.create(folder, film(1)).close()
    died = python(
        OPEN_AND_TELL + "\nimport os, signal; sys.stdout.flush(); os.kill(os.getpid(), signal.SIGKILL)", folder
    )
    assert died.returncode == -9
    assert died.stdout.startswith("opened")
    Project.open(folder).close()


def test_a_project_of_a_newer_schema_is_left_alone(folder: Path) -> None:
    Project.create(folder, film(1)).close()
    _execute(folder, "PRAGMA user_version = 7")
    before = (folder / "film.sqlite").read_bytes()
    with pytest.raises(ProjectUnreadable, match="newer Tsuzuki"):
        Project.open(folder)
    assert (folder / "film.sqlite").read_bytes() == before


def _execute(folder: Path, statement: str) -> None:
    connection = sqlite3.connect(folder / "film.sqlite")
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_places_that_are_no_project(tmp_path: Path) -> None:
    file = tmp_path / "note.tsuzuki"
    file.write_text("hello")
    empty = tmp_path / "empty.tsuzuki"
    empty.mkdir()
    other = tmp_path / "other.tsuzuki"
    other.mkdir()
    _execute(other, "CREATE TABLE recipes (soup TEXT)")
    for strange, words in (
        (tmp_path / "nowhere.tsuzuki", "no project"),
        (file, "is a file"),
        (empty, "film.sqlite"),
        (other, "not a Tsuzuki project"),
    ):
        with pytest.raises(ProjectUnreadable, match=words) as refusal:
            Project.open(strange)
        assert refusal.value.remedy
    assert [path.name for path in empty.iterdir()] == []


def test_places_where_no_project_can_be_made(tmp_path: Path, folder: Path) -> None:
    Project.create(folder, film(1)).close()
    (tmp_path / "full.tsuzuki").mkdir()
    (tmp_path / "full.tsuzuki" / "letter.txt").write_text("keep me")
    for taken in (folder, tmp_path / "full.tsuzuki", tmp_path / "film.mp4"):
        with pytest.raises(InvalidRequest):
            Project.create(taken, film(1))
    with pytest.raises(InvalidRequest):
        Project.create(tmp_path / "bad.tsuzuki", replace(film(1), cast=()))
    with pytest.raises(DeviceLimit):
        Project.create(Path("/proc/none/x.tsuzuki"), film(1))
    (tmp_path / "empty.tsuzuki").mkdir()
    Project.create(tmp_path / "empty.tsuzuki", Film("Empty")).close()


def test_the_film_can_be_read_while_a_window_has_it_open(project: Project, tmp_path: Path) -> None:
    retitle(project, "Just now")
    assert read_film(project.folder) == project.film
    retitle(project, "Still mine")
    with pytest.raises(ProjectUnreadable):
        read_film(tmp_path)


@pytest.mark.parametrize("part", [".", "film.sqlite", "takes"])
def test_a_project_that_may_not_be_written_is_refused_when_it_is_opened(tmp_path: Path, part: str) -> None:
    result = python(READ_ONLY.replace("PART", part), tmp_path)
    assert "cannot be written" in result.stdout, result.stderr
    assert "opened" not in result.stdout


READ_ONLY = """
import os, sys, tempfile
from pathlib import Path
from studio.errors import StudioError
from studio.timeline.film import Film
from studio.timeline.store import Project
with tempfile.TemporaryDirectory() as home:
    os.chmod(home, 0o755)
    folder = Path(home) / "x.tsuzuki"
    Project.create(folder, Film("A")).close()
    if os.geteuid() == 0:
        for path in (folder, *folder.iterdir()):
            os.chown(path, 65534, -1)
    part = folder / "PART"
    os.chmod(part, 0o555)
    if os.geteuid() == 0:
        os.seteuid(65534)
    try:
        Project.open(folder).close()
        print("opened")
    except StudioError as error:
        print(error.sentence)
    if os.getuid() == 0:
        os.seteuid(0)
    os.chmod(folder, 0o755)
"""


def test_a_full_disk_refuses_the_edit_and_keeps_the_film(folder: Path) -> None:
    Project.create(folder, film(1)).close()
    result = python(FULL_DISK, folder)
    assert "disk is full" in result.stdout, result.stderr
    assert "and after that The Ball" in result.stdout, result.stderr
    again = Project.open(folder)
    assert (again.film.title, again.film.script, again.warnings) == ("Room again", film(1).script, ())
    again.close()


# A limit on the size of files stands in for a full disk: the system refuses the write in the same way.
FULL_DISK = """
import resource, sys
from pathlib import Path
from studio.errors import DeviceLimit
from studio.timeline import edits
from studio.timeline.store import Project
project = Project.open(Path(sys.argv[1]))
free = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, free[1]))
try:
    project.history.apply("Write", lambda f: edits.set_script(f, "long " * 100_000))
except DeviceLimit as error:
    print(error.sentence, "and after that", project.film.title)
resource.setrlimit(resource.RLIMIT_FSIZE, free)
project.history.apply("Rename", lambda f: edits.rename_film(f, "Room again"))
project.close()
"""


def test_a_project_moved_while_open_takes_no_more_edits(folder: Path, project: Project) -> None:
    moved = folder.rename(folder.with_name("Moved.tsuzuki"))
    with pytest.raises(ProjectUnreadable, match="moved or deleted"):
        retitle(project, "Lost?")
    assert project.film.title == "The Ball"
    moved.rename(folder)
    retitle(project, "Found")


def test_half_a_character_is_refused(project: Project) -> None:
    with pytest.raises(InvalidRequest, match="broken character"):
        project.history.apply("Write", lambda f: edits.set_script(f, "a\ud800b"))
    retitle(project, "Fine")
    project.history.apply("Take", lambda f: edits.replace_shot(f, replace(shot(1), words="new")))
