"""A model of the artist's own: what it is, by its files, and which painter of the catalogue it is painted like."""

import math
from pathlib import Path
from typing import Final

from msgspec import structs

from studio.engine.painters.catalogue import PainterEntry, catalogue
from studio.engine.painters.diffusion.dialects.choosing import DIALECTS
from studio.engine.painters.diffusion.loading import pipeline_class, refuse_pickles, weight_bytes, weight_names
from studio.errors import InvalidRequest

_OWN: Final = "own-"


def entry_of_folder(folder: Path) -> PainterEntry:
    """An entry for a folder as diffusers saves models, like the painter of its class whose size is nearest.

    Raises:
        MissingResource: it holds no pipeline. InvalidRequest: of a class that no painter opens.
    """
    found = pipeline_class(folder)
    if found not in DIALECTS and not any(found in entry.saved_as for entry in catalogue()):
        raise InvalidRequest(
            f'"{folder.name}" is a {found or "model without a class"}, which no painter of Tsuzuki opens.',
            f"It opens {', '.join(DIALECTS)}.",
        )
    alike = [entry for entry in catalogue() if found == entry.pipeline or found in entry.saved_as]
    size = max(1, sum(weight_bytes(part) for part in folder.iterdir() if part.is_dir()))
    nearest = min(alike, key=lambda entry: abs(math.log(size / (entry.disk_gb * 1e9))))
    return structs.replace(nearest, name=f"{_OWN}{folder.name}", title=folder.name, default=False)


def refuse_file(path: Path) -> None:
    """Say what a single file is, and why nothing can be painted with it by itself.

    Raises:
        InvalidRequest: always. MissingResource: it is damaged.
    """
    refuse_pickles(path)
    names = weight_names(path)
    if any("lora" in name.lower() for name in names):
        raise InvalidRequest(
            f"{path.name} is a LoRA, which changes a model and is none by itself.", f"Give it as --lora {path.name}."
        )
    raise InvalidRequest(
        f"{path.name} holds {len(names)} tensors of a model, without the settings and the other parts it needs.",
        "Choose the folder of the whole model, with model_index.json in it.",
    )
