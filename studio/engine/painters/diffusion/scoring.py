"""How well painted frames agree with what is played: six numbers from 0 to 1, each measured against a pass.

No network judges here, only the passes: whoever is painted must lie where the id pass has them, lines where the line
pass has them, colours near the cel picture's, everybody like themselves, still things still, and flat things flat.
The cel picture itself scores close to 1 in all six.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.engine.painters.diffusion.conditioning import Floats, Pictures
from studio.engine.painters.painter import PaintedFrame, Pass

Mask: TypeAlias = NDArray[np.bool_]

NEEDED: Final = frozenset({Pass.ID, Pass.LINE})
"""The passes that a score is measured against."""
GOOD: Final = 0.6
"""From here on a take is as it should be."""
_WORST: Final = 0.6
_FIGURES_FROM: Final = 2
_LEAST_SHARE: Final = 0.002
"""Of the picture, that somebody must fill to be looked at."""
_LINE_REACH: Final = 0.006
"""Of the height, how far a painted edge may lie from its line."""
_FAR: Final = 60.0
"""A distance of colours, CIE76, at which nothing of the palette is left."""
_STILL: Final = 3
"""Levels by which a pixel of the cel picture may change and count as still."""
_FLICKER: Final = 20.0
_TEXTURE: Final = 24.0
"""Levels of change, and of texture, at which nothing of the score is left."""


@dataclass(frozen=True)
class Score:
    """0 not at all to 1 wholly, each. identity, flicker: 1 as well where there is nobody, or only one frame."""

    id_overlap: float
    lines: float
    palette: float
    identity: float
    flicker: float
    style: float

    @property
    def overall(self) -> float:
        """What the take is judged by: hardly better than it is in the worst respect."""
        parts = (self.id_overlap, self.lines, self.palette, self.identity, self.flicker, self.style)
        worst, next_worst = sorted(parts)[:2]
        return _WORST * worst + (1 - _WORST) * next_worst

    def told(self, exact: bool = True) -> dict[str, float]:
        """By name, rounded. exact: the passes are of a simulation; of a clip nobody knows who is where, and its colours
        and its texture are what a new style changes, so only its lines and its steadiness count.
        """
        if not exact:
            parts = {"lines": self.lines, "flicker": self.flicker}
            return {name: round(one, 3) for name, one in {**parts, "overall": min(parts.values())}.items()}
        names = ("id_overlap", "lines", "palette", "identity", "flicker", "style", "overall")
        return {name: round(float(getattr(self, name)), 3) for name in names}


def score(painted: Pictures, truth: Sequence[PaintedFrame]) -> Score:
    """Measure painted frames, (F, H, W, 3) uint8, against the cel frames of the same moments and size.

    truth: with the passes ``NEEDED``.
    """
    each = [_frame(picture, frame) for picture, frame in zip(painted, truth, strict=True)]
    overlap, lines, palette, identity, style = (float(one) for one in np.mean(np.array(each), 0))
    cel = np.stack([frame.colour for frame in truth])
    return Score(overlap, lines, palette, identity, _steady(painted, cel), style)


def _frame(picture: Pictures, frame: PaintedFrame) -> tuple[float, float, float, float, float]:
    assert frame.id is not None
    assert frame.line is not None
    lab, cel = _lab(picture), _lab(frame.colour)
    regions = _regions(frame.id)
    figures = [mask for number, mask in regions if number >= _FIGURES_FROM]
    return (
        _overlap(lab, [mask for _, mask in regions]),
        _agreement(picture, frame.line),
        1 - min(1.0, _distance(lab, cel, [mask for _, mask in regions]) / _FAR),
        _alike(lab, cel, figures),
        _flatness(picture, frame.colour, frame.line),
    )


def _regions(numbers: NDArray[np.uint8]) -> list[tuple[int, Mask]]:
    least = _LEAST_SHARE * numbers.size
    found = [(int(number), numbers == number) for number in np.unique(numbers)]
    return [(number, mask) for number, mask in found if np.count_nonzero(mask) >= least]


def _overlap(lab: Floats, masks: list[Mask]) -> float:
    """How much sharper the picture changes at the borders of what is seen than it does anywhere: 1 if only there.

    The share of the borders' pixels whose colour changes more across the border than the picture does on average.
    """
    if len(masks) < 2:
        return 1.0
    steep = _steepness(lab)
    border = np.zeros(masks[0].shape, np.bool_)
    kernel = np.ones((3, 3), np.uint8)
    for mask in masks:
        border |= cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_GRADIENT, kernel) > 0
    inside = ~(cv2.dilate(border.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0)
    if not border.any() or not inside.any():
        return 1.0
    usual = float(np.quantile(steep[inside], 0.8))
    return float(np.mean(cv2.dilate(steep, kernel)[border] > max(usual, 2.0)))


def _steepness(lab: Floats) -> Floats:
    across = cv2.Sobel(lab, cv2.CV_32F, 1, 0, ksize=3)
    down = cv2.Sobel(lab, cv2.CV_32F, 0, 1, ksize=3)
    return np.sqrt((across**2 + down**2).sum(-1)).astype(np.float32)


def _agreement(picture: Pictures, line: NDArray[np.uint8]) -> float:
    """The share of the drawn lines that the picture has an edge at."""
    drawn = line > 127
    if not drawn.any():
        return 1.0
    edges = cv2.Canny(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), 40, 100) > 0
    reach = max(1, round(_LINE_REACH * picture.shape[0]))
    near = cv2.dilate(edges.astype(np.uint8), np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)) > 0
    found = float(np.mean(near[drawn]))
    everywhere = float(np.mean(near))
    return max(0.0, (found - everywhere) / (1 - everywhere)) if everywhere < 1 else 0.0


def _distance(lab: Floats, cel: Floats, masks: list[Mask]) -> float:
    """The mean distance of the regions' mean colours, CIE76, each region counting by its size."""
    weights = np.array([np.count_nonzero(mask) for mask in masks], np.float64)
    apart = [float(np.linalg.norm(lab[mask].mean(0) - cel[mask].mean(0))) for mask in masks]
    return float(np.average(apart, weights=weights))


