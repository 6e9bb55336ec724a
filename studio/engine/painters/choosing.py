"""The painters by the names that artists and the command line know them by."""

from collections.abc import Generator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from studio.engine.model_store.home import models_folder
from studio.engine.model_store.steps import each
from studio.engine.model_store.store import ModelStore
from studio.engine.painters.catalogue import PainterEntry, catalogue
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.diffusion.choices import Choices
from studio.engine.painters.diffusion.own_models import entry_of_folder, refuse_file
from studio.engine.painters.diffusion.painter import DiffusionPainter
from studio.engine.painters.painter import Painter
from studio.engine.painters.still.painter import StillPainter
from studio.errors import InvalidRequest

BUILT_IN: Final = {"cel": CelPainter, "still": StillPainter}


@dataclass(frozen=True)
class Checked:
    """So many bytes of a model's files were read, to know that they are what they were."""

    bytes: int


def painter_names() -> tuple[str, ...]:
    """Every name, those that need nothing first."""
    return (*BUILT_IN, *(entry.name for entry in catalogue()))


def open_painter(name: str, cel: CelPainter | None = None, choices: Choices | None = None) -> Painter:
    """A painter, to be closed after use; see :func:`opening`."""
    steps = opening(name, cel, choices)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def opening(
    name: str, cel: CelPainter | None = None, choices: Choices | None = None
) -> Generator[Checked, None, Painter]:
    """A painter by its name, or by the folder of a model. cel: who draws what it paints over; one of its own if None.

    Raises:
        InvalidRequest: there is none of this name. MissingResource, MediaUnreadable: its model is not here, or not
        whole. DeviceLimit: it cannot paint on this machine.
    """
    if name in BUILT_IN:
        return BUILT_IN[name]()
    own = None if cel is not None else CelPainter()
    cel = cel or own or CelPainter()
    choices = choices or Choices()
    first = (yield from _keyframes(choices, cel)) if choices.keyframes else None
    folder = Path(name)
    if folder.is_file():
        refuse_file(folder)
    if folder.is_dir():
        entry = entry_of_folder(folder)
    else:
        entry = _known(name)
        folder = yield from _installed(name)
    return DiffusionPainter(entry, folder, cel, choices, own, first)


def _keyframes(choices: Choices, cel: CelPainter) -> Generator[Checked, None, DiffusionPainter]:
    """The painter of keyframes that was chosen."""
    plain = replace(choices, keyframes="", promotes=None, loras=(), control=None, setting=None, strength=None)
    painter = yield from opening(choices.keyframes, cel, plain)
    if not isinstance(painter, DiffusionPainter) or painter.entry.paints_video:
        raise InvalidRequest(f"{choices.keyframes} paints no keyframes.", "Choose a painter of single pictures.")
    return painter


def _installed(name: str) -> Generator[Checked, None, Path]:
    """The folder of an installed model, whose touched files were read again."""
    return (yield from each(ModelStore(models_folder()).ready(name), lambda read: Checked(read.bytes)))


def _known(name: str) -> PainterEntry:
    """A painter of the catalogue, or of a model that the artist added."""
    try:
        return ModelStore(models_folder()).painter(name)
    except InvalidRequest as fault:
        known = ", ".join(painter_names())
        raise InvalidRequest(
            f"There is no painter called {name!r}.", f"Choose one of: {known}, or a model's folder."
        ) from fault


def drawer_of(painter: Painter) -> CelPainter | None:
    """The cel painter that a painter is or has; None where it has none."""
    match painter:
        case CelPainter():
            return painter
        case DiffusionPainter():
            return painter.cel
        case _:
            return None
