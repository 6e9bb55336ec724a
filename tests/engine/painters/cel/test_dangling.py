"""Tails of hair, ribbons, scarf ends, sleeves and skirts hang, swing, and stay out of the body and off the ground."""

from dataclasses import replace

import numpy as np
import pytest
from cel_shots import actor, member, turn

from studio.engine.painters.cel.dangling import Worn
from studio.engine.painters.cel.figures import build_figure
from studio.engine.painters.cel.figures.sewing import LEVELS, PLACES, Hem, hung
from studio.engine.painters.cel.overlaps import posed
from studio.engine.painters.cel.swing import swing
from studio.engine.skeleton import INDEX, JOINTS

FIRST = len(JOINTS)
Y = (0, 1, 0)


def dressed(**look):
    figure = build_figure(member(**look))
    return figure, Worn(figure.sewn, figure.rest, figure.head_unit_m)


def moved(worn, who, wind=(0.0, 0.0)):
    return swing(who, 24, wind, None, worn)


def ends(worn, swung):
    """(F, H, 3) metres, where each bone of a strip ends."""
    way = np.concatenate([np.diff(part.points, axis=0) for part in worn.sewn]) * worn.unit_m
    bones = swung.transforms[:, FIRST:]
    return bones[..., :3, 3] + np.einsum("fhij,hj->fhi", bones[..., :3, :3], way)


def test_a_kimono_sleeve_hangs_from_a_level_arm_and_not_from_one_that_hangs() -> None:
    figure, worn = dressed(outfit="kimono")
    level = {f"upper_arm_{side}": turn(Y, -85) for side in "lr"}
    sleeve = (figure.mesh.bones[:, 1] == FIRST) & (figure.mesh.weight > 0.95)
    deep = {}
    for name, pose in (("hanging", {}), ("level", level)):
        swung = moved(worn, actor(figure.member, pose=pose))
        cloth = posed(figure, swung, 0)[sleeve]
        wrist = swung.transforms[0, INDEX["hand_l"], :3, 3]
        deep[name] = (wrist[2] - cloth[:, 2].min()) / worn.unit_m
    assert deep["level"] > 0.8
    assert deep["hanging"] < 0.5


@pytest.mark.parametrize(("accessory", "count"), [("ribbon", 4), ("scarf", 8)])
def test_what_hangs_stays_as_long_as_it_is_whoever_moves(accessory: str, count: int) -> None:
    figure, worn = dressed(outfit="shirt", accessories=(accessory,))
    swung = moved(worn, actor(figure.member, frames=30, walk=0.15), wind=(3.0, 1.0))
    assert swung.transforms.shape[1] == FIRST + count
    long = np.linalg.norm(ends(worn, swung) - swung.transforms[:, FIRST:, :3, 3], axis=2)
    assert np.allclose(long, long[0], rtol=1e-6)


def test_a_ribbon_trails_a_head_that_turns_and_comes_to_rest_again() -> None:
    figure, worn = dressed(outfit="shirt", accessories=("ribbon",))
    who = actor(figure.member, frames=72)
    joints = who.joints.copy()
    for frame in range(72):
        joints[frame, INDEX["head"]] = turn((0, 0, 1), 70 * min(1.0, frame / 6))
    swung = moved(worn, replace(who, joints=joints))
    head = swung.transforms[:, INDEX["head"]]
    tip = np.einsum("fji,fj->fi", head[:, :3, :3], ends(worn, swung)[:, 1] - head[:, :3, 3])
    strayed = np.linalg.norm(tip - tip[-1], axis=1) / worn.unit_m
    assert strayed[4:8].max() > 0.1
    assert strayed[60:].max() < 0.02


def test_a_scarf_stays_out_of_the_chest_when_its_wearer_leans_back_and_forth() -> None:
    figure, worn = dressed(outfit="shirt", accessories=("scarf",))
    who = actor(figure.member, frames=48)
    joints = who.joints.copy()
    for frame in range(48):
        joints[frame, INDEX["spine"]] = turn(Y, 40 * np.sin(frame / 5))
    swung = moved(worn, replace(who, joints=joints))
    chest = swung.transforms[:, INDEX["chest"]]
    inside = np.einsum("fji,fhj->fhi", chest[:, :3, :3], ends(worn, swung) - chest[:, None, :3, 3]) / worn.unit_m
    low = np.abs(inside[..., 2]) < 0.3  # further down is the waist, which bends
    assert low.any()
    assert inside[..., 0][low].min() > 0.2


