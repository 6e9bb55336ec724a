"""The passes: measured against the geometry they are the truth of."""

from dataclasses import replace

import numpy as np
import pytest
from cel_shots import actor, camera, member, mesh, performance, prop_track
from pass_geometry import creased, projected, unprojected

from studio.engine.painters.cel.mesh import Surface
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.cel.scenery import Mood, Scenery
from studio.engine.painters.painter import Pass, Size
from studio.engine.performance import projection_matrix, view_matrix

SIZE = Size(400, 226)
EVERY = frozenset(Pass)
BALL = (0.9, -1.0, 0.5)


def shot():
    return performance([actor(member("hana"))], [prop_track(at=BALL)], camera())


@pytest.fixture(scope="module")
def frame(cel):
    return cel.open(shot(), SIZE).frame(0, passes=EVERY)


def pixel_of(point):
    view = view_matrix(shot().camera, 0)
    clip = projection_matrix(0.6, SIZE.width / SIZE.height) @ view @ [*point, 1]
    x, y = clip[:2] / clip[3] * 0.5 + 0.5
    return int((1 - y) * SIZE.height), int(x * SIZE.width), float(-(view @ [*point, 1])[2])


def test_passes_come_only_when_asked_for(cel):
    layers = ("depth", "normal", "line", "id", "pose", "flow_forward", "flow_backward")
    for wanted in (frozenset(), frozenset({Pass.COLOUR})):
        plain = cel.open(shot(), SIZE).frame(0, passes=wanted)
        assert [getattr(plain, layer) for layer in layers] == [None] * 7
    deep = cel.open(shot(), SIZE).frame(0, passes=frozenset({Pass.DEPTH}))
    assert [layer for layer in layers if getattr(deep, layer) is not None] == ["depth"]


def test_passes_have_the_promised_shapes(frame):
    for layer, kind in ((frame.depth, np.float32), (frame.line, np.uint8), (frame.id, np.uint8)):
        assert layer.shape == (SIZE.height, SIZE.width)
        assert layer.dtype == kind


def test_the_ball_is_where_it_is_and_as_far_as_it_is(frame):
    row, column, away = pixel_of(BALL)
    assert frame.id[row, column] == shot().id_numbers["ball"]
    assert abs(frame.depth[row, column] - (away - 0.12)) < 0.01
    rows, columns = np.nonzero(frame.id == shot().id_numbers["ball"])
    assert abs(rows.mean() - row) < 1.5
    assert abs(columns.mean() - column) < 1.5


def test_sky_is_nothing_and_ground_is_the_set(frame):
    assert frame.id[0, 200] == 0
    assert np.isinf(frame.depth[0, 200])
    assert frame.id[-1, 30] == 1
    assert np.array_equal(np.isinf(frame.depth), frame.id == 0)


def test_ids_are_never_mixed(frame):
    assert set(np.unique(frame.id)) == {0, 1, 2, 3}


def test_the_id_pass_covers_what_the_figure_changes_in_the_picture(cel, frame):
    bare = cel.open(performance((), [prop_track(at=BALL)], camera()), SIZE).frame(0, passes=EVERY)
    hers = frame.id == shot().id_numbers["hana"]
    change = np.abs(frame.colour.astype(int) - bare.colour.astype(int)).max(axis=2)
    assert (change[hers] > 6).mean() > 0.95
    above_ground = (bare.id == 0) & ~hers
    assert (change[above_ground] > 25).mean() < 0.01


def test_lines_run_round_the_figure_and_along_the_boxes(frame):
    hers = frame.id == shot().id_numbers["hana"]
    inside = hers & np.roll(hers, 1, 1) & np.roll(hers, -1, 1) & np.roll(hers, 1, 0) & np.roll(hers, -1, 0)
    rim = hers & ~inside
    assert (frame.line[rim] == 255).mean() > 0.5
    assert (frame.line[frame.id == 1] == 255).any()
    assert (frame.line[frame.id == 0] == 255).mean() < 0.01
    assert set(np.unique(frame.line)) == {0, 255}


def test_asking_for_passes_changes_nothing_in_the_picture(cel, frame):
    assert np.array_equal(cel.open(shot(), SIZE).frame(0).colour, frame.colour)


