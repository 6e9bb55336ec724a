"""Performance capture on a recorded camera in real time: pictures a second, delay, and how far behind its filter is."""

import threading
import time
from collections.abc import Iterator
from typing import Final

import numpy as np

from studio.bench.figures import Figure, at_least, at_most
from studio.bench.sitters import Shown, sitter
from studio.bench.sitters_moving import Doing, Person
from studio.cameo.capture.live import News, Sources, Watched, Watcher
from studio.cameo.capture.recorded import Pictures
from studio.cameo.capture.taking import Taking
from studio.cameo.faces.expression import Pose
from studio.cameo.faces.found import Picture
from studio.cameo.faces.mesh import MeshFinder
from studio.engine.jobs import JobEvent, Turn, Turned
from studio.engine.painters.cel.painter import CelPainter
from studio.engine.painters.painter import Size
from studio.engine.puppet import Seen
from studio.engine.sitting import Sitting, Stance
from studio.engine.thread import Engine
from studio.engine.turntable import ACTED, Turning
from studio.engine.workshop import Workshop
from studio.timeline.film import CastId, CastMember, Look, Voice

_FPS: Final = 30
_SECONDS: Final = 10
_SWING_HZ: Final = 0.4
_LEAST_FPS, _MOST_MS = 24, 120
_SETTLED_S: Final = 3.0
_SIZE: Final = Size(352, 416)


def acting() -> Iterator[Figure]:
    """A head that swings to and fro, watched, followed and drawn as it comes."""
    pictures = [_picture(number) for number in range(_FPS * _SECONDS)]
    taking, seen = Taking(), [Seen(Taking().follower.see(None, 0.0), -1.0)]
    followed: list[tuple[float, float]] = []
    found: list[float] = []
    over = threading.Event()

    def hear(news: News) -> None:
        if isinstance(news, Watched):
            moves = taking.see(news.faces, news.at, news.sound, news.rate)
            found.append(time.perf_counter() - news.taken)
            seen[0] = Seen(moves, news.taken)
            followed.append((news.at, moves.yaw))
        else:
            over.set()

    shown: list[tuple[float, float]] = []

    def deliver(event: JobEvent) -> None:
        if isinstance(event, Turned) and event.seen is not None and event.seen > 0:
            shown.append((time.perf_counter(), event.seen))

    engine = Engine(deliver, Workshop())
    member = CastMember(CastId("hana"), "Hana", Look(), Voice())
    engine.submit(Turn(Sitting(member), _SIZE, lambda: Stance(0.0, 0.05, 0.86), lambda: seen[0]))
    watcher = Watcher(
        Sources(lambda: Pictures(pictures, _FPS, live=True), None, lambda: MeshFinder(most=1)), hear, measure=False
    )
    over.wait(4 * _SECONDS)
    watcher.join()
    engine.close()
    yield from _figures(shown, followed, found)
    yield from _work(pictures, member)


def _work(pictures: list[Picture], member: CastMember) -> Iterator[Figure]:
    """What one picture costs, one after the other: on a machine that does nothing else it takes no longer than that."""
    finder, taking = MeshFinder(most=1), Taking()
    turning, cel = Turning(), CelPainter()
    view = turning.driven(Sitting(member), (), _SIZE, cel)
    stance = Stance(0.0, 0.05, 0.86)
    busy: list[float] = []
    for number, picture in enumerate(pictures[: 4 * _FPS]):
        since = time.process_time()
        moves = taking.see(finder.find(picture), number / _FPS, np.zeros(0, np.float32), 0)
        view.frame(moves, number, stance, ACTED)
        busy.append(time.process_time() - since)
    finder.close()
    cel.close()
    yield at_most(
        "acting: processor time from camera to picture", 1000 * float(np.median(busy)), "ms", 1000 / _LEAST_FPS
    )


def _figures(
    shown: list[tuple[float, float]], followed: list[tuple[float, float]], found: list[float]
) -> Iterator[Figure]:
    settled = [one for one in shown if one[0] > shown[0][0] + _SETTLED_S]
    delays = np.array([at - taken for at, taken in settled])
    span = settled[-1][0] - settled[0][0]
    yield at_least("acting: pictures drawn a second", (len(settled) - 1) / span, "fps", _LEAST_FPS)
    yield at_most("acting: from camera to picture, median", 1000 * float(np.median(delays)), "ms", _MOST_MS)
    yield at_most("acting: from camera to picture, 95 of 100 below", 1000 * float(np.quantile(delays, 0.95)), "ms", 200)
    yield Figure("acting: of that, finding the face", 1000 * float(np.median(found)), "ms")
    yield at_most("acting: how far the filter is behind", 1000 * _behind(followed), "ms", 60)


def _behind(followed: list[tuple[float, float]]) -> float:
    """By how many seconds the followed turn lags behind the one that was acted: the shift at which they agree best."""
    times = np.array([at for at, _ in followed if at > _SETTLED_S])
    yaws = np.array([yaw for at, yaw in followed if at > _SETTLED_S])
    shifts = np.arange(0.0, 0.3, 0.005)
    away = [float(np.abs(yaws - yaws.mean() - _yaw(times - shift)).mean()) for shift in shifts]
    return float(shifts[int(np.argmin(away))])


def _yaw(times: np.ndarray[tuple[int], np.dtype[np.float64]]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return 25 * np.sin(2 * np.pi * _SWING_HZ * np.maximum(times - 1.0, 0))


def _picture(number: int) -> Picture:
    now = np.array([number / _FPS])
    return sitter(
        Person(), Doing(Pose(float(_yaw(now)[0]), 0, 0), blink=float(number % 60 < 3)), Shown(seed=number % 40)
    )
