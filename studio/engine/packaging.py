"""What an export puts into the film besides picture and sound: the visible mark, the project, and the signature.

takes --write, the mark over them--> film --append project--> film --sign, last--> package
"""

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, TypeAlias

import cv2
import numpy as np
from msgspec import structs
from numpy.typing import NDArray

from studio import __version__
from studio.engine.film_plan import MadeShot
from studio.engine.media.mark import FilmMark
from studio.engine.media.package.archive import is_plain_name
from studio.engine.media.package.files import at_home
from studio.engine.media.package.limits import FORMAT
from studio.engine.media.package.origin import Origin, as_shared, origin_of, picture_name
from studio.engine.media.package.packing import Packing, contents_of, size_of, write_package
from studio.engine.media.package.record import CameoUsed, PackageRecord, ShotMade
from studio.engine.media.plan import FilmPlan
from studio.engine.media.take_video import read_frames
from studio.engine.painters.painter import Size
from studio.engine.provenance.device import Device
from studio.engine.provenance.making import is_trained, painters_used, shots_made, who_painted
from studio.engine.provenance.manifest import Made
from studio.engine.provenance.reading import Standing, provenance_of
from studio.engine.provenance.signing import sign
from studio.engine.sheets import SheetMaker
from studio.engine.stop import StopToken
from studio.engine.takes import Likeness
from studio.engine.visible_mark import Mark
from studio.errors import InvalidRequest, MediaUnreadable
from studio.timeline.film import Film, ShotId
from studio.timeline.lineage import family
from studio.timeline.modelled import located

_COVER_SIDE: Final = 640
_COVER_QUALITY: Final = 88
_MOST_SHEETS: Final = 40
LaidOver: TypeAlias = Callable[[NDArray[np.uint8], ShotId, int], NDArray[np.uint8]]
_HAIR: Final = 1e-3  # of a frame: a time that was a frame's start before it was rounded is still that frame's


@dataclass(frozen=True)
class PackageOrder:
    """How a film is packed.

    folder: the project that its files lie in, None where their paths are whole. inside: whether the project goes into
    the film, or the film is video alone. takes: finished takes go with it, but none that somebody's cameo plays in.
    device: who signs, None nobody. cover_s: the film time of the picture that stands for the film, None one of the
    first shot.
    """

    folder: Path | None = None
    inside: bool = True
    takes: bool = False
    mark: Mark = field(default_factory=Mark)
    device: Device | None = None
    cover_s: float | None = None


@dataclass(frozen=True)
class Shared:
    """The film as it goes out: as it lies in its project, and what the project was opened from."""

    film: Film
    origin: Origin | None


def shared(film: Film, order: PackageOrder, seconds: float) -> Shared:
    """The film as others are given it; asked before anything is rendered. seconds: how long what is exported lasts.

    Raises:
        InvalidRequest: its parent's author allows no such film, the mark is out of bounds, or the cover is not in it.
    """
    order.mark.checked()
    if order.cover_s is not None and not 0 <= order.cover_s < seconds:
        raise InvalidRequest(
            f"There is no picture at {order.cover_s:g} s for the cover: the film is {seconds:.2f} s long.",
            "Choose a time within it.",
        )
    origin = origin_of(order.folder)
    return Shared(as_shared(at_home(film, order.folder), origin), origin)


class Package:
    """The package of one export, from its takes to its signature.

    laid: lays over a shot's frame what the film does. sheets: the character sheets by their names in the package.
    """

    def __init__(
        self,
        film: Shared,
        order: PackageOrder,
        shots: Sequence[MadeShot],
        stop: StopToken,
        laid: LaidOver,
        sheets: Mapping[str, bytes],
    ) -> None:
        self._film = film.film
        self._origin = film.origin
        self._order = order
        self._shots = shots
        self._stop = stop
        self._sheets = sheets
        self._marked = marked_shots(shots, order.mark)
        self.cover = cover_of(shots, order.cover_s, laid)

    def marked(self, plan: FilmPlan) -> FilmPlan:
        """The plan with the mark drawn over all else that is drawn over its shots."""
        painters = {
            shot.staged.shot.id: who_painted(shot.staged.shot, shot.take.record.painter) for shot in self._shots
        }
        trained = {str(shot): is_trained(one) for shot, one in painters.items() if shot in self._marked}
        if not trained:
            return plan
        return replace(plan, drawn=(*plan.drawn, FilmMark(self._order.mark, plan, trained)))

    def finish(self, path: Path, size: Size) -> Generator[tuple[int, int], None, None]:
        """Put the project into the film at ``path``, and sign it; nothing may touch it afterwards.

        Yields bytes done, of how many, and (0, 0) while it is being signed.

        Raises:
            DeviceLimit, MissingResource, MediaUnreadable: in words.
        """
        record, project = self._record(size), None
        if self._order.inside:
            contents = contents_of(self._packing())
            record, carried = yield from write_package(path, contents, record, self._stop)
            project = (carried.sha256, carried.size)
        device = self._order.device
        if device is not None:
            origin = self._origin.sha256 if self._origin else None
            made = Made(record, self._film, self._order.folder, project, origin)
            yield 0, 0
            sign(path, made, device)
        if self._order.inside or device is not None:
            yield 0, 0
            self._check(path)

    def _check(self, path: Path) -> None:
        """See that what was put in reads back.

        Raises:
            MediaUnreadable: it does not.
        """
        found = provenance_of(path)
        standing = Standing.UNSIGNED if self._order.device is None else Standing.HERE
        if found.standing is not standing or found.project != ("" if self._order.inside else "none"):
            raise MediaUnreadable(
                "The film did not read back with its project and its signature.",
                "Export it again, and check the disk if it recurs.",
            )

    def _record(self, size: Size) -> PackageRecord:
        film = self._film
        return PackageRecord(
            format=FORMAT,
            made_with=f"Tsuzuki {__version__}",
            title=film.title,
            author=film.author,
            terms=film.terms,
            document="",
            width=size.width,
            height=size.height,
            fps=film.fps,
            frames=sum(shot.take.record.frames for shot in self._shots),
            entries=(),
            painters=painters_used(self._shots),
            shots=self._shots_made(),
            cameos=_cameos(self._shots),
            parents=film.parents,
            signed=self._order.device is not None,
            with_takes=self._order.takes,
        )

    def _shots_made(self) -> tuple[ShotMade, ...]:
        """How each shot was made; the artist's words for it go out with the project or not at all."""
        made = shots_made(self._film, self._shots, self._marked)
        return made if self._order.inside else tuple(structs.replace(shot, words="") for shot in made)

    def _packing(self) -> Packing:
        takes = tuple(shot.take.folder for shot in self._shots if not _likenesses(shot))
        return Packing(
            film=self._film,
            folder=self._order.folder,
            takes=takes if self._order.takes else (),
            worlds=worlds_of(self._shots),
            cover=self.cover,
            pictures={**self._sheets, **_pictures_of_ancestors(self._film, self._order.folder)},
        )


