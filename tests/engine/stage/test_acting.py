"""People: feet that stand, hands that hold, mouths that close, bodies that are never dead."""

import numpy as np
import pytest
from rehearsal import HANA, KEN, ROOM, joint_path, joints, play, prop, shot, spoken

from studio.engine import skeleton
from studio.engine.performance import Actor, ContactKind
from studio.timeline.film import Action, CastId, Feeling, Line, PropId

HANA_ID, KEN_ID = CastId("hana"), CastId("ken")
BALL, UMBRELLA, BOOK = PropId("ball"), PropId("umbrella"), PropId("book")


def soles(actor: Actor, side: str) -> tuple[np.ndarray, np.ndarray]:
    """Heel and ball of a foot, (F, 3) each."""
    drop = -0.26
    return joint_path(actor, f"foot_{side}", (-0.13, 0, drop)), joint_path(actor, f"foot_{side}", (0.30, 0, drop))


@pytest.mark.parametrize("motion", ["walk", "run"])
def test_a_planted_foot_neither_slides_nor_sinks(motion: str) -> None:
    played = play(shot(Action(HANA_ID, motion), seconds=4))
    actor = played.performance.actors[0]
    steps = [c for c in played.performance.contacts if c.kind is ContactKind.STEP]
    assert len(steps) >= 4
    for side in "lr":
        heel, ball = soles(actor, side)
        lowest = np.minimum(heel[:, 2], ball[:, 2])
        assert lowest.min() > -0.015
        for step in steps:
            frame = int(np.ceil(step.time * 24)) + 1
            if frame + 2 >= len(ball) or np.linalg.norm(ball[frame, :2] - np.array(step.position[:2])) > 0.12:
                continue
            still = [f for f in range(frame, min(frame + 3, len(ball))) if lowest[f] < 0.01 and ball[f, 2] < 0.02]
            drift = max((float(np.linalg.norm(ball[f, :2] - ball[still[0], :2])) for f in still), default=0.0)
            assert drift < 0.01


def test_a_walk_goes_at_a_walker_s_pace() -> None:
    actor = play(shot(Action(HANA_ID, "walk"), seconds=5)).performance.actors[0]
    speed = np.linalg.norm(np.diff(actor.root[:, :2], axis=0), axis=1) * 24
    assert 0.6 < np.percentile(speed, 90) < 2.1
    assert np.linalg.norm(actor.root[-1] - actor.root[0]) > 1.5


def test_people_who_stand_still_breathe_and_are_not_symmetrical() -> None:
    actor = play(shot(seconds=5, present=("hana",))).performance.actors[0]
    crown = joint_path(actor, "head", (0, 0, 1))
    assert 0.003 < np.ptp(crown, axis=0).max() < 0.15
    left, right = joint_path(actor, "upper_arm_l"), joint_path(actor, "upper_arm_r")
    assert abs(left[:, 2] - right[:, 2]).max() > 0.003
    rest = skeleton.rest_joints(HANA.look)
    wrist = joint_path(actor, "hand_l")[:, :2] - actor.root[:, :2]
    assert np.linalg.norm(wrist, axis=1).max() < abs(rest[skeleton.INDEX["hand_l"], 1]) + 0.1


def test_no_joint_jumps_from_frame_to_frame() -> None:
    beats = (Action(HANA_ID, "walk"), Action(HANA_ID, "wave"), Action(HANA_ID, "sit"), Action(HANA_ID, "get_up"))
    actor = play(shot(*beats, seconds=12)).performance.actors[0]
    for name in ("head", "hand_l", "hand_r", "foot_l", "foot_r"):
        step = np.linalg.norm(np.diff(joint_path(actor, name), axis=0), axis=1)
        assert step.max() < 0.32, name


def test_one_who_sits_has_the_pelvis_on_the_seat_and_the_feet_on_the_floor() -> None:
    played = play(shot(Action(HANA_ID, "sit"), seconds=6, setting=ROOM))
    actor, person = played.performance.actors[0], played.after.people[0]
    assert person.posture == "sitting"
    pelvis = joint_path(actor, "pelvis")[-1]
    assert 0.4 < pelvis[2] < 0.65
    for side in "lr":
        heel, ball = soles(actor, side)
        assert abs(heel[-1, 2]) < 0.02
        assert abs(ball[-1, 2]) < 0.02
    knee, hip = joint_path(actor, "shin_l")[-1], joint_path(actor, "thigh_l")[-1]
    assert np.linalg.norm((knee - hip)[:2]) > 0.2


