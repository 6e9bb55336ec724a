"""What a face shows in one frame, in few enough steps that drawings are used again.

Animators draw a face from a small set of mouths, lids and brows; so do we, and the renderer keeps each
drawing's texture.
"""

import math
from dataclasses import dataclass

from studio.engine.performance import Face, Floats, Viseme

MARKED_FROM = 0.6
"""A mark is drawn or it is not."""


@dataclass(frozen=True)
class FaceDrawing:
    """One drawing of a face; equal drawings look the same, so it is a key.

    opening: 0-2 how wide the viseme; lids: 0 shut, 1 nearly, 2 lowered, 3 open; gaze: (-2..2 towards the
    person's own left, -1..1 up); brow_raise, brow_tilt, smile: -2..2 (tilt > 0 sad, < 0 angry);
    blush, tears: 0-2; gloom, waver, smirk, quirk, wink, bite, tongue: 0 or 1, see ``performance.Marks``.
    """

    viseme: Viseme = Viseme.REST
    opening: int = 1
    lids: int = 3
    gaze: tuple[int, int] = (0, 0)
    brow_raise: int = 0
    brow_tilt: int = 0
    smile: int = 0
    blush: int = 0
    tears: int = 0
    gloom: int = 0
    waver: int = 0
    smirk: int = 0
    quirk: int = 0
    wink: int = 0
    bite: int = 0
    tongue: int = 0


def quantise(face: Face, frame: int) -> FaceDrawing:
    """The drawing nearest to a face at a frame. A barely opened mouth is drawn at rest."""
    marks = face.marks

    def marked(values: Floats) -> int:
        return int(values[frame] >= MARKED_FROM)

    opening = float(face.opening[frame])
    viseme = Viseme(int(face.viseme[frame]))
    if viseme not in (Viseme.REST, Viseme.M) and opening < 0.08:
        viseme = Viseme.REST
    closed = viseme in (Viseme.REST, Viseme.M)
    return FaceDrawing(
        viseme=viseme,
        opening=1 if closed else _step(opening * 3 - 0.5, 0, 2),
        lids=_step(float(face.lids[frame]) * 3, 0, 3),
        gaze=(_step(float(face.gaze[frame, 0]) * 2, -2, 2), _step(float(face.gaze[frame, 1]), -1, 1)),
        brow_raise=_step(float(face.brow_raise[frame]) * 2, -2, 2),
        brow_tilt=_step(float(face.brow_tilt[frame]) * 2, -2, 2),
        smile=_step(float(face.smile[frame]) * 2, -2, 2),
        blush=_step(float(face.blush[frame]) * 2, 0, 2),
        tears=_step(float(face.tears[frame]) * 2, 0, 2),
        gloom=marked(marks.gloom) if marks else 0,
        waver=marked(marks.waver) if marks else 0,
        smirk=marked(marks.smirk) if marks else 0,
        quirk=marked(marks.quirk) if marks else 0,
        wink=marked(marks.wink) if marks else 0,
        bite=marked(marks.bite) if marks else 0,
        tongue=marked(marks.tongue) if marks else 0,
    )


def _step(value: float, least: int, most: int) -> int:
    """The nearest whole step; halves go up, always the same way, so that a slow change steps once."""
    return min(most, max(least, math.floor(value + 0.5)))
