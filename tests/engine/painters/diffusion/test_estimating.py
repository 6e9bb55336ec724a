"""What is told of pictures that nothing was simulated for, held against what a simulation knows."""

import numpy as np
import pytest

from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.diffusion.estimating import estimated_flow, estimated_line, midway
from studio.engine.painters.diffusion.returning import at_film_size, at_painting_size
from studio.engine.painters.painter import PaintedFrame, PaintOrder, Pass, Size
from studio.engine.performance import Performance
from studio.engine.stop import StopToken

SIZE = Size(640, 360)


@pytest.fixture(scope="module")
def frames(cel: CelPainter, performance: Performance) -> list[PaintedFrame]:
    order = PaintOrder(SIZE, frozenset({Pass.LINE, Pass.FLOW, Pass.ID}), frames=(4, 5, 6))
    return [one for one in cel.paint(performance, order, StopToken()) if isinstance(one, PaintedFrame)]


def test_lines_are_found_where_they_were_drawn(frames: list[PaintedFrame]) -> None:
    import cv2

    drawn = frames[0].line > 127
    found = estimated_line(frames[0].colour) > 127
    near = cv2.dilate(drawn.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    reached = cv2.dilate(found.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    people = frames[0].id >= 2
    assert reached[drawn & people].mean() > 0.8, "of the figures' lines"
    assert near[found].mean() > 0.5, "of what was found"
    assert found.mean() < 0.2, "lines, no areas"
    assert not estimated_line(np.full((90, 160, 3), 120, np.uint8)).any()


def test_motion_is_measured_to_a_pixel_and_known_where_it_is() -> None:
    rng = np.random.default_rng(1)
    small = rng.integers(0, 255, (24, 32, 3), np.uint8)
    ground = np.kron(small, np.ones((8, 8, 1), np.uint8))
    here, there = ground[16:-16, 16:-16], ground[13:-19, 11:-21]
    flow = estimated_flow(np.ascontiguousarray(here), np.ascontiguousarray(there))
    known = flow[..., 2] > 0.5
    assert known.mean() > 0.8
    assert np.abs(flow[known][:, :2] - (5, 3)).mean() < 0.5
    lost = estimated_flow(np.ascontiguousarray(here), rng.integers(0, 255, here.shape, np.uint8))
    assert (lost[..., 2] > 0.5).mean() < 0.3, "what is gone is not found"


def test_motion_of_drawings_agrees_with_the_simulations(frames: list[PaintedFrame]) -> None:
    flow = estimated_flow(frames[1].colour, frames[2].colour)
    exact = frames[1].flow_forward
    people = frames[1].id >= 2
    both = (flow[..., 2] > 0.5) & (exact[..., 2] > 0.5) & people
    assert both.sum() > 0.6 * people.sum(), "a bare wall tells nothing of its motion; a figure does"
    assert np.median(np.linalg.norm(flow[both][:, :2] - exact[both][:, :2], axis=-1)) < 1.0


def test_between_two_pictures_things_are_half_way() -> None:
    first, second = (np.full((64, 96, 3), 30, np.uint8) for _ in range(2))
    first[20:40, 20:40] = (220, 60, 40)
    second[20:40, 32:52] = (220, 60, 40)
    middle = midway(first, second, 0.5)
    columns = np.flatnonzero(middle[30, :, 0] > 150)
    assert abs(columns.mean() - 35.5) < 3
    assert np.array_equal(midway(first, first, 0.5), first)


def test_a_picture_of_the_film_comes_back_as_it_was() -> None:
    rng = np.random.default_rng(2)
    picture = np.kron(rng.integers(0, 255, (9, 16, 3), np.uint8), np.ones((20, 20, 1), np.uint8))
    painted = at_painting_size(picture, Size(336, 180))
    assert painted.shape == (180, 336, 3)
    assert np.array_equal(at_film_size(painted, Size(320, 180)), picture)