def test_hands_are_at_what_they_hold() -> None:
    for kind, reach in (("umbrella", 0.50), ("book", 0.16), ("ball", 0.20), ("bag", 0.30)):
        performance = play(
            shot(Action(HANA_ID, "hold", thing=PropId(kind)), Action(HANA_ID, "walk"), seconds=4), props=(prop(kind),)
        ).performance
        palm = joint_path(performance.actors[0], "hand_r", (0, 0, -0.2))
        gap = np.linalg.norm(performance.props[0].position - palm, axis=1)
        assert gap.max() < reach, kind
        assert np.ptp(gap) < 0.12, kind


def test_an_umbrella_is_above_the_head() -> None:
    performance = play(shot(Action(HANA_ID, "hold", thing=UMBRELLA), seconds=3), props=(prop("umbrella"),)).performance
    head = joint_path(performance.actors[0], "head", (0, 0, 1))
    top = performance.props[0].position[:, 2] + 0.43
    assert (top > head[:, 2] + 0.05).all()
    assert np.linalg.norm(performance.props[0].position[:, :2] - head[:, :2], axis=1).max() < 0.4


def test_a_thing_is_picked_up_where_it_lies_and_carried() -> None:
    played = play(shot(Action(HANA_ID, "pick_up", thing=BALL), seconds=5), props=(prop("ball"),))
    ball, actor = played.performance.props[0], played.performance.actors[0]
    assert ball.position[0, 2] == pytest.approx(0.11, abs=0.005)
    assert ball.position[-1, 2] > 0.6
    step = np.linalg.norm(np.diff(ball.position, axis=0), axis=1)
    assert step.max() < 0.25
    assert played.after.people[0].holding == "ball"
    reached = np.linalg.norm(joint_path(actor, "hand_r", (0, 0, -0.2)) - ball.position[0], axis=1)
    assert reached.min() < 0.25


def test_a_thing_is_handed_from_one_to_the_other() -> None:
    beats = (Action(HANA_ID, "give", thing=BOOK, towards=KEN_ID),)
    played = play(shot(*beats, seconds=5), cast=(HANA, KEN), props=(prop("book"),))
    book = played.performance.props[0].position
    holders = {person.id: person.holding for person in played.after.people}
    assert holders == {"hana": None, "ken": "book"}
    assert np.linalg.norm(np.diff(book, axis=0), axis=1).max() < 0.25


def test_the_mouth_moves_with_the_words_and_is_closed_without() -> None:
    beats = (Line(HANA_ID, "a"), Line(KEN_ID, "b"))
    said = (spoken("hana"), spoken("ken"))
    performance = play(shot(*beats, seconds=6), cast=(HANA, KEN), speech=said).performance
    times = np.arange(performance.frames) / 24
    for actor in performance.actors:
        own = [e for e in performance.speech if e.speech.who == actor.member.id]
        sounding = np.zeros(len(times), bool)
        for event in own:
            sounding |= (times >= event.start) & (times < event.end)
        assert (actor.face.opening[~sounding] == 0).all()
        assert (actor.face.viseme[~sounding] == 0).all()
        assert len(set(actor.face.viseme[sounding].tolist())) >= 4


def test_eyes_blink_with_an_in_between() -> None:
    lids = play(shot(seconds=10, present=("hana",))).performance.actors[0].face.lids
    shut = np.flatnonzero(lids < 0.1)
    assert 2 <= len(shut) <= 24
    assert all(0.2 < lids[f - 1] < 0.8 or lids[f - 1] < 0.1 for f in shut if f > 0)


def test_a_feeling_shows_and_stays() -> None:
    played = play(shot(Feeling(HANA_ID, "sad"), Line(HANA_ID, "a"), seconds=4), speech=(spoken("hana"),))
    face = played.performance.actors[0].face
    assert face.smile[-1] < -0.3
    assert face.brow_tilt[-1] > 0.5
    assert played.after.people[0].emotion == "sad"


def test_one_smiles_through_tears() -> None:
    beats = (Feeling(HANA_ID, "weeping"), Action(HANA_ID, "nod"), Feeling(HANA_ID, "happy"))
    face = play(shot(*beats, seconds=6)).performance.actors[0].face
    smiling = face.smile > 0.7
    assert smiling.any()
    assert face.tears[smiling][:12].min() > 0.7
    assert face.tears[-1] < face.tears[smiling][0], "they dry"


def test_speakers_are_looked_at() -> None:
    performance = play(
        shot(Line(KEN_ID, "b"), seconds=4, present=("hana", "ken")), cast=(HANA, KEN), speech=(spoken("ken"),)
    ).performance
    hana, ken = performance.actors
    frame = int((performance.speech[0].start + 0.8) * 24)
    head = joints(hana, frame)[skeleton.INDEX["head"]]
    to_ken = joint_path(ken, "head")[frame] - head[:3, 3]
    across = head[:3, 1]
    assert np.dot(to_ken, across) * float(hana.face.gaze[frame, 0]) >= -0.05
    assert np.dot(to_ken / np.linalg.norm(to_ken), head[:3, 0]) > 0.3
