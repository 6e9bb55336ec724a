"""The face decal: eyes, brows, mouth, blush and tears on clear film, laid on the head's front.

Mapping: u = 0.5 + lateral (the figure's left positive), v = 1 - height above the chin, head units.
"""

import numpy as np
import skia
from numpy.typing import NDArray

from studio.engine.painters.cel.faces.drawing import FaceDrawing
from studio.engine.painters.cel.faces.eyes import Eye, EyeShape, draw_brow, draw_eye
from studio.engine.painters.cel.faces.features import Features, Inks, features_of, inks_of
from studio.engine.painters.cel.faces.ink import Canvas, bezier, glow
from studio.engine.painters.cel.faces.mouths import draw_mouth
from studio.engine.painters.cel.figures.palette import rgb
from studio.timeline.film import Look

_GLOOM = rgb("#5a6aa6")
STUBBLE = "stubble"
"""The accessory that is drawn on the face itself."""


def paint_face(look: Look, drawing: FaceDrawing, size_px: int = 512) -> NDArray[np.uint8]:
    """Paint a face, (S, S, 4) uint8 straight alpha sRGB, row 0 at the crown.

    Clear pixels hold the skin colour, so that filtering draws no fringe.
    """
    features, inks = features_of(look), inks_of(look)
    surface = skia.Surface(size_px, size_px)
    canvas = Canvas(surface.getCanvas())
    canvas.skia.scale(size_px, -size_px)
    canvas.skia.translate(0.5, -1.0)
    _draw(canvas, features, inks, drawing, STUBBLE in look.accessories)
    picture = np.array(surface.toarray(colorType=skia.kRGBA_8888_ColorType), dtype=np.uint8)
    pixels = picture.view(np.uint32)[..., 0]
    clear = np.array([*(round(part * 255) for part in inks.skin), 0], dtype=np.uint8).view(np.uint32)[0]
    np.copyto(pixels, clear, where=pixels == 0)
    return picture


def _draw(canvas: Canvas, features: Features, inks: Inks, drawing: FaceDrawing, unshaven: bool) -> None:
    if drawing.gloom:
        _gloom(canvas)
    _blush(canvas, inks, drawing.blush)
    if features.age > 0:
        _age(canvas, inks, features)
    if unshaven:
        _stubble(canvas, inks)
    for side in (-1, 1):
        eye = Eye(features, drawing, side, canvas, inks)
        draw_eye(eye)
        draw_brow(eye)
    _nose(canvas, inks)
    draw_mouth(canvas, features, inks, drawing)
    _tears(canvas, inks, features, drawing)


def _blush(canvas: Canvas, inks: Inks, amount: int) -> None:
    """A soft cheek always; with feeling a warmer one, then strokes."""
    strength = (0.16, 0.42, 0.62)[amount]
    for side in (-1, 1):
        canvas.skia.save()
        canvas.skia.translate(side * 0.222, 0.252)
        canvas.skia.scale(0.105 + 0.02 * amount, 0.056 + 0.012 * amount)
        canvas.skia.drawCircle(0, 0, 1, glow(inks.blush, strength))
        canvas.skia.restore()
        for stroke in range(-1, 2) if amount == 2 else ():
            x = side * 0.222 + stroke * 0.024
            line = bezier((x + 0.009, 0.276), (x + 0.003, 0.262), (x - 0.002, 0.250), (x - 0.009, 0.232))
            canvas.stroke(line, [0.0008, 0.0026, 0.0008], inks.blush, 0.95)
    if amount == 2:
        canvas.skia.save()
        canvas.skia.translate(0.0, 0.262)
        canvas.skia.scale(0.2, 0.035)
        canvas.skia.drawCircle(0, 0, 1, glow(inks.blush, 0.30))
        canvas.skia.restore()


def _gloom(canvas: Canvas) -> None:
    """Blue over the brow, with strokes that run down from the hair: fright, disgust, exhaustion."""
    canvas.skia.save()
    canvas.skia.translate(0.0, 0.66)
    canvas.skia.scale(0.46, 0.25)
    canvas.skia.drawCircle(0, 0, 1, glow(_GLOOM, 0.62))
    canvas.skia.restore()
    for number in range(-5, 6):
        x, low = number * 0.042, 0.50 + 0.016 * (number % 3) + 0.004 * abs(number)
        canvas.stroke(np.array([(x, 0.70), (x, 0.60), (x, low)]), [0.0034, 0.0030, 0.0006], _GLOOM, 0.55)


