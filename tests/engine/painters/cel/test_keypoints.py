"""Keypoints: on the joints and faces that are painted, and seen only where they are."""

import math

import numpy as np
import pytest
from cel_shots import actor, camera, member, performance, prop_track, turn
from pass_geometry import projected

from studio.engine.painters.cel.pose import actor_transforms
from studio.engine.painters.painter import Pass, Sight, Size
from studio.engine.skeleton import INDEX

SIZE = Size(480, 270)
WANTED = frozenset({Pass.POSE, Pass.ID})
HAND_R, HAND_L, FACE = slice(18, 39), slice(39, 60), slice(60, 130)


def posed(cel, shot):
    frame = cel.open(shot, SIZE).frame(0, passes=WANTED)
    return frame, {person.number: person for person in frame.pose}


def close(actors=None, props=(), **eye):
    who = actors or [actor(member("hana"))]
    return performance(who, props, camera(eye=(0.0, -2.6, 1.2), target=(0.0, 0.0, 0.95), fov=0.75))


def test_seen_keypoints_lie_on_their_owner_and_none_on_anybody_else(cel):
    pair = [actor(member("hana"), at=(-0.15, 0.0)), actor(member("ken", build="boy"), at=(0.2, 0.5))]
    frame, people = posed(cel, close(pair, [prop_track(at=(-0.2, -0.4, 0.9))]))
    assert set(people) == {2, 3}
    for number, person in people.items():
        column, row = np.floor(person.points).astype(int).T
        inside = person.sight > Sight.OUTSIDE
        under = frame.id[np.clip(row, 0, SIZE.height - 1), np.clip(column, 0, SIZE.width - 1)]
        assert (under[person.sight >= Sight.COVERED] == number).all()
        assert (under[person.sight == Sight.HIDDEN] != number).all()
        assert ((row >= 0) & (row < SIZE.height) & (column >= 0) & (column < SIZE.width) == inside).all()
    assert (people[2].sight == Sight.SEEN).mean() > 0.8
    assert (people[3].sight == Sight.HIDDEN).any()


def test_joints_are_the_skeletons_and_right_is_the_persons_own(cel):
    shot = close()
    person = posed(cel, shot)[1][2]
    joints = actor_transforms(shot.actors[0], 0)[:, :, 3]
    for number, name in ((2, "upper_arm_r"), (4, "hand_r"), (7, "hand_l"), (9, "shin_r"), (13, "foot_l")):
        x, y, _ = projected(shot.camera, 0, SIZE, joints[INDEX[name]])
        assert person.points[number] == pytest.approx([x, y], abs=0.01)
    x = person.points[:, 0]
    assert x[2] < x[1] < x[5]
    assert x[16] < x[14] < x[0] < x[15] < x[17]
    assert x[HAND_R].max() < x[HAND_L].min()


def test_the_face_is_where_it_is_painted(cel):
    frame, people = posed(cel, close())
    face = people[2].points[FACE]
    jaw, eyes, mouth, pupils = face[:17], face[36:48], face[48:68], face[68:]
    assert (np.diff(jaw[:, 0]) > 0).all()
    assert np.argmax(jaw[:, 1]) == 8
    assert eyes[:, 1].max() < face[30, 1] < mouth[:, 1].min()
    for column, row in np.floor(pupils).astype(int):
        assert frame.colour[row - 1 : row + 2, column - 1 : column + 2].mean() < 130  # the iris, darker than skin
    assert np.allclose(pupils[:, 1].mean(), eyes[:, 1].mean(), atol=2)


def test_who_turns_away_shows_no_face(cel):
    away = posed(cel, close([actor(member("hana"), heading=math.pi / 2)]))[1][2]
    assert (away.sight[FACE] != Sight.SEEN).all()
    assert (away.sight[[0, 14, 15]] != Sight.SEEN).all()
    assert (away.sight[1:14] >= Sight.COVERED).all()


def test_what_is_behind_something_is_hidden_and_what_is_behind_oneself_is_covered(cel):
    _, people = posed(cel, close(props=[prop_track(at=(0.0, -0.5, 1.25))]))
    assert people[2].sight[0] == Sight.HIDDEN
    behind = {"upper_arm_r": turn((0, 1, 0), 35), "forearm_r": turn((0, 0, 1), 60)}
    _, people = posed(cel, close([actor(member("hana"), heading=0.0, pose=behind)]))
    seen_from_her_right = people[2].sight
    assert seen_from_her_right[4] == Sight.SEEN
    assert seen_from_her_right[5] == Sight.COVERED
