"""What a painting starts from: a keyframe, a draft that came out well, and LoRAs."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from studio.engine.painters.catalogue import Setting, entry_of
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.choosing import open_painter
from studio.engine.painters.diffusion.choices import Choices, Lora
from studio.engine.painters.diffusion.painter import DiffusionPainter
from studio.engine.painters.painter import Brief, PaintedFrame, PaintOrder, Size, Working
from studio.engine.performance import Performance
from studio.engine.production import FilmOrder, make_take
from studio.engine.staging import Rehearsals, stage_shots
from studio.engine.stop import StopToken
from studio.engine.takes import TakeStore
from studio.errors import InvalidRequest, MissingResource
from studio.timeline.film import Film

SMALL = Size(64, 36)
CHOICES = Choices(setting=Setting(64, 48, 9, 4, 3.0), device="cpu", previews=False)
tiny = pytest.importorskip("tiny_painters", reason='Painting is an extra that is not here: pip install ".[paint]"')
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


def colours(painter: DiffusionPainter, performance: Performance, brief: Brief) -> np.ndarray:
    order = PaintOrder(SMALL, brief=brief)
    said = painter.paint(performance, order, StopToken())
    return np.stack([one.colour for one in said if isinstance(one, PaintedFrame)])


def test_a_shot_goes_on_from_its_keyframe(
    model: Callable[[str], Path], cel: CelPainter, performance: Performance, brief: Brief
) -> None:
    anchored = replace(CHOICES, keyframes=str(model("sdxl")))
    painter = open_painter(str(model("wan_vace")), cel, anchored)
    plain = open_painter(str(model("wan_vace")), cel, CHOICES)
    assert isinstance(painter, DiffusionPainter)
    assert isinstance(plain, DiffusionPainter)
    said = list(painter.paint(performance, PaintOrder(SMALL, brief=brief), StopToken()))
    words = [one.what for one in said if isinstance(one, Working)]
    assert any("painting the keyframe, step" in one for one in words)
    with_key = np.stack([one.colour for one in said if isinstance(one, PaintedFrame)])
    without = colours(plain, performance, brief)
    assert not np.array_equal(with_key[0], without[0])
    assert not np.array_equal(with_key[4], without[4]), "not only the first frame"
    assert painter.revision != plain.revision


def test_a_painter_of_videos_paints_no_keyframes(model: Callable[[str], Path], cel: CelPainter) -> None:
    with pytest.raises(InvalidRequest, match="paints no keyframes"):
        open_painter(str(model("wan_vace")), cel, replace(CHOICES, keyframes=str(model("wan_image_to_video"))))


def test_a_draft_is_promoted_with_its_composition(
    model: Callable[[str], Path], cel: CelPainter, film: Film, tmp_path: Path
) -> None:
    """What is promoted lies nearer to its draft than a painting of the same size and another seed does."""
    staged = next(iter(stage_shots(film, Rehearsals(), StopToken())))
    takes = TakeStore(tmp_path / "takes")

    def make(choices: Choices, attempt: int = 0) -> tuple[Path, np.ndarray]:
        from safetensors.numpy import load_file

        painter = DiffusionPainter(entry_of("wan-vace-1.3b"), model("wan_vace"), cel, choices)
        making = make_take(staged, painter, FilmOrder(tmp_path, SMALL, attempt=attempt), takes, StopToken())
        folder = _end(making).folder
        return folder, load_file(folder / "latents.safetensors")["0"]

    draft, small = make(replace(CHOICES, setting=Setting(32, 16, 9, 4, 3.0)))
    _, promoted = make(replace(CHOICES, promotes=draft, anew=0.25))
    _, other = make(CHOICES, attempt=3)
    assert promoted.shape[-2:] == (6, 12)
    assert small.shape[-2:] == (2, 4)

    def likeness(latents: np.ndarray) -> float:
        """Of their last three frames, which are the film's: those before are the references'."""
        flat = tiny.torch.from_numpy(latents[0, :, -3:]).flatten(0, 1)[None]
        shrunk = tiny.torch.nn.functional.interpolate(flat, size=(2, 4), mode="area").numpy().ravel()
        return float(np.corrcoef(shrunk, small[0, :, -3:].ravel())[0, 1])

    assert likeness(promoted) > likeness(other) + 0.3


def test_a_take_without_latents_cannot_be_promoted(
    model: Callable[[str], Path], cel: CelPainter, performance: Performance, brief: Brief, tmp_path: Path
) -> None:
    painter = DiffusionPainter(entry_of("wan-vace-1.3b"), model("wan_vace"), cel, replace(CHOICES, promotes=tmp_path))
    with pytest.raises(MissingResource, match="promoted"):
        colours(painter, performance, brief)


@pytest.fixture(scope="module")
def lora(model: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A LoRA for the tiny VACE, as diffusers saves one."""
    from diffusers import WanVACEPipeline
    from peft import LoraConfig, get_peft_model_state_dict

    network = tiny.WanVACETransformer3DModel.from_pretrained(model("wan_vace") / "transformer")
    network.add_adapter(LoraConfig(r=2, lora_alpha=2, target_modules=["to_q", "to_k"], init_lora_weights=False))
    folder = tmp_path_factory.mktemp("lora")
    WanVACEPipeline.save_lora_weights(folder, get_peft_model_state_dict(network), weight_name="style.safetensors")
    return folder / "style.safetensors"


