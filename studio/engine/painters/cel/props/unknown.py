"""The stand-in for a thing we have no mesh for: a rounded box that says what it is."""

from itertools import pairwise

import numpy as np

from studio.engine.painters.cel.mesh import Mesh
from studio.engine.painters.cel.scenery import RGB
from studio.engine.painters.cel.sets.lettering import glyphs
from studio.engine.painters.cel.shapes import Shape, finish, merged, mix, paint, quad, soft_box, turned

_LINE = 8


def labelled(name: str, colour: RGB) -> list[Mesh]:
    """A box of unit size in a colour, a pale panel on each side with the name in strokes."""
    panel = quad((-0.42, -0.503, -0.34), (0.84, 0, 0), (0, 0, 0.68))
    panels = [turned(panel, turn) for turn in (0, 90, 180, 270)]
    pieces = [
        paint(soft_box((0, 0, 0), (1, 1, 1), 0.06), finish(colour, 1.0, foot=0.15, top=0.08)),
        paint(merged(panels), finish(mix(colour, (1, 1, 1), 0.78), 0.0)),
    ]
    strokes = _lettering(name)
    if strokes is not None:
        ink = finish(mix((0.16, 0.13, 0.24), colour, 0.15), 0.0)
        pieces.append(paint(merged([turned(strokes, turn) for turn in (0, 90, 180, 270)]), ink))
    return pieces


def _lettering(name: str) -> Shape | None:
    """The name in flat strokes on the front panel, up to three lines; what cannot be written is a question mark."""
    letters = "".join(letter for letter in name.upper() if letter in glyphs() or letter == " ").strip() or "?"
    lines = _broken(letters)[:3]
    size = min(0.74 / max(len(line) for line in lines), 0.56 / len(lines), 0.42)
    strips: list[Shape] = []
    for row, line in enumerate(lines):
        top = size * (len(lines) / 2 - row) * 1.08
        for column, letter in enumerate(line):
            left = size * (column - len(line) / 2)
            for stroke in glyphs().get(letter, ()):
                spot = np.column_stack(
                    [left + size * (0.12 + 0.76 * stroke[:, 0]), top - size * (0.12 + 0.76 * stroke[:, 1])]
                )
                strips.append(_strip(spot, size * 0.055))
    return merged(strips) if strips else None


def _broken(text: str) -> list[str]:
    """Words gathered into lines of about eight letters; a longer word keeps its own line."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) + 1 > _LINE:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _strip(points: np.ndarray[tuple[int, ...], np.dtype[np.float64]], half: float) -> Shape:
    """A line of constant width just before the panel, each piece a quad that overlaps the next."""
    pieces: list[Shape] = []
    for start, end in pairwise(points):
        way = (end - start) / max(float(np.hypot(*(end - start))), 1e-9)
        side = np.array([-way[1], way[0]]) * half
        corner, across, up = start - way * half * 0.7 - side, end - start + way * half * 1.4, side * 2
        pieces.append(quad((corner[0], -0.5045, corner[1]), (across[0], 0, across[1]), (up[0], 0, up[1])))
    return merged(pieces)
