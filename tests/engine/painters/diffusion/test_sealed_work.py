"""A person's face is in no file that a painting leaves behind in clear; and yet the painting goes on where it was."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from msgspec import structs

from studio.cameo.likeness import Cleared, LikenessRefused, Portrayal, check_likeness
from studio.cameo.sealing import Seal, seal_of
from studio.engine.jobs import JobEvent, JobId, Progress
from studio.engine.painters.diffusion.choices import Choices
from studio.engine.painters.diffusion.tensor_files import TensorFile, write_tensors
from studio.engine.painters.diffusion.unfinished import LATENTS, draft_latents
from studio.engine.painters.painter import Size
from studio.engine.painting_jobs import Paint, TakeMade
from studio.engine.staging import Rehearsals, stage_shots
from studio.engine.stop import StopToken
from studio.engine.workshop import Workshop
from studio.errors import MissingResource, Stopped
from studio.timeline.film import CastId, CastMember, Film, Look, Voice

pytest.importorskip("tiny_painters", reason='Painting is an extra that is not here: pip install ".[paint]"')
from studio.engine.painters.catalogue import Setting

sys.path.insert(0, str(Path(__file__).parents[3] / "cameo"))
from cameo_world import DOUBLE, Person, two_friends

STEPS = 6
CHOICES = Choices(setting=Setting(64, 48, 9, STEPS, 1.0), device="cpu", preview_every_s=0.0, save_every_s=0.0)
MAGENTA = (255, 0, 255)


@dataclass
class Studio:
    """Ken's studio, to whom Hana has lent her cameo with pictures of her face, all magenta."""

    ken: Person
    cameo: str
    film: Film
    workshop: Workshop
    model: Path

    def paint(self, takes: Path, choices: Choices = CHOICES, stop: StopToken | None = None) -> Iterator[JobEvent]:
        takes.mkdir(parents=True, exist_ok=True)
        asked = Paint(self.film, self.film.shots[0].id, takes, str(self.model), Size(64, 36), choices)
        for step in self.workshop.begin(asked, JobId(1), stop or StopToken()):
            if step is not None:
                yield step

    def take(self, takes: Path, choices: Choices = CHOICES) -> Path:
        (made,) = [step for step in self.paint(takes, choices) if isinstance(step, TakeMade)]
        return takes / made.take

    def cleared(self) -> tuple[Cleared, ...]:
        return next(iter(stage_shots(self.film, Rehearsals(holdings=self.ken.home), StopToken()))).performance.cleared

    def seal(self) -> Seal:
        seal = seal_of(self.cleared())
        assert seal is not None
        return seal


@pytest.fixture
def studio(film: Film, model: Callable[[str], Path], tmp_path: Path) -> Iterator[Studio]:
    hana, ken, cameo = two_friends(tmp_path / "friends")
    face = cv2.imencode(".png", np.full((512, 512, 3), MAGENTA[::-1], np.uint8))[1].tobytes()
    for side in ("look", "left"):
        hana.home.vault.seal(cameo, f"reference-{side}", face)
    ken.gets(hana.home.lend(cameo, ken.id))
    scene = film.scenes[0]
    shot = structs.replace(scene.shots[0], duration=Fraction(1, 3))
    cast = tuple(structs.replace(one, cameo=cameo if one.id == "hana" else "") for one in film.cast)
    short = structs.replace(film, cast=cast, scenes=(structs.replace(scene, shots=(shot,)),))
    workshop = Workshop(ken.home)
    yield Studio(ken, cameo, short, workshop, model("wan_vace"))
    workshop.close()


def playing(cameo: str) -> CastMember:
    return CastMember(CastId(cameo), "Somebody", Look(), Voice(), cameo=cameo)


def files_under(folder: Path) -> dict[str, dict[str, Any]]:
    """What is in the files of tensors under a folder now, as they lie there."""
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    found: dict[str, dict[str, Any]] = {}
    for path in folder.rglob("*.safetensors"):
        try:
            found[path.name] = load_file(path)
        except (OSError, SafetensorError):
            continue  # it was renamed meanwhile
    return found


