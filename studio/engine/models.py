"""Models from files in a film: measured when they are taken in, found again by what is in them."""

import hashlib
from pathlib import Path
from typing import Final

import numpy as np
from msgspec.structs import replace

from studio.engine.kept_files import keep_file
from studio.engine.media.gltf import limits
from studio.engine.media.gltf.character import Character, proportions, read_character
from studio.engine.media.gltf.thing import Thing, read_thing
from studio.engine.skeleton import HEADS_TALL
from studio.errors import MissingResource
from studio.timeline.film import CharacterModel, Film, ThingModel
from studio.timeline.modelled import Model

MODELS: Final = "models"
_PLACES: Final = 5  # of a metre: hundredths of a millimetre


def character_taken_in(path: Path) -> tuple[CharacterModel, float]:
    """A character's file as a film holds it, and how tall it stands, metres: read whole, so what is wrong shows now.

    Raises:
        MissingResource, MediaUnreadable: in words, with the path.
    """
    joints, unit = proportions(read_character(path))
    places = tuple((x, y, z) for x, y, z in np.round(joints, _PLACES).tolist())
    return CharacterModel(str(path.resolve()), sum_of(path), places), round(unit * HEADS_TALL, _PLACES)


def thing_taken_in(path: Path) -> ThingModel:
    """A prop's file as a film holds it; read whole, so what is wrong shows now.

    Raises:
        MissingResource, MediaUnreadable: in words, with the path.
    """
    thing = read_thing(path)
    x, y, z = (round(extent, _PLACES) for extent in thing.size_m)
    return ThingModel(str(path.resolve()), sum_of(path), (x, y, z), thing.shape)


def guest_of(model: CharacterModel) -> Character:
    """The character of a model's file.

    Raises:
        MissingResource: the file is gone or is another one now. MediaUnreadable: it is broken.
    """
    return read_character(unchanged(Path(model.path), model.sha256))


def thing_of(model: ThingModel) -> Thing:
    """The prop of a model's file.

    Raises:
        MissingResource: the file is gone or is another one now. MediaUnreadable: it is broken.
    """
    return read_thing(unchanged(Path(model.path), model.sha256))


def brought_in(film: Film, folder: Path) -> Film:
    """The film with every model's file copied into its project, under ``models``, and found there.

    Raises:
        MissingResource: a file is gone. DeviceLimit: it cannot be copied.
    """
    cast = tuple(replace(one, look=replace(one.look, model=_kept(one.look.model, folder))) for one in film.cast)
    return replace(film, cast=cast, props=tuple(replace(one, model=_kept(one.model, folder)) for one in film.props))


def _kept(model: Model | None, folder: Path) -> Model | None:
    return None if model is None else kept_with(model, folder)


def kept_with(model: Model, folder: Path) -> Model:
    """A model whose file is copied into a project's folder, under ``models``, and found there.

    Raises:
        MissingResource: the file is gone. DeviceLimit: it cannot be copied.
    """
    source = folder / model.path
    named = Path(MODELS) / f"{source.stem}-{model.sha256[:8]}{source.suffix}"
    return replace(model, path=keep_file(folder, named, lambda: unchanged(source, model.sha256).read_bytes()))


def unchanged(path: Path, sha256: str) -> Path:
    """The path, if what is there is what the film was made with.

    Raises:
        MissingResource: it is not.
    """
    if sum_of(path) != sha256:
        raise MissingResource(
            f"The model {path} is not the one that the film was made with.", "Put the old file back, or choose it anew."
        )
    return path


def sum_of(path: Path) -> str:
    """SHA-256 of a file.

    Raises:
        MissingResource: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            data = file.read(limits.FILE_BYTES + 1)
    except OSError as fault:
        raise MissingResource(
            f"The model {path} cannot be read ({fault.strerror}).", "Put it back, or choose another."
        ) from fault
    return hashlib.sha256(data).hexdigest()
