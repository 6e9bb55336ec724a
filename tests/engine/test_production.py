"""The whole way of a film, once, at a small size: what a person would notice in the file."""

from collections.abc import Generator
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest

from studio.engine.director import direct
from studio.engine.film_plan import FilmMade
from studio.engine.media.inspect import describe
from studio.engine.media.take_video import read_frames
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.painter import Size
from studio.engine.production import FilmOrder, Step, make_film
from studio.engine.staging import Rehearsals, stage_shots
from studio.engine.stop import StopToken
from studio.engine.takes import TakeStore
from studio.errors import Stopped
from studio.timeline.film import Film, frames_in

SCRIPT = """INT. CLASSROOM - DAY

Yui, a girl with long black hair in a sailor uniform, stands by the window. 2 s.

YUI
Good morning!

EXT. BEACH - EVENING

A red ball falls and bounces. 2 s.
"""
SMALL = Size(128, 72)
Result = TypeVar("Result")


def finish(steps: Generator[Step, None, Result]) -> tuple[list[Step], Result]:
    seen: list[Step] = []
    while True:
        try:
            seen.append(next(steps))
        except StopIteration as end:
            return seen, end.value


@pytest.fixture(scope="module")
def film() -> Film:
    return direct(SCRIPT)


@pytest.fixture(scope="module")
def painter() -> Generator[CelPainter]:
    painter = CelPainter()
    yield painter
    painter.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("production")


@pytest.fixture(scope="module")
def made(film: Film, painter: CelPainter, folder: Path) -> FilmMade:
    return make(film, painter, folder, "first")[1]


def make(film: Film, painter: CelPainter, folder: Path, name: str) -> tuple[list[Step], FilmMade]:
    order = FilmOrder(folder / f"{name}.mp4", SMALL)
    return finish(make_film(film, order, painter, TakeStore(folder / name), Rehearsals(), StopToken()))


def test_every_shot_is_in_the_film_to_the_frame(film: Film, made: FilmMade) -> None:
    report = describe(made.target).values()
    frames = sum(1 for _ in read_frames(made.target))
    assert frames == sum(frames_in(shot.duration, film.fps) for shot in film.shots)
    assert [chapter["title"] for chapter in report["chapters"]] == [scene.title for scene in film.scenes]
    assert "Good morning!" in [caption["text"] for caption in report["captions"]]


def test_the_mix_is_as_loud_as_promised(made: FilmMade) -> None:
    assert made.integrated_lufs == pytest.approx(-14.0, abs=0.5)
    assert made.true_peak_dbtp <= -1.0


def test_the_same_script_gives_the_same_film_to_the_bit(
    film: Film, made: FilmMade, painter: CelPainter, folder: Path
) -> None:
    again = make(film, painter, folder, "second")[1]
    assert again.target.read_bytes() == made.target.read_bytes()


def test_another_seed_gives_another_film(made: FilmMade, painter: CelPainter, folder: Path) -> None:
    other = make(direct(SCRIPT, Film(title="", seed=7)), painter, folder, "seeded")[1]
    assert {shot.take.record.key for shot in other.shots}.isdisjoint(shot.take.record.key for shot in made.shots)
    first, second = (list(read_frames(one.target)) for one in (made, other))
    assert not np.array_equal(first[10], second[10])


def test_finished_takes_are_found_again_and_not_painted_twice(
    film: Film, made: FilmMade, painter: CelPainter, folder: Path
) -> None:
    before = {path: path.stat().st_mtime_ns for path in (folder / "first").glob("*/*")}
    steps, again = make(film, painter, folder, "first")
    assert "painting" not in {step.what for step in steps}
    assert {path: path.stat().st_mtime_ns for path in (folder / "first").glob("*/*")} == before
    assert [shot.take for shot in again.shots] == [shot.take for shot in made.shots]


def test_a_stopped_film_leaves_no_half_take(film: Film, painter: CelPainter, tmp_path: Path) -> None:
    stop = StopToken()
    making = make_film(
        film, FilmOrder(tmp_path / "film.mp4", SMALL), painter, TakeStore(tmp_path / "takes"), Rehearsals(), stop
    )
    for _ in range(5):
        next(making)
    stop.stop()
    with pytest.raises(Stopped):
        next(making)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_the_world_is_carried_from_shot_to_shot(film: Film) -> None:
    staged = list(stage_shots(film, Rehearsals(), StopToken()))
    for one, following in pairwise(staged):
        assert following.before == one.after
