"""What can be asked of the engine thread about films that carry their project, and what it does for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from studio.engine.aside import Waiting
from studio.engine.stop import StopToken
from studio.engine.visible_mark import Mark
from studio.errors import StudioError
from studio.timeline.film import CastId, Film
from studio.timeline.lineage import Ancestor, family

_SIDE_PX = 256


class Pack(Struct, frozen=True):
    """How an export is packed: whether the project goes into the film, finished takes too, and how the mark is.

    cover_s: the film time of its cover picture, None as usual.
    """

    inside: bool = True
    takes: bool = False
    mark: Mark = Mark()
    cover_s: float | None = None


@dataclass(frozen=True)
class OpenFilm:
    """Make a new project, in a home folder, of the film at ``path``; ends with FilmOpened."""

    path: Path
    home: Path


@dataclass(frozen=True)
class LookInto:
    """Say how the film at ``path`` was made, as far as that can be believed; ends with LookedInto."""

    path: Path


@dataclass(frozen=True)
class Trace:
    """Find the family of a film, with pictures; ends with Traced. folder: of its project."""

    film: Film
    folder: Path


@dataclass(frozen=True)
class Weigh:
    """Say how much a project adds to its film; ends with Weighed. folder: of the project."""

    film: Film
    folder: Path


@dataclass(frozen=True)
class Browse:
    """Say what can be taken over from the film at ``path``; ends with Browsed."""

    path: Path


@dataclass(frozen=True)
class Borrow:
    """Take something over from another film, its files into the project's folder; ends with Remixed."""

    film: Film
    folder: Path
    path: Path
    kind: str
    name: str
    part: CastId | None = None


@dataclass(frozen=True)
class Extend:
    """Go on with the film, or begin before it, as words tell; ends with Remixed. folder: of the project."""

    film: Film
    folder: Path
    words: str
    before: bool = False


@dataclass(frozen=True)
class FilmOpened:
    """A film became a project."""

    job: int
    folder: Path


@dataclass(frozen=True)
class LookedInto:
    """What is known of a film's making: sentences, the first about the signature; ``worry``: something is wrong."""

    job: int
    path: Path
    sentences: tuple[str, ...]
    worry: bool


@dataclass(frozen=True, eq=False)
class Relative:
    """A film in a family: how many generations back (0 the film itself), and its picture, (H, W, 3) uint8 sRGB."""

    generation: int
    ancestor: Ancestor
    picture: NDArray[np.uint8] | None = None


@dataclass(frozen=True, eq=False)
class Traced:
    """The family of a film, itself first, then each parent followed by its own."""

    job: int
    relatives: tuple[Relative, ...]
    credits: tuple[str, ...]


@dataclass(frozen=True)
class Weighed:
    """Bytes that a project adds to its film at most, and what its finished takes add to that."""

    job: int
    project: int
    takes: int


@dataclass(frozen=True)
class Browsed:
    """What a film has to give: its title, author and terms in words, and names by what can be taken over."""

    job: int
    path: Path
    title: str
    terms: str
    names: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Remixed:
    """The film with what was taken over or added; it is the artist's once the window has applied it."""

    job: int
    film: Film
    name: str


PackageRequest: TypeAlias = OpenFilm | LookInto | Trace | Weigh | Browse | Borrow | Extend
PackageEvent: TypeAlias = FilmOpened | LookedInto | Traced | Weighed | Browsed | Remixed


def answers(request: PackageRequest, job: int, stop: StopToken) -> Iterator[PackageEvent | Waiting | None]:
    """The request's answer, in steps; None, or Waiting, for a step on the way.

    Raises:
        StudioError: in words. Stopped: the token was set.
    """
    match request:
        case OpenFilm():
            return _open(request, job, stop)
        case LookInto():
            return _look(request, job, stop)
        case Trace():
            return _trace(request, job)
        case Weigh():
            return _weigh(request, job)
        case Browse():
            return _browse(request, job, stop)
        case Borrow():
            return _borrow(request, job, stop)
        case Extend():
            return _extend(request, job)


