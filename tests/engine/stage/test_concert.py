"""What begins together is seen together: hands over legs, two people at once, words over what is done."""

import numpy as np
from rehearsal import HANA, KEN, joint_path, play, shot, spoken

from studio.timeline.film import Action, Line, Onset

WITH, AFTER = Onset.WITH, Onset.AFTER


def test_a_hand_waves_while_the_body_walks() -> None:
    """The hand is above the head while the root moves on."""
    beats = (Action(HANA.id, "walk"), Action(HANA.id, "wave", onset=WITH))
    actor = play(shot(*beats, seconds=4)).performance.actors[0]
    speed = np.linalg.norm(np.gradient(actor.root[:, :2], 1 / 24, axis=0), axis=1)
    hands = np.maximum(joint_path(actor, "hand_r")[:, 2], joint_path(actor, "hand_l")[:, 2])
    raised = hands > joint_path(actor, "head")[:, 2]
    assert (raised & (speed > 0.5)).sum() > 24


def test_two_people_act_at_the_same_time() -> None:
    """One dances, hands swinging, while the other is in the air."""
    beats = (Action(HANA.id, "dance"), Action(KEN.id, "jump", onset=WITH))
    hana, ken = play(shot(*beats, seconds=4, present=("hana", "ken")), cast=(HANA, KEN)).performance.actors
    swing = np.linalg.norm(np.gradient(joint_path(hana, "hand_l"), 1 / 24, axis=0), axis=1)
    flying = ken.lift > 0.1
    assert flying.any()
    assert swing[flying].mean() > 0.4


def test_both_leave_the_ground_within_a_few_frames() -> None:
    beats = (Action(HANA.id, "jump"), Action(KEN.id, "jump", onset=WITH))
    hana, ken = play(shot(*beats, seconds=3, present=("hana", "ken")), cast=(HANA, KEN)).performance.actors
    starts = [int(np.argmax(actor.lift > 0.1)) for actor in (hana, ken)]
    assert min(starts) > 0
    assert abs(starts[0] - starts[1]) <= 5


def test_what_waits_begins_once_all_is_over() -> None:
    beats = (Action(HANA.id, "jump"), Action(KEN.id, "jump", onset=AFTER))
    hana, ken = play(shot(*beats, seconds=5, present=("hana", "ken")), cast=(HANA, KEN)).performance.actors
    assert np.argmax(ken.lift > 0.1) > np.flatnonzero(hana.lift > 0.1)[-1]


def test_a_line_is_spoken_on_the_way() -> None:
    beats = (Action(HANA.id, "walk"), Line(HANA.id, "Goodbye", onset=WITH))
    performance = play(shot(*beats, seconds=4), speech=(spoken("hana", 1.5),)).performance
    (line,) = performance.speech
    frames = slice(int(line.start * 24), int(line.end * 24))
    root = performance.actors[0].root[frames, :2]
    assert np.linalg.norm(root[-1] - root[0]) > 0.8


def test_two_who_walk_together_go_the_same_way() -> None:
    beats = (Action(HANA.id, "walk"), Action(KEN.id, "walk", onset=WITH))
    actors = play(shot(*beats, seconds=4, present=("hana", "ken")), cast=(HANA, KEN)).performance.actors
    ways = [actor.root[-1, :2] - actor.root[0, :2] for actor in actors]
    assert np.dot(*ways) / (np.linalg.norm(ways[0]) * np.linalg.norm(ways[1])) > 0.9
