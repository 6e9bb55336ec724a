"""Hair styles, read from ``resources/figures/hair.toml``.

Angles are degrees from the front of the head, growing to the figure's left; lengths in head units. A lock starts
at the whorl, follows the head for its length, and comes to a point.
"""

from functools import cache
from typing import Final

from msgspec import Struct, field

from studio.engine.vocabulary import read_table


class Lock(Struct, frozen=True):
    """One lock, or with ``count`` > 1 a fan of them from ``root`` to ``last``.

    root, tip: where it leaves the whorl and where it ends (tip: added to the root's angle). length: arc
    in head units; width: half width; clear: height above the scalp; lift: rise in the middle (volume);
    curl: inward turn of what hangs; flip: outward turn of its end; kick: a tip that stands off;
    wave: how far it swings to either side, and waves: how often; coil: radius of the ringlet it winds into, and
    turns: how often; vary: random share of length and angle in a fan.
    """

    root: float
    last: float | None = None
    count: int = 1
    tip: float = 0.0
    length: float = 1.0
    width: float = 0.1
    thick: float = 0.42
    clear: float = 0.0
    lift: float = 0.0
    curl: float = 0.0
    flip: float = 0.0
    kick: float = 0.0
    wave: float = 0.0
    waves: float = 1.1
    coil: float = 0.0
    turns: float = 3.0
    vary: float = 0.0
    sway: float = 0.6
    shape: str = "lock"
    rows: int = 8
    both: bool = False


class Pull(Struct, frozen=True):
    """A fan of locks combed back from the hairline, between two angles, to the point where they are tied.

    spread: how far to its own side of that point each ends, where nothing ties them. lift: volume in the middle.
    """

    to: tuple[float, float, float]
    root: float
    last: float
    count: int = 7
    width: float = 0.10
    clear: float = 0.012
    thick: float = 0.4
    spread: float = 0.0
    lift: float = 0.0
    shape: str = "pulled"
    both: bool = False


class Tail(Struct, frozen=True):
    """Hair gathered and tied: points of its middle line in head space, and its half width.

    both: mirrored on the other side. braid: plaited. coil: radius of the ringlet it is wound into.
    tie: a band in the accent colour at its root.
    """

    path: tuple[tuple[float, float, float], ...]
    width: float = 0.14
    strands: int = 3
    both: bool = False
    braid: bool = False
    coil: float = 0.0
    tie: bool = True
    sway: float = 1.2


class Bun(Struct, frozen=True):
    """Hair wound into a ball."""

    at: tuple[float, float, float]
    radius: float
    both: bool = False


class Puff(Struct, frozen=True):
    """Hair that stands off the head all round: a ball of tight curls, (x, y, z) its middle in head space.

    lumps: how many curls its outline shows, and how far they stand out as a share of its radius.
    """

    at: tuple[float, float, float]
    radius: float
    lumps: int = 60
    bumpy: float = 0.07


class Style(Struct, frozen=True):
    """A hair style. cap: arc length of the scalp's hair at front, temple, side and back, all 0 for a bald head;
    hug: how closely it follows the nape. fringe: locks over the brow that styles share (``figures/fringes.toml``).
    """

    cap: tuple[float, float, float, float] = (0.58, 0.62, 0.80, 1.0)
    hug: float = 0.2
    locks: tuple[Lock, ...] = ()
    pulls: tuple[Pull, ...] = ()
    tails: tuple[Tail, ...] = ()
    buns: tuple[Bun, ...] = ()
    puff: Puff | None = None
    fringe: str = ""
    like: tuple[str, ...] = field(default_factory=tuple)


class Fringe(Struct, frozen=True):
    """Locks over the brow and before the ears."""

    locks: tuple[Lock, ...]


@cache
def fringes() -> dict[str, Fringe]:
    """``figures/fringes.toml``."""
    return read_table("figures/fringes.toml", Fringe)


@cache
def styles() -> dict[str, Style]:
    """``figures/hair.toml``."""
    return read_table("figures/hair.toml", Style)


def style_of(name: str) -> Style:
    """A style by id; an unknown one is combed as a bob, or as the style that claims its name."""
    known = styles()
    claimed = (style for style in known.values() if name in style.like)
    return known.get(name) or next(claimed, known["bob"])


_AROUND_THE_BACK: Final = Style(
    cap=(0.0, 0.0, 0.0, 0.0),
    pulls=(
        Pull((-0.50, 0.0, 0.56), 68, 124, 8, 0.105, 0.016, 0.38, 0.10, shape="swept", both=True),
        Pull((-0.48, 0.0, 0.36), 76, 150, 8, 0.105, 0.012, 0.42, 0.08, shape="swept", both=True),
    ),
)


def grown_style(name: str, build: str) -> Style:
    """The style of somebody's hair: an old head that is bald keeps a wreath of it over the ears and round the back."""
    style = style_of(name)
    return _AROUND_THE_BACK if build == "elder" and style is styles()["bald"] else style


def loose_locks(style: Style) -> tuple[Lock, ...]:
    """The locks that hang, with those of the style's fringe."""
    return (*style.locks, *(fringes()[style.fringe].locks if style.fringe else ()))
