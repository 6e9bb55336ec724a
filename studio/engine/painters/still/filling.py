"""What was behind the subject: made up from the rest of the picture, patch by patch.

On a small copy every hidden pixel looks for the place whose surroundings are most like its own, coarse to fine; at full
size the picture is fetched from those places, its light fitted to the small copy's, so that texture stays texture.
Source: C. Barnes et al., PatchMatch, SIGGRAPH 2009; Y. Wexler et al., Space-time completion of video, PAMI 2007.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, diags
from scipy.sparse.linalg import spsolve

from studio.engine.painters.still.arrays import (
    Bytes,
    Floats,
    Mask,
    blurred,
    fitted,
    grown,
    looked_up,
    scaled,
    single,
    spread,
)

Places = NDArray[np.int32]

_FINEST_PX: Final = 168
_LEVELS: Final = 3
_REACH: Final = 2  # a patch is 5x5
_ROUNDS: Final = (5, 4, 3)
_SAMPLES: Final = 3
_HELD: Final = 0.06  # how much the joined part is held to what the search painted


def filled(colour: Bytes, matte: Floats) -> Bytes:
    """The picture without its subject, (H, W, 3) sRGB; outside the matte and its seam nothing changes."""
    height, width = matte.shape
    hidden = grown(matte > 0.02, max(2, round(0.012 * min(height, width))))
    if not hidden.any():
        return colour
    if hidden.mean() > 0.97:
        return np.ascontiguousarray(np.broadcast_to(np.uint8(colour.reshape(-1, 3).mean(0)), colour.shape))
    small, places = _completed(colour, hidden)
    fetched = _fetched(colour, hidden, small, places)
    depth = np.asarray(cv2.distanceTransform(hidden.astype(np.uint8), cv2.DIST_L2, 3), np.float32)
    seam = np.clip(depth / max(2.0, 0.008 * min(height, width)), 0, 1)[..., None]
    return np.asarray(np.rint(colour * (1 - seam) + fetched * seam), np.uint8)


@dataclass(frozen=True, eq=False)
class _Level:
    """One size: the picture, what is hidden, and where each hidden pixel's patch is taken from (n,) rows, columns."""

    picture: Floats
    rows: Places
    columns: Places
    whole: Mask

    def error(self, down: Places, right: Places) -> Floats:
        """(n,) how unlike the surroundings of each hidden pixel are those of its place."""
        pad = self._padded
        total = np.zeros(len(down), np.float32)
        for dy in range(2 * _REACH + 1):
            for dx in range(2 * _REACH + 1):
                apart = pad[self.rows + dy, self.columns + dx] - pad[down + dy, right + dx]
                total += np.einsum("nc,nc->n", apart, apart)
        return total

    @cached_property
    def _padded(self) -> Floats:
        return np.pad(self.picture, ((_REACH, _REACH), (_REACH, _REACH), (0, 0)), mode="reflect")


def _completed(colour: Bytes, hidden: Mask) -> tuple[Floats, tuple[Floats, Floats]]:
    """The small picture completed (h, w, 3), and how far (down, right) each pixel's place is, in its own pixels."""
    height, width = hidden.shape
    rng = np.random.default_rng(7)
    guess: Floats | None = None
    shift: tuple[Floats, Floats] | None = None
    for level in range(_LEVELS):
        size = fitted(width, height, _FINEST_PX >> (_LEVELS - 1 - level))
        picture = scaled(colour, size).astype(np.float32)
        gone = spread(hidden.astype(np.float32), size) > 0.02
        picture[gone] = (_smooth(picture, gone) if guess is None else spread(guess, size))[gone]
        guess, shift = _search(picture, gone, shift, rng, _ROUNDS[level], last=level == _LEVELS - 1)
    assert guess is not None
    assert shift is not None
    return guess, shift


def _smooth(picture: Floats, gone: Mask) -> Floats:
    """The hidden part as a blend of what is round it, ever wider: what the search begins with."""
    known = (~gone).astype(np.float32)
    result, weight = picture * known[..., None], known.copy()
    for sigma in (1.5, 3.0, 6.0, 12.0, 24.0):
        near, seen = blurred(picture * known[..., None], sigma), blurred(known, sigma)
        lacking = weight < 0.02
        result[lacking] = near[lacking] / np.maximum(seen[lacking], 1e-6)[..., None]
        weight = np.where(lacking, seen, weight)
    return result


