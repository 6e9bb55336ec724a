"""A thing's pictures are references as a person's are."""

import hashlib
import sys
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
import pytest
from msgspec import structs
from numpy.typing import NDArray

from studio.engine.briefs import brief_of, told
from studio.engine.director.direct import direct
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.diffusion.choices import Choices
from studio.engine.painters.diffusion.references import Sheets, references_in
from studio.engine.painters.painter import Size
from studio.engine.production import take_record
from studio.engine.staging import Rehearsals, Staged, stage_shots
from studio.engine.staleness import _told
from studio.engine.stop import StopToken
from studio.errors import StudioError
from studio.timeline.brush import Drawing
from studio.timeline.film import Film
from studio.timeline.repainting import add_drawings, as_at_home, drawn_kept

pytest.importorskip("tiny_painters", reason='Painting is an extra that is not here: pip install ".[paint]"')
from studio.engine.painters.catalogue import Setting

sys.path.insert(0, str(Path(__file__).parents[3] / "cameo"))

SMALL, SHEET = Size(64, 36), Size(192, 96)
CHOICES = Choices(setting=Setting(64, 48, 9, 2, 1.0), device="cpu", previews=False)
TEAL, MAGENTA = (31, 143, 147), (255, 0, 255)


def png(path: Path, rgb: tuple[int, int, int]) -> Path:
    cv2.imwrite(str(path), np.full((64, 64, 3), rgb[::-1], np.uint8))
    return path


def near(picture: NDArray[np.uint8], rgb: tuple[int, int, int]) -> int:
    return int((np.abs(picture.astype(int) - rgb).max(axis=-1) < 12).sum())


@pytest.fixture(scope="module")
def walk() -> Film:
    """Somebody with an umbrella, and a cat."""
    film = direct("EXT. PARK - DAY\n\nHana holds an umbrella. A cat walks.")
    scene = film.scenes[0]
    shot = structs.replace(scene.shots[0], duration=Fraction(1, 3))
    return structs.replace(film, scenes=(structs.replace(scene, shots=(shot,)),))


def staged(film: Film) -> Staged:
    return next(iter(stage_shots(film, Rehearsals(), StopToken())))


def pictured(film: Film, name: str, path: Path) -> Film:
    thing = next(one for one in film.props if one.name.lower() == name)
    drawing = Drawing(thing.id, "at home", str(path), hashlib.sha256(path.read_bytes()).hexdigest(), private=True)
    return as_at_home(film, thing.id, "#1f8f93", (drawing,))


def seen_by_a_painter(film: Film, cel: CelPainter) -> dict[str, NDArray[np.uint8]]:
    shot = staged(film)
    brief = brief_of(shot.shot, (*shot.sheet.cast, *shot.sheet.props), drawings=shot.drawings)
    return references_in(shot.performance, Sheets(), cel, SHEET, brief)


def test_a_thing_is_kept_by_its_pictures_and_people_come_first(walk: Film, cel: CelPainter, tmp_path: Path) -> None:
    plain = seen_by_a_painter(walk, cel)
    assert list(plain) == ["hana"], "what there are no pictures of is painted as it is drawn"
    film = pictured(walk, "umbrella", png(tmp_path / "umbrella.png", TEAL))
    film = pictured(film, "cat", png(tmp_path / "cat.png", MAGENTA))
    sheets = seen_by_a_painter(film, cel)
    assert next(iter(sheets)) == "hana"
    things = {one.id: one.name.lower() for one in film.props}
    assert {things[who] for who in sheets if who in things} == {"umbrella", "cat"}
    for who, sheet in sheets.items():
        wanted = {"umbrella": TEAL, "cat": MAGENTA}.get(things.get(who, ""))
        if wanted is not None:
            assert near(sheet, wanted) > 0.2 * sheet.shape[0] * sheet.shape[1] / 3


def test_pictures_of_what_a_shot_names_make_another_take_and_the_film_knows_it(walk: Film, tmp_path: Path) -> None:
    class Reads:
        name, revision, reads_words = "model", "1", True

    film = pictured(walk, "umbrella", png(tmp_path / "umbrella.png", TEAL))
    before, after = (take_record(staged(one), Reads(), SMALL).told for one in (walk, film))
    assert before != after
    shot = film.shots[0]
    assert after == _told(film, shot), "a take that is there is known to be of these pictures, without playing it out"
    elsewhere = direct("EXT. PARK - DAY\n\nHana waves.").shots[0]
    called = (*film.cast, *film.props)
    assert told(brief_of(elsewhere, called)) == told(brief_of(elsewhere, called, drawings=film.drawings))


def test_pictures_stay_with_a_thing_that_is_read_anew(walk: Film, tmp_path: Path) -> None:
    film = pictured(walk, "umbrella", png(tmp_path / "umbrella.png", TEAL))
    again = drawn_kept(film, walk)
    assert again.drawings == film.drawings
    with pytest.raises(StudioError, match="Nobody in the film"):
        add_drawings(film, film.props[0].id + "x", film.drawings)
