"""The menu bar: every command in its menu, the projects that were open lately, and the edits one can go back to."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QSettings, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu

from studio.ui import projects
from studio.ui.commands import MENUS, CommandSet, commands
from studio.ui.session import Session

_BEFORE: Final = (
    *(("File", name) for name in ("import", "export", "use_model", "film_settings", "quit")),
    *(("Edit", name) for name in ("direct", "borrow", "add_title")),
    *(("Shot", name) for name in ("key_acting", "retake", "mark_subject")),
    *(("Playback", name) for name in ("next_frame", "mark_in", "loop")),
    *(("View", name) for name in ("layout_direct", "cinema", "focus_script", "stop_work")),
)
"""The commands that begin a group of their menu."""
_MOST_EDITS: Final = 30


class Menus(QObject):
    """Fills a window's menu bar. ``wanted``: a project that was open lately is to be opened."""

    wanted = Signal(Path)

    def __init__(self, window: QMainWindow, commands_: CommandSet, session: Session, settings: QSettings) -> None:
        super().__init__(window)
        self._session = session
        self._settings = settings
        self.history = QMenu("History", window)
        self.recent = QMenu("Open recent", window)
        self._panels = QMenu("Panels", window)
        self._fill(window, commands_)
        self.history.aboutToShow.connect(self._list_history)
        self.history.triggered.connect(self._on_history)
        self.recent.aboutToShow.connect(self._list_recent)
        self.recent.triggered.connect(self._on_recent)

    def list_panels(self, panels: Iterable[QAction]) -> None:
        """Have the View menu show and hide panels."""
        self._panels.addActions(list(panels))

    def _fill(self, window: QMainWindow, commands_: CommandSet) -> None:
        menus = {name: window.menuBar().addMenu(name) for name in MENUS}
        for command_id, command in commands().items():
            menus[command.menu].addAction(commands_[command_id])
        menus["File"].insertMenu(commands_["open_film"], self.recent)
        menus["Edit"].insertMenu(commands_["direct"], self.history)
        for menu, name in _BEFORE:
            menus[menu].insertSeparator(commands_[name])
        menus["View"].insertMenu(commands_["layout_reset"], self._panels)

    @Slot()
    def _list_history(self) -> None:
        self.history.clear()
        past = self._session.history.past
        for position in range(len(past.states) - 1, max(-1, len(past.states) - 1 - _MOST_EDITS), -1):
            name = past.states[position].name or "As it was opened"
            action = QAction(name, self.history, checkable=True, checked=position == past.position)
            action.setData(position)
            self.history.addAction(action)

    @Slot(QAction)
    def _on_history(self, action: QAction) -> None:
        self._session.go_to(int(action.data()))

    @Slot()
    def _list_recent(self) -> None:
        """The projects that were open lately and are still there, but for the one that is open."""
        self.recent.clear()
        here = self._session.project.folder
        for path in (one for one in projects.recent(self._settings) if one != here):
            action = self.recent.addAction(path.stem)
            action.setData(str(path))
            action.setToolTip(str(path))
        if self.recent.isEmpty():
            self.recent.addAction("No other project was open lately").setEnabled(False)
        self.recent.setToolTipsVisible(True)

    @Slot(QAction)
    def _on_recent(self, action: QAction) -> None:
        self.wanted.emit(Path(str(action.data())))
