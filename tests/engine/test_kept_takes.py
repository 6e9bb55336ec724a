"""Takes that are redone, timed, and kept although stale, in real files."""

from collections.abc import Generator
from fractions import Fraction
from pathlib import Path

import pytest

from studio.engine.director import direct
from studio.engine.media.inspect import describe
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.painter import Size
from studio.engine.production import FilmOrder, make_film, redo
from studio.engine.staging import Rehearsals
from studio.engine.stop import StopToken
from studio.engine.takes import TakeStore
from studio.timeline.edits import set_seed, trim_shot_end
from studio.timeline.film import Film
from studio.timeline.ruling import keep_take

SIZE = Size(64, 36)


@pytest.fixture
def painter() -> Generator[CelPainter]:
    painter = CelPainter()
    yield painter
    painter.close()


def made(film: Film, painter: CelPainter, folder: Path) -> dict[str, str]:
    """The film rendered; the key of the take of each shot in it."""
    order = FilmOrder(folder / "film.mp4", SIZE)
    steps = make_film(film, order, painter, TakeStore(folder / "takes"), Rehearsals(), StopToken())
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return {shot.take.record.shot: shot.take.record.key for shot in end.value.shots}


def test_a_kept_take_stays_in_the_film_and_a_redone_one_does_not(tmp_path: Path, painter: CelPainter) -> None:
    film = direct("INT. CLASSROOM - DAY\n\nHana waves.\n\nHANA\nGood morning!\n\nCUT TO:\n\nClose-up of Hana.")
    for shot in film.shots:
        film = trim_shot_end(film, shot.id, min(shot.duration, Fraction(1)))
    shot = film.shots[0].id
    first = made(film, painter, tmp_path)
    edited = set_seed(film, shot, 99)
    kept = keep_take(edited, shot, first[shot])
    assert made(kept, painter, tmp_path)[shot] == first[shot]
    captions = describe(tmp_path / "film.mp4").values()["captions"]
    assert [caption["text"] for caption in captions] == [line.text for line in _lines(tmp_path, first)]

    takes = TakeStore(tmp_path / "takes")
    before = {path.name for path in takes.folder.iterdir()}
    for _ in redo(edited, {shot: SIZE}, painter, takes, Rehearsals(), StopToken()):
        pass
    new = {path.name for path in takes.folder.iterdir()} - before
    assert len(new) == 1
    take = takes.find(new.pop())
    assert take is not None
    assert take.record.shot == shot
    assert take.record.seconds > 0
    assert made(edited, painter, tmp_path)[shot] == take.record.key


def _lines(folder: Path, keys: dict[str, str]) -> list[object]:
    takes = TakeStore(folder / "takes")
    found = [takes.find(key) for key in keys.values()]
    return [line for take in found if take is not None for line in take.record.lines]
