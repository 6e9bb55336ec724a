"""An opened model: what it is told reaches it, seeds hold, it stops at once, and it goes on as if it never had."""

import os
import shutil
import signal
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest

from studio.engine.painters.catalogue import Setting, entry_of
from studio.engine.painters.diffusion.budget import check_host, host_memory_free, weights_in_memory
from studio.engine.painters.diffusion.conditioning import Conditions
from studio.engine.painters.diffusion.denoising import Step
from studio.engine.painters.diffusion.fingerprint import model_fingerprint
from studio.engine.painters.diffusion.ladder import LADDER, Storage
from studio.engine.painters.diffusion.model import Model, Opening
from studio.engine.painters.diffusion.snapshots import Snapshot, read_snapshot, write_snapshot
from studio.engine.painters.diffusion.words import Prompt
from studio.errors import DeviceLimit, MissingResource, Stopped

STEPS = 4
SETTING = Setting(32, 32, 9, STEPS, 3.0)
PROMPT = Prompt("a girl walks in rain", "blurry")
tiny = pytest.importorskip(
    "tiny_painters", reason='Painting is an extra and not installed here: pip install ".[paint]"'
)


@dataclass
class Watching:
    """A watch that stops after so many breaths or steps."""

    breaths: int = 10**9
    steps: int = 10**9
    seen: list[Snapshot] = field(default_factory=list)
    count: int = 0

    def breathe(self) -> None:
        self.count += 1
        if self.count > self.breaths:
            raise Stopped

    def after_step(self, step: Step) -> None:
        assert step.steps == STEPS
        self.seen.append(step.snapshot())
        if step.done >= self.steps:
            raise Stopped


def quiet(done: int, total: int, part: str) -> None:
    pass


@pytest.fixture(scope="module")
def opened(model: Callable[[str], Path]) -> Model:
    return fresh(model("wan_vace"))


def fresh(folder: Path) -> Model:
    return Model(Opening(entry_of("wan-vace-1.3b"), folder, model_fingerprint(folder), "cpu"))


