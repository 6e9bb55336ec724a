"""Brush strokes on a skia canvas, in head units with z up: every line tapers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import skia
from numpy.typing import NDArray

from studio.engine.painters.cel.figures.palette import RGB

Point: TypeAlias = tuple[float, float]
Line: TypeAlias = NDArray[np.float64]

_STEPS = np.linspace(0, 1, 16)[:, None]


@dataclass(frozen=True, eq=False)
class Canvas:
    """A skia canvas whose units are head units: x to the figure's left, y up from the chin."""

    skia: Any

    def fill(self, outline: Line, colour: RGB, alpha: float = 1.0) -> None:
        """Fill a closed polygon."""
        self.skia.drawPath(polygon(outline), ink(colour, alpha))

    def stroke(self, line: Line, widths: Sequence[float], colour: RGB, alpha: float = 1.0) -> None:
        """A brush stroke along a line, its half widths spread evenly along it."""
        along = np.gradient(line, axis=0)
        along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
        across = np.stack([-along[:, 1], along[:, 0]], axis=1)
        half = np.interp(np.linspace(0, 1, len(line)), np.linspace(0, 1, len(widths)), widths)[:, None]
        self.fill(np.concatenate([line + across * half, (line - across * half)[::-1]]), colour, alpha)

    def oval(self, centre: Point, radii: Point, colour: RGB, alpha: float = 1.0) -> None:
        """Fill an upright ellipse."""
        self.skia.drawOval(box(centre, radii), ink(colour, alpha))

    def clipped(self, outline: Line) -> "Clip":
        """``with canvas.clipped(outline):`` keeps paint inside."""
        return Clip(self, outline)


@dataclass(frozen=True, eq=False)
class Clip:
    """Paint only inside an outline."""

    canvas: Canvas
    outline: Line

    def __enter__(self) -> None:
        self.canvas.skia.save()
        self.canvas.skia.clipPath(polygon(self.outline), doAntiAlias=True)

    def __exit__(self, *_: object) -> None:
        self.canvas.skia.restore()


def bezier(*points: Point) -> Line:
    """A cubic through four control points, or several end to end (3n + 1 points), as a polyline."""
    control = np.array(points, dtype=np.float64)
    pieces: list[Line] = []
    for start in range(0, len(control) - 1, 3):
        a, b, c, d = control[start : start + 4]
        t = _STEPS
        piece = (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t * t * c + t**3 * d
        pieces.append(piece if not pieces else piece[1:])
    return np.concatenate(pieces)


def polygon(outline: Line) -> Any:
    """A closed skia path."""
    path = skia.Path()
    path.addPoly([skia.Point(x, y) for x, y in outline.tolist()], True)
    return path


def box(centre: Point, radii: Point) -> Any:
    """The rectangle round an ellipse."""
    return skia.Rect(centre[0] - radii[0], centre[1] - radii[1], centre[0] + radii[0], centre[1] + radii[1])


def ink(colour: RGB, alpha: float = 1.0) -> Any:
    """An anti-aliased fill."""
    return skia.Paint(Color4f=skia.Color4f(*colour, alpha), AntiAlias=True)


def gradient(start: Point, end: Point, colours: Sequence[RGB], stops: Sequence[float]) -> Any:
    """A fill that changes along a line."""
    shades = [skia.Color4f(*colour, 1.0).toColor() for colour in colours]
    ends = [skia.Point(*start), skia.Point(*end)]
    return skia.Paint(AntiAlias=True, Shader=skia.GradientShader.MakeLinear(ends, shades, list(stops)))


def glow(colour: RGB, alpha: float) -> Any:
    """A fill of the unit circle that fades outwards."""
    shades = [
        skia.Color4f(*colour, alpha).toColor(),
        skia.Color4f(*colour, alpha * 0.55).toColor(),
        skia.Color4f(*colour, 0.0).toColor(),
    ]
    return skia.Paint(
        AntiAlias=True, Shader=skia.GradientShader.MakeRadial(skia.Point(0, 0), 1.0, shades, [0.0, 0.5, 1.0])
    )
