"""Run in a process of its own: opens the real window on a project, and does in it what a person would.

    python visitor.py PROJECT look                 say that it is open, and stay
    python visitor.py PROJECT export FILM          export, close the window while it renders, and say to stop
    python visitor.py PROJECT play                 play for a second, and tell how far it came and what it says

Everything waits for the window's own signals. What happens is told on standard output, a line of JSON each.
"""

import json
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QMessageBox, QPushButton

from studio.ui import app
from studio.ui.playback import Motion
from studio.ui.window import StudioWindow

PLAYED_SECONDS = 1


def tell(**what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


class Visitor(QObject):
    """Waits for the window to be shown, then acts; says yes to stopping an export."""

    def __init__(self, act: Callable[[StudioWindow], None]) -> None:
        super().__init__()
        self._act: Callable[[StudioWindow], None] | None = act

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            if isinstance(watched, StudioWindow) and self._act is not None:
                act, self._act = self._act, None
                QTimer.singleShot(0, lambda: act(watched))
            elif isinstance(watched, QMessageBox):
                QTimer.singleShot(0, lambda: self._answer(watched))
        return False

    def _answer(self, box: QMessageBox) -> None:
        tell(asked=box.text())
        stop = box.findChild(QPushButton, "stop")
        assert isinstance(stop, QPushButton)
        stop.click()


def look(_window: StudioWindow) -> None:
    tell(open=True)


def export(window: StudioWindow) -> None:
    dialog = window.files.export()
    dialog.path.setText(sys.argv[3])
    dialog.export.click()

    def on_progress() -> None:
        painted = [job.progress.done for job in window.work.exports if job.progress is not None]
        if painted and painted[0] > 1:
            window.work.changed.disconnect(on_progress)
            tell(painted=painted[0])
            QTimer.singleShot(0, window.close)

    window.work.changed.connect(on_progress)


def play(window: StudioWindow) -> None:
    clock = QElapsedTimer()
    began: list[Fraction] = []

    def on_moved(time: Fraction) -> None:
        if window.playback.motion is not Motion.FORWARD:
            return
        if not began:
            began.append(time)
            clock.start()
        elif time - began[0] >= PLAYED_SECONDS:
            window.playback.moved.disconnect(on_moved)
            tell(film_seconds=float(time - began[0]), seconds=clock.nsecsElapsed() / 1e9)
            window.playback.pause()
            once_it_says_so()

    def once_it_says_so() -> None:
        if window.viewer.note.text():
            tell(note=window.viewer.note.text(), tip=window.viewer.note.toolTip())
            window.close()
        else:
            QTimer.singleShot(50, once_it_says_so)

    window.playback.moved.connect(on_moved, Qt.ConnectionType.DirectConnection)
    window.playback.play()


if __name__ == "__main__":
    visitor = Visitor({"look": look, "export": export, "play": play}[sys.argv[2]])
    app.application().installEventFilter(visitor)
    sys.exit(app.run(Path(sys.argv[1])))
