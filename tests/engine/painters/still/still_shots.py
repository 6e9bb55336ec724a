"""What the tests of stills work with: pictures made here, and shots made of them."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from studio.engine.painters.painter import Size
from studio.engine.painters.still.painter import StillPainter
from studio.engine.painters.still.painting import StillPainting
from studio.engine.performance import Performance
from studio.engine.staging import Rehearsals, stage_shots
from studio.engine.stills import still_taken_in
from studio.engine.stop import StopToken
from studio.timeline.film import Camera, Film, Scene, SceneId, Setting, ShotId
from studio.timeline.sources import Hint
from studio.timeline.stills import still_shot

SMALL = Size(320, 180)
Picture = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Drawn:
    """A picture of somebody, and where in it they truly are."""

    path: Path
    truth: NDArray[np.bool_]


def write(path: Path, picture: Picture) -> Path:
    """Write an RGB or RGBA picture."""
    order = [2, 1, 0, 3][: picture.shape[2]] if picture.ndim == 3 else slice(None)
    cv2.imwrite(str(path), picture[..., order] if picture.ndim == 3 else picture)
    return path


def performance_of(
    path: Path,
    move: str = "dolly in",
    framing: str = "wide shot",
    weather: str = "clear",
    seconds: int = 2,
    hints: tuple[Hint, ...] = (),
) -> Performance:
    """A shot of a picture, played out."""
    still, _ = still_taken_in(path)
    shot = still_shot(replace(still, hints=hints), ShotId("a"), Setting("stage", "a picture", "day", weather))
    shot = replace(shot, camera=Camera(framing=framing, move=move), duration=Fraction(seconds))
    film = Film(title="A picture", seed=3, scenes=(Scene(SceneId("s"), "", "", (shot,)),))
    return next(iter(stage_shots(film, Rehearsals(), StopToken()))).performance


def opened(performance: Performance, size: Size = SMALL) -> StillPainting:
    """The shot set up by a painter of its own."""
    return StillPainter().open(performance, size)


def vase(width: int = 480, height: int = 270) -> tuple[Picture, NDArray[np.bool_]]:
    """A blue vase on a table before a papered wall, and where it is."""
    rng = np.random.default_rng(5)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    wall = np.stack([170 - 40 * x / width, 160 - 30 * x / width, 140 - 20 * x / width], -1)
    wall += ((x / 20).astype(int) % 2)[..., None] * 8
    table = np.stack([120 + 0 * x, 82 + 9 * np.sin(y * 1.5 + 4 * np.sin(x / 60)), 50 + 0 * x], -1)
    picture = np.where((y > 0.68 * height)[..., None], table, wall)
    radius = 0.17 * height * (0.8 + 0.4 * np.sin((y - 0.25 * height) / (0.17 * height)))
    inside = (np.abs(x - 0.5 * width) < radius) & (y > 0.25 * height) & (y < 0.85 * height)
    shade = np.sqrt(np.clip(1 - ((x - 0.5 * width) / radius) ** 2, 0, 1))
    blue = np.stack([30 + 40 * shade, 70 + 110 * shade, 140 + 100 * shade], -1)
    picture = np.where(inside[..., None], blue, picture) + rng.standard_normal((height, width, 1)) * 3
    return np.clip(picture, 0, 255).astype(np.uint8), inside


def plain_view(width: int = 480, height: int = 270) -> Picture:
    """A sky over hills over a meadow: nothing to cut out, nobody to find."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    sky = np.stack([90 + 90 * y / height, 150 + 70 * y / height, 235 + 0 * y], -1)
    meadow = np.stack([80 + 20 * np.sin(x / 3) * np.sin(y), 150 + 30 * np.sin(x / 2 + y), 70 + 0 * y], -1)
    ridge = height * (0.52 + 0.05 * np.sin(x / 50) + 0.02 * np.sin(x / 13))
    return np.clip(np.where((y > ridge)[..., None], meadow, sky), 0, 255).astype(np.uint8)
