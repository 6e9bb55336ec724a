"""A film becomes a project again, and what is known of its making is kept for the day it is a parent."""

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from studio.engine.aside import Waiting, aside
from studio.engine.media.package.opening import Opened, open_package
from studio.engine.media.package.origin import ingredient_name
from studio.engine.provenance.manifest import ingredient_label
from studio.engine.provenance.reading import Provenance, provenance_of
from studio.engine.provenance.signing import keep_ingredient
from studio.engine.stop import StopToken

Result = TypeVar("Result")


@dataclass(frozen=True)
class Visit:
    """A project made from a film: where it is, what the package said, and what is known of how it was made."""

    folder: Path
    opened: Opened
    provenance: Provenance


def open_film(path: Path, folder: Path, stop: StopToken) -> Generator[tuple[int, int], None, Visit]:
    """Make a new project at ``folder`` from the film at ``path``; yields bytes unpacked, of how many.

    Raises:
        ProjectUnreadable: it carries none, or a damaged one. MissingResource: no such file. DeviceLimit: the disk is
            full. Stopped: the token was set.
    """
    looking = aside(lambda: provenance_of(path), stop)
    provenance = yield from _silently(looking)
    opened = yield from open_package(path, folder, stop, provenance.standing.value)
    told = {"title": opened.film.title, "label": ingredient_label(opened.sha256), "relationship": "parentOf"}
    keeping = aside(lambda: keep_ingredient(path, told, folder / ingredient_name(opened.sha256)), stop)
    yield from _silently(keeping)
    return Visit(folder, opened, provenance)


def _silently(steps: Generator[Waiting, None, Result]) -> Generator[tuple[int, int], None, Result]:
    """The same work, told as no progress."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value
        yield 0, 0
