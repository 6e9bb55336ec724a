"""Painted pictures of what stands on shelves and hangs on walls: books, goods, bottles, screens, paintings."""

from collections.abc import Callable

import numpy as np

from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.sets.atlas import Atlas, Canvas, Region, fill, ink, ramp, rect, shape_path, stroke
from studio.engine.painters.cel.sets.lettering import write_across
from studio.engine.painters.cel.sets.place import dice
from studio.engine.painters.cel.shapes import mix, rgb, times

BOOK_TONES = ("#c8555a", "#e2b04a", "#4f86b8", "#6aa37f", "#8d6aa8", "#f0e8d8", "#37506e", "#d98a5a", "#7a3f44")
SNACK_TONES = ("#e2503f", "#f2c23c", "#3f7fd0", "#5ab55f", "#f08fae", "#fff4dc", "#8a5fc0", "#f0883c")
Draw = Callable[[Canvas, np.random.Generator], None]


def _picture(atlas: Atlas, name: str, size: tuple[int, int], draw: Draw) -> Region:
    """A picture that many things share, its dice its own."""
    random = dice("picture", name)
    return atlas.once(name, lambda: atlas.draw(*size, lambda canvas: draw(canvas, random)))


def books(atlas: Atlas, number: int = 0) -> Region:
    """A row of spines, some leaning, a gap here and there; clear above."""

    def draw(canvas: Canvas, random: np.random.Generator) -> None:
        canvas.clear(ink((0.24, 0.17, 0.15)))
        x = 4.0
        while x < 500:
            if random.uniform() < 0.07:
                x += float(random.uniform(8, 26))
                continue
            wide, high = float(random.uniform(9, 21)), float(random.uniform(62, 88))
            tone = times(rgb(BOOK_TONES[int(random.integers(9))]), float(random.uniform(0.84, 1.0)))
            top = 96 - high
            canvas.drawRect(rect(x, top, wide, high), fill(tone))
            canvas.drawRect(rect(x, top, 2.0, high), fill(mix(tone, (1, 1, 1), 0.35)))
            canvas.drawRect(rect(x + wide - 2, top, 2, high), fill(times(tone, 0.62)))
            for band in (0.16, 0.78):
                canvas.drawRect(rect(x + 2, top + high * band, wide - 4, 3), fill(mix(tone, (1.0, 0.93, 0.7), 0.65)))
            if wide > 13:
                canvas.drawRect(
                    rect(x + wide * 0.35, top + high * 0.28, wide * 0.3, high * 0.38), fill((0.96, 0.93, 0.84), 0.75)
                )
            x += wide + 1.2

    return _picture(atlas, f"books {number}", (512, 96), draw)


def packets(atlas: Atlas, number: int = 0) -> Region:
    """Bags and boxes in facings of three or four of a kind, with price tags below."""

    def draw(canvas: Canvas, random: np.random.Generator) -> None:
        canvas.clear(ink((0.60, 0.62, 0.70)))
        canvas.drawRect(rect(0, 0, 512, 30), fill((0.44, 0.46, 0.56)))
        x = 3.0
        while x < 500:
            tone, band = (rgb(SNACK_TONES[int(random.integers(8))]) for _ in range(2))
            wide, high, soft = float(random.uniform(24, 40)), float(random.uniform(50, 74)), float(random.uniform(2, 9))
            for _ in range(int(random.integers(2, 5))):
                _packet(canvas, (x, 84 - high, wide, high), tone, band, soft)
                x += wide + 1.5
        canvas.drawRect(rect(0, 84, 512, 12), fill((0.93, 0.94, 0.96)))
        for tag in range(4, 512, 44):
            canvas.drawRect(rect(tag, 86, 24, 8), fill((1.0, 0.98, 0.86)))
            canvas.drawRect(rect(tag + 4, 89, 14, 3), fill((0.85, 0.25, 0.25)))

    return _picture(atlas, f"packets {number}", (512, 96), draw)


def _packet(canvas: Canvas, box: tuple[float, float, float, float], tone: RGB, band: RGB, soft: float) -> None:
    x, y, wide, high = box
    canvas.drawRoundRect(rect(x, y, wide, high), soft, soft, fill(tone))
    canvas.drawRect(rect(x, y + high * 0.30, wide, high * 0.26), fill(band))
    canvas.drawRect(rect(x + wide * 0.18, y + high * 0.37, wide * 0.64, high * 0.09), fill((1, 1, 1), 0.9))
    canvas.drawCircle(x + wide / 2, y + high * 0.75, wide * 0.22, fill(mix(band, (1, 1, 1), 0.55)))
    canvas.drawRect(rect(x + 2, y + 2, 3, high - 6), fill((1, 1, 1), 0.35))


