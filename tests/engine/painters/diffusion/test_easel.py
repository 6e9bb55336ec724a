"""Painting on the engine thread: events, tries, cancelling and going on, and a window's previews in between."""

import queue
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studio.engine.estimates import estimate
from studio.engine.jobs import Cancelled, Failed, Finished, FrameReady, JobEvent, Preview, Progress
from studio.engine.painters.catalogue import Setting, entry_of
from studio.engine.painters.diffusion.choices import Choices
from studio.engine.painters.diffusion.levers import Card
from studio.engine.painters.painter import Size
from studio.engine.painting_jobs import LayDown, Paint, PaintPreview, TakeMade
from studio.engine.takes import TakeRecord, TakeStore
from studio.engine.thread import Engine
from studio.engine.workshop import Workshop
from studio.timeline.film import Film, Seconds

pytest.importorskip("tiny_painters", reason='Painting is an extra that is not here: pip install ".[paint]"')

SETTING = Setting(64, 48, 9, 3, 3.0)
CHOICES = Choices(setting=SETTING, device="cpu", save_every_s=0.0, preview_every_s=0.0)
SMALL = Size(64, 36)


class Desk:
    """An engine and what it says."""

    def __init__(self) -> None:
        self.events: queue.Queue[JobEvent] = queue.Queue()
        self.engine = Engine(self.events.put, Workshop())

    def heard(self, until: Callable[[JobEvent], bool]) -> list[JobEvent]:
        said: list[JobEvent] = []
        while not said or not until(said[-1]):
            said.append(self.events.get(timeout=120))
        return said


def ending(event: JobEvent) -> bool:
    return isinstance(event, Finished | Cancelled | Failed)


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    made = Desk()
    yield made
    made.engine.close()


@pytest.fixture
def request_(film: Film, model: Callable[[str], Path], tmp_path: Path) -> Paint:
    folder = tmp_path / "Film.tsuzuki" / "takes"
    folder.mkdir(parents=True)
    return Paint(film, film.shots[0].id, folder, str(model("wan_vace")), SMALL, CHOICES)


def test_a_shot_is_painted_watched_and_measured(desk: Desk, request_: Paint) -> None:
    desk.engine.submit(replace(request_, tries=2, good=1.1))
    said = desk.heard(ending)
    assert isinstance(said[-1], Finished), said[-1]
    tries = [one for one in said if isinstance(one, TakeMade)]
    assert [one.attempt for one in tries] == [0, 1], "no take is that good, so it is tried again"
    assert tries[0].take != tries[1].take
    assert all(TakeStore(request_.takes).find(one.take) is not None for one in tries), "every try is kept"
    assert {name for name, _ in tries[0].score} >= {"lines", "identity", "flicker", "overall"}
    best = max(tries, key=lambda one: dict(one.score)["overall"])
    assert said[-1].output == request_.takes / best.take
    pictures = [one for one in said if isinstance(one, PaintPreview)]
    assert pictures[0].frames.shape == (3, 6, 12, 3)
    assert pictures[0].fps >= 1
    words = [one.what for one in said if isinstance(one, Progress)]
    assert "painting, step 3 of 3" in words
    assert any("try 2" in one for one in words)


def test_a_good_take_is_not_tried_again(desk: Desk, request_: Paint) -> None:
    desk.engine.submit(replace(request_, tries=5, good=0.0))
    assert sum(isinstance(one, TakeMade) for one in desk.heard(ending)) == 1


def test_cancelled_it_is_taken_up_where_it_was(desk: Desk, request_: Paint) -> None:
    job = desk.engine.submit(request_)
    desk.heard(lambda one: isinstance(one, Progress) and "step 2" in one.what)
    desk.engine.cancel(job)
    assert isinstance(desk.heard(ending)[-1], Cancelled)
    assert list(request_.takes.glob("*.unfinished"))
    desk.engine.submit(LayDown())
    assert isinstance(desk.heard(ending)[-1], Finished)
    desk.engine.submit(request_)
    said = desk.heard(ending)
    assert isinstance(said[-1], Finished)
    assert not list(request_.takes.glob("*.unfinished"))
    words = [one.what for one in said if isinstance(one, Progress)]
    calls = 2 * 3
    assert words.count("painting, step 1 of 3") == calls - 1, "two windows, each whole and then person by person"


def test_a_preview_comes_between_two_steps_of_a_painting(desk: Desk, request_: Paint, film: Film) -> None:
    desk.engine.submit(request_)
    desk.heard(lambda one: isinstance(one, Progress) and "step 1" in one.what)
    desk.engine.submit(Preview(film, Seconds(0), SMALL))
    said = desk.heard(lambda one: isinstance(one, TakeMade))
    assert any(isinstance(one, FrameReady) for one in said)
    assert isinstance(desk.heard(ending)[-1], Finished)


def test_a_model_that_is_not_there_fails_the_job_in_a_sentence(desk: Desk, request_: Paint) -> None:
    desk.engine.submit(replace(request_, painter="wan-vace-1.3b"))
    failed = desk.heard(ending)[-1]
    assert isinstance(failed, Failed)
    assert "not installed" in failed.what
    desk.engine.submit(replace(request_, shot=type(request_.shot)("gone")))
    failed = desk.heard(ending)[-1]
    assert isinstance(failed, Failed)
    assert "not in the film" in failed.what


def test_estimates_learn_from_the_takes_that_were_made_here() -> None:
    entry = entry_of("wan-vace-1.3b")
    nothing = estimate(entry, Choices(), 48, [])
    assert nothing.seconds is None
    assert not nothing.measured

    def take(seconds: float, setting: Setting, painter: str = entry.name) -> TakeRecord:
        revision = f"1 abc {setting} grey 1"
        return TakeRecord("k", "s", 24, 24, 640, 360, painter, revision, 0, seconds=seconds)

    records = [take(48.0, entry.good), take(72.0, entry.good), take(60.0, entry.good), take(999, entry.good, "cel")]
    learned = estimate(entry, Choices(), 48, records)
    assert learned.seconds == pytest.approx(120.0)
    assert learned.measured
    drafted = estimate(entry, Choices(), 48, [take(24.0, entry.draft)])
    ratio = entry.good.steps * entry.good.width * entry.good.height / (15 * 640 * 368)
    assert drafted.seconds == pytest.approx(48 * ratio)
    assert not drafted.measured


def test_each_of_two_people_takes_as_long_as_the_shot_once_more() -> None:
    entry, card = entry_of("wan-vace-1.3b"), Card("cuda", "a card", 24.0, 64.0, 100.0)
    together, apart, one = (
        estimate(entry, Choices(apart=apart), 48, [], card, people).seconds
        for apart, people in ((False, 2), (True, 2), (True, 1))
    )
    assert together is not None
    assert apart == pytest.approx(3 * together)
    assert one == together
