"""The painted pictures of a street: facades, signs, shop windows, a vending machine's front."""

from typing import Final

import numpy as np

from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.sets.atlas import WHITE, Atlas, Canvas, Region, fill, ink, ramp, rect, stroke
from studio.engine.painters.cel.sets.lettering import write_across, write_down
from studio.engine.painters.cel.shapes import mix, rgb, times

NEON: Final[tuple[RGB, ...]] = tuple(
    rgb(tone) for tone in ("#ff4f9a", "#35e6f2", "#ffb13d", "#b06bff", "#52f0a8", "#ff5a4a", "#ffd95e", "#5a9cff")
)
_TALL = ("ラーメン", "カラオケ", "ホテル月", "ネオン星", "夜空バー", "居酒楽", "すしタコス", "ゲーム")
_WIDE = ("RAMEN", "CAFE 24", "OPEN", "HOTEL", "本ト茶", "NEON", "BAR 7", "BOOKS")
_INVERSE = (2, 5)


def facade(atlas: Atlas, random: np.random.Generator, lit: float, style: int, unlit: RGB = WHITE) -> Region:
    """Eight metres by fourteen of wall with rows of windows, a share of them lit, on a light ground to be tinted.

    unlit: what is left of the colour of all that is no lit window.
    """

    def draw(canvas: Canvas) -> None:
        canvas.clear(ink(times((0.46, 0.46, 0.52), unlit)))
        columns, rows = (6, 9) if style == 0 else (4, 8) if style == 1 else (8, 9)
        wide, high = 512 / columns, 640 / rows
        for row in range(rows):
            top = row * high
            canvas.drawRect(rect(0, top + high * 0.93, 512, high * 0.07), fill(times((0.56, 0.56, 0.62), unlit)))
            canvas.drawRect(rect(0, top + high, 512, 3), fill(times((0.30, 0.29, 0.38), unlit)))
            for column in range(columns):
                _window(canvas, random, (column * wide, top, wide, high), lit, style, unlit)
        for _ in range(5):
            x = float(random.uniform(0, 512))
            canvas.drawRect(rect(x, 0, 5, 640), fill(times((0.36, 0.36, 0.44), unlit)))

    return atlas.draw(512, 640, draw)


def _window(
    canvas: Canvas,
    random: np.random.Generator,
    cell: tuple[float, float, float, float],
    lit: float,
    style: int,
    unlit: RGB,
) -> None:
    left, top, wide, high = cell
    x, y = left + wide * 0.14, top + high * 0.20
    w, h = wide * (0.72 if style != 2 else 0.60), high * (0.58 if style != 1 else 0.66)
    canvas.drawRect(rect(x - 3, y - 3, w + 6, h + 8), fill(times((0.30, 0.30, 0.38), unlit)))
    if random.uniform() < lit:
        warm = ("#ffd48a", "#ffb866", "#ffe9c2", "#9fe4ff", "#ff9fc0")[
            int(random.choice(5, p=(0.34, 0.26, 0.18, 0.15, 0.07)))
        ]
        tone = times(rgb(warm), float(random.uniform(0.86, 1.08)))
        canvas.drawRect(rect(x, y, w, h), ramp([(tone, 1), (times(tone, 0.72), 1)], (x, y), (x, y + h)))
        curtain = times(tone, 0.62)
        if random.uniform() < 0.6:
            canvas.drawRect(rect(x, y, w * 0.22, h), fill(curtain))
            canvas.drawRect(rect(x + w * 0.80, y, w * 0.20, h), fill(curtain))
        if random.uniform() < 0.4:
            canvas.drawRect(rect(x, y, w, h * float(random.uniform(0.2, 0.5))), fill(curtain, 0.7))
    else:
        deep = (0.16, 0.19, 0.30) if lit else (0.44, 0.56, 0.70)
        sky, blind = (times(mix(deep, tone, 0.3), unlit) for tone in ((0.75, 0.85, 0.95), (0.8, 0.8, 0.85)))
        canvas.drawRect(rect(x, y, w, h), ramp([(sky, 1), (times(deep, unlit), 1)], (x, y), (x + w * 0.4, y + h)))
        if random.uniform() < 0.4:
            canvas.drawRect(rect(x, y, w, h * 0.4), fill(blind))
    canvas.drawRect(rect(x + w / 2 - 1.5, y, 3, h), fill(times((0.26, 0.26, 0.34), unlit)))
    canvas.drawRect(rect(x - 4, y + h + 3, w + 8, 4), fill(times((0.64, 0.64, 0.70), unlit)))
    if style == 1:
        canvas.drawRect(rect(left, top + high * 0.60, wide, high * 0.30), fill(times((0.38, 0.38, 0.46), unlit), 0.92))
        for i in range(9):
            canvas.drawRect(
                rect(left + wide * i / 9, top + high * 0.60, 2, high * 0.30), fill(times((0.55, 0.55, 0.62), unlit))
            )


