"""A face in front of a camera drives a character, and is kept as acting that can be edited."""

import threading
import wave
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from studio.bench.sitters import Shown, sitter
from studio.bench.sitters_moving import Doing, Person
from studio.cameo.capture.devices import Frame, camera_lost
from studio.cameo.capture.live import Ended, Lost, News, Sources, Watched, Watcher
from studio.cameo.capture.recorded import Followed, Pictures, Sound
from studio.cameo.capture.taking import Taking
from studio.cameo.faces.boxes import BoxFinder
from studio.cameo.faces.expression import Pose
from studio.cameo.faces.mesh import MeshFinder
from studio.timeline.capturing import CapturedKey

FPS = 24


def doing_at(time: float) -> Doing:
    """At rest for a second, then a turn to the left, a blink at 1.5 s, and at 2 s the mouth opens with a sound."""
    turn = 25 * np.clip((time - 1.0) * 4, 0, 1)
    return Doing(
        Pose(float(turn), 0, 0), blink=1.0 if 1.5 <= time < 1.6 else 0.0, mouth=1.0 if 2.0 <= time < 2.3 else 0.0
    )


@pytest.fixture(scope="module")
def pictures() -> list[np.ndarray]:
    return [sitter(Person(), doing_at(i / FPS), Shown(seed=i)) for i in range(int(2.6 * FPS))]


def clap() -> np.ndarray:
    sound = np.zeros(int(2.6 * 16_000), np.float32)
    sound[32_000:36_800] = 0.5 * np.sin(np.arange(4800) * 0.2)
    return sound


@pytest.fixture(scope="module")
def taken(pictures: list[np.ndarray], tmp_path_factory: pytest.TempPathFactory) -> tuple[CapturedKey, Path]:
    """What was recorded on the watcher's own thread, and the wave file of it."""
    taking, done = Taking(), threading.Event()
    camera = Followed(Pictures(pictures, FPS))

    def hear(news: News) -> None:
        match news:
            case Watched():
                if taking.follower.rest is not None and not taking.recording:
                    taking.begin()
                taking.see(news.faces, news.at, news.sound, news.rate)
            case Ended() | Lost():
                done.set()

    sources = Sources(lambda: camera, lambda: Sound(clap(), 16_000, lambda: camera.at), MeshFinder)
    watcher = Watcher(sources, hear, measure=False)
    assert done.wait(30)
    watcher.join()
    path = tmp_path_factory.mktemp("taken") / "voice.wav"
    assert taking.save_sound(path)
    return taking.end("hana", Fraction(0), FPS), path


def test_what_was_done_is_kept_at_the_films_rate(taken: tuple[CapturedKey, Path]) -> None:
    key, _ = taken
    yaws = np.array([one.yaw for one in key.moves])
    assert abs(yaws[:6]).max() < 4
    assert abs(np.median(yaws[-8:]) - 25) < 5
    assert min(one.lids for one in key.moves) < 0.2
    assert max(one.mouth for one in key.moves) > 0.5


def test_sound_and_mouth_begin_within_two_frames(taken: tuple[CapturedKey, Path]) -> None:
    key, path = taken
    with wave.open(str(path)) as file:
        sound = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        heard = float(np.flatnonzero(np.abs(sound) > 3000)[0]) / file.getframerate()
    mouths = np.array([one.mouth for one in key.moves])
    seen = float(np.flatnonzero(mouths > 0.4)[0]) / FPS
    assert abs(heard - seen) <= 2 / FPS


class Unplugged:
    """A camera that is pulled out after its third picture."""

    def __init__(self, pictures: list[np.ndarray]) -> None:
        self._left = iter(pictures[:3])
        self.closed = False

    def read(self) -> Frame | None:
        picture = next(self._left, None)
        if picture is None:
            raise camera_lost("The camera")
        return Frame(picture, 0.0)

    def close(self) -> None:
        self.closed = True


def test_where_faces_are_only_found_it_says_so_and_opens_no_camera() -> None:
    """The cascades tell where a face is, not what it does: a capture with them would let a photograph through."""
    heard: list[News] = []
    done = threading.Event()

    def hear(news: News) -> None:
        heard.append(news)
        done.set()

    opened: list[str] = []
    watcher = Watcher(Sources(lambda: opened.append("camera") or Pictures((), 1), None, BoxFinder), hear, measure=True)
    assert done.wait(30)
    watcher.join()
    assert isinstance(heard[0], Lost)
    assert "not read what they do" in heard[0].what
    assert opened == []


def test_an_unplugged_camera_is_one_sentence_and_let_go(pictures: list[np.ndarray]) -> None:
    heard: list[News] = []
    done = threading.Event()
    camera = Unplugged(pictures)

    def hear(news: News) -> None:
        heard.append(news)
        if not isinstance(news, Watched):
            done.set()

    watcher = Watcher(Sources(lambda: camera, None, MeshFinder), hear, measure=False)
    assert done.wait(30)
    watcher.join()
    assert len(heard) == 4
    assert heard[-1] == Lost("The camera was unplugged.", "Plug it in again: you go on from the step you were at.")
    assert camera.closed
