"""Between film time and pixels."""

from dataclasses import dataclass, replace

HEADER_PX = 88
"""The column of lane names on the left."""
END_ROOM_PX = 96
MOST_PX_PER_FRAME = 48.0
_STEPS_S = (0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400)
_LABEL_ROOM_PX = 72
_EMPTY_S = 60.0


@dataclass(frozen=True)
class Scale:
    """``left`` is the film time at the left end of the lanes; ``width`` the widget's, header included."""

    left: float
    px_per_s: float
    width: int

    def x(self, time: float) -> float:
        """Where a film time is."""
        return HEADER_PX + (time - self.left) * self.px_per_s

    def time(self, x: float) -> float:
        """The film time at a pixel."""
        return self.left + (x - HEADER_PX) / self.px_per_s

    @property
    def right(self) -> float:
        """The film time at the right end."""
        return self.time(self.width)

    @property
    def room_px(self) -> int:
        """How wide the lanes are."""
        return max(1, self.width - HEADER_PX)

    @property
    def visible_s(self) -> float:
        """How much time is seen."""
        return self.room_px / self.px_per_s


def fitted(width: int, duration: float) -> Scale:
    """The scale that shows a whole film, with some room after it; of an empty one, a minute."""
    room = max(1, width - HEADER_PX - END_ROOM_PX // 2)
    return Scale(0.0, room / (duration or _EMPTY_S), width)


def zoomed(scale: Scale, factor: float, at_x: float, duration: float, fps: int) -> Scale:
    """Zoom about a pixel, which keeps its time."""
    least = min(fitted(scale.width, duration).px_per_s, scale.px_per_s)
    px_per_s = min(max(scale.px_per_s * factor, least), MOST_PX_PER_FRAME * fps)
    time = scale.time(at_x)
    return scrolled(replace(scale, px_per_s=px_per_s), time - (at_x - HEADER_PX) / px_per_s, duration)


def scrolled(scale: Scale, left: float, duration: float) -> Scale:
    """Move the left end, as far as there is something to see."""
    return replace(scale, left=min(max(0.0, left), furthest_left(scale, duration)))


def furthest_left(scale: Scale, duration: float) -> float:
    """The left end when the film's end is in sight."""
    return max(0.0, duration + END_ROOM_PX / scale.px_per_s - scale.visible_s)


def tick_step(scale: Scale, fps: int) -> tuple[float, int]:
    """Seconds between labelled ticks, and how many parts each is divided into."""
    frame = 1 / fps
    for frames in (1, 2, 6):
        if frames * frame * scale.px_per_s >= _LABEL_ROOM_PX:
            return frames * frame, frames
    step = next((step for step in _STEPS_S if step * scale.px_per_s >= _LABEL_ROOM_PX), _STEPS_S[-1])
    return step, 5 if step >= 5 else (2 if step == 0.5 else 4)
