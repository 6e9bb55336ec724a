"""Where a cameo is used: in the film that is open, shot by shot, and in everything on this machine."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.cameo.days import day
from studio.cameo.telling import ToldCameo
from studio.engine.cameo_jobs import ShotLikeness
from studio.timeline.film import CastId, Film
from studio.ui.parts import label, styled
from studio.ui.theme import GRID

NOWHERE: Final = "It is in no take and no film on this machine."
_LIST_PX: Final = 96


class Uses(QWidget):
    """Whom the cameo plays, which shots are locked, every work it is in, and deleting them all."""

    played = Signal(object, str)  # CastId, cameo id
    recast = Signal(object)  # CastId
    delete_all = Signal()
    ended = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._cameo: ToldCameo | None = None
        self.part = QComboBox()
        self.part.setAccessibleName("Whose part it plays in this film")
        self.play = styled(QToolButton(), "verb")
        self.play.setText("Play the part")
        self.play.setToolTip("Have this cameo play that part in every shot of the film")
        self._shots = QVBoxLayout()
        self._shots.setSpacing(GRID // 2)
        self._shown: list[QWidget] = []
        self.works = QListWidget()
        self.works.setAccessibleName("Takes and films that it is in")
        self.works.setMaximumHeight(_LIST_PX)
        self._nowhere = label("dim", NOWHERE, wraps=True)
        self.delete = QPushButton("Delete every video with my likeness…")
        self.delete.setToolTip("Shows the list first; then deletes them here, and writes what asks your contacts too")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        row = QHBoxLayout()
        row.addWidget(self.part, 1)
        row.addWidget(self.play)
        column.addLayout(row)
        column.addLayout(self._shots)
        column.addWidget(self.works)
        column.addWidget(self._nowhere)
        self.end = QPushButton("Delete this cameo…")
        self.end.setToolTip("Destroys what is kept of the face and the voice here, and the key to it, for good")
        for button in (self.delete, self.end):
            last = QHBoxLayout()
            last.addWidget(button)
            last.addStretch(1)
            column.addLayout(last)
        self.play.clicked.connect(self._on_play)
        self.delete.clicked.connect(self.delete_all)
        self.end.clicked.connect(self.ended)

    def show_uses(self, cameo: ToldCameo, film: Film, likenesses: tuple[ShotLikeness, ...]) -> None:
        """Show where a cameo is used."""
        self._cameo = cameo
        self._show_parts(film)
        self._show_shots(film, likenesses, cameo)
        self.works.clear()
        for work in cameo.works:
            self.works.addItem(f"{Path(work.path).name}  ·  {work.what}, {day(work.made)}")
            self.works.item(self.works.count() - 1).setToolTip(work.path)
        self.works.setVisible(bool(cameo.works))
        self._nowhere.setVisible(not cameo.works)
        self.delete.setVisible(cameo.mine)
        self.end.setText("Delete this cameo…" if cameo.mine else "Give it up…")

    def _show_parts(self, film: Film) -> None:
        chosen = self.part.currentData()
        self.part.clear()
        for member in film.cast:
            self.part.addItem(member.name, member.id)
        self.part.setCurrentIndex(max(0, self.part.findData(chosen)))
        self.part.setEnabled(bool(film.cast))
        self.play.setEnabled(bool(film.cast))

    def _show_shots(self, film: Film, likenesses: tuple[ShotLikeness, ...], cameo: ToldCameo) -> None:
        for part in self._shown:
            self._shots.removeWidget(part)
            part.hide()
            part.deleteLater()
        members = {member.id for member in film.cast if member.cameo == cameo.id}
        numbers = {shot.id: number for number, shot in enumerate(film.shots, start=1)}
        by_lock: dict[tuple[CastId, str, str], list[str]] = {}
        for one in likenesses:
            if one.member in members:
                by_lock.setdefault((one.member, one.name, one.lock), []).append(str(numbers[one.shot]))
        self._shown = [self._line(who, name, lock, shots) for (who, name, lock), shots in by_lock.items()]
        for part in self._shown:
            self._shots.addWidget(part)

    def _line(self, who: CastId, name: str, lock: str, shots: list[str]) -> QWidget:
        line = QWidget(self)
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        row = QHBoxLayout()
        told = f"Shot{'s' * (len(shots) > 1)} {', '.join(shots)}"
        column.addWidget(label("", f"{name}  ·  {told}", wraps=True))
        button = styled(QToolButton(line), "verb")
        button.setText("Let another character play")
        button.setToolTip(f"Let the studio's own figure play {name}; the shots can be redone then")
        button.clicked.connect(lambda: self.recast.emit(who))
        if lock:
            column.addWidget(label("note", f"Locked: {lock}", wraps=True))
        row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        return line

    def _on_play(self) -> None:
        if self._cameo is not None and self.part.currentData() is not None:
            self.played.emit(self.part.currentData(), self._cameo.id)
