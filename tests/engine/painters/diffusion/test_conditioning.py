"""From passes to what models are told, and back: sizes, lengths, ranges, polarity; wrong shapes are refused."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from studio.engine.painters.catalogue import Setting, entry_of
from studio.engine.painters.diffusion.choices import Control
from studio.engine.painters.diffusion.conditioning import (
    Conditions,
    checked,
    control_video,
    kept_again,
    letterboxed,
    painted_frames,
    painting_size,
    stride,
    vace_video,
)
from studio.engine.painters.diffusion.matching import matched, palette_distance
from studio.engine.painters.diffusion.returning import Neighbour, at_film_size, between
from studio.engine.painters.diffusion.windows import joined, plan_windows
from studio.engine.painters.painter import PaintedFrame, Size
from studio.errors import InvalidRequest

VACE = entry_of("wan-vace-1.3b")
HD = Setting(832, 480, 81, 25, 5.0)


def conditions(frames: int = 9, width: int = 32, height: int = 32) -> Conditions:
    pictures = np.full((frames, height, width, 3), 90, np.uint8)
    return Conditions(pictures, np.ones((frames, height, width), np.bool_), pictures // 2, "a girl", "", 1)


def frame(index: int = 0, **layers: np.ndarray) -> PaintedFrame:
    return PaintedFrame(index, np.full((8, 8, 3), (255, 0, 0), np.uint8), **layers)


def test_sizes_and_lengths_that_the_model_would_change_without_a_word_are_refused() -> None:
    checked(conditions(), VACE)
    with pytest.raises(InvalidRequest, match="multiples of 16, not 40x32"):
        checked(conditions(width=40), VACE)
    with pytest.raises(InvalidRequest, match="4k\\+1 frames"):
        checked(conditions(frames=10), VACE)
    with pytest.raises(InvalidRequest, match="repaint"):
        checked(replace(conditions(), repaint=np.ones((9, 16, 32), np.bool_)), VACE)
    with pytest.raises(InvalidRequest, match="control"):
        checked(replace(conditions(), control=np.zeros((9, 32, 32, 3), np.float32)), VACE)
    with pytest.raises(InvalidRequest, match="start"):
        checked(replace(conditions(), start=np.zeros((9, 9, 3), np.uint8)), VACE)
    with pytest.raises(InvalidRequest, match="reference"):
        checked(replace(conditions(), references=(np.zeros((9, 9), np.uint8),)), VACE)


def test_the_painting_shows_all_of_the_film_s_picture_and_nothing_is_stretched() -> None:
    for film in (Size(1280, 720), Size(1920, 1080), Size(640, 360), Size(720, 1280), Size(160, 90)):
        size = painting_size(film, HD, 16)
        assert size.width % 16 == size.height % 16 == 0
        assert size.height <= HD.height
        assert size.width / size.height >= film.width / film.height
        circle = np.zeros((size.height, size.width, 3), np.uint8)
        rows, columns = np.mgrid[: size.height, : size.width]
        radius = min(size.height, size.width) / 3
        inside = (rows - size.height / 2) ** 2 + (columns - size.width / 2) ** 2 < radius**2
        circle[inside] = 255
        back = at_film_size(circle, film)
        assert back.shape == (film.height, film.width, 3)
        tall = np.count_nonzero(back[:, film.width // 2, 0] > 127)
        wide = np.count_nonzero(back[film.height // 2, :, 0] > 127)
        assert abs(tall - wide) <= max(2, 0.01 * tall)


def test_only_whole_frames_of_the_film_are_painted() -> None:
    assert stride(24, VACE) == 2
    assert stride(12, VACE) == 1
    assert stride(24, entry_of("ltx-2.3")) == 1
    assert painted_frames(6, 2) == (0, 2, 4, 5)
    assert painted_frames(1, 2) == (0,)


def test_grey_is_luma_and_depth_is_nearness_in_one_range_for_the_shot() -> None:
    assert set(np.unique(control_video([frame()], Control.GREY))) == {round(255 * 0.2126)}
    far = np.full((8, 8), np.inf, np.float32)
    near = np.full((8, 8), 1.0, np.float32)
    near[:, :4] = 2.0
    video = control_video([frame(depth=far), frame(depth=near)], Control.DEPTH)
    assert video.shape == (2, 8, 8, 3)
    assert video[0].max() == 0, "the sky is black in every frame, though it fills one"
    assert (video[1, 0, 0, 0], video[1, 0, 7, 0]) == (128, 255), "twice as far is half as bright"
    line = np.zeros((8, 8), np.uint8)
    line[2] = 255
    scribble = control_video([frame(line=line)], Control.SCRIBBLE)
    assert scribble[0, 2].max() == 0, "ink is black"
    assert scribble[0, 3].min() == 255
    with pytest.raises(InvalidRequest, match="was not painted"):
        control_video([frame()], Control.DEPTH)


def test_masks_are_white_where_it_is_painted_anew_and_what_is_kept_is_shown() -> None:
    told = conditions()
    told.repaint[:3] = False
    video, mask = vace_video(told)
    assert video.shape == (1, 9, 3, 32, 32)
    assert mask.shape == (1, 9, 1, 32, 32)
    assert (mask[0, 2].max(), mask[0, 3].min()) == (0, 1)
    assert video[0, 0, 0, 0, 0] == pytest.approx(45 / 255)
    assert video[0, 5, 0, 0, 0] == pytest.approx(90 / 255)
    painted = np.full_like(told.control, 200)
    back = kept_again(painted, told)
    assert back[:3].max() == 45
    assert back[3:].min() == 200


def test_references_lie_whole_on_white() -> None:
    sheet = letterboxed(np.zeros((40, 10, 3), np.uint8), Size(64, 32))
    assert sheet.shape == (32, 64, 3)
    assert sheet[:, :20].min() == 255
    assert sheet[16, 32].max() == 0


def test_windows_cover_every_frame_share_at_least_five_and_never_cross_a_cut() -> None:
    for frames in (1, 5, 9, 40, 81, 82, 120, 250, 601):
        windows = plan_windows(frames, 49, VACE.frame_rule)
        covered = {frame for window in windows for frame in range(window.first, window.last)}
        assert covered == set(range(frames))
        assert all(VACE.frame_rule.allows(window.length) and window.length <= 49 for window in windows)
        assert all(window.shared >= 5 for window in windows[1:])
        assert not any(one.chained and other.chained for one, other in pairwise(windows))
    cut = plan_windows(60, 49, VACE.frame_rule, cuts=(20,))
    assert [(window.first, window.last, window.shared) for window in cut] == [(0, 20, 0), (20, 60, 0)]


def test_windows_are_crossfaded_where_they_overlap_and_cut_hard_at_cuts() -> None:
    windows = plan_windows(13, 9, VACE.frame_rule)
    dark, light = (
        np.full((window.frames, 4, 4, 3), tone, np.uint8) for window, tone in zip(windows, (0, 200), strict=True)
    )
    levels = joined(windows, [dark, light])[:, 0, 0, 0].astype(int)
    assert levels[0] == 0
    assert levels[-1] == 200
    assert (np.diff(levels) >= 0).all()
    assert np.diff(levels).max() <= 40, "no frame jumps"
    across = plan_windows(8, 9, VACE.frame_rule, cuts=(4,))
    hard = joined(across, [np.zeros((4, 4, 4, 3), np.uint8), np.full((4, 4, 4, 3), 200, np.uint8)])[:, 0, 0, 0]
    assert hard.tolist() == [0] * 4 + [200] * 4


def test_what_a_model_drifts_by_in_colour_is_taken_back() -> None:
    random = np.random.default_rng(1)
    cel = random.integers(40, 200, (5, 16, 16, 3), np.uint8)
    drifted = np.clip(cel * 0.7 + 60, 0, 255).astype(np.uint8)
    assert palette_distance(drifted, cel) > 5
    assert palette_distance(matched(drifted, cel), cel) < 1.5
    assert np.abs(matched(cel, cel).astype(int) - cel).max() <= 2, "what fits is left alone"


def test_what_lies_between_two_painted_frames_is_moved_there_by_the_flow() -> None:
    """A square goes four pixels right from one painted frame to the next: half way it is half way, and sharp."""

    def square(at: int) -> np.ndarray:
        picture = np.zeros((24, 24, 3), np.uint8)
        picture[8:16, at : at + 8] = 255
        return picture

    def cel(at: int) -> PaintedFrame:
        number = (square(at)[..., 0] > 0).astype(np.uint8) + 1
        flow = np.zeros((24, 24, 3), np.float32)
        flow[..., 2] = 1
        back = flow.copy()
        flow[number == 2, 0], back[number == 2, 0] = 2, -2
        return PaintedFrame(0, square(at), id=number, flow_forward=flow, flow_backward=back)

    made = between(cel(6), Neighbour(square(4), cel(4), 1), Neighbour(square(8), cel(8), 1))
    assert np.abs(made.astype(int) - square(6)).max() <= 3
