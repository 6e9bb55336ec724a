"""The page that takes somebody through the steps: devices, the mirror, what is asked, and advice."""

from collections.abc import Callable
from typing import Final, assert_never

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from studio.cameo.capture.checks import Fault, may_be_excused
from studio.cameo.capture.going import Captured, Going, Shown, Step
from studio.cameo.capture.live import Ended, Lost
from studio.cameo.capture.session import Asking
from studio.ui.capture.camera_view import CameraView
from studio.ui.capture.pickers import NO_CAMERA, Pickers
from studio.ui.capture.watching import Chosen, Devices, Watching
from studio.ui.meter import Meter
from studio.ui.parts import label
from studio.ui.theme import GRID, Theme

NO_MICROPHONE: Final = "No microphone was found. You are asked to read numbers: plug one in and choose Look again."
_VIRTUAL: Final = "This camera is a program. What it shows need not be in front of it."
_OVER: Final = "The recording is over before the steps were. Choose Look again to go on."


class CapturePage(QWidget):
    """Goes through the steps; ``captured`` gives the finished session."""

    captured = Signal(object)

    def __init__(self, devices: Devices, theme: Theme, draw: Callable[[], int], parent: QWidget | None = None) -> None:
        """draw: what the prompts are drawn with, which nobody can know beforehand."""
        super().__init__(parent)
        self._draw = draw
        self.watching = Watching(devices, self)
        self.pickers = Pickers(self.watching, self)
        self.view = CameraView(theme, self)
        self.meter = Meter(theme, self)
        self.step, self.say, self.advice = label("dim"), label("title", wraps=True), label("note", wraps=True)
        self.say.setMinimumHeight(3 * GRID)
        self.advice.setMinimumHeight(3 * GRID)
        self.excuse = QPushButton("I always wear this", self, autoDefault=False)
        self.excuse.setToolTip("What you wear belongs to you: the studio asks no more about it")
        self._steps = QProgressBar(self, textVisible=False)
        self._going: Going | None = None
        self._faults: tuple[Fault, ...] = ()
        self._virtual = False
        self._lay_out()
        self.pickers.chosen.connect(self._on_chosen)
        self.watching.arrived.connect(self._on_arrived)
        self.excuse.clicked.connect(self._on_excuse)

    def begin(self) -> None:
        """Look for devices, and begin with the best ones."""
        self._going = None
        self.pickers.look()

    def stop(self) -> None:
        """Let the devices go."""
        self.watching.stop()

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        self.view.wear(theme)
        self.meter.wear(theme)

    def _lay_out(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.say, 1)
        head.addWidget(self.step, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self.advice, 1)
        foot.addWidget(self.excuse)
        foot.addWidget(self.meter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.pickers)
        column.addLayout(head)
        column.addWidget(self._steps)
        column.addWidget(self.view, 1)
        column.addLayout(foot)
        self.excuse.hide()

    @Slot(object)
    def _on_chosen(self, chosen: Chosen | None) -> None:
        self._virtual = chosen is not None and chosen.camera.virtual
        if chosen is None or chosen.microphone is None:
            self.watching.stop()
            self._tell(NO_CAMERA if chosen is None else NO_MICROPHONE)
            return
        before = self._going.session if self._going is not None else None
        arrived = self.watching.arrived
        self._going = Going(self._draw(), arrived.emit, before)
        self.advice.setText(_VIRTUAL if self._virtual else "")
        self.watching.watch(chosen, self._going.hear, measure=True)

    @Slot(object)
    def _on_arrived(self, step: Step) -> None:
        match step:
            case Shown():
                self._show(step)
            case Captured(session=session):
                self.stop()
                self.captured.emit(session)
            case Lost(what=what, remedy=remedy):
                self._tell(f"{what} {remedy}")
            case Ended():
                if self._going is not None and self._going.session is not None and not self._going.session.done:
                    self._tell(_OVER)
            case _:
                assert_never(step)

    def _show(self, shown: Shown) -> None:
        self._faults = shown.faults
        self.view.show_picture(shown.picture)
        peak = 10 ** (shown.level / 20)
        self.meter.show_levels(peak, peak)
        if not isinstance(shown.state, Asking):
            return
        asked = shown.state
        self.say.setText(asked.say)
        self.step.setText(f"Step {asked.number} of {asked.of}")
        self._steps.setMaximum(asked.of * 100)
        self._steps.setValue(round((asked.number - 1 + asked.share) * 100))
        prompt = asked.prompt
        self.view.ask(prompt.what if prompt else "", prompt.words if prompt else "", asked.share, well=not shown.faults)
        self.advice.setText(asked.advice or (_VIRTUAL if self._virtual else ""))
        self.excuse.setVisible(any(may_be_excused(fault.check) for fault in shown.faults))

    def _tell(self, sentence: str) -> None:
        self.advice.setText(sentence)
        self.view.show_picture(None)

    @Slot()
    def _on_excuse(self) -> None:
        if self._going is not None:
            for fault in self._faults:
                if may_be_excused(fault.check):
                    self._going.excuse(fault.check)
