"""A face as sheets of drawings: eyes, lids and mouth, each on film laid over the skin, slid to another drawing.

An expression of a VRM may slide a texture. Rows of every sheet are emotions, so one emotion slides all three down;
columns are the drawings of the part, so a mouth, a blink and a look to the side add up with any emotion.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.engine.media.gltf.humanoid import EMOTIONS
from studio.engine.painters.cel.faces import FaceDrawing, paint_face
from studio.engine.painters.cel.figures.palette import rgb, skin
from studio.engine.painters.cel.vrm.presets import drawing_of
from studio.engine.performance import Viseme
from studio.timeline.film import Look

_FACE_PX: Final = 640
_MOODS: Final = ("neutral", *EMOTIONS)
_MOUTHS: Final = (Viseme.REST, Viseme.A, Viseme.I, Viseme.U, Viseme.E, Viseme.O)
_SIDES: Final = (0.0, 1.0, -1.0)
_HEIGHTS: Final = (0.0, 1.0, -1.0)
_EYE_AREA: Final = ((0.165, 0.405), (0.150, 0.150))
"""Middle and half width and height of what a lid covers, head units from the chin."""


@dataclass(frozen=True)
class FacePart:
    """A part of the face: its edges in head units (lateral, height), the sheet's columns and rows, a drawing's pixels.

    above: metres it lies over the skin.
    """

    name: str
    left: float
    bottom: float
    right: float
    top: float
    columns: int
    rows: int
    cell: tuple[int, int]
    above: float

    def slide(self, column: int, row: int) -> tuple[float, float]:
        """The offset that shows a drawing."""
        return column / self.columns, row / self.rows


EYES: Final = FacePart("eyes", -0.34, 0.20, 0.34, 0.615, len(_SIDES), 3 * len(_MOODS), (368, 224), 0.0006)
LIDS: Final = FacePart("lids", -0.34, 0.20, 0.34, 0.615, 4, len(_MOODS), (368, 224), 0.0010)
MOUTH: Final = FacePart("mouth", -0.25, 0.01, 0.25, 0.20, len(_MOUTHS), len(_MOODS), (320, 122), 0.0006)
PARTS: Final = (EYES, LIDS, MOUTH)


def mood_rows(part: FacePart, emotion: str) -> int:
    """How many rows down an emotion's drawings are."""
    return _MOODS.index(emotion) * (part.rows // len(_MOODS))


def sheet_of(look: Look, part: FacePart) -> Generator[None, None, tuple[NDArray[np.uint8], NDArray[np.uint8]]]:
    """A part's drawings in light and in shadow, two (H, W, 4) pictures, straight alpha; a step for each drawing."""
    cells: list[Cell] = []
    for cell in {EYES: _eyes, LIDS: _lids, MOUTH: _mouths}[part](look, part):
        cells.append(cell)
        yield
    rows = [cells[start : start + part.columns] for start in range(0, len(cells), part.columns)]
    lit, shade = (np.vstack([np.hstack([cell[side] for cell in row]) for row in rows]) for side in (0, 1))
    return lit, shade


Cell = tuple[NDArray[np.uint8], NDArray[np.uint8]]


def _eyes(look: Look, part: FacePart) -> Iterator[Cell]:
    for mood, height, side in product(_MOODS, _HEIGHTS, _SIDES):
        yield _inked(_cut(look, drawing_of(mood, gaze=(side, height)), part))


def _mouths(look: Look, part: FacePart) -> Iterator[Cell]:
    for mood, mouth in product(_MOODS, _MOUTHS):
        yield _inked(_cut(look, drawing_of(mood, mouth), part))


def _lids(look: Look, part: FacePart) -> Iterator[Cell]:
    """Nothing, the figure's left lid shut, the right one, both: skin over the open eye, and the shut eye on it."""
    tones = skin(rgb(look.skin))
    for mood in _MOODS:
        shut = _cut(look, drawing_of(mood, lids=0.0), part)
        for sides in ((), (1,), (-1,), (1, -1)):
            cover = _cover(part, sides)
            yield _over(shut, tones.lit, cover), _over(shut, tones.shade, cover)


def _cover(part: FacePart, sides: tuple[int, ...]) -> NDArray[np.float64]:
    """(H, W) 1 where the lids cover the eyes, softly ending."""
    width, height = part.cell
    across = part.left + (np.arange(width) + 0.5) / width * (part.right - part.left)
    up = part.top - (np.arange(height) + 0.5) / height * (part.top - part.bottom)
    (x, y), (wide, tall) = _EYE_AREA
    cover = np.zeros((height, width))
    for side in sides:
        off = np.maximum(np.abs((across - side * x) / wide)[None, :], np.abs((up - y) / tall)[:, None])
        cover = np.maximum(cover, np.clip((1 - off) / 0.08, 0, 1))
    return cover


def _over(drawn: NDArray[np.uint8], under: tuple[float, float, float], cover: NDArray[np.float64]) -> NDArray[np.uint8]:
    """A drawing over plain skin, seen as far as it covers."""
    alpha = drawn[..., 3:] / 255
    colour = drawn[..., :3] * alpha + np.array(under) * 255 * (1 - alpha)
    return np.rint(np.dstack([colour, cover * 255])).astype(np.uint8)


def _inked(drawn: NDArray[np.uint8]) -> Cell:
    """Ink hardly darkens in shadow."""
    darker = drawn.copy()
    darker[..., :3] = np.rint(drawn[..., :3] * np.array([0.90, 0.86, 0.90]))
    return drawn, darker


def _cut(look: Look, drawing: FaceDrawing, part: FacePart) -> NDArray[np.uint8]:
    """What of a face drawing lies in a part."""
    face = paint_face(look, drawing, _FACE_PX)
    left, right = (round((0.5 + x) * _FACE_PX) for x in (part.left, part.right))
    top, bottom = (round((1 - z) * _FACE_PX) for z in (part.top, part.bottom))
    return np.asarray(cv2.resize(face[top:bottom, left:right], part.cell, interpolation=cv2.INTER_AREA), np.uint8)
