"""Every class of pipelines that the studio paints with, run for real: told, stopped and resumed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace as replace_setting
from test_tiny_pipelines import Watching

from studio.engine.painters.catalogue import Setting, entry_of
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.diffusion.choices import Choices
from studio.engine.painters.diffusion.conditioning import Conditions
from studio.engine.painters.diffusion.fingerprint import model_fingerprint
from studio.engine.painters.diffusion.model import Model, Opening
from studio.engine.painters.diffusion.painter import DiffusionPainter
from studio.engine.painters.diffusion.previews import fitted
from studio.engine.painters.diffusion.words import Prompt
from studio.engine.painters.painter import Brief, PaintedFrame, PaintOrder, Size, Working
from studio.engine.performance import Performance
from studio.engine.stop import StopToken
from studio.errors import Stopped

STEPS = 4
PAINTERS = {
    "wan-i2v-a14b": ("wan_image_to_video", Setting(32, 32, 9, STEPS, 3.0)),
    "animagine-xl-4": ("sdxl", Setting(32, 32, 1, STEPS, 3.0, strength=0.6)),
    "flux2-klein-4b": ("flux2_klein", Setting(64, 64, 1, STEPS, 2.0)),
    "ltx-2.3": ("ltx2", Setting(32, 32, 9, STEPS, 1.0)),
}
TOLD = {
    "wan-i2v-a14b": ("start", "end", "words", "seed"),
    "animagine-xl-4": ("control", "start", "references", "words", "seed"),
    "flux2-klein-4b": ("start", "references", "words", "seed"),
    "ltx-2.3": ("control", "start", "end", "words", "seed"),
}
# The Euler scheduler of diffusers 0.42 asks NumPy 2 for an array in a way that it warns of.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
pytest.importorskip("tiny_painters", reason='Painting is an extra that is not here: pip install ".[paint]"')


class Easel:
    """A painter with its setting."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.setting = PAINTERS[name][1]
        self.model = Model(Opening(entry_of(name), folder, model_fingerprint(folder), "cpu"))

    def paint(self, told: Conditions, watch: Watching | None = None, **more: object) -> tuple[np.ndarray, np.ndarray]:
        words = self.model.words(Prompt(told.words, told.avoid), self.setting, None, lambda *_: None)
        watch = watch or Watching()
        pictures, latents = self.model.paint(told, words, self.setting, watch, lambda *_: None, **more)
        return pictures, latents.numpy()

    def conditions(self) -> Conditions:
        frames, side = self.setting.frames, self.setting.width
        tones = np.linspace(0, 255, side).astype(np.uint8)
        ramp = np.broadcast_to(tones[None, None, :, None], (frames, side, side, 3)).copy()
        red = np.full((24, 16, 3), (200, 30, 30), np.uint8)
        anew = np.ones((frames, side, side), np.bool_)
        return Conditions(ramp, anew, ramp // 2, "a girl walks", "blurry", 1, (red,), ramp[0], ramp[0] // 2)


@pytest.fixture(scope="module", params=list(PAINTERS))
def easel(request: pytest.FixtureRequest, model: Callable[[str], Path]) -> Easel:
    return Easel(request.param, model(PAINTERS[request.param][0]))


def test_it_paints_what_it_is_told_and_the_same_for_the_same_seed(easel: Easel) -> None:
    told = easel.conditions()
    pictures, latents = easel.paint(told)
    assert pictures.shape == (easel.setting.frames, easel.setting.height, easel.setting.width, 3)
    assert pictures.dtype == np.uint8
    assert np.array_equal(easel.paint(told)[1], latents)
    others = {
        "control": replace(told, control=255 - told.control),
        "start": replace(told, start=255 - told.control[0]),
        "end": replace(told, end=255 - told.control[0]),
        "references": replace(told, references=(np.full((24, 16, 3), (10, 200, 30), np.uint8),)),
        "words": replace(told, words="the blue cat sits"),
        "seed": replace(told, seed=2),
    }
    for name in TOLD[easel.name]:
        assert not np.array_equal(easel.paint(others[name])[1], latents), name


def test_it_stops_within_a_block_and_goes_on_with_the_same_end(easel: Easel) -> None:
    told = easel.conditions()
    whole = Watching()
    pictures, latents = easel.paint(told, whole)
    assert [one.step for one in whole.seen] == list(range(1, STEPS + 1))
    for breath in (1, whole.count // 2, whole.count - 1):
        watch = Watching(breaths=breath)
        with pytest.raises(Stopped):
            easel.paint(told, watch)
        assert watch.count == breath + 1
    with pytest.raises(Stopped):
        easel.paint(told, Watching(steps=2))
    if easel.model.dialect.resumes:
        again = easel.paint(told, resume=whole.seen[1])
        assert np.array_equal(again[1], latents)
        assert np.array_equal(again[0], pictures)
    assert np.array_equal(easel.paint(told)[1], latents)


def test_controls_of_no_scale_are_none(model: Callable[[str], Path]) -> None:
    easel = Easel("animagine-xl-4", model("sdxl"))
    told = replace(easel.conditions(), scale=0.0)
    assert np.array_equal(easel.paint(told)[1], easel.paint(replace(told, control=255 - told.control))[1])


def test_without_its_adapter_a_model_sees_no_references(model: Callable[[str], Path], tmp_path: Path) -> None:
    import shutil

    folder = Path(shutil.copytree(model("sdxl"), tmp_path / "bare"))
    shutil.rmtree(folder / "ip_adapter")
    easel = Easel("animagine-xl-4", folder)
    told = easel.conditions()
    assert np.array_equal(easel.paint(told)[1], easel.paint(replace(told, references=()))[1])


def decoded(pipe: Any, plain: Any) -> np.ndarray:
    """(F, H, W, 3) from 0 to 255: what a model's own VAE makes of latents that are laid out."""
    import torch

    with torch.no_grad():
        if hasattr(pipe, "vocoder"):
            spread = pipe.vae.latents_mean, pipe.vae.latents_std, pipe.vae.config.scaling_factor
            video = pipe.vae.decode(pipe._denormalize_latents(plain, *spread), None, return_dict=False)[0]
        else:
            video = pipe.vae.decode(plain[:, :, 0], return_dict=False)[0][:, :, None]
    return (video[0].permute(1, 2, 3, 0).clamp(-1, 1).numpy() + 1) * 127.5


@pytest.mark.parametrize("name", ["flux2-klein-4b", "ltx-2.3"])
def test_packed_latents_are_laid_out_as_the_model_decodes_them(name: str, model: Callable[[str], Path]) -> None:
    import torch

    easel = Easel(name, model(PAINTERS[name][0]))
    told = easel.conditions()
    pictures, latents = easel.paint(told)
    pipe = easel.model.pipe(lambda *_: None)
    plain = easel.model.dialect.plain(pipe, torch.from_numpy(latents), told)
    assert np.abs(decoded(pipe, plain) - pictures).max() < 2
    seen = fitted(lambda one: easel.model.dialect.coded(pipe, one), told.control, entry_of(name).frame_rule, 32)
    shown = seen.shown(easel.model.dialect.coded(pipe, told.control))
    assert shown.shape[1:3] == plain.shape[-2:]
    left, right = shown[0, :, 0].mean(), shown[0, :, -1].mean()
    assert left + 20 < right, "the ramp from black to white is seen as one, though the weights are random"


@pytest.mark.parametrize("name", list(PAINTERS))
def test_it_paints_a_whole_shot_with_previews_on(
    name: str, model: Callable[[str], Path], cel: CelPainter, performance: Performance, brief: Brief
) -> None:
    folder, setting = PAINTERS[name]
    choices = Choices(setting=replace_setting(setting, steps=2), device="cpu", preview_every_s=0.0)
    painter = DiffusionPainter(entry_of(name), model(folder), cel, choices)
    said = list(painter.paint(performance, PaintOrder(Size(64, 64), brief=brief), StopToken()))
    frames = [one for one in said if isinstance(one, PaintedFrame)]
    assert [frame.index for frame in frames] == list(range(performance.frames))
    assert all(frame.colour.shape == (64, 64, 3) for frame in frames)
    previews = [one.preview for one in said if isinstance(one, Working) and one.preview is not None]
    pipe = painter.model.pipe(lambda *_: None)
    squeezed = getattr(pipe, "vae_temporal_compression_ratio", entry_of(name).frame_rule.step)
    count = (setting.frames - 1) // squeezed + 1
    assert {preview.shape[0] for preview in previews} == {count}
    assert all(preview.dtype == np.uint8 and preview.shape[-1] == 3 for preview in previews)
