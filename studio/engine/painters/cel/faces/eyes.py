"""Eyes and brows. Local axes: x outwards from the nose, y up, units of the eye's own half width and height."""

from dataclasses import dataclass

import numpy as np

from studio.engine.painters.cel.faces.drawing import FaceDrawing
from studio.engine.painters.cel.faces.features import Features, Inks
from studio.engine.painters.cel.faces.ink import Canvas, Line, bezier, box, glow, gradient, ink

_OPEN = (0.0, 0.40, 0.74, 1.0)


@dataclass(frozen=True, eq=False)
class EyeShape:
    """The lines of one eye and its brow: side +1 the figure's left, -1 the right."""

    features: Features
    drawing: FaceDrawing
    side: int

    @property
    def shut(self) -> bool:
        """Whether the lids are together."""
        winks = self.drawing.wink == 1 and self.side < 0
        return winks or self.drawing.lids == 0 or (self.drawing.smile >= 2 and self.drawing.lids <= 1)

    @property
    def shut_line(self) -> Line:
        """The lids together, inner to outer corner: an arch when happy, a bowl when not."""
        if self.drawing.smile >= 1:
            return bezier((-1.0, -0.42), (-0.55, 0.40), (0.50, 0.46), (1.08, -0.38))
        return bezier((-0.95, -0.22), (-0.45, -0.66), (0.45, -0.66), (1.08, -0.16))

    @property
    def iris(self) -> tuple[float, float, float, float]:
        """Centre and half sizes of the iris, head units."""
        f, (left, up) = self.features, self.drawing.gaze
        scale = 0.80 if self.wide else 1.0
        x = self.side * f.eye[0] + left * 0.5 * f.half_width * 0.36 - self.side * 0.02 * f.half_width
        y = f.eye[1] + up * f.half_height * 0.22 + 0.03 * f.half_height
        return x, y, f.iris[0] * scale, f.iris[1] * scale

    @property
    def brow(self) -> Line:
        """The line of the brow from its inner end, head units: tilted up there when sad, down when angry."""
        f, drawing = self.features, self.drawing
        height = f.eye[1] + f.half_height + f.brow_gap + 0.017 * drawing.brow_raise
        height += (0.030 if self.side > 0 else -0.014) * drawing.quirk
        tilt = 0.020 * drawing.brow_tilt
        angry = max(0, -drawing.brow_tilt)
        inner = height + tilt - 0.004 - 0.010 * angry
        outer = height - 0.012 - tilt * 0.55
        reach = f.half_width * f.brow_length
        x = f.eye[0]
        points = [
            (x - reach * (0.80 + 0.05 * angry), inner),
            (x - reach * 0.2, inner * 0.55 + outer * 0.45 + 0.022 - 0.004 * angry),
            (x + reach * 0.5, outer + 0.030),
            (x + reach * 1.12, outer - 0.002),
        ]
        return bezier(*[(self.side * px, py) for px, py in points])

    @property
    def wide(self) -> bool:
        """Eyes stretched open in surprise."""
        return self.drawing.brow_raise >= 2 and self.drawing.lids == 3

    @property
    def open(self) -> float:
        """0 shut, 1 open; a smile pushes the lids together a little."""
        amount = _OPEN[self.drawing.lids]
        return amount * 1.13 if self.wide else amount

    def at(self, line: Line) -> Line:
        """From units of the eye to head units, with the slant of the eye."""
        f = self.features
        x, y = line[:, 0], line[:, 1] + f.slant * line[:, 0]
        return np.stack([self.side * (f.eye[0] + x * f.half_width), f.eye[1] + y * f.half_height], axis=1)

    @property
    def upper(self) -> Line:
        """The edge of the upper lid from the inner to the outer corner."""
        o = self.open
        top = 0.22 + 0.78 * o
        line = bezier(
            (-0.94, -0.12),
            (-0.78, top * 0.92),
            (0.02, top * 1.30),
            (0.60, top * 0.95),
            (0.84, top * 0.72),
            (1.0, 0.34 * o),
            (1.02, 0.06),
        )
        tilt = self.drawing.brow_tilt
        weight = np.sin(np.pi * np.clip((line[:, 0] + 1) / 2, 0, 1))
        sad, angry = max(0, tilt), max(0, -tilt)
        line[:, 1] -= weight * (
            0.13 * sad * np.clip(line[:, 0] + 0.3, 0, 2) + 0.11 * angry * np.clip(0.6 - line[:, 0], 0, 2)
        )
        return line

    @property
    def lower(self) -> Line:
        """The edge of the lower lid from the outer to the inner corner."""
        rise = 0.16 * max(0, self.drawing.smile) if self.drawing.lids < 3 or self.drawing.smile > 1 else 0.0
        low = -0.88 + rise
        return bezier(
            (1.02, 0.06),
            (0.92, low * 0.62),
            (0.60, low),
            (0.10, low),
            (-0.50, low),
            (-0.82, low * 0.62),
            (-0.94, -0.12),
        )


