"""How a film is written: one of the export presets, with what it is for and which encoder of this machine makes it."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from studio.engine.export_jobs import EncoderFound, FindEncoder
from studio.engine.media.presets import ExportPreset, PresetKind, export_presets
from studio.engine.painters.painter import Size
from studio.ui.parts import Sentence
from studio.ui.work import Work

_NEEDS_NONE = {
    PresetKind.FILM: "Needs no encoder: the shots are in this form already.",
    PresetKind.ANIMATION: "Encoder: software.",
    PresetKind.SEQUENCE: "Needs no encoder.",
    PresetKind.STEMS: "Needs no encoder.",
}


class FormChooser(QObject):
    """The parts of a dialog that choose a preset: ``names``, a sentence ``about`` it, and its ``encoder``."""

    changed = Signal()

    def __init__(self, work: Work, parent: QWidget) -> None:
        super().__init__(parent)
        self._work = work
        self._asked = FindEncoder("", Size(0, 0), 0)
        self.names = QComboBox(parent)
        self.names.setAccessibleName("Format")
        self.names.setToolTip("What kind of file is written")
        for name, preset in export_presets().items():
            self.names.addItem(preset.title, name)
        self.about = Sentence("dim")
        self.encoder = Sentence("dim")
        self.encoder.setAccessibleName("Encoder")
        self.names.currentIndexChanged.connect(self._on_chosen)
        work.encoder_found.connect(self._on_found)
        self._on_chosen()

    @property
    def name(self) -> str:
        """The chosen preset's name."""
        return str(self.names.currentData())

    @property
    def preset(self) -> ExportPreset:
        """The chosen preset."""
        return export_presets()[self.name]

    def choose(self, name: str) -> None:
        """Choose a preset by its name."""
        self.names.setCurrentIndex(max(0, self.names.findData(name)))

    def look_for_encoder(self, size: Size, fps: int) -> None:
        """Have the engine try which encoder works at a size; of a preset that needs none, say nothing."""
        asked = FindEncoder(self.name, size, fps)
        if asked == self._asked:
            return
        self._asked = asked
        if self.preset.encoders:
            self.encoder.setText("Looking for an encoder…")
            self._work.submit(asked)

    @Slot()
    def _on_chosen(self) -> None:
        self.about.setText(self.preset.about)
        self.encoder.setText("" if self.preset.encoders else _NEEDS_NONE[self.preset.kind])
        self.changed.emit()

    @Slot(object)
    def _on_found(self, found: EncoderFound) -> None:
        if found.preset == self.name:
            self.encoder.setText(f"Encoder: {found.title}")
