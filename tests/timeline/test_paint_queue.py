"""The queue of paintings: its order, and that it is in the project file at every moment."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.errors import InvalidRequest
from studio.timeline.film import Film, ShotId
from studio.timeline.paint_queue import (
    PaintJob,
    PaintQueue,
    added,
    at_the_end,
    is_paint_job,
    moved,
    paused,
    read_queue,
    urgent,
    without,
    written,
)
from studio.timeline.store import Project


def queue(*names: str) -> PaintQueue:
    made = PaintQueue()
    for number, name in enumerate(names):
        made = added(made, number, PaintJob(ShotId(name), "wan-vace-1.3b", 1280, 720, place=at_the_end(made)))
    return made


def names(of: PaintQueue) -> list[str]:
    return [str(one.job.shot) for one in of.jobs]


def test_jobs_are_painted_in_the_order_they_came_unless_one_is_more_urgent() -> None:
    three = queue("a", "b", "c")
    assert names(three) == ["a", "b", "c"]
    assert names(urgent(three, 2, 5)) == ["c", "a", "b"]
    assert names(without(three, 0)) == ["b", "c"]


def test_a_paused_job_keeps_its_place_and_the_next_one_is_due() -> None:
    three = paused(queue("a", "b", "c"), 0, pause=True)
    assert names(three) == ["a", "b", "c"]
    assert three.due is not None
    assert three.due.job.shot == "b"
    again = paused(three, 0, pause=False)
    assert again.due is not None
    assert again.due.job.shot == "a"
    assert PaintQueue().due is None


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=12))
def test_a_moved_job_is_where_it_was_moved_to_and_the_others_stay_in_order(moves: list[tuple[int, int]]) -> None:
    five = urgent(queue("a", "b", "c", "d", "e"), 3, 2)
    for number, to in moves:
        before = names(five)
        name = str(five.of(number).job.shot)
        five = moved(five, number, to)
        before.remove(name)
        before.insert(to, name)
        assert names(five) == before


def test_what_ended_meanwhile_is_told_in_words() -> None:
    with pytest.raises(InvalidRequest, match="not in the queue any more"):
        paused(queue("a"), 7, pause=True)


def test_the_queue_is_in_the_project_and_other_work_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "Film.tsuzuki"
    project = Project.create(folder, Film(""))
    number = project.queue_add(written(PaintJob(ShotId("a"), "wan-vace-1.3b", 640, 360)))
    other = project.queue_add(b'{"target": "film.mp4"}')
    project.queue_put(number, written(PaintJob(ShotId("a"), "wan-vace-1.3b", 640, 360, paused=True)))
    project.close()
    again = Project.open(folder)
    rows = again.queued()
    again.close()
    assert [is_paint_job(row) for _, row in rows] == [True, False]
    read = read_queue(rows)
    assert [one.number for one in read.jobs] == [number]
    assert read.due is None
    assert other not in {one.number for one in read.jobs}