@dataclass(frozen=True, eq=False)
class Eye(EyeShape):
    """One eye being drawn."""

    canvas: Canvas
    inks: Inks


def draw_eye(eye: Eye) -> None:
    """The whole eye as it is in this drawing."""
    if eye.shut:
        _shut(eye)
    else:
        _ball(eye)
        _lashes(eye)


def _ball(eye: Eye) -> None:
    canvas, inks = eye.canvas, eye.inks
    outline = np.concatenate([eye.at(eye.upper), eye.at(eye.lower)])
    canvas.fill(outline, inks.white)
    with canvas.clipped(outline):
        _iris(eye)
        shade = eye.upper - np.array([0.0, 0.27])
        cover = np.concatenate([eye.at(shade), eye.at(np.array([(1.5, 2.0), (-1.5, 2.0)]))])
        canvas.fill(cover, inks.lid_shadow, 0.40)
        _highlights(eye)


def _iris(eye: Eye) -> None:
    canvas, inks = eye.canvas, eye.inks
    x, y, w, h = eye.iris
    dark, mid, light = inks.iris
    canvas.oval((x, y), (w, h), inks.iris_line)
    inner = gradient((x, y + h), (x, y - h), [dark, dark, mid, light], [0.0, 0.30, 0.64, 1.0])
    canvas.skia.drawOval(box((x, y), (w * 0.89, h * 0.92)), inner)
    canvas.oval((x, y + 0.04 * h), (w * 0.42, h * 0.42), inks.pupil)
    _spark(eye, x, y, w, h)


def _spark(eye: Eye, x: float, y: float, w: float, h: float) -> None:
    """The light that gathers in the lower half of the iris, and fine rays."""
    canvas, light = eye.canvas, eye.inks.iris[2]
    canvas.skia.save()
    canvas.skia.translate(x, y - 0.60 * h)
    canvas.skia.scale(w * 0.72, h * 0.42)
    canvas.skia.drawCircle(0, 0, 1, glow(light, 0.95))
    canvas.skia.restore()
    for spread in np.linspace(-0.85, 0.85, 7):
        start, end = (x + spread * w * 0.50, y - h * 0.34), (x + spread * w * 0.70, y - h * (0.80 - 0.16 * abs(spread)))
        canvas.stroke(
            np.array([start, ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2), end]),
            [0.0008, 0.003, 0.0008],
            (1.0, 1.0, 1.0),
            0.28,
        )


def _highlights(eye: Eye) -> None:
    """A large light on the same screen side of both eyes, a small one opposite."""
    x, y, w, h = eye.iris
    canvas = eye.canvas
    canvas.skia.save()
    canvas.skia.translate(x - w * 0.40, y + h * 0.42)
    canvas.skia.rotate(-18)
    canvas.skia.drawOval(box((0, 0), (w * 0.36, h * 0.28)), ink((1.0, 1.0, 1.0)))
    canvas.skia.restore()
    canvas.oval((x + w * 0.46, y - h * 0.46), (w * 0.17, h * 0.13), (1.0, 1.0, 1.0), 0.92)
    if eye.drawing.tears:
        canvas.oval((x - w * 0.2, y - h * 0.62), (w * 0.30, h * 0.14), (1.0, 1.0, 1.0), 0.9)