def _sign_colours(number: int, inverse: bool) -> tuple[RGB, RGB]:
    """Ground and letters: dark ground with lit letters, or the other way round."""
    tone = NEON[number % 8]
    if inverse:
        return times(tone, 0.95), (0.22, 0.07, 0.16)
    return mix(times(tone, 0.13), (0.05, 0.04, 0.12), 0.4), mix(tone, (1, 1, 1), 0.32)


def tall_sign(atlas: Atlas, number: int, lit: bool) -> Region:
    """An upright sign with letters one below the other."""

    def draw(canvas: Canvas) -> None:
        ground, letters = _sign_colours(number, number in _INVERSE or not lit)
        canvas.clear(ink(ground))
        if lit and number not in _INVERSE:
            canvas.drawRoundRect(rect(11, 11, 106, 426), 12, 12, stroke(letters, 12, 0.35, blur=7))
        canvas.drawRoundRect(rect(11, 11, 106, 426), 12, 12, stroke(letters, 4))
        box = (22.0, 26.0, 84.0, 396.0)
        if lit:
            write_down(canvas, _TALL[number], box, mix(letters, ground, 0.65), 0.30)
        write_down(canvas, _TALL[number], box, letters, 0.115)

    return atlas.draw(128, 448, draw)


def wide_sign(atlas: Atlas, number: int, lit: bool) -> Region:
    """A lying sign over a shop."""

    def draw(canvas: Canvas) -> None:
        ground, letters = _sign_colours(number * 3 + 1, number in (1, 6) or not lit)
        canvas.clear(ink(ground))
        canvas.drawRoundRect(rect(7, 7, 306, 70), 10, 10, stroke(letters, 4))
        box = (24.0, 20.0, 272.0, 44.0)
        if lit:
            write_across(canvas, _WIDE[number], box, mix(letters, ground, 0.65), 0.34)
        write_across(canvas, _WIDE[number], box, letters, 0.15)

    return atlas.draw(320, 84, draw)


def shop(atlas: Atlas, random: np.random.Generator, number: int, lit: bool) -> Region:
    """A shop seen through its glass: shelves, goods, a counter, a hanging curtain, a door."""
    warm = tuple(rgb(tone) for tone in ("#ffcf87", "#ffe6bc", "#a8e8ff", "#ffab80"))[number]

    def draw(canvas: Canvas) -> None:
        level = 1.0 if lit else 0.72
        canvas.drawRect(
            rect(0, 0, 384, 224), ramp([(times(warm, level), 1), (times(warm, 0.52 * level), 1)], (0, 0), (0, 224))
        )
        for shelf in (70, 108, 146):
            canvas.drawRect(rect(120, shelf + 26, 250, 4), fill(times(warm, 0.30)))
            x = 126.0
            while x < 360:
                w, h = float(random.uniform(7, 16)), float(random.uniform(11, 25))
                tone = mix(NEON[int(random.integers(8))], warm, 0.45)
                canvas.drawRect(rect(x, shelf + 26 - h, w, h), fill(times(tone, 0.85 * level)))
                x += w + float(random.uniform(2, 8))
        canvas.drawRect(rect(120, 186, 250, 38), fill(times(warm, 0.26)))
        canvas.drawOval(rect(196, 128, 20, 22), fill(times(warm, 0.16)))
        canvas.drawRoundRect(rect(186, 148, 40, 42), 12, 12, fill(times(warm, 0.20)))
        canvas.drawRect(rect(0, 0, 384, 44), fill((0.13, 0.11, 0.18)))
        for i in range(5):
            canvas.drawRect(
                rect(128 + 48 * i, 44, 44, 34),
                fill(times(rgb(("#b8343f", "#2f4f8f", "#2f6f5a", "#a8552f")[number]), 0.9)),
            )
            canvas.drawCircle(150 + 48 * i, 60, 9, fill((0.94, 0.90, 0.84)))
        for x in (0, 112, 244, 376):
            canvas.drawRect(rect(x, 44, 8, 180), fill((0.11, 0.10, 0.16)))
        canvas.drawRect(rect(8, 44, 104, 180), fill(times(warm, 0.8 * level)))
        canvas.drawRect(rect(20, 58, 80, 120), fill(mix(warm, (1, 1, 1), 0.4), 0.8))
        canvas.drawRect(rect(88, 120, 6, 34), fill((0.15, 0.13, 0.2)))
        for x in (150, 290):
            canvas.drawLine(x, 200, x + 46, 60, stroke((1, 1, 1), 7, 0.16))

    return atlas.draw(384, 224, draw)


