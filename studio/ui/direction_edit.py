"""One of a shot's six ingredients: a label, and words that are kept on leaving or with Ctrl+Enter."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

_MOST_LINES = 5
_MARGIN_PX = 16


class DirectionEdit(QPlainTextEdit):
    """Grows with its text. ``drafted`` while it is being written, ``committed`` when it is to be kept."""

    drafted = Signal()
    committed = Signal()

    def __init__(self, name: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setToolTip(f"{name}: {hint}. Ctrl+Enter keeps it")
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._kept = self._before = ""
        self.textChanged.connect(self._on_text)

    @property
    def changed(self) -> bool:
        """Whether it holds words that are not kept yet."""
        return self.toPlainText() != self._kept

    def refuse(self) -> None:
        """The words could not be kept: they stay here, and are kept with the next attempt."""
        self._kept = self._before

    def show_kept(self, text: str) -> None:
        """Show words that are kept already."""
        self._kept = text
        if self.toPlainText() != text:
            blocked = self.blockSignals(True)
            self.setPlainText(text)
            self.blockSignals(blocked)
        self._fit()

    def sizeHint(self) -> QSize:
        """As tall as its lines, up to five."""
        lines = min(max(1, round(self.document().size().height())), _MOST_LINES)
        return QSize(200, lines * self.fontMetrics().lineSpacing() + _MARGIN_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower words take more lines."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter keeps; Escape goes back to what is kept."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.keep()
        elif event.key() == Qt.Key.Key_Escape and self.changed:
            self.setPlainText(self._kept)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving keeps."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.keep()

    def event(self, event: QEvent) -> bool:
        """Undo within the words while they are not kept; afterwards leave it to the studio's commands."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and not self.changed:
            undo = event.key() in (Qt.Key.Key_Z, Qt.Key.Key_Y)
            if undo and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()
                return False
        return super().event(event)

    def keep(self) -> None:
        """Have what is written kept, now."""
        if self.changed:
            self._before, self._kept = self._kept, self.toPlainText()
            self.committed.emit()

    def _on_text(self) -> None:
        self._fit()
        self.drafted.emit()

    def _fit(self) -> None:
        many = self.document().size().height() > _MOST_LINES
        bar = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(bar.ScrollBarAsNeeded if many else bar.ScrollBarAlwaysOff)
        height = self.sizeHint().height()
        if self.height() != height:
            self.setFixedHeight(height)
