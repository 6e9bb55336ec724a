"""What an editor asks of every set-up: one side of the line, nobody cut at a joint, nothing in the way."""

from itertools import combinations

import numpy as np
import pytest
from rehearsal import HANA, KEN, ROOM, extra, in_frame, joint_path, play, prop, shot, spoken

from studio.engine.performance import Actor, Performance
from studio.engine.stage import kinds
from studio.engine.stage.obstruction import sights_of
from studio.engine.vocabulary import set_kinds
from studio.timeline.film import Action, Camera, CastId, Line, PropId, Setting

HANA_ID, KEN_ID = CastId("hana"), CastId("ken")
BOTH = ("hana", "ken")
PLACES = ["stage", "room", "classroom", "neon_street", "beach", "kitchen"]


def talking(framing: str, subject: CastId, place: str = "stage", seed: int = 1) -> Performance:
    camera = Camera(framing, subject=subject)
    what = shot(Line(subject, "a"), camera=camera, present=BOTH, setting=Setting(place, place), seconds=3)
    return play(what, cast=(HANA, KEN), speech=(spoken(subject),), seed=seed).performance


def actor_of(performance: Performance, who: CastId) -> Actor:
    return next(actor for actor in performance.actors if actor.member.id == who)


def looks_right(performance: Performance, who: CastId) -> float:
    """> 0 where the face of somebody looks to the right of the picture, averaged over the shot."""
    actor = actor_of(performance, who)
    nose, ear = (joint_path(actor, "head", (x, 0, 0.4)) for x in (0.5, 0.0))
    frames = range(0, performance.frames, 8)
    return float(np.mean([(in_frame(performance, nose[f], f) - in_frame(performance, ear[f], f))[0] for f in frames]))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("seed", [1, 2])
def test_two_who_talk_look_at_each_other_across_the_cut(place: str, seed: int) -> None:
    framings = ["medium close-up", "close-up"]
    looks = {who: [looks_right(talking(f, who, place, seed), who) for f in framings] for who in (HANA_ID, KEN_ID)}
    assert all(one > 0 for one in looks[HANA_ID]) != all(one > 0 for one in looks[KEN_ID])
    for sides in looks.values():
        assert len({one > 0 for one in sides}) == 1


def cut_height(performance: Performance, who: CastId, frame: int) -> float:
    """How high above somebody's feet the lower edge of the picture cuts them, metres; below 0: not at all."""
    foot = actor_of(performance, who).root[frame].astype(np.float64)
    heights = np.linspace(-0.3, 1.9, 221)
    seen = [in_frame(performance, foot + np.array([0, 0, z]), frame)[1] > -1 for z in heights]
    return float(heights[seen.index(True)])


@pytest.mark.parametrize("framing", ["cowboy shot", "medium shot", "medium close-up", "close-up", "full shot"])
@pytest.mark.parametrize("place", ["stage", "neon_street"])
def test_no_frame_cuts_its_subject_at_a_joint(framing: str, place: str) -> None:
    camera = Camera(framing, subject=HANA_ID)
    what = shot(camera=camera, present=("hana",), setting=Setting(place, place), seconds=3)
    performance = play(what).performance
    actor = performance.actors[0]
    cut = cut_height(performance, HANA_ID, 36)
    for joint in ("shin_l", "foot_l", "neck", "forearm_l"):
        height = float(joint_path(actor, joint)[36, 2])
        assert cut < 0.02 or abs(cut - height) > 0.02, joint


@pytest.mark.parametrize("framing", ["medium shot", "medium close-up", "close-up"])
def test_there_is_room_above_the_head_and_before_the_face(framing: str) -> None:
    performance = talking(framing, HANA_ID)
    actor = actor_of(performance, HANA_ID)
    crown, face = (joint_path(actor, "head", offset) for offset in ((0.0, 0.0, 1.0), (0.25, 0.0, 0.42)))
    top, middle = in_frame(performance, crown[36], 36), in_frame(performance, face[36], 36)
    assert top[1] < 1.02
    assert looks_right(performance, HANA_ID) * middle[0] < 0.02


def test_a_low_angle_at_the_ground_really_looks_up() -> None:
    for angle, least in (("low angle", 14), ("worm's eye", 25)):
        what = shot(camera=Camera("full shot", angle=angle, subject=HANA_ID), present=("hana",))
        performance = play(what).performance
        camera = performance.camera
        view = (camera.target - camera.eye)[0]
        assert np.degrees(np.arcsin(view[2] / np.linalg.norm(view))) > least
        head = joint_path(performance.actors[0], "head")[0]
        assert (np.abs(in_frame(performance, head, 0)) < 1).all()


def test_a_thing_on_a_table_is_looked_down_on() -> None:
    what = shot(camera=Camera("insert", subject=PropId("teapot")), present=("hana", "teapot"), setting=ROOM)
    performance = play(what, props=(prop("teapot"),)).performance
    assert performance.camera.eye[0, 2] > performance.props[0].position[0, 2] + 0.05
    assert np.degrees(performance.camera.fov_y[0]) < 50


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_who_goes_out_to_one_side_comes_in_from_the_other(seed: int) -> None:
    out = play(shot(Action(HANA_ID, "leave"), seconds=5), seed=seed)
    left = out.performance.actors[0].root
    way = float(np.sign(left[-1, 0] - left[0, 0]))
    arrives = shot(Action(HANA_ID, "enter"), setting=Setting("beach", "beach"), seconds=5, name="2")
    came = play(arrives, before=out.after, seed=seed).performance.actors[0].root
    assert way * (came[-1, 0] - came[0, 0]) > 0.5


@pytest.mark.parametrize("place", list(set_kinds())[::3])
def test_nobody_stands_in_anybody_or_in_anything(place: str) -> None:
    what = shot(camera=Camera("wide shot"), setting=Setting(place, place), present=(*BOTH, "extra5"), seconds=1)
    performance = play(what, cast=(HANA, KEN, extra(5))).performance
    at = [actor.root[-1].astype(np.float64) for actor in performance.actors]
    assert all(np.linalg.norm(a - b) > 0.5 for a, b in combinations(at, 2))
    for left, right, near, far in kinds.floor_boxes(kinds.set_of(Setting(place, place))):
        assert not any(left < x < right and near < y < far for x, y, _ in at)
    sights = sights_of(place)
    if sights is not None:
        assert not sights.blocked(np.array(at) + np.array([0.0, 0.0, 0.9])).any()
