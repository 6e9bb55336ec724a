"""The bench of painters: full sizes are those that were published, and the tiny one runs."""

import pytest

from studio.bench.painter_models import grey_conditions, shapes
from studio.engine.painters.catalogue import Setting, entry_of
from studio.engine.painters.diffusion.conditioning import checked

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
