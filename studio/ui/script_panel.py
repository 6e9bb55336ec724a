"""The script: the artist's own text, the button that has it directed, and the words that found no place."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QKeySequence, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from studio.timeline.film import Film, Unplaced
from studio.ui.commands import CommandSet
from studio.ui.directing import Directing
from studio.ui.parts import label, panel, restyled, styled
from studio.ui.script_highlight import ScriptHighlight
from studio.ui.session import Session
from studio.ui.stills import dropped_files
from studio.ui.theme import GRID, Theme, script_font

_EVERY_MS = 500
_LEAST_PX = 220
_LEAST_TALL_PX = 40
_MOST_LISTED = 200
_LIST_PX = 120
EXAMPLE = """INT. CLASSROOM - EVENING

Hana sits by the window and watches the rain.

HANA
(softly)
It still hasn't stopped.

…or a list (“Scene 1: …”), or a single sentence."""


class ScriptEditor(QPlainTextEdit):
    """A plain text editor whose undo is the film's own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUndoRedoEnabled(False)
        self.setFont(script_font())
        self.setTabChangesFocus(True)
        self.setPlaceholderText(EXAMPLE)
        self.setAccessibleName("Script")

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text; files that are dropped are the window's."""
        return not dropped_files(source) and super().canInsertFromMimeData(source)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the studio's commands."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _is_undo(event):
            event.ignore()
            return False
        return super().event(event)


