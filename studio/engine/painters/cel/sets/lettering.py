"""Letters drawn as strokes from ``resources/sets/glyphs.toml``: signs need no font."""

import tomllib
from functools import cache

import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.sets.atlas import Canvas, shape_path, stroke
from studio.engine.painters.cel.shapes import curve
from studio.resources import resource

Stroke = NDArray[np.float64]


@cache
def glyphs() -> dict[str, tuple[Stroke, ...]]:
    """Every letter we can draw: strokes of points (K, 2) in 0-1, y downwards."""
    table = tomllib.loads(resource("sets/glyphs.toml").read_text("utf-8"))["strokes"]
    return {letter: tuple(_stroke(part) for part in text.split(";")) for letter, text in table.items()}


def _stroke(text: str) -> Stroke:
    smooth = text.strip().startswith("~")
    points = np.array([[float(n) for n in pair.split(",")] for pair in text.strip(" ~").split()]) / 10
    if not smooth:
        return points
    flat = np.column_stack([points, np.zeros(len(points))])
    return curve(flat, 6 * len(points))[:, :2]


def can_write(text: str) -> bool:
    """Whether we have a letter for at least half of the text."""
    letters = [letter for letter in text.upper() if not letter.isspace()]
    known = sum(letter in glyphs() for letter in letters)
    return bool(letters) and 2 * known >= len(letters)


def write_across(canvas: Canvas, text: str, box: tuple[float, float, float, float], colour: RGB, weight: float) -> None:
    """Letters side by side in a box (left, top, width, height); ``weight`` is the stroke in letter heights."""
    left, top, width, height = box
    step = width / max(len(text), 1)
    size = min(step * 0.82, height)
    for i, letter in enumerate(text.upper()):
        write(canvas, letter, (left + step * (i + 0.5) - size / 2, top + (height - size) / 2, size), colour, weight)


def write_down(canvas: Canvas, text: str, box: tuple[float, float, float, float], colour: RGB, weight: float) -> None:
    """Letters one below the other, as signs are written; the long-vowel bar stands upright."""
    left, top, width, height = box
    step = height / max(len(text), 1)
    size = min(step * 0.84, width)
    for i, letter in enumerate(text.replace("ー", "｜").upper()):
        spot = (left + (width - size) / 2, top + step * (i + 0.5) - size / 2, size)
        write(canvas, letter, spot, colour, weight)


def write(canvas: Canvas, letter: str, spot: tuple[float, float, float], colour: RGB, weight: float) -> None:
    """One letter at (left, top) in a square of a size; unknown letters are left out."""
    left, top, size = spot
    pen = stroke(colour, size * weight)
    for line in glyphs().get(letter, ()):
        canvas.drawPath(shape_path(line * size + (left, top), closed=False), pen)
