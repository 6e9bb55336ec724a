"""All that one painting of the timeline needs, as a value."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QPixmap

from studio.engine.cameo_jobs import ShotLikeness
from studio.engine.judgement import ShotTake
from studio.timeline.film import Scene, ShotId
from studio.timeline.ids import OverlayId
from studio.ui.film_map import FilmMap
from studio.ui.findings import Freshness
from studio.ui.theme import Theme
from studio.ui.timeline.captions import Caption
from studio.ui.timeline.lanes import Lane
from studio.ui.timeline.scale import Scale
from studio.ui.waves import Waves

MERGE_BELOW_PX = 3


@dataclass(frozen=True)
class Run:
    """Neighbouring shots painted as one, from index ``first`` to ``last``; usually just one. Pixels."""

    first: int
    last: int
    left: int
    right: int

    @property
    def whole(self) -> bool:
        """Whether this is a single shot, wide enough to show what it is."""
        return self.first == self.last and self.right - self.left >= MERGE_BELOW_PX


@dataclass(frozen=True, eq=False)
class Sheet:
    """A film, a scale, the lanes, and where to ask for what was found of a shot."""

    map: FilmMap
    scale: Scale
    lanes: dict[Lane, QRect]
    theme: Theme
    font: QFont
    chosen: ShotId | None
    waves: Waves
    thumbnail: Callable[[ShotId, int], QPixmap | None]
    freshness: Callable[[int], Freshness]
    captions: Callable[[int], tuple[Caption, ...]]
    take: Callable[[ShotId], ShotTake]
    locks: Callable[[ShotId], tuple[ShotLikeness, ...]]
    overlay: OverlayId | None = None

    @property
    def visible(self) -> range:
        """Indices of the shots that are in sight."""
        first = max(0, bisect_right(self.map.starts_s, self.scale.left) - 1)
        end = bisect_left(self.map.starts_s, self.scale.right)
        return range(first, min(end, len(self.map.shots)))

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The shots in sight, those too narrow to tell apart taken together."""
        visible = self.visible
        if not visible:
            return ()
        starts = np.asarray(self.map.starts_s[visible.start : visible.stop + 1])
        x = np.rint(self.scale.x(0.0) + starts * self.scale.px_per_s).astype(np.int64)
        wide = np.diff(x) > MERGE_BELOW_PX
        begins = wide.copy()
        begins[1:] |= wide[:-1] | (np.diff(x[:-1] // MERGE_BELOW_PX) > 0)
        begins[0] = True
        firsts = np.flatnonzero(begins)
        ends = np.append(firsts[1:], len(wide))
        lefts, rights = x[firsts].tolist(), (x[ends] - 1).tolist()
        numbers = zip((firsts + visible.start).tolist(), (ends + visible.start - 1).tolist(), strict=True)
        return tuple(
            Run(first, last, left, right) for (first, last), left, right in zip(numbers, lefts, rights, strict=True)
        )

    @cached_property
    def scenes(self) -> tuple[tuple[int, Scene, int, int], ...]:
        """The scenes in sight: number, scene, left pixel and width, with a hair of room at the border.

        Of scenes too narrow to tell apart, only the first is given.
        """
        visible, starts = self.visible, self.map.starts_s
        found: list[tuple[int, Scene, int, int]] = []
        for number, (scene, first, end) in enumerate(self.map.scenes, start=1):
            if end <= visible.start or first >= visible.stop:
                continue
            left = round(self.scale.x(starts[first]))
            if not found or left >= found[-1][2] + MERGE_BELOW_PX:
                found.append((number, scene, left, max(1, round(self.scale.x(starts[end])) - 1 - left)))
        return tuple(found)

    def colour(self, name: str) -> QColor:
        """One of the theme's colours."""
        return _colour(getattr(self.theme, name))

    def blended(self, name: str, ground: str, share: float) -> QColor:
        """A colour laid thinly over another one."""
        over, under = self.colour(name), self.colour(ground)
        mixed = [
            round(a * share + b * (1 - share))
            for a, b in (
                (over.red(), under.red()),
                (over.green(), under.green()),
                (over.blue(), under.blue()),
            )
        ]
        return QColor(*mixed)


@cache
def _colour(code: str) -> QColor:
    return QColor(code)