def _nose(canvas: Canvas, inks: Inks) -> None:
    tick = bezier((0.003, 0.240), (0.013, 0.232), (0.012, 0.224), (-0.007, 0.221))
    canvas.stroke(tick, [0.0006, 0.0034, 0.0034, 0.0006], inks.line, 0.9)
    canvas.oval((-0.007, 0.258), (0.0045, 0.0075), (1.0, 1.0, 1.0), 0.6)


def _tears(canvas: Canvas, inks: Inks, features: Features, drawing: FaceDrawing) -> None:
    """Tears that stand on the lower lids, then run."""
    if not drawing.tears:
        return
    for side in (-1, 1):
        eye = EyeShape(features, drawing, side)
        lid = eye.at(eye.shut_line if eye.shut else eye.lower)
        at = lid[np.argmin(lid[:, 1])]
        x, low, reach = side * features.eye[0], float(at[1]), features.half_width
        pool = bezier(
            (x - reach * 0.62, low + 0.010),
            (x - reach * 0.3, low - 0.004),
            (x + reach * 0.3, low - 0.004),
            (x + reach * 0.62, low + 0.010),
        )
        canvas.stroke(pool, [0.0005, 0.006, 0.008, 0.006, 0.0005], inks.tear, 0.6)
        canvas.stroke(pool[6:-6] + np.array([0.0, 0.002]), [0, 0.0022, 0.0], (1.0, 1.0, 1.0), 0.85)
        if drawing.tears == 2:
            _running(canvas, inks, (x, low), side)


def _running(canvas: Canvas, inks: Inks, at: tuple[float, float], side: int) -> None:
    """A tear down the cheek: a wet way, its light along one side, and the drop at its end."""
    x, low = at
    run = bezier(
        (x + side * 0.03, low),
        (x + side * 0.045, low - 0.07),
        (x + side * 0.035, low - 0.12),
        (x + side * 0.01, low - 0.19),
    )
    canvas.stroke(run, [0.003, 0.005, 0.006, 0.007, 0.004], inks.tear, 0.42)
    canvas.stroke(run[3:-8] - np.array([0.003, 0.0]), [0.0004, 0.0016, 0.0016, 0.0004], (1.0, 1.0, 1.0), 0.8)
    tip = (float(run[-1, 0]), float(run[-1, 1]))
    canvas.oval(tip, (0.010, 0.014), inks.tear, 0.75)
    canvas.oval((tip[0] - 0.003, tip[1] + 0.004), (0.0035, 0.0045), (1.0, 1.0, 1.0), 0.95)


def _stubble(canvas: Canvas, inks: Inks) -> None:
    """The shadow of a beard along the jaw, over the lip and on the chin; the mouth keeps its own colour round it."""
    for x, y, wide, high, strength in (
        (0.0, 0.035, 0.20, 0.085, 0.55),
        (-0.17, 0.095, 0.15, 0.10, 0.38),
        (0.17, 0.095, 0.15, 0.10, 0.38),
        (0.0, 0.178, 0.105, 0.032, 0.42),
    ):
        canvas.skia.save()
        canvas.skia.translate(x, y)
        canvas.skia.scale(wide, high)
        canvas.skia.drawCircle(0, 0, 1, glow(inks.brow, strength))
        canvas.skia.restore()


def _age(canvas: Canvas, inks: Inks, features: Features) -> None:
    """Lines beside the nose, under the eyes and on the brow."""
    x, y = features.eye
    for height, wide in ((0.565, 0.105), (0.602, 0.085)):
        furrow = bezier((-wide, height - 0.006), (-wide * 0.4, height + 0.006), (wide * 0.4, height), (wide, height))
        canvas.stroke(furrow, [0.0004, 0.0026, 0.0026, 0.0004], inks.line, 0.42 * features.age)
    for side in (-1, 1):
        fold = bezier((side * 0.075, 0.225), (side * 0.105, 0.195), (side * 0.115, 0.165), (side * 0.110, 0.125))
        bag = bezier(
            (side * (x - 0.06), y - 0.075),
            (side * (x - 0.01), y - 0.098),
            (side * (x + 0.03), y - 0.092),
            (side * (x + 0.065), y - 0.070),
        )
        foot = bezier(
            (side * (x + 0.105), y + 0.015),
            (side * (x + 0.13), y + 0.018),
            (side * (x + 0.14), y + 0.024),
            (side * (x + 0.155), y + 0.036),
        )
        for line, alpha in ((fold, 0.8), (bag, 0.65), (foot, 0.6), (foot - np.array([0.0, 0.028]), 0.6)):
            canvas.stroke(line, [0.0004, 0.0030, 0.0026, 0.0004], inks.line, alpha * features.age)
