"""What a film file is to hold. Times are film time in seconds; files keep them to the millisecond."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Protocol

import numpy as np
from av import VideoFrame
from numpy.typing import NDArray

from studio.engine.media.take_video import GROUP
from studio.engine.painters.painter import Size
from studio.engine.sound.stems import RATE


@dataclass(frozen=True)
class Clip:
    """A take's picture, of so many frames; its bytes go into the film as they are. ``shot`` names it in errors.

    start: the frame of the take that it begins at, where it is a part of one (then a group begins there), None the
    whole. entered: how the film passes into it, a key of ``words/transitions.toml``. at: the frame of the film that
    it begins at, where its own shots alone are written the one it has in all of it.
    """

    take: Path
    frames: int
    shot: str = ""
    start: int | None = None
    entered: str = "cut"
    at: int = 0

    @property
    def first(self) -> int:
        """The frame of the take that it begins at."""
        return self.start or 0


class Drawing(Protocol):
    """Something that is drawn over the film's pictures as they are written: overlays, the visible mark."""

    def spans(self, clip: Clip) -> list[tuple[int, int]]:
        """The frames of a clip that it draws on, each from first to last (not included)."""
        ...

    def told(self, clip: Clip) -> str:
        """All that makes what it draws on a clip, so that what is drawn already is known."""
        ...

    def over(self, picture: VideoFrame, clip: Clip, frame: int) -> VideoFrame:
        """A frame of a clip, as takes are stored, with it; the very same where it draws nothing."""
        ...


@dataclass(frozen=True)
class Chapter:
    """A part of the film that a player can jump to."""

    title: str
    start: float
    end: float


@dataclass(frozen=True)
class Caption:
    """A spoken line, shown from ``start`` to ``end``. Lines that overlap are shown together, with their speakers.

    language: ISO 639-2 code; each language has a track of its own.
    """

    start: float
    end: float
    text: str
    speaker: str = ""
    language: str = "eng"


@dataclass(frozen=True)
class FilmForm:
    """How a film's file is made: its container, the picture's and the sound's codec as they read back.

    group: at most so many frames from one key frame to the next. delay: how many frames before it is shown one may have
    to be decoded, where frames are decoded in another order than they are shown. tag: the picture's four letters, ""
    the usual ones. encoded: by what, for people; "" as the takes are.
    """

    container: str = "mp4"
    codec: str = "h264"
    pixels: str = "yuv420p"
    sound: str = "aac"
    group: int = GROUP
    delay: int = 0
    tag: str = ""
    encoded: str = ""


@dataclass(frozen=True, eq=False)
class FilmPlan:
    """A film ready to be written.

    sound: (2, n) float32 at 48 kHz, full scale +-1; it is cut or filled with silence to the picture's length.
    language: ISO 639-2 code of the sound. licence: in a line, with its address. cover: a JPEG that players show for it.
    form: of the file; the clips are encoded as it says. ending: how the last picture goes, "cut" or "fade" to black.
    drawn: what is drawn over the pictures, the lowest first; see ``retouching``.
    """

    title: str
    size: Size
    fps: int
    clips: tuple[Clip, ...]
    sound: NDArray[np.float32]
    chapters: tuple[Chapter, ...] = ()
    captions: tuple[Caption, ...] = ()
    author: str = ""
    comment: str = ""
    language: str = "eng"
    licence: str = ""
    cover: bytes | None = None
    form: FilmForm = FilmForm()
    ending: str = "cut"
    drawn: tuple[Drawing, ...] = ()

    @property
    def frames(self) -> int:
        """How many frames the film has."""
        return sum(clip.frames for clip in self.clips)

    @property
    def duration(self) -> Fraction:
        """Seconds, exactly."""
        return Fraction(self.frames, self.fps)

    @property
    def samples(self) -> int:
        """How many samples of sound fill the picture's length."""
        return round(self.duration * RATE)

    @property
    def tracks(self) -> dict[str, tuple[Caption, ...]]:
        """The captions of each language, the language of most lines first."""
        languages = sorted({one.language for one in self.captions}, key=lambda own: (-self._lines_in(own), own))
        return {own: tuple(one for one in self.captions if one.language == own) for own in languages}

    def _lines_in(self, language: str) -> int:
        return sum(one.language == language for one in self.captions)

    def starts(self) -> list[int]:
        """The frame at which each clip begins."""
        return [sum(clip.frames for clip in self.clips[:n]) for n in range(len(self.clips))]
