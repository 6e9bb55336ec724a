"""What one person's hands are told by: where each wrist goes, what is held, which hand is free."""

from dataclasses import dataclass

import numpy as np

from studio.engine.performance import SpeechEvent
from studio.engine.stage.curves import smoothed
from studio.engine.stage.grips import Hold
from studio.engine.stage.rotation import Doubles, unit
from studio.engine.stage.schedule import Cue
from studio.engine.stage.stances import Stance

RIGHT, LEFT = 0, 1  # hands are counted from the right: it holds
CLEAR_M, RAISED_FRAMES = 0.03, 5.0  # between what is held and the table; how smoothly it is raised over it
SIDE = (-1.0, 1.0)  # +y is the left


@dataclass(frozen=True, eq=False)
class Holding:
    """One thing in the hands from ``start`` to ``end`` of the shot (seconds). below: how far it hangs down, metres."""

    thing: str
    hold: Hold
    start: float
    end: float
    below: float = 0.0


@dataclass
class Reach:
    """Where one wrist goes, from its shoulder: (F, 3) in chest axes; the elbow's side; the wrist's bend."""

    shoulder: Doubles
    offset: Doubles
    pole: Doubles
    bend: Doubles

    def blend(self, weight: Doubles, offset: Doubles, pole: tuple[float, float, float]) -> None:
        """Move over to another place along an arc round the shoulder."""
        w = weight[:, None]
        near, far = np.linalg.norm(self.offset, axis=-1, keepdims=True), np.linalg.norm(offset, axis=-1, keepdims=True)
        mixed = self.offset * (1 - w) + offset * w
        against = np.maximum(-(unit(self.offset) * unit(offset)).sum(-1, keepdims=True), 0.0)
        out = np.array([1.0, 0.0, 0.0]) * ((0.12 + 1.6 * against) * w * (1 - w) * near)
        self.offset = unit(mixed + out) * (near * (1 - w) + far * w)
        self.pole = self.pole * (1 - w) + np.array(pole) * w


@dataclass(frozen=True, eq=False)
class Busy:
    """All that one person's arms are told by: own cues, what is handed to them, lines, what is held, seed.

    stance: how they stand when they do nothing, and whether its one hand is the left.
    board: (F,) how high the table is that they sit at, metres; 0 at none.
    """

    cues: tuple[Cue, ...]
    handed: tuple[Cue, ...]
    lines: tuple[SpeechEvent, ...]
    holdings: tuple[Holding, ...]
    rng: np.random.Generator
    stance: tuple[Stance, bool] | None = None
    board: Doubles | None = None


def over_the_board(board: Doubles | None, hand: Doubles, below: float = 0.0) -> Doubles:
    """(F,) metres that hands, so high (F,), are raised so that what reaches ``below`` them stays clear of the table."""
    if board is None:
        return np.zeros(len(hand))
    return smoothed(np.where(board > 0, np.maximum(board + below + CLEAR_M - hand, 0.0), 0.0), RAISED_FRAMES)


def free_side(busy: Busy, time: float) -> int:
    """The hand with nothing in it: the right, unless it holds."""
    held = any(h.start <= time <= h.end for h in busy.holdings)
    return LEFT if held else RIGHT


def to(reach: Reach, weight: Doubles, place: Doubles, pole: tuple[float, float, float]) -> None:
    """Blend to a place given from the chest joint, (3,) or (F, 3) metres."""
    reach.blend(weight, np.broadcast_to(place, reach.offset.shape) - reach.shoulder, pole)
