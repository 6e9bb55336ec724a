"""A person makes a cameo in the window: reads, goes through the steps, looks at their double, and keeps it."""

from collections.abc import Iterator

import pytest
from desk import FakeEngine
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from recorded_devices import SEED, NoDevices, RecordedDevices, whole_capture

from studio.cameo.capture.devices import Camera, Device, Frame, camera_lost
from studio.cameo.double.making import Made
from studio.errors import InvalidRequest
from studio.ui.bridge import EngineBridge
from studio.ui.capture.capture_page import NO_CAMERA, NO_MICROPHONE
from studio.ui.capture.consent_page import UNDER_AGE
from studio.ui.capture.wizard import CameoWizard
from studio.ui.theme import DARK
from studio.ui.work import Work

LONG_MS = 40_000


class Shelf:
    """Where finished doubles are put, as ``CameoKeeping`` says; some handles are taken."""

    def __init__(self) -> None:
        self.minors_may = False
        self.kept: dict[str, Made] = {}

    def keep(self, made: Made, name: str, handle: str, *, adult: bool) -> None:
        if handle == "taken":
            raise InvalidRequest("You have a cameo called @taken already.", "Choose another handle.")
        assert adult
        self.kept[handle] = made


@pytest.fixture(scope="module")
def devices() -> RecordedDevices:
    return whole_capture()


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def work(qtbot: QtBot) -> Iterator[Work]:
    bridge = EngineBridge()
    engine = FakeEngine(bridge.deliver)
    work = Work(engine, bridge)
    yield work
    work.close()
    work.deleteLater()
    bridge.deleteLater()


def opened(qtbot: QtBot, devices: RecordedDevices, shelf: Shelf, work: Work) -> CameoWizard:
    wizard = CameoWizard(devices, shelf, work, DARK, draw=lambda: SEED)
    with qtbot.waitExposed(wizard):
        wizard.show()
    return wizard


def agree(qtbot: QtBot, wizard: CameoWizard) -> None:
    wizard.consent.adult.click()
    wizard.consent.mine.click()
    qtbot.mouseClick(wizard.consent.go_on, Qt.MouseButton.LeftButton)


def test_from_the_consent_text_to_a_double_that_is_kept(
    qtbot: QtBot, devices: RecordedDevices, shelf: Shelf, work: Work
) -> None:
    wizard = opened(qtbot, devices, shelf, work)
    asked: set[str] = set()
    wizard.capture.watching.arrived.connect(lambda _step: asked.add(wizard.capture.say.text()))
    agree(qtbot, wizard)
    qtbot.waitUntil(wizard.double.isVisible, timeout=LONG_MS)
    assert any("Read each number aloud" in words for words in asked)
    assert not wizard.double.keep.isEnabled()
    assert wizard.double.form.lines["hair_style"].control.currentText() == "Bob"
    wizard.double.form.lines["jaw"].tell(0.5)
    wizard.double.name.setText("Mika")
    wizard.double.handle.setText("@taken")
    wizard.double.keep.click()
    assert wizard.sentence.text() == "You have a cameo called @taken already. Choose another handle."
    wizard.double.handle.setText("@mika")
    with qtbot.waitSignal(wizard.finished):
        wizard.double.keep.click()
    made = shelf.kept["mika"]
    assert made.double.look.jaw == 0.5
    assert made.double.voice.style is not None
    assert len(made.references) == 5


def test_nothing_is_opened_before_it_is_agreed_to(
    qtbot: QtBot, devices: RecordedDevices, shelf: Shelf, work: Work
) -> None:
    wizard = opened(qtbot, devices, shelf, work)
    assert not wizard.consent.go_on.isEnabled()
    wizard.consent.mine.click()
    assert not wizard.consent.go_on.isEnabled()
    assert wizard.consent.sentence.text() == UNDER_AGE
    assert wizard.capture.pickers.camera is None
    wizard.close()


def test_no_camera_and_a_busy_one_are_a_sentence(qtbot: QtBot, shelf: Shelf, work: Work) -> None:
    wizard = opened(qtbot, NoDevices(), shelf, work)
    agree(qtbot, wizard)
    qtbot.waitUntil(lambda: wizard.capture.advice.text() == NO_CAMERA)
    wizard.close()
    busy = RecordedDevices((), whole_silence(), busy=True)
    wizard = opened(qtbot, busy, shelf, work)
    agree(qtbot, wizard)
    qtbot.waitUntil(lambda: wizard.capture.advice.text().startswith("Webcam is used by another program."))
    busy.busy = False
    wizard.close()


