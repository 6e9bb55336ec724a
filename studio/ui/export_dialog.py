"""The export dialog: where to, and how large; then how far it is, and where the film lies."""

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from studio.engine.jobs import Finished, JobId
from studio.engine.painters.painter import Size
from studio.ui.engine_panel import ending_of, open_folder_of
from studio.ui.export_choices import LEAST_PX, PRESETS, ExportChoices, objection
from studio.ui.parts import inset, label, restyled, styled
from studio.ui.theme import GRID
from studio.ui.work import Job, Work

_CUSTOM = "Custom"
_WIDTH_PX = 520


class ExportDialog(QDialog):
    """Asks, and hands over ``chosen``; goes on to show the job it was told to ``follow``."""

    chosen = Signal(object)  # ExportChoices

    def __init__(self, target: Path, project: Path, work: Work, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export film")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH_PX)
        self._project = project
        self._work = work
        self._job: JobId | None = None
        self._output: Path | None = None
        self.path = QLineEdit(str(target), self)
        self._browse = QPushButton("Choose…", self)
        self.preset = QComboBox(self)
        self.preset.addItems([f"{name}, {size.width} × {size.height}" for name, size in PRESETS.items()] + [_CUSTOM])
        self.width_px, self.height_px = _pixels("Width", self), _pixels("Height", self)
        self.stems = QCheckBox("Also write dialogue, effects and ambience as sound files", self)
        self.sentence = label("note", wraps=True)
        self._bar = QProgressBar(self, textVisible=False)
        self._bar.hide()
        self.export = styled(QPushButton("Export", self, default=True), "primary")
        self.open_folder = QPushButton("Open folder", self)
        self.open_folder.hide()
        self.close_button = QPushButton("Cancel", self, autoDefault=False)
        self._name_parts()
        self._lay_out()
        self._connect()
        self.preset.setCurrentIndex(1)
        self._on_preset()

    def choices(self) -> ExportChoices:
        """The answers as they stand."""
        return ExportChoices(
            target=Path(self.path.text().strip()).expanduser(),
            size=Size(self.width_px.value(), self.height_px.value()),
            stems=self.stems.isChecked(),
        )

    def put_in(self, part: QWidget) -> None:
        """Put what else is asked below the questions of size and place."""
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(1, part)

    def follow(self, job: JobId) -> None:
        """Show how this job goes."""
        self._job = job
        self._bar.setVisible(True)
        self._bar.setRange(0, 0)
        self._set_asking(asking=False)
        self.close_button.setText("Close, and go on")
        self._say("Waiting for its turn. You can close this and go on working.", calm=True)

    def _name_parts(self) -> None:
        for part, name, tip in (
            (self.path, "File", "Where the film is written"),
            (self._browse, "Choose the file", "Choose where the film is written"),
            (
                self.preset,
                "Size",
                "How large the picture is. A preview looks the same, and is made in less than half the time",
            ),
            (self.stems, "Stems", "One file for each layer of the sound"),
            (self.export, "Export", "Put the film in the queue"),
            (self.open_folder, "Open folder", "Show the film on the desktop"),
            (self.close_button, "Close", "Close this dialog"),
        ):
            part.setAccessibleName(name)
            part.setToolTip(tip)

    def _lay_out(self) -> None:
        where, size, buttons = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        where.addWidget(self.path, 1)
        where.addWidget(self._browse)
        size.addWidget(self.preset, 1)
        size.addWidget(self.width_px)
        size.addWidget(QLabel("×", self))
        size.addWidget(self.height_px)
        buttons.addWidget(self.open_folder)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.export)
        form = QFormLayout()
        form.setSpacing(GRID)
        form.addRow("File", where)
        form.addRow("Size", size)
        form.addRow("", self.stems)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addLayout(form)
        column.addWidget(self.sentence)
        column.addWidget(self._bar)
        column.addSpacing(GRID)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.path.textChanged.connect(self._check)
        self.preset.currentIndexChanged.connect(self._on_preset)
        for side in (self.width_px, self.height_px):
            side.valueChanged.connect(self._on_side)
        self._browse.clicked.connect(self._choose_path)
        self.export.clicked.connect(self._on_export)
        self.open_folder.clicked.connect(self._on_open_folder)
        self.close_button.clicked.connect(self.close)
        self._work.changed.connect(self._on_progress)
        self._work.ended.connect(self._on_ended)

    @Slot()
    def _on_preset(self) -> None:
        sizes = list(PRESETS.values())
        if self.preset.currentIndex() < len(sizes):
            size = sizes[self.preset.currentIndex()]
            for side, pixels in ((self.width_px, size.width), (self.height_px, size.height)):
                with QSignalBlocker(side):
                    side.setValue(pixels)
        self._check()

    @Slot()
    def _on_side(self) -> None:
        size = Size(self.width_px.value(), self.height_px.value())
        sizes = list(PRESETS.values())
        with QSignalBlocker(self.preset):
            self.preset.setCurrentIndex(sizes.index(size) if size in sizes else len(sizes))
        self._check()

    @Slot()
    def _check(self) -> None:
        why_not = objection(self.choices(), self._project)
        replaces = not why_not and self.choices().target.exists()
        self._say("The file that is there now will be replaced." if replaces else why_not, calm=replaces)
        self.export.setEnabled(not why_not)

    @Slot()
    def _choose_path(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, "Export film", self.path.text(), "Film (*.mp4)")
        if path:
            self.path.setText(path if path.lower().endswith(".mp4") else f"{path}.mp4")

    @Slot()
    def _on_export(self) -> None:
        self.chosen.emit(self.choices())

    @Slot()
    def _on_progress(self) -> None:
        job = next((job for job in self._work.exports if job.id == self._job), None)
        if job is not None and job.progress is not None:
            self._bar.setRange(0, max(1, job.progress.total))
            self._bar.setValue(job.progress.done)
            self._say(ending_of(job), calm=True)

    @Slot(object)
    def _on_ended(self, job: Job) -> None:
        if job.id != self._job:
            return
        self._job = None
        self._output = job.output
        self._bar.setVisible(False)
        self.open_folder.setVisible(job.output is not None)
        self.close_button.setText("Close")
        self._set_asking(asking=True)
        report = job.ending.report if isinstance(job.ending, Finished) else ()
        self._say("\n".join((ending_of(job), *report)), calm=job.output is not None)

    @Slot()
    def _on_open_folder(self) -> None:
        if self._output is not None:
            open_folder_of(self._output)

    def _set_asking(self, *, asking: bool) -> None:
        for part in (self.path, self._browse, self.preset, self.width_px, self.height_px, self.stems):
            part.setEnabled(asking)
        self.export.setEnabled(asking)

    def _say(self, sentence: str, *, calm: bool) -> None:
        self.sentence.setText(sentence)
        restyled(self.sentence, "dim" if calm else "note")


def _pixels(name: str, parent: QWidget) -> QSpinBox:
    edit = QSpinBox(parent, minimum=LEAST_PX, maximum=9999, singleStep=2)
    inset(edit)
    edit.setAccessibleName(f"{name} in pixels")
    edit.setToolTip(f"{name} in pixels, an even number")
    return edit
