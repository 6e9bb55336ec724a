"""A still becomes a shot: what is cut out is the subject, near things pass far ones, no edge shows, eyes blink."""

from dataclasses import replace as with_
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from still_shots import SMALL, Drawn, opened, performance_of, plain_view, vase, write

from studio.engine.painters.painter import PaintOrder, Pass, Size
from studio.engine.painters.still.painter import StillPainter
from studio.engine.stop import StopToken
from studio.errors import InvalidRequest
from studio.timeline.sources import Hint

TRUTHS = frozenset({Pass.DEPTH, Pass.ID, Pass.LINE, Pass.FLOW})
MOVES = ("dolly in", "dolly out", "pan left", "tilt up", "track right", "crane up", "orbit", "handheld", "dolly zoom",
         "zoom out", "camera roll", "whip pan", "crash zoom", "pull back to reveal")  # fmt: skip


def overlap(found: NDArray[np.bool_], truth: NDArray[np.bool_]) -> float:
    """Intersection over union."""
    size = found.shape[1], found.shape[0]
    truth = cv2.resize(truth.astype(np.uint8), size, interpolation=cv2.INTER_AREA) > 0
    return float((found & truth).sum() / (found | truth).sum())


def matte_of(path: Path, *hints: Hint) -> NDArray[np.bool_]:
    """What is cut out of a picture."""
    return opened(performance_of(path, hints=hints)).layers.matte > 0.5


def test_the_subject_is_cut_out_of_an_illustration_and_of_a_photograph(girl: Drawn, tmp_path: Path) -> None:
    picture, truth = vase()
    assert overlap(matte_of(girl.path), girl.truth) > 0.9
    assert overlap(matte_of(write(tmp_path / "vase.png", picture)), truth) > 0.9


def test_the_artists_strokes_say_what_is_the_subject(tmp_path: Path) -> None:
    picture, blue = vase()
    y, x = np.mgrid[0:270, 0:480]
    cup = np.hypot((x - 400) / 34, (y - 190) / 40) < 1
    picture[cup] = (150, 140, 118)
    path = write(tmp_path / "two.png", picture)
    cup_strokes = (
        Hint(True, ((0.78, 0.7), (0.88, 0.7)), 0.1),
        Hint(True, ((0.83, 0.6), (0.83, 0.8)), 0.1),
        Hint(False, ((0.5, 0.35), (0.5, 0.8)), 0.2),
    )
    assert overlap(matte_of(path), cup) < 0.3
    assert overlap(matte_of(path, *cup_strokes), cup) > 0.8
    assert overlap(matte_of(path, *cup_strokes), blue) < 0.2


def test_near_things_pass_far_ones(girl: Drawn) -> None:
    painting = opened(performance_of(girl.path, "track right"))
    frame = painting.frame(20, passes=TRUTHS)
    assert frame.id is not None
    assert frame.depth is not None
    assert frame.flow_forward is not None
    subject = frame.id == 2
    moved = frame.flow_forward[..., 0]
    assert moved[subject].mean() < 3 * moved[~subject].mean() < 0
    assert np.median(frame.depth[subject]) < 0.6 * np.median(frame.depth[~subject])


def test_flow_says_where_everything_goes(girl: Drawn) -> None:
    painting = opened(performance_of(girl.path, "orbit"), Size(480, 270))
    one, other = painting.frame(22, passes=TRUTHS), painting.frame(23)
    assert one.flow_forward is not None
    assert one.id is not None
    y, x = np.mgrid[0:270, 0:480].astype(np.float32)
    # Softened, so that what is compared is place and not the sharpness that resampling costs.
    before, after = (cv2.GaussianBlur(each.colour.astype(np.float32), (0, 0), 1.5) for each in (one, other))
    back = cv2.remap(after, x + one.flow_forward[..., 0], y + one.flow_forward[..., 1], cv2.INTER_CUBIC)
    warped, unmoved = (np.abs(each - before).mean(-1) for each in (back, after))
    subject = (one.id == 2).astype(np.uint8)
    for region in (cv2.erode(subject, np.ones((9, 9))) > 0, cv2.dilate(subject, np.ones((9, 9))) == 0):
        region[:12], region[-12:], region[:, :12], region[:, -12:] = False, False, False, False
        assert warped[region].mean() < 0.3 * unmoved[region].mean()