class ScriptPanel(QWidget):
    """Everything the script dock holds."""

    def __init__(self, session: Session, directing: Directing, commands: CommandSet, theme: Theme) -> None:
        super().__init__()
        panel(self)
        self.setMinimumWidth(_LEAST_PX)
        self._session = session
        self._directing = directing
        self._theme = theme
        self.kept = True
        self.editor = ScriptEditor(self)
        self._highlight = ScriptHighlight(self.editor.document(), theme)
        self._state = label("dim", wraps=True)
        self.direct = styled(QPushButton("Direct"), "primary")
        self.direct.setToolTip(commands["direct"].toolTip())
        self.direct.setAccessibleName("Direct the script")
        self.direct.clicked.connect(commands["direct"].trigger)
        self._unplaced_title = label("heading")
        self.unplaced = QListWidget(self)
        self.unplaced.setAccessibleName("Words without a place yet")
        self.unplaced.setMaximumHeight(_LIST_PX)
        self.unplaced.setMinimumHeight(_LEAST_TALL_PX)
        self.editor.setMinimumHeight(_LEAST_TALL_PX)
        self.unplaced.setWordWrap(True)
        self.unplaced.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.unplaced.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.unplaced.itemActivated.connect(self._find)
        self.unplaced.itemClicked.connect(self._find)
        self._pause = QTimer(self, interval=_EVERY_MS, singleShot=True)
        self._pause.timeout.connect(self.flush)
        self._lay_out()
        self.editor.textChanged.connect(self._on_typed)
        self.editor.installEventFilter(self)
        session.film_changed.connect(self._on_film)
        directing.changed.connect(self._show_state)
        self._show(session.film)

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        self._theme = theme
        self._highlight.wear(theme)
        self._underline(self._session.film)

    @Slot()
    def flush(self) -> bool:
        """Keep what is written, now; False where it could not be kept. It stays in the editor then."""
        self._pause.stop()
        written = self.editor.toPlainText()
        self.kept = written == self._session.film.script or self._directing.write(written)
        self._show_state()
        return self.kept

    def let_go(self) -> None:
        """What is written belongs to another film from now on, or to none."""
        self._pause.stop()
        self.kept = True

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Leaving the script ends a stretch of writing."""
        if watched is self.editor and isinstance(event, QFocusEvent) and event.lostFocus():
            self.flush()
            self._directing.finish_writing()
        return False

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.addWidget(self._state, 1)
        bar.addWidget(self.direct)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(self.editor, 1)
        column.addWidget(self._unplaced_title)
        column.addWidget(self.unplaced)
        column.addLayout(bar)

    @Slot()
    def _on_typed(self) -> None:
        if not self._pause.isActive():
            self.flush()
            self._pause.start()
        self._show_state()

    @Slot(object, object)
    def _on_film(self, _before: Film, after: Film) -> None:
        self._show(after)

    def _show(self, film: Film) -> None:
        if self.editor.toPlainText() != film.script:
            if not self.kept:
                self._pause.start()  # what could not be kept is tried again, now that something could
            elif not self._pause.isActive():
                _replace_text(self.editor, film.script)
        self._list_unplaced(film)
        self._underline(film)
        self._show_state()

    @Slot()
    def _show_state(self) -> None:
        written = bool(self.editor.toPlainText().strip())
        self.direct.setEnabled(written and not self._directing.reading_script)
        self.direct.setText("Reading…" if self._directing.reading_script else "Direct")
        words = len(self.editor.toPlainText().split())
        restyled(self._state, "note" if written and (self._directing.changed_since or not self.kept) else "dim")
        self._state.setText(self._told(words) if written else "Write, or import a script (Ctrl+I)")

    def _told(self, words: int) -> str:
        """How long the script is, and whether the film is still what it says."""
        counted = f"{words:,} word{'s' * (words != 1)}"
        if not self.kept:
            return f"{counted}, not saved"
        return f"{counted}, changed since directed" if self._directing.changed_since else counted

    def _list_unplaced(self, film: Film) -> None:
        found = list(_all_unplaced(film))
        self.unplaced.clear()
        for one in found[:_MOST_LISTED]:
            item = QListWidgetItem(f"“{one.words}”  {one.why}")
            item.setData(Qt.ItemDataRole.UserRole, one.words)
            self.unplaced.addItem(item)
        self._unplaced_title.setText(f"Words without a place yet ({len(found)})")
        for part in (self._unplaced_title, self.unplaced):
            part.setVisible(bool(found))

    def _underline(self, film: Film) -> None:
        wavy = QTextCharFormat()
        wavy.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        wavy.setUnderlineColor(QColor(self._theme.warn))
        text = self.editor.toPlainText()
        marks: list[QTextEdit.ExtraSelection] = []
        seen_to: dict[str, int] = {}
        for one in list(_all_unplaced(film))[:_MOST_LISTED]:
            words = re.compile(re.escape(one.words), re.IGNORECASE)
            found = words.search(text, seen_to.get(one.words, 0)) if one.words else None
            if found is not None:
                seen_to[one.words] = found.end()
                marks.append(self._mark(_place(text, found.start()), _place(text, found.end()), wavy))
        self.editor.setExtraSelections(marks)

    def _mark(self, first: int, end: int, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.editor.document())
        cursor.setPosition(first)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        mark.cursor = cursor  # pyright: ignore[reportAttributeAccessIssue]
        mark.format = look  # pyright: ignore[reportAttributeAccessIssue]
        return mark

    @Slot(QListWidgetItem)
    def _find(self, item: QListWidgetItem) -> None:
        self.editor.moveCursor(QTextCursor.MoveOperation.Start)
        self.editor.find(item.data(Qt.ItemDataRole.UserRole))
        self.editor.setFocus()


def _is_undo(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)


def _place(text: str, at: int) -> int:
    """A place in a text as Qt counts it: a letter beyond the 65,536 first, as an emoji is, counts twice."""
    return len(text[:at].encode("utf-16-le")) // 2


def _all_unplaced(film: Film) -> Iterator[Unplaced]:
    yield from film.unplaced
    for shot in film.shots:
        yield from shot.unplaced


def _replace_text(editor: QPlainTextEdit, text: str) -> None:
    """Put another text in, and leave the cursor and the view where they are."""
    position, scrolled = editor.textCursor().position(), editor.verticalScrollBar().value()
    blocked = editor.blockSignals(True)
    editor.setPlainText(text)
    editor.blockSignals(blocked)
    cursor = editor.textCursor()
    cursor.setPosition(min(position, len(text)))
    editor.setTextCursor(cursor)
    editor.verticalScrollBar().setValue(scrolled)
