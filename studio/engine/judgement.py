"""What is known of each shot's take, as the window and the command line tell it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from studio.engine.painters.painter import Size
from studio.timeline.film import ShotId


class TakeState(Enum):
    """Whether a shot's finished take still is what the film asks for."""

    NONE = "not rendered"
    CURRENT = "rendered"
    STALE = "stale"
    KEPT = "kept"
    UNSURE = "to be played out first"


@dataclass(frozen=True)
class ShotTake:
    """One shot's. take: the key of its newest take, "" without one; size: its size. seconds: what redoing it takes.

    fits: whether that take is as long as the shot now is, so that it can be kept.
    """

    state: TakeState
    take: str = ""
    size: Size | None = None
    seconds: float | None = None
    fits: bool = True


@dataclass(frozen=True)
class Judgement:
    """Every shot's take, in film order. keys: what each shot is made of now, None where that is not known yet."""

    shots: dict[ShotId, ShotTake]
    keys: Mapping[ShotId, str | None] = field(default_factory=dict[ShotId, str | None])

    def of(self, shot: ShotId) -> ShotTake:
        """What is known of one shot's take."""
        return self.shots.get(shot, ShotTake(TakeState.NONE))

    @property
    def stale(self) -> tuple[ShotId, ...]:
        """The shots to redo, in film order."""
        return tuple(shot for shot, take in self.shots.items() if take.state is TakeState.STALE)

    @property
    def rendered(self) -> bool:
        """Whether any shot has a finished take."""
        return any(take.state is not TakeState.NONE for take in self.shots.values())

    @property
    def seconds(self) -> float | None:
        """How long redoing the stale shots takes; None while nothing has been measured."""
        known = [self.shots[shot].seconds for shot in self.stale]
        measured = [one for one in known if one is not None]
        return sum(measured) * len(known) / len(measured) if measured else None

    def told(self) -> str:
        """One line: "6 shots stale, about 14 min to redo"; empty when nothing is stale."""
        count = len(self.stale)
        if count == 0:
            return ""
        shots = f"{count} shot{'s' * (count != 1)} stale"
        seconds = self.seconds
        return (
            f"{shots}, {about(seconds)} to redo" if seconds is not None else f"{shots}, time to redo not measured yet"
        )


def about(seconds: float) -> str:
    """A time as one says it: "about 14 min", "about 40 s"."""
    if seconds < 1:
        return "under 1 s"
    if seconds < 90:
        return f"about {_rounded(seconds)} s"
    minutes = seconds / 60
    return f"about {round(minutes)} min" if minutes < 90 else f"about {minutes / 60:.1f} h"


def _rounded(seconds: float) -> int:
    return round(seconds) if seconds < 20 else 5 * round(seconds / 5)
