"""Things: they fall at g, bounce as their material does, roll to rest, and are heard when they strike."""

import math
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from rehearsal import HANA, KEN, play, prop, shot

from studio.engine import vocabulary
from studio.engine.performance import ContactKind
from studio.engine.stage.contacts import restitution
from studio.timeline.film import Action, CastId, PropId

HANA_ID, KEN_ID, BALL = CastId("hana"), CastId("ken"), PropId("ball")


def strikes(performance) -> list:
    return [c for c in performance.contacts if c.kind is ContactKind.STRIKE]


def test_a_dropped_ball_falls_at_g() -> None:
    performance = play(shot(Action(HANA_ID, "drop", thing=BALL), seconds=4), props=(prop("ball"),)).performance
    height = performance.props[0].position[:, 2].astype(np.float64)
    first = strikes(performance)[0]
    landing = int(first.time * 24)
    fall = height[landing - 7 : landing + 1]
    acceleration = np.polyfit(np.arange(len(fall)) / 24, fall, 2)[0] * -2
    assert acceleration == pytest.approx(9.81, rel=0.02)


def test_it_bounces_as_high_as_rubber_does() -> None:
    performance = play(shot(Action(HANA_ID, "drop", thing=BALL), seconds=6), props=(prop("ball"),), fps=60).performance
    height = performance.props[0].position[:, 2].astype(np.float64) - 0.11
    hits = [c.time for c in strikes(performance)][:4]
    peaks = [height[int(a * 60) : int(b * 60)].max() for a, b in pairwise(hits)]
    wanted = restitution(vocabulary.materials()["rubber"], vocabulary.materials()["concrete"]) ** 2
    for lower, higher in zip(peaks[1:], peaks, strict=False):
        assert lower / higher == pytest.approx(wanted, rel=0.1)


def test_a_strike_has_the_impulse_of_the_change_of_speed() -> None:
    performance = play(shot(Action(HANA_ID, "drop", thing=BALL), seconds=4), props=(prop("ball"),)).performance
    first, second = strikes(performance)[:2]
    rebound = 9.81 * (second.time - first.time) / 2
    e = restitution(vocabulary.materials()["rubber"], vocabulary.materials()["concrete"])
    assert first.impulse == pytest.approx(0.42 * rebound * (1 + 1 / e), rel=0.1)
    assert first.materials == ("rubber", "concrete")
    assert first.bodies == ("ball", "ground")
    assert abs(first.position[2]) < 0.01


def test_resting_things_make_no_sound_and_stay_where_they_are() -> None:
    performance = play(
        shot(Action(HANA_ID, "wave"), seconds=4, present=("hana", "box")), props=(prop("box"),)
    ).performance
    assert strikes(performance) == []
    assert np.ptp(performance.props[0].position, axis=0).max() == 0


def test_a_thrown_ball_arrives_in_the_other_s_hands() -> None:
    action = Action(HANA_ID, "throw", thing=BALL, towards=KEN_ID)
    played = play(shot(action, seconds=4), cast=(HANA, KEN), props=(prop("ball"),))
    ball = played.performance.props[0].position
    assert played.after.person("ken").holding == "ball"  # pyright: ignore[reportOptionalMemberAccess]
    assert np.linalg.norm(ball[-1, :2] - played.performance.actors[1].root[-1, :2]) < 0.6
    assert np.linalg.norm(np.diff(ball, axis=0), axis=1).max() < 0.45


def test_an_apple_thrown_at_nobody_lands_and_comes_to_rest() -> None:
    action = Action(HANA_ID, "throw", thing=PropId("apple"))
    played = play(shot(action, seconds=9), props=(prop("apple"),))
    ball = played.performance.props[0].position.astype(np.float64)
    speed = np.linalg.norm(np.diff(ball, axis=0), axis=1) * 24
    assert speed.max() > 2
    assert speed[-1] < 0.3
    assert strikes(played.performance)


def test_a_kicked_ball_goes_where_it_is_kicked() -> None:
    action = Action(HANA_ID, "kick", thing=BALL, towards=KEN_ID)
    performance = play(shot(action, seconds=5), cast=(HANA, KEN), props=(prop("ball"),)).performance
    ken = performance.actors[1].root[:, :2]
    away = np.linalg.norm(performance.props[0].position[:, :2] - ken, axis=1)
    assert away.min() < 0.5
    kick = next(c for c in strikes(performance) if c.bodies == ("ball", "hana"))
    assert kick.materials[1] == "leather"
    frame = math.ceil(kick.time * 24)
    moved = np.linalg.norm(np.diff(performance.props[0].position, axis=0), axis=1)
    assert moved[: frame - 1].max() < 0.01
    assert moved[frame + 1] > 0.03


def test_a_rolling_ball_is_heard_rolling() -> None:
    performance = play(
        shot(Action(BALL, "roll"), seconds=5, present=("ball",)), cast=(), props=(prop("ball"),)
    ).performance
    slide = next(c for c in performance.contacts if c.kind is ContactKind.SLIDE)
    assert slide.duration > 0.8
    position, turn = performance.props[0].position, performance.props[0].orientation
    assert np.linalg.norm(position[-1] - position[0]) > 0.5
    assert min(abs(float(np.dot(turn[0], later))) for later in turn[:48]) < 0.5


def test_a_rolled_ball_is_picked_up_where_it_came_to_rest() -> None:
    beats = (Action(BALL, "roll"), Action(HANA_ID, "pick_up", thing=BALL))
    played = play(shot(*beats, seconds=9, present=("hana", "ball")), props=(prop("ball"),))
    ball = played.performance.props[0].position
    assert np.linalg.norm(np.diff(ball, axis=0), axis=1).max() < 0.3
    assert ball[-1, 2] > 0.5


def test_what_is_too_wild_for_physics_stays_put_and_is_told_and_leaves_no_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    wild = Action(BALL, "roll", manner=1e13)
    played = play(shot(wild, seconds=3, present=("ball",)), cast=(), props=(prop("ball"),))
    ball = played.performance.props[0].position
    assert np.isfinite(ball).all()
    assert np.ptp(ball, axis=0).max() == 0
    assert any("too wild" in note for note in played.notes)
    assert list(tmp_path.iterdir()) == []


def test_a_balloon_let_go_rises() -> None:
    action = Action(HANA_ID, "drop", thing=PropId("balloon"))
    height = play(shot(action, seconds=3), props=(prop("balloon"),)).performance.props[0].position[:, 2]
    assert height[-1] > height[0] + 0.5


def test_steps_are_heard_when_feet_are_set_down() -> None:
    performance = play(shot(Action(HANA_ID, "walk"), seconds=5)).performance
    steps = [c for c in performance.contacts if c.kind is ContactKind.STEP]
    gaps = np.diff([c.time for c in steps])
    assert len(steps) >= 5
    assert ((gaps > 0.2) & (gaps < 0.9)).all()
    assert all(c.materials[1] == "concrete" and 8 < c.impulse < 60 for c in steps)


def test_an_umbrella_is_taken_up_while_a_ball_flies() -> None:
    beats = (Action(HANA_ID, "pick_up", thing=PropId("umbrella")), Action(KEN_ID, "drop", thing=BALL))
    played = play(shot(*beats, seconds=6), (HANA, KEN), (prop("umbrella"), prop("ball")))
    taken = played.after.thing("umbrella")
    assert taken is not None
    assert taken.held_by == HANA_ID
