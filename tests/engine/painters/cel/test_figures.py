"""The cast, dressed: whole meshes of any look, that bend with the skeleton."""

import itertools

import numpy as np
import pytest

from studio.engine.painters.cel.dangling import Worn, dangled
from studio.engine.painters.cel.figure import Figure
from studio.engine.painters.cel.figures import Detail, build_figure
from studio.engine.painters.cel.figures.hair_styles import styles
from studio.engine.painters.cel.figures.outfits import OUTFITS
from studio.engine.painters.cel.figures.person import builds
from studio.engine.painters.cel.mesh import Surface
from studio.engine.painters.cel.pose import MOST_BONES
from studio.engine.skeleton import INDEX, joint_transforms
from studio.timeline.film import CastId, CastMember, Look, Voice


def figure(look: Look, detail: Detail = Detail.NORMAL) -> Figure:
    return build_figure(CastMember(CastId("aki"), "Aki", look, Voice()), detail)


def posed(shown: Figure, pose: dict[str, float]) -> np.ndarray:
    """Points of the figure with joints pitched (about y) by radians, head units."""
    joints = np.zeros((len(INDEX), 4), dtype=np.float32)
    joints[:, 0] = 1
    for name, pitch in pose.items():
        joints[INDEX[name]] = (np.cos(pitch / 2), 0, np.sin(pitch / 2), 0)
    turns = joint_transforms(shown.rest, joints, np.zeros(3, dtype=np.float32), 0.0, 0.0)
    worn = Worn(shown.sewn, shown.rest, 1.0)
    if shown.sewn:
        turns = np.concatenate([turns, dangled(worn, turns[None], np.zeros(1), np.zeros((1, 2)), 24).bones[0]])
    mesh = shown.mesh
    ends = [
        np.einsum("nij,nj->ni", turns[bone, :3, :3], mesh.position - shown.rest[bone]) + turns[bone, :3, 3]
        for bone in mesh.bones.T
    ]
    return ends[0] * (1 - mesh.weight[:, None]) + ends[1] * mesh.weight[:, None]


LOOKS = [
    Look(build=build, outfit=outfit, hair_style=hair)
    for (build, outfit), hair in zip(
        itertools.product(("girl", "woman", "boy", "man", "child", "elder"), OUTFITS), itertools.cycle(sorted(styles()))
    )
]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.build}-{look.outfit}-{look.hair_style}")
def test_any_look_is_a_whole_mesh_of_a_person(look: Look) -> None:
    shown = figure(look)
    mesh = shown.mesh
    assert np.isfinite(mesh.position).all()
    assert np.allclose(np.linalg.norm(mesh.normal, axis=1), 1, atol=1e-3)
    assert mesh.triangles.max() < len(mesh.position)
    assert mesh.bones.max() < len(shown.rest) <= MOST_BONES
    assert mesh.weight.min() >= 0
    assert mesh.weight.max() <= 1
    assert mesh.position[:, 2].min() == pytest.approx(0, abs=0.03), "the soles stand on the ground"
    assert 5.9 < mesh.position[:, 2].max() < 6.8, "six heads tall, with hair"
    assert len(mesh.triangles) < 13_500


def test_every_build_and_style_the_vocabulary_may_name_exists() -> None:
    assert {"girl", "woman", "boy", "man", "child", "elder"} <= set(builds())
    assert {"bob", "long", "spiky", "short", "ponytail", "twintails", "bun", "braid"} <= set(styles())
    assert {"coat", "sailor", "shirt", "hoodie", "dress", "suit", "kimono", "raincoat"} <= set(OUTFITS)
    assert {"armour", "sports", "pyjamas"} <= set(OUTFITS)


def test_a_figure_is_about_nine_thousand_triangles() -> None:
    assert np.mean([len(figure(look).mesh.triangles) for look in LOOKS[::7]]) < 10_000


def test_a_bald_head_has_no_hair_and_a_hat_goes_over_any() -> None:
    assert not (figure(Look(hair_style="bald")).mesh.surface == Surface.HAIR).any()
    for style in ("afro", "buns", "topknot", "curly"):
        worn = figure(Look(hair_style=style, accessories=("hat",))).mesh
        crown = worn.position[(worn.surface == Surface.CLOTH) & (worn.position[:, 2] > 6.0), 2].max()
        assert worn.position[worn.surface == Surface.HAIR, 2].max() < crown, style


def test_words_we_do_not_know_are_dressed_as_the_nearest() -> None:
    strange = figure(Look(build="wizard", hair_style="antlers", outfit="diving bell", accessories=("wings",)))
    assert len(strange.mesh.position) > 1000