def _open(request: OpenFilm, job: int, stop: StopToken) -> Iterator[PackageEvent | Waiting | None]:
    from studio.engine.aside import stepped_aside
    from studio.engine.opening import open_film_in

    opening = stepped_aside(open_film_in(request.home, request.path, stop))
    while True:
        try:
            next(opening)
        except StopIteration as end:
            yield FilmOpened(job, end.value.folder)
            return
        yield Waiting()


def _look(request: LookInto, job: int, stop: StopToken) -> Iterator[PackageEvent | Waiting | None]:
    from studio.engine.aside import aside
    from studio.engine.provenance.reading import provenance_of
    from studio.engine.provenance.words import is_worrying, told

    found = yield from aside(lambda: provenance_of(request.path), stop)
    yield LookedInto(job, request.path, told(found), is_worrying(found))


def _trace(request: Trace, job: int) -> Iterator[PackageEvent | Waiting | None]:
    from studio.engine.media.package.origin import as_traced, origin_of
    from studio.timeline.lineage import credit_lines

    film = as_traced(request.film, origin_of(request.folder))
    relatives = [Relative(0, Ancestor("", film.title, film.author, film.terms))]
    for generation, one in family(film.parents):
        relatives.append(Relative(generation, one, _picture(request.folder, one)))
        yield None
    yield Traced(job, tuple(relatives), credit_lines(film.author, film.parents))


def _picture(folder: Path, one: Ancestor) -> NDArray[np.uint8] | None:
    """What is kept of how a film looked; a stranger's picture that cannot be shown is none."""
    from studio.engine.media.package.limits import PICTURE_BYTES
    from studio.engine.media.package.origin import picture_name
    from studio.engine.media.pictures import read_picture

    path = folder / picture_name(one.id)
    try:
        if not path.is_file() or path.stat().st_size > PICTURE_BYTES:
            return None
        return read_picture(path.read_bytes(), path.name, _SIDE_PX).colour
    except (OSError, StudioError):
        return None


def _browse(request: Browse, job: int, stop: StopToken) -> Iterator[PackageEvent | Waiting | None]:
    from studio.engine.aside import aside
    from studio.engine.borrowing import on_offer
    from studio.engine.media.package.opening import no_project, read_package

    package = yield from aside(lambda: read_package(request.path), stop)
    if package is None:
        raise no_project(request.path)
    film = package.film
    by = f" by {film.author}" if film.author else ""
    yield Browsed(job, request.path, f"“{film.title}”{by}", film.terms.words, on_offer(film))


def _borrow(request: Borrow, job: int, stop: StopToken) -> Iterator[PackageEvent | Waiting | None]:
    from studio.engine.aside import stepped_aside
    from studio.engine.borrowing import Kind, Loan, borrow
    from studio.engine.media.package.origin import refuse_closed

    refuse_closed(request.folder, recast=request.part is not None)
    loan = Loan(request.path, Kind(request.kind), request.name, request.part)
    film = yield from stepped_aside(borrow(request.film, request.folder, loan, stop))
    yield Remixed(job, film, f"Borrow {request.name}" if request.kind != "shot" else f"Borrow shot {request.name}")


def _extend(request: Extend, job: int) -> Iterator[PackageEvent | Waiting | None]:
    from studio.engine.borrowing import extended
    from studio.engine.media.package.origin import refuse_closed

    refuse_closed(request.folder)
    yield None
    yield Remixed(job, extended(request.film, request.words, before=request.before), "Extend the film")


def _weigh(request: Weigh, job: int) -> Iterator[PackageEvent | Waiting | None]:
    from studio.engine.packaging import PackageOrder, package_sizes

    takes = tuple(path.parent for path in (request.folder / "takes").glob("*/take.json"))
    yield Weighed(job, *package_sizes(request.film, PackageOrder(request.folder), takes))
