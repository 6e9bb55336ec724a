"""The control image: OpenPose's own colours, in its own order."""

import json

import numpy as np

from studio.engine.painters.openpose import draw_pose, pose_json
from studio.engine.painters.painter import PosedPerson, Sight, Size

SIZE = Size(512, 512)
BODY = [(256, 60), (256, 120), (200, 120), (170, 200), (160, 280), (312, 120), (342, 200), (352, 280), (226, 290)]
BODY += [(220, 380), (216, 470), (286, 290), (292, 380), (296, 470), (244, 48), (268, 48), (228, 56), (284, 56)]


def person(sight=Sight.SEEN, **others):
    points = np.zeros((130, 2), np.float32)
    points[:18] = BODY
    points[18:39] = np.linspace((20, 300), (120, 400), 21)
    points[39:60] = np.linspace((400, 300), (500, 400), 21)
    points[60:] = np.linspace((20, 20), (140, 20), 70)
    seen = np.full(130, int(sight), np.uint8)
    for number, how in others.items():
        seen[int(number.removeprefix("p"))] = how
    return PosedPerson(2, points, seen)


def test_joints_and_limbs_have_the_colours_models_know():
    picture = draw_pose((person(),), SIZE)
    assert picture[60, 256].tolist() == [255, 0, 0]  # nose
    assert picture[280, 352].tolist() == [0, 255, 85]  # left wrist
    assert picture[470, 216].tolist() == [0, 170, 255]  # right ankle
    assert picture[240, 165].tolist() == [153, 153, 0]  # right forearm, six tenths of (255, 255, 0)
    assert picture[90, 256].tolist() == [0, 0, 153]  # neck to nose
    assert picture[20, 20].tolist() == [255, 255, 255]
    assert picture[300, 20].tolist() == [0, 0, 255]
    assert not picture[500].any()


def test_hidden_joints_are_left_out_and_covered_ones_are_not():
    hidden = draw_pose((person(p4=Sight.HIDDEN),), SIZE)
    assert not hidden[240, 165].any()
    covered = draw_pose((person(p4=Sight.COVERED, p0=Sight.COVERED),), SIZE)
    assert covered[240, 165].tolist() == [153, 153, 0]
    assert not covered[90, 256].any()  # nobody guesses a nose from behind


def test_strokes_grow_with_the_picture():
    small, large = draw_pose((person(),), SIZE), draw_pose((person(),), Size(1024, 1024))
    assert np.count_nonzero(large[60, 240:273, 0] == 255) > np.count_nonzero(small[60, 240:273, 0] == 255) * 1.5


def test_the_json_is_openposes():
    told = json.loads(pose_json((person(p4=Sight.HIDDEN, p7=Sight.OUTSIDE),), {2: "hana"}, SIZE))
    assert (told["canvas_width"], told["canvas_height"]) == (512, 512)
    one = told["people"][0]
    assert (one["id"], one["number"]) == ("hana", 2)
    assert one["pose_keypoints_2d"][:3] == [256.0, 60.0, 1.0]
    assert one["pose_keypoints_2d"][14] == 0.5
    assert one["pose_keypoints_2d"][23] == 0.0
    assert [len(one[f"{part}_keypoints_2d"]) for part in ("pose", "face", "hand_left", "hand_right")] == [
        *(54, 210, 63, 63)
    ]
