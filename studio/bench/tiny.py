"""The smallest film that has everything: a shot of a few frames, exported as a signed package."""

from pathlib import Path

from studio.engine.director import direct
from studio.engine.packaging import PackageOrder
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.painter import Size
from studio.engine.production import FilmOrder, make_film
from studio.engine.provenance.device import this_device
from studio.engine.staging import Rehearsals
from studio.engine.stop import StopToken
from studio.engine.takes import TakeStore

SCRIPT = "Title: Wave\nAuthor: Hana\n\nEXT. BEACH - DAY\n\nMei, a girl in a blue dress, waves. 0.5 s.\n"


def tiny_package(folder: Path) -> Path:
    """Export it into a folder, signed by this device, takes and all."""
    target, painter = folder / "tiny.mp4", CelPainter()
    try:
        package = PackageOrder(takes=True, device=this_device())
        order = FilmOrder(target, Size(64, 48), package=package)
        for _ in make_film(direct(SCRIPT), order, painter, TakeStore(folder / "takes"), Rehearsals(), StopToken()):
            pass
    finally:
        painter.close()
    return target
