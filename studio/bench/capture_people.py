"""Whole captures, attacks on them, and whether a face is the same person's throughout."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from studio.bench.figures import Figure, at_least, at_most
from studio.bench.performers import Performer, Play, Speaker, perform, replayed
from studio.bench.sitters import Shown, reshaped, sitter
from studio.bench.sitters_moving import Doing
from studio.cameo.capture.checks import Seen
from studio.cameo.capture.hearing import RATE
from studio.cameo.capture.judging import Moment, neutral_of, stranger
from studio.cameo.capture.session import begun
from studio.cameo.faces.expression import Pose
from studio.cameo.faces.measures import Measures, measured
from studio.cameo.faces.mesh import MeshFinder

_CAPTURES: Final = 4
_PEOPLE: Final = 60
_PICTURES: Final = 9
_FPS: Final = 8
_SPEAKERS: Final = (
    ("en", "f2", 60),
    ("ja", "m3", 40),
    ("es", "f4", 70),
    ("de", "m7", 35),
    ("fr", "f2", 45),
    ("ko", "m3", 30),
)


def whole_captures() -> Iterator[Figure]:
    """How many people get through, how long it takes them, and how many attacks do."""
    finder = MeshFinder()
    runs = [
        perform(Performer(reshaped(n), Speaker(*_SPEAKERS[n])), finder, begun(n, RATE), Play(fps=_FPS))
        for n in range(_CAPTURES)
    ]
    yield at_least("whole captures that succeed", 100 * float(np.mean([run.session.done for run in runs])), "%", 80)
    yield at_most("their time, longest", max(run.frames / _FPS for run in runs), "s", 60)
    through = [replayed(run.recording, finder, seed + 100).done for seed, run in enumerate(runs)]
    yield at_most(f"recordings with other numbers that get through, of {len(through)}", float(sum(through)), "", 0)
    stills = [
        perform(Performer(reshaped(n), looks=_still), finder, begun(n, RATE), Play(fps=_FPS))
        for n in range(_CAPTURES // 2)
    ]
    still = sum(run.session.done for run in stills)
    yield at_most(f"still photographs that get through, of {len(stills)}", float(still), "", 0)
    finder.close()
    yield from _same_and_other()


def _still(_asked: str) -> str:
    return "still"


def _same_and_other() -> Iterator[Figure]:
    finder = MeshFinder(following=False)
    faces = [(_face(finder, n, 0), _face(finder, n, 1)) for n in range(_PEOPLE)]
    neutrals = [neutral_of([Moment(0.0, Seen(1, one)) for one in first]) for first, _ in faces]
    same = [stranger(again, rest) for (_, again), rest in zip(faces, neutrals, strict=True) if rest is not None]
    other = [
        stranger(faces[(n + 1 + step) % _PEOPLE][1], rest)
        for n, rest in enumerate(neutrals)
        if rest is not None
        for step in (0, 7, 13, 29)
    ]
    yield at_least(f"the same person taken for the same ({len(same)})", 100 - 100 * float(np.mean(same)), "%", 97)
    yield at_least(f"another person noticed ({len(other)})", 100 * float(np.mean(other)), "%", 90)
    finder.close()


def _face(finder: MeshFinder, number: int, time: int) -> list[Measures]:
    """Some pictures of one person, who talks and moves a little."""
    rng = np.random.default_rng(2 * number + time)
    light = float(np.random.default_rng(number).uniform(0.75, 1.1))
    found: list[Measures] = []
    for picture in range(_PICTURES):
        yaw, pitch, roll = (float(angle) for angle in rng.uniform(-6, 6, 3))
        doing = Doing(Pose(yaw, pitch, roll), smile=float(rng.uniform(0, 0.5)), mouth=float(rng.uniform(0, 0.6)))
        image = sitter(reshaped(number), doing, Shown(size=0.5, light=light, seed=picture + 50 * time))
        faces = finder.find(image)
        one = measured(image, faces[0]) if faces else None
        if one is not None:
            found.append(one)
    return found
