"""What a capture's checks let through and refuse, how well faces and numbers are read, and how fast acting follows.

People are made of one photograph (``sitters.py``), voices by espeak-ng: what is measured here says how the checks
work, not how they do on everybody. See docs/benchmarks/capture.md.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from studio.bench.capture_acting import acting
from studio.bench.capture_hearing import hearing
from studio.bench.capture_people import whole_captures
from studio.bench.figures import Figure, at_least, at_most
from studio.bench.sitters import Shown, reshaped, sitter
from studio.bench.sitters_moving import Doing
from studio.cameo.capture.checks import Check, Seen, fault_in, faults_of, values_of
from studio.cameo.faces.expression import Pose, pose_of
from studio.cameo.faces.found import Picture
from studio.cameo.faces.measures import measured
from studio.cameo.faces.mesh import MeshFinder

CASES: Final = 100
"""Good ones, and as many bad ones of each kind."""
Maker = Callable[[np.random.Generator, int], Shown]


def measure() -> tuple[Figure, ...]:
    """Every figure of docs/benchmarks/capture.md."""
    return tuple(figures())


def figures() -> Iterator[Figure]:
    """The figures one after the other, as they are measured."""
    finder = MeshFinder(following=False)
    yield from _pictures(finder)
    yield from _yaws(finder)
    finder.close()
    yield from hearing()
    yield from whole_captures()
    yield from acting()


def _pictures(finder: MeshFinder) -> Iterator[Figure]:
    good = [_seen(finder, _taken(number, _good)) for number in range(CASES)]
    yield at_least("good pictures taken as they are", _share([not faults_of(one) for one in good]), "%", 95)
    for check in _BAD:
        yield at_least(f"{check.value}: good ones accepted", _share([_passes(check, one) for one in good]), "%", 97)
    glasses = [_seen(finder, _taken(number, _wearing("glasses"))) for number in range(CASES)]
    passed = _share([_passes(Check.EYES_SEEN, one) for one in glasses])
    yield at_least("eyes_seen: clear glasses accepted", passed, "%", 97)
    for check, maker in _BAD.items():
        bad = [_seen(finder, _taken(number, maker)) for number in range(CASES)]
        # Where no face is found at all the picture is refused, too: as one without a face.
        refused = [one.faces != 1 or not _passes(check, one) for one in bad]
        yield at_least(f"{check.value}: bad ones refused", _share(refused), "%", 95)
    two = [_seen(finder, _pair(number)) for number in range(CASES)]
    yield at_least("one_face: two people refused", _share([one.faces != 1 for one in two]), "%", 97)


def _yaws(finder: MeshFinder) -> Iterator[Figure]:
    """How far the head's turn is from the one it was drawn with, on many people."""
    errors: list[float] = []
    for number in range(CASES):
        rng = np.random.default_rng(number)
        yaw = float(rng.uniform(-40, 40))
        faces = finder.find(sitter(reshaped(number), Doing(Pose(yaw, 0, 0)), _good(rng, number)))
        points = faces[0].points if faces else None
        if points is not None:
            errors.append(abs(pose_of(points).yaw - yaw))
    yield at_most("yaw error, mean, -40 to 40 degrees", float(np.mean(errors)), "deg", 4)
    yield at_most("yaw error, 95 of 100 below", float(np.quantile(errors, 0.95)), "deg", 8)


def _seen(finder: MeshFinder, picture: Picture) -> Seen:
    faces = finder.find(picture)
    return Seen(len(faces), measured(picture, faces[0]) if len(faces) == 1 else None)


def _passes(check: Check, seen: Seen) -> bool:
    return seen.measures is not None and fault_in(check, values_of(seen.measures)[check]) is None


def _taken(number: int, maker: Maker) -> Picture:
    rng = np.random.default_rng(number)
    yaw, pitch, roll = (float(angle) for angle in rng.uniform(-6, 6, 3))
    doing = Doing(Pose(yaw, pitch, roll), smile=float(rng.uniform(0, 1)), mouth=max(0.0, float(rng.uniform(-0.5, 0.5))))
    return sitter(reshaped(number), doing, maker(rng, number))


def _pair(number: int) -> Picture:
    rng = np.random.default_rng(number)
    sides = [
        sitter(reshaped(2 * number + side), Doing(), Shown(width=160, size=float(rng.uniform(0.3, 0.42)), seed=number))
        for side in (0, 1)
    ]
    return np.hstack(sides)


def _good(rng: np.random.Generator, number: int) -> Shown:
    return Shown(
        size=float(rng.uniform(0.4, 0.6)),
        light=float(rng.uniform(0.75, 1.1)),
        side=float(rng.uniform(-0.2, 0.2)),
        noise=float(rng.uniform(2, 8)),
        seed=number,
    )


def _wearing(thing: str) -> Maker:
    def shown(rng: np.random.Generator, number: int) -> Shown:
        return _with(_good(rng, number), wears=(thing,))

    return shown


def _with(shown: Shown, **changes: object) -> Shown:
    return replace(shown, **changes)  # pyright: ignore[reportArgumentType]


_BAD: Final[dict[Check, Maker]] = {
    Check.LARGE: lambda rng, number: _with(_good(rng, number), size=float(rng.uniform(0.14, 0.24))),
    Check.MIDDLE: lambda rng, number: _with(_good(rng, number), shift=(float(rng.choice([-0.3, 0.3])), 0.0)),
    Check.SHARP: lambda rng, number: _with(_good(rng, number), blur=float(rng.uniform(3.2, 5.0))),
    Check.LIGHT: lambda rng, number: _with(_good(rng, number), light=float(rng.uniform(0.08, 0.22))),
    Check.GLARE: lambda rng, number: _with(_good(rng, number), light=float(rng.uniform(2.4, 3.2))),
    Check.EVEN: lambda rng, number: _with(_good(rng, number), side=float(rng.choice([-1.2, 1.4]))),
    Check.EYES_SEEN: _wearing("sunglasses"),
    Check.NO_HAT: lambda rng, number: _with(_good(rng, number), wears=(str(rng.choice(["hat", "beanie"])),)),
}


def _share(passed: list[bool]) -> float:
    return 100 * float(np.mean(passed))