def drawn_sheets(
    given: Shared, order: PackageOrder, sheet: SheetMaker
) -> Generator[tuple[int, int], None, dict[str, bytes]]:
    """The character sheets that go with a project, by their names in the package; yields how many, of how many."""
    drawn: dict[str, bytes] = {}
    film = given.film if order.folder is None else located(given.film, order.folder)
    members = film.cast[:_MOST_SHEETS] if order.inside else ()
    for number, member in enumerate(members, start=1):
        name = f"sheets/{member.id}.jpg"
        if is_plain_name(name):
            drawn[name] = sheet(member)
        yield number, len(members)
    return drawn


def marked_shots(shots: Sequence[MadeShot], mark: Mark) -> frozenset[str]:
    """The shots that the mark is drawn into: where a trained model painted or a cameo plays always."""
    return frozenset(
        shot.take.record.shot
        for shot in shots
        if mark.everywhere or is_trained(who_painted(shot.staged.shot, shot.take.record.painter)) or _likenesses(shot)
    )


def worlds_of(shots: Sequence[MadeShot]) -> dict[str, Any]:
    """The worlds before and after each shot, as plain values."""
    staged = (shot.staged for shot in shots)
    return {one.shot.id: {"before": one.before, "after": one.after} for one in staged}


def cover_of(shots: Sequence[MadeShot], at_s: float | None, laid: LaidOver) -> bytes | None:
    """The picture that stands for the film, as JPEG: at a film time, or from two fifths through the first shot."""
    if not shots:
        return None
    take, index = shots[0].take, shots[0].take.record.frames * 2 // 5
    if at_s is not None:
        shot = next(one for one in reversed(shots) if one.start <= at_s)
        take = shot.take
        index = min(int((at_s - float(shot.start)) * take.record.fps + _HAIR), take.record.frames - 1)
    frame = laid(next(iter(read_frames(take.video, index, index + 1))), ShotId(take.record.shot), index)
    scale = min(1.0, _COVER_SIDE / max(frame.shape[:2]))
    small = cv2.resize(frame, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    done, data = cv2.imencode(".jpg", small[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, _COVER_QUALITY])
    return data.tobytes() if done else None


def package_sizes(film: Film, order: PackageOrder, takes: Sequence[Path]) -> tuple[int, int]:
    """How many bytes the project adds to the film at most: without takes, and what these takes would add."""
    home = at_home(film, order.folder)
    without = size_of(contents_of(Packing(home, order.folder)))
    return without, size_of(contents_of(Packing(home, order.folder, tuple(takes)))) - without


def _cameos(shots: Sequence[MadeShot]) -> tuple[CameoUsed, ...]:
    """Whose likeness is in the film, under which grant; of a cameo of one's own there is none."""
    found = {one.cameo: one for shot in shots for one in _likenesses(shot)}
    return tuple(CameoUsed(one.cameo, one.grant) for _, one in sorted(found.items()))


def _likenesses(shot: MadeShot) -> tuple[Likeness, ...]:
    """Who is cleared for a shot now, and who is in the take that was kept for it."""
    cleared = (Likeness(one.held.cameo.id, one.held.grant_digest or "") for one in shot.staged.sheet.cleared)
    return (*shot.take.record.likenesses, *cleared)


def _pictures_of_ancestors(film: Film, folder: Path | None) -> dict[str, bytes]:
    """The pictures of the films that it was made from, as far as they were kept."""
    if folder is None:
        return {}
    names = {picture_name(one.id) for _, one in family(film.parents)}
    return {name: (folder / name).read_bytes() for name in sorted(names) if (folder / name).is_file()}
