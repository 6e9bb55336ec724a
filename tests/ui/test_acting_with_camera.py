"""The artist acts in front of the camera: somebody of the cast follows, and the recording goes into the shot."""

import wave
from pathlib import Path

import numpy as np
import pytest
from desk import HANA, Desk
from pytestqt.qtbot import QtBot
from recorded_devices import NoDevices, RecordedDevices

from studio.bench.sitters import Shown, sitter
from studio.bench.sitters_moving import Doing, Person
from studio.cameo.capture.hearing import RATE
from studio.cameo.faces.expression import Pose
from studio.engine.jobs import Dub, Dubbed, Turn
from studio.timeline.acting import of_kind
from studio.timeline.capturing import CapturedKey
from studio.timeline.dubbing import lines_of
from studio.timeline.film import Recording, Seconds
from studio.ui.capture.acting_dialog import NO_CAMERA, ActingDialog
from studio.ui.theme import DARK

FPS = 12
LONG_MS = 30_000


@pytest.fixture(scope="module")
def devices() -> RecordedDevices:
    """Two seconds at rest, then the head turns to the left for two."""
    doings = [Doing(Pose(float(28 * np.clip(i / FPS - 2, 0, 1)), 0, 0)) for i in range(4 * FPS)]
    pictures = [sitter(Person(), doing, Shown(seed=i)) for i, doing in enumerate(doings)]
    sound = (0.2 * np.sin(np.arange(4 * RATE) * 0.2)).astype(np.float32)
    return RecordedDevices(pictures, sound, FPS)


def test_what_is_acted_drives_the_cast_and_goes_into_the_shot(
    desk: Desk, qtbot: QtBot, devices: RecordedDevices
) -> None:
    session = desk.window.session
    dialog = ActingDialog(session, desk.window.work, devices, DARK, desk.window)
    heard: list[str] = []
    dialog.took.connect(lambda path, shot, who: heard.extend((str(path), shot, who)))

    def begin_once_at_rest(_news: object) -> None:
        follow = dialog._follow
        if follow is not None and follow.taking.follower.rest is not None and not dialog.record.isChecked():
            dialog.watching.arrived.disconnect(begin_once_at_rest)
            dialog.record.setChecked(True)

    dialog.watching.arrived.connect(begin_once_at_rest)
    levels: list[bool] = []
    dialog.watching.arrived.connect(lambda _news: levels.append(dialog.meter.at_rest))
    with qtbot.waitExposed(dialog):
        dialog.show()
    assert dialog.member is not None
    assert dialog.member.id == HANA
    qtbot.waitUntil(lambda: "are in the shot" in dialog.sentence.text(), timeout=LONG_MS)
    assert session.chosen is not None
    assert not all(levels), "how loud they are is shown"
    (key,) = of_kind(session.chosen.acting, CapturedKey, str(HANA))
    assert key.fps == session.film.fps
    assert abs(key.moves[-1].yaw - 28) < 6
    driven = [one for one in desk.engine.asked if isinstance(one, Turn) and one.puppet is not None]
    assert driven
    shown = driven[-1].puppet()
    assert shown is not None
    assert abs(shown.moves.yaw - 28) < 6
    with wave.open(heard[0]) as file:
        assert abs(file.getnframes() / file.getframerate() - float(key.seconds)) < 0.3
    assert heard[1:] == [str(session.chosen.id), str(HANA)]
    session.undo()
    assert session.chosen.acting == ()
    dialog.close()


def test_without_a_camera_it_says_so(desk: Desk, qtbot: QtBot) -> None:
    dialog = ActingDialog(desk.window.session, desk.window.work, NoDevices(), DARK, desk.window)
    with qtbot.waitExposed(dialog):
        dialog.show()
    qtbot.waitUntil(lambda: dialog.sentence.text() == NO_CAMERA)
    assert not dialog.record.isEnabled()
    dialog.close()


def test_what_was_said_speaks_the_line_of_whoever_was_acted_at_that_moment(desk: Desk, tmp_path: Path) -> None:
    desk.settle()
    film = desk.film
    shot = next(one for one in film.shots if lines_of(one))
    whose = lines_of(shot)[0].who
    desk.window.session.choose(shot.id)
    capturing = desk.window.capturing
    path = tmp_path / "acted.wav"
    stranger = next(one.id for one in film.cast if one.id != whose)
    said: list[str] = []
    desk.window.session.said.connect(said.append)
    capturing._on_took(path, str(shot.id), str(stranger))
    assert not desk.engine.pending(Dub), "nobody's line is spoken by another"
    assert "says nothing in this shot" in said[-1]
    capturing._on_took(path, str(shot.id), str(whose))
    job = desk.engine.pending(Dub)[0]
    desk.engine.deliver(Dubbed(job, Recording("voices/ab.wav", "ab" * 32, 3.5), 1.25))
    desk.engine.end(job)
    desk.bot.waitUntil(lambda: lines_of(desk.film.shot(shot.id))[0].recording is not None)
    after = desk.film.shot(shot.id)
    assert lines_of(after)[0].at == Seconds(5, 4)
    assert float(after.duration) >= 1.25 + 3.5
    desk.window.session.undo()
    assert desk.film.shot(shot.id) == shot
