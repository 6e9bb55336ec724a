"""What is said in the chosen shot, in the inspector: whose voice speaks each line, and what can be done about it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from studio.timeline.dubbing import lines_of
from studio.timeline.film import Film, Line, Shot, ShotId
from studio.timeline.naming import called
from studio.ui import dialogs
from studio.ui.drops import dropped_sound
from studio.ui.dubbing import Dubbing
from studio.ui.flow import FlowLayout
from studio.ui.parts import label
from studio.ui.redub_dialog import RedubDialog
from studio.ui.theme import GRID

STUDIO = "The studio's voice"


class LineRow(QFrame):
    """One line: who says what, in which voice, with its buttons. A sound file dropped on it speaks it."""

    def __init__(self, dubbing: Dubbing, shot: ShotId, number: int, line: Line, who: str, start: Path) -> None:
        super().__init__()
        self._dubbing, self._shot, self._number, self._who, self._start = dubbing, shot, number, who, start
        self._line = line
        self.setAcceptDrops(True)
        self.setAccessibleName(f"{who}: {line.text}")
        self.voice = label("dim", _voice_told(line), wraps=True)
        self.play = _button("Play", f"Play from where {who} says this")
        self.reword = _button("Other words…", "Have this line say something else, or in another language")
        self.replace = _button("Replace voice…", "Have a sound file speak this line; drop one here, or on the shot")
        self.put_back = _button("Put back", "Have the studio's voice speak this line again")
        self.put_back.setVisible(line.recording is not None)
        self.play.clicked.connect(partial(dubbing.hear, shot, number))
        self.reword.clicked.connect(self._ask_words)
        self.replace.clicked.connect(self._ask)
        self.put_back.clicked.connect(partial(dubbing.put_back, shot, number))
        row = QWidget(self)
        buttons = FlowLayout(row)
        for button in (self.play, self.reword, self.replace, self.put_back):
            button.setAccessibleName(f"{button.text().rstrip('…')}: {line.text}")
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, GRID // 2)
        column.setSpacing(2)
        column.addWidget(label("", f"{who}: “{line.text}”", wraps=True))
        column.addWidget(self.voice)
        column.addWidget(row)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take sound files only."""
        if dropped_sound(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The file speaks this line."""
        path = dropped_sound(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self._dubbing.replace(self._shot, self._number, path)

    def _ask_words(self) -> None:
        dialog = RedubDialog(self._who, self._line, self)
        dialog.chosen.connect(self._on_words)
        dialog.show()

    @Slot(str, str)
    def _on_words(self, words: str, language: str) -> None:
        self._dubbing.reword(self._shot, self._number, words, language)

    def _ask(self) -> None:
        path = dialogs.ask_recording(self, self._start, self._who)
        if path is not None:
            self._dubbing.replace(self._shot, self._number, path)


class LineList(QWidget):
    """The lines of one shot, in order; hidden where nothing is said."""

    def __init__(self, dubbing: Dubbing) -> None:
        super().__init__()
        self.setAccessibleName("Lines")
        self._dubbing = dubbing
        self._shown: tuple[ShotId, tuple[Line, ...]] | None = None
        self.rows: tuple[LineRow, ...] = ()
        self._column = QVBoxLayout()
        self._column.setSpacing(GRID // 2)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(GRID // 2)
        outer.addWidget(label("heading", "Lines"))
        outer.addLayout(self._column)

    def show_lines(self, shot: Shot, film: Film, start: Path) -> None:
        """Show what is said in a shot. start: the folder that a file is first looked for in."""
        lines = lines_of(shot)
        self.setVisible(bool(lines))
        if self._shown == (shot.id, lines):
            return
        self._shown = shot.id, lines
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = tuple(
            LineRow(self._dubbing, shot.id, number, line, called(line.who, film), start)
            for number, line in enumerate(lines)
        )
        for row in self.rows:
            self._column.addWidget(row)


def _voice_told(line: Line) -> str:
    one = line.recording
    return STUDIO if one is None else f"Recorded, {one.seconds:.2f} s"


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