def conditions(seed: int = 1) -> Conditions:
    ramp = np.broadcast_to(np.arange(0, 256, 8, dtype=np.uint8)[None, None, :, None], (9, 32, 32, 3)).copy()
    reference = np.full((20, 20, 3), (200, 30, 30), np.uint8)
    return Conditions(ramp, np.ones((9, 32, 32), np.bool_), ramp // 2, PROMPT.words, PROMPT.avoid, seed, (reference,))


def paint(
    model: Model, told: Conditions | None = None, watch: Watching | None = None, resume: Snapshot | None = None,
    prompt: Prompt = PROMPT,
) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """The pictures and the last latents."""
    words = model.words(prompt, SETTING, None, quiet)
    pictures, latents = model.paint(told or conditions(), words, SETTING, watch or Watching(), quiet, resume)
    return pictures, latents.numpy()


@pytest.fixture(scope="module")
def usual(opened: Model) -> tuple[np.ndarray, np.ndarray]:
    return paint(opened)


def test_everything_that_a_model_is_told_changes_what_it_paints(opened: Model, usual: tuple[np.ndarray, ...]) -> None:
    pictures, _ = usual
    assert pictures.shape == (9, 32, 32, 3)
    assert pictures.dtype == np.uint8
    told = conditions()
    masked = told.repaint.copy()
    masked[:, :, 16:] = False
    others = {
        "control": replace(told, control=255 - told.control),
        "mask": replace(told, repaint=masked),
        "reference": replace(told, references=(np.full((20, 20, 3), (10, 200, 30), np.uint8),)),
        "no reference": replace(told, references=()),
        "seed": conditions(seed=2),
    }
    for name, other in others.items():
        assert not np.array_equal(paint(opened, other)[1][:, :, -3:], usual[1][:, :, -3:]), name
    assert not np.array_equal(paint(opened, prompt=Prompt("a blue cat", "blurry"))[1], usual[1])


def test_a_scale_of_nothing_is_no_control(opened: Model) -> None:
    told = replace(conditions(), scale=0.0)
    other = replace(told, control=255 - told.control)
    assert np.array_equal(paint(opened, told)[1], paint(opened, other)[1])


def test_the_same_seed_paints_the_same_to_the_bit(opened: Model, usual: tuple[np.ndarray, ...]) -> None:
    again = paint(opened)
    assert np.array_equal(again[0], usual[0])
    assert np.array_equal(again[1], usual[1])


def test_the_studio_paints_what_diffusers_paints(model: Callable[[str], Path], usual: tuple[np.ndarray, ...]) -> None:
    """The same model opened as diffusers opens it, called by hand with the same inputs."""
    from diffusers import WanVACEPipeline

    from studio.engine.painters.diffusion.dialects.wan_vace import WanVace

    pipe = WanVACEPipeline.from_pretrained(model("wan_vace"), local_files_only=True, use_safetensors=True)
    pipe.set_progress_bar_config(disable=True)
    dialect = WanVace()
    words = dialect.words(pipe, PROMPT.words, PROMPT.avoid, SETTING)
    told = dialect.arguments(pipe, conditions(), SETTING)
    frames = pipe(**told, **words, generator=tiny.torch.Generator().manual_seed(1)).frames[0]
    assert np.array_equal(np.rint(frames * 255).astype(np.uint8), usual[0])


def test_stopping_at_every_step_and_inside_of_steps_leaves_no_trace(
    opened: Model, usual: tuple[np.ndarray, ...]
) -> None:
    whole = Watching()
    paint(opened, watch=whole)
    assert whole.count > 8 * STEPS, "it breathes several times in every step"
    for step in range(1, STEPS + 1):
        with pytest.raises(Stopped):
            paint(opened, watch=Watching(steps=step))
    for breath in (0, 1, whole.count // 3, whole.count // 2, whole.count - 1):
        watch = Watching(breaths=breath)
        with pytest.raises(Stopped):
            paint(opened, watch=watch)
        assert watch.count == breath + 1, "it ends within one block"
    assert np.array_equal(paint(opened)[1], usual[1])


def test_going_on_from_any_step_ends_as_if_it_had_never_stopped(
    opened: Model, usual: tuple[np.ndarray, ...], tmp_path: Path
) -> None:
    watch = Watching()
    paint(opened, watch=watch)
    for step in range(1, STEPS):
        path = tmp_path / "step.safetensors"
        write_snapshot(path, watch.seen[step - 1], "this")
        back = read_snapshot(path, "this")
        assert back is not None
        rest = Watching()
        pictures, latents = paint(opened, watch=rest, resume=back)
        assert np.array_equal(latents, usual[1]), step
        assert np.array_equal(pictures, usual[0]), step
        assert [one.step for one in rest.seen] == list(range(step + 1, STEPS + 1)), "nothing is painted twice"
    assert np.array_equal(paint(opened)[1], usual[1]), "resuming leaves no trace either"


def test_a_snapshot_is_whole_of_that_very_thing_or_not_there(opened: Model, tmp_path: Path) -> None:
    watch = Watching(steps=2)
    with pytest.raises(Stopped):
        paint(opened, watch=watch)
    path = tmp_path / "step.safetensors"
    write_snapshot(path, watch.seen[-1], "this")
    assert read_snapshot(path, "another") is None
    path.write_bytes(path.read_bytes()[:-100])
    assert read_snapshot(path, "this") is None
    assert read_snapshot(tmp_path / "nowhere", "this") is None


def test_killed_in_the_middle_it_goes_on_with_the_same_end(
    opened: Model, usual: tuple[np.ndarray, ...], tmp_path: Path
) -> None:
    path = tmp_path / "step.safetensors"

    class Dying(Watching):
        def after_step(self, step: Step) -> None:
            write_snapshot(path, step.snapshot(), "this")
            if step.done == 2:
                os.kill(os.getpid(), signal.SIGKILL)

    opened.pipe(quiet)
    child = os.fork()
    if child == 0:
        paint(opened, watch=Dying())
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL
    back = read_snapshot(path, "this")
    assert back is not None
    assert back.step == 2
    assert np.array_equal(paint(opened, resume=back)[1], usual[1])


def test_a_damaged_model_is_refused_by_the_name_of_what_is_damaged(
    model: Callable[[str], Path], tmp_path: Path
) -> None:
    def spoilt(name: str, spoil: Callable[[Path], object]) -> str:
        folder = Path(shutil.copytree(model("wan_vace"), tmp_path / name))
        spoil(folder)
        with pytest.raises(MissingResource) as refused:
            fresh(folder).pipe(quiet)
        assert refused.value.remedy
        return str(refused.value)

    weights = "transformer/diffusion_pytorch_model.safetensors"
    torn = spoilt("torn", lambda at: (at / weights).write_bytes((at / weights).read_bytes()[:5000]))
    assert "transformer" in torn
    assert "vae is missing" in spoilt("lost", lambda at: shutil.rmtree(at / "vae"))
    assert "vae has no safetensors" in spoilt(
        "pickled", lambda at: next((at / "vae").glob("*.safetensors")).rename(at / "vae" / "model.bin")
    )
    other = model("wan_image_to_video") / weights
    assert "is needed" in spoilt("swapped", lambda at: shutil.copy(other, at / weights))
    assert "model_index.json" in spoilt("bare", lambda at: (at / "model_index.json").unlink())


def test_two_models_have_two_fingerprints(model: Callable[[str], Path], tmp_path: Path) -> None:
    folder = Path(shutil.copytree(model("wan_vace"), tmp_path / "same"))
    assert model_fingerprint(folder) == model_fingerprint(model("wan_vace"))
    weights = next((folder / "vae").glob("*.safetensors"))
    data = bytearray(weights.read_bytes())
    data[-1] ^= 1
    weights.write_bytes(bytes(data))
    assert model_fingerprint(folder) != model_fingerprint(model("wan_vace"))


def test_a_model_that_memory_does_not_hold_is_refused_with_the_numbers(model: Callable[[str], Path]) -> None:
    assert host_memory_free() > 1e8
    files = list((model("wan_vace") / "vae").glob("*.safetensors"))
    numbers = sum(one.numel() for one in tiny.vae().parameters())
    assert weights_in_memory(files, 2) == 2 * numbers
    with pytest.raises(DeviceLimit, match=r"needs 41\.5 GB of memory to load, and 16\.0 GB are free"):
        check_host(40_000_000_000, 16_000_000_000, "Wan")
    check_host(40_000_000_000, 64_000_000_000, "Wan")


def test_a_prompt_is_encoded_once_and_then_needs_no_encoder(model: Callable[[str], Path], tmp_path: Path) -> None:
    folder = Path(shutil.copytree(model("wan_vace"), tmp_path / "model"))
    kept = tmp_path / "words"
    first = fresh(folder).words(PROMPT, SETTING, kept, quiet)
    shutil.rmtree(folder / "text_encoder")
    later = Model(Opening(entry_of("wan-vace-1.3b"), folder, model_fingerprint(model("wan_vace")), "cpu"))
    again = later.words(PROMPT, SETTING, kept, quiet)
    assert sorted(again) == ["negative_prompt_embeds", "prompt_embeds"]
    assert all(tiny.torch.equal(first[name], again[name]) for name in again)


@pytest.mark.parametrize("rung", range(1, 4))
def test_what_is_given_up_for_memory_still_paints_the_picture(
    model: Callable[[str], Path], usual: tuple[np.ndarray, ...], rung: int
) -> None:
    means, note = LADDER[rung]
    poor = fresh(model("wan_vace"))
    poor.use(means)
    pictures, _ = paint(poor)
    off = np.abs(pictures.astype(int) - usual[0]).max()
    assert off == 0 if means.storage is Storage.FULL else 0 < off < 60, note
