"""The cel painter's pictures: what a person would notice in them."""

from dataclasses import replace

import numpy as np
import pytest
from cel_shots import actor, camera, face, member, performance, prop_track, turn

from studio.engine.painters.cel.painter import EFFECT_ORDER, CelPainter, Effects
from studio.engine.painters.painter import PaintOrder, Size
from studio.engine.performance import Viseme, projection_matrix, view_matrix
from studio.engine.stop import StopToken
from studio.errors import InvalidRequest, Stopped

SMALL = Size(320, 180)


def two_people(frames=1, **more):
    cast = [
        actor(member("hana"), frames, at=(-0.5, 0), heading=-1.2, pose={"upper_arm_l": turn((0, 1, 0), -30)}),
        actor(member("ken", build="boy", hair_style="spiky"), frames, at=(0.6, 0.2), heading=-1.9),
    ]
    return performance(cast, [prop_track(frames=frames)], camera(frames), frames, **more)


def close_up(showing=None, **more):
    view = camera(1, eye=(0.0, -1.5, 1.42), target=(0.0, 0.0, 1.42), fov=0.4)
    return performance([actor(member("hana"), showing=showing)], (), view, **more)


def painted(cel, shot, size=SMALL, index=0, effects=None):
    return cel.open(shot, size).frame(index, effects).colour


def difference(one, other):
    return np.abs(one.astype(int) - other.astype(int)).max(axis=2)


@pytest.mark.parametrize("size", [Size(16, 16), Size(17, 33), Size(641, 361), Size(33, 400)])
def test_any_size_paints_a_picture(cel, size):
    colour = painted(cel, two_people(), size)
    assert colour.shape == (size.height, size.width, 3)
    assert colour.dtype == np.uint8
    assert len(np.unique(colour.reshape(-1, 3), axis=0)) > 10


@pytest.mark.parametrize("size", [Size(8, 64), Size(9000, 100), Size(8192, 8192)])
def test_a_size_that_cannot_be_painted_is_refused_in_words(cel, size):
    with pytest.raises(InvalidRequest) as refusal:
        cel.open(two_people(), size)
    assert str(size) in str(refusal.value)
    assert refusal.value.remedy


def test_the_same_performance_gives_the_same_pixels_in_any_order_and_in_another_painter(cel, makers):
    shot = two_people(4, hour="night", weather="rain", wind=(1.0, 0.5))
    in_order = [frame.colour for frame in cel.paint(shot, PaintOrder(SMALL), StopToken())]
    other = CelPainter(makers)
    try:
        painting = other.open(shot, SMALL)
        out_of_order = {index: painting.frame(index, Effects.finished()).colour for index in (3, 0, 2, 1)}
    finally:
        other.close()
    assert all(np.array_equal(colour, out_of_order[index]) for index, colour in enumerate(in_order))
    assert not np.array_equal(in_order[0], in_order[1]), "rain falls"


def test_the_top_row_is_the_sky_and_the_figure_stands_where_the_camera_says(cel):
    shot = performance([actor(member("hana"), at=(0.7, 0.0))], (), camera())
    with_her, without = painted(cel, shot), painted(cel, performance((), (), camera()))
    changed = difference(with_her, without) > 40
    rows, columns = np.nonzero(changed)
    clip = projection_matrix(0.6, SMALL.width / SMALL.height) @ view_matrix(shot.camera, 0) @ [0.7, 0.0, 1.45, 1]
    expected = (clip[0] / clip[3] * 0.5 + 0.5) * SMALL.width
    head = columns[rows < rows.min() + 12]
    assert abs(head.mean() - expected) < 6
    assert without[0].mean() > 100
    assert without[0, :, 2].mean() > without[0, :, 0].mean(), "a blue sky is at the top"


def test_rain_and_night_are_seen(cel):
    day, night = painted(cel, two_people()), painted(cel, two_people(hour="night"))
    wet = painted(cel, two_people(hour="night", weather="rain"))
    assert night.mean() < 0.75 * day.mean()
    assert (difference(night, wet) > 12).mean() > 0.02