def _search(
    picture: Floats,
    gone: Mask,
    shift: tuple[Floats, Floats] | None,
    rng: np.random.Generator,
    rounds: int,
    *,
    last: bool,
) -> tuple[Floats, tuple[Floats, Floats]]:
    """Some rounds of looking for places and painting from them; the last is joined to what is known."""
    height, width = gone.shape
    usable = ~grown(gone, _REACH)
    if not usable.any():
        usable = ~gone
    rows, columns = (np.asarray(one, np.int32) for one in np.nonzero(gone))
    number = np.full(gone.shape, -1, np.int32)
    number[rows, columns] = np.arange(len(rows), dtype=np.int32)
    level = _Level(picture, rows, columns, usable)
    down, right = _first_places(level, shift, rng)
    for turn in range(rounds):
        level = _Level(picture, rows, columns, usable)
        down, right = _improved(level, number, (down, right), rng, turn)
        picture = _painted(level, gone, number, (down, right))
    if last:
        picture = _joined(picture, gone, (down, right))
    fields = np.zeros((2, height, width), np.float32)
    fields[0, rows, columns], fields[1, rows, columns] = down - rows, right - columns
    return picture, (fields[0], fields[1])


def _first_places(
    level: _Level, shift: tuple[Floats, Floats] | None, rng: np.random.Generator
) -> tuple[Places, Places]:
    """Those of the coarser level, or any."""
    height, width = level.whole.shape
    usable_rows, usable_columns = np.nonzero(level.whole)
    chosen = rng.integers(0, len(usable_rows), len(level.rows))
    down, right = usable_rows[chosen].astype(np.int32), usable_columns[chosen].astype(np.int32)
    if shift is not None:
        grow = height / shift[0].shape[0]
        near = [cv2.resize(one, (width, height), interpolation=cv2.INTER_NEAREST) * grow for one in shift]
        there = np.clip(level.rows + np.rint(near[0][level.rows, level.columns]), 0, height - 1).astype(np.int32)
        across = np.clip(level.columns + np.rint(near[1][level.rows, level.columns]), 0, width - 1).astype(np.int32)
        fits = level.whole[there, across]
        down, right = np.where(fits, there, down), np.where(fits, across, right)
    return down, right


def _improved(
    level: _Level, number: Places, places: tuple[Places, Places], rng: np.random.Generator, turn: int
) -> tuple[Places, Places]:
    """Try the neighbours' places, and some at random ever nearer; keep what is better."""
    height, width = level.whole.shape
    down, right = places
    error = level.error(down, right)
    step = 1 + turn % 2
    tries = [(dy * step, dx * step) for dy, dx in ((0, 1), (0, -1), (1, 0), (-1, 0))]
    for dy, dx in tries:
        beside = number[np.clip(level.rows - dy, 0, height - 1), np.clip(level.columns - dx, 0, width - 1)]
        there, across = down[beside] + dy, right[beside] + dx
        down, right, error = _better(level, (down, right, error), (there, across, beside >= 0))
    reach = max(height, width) / 2
    for _ in range(_SAMPLES):
        there = down + np.rint(rng.uniform(-reach, reach, len(down))).astype(np.int32)
        across = right + np.rint(rng.uniform(-reach, reach, len(down))).astype(np.int32)
        down, right, error = _better(level, (down, right, error), (there, across, np.ones(len(down), np.bool_)))
        reach /= 4
    return down, right


def _better(
    level: _Level, now: tuple[Places, Places, Floats], tried: tuple[Places, Places, Mask]
) -> tuple[Places, Places, Floats]:
    height, width = level.whole.shape
    there, across = np.clip(tried[0], 0, height - 1), np.clip(tried[1], 0, width - 1)
    allowed = tried[2] & level.whole[there, across]
    error = np.where(allowed, level.error(there, across), np.inf).astype(np.float32)
    wins = error < now[2]
    return np.where(wins, there, now[0]), np.where(wins, across, now[1]), np.where(wins, error, now[2])