def test_the_same_look_is_the_same_figure_and_another_hair_is_not() -> None:
    first, again, other = figure(Look()), figure(Look()), figure(Look(hair_style="long"))
    assert np.array_equal(first.mesh.position, again.mesh.position)
    assert np.array_equal(first.hair_shadow, again.hair_shadow)
    assert len(first.mesh.position) != len(other.mesh.position)


def test_clothes_are_the_colour_the_script_says() -> None:
    mesh = figure(Look(outfit="coat", cloth="#d8232f")).mesh
    cloth = mesh.colour[mesh.surface == Surface.CLOTH]
    red = np.abs(cloth - np.array([0xD8, 0x23, 0x2F]) / 255).max(axis=1) < 0.01
    assert red.mean() > 0.5


def test_the_front_of_the_head_carries_the_decal_where_the_eyes_are() -> None:
    shown = figure(Look())
    mesh = shown.mesh
    face = mesh.surface == Surface.FACE
    u, v = mesh.uv[face].T
    assert np.corrcoef(u, mesh.position[face, 1])[0, 1] > 0.999
    assert np.corrcoef(v, mesh.position[face, 2])[0, 1] < -0.999
    for eye in (0.335, 0.665):
        near = np.hypot(u - eye, v - 0.605) < 0.06
        assert near.any()
        assert mesh.normal[face][near, 0].min() > 0.5, "seen from the front, not smeared"


def test_a_profile_has_a_nose_lips_and_a_chin() -> None:
    mesh = figure(Look()).mesh
    face = mesh.surface == Surface.FACE
    middle = face & (np.abs(mesh.position[:, 1]) < 0.004)
    height, forward = 1 - mesh.uv[middle, 1], mesh.position[middle, 0]
    order = np.argsort(height)
    outline = lambda z: np.interp(z, height[order], forward[order])  # noqa: E731
    assert outline(0.235) > outline(0.18) + 0.03, "the nose stands before the lip"
    assert outline(0.235) > outline(0.38) + 0.03, "and before its bridge"
    assert outline(0.148) > outline(0.075) + 0.01, "the lips stand before the dip above the chin"


def test_the_fringe_throws_a_shadow_on_the_brow_and_not_on_the_mouth() -> None:
    mask = figure(Look()).hair_shadow
    assert mask[int(512 * 0.35), 200:312].mean() > 120
    assert mask[int(512 * 0.87), 236:276].max() == 0


def test_a_raised_arm_keeps_its_thickness_at_the_shoulder() -> None:
    shown = figure(Look(outfit="shirt"))
    before, after = shown.mesh.position, posed(shown, {"upper_arm_l": -2.9})
    upper = (shown.mesh.bones == INDEX["upper_arm_l"]).any(axis=1) & (before[:, 2] < 4.2) & (before[:, 2] > 3.8)
    assert after[upper, 2].min() > 4.5, "the arm is up"
    spread = after[upper, 0].max() - after[upper, 0].min()
    assert spread > 0.7 * (before[upper, 0].max() - before[upper, 0].min())


def test_a_skirt_lies_on_seated_thighs() -> None:
    shown = figure(Look(outfit="sailor", cloth="#33508f"))
    seated = posed(shown, {"thigh_l": -1.5708, "thigh_r": -1.5708, "shin_l": 1.5708, "shin_r": 1.5708})
    skirt = (np.abs(shown.mesh.colour - np.array([0x33, 0x50, 0x8F]) / 255).max(axis=1) < 0.01) & (
        shown.mesh.position[:, 2] < 2.6
    )
    front = skirt & (shown.mesh.position[:, 0] > 0.3) & (np.abs(shown.mesh.position[:, 1]) > 0.12)
    assert seated[front, 0].min() > 0.2, "it goes forward with the thighs"
    assert seated[front, 2].mean() > 2.95, "and lies above them"
    assert seated[front, 2].max() < 3.5, "without standing up"


def test_less_detail_is_cheaper_and_more_is_richer() -> None:
    counts = [len(figure(Look(), detail).mesh.triangles) for detail in (Detail.LOW, Detail.NORMAL, Detail.HIGH)]
    assert counts[0] < 0.6 * counts[1]
    assert counts[1] < counts[2] < 17_000


@pytest.mark.parametrize(
    "worn", ["glasses", "hat", "straw-hat", "witch-hat", "beanie", "cap", "scarf", "bag", "ribbon"]
)
def test_what_is_worn_besides_is_there(worn: str) -> None:
    assert len(figure(Look(accessories=(worn,))).mesh.position) > len(figure(Look()).mesh.position) + 20


