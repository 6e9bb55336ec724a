import json
import struct

import numpy as np
import pytest
from gltf_by_hand import BONES, Hand, box_file, cube, old_vrm, packed, taken_apart

from studio.engine.media.gltf import limits
from studio.engine.media.gltf.character import proportions, read_character
from studio.engine.media.gltf.thing import read_thing
from studio.engine.skeleton import INDEX
from studio.errors import MediaUnreadable, MissingResource


@pytest.fixture
def kept(tmp_path):
    def keep(data, name="model.glb"):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return keep


def changed(data, **more):
    told, binary = taken_apart(data)
    return packed({**told, **more}, binary)


def test_a_box_is_as_large_as_its_file_has_it_and_lies_about_its_middle(kept):
    thing = read_thing(kept(box_file((0.4, 0.3, 0.2))))
    assert thing.size_m == pytest.approx((0.2, 0.4, 0.3))  # ours: deep, wide, tall
    assert thing.shape == "box"
    placed = thing.geometry.position @ thing.matrices[0, :, :3].T + thing.matrices[0, :, 3]
    assert placed.min(0) == pytest.approx([-0.1, -0.2, -0.15])


def test_a_round_thing_rolls(kept):
    polar, around = np.meshgrid(np.linspace(0, np.pi, 9), np.linspace(0, 2 * np.pi, 17))
    ball = np.stack([np.sin(polar) * np.cos(around), np.cos(polar), np.sin(polar) * np.sin(around)], -1) * 0.1
    index = np.arange(9 * 17).reshape(17, 9)
    a, b, c = index[:-1, :-1].ravel(), index[1:, :-1].ravel(), index[1:, 1:].ravel()
    hand = Hand()
    attributes = {"POSITION": hand.array(ball.reshape(-1, 3).astype(np.float32))}
    corners = hand.array(np.stack([a, b, c], -1).reshape(-1).astype(np.uint16))
    mesh = {"primitives": [{"attributes": attributes, "indices": corners}]}
    assert read_thing(kept(hand.file(nodes=[{"mesh": 0}], meshes=[mesh]))).shape == "sphere"


def test_an_old_vrm_stands_as_the_studio_has_it_facing_us_with_its_left_on_the_left(kept):
    character = read_character(kept(old_vrm(), "blocks.vrm"))
    joints, unit = proportions(character)
    assert character.told.title == "Blocks"
    assert unit == pytest.approx(1.32 / 5.06)
    assert joints[INDEX["upper_arm_l"]] == pytest.approx([0, 0.14, 1.18])
    arm = joints[INDEX["hand_l"]] - joints[INDEX["upper_arm_l"]]
    assert np.linalg.norm(arm) == pytest.approx(0.46)
    assert arm[2] < -0.4  # let down
    mouth = character.geometry.position[np.abs(character.geometry.position[:, 2] - 1.38) < 0.02]
    assert mouth[:, 0].mean() > 0.1  # in front


