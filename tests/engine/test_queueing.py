"""Which finals go on side by side, and whose turn it is."""

from pathlib import Path

from studio.engine.jobs import Export, JobId, Redo, Request
from studio.engine.painters.painter import Size
from studio.engine.painting_jobs import LayDown, Paint
from studio.engine.queueing import Job, Lane, abreast, due, lane_of
from studio.timeline.film import Film, ShotId

FILM, SIZE, TAKES = Film(title="Test"), Size(64, 36), Path("takes")


def export(name: str, painter: str = "cel") -> Export:
    return Export(FILM, Path(name), SIZE, TAKES, painter)


def paint() -> Paint:
    return Paint(FILM, ShotId("one"), TAKES, "model", SIZE)


def queued(*requests: Request) -> list[Job]:
    return [Job(JobId(n), request, lane_of(request), n) for n, request in enumerate(requests, start=1)]


def under_way(job: Job) -> Job:
    job.steps = iter(())  # type: ignore[assignment]
    return job


def going(jobs: list[Job], most: int = 2, room: bool = True) -> list[int]:
    return [job.id for job in abreast(jobs, most, lambda _: room)]


def test_the_first_few_go_on() -> None:
    assert going(queued(export("a"), export("b"), export("c"))) == [1, 2]
    assert going(queued(export("a"), export("b"), export("c")), most=1) == [1]


def test_models_paint_one_at_a_time_beside_exports_that_need_none() -> None:
    assert going(queued(paint(), paint(), export("a"))) == [1, 3]
    assert going(queued(export("a", "model"), paint(), LayDown()), most=4) == [1]
    redo = Redo(FILM, TAKES, (), SIZE, "model")
    assert going(queued(redo, export("a"), paint()), most=4) == [1, 2]


def test_two_exports_never_write_the_same_file_at_once() -> None:
    assert going(queued(export("a"), export("a"), export("b"))) == [1, 3]


def test_those_under_way_go_on_when_fewer_may() -> None:
    first, second, third = queued(export("a"), export("b"), export("c"))
    assert going([first, under_way(second), under_way(third)], most=1) == [2, 3]


def test_without_memory_for_another_one_goes_on_alone_and_is_not_overtaken() -> None:
    assert going(queued(export("a"), export("b")), room=False) == [1]
    assert going(queued(export("a")), room=False) == [1], "alone, it is refused in words if it does not fit"


def test_a_turn_lasts_and_then_the_other_has_its_own() -> None:
    jobs = queued(export("a"), export("b"))
    order = list[int]()
    for number in range(3, 11):
        job = due(jobs, set(), 2, lambda _: True)
        assert job is not None
        job.had(0.5, number)
        order.append(job.id)
    assert order == [1, 1, 2, 2, 1, 1, 2, 2]


def test_one_that_rests_is_passed_over_and_urgent_work_comes_first() -> None:
    jobs = queued(export("a"), export("b"))
    resting = due(jobs, {JobId(1)}, 2, lambda _: True)
    assert resting is jobs[1]
    assert due(jobs, {JobId(1), JobId(2)}, 2, lambda _: True) is None
    chore = Job(JobId(3), export("c"), Lane.CHORE, 3)
    reading = Job(JobId(4), export("d"), Lane.READING, 4)
    assert due([*jobs, chore, reading], set(), 2, lambda _: True) is reading
    assert due([*jobs, chore], {JobId(1), JobId(2)}, 2, lambda _: True) is chore
