"""The acting track as the artist edits it: keys set, moved, taken away, kept with their shot and with the script."""

from fractions import Fraction
from pathlib import Path

import pytest
from timeline_films import HANA, film

from studio.errors import InvalidRequest
from studio.timeline.acting import EmotionKey, GazeKey, Way
from studio.timeline.acting_edits import move_key, remove_key, set_key
from studio.timeline.checks import faults
from studio.timeline.edits import duplicate_shot, move_shot, remove_shot
from studio.timeline.film import Film, ShotId
from studio.timeline.history import History, beginning
from studio.timeline.ruling import carried_over
from studio.timeline.store import Project

SAD = EmotionKey(HANA, Fraction(1, 2), "sad", 0.5)
AWAY = GazeKey(HANA, Fraction(1, 2), Way.LEFT)


def keyed() -> tuple[Film, ShotId]:
    made = film(2, 3)
    shot = made.shots[1].id
    return set_key(set_key(made, shot, SAD), shot, AWAY), shot


def test_keys_are_set_on_frames_moved_and_taken_away_and_only_their_shot_changes() -> None:
    made, shot = keyed()
    assert set(made.shot(shot).acting) == {SAD, AWAY}
    moved = move_key(made, shot, SAD, Fraction(77, 100))
    assert moved.shot(shot).acting[-1].at == Fraction(round(0.77 * made.fps), made.fps)
    gone = remove_key(moved, shot, moved.shot(shot).acting[-1])
    assert gone.shot(shot).acting == (AWAY,)
    assert all(one is other for one, other in zip(gone.shots, made.shots, strict=True) if one.id != shot)
    assert not list(faults(gone))


def test_a_key_gives_way_to_one_of_its_kind_at_its_time_and_stays_within_its_shot() -> None:
    made, shot = keyed()
    again = set_key(made, shot, EmotionKey(HANA, Fraction(1, 2), "angry"))
    assert [key.emotion for key in again.shot(shot).acting if isinstance(key, EmotionKey)] == ["angry"]
    flash = set_key(made, shot, EmotionKey(HANA, Fraction(1, 2), "happy", flash=Fraction(1, 6)))
    assert len(flash.shot(shot).acting) == 3
    last = made.shot(shot).duration - Fraction(1, made.fps)
    assert move_key(made, shot, SAD, Fraction(999)).shot(shot).acting[-1].at == last


@pytest.mark.parametrize(
    "key",
    [
        EmotionKey("nobody", Fraction(0), "sad"),
        EmotionKey(HANA, Fraction(99), "sad"),
        EmotionKey(HANA, Fraction(0), "sad", 3.0),
        EmotionKey(HANA, Fraction(0), "sad", float("nan")),
        EmotionKey(HANA, Fraction(0), "sad", flash=Fraction(2)),
        GazeKey(HANA, Fraction(0), Way.AT, "nothing"),
    ],
)
def test_what_cannot_be_keyed_is_said_and_changes_nothing(key: EmotionKey | GazeKey) -> None:
    made = film(1, 1)
    with pytest.raises(InvalidRequest):
        set_key(made, made.shots[0].id, key)


def test_keys_go_with_their_shot_undo_and_are_on_the_disk(tmp_path: Path) -> None:
    made, shot = keyed()
    copy = duplicate_shot(made, shot, ShotId("copy"))
    assert copy.shot(ShotId("copy")).acting == made.shot(shot).acting
    assert move_shot(made, shot, made.shots[0].id).shots[0].acting == made.shot(shot).acting
    assert not any(one.acting for one in remove_shot(made, shot).shots)
    history = History(beginning(made))
    history.apply("Remove a key", lambda now: remove_key(now, shot, SAD))
    history.undo()
    assert history.film.shot(shot).acting == made.shot(shot).acting
    path = tmp_path / "kept.tsuzuki"
    Project.create(path, made).close()
    again = Project.open(path)
    assert again.film == made
    again.close()


def test_keys_stay_on_shots_whose_words_stay_when_the_script_is_directed_again() -> None:
    made, shot = keyed()
    again = film(2, 3)
    assert carried_over(made, again).shot(shot).acting == made.shot(shot).acting
