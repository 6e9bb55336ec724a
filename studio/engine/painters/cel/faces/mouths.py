"""Mouths: one drawing for each viseme, its corners moved by the smile."""

import numpy as np

from studio.engine.painters.cel.faces.drawing import FaceDrawing
from studio.engine.painters.cel.faces.features import Features, Inks
from studio.engine.painters.cel.faces.ink import Canvas, Line, bezier
from studio.engine.performance import Viseme

_HEIGHT = 0.131  # of the line of the lips above the chin

# Half width, rise above and fall below the line of the lips, of the widest drawing.
_OPEN: dict[Viseme, tuple[float, float, float]] = {
    Viseme.A: (0.060, 0.016, 0.078),
    Viseme.I: (0.070, 0.006, 0.030),
    Viseme.U: (0.027, 0.017, 0.028),
    Viseme.E: (0.064, 0.010, 0.046),
    Viseme.O: (0.040, 0.026, 0.058),
}
_AMOUNT = (0.48, 0.76, 1.0)


def draw_mouth(canvas: Canvas, features: Features, inks: Inks, drawing: FaceDrawing) -> None:
    """The mouth of a drawing."""
    canvas.skia.save()
    canvas.skia.translate(0.0, _HEIGHT)
    canvas.skia.scale(features.mouth, features.mouth)
    if drawing.viseme in _OPEN:
        _open(canvas, inks, drawing)
    elif drawing.viseme is Viseme.S:
        _teeth(canvas, inks, drawing)
    else:
        _closed(canvas, inks, drawing)
        if drawing.tongue:
            _tongue(canvas, inks, drawing)
        elif drawing.bite:
            _bite(canvas, inks, drawing)
    canvas.skia.restore()


def lips(features: Features, drawing: FaceDrawing) -> tuple[Line, Line]:
    """The upper and the lower edge of the mouth, head units from the chin, each from the figure's right to its left."""
    if drawing.viseme in _OPEN:
        upper, lower = _opened(drawing)
    elif drawing.viseme is Viseme.S:
        upper, lower = _clenched(drawing)
    else:
        upper = _shut_line(drawing)
        lower = upper[::-1]
    lift = np.array([0.0, _HEIGHT])
    return upper * features.mouth + lift, lower[::-1] * features.mouth + lift


def _measures(drawing: FaceDrawing) -> tuple[float, float, float, float]:
    """Half width, rise above and fall below the line of the lips, and how far the corners are up."""
    width, up, down = _OPEN[drawing.viseme]
    amount, smile = _AMOUNT[drawing.opening], drawing.smile
    w = width * (1 + 0.13 * max(0, smile)) * (0.86 + 0.14 * amount)
    return w, up * (1 - 0.35 * max(0, smile)), down * amount, 0.010 * smile


def _opened(drawing: FaceDrawing) -> tuple[Line, Line]:
    """The upper edge from the right, the lower back from the left, about the line of the lips."""
    w, top, low, corner = _measures(drawing)
    smile = drawing.smile
    upper = bezier((-w, corner), (-w * 0.55, top - 0.004 * smile), (w * 0.55, top - 0.004 * smile), (w, corner))
    belly = 0.62 + 0.10 * max(0, -smile) - 0.06 * max(0, smile)
    return upper, bezier((w, corner), (w * belly, -low * 1.32), (-w * belly, -low * 1.32), (-w, corner))


def _clenched(drawing: FaceDrawing) -> tuple[Line, Line]:
    w, corner = 0.060 + 0.008 * drawing.smile, 0.008 * drawing.smile
    tall = 0.012 + 0.007 * drawing.opening
    upper = bezier((-w, corner), (-w * 0.6, tall), (w * 0.6, tall), (w, corner))
    return upper, bezier((w, corner), (w * 0.7, -tall * 1.4), (-w * 0.7, -tall * 1.4), (-w, corner))


def _shut_line(drawing: FaceDrawing) -> Line:
    w, bend = _shut_measures(drawing)
    if drawing.waver:
        return _wavering(w * 1.15, bend)
    if drawing.smirk:
        return bezier((-w * 0.7, -bend * 0.4), (-w * 0.1, -bend * 0.9), (w * 0.6, -bend * 0.5), (w * 1.25, bend * 1.5))
    return bezier((-w, bend), (-w * 0.4, -bend * 0.75), (w * 0.4, -bend * 0.75), (w, bend))


def _wavering(w: float, bend: float) -> Line:
    """A mouth that trembles: two waves along its line."""
    along = np.linspace(-1.0, 1.0, 33)
    down = bend * along**2 - bend * 0.3 + 0.0075 * np.sin(along * 2.5 * np.pi)
    return np.stack([along * w, down], axis=1)


def _shut_measures(drawing: FaceDrawing) -> tuple[float, float]:
    smile = drawing.smile
    w = (0.034 if drawing.viseme is Viseme.M else 0.046) + 0.009 * max(0, smile)
    return w, 0.0115 * smile + (0.0 if smile else 0.003)