def bottles(atlas: Atlas, number: int = 0, ground: str = "#4a3a34") -> Region:
    """Bottles and jars side by side against a ground."""

    def draw(canvas: Canvas, random: np.random.Generator) -> None:
        canvas.clear(ink(rgb(ground)))
        x = 6.0
        while x < 490:
            tone = rgb(("#3f7a5a", "#8a4a2f", "#c9a25a", "#5a86b8", "#d8d2c4", "#a8434a")[int(random.integers(6))])
            wide, high = float(random.uniform(14, 24)), float(random.uniform(52, 86))
            body, top = high * 0.66, 96 - high
            canvas.drawRoundRect(rect(x, 96 - body, wide, body), 4, 4, fill(tone))
            canvas.drawRect(rect(x + wide * 0.33, top, wide * 0.34, high - body + 6), fill(tone))
            canvas.drawRect(rect(x + wide * 0.30, top, wide * 0.40, 6), fill(mix(tone, (0.95, 0.85, 0.5), 0.6)))
            canvas.drawRect(rect(x + 1, 96 - body * 0.66, wide - 2, body * 0.34), fill((0.96, 0.93, 0.84)))
            canvas.drawRect(rect(x + 3, 100 - body, 2.5, body - 10), fill((1, 1, 1), 0.45))
            x += wide + float(random.uniform(3, 16))

    return _picture(atlas, f"bottles {number} {ground}", (512, 96), draw)


def drinks(atlas: Atlas, number: int = 0) -> Region:
    """A cold case behind glass: bottles on four lit shelves."""

    def draw(canvas: Canvas, random: np.random.Generator) -> None:
        canvas.drawRect(rect(0, 0, 192, 384), ramp([((0.93, 0.98, 1.0), 1), ((0.70, 0.84, 0.94), 1)], (0, 0), (0, 384)))
        for row in range(5):
            foot, x = 72 + 74 * row, 12.0
            canvas.drawRect(rect(6, foot, 180, 5), fill((0.55, 0.62, 0.70)))
            while x < 176:
                tone = rgb(SNACK_TONES[int(random.integers(8))])
                for _ in range(int(random.integers(2, 4))):
                    canvas.drawRoundRect(rect(x, foot - 44, 13, 44), 4, 4, fill(tone))
                    canvas.drawRect(rect(x + 4, foot - 54, 5, 11), fill(mix(tone, (1, 1, 1), 0.6)))
                    canvas.drawRect(rect(x, foot - 30, 13, 12), fill((1, 1, 1), 0.85))
                    x += 15
                    if x > 176:
                        break
        canvas.drawLine(20, 330, 90, 40, stroke((1, 1, 1), 14, 0.20))
        canvas.drawLine(52, 350, 120, 70, stroke((1, 1, 1), 6, 0.20))
        canvas.drawRect(rect(0, 0, 192, 384), stroke((0.30, 0.33, 0.42), 14))
        canvas.drawRect(rect(168, 150, 7, 90), fill((0.85, 0.88, 0.92)))

    return _picture(atlas, f"drinks {number}", (192, 384), draw)


def landscape(atlas: Atlas, number: int = 0) -> Region:
    """A small painting: a mountain and a lake, a field, or a harbour."""
    sky, far, near, sun = (
        ("#cfe6f2", "#8fb0d0", "#5f9a6a", "#fff3c0"),
        ("#ffd9a8", "#c98a8a", "#7a5f7a", "#fff0b0"),
        ("#d8efe6", "#8fc0b0", "#d8c27a", "#ffffff"),
    )[number % 3]

    def draw(canvas: Canvas, _random: np.random.Generator) -> None:
        canvas.clear(ink(rgb(sky)))
        canvas.drawCircle(92, 26, 12, fill(rgb(sun)))
        canvas.drawPath(shape_path([(-10, 74), (38, 22), (62, 50), (80, 34), (140, 76)]), fill(rgb(far)))
        canvas.drawPath(shape_path([(38, 22), (28, 36), (38, 33), (46, 38)]), fill((1, 1, 1), 0.85))
        canvas.drawOval(rect(-30, 62, 120, 60), fill(rgb(near)))
        canvas.drawOval(rect(50, 68, 120, 60), fill(times(rgb(near), 0.82)))

    return _picture(atlas, f"landscape {number % 3}", (128, 96), draw)


