"""Remix by painting, in the Paint panel: a region painted anew, a shot that goes on, pictures that move."""

from pathlib import Path
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QStandardPaths, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.timeline.film import ShotId
from studio.timeline.paint_queue import ClipWish
from studio.timeline.repainting import clear_region, region_of, say_region
from studio.ui.painting.choosing import PaintChoices
from studio.ui.painting.queue import PaintingQueue
from studio.ui.parts import inset, label, styled
from studio.ui.session import Session
from studio.ui.theme import GRID
from studio.ui.work import Work

PICTURES: Final = "Pictures (*.png *.jpg *.jpeg *.webp *.bmp *.gif)"
_SECONDS: Final = 2.0


class RemixPart(QWidget):
    """What can be done to the shot one is on, besides painting all of it. ``draws``: the brush is asked for."""

    draws = Signal()

    def __init__(self, session: Session, work: Work, queue: PaintingQueue, form: PaintChoices) -> None:
        super().__init__()
        self._session, self._work, self._queue, self._form = session, work, queue, form
        self.draw = self._verb("Draw a region…", "Draw over what is to be painted anew, on the picture in the viewer")
        self.words = QLineEdit()
        self.paint_region = self._verb("Paint the region", "Paint only the region anew; all else stays to the bit")
        self.clear = self._verb("Clear", "Take the region away; undo brings it back")
        self.go_on = self._verb(
            "What comes after…", "Let the shot go on: a painter invents what follows, as a new shot"
        )
        self.go_back = self._verb("What was before…", "Let a painter invent what was before the shot, as a new shot")
        self.animate = self._verb(
            "Let pictures move…", "A picture begins to move, or becomes another one, as a new shot"
        )
        self.region = label("small", wraps=True)
        self._lay_out()
        self._listen()
        self.show_shot()

    def _verb(self, text: str, tip: str) -> QToolButton:
        button = styled(QToolButton(self), "verb")
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(text.rstrip("…"))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _lay_out(self) -> None:
        self.words.setPlaceholderText("What is to be there instead; empty for the same again")
        self.words.setAccessibleName("What is to be in the region")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(label("heading", "Remix this shot"))
        column.addLayout(_row(self.draw, self.paint_region, self.clear))
        column.addWidget(self.words)
        column.addWidget(self.region)
        column.addLayout(_row(self.go_on, self.go_back))
        column.addLayout(_row(self.animate))

    def _listen(self) -> None:
        self.draw.clicked.connect(self.draws)
        self.words.editingFinished.connect(self._on_words)
        self.paint_region.clicked.connect(self._on_paint_region)
        self.clear.clicked.connect(self._on_clear)
        self.go_on.clicked.connect(lambda: self.ask_beyond("after"))
        self.go_back.clicked.connect(lambda: self.ask_beyond("before"))
        self.animate.clicked.connect(self.ask_moving)
        self._session.shot_chosen.connect(self.show_shot)
        self._session.film_changed.connect(self.show_shot)
        self._session.project_changed.connect(self.show_shot)

    @Slot()
    def show_shot(self) -> None:
        """Show what there is of the shot one is on."""
        shot = self._session.chosen
        region = region_of(self._session.film, shot.id) if shot is not None else None
        for button in (self.draw, self.go_on, self.go_back):
            button.setEnabled(shot is not None)
        for part in (self.paint_region, self.clear, self.words, self.region):
            part.setVisible(region is not None)
        if region is None:
            return
        if not self.words.hasFocus():
            self.words.setText(region.words)
        count = len(region.strokes)
        self.region.setText(
            f"{count} stroke{'s' * (count != 1)} over the frame at {float(region.at):.2f} s, followed through the shot."
        )

    # --- asking -------------------------------------------------------------------------------------
    def ask_beyond(self, way: str) -> None:
        """Ask how long, and what happens; then queue it."""
        shot = self._session.chosen
        if shot is None:
            return
        after = way == "after"
        dialog = ClipDialog("What comes after the shot" if after else "What was before the shot", self, pictures=False)
        dialog.words.setPlaceholderText("As the shot's own words have it")
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.queue_clip(shot.id, replace(dialog.wish, way=way))

    def ask_moving(self) -> None:
        """Ask for pictures, how long, and what happens; then queue it."""
        dialog = ClipDialog("Let pictures move", self, pictures=True)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.queue_clip(ShotId(""), replace(dialog.wish, way="moving"))

    def queue_clip(self, shot: ShotId, wish: ClipWish) -> None:
        """Have a clip invented when its turn comes. shot: the one that it is of, "" none."""
        self._queue.add((shot,), replace(self._form.job(shot), clip=wish, tries=1))

    # --- the region ---------------------------------------------------------------------------------
    @Slot()
    def _on_words(self) -> None:
        shot = self._session.chosen
        if shot is not None and region_of(self._session.film, shot.id) is not None:
            words = self.words.text().strip()
            self._session.apply("Say what the region shows", lambda film: say_region(film, shot.id, words))

    @Slot()
    def _on_paint_region(self) -> None:
        shot = self._session.chosen
        if shot is None:
            return
        kept = [one.take for one in self._session.film.kept if one.shot == shot.id]
        job = replace(self._form.job(shot.id), region=True, over=kept[-1] if kept else "")
        self._queue.add((shot.id,), job)

    @Slot()
    def _on_clear(self) -> None:
        shot = self._session.chosen
        if shot is not None:
            self._session.apply("Clear the region", lambda film: clear_region(film, shot.id))


