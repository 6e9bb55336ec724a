"""Pictures in the document: added, drawn on, kept through a new reading of the script, all undone by name."""

from pathlib import Path

import pytest
from timeline_films import film

from studio.engine.director import direct
from studio.errors import InvalidRequest
from studio.timeline import codec
from studio.timeline.film import Film, ShotId, Still
from studio.timeline.history import History, beginning
from studio.timeline.modelled import located
from studio.timeline.rows import Assembly, decoded, rows_of
from studio.timeline.sources import Hint
from studio.timeline.stills import add_hint, add_still, clear_hints, set_still

SEA = Still("sea", "stills/sea-01234567.png", "0" * 64)
STROKE = Hint(True, ((0.2, 0.3), (0.4, 0.5)))
NEW = ShotId("picture-1")


def test_a_picture_is_the_last_shot_and_undoing_takes_it_away() -> None:
    history = History(beginning(film(2, 1)))
    before = history.film
    history.apply("Add a picture as a shot", lambda one: add_still(one, SEA, NEW))
    added = history.film.shots[-1]
    assert (added.id, added.still, added.beats, added.present) == (NEW, SEA, (), ())
    assert added.setting == before.shots[-1].setting
    assert added.camera.move == "dolly in"
    assert history.undo_name == "Add a picture as a shot"
    history.undo()
    assert history.film == before


def test_a_film_without_scenes_gets_one() -> None:
    made = add_still(Film(title=""), SEA, NEW)
    assert [shot.still for shot in made.shots] == [SEA]
    assert made.title == "sea"


def test_strokes_are_kept_in_order_and_cleared() -> None:
    other = Hint(False, ((0.9, 0.9),))
    drawn = add_hint(add_hint(add_still(film(2, 1), SEA, NEW), NEW, STROKE), NEW, other)
    still = drawn.shot(NEW).still
    assert still is not None
    assert still.hints == (STROKE, other)
    assert clear_hints(drawn, NEW).shot(NEW).still == SEA
    with pytest.raises(InvalidRequest, match="made of no picture"):
        add_hint(film(2, 1), film(2, 1).shots[0].id, STROKE)


def test_pictures_are_saved_and_found_in_the_projects_folder() -> None:
    made = add_hint(add_still(film(2, 1), SEA, NEW), NEW, STROKE)
    rows = {key: decoded(key, codec.encode(value)) for key, value in rows_of(made).items()}
    assert Assembly(rows, set(), {}).film() == made
    still = located(made, Path("/films/Sea.tsuzuki")).shot(NEW).still
    assert still is not None
    assert Path(still.path) == Path("/films/Sea.tsuzuki") / SEA.path


def test_reading_the_script_anew_keeps_every_picture() -> None:
    script = "EXT. PARK - DAY\n\nHana waves.\n\nEXT. BEACH - DAY\n\nRen sits on the sand.\n"
    read = direct(script)
    pictured = add_still(set_still(read, read.shots[1].id, SEA), SEA, NEW)
    again = direct("INT. ROOM - DAY\n\nA ball falls.\n\n" + script, pictured)
    of_words = {shot.words: shot.still for shot in again.shots}
    assert of_words[read.shots[1].words] == SEA
    assert again.shots[-1].id == NEW
    assert [shot.still for shot in again.shots].count(SEA) == 2
