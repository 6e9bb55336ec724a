"""Opens the window: application, project, engine, sound, and the event loop."""

import logging
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from studio.engine.jobs import JobId, Request
from studio.engine.sound.output import AudioOutput
from studio.engine.stop import StopToken
from studio.engine.thread import Engine, Steps, Works
from studio.errors import StudioError
from studio.timeline.store import Project
from studio.ui import dialogs, projects
from studio.ui.bridge import EngineBridge
from studio.ui.collector import Collector
from studio.ui.display import need_a_screen
from studio.ui.theme import DARK, THEMES, dress, has_fonts
from studio.ui.window import StudioWindow

log = logging.getLogger(__name__)


class LazyWorkshop:
    """The workshop, whose libraries take a second to load: they are loaded on the engine thread, on first use."""

    def __init__(self) -> None:
        self._workshop: Works | None = None

    def begin(self, request: Request, job: JobId, stop: StopToken) -> Steps:
        """The request as a generator of steps."""
        return self._opened().begin(request, job, stop)

    def has_room_beside(self, request: Request) -> bool:
        """Whether the machine can take a final on while it is at work on others."""
        return self._opened().has_room_beside(request)

    def close(self) -> None:
        """Put everything away."""
        if self._workshop is not None:
            self._workshop.close()

    def _opened(self) -> Works:
        if self._workshop is None:
            from studio.engine.workshop import Workshop

            self._workshop = Workshop()
        return self._workshop


def run(project: Path | None = None) -> int:
    """Open the window on a project, on the last one, or on the sample film; returns the exit code.

    Raises:
        DeviceLimit: there is no screen to open it on. ProjectUnreadable: the project asked for cannot be opened.
    """
    need_a_screen()
    app = application()
    share_python_fairly()
    settings = QSettings("Tsuzuki", "Tsuzuki")
    dress(app, THEMES.get(str(settings.value("theme", DARK.name)), DARK))
    if not has_fonts():
        log.warning("No font is installed, so the window shows boxes. Install one, such as fonts-dejavu-core.")
    opened, sample = _opened(project, settings)
    bridge = EngineBridge()
    engine = Engine(bridge.deliver, LazyWorkshop())
    output = AudioOutput()
    window = StudioWindow(opened, engine, output, bridge, settings)
    _say_bugs(window)
    window.show()
    collector = Collector()
    collector.start()
    QTimer.singleShot(0, window.start)
    if sample:
        window.welcome.greet()
        QTimer.singleShot(0, window.files.direct_if_unread)
    try:
        return app.exec()
    finally:
        collector.stop()
        engine.close()


def share_python_fairly() -> None:
    """Let the window have Python's lock within a hundredth of a millisecond of asking, instead of five.

    Numpy gives the lock up and takes it back many times in a millisecond. Each time the waiting window is
    woken too late, and begins its patience anew; with the usual patience that goes on for a fifth of a second.
    """
    sys.setswitchinterval(0.00001)


def application() -> QApplication:
    """The one application object, made now if there is none."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("Tsuzuki")
    app.setApplicationDisplayName("Tsuzuki")
    app.setDesktopFileName("tsuzuki")
    return app


def _opened(asked: Path | None, settings: QSettings) -> tuple[Project, bool]:
    """The project to show, and whether it is the sample.

    One asked for by name is refused where it was asked for; without a name, nobody may be reading the terminal.
    """
    if asked is not None:
        return projects.asked_for(asked), False
    last = projects.last_project(settings)
    if last is not None:
        try:
            return Project.open(last), False
        except StudioError as error:
            dialogs.tell(None, error)
    try:
        return projects.sample_project(projects.home()), True
    except StudioError as error:
        dialogs.tell(None, error)
        raise


def _say_bugs(window: StudioWindow) -> None:
    """A fault of ours is logged once, and said in one calm sentence; the film is safe on disk."""

    def on_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.error("A fault in the window", exc_info=(kind, error, trace))
        window.warn("Something went wrong in the window. Your film is saved; the details are in the log.")

    sys.excepthook = on_bug
