"""A film's overlays laid over its pictures, in film time: for previews in RGB, for exports as takes are stored.

Nothing else composites: the viewer, playback, exports of every form and covers all come here, so they agree.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias, assert_never

import numpy as np
from av import VideoFrame
from msgspec.structs import replace

from studio.engine.footage import unchanged
from studio.engine.media.video_files import VideoReader
from studio.engine.overlaying.cards import letters_missing
from studio.engine.overlaying.insets import inset_sheets
from studio.engine.overlaying.layers import (
    Bytes,
    Layer,
    Sheets,
    laid_over_stored,
    lay_over_rgb,
    rgb_sheets,
    stored_sheets,
)
from studio.engine.overlaying.pictures import card_layer, picture_layer
from studio.engine.painters.footage.painter import LATE
from studio.engine.painters.painter import Size
from studio.engine.stills import picture_of
from studio.errors import MissingResource
from studio.timeline.film import Film, Seconds
from studio.timeline.overlays import Card, Content, Inset, Laid, Picture, Place, called, laid_out
from studio.timeline.sources import Footage, Still

_MOST_BYTES: Final = 256 * 2**20
_MOST_READERS: Final = 4
_CALLED_LETTERS: Final = 40
Form: TypeAlias = Callable[[Layer], Sheets]


@dataclass(frozen=True)
class _Drawn:
    """What a drawing that does not move is known by."""

    content: Content
    place: Place
    size: Size
    stored: bool


class Compositor:
    """Lays overlays over pictures of any size; what does not move is drawn once and kept. Of one thread.

    The film's files must be found already (see ``timeline.modelled.located``).
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[_Drawn, Sheets | None] = OrderedDict()
        self._bytes = 0
        self._readers: OrderedDict[str, VideoReader] = OrderedDict()
        self._film: Film | None = None
        self._laid: tuple[Laid, ...] = ()

    def laid_over(self, colour: Bytes, film: Film, time: Seconds) -> Bytes:
        """A frame of the film with what is laid over it there: (H, W, 3) uint8 sRGB; the very same without anything.

        Raises:
            MissingResource, MediaUnreadable, DeviceLimit: a file of an overlay cannot be used.
        """
        frame = int(time * film.fps)
        size = Size(colour.shape[1], colour.shape[0])
        layers = self._sheets(self._laid_in(film), frame, size, stored=False)
        if not layers:
            return colour
        whole = colour.copy()
        for sheets in layers:
            lay_over_rgb(whole, sheets)
        return whole

    def over_stored(self, picture: VideoFrame, laid: Sequence[Laid], frame: int) -> VideoFrame:
        """A picture of yuv420p, BT.709 of limited range, with overlays over it. frame: of the film.

        Raises:
            MissingResource, MediaUnreadable, DeviceLimit: a file of an overlay cannot be used.
        """
        layers = self._sheets(laid, frame, Size(picture.width, picture.height), stored=True)
        return laid_over_stored(picture, layers) if layers else picture

    def close(self) -> None:
        """Let the files go."""
        for reader in self._readers.values():
            reader.close()
        self._readers.clear()

    def _laid_in(self, film: Film) -> tuple[Laid, ...]:
        if self._film is not film:
            self._film, self._laid = film, laid_out(film)
        return self._laid

    def _sheets(self, laid: Sequence[Laid], frame: int, size: Size, *, stored: bool) -> list[Sheets]:
        found: list[Sheets] = []
        for one in laid:
            opacity = one.opacity(frame)
            sheets = self._one(one, frame, size, stored=stored) if opacity > 0 else None
            if sheets is not None:
                found.append(sheets.thinned(opacity))
        return found

    def _one(self, laid: Laid, frame: int, size: Size, *, stored: bool) -> Sheets | None:
        content, place = laid.overlay.content, replace(laid.overlay.place, opacity=1.0)
        if isinstance(content, Inset):
            time = content.footage.start + (frame - laid.first + LATE) / laid.fps
            shown = self._reader(content.footage).at(min(time, content.footage.seconds))
            fit = "fit" if content.footage.fit == "fit" else "fill"
            return inset_sheets(shown, fit, place, size, stored=stored)
        key = _Drawn(content, place, size, stored)
        if key not in self._kept:
            layer = _still_layer(content, place, size)
            self._keep(key, None if layer is None else (stored_sheets if stored else rgb_sheets)(layer))
        self._kept.move_to_end(key)
        return self._kept[key]

    def _keep(self, key: _Drawn, sheets: Sheets | None) -> None:
        self._kept[key] = sheets
        self._bytes += _bytes(sheets)
        while self._bytes > _MOST_BYTES and len(self._kept) > 1:
            self._bytes -= _bytes(self._kept.popitem(last=False)[1])

    def _reader(self, footage: Footage) -> VideoReader:
        if footage.path not in self._readers:
            path = Path(footage.path)
            unchanged(path, footage.sha256)
            self._readers[footage.path] = VideoReader(path)
        self._readers.move_to_end(footage.path)
        while len(self._readers) > _MOST_READERS:
            self._readers.popitem(last=False)[1].close()
        return self._readers[footage.path]


def check_overlays(laid: Sequence[Laid]) -> None:
    """Refuse to write words that this machine has no letters for.

    Raises:
        MissingResource: which words, and which letters.
    """
    for one in laid:
        content = one.overlay.content
        missing = letters_missing(content.text) if isinstance(content, Card) else ""
        if missing:
            raise MissingResource(
                f"No font of this machine has {missing[:_CALLED_LETTERS]} of the words “{_short(content)}”.",
                "Install one, such as Noto Sans CJK, or write other words.",
            )


def _short(content: Content) -> str:
    words = called(content)
    return words if len(words) <= _CALLED_LETTERS else f"{words[:_CALLED_LETTERS]}…"


def _still_layer(content: Card | Picture, place: Place, size: Size) -> Layer | None:
    match content:
        case Card():
            return card_layer(content, place, size)
        case Picture():
            return picture_layer(_unpacked(content.still, place, size), content.fit, place, size)
        case _:
            assert_never(content)


def _unpacked(still: Still, place: Place, size: Size) -> Bytes:
    """The picture of a still, (H, W, 4) uint8 sRGB of straight alpha, not much larger than it is seen."""
    side = max(64, round(2 * max(size.width, size.height) * place.scale))
    picture = picture_of(still, side)
    alpha = picture.alpha if picture.alpha is not None else np.full(picture.colour.shape[:2], 255, np.uint8)
    return np.ascontiguousarray(np.dstack([picture.colour, alpha]))


def _bytes(sheets: Sheets | None) -> int:
    return sum(part.nbytes for plane in sheets.planes for part in plane) if sheets is not None else 0
