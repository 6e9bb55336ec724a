"""The world from shot to shot, the clock within one, and odd requests."""

import time
from itertools import pairwise

import msgspec
import numpy as np
import pytest
from rehearsal import HANA, KEN, ROOM, STAGE, play, prop, shot, spoken

from studio.engine.stage.callsheet import CallSheet
from studio.engine.stage.perform import perform
from studio.engine.stop import StopToken
from studio.errors import Stopped
from studio.timeline.film import Action, Camera, CastId, Line, PropId
from studio.timeline.world import World

HANA_ID, KEN_ID, BALL, BOOK = CastId("hana"), CastId("ken"), PropId("ball"), PropId("book")


def test_a_shot_begins_where_the_last_one_ended() -> None:
    first = play(shot(Action(HANA_ID, "walk"), Action(HANA_ID, "drop", thing=BALL)), props=(prop("ball"),))
    second = play(shot(Action(HANA_ID, "wave"), name="2"), props=(prop("ball"),), before=first.after)
    a, b = first.performance, second.performance
    assert np.allclose(a.actors[0].root[-1, :2], b.actors[0].root[0, :2], atol=0.06)
    assert np.cos(a.actors[0].heading[-1] - b.actors[0].heading[0]) > 0.99
    way = np.linalg.norm(b.props[0].position[0] - a.props[0].position[-1])
    assert way < 2 * np.linalg.norm(np.diff(a.props[0].position[-3:], axis=0), axis=1).max() + 1e-4


def test_one_who_sat_still_sits() -> None:
    first = play(shot(Action(HANA_ID, "sit"), setting=ROOM, seconds=6))
    second = play(shot(Line(HANA_ID, "a"), setting=ROOM, name="2"), before=first.after, speech=(spoken("hana"),))
    assert second.performance.actors[0].lift[0] == pytest.approx(float(first.performance.actors[0].lift[-1]), abs=0.02)
    assert second.after.people[0].posture == "sitting"


def test_a_thing_left_behind_is_there_again() -> None:
    props = (prop("book"),)
    left = play(shot(Action(HANA_ID, "put_down", thing=BOOK), setting=ROOM), props=props)
    away = play(shot(Action(HANA_ID, "walk"), setting=STAGE, name="2"), props=props, before=left.after)
    assert away.performance.props == ()
    back = play(shot(Action(HANA_ID, "wave"), setting=ROOM, name="3"), props=props, before=away.after)
    assert np.allclose(back.performance.props[0].position[0], left.performance.props[0].position[-1], atol=1e-4)


def test_what_is_held_goes_along_to_the_next_place() -> None:
    props = (prop("umbrella"),)
    first = play(shot(Action(HANA_ID, "hold", thing=PropId("umbrella")), setting=ROOM), props=props)
    second = play(shot(Action(HANA_ID, "walk"), setting=STAGE, name="2"), props=props, before=first.after)
    assert second.after.person("hana").holding == "umbrella"  # pyright: ignore[reportOptionalMemberAccess]
    assert second.after.thing("umbrella").place == "stage"  # pyright: ignore[reportOptionalMemberAccess]
    assert (second.performance.props[0].position[:, 2] > 1.2).all()


def test_those_who_are_elsewhere_stay_on_record() -> None:
    first = play(shot(present=("hana", "ken"), setting=ROOM), cast=(HANA, KEN))
    second = play(shot(Action(HANA_ID, "walk"), setting=STAGE, name="2"), cast=(HANA,), before=first.after)
    ken = second.after.person("ken")
    assert ken is not None
    assert ken.place == ROOM.place


def test_nothing_starts_inside_anything() -> None:
    kinds = ("bench", "box", "vase", "chair", "table", "book")
    performance = play(
        shot(present=("hana", "ken", *kinds), setting=ROOM), cast=(HANA, KEN), props=tuple(prop(k) for k in kinds)
    ).performance
    for actor in performance.actors:
        for track in performance.props:
            assert np.linalg.norm(track.position[0, :2] - actor.root[0, :2]) > 0.3
    for number, one in enumerate(performance.props):
        for other in performance.props[number + 1 :]:
            assert np.linalg.norm(one.position[0] - other.position[0]) > 0.15