@pytest.mark.parametrize("shape", [(270, 480), (480, 270), (300, 300), (160, 960)])
def test_no_edge_of_the_picture_ever_shows(shape: tuple[int, int], tmp_path: Path) -> None:
    path, painter = write(tmp_path / "grey.png", np.full((*shape, 3), 128, np.uint8)), StillPainter()
    for move in MOVES:
        painting = painter.open(performance_of(path, move), SMALL)
        tall, wide = painting.layers.back.shape[:2]
        for index in (0, 11, 24, 47):
            column, row = painting.shown(index)
            assert -0.5 <= column.min() < column.max() <= wide - 0.5, f"{move} {index}"
            assert -0.5 <= row.min() < row.max() <= tall - 0.5, f"{move} {index}"


def test_eyes_close_and_open_again_and_the_rest_of_the_face_does_not(girl: Drawn) -> None:
    performance = performance_of(girl.path, "static", "close-up", seconds=3)
    painting = opened(performance)
    closed = painting.closed
    shut = int(np.argmax(closed))
    awake = next(index for index in range(shut, len(closed)) if closed[index] == 0)
    before, during, after = (painting.frame(index).colour.astype(int) for index in (shut - 4, shut, awake))
    changed = np.abs(during - before).max(-1) > 60
    assert changed.sum() > 60
    assert (np.abs(after - before).max(-1) > 60).sum() < 0.3 * changed.sum()
    assert np.ptp(np.nonzero(changed)[0]) < SMALL.height / 3
    assert during[changed].mean() > before[changed].mean()


def test_hair_stirs_while_camera_and_background_are_still(girl: Drawn) -> None:
    painting = opened(performance_of(girl.path, "static"))
    frames = [painting.frame(index, passes=TRUTHS) for index in (0, 12)]
    apart = np.abs(frames[0].colour.astype(int) - frames[1].colour).max(-1)
    assert frames[0].id is not None
    near_subject = cv2.dilate((frames[0].id == 2).astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
    assert apart[near_subject].max() > 20
    assert apart[~near_subject].max() == 0


def test_a_view_with_nobody_in_it_is_filmed_whole(tmp_path: Path) -> None:
    painting = opened(performance_of(write(tmp_path / "view.png", plain_view()), "dolly in"))
    frame = painting.frame(20, passes=TRUTHS)
    assert frame.id is not None
    assert frame.depth is not None
    assert set(np.unique(frame.id)) == {1}
    assert np.median(frame.depth[-20:]) < 0.4 * np.median(frame.depth[:20])


@pytest.mark.parametrize("weather", ["snow", "rain", "petals", "fog"])
def test_weather_is_in_the_air(weather: str, tmp_path: Path) -> None:
    path = write(tmp_path / "dark.png", np.full((180, 320, 3), 60, np.uint8))
    painting = opened(performance_of(path, "static", weather=weather))
    frames = [painting.frame(index).colour for index in (0, 8)]
    assert frames[0].mean() > 60.5
    assert (frames[0] != frames[1]).any()


def test_the_same_shot_is_painted_alike_to_the_last_bit_in_any_order(girl: Drawn) -> None:
    performance = performance_of(girl.path, "handheld", weather="snow")
    one, other = opened(performance), opened(performance)
    late = other.frame(30).colour
    other.frame(3)
    assert (one.frame(30).colour == late).all()
    assert (one.frame(3).colour == other.frame(3).colour).all()


def test_a_pass_that_a_picture_does_not_tell_is_refused_in_a_sentence(girl: Drawn) -> None:
    order = PaintOrder(SMALL, frozenset({Pass.COLOUR, Pass.NORMAL, Pass.POSE}))
    with pytest.raises(InvalidRequest, match="no normal and no pose pass") as refused:
        next(iter(StillPainter().paint(performance_of(girl.path), order, StopToken())))
    assert "colour,depth,line,id,flow" in refused.value.remedy


def test_a_shot_that_is_played_out_is_not_for_this_painter(girl: Drawn) -> None:
    played = with_(performance_of(girl.path), filmed=None)
    with pytest.raises(InvalidRequest, match="played out"):
        StillPainter().open(played, SMALL)
