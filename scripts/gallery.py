"""Contact sheets of what the cel painter draws, into ``docs/gallery``: ``make gallery``.

Looks over three pictures, every emotion, every mouth, every set at two hours.
"""

import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.engine import vocabulary
from studio.engine.director import direct
from studio.engine.painters.cel.effects import Effects
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.painter import Size
from studio.engine.performance import Performance, Viseme
from studio.engine.staging import Rehearsals, stage_shots
from studio.engine.stop import StopToken

PAINTED, SHOWN = Size(640, 360), Size(384, 216)
LABEL_PX = 22
LOOKS = {
    "Close-up of Hana, a girl with brown hair in a blue school uniform, smiling in a park in the morning.": 0.5,
    "Medium shot. Night. It is raining on a neon street. Ken, a boy with spiky dark hair in a red hoodie, waits on the "
    "street, holding an umbrella.": 0.6,
    "Extreme wide shot of a meadow on a clear day. Mei, a girl with long hair in a white dress, stands in the meadow, "
    "looking at the sky.": 0.5,
}
EMOTION = "Close-up of Hana, a girl with brown hair in a blue school uniform, in a park in the morning. Hana is {}."
MOUTH = "Close-up of Hana, a girl with brown hair in a blue school uniform, in a park in the morning."
WIDE = "Establishing shot."
HOURS = ("day", "night")

Tile: TypeAlias = tuple[str, NDArray[np.uint8]]


def main(folder: Path, wanted: list[str]) -> None:
    """The sheets that are wanted, all four if none is named."""
    folder.mkdir(parents=True, exist_ok=True)
    painter = CelPainter()
    sheets = {"looks": (_looks, len(LOOKS)), "emotions": (_emotions, 5), "visemes": (_visemes, 4), "sets": (_sets, 6)}
    try:
        for name in wanted or sheets:
            draw, columns = sheets[name]
            _write(folder / f"{name}.jpg", draw(painter), columns)
    finally:
        painter.close()


def _looks(painter: CelPainter) -> Iterable[Tile]:
    """One row a look, the painter's own first."""
    shots = [(_played(words), share) for words, share in LOOKS.items()]
    for name in ("", *vocabulary.named("looks")):
        for shot, share in shots:
            yield name or "the painter's own", _still(painter, replace(shot, look=name), share)


def _emotions(painter: CelPainter) -> Iterable[Tile]:
    for name in vocabulary.named("emotions"):
        yield name, _still(painter, _played(EMOTION.format(name)), 0.8)


def _visemes(painter: CelPainter) -> Iterable[Tile]:
    shot = _played(MOUTH)
    actor = shot.actors[0]
    for viseme in Viseme:
        opening = np.full(shot.frames, 0.8, np.float32)
        face = replace(actor.face, viseme=np.full(shot.frames, viseme, np.uint8), opening=opening)
        yield viseme.name, _still(painter, replace(shot, actors=(replace(actor, face=face),)), 0.5)


def _sets(painter: CelPainter) -> Iterable[Tile]:
    for name, kind in vocabulary.set_kinds().items():
        side, place = "INT" if kind.indoors else "EXT", kind.words[0].upper()
        for hour in HOURS:
            shot = _played(f"{side}. {place} - {hour.upper()}\n\n{WIDE}")
            yield f"{name}, {hour}", _still(painter, shot, 0.5)


def _played(words: str) -> Performance:
    return next(iter(stage_shots(direct(words), Rehearsals(most=1), StopToken()))).played.performance


def _still(painter: CelPainter, shot: Performance, share: float) -> NDArray[np.uint8]:
    frame = painter.open(shot, PAINTED).frame(min(shot.frames - 1, int(share * shot.frames)), Effects.finished())
    small = cv2.resize(frame.colour, (SHOWN.width, SHOWN.height), interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8)


def _write(path: Path, tiles: Iterable[Tile], columns: int) -> None:
    """A sheet, with a name under every picture."""
    made = [_labelled(*tile) for tile in tiles]
    made += [np.full_like(made[0], 255)] * (-len(made) % columns)
    rows = [np.hstack(made[first : first + columns]) for first in range(0, len(made), columns)]
    cv2.imwrite(str(path), np.vstack(rows)[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 86])
    sys.stderr.write(f"{path}: {path.stat().st_size / 1e6:.2f} MB\n")


def _labelled(name: str, picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    strip = np.full((LABEL_PX, picture.shape[1], 3), 255, np.uint8)
    cv2.putText(strip, name, (6, 16), cv2.FONT_HERSHEY_SIMPLEX, 0.45, (40, 36, 48), 1, cv2.LINE_AA)
    return np.vstack([picture, strip])


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/gallery"), sys.argv[2:])
