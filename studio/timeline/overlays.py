"""What is laid over the film's picture: words, pictures and clips on tracks of their own, in film time.

An overlay hangs on the shot under its beginning and travels with it: whatever becomes longer, shorter or goes before
that shot, the overlay stays over the same picture.

    overlays          |==title==|
    shots     |  A  |    B   |   C  |          the title hangs on B, some frames from its beginning
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, Protocol, TypeAlias, get_args

from msgspec import Struct

from studio.timeline.ids import OverlayId, ShotId
from studio.timeline.sources import Footage, Seconds, Still

Face: TypeAlias = Literal["sans", "serif"]
Alignment: TypeAlias = Literal["left", "centre", "right"]
Fit: TypeAlias = Literal["fill", "fit"]
FACES: Final[tuple[Face, ...]] = get_args(Face)
ALIGNMENTS: Final[tuple[Alignment, ...]] = get_args(Alignment)
LONGEST_OVERLAY: Final = Seconds(3600)
MOST_LETTERS: Final = 2000
MOST_OVERLAYS: Final = 1000
EM_LEAST, EM_MOST = 0.01, 0.5
SCALE_LEAST, SCALE_MOST = 0.01, 20.0
_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}\Z")


class Card(Struct, frozen=True, tag="card"):
    """Words: a title, or a caption that is part of the picture. Lines too long for the room are broken.

    size: of an em, as a share of the picture's shorter side. colour, edge, ground: ``#rrggbb`` of the letters, of the
    line about them, and of what fills the whole picture behind them; the last two "" for none.
    """

    text: str
    size: float = 0.08
    colour: str = "#ffffff"
    face: Face = "sans"
    bold: bool = False
    align: Alignment = "centre"
    edge: str = "#14131a"
    ground: str = ""


class Picture(Struct, frozen=True, tag="picture"):
    """A still, transparent where its file is. fit: whether it lies wholly in its box, or fills it and is cut off."""

    still: Still
    fit: Fit = "fit"


class Inset(Struct, frozen=True, tag="clip"):
    """A clip, from ``footage.start`` on; its last frame stays if it ends before. It is seen and not heard."""

    footage: Footage


Content: TypeAlias = Card | Picture | Inset


class Place(Struct, frozen=True):
    """Where and how an overlay lies in the picture.

    x, y: its middle, 0 to 1 of the picture's width and height from its left and upper edge. scale: of its box, which
    at 1 is the whole picture; of words, of their size. rotation: degrees clockwise. opacity: 0 not seen, 1 all of it.
    """

    x: float = 0.5
    y: float = 0.5
    scale: float = 1.0
    rotation: float = 0.0
    opacity: float = 1.0


class Overlay(Struct, frozen=True):
    """Something that is laid over the picture, source over destination.

    anchor: the shot that it hangs on; offset: how long after that shot's first frame it begins. fade_in, fade_out: how
    long it takes to come and to go. All in whole frames.
    """

    id: OverlayId
    content: Content
    anchor: ShotId
    offset: Seconds
    duration: Seconds
    place: Place = Place()
    fade_in: Seconds = Seconds(0)
    fade_out: Seconds = Seconds(0)


class Timed(Protocol):
    """A shot, as far as overlays need to know it."""

    @property
    def id(self) -> ShotId:
        """Its id."""
        ...

    @property
    def duration(self) -> Seconds:
        """How long it lasts."""
        ...


class Laying(Protocol):
    """A film, as far as overlays need to know it."""

    @property
    def fps(self) -> int:
        """Frames a second."""
        ...

    @property
    def shots(self) -> tuple[Timed, ...]:
        """Every shot in film order."""
        ...

    @property
    def overlays(self) -> tuple[Overlay, ...]:
        """What is laid over them, the lowest first."""
        ...


@dataclass(frozen=True)
class Laid:
    """An overlay in the film: from frame ``first`` to ``last`` (not included) of film time, on a track from 0 up."""

    overlay: Overlay
    first: int
    last: int
    fps: int
    track: int = 0

    def opacity(self, frame: int) -> float:
        """How much of it is seen in a frame of the film, 0 to 1; it comes and goes evenly."""
        came, left = frame - self.first + 0.5, self.last - frame - 0.5
        if came < 0 or left < 0:
            return 0.0
        shares = (
            (came, round(self.overlay.fade_in * self.fps)),
            (left, round(self.overlay.fade_out * self.fps)),
        )
        return self.overlay.place.opacity * min(1.0, *(share / whole for share, whole in shares if whole), 1.0)


def laid_out(film: Laying) -> tuple[Laid, ...]:
    """Every overlay where it is in the film, the lowest first.

    One that begins after its shot's end, because the shot was trimmed, begins with the shot's last frame. What reaches
    beyond the film's end is cut off. An overlay is a track above whatever below it is there at the same time.
    """
    spans: dict[ShotId, tuple[int, int]] = {}
    now = 0
    for shot in film.shots:
        frames = max(1, round(shot.duration * film.fps))
        spans[shot.id] = now, frames
        now += frames
    found: list[Laid] = []
    for overlay in film.overlays:
        if overlay.anchor not in spans:
            continue
        start, frames = spans[overlay.anchor]
        first = start + min(round(overlay.offset * film.fps), frames - 1)
        last = min(first + max(1, round(overlay.duration * film.fps)), now)
        under = (one.track + 1 for one in found if one.first < last and first < one.last)
        found.append(Laid(overlay, first, last, film.fps, max(under, default=0)))
    return tuple(found)


def over_shot(film: Laying, shot_id: ShotId) -> tuple[Laid, ...]:
    """What is laid over a shot, or over a part of it, the lowest first; nothing over a shot that the film has not."""
    first = 0
    for shot in film.shots if film.overlays else ():
        last = first + max(1, round(shot.duration * film.fps))
        if shot.id == shot_id:
            return tuple(one for one in laid_out(film) if one.first < last and first < one.last)
        first = last
    return ()


def called(content: Content) -> str:
    """What an overlay is called: its words, or the name of its file."""
    match content:
        case Card(text=text):
            return " ".join(text.split())
        case Picture(still=still):
            return still.name
        case Inset(footage=footage):
            return footage.name


def faults(overlay: Overlay, fps: int) -> Iterator[str]:
    """What of an overlay cannot be, as ends of sentences: "lasts 0 s"."""
    times = (overlay.offset, overlay.duration, overlay.fade_in, overlay.fade_out)
    if any((time * fps).denominator != 1 for time in times):
        yield "has a time that is not a whole number of frames"
    if not 0 < overlay.duration <= LONGEST_OVERLAY:
        yield f"lasts {float(overlay.duration):g} s"
    if overlay.offset < 0 or min(overlay.fade_in, overlay.fade_out) < 0:
        yield "has a time before its beginning"
    if overlay.fade_in + overlay.fade_out > overlay.duration:
        yield "comes and goes for longer than it lasts"
    yield from _place_faults(overlay.place)
    if isinstance(overlay.content, Card):
        yield from _card_faults(overlay.content)


def _place_faults(place: Place) -> Iterator[str]:
    bounds = {
        "x": (-2.0, 3.0),
        "y": (-2.0, 3.0),
        "scale": (SCALE_LEAST, SCALE_MOST),
        "rotation": (-360.0, 360.0),
        "opacity": (0.0, 1.0),
    }
    for name, (least, most) in bounds.items():
        value = getattr(place, name)
        if not math.isfinite(value) or not least <= value <= most:
            yield f"has a {name} of {value:g}, beyond {least:g} to {most:g}"


def _card_faults(card: Card) -> Iterator[str]:
    if not card.text.strip():
        yield "has no words"
    if len(card.text) > MOST_LETTERS:
        yield f"has {len(card.text)} letters, more than {MOST_LETTERS}"
    if not math.isfinite(card.size) or not EM_LEAST <= card.size <= EM_MOST:
        yield f"has letters of {card.size:g} of the picture"
    for colour in (card.colour, *(one for one in (card.edge, card.ground) if one)):
        if not _COLOUR.match(colour):
            yield f"has a colour {colour!r}, which is not like #d8232f"
