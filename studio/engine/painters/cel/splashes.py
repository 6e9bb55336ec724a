"""What water does where something goes in: crown, drops and rings, drawn from the performance's own contacts."""

from dataclasses import dataclass, replace
from typing import Final

import moderngl
import numpy as np

from studio.engine.painters.cel.canvas import OVER, Canvas, put
from studio.engine.performance import ContactKind, Performance, PropTrack
from studio.engine.vocabulary import Pool, PropKind, prop_kinds, set_kinds, times_usual

_STRIPS: Final = 72
_DROPS: Final = 44
_RINGS: Final = 4
_CROWN_S: Final = 1.5
_RINGS_S: Final = 4.0
_LAPS_S: Final = 0.9
_LEAST_M: Final = 0.07
_MOST_M: Final = 1.3
_LAPPING: Final = 0.5
_CRESTS: Final = 2.6


@dataclass(frozen=True)
class Splash:
    """Where and when something went in, and how large the crown is in metres.

    strength: 0 to 1, of its rings; lift_m: how far they lie above the surface, to clear the crests painted on it.
    """

    time: float
    place: tuple[float, float, float]
    size_m: float
    number: int
    strength: float = 0.9
    crown: bool = True
    lift_m: float = 0.012


def crown_m(impulse: float) -> float:
    """How large a crown an impulse (N s) throws up: the displaced momentum grows with the cube of the size."""
    return float(np.clip(0.25 * impulse ** (1 / 3), _LEAST_M, _MOST_M))


def splashes(performance: Performance) -> tuple[Splash, ...]:
    """Every splash of a shot, and the rings that floating things send out as they bob."""
    kind = set_kinds().get(performance.setting.set)
    pools = kind.water if kind is not None else ()
    lift = 0.012 + _CRESTS * max((pool.waves_m for pool in pools), default=0.0)
    entries = [
        Splash(contact.time, contact.position, crown_m(contact.impulse), number, lift_m=lift)
        for number, contact in enumerate(performance.contacts)
        if contact.kind is ContactKind.SPLASH
    ]
    lapping = [
        replace(ring, lift_m=lift) for track in performance.props for ring in _lapping(track, pools, performance)
    ]
    return (*entries, *lapping)


def _lapping(track: PropTrack, pools: tuple[Pool, ...], performance: Performance) -> list[Splash]:
    """Small rings round a floating thing, one every second or so."""
    kind = prop_kinds().get(track.prop.kind, prop_kinds()["unknown"])
    step = max(1, round(_LAPS_S * performance.fps))
    rings: list[Splash] = []
    if not pools:
        return rings
    for frame in range(-3 * step, performance.frames, step):
        x, y, z = (float(part) for part in track.position[max(frame, 0)])
        level = _level(pools, (x, y, z), kind)
        if level is not None:
            size = 0.55 * sorted(kind.size_m)[1] * times_usual(track.prop)
            rings.append(Splash(frame / performance.fps, (x, y, level), size, len(rings), _LAPPING, crown=False))
    return rings


def _level(pools: tuple[Pool, ...], place: tuple[float, float, float], kind: PropKind) -> float | None:
    """The height of the water that a thing floats in; None if it does not."""
    for pool in pools:
        left, right, near, far = pool.bounds_m
        inside = left < place[0] < right and near < place[1] < far
        if inside and abs(place[2] - pool.surface_m) < 0.5 * sorted(kind.size_m)[1] + pool.waves_m:
            return pool.surface_m + 0.4 * pool.waves_m
    return None


class SplashPainter:
    """Draws splashes into whatever target is in use."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas

    def draw(self, every: tuple[Splash, ...], time: float) -> None:
        """All that is under way at a time of the shot."""
        for splash in every:
            age = time - splash.time
            if not 0.0 <= age < _RINGS_S:
                continue
            self._canvas.state(moderngl.DEPTH_TEST, OVER)
            self._part(splash, age, _RINGS if splash.crown else 1, "RINGS")
            if splash.crown and age < _CROWN_S:
                self._part(splash, age, _STRIPS, "CROWN")
                self._part(splash, age, _DROPS, "DROPS")

    def _part(self, splash: Splash, age: float, count: int, name: str) -> None:
        program = self._canvas.programs.get("entry_vertex.glsl", "entry_fragment.glsl", name)
        put(program, splash=(*splash.place, splash.size_m))
        put(program, course=(age, float(splash.number), splash.strength, splash.lift_m))
        self._canvas.points(program, count * 6, moderngl.TRIANGLES)