VAST = {"componentType": 5126, "count": 10**9, "type": "VEC3"}
TOO_MANY = {"count": 9**9, "indices": {"bufferView": 0, "componentType": 5121}, "values": {"bufferView": 0}}
BROKEN = {
    "nothing": (b"", "glTF"),
    "no glTF": (b"hello, this is no model at all", "glTF"),
    "cut short": (box_file()[:-40], "cut short"),
    "another version": (packed({"asset": {"version": "1.0"}}), "version"),
    "packed with Draco": (
        changed(box_file(), extensionsRequired=["KHR_draco_mesh_compression"]),
        "Draco",
    ),
    "packed with meshopt": (changed(box_file(), extensionsRequired=["EXT_meshopt_compression"]), "meshopt"),
    "an extension of its own": (changed(box_file(), extensionsRequired=["ACME_magic"]), "ACME_magic"),
    "round in a circle": (changed(box_file(), nodes=[{"children": [1], "mesh": 0}, {"children": [0]}]), "node"),
    "circling beside the scene": (
        changed(box_file(), nodes=[{"mesh": 0}, {"children": [2]}, {"children": [1]}]),
        "circle",
    ),
    "a child that is not there": (changed(box_file(), nodes=[{"children": [7], "mesh": 0}]), "child"),
    "a buffer elsewhere": (changed(box_file(), buffers=[{"byteLength": 4, "uri": "/etc/passwd"}]), "another file"),
    "a picture above": (
        changed(
            box_file(picture=np.full((2, 2, 3), 9, np.uint8)), images=[{"uri": "../secret.png"}]
        ),
        "another file",
    ),
    "a picture that is missing": (
        changed(box_file(picture=np.full((2, 2, 3), 9, np.uint8)), images=[{}]),
        "missing",
    ),
    "a picture that is none": (
        changed(box_file(picture=np.full((2, 2, 3), 9, np.uint8)), images=[{"bufferView": 0}]),
        "PNG",
    ),
    "a buffer too short": (changed(box_file(), buffers=[{"byteLength": 10**9}]), "bytes"),
    "far too many numbers": (changed(box_file(), accessors=[VAST] * 3), "elements"),
    "no mesh": (changed(box_file(), nodes=[{}]), "no triangles"),
    "a mesh that is not there": (changed(box_file(), nodes=[{"mesh": 5}]), "mesh 5"),
    "deep text": (packed(b'{"asset":{"version":"2.0"},"x":' + b"[" * 90_000 + b"]" * 90_000 + b"}"), "glTF"),
    "endless text": (packed(b'{"asset":{"version":"2.0"},"nodes":[' + b"{}," * 250_000 + b"{}]}"), "description"),
    "no numbers": (changed(box_file(), nodes=[{"mesh": 0, "translation": [1e300, 0, 0]}]), "place"),
    "kilometres long": (box_file((4000.0, 1.0, 1.0)), "metres"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_what_cannot_be_used_is_refused_in_one_sentence(kept, case):
    data, word = BROKEN[case]
    path = kept(data)
    with pytest.raises(MediaUnreadable) as refusal:
        read_thing(path)
    assert word in refusal.value.sentence
    assert str(path) in refusal.value.sentence
    assert refusal.value.remedy
    assert "\n" not in refusal.value.sentence
    assert len(refusal.value.sentence) < 400


def test_arrays_are_looked_at_only_where_they_are(kept):
    told, binary = taken_apart(box_file())
    for part, wrong in (
        ("bufferViews", {"byteOffset": 10**6}),
        ("bufferViews", {"byteLength": -5}),
        ("bufferViews", {"byteStride": 1}),
        ("accessors", {"byteOffset": 10**6}),
        ("accessors", {"bufferView": 99}),
        ("accessors", {"type": "VEC2"}),
        ("accessors", {"componentType": 1}),
        ("accessors", {"sparse": TOO_MANY}),
    ):  # fmt: skip
        broken = json.loads(json.dumps(told))
        broken[part][0].update(wrong)
        with pytest.raises(MediaUnreadable):
            read_thing(kept(packed(broken, binary)))


def test_corners_and_joints_must_be_there(kept):
    hand = Hand()
    places, _, corners = cube((0, 0, 0), (1, 1, 1))
    primitive = {"attributes": {"POSITION": hand.array(places)}, "indices": hand.array(corners + np.uint16(90))}
    with pytest.raises(MediaUnreadable, match="corner"):
        read_thing(kept(hand.file(nodes=[{"mesh": 0}], meshes=[{"primitives": [primitive]}])))
    told, binary = taken_apart(old_vrm())
    told["skins"][0]["joints"] = [0, 1]
    with pytest.raises(MediaUnreadable, match="joint"):
        read_character(kept(packed(told, binary)))


def test_a_picture_that_only_says_it_is_huge_is_not_unpacked(kept):
    told, binary = taken_apart(box_file(picture=np.full((2, 2, 3), 9, np.uint8)))
    at = binary.index(b"IHDR") + 4
    vast = binary[:at] + struct.pack(">II", 60_000, 60_000) + binary[at + 8 :]
    with pytest.raises(MediaUnreadable, match="60000x60000"):
        read_thing(kept(packed(told, vast)))


def test_a_person_without_a_bone_is_refused_by_its_name(kept):
    told, binary = taken_apart(old_vrm())
    bones = told["extensions"]["VRM"]["humanoid"]["humanBones"]
    told["extensions"]["VRM"]["humanoid"]["humanBones"] = [one for one in bones if one["bone"] != "leftHand"]
    with pytest.raises(MediaUnreadable, match="lacks leftHand"):
        read_character(kept(packed(told, binary)))
    with pytest.raises(MediaUnreadable, match="not a VRM"):
        read_character(kept(box_file()))
    assert len(BONES) == 17


def test_a_file_over_the_limit_or_away_is_told(kept, tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "FILE_BYTES", 500)
    with pytest.raises(MediaUnreadable, match="larger"):
        read_thing(kept(box_file()))
    with pytest.raises(MissingResource):
        read_thing(tmp_path / "nowhere.glb")
