"""Contact sheets kept beside the tests: every feeling by strength, every mouth, every set by day and by night.

``PYTHONPATH=. python tests/engine/painters/cel/golden_sheets.py [feelings|mouths|sets]`` draws them.
"""

import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from cel_shots import actor, ball_mesh, camera, member, performance, plain_set
from numpy.typing import NDArray

from studio.engine import vocabulary
from studio.engine.painters.cel.faces import paint_face, quantise
from studio.engine.painters.cel.figures import build_figure
from studio.engine.painters.cel.makers import Makers, house_makers
from studio.engine.painters.cel.painter import CelPainter, Effects
from studio.engine.painters.painter import Size
from studio.engine.performance import Face, Performance, Viseme
from studio.engine.stage.attention import Attention
from studio.engine.stage.faces import make_face, shown

FOLDER = Path(__file__).parent / "goldens"
STRENGTHS = (0.5, 1.0, 1.4)
"""A little, as the plain word says, and as strongly as words can."""
HOURS = ("day", "night")
KEPT_AS = [cv2.IMWRITE_JPEG_QUALITY, 92, cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444]
Still = NDArray[np.uint8]


@dataclass(frozen=True)
class Sheet:
    """A contact sheet: a row of tiles for each name, (rows x H, columns x W, 3) RGB."""

    name: str
    size: Size
    rows: tuple[str, ...]
    columns: int

    @property
    def path(self) -> Path:
        """Where it is kept."""
        return FOLDER / f"sheet_{self.name}.jpg"

    def kept(self, row: str) -> Still:
        """The tiles of a name as they were, side by side."""
        top, high = self.rows.index(row) * self.size.height, self.size.height
        return _read(self.path)[top : top + high]


@cache
def _read(path: Path) -> Still:
    return cv2.imread(str(path))[..., ::-1]


FEELINGS = Sheet("feelings", Size(120, 96), tuple(vocabulary.named("emotions")), len(STRENGTHS))
MOUTHS = Sheet("mouths", Size(120, 96), tuple(viseme.name for viseme in Viseme), 3)
SETS = Sheet("sets", Size(160, 90), tuple(vocabulary.set_kinds()), len(HOURS))


def face_of(emotion: str, strength: float) -> Face:
    """The face that the stage makes of a feeling, one frame of it."""
    once = np.zeros(1)
    curves = {name: np.full(1, value) for name, value in shown(emotion, strength).items()}
    return make_face(once, (), (), curves, Attention(once, once, np.zeros((1, 2))), np.ones(1))


def close(showing: Face, fov: float = 0.28, height: float = 1.405) -> Performance:
    """Somebody's head, looking a little past the lens."""
    who = member(outfit="coat", hair_style="bob", hair="#8a5a3c", eyes="#5c7fd0")
    lens = camera(eye=(0.1, -1.5, height), target=(0.0, 0.0, height), fov=fov)
    return performance([actor(who, heading=-1.35, showing=showing)], (), lens)


def mouth(viseme: str, opening: float) -> Performance:
    """A mouth so far open in a calm face."""
    calm = face_of("calm", 1.0)
    object.__setattr__(calm, "viseme", np.full(1, Viseme[viseme], np.uint8))
    object.__setattr__(calm, "opening", np.full(1, opening, np.float32))
    return close(calm, fov=0.13, height=1.36)


def place(name: str, hour: str) -> Performance:
    """A set without anybody, seen as one would establish it: low and wide, from a third of the way round."""
    indoors = vocabulary.set_kinds()[name].indoors
    lens = camera(eye=(-1.0 if indoors else -2.6, -7.1, 0.8), target=(0.0, 0.0, 1.6), fov=0.6)
    return performance(shot_camera=lens, set_kind=name, hour=hour)


def row(painter: CelPainter, sheet: Sheet, name: str) -> Still:
    """The tiles of a name as they are now, side by side."""
    match sheet.name:
        case "feelings":
            shots = [close(face_of(name, strength)) for strength in STRENGTHS]
        case "mouths":
            shots = [mouth(name, opening) for opening in (0.3, 0.65, 1.0)]
        case _:
            shots = [place(name, hour) for hour in HOURS]
    return np.hstack([painter.open(shot, sheet.size).frame(0, Effects.all()).colour for shot in shots])


def main() -> None:
    faces = CelPainter(Makers(build_figure, quantise, paint_face, plain_set, ball_mesh))
    places = CelPainter(house_makers())
    for sheet, painter in ((FEELINGS, faces), (MOUTHS, faces), (SETS, places)):
        if sheet.name in (sys.argv[1:] or (sheet.name,)):
            drawn = np.vstack([row(painter, sheet, name) for name in sheet.rows])
            cv2.imwrite(str(sheet.path), drawn[..., ::-1], KEPT_AS)
    faces.close()
    places.close()


if __name__ == "__main__":
    main()
