"""What water, weather, cloth and exaggeration look like: measured on the painted pictures and passes."""

from dataclasses import replace

import numpy as np
import pytest
from cel_shots import actor, camera, member, performance, prop_track

from studio.engine.painters.cel.hangings import woven
from studio.engine.painters.cel.pose import stretched
from studio.engine.painters.cel.splashes import crown_m
from studio.engine.painters.painter import Pass, Size
from studio.engine.performance import Accent, ClothTrack, Contact, ContactKind
from studio.timeline.film import PropId

SIZE = Size(320, 180)


def colour(cel, shot, index=0):
    return cel.open(shot, SIZE).frame(index).colour.astype(int)


def changed(one, other):
    return np.abs(one - other).max(-1) > 12


def test_a_splash_stands_where_it_is_and_only_while_it_lasts(cel):
    plain = performance(frames=72, shot_camera=camera(72))
    hit = Contact(0.5, (0.0, 0.0, 0.0), 2.0, ("rubber", "water"), ("ball", "water"), ContactKind.SPLASH)
    splashed = replace(plain, contacts=(hit,))
    assert not changed(colour(cel, plain, 11), colour(cel, splashed, 11)).any()
    where = changed(colour(cel, plain, 18), colour(cel, splashed, 18))
    rows, columns = np.nonzero(where)
    assert 150 < where.sum() < 9000
    assert abs(columns.mean() - SIZE.width / 2) < 12
    assert rows.mean() > SIZE.height * 0.5


def test_harder_entries_throw_up_larger_crowns():
    sizes = [crown_m(impulse) for impulse in (0.1, 1.0, 10.0)]
    assert sizes == sorted(sizes)
    assert sizes[2] / sizes[1] == pytest.approx(10 ** (1 / 3), rel=0.01)


def flag(frames=2):
    """A cloth 0.8 m wide and 0.6 m high facing the camera; its free edge moves away in the second frame."""
    across, down = np.meshgrid(np.linspace(-0.4, 0.4, 9), np.linspace(1.3, 0.7, 10))
    still = np.stack([across, np.zeros_like(across), down], -1).astype(np.float32)
    points = np.repeat(still[None], frames, 0)
    points[1:, :, :, 1] += np.linspace(0, 0.5, 10)[None, :, None].astype(np.float32)
    return ClothTrack(points, "#2a52be", of=PropId("flag"))


def test_a_cloth_fills_its_outline_from_both_sides_in_the_id_pass(cel):
    shot = performance(props=[prop_track("flag", 2, (0.0, 0.0, -3.0))], frames=2, shot_camera=camera(2))
    shot = replace(shot, cloths=(flag(),))
    behind = replace(shot, camera=camera(2, eye=(0.0, 5.0, 1.4)))
    number = shot.id_numbers[PropId("flag")]
    areas = []
    for one in (shot, behind):
        seen = cel.open(one, SIZE).frame(0, passes=frozenset({Pass.ID, Pass.DEPTH}))
        mask = seen.id == number
        areas.append(mask.sum())
        assert np.median(seen.depth[mask]) == pytest.approx(5.0, abs=0.05)
    wanted = 0.8 * 0.6 * (SIZE.height / (2 * 5.0 * np.tan(0.3))) ** 2
    assert areas[0] == pytest.approx(wanted, rel=0.12)
    assert areas[1] == pytest.approx(areas[0], rel=0.03)


def test_a_woven_mesh_is_closed_and_moves_with_its_frame():
    first, second = woven(flag(), 0), woven(flag(), 1)
    edges = np.sort(np.concatenate([first.triangles[:, pair] for pair in ([0, 1], [1, 2], [2, 0])]), axis=1)
    _, counts = np.unique(edges, axis=0, return_counts=True)
    assert (counts == 2).all()
    assert np.array_equal(first.triangles, second.triangles)
    assert np.ptp(second.position[:, 1]) > 0.4 > np.ptp(first.position[:, 1])


def test_wet_cloth_is_darker(cel):
    hana = actor(member(cloth="#d8a050"))
    dry = performance([hana])
    wet = performance([replace(hana, wet=np.ones(1, np.float32))])
    seen = cel.open(dry, SIZE).frame(0, passes=frozenset({Pass.ID}))
    mask = seen.id == dry.id_numbers["hana"]
    assert colour(cel, wet)[mask].mean() < 0.93 * colour(cel, dry)[mask].mean()


def test_squash_and_stretch_keep_the_volume_and_are_seen(cel):
    assert np.linalg.det(stretched(np.array([0.0, 0.6, 0.8, 1.4], np.float32))) == pytest.approx(1.0, abs=1e-5)
    track = prop_track(at=(0.0, 0.0, 0.5))
    flat = replace(track, stretch=np.array([[0.0, 0.0, 1.0, 0.6]], np.float32))
    spans = []
    for one in (track, flat):
        shot = performance(props=[one])
        rows, columns = np.nonzero(cel.open(shot, SIZE).frame(0, passes=frozenset({Pass.ID})).id == 2)
        spans.append((np.ptp(rows), np.ptp(columns)))
    assert spans[1][0] < 0.75 * spans[0][0]
    assert spans[1][1] > 1.1 * spans[0][1]


def test_an_accent_is_drawn_only_where_physics_is_exaggerated(cel):
    plain = performance(frames=24, shot_camera=camera(24))
    bent = replace(plain, accents=(Accent(0.25, (0.0, 0.0, 0.3), 1.0),))
    assert not changed(colour(cel, plain, 5), colour(cel, bent, 5)).any()
    assert changed(colour(cel, plain, 8), colour(cel, bent, 8)).sum() > 60


def test_smoke_leans_with_the_wind(cel):
    def middle(wind):
        fire = performance(props=[prop_track("campfire", 1, (0.0, 0.0, 0.2))], wind=wind)
        out = performance(props=[replace(prop_track("campfire", 1, (0.0, 0.0, 0.2)), lit=False)], wind=wind)
        rows, columns = np.nonzero(np.abs(colour(cel, fire) - colour(cel, out)).max(-1) > 5)
        assert len(rows) > 100
        return columns[rows < np.median(rows)].mean()

    assert middle((3.0, 0.0)) > SIZE.width / 2 + 10 > SIZE.width / 2 - 10 > middle((-3.0, 0.0))
