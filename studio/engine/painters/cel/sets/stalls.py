"""Stalls and lanterns: what lines a market by day and a festival by night."""

from typing import Final

import numpy as np

from studio.engine.painters.cel.sets import goods
from studio.engine.painters.cel.sets.furniture import wire
from studio.engine.painters.cel.sets.joinery import Part, picture, stand
from studio.engine.painters.cel.sets.place import Place
from studio.engine.painters.cel.shapes import (
    Shape,
    ball,
    bar,
    box,
    finish,
    glowing,
    lathe,
    merged,
    mix,
    moved,
    rgb,
    sheet,
)

WARES: Final = (
    ("#e2453f", "#f08a3c", "#f2c83f"),
    ("#6fb84a", "#a8d05a", "#3f8a4c"),
    ("#f2d8a8", "#e0a860", "#b8743f"),
    ("#f4a8c0", "#fff0f4", "#e86a8f"),
)


def awning(width: float, depth: float, tones: tuple[str, str], low: float, high: float) -> list[Part]:
    """A striped cloth that slopes to the front, with a scalloped hem."""
    count = max(4, round(width / 0.5))
    step = width / count
    parts: list[Part] = []
    for k, tone in enumerate(tones):
        tops: list[Shape] = []
        for i in range(k, count, 2):
            x = -width / 2 + step * i
            front, back = (
                [(x, -depth / 2, low), (x + step, -depth / 2, low)],
                [(x, depth / 2, high), (x + step, depth / 2, high)],
            )
            tops.append(sheet(np.array([front, back]), (0, -0.2, 1)))
            tops.append(sheet(np.array([front, back]) - (0, 0, 0.01), (0, 0.2, -1)))
            hem = np.array([[(x, -depth / 2, low - 0.2), (x + step, -depth / 2, low - 0.2)], front])
            tops += [sheet(hem, (0, -1, 0)), sheet(hem + np.array((0, 0.01, 0)), (0, 1, 0))]
        parts.append((merged(tops), finish(tone, 0.0)))
    return parts


def stall(place: Place, width: float, tones: tuple[str, str], word: str, wares: int | None) -> list[Part]:
    """A booth: counter, posts, awning, a board with its name, lamps under the cloth; wares of a kind heaped on it."""
    rows = [box((-width / 2 + 0.1, 0, 1.15), (0.07, 0.07, 2.3)), box((width / 2 - 0.1, 0, 1.15), (0.07, 0.07, 2.3))]
    rows += [moved(piece, (0, 1.0, 0)) for piece in rows[:2]]
    parts: list[Part] = [
        (merged(rows), finish("#8a6244", 0.7, foot=0.1)),
        (box((0, 0.02, 0.42), (width - 0.1, 0.10, 0.84)), finish(tones[0], 0.7, foot=0.12)),
        (box((0, 0.34, 0.86), (width - 0.06, 0.74, 0.05)), finish("#c9935f", 0.7)),
        picture(
            goods.banner(place.atlas, word, tones[0], "#fff6e2"),
            width * 0.72,
            width * 0.19,
            (-width * 0.36, -0.04, 0.3),
        ),
        (box((0, 1.02, 1.2), (width - 0.1, 0.05, 2.2)), finish(mix(rgb(tones[1]), (0.6, 0.5, 0.45), 0.35), 0.3)),
        picture(
            goods.packets(place.atlas, wares or 0),
            width - 0.4,
            0.5,
            (-width / 2 + 0.2, 0.985, 1.3),
            0.3 if place.dark else 0.0,
        ),
    ]
    parts += [(moved(shape, (0, 0.32, 0)), coat) for shape, coat in awning(width + 0.3, 1.9, tones, 2.15, 2.75)]
    if wares is not None:
        parts += _heap(width, wares)
    bulbs = [ball((x, 0.1, 2.02), 0.06, 7, 5) for x in (-width * 0.28, width * 0.28)]
    parts.append((merged(bulbs), glowing("#ffe6a8", 0.95 if place.dark else 0.1)))
    return parts