def test_a_lora_changes_the_picture_as_strongly_as_it_is_told(
    model: Callable[[str], Path], cel: CelPainter, performance: Performance, brief: Brief, lora: Path
) -> None:
    def with_lora(*loras: Lora) -> np.ndarray:
        choices = replace(CHOICES, loras=loras)
        return colours(DiffusionPainter(entry_of("wan-vace-1.3b"), model("wan_vace"), cel, choices), performance, brief)

    bare, none, full = with_lora(), with_lora(Lora(lora, 0.0)), with_lora(Lora(lora, 1.0))
    assert np.array_equal(bare, none)
    assert not np.array_equal(bare, full)


def test_loras_that_do_not_fit_are_refused_by_name(
    model: Callable[[str], Path], cel: CelPainter, performance: Performance, brief: Brief, tmp_path: Path
) -> None:
    def refused(path: Path) -> str:
        choices = replace(CHOICES, loras=(Lora(path),))
        painter = DiffusionPainter(entry_of("wan-vace-1.3b"), model("wan_vace"), cel, choices)
        with pytest.raises(InvalidRequest) as why:
            colours(painter, performance, brief)
        return str(why.value)

    other = tmp_path / "other.safetensors"
    tiny.save_file({"transformer.nowhere.lora_A.weight": tiny.torch.ones(2, 2)}, str(other))
    assert "other.safetensors" in refused(other)
    pickle = tmp_path / "old.ckpt"
    pickle.write_bytes(b"\x80\x04.")
    assert "can run code" in refused(pickle)


def test_what_cannot_be_painted_with_is_told_for_what_it_is(
    model: Callable[[str], Path], cel: CelPainter, lora: Path, tmp_path: Path
) -> None:
    with pytest.raises(InvalidRequest, match="is a LoRA"):
        open_painter(str(lora), cel)
    weights = next((model("wan_vace") / "vae").glob("*.safetensors"))
    with pytest.raises(InvalidRequest, match="without the settings"):
        open_painter(str(weights), cel)
    (tmp_path / "model_index.json").write_text('{"_class_name": "AudioLDM2Pipeline"}')
    with pytest.raises(InvalidRequest, match="AudioLDM2Pipeline, which no painter of Tsuzuki opens"):
        open_painter(str(tmp_path), cel)


def _end(making: object) -> object:
    while True:
        try:
            next(making)
        except StopIteration as end:
            return end.value
