"""The lanes of the timeline share the room there is, and the waves give way where it is too little for all."""

from itertools import pairwise

import pytest

from studio.ui.timeline.lanes import BEST_HEIGHT, WAVE_LANES, Lane, lay_lanes, least_height


@pytest.mark.parametrize("tracks", [1, 3])
def test_every_lane_but_the_waves_is_there_at_the_least_height(tracks: int) -> None:
    height = least_height(tracks)
    lanes = lay_lanes(800, height, tracks)
    assert {lane for lane, room in lanes.items() if not room.height()} == set(WAVE_LANES)
    assert max(room.bottom() for room in lanes.values() if room.height()) < height


@pytest.mark.parametrize("height", [BEST_HEIGHT, 260, 700])
def test_lanes_lie_under_each_other_within_the_height(height: int) -> None:
    rooms = list(lay_lanes(800, height).values())
    assert all(room.height() > 0 for room in rooms)
    assert all(upper.bottom() < lower.top() for upper, lower in pairwise(rooms))
    assert rooms[-1].bottom() < height
    assert len(rooms) == len(Lane)