def test_what_hangs_lies_on_the_ground_and_not_under_it() -> None:
    figure, worn = dressed(outfit="robe", accessories=("scarf",))
    lying = replace(actor(figure.member, pose={"pelvis": turn(Y, 90)}), lift=np.full(1, -2.7 * worn.unit_m, np.float32))
    swung = moved(worn, lying)
    assert swung.transforms[0, 0, 2, 3] < 0.5 * worn.unit_m
    assert swung.transforms[0, FIRST:, 2, 3].min() > -0.02


def test_wind_carries_a_ribbon_along() -> None:
    figure, worn = dressed(outfit="shirt", accessories=("ribbon",))
    who = actor(figure.member, frames=24)
    still, blown = (ends(worn, moved(worn, who, wind))[-1, 1] for wind in ((0.0, 0.0), (4.0, 0.0)))
    assert blown[0] - still[0] > 0.1 * worn.unit_m


def test_it_hangs_alike_every_time() -> None:
    figure, worn = dressed(outfit="kimono", accessories=("scarf", "ribbon"))
    who = actor(figure.member, frames=12, walk=0.1)
    one, other = (moved(worn, who, (2.0, 0.0)).transforms for _ in range(2))
    assert np.array_equal(one, other)


def spun(worn, who, turns_a_second=1.4):
    """Two seconds of turning on the spot and two of standing."""
    frames = len(who.heading)
    angle = np.minimum(np.arange(frames) / 24, 2.0) * 2 * np.pi * turns_a_second
    return moved(worn, replace(who, heading=(who.heading + angle).astype(np.float32)))


def hem_places(worn, swung):
    """(F, PLACES, 3) head units of a skirt's hem, about the pelvis, axes of the world."""
    skirt = next(part for part in worn.sewn if isinstance(part, Hem))
    pelvis = swung.transforms[:, INDEX["pelvis"]]
    made = np.einsum("fij,pj->fpi", pelvis[:, :3, :3], skirt.rings[-1] - worn.rest[INDEX["pelvis"]])
    return made + swung.hem[0][:, PLACES:] / worn.unit_m


@pytest.mark.parametrize(
    ("hair", "count"), [("ponytail", 5), ("twintails", 10), ("braids", 10), ("braid", 5), ("bob", 0)]
)
def test_a_tail_of_hair_hangs_by_bones_of_its_own(hair: str, count: int) -> None:
    figure, worn = dressed(outfit="shirt", hair_style=hair)
    assert sum(part.bones for part in worn.sewn) == count
    if count:
        swung = moved(worn, actor(figure.member, frames=24, walk=0.1))
        long = np.linalg.norm(ends(worn, swung) - swung.transforms[:, FIRST:, :3, 3], axis=2)
        assert np.allclose(long, long[0], rtol=1e-6)


def test_a_ponytail_stays_as_it_was_made_while_nobody_moves() -> None:
    figure, worn = dressed(outfit="shirt", hair_style="ponytail")
    tip = ends(worn, moved(worn, actor(figure.member, frames=24, heading=0.0)))[-1, -1] / worn.unit_m
    assert np.linalg.norm(tip - worn.sewn[0].points[-1]) < 0.06


def test_a_ponytail_is_thrown_out_by_a_spin_goes_on_when_it_ends_and_comes_to_rest() -> None:
    figure, worn = dressed(outfit="shirt", hair_style="ponytail")
    swung = spun(worn, actor(figure.member, frames=110))
    head = swung.transforms[:, INDEX["head"]]
    tip = np.einsum("fji,fj->fi", head[:, :3, :3], ends(worn, swung)[:, -1] - head[:, :3, 3]) / worn.unit_m
    still = tip[0]
    out = np.hypot(tip[:, 0], tip[:, 1])
    assert out[30:48].max() > out[0] + 0.15
    assert np.abs(tip[49:60, 1] - still[1]).max() > 0.1, "overshoots"
    assert np.linalg.norm(tip[-1] - still) < 0.08


