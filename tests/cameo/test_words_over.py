"""What is written over a shot, or painted into it, counts as its own words; and so does who is in it."""

from pathlib import Path

import pytest
from cameo_world import two_friends
from msgspec.structs import replace

from studio.cameo.nobody import Nobody
from studio.engine.clearing import locked_shots, refuse_locked
from studio.engine.director import direct
from studio.engine.jobs import JobId
from studio.engine.painters.painter import Size
from studio.engine.painting_jobs import Beyond, Moving, Paint, PaintClip
from studio.engine.stop import StopToken
from studio.engine.workshop import Workshop
from studio.errors import InvalidRequest, StudioError
from studio.timeline.film import Film, Seconds, ShotId
from studio.timeline.ids import OverlayId
from studio.timeline.overlay_edits import add_overlay, move_overlay
from studio.timeline.overlays import Card, Overlay
from studio.timeline.repainting import draw_region, say_region
from studio.timeline.sources import Hint

CRUEL = "Hana is tortured and screams"


def written(film: Film, words: str) -> Film:
    card = Overlay(OverlayId("title"), Card(words), ShotId(""), Seconds(0), Seconds(1))
    return add_overlay(film, card, Seconds(0))


def test_cruel_words_over_a_shot_lock_it_and_only_it(tmp_path: Path) -> None:
    _, friend, cameo = two_friends(tmp_path)
    film = direct("INT. ROOM - DAY\n\nHana waits. 2 s.\n\nHana waves. 2 s.\n")
    film = replace(film, cast=(replace(film.cast[0], cameo=cameo),))
    home = friend.home
    assert locked_shots(film, film.shots, home) == ()
    assert locked_shots(written(film, "The End"), film.shots, home) == ()
    cruel = written(film, CRUEL)
    locks = locked_shots(cruel, cruel.shots, home)
    assert {lock.shot for lock in locks} == {film.shots[0].id}
    with pytest.raises(InvalidRequest, match=r"Shot 1: .*cruelty"):
        refuse_locked(locks, cruel)
    moved = move_overlay(cruel, OverlayId("title"), film.shots[0].duration)
    assert {lock.shot for lock in locked_shots(moved, moved.shots, home)} == {film.shots[1].id}


def test_cruel_words_for_a_region_lock_its_shot_and_nothing_is_painted(tmp_path: Path) -> None:
    _, friend, cameo = two_friends(tmp_path)
    film = direct("INT. ROOM - DAY\n\nHana waits. 2 s.\n\nHana waves. 2 s.\n")
    film = replace(film, cast=(replace(film.cast[0], cameo=cameo),))
    first = film.shots[0].id
    stroke = Hint(True, ((0.2, 0.2), (0.6, 0.6)), 0.2)
    drawn = say_region(draw_region(film, first, stroke, Seconds(0)), first, "a red scarf")
    assert locked_shots(drawn, drawn.shots, friend.home) == ()
    cruel = say_region(drawn, first, CRUEL)
    assert {lock.shot for lock in locked_shots(cruel, cruel.shots, friend.home)} == {first}
    workshop = Workshop(friend.home)
    request = Paint(film, first, tmp_path / "takes", "cel", Size(64, 36), region=cruel.regions[0])
    with pytest.raises(StudioError, match="cruelty"):
        list(workshop.begin(request, JobId(1), StopToken()))
    assert not list(tmp_path.rglob("picture.mp4"))
    workshop.close()


@pytest.mark.parametrize(
    "meets",
    [
        "MIKA (16) sits on the bed.",
        "Mika, a 15-year-old schoolgirl, sits on the bed.",
        "Mika, a little girl, sits on the bed.",
    ],
)
def test_a_childs_age_is_remembered_in_the_shots_that_do_not_tell_it(meets: str) -> None:
    film = direct(f"INT. ROOM - DAY\n\n{meets}\n\nINT. BATHROOM - NIGHT\n\nMika stands naked and touches herself.\n")
    locks = locked_shots(film, film.shots, Nobody())
    assert {lock.shot for lock in locks} == {film.shots[-1].id}
    assert "under 18" in locks[0].why
    grown = direct("INT. ROOM - DAY\n\nMIKA (34) sits.\n\nINT. BATHROOM - NIGHT\n\nMika stands naked in the shower.\n")
    assert locked_shots(grown, grown.shots, Nobody()) == ()


def test_a_clip_that_nothing_plays_is_not_made_of_what_is_never_made(tmp_path: Path) -> None:
    film = direct("INT. ROOM - DAY\n\nHana waits. 2 s.\n")
    workshop = Workshop()
    for ends in (Beyond(film.shots[0].id), Moving(tmp_path / "first.png")):
        request = PaintClip(
            film, tmp_path / "takes", "no such painter", Size(64, 36), ends, Seconds(1), "A naked child."
        )
        with pytest.raises(InvalidRequest, match="under 18"):
            list(workshop.begin(request, JobId(1), StopToken()))
    workshop.close()
