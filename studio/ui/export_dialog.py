"""The export dialog: where to, in which form and shape, how large; then how far it is, and where the film lies."""

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
    QLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from studio.engine.jobs import Finished, JobId
from studio.engine.media.presets import ASPECTS, PresetKind, shaped
from studio.engine.painters.painter import Size
from studio.ui.engine_panel import ending_of, open_folder_of
from studio.ui.export_choices import LEAST_PX, PRESETS, ExportChoices, objection, retargeted
from studio.ui.export_form import FormChooser
from studio.ui.parts import fit_screen, inset, label, restyled, scrolled, styled
from studio.ui.theme import GRID
from studio.ui.work import Job, Work

_CUSTOM = "Custom"
_WIDTH_PX, _LABEL_PX = 560, 64


class ExportDialog(QDialog):
    """Asks, and hands over ``chosen``; goes on to show the job it was told to ``follow``."""

    chosen = Signal(object)  # ExportChoices
    queued = Signal(object)  # ExportChoices, to be written without being shown here

    def __init__(self, target: Path, project: Path, work: Work, parent: QWidget, fps: int = 24) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export film")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH_PX)
        self._project = project
        self._work = work
        self._fps = fps
        self._job: JobId | None = None
        self._output: Path | None = None
        self.path = QLineEdit(str(target), self)
        self._browse = QPushButton("Choose…", self)
        self.form = FormChooser(work, self)
        self._form = self.form.preset
        self.preset = QComboBox(self)
        self.preset.addItems([*PRESETS, _CUSTOM])
        self.width_px, self.height_px = _pixels("Width", self), _pixels("Height", self)
        self.shape = QComboBox(self)
        self.shape.addItems([*ASPECTS])
        self.stems = QCheckBox("Also write dialogue, effects and ambience as sound files", self)
        self.sentence = label("note", wraps=True)
        self.sentence.setMinimumHeight(2 * self.sentence.fontMetrics().lineSpacing())
        self._bar = QProgressBar(self, textVisible=False)
        self._bar.hide()
        self.export = styled(QPushButton("Export", self, default=True), "primary")
        self.add = QPushButton("Add to the queue", self, autoDefault=False)
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
            preset=self.form.name,
        )

    def put_in(self, part: QWidget) -> None:
        """Put what else is asked below the questions of size and place."""
        self._asked.addWidget(part)
        self._align(part.layout())
        self._fit_screen()

    def _fit_screen(self) -> None:
        """As high as what is asked needs, or as the screen is: then the questions scroll over the buttons."""
        margins = self.contentsMargins().left() + self.contentsMargins().right() + 4 * GRID
        width = max(_WIDTH_PX, self._asked.totalMinimumSize().width() + margins)
        around = self.minimumSizeHint().height() - self._area.minimumSizeHint().height()
        height = self._asked.totalHeightForWidth(width - margins) + around
        fit_screen(self, width, height)

    def _align(self, form: QLayout | None) -> None:
        """Begin the fields of both forms at one edge."""
        for one in (self._questions, form):
            for row in range(one.rowCount() if isinstance(one, QFormLayout) else 0):
                item = one.itemAt(row, QFormLayout.ItemRole.LabelRole) if isinstance(one, QFormLayout) else None
                if item is not None and (name := item.widget()) is not None:
                    name.setMinimumWidth(_LABEL_PX)

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
            (
                self.shape,
                "Shape",
                "Width by height. In a narrow picture the camera is aimed anew at whom each shot is about",
            ),
            (self.stems, "Stems", "One file for each layer of the sound"),
            (self.export, "Export", "Write the film, and show here how far it is"),
            (self.add, "Add to the queue", "Have it written in the background, and choose another form"),
            (self.open_folder, "Open folder", "Show it on the desktop"),
            (self.close_button, "Close", "Close this dialog"),
        ):
            part.setAccessibleName(name)
            part.setToolTip(tip)

    def _lay_out(self) -> None:
        where, shape, size, buttons = QHBoxLayout(), QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        where.addWidget(self.path, 1)
        where.addWidget(self._browse)
        shape.addWidget(self.shape)
        shape.addWidget(label("dim", "Narrow pictures are aimed at whom each shot is about."), 1)
        size.addWidget(self.preset, 1)
        size.addWidget(self.width_px)
        size.addWidget(QLabel("×", self))
        size.addWidget(self.height_px)
        buttons.addWidget(self.open_folder)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.add)
        buttons.addWidget(self.export)
        self._questions = form = QFormLayout()
        form.setSpacing(GRID)
        form.addRow("File", where)
        form.addRow("Format", self.form.names)
        form.addRow("", self.form.about)
        form.addRow("", self.form.encoder)
        form.addRow("Shape", shape)
        form.addRow("Size", size)
        form.addRow("", self.stems)
        questions = QWidget(self)
        self._asked = QVBoxLayout(questions)
        self._asked.setContentsMargins(0, 0, 0, 0)
        self._asked.setSpacing(GRID)
        self._asked.addLayout(form)
        self._area = scrolled(questions)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(self._area, 1)
        column.addWidget(self.sentence)
        column.addWidget(self._bar)
        column.addLayout(buttons)
        self._fit_screen()

    def _connect(self) -> None:
        self.path.textChanged.connect(self._check)
        self.form.changed.connect(self._on_form)
        self.preset.currentIndexChanged.connect(self._on_preset)
        self.shape.currentIndexChanged.connect(self._on_preset)
        for side in (self.width_px, self.height_px):
            side.valueChanged.connect(self._on_side)
        self._browse.clicked.connect(self._choose_path)
        self.export.clicked.connect(self._on_export)
        self.add.clicked.connect(self._on_add)
        self.open_folder.clicked.connect(self._on_open_folder)
        self.close_button.clicked.connect(self.close)
        self._work.changed.connect(self._on_progress)
        self._work.ended.connect(self._on_ended)

    @Slot()
    def _on_preset(self) -> None:
        sizes = list(PRESETS.values())
        if self.preset.currentIndex() < len(sizes):
            size = shaped(sizes[self.preset.currentIndex()], self.shape.currentText())
            for side, pixels in ((self.width_px, size.width), (self.height_px, size.height)):
                with QSignalBlocker(side):
                    side.setValue(pixels)
        self._check()

    @Slot()
    def _on_side(self) -> None:
        size = Size(self.width_px.value(), self.height_px.value())
        sizes = [shaped(one, self.shape.currentText()) for one in PRESETS.values()]
        with QSignalBlocker(self.preset):
            self.preset.setCurrentIndex(sizes.index(size) if size in sizes else len(sizes))
        self._check()

    @Slot()
    def _on_form(self) -> None:
        """The name follows the form: film.mp4, film.mov, the folder film."""
        old, self._form = self._form, self.form.preset
        self.path.setText(str(retargeted(Path(self.path.text().strip()), old, self._form)))
        painted = self._form.kind is not PresetKind.STEMS
        for part in (self.preset, self.shape, self.width_px, self.height_px, self.stems):
            part.setEnabled(painted)
        self._check()

    @Slot()
    def _check(self) -> None:
        why_not = objection(self.choices(), self._project)
        replaces = not why_not and self.choices().target.exists()
        self._say("The file that is there now will be replaced." if replaces else why_not, calm=replaces)
        for button in (self.export, self.add):
            button.setEnabled(not why_not)
        if not why_not:
            self.form.look_for_encoder(self.choices().size, self._fps)

    @Slot()
    def _choose_path(self) -> None:
        suffix = self.form.preset.suffix
        kind = f"{self.form.preset.title} (*{suffix})" if suffix else "Folder"
        path, _ = QFileDialog.getSaveFileName(self, "Export film", self.path.text(), kind)
        if path:
            self.path.setText(path if path.lower().endswith(suffix) else f"{path}{suffix}")

    @Slot()
    def _on_export(self) -> None:
        self.chosen.emit(self.choices())

    @Slot()
    def _on_add(self) -> None:
        self.queued.emit(self.choices())
        self._say(f"{Path(self.path.text()).name} is in the queue. Choose another form, or close this.", calm=True)

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
        for part in (self.path, self._browse, self.form.names, self.preset, self.shape, self.width_px, self.height_px):
            part.setEnabled(asking)
        for part in (self.stems, self.add, self.export):
            part.setEnabled(asking)

    def _say(self, sentence: str, *, calm: bool) -> None:
        self.sentence.setText(sentence)
        restyled(self.sentence, "dim" if calm else "note")


def _pixels(name: str, parent: QWidget) -> QSpinBox:
    edit = QSpinBox(parent, minimum=LEAST_PX, maximum=9999, singleStep=2)
    inset(edit)
    edit.setAccessibleName(f"{name} in pixels")
    edit.setToolTip(f"{name} in pixels, an even number")
    return edit
