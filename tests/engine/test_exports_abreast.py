"""Exports that go on side by side: each comes out as if it were alone, and what befalls one leaves the others."""

import queue
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from studio.engine.director import direct
from studio.engine.jobs import Cancelled, Ending, Export, Failed, Finished, JobEvent, JobId, Progress
from studio.engine.media import preflight
from studio.engine.painters.painter import Size
from studio.engine.thread import Engine
from studio.engine.workshop import Workshop
from studio.timeline.film import Film

SIZE, OTHER = Size(64, 36), Size(96, 54)
FILM = direct(
    "INT. ROOM - DAY\n\nHana waves. 0.5 s.\n\nDISSOLVE TO:\n\nEXT. BEACH - DAY\n\nKen walks. 0.5 s.\n",
    Film(title="Two"),
)
FRAMES = 24


class Studio:
    """An engine whose exports take turns after every step, and what it said."""

    def __init__(self) -> None:
        self._said: queue.Queue[JobEvent] = queue.Queue()
        self.progress: list[Progress] = []
        self._endings: dict[JobId, Ending] = {}
        self.engine = Engine(self._said.put, Workshop(), abreast=2, turn_s=0.0)

    def until(self, job: JobId) -> Ending:
        while job not in self._endings:
            self.hear()
        return self._endings[job]

    def hear(self) -> None:
        match self._said.get(timeout=60):
            case Progress() as step:
                self.progress.append(step)
            case Finished() | Cancelled() | Failed() as ending:
                self._endings[ending.job] = ending
            case _:
                pass

    def until_painting(self, job: JobId) -> None:
        while not any(one.job == job and one.what == "painting" for one in self.progress):
            self.hear()

    def painted(self, *jobs: JobId) -> int:
        return sum(one.job in jobs and one.what == "painting" for one in self.progress)


@pytest.fixture
def studio() -> Iterator[Studio]:
    studio = Studio()
    yield studio
    studio.engine.close()


class Place(NamedTuple):
    """A project's folder and where its films go."""

    root: Path

    def export(self, name: str, size: Size = SIZE, preset: str = "h264", takes: str = "Film") -> Export:
        (self.root / "films").mkdir(exist_ok=True)
        return Export(
            FILM, self.root / "films" / name, size, self.root / f"{takes}.tsuzuki" / "takes", preset=preset, pack=None
        )


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def turns(studio: Studio, *jobs: JobId) -> int:
    """How often it was another's turn."""
    order = [one.job for one in studio.progress if one.job in jobs]
    return sum(one != other for one, other in pairwise(order))


def test_two_exports_interleave_and_come_out_as_if_alone(studio: Studio, place: Place, tmp_path: Path) -> None:
    asked = [place.export("a.mp4"), place.export("b.mp4", OTHER, "hevc")]
    alone = Place(tmp_path / "alone")
    alone.root.mkdir()
    for name, size, preset in (("a.mp4", SIZE, "h264"), ("b.mp4", OTHER, "hevc")):
        ended = studio.until(studio.engine.submit(alone.export(name, size, preset)))
        assert isinstance(ended, Finished), ended
    jobs = [studio.engine.submit(one) for one in asked]
    for job in jobs:
        assert isinstance(studio.until(job), Finished)
    assert turns(studio, *jobs) > 20
    for name in ("a.mp4", "b.mp4"):
        together, single = (one.root / "films" / name for one in (place, alone))
        assert together.read_bytes() == single.read_bytes()
    assert not list((place.root / "films").glob(".*")), "nothing is left beside the films"


def test_a_shot_that_two_exports_need_is_painted_once(studio: Studio, place: Place) -> None:
    jobs = [
        studio.engine.submit(place.export(name, preset=preset))
        for name, preset in (("a.mp4", "h264"), ("b.mp4", "av1"))
    ]
    for job in jobs:
        assert isinstance(studio.until(job), Finished)
    assert studio.painted(*jobs) == FRAMES
    assert any("another export paints" in one.what for one in studio.progress)


def test_what_was_waited_for_is_taken_over_from_one_that_is_cancelled(studio: Studio, place: Place) -> None:
    first, second = (studio.engine.submit(place.export(name)) for name in ("a.mp4", "b.mp4"))
    studio.until_painting(first)
    studio.engine.cancel(first)
    assert isinstance(studio.until(first), Cancelled)
    assert isinstance(studio.until(second), Finished)
    assert studio.painted(second) == FRAMES
    assert not (place.root / "films" / "a.mp4").exists()


def test_one_that_fails_leaves_the_other(studio: Studio, place: Place) -> None:
    broken = place.export("gone/a.mp4", OTHER)
    first, second = studio.engine.submit(broken), studio.engine.submit(place.export("b.mp4"))
    failed = studio.until(first)
    assert isinstance(failed, Failed)
    assert "gone" in failed.what
    assert isinstance(studio.until(second), Finished)


def test_a_full_disk_ends_the_export_that_is_written_there(
    studio: Studio, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage

    def filling(path: Path) -> object:
        free = 1000 if "Full" in str(path) else usage(path).free
        return type(usage(path))(2 * free, free, free)

    monkeypatch.setattr(preflight.shutil, "disk_usage", filling)
    first = studio.engine.submit(place.export("a.mp4", takes="Full"))
    second = studio.engine.submit(place.export("b.mp4", takes="Room"))
    failed = studio.until(first)
    assert isinstance(failed, Failed)
    assert "nearly full" in failed.what
    assert isinstance(studio.until(second), Finished)


def test_two_exports_to_one_file_are_written_one_after_the_other(studio: Studio, place: Place) -> None:
    first, second = (studio.engine.submit(place.export("a.mp4", size)) for size in (SIZE, OTHER))
    assert isinstance(studio.until(first), Finished)
    assert isinstance(studio.until(second), Finished)
    assert turns(studio, first, second) == 1
