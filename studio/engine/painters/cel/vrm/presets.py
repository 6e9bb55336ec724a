"""VRM's emotions as numbers of a face."""

from functools import cache

import numpy as np
from msgspec import Struct

from studio.engine.painters.cel.faces import FaceDrawing, quantise
from studio.engine.performance import Face, Viseme
from studio.engine.vocabulary import read_table


class Emotion(Struct, frozen=True):
    """What a face shows of a preset emotion; see ``performance.Face``."""

    brow_raise: float
    brow_tilt: float
    smile: float
    blush: float


@cache
def emotions() -> dict[str, Emotion]:
    """``figures/expressions.toml``, "neutral" first."""
    return read_table("figures/expressions.toml", Emotion)


def drawing_of(
    emotion: str, viseme: Viseme = Viseme.REST, lids: float = 1.0, gaze: tuple[float, float] = (0.0, 0.0)
) -> FaceDrawing:
    """The drawing of an emotion's face, with a mouth, lids and eyes of its own."""
    told = emotions()[emotion]

    def one(value: float) -> "np.ndarray[tuple[int, ...], np.dtype[np.float32]]":
        return np.array([value], np.float32)

    face = Face(
        viseme=np.array([viseme], np.uint8),
        opening=one(1.0 if viseme else 0.0),
        lids=one(lids),
        gaze=np.array([gaze], np.float32),
        brow_raise=one(told.brow_raise),
        brow_tilt=one(told.brow_tilt),
        smile=one(told.smile),
        blush=one(told.blush),
        tears=one(0.0),
    )
    return quantise(face, 0)
