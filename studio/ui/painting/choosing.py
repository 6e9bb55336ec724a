"""Who paints, how finely and by what: the Paint panel's form."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QSlider,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.engine.model_store.home import models_folder
from studio.engine.model_store.store import ModelStore
from studio.engine.painters.catalogue import Conditioning, Dial, PainterEntry, catalogue
from studio.engine.painters.diffusion.choices import Choices, Control
from studio.engine.painters.painter import FINAL_SIZE
from studio.errors import StudioError
from studio.timeline.film import ShotId
from studio.timeline.paint_queue import PaintJob
from studio.ui.painting.comparing import narrow
from studio.ui.painting.loras import Loras
from studio.ui.painting.queue import choices_of
from studio.ui.parts import inset, label, styled
from studio.ui.theme import GRID

_DIALS: Final = {Dial.DRAFT: "Draft", Dial.GOOD: "Good", Dial.BEST: "Best"}
_CONTROLS: Final = {
    "": "As the painter likes it",
    Control.GREY.value: "Light and shape",
    Control.LINE.value: "Lines",
    Control.DEPTH.value: "Depth",
    Control.SCRIBBLE.value: "Loose lines",
    Control.POSE.value: "Poses",
}
_MOST_TRIES: Final = 9
_FOLDER: Final = "folder"
_LEAST_STRENGTH: Final = 5
NO_KEYFRAMES: Final = "None"


class PaintChoices(QWidget):
    """Everything that is chosen before painting."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.painter, self.dial, self.control, self.keyframes = (QComboBox() for _ in range(4))
        self.tries = QSpinBox(minimum=1, maximum=_MOST_TRIES)
        self.held, self.strength = _Share(0, "Held by it"), _Share(_LEAST_STRENGTH, "Painted anew")
        self.apart = QCheckBox("Each person by themselves")
        self.sound = QCheckBox("Hear what it sounds like")
        self.loras = Loras()
        self.more = styled(QToolButton(self), "verb")
        self._rest = QWidget()
        self._before = 0
        self._fill()
        self._lay_out()
        self._listen()
        self.show_painters()
        self._show_rest(open_=False)
        self.setAcceptDrops(True)

    # --- what is chosen -----------------------------------------------------------------------------
    @property
    def entry(self) -> PainterEntry | None:
        """The painter that is chosen; None for a folder, of which nothing is known before it is opened."""
        found = self.painter.currentData()
        return found if isinstance(found, PainterEntry) else None

    @property
    def choices(self) -> Choices:
        """How it is to paint."""
        return choices_of(self.job(ShotId("")), Path())

    def job(self, shot: ShotId) -> PaintJob:
        """A shot to be painted so."""
        entry = self.entry
        return PaintJob(
            shot=shot,
            painter=entry.name if entry is not None else str(self.painter.currentData()),
            width=FINAL_SIZE.width,
            height=FINAL_SIZE.height,
            dial=str(self.dial.currentData()),
            control=str(self.control.currentData()),
            tries=self.tries.value(),
            held=self.held.share,
            strength=None if self.strength.share >= 1 else self.strength.share,
            keyframes=str(self.keyframes.currentData() or ""),
            loras=self.loras.chosen,
            apart=self.apart.isChecked(),
            sound=self.sound.isEnabled() and self.sound.isChecked(),
        )

    def show_painters(self) -> None:
        """Offer the catalogue's painters, and those that the artist added."""
        chosen, key = self.painter.currentText(), self.keyframes.currentText()
        own = [one for one in own_painters() if one.name not in {entry.name for entry in catalogue()}]
        offered = [*catalogue(), *own]
        folders = [self.painter.itemData(at) for at in range(self.painter.count())]
        for combo in (self.painter, self.keyframes):
            combo.blockSignals(True)
            combo.clear()
        for entry in (one for one in offered if one.paints_video):
            self.painter.addItem(entry.title, entry)
        for folder in (one for one in folders if isinstance(one, str) and one != _FOLDER):
            self.painter.addItem(Path(folder).name, folder)
        self.painter.addItem("Add a model's folder…", _FOLDER)
        self.keyframes.addItem(NO_KEYFRAMES, "")
        for entry in (one for one in offered if not one.paints_video):
            self.keyframes.addItem(entry.title, entry.name)
        for combo, text in ((self.painter, chosen), (self.keyframes, key)):
            combo.setCurrentIndex(max(0, combo.findText(text)))
            combo.blockSignals(False)
        self._before = self.painter.currentIndex()
        self._enable()

    def add_folder(self, folder: Path) -> None:
        """Paint with the model in a folder."""
        at = self.painter.findData(str(folder))
        if at < 0:
            at = self.painter.count() - 1
            self.painter.insertItem(at, folder.name, str(folder))
            self.painter.setItemData(at, str(folder), Qt.ItemDataRole.ToolTipRole)
        self.painter.setCurrentIndex(at)

    # --- dropping -----------------------------------------------------------------------------------
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A model's folder may be dropped."""
        if _folder_in(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Paint with what is dropped."""
        folder = _folder_in(event)
        if folder is not None:
            event.acceptProposedAction()
            self.add_folder(folder)

    # --- parts --------------------------------------------------------------------------------------
    def _fill(self) -> None:
        for dial, name in _DIALS.items():
            self.dial.addItem(name, dial.value)
        self.dial.setCurrentIndex(list(_DIALS).index(Dial.GOOD))
        for control, name in _CONTROLS.items():
            self.control.addItem(name, control)
        self.apart.setChecked(True)
        told: dict[QWidget, tuple[str, str]] = {
            self.painter: ("Painter", "Who paints; a model of your own can be dropped here as a folder"),
            self.dial: ("Quality", "How large, and in how many steps"),
            self.tries: ("Tries", "How often a shot is painted at most until it agrees with what is played"),
            self.control: ("Held by", "Which layer of what is played the model is held to"),
            self.keyframes: ("Key frame", "Who paints each shot's first frame for the painter to go on from"),
            self.apart: (
                "Each person by themselves",
                "Two people in one shot do not swap: each is painted with their own picture alone. "
                "Each takes as long as the shot does once",
            ),
            self.sound: (
                "Hear what it sounds like",
                "Mix what this painter makes to be heard into the take, as a stem",
            ),
        }
        for part, (name, tip) in told.items():
            part.setAccessibleName(name)
            part.setToolTip(tip)
        for combo in (self.painter, self.dial, self.control, self.keyframes):
            narrow(combo)
        inset(self.tries)

    def _lay_out(self) -> None:
        form, rest = QFormLayout(), QFormLayout(self._rest)
        rest.setContentsMargins(0, 0, 0, 0)
        for one in (form, rest):
            one.setSpacing(GRID)
        form.addRow("Painter", self.painter)
        form.addRow("Quality", self.dial)
        form.addRow("Tries", self.tries)
        rest.addRow("Held by", self.control)
        rest.addRow("as much as", self.held)
        rest.addRow("Painted anew", self.strength)
        rest.addRow("Key frame", self.keyframes)
        rest.addRow(self.apart)
        rest.addRow(self.sound)
        rest.addRow(self.loras)
        self.strength.setToolTip("How much of a clip, a still or the drawing underneath is painted anew")
        self.held.setToolTip("0 % leaves the model free, 100 % holds it as close as it can")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(form)
        column.addWidget(self.more)
        column.addWidget(self._rest)
        self.more.clicked.connect(lambda: self._show_rest(open_=self._rest.isHidden()))
        self.more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _listen(self) -> None:
        self.painter.currentIndexChanged.connect(self._on_painter)
        self.dial.currentIndexChanged.connect(self.changed)
        self.apart.toggled.connect(self.changed)
        self.loras.changed.connect(self.changed)

    @Slot(int)
    def _on_painter(self, at: int) -> None:
        if self.painter.itemData(at) == _FOLDER:
            self.painter.setCurrentIndex(self._before)
            home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation)
            folder = QFileDialog.getExistingDirectory(self, "The folder of a model, with model_index.json in it", home)
            if folder:
                self.add_folder(Path(folder))
            return
        self._before = at
        self._enable()
        self.changed.emit()

    def _enable(self) -> None:
        """Only what the painter listens to can be chosen."""
        entry = self.entry
        takes = frozenset(entry.conditioning) if entry is not None else frozenset(Conditioning)
        self.sound.setEnabled(entry is None or entry.sounds)
        self.control.setEnabled(Conditioning.CONTROL in takes)
        self.held.setEnabled(Conditioning.CONTROL in takes)
        self.strength.setEnabled(bool(takes & {Conditioning.VIDEO, Conditioning.PICTURE}))
        self.apart.setEnabled(Conditioning.REFERENCES in takes)

    def _show_rest(self, *, open_: bool) -> None:
        self._rest.setVisible(open_)
        self.more.setText("Fewer choices" if open_ else "More choices")
        self.more.setAccessibleName(self.more.text())
        self.more.setToolTip("What the model is held by, key frames, LoRAs")


class _Share(QWidget):
    """A share in percent."""

    def __init__(self, least: int, name: str) -> None:
        super().__init__()
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(least, 100)
        self._slider.setValue(100)
        self._slider.setAccessibleName(name)
        self._told = label("readout", "100 %")
        self._told.setMinimumWidth(44)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._slider, 1)
        row.addWidget(self._told)
        self._slider.valueChanged.connect(self._on_value)

    @Slot(int)
    def _on_value(self, percent: int) -> None:
        self._told.setText(f"{percent} %")

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self._slider.value() / 100

    def set_share(self, share: float) -> None:
        """Move it there."""
        self._slider.setValue(round(share * 100))


def own_painters() -> list[PainterEntry]:
    """The painters of models that the artist added; none where the store cannot be read."""
    store = ModelStore(models_folder())
    try:
        return [store.painter(record.name) for record in store.records.all()]
    except StudioError:
        return []


def _folder_in(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path is not None and path.is_dir() else None
