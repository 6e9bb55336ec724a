"""The bench of painters: full sizes are those that were published, and the tiny one runs."""

import numpy as np
import pytest

from studio.bench.painter_models import ModelShape, grey_conditions, shapes
from studio.engine.painters.catalogue import Setting, entry_of
from studio.engine.painters.diffusion.conditioning import checked
from studio.engine.painters.diffusion.levers import Card
from studio.errors import DeviceLimit

torch = pytest.importorskip("torch", reason='Painting is an extra that is not here: pip install ".[paint]"')


def test_full_sizes_have_as_many_weights_as_was_published() -> None:
    from diffusers import WanVACETransformer3DModel

    for shape, billions in zip(shapes(tiny=False), (2.15, 17.34), strict=True):
        with torch.device("meta"):
            network = WanVACETransformer3DModel(
                num_attention_heads=shape.heads, attention_head_dim=shape.width, text_dim=shape.text,
                ffn_dim=shape.ffn, num_layers=shape.layers, vace_layers=list(shape.vace_layers), vace_in_channels=96,
            )  # fmt: skip
        assert sum(one.numel() for one in network.parameters()) / 1e9 == pytest.approx(billions, abs=0.01)


def test_every_size_that_is_measured_is_one_that_the_painter_takes() -> None:
    for shape in shapes(tiny=False):
        for width, height, frames in shape.sizes:
            conditions = grey_conditions(Setting(width, height, frames, 4, 5.0))
            assert checked(conditions, entry_of(shape.name)) is conditions


def test_every_lever_is_measured_on_the_tiny_model(monkeypatch: pytest.MonkeyPatch) -> None:
    from studio.bench import Machine, painters

    monkeypatch.setattr(painters, "overhead", lambda: iter(()))
    monkeypatch.setattr(
        painters, "measured_card", lambda device: Card("cpu", "a processor", 0.0, 8.0, 0.1, integers=True)
    )
    figures = painters.measure(Machine("cpu", tiny=True))
    steps = {one.name: one.value for one in figures if one.name.endswith(": step")}
    names = ("whole", "VAE in tiles", "blocks by group", "8-bit floats", "8-bit integers", "cache of steps 0.1")
    for name in names:
        assert any(f", {name}, " in told and seconds > 0 for told, seconds in steps.items()), name


def test_a_model_that_a_card_does_not_hold_is_told_and_the_rest_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    from studio.bench import Machine, painters

    made = painters.random_pipeline

    def poor(shape: ModelShape, device: str, paints_on: str) -> object:
        left.append(1)
        if len(left) < 6:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return made(shape, device, paints_on)

    left: list[int] = []
    monkeypatch.setattr(painters, "random_pipeline", poor)
    monkeypatch.setattr(painters, "overhead", lambda: iter(()))
    monkeypatch.setattr(painters, "measured_card", lambda device: Card("cpu", "a processor", 0.0, 8.0, 0.1))
    told = [one.name for one in painters.measure(Machine("cpu", tiny=True))]
    assert "wan-vace-tiny, whole: does not fit into memory" in told
    assert sum("does not fit" in one for one in told) == 5
    assert any("cache of steps 0.05" in one and one.endswith(": step") for one in told)


def test_a_card_that_is_not_there_is_refused_in_a_sentence() -> None:
    from studio.bench import Machine, painters

    if torch.cuda.is_available():
        pytest.skip("There is one.")
    with pytest.raises(DeviceLimit, match="no graphics card"):
        painters.measure(Machine("cuda"))


def test_the_studio_s_part_is_worked_out_from_pieces() -> None:
    from studio.bench.overhead import part_of_the_studio, uncertainty

    theirs = np.full((24, 5), 1.0)
    theirs[3] = 9.0  # a run that was disturbed
    assert part_of_the_studio(theirs, np.full((24, 5), 1.01)) == pytest.approx(1.0)
    assert uncertainty(theirs, np.full((24, 5), 1.01)) == pytest.approx(0.0)