def test_hats_are_as_they_are_called() -> None:
    """Pointed, wide, with a peak before the face or none: none of them is the round one."""
    worn = {hat: figure(Look(accessories=(hat,))).mesh for hat in ("hat", "straw-hat", "witch-hat", "beanie", "cap")}
    above = {hat: mesh.position[mesh.position[:, 2] > 5.9] for hat, mesh in worn.items()}
    high = {hat: points[:, 2].max() for hat, points in above.items()}
    wide = {hat: np.ptp(points[:, 1]) for hat, points in above.items()}
    assert high["witch-hat"] > high["hat"] + 0.6
    assert wide["straw-hat"] > 1.25 * wide["hat"]
    assert wide["hat"] > 1.2 * wide["beanie"]
    ahead = {hat: points[:, 0].max() for hat, points in above.items()}
    assert ahead["cap"] > ahead["beanie"] + 0.1
    both = figure(Look(accessories=("hat", "straw-hat"))).mesh
    assert len(both.position) == len(worn["straw-hat"].position), "one hat at a time"


@pytest.mark.parametrize("ears", ["cat-ears", "fox-ears", "rabbit-ears", "bear-ears", "dog-ears"])
@pytest.mark.parametrize("hair_style", ["bob", "afro"])
def test_ears_of_animals_stand_out_of_the_hair_on_both_sides(ears: str, hair_style: str) -> None:
    bare = figure(Look(hair_style=hair_style)).mesh.position
    worn = figure(Look(hair_style=hair_style, accessories=(ears,))).mesh.position[len(bare) :]
    assert worn[:, 1].max() == pytest.approx(-worn[:, 1].min(), abs=1e-3)
    middle = np.array([0.0, 0.0, 5.5])
    tip = worn[np.linalg.norm(worn - middle, axis=1).argmax()] - middle
    hair = bare[bare[:, 2] > 5.0] - middle
    beside = hair[hair @ tip > 0.96 * np.linalg.norm(hair, axis=1) * np.linalg.norm(tip)]
    assert np.linalg.norm(tip) > np.linalg.norm(beside, axis=1).max(initial=0.0) + 0.08


@pytest.mark.parametrize("tail", ["cat-tail", "fox-tail", "dog-tail", "rabbit-tail"])
def test_a_tail_grows_behind_and_hangs_by_bones_of_its_own(tail: str) -> None:
    bare, tailed = figure(Look()), figure(Look(accessories=(tail,)))
    grown = tailed.mesh.position[len(bare.mesh.position) :]
    assert grown[:, 0].max() < 0
    assert [part.name for part in tailed.sewn if part.name == "tail"] == ["tail"]
    assert tailed.mesh.bones.max() < len(tailed.rest)


@pytest.mark.parametrize(("grown", "reaches_heads"), [("beard", 0.15), ("long-beard", 0.7), ("goatee", 0.1)])
def test_a_beard_hangs_from_the_jaw_in_the_colour_of_hair_and_leaves_the_mouth_free(
    grown: str, reaches_heads: float
) -> None:
    bare, shown = (
        figure(Look(build="man", hair_style="bald", hair="#b5392f", accessories=worn)) for worn in ((), (grown,))
    )
    whiskers = shown.mesh.position[shown.mesh.surface == Surface.HAIR]
    assert len(whiskers) > len(bare.mesh.position[bare.mesh.surface == Surface.HAIR])
    assert whiskers[:, 2].min() < 5.0 - reaches_heads, "below the chin"
    face = whiskers - np.array([0.02, 0.0, 5.0])
    mouth = (np.abs(face[:, 1]) < 0.05) & (np.abs(face[:, 2] - 0.13) < 0.008) & (face[:, 0] > 0.3)
    assert not mouth.any()
    reddish = shown.mesh.colour[shown.mesh.surface == Surface.HAIR]
    assert (reddish[:, 0] > 1.5 * reddish[:, 2]).all()


def test_long_hair_lies_outside_the_sleeves_and_its_ends_stay_on_the_chest_when_the_head_turns() -> None:
    shown = figure(Look(hair_style="long", outfit="coat"))
    mesh = shown.mesh
    ends = (mesh.surface == Surface.HAIR) & (mesh.position[:, 2] < 4.4)
    assert ends.sum() > 20
    shoulder = shown.rest[INDEX["upper_arm_l"]]
    apart = np.hypot(mesh.position[ends, 0] - shoulder[0], np.abs(mesh.position[ends, 1]) - shoulder[1])
    assert apart[np.abs(mesh.position[ends, 2] - shoulder[2]) < 0.1].min(initial=9.0) > 0.15
    assert mesh.weight[ends].min() > 0.5
