"""A film becomes a project again, and what is known of its making is kept for the day it is a parent."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

from studio.engine.media.package.archive import unpacking
from studio.engine.media.package.opening import Opened, free_folder, no_project, opened_from, unpack_project
from studio.engine.media.package.origin import ingredient_name
from studio.engine.provenance.manifest import ingredient_label
from studio.engine.provenance.reading import Provenance, provenance_beside
from studio.engine.provenance.signing import keep_ingredient
from studio.engine.stop import StopToken
from studio.timeline.film import Film


@dataclass(frozen=True)
class Visit:
    """A project made from a film: where it is, what the package said, and what is known of how it was made."""

    folder: Path
    opened: Opened
    provenance: Provenance


def open_film(path: Path, folder: Path, stop: StopToken) -> Generator[tuple[int, int], None, Visit]:
    """Make a new project at ``folder`` from the film at ``path``; yields bytes unpacked, of how many.

    Touches nothing that the engine thread does: it may run on any thread.

    Raises:
        ProjectUnreadable: it carries none, or a damaged one. MissingResource: no such file. DeviceLimit: the disk is
            full. Stopped: the token was set.
    """
    return (yield from _open(path, lambda _: folder, stop))


def open_film_in(home: Path, path: Path, stop: StopToken) -> Generator[tuple[int, int], None, Visit]:
    """The same, in a new folder of ``home`` that is called as the film is."""
    return (yield from _open(path, lambda film: free_folder(home, film.title), stop))


def _open(path: Path, place: Callable[[Film], Path], stop: StopToken) -> Generator[tuple[int, int], None, Visit]:
    """The package is gone through once to see that it is whole, and stays open for all that is read of it."""
    with unpacking(path) as package:
        if package is None:
            raise no_project(path)
        yield 0, 0
        opened, provenance = opened_from(package), provenance_beside(path, package)
        yield 0, 0
        stop.check()
        folder = place(opened.film)
        yield from unpack_project(package, opened, folder, stop, provenance.standing.value)
    told = {"title": opened.film.title, "label": ingredient_label(opened.sha256), "relationship": "parentOf"}
    keep_ingredient(path, told, folder / ingredient_name(opened.sha256))
    return Visit(folder, opened, provenance)
