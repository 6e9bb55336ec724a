"""The artist's own pictures of one of the cast or of a thing, which painters keep them by: dropped, taken away."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QStandardPaths, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from studio.engine.painting_jobs import DrawingsTaken, TakeDrawings
from studio.timeline.brush import Drawing
from studio.timeline.film import CastMember, Prop
from studio.timeline.repainting import add_drawings, drawings_of, remove_drawing
from studio.ui.parts import label, styled
from studio.ui.session import Session
from studio.ui.theme import GRID
from studio.ui.work import Work

KINDS: Final = (".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif")
NONE_YET: Final = "Drop drawings of them here: painters keep them by these, in place of the built-in figure."
NONE_OF_IT: Final = "Drop pictures of it here: painters that go by references keep it by these."
_SEEN_PX: Final = 220


class Drawings(QWidget):
    """Shown for somebody of the cast, or a thing."""

    def __init__(self, session: Session, work: Work, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._work = session, work
        self._member: CastMember | Prop | None = None
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(GRID // 2)
        self.said = label("small", NONE_YET, wraps=True)
        self.add = styled(QToolButton(self), "verb")
        self.add.setText("Add drawings…")
        self.add.setAccessibleName("Add drawings")
        self.add.setToolTip("Pictures of them, for painters to keep them by: a sheet, a face, a pose")
        self.add.clicked.connect(self.ask)
        head = QHBoxLayout()
        self._heading = label("heading", "Your drawings")
        head.addWidget(self._heading)
        head.addStretch(1)
        head.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID // 2)
        column.addLayout(head)
        column.addLayout(self._lines)
        column.addWidget(self.said)
        work.drawings_taken.connect(self._on_taken)

    def show_member(self, member: CastMember | Prop | None) -> None:
        """Show which drawings there are of somebody or something."""
        self._member = member
        self._heading.setText("Your pictures of it" if isinstance(member, Prop) else "Your drawings")
        self.add.setText("Add pictures…" if isinstance(member, Prop) else "Add drawings…")
        self.said.setText(NONE_OF_IT if isinstance(member, Prop) else NONE_YET)
        self.setVisible(member is not None)
        drawings = drawings_of(self._session.film, member.id) if member is not None else ()
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for drawing in drawings:
            self._lines.addWidget(self._line(drawing))
        self.said.setVisible(not drawings)

    @property
    def names(self) -> list[str]:
        """The drawings that are shown."""
        member = self._member
        return [one.name for one in drawings_of(self._session.film, member.id)] if member is not None else []

    @Slot()
    def ask(self) -> None:
        """Ask for pictures."""
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        kinds = " ".join(f"*{kind}" for kind in KINDS)
        paths, _ = QFileDialog.getOpenFileNames(self, "Drawings", home, f"Pictures ({kinds})")
        self.take_in([Path(path) for path in paths])

    def take_in(self, paths: list[Path]) -> None:
        """Have pictures looked over and kept with the project; they are theirs when that is done."""
        if paths and self._member is not None:
            self._work.submit(TakeDrawings(self._member.id, tuple(paths), self._session.project.folder))

    @Slot(object, object)
    def _on_taken(self, taken: DrawingsTaken, asked: TakeDrawings) -> None:
        if asked.folder == self._session.project.folder:
            film = self._session.film
            name = next((one.name for one in (*film.cast, *film.props) if one.id == taken.who), "")
            self._session.apply(f"{name}: drawings", lambda film: add_drawings(film, taken.who, taken.drawings))

    def _line(self, drawing: Drawing) -> QWidget:
        line = QWidget()
        name = label("dim", drawing.name)
        path = (self._session.project.folder / drawing.path).as_posix()
        name.setToolTip(f'<img src="{path}" width="{_SEEN_PX}">')
        away = styled(QToolButton(line), "verb")
        away.setText("×")
        away.setAccessibleName(f"Take {drawing.name} away")
        away.setToolTip(f"Painters do not keep them by {drawing.name} any more")
        away.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        away.clicked.connect(partial(self._remove, drawing))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(name, 1)
        row.addWidget(away)
        return line

    def _remove(self, drawing: Drawing, _on: bool = False) -> None:
        member = self._member
        if member is not None:
            self._session.apply(
                f"{member.name}: without {drawing.name}", lambda film: remove_drawing(film, member.id, drawing.sha256)
            )


def drawn_files(data: QMimeData) -> list[Path]:
    """The pictures among what is dragged."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in KINDS]
