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
    to_go = TimeToGo()
    assert to_go.seconds_left(10, 100, now=5.0) is None
    assert to_go.seconds_left(20, 100, now=7.0) == 16.0


def test_time_to_go_follows_the_pace_of_late() -> None:
    to_go = TimeToGo()
    for second in range(60):
        to_go.seconds_left(10 * second, 2000, now=float(second))
    for second in range(60, 120):
        left = to_go.seconds_left(600 + (second - 60), 2000, now=float(second))
    assert left is not None
    assert 1200 < left < 1400, "one a second, since another job came beside it"


def test_each_part_of_a_job_is_told_by_its_own_pace() -> None:
    to_go = TimeToGo()
    for second in range(20):
        to_go.seconds_left(second, 20, now=float(second))
    assert to_go.seconds_left(10, 400, now=20.0) is None
    assert to_go.seconds_left(30, 400, now=21.0) == 18.5
