"""On a swing: the period of a pendulum, the body with its seat, and the plan in seven languages."""

import math

import numpy as np
import pytest

from studio.engine import skeleton
from studio.engine.director import direct
from studio.engine.performance import Performance
from studio.engine.staging import Rehearsals, Staged, stage_shots
from studio.engine.stop import StopToken
from studio.timeline.film import Action

BAR_M, SEAT_M = 2.2, 0.5


def staged(words: str) -> Staged:
    return list(stage_shots(direct(f"Scene 1: {words}"), Rehearsals(), StopToken()))[-1]


def angle(performance: Performance) -> np.ndarray:
    opening = next(one.opening for one in performance.props if one.prop.kind == "swing")
    assert opening is not None
    return np.asarray(opening, float)


def pelvis(performance: Performance) -> np.ndarray:
    """(F, 3) where somebody's pelvis is."""
    actor = performance.actors[0]
    rest = skeleton.rest_joints(actor.member.look)
    return np.array(
        [
            skeleton.joint_transforms(
                rest, actor.joints[f], actor.root[f], float(actor.heading[f]), float(actor.lift[f])
            )[skeleton.INDEX["pelvis"], :3, 3]
            for f in range(performance.frames)
        ]
    )


@pytest.mark.parametrize(("words", "wide_deg"), [("swings gently", 11.0), ("swings", 26.0), ("swings high", 42.0)])
def test_a_swing_keeps_the_time_of_a_pendulum_as_wide(words: str, wide_deg: float):
    shot = staged(f"A garden. Mia {words} on the swing. 12 seconds.")
    assert shot.notes == ()
    swings = angle(shot.performance)
    assert np.degrees(np.abs(swings).max()) == pytest.approx(wide_deg, rel=0.1)
    at = np.flatnonzero((swings[:-1] < 0) & (swings[1:] >= 0))
    crossings = at + swings[at] / (swings[at] - swings[at + 1])
    period = float(np.diff(crossings).mean()) / shot.performance.fps
    long, wide = BAR_M - SEAT_M - 0.22, math.radians(wide_deg)
    wanted = 2 * math.pi * math.sqrt(long / 9.81) * (1 + wide**2 / 16 + 11 * wide**4 / 3072)
    assert period == pytest.approx(wanted, rel=0.02)


def test_who_swings_goes_with_the_seat():
    performance = staged("A park. Mia swings on a swing.").performance
    swings = next(one for one in performance.props if one.prop.kind == "swing")
    bar = swings.position[0] + np.array([0.0, 0.0, 1.07])
    away = pelvis(performance) - bar
    turned = np.unwrap(np.arctan2(-away[:, 1], -away[:, 2]))
    assert np.ptp(np.linalg.norm(away, axis=1)) < 0.02, "as far from the bar all the time"
    assert np.corrcoef(turned, angle(performance))[0, 1] > 0.999


def test_who_comes_to_a_swing_sits_down_first_and_gets_it_going():
    shot = staged("A garden. Mia waves. Then she swings on the swing. 14 seconds.")
    swings = angle(shot.performance)
    assert np.abs(swings[:24]).max() < 1e-6
    assert np.abs(swings[-60:]).max() > 1.5 * np.abs(swings[: len(swings) // 2]).max()


def test_two_who_swing_have_a_swing_each():
    shot = staged("A garden. Two girls swing high on the swings.")
    beats = [beat for beat in shot.shot.beats if isinstance(beat, Action)]
    assert len({beat.towards for beat in beats}) == 2
    assert len([one for one in shot.performance.props if one.prop.kind == "swing"]) == 2


@pytest.mark.parametrize(
    "words",
    [
        "公園で花子がブランコに乗る。",
        "公园里小明荡秋千。",
        "공원에서 그녀가 그네를 탄다.",
        "Lucía se columpia en el parque.",
        "Léa fait de la balançoire dans le parc.",
        "Anna schaukelt auf der Schaukel im Park.",
    ],
)
def test_swinging_is_understood_in_six_more_languages(words: str):
    film = direct(words)
    beats = [beat for shot in film.shots for beat in shot.beats if isinstance(beat, Action)]
    assert [(beat.motion, beat.towards) for beat in beats] == [("swing_on", "prop-swing")]
    assert [prop.kind for prop in film.props] == ["swing"]
