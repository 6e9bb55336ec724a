"""A real window on a project, with the real engine, for the benches that look at the window."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QSettings

from studio.engine.sound.output import AudioOutput
from studio.engine.thread import Engine
from studio.timeline.store import Project
from studio.ui.app import LazyWorkshop, application, share_python_fairly
from studio.ui.bridge import EngineBridge
from studio.ui.collector import Collector
from studio.ui.theme import DARK, dress
from studio.ui.window import StudioWindow


@contextmanager
def open_window(project: Path) -> Generator[tuple[StudioWindow, Engine]]:
    """The window, shown and painted once, and its engine; offscreen where there is no display."""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = application()
    share_python_fairly()
    dress(app, DARK)
    settings = QSettings(str(project.parent / "bench.ini"), QSettings.Format.IniFormat)
    bridge = EngineBridge()
    engine = Engine(bridge.deliver, LazyWorkshop())
    window = StudioWindow(Project.open(project), engine, AudioOutput(), bridge, settings)
    window.resize(1600, 960)
    window.show()
    app.processEvents()
    window.grab()
    collector = Collector()
    collector.start()
    try:
        yield window, engine
    finally:
        collector.stop()
        engine.close()
        app.processEvents()
        window.close()
        app.processEvents()