def _lashes(eye: Eye) -> None:
    canvas, f, inks = eye.canvas, eye.features, eye.inks
    lash = f.lash
    upper = eye.at(eye.upper)
    lift = np.array([0.0, lash * 0.55])
    canvas.stroke(
        upper + lift,
        [lash * 0.10, lash * 0.48, lash * 0.85, lash * 1.05, lash * 1.18, lash * 1.05, lash * 0.45],
        inks.lash,
    )
    canvas.stroke(upper[4:22] + lift * 2.6, [0, 0.0022, 0.0026, 0], inks.lash_edge, 0.75)
    corner = eye.at(bezier((0.86, 0.52 * eye.open), (1.02, 0.34 * eye.open), (1.10, 0.22), (1.24, 0.16)))
    canvas.stroke(corner, [lash * 0.9, lash * 0.8, lash * 0.5, 0], inks.lash)
    if f.wing > 0.1:
        _wings(eye, lash * (0.55 + 0.45 * f.wing))
    lower = eye.at(eye.lower)
    canvas.stroke(lower[:17], [0.0050, 0.0036, 0.0018, 0.0003], inks.lash, 0.85)
    canvas.stroke(lower[19:27], [0.0003, 0.0013, 0.0003], inks.lash, 0.5)
    _crease(eye)


def _wings(eye: Eye, lash: float) -> None:
    o = eye.open
    for start, end, weight in (
        ((0.74, 0.84 * o + 0.02), (1.26, 0.86 * o + 0.06), 0.8),
        ((0.94, 0.52 * o), (1.36, 0.44 * o + 0.05), 0.75),
    ):
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 - 0.10)
        line = eye.at(bezier(start, middle, middle, end))
        eye.canvas.stroke(line, [lash * weight, lash * weight * 0.6, 0], eye.inks.lash)


def _crease(eye: Eye) -> None:
    o = eye.open
    top = 0.22 + 0.78 * o
    line = eye.at(
        bezier((-0.55, top + 0.32), (-0.15, top * 1.14 + 0.36), (0.38, top * 1.08 + 0.36), (0.86, top * 0.80 + 0.30))
    )
    eye.canvas.stroke(line, [0.0004, 0.0026, 0.0028, 0.0004], eye.inks.line, 0.8)


def _shut(eye: Eye) -> None:
    happy = eye.drawing.smile >= 1
    lash = max(eye.features.lash, 0.0115)
    line = eye.shut_line
    eye.canvas.stroke(eye.at(line), [lash * 0.35, lash * 0.85, lash * 1.0, lash * 0.95, lash * 0.4], eye.inks.lash)
    if eye.features.wing > 0.1:
        _shut_lashes(eye, line, lash, 0.10 if happy else -0.12)
    crease = (
        bezier((-0.5, 0.62), (-0.1, 0.74), (0.4, 0.72), (0.8, 0.55))
        if happy
        else bezier((-0.5, 0.02), (-0.1, -0.06), (0.4, -0.06), (0.8, 0.10))
    )
    eye.canvas.stroke(eye.at(crease), [0.0004, 0.0022, 0.0022, 0.0004], eye.inks.line, 0.6)


def _shut_lashes(eye: Eye, line: Line, lash: float, drop: float) -> None:
    for place in (0.74, 0.87):
        x, y = line[int(place * (len(line) - 1))]
        tip = (x + 0.24, y + drop)
        eye.canvas.stroke(
            eye.at(bezier((x, y), (x + 0.08, y), (x + 0.16, y + drop * 0.6), tip)),
            [lash * 0.6, lash * 0.4, 0],
            eye.inks.lash,
        )


def draw_brow(eye: Eye) -> None:
    """A brow, knit when furious."""
    line = eye.brow
    angry = max(0, -eye.drawing.brow_tilt)
    weight = eye.features.brow * (1 + 0.18 * angry)
    eye.canvas.stroke(line, [weight * 0.75, weight * 1.0, weight * 0.95, weight * 0.72, weight * 0.08], eye.inks.brow)
    if angry >= 2:
        inner = float(line[0, 1])
        knit = bezier(
            (eye.side * 0.028, inner - 0.006),
            (eye.side * 0.024, inner - 0.03),
            (eye.side * 0.026, inner - 0.04),
            (eye.side * 0.03, inner - 0.06),
        )
        eye.canvas.stroke(knit, [0.0005, 0.003, 0.0005], eye.inks.line, 0.8)