def test_every_layer_has_its_edges_on_the_same_pixels(frame):
    nothing = frame.id == 0
    assert np.array_equal(np.isinf(frame.depth), nothing)
    assert np.array_equal((frame.normal == 0).all(axis=2), nothing)
    hers = frame.id == shot().id_numbers["hana"]
    step = np.abs(np.diff(1 / frame.depth, axis=1)) > 0.02
    edge = hers[:, 1:] != hers[:, :-1]
    above_ground = (frame.id[:, 1:] != 1) & (frame.id[:, :-1] != 1)
    assert (step[edge & above_ground]).all()
    bright = np.abs(np.diff(frame.colour.astype(int), axis=1)).max(axis=2) > 12
    near = bright | np.roll(bright, 1, 1) | np.roll(bright, -1, 1)
    assert near[edge & above_ground].mean() > 0.97


def test_depth_leads_from_one_camera_to_the_same_place_in_another(cel):
    still = shot()
    moved = performance(still.actors, still.props, camera(eye=(0.6, -4.6, 1.7)))
    one, other = (cel.open(each, SIZE).frame(0, passes=EVERY) for each in (still, moved))
    x, y, away = projected(moved.camera, 0, SIZE, unprojected(still.camera, 0, one.depth))
    inside = np.isfinite(one.depth) & (x > 0) & (y > 0) & (x < SIZE.width) & (y < SIZE.height)
    column, row = np.where(inside, x, 0).astype(int), np.where(inside, y, 0).astype(int)
    found = other.depth[row, column]
    same = inside & (other.id[row, column] == one.id) & ~creased(one.depth) & ~creased(other.depth)[row, column]
    error = np.abs(found[same] - away[same]) / away[same]
    assert same.sum() > 20_000
    assert np.median(error) < 0.002
    assert np.percentile(error, 95) < 0.02


def test_normals_are_the_slope_of_the_depth(frame):
    view = view_matrix(shot().camera, 0)
    places = unprojected(shot().camera, 0, frame.depth)[..., :3]
    places = places @ view[:3, :3].T
    across, up = np.roll(places, -1, 1) - np.roll(places, 1, 1), np.roll(places, 1, 0) - np.roll(places, -1, 0)
    slope = np.cross(across, up)
    slope /= np.linalg.norm(slope, axis=2, keepdims=True)
    angle = np.degrees(np.arccos(np.clip((slope * frame.normal).sum(axis=2), -1, 1)))
    smooth = ~creased(frame.depth) & (frame.id > 0)
    ball = frame.id == shot().id_numbers["ball"]
    assert np.median(angle[smooth & (frame.id == 1)]) < 0.5
    assert np.percentile(angle[smooth & (frame.id == 1)], 95) < 3
    assert np.median(angle[smooth & ball]) < 12
    assert np.allclose(np.linalg.norm(frame.normal[frame.id > 0], axis=1), 1, atol=1e-4)
    assert frame.normal[-1, 30] == pytest.approx(view[:3, :3] @ [0, 0, 1], abs=0.01)


def test_the_same_frame_has_the_same_truth_again(cel, frame):
    again = cel.open(shot(), SIZE).frame(0, passes=EVERY)
    for layer in ("depth", "normal", "line", "id", "flow_forward"):
        assert np.array_equal(getattr(again, layer), getattr(frame, layer)), layer
    assert np.array_equal(again.pose[0].points, frame.pose[0].points)


def leaf_set(_setting, _seed, _wet=None, _loose=frozenset()):
    """A card that faces the camera, its picture solid on the left and clear on the right."""
    corners = [(-1, 0, 0), (1, 0, 0), (1, 0, 2), (-1, 0, 2)]
    uv = [(0, 1), (1, 1), (1, 0), (0, 0)]
    card = mesh(corners, [(0, -1, 0)] * 4, [[0, 1, 2], [0, 2, 3]], (1, 1, 1), (1, 1, 1), Surface.DECAL, uv)
    atlas = np.full((64, 64, 4), (40, 120, 30, 255), np.uint8)
    atlas[:, 32:, 3] = 0
    return Scenery(card, Mood(), atlas)


def test_what_is_cut_out_of_a_leaf_is_cut_out_of_every_layer(makers):
    painter = CelPainter(replace(makers, scenery=leaf_set))
    try:
        seen = painter.open(performance(), SIZE).frame(0, passes=EVERY)
    finally:
        painter.close()
    middle = SIZE.width // 2
    row = seen.id[SIZE.height // 2, middle - 40 : middle + 40]
    assert np.array_equal(np.isinf(seen.depth), seen.id == 0)
    assert (row[:38] == 1).all()
    assert (row[42:] == 0).all()
    green = seen.colour[..., 1] > seen.colour[..., 2].astype(int) + 30
    assert (green != (seen.id == 1)).mean() < 0.01
