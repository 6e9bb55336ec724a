"""Small studios to export from: each has a profile of its own, and so a key of its own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from studio.engine.director import direct
from studio.engine.opening import Visit, open_film
from studio.engine.packaging import PackageOrder
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.painter import Size
from studio.engine.production import FilmOrder, make_film
from studio.engine.provenance.device import this_device
from studio.engine.staging import Rehearsals
from studio.engine.stop import StopToken
from studio.engine.takes import TakeStore
from studio.engine.visible_mark import Mark
from studio.timeline.film import Film
from studio.timeline.modelled import located
from studio.timeline.store import Project

SIZE = Size(64, 48)
SCRIPT = "Title: Wave\nAuthor: Hana\n\nEXT. BEACH - DAY\n\nMei, a girl in a blue dress, waves. 0.5 s.\n"


def small_film() -> Film:
    return direct(SCRIPT)


@dataclass
class StudioAt:
    """A studio with its own profile, in which films are exported from projects and opened into projects."""

    home: Path
    painter: CelPainter

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Everything meanwhile happens in this studio's profile."""
        before = os.environ["TSUZUKI_PROFILE"]
        os.environ["TSUZUKI_PROFILE"] = str(self.home / "profile")
        try:
            yield
        finally:
            os.environ["TSUZUKI_PROFILE"] = before

    def export(self, film: Film, name: str, folder: Path | None = None, signed: bool = True, **order: object) -> Path:
        """Export a film; ``folder`` is its project's, if it has one."""
        target, takes = self.home / name, (folder or self.home) / "takes"
        self.home.mkdir(exist_ok=True)
        with self.at_work():
            device = this_device() if signed else None
            package = PackageOrder(folder, device=device, **order)  # type: ignore[arg-type]
            film = located(film, folder) if folder else film
            making = make_film(
                film,
                FilmOrder(target, SIZE, package=package),
                self.painter,
                TakeStore(takes),
                Rehearsals(),
                StopToken(),
            )
            for _ in making:
                pass
        return target

    def open(self, path: Path, name: str) -> Visit:
        """Open a film as a new project here."""
        with self.at_work():
            steps = open_film(path, self.home / f"{name}.tsuzuki", StopToken())
            while True:
                try:
                    next(steps)
                except StopIteration as end:
                    return end.value


def film_of(visit: Visit) -> Film:
    project = Project.open(visit.folder)
    project.close()
    return project.film


def marked_everywhere() -> Mark:
    return Mark(everywhere=True)
