"""Directing a script again keeps what the artist edited in shots that it still has, and tells what it cannot."""

from fractions import Fraction

import pytest
from msgspec.structs import replace

from studio.engine.director.direct import direct, direct_again
from studio.engine.director.redirect import redirect
from studio.timeline.acting import EmotionKey
from studio.timeline.checks import check
from studio.timeline.edits import (
    duplicate_shot,
    insert_shot,
    move_shot,
    remove_shot,
    set_physics,
    set_script,
    set_seed,
    trim_shot_end,
)
from studio.timeline.film import Action, Film, Footage, Rule, Ruling, Shot, ShotId
from studio.timeline.footage import footage_shot
from studio.timeline.ids import OverlayId
from studio.timeline.overlay_edits import add_overlay
from studio.timeline.overlays import Card, Overlay, laid_out
from studio.timeline.rereading import Reread
from studio.timeline.ruling import rule
from studio.timeline.splitting import split_shot

SCRIPT = """EXT. BEACH - DAY

Hana walks along the sea. She picks up a shell. She waves.

Ren runs past. Close on Ren.

INT. CLASSROOM - EVENING

Hana puts the shell on the desk. She sits down.
"""
NEW = ShotId("half")


@pytest.fixture
def film() -> Film:
    return direct(SCRIPT)


def again(film: Film, script: str = SCRIPT) -> Reread:
    found = direct_again(script, set_script(film, script), SCRIPT)
    check(found.film)
    return found


def with_much_done(film: Film) -> Shot:
    return max(film.shots, key=lambda shot: sum(isinstance(beat, Action) for beat in shot.beats))


def split(film: Film) -> tuple[Film, Shot]:
    whole = with_much_done(film)
    cut = split_shot(film, whole.id, Fraction(round(whole.duration * 12), 24), NEW)
    assert all(one.beats for one in cut.shots if one.id in (whole.id, NEW))
    return cut, whole


def told(film: Film) -> list[tuple[object, ...]]:
    return [(shot.words, shot.beats, shot.duration, shot.seed) for shot in film.shots]


def test_the_same_script_directed_again_changes_nothing_that_was_edited(film: Film) -> None:
    edited, whole = split(film)
    edited = trim_shot_end(edited, film.shots[-1].id, Fraction(9))
    edited = set_physics(set_seed(edited, whole.id, 77), film.shots[0].id, 0.5)
    edited = redirect(edited, NEW, replace(edited.shot(NEW).directions, camera="Close-up of Hana, low angle"))
    found = again(edited)
    assert found.film == edited
    assert found.lost == ()


def test_a_split_stays_where_another_scene_is_written_before_it(film: Film) -> None:
    edited, _ = split(film)
    found = again(edited, f"INT. KITCHEN - MORNING\n\nMika cooks.\n\n{SCRIPT}")
    assert told(found.film)[-len(edited.shots) :] == told(edited)
    assert len(found.film.shots) > len(edited.shots)
    assert found.lost == ()


def test_what_hangs_on_the_second_half_stays_on_it(film: Film) -> None:
    edited, _ = split(film)
    title = Overlay(OverlayId("title"), Card("later"), ShotId(""), Fraction(0), Fraction(1, 2))
    edited = add_overlay(edited, title, edited.starts()[NEW])
    edited = rule(edited, Ruling(NEW, "hana", "posture", Rule.CORRECT, "sitting"))
    keys = (EmotionKey("hana", Fraction(0), "sad"),)
    halves = tuple(replace(one, acting=keys) if one.id == NEW else one for one in edited.scenes[0].shots)
    edited = replace(edited, scenes=(replace(edited.scenes[0], shots=halves), *edited.scenes[1:]))
    found = again(edited, SCRIPT.replace("Ren runs past.", "Ren jumps."))
    assert found.film.shot(NEW).acting == keys
    assert [one.shot for one in found.film.rulings] == [NEW]
    assert laid_out(found.film)[0].first == round(found.film.starts()[NEW] * 24)


def test_the_halves_of_a_shot_whose_words_changed_are_one_again_and_that_is_told(film: Film) -> None:
    edited, whole = split(film)
    found = again(edited, SCRIPT.replace("She waves.", "She waves and laughs."))
    assert NEW not in {shot.id for shot in found.film.shots}
    assert set(found.lost) >= {NEW, whole.id}


def test_a_heading_that_changes_reaches_halves_and_edited_shots(film: Film) -> None:
    edited, whole = split(film)
    found = again(edited, SCRIPT.replace("BEACH - DAY", "BEACH - NIGHT"))
    assert {shot.setting.hour for shot in found.film.shots if shot.words == whole.words} == {"night"}
    assert found.film.shot(NEW).beats == edited.shot(NEW).beats
    assert found.lost == ()


def test_copies_moves_and_clips_stay_and_what_was_taken_out_comes_back(film: Film) -> None:
    first, second, *_, last = film.shots
    edited = duplicate_shot(film, first.id, ShotId("copy"))
    edited = move_shot(edited, ShotId("copy"), last.id)
    edited = move_shot(edited, last.id, second.id)
    clip = Footage("sea", "sea.mp4", "0" * 64, Fraction(2))
    edited = insert_shot(edited, footage_shot(clip, ShotId("clip"), 24), second.id)
    assert again(edited).film == edited
    assert len(again(remove_shot(film, second.id)).film.shots) == len(film.shots)


def test_whoever_an_edit_brought_into_a_shot_stays_with_it(film: Film) -> None:
    shot = film.shots[0]
    edited = redirect(film, shot.id, replace(shot.directions, motion="A dragon lands beside Hana"))
    assert len(edited.cast) + len(edited.props) > len(film.cast) + len(film.props)
    found = again(edited)
    assert found.film.shot(shot.id).beats == edited.shot(shot.id).beats
    assert {one.id for one in (*edited.cast, *edited.props)} == {
        one.id for one in (*found.film.cast, *found.film.props)
    }
