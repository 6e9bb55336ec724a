"""One still of each look, kept beside the tests; ``python tests/engine/painters/cel/golden_stills.py`` draws them."""

import sys
from pathlib import Path

import cv2
import numpy as np
from cel_shots import actor, ball_mesh, camera, member, performance, plain_set, prop_track, turn
from numpy.typing import NDArray

from studio.engine import vocabulary
from studio.engine.painters.cel.faces import paint_face, quantise
from studio.engine.painters.cel.figures import build_figure
from studio.engine.painters.cel.makers import Makers
from studio.engine.painters.cel.painter import CelPainter, Effects
from studio.engine.painters.painter import Size

FOLDER = Path(__file__).parent / "goldens"
SIZE = Size(240, 135)


def names() -> tuple[str, ...]:
    """Every look, the painter's own first."""
    return ("own", *vocabulary.named("looks"))


def path_of(name: str) -> Path:
    """Where a look's still is kept."""
    return FOLDER / f"{name.replace(' ', '_')}.jpg"


def shot(name: str):
    """A girl in a red coat before two boxes, a ball beside her, by day."""
    who = member(outfit="coat", hair_style="bob")
    lens = camera(eye=(0.25, -2.3, 1.35), target=(0.05, 0.0, 1.18), fov=0.62)
    people = [actor(who, heading=-1.2, pose={"head": turn((0, 0, 1), -8)})]
    made = performance(people, [prop_track(at=(0.55, -0.1, 0.95))], lens)
    object.__setattr__(made, "look", "" if name == "own" else name)
    return made


def still(painter: CelPainter, name: str) -> NDArray[np.uint8]:
    """The still of a look, (135, 240, 3) RGB."""
    return painter.open(shot(name), SIZE).frame(0, Effects.all()).colour


def kept(name: str) -> NDArray[np.uint8]:
    """The still as it was."""
    return cv2.imread(str(path_of(name)))[..., ::-1]


def main() -> None:
    painter = CelPainter(Makers(build_figure, quantise, paint_face, plain_set, ball_mesh))
    wanted = sys.argv[1:] or names()
    FOLDER.mkdir(exist_ok=True)
    for name in wanted:
        cv2.imwrite(str(path_of(name)), still(painter, name)[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 90])
    painter.close()


if __name__ == "__main__":
    main()
