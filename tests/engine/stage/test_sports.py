"""Arrows that stick, discs that glide, sleds that slide: measured where the stage plays them."""

from itertools import pairwise

import numpy as np
import pytest

from studio.engine import vocabulary
from studio.engine.director import direct
from studio.engine.performance import ContactKind, Performance
from studio.engine.skeleton import rotation_matrices
from studio.engine.stage import gliding, skimming
from studio.engine.stage.throwing import flown
from studio.engine.staging import Rehearsals, Staged, stage_shots
from studio.engine.stop import StopToken


def staged(words: str) -> Staged:
    return next(iter(stage_shots(direct(f"Scene 1: {words}"), Rehearsals(), StopToken())))


def way(performance: Performance, kind: str) -> np.ndarray:
    return next(one.position for one in performance.props if one.prop.kind == kind)


def axis(performance: Performance, kind: str, number: int) -> np.ndarray:
    """(F, 3) one of a thing's own axes in the world."""
    turns = next(one.orientation for one in performance.props if one.prop.kind == kind)
    return rotation_matrices(turns)[:, :, number]


def test_an_arrow_flies_point_first_and_sticks_in_the_target():
    performance = staged("A meadow. Mia shoots an arrow at the target.").performance
    arrow, target = way(performance, "arrow"), way(performance, "target")[0]
    step = np.diff(arrow, axis=0)
    flies = np.linalg.norm(step, axis=1) * performance.fps > 8.0
    assert flies.any()
    along = axis(performance, "arrow", 0)[:-1][flies]
    ways = step[flies] / np.linalg.norm(step[flies], axis=1, keepdims=True)
    assert (along * ways).sum(1)[1:].min() > 0.9
    assert np.linalg.norm(np.ptp(arrow[-8:], axis=0)) < 1e-6, "it stays where it went in"
    tip = arrow[-1] + 0.37 * axis(performance, "arrow", 0)[-1]
    assert np.abs(tip[:2] - target[:2]).max() < 0.45
    assert 0.5 < tip[2] < 1.25
    assert abs(float(axis(performance, "target", 1)[0] @ np.array([1.0, 0.0, 0.0]))) > 0.99, "its face to the archer"


def test_an_arrow_that_misses_falls_and_one_that_is_held_is_not_moved():
    performance = staged("A meadow. Mia holds an arrow.").performance
    assert way(performance, "arrow")[:, 2].min() > 0.4


@pytest.mark.parametrize("mps", [8.0, 11.0, 14.0])
def test_a_disc_flies_further_than_what_the_air_does_not_bear(mps: float):
    disc = vocabulary.prop_kinds()["frisbee"]
    start, velocity = np.array([0.0, 0.0, 1.2]), np.array([mps, 0.0, 0.6])
    borne, falls = (flown(start, velocity, 0.45, kind) for kind in (disc, vocabulary.prop_kinds()["plate"]))
    assert borne[2] > falls[2] + 0.1
    level = gliding.lift(disc, np.array([mps, 0.0, 0.0]))
    area = np.pi / 4 * 0.27**2
    assert level == pytest.approx(0.5 * 1.2 * area * 0.15 * mps**2, rel=0.01)


def test_a_disc_spins_level_to_whoever_catches_it():
    shot = staged("A park. Ken throws a frisbee to Mia. She catches it.")
    assert shot.notes == ()
    place = way(shot.performance, "frisbee")
    flies = np.linalg.norm(np.diff(place, axis=0), axis=1) * shot.performance.fps > 2.0
    level = axis(shot.performance, "frisbee", 2)[1:, 2] > 0.99
    assert (flies & level).sum() >= 8, "from hand to hand"


def test_a_sled_is_ridden_and_pulled_over_snow():
    rides = staged("A snowy village. Mia rides a sled.")
    assert rides.notes == ()
    sled, root = way(rides.performance, "sled"), rides.performance.actors[0].root
    assert np.ptp(sled[:, 0]) > 2.0
    assert np.linalg.norm(sled[:, :2] - root[:, :2], axis=1).max() < 0.4
    pulled = staged("A snowy village. Ken pulls the sled.")
    assert np.ptp(way(pulled.performance, "sled")[:, 0]) > 0.8


def test_a_stone_skips_over_the_lake_each_time_lower_and_goes_under_at_last():
    shot = staged("A lake. Mia skips a stone across the water.")
    assert shot.notes == ()
    stone, splashes = (
        way(shot.performance, "stone"),
        [one for one in shot.performance.contacts if one.kind is ContactKind.SPLASH],
    )
    assert len(splashes) >= 4
    frames = [round(one.time * shot.performance.fps) for one in splashes]
    tops = [stone[a : b + 1, 2].max() for a, b in pairwise(frames) if b - a > 1]
    assert tops == sorted(tops, reverse=True)
    assert tops[0] > -0.1
    assert stone[-1, 2] < stone[frames[-1], 2] + 0.05
    assert stone[-1, 2] < -0.2, "it goes under in the end"
    along = np.linalg.norm(np.diff(stone[frames[0] : frames[-1], :2], axis=0), axis=1) * shot.performance.fps
    assert along.max() < 10.0


def test_a_ball_does_not_skip_and_the_plan_says_so():
    shot = staged("A lake. Mia skips a ball across the water.")
    assert any("does not skip" in note for note in shot.notes)


def test_what_the_water_throws_up_is_slower_and_slow_stones_sink():
    stone = vocabulary.prop_kinds()["stone"]
    along, up = skimming.thrown_up(stone, 8.0, 3.0) or (0.0, 0.0)
    assert 6.0 < along < 8.0
    assert 0.0 < up < 3.0
    assert skimming.thrown_up(stone, 0.9 * skimming.slowest(stone), 0.6) is None
    assert skimming.thrown_up(stone, 5.0, 6.0) is None, "too steep"