def _alike(lab: Floats, cel: Floats, figures: list[Mask]) -> float:
    """How much of everybody's colours is the same colours as in the cel picture; the least alike counts."""
    if not figures:
        return 1.0
    return min(_shared(lab[mask], cel[mask]) for mask in figures)


def _shared(mine: Floats, theirs: Floats) -> float:
    """The overlap of two coarse histograms, softened so that a shade more or less is the same colour."""
    both = [_histogram(one) for one in (mine, theirs)]
    return float(np.minimum(*both).sum())


def _histogram(lab: Floats) -> Floats:
    edges = [(0, 100), (-60, 60), (-60, 60)]
    counts, _ = np.histogramdd(lab, bins=(8, 10, 10), range=edges)
    soft = counts.astype(np.float32)
    for axis in range(3):
        soft = soft + 0.5 * (np.roll(soft, 1, axis) + np.roll(soft, -1, axis))
    return soft / max(float(soft.sum()), 1.0)


def _steady(painted: Pictures, cel: Pictures) -> float:
    """How still it is where nothing moves."""
    if len(painted) < 2:
        return 1.0
    moved: list[float] = []
    for index in range(1, len(painted)):
        still = np.abs(cel[index].astype(np.int16) - cel[index - 1]).max(-1) <= _STILL
        if still.any():
            change = np.abs(painted[index].astype(np.int16) - painted[index - 1]).mean(-1)
            moved.append(float(change[still].mean()))
    return 1 - min(1.0, float(np.mean(moved)) / _FLICKER) if moved else 1.0


def _flatness(picture: Pictures, cel: Pictures, line: NDArray[np.uint8]) -> float:
    """How flat it is where the drawing is flat; what slid to realism has skin and cloth there."""
    away = cv2.dilate((line > 0).astype(np.uint8), np.ones((7, 7), np.uint8)) == 0
    flat = away & (_texture(cel) < 1.5)
    if not flat.any():
        return 1.0
    return 1 - min(1.0, float(_texture(picture)[flat].mean()) / _TEXTURE)


def _texture(picture: Pictures) -> Floats:
    """What is finer than three pixels, in levels."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32)
    return np.abs(grey - cv2.GaussianBlur(grey, (0, 0), 1.5))


def _lab(picture: Pictures) -> Floats:
    return cv2.cvtColor(picture.astype(np.float32) / 255, cv2.COLOR_RGB2LAB).astype(np.float32)