def screen(atlas: Atlas, number: int = 0) -> Region:
    """A computer's screen: a graph, lines of writing, or a map of stars."""
    tone = rgb(("#5fe0d0", "#7fb8ff", "#ffb45f", "#8ff09a")[number % 4])

    def draw(canvas: Canvas, random: np.random.Generator) -> None:
        canvas.clear(ink(mix((0.05, 0.08, 0.16), tone, 0.08)))
        canvas.drawRect(rect(5, 5, 182, 118), stroke(tone, 2, 0.6))
        canvas.drawRect(rect(5, 5, 182, 14), fill(tone, 0.35))
        if number % 2:
            for i in range(9):
                wide = float(random.uniform(40, 150))
                canvas.drawRect(rect(16, 30 + 10 * i, wide, 4), fill(mix(tone, (1, 1, 1), 0.4 * (i % 3 == 0)), 0.8))
        else:
            x = np.linspace(16, 176, 12)
            y = 80 + 28 * np.sin(x * 0.05 + number) + random.uniform(-10, 10, 12)
            canvas.drawPath(shape_path(np.column_stack([x, y]), closed=False), stroke(tone, 3))
            for i in range(9):
                h = float(random.uniform(8, 40))
                canvas.drawRect(rect(18 + 18 * i, 116 - h, 10, h), fill(tone, 0.4))

    return _picture(atlas, f"screen {number % 4}", (192, 128), draw)


def tiles(atlas: Atlas, colour: str, joint: str, across: int = 8, down: int = 4, brick: bool = False) -> Region:
    """A tiled or bricked wall, no two tiles quite alike."""

    def draw(canvas: Canvas, random: np.random.Generator) -> None:
        canvas.clear(ink(rgb(joint)))
        wide, high = 512 / across, 256 / down
        for row in range(down):
            shift = wide / 2 if brick and row % 2 else 0.0
            for column in range(-1, across + 1):
                tone = times(rgb(colour), float(random.uniform(0.90, 1.05)))
                x, y = column * wide + shift, row * high
                canvas.drawRoundRect(rect(x + 1.5, y + 1.5, wide - 3, high - 3), 2, 2, fill(tone))
                canvas.drawRect(rect(x + 3, y + 2.5, wide - 6, 1.6), fill((1, 1, 1), 0.22))

    return _picture(atlas, f"tiles {colour} {across} {down} {brick}", (512, 256), draw)


def menu(atlas: Atlas, words: tuple[str, ...], ground: str = "#2a3330") -> Region:
    """A chalk board with a heading, lines and prices."""

    def draw(canvas: Canvas, random: np.random.Generator) -> None:
        canvas.clear(ink(rgb(ground)))
        canvas.drawRect(rect(4, 4, 248, 152), stroke(rgb("#a9764c"), 8))
        write_across(canvas, words[0], (30, 14, 196, 26), (1.0, 0.92, 0.7), 0.11)
        for i, word in enumerate(words[1:]):
            y = 54 + 24 * i
            write_across(canvas, word, (24, y, 12 * len(word), 14), (0.95, 0.95, 0.90), 0.12)
            canvas.drawLine(30 + 12 * len(word), y + 12, 190, y + 12, stroke((0.9, 0.9, 0.85), 1.5, 0.5))
            write_across(canvas, str(int(random.integers(280, 790))), (198, y, 34, 14), (1.0, 0.75, 0.6), 0.12)

    return _picture(atlas, f"menu {words}", (256, 160), draw)


def notices(atlas: Atlas, number: int = 0, ground: str = "#d8b483") -> Region:
    """A board with sheets pinned to it."""

    def draw(canvas: Canvas, random: np.random.Generator) -> None:
        canvas.clear(ink(rgb(ground)))
        canvas.drawRect(rect(3, 3, 250, 122), stroke(times(rgb(ground), 0.6), 6))
        x = 14.0
        while x < 210:
            wide, high = float(random.uniform(28, 56)), float(random.uniform(44, 92))
            y = float(random.uniform(12, 116 - high))
            paper = rgb(("#fffdf4", "#bfe0f2", "#ffe0e6", "#fff1b8", "#d6f0d0")[int(random.integers(5))])
            canvas.drawRect(rect(x + 2, y + 3, wide, high), fill((0.3, 0.2, 0.15), 0.3))
            canvas.drawRect(rect(x, y, wide, high), fill(paper))
            canvas.drawCircle(x + wide / 2, y + 5, 3, fill(rgb(("#e2504a", "#3f78c8")[int(random.integers(2))])))
            for k in range(int(high / 12) - 1):
                canvas.drawRect(
                    rect(x + 6, y + 14 + 10 * k, (wide - 12) * float(random.uniform(0.5, 1)), 3),
                    fill((0.3, 0.35, 0.5), 0.7),
                )
            x += wide + float(random.uniform(5, 12))

    return _picture(atlas, f"notices {number} {ground}", (256, 128), draw)


def banner(atlas: Atlas, text: str, ground: str, letters: str, size: tuple[int, int] = (320, 84)) -> Region:
    """A board or cloth with letters side by side in a border."""
    wide, high = size

    def draw(canvas: Canvas, _random: np.random.Generator) -> None:
        canvas.clear(ink(rgb(ground)))
        canvas.drawRect(rect(5, 5, wide - 10, high - 10), stroke(rgb(letters), 4))
        write_across(canvas, text, (wide * 0.08, high * 0.24, wide * 0.84, high * 0.52), rgb(letters), 0.13)

    return _picture(atlas, f"banner {text} {ground}", size, draw)
