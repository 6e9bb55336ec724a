"""A real window on a real history, with an engine and a sound device that are fakes honouring the same promises."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk import Desk, FakeEngine, MemoryProject, SilentOutput, sample_film
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.timeline.film import Film
from studio.ui.bridge import EngineBridge
from studio.ui.theme import DARK, dress
from studio.ui.window import StudioWindow


@pytest.fixture
def film() -> Film:
    return sample_film()


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path, film: Film) -> Iterator[Desk]:
    dress(qapp, DARK)
    bridge = EngineBridge()
    engine, output = FakeEngine(bridge.deliver), SilentOutput()
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    project = MemoryProject(tmp_path / "Film.tsuzuki", film)
    window = StudioWindow(project, engine, output, bridge, settings)
    window.resize(1600, 960)
    window.panels.layouts.reset()  # as on a screen of that size
    with qtbot.waitExposed(window):
        window.show()
    window.start()
    yield Desk(qtbot, window, engine, output, project)
    qtbot.waitUntil(lambda: engine.close() or not window.work.under_way)
    window.close()
    window.deleteLater()
    bridge.deleteLater()
