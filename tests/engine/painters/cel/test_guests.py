import dataclasses
import sys
from pathlib import Path

import numpy as np
import pytest
from cel_shots import actor, camera, face, member, performance, prop_track, turn
from msgspec.structs import replace

from studio.engine.media.gltf.character import proportions, read_character
from studio.engine.models import character_taken_in, thing_taken_in
from studio.engine.painters.cel.figures import build_figure
from studio.engine.painters.cel.guests.faces import eyes_of, weights_of
from studio.engine.painters.cel.guests.motion import Motion
from studio.engine.painters.cel.guests.rig import rig_of
from studio.engine.painters.cel.guests.skin import Skin, Worn
from studio.engine.painters.cel.swing import transforms_of
from studio.engine.painters.cel.vrm import vrm_file, vrm_steps
from studio.engine.painters.cel.vrm.hanging import rigging_of
from studio.engine.painters.painter import Pass, Size
from studio.engine.performance import Marks, Viseme
from studio.engine.skeleton import INDEX, joint_transforms, rest_joints
from studio.engine.vocabulary import made
from studio.timeline.film import Prop, PropId

sys.path.append(str(Path(__file__).parents[3] / "engine" / "media"))
from gltf_by_hand import OPENS, box_file, old_vrm

SIZE = Size(240, 320)
HANA = member("hana", hair_style="long", outfit="sailor")


def played_by(who, path):
    model, height = character_taken_in(path)
    return replace(who, look=replace(who.look, model=model, height_m=height))


@pytest.fixture(scope="session")
def lent(tmp_path_factory):
    path = tmp_path_factory.mktemp("vrm") / "hana.vrm"
    path.write_bytes(vrm_file(HANA, "The studio"))
    return path


@pytest.fixture(scope="session")
def blocks(tmp_path_factory):
    path = tmp_path_factory.mktemp("old") / "blocks.vrm"
    path.write_bytes(old_vrm())
    return path


def painted(cel, people, props=(), eye=(0.0, -4.2, 1.1), target=(0.0, 0.0, 0.85)):
    shot = performance(people, props, camera(eye=eye, target=target, fov=0.5))
    frame = cel.open(shot, SIZE).frame(0, passes=frozenset(Pass))
    return frame.colour.astype(float), frame.id


POSES = {
    "standing": {},
    "waving and walking": {
        "upper_arm_r": turn((1, 0, 0), -120),
        "forearm_r": turn((0, 1, 0), -40),
        "thigh_l": turn((0, 1, 0), -35),
        "shin_l": turn((0, 1, 0), 30),
        "head": turn((0, 0, 1), 25),
        "spine": turn((0, 1, 0), 10),
    },
}


@pytest.mark.parametrize("pose", POSES)
def test_a_member_sent_out_and_taken_in_again_is_drawn_as_before(cel, lent, pose):
    own, own_ids = painted(cel, [actor(HANA, pose=POSES[pose], heading=-1.2)])
    back, back_ids = painted(cel, [actor(played_by(HANA, lent), pose=POSES[pose], heading=-1.2)])
    ours, theirs = own_ids == 2, back_ids == 2
    assert (ours & theirs).sum() / (ours | theirs).sum() > 0.95
    inside = ours & theirs
    off = np.abs(own - back)[inside].mean(1)
    assert off.mean() < 14
    assert (off < 40).mean() > 0.9


@pytest.mark.parametrize(
    ("hair", "outfit", "build"),
    [
        ("bun", "kimono", "elder"),
        ("topknot", "robe", "boy"),
        ("ponytail", "sports", "woman"),
        ("spiky", "apron", "man"),
    ],
)
def test_no_bone_of_a_member_sent_out_pulls_a_vertex_twice(hair, outfit, build):
    rigging = rigging_of(build_figure(member("somebody", hair_style=hair, outfit=outfit, build=build)))
    pulls = np.where(rigging.weights > 0, rigging.bones.astype(int), -1 - np.arange(4))
    assert all(len(set(vertex)) == 4 for vertex in pulls.tolist())
    assert np.allclose(rigging.weights.sum(1), 1, atol=1e-6)