def test_what_a_painting_of_somebody_leaves_on_the_disk_is_sealed(studio: Studio, tmp_path: Path) -> None:
    """The latents of Wan VACE hold the references, a person's own face, beside the picture."""
    import torch

    takes = tmp_path / "takes"
    seen: dict[str, dict[str, Any]] = {}
    for _ in studio.paint(takes):
        seen |= {name: tensors for name, tensors in files_under(takes).items() if "words" not in name}
    seen |= files_under(takes)
    names = {name.split("-")[0] for name, tensors in seen.items() if "latents" in tensors}
    assert names == {"step", "window"}, "else this test sees nothing"
    assert LATENTS in seen
    for name in (one for one in seen if one.split("-")[0] in ("step", "window") or one == LATENTS):
        for tensor in seen[name].values():
            assert tensor.dtype == torch.uint8
            assert tensor.ndim == 1
            shares = np.bincount(tensor.numpy(), minlength=256) / len(tensor)
            assert shares.max() < 0.05 + 8 / len(tensor), "noise, whatever is in it"


def test_a_painting_of_somebody_goes_on_inside_the_window(studio: Studio, tmp_path: Path) -> None:
    whole, takes, stop = studio.take(tmp_path / "whole"), tmp_path / "stopped", StopToken()
    painting = studio.paint(takes, stop=stop)
    assert any(isinstance(one, Progress) and f"step 4 of {STEPS}" in one.what for one in painting)
    assert list(takes.glob("*.unfinished/step-*.safetensors")), "a power cut here would lose nothing before this step"
    stop.stop()
    with pytest.raises(Stopped):
        list(painting)
    said = [step.what for step in studio.paint(takes) if isinstance(step, Progress)]
    assert next(one for one in said if "step" in one) == f"painting, step 5 of {STEPS}"
    seal = studio.seal()
    one, other = (draft_latents(folder, "0", seal) for folder in (whole, takes / whole.name))
    assert (one == other).all()


def test_a_take_of_somebody_is_promoted_and_is_noise_once_the_likeness_is_given_up(
    studio: Studio, tmp_path: Path
) -> None:
    draft = studio.take(tmp_path / "takes")
    finer = replace(CHOICES, promotes=draft, anew=0.3)
    promoted = studio.take(tmp_path / "takes", finer)
    assert promoted != draft
    cleared, seal = studio.cleared(), studio.seal()
    assert draft_latents(draft, "0", seal).shape == draft_latents(promoted, "0", seal).shape
    with pytest.raises(MissingResource, match="not held here"):
        draft_latents(draft, "0", Seal(bytes(32)))
    with pytest.raises(MissingResource, match="likeness"):
        draft_latents(draft, "0", None)
    studio.ken.home.vault.destroy(studio.cameo)
    with pytest.raises(MissingResource, match="not held here"):
        draft_latents(draft, "0", seal_of(cleared))


def test_of_two_people_each_is_needed(tmp_path: Path) -> None:
    """The seal of a work is of everybody in it, in whatever order they come."""
    hana, _, first = two_friends(tmp_path)
    second = hana.home.make_cameo("hana2", "Hana again", DOUBLE, adult=True)
    one, other = (check_likeness(Portrayal(playing(each)), hana.home) for each in (first, second))
    both, same, alone = seal_of((one, other)), seal_of((other, one, one)), seal_of((one,))
    assert both is not None
    assert same is not None
    assert alone is not None
    box = both.sealed("it", b"a face")
    assert same.opened("it", box) == b"a face"
    for seal, name in ((alone, "it"), (both, "another")):
        with pytest.raises(MissingResource):
            seal.opened(name, box)
    hana.home.vault.destroy(second)
    hana.home.vault.seal(second, "double", b"made anew")
    anew = seal_of((one, other))
    assert anew is not None
    with pytest.raises(MissingResource):
        anew.opened("it", box)
    hana.home.destroy(second)
    with pytest.raises(LikenessRefused):
        seal_of((one, other))


def test_a_sealed_file_that_was_changed_is_told(tmp_path: Path) -> None:
    import torch

    path, seal = tmp_path / "x.safetensors", Seal(bytes(range(32)))
    write_tensors(path, {"latents": torch.arange(12).reshape(3, 4)}, {"of": "this"}, seal)
    assert TensorFile(path, seal).about["of"] == "this"
    assert TensorFile(path, seal).tensor("latents").tolist() == torch.arange(12).reshape(3, 4).tolist()
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    with pytest.raises(MissingResource, match="not held here"):
        TensorFile(path, seal).tensor("latents")
    with pytest.raises(MissingResource):
        TensorFile(tmp_path / "nowhere", seal)
