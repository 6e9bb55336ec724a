"""The passes: measured against the geometry they are the truth of."""

import numpy as np
import pytest
from cel_shots import actor, camera, member, performance, prop_track

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
    plain = cel.open(shot(), SIZE).frame(0)
    assert (plain.depth, plain.line, plain.id) == (None, None, None)


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
