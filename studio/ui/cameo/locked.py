"""Shots of the film that are locked for somebody whose cameo is not here: why, and letting another character play."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from studio.engine.cameo_jobs import ShotLikeness
from studio.timeline.film import CastId, Film
from studio.ui.parts import label, styled
from studio.ui.theme import GRID


class Locked(QWidget):
    """A line for each whose shots are locked; those of the cameo that is shown have theirs with its uses."""

    recast = Signal(object)  # CastId

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        self._lines: list[QWidget] = []

    def show_locks(self, film: Film, locks: tuple[ShotLikeness, ...], shown: str) -> None:
        """Show the locks of a film. shown: the cameo that is shown besides."""
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        others = {member.id for member in film.cast if member.cameo and member.cameo != shown}
        of: dict[tuple[CastId, str], list[ShotLikeness]] = {}
        for lock in locks:
            if lock.member in others:
                of.setdefault((lock.member, lock.lock), []).append(lock)
        numbers = {shot.id: number for number, shot in enumerate(film.shots, start=1)}
        self._lines = [self._line(who, found, [numbers[one.shot] for one in found]) for (who, _), found in of.items()]
        for line in self._lines:
            self._column.addWidget(line)
        self.setVisible(bool(self._lines))

    def _line(self, who: CastId, found: list[ShotLikeness], numbers: list[int]) -> QWidget:
        line, one = QWidget(self), found[0]
        shots = f"shot{'s' * (len(numbers) > 1)} {', '.join(map(str, numbers))}"
        told = f"{shots} {'are' if len(numbers) > 1 else 'is'} locked"
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        row = QHBoxLayout()
        button = styled(QToolButton(line), "verb")
        button.setText("Let another character play")
        button.setToolTip(f"Let the studio's own figure play {one.name}; the shots can be redone then")
        button.clicked.connect(lambda: self.recast.emit(who))
        row.addWidget(button)
        row.addStretch(1)
        column.addWidget(label("heading", f"{one.name}: {told}", wraps=True))
        column.addWidget(label("note", f"{one.lock} {one.remedy}", wraps=True))
        column.addLayout(row)
        return line
