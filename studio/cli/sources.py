"""What the command line is given to work on: a script, a project folder, or a film with its project inside."""

import re
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from studio.cli.homes import command_home
from studio.engine.clearing import acquaintances
from studio.engine.director import direct
from studio.engine.media.package.opening import no_project, read_package
from studio.engine.provenance.reading import is_film
from studio.errors import InvalidRequest, MissingResource
from studio.timeline.edits import set_fps
from studio.timeline.film import Film, ShotId
from studio.timeline.modelled import located
from studio.timeline.store import TAKES, read_film

LONGEST_SCRIPT_BYTES = 8_000_000


@dataclass(frozen=True)
class Source:
    """A film, and the folder that keeps its takes (None: it is a script on its own)."""

    film: Film
    takes: Path | None


def read_source(path: Path, fps: int | None = None, seed: int | None = None) -> Source:
    """The film in a script file, a project folder, or an MP4 that carries its project.

    Raises:
        InvalidRequest, MissingResource, ProjectUnreadable: in words, with the path.
    """
    if not path.exists():
        raise MissingResource(f"There is no file or folder at {path}.", "Check the path.")
    if is_film(path):
        return Source(_seeded(_at_rate(_packed_film(path), fps), seed), None)
    if path.is_dir():
        film = located(read_film(path), path)
        return Source(_seeded(_at_rate(film, fps), seed), path / TAKES)
    keep = Film(title="", fps=24 if fps is None else checked_fps(fps), seed=seed or 0)
    return Source(direct(read_script(path), keep, acquaintances(command_home())), None)


def read_script(path: Path) -> str:
    """The text of a script file, line ends as written.

    Raises:
        InvalidRequest: it is not text, or larger than any script. MissingResource: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LONGEST_SCRIPT_BYTES + 1)
    except OSError as fault:
        raise MissingResource(
            f"{path} cannot be read ({fault.strerror}).", "Check that it is whole, and that you may read it."
        ) from fault
    if len(data) > LONGEST_SCRIPT_BYTES:
        raise InvalidRequest(f"{path} is too large to be a script.", "Give a text file of less than 8 MB.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise InvalidRequest(
            f"{path} is not a text in UTF-8 (byte {fault.start + 1}).", "Save the script as plain text in UTF-8."
        ) from fault


def checked_fps(fps: int) -> int:
    """A frame rate that a film can have.

    Raises:
        InvalidRequest: under 1 or over 120.
    """
    if not 1 <= fps <= 120:
        raise InvalidRequest(f"{fps} frames a second cannot be made.", "Choose a rate from 1 to 120; films use 24.")
    return fps


def chosen_shots(film: Film, numbers: str | None, option: str = "--shots") -> frozenset[ShotId] | None:
    """The shots that e.g. ``2,5-7`` names, counted from 1 in film order; None for all. option: where they were named.

    Raises:
        InvalidRequest: not such a list, or beyond the film's last shot.
    """
    if numbers is None:
        return None
    chosen: set[ShotId] = set()
    shots = film.shots
    for part in numbers.split(","):
        named = re.fullmatch(r"\s*([0-9]{1,6})(?:-([0-9]{1,6}))?\s*", part)
        if named is None:
            raise InvalidRequest(f"{option} {numbers}: {part!r} is not a shot's number.", "Write it like 2,5-7.")
        low, high = int(named[1]), int(named[2] or named[1])
        if not 1 <= low <= high <= len(shots):
            raise InvalidRequest(f"{option} {numbers}: the film has shots 1 to {len(shots)}.", "Choose among those.")
        chosen.update(shot.id for shot in shots[low - 1 : high])
    return frozenset(chosen)


def _packed_film(path: Path) -> Film:
    """The film whose project an MP4 carries; the files it needs are still in there."""
    package = read_package(path)
    if package is None:
        raise no_project(path)
    return package.film


def _at_rate(film: Film, fps: int | None) -> Film:
    return film if fps is None else set_fps(film, fps)


def _seeded(film: Film, seed: int | None) -> Film:
    return film if seed is None else replace(film, seed=seed)
