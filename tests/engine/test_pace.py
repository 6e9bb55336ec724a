"""Keeping the rate, and telling the time to go."""

from studio.engine.pace import Pace, TimeToGo


def test_slow_frames_cost_effects_one_by_one() -> None:
    pace = Pace(fps=24, most=3)
    for _ in range(6):
        pace.took(0.08)
    assert pace.dropped == 1
    for _ in range(100):
        pace.took(0.08)
    assert pace.dropped == 3


def test_one_slow_frame_costs_nothing() -> None:
    pace = Pace(fps=24, most=3)
    for seconds in [0.02] * 5 + [0.09] + [0.02] * 20:
        pace.took(seconds)
    assert pace.dropped == 0


def test_effects_come_back_after_two_easy_seconds() -> None:
    pace = Pace(fps=24, most=3)
    for _ in range(6):
        pace.took(0.08)
    for _ in range(60):
        pace.took(0.01)
    assert pace.dropped == 0


def test_time_to_go_is_told_once_work_was_seen() -> None:
    to_go = TimeToGo(now=0.0)
    assert to_go.seconds_left(10, 100, now=5.0) is None
    assert to_go.seconds_left(20, 100, now=7.0) == 16.0
