"""Films that carry their project, on the command line: opened as a project, and packed when they are written."""

import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from studio.cli.progress import ProgressLine
from studio.cli.sources import Source, read_source
from studio.engine.media.package.archive import carries
from studio.engine.opening import Visit, open_film
from studio.engine.packaging import PackageOrder
from studio.engine.production import Step
from studio.engine.provenance.device import Device, this_device
from studio.engine.provenance.reading import is_film
from studio.engine.stop import StopToken
from studio.engine.visible_mark import Mark, corners_named
from studio.errors import InvalidRequest, StudioError
from studio.timeline.film import Film
from studio.timeline.lineage import Licence, Terms


@dataclass(frozen=True)
class PackWish:
    """What was asked of the package. mark: on every shot; mark_height: percent, None as usual; mark_place: corners.

    cover: film time, seconds, None as usual.

    author, licence: None as the film has them.
    """

    flat: bool = False
    takes: bool = False
    mark: bool = False
    mark_height: float | None = None
    mark_place: str | None = None
    cover: float | None = None
    author: str | None = None
    licence: str | None = None
    no_remix: bool = False
    no_recast: bool = False


@contextmanager
def opened_source(path: Path, target: Path, fps: int | None, seed: int | None) -> Generator[Source]:
    """A script, a project, or a film opened as a project beside ``target`` for as long as it is needed.

    Raises:
        StudioError: in words.
    """
    if not is_film(path):
        yield read_source(path, fps, seed)
        return
    with tempfile.TemporaryDirectory(prefix=f".{target.stem}-", dir=target.parent) as home:
        yield read_source(visit(path, Path(home) / "film.tsuzuki").folder, fps, seed)


def carries_a_project(path: Path) -> bool:
    """Whether a file is a film with a project inside, whole or not; nothing of that is read yet.

    Raises:
        ProjectUnreadable: it is no film that could be read.
    """
    return is_film(path) and carries(path)


def visit(path: Path, folder: Path) -> Visit:
    """Open a film as a project at ``folder``, telling how far it is.

    Raises:
        StudioError: in words.
    """
    progress, opening = ProgressLine("bytes"), open_film(path, folder, StopToken())
    try:
        while True:
            try:
                progress.show(Step(*next(opening), "opening the film"))
            except StopIteration as end:
                return end.value
    finally:
        progress.close()


def with_terms(film: Film, wish: PackWish) -> Film:
    """The film by the author and under the terms that were asked for.

    Raises:
        InvalidRequest: there is no such licence.
    """
    terms = film.terms
    licence = terms.licence if wish.licence is None else _licence(wish.licence)
    terms = Terms(licence, terms.remix and not wish.no_remix, terms.recast and not wish.no_recast)
    return replace(film, terms=terms, author=film.author if wish.author is None else wish.author)


def package_order(source: Source, wish: PackWish) -> PackageOrder:
    """How the film is to be packed, by this device; unsigned, and said so, where it cannot have or use a key.

    Raises:
        InvalidRequest: the mark is out of bounds.
    """
    mark = Mark(everywhere=wish.mark)
    mark = mark if wish.mark_height is None else replace(mark, height=wish.mark_height / 100)
    mark = mark if wish.mark_place is None else replace(mark, corners=corners_named(wish.mark_place))
    folder = source.takes.parent if source.takes is not None else None
    if wish.takes and source.takes is not None:
        _tell_size(source.takes)
    takes = wish.takes and not wish.flat
    return PackageOrder(folder, not wish.flat, takes, mark.checked(), _signer(), cover_s=wish.cover)


def _signer() -> Device | None:
    """This device. A machine that nobody sits at may have no place for a key, and is to make its film all the same."""
    try:
        return this_device()
    except StudioError as fault:
        print(f"The film is not signed. {fault.sentence}", file=sys.stderr)
        return None


def _tell_size(takes: Path) -> None:
    """Say how much larger the takes that are there already can make the film, before they do."""
    size = sum(path.stat().st_size for path in takes.glob("*/*") if path.is_file())
    if size:
        print(f"The finished takes make the film up to {size / 1e6:.1f} MB larger.", file=sys.stderr)


def _licence(name: str) -> Licence:
    plain = name.strip().upper().replace(" ", "-")
    for one in Licence:
        short = one.value.removesuffix("-4.0").removesuffix("-1.0")
        if plain and plain in (one.value, short, short.removeprefix("CC-")):
            return one
    if plain in ("", "NONE", "RESERVED", "ALL-RIGHTS-RESERVED"):
        return Licence.RESERVED
    known = ", ".join(one.value for one in Licence if one.value)
    raise InvalidRequest(f"There is no licence called {name!r}.", f"Choose reserved, or one of {known}.")
