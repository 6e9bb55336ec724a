"""The camera: it sees who and what is named, moves the right way, and stays out of walls."""

import msgspec
import numpy as np
import pytest
from rehearsal import HANA, KEN, ROOM, extra, in_frame, joint_path, play, prop, shot, spoken

from studio.engine.performance import Performance
from studio.engine.stage import kinds
from studio.timeline.film import Action, Camera, CastId, Line, PropId, Setting

HANA_ID, KEN_ID, BALL = CastId("hana"), CastId("ken"), PropId("ball")
FRAMINGS = ["extreme wide shot", "wide shot", "full shot", "medium shot", "medium close-up", "close-up", "two shot"]


def faces_in_frame(performance: Performance, frame: int, margin: float = 1.0) -> list[bool]:
    faces = [joint_path(actor, "head", (0.3, 0, 0.4))[frame] for actor in performance.actors]
    return [bool((np.abs(in_frame(performance, face, frame)) < margin).all()) for face in faces]


@pytest.mark.parametrize("framing", FRAMINGS)
@pytest.mark.parametrize("place", ["stage", "room", "neon_street"])
def test_the_subject_s_face_is_in_frame(framing: str, place: str) -> None:
    camera = Camera(framing, subject=HANA_ID)
    performance = play(
        shot(Line(HANA_ID, "a"), camera=camera, setting=Setting(place, place)), speech=(spoken("hana"),)
    ).performance
    for frame in (0, 60, 119):
        assert faces_in_frame(performance, frame, 0.9) == [True]


@pytest.mark.parametrize("framing", ["medium shot", "two shot", "full shot", "wide shot"])
def test_everybody_and_everything_named_is_in_frame(framing: str) -> None:
    what = shot(Line(HANA_ID, "a"), camera=Camera(framing), present=("hana", "ken", "ball"))
    performance = play(what, cast=(HANA, KEN), props=(prop("ball"),), speech=(spoken("hana"),)).performance
    for frame in (0, 60, 119):
        assert all(faces_in_frame(performance, frame))
        ball = performance.props[0].position[frame].astype(np.float64)
        assert (np.abs(in_frame(performance, ball, frame)) < 1).all()


def test_six_people_are_all_seen_and_none_hides_another() -> None:
    cast = tuple(extra(n) for n in range(6))
    what = shot(camera=Camera("wide shot"), present=tuple(member.id for member in cast))
    performance = play(what, cast=cast).performance
    faces = [in_frame(performance, joint_path(actor, "head", (0.3, 0, 0.4))[60], 60) for actor in performance.actors]
    assert all((np.abs(face) < 0.95).all() for face in faces)
    xs = sorted(float(face[0]) for face in faces)
    assert np.diff(xs).min() > 0.02


def test_a_wide_figure_is_a_third_to_a_half_of_the_frame_high() -> None:
    performance = play(shot(camera=Camera("wide shot"), present=("hana",))).performance
    top = in_frame(performance, joint_path(performance.actors[0], "head", (0, 0, 1))[0], 0)
    foot = in_frame(performance, performance.actors[0].root[0].astype(np.float64), 0)
    assert 0.33 < (top[1] - foot[1]) / 2 < 0.52


def test_a_close_face_is_about_half_of_the_frame_high_with_room_to_look_into() -> None:
    performance = play(shot(camera=Camera("close-up", subject=HANA_ID), present=("hana",))).performance
    actor = performance.actors[0]
    crown, chin = (in_frame(performance, joint_path(actor, "head", (0.2, 0, z))[0], 0) for z in (1.0, 0.0))
    assert 0.38 < (crown[1] - chin[1]) / 2 < 0.56
    nose, ear = (in_frame(performance, joint_path(actor, "head", (x, 0, 0.4))[0], 0) for x in (0.5, 0.0))
    looks = float(np.sign(nose[0] - ear[0]))
    assert looks * float(ear[0]) < 0


@pytest.mark.parametrize(
    ("move", "axis", "sign"),
    [
        ("pan left", 0, 1),
        ("pan right", 0, -1),
        ("tilt up", 1, -1),
        ("tilt down", 1, 1),
        ("track left", 0, 1),
        ("track right", 0, -1),
    ],
)
def test_the_picture_moves_the_right_way(move: str, axis: int, sign: int) -> None:
    performance = play(shot(camera=Camera("full shot", move), present=("hana",))).performance
    still = np.array([performance.actors[0].root[0, 0], performance.actors[0].root[0, 1], 0.9])
    first, last = in_frame(performance, still, 0), in_frame(performance, still, performance.frames - 1)
    assert sign * (last - first)[axis] > 0.15