def whole_silence():
    import numpy as np

    return np.zeros(16_000, np.float32)


def test_a_recording_that_ends_early_can_be_gone_on_with(
    qtbot: QtBot, devices: RecordedDevices, shelf: Shelf, work: Work
) -> None:
    """The camera is pulled out in the second step; looking again goes on from there, not from the beginning."""
    cut = RecordedDevices(devices._pictures[:60], devices._sound)
    wizard = opened(qtbot, cut, shelf, work)
    agree(qtbot, wizard)
    qtbot.waitUntil(lambda: "over before the steps were" in wizard.capture.advice.text(), timeout=LONG_MS)
    steps: list[str] = []
    wizard.capture.watching.arrived.connect(lambda _step: steps.append(wizard.capture.step.text()))
    wizard.capture.pickers.again.click()
    qtbot.waitUntil(lambda: len(steps) > 3, timeout=LONG_MS)
    assert set(steps[1:]) == {"Step 2 of 6"}
    wizard.close()


class Deaf(RecordedDevices):
    """A camera, and no microphone; the system fails when it is asked for one."""

    def microphones(self) -> tuple[Device, ...]:
        raise OSError("the sound server is gone")


class Program(RecordedDevices):
    """A program that passes for a camera."""

    def cameras(self) -> tuple[Device, ...]:
        return (Device("recording", "OBS Virtual Camera", virtual=True),)


def test_without_a_microphone_nothing_is_begun_and_that_is_a_sentence(
    qtbot: QtBot, devices: RecordedDevices, shelf: Shelf, work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    wizard = opened(qtbot, Deaf(devices._pictures, devices._sound), shelf, work)
    with caplog.at_level("CRITICAL"):
        agree(qtbot, wizard)
        qtbot.waitUntil(lambda: wizard.capture.advice.text() == NO_MICROPHONE)
    assert wizard.capture._going is None
    assert wizard.capture.pickers.again.isEnabled(), "one may look again"
    wizard.close()


def test_that_a_camera_is_a_program_stays_said(
    qtbot: QtBot, devices: RecordedDevices, shelf: Shelf, work: Work
) -> None:
    wizard = opened(qtbot, Program(devices._pictures[:40], devices._sound), shelf, work)
    told: list[tuple[str, bool]] = []
    capture = wizard.capture
    capture.watching.arrived.connect(lambda _step: told.append((capture.advice.text(), bool(capture._faults))))
    agree(qtbot, wizard)
    qtbot.waitUntil(lambda: len(told) > 20, timeout=LONG_MS)
    plain = [words for words, faulty in told[1:-1] if not faulty]
    assert plain
    assert all("is a program" in words for words in plain)
    wizard.close()


class Pulled(RecordedDevices):
    """A camera that is pulled out after some pictures, the first time it is opened."""

    pulled = False

    def open_camera(self, device: Device) -> Camera:
        camera = super().open_camera(device)
        if self.pulled:
            return camera
        self.pulled = True
        return _UntilPulled(camera, 60)


class _UntilPulled:
    def __init__(self, camera: Camera, left: int) -> None:
        self._camera, self._left = camera, left

    def read(self) -> Frame | None:
        self._left -= 1
        if self._left < 0:
            raise camera_lost("Webcam")
        return self._camera.read()

    def close(self) -> None:
        self._camera.close()


def test_a_camera_that_is_pulled_out_is_a_sentence_and_what_was_captured_stays(
    qtbot: QtBot, devices: RecordedDevices, shelf: Shelf, work: Work
) -> None:
    wizard = opened(qtbot, Pulled(devices._pictures, devices._sound), shelf, work)
    capture = wizard.capture
    agree(qtbot, wizard)
    qtbot.waitUntil(lambda: capture.advice.text().startswith("Webcam was unplugged."), timeout=LONG_MS)
    assert "you go on from the step you were at" in capture.advice.text()
    assert capture._going is not None
    before = capture._going.session
    assert before is not None
    assert before.at == 1
    steps: list[str] = []
    capture.watching.arrived.connect(lambda _step: steps.append(capture.step.text()))
    capture.pickers.again.click()
    qtbot.waitUntil(lambda: len(steps) > 3, timeout=LONG_MS)
    after = capture._going.session
    assert after is not None
    assert (after.at, after.kept, after.neutral) == (1, before.kept, before.neutral)
    assert set(steps[1:]) == {"Step 2 of 6"}
    wizard.close()