def _painted(level: _Level, gone: Mask, number: Places, places: tuple[Places, Places]) -> Floats:
    """Each hidden pixel as the patches over it have it, on the average."""
    height, width = gone.shape
    total = np.zeros((len(level.rows), 3), np.float32)
    weight = np.zeros(len(level.rows), np.float32)
    for dy in (-1, 0, 1):
        for dx in (-1, 0, 1):
            beside = number[np.clip(level.rows - dy, 0, height - 1), np.clip(level.columns - dx, 0, width - 1)]
            there = np.clip(places[0][beside] + dy, 0, height - 1)
            across = np.clip(places[1][beside] + dx, 0, width - 1)
            counts = ((beside >= 0) & ~gone[there, across]) * np.float32(4.0 if dy == dx == 0 else 1.0)
            total += counts[:, None] * level.picture[there, across]
            weight += counts
    picture = level.picture.copy()
    seen = weight > 0
    picture[level.rows[seen], level.columns[seen]] = total[seen] / weight[seen, None]
    return picture


def _joined(picture: Floats, gone: Mask, places: tuple[Places, Places]) -> Floats:
    """The hidden part with the slopes of its places, and no step where it meets the rest, nor within it.

    Source: P. Pérez et al., Poisson image editing, SIGGRAPH 2003.
    """
    rows, columns = np.nonzero(gone)
    number = np.full(gone.shape, -1, np.int32)
    number[rows, columns] = np.arange(len(rows))
    system, told = _slopes(picture, number, (rows, columns), places)
    solved: Any = spsolve(system.tocsc(), told)
    result = picture.copy()
    result[rows, columns] = np.clip(solved, 0, 255)
    return result


def _slopes(
    picture: Floats, number: Places, at: tuple[NDArray[np.intp], NDArray[np.intp]], places: tuple[Places, Places]
) -> tuple[Any, Floats]:
    """One equation a hidden pixel: its differences from its neighbours are as at its place."""
    (height, width), (rows, columns), mine = number.shape, at, np.arange(len(at[0]))
    count = np.zeros(len(mine))
    told = np.zeros((len(mine), 3))
    beside: list[tuple[NDArray[Any], NDArray[Any]]] = []
    for dy, dx in ((0, 1), (0, -1), (1, 0), (-1, 0)):
        y, x = rows + dy, columns + dx
        inside = (y >= 0) & (y < height) & (x >= 0) & (x < width)
        y, x = np.clip(y, 0, height - 1), np.clip(x, 0, width - 1)
        there = np.clip(places[0] + dy, 0, height - 1), np.clip(places[1] + dx, 0, width - 1)
        slope = picture[places[0], places[1]] - picture[there]
        count += inside
        told += inside[:, None] * slope
        known = inside & (number[y, x] < 0)
        told[known] += picture[y[known], x[known]]
        hidden = inside & (number[y, x] >= 0)
        beside.append((mine[hidden], number[y[hidden], x[hidden]]))
    across = np.concatenate([one[0] for one in beside]), np.concatenate([one[1] for one in beside])
    off = coo_matrix((np.full(len(across[0]), -1.0), across), (len(mine), len(mine)))
    return off + diags(count + _HELD), told + _HELD * picture[rows, columns]


def _fetched(colour: Bytes, hidden: Mask, small: Floats, places: tuple[Floats, Floats]) -> Floats:
    """The light of the small copy with the picture's own detail, fetched from its places at full size, (H, W, 3)."""
    height, width = colour.shape[:2]
    grow = width / small.shape[1], height / small.shape[0]
    known, broad = (~hidden).astype(np.float32), max(1.0, 1.0 * grow[0])
    light = blurred(colour * known[..., None], broad) / np.maximum(blurred(known, broad), 1e-3)[..., None]
    detail = (colour - light) * known[..., None]
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    column, row = (x + 0.5) / grow[0] - 0.5, (y + 0.5) / grow[1] - 0.5
    left, top = np.floor(column), np.floor(row)
    result = blurred(spread(small, (width, height)), 0.45 * grow[0])
    for dy in (0, 1):
        for dx in (0, 1):
            share = np.abs(1 - dx - (column - left)) * np.abs(1 - dy - (row - top))
            rows = np.clip(top + dy, 0, small.shape[0] - 1).astype(np.int32)
            columns = np.clip(left + dx, 0, small.shape[1] - 1).astype(np.int32)
            from_x = x + places[1][rows, columns] * np.float32(grow[0])
            from_y = y + places[0][rows, columns] * np.float32(grow[1])
            result += share[..., None] * looked_up(single(detail), single(from_x), single(from_y))
    return np.asarray(np.clip(result, 0, 255), np.float32)