def test_a_member_sent_out_keeps_their_measures(lent):
    back = played_by(HANA, lent).look
    assert np.allclose(rest_joints(back), rest_joints(HANA.look), atol=1e-4)
    assert back.height_m == pytest.approx(HANA.look.height_m, abs=1e-3)


def test_a_face_sent_out_still_speaks_smiles_and_blinks(cel, lent):
    who = played_by(HANA, lent)
    close = {"eye": (0.0, -1.0, 1.4), "target": (0.0, 0.0, 1.4)}

    def shown(**change):
        still = face(1)
        return painted(cel, [actor(who, showing=_changed(still, **change))], **close)[0]

    rest = shown()
    for change in (
        {"viseme": Viseme.A, "opening": 1.0},
        {"lids": 0.0},
        {"smile": 1.0, "brow_raise": 0.35},
        {"gaze": 1.0},
    ):
        moved = np.abs(shown(**change) - rest).max(2) > 30
        assert 20 < moved.sum() < 0.1 * moved.size, change


def _changed(still, **values):
    for name, value in values.items():
        getattr(still, name)[...] = value
    return still


def test_an_old_character_walks_in_on_the_studios_skeleton(cel, blocks):
    who = played_by(member("bo"), blocks)
    _, ids = painted(cel, [actor(who)], eye=(0.0, -5.0, 0.9), target=(0.0, 0.0, 0.8))
    colour, _ = painted(cel, [actor(who)], eye=(0.0, -5.0, 0.9), target=(0.0, 0.0, 0.8))
    rows, columns = np.nonzero(ids == 2)
    assert np.ptp(rows) > 2.8 * np.ptp(columns)  # arms let down from where the file has them
    head = colour[rows.min() : rows.min() + np.ptp(rows) // 5]
    assert ((head[..., 0] > 150) & (head[..., 1] < 90)).any()  # the red mouth faces us


def test_hands_of_a_guest_are_where_the_stage_puts_them(blocks):
    character = read_character(blocks)
    who = played_by(member("bo"), blocks)
    pose = {"upper_arm_l": turn((0, 1, 0), -70), "forearm_l": turn((0, 1, 0), -50), "spine": turn((0, 0, 1), 15)}
    playing = actor(who, pose=pose, heading=0.4, at=(1.0, 2.0))
    matrices = _motion(character, playing).matrices(0, eyes_of(playing.face, 0, character.told.gaze))
    joints = joint_transforms(rest_joints(who.look), playing.joints[0], playing.root[0], 0.4, 0.0)
    for bone, joint in (
        ("leftHand", "hand_l"),
        ("rightLowerArm", "forearm_r"),
        ("head", "head"),
        ("leftLowerLeg", "shin_l"),
    ):
        slot = character.told.bones[bone]
        at = matrices[slot] @ np.array([*character.tree.rest[slot, :3, 3], 1.0])
        assert at == pytest.approx(joints[INDEX[joint], :3, 3], abs=2e-3), bone


def _motion(character, playing, fps=24):
    transforms = transforms_of(playing)
    return Motion(character, rig_of(character), transforms, np.zeros((len(transforms), 3)), fps)


def test_a_spoken_a_opens_the_mouth_as_the_files_own_shape_does(blocks):
    character = read_character(blocks)
    told = character.told
    speaking = face(1, viseme=Viseme.A, opening=1.0)
    weights = weights_of(speaking, 0, told.expressions, told.gaze)
    assert weights == {"aa": 1.0}
    skin = Skin(Worn(character.geometry, character.coats, told.expressions))
    still = _motion(character, actor(member("bo"))).matrices(0, eyes_of(speaking, 0, told.gaze))
    shut, opened = (skin.vertices(still, one)["in_position"] for one in ({}, weights))
    assert (shut - opened)[:, 2].max() == pytest.approx(OPENS, abs=1e-3)
    assert (np.abs(shut - opened).max(1) > 1e-4).sum() == 12


def test_a_tail_swings_behind_a_walk_and_hangs_when_it_is_over(blocks):
    character = read_character(blocks)
    joints, _ = proportions(character)
    assert joints[INDEX["head"], 2] == pytest.approx(1.32)
    who = played_by(member("bo"), blocks)
    frames = 60
    playing = actor(who, frames=frames, heading=0.0, walk=0.06)
    playing.root[30:, 0] = playing.root[30, 0]
    motion = _motion(character, playing)
    node = next(n for n, name in enumerate(character.tree.names) if name == "tail2")
    rest = np.array([*character.tree.rest[node, :3, 3], 1.0])
    eyes = eyes_of(playing.face, 0, character.told.gaze)
    behind = np.array([(motion.matrices(f, eyes)[node] @ rest)[0] - playing.root[f, 0] for f in range(frames)])
    assert behind[20:29].mean() < behind[0] - 0.03  # blown back while walking
    assert abs(behind[-1] - behind[0]) < 0.02


def test_a_prop_of_a_file_has_its_size_and_colours(cel, tmp_path):
    path = tmp_path / "box.glb"
    path.write_bytes(box_file((0.4, 0.5, 0.3), picture=np.full((4, 4, 3), (40, 180, 60), np.uint8)))
    model = thing_taken_in(path)
    prop = Prop(PropId("box"), "box", "box", model=model)
    assert made(prop).size_m == pytest.approx((0.3, 0.4, 0.5))
    track = prop_track("box", at=(0.0, 0.0, 0.25))
    colour, ids = painted(
        cel, (), [type(track)(prop, track.position, track.orientation)], eye=(0.0, -3.0, 0.25), target=(0, 0, 0.25)
    )
    rows, columns = np.nonzero(ids == 2)
    assert np.ptp(rows) / np.ptp(columns) == pytest.approx(0.5 / 0.3, abs=0.08)
    middle = colour[ids == 2].mean(0)
    assert middle[1] > 1.6 * middle[0]
    assert middle[1] > 1.6 * middle[2]


FEELINGS = {
    "blush": ((242, 112, 124), {"blush": 1.0}),
    "tears": ((169, 216, 246), {"tears": 1.0}),
    "sweat": ((169, 220, 246), {"sweat": 1.0}),
    "vein": ((226, 58, 63), {"vein": 1.0}),
}


@pytest.mark.parametrize("feeling", FEELINGS)
@pytest.mark.parametrize("file", ["lent", "blocks"])
def test_feelings_that_a_file_has_no_pictures_of_are_drawn_on_its_head(cel, request, file, feeling):
    colour, values = FEELINGS[feeling]
    who = played_by(HANA, request.getfixturevalue(file))

    def shown(**change):
        still = face(1)
        marks = Marks(**{name: np.zeros(1, np.float32) for name in Marks.__dataclass_fields__})
        for name, value in change.items():
            getattr(marks if hasattr(marks, name) else still, name)[...] = value
        playing = actor(who, heading=-1.45, showing=dataclasses.replace(still, marks=marks))
        return painted(cel, [playing], eye=(0.0, -1.2, 1.45), target=(0.0, 0.0, 1.45))

    (plain, _), (felt, ids) = shown(), shown(**values)
    near = np.abs(felt - colour).max(axis=2) < 60
    drawn = near & (np.abs(felt - plain).max(axis=2) > 25)
    assert 20 < drawn.sum() < 0.04 * drawn.size
    assert (ids[drawn] == 2).mean() > 0.9, "it belongs to who feels it"
    if feeling in ("blush", "tears"):
        columns = np.nonzero(drawn)[1]
        assert columns.min() < SIZE.width / 2 < columns.max(), "on both cheeks"


def test_a_member_is_sent_out_in_small_steps_between_which_others_have_their_turn(lent):
    taken, sent = [], []

    def sending():
        sent.append((yield from vrm_steps(HANA, "The studio")))

    for step in sending():
        taken.append(step)
    assert sent == [lent.read_bytes()]
    assert len(taken) > 90, "a step for each drawing of the face at least"
