"""The film's own settings: its title, whose it is, and how many frames a second it has."""

from typing import Final

from msgspec import Struct
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QPushButton, QWidget

from studio.timeline.edits import rename_film, set_author, set_fps
from studio.timeline.film import Film
from studio.ui.parts import question, styled

RATES: Final = {
    12: "12, drawn on twos",
    24: "24, as anime and cinema are shown",
    25: "25, television in Europe",
    30: "30, television in Japan and America, and the web",
    60: "60, as games move",
}
_WIDTH_PX: Final = 440
_NOTE: Final = (
    "Of another frame rate every shot is played out anew, and each ends at its nearest whole frame. "
    "A script that says “Title:” or “Author:” names them itself when it is directed."
)


class FilmSettings(Struct, frozen=True):
    """The answers. fps: frames a second."""

    title: str
    author: str
    fps: int

    def set_in(self, film: Film) -> Film:
        """The film with these settings.

        Raises:
            InvalidRequest: the title is blank.
        """
        named = set_author(rename_film(film, self.title), self.author)
        return named if self.fps == film.fps else set_fps(named, self.fps)


class FilmSettingsDialog(QDialog):
    """Shows the settings as they are, and hands over what was ``chosen``."""

    chosen = Signal(object)  # FilmSettings

    def __init__(self, film: Film, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Film settings")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(_WIDTH_PX)
        self.title = QLineEdit(film.title, self)
        self.author = QLineEdit(film.author, self)
        self.rate = QComboBox(self)
        for fps in sorted({*RATES, film.fps}):
            self.rate.addItem(RATES.get(fps, str(fps)), fps)
        self.rate.setCurrentIndex(self.rate.findData(film.fps))
        self.keep = styled(QPushButton("Keep these", self, default=True), "primary")
        self.cancel = QPushButton("Cancel", self, autoDefault=False)
        for part, name, tip in (
            (self.title, "Title", "What the film is called: in the window, in players, and as its file"),
            (self.author, "Author", "Whose film it is, as players and credits say it"),
            (self.rate, "Frames a second", "How many pictures a second of the film has"),
            (self.keep, "Keep these", "Change the film so; undo takes it back"),
            (self.cancel, "Cancel", "Leave the film as it is"),
        ):
            part.setAccessibleName(name)
            part.setToolTip(tip)
        rows = (("Title", self.title), ("Author", self.author), ("Frames a second", self.rate))
        question(self, rows, _NOTE, (self.cancel, self.keep))
        self.title.textChanged.connect(self._on_title)
        self.keep.clicked.connect(self._on_keep)
        self.cancel.clicked.connect(self.close)
        self._on_title()

    @Slot()
    def _on_title(self) -> None:
        self.keep.setEnabled(bool(self.title.text().strip()))

    @Slot()
    def _on_keep(self) -> None:
        self.chosen.emit(
            FilmSettings(self.title.text().strip(), self.author.text().strip(), int(self.rate.currentData()))
        )
        self.close()