def test_a_ponytail_stays_out_of_a_back_that_is_bent_back_under_it() -> None:
    figure, worn = dressed(outfit="shirt", hair_style="ponytail")
    who = actor(figure.member, frames=60)
    joints = who.joints.copy()
    for frame in range(60):
        joints[frame, INDEX["head"]] = turn(Y, 35 * np.sin(frame / 4))
    swung = moved(worn, replace(who, joints=joints))
    chest = swung.transforms[:, INDEX["chest"]]
    own = np.einsum("fji,fhj->fhi", chest[:, :3, :3], ends(worn, swung) - chest[:, None, :3, 3]) / worn.unit_m
    low = (own[..., 2] < 0.5) & (np.abs(own[..., 1]) < 0.2)
    assert low.any()
    assert own[..., 0][low].max() < -0.25


def test_a_skirt_is_as_it_was_made_at_rest_and_flies_out_in_a_spin() -> None:
    figure, worn = dressed(outfit="dress", hair_style="bob")
    swung = spun(worn, actor(figure.member, frames=110))
    hem = hem_places(worn, swung)
    out = np.hypot(hem[..., 0], hem[..., 1]).mean(axis=1)
    assert np.linalg.norm(swung.hem[0][0], axis=1).max() < 0.02 * worn.unit_m + 0.004
    assert out[36:48].mean() > out[0] + 0.06
    assert hem[40, :, 2].mean() > hem[0, :, 2].mean() + 0.01, "and is lifted by as much"
    assert abs(out[-1] - out[0]) < 0.02


def test_a_skirt_trails_whoever_sets_out_and_stays_out_of_the_legs() -> None:
    figure, worn = dressed(outfit="dress", hair_style="bob")
    who = actor(figure.member, frames=24, heading=0.0, walk=0.14)
    swung = moved(worn, who)
    hem = swung.hem[0][:, PLACES:] / worn.unit_m
    assert hem[3:10, PLACES // 2, 0].min() < -0.08, "the back trails"
    knee = worn.rest[INDEX["shin_l"]]
    ahead = hem_places(worn, swung)[:, 0] + worn.rest[INDEX["pelvis"]]
    assert (ahead[:, 0] > knee[0] + 0.1).all(), "the front lies before the knees"


def test_a_kimono_swings_less_than_a_dress() -> None:
    far = {}
    for outfit in ("kimono", "dress"):
        figure, worn = dressed(outfit=outfit, hair_style="bob")
        swung = spun(worn, actor(figure.member, frames=48))
        far[outfit] = np.linalg.norm(swung.hem[0], axis=2).max()
    assert far["kimono"] < 0.6 * far["dress"]


def test_the_cloth_between_two_places_goes_with_both() -> None:
    heights = (3.2, 2.5, 1.8)
    swing_of = np.zeros((LEVELS * PLACES, 3))
    swing_of[PLACES] = (0.4, 0.0, 0.0)
    angle = np.array([0.5, 1.0, 1.5, 0.0]) / PLACES * 2 * np.pi
    low = np.stack([0.7 * np.cos(angle), 0.7 * np.sin(angle), np.full(4, 1.8)], axis=1)
    assert np.allclose(hung(low, heights, swing_of)[:, 0], [0.4, 0.2, 0.0, 0.2])
    assert np.allclose(hung(np.add(low, (0.0, 0.0, 0.35)), heights, swing_of)[0, 0], 0.2)
    assert np.allclose(hung(np.add(low, (0.0, 0.0, 1.4)), heights, swing_of), 0.0)


def test_a_skirt_lies_on_what_is_sat_on_and_hangs_before_the_knees_only() -> None:
    figure, worn = dressed(outfit="sailor")
    sitting = {f"thigh_{side}": turn(Y, -88) for side in "lr"} | {f"shin_{side}": turn(Y, 88) for side in "lr"}
    swung = moved(worn, actor(figure.member, frames=24, pose=sitting))
    hem = next(part for part in worn.sewn if isinstance(part, Hem))
    assert swung.hem is not None
    joints = swung.transforms[-1]
    cloth = posed(figure, swung, 23)
    hips = 0.5 * (joints[INDEX["thigh_l"], :3, 3] + joints[INDEX["thigh_r"], :3, 3])
    knees = 0.5 * (joints[INDEX["shin_l"], :3, 3] + joints[INDEX["shin_r"], :3, 3])
    skirt = (figure.mesh.position[:, 2] < hem.heights[0]) & (figure.mesh.position[:, 2] > hem.heights[2] - 0.05)
    behind = skirt & (cloth[:, 0] < hips[0] + 0.5 * (knees[0] - hips[0]))
    assert behind.any()
    assert (hips[2] - cloth[behind, 2]).max() < 0.62 * worn.unit_m