class ClipDialog(QDialog):
    """Asks for a clip that is to be invented."""

    def __init__(self, title: str, parent: QWidget, *, pictures: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.seconds = QDoubleSpinBox(
            minimum=0.5, maximum=10.0, singleStep=0.5, decimals=1, value=_SECONDS, suffix=" s"
        )
        inset(self.seconds)
        self.words = QLineEdit()
        self.seed = QDoubleSpinBox(minimum=0, maximum=9999, decimals=0)
        inset(self.seed)
        self.first, self.last = (
            _Picture("The picture that moves"),
            _Picture("The picture that it becomes; may be empty"),
        )
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText("Queue it")
        form = QFormLayout(self)
        form.setSpacing(GRID)
        if pictures:
            form.addRow("From", self.first)
            form.addRow("To", self.last)
            self.first.edit.textChanged.connect(self._check)
        form.addRow("Lasts about", self.seconds)
        form.addRow("What happens", self.words)
        form.addRow("Chance", self.seed)
        form.addRow(
            label("small", "It is put into the film as a new shot once it is painted. Undo takes it out.", wraps=True)
        )
        form.addRow(self.buttons)
        self.seed.setToolTip("Another number gives another clip of the same words")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._pictures = pictures
        self._check()
        self.setMinimumWidth(420)

    @property
    def wish(self) -> ClipWish:
        """What was asked for; of which way is said by whoever asked."""
        first, last = (one.edit.text().strip() if self._pictures else "" for one in (self.first, self.last))
        return ClipWish("", self.seconds.value(), self.words.text().strip(), first, last, int(self.seed.value()))

    @Slot()
    def _check(self) -> None:
        ready = not self._pictures or Path(self.first.edit.text().strip()).is_file()
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(ready)


class _Picture(QWidget):
    """A picture's file, typed or chosen."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(name)
        choose = styled(QToolButton(self), "verb")
        choose.setText("Choose…")
        choose.setAccessibleName(f"Choose: {name}")
        choose.clicked.connect(self._ask)
        row = _row(self.edit, choose)
        row.setContentsMargins(0, 0, 0, 0)
        row.setStretch(0, 1)
        self.setLayout(row)

    @Slot()
    def _ask(self) -> None:
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        path, _ = QFileDialog.getOpenFileName(self, self.edit.accessibleName(), home, PICTURES)
        if path:
            self.edit.setText(path)


def _row(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GRID // 2)
    for part in parts:
        row.addWidget(part)
    if not any(isinstance(part, QLineEdit) for part in parts):
        row.addStretch(1)
    return row
