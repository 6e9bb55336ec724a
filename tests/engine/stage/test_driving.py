"""Cars that drive by themselves along the road: past, up to somebody and away."""

import numpy as np
import pytest
from rehearsal import HANA, in_frame, play, prop, shot

from studio.engine.director import direct
from studio.engine.staging import Rehearsals, stage_shots
from studio.engine.stop import StopToken
from studio.timeline.film import Action, Setting

STREET, PARK = Setting("neon_street", "street"), Setting("park", "park")
CAR = prop("car")


def drives(motion, setting=STREET, before=None):
    beats = Action(HANA.id, "stand"), Action(CAR.id, motion, words="The car drives")
    return play(shot(*beats, seconds=4, setting=setting), props=(CAR,), before=before)


def way(played):
    return next(track for track in played.performance.props if track.prop.id == CAR.id)


def speeds(played):
    return np.linalg.norm(np.diff(way(played).position, axis=0), axis=1) * played.performance.fps


def told(text):
    return list(stage_shots(direct(text), Rehearsals(most=1), StopToken()))


@pytest.mark.parametrize(("setting", "axis", "sign"), [(STREET, 1, -1), (PARK, 0, 1)])
def test_a_car_that_drives_past_goes_along_the_road_in_the_picture(setting, axis, sign):
    played = drives("ride", setting)
    assert not any("heavy" in note for note in played.notes)
    track, pace = way(played), speeds(played)
    assert pace.min() > 2.5
    assert pace.max() < 11
    steps = np.diff(track.position, axis=0)
    assert (sign * steps[:, axis] > 0).all()
    assert np.abs(np.delete(steps, axis, axis=1)).max() < 1e-5
    w, _, _, z = track.orientation[0].astype(float)
    ahead = 1 - 2 * z * z, 2 * w * z
    assert ahead[axis] == pytest.approx(sign, abs=1e-5)
    middle = played.performance.frames // 2
    assert np.abs(in_frame(played.performance, track.position[middle], middle)[:2]).max() < 1.0
    people = played.performance.actors[0].root
    assert np.linalg.norm((track.position - people)[:, :2], axis=1).min() > 1.1


def test_a_car_that_has_gone_past_is_not_there_in_the_next_shot():
    first, then = told("EXT. STREET - DAY\nA car drives past Hana.\n\nFull shot of Hana. Hana waves.")
    assert [track.prop.kind for track in first.played.performance.props] == ["car"]
    assert then.played.performance.props == ()


def test_a_car_that_arrives_stands_there_until_it_drives_away_from_that_place():
    comes, stands, leaves, empty = told(
        "EXT. STREET - DAY\nWide shot of Hana. A car arrives.\n\nFull shot of Hana. Hana waves.\n\n"
        "Wide shot of Hana. The car drives away.\n\nFull shot of Hana. Hana waves."
    )
    arrived = way_of(comes)
    assert np.linalg.norm(arrived[0] - arrived[-1]) > 8
    assert np.linalg.norm(arrived[-1] - arrived[-2]) < 0.02
    assert np.allclose(way_of(stands), arrived[-1], atol=1e-4)
    assert np.allclose(way_of(leaves)[0], arrived[-1], atol=1e-4)
    assert np.linalg.norm(way_of(leaves)[-1] - arrived[-1]) > 5
    assert empty.played.performance.props == ()


def way_of(staged):
    return staged.played.performance.props[0].position.astype(float)