def vending_front(atlas: Atlas, random: np.random.Generator) -> Region:
    """Rows of cans behind lit glass, buttons, a coin slot and the hatch."""

    def draw(canvas: Canvas) -> None:
        canvas.clear(ink((0.90, 0.93, 0.97)))
        canvas.drawRect(rect(10, 10, 172, 190), fill((0.84, 0.97, 1.0)))
        for row in range(3):
            for column in range(7):
                x, y = 18 + column * 23.5, 22 + row * 60
                tone = times(NEON[int(random.integers(8))], 0.92)
                canvas.drawRoundRect(rect(x, y, 17, 38), 4, 4, fill(tone))
                canvas.drawRect(rect(x + 2, y + 12, 13, 9), fill((1, 1, 1), 0.85))
                canvas.drawRect(rect(x + 3, y + 43, 11, 5), fill((0.25, 0.45, 0.85)))
            canvas.drawRect(rect(10, 66 + row * 60, 172, 3), fill((0.55, 0.62, 0.72)))
        canvas.drawRoundRect(rect(130, 214, 44, 62), 5, 5, fill((0.36, 0.40, 0.52)))
        canvas.drawRect(rect(146, 224, 6, 22), fill((0.12, 0.13, 0.2)))
        canvas.drawRect(rect(138, 254, 26, 12), fill((0.98, 0.55, 0.35)))
        canvas.drawRoundRect(rect(16, 296, 120, 40), 6, 6, fill((0.20, 0.22, 0.32)))
        write_across(canvas, "COOL", (18, 218, 100, 30), (0.22, 0.42, 0.85), 0.16)
        canvas.drawRect(rect(18, 256, 100, 12), fill((0.35, 0.62, 0.95)))

    return atlas.draw(192, 352, draw)


def poster(atlas: Atlas, random: np.random.Generator, number: int) -> Region:
    """A printed sheet: a circle, a mountain, a line of letters."""
    ground, accent = (
        (rgb("#fff1d8"), rgb("#e2574c")),
        (rgb("#dff1ff"), rgb("#3d6fd1")),
        (rgb("#ffe3ec"), rgb("#8f5bd1")),
    )[number]

    def draw(canvas: Canvas) -> None:
        canvas.clear(ink(ground))
        canvas.drawCircle(80, 88, 46, fill(accent))
        canvas.drawOval(rect(40, 96 + 10 * number, 80, 40), fill(mix(ground, accent, 0.25)))
        write_across(
            canvas, ("RAMEN", "STAR", "FILM")[number], (14, 160, 132, 30), mix(accent, (0.1, 0.1, 0.2), 0.5), 0.15
        )
        for i in range(3):
            canvas.drawRect(rect(20, 204 + 14 * i, float(random.uniform(70, 120)), 5), fill(accent, 0.6))

    return atlas.draw(160, 256, draw)
