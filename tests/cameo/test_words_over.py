"""What is written over a shot counts as the shot's own words where somebody's likeness is in it."""

from pathlib import Path

import pytest
from cameo_world import two_friends
from msgspec.structs import replace

from studio.engine.clearing import locked_shots, refuse_locked
from studio.engine.director import direct
from studio.errors import InvalidRequest
from studio.timeline.film import Film, Seconds, ShotId
from studio.timeline.ids import OverlayId
from studio.timeline.overlay_edits import add_overlay, move_overlay
from studio.timeline.overlays import Card, Overlay

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
