"""Dominoes and pins: they stand as they are set up, and go over by what knocks them over, and by nothing else."""

import numpy as np
import pytest

from studio.engine.director import direct
from studio.engine.performance import Performance
from studio.engine.skeleton import rotation_matrices
from studio.engine.staging import Rehearsals, Staged, stage_shots
from studio.engine.stop import StopToken
from studio.timeline.film import Action


def staged(words: str) -> list[Staged]:
    return list(stage_shots(direct(f"Scene 1: {words}"), Rehearsals(), StopToken()))


def upright(performance: Performance, kind: str) -> np.ndarray:
    """(F, N) how upright each thing of a kind is, in the order of their numbers: 1 as it stands, 0 on its side."""
    tracks = [one for one in performance.props if one.prop.kind == kind]
    return np.stack([np.abs(rotation_matrices(one.orientation)[:, 2, 2]) for one in tracks], 1)


def done(shot: Staged) -> list[tuple[str, str, str | None]]:
    return [(b.who, b.motion, b.thing) for b in shot.shot.beats if isinstance(b, Action)]


def test_a_row_of_dominoes_is_set_up_and_goes_over_one_after_another():
    words = "A living room. Mia sets up a row of dominoes and tips the first. They topple one after another."
    (shot,) = staged(words)
    assert done(shot)[:2] == [("mia", "put_down", "prop-domino"), ("mia", "topple", "prop-domino")]
    assert shot.notes == ()
    up = upright(shot.performance, "domino")
    assert up.shape[1] == 12
    assert up[0].min() > 0.99
    falls = [int(np.argmax(one < 0.8)) for one in up.T]
    assert falls == sorted(falls)
    assert 0.2 < (falls[-1] - falls[0]) / shot.performance.fps < 1.5, "as fast as such rows run: about a metre a second"
    assert up[-1].max() < 0.6


@pytest.mark.parametrize(
    "words",
    [
        "A classroom. Mia pushes over the first domino in a long row.",
        "A kitchen. A row of dominoes stands on the table. Ken tips the first one.",
        "A gym. A long line of dominoes falls one by one.",
        "A gym. Ken sets up ten dominoes in a row and pushes the first one.",
    ],
)
def test_however_it_is_told_the_first_takes_the_last_along(words: str):
    up = np.concatenate([upright(shot.performance, "domino") for shot in staged(words)])
    assert up.shape[1] >= 10
    assert up[0].min() > 0.99
    assert up[-1, [0, -1]].max() < 0.6


def test_pins_fall_by_the_ball_and_who_rolled_it_stands():
    (shot,) = staged("A gym. Ken rolls a bowling ball at the ten pins. They fall.")
    assert ("ken", "fall", None) not in done(shot)
    performance = shot.performance
    up = upright(performance, "bowling_pin")
    assert up.shape[1] == 10
    ball = next(one.position for one in performance.props if one.prop.kind == "bowling_ball")
    pin = next(one.position for one in performance.props if one.prop.kind == "bowling_pin")
    meets = int(np.argmax(np.linalg.norm(ball[:, :2] - pin[:, :2], axis=1) < 0.2))
    assert up[: meets - 1].min() > 0.99, "none falls before the ball is there"
    assert (up[-1] < 0.5).sum() >= 4
    assert abs(float(performance.actors[0].lift[-1])) < 0.1


def test_pins_that_nothing_comes_at_stand_in_rows_of_one_two_three():
    performance = staged("A gym. Ken looks at the bowling pins.")[0].performance
    at = np.array([one.position[0] for one in performance.props if one.prop.kind == "bowling_pin"])
    counts = sorted(np.unique(at[:, 0].round(3), return_counts=True)[1].tolist())
    assert counts == [1, 2, 3, 4]
    assert upright(performance, "bowling_pin").min() > 0.99
