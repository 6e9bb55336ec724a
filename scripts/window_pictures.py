"""Pictures of the real window on a real project, with the real engine. Needs a display (Xvfb will do)."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QSettings
from PySide6.QtWidgets import QApplication, QWidget

from studio.engine.jobs import Failed
from studio.engine.sound.output import AudioOutput
from studio.engine.thread import Engine
from studio.timeline.store import Project
from studio.ui.app import LazyWorkshop, application
from studio.ui.bridge import EngineBridge
from studio.ui.command_palette import CommandPalette
from studio.ui.theme import THEMES, dress
from studio.ui.window import StudioWindow

SIZE = (1600, 960)
WAIT_S = 180


def picture_window(project: Path, folder: Path, theme: str = "dark", shot: int = 0) -> list[Path]:
    """Open a project, wait until its pictures, sounds and worlds are there, and save what the window shows.

    Args:
        project: a ``.tsuzuki`` folder with a film in it. folder: where the PNG files go; it is made if missing.
        theme: "dark" or "light". shot: index of the shot to choose.

    Returns:
        The files that were written: the layouts, three panels, the command palette and the export dialog.

    Raises:
        RuntimeError: the engine could not do it. TimeoutError: it was not done in three minutes.
    """
    app = application()
    dress(app, THEMES[theme])
    folder.mkdir(parents=True, exist_ok=True)
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    settings.clear()
    settings.setValue("theme", theme)
    bridge = EngineBridge()
    window = StudioWindow(
        Project.open(project), Engine(bridge.deliver, LazyWorkshop()), AudioOutput(), bridge, settings
    )
    window.resize(*SIZE)
    window.show()
    window.start()
    try:
        window.canvas.choose(window.session.map.shots[shot].id)
        _wait(lambda: bool(_failures(window)) or (_pictured(window) and window.findings.settled))
        if _failures(window):
            raise RuntimeError(_failures(window))
        return _pictures(window, folder, theme)
    finally:
        window.close()
        settings.clear()
        settings.sync()
        (folder / "settings.ini").unlink(missing_ok=True)


def _pictures(window: StudioWindow, folder: Path, theme: str) -> list[Path]:
    written = [_save(window, folder / f"window-{theme}.png")]
    for layout in ("edit", "paint"):
        window.commands[f"layout_{layout}"].trigger()
        written.append(_save(window, folder / f"layout-{layout}-{theme}.png"))
    written.append(_cast_picture(window, folder / f"cast-{theme}.png"))
    window.commands["layout_direct"].trigger()
    for panel in ("models", "provenance", "paint"):
        window.commands[f"focus_{panel}"].trigger()
        settled = QDeadlineTimer(1500)
        _wait(settled.hasExpired)
        written.append(_save(window, folder / f"{panel}-{theme}.png"))
    window.commands["palette"].trigger()
    palette = window.findChild(CommandPalette)
    written.append(_save(palette, folder / f"palette-{theme}.png"))
    palette.close()
    dialog = window.files.export()
    written.append(_save(dialog, folder / f"export-{theme}.png"))
    dialog.close()
    return written


def _cast_picture(window: StudioWindow, path: Path) -> Path:
    """The Cast panel in its layout, with everybody's portrait made."""
    window.commands["layout_cast"].trigger()
    cast = window.cast
    people = [member.id for member in window.session.film.cast]
    _wait(lambda: cast.view.picture is not None and all(map(cast.roster.portrayed, people)))
    cast.tools.faces["happy"].click()
    settled = QDeadlineTimer(2000)
    _wait(settled.hasExpired)
    return _save(window, path)


def _pictured(window: StudioWindow) -> bool:
    return window.viewer.picture.picture is not None


def _failures(window: StudioWindow) -> str:
    return " ".join(job.ending.what for job in window.work.recent if isinstance(job.ending, Failed))


def _save(widget: QWidget, path: Path) -> Path:
    _wait(lambda: True)
    widget.grab().save(str(path))
    return path


def _wait(ready: Callable[[], bool]) -> None:
    """Let events pass until something is so.

    Raises:
        TimeoutError: it did not become so in three minutes.
    """
    deadline = QDeadlineTimer(WAIT_S * 1000)
    while True:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        QApplication.processEvents()
        if ready():
            return
        if deadline.hasExpired():
            raise TimeoutError("The window was not ready for its picture in time.")
