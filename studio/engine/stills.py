"""Stills of a film: looked at when they are taken in, kept with the project, found again by what is in them."""

import hashlib
from pathlib import Path
from typing import Final, Protocol

from msgspec.structs import replace

from studio.cameo.double.things import ThingCameo
from studio.engine.kept_files import keep_file
from studio.engine.media.pictures import Picture, read_bytes, read_picture
from studio.errors import MissingResource
from studio.timeline.brush import Drawing
from studio.timeline.film import Still

STILLS: Final = "stills"
DRAWINGS: Final = "drawings"
_LOOK_PX: Final = 256


def still_taken_in(path: Path) -> tuple[Still, str]:
    """A picture's file as a film holds it, and what of it is left out ("" for nothing); unpacked once, so that what is
    wrong shows now.

    Raises:
        MissingResource, MediaUnreadable, DeviceLimit: in words, with the path.
    """
    data = read_bytes(path)
    seen = read_picture(data, str(path), _LOOK_PX)
    return Still(path.stem, str(path.resolve()), hashlib.sha256(data).hexdigest()), seen.note


def kept_still(still: Still, folder: Path) -> Still:
    """The still with its file copied into its project, under ``stills``, and found there.

    Raises:
        MissingResource: the file is gone or another one. DeviceLimit: it cannot be copied.
    """
    source = folder / still.path
    named = Path(STILLS) / f"{source.stem[:80]}-{still.sha256[:8]}{source.suffix}"
    return replace(still, path=keep_file(folder, named, lambda: _unchanged(still, source)))


class NamesPicture(Protocol):
    """A value of the document that names a picture's file."""

    @property
    def path(self) -> str:
        """Where it lies."""
        ...

    @property
    def sha256(self) -> str:
        """Of its bytes, hex."""
        ...


def kept_drawing(path: Path, who: str, folder: Path) -> Drawing:
    """A picture's file as a drawing of somebody or something, copied into a project, under ``drawings``.

    Raises:
        MissingResource, MediaUnreadable, DeviceLimit: in words, with the path.
    """
    taken, _ = still_taken_in(path)
    named = Path(DRAWINGS) / f"{path.stem[:80]}-{taken.sha256[:8]}{path.suffix}"
    return Drawing(who, path.stem, keep_file(folder, named, lambda: _unchanged(taken, path)), taken.sha256)


def things_pictures(cameo: ThingCameo, who: str, folder: Path) -> tuple[Drawing, ...]:
    """Pictures of something that the artist has at home, kept in a project for painters; they go into no package.

    Raises:
        DeviceLimit: they cannot be written.
    """
    found: list[Drawing] = []
    for one in cameo.references:
        sha256 = hashlib.sha256(one.png).hexdigest()
        named = Path(DRAWINGS) / f"reference-{sha256[:16]}.png"
        found.append(Drawing(who, one.side, _kept(folder, named, one.png), sha256, private=True))
    return tuple(found)


def _kept(folder: Path, named: Path, data: bytes) -> str:
    return keep_file(folder, named, lambda: data)


def picture_of(still: NamesPicture, side_px: int) -> Picture:
    """The picture of a still or a drawing, no side over ``side_px``.

    Raises:
        MissingResource: the file is gone or is another one now. MediaUnreadable, DeviceLimit: it cannot be unpacked.
    """
    return read_picture(_unchanged(still, Path(still.path)), still.path, side_px)


def _unchanged(still: NamesPicture, path: Path) -> bytes:
    data = read_bytes(path)
    if hashlib.sha256(data).hexdigest() != still.sha256:
        raise MissingResource(
            f"The picture {path} is not the one that the film was made with.",
            "Put the old file back, or choose it anew.",
        )
    return data
