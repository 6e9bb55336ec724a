"""Playing a performance at another pace: which frame of the play every frame of the picture shows."""

from dataclasses import dataclass, replace

import numpy as np

from studio.engine.performance import Actor, ClothTrack, Floats, PropTrack
from studio.engine.stage.rotation import Doubles


@dataclass(frozen=True, eq=False)
class Pace:
    """times (F,): the frame of the play, with fractions, that each frame of the picture shows. It never goes back."""

    times: Doubles

    @staticmethod
    def steady(frames: int) -> "Pace":
        """As it was played."""
        return Pace(np.arange(frames, dtype=float))

    def shown_at(self, frame: float) -> float:
        """The first frame of the picture, with fractions, that shows a frame of the play."""
        after = int(np.searchsorted(self.times, frame - 1e-9))
        if after == 0 or after >= len(self.times):
            return frame
        low, high = float(self.times[after - 1]), float(self.times[after])
        return after - 1 + (frame - low) / max(high - low, 1e-9)


def frozen(frames: int, holds: tuple[tuple[int, int, int], ...]) -> Pace:
    """Held at some frames, each then made up for: (frame, how many frames it is held, in how many it catches up)."""
    times = np.arange(frames, dtype=float)
    for frame, held, over in holds:
        times[frame : frame + held + 1] = frame
        after = np.arange(1, over + 1)
        times[frame + held + 1 : frame + held + 1 + over] = frame + after * (held + over) / over
    return Pace(times)


def lingering(frames: int, first: int, last: int, apex: float, amount: float) -> Pace:
    """Between two frames: slow about the apex, quick at both ends, which stay where they are.

    amount: 0 steady to 1 standing still at the apex.
    """
    times = np.arange(frames, dtype=float)
    share = np.linspace(0, 1, last - first + 1)
    top = min(max((apex - first) / (last - first), 0.2), 0.8)
    phase = np.where(share < top, 0.5 * share / top, 0.5 + 0.5 * (share - top) / (1 - top))
    steepest = 0.5 / min(top, 1 - top)
    warped = share + amount / (2 * np.pi * steepest) * np.sin(2 * np.pi * phase)
    times[first : last + 1] = first + warped * (last - first)
    return Pace(times)


def retimed_actor(actor: Actor, pace: Pace) -> Actor:
    """The body at another pace; the face keeps to what is said."""
    heading = np.unwrap(actor.heading.astype(float))
    return replace(
        actor,
        root=moved(actor.root, pace),
        heading=moved(heading, pace),
        lift=moved(actor.lift, pace),
        joints=turned(actor.joints, pace),
    )


def retimed_prop(track: PropTrack, pace: Pace) -> PropTrack:
    """A thing at another pace."""
    shown = track.shown[np.floor(pace.times + 1e-6).astype(int)] if track.shown is not None else None
    return replace(
        track, position=moved(track.position, pace), orientation=turned(track.orientation, pace), shown=shown
    )


def retimed_cloth(track: ClothTrack, pace: Pace) -> ClothTrack:
    """A cloth at another pace."""
    return replace(track, points=moved(track.points, pace))


def moved(values: Floats | Doubles, pace: Pace) -> Floats:
    """Values (F, ...) at another pace, between frames in proportion."""
    low, share = _between(values, pace)
    high = np.minimum(low + 1, len(values) - 1)
    return (values[low] * (1 - share) + values[high] * share).astype(np.float32)


def turned(turns: Floats, pace: Pace) -> Floats:
    """Quaternions (F, ..., 4) at another pace."""
    low, share = _between(turns, pace)
    first, second = turns[low], turns[np.minimum(low + 1, len(turns) - 1)]
    second = np.where((first * second).sum(-1, keepdims=True) < 0, -second, second)
    mixed = first * (1 - share) + second * share
    return (mixed / np.maximum(np.linalg.norm(mixed, axis=-1, keepdims=True), 1e-9)).astype(np.float32)


def _between(values: Floats | Doubles, pace: Pace) -> tuple[np.ndarray, Doubles]:
    """The frames before, and how far past them, shaped to multiply values of (F, ...)."""
    low = np.clip(np.floor(pace.times).astype(int), 0, len(values) - 1)
    share = (pace.times - low).reshape(-1, *(1 for _ in values.shape[1:]))
    return low, share
