"""Makes the pictures of the README from the real window and the real painter: ``make screenshots``."""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import cv2
from window_pictures import picture_window

from studio.bench.sample import sample_film
from studio.engine.painters.cel.effects import Effects
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.painter import Size
from studio.engine.staging import Rehearsals, stage_shots
from studio.engine.stop import StopToken
from studio.timeline.store import Project

STILLS = {1: 0.9, 4: 0.45, 11: 0.5}
"""Which shots of the sample film, counted from 1, and how far through them."""
SIZE = Size(1280, 720)
WINDOW_SHOT = 3
KEPT = {"window-dark", "window-light", "layout-edit-dark", "cast-dark", "paint-dark"}
"""The window's pictures that the README shows or links to."""


def stills(folder: Path) -> None:
    """Frames of the sample film as JPEG files, ``still_1.jpg`` and on."""
    painter = CelPainter()
    shots = list(stage_shots(sample_film(), Rehearsals(), StopToken()))
    for number, (shot, share) in enumerate(STILLS.items(), start=1):
        performance = shots[shot - 1].performance
        frame = painter.open(performance, SIZE).frame(int(share * performance.frames), Effects.all())
        picture = cv2.cvtColor(frame.colour, cv2.COLOR_RGB2BGR)
        cv2.imwrite(str(folder / f"still_{number}.jpg"), picture, [cv2.IMWRITE_JPEG_QUALITY, 88])
    painter.close()


def windows(folder: Path) -> None:
    """The window in both themes, with the sample film open."""
    with tempfile.TemporaryDirectory() as name:
        project = Path(name) / "The Umbrella Stays.tsuzuki"
        Project.create(project, sample_film()).close()
        for theme in ("dark", "light"):
            for path in picture_window(project, folder, theme, shot=WINDOW_SHOT):
                if path.stem not in KEPT:
                    path.unlink()


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/pictures")
    target.mkdir(parents=True, exist_ok=True)
    stills(target)
    windows(target)