def _open(canvas: Canvas, inks: Inks, drawing: FaceDrawing) -> None:
    """A cavity with tongue and teeth; corners up and the upper lip flat when smiling, a bow when sad."""
    w, top, low, corner = _measures(drawing)
    upper, lower = _opened(drawing)
    outline = np.concatenate([upper, lower])
    canvas.fill(outline, inks.mouth)
    with canvas.clipped(outline):
        canvas.oval((0.0, -low * 1.08), (w * 0.64, low * 0.52), inks.tongue)
        if top + low > 0.034:
            canvas.fill(
                np.array(
                    [
                        (-w, 0.5),
                        (w, 0.5),
                        (w, top * 0.30 - 0.004 + corner * 0.3),
                        (-w, top * 0.30 - 0.004 + corner * 0.3),
                    ]
                ),
                inks.teeth,
            )
    canvas.stroke(upper, [0.0030, 0.0044, 0.0046, 0.0044, 0.0030], inks.mouth_line)
    canvas.stroke(lower, [0.0034, 0.0030, 0.0036, 0.0030, 0.0034], inks.mouth_line)
    if drawing.opening < 2 or low < 0.05:
        _lip(canvas, inks, -low - 0.024, w * 0.4)


def _teeth(canvas: Canvas, inks: Inks, drawing: FaceDrawing) -> None:
    """Clenched teeth."""
    w, corner = 0.060 + 0.008 * drawing.smile, 0.008 * drawing.smile
    upper, lower = _clenched(drawing)
    outline = np.concatenate([upper, lower])
    canvas.fill(outline, inks.teeth)
    canvas.stroke(
        bezier((-w, corner), (-w * 0.4, -0.002), (w * 0.4, -0.002), (w, corner)),
        [0.0006, 0.0018, 0.0006],
        inks.mouth_line,
        0.6,
    )
    canvas.stroke(upper, [0.0028, 0.0042, 0.0028], inks.mouth_line)
    canvas.stroke(lower, [0.0028, 0.0036, 0.0028], inks.mouth_line)


def _closed(canvas: Canvas, inks: Inks, drawing: FaceDrawing) -> None:
    smile = drawing.smile
    pressed = drawing.viseme is Viseme.M
    w, bend = _shut_measures(drawing)
    line = _shut_line(drawing)
    thick = 1.25 if pressed else 1.0
    canvas.stroke(
        line, [0.0024 * thick, 0.0042 * thick, 0.0036 * thick, 0.0042 * thick, 0.0024 * thick], inks.mouth_line
    )
    if smile >= 1 and not drawing.waver:
        for side in (1,) if drawing.smirk else (-1, 1):
            dimple = bezier(
                (side * (w + 0.004), bend + 0.008),
                (side * (w + 0.008), bend + 0.004),
                (side * (w + 0.008), bend - 0.004),
                (side * (w + 0.005), bend - 0.010),
            )
            canvas.stroke(dimple, [0.0006, 0.0024, 0.0006], inks.mouth_line, 0.8)
    _lip(canvas, inks, -0.036 - 0.004 * max(0, smile), 0.017)


def _tongue(canvas: Canvas, inks: Inks, drawing: FaceDrawing) -> None:
    """The tip of the tongue out between the lips, a little to one side."""
    w, bend = _shut_measures(drawing)
    left, right, low = w * 0.02, w * 0.84, -bend * 0.75 - 0.040
    upper = bezier((left, -bend * 0.62), (left + w * 0.3, -bend * 0.75), (w * 0.55, -bend * 0.6), (right, -bend * 0.2))
    lower = bezier((right, -bend * 0.2), (right + 0.002, low), (left - 0.002, low), (left, -bend * 0.62))
    canvas.fill(np.concatenate([upper, lower]), inks.tongue)
    canvas.stroke(lower, [0.0030, 0.0036, 0.0036, 0.0030], inks.mouth_line)
    middle = (left + right) / 2
    canvas.stroke(
        np.array([(middle, -bend * 0.7 - 0.004), (middle, -bend * 0.7 - 0.010), (middle, -bend * 0.7 - 0.017)]),
        [0.0014, 0.0020, 0.0004],
        inks.mouth_line,
        0.55,
    )
    canvas.stroke(_shut_line(drawing), [0.0024, 0.0042, 0.0036, 0.0042, 0.0024], inks.mouth_line)


def _bite(canvas: Canvas, inks: Inks, drawing: FaceDrawing) -> None:
    """The upper teeth on the lower lip."""
    w, bend = _shut_measures(drawing)
    half, top, tall = w * 0.52, -bend * 0.6, 0.013
    upper = bezier((-half, top), (-half * 0.4, top - 0.001), (half * 0.4, top - 0.001), (half, top))
    lower = bezier((half, top), (half * 0.9, top - tall), (-half * 0.9, top - tall), (-half, top))
    canvas.fill(np.concatenate([upper, lower]), inks.teeth)
    canvas.stroke(lower, [0.0012, 0.0024, 0.0024, 0.0012], inks.mouth_line, 0.9)
    canvas.stroke(_shut_line(drawing), [0.0024, 0.0042, 0.0036, 0.0042, 0.0024], inks.mouth_line)


def _lip(canvas: Canvas, inks: Inks, y: float, half: float) -> None:
    """The shadow under the lower lip."""
    canvas.stroke(
        bezier((-half, y), (-half * 0.3, y - 0.005), (half * 0.3, y - 0.005), (half, y)),
        [0.0003, 0.0020, 0.0020, 0.0003],
        inks.line,
        0.55,
    )
