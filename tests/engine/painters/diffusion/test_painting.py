"""The whole of a shot painted by a model: windows, memory, previews, what survives, and what a take is made of."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from msgspec import structs

from studio.engine.briefs import brief_of
from studio.engine.painters.catalogue import Setting, entry_of
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.diffusion.choices import Choices
from studio.engine.painters.diffusion.ladder import LADDER, Means
from studio.engine.painters.diffusion.levers import Pace
from studio.engine.painters.diffusion.painter import DiffusionPainter
from studio.engine.painters.painter import Brief, PaintedFrame, PaintOrder, Pass, Size, Working
from studio.engine.performance import Performance
from studio.engine.production import FilmOrder, make_take, take_record
from studio.engine.staging import Rehearsals, Staged, stage_shots
from studio.engine.stop import StopToken
from studio.engine.takes import TakeStore
from studio.errors import DeviceLimit, Stopped
from studio.timeline.film import Film

SMALL = Size(64, 36)
CHOICES = Choices(setting=Setting(64, 48, 9, 2, 3.0), device="cpu", save_every_s=0.0, preview_every_s=0.0)
tiny = pytest.importorskip("tiny_painters", reason='Painting is an extra that is not here: pip install ".[paint]"')
torch = tiny.torch


class Studio:
    """A painter of a shot, with all it needs."""

    def __init__(self, painter: DiffusionPainter, performance: Performance, brief: Brief) -> None:
        self.painter = painter
        self.performance = performance
        self.brief = brief

    def order(self, unfinished: Path | None = None) -> PaintOrder:
        return PaintOrder(SMALL, brief=self.brief, unfinished=unfinished)

    def said(self, order: PaintOrder | None = None, stop: StopToken | None = None) -> Iterator[PaintedFrame | Working]:
        return self.painter.paint(self.performance, order or self.order(), stop or StopToken())

    def colours(self, order: PaintOrder | None = None) -> np.ndarray:
        return np.stack([one.colour for one in self.said(order) if isinstance(one, PaintedFrame)])


@pytest.fixture
def studio(model: Callable[[str], Path], cel: CelPainter, performance: Performance, brief: Brief) -> Studio:
    return Studio(made(model, cel), performance, brief)


@pytest.fixture(scope="module")
def whole(model: Callable[[str], Path], cel: CelPainter, performance: Performance, brief: Brief) -> np.ndarray:
    """Every frame, painted without anything in the way."""
    return Studio(made(model, cel), performance, brief).colours()


def made(model: Callable[[str], Path], cel: CelPainter, choices: Choices = CHOICES) -> DiffusionPainter:
    return DiffusionPainter(entry_of("wan-vace-1.3b"), model("wan_vace"), cel, choices)


def latents(folder: Path) -> list[np.ndarray]:
    from safetensors.numpy import load_file

    return [load_file(path)["latents"] for path in sorted(folder.glob("window-[0-9].safetensors"))]


@contextmanager
def failing(kind: type, fault: BaseException, calls: int = 1) -> Iterator[list[int]]:
    """The first calls of a kind of network fail."""
    forward, left = kind.forward, [calls]

    def poor(self: object, *inputs: object, **named: object) -> object:
        if left[0]:
            left[0] -= 1
            raise fault
        return forward(self, *inputs, **named)

    kind.forward = poor
    try:
        yield left
    finally:
        kind.forward = forward


def test_every_frame_of_the_film_is_painted_at_its_size(studio: Studio, tmp_path: Path) -> None:
    frames, words = [], []
    for one in studio.said(studio.order(tmp_path / "shot")):
        (frames if isinstance(one, PaintedFrame) else words).append(one)
    assert [frame.index for frame in frames] == list(range(studio.performance.frames))
    assert all(frame.colour.shape == (36, 64, 3) for frame in frames)
    assert len(latents(tmp_path / "shot")) == 2, "longer than one window"
    shares = [word.done / word.total for word in words]
    assert shares == sorted(shares)
    assert any("step 2 of 2" in word.what for word in words)


def test_passes_go_with_painted_frames_as_the_cel_painter_draws_them(studio: Studio, cel: CelPainter) -> None:
    order = replace(studio.order(), passes=frozenset({Pass.ID, Pass.DEPTH}), frames=(0, 3))
    painted = [one for one in studio.said(order) if isinstance(one, PaintedFrame)]
    truth = list(cel.paint(studio.performance, replace(order, brief=Brief()), StopToken()))
    assert [frame.index for frame in painted] == [0, 3]
    for mine, other in zip(painted, truth, strict=True):
        assert np.array_equal(mine.id, other.id)
        assert not np.array_equal(mine.colour, other.colour)


def test_previews_change_nothing_and_show_the_colours_that_come(
    studio: Studio, model: Callable[[str], Path], cel: CelPainter, tmp_path: Path
) -> None:
    seen = [one.preview for one in studio.said(studio.order(tmp_path / "on" / "shot")) if isinstance(one, Working)]
    shown = [one for one in seen if one is not None]
    assert shown[0].shape == (3, 6, 12, 3)
    blind = Studio(made(model, cel, replace(CHOICES, previews=False)), studio.performance, studio.brief)
    blind.colours(blind.order(tmp_path / "off" / "shot"))
    for one, other in zip(latents(tmp_path / "on" / "shot"), latents(tmp_path / "off" / "shot"), strict=True):
        assert np.array_equal(one, other)


def test_stopped_at_any_moment_it_goes_on_where_it_was(studio: Studio, whole: np.ndarray, tmp_path: Path) -> None:
    work = tmp_path / "shot"
    for moment in (14, 18, 20, 22, 25):
        stop = StopToken()
        saying = studio.said(studio.order(work), stop)
        for _ in range(moment):
            if next(saying, None) is None:
                break
        stop.stop()
        with pytest.raises(Stopped):
            next(saying)
    resumed = [one for one in studio.said(studio.order(work)) if isinstance(one, Working)]
    assert not any("step 1 of 2" in one.what for one in resumed if one.done <= 2), "the first step is not done again"
    assert np.array_equal(studio.colours(studio.order(work)), whole)


def test_left_in_the_middle_it_lets_the_model_go(studio: Studio, whole: np.ndarray) -> None:
    saying = studio.said()
    for word in saying:
        if isinstance(word, Working) and "step" in word.what:
            break
    saying.close()
    assert np.array_equal(studio.colours(), whole)


def test_at_rest_it_holds_no_network_and_paints_the_same_again(studio: Studio, whole: np.ndarray) -> None:
    import gc
    import weakref

    network = weakref.ref(studio.painter.model.pipe(lambda *_: None).transformer)
    studio.painter.rest()
    gc.collect()
    assert network() is None
    assert np.array_equal(studio.colours(), whole)


@pytest.mark.parametrize("stage", ["UMT5EncoderModel", "WanEncoder3d", "WanVACETransformer3DModel", "WanDecoder3d"])
def test_out_of_memory_at_any_stage_gives_something_up_and_says_so(
    studio: Studio, whole: np.ndarray, stage: str
) -> None:
    import diffusers.models.autoencoders.autoencoder_kl_wan as wan_vae
    import transformers

    kind = getattr(wan_vae, stage, None) or getattr(tiny, stage, None) or getattr(transformers, stage)
    with failing(kind, torch.OutOfMemoryError("CUDA out of memory"), calls=2) as left:
        said = list(studio.said())
    assert left == [0]
    notes = [one.note for one in said if isinstance(one, Working) and one.note]
    assert notes == [LADDER[1][1], LADDER[2][1]]
    assert np.array_equal(np.stack([one.colour for one in said if isinstance(one, PaintedFrame)]), whole)


@pytest.mark.parametrize("stage", ["load_network", "fit"])
def test_out_of_memory_while_a_model_is_opened_or_placed_gives_something_up_too(
    studio: Studio, whole: np.ndarray, stage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from studio.engine.painters.diffusion import model as opened

    work, left = getattr(opened, stage), [2]

    def poor(*told: object) -> object:
        if left[0]:
            left[0] -= 1
            raise torch.OutOfMemoryError("CUDA out of memory")
        return work(*told)

    monkeypatch.setattr(opened, stage, poor)
    said = list(studio.said())
    assert [one.note for one in said if isinstance(one, Working) and one.note] == [LADDER[1][1], LADDER[2][1]]
    assert np.array_equal(np.stack([one.colour for one in said if isinstance(one, PaintedFrame)]), whole)


def test_blocks_that_cannot_be_compiled_are_used_as_they_are(studio: Studio, whole: np.ndarray) -> None:
    from torch._dynamo.exc import Unsupported

    list(studio.said())
    studio.painter.model.use(Means(), Pace(compiled=True))
    with failing(tiny.WanVACETransformer3DModel, Unsupported("a graph break")):
        said = list(studio.said())
    assert any("could not be compiled" in one.note for one in said if isinstance(one, Working))
    assert not studio.painter.model.pace.compiled
    assert np.array_equal(np.stack([one.colour for one in said if isinstance(one, PaintedFrame)]), whole)


def test_the_levers_are_chosen_for_the_machine_and_the_take_says_what_they_leave_out(
    model: Callable[[str], Path], cel: CelPainter, performance: Performance, brief: Brief
) -> None:
    long = replace(CHOICES, setting=Setting(64, 48, 9, 12, 3.0))
    painter = made(model, cel, long)
    said = list(Studio(painter, performance, brief).said())
    assert painter.plan is not None
    assert painter.model.pace == painter.plan.pace
    assert painter.model.pace.cache == 0.05
    assert painter.plan.note in [one.note for one in said if isinstance(one, Working)]
    assert sum(isinstance(one, PaintedFrame) for one in said) == performance.frames


def test_the_last_rungs_paint_shorter_and_smaller_and_then_it_is_refused(studio: Studio) -> None:
    short = torch.OutOfMemoryError("CUDA out of memory")
    with failing(tiny.WanVACETransformer3DModel, short, calls=len(LADDER) - 1):
        said = list(studio.said())
    assert [one.note for one in said if isinstance(one, Working) and one.note] == [note for _, note in LADDER[1:]]
    assert sum(isinstance(one, PaintedFrame) for one in said) == studio.performance.frames
    assert all(one.colour.shape == (36, 64, 3) for one in said if isinstance(one, PaintedFrame))
    studio.painter.rest()
    with failing(tiny.WanVACETransformer3DModel, short, calls=99), pytest.raises(DeviceLimit, match="does not fit"):
        list(studio.said())


def test_a_lost_card_fails_the_job_and_not_the_next_one(studio: Studio) -> None:
    lost = torch.AcceleratorError("CUDA error: device lost")
    with failing(tiny.WanVACETransformer3DModel, lost), pytest.raises(DeviceLimit, match="stopped answering"):
        list(studio.said())
    assert studio.colours().shape[0] == studio.performance.frames


def test_a_bug_is_not_taken_for_want_of_memory(studio: Studio) -> None:
    bug = RuntimeError("shapes do not match")
    with failing(tiny.WanVACETransformer3DModel, bug), pytest.raises(RuntimeError, match="shapes"):
        list(studio.said())


def test_one_painting_at_a_time_uses_a_model(studio: Studio) -> None:
    saying = studio.said()
    next(saying)
    with pytest.raises(AssertionError):
        next(studio.said())
    saying.close()


def test_a_take_is_made_of_the_model_the_words_and_the_try(
    studio: Studio, film: Film, model: Callable[[str], Path], cel: CelPainter, tmp_path: Path
) -> None:
    staged = next(iter(stage_shots(film, Rehearsals(), StopToken())))
    takes = TakeStore(tmp_path / "takes")

    def take(painter: DiffusionPainter, shot: Staged = staged, attempt: int = 0) -> str:
        order = FilmOrder(tmp_path, SMALL, attempt=attempt)
        list(make_take(shot, painter, order, takes, StopToken()))
        record = take_record(shot, painter, SMALL, brief_of(shot.shot, film.cast, attempt))
        assert takes.find(record.key) is not None
        return record.key

    first = take(studio.painter)
    assert take(studio.painter) == first
    directions = structs.replace(film.shots[0].directions, subject="A cat")
    changed = structs.replace(film.shots[0], directions=directions)
    told = replace(staged, step=structs.replace(staged.step, shot=changed))
    folder = Path(shutil.copytree(model("wan_vace"), tmp_path / "other"))
    (folder / "scheduler" / "scheduler_config.json").write_text("{}")
    other = DiffusionPainter(entry_of("wan-vace-1.3b"), folder, cel, CHOICES)
    keys = {first, take(studio.painter, told), take(studio.painter, attempt=1), other.revision}
    assert len(keys) == 4
    assert other.revision != studio.painter.revision
    assert not list((tmp_path / "takes").glob("*.unfinished")), "a take that is whole leaves no unfinished work"
    again = list(make_take(staged, studio.painter, FilmOrder(tmp_path, SMALL), takes, StopToken()))
    assert [step.what for step in again] == ["found again"]