def test_lines_are_inside_the_shot_and_do_not_overlap() -> None:
    beats = (Action(HANA_ID, "walk", towards=KEN_ID), Line(HANA_ID, "a"), Action(KEN_ID, "nod"), Line(KEN_ID, "b"))
    said = (spoken("hana", 1.4), spoken("ken", 1.8))
    performance = play(shot(*beats, seconds=6), cast=(HANA, KEN), speech=said).performance
    first, second = performance.speech
    assert first.start >= 0.15
    assert first.end == first.start + first.speech.duration
    assert second.start >= first.end
    assert second.end <= 6


def test_too_much_dialogue_starts_early_and_says_so() -> None:
    said = (spoken("hana", 2.0), spoken("ken", 2.0))
    played = play(shot(Line(HANA_ID, "a"), Line(KEN_ID, "b"), seconds=3), cast=(HANA, KEN), speech=said)
    assert played.performance.speech[0].start == pytest.approx(0.15)
    assert all(event.end <= 3 for event in played.performance.speech)
    assert any("dialogue" in note for note in played.notes)


def test_dialogue_that_just_fits_is_not_cut() -> None:
    said = tuple(spoken("hana", 0.9) for _ in range(3))
    beats = (Action(HANA_ID, "walk"), *(Line(HANA_ID, "a") for _ in range(3)))
    played = play(shot(*beats, seconds=3), speech=said)
    events = played.performance.speech
    assert all(later.start >= earlier.end for earlier, later in pairwise(events))
    assert events[-1].end <= 3
    assert played.notes == ()


def test_the_same_request_gives_the_same_bits_and_another_seed_does_not() -> None:
    what = shot(Action(HANA_ID, "walk"), Action(HANA_ID, "throw", thing=BALL))
    runs = [play(what, props=(prop("ball"),), seed=seed) for seed in (3, 3, 4)]
    packed = [
        (
            r.performance.actors[0].joints.tobytes(),
            r.performance.props[0].position.tobytes(),
            msgspec.json.encode(r.after),
        )
        for r in runs
    ]
    assert packed[0] == packed[1]
    assert runs[0].performance.contacts == runs[1].performance.contacts
    assert packed[0][0] != packed[2][0]


def test_nobody_at_all() -> None:
    performance = play(shot(camera=Camera("wide shot", "pan left"), seconds=2), cast=()).performance
    assert performance.frames == 48
    assert np.isfinite(performance.camera.eye).all()


@pytest.mark.parametrize("motion", ["walk", "sit", "jump", "dance", "throw", "pick_up", "fall", "nonsense"])
def test_a_shot_of_one_frame(motion: str) -> None:
    performance = play(shot(Action(HANA_ID, motion, thing=BALL), seconds=0.04), props=(prop("ball"),)).performance
    assert performance.frames == 1
    assert np.isfinite(performance.actors[0].joints).all()


def test_a_motion_without_acting_is_a_gesture_and_a_note() -> None:
    played = play(shot(Action(HANA_ID, "nonsense", words="levitates")))
    assert any("levitates" in note for note in played.notes)


def test_an_actor_who_is_not_there_is_noted() -> None:
    played = play(shot(Action(CastId("ghost"), "walk", words="the ghost walks")))
    assert any("ghost" in note for note in played.notes)


def test_five_minutes_without_words_are_played_quickly() -> None:
    begun = time.process_time()
    performance = play(
        shot(Action(HANA_ID, "walk"), seconds=300, present=("hana", "box")), props=(prop("box"),)
    ).performance
    assert performance.frames == 7200
    assert time.process_time() - begun < 6


def test_a_stopped_job_ends_at_once() -> None:
    token = StopToken()
    token.stop()
    with pytest.raises(Stopped):
        perform(CallSheet(shot(Action(HANA_ID, "walk")), (HANA,), (), 24, 1), World(), (), token)