def _heap(width: float, wares: int) -> list[Part]:
    """Round wares in three colours, in trays on the counter."""
    parts: list[Part] = []
    count = max(3, round(width / 0.5))
    step = (width - 0.3) / count
    trays = [box((-width / 2 + 0.15 + step * (i + 0.5), 0.32, 0.92), (step - 0.05, 0.56, 0.08)) for i in range(count)]
    parts.append((merged(trays), finish("#a8784f", 0.5)))
    for k, tone in enumerate(WARES[wares % 4]):
        balls: list[Shape] = []
        for i in range(k, count, 3):
            x = -width / 2 + 0.15 + step * (i + 0.5)
            spots = [(-0.26, 0.16, 0.0), (0.0, 0.18, 0.02), (0.26, 0.16, 0.0), (-0.13, 0.34, 0.05), (0.13, 0.34, 0.05)]
            balls += [ball((x + step * dx, y, 0.99 + z), (0.08, 0.08, 0.07), 6, 4) for dx, y, z in spots]
        if balls:
            parts.append((merged(balls), finish(tone, 0.4)))
    return parts


def paper_lantern(place: Place, at: tuple[float, float, float], tone: str = "#f2503c", size: float = 0.2) -> None:
    """A round paper lantern that hangs by its top; lit from dusk on."""
    z = np.linspace(-1, 1, 5)
    body = lathe(np.column_stack([size * np.sqrt(1 - (z * 0.86) ** 2), z * size * 1.15]), 9)
    place.lay(moved(body, at), glowing(tone, 0.7) if place.dark else finish(tone, 0.6))
    caps = [
        moved(
            lathe([(size * 0.52, 0), (size * 0.52, size * 0.16), (0, size * 0.16)], 6),
            (at[0], at[1], at[2] + d),
        )
        for d in (-size * 1.24, size * 1.08)
    ]
    place.lay(merged(caps), finish("#33303f", 0.3))
    if place.dark:
        place.shine(at, size * 3.2, (1.0, 0.55, 0.28), 0.3)


def lantern_string(
    place: Place, start: tuple[float, float, float], end: tuple[float, float, float], count: int, tones: tuple[str, ...]
) -> None:
    """Lanterns on a cable between two points."""
    wire(place, start, end, 0.4, 0.010, "#3a2f3a")
    for i in range(count):
        t = (i + 0.5) / count
        at = np.asarray(start) * (1 - t) + np.asarray(end) * t - (0, 0, 1.6 * t * (1 - t) + 0.30)
        paper_lantern(place, (float(at[0]), float(at[1]), float(at[2])), tones[i % len(tones)], 0.19)


def bunting(
    place: Place,
    start: tuple[float, float, float],
    end: tuple[float, float, float],
    tones: tuple[str, ...],
    count: int = 14,
) -> None:
    """Small flags on a line."""
    wire(place, start, end, 0.35, 0.008, "#8a8490")
    along = (np.asarray(end) - np.asarray(start)) / count
    for k, tone in enumerate(tones):
        flags: list[Shape] = []
        for i in range(k, count, len(tones)):
            t = (i + 0.5) / count
            at = np.asarray(start) * (1 - t) + np.asarray(end) * t - (0, 0, 1.4 * t * (1 - t))
            corners = np.array(
                [[at - along * 0.4, at + along * 0.4], [at - (0, 0, 0.32), at - (0, 0, 0.32) + along * 0.01]]
            )
            flags += [sheet(corners, (0, -1, 0)), sheet(corners, (0, 1, 0))]
        place.lay(merged(flags), finish(tone, 0.0))


def noren(place: Place, at: tuple[float, float, float], width: float, tone: str, turn: float) -> None:
    """A short split curtain over a shop's door."""
    count = 4
    step = width / count
    parts: list[Part] = [(bar((-width / 2 - 0.05, 0, 0), (width / 2 + 0.05, 0, 0), 0.018, 5), finish("#8a6244", 0.4))]
    for i in range(count):
        x = -width / 2 + step * i
        parts.append((box((x + step / 2, 0, -0.24), (step - 0.02, 0.015, 0.46)), finish(tone, 0.0)))
        parts.append((box((x + step / 2, -0.009, -0.24), (step * 0.36, 0.004, 0.16)), finish("#fff6e2", 0.0)))
    stand(place, parts, at, turn)
