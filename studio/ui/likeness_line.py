"""Whose likeness the chosen shot holds, and under which grant: a few lines of the inspector."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.cameo.days import day
from studio.engine.cameo_jobs import ShotLikeness
from studio.ui.cameos import Cameos
from studio.ui.parts import label
from studio.ui.session import Session


class LikenessLine(QWidget):
    """Nothing where a shot holds nobody's likeness."""

    def __init__(self, session: Session, cameos: Cameos) -> None:
        super().__init__()
        self._session = session
        self._cameos = cameos
        self._words = label("dim", wraps=True)
        self._locks = label("note", wraps=True)
        self._words.setAccessibleName("Whose likeness is in the shot")
        self._locks.setAccessibleName("Why the shot is locked")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._words)
        column.addWidget(self._locks)
        session.shot_chosen.connect(self.show_chosen)
        cameos.changed.connect(self.show_chosen)
        self.show_chosen()

    @Slot()
    def show_chosen(self) -> None:
        """Show the chosen shot's."""
        shot = self._session.chosen
        found = self._cameos.of(shot.id) if shot is not None else ()
        free = [likeness_words(one) for one in found if not one.lock]
        locked = [likeness_words(one) for one in found if one.lock]
        for part, lines in ((self._words, free), (self._locks, locked)):
            part.setText("\n".join(lines))
            part.setVisible(bool(lines))
        self.setVisible(bool(found))


def likeness_words(one: ShotLikeness) -> str:
    """Whose it is and under which grant, or why it is locked."""
    if one.lock:
        return f"{one.name} is locked: {one.lock} A stand-in plays the part. {one.remedy}"
    if one.grant is None or one.expires is None:
        return f"{one.name} is you: your own cameo."
    return f"{one.name} is {one.owner}, under grant {one.grant[:8]} until {day(one.expires)}."
