"""Each lever on a tiny model: it is at work, and the picture is the same or nearly."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from msgspec import structs

from studio.engine.painters.catalogue import Setting, entry_of
from studio.engine.painters.diffusion import budget
from studio.engine.painters.diffusion.caching import REFRESH, put_cache_on
from studio.engine.painters.diffusion.cards import measured_card, this_card
from studio.engine.painters.diffusion.conditioning import Conditions
from studio.engine.painters.diffusion.denoising import Step
from studio.engine.painters.diffusion.engaging import hurry, is_uncompilable
from studio.engine.painters.diffusion.fingerprint import model_fingerprint
from studio.engine.painters.diffusion.known_cards import card_file, known_card
from studio.engine.painters.diffusion.ladder import Means, Storage
from studio.engine.painters.diffusion.levers import Pace
from studio.engine.painters.diffusion.loras import few_step_loras
from studio.engine.painters.diffusion.model import Model, Opening
from studio.engine.painters.diffusion.snapshots import Snapshot
from studio.engine.painters.diffusion.words import Prompt
from studio.errors import DeviceLimit

tiny = pytest.importorskip("tiny_painters", reason='Painting is an extra that is not here: pip install ".[paint]"')
torch = tiny.torch

STEPS = 10
SETTING = Setting(32, 32, 9, STEPS, 3.0)
PROMPT = Prompt("a girl walks in rain", "blurry")


class Watching:
    """Counts the blocks that are called, and keeps every snapshot that can be gone on from."""

    def __init__(self) -> None:
        self.seen: dict[int, Snapshot] = {}

    def breathe(self) -> None:
        pass

    def after_step(self, step: Step) -> None:
        if step.resumes:
            self.seen[step.done] = step.snapshot()


def quiet(*_: object) -> None:
    pass


def opened(folder: Path, means: Means | None = None, pace: Pace | None = None) -> Model:
    model = Model(Opening(entry_of("wan-vace-1.3b"), folder, model_fingerprint(folder), "cpu"))
    model.use(means or Means(), pace)
    return model


def paint(model: Model, watch: Watching | None = None, resume: Snapshot | None = None, steps: int = STEPS) -> Any:
    ramp = np.broadcast_to(np.arange(0, 256, 8, dtype=np.uint8)[None, None, :, None], (9, 32, 32, 3)).copy()
    told = Conditions(ramp, np.ones((9, 32, 32), np.bool_), ramp // 2, PROMPT.words, PROMPT.avoid, 1)
    setting = replace_steps(steps)
    words = model.words(PROMPT, setting, None, quiet)
    return model.paint(told, words, setting, watch or Watching(), quiet, resume)[1]


def replace_steps(steps: int) -> Setting:
    return Setting(SETTING.width, SETTING.height, SETTING.frames, steps, SETTING.guidance)


@pytest.fixture(scope="module")
def folder(model: Callable[[str], Path]) -> Path:
    return model("wan_vace")


@pytest.fixture(scope="module")
def usual(folder: Path) -> Any:
    return paint(opened(folder))


def off(one: Any, other: Any) -> float:
    """How far apart, against how far the values go."""
    return float((one - other).abs().max() / other.abs().max())


def counted(block: Any) -> list[int]:
    """Counts how often a block is called, under whatever hooks are on it."""
    calls, forward = [0], block.attn1.forward

    def counting(*inputs: Any, **named: Any) -> Any:
        calls[0] += 1
        return forward(*inputs, **named)

    block.attn1.forward = counting
    return calls


def test_integers_store_weights_small_and_paint_nearly_the_same(folder: Path, usual: Any) -> None:
    model = opened(folder, Means(storage=Storage.INT8))
    found = paint(model)
    kinds = {type(one).__name__ for one in model.pipe(quiet).transformer.blocks.parameters()}
    assert any("Int8" in kind for kind in kinds), kinds
    assert 0 < off(found, usual) < 0.1


def test_floats_store_weights_small_and_paint_nearly_the_same(folder: Path, usual: Any) -> None:
    model = opened(folder, Means(storage=Storage.FP8))
    found = paint(model)
    kinds = {one.dtype for one in model.pipe(quiet).transformer.blocks.parameters()}
    assert torch.float8_e4m3fn in kinds
    assert 0 < off(found, usual) < 0.3


def test_blocks_and_encoders_that_are_fetched_paint_the_same_to_the_bit(folder: Path, usual: Any) -> None:
    model = opened(folder, Means(tiled=True, offloaded=True))
    assert torch.equal(paint(model), usual)
    assert model.pipe(quiet).transformer._diffusers_hook is not None


def test_a_text_encoder_that_the_card_does_not_hold_is_fetched_and_encodes_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = opened(folder).words(PROMPT, SETTING, None, quiet)
    asked: list[int] = []
    monkeypatch.setattr(budget, "fits_on_card", lambda size, _device: bool(asked.append(size)))
    found = opened(folder).words(PROMPT, SETTING, None, quiet)
    assert asked[0] > 0
    assert all(torch.equal(found[name], usual[name]) for name in usual)


def test_a_cache_that_may_never_skip_changes_nothing(folder: Path, usual: Any) -> None:
    assert torch.equal(paint(opened(folder, pace=Pace(cache=1e-12))), usual)


def test_a_cache_skips_blocks_and_stays_near(folder: Path, usual: Any) -> None:
    model = opened(folder, pace=Pace(cache=0.5))
    blocks = model.pipe(quiet).transformer.blocks
    first, second = counted(blocks[0]), counted(blocks[1])
    found = paint(model)
    assert first[0] == 2 * STEPS, "guidance asks twice"
    assert 2 * -(-STEPS // REFRESH) <= second[0] < 2 * STEPS
    assert 0 < off(found, usual) < 0.2


def test_control_is_not_added_twice_where_blocks_are_left_out(folder: Path) -> None:
    """Asked the same twice, a network that leaves its blocks out the second time must answer the same."""
    network = opened(folder).pipe(quiet).transformer
    put_cache_on(network, 1e9)
    dice = torch.Generator().manual_seed(0)
    told = {
        "hidden_states": torch.randn((1, 16, 3, 4, 4), generator=dice),
        "timestep": torch.tensor([500.0]),
        "encoder_hidden_states": torch.randn((1, 8, network.config.text_dim), generator=dice),
        "control_hidden_states": torch.randn((1, network.config.vace_in_channels, 3, 4, 4), generator=dice),
        "return_dict": False,
    }
    calls = counted(network.blocks[1])
    with torch.no_grad(), network.cache_context("cond"):
        first, again = network(**told)[0], network(**told)[0]
    assert calls == [1]
    assert off(again, first) < 1e-5


def test_a_painting_with_a_cache_goes_on_to_the_bit_where_the_cache_is_empty(folder: Path) -> None:
    model, watch = opened(folder, pace=Pace(cache=0.5)), Watching()
    whole = paint(model, watch)
    assert sorted(watch.seen) == list(range(REFRESH, STEPS + 1, REFRESH))
    for step, snapshot in watch.seen.items():
        assert torch.equal(paint(opened(folder, pace=Pace(cache=0.5)), resume=snapshot), whole), step


def test_a_cache_is_refused_by_a_network_that_it_is_not_right_for(model: Callable[[str], Path]) -> None:
    entry, folder = entry_of("animagine-xl-4"), model("sdxl")
    other = Model(Opening(entry, folder, model_fingerprint(folder), "cpu"))
    with pytest.raises(DeviceLimit, match="not right for UNet2DConditionModel"):
        hurry(other.pipe(quiet), ("unet",), Pace(cache=0.1))


def test_attention_that_is_not_here_or_would_be_fetched_is_refused(folder: Path, usual: Any) -> None:
    pipe = opened(folder).pipe(quiet)
    with pytest.raises(DeviceLimit, match="fetch native code"):
        hurry(pipe, ("transformer",), Pace("flash_hub"))
    with pytest.raises(DeviceLimit, match="not on this machine"):
        hurry(pipe, ("transformer",), Pace("sage"))
    assert off(paint(opened(folder, pace=Pace("_native_math"))), usual) < 1e-4


def test_blocks_that_are_fetched_or_floats_are_not_compiled(folder: Path) -> None:
    for means in (Means(offloaded=True), Means(storage=Storage.FP8)):
        with pytest.raises(DeviceLimit, match="not compiled"):
            hurry(opened(folder, means).pipe(quiet), ("transformer",), Pace(compiled=True))


def test_blocks_are_compiled_whole_and_breathe_and_paint_nearly_the_same(folder: Path) -> None:
    """Traced as for any compiler, then run as they are: what a real one makes of it is measured by the bench."""
    from torch._dynamo.utils import counters

    model = opened(folder)
    pipe = model.pipe(quiet)
    hurry(pipe, ("transformer",), Pace(compiled=True), backend="eager")
    breaths = [0]

    class Breathing(Watching):
        def breathe(self) -> None:
            breaths[0] += 1

    counters.clear()
    try:
        found = paint(model, Breathing(), steps=2)
    finally:
        torch._dynamo.reset()
    assert counters["stats"]["unique_graphs"] > 0
    assert not counters["graph_break"]
    assert breaths[0] >= 2 * 2 * len(pipe.transformer.blocks)
    assert off(found, paint(opened(folder), steps=2)) < 1e-5


def test_a_fault_of_the_compiler_is_known_from_others() -> None:
    from torch._dynamo.exc import Unsupported

    assert is_uncompilable(Unsupported("a graph break"))
    assert not is_uncompilable(RuntimeError("shapes"))


def test_loras_of_few_steps_are_found_where_they_are_installed(folder: Path, tmp_path: Path) -> None:
    entry = entry_of("wan-vace-fun-a14b")
    assert few_step_loras(entry, folder) == ()
    mine = Path(shutil.copytree(folder, tmp_path / "mine"))
    (mine / "few_steps").mkdir()
    for name in ("a_high_noise_4step.safetensors", "a_low_noise_4step.safetensors"):
        (mine / "few_steps" / name).write_bytes(b"")
    found = few_step_loras(entry, mine)
    assert [(one.path.name, one.second) for one in found] == [
        ("a_high_noise_4step.safetensors", False),
        ("a_low_noise_4step.safetensors", True),
    ]
    assert few_step_loras(entry_of("wan-vace-1.3b"), mine) == ()


def test_a_card_is_measured_once_and_remembered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TSUZUKI_PROFILE", str(tmp_path))
    assert known_card("cpu") is None
    card = this_card("cpu")
    assert card.kind == "cpu"
    assert card.tflops > 0
    assert card.host_gb > 0
    assert [name for name, _ in card.attention] == ["native"]
    written = card_file("cpu").read_bytes()
    again = this_card("cpu")
    assert card_file("cpu").read_bytes() == written
    assert structs.replace(again, host_gb=0) == structs.replace(card, host_gb=0)
    card_file("cpu").write_text("{}")
    assert known_card("cpu") is None
    assert measured_card("cpu").name == card.name
