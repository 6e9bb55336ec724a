"""The writer's dialog: which model, what is asked of it, how far it is, and its proposal beside what is there."""

from pathlib import Path

from PySide6.QtCore import QSettings, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from studio.engine.jobs import Expand, Failed, Fill, Finished, JobId, Proposal, Proposed
from studio.timeline.film import Film, Shot
from studio.ui.difference import as_html, difference
from studio.ui.parts import fit_screen, label, restyled, styled
from studio.ui.theme import GRID, Theme
from studio.ui.work import Job, Work, time_to_go

_MODEL = "writer/model"
_SIZE_PX = (640, 560)
NEEDED = "Choose the folder of a chat model on this machine. Nothing is downloaded, and nothing leaves the machine."


class WriterDialog(QDialog):
    """Expands an idea into a script, or, given a shot, fills in its directions. Hands over what is ``agreed`` to."""

    agreed = Signal(object)  # Proposal

    def __init__(self, film: Film, shot: Shot | None, work: Work, settings: QSettings, theme: Theme, parent: QWidget):
        super().__init__(parent)
        self.setWindowTitle("Expand an idea" if shot is None else "Fill in the directions")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        fit_screen(self, *_SIZE_PX)
        self._film, self._shot, self._work, self._settings, self._theme = film, shot, work, settings, theme
        self._job: JobId | None = None
        self._tries = 0
        self._proposal: Proposal | None = None
        self.idea = QPlainTextEdit(self, placeholderText="A sentence or two: who, where, and what happens")
        self.folder = QLineEdit(str(settings.value(_MODEL, "")), self)
        self.browse = QPushButton("Choose…", self, autoDefault=False)
        self.sentence = label("dim", NEEDED, wraps=True)
        self._bar = QProgressBar(self, textVisible=False)
        self.proposal = QTextEdit(
            self, readOnly=True, placeholderText="The proposal is shown here, to accept or refuse"
        )
        self.ask = styled(QPushButton("Write", self, default=True), "primary")
        self.accept_button = styled(QPushButton("Accept", self, autoDefault=False), "primary")
        self.refuse = QPushButton("Refuse", self, autoDefault=False)
        self.close_button = QPushButton("Close", self, autoDefault=False)
        self._name_parts()
        self._lay_out()
        self._connect()
        self._show_state()

    def _name_parts(self) -> None:
        for part, name, tip in (
            (self.idea, "Idea", "What the script is to be about"),
            (self.folder, "Model", "The folder of a chat model: config.json and *.safetensors"),
            (self.browse, "Choose the model", "Choose the folder of a chat model"),
            (self.proposal, "Proposal", "What would change: lines with + come, lines with - go"),
            (self.ask, "Write", "Ask the model, or stop it"),
            (self.accept_button, "Accept", "Take the proposal over; undo takes it back"),
            (self.refuse, "Refuse", "Leave everything as it is"),
            (self.close_button, "Close", "Close this dialog"),
        ):
            part.setAccessibleName(name)
            part.setToolTip(tip)

    def _lay_out(self) -> None:
        where, buttons = QHBoxLayout(), QHBoxLayout()
        where.addWidget(self.folder, 1)
        where.addWidget(self.browse)
        for button in (self.refuse, self.close_button, self.accept_button, self.ask):
            buttons.addWidget(button)
        buttons.insertStretch(0, 1)
        form = QFormLayout()
        form.setSpacing(GRID)
        form.addRow("Model", where)
        if self._shot is None:
            form.addRow("Idea", self.idea)
        self.idea.setVisible(self._shot is None)
        self.idea.setFixedHeight(10 * GRID)
        self.idea.setTabChangesFocus(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addLayout(form)
        column.addWidget(self.sentence)
        column.addWidget(self._bar)
        column.addWidget(self.proposal, 1)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.folder.textChanged.connect(self._show_state)
        self.idea.textChanged.connect(self._show_state)
        self.browse.clicked.connect(self._choose_folder)
        self.ask.clicked.connect(self._on_ask)
        self.accept_button.clicked.connect(self._on_accept)
        self.refuse.clicked.connect(self.close)
        self.close_button.clicked.connect(self.close)
        self.finished.connect(self._stop)
        self._work.changed.connect(self._on_progress)
        self._work.proposed.connect(self._on_proposed)
        self._work.ended.connect(self._on_ended)

    @Slot()
    def _show_state(self) -> None:
        """What can be pressed now."""
        writing, proposed = self._job is not None, self._proposal is not None
        asked = self._shot is not None or bool(self.idea.toPlainText().strip())
        self.ask.setText("Stop" if writing else "Write again" if proposed else "Write")
        self.ask.setEnabled(writing or (asked and bool(self.folder.text().strip())))
        self._bar.setVisible(writing)
        restyled(self.ask, "" if proposed and not writing else "primary")
        for part in (self.accept_button, self.refuse):
            part.setVisible(proposed and not writing)
        self.close_button.setVisible(not proposed or writing)
        for part in (self.folder, self.browse, self.idea):
            part.setEnabled(not writing)

    @Slot()
    def _choose_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(self, "Choose the folder of a chat model", self.folder.text())
        if path:
            self.folder.setText(path)

    @Slot()
    def _on_ask(self) -> None:
        if self._job is not None:
            self._work.cancel(self._job)
            return
        folder = self.folder.text().strip()
        self._settings.setValue(_MODEL, folder)
        model = Path(folder).expanduser()
        self._proposal = None
        self.proposal.clear()
        self._bar.setRange(0, 0)
        self.sentence.setText("Waiting for the engine.")
        self._job = self._work.submit(
            Expand(self.idea.toPlainText(), model, self._film, self._tries)
            if self._shot is None
            else Fill(self._film, self._shot.id, model, self._tries)
        )
        self._tries += 1
        self._show_state()

    @Slot()
    def _on_progress(self) -> None:
        job = next((job for job in self._work.under_way if job.id == self._job), None)
        if job is not None and job.progress is not None:
            done, most = job.progress.done, job.progress.total
            self._bar.setRange(0, most if done else 0)
            self._bar.setValue(done)
            left = time_to_go(job.progress.seconds_left)
            self.sentence.setText(f"{job.progress.what}… {left}".strip())

    @Slot(object, object)
    def _on_proposed(self, answer: Proposed, _request: Expand | Fill) -> None:
        if answer.job == self._job:
            self._proposal = answer.proposal
            lines = difference(answer.proposal.before, answer.proposal.after)
            self.proposal.setHtml(as_html(lines, self._theme))

    @Slot(object)
    def _on_ended(self, job: Job) -> None:
        if job.id != self._job:
            return
        self._job = None
        match job.ending:
            case Failed(what=what, remedy=remedy):
                self.sentence.setText(f"{what} {remedy}")
            case Finished():
                self.sentence.setText("This is a proposal. Nothing has changed yet.")
            case _:
                self.sentence.setText("Stopped. Nothing has changed.")
        self._show_state()

    @Slot()
    def _on_accept(self) -> None:
        if self._proposal is not None:
            self.agreed.emit(self._proposal)
        self.close()

    @Slot()
    def _stop(self) -> None:
        if self._job is not None:
            self._work.cancel(self._job)
            self._job = None
