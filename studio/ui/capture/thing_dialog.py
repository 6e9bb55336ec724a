"""A pet or a thing from pictures of it, or a short clip: cut out, its colours found, and worn by one in the film.

Painters that go by references keep it by the crops, which lie with the project and go into no package.
"""

from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.cameo.double.things import ThingCameo, thing_from_files
from studio.engine.stills import things_pictures
from studio.errors import StudioError
from studio.timeline.brush import Drawing
from studio.timeline.film import Prop
from studio.timeline.repainting import as_at_home
from studio.ui.parts import label, styled
from studio.ui.session import Session
from studio.ui.theme import GRID

_FILES: Final = "Pictures and clips (*.png *.jpg *.jpeg *.webp *.bmp *.mp4 *.mov *.avi *.mkv *.webm)"
_SHOWN_PX: Final = 132
_SHOWN: Final = 4
NOTHING: Final = "No pet and no thing is in the film yet. Write one into the script first."
_TAKEN: Final = (
    "{name} keeps its shape in the film, and takes this colour. Painters that go by references keep it by these"
    " pictures, which stay with the project and go into no package."
)
ASK: Final = "Choose a few pictures, or one short clip. It should stand out from what is behind it."


class _Maker(QObject):
    """Looks at the pictures beside the window's own work."""

    finished = Signal(object)  # ThingCameo | StudioError
    kept = Signal(object)  # tuple[Drawing, ...] | StudioError

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thread: Thread | None = None

    def make(self, paths: tuple[Path, ...], thing: Prop) -> None:
        """Begin; ``finished`` gives the cameo, or why there is none."""

        def work() -> None:
            try:
                self.finished.emit(thing_from_files(paths, thing.kind, thing.name))
            except StudioError as error:
                self.finished.emit(error)

        self._go(work)

    def keep(self, cameo: ThingCameo, thing: Prop, folder: Path) -> None:
        """Keep its pictures with a project; ``kept`` gives them, or why they cannot be."""

        def work() -> None:
            try:
                self.kept.emit(things_pictures(cameo, thing.id, folder))
            except StudioError as error:
                self.kept.emit(error)

        self._go(work)

    def _go(self, work: Callable[[], None]) -> None:
        self._thread = Thread(target=work, name="thing", daemon=True)
        self._thread.start()

    def join(self) -> None:
        """Wait until it is done."""
        if self._thread is not None:
            self._thread.join()


class ThingDialog(QDialog):
    """Has a thing of the film look like a real one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("A pet or a thing of yours")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(620)
        self._session = session
        self._cameo: ThingCameo | None = None
        self._maker = _Maker(self)
        self.which = QComboBox(self)
        self.which.setAccessibleName("Which")
        for prop in session.film.props:
            self.which.addItem(prop.name, prop.id)
        self.choose = QPushButton("Choose pictures…", self, autoDefault=False)
        self.sentence = label("dim", ASK if session.film.props else NOTHING, wraps=True)
        self.colour = QLabel(self)
        self.colour.setFixedSize(3 * GRID, 3 * GRID)
        self.pictures = [QLabel(self) for _ in range(_SHOWN)]
        self.use = styled(QPushButton("Use it", self), "primary")
        self.use.setEnabled(False)
        self.choose.setEnabled(bool(session.film.props))
        self._lay_out()
        self.choose.clicked.connect(self._ask)
        self.use.clicked.connect(self._on_use)
        self._maker.finished.connect(self._on_made)
        self._maker.kept.connect(self._on_kept)

    @property
    def thing(self) -> Prop | None:
        """Which of the film's things it is."""
        return next((one for one in self._session.film.props if one.id == self.which.currentData()), None)

    def take(self, paths: tuple[Path, ...]) -> None:
        """Look at pictures or a clip."""
        thing = self.thing
        if thing is not None and paths:
            self.choose.setEnabled(False)
            self.sentence.setText("Looking at it…")
            self._maker.make(paths, thing)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let what is under way end."""
        self._maker.join()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        form, strip, buttons = QFormLayout(), QHBoxLayout(), QHBoxLayout()
        form.setSpacing(GRID)
        form.addRow("Which", self.which)
        form.addRow("From", self.choose)
        for picture in self.pictures:
            picture.setFixedSize(_SHOWN_PX, _SHOWN_PX)
            strip.addWidget(picture)
        strip.addStretch(1)
        buttons.addWidget(self.colour)
        buttons.addStretch(1)
        buttons.addWidget(self.use)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addLayout(form)
        column.addWidget(self.sentence)
        column.addLayout(strip)
        column.addLayout(buttons)

    @Slot()
    def _ask(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "Pictures of it, or a clip", "", _FILES)
        self.take(tuple(map(Path, names)))

    @Slot(object)
    def _on_made(self, result: ThingCameo | StudioError) -> None:
        self.choose.setEnabled(True)
        self.use.setEnabled(isinstance(result, ThingCameo))
        if isinstance(result, StudioError):
            self.sentence.setText(result.sentence)
            return
        self._cameo = result
        self.sentence.setText(_TAKEN.format(name=f"{result.name[:1].upper()}{result.name[1:]}"))
        self.colour.setStyleSheet(f"background: {result.colours[0]}; border-radius: 4px;")
        for picture, reference in zip(self.pictures, result.references, strict=False):
            found = QPixmap()
            found.loadFromData(reference.png)
            picture.setPixmap(found.scaled(_SHOWN_PX, _SHOWN_PX, mode=Qt.TransformationMode.SmoothTransformation))
        self.adjustSize()

    @Slot()
    def _on_use(self) -> None:
        thing, cameo = self.thing, self._cameo
        if thing is not None and cameo is not None:
            self.use.setEnabled(False)
            self._maker.keep(cameo, thing, self._session.project.folder)

    @Slot(object)
    def _on_kept(self, kept: tuple[Drawing, ...] | StudioError) -> None:
        thing, cameo = self.thing, self._cameo
        if isinstance(kept, StudioError):
            self.sentence.setText(kept.sentence)
            self.use.setEnabled(True)
        elif (
            thing is not None
            and cameo is not None
            and self._session.apply(
                f"{thing.name} as at home", lambda film: as_at_home(film, thing.id, cameo.colours[0], kept)
            )
        ):
            self.accept()