@pytest.mark.parametrize(("move", "grows"), [("dolly in", 1), ("dolly out", -1), ("zoom in", 1), ("zoom out", -1)])
def test_going_in_makes_the_subject_larger(move: str, grows: int) -> None:
    performance = play(shot(camera=Camera("full shot", move), present=("hana",))).performance
    foot, head = performance.actors[0].root[0].astype(np.float64), np.array([0.0, 0.0, 1.5])
    sizes = [
        in_frame(performance, foot + head, f)[1] - in_frame(performance, foot, f)[1]
        for f in (0, performance.frames - 1)
    ]
    assert grows * np.log(sizes[1] / sizes[0]) > 0.12


def test_a_followed_walker_stays_in_the_middle() -> None:
    camera = Camera("full shot", "follow", subject=HANA_ID)
    performance = play(shot(Action(HANA_ID, "walk"), camera=camera, seconds=5)).performance
    head = joint_path(performance.actors[0], "head")
    places = np.array([in_frame(performance, head[f], f) for f in range(performance.frames)])
    assert np.ptp(places[:, 0]) < 0.5
    assert np.linalg.norm(performance.camera.eye[-1] - performance.camera.eye[0]) > 1


@pytest.mark.parametrize("place", ["room", "classroom", "neon_street", "forest", "rooftop", "shrine"])
@pytest.mark.parametrize("framing", ["wide shot", "medium shot", "close-up"])
def test_the_eye_is_above_the_ground_and_outside_everything(place: str, framing: str) -> None:
    setting = Setting(place, place)
    performance = play(shot(Action(HANA_ID, "walk"), camera=Camera(framing, "orbit"), setting=setting)).performance
    kind = kinds.set_of(setting)
    for eye in performance.camera.eye[::20]:
        assert eye[2] > 0.1
        assert kind.ceiling_m is None or eye[2] < kind.ceiling_m
        for solid in kind.solids:
            inside = np.abs(eye - np.array(solid.centre)) < np.array(solid.size) / 2
            assert not inside.all(), solid.name


def test_the_camera_keeps_to_one_side_of_two_people() -> None:
    sides: list[float] = []
    for framing, subject in (
        ("two shot", None),
        ("close-up", HANA_ID),
        ("close-up", KEN_ID),
        ("over the shoulder", HANA_ID),
    ):
        what = shot(camera=Camera(framing, subject=subject), present=("hana", "ken"), setting=ROOM)
        performance = play(what, cast=(HANA, KEN)).performance
        a, b = (actor.root[0, :2] for actor in performance.actors)
        to_eye = performance.camera.eye[0, :2] - a
        sides.append(float(np.sign((b - a)[0] * to_eye[1] - (b - a)[1] * to_eye[0])))
    assert len(set(sides)) == 1


def test_over_the_shoulder_shows_both_and_the_subject_larger_in_view_than_hidden() -> None:
    what = shot(Line(HANA_ID, "a"), camera=Camera("over the shoulder", subject=HANA_ID), present=("hana", "ken"))
    performance = play(what, cast=(HANA, KEN), speech=(spoken("hana"),)).performance
    assert faces_in_frame(performance, 60) == [True, True]
    hana, ken = (joint_path(actor, "head")[60] for actor in performance.actors)
    eye = performance.camera.eye[60]
    assert np.linalg.norm(ken - eye) < np.linalg.norm(hana - eye)


def test_a_close_up_of_a_speaker_who_stood_turned_away_shows_the_face_from_its_first_frame() -> None:
    away = play(shot(Action(HANA_ID, "walk", towards=PropId("ball")), seconds=5), props=(prop("ball"),))
    first = away.after.people[0]
    turned = msgspec.structs.replace(away.after, people=(msgspec.structs.replace(first, heading=1.6),))
    what = shot(Line(HANA_ID, "a"), camera=Camera("close-up", subject=HANA_ID), name="2")
    performance = play(what, props=(prop("ball"),), before=turned, speech=(spoken("hana"),)).performance
    for frame in (0, 30, 60, 119):
        nose, back = (joint_path(performance.actors[0], "head", (x, 0, 0.4))[frame] for x in (0.4, 0.0))
        to_eye = performance.camera.eye[frame] - nose
        front = nose - back
        angle = np.degrees(np.arccos(front[:2] @ to_eye[:2] / np.linalg.norm(front[:2]) / np.linalg.norm(to_eye[:2])))
        assert angle < 55
