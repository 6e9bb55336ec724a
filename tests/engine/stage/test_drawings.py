"""Characters on twos or as the words say, what falls on ones, and a camera that hard blows shake."""

import numpy as np
import pytest

from studio.engine.director.direct import direct
from studio.engine.performance import Performance
from studio.engine.stage.drawings import held_frames
from studio.engine.staging import Rehearsals, stage_shots
from studio.engine.stop import StopToken


def played(words: str) -> Performance:
    return next(iter(stage_shots(direct(words), Rehearsals(most=1), StopToken()))).played.performance


def turning(performance: Performance) -> float:
    """The most that the aim of the camera jumps to and fro from frame to frame, radians."""
    view = performance.camera.target - performance.camera.eye
    pitch = np.arctan2(view[:, 2], np.hypot(view[:, 0], view[:, 1]))
    return float(np.abs(np.diff(pitch, 2)).max())


def test_on_twos_and_on_ones_where_it_is_quick():
    quick = np.zeros(10, bool)
    quick[5] = True
    assert held_frames(quick, 2, 10).tolist() == [0, 0, 2, 2, 4, 5, 6, 6, 8, 8]
    assert held_frames(quick, 3, 7).tolist() == [0, 0, 0, 3, 4, 5, 6, 6, 6, 6]


@pytest.mark.parametrize(("words", "every"), [("", 2), (" On threes.", 3), (" Feature film look.", 1)])
def test_drawings_are_held_as_look_and_words_say(words: str, every: int):
    actor = played(f"Wide shot. Hana stands in a room and nods.{words}").actors[0]
    if every == 1:
        assert actor.drawn is None
        return
    assert actor.drawn is not None
    shown = actor.drawn.frames
    late = np.arange(len(shown)) - shown
    assert late.min() == 0
    assert late.max() == every - 1
    assert len(np.unique(shown)) <= len(shown) / every + 2


def test_a_thrown_thing_is_on_ones_in_the_air_and_on_its_drawing_in_the_hand():
    performance = played("Ken throws a ball to Hana in the park.")
    ball = next(track for track in performance.props if track.prop.kind == "ball")
    assert ball.drawn is not None
    own = ball.drawn.frames == np.arange(performance.frames)
    height = np.diff(ball.position[:, 2].astype(float), 2) * performance.fps**2
    flying = np.flatnonzero(np.abs(height + 9.81) < 1.0) + 1
    assert len(flying) > 4
    assert own[flying[1:-1]].all()
    assert not own.all()


def test_nothing_that_falls_by_itself_is_held():
    performance = played("A ball falls and bounces in an empty room.")
    assert all(track.drawn is None for track in performance.props)


def test_a_runner_is_on_ones_most_of_the_time():
    actor = played("Wide shot. Ken runs down the street.").actors[0]
    assert actor.drawn is not None
    running = np.hypot(*np.diff(actor.root[:, :2], axis=0).T) * 24 > 2.5
    own = actor.drawn.frames[1:] == np.arange(1, len(actor.root))
    assert own[running].mean() > 0.8


def test_who_is_followed_goes_on_while_the_pose_is_held():
    followed = played("Hana walks along the beach, camera follows her.").actors[0]
    passing = played("Static wide shot of Hana who walks along the street.").actors[0]
    assert followed.drawn is not None
    assert passing.drawn is not None
    assert (followed.drawn.along, passing.drawn.along) == (True, False)


def test_a_held_pose_stands_to_the_end():
    performance = played("Hana bows and holds the pose.")
    drawn = performance.actors[0].drawn
    assert drawn is not None
    assert len(np.unique(drawn.frames[round(0.65 * performance.frames) :])) == 1


def test_a_static_camera_stands_still():
    camera = played("Static wide shot of Hana who stands in a room.").camera
    assert not np.ptp(camera.eye, axis=0).any()
    assert not np.ptp(camera.target, axis=0).any()


def test_a_hard_blow_shakes_the_picture_by_itself_and_a_light_one_where_it_is_asked_for():
    heavy = "A huge crate falls from the shelf onto the floor of the warehouse, static camera."
    light = "A ball falls onto the floor of the room, static camera."
    assert turning(played(heavy)) > 0.002
    assert turning(played(light)) == 0
    assert turning(played(f"{light} Screen shake.")) > 0.0005


def test_the_ground_trembles_where_nothing_strikes():
    assert turning(played("The ground shakes. Hana stands in a room, static camera.")) > 0.0005
