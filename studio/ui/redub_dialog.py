"""Asks what a line is to say instead, and in which language."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from studio.timeline.film import Line
from studio.ui.parts import question, styled
from studio.ui.theme import GRID

AS_WRITTEN = "As it is written"
LANGUAGES = {
    "en": "English",
    "ja": "日本語",
    "cmn": "中文",
    "ko": "한국어",
    "de": "Deutsch",
    "fr": "Français",
    "es": "Español",
    "it": "Italiano",
    "pt": "Português",
    "ru": "Русский",
    "uk": "Українська",
    "el": "Ελληνικά",
    "ar": "العربية",
    "he": "עברית",
    "hi": "हिन्दी",
    "th": "ไทย",
}
_WIDTH_PX = 420
_NOTE = "Mouths are timed anew. Pictures in which nothing else moves are taken over, and not painted again."


class RedubDialog(QDialog):
    """Shows the words as they are, and hands over what was ``chosen``: words, and a language or "" as written."""

    chosen = Signal(str, str)

    def __init__(self, who: str, line: Line, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"What {who} says")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(_WIDTH_PX)
        self.words = QPlainTextEdit(line.text, self)
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(10 * GRID)
        self.words.selectAll()
        self.language = QComboBox(self)
        self.language.addItem(AS_WRITTEN, "")
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        self.say = styled(QPushButton("Say this", self, default=True), "primary")
        self.cancel = QPushButton("Cancel", self, autoDefault=False)
        for part, name, tip in (
            (self.words, "Words", f"What {who} says instead"),
            (self.language, "Language", "In which language it is spoken"),
            (self.say, "Say this", "Have the line say it; undo takes it back"),
            (self.cancel, "Cancel", "Leave the line as it is"),
        ):
            part.setAccessibleName(name)
            part.setToolTip(tip)
        rows = (("Words", self.words), ("Language", self.language))
        question(self, rows, _NOTE, (self.cancel, self.say))
        self.words.textChanged.connect(self._on_words)
        self.say.clicked.connect(self._on_say)
        self.cancel.clicked.connect(self.close)
        self._on_words()

    @Slot()
    def _on_words(self) -> None:
        self.say.setEnabled(bool(self.words.toPlainText().strip()))

    @Slot()
    def _on_say(self) -> None:
        words = " ".join(self.words.toPlainText().split())
        self.chosen.emit(words, str(self.language.currentData()))
        self.close()
