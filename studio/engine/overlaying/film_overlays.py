"""A film's overlays as its exports ask for them."""

from types import TracebackType
from typing import Self

from av import VideoFrame

from studio.engine.media.plan import Clip
from studio.engine.overlaying.compositing import Compositor
from studio.engine.overlaying.layers import Bytes
from studio.timeline.film import Film, Seconds, ShotId
from studio.timeline.overlays import Laid, laid_out


class FilmOverlays:
    """What is laid over a film, drawn over its clips as they are written; see ``media.plan.Drawing``.

    Use it in a ``with`` block. film: its files must be found already.
    """

    def __init__(self, film: Film) -> None:
        self._film = film
        self._laid = laid_out(film)
        self._starts = film.starts()
        self._compositor = Compositor()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._compositor.close()

    def spans(self, clip: Clip) -> list[tuple[int, int]]:
        """The frames of a clip that something is laid over."""
        return [(max(0, one.first - clip.at), min(clip.frames, one.last - clip.at)) for one in self._over(clip)]

    def told(self, clip: Clip) -> str:
        """All that is laid over a clip, and when."""
        return " ".join(f"{one.overlay} {one.first - clip.at} {one.last - clip.at}" for one in self._over(clip))

    def over(self, picture: VideoFrame, clip: Clip, frame: int) -> VideoFrame:
        """A frame of a clip with what is laid over it."""
        return self._compositor.over_stored(picture, self._laid, clip.at + frame)

    def over_cover(self, colour: Bytes, shot: ShotId, frame: int) -> Bytes:
        """A frame of a shot, (H, W, 3) uint8 sRGB, with what is laid over it."""
        time = self._starts[shot] + Seconds(frame, self._film.fps)
        return self._compositor.laid_over(colour, self._film, time)

    def _over(self, clip: Clip) -> list[Laid]:
        return [one for one in self._laid if one.first < clip.at + clip.frames and clip.at < one.last]