def test_a_mouth_that_opens_changes_the_face_and_nothing_else(cel):
    still = painted(cel, close_up(face(1)))
    speaking = painted(cel, close_up(face(1, Viseme.A, 1.0)))
    rows, columns = np.nonzero(difference(still, speaking) > 60)
    assert len(rows) > 20
    assert np.ptp(columns) < 0.25 * SMALL.width
    assert rows.min() > 0.3 * SMALL.height


def test_ink_and_shadows_are_coloured_never_black(cel):
    colour = painted(cel, close_up(), Size(480, 270)).astype(int)
    coat = colour[-20:, 200:280].reshape(-1, 3)
    dark = coat[coat.sum(axis=1) < np.percentile(coat.sum(axis=1), 5) + 1]
    assert (dark.max(axis=1) - dark.min(axis=1)).mean() > 12
    assert colour.sum(axis=2).min() > 0


def test_a_shadow_lies_on_the_ground_beside_the_figure(cel):
    shot = performance([actor(member("hana"))], (), camera())
    bare = painted(cel, performance((), (), camera()))
    change = difference(painted(cel, shot), bare)
    ground = change[int(0.66 * SMALL.height) :, int(0.54 * SMALL.width) :]
    assert (ground > 12).sum() > 30


@pytest.mark.parametrize(
    ("name", "shot"),
    [
        ("reflections", two_people(hour="night", weather="rain")),
        ("soft_shadows", two_people()),
        ("background_blur", close_up(hour="night")),
        ("bloom", two_people(hour="night")),
        ("halos", two_people(hour="night")),
        ("antialiasing", two_people()),
        ("set_lines", two_people()),
        ("folds", close_up()),
        ("outlines", two_people()),
    ],
)
def test_each_effect_is_seen_and_can_be_left_out(cel, name, shot):
    size = Size(480, 270)
    change = difference(painted(cel, shot, size), painted(cel, shot, size, effects=replace(Effects(), **{name: False})))
    assert (change > 8).sum() > 40


def test_effects_are_given_up_in_the_stated_order():
    assert Effects.without(0) == Effects.all()
    assert [Effects.without(count).dropped for count in (1, 3)] == [EFFECT_ORDER[:1], EFFECT_ORDER[:3]]
    assert Effects.without(len(EFFECT_ORDER)).dropped == EFFECT_ORDER


def test_a_camera_that_stops_shows_the_same_set_as_one_that_never_moved(cel):
    moving = camera(3, travel=(0.2, 0.0, 0.0))
    moving.eye[2], moving.target[2] = moving.eye[1], moving.target[1]
    resting = camera(1, eye=tuple(moving.eye[1]), target=tuple(moving.target[1]))
    painting = cel.open(performance((), (), moving, 3), SMALL)
    frames = [painting.frame(index).colour for index in range(3)]
    assert np.array_equal(frames[1], frames[2])
    assert np.array_equal(frames[2], painted(cel, performance((), (), resting)))
    assert not np.array_equal(frames[0], frames[1])


def test_painting_stops_when_told(cel):
    token = StopToken()
    frames = cel.paint(two_people(3), PaintOrder(SMALL), token)
    next(frames)
    token.stop()
    with pytest.raises(Stopped):
        next(frames)


def test_painting_begins_where_it_is_asked_to(cel):
    frames = cel.paint(two_people(3), PaintOrder(SMALL, first=2), StopToken())
    assert [frame.index for frame in frames] == [2]


def test_a_shot_is_painted_on_as_before_after_many_others_took_its_place_on_the_card(cel):
    shot = two_people(2)
    painting = cel.open(shot, SMALL)
    begun = painting.frame(0).colour.copy()
    others = [cel.open(two_people(1, set_kind=f"other {number}"), SMALL) for number in range(8)]
    for one in (*others, *others):
        one.frame(0)
    assert (painting.frame(0).colour == begun).all()
