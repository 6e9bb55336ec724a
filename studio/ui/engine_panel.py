"""The engine: what it is doing, how long it will take, how to stop it, and how things ended."""

from pathlib import Path
from typing import assert_never

from PySide6.QtCore import QSettings, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.engine.cameo_jobs import DoWithCameos, LookAtCameos
from studio.engine.export_jobs import FindEncoder
from studio.engine.interchange_jobs import BringIn, SendOut
from studio.engine.jobs import (
    Cancelled,
    Coach,
    CutOut,
    Direct,
    Dub,
    Expand,
    Export,
    Failed,
    Fill,
    Finished,
    JobId,
    Judge,
    Portray,
    Preview,
    Redirect,
    Redo,
    SaveModel,
    Survey,
    TakeIn,
    TakeModel,
    Turn,
)
from studio.engine.package_jobs import Borrow, Browse, Extend, LookInto, OpenFilm, Trace, Weigh
from studio.engine.painting_jobs import LayDown, LookAtTakes, Paint, PaintClip, ShowRegion, TakeDrawings
from studio.engine.queueing import ABREAST, MOST_ABREAST
from studio.engine.voicing import Audition
from studio.ui import wheel
from studio.ui.parts import inset, label, panel, restyled, styled
from studio.ui.theme import GRID
from studio.ui.work import Job, Work, time_to_go

_LEAST_PX, _LEAST_WIDE_PX = 160, 260
_BAR_PX = 80
_ABREAST = "exports/abreast"
IDLE = "The engine is idle."


def shown(job: Job) -> bool:
    """Whether a job under way is worth a line: previews come and go too fast to read."""
    match job.request:
        case (
            Preview()
            | Redirect()
            | Judge()
            | Coach()
            | Dub()
            | Turn()
            | Portray()
            | CutOut()
            | Audition()
            | FindEncoder()
            | LayDown()
            | LookAtTakes()
            | ShowRegion()
            | TakeDrawings()
        ):
            return False
        case LookAtCameos() | DoWithCameos():
            return False
        case LookInto() | Trace() | Weigh() | Browse() | Borrow() | Extend():
            return False
        case (
            Direct()
            | Survey()
            | Export()
            | Expand()
            | Fill()
            | Redo()
            | TakeModel()
            | SaveModel()
            | TakeIn()
            | Paint()
            | PaintClip()
            | OpenFilm()
            | BringIn()
            | SendOut()
        ):
            return True
        case _:
            assert_never(job.request)


def state_of(job: Job) -> str:
    """Where a job under way is, in words."""
    if job.progress is None:
        return "waiting for its turn"
    parts = [job.progress.what, f"{job.progress.done} of {job.progress.total}", time_to_go(job.progress.seconds_left)]
    return "  ·  ".join(part for part in parts if part)


def ending_of(job: Job) -> str:
    """How a job ended, in a sentence."""
    match job.ending:
        case Finished(output=output):
            return f"Done: {output}" if output else "Done."
        case Cancelled():
            return "Stopped, as asked."
        case Failed(what=what, remedy=remedy):
            return f"{what} {remedy}"
        case None:
            return state_of(job)
        case _:
            assert_never(job.ending)


def open_folder_of(path: Path) -> None:
    """Show a file's folder on the desktop."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


class JobRow(QFrame):
    """One job: name, state, progress, and a button that stops it or shows what it made."""

    again = Signal(object)  # Job

    def __init__(self, job: Job, work: Work, parent: QWidget) -> None:
        super().__init__(parent)
        self._work = work
        self._job = job
        self._name = QLabel(job.name, self)
        self._state = label("dim", wraps=True)
        self._state.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._bar = QProgressBar(self, textVisible=False)
        self._button = QPushButton(self)
        self._button.clicked.connect(self._on_button)
        top = QHBoxLayout()
        top.addWidget(self._name, 1)
        top.addWidget(self._button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, GRID)
        column.setSpacing(GRID // 2)
        column.addLayout(top)
        column.addWidget(self._bar)
        column.addWidget(self._state)
        self.show_job(job)

    def show_job(self, job: Job) -> None:
        """Show how far the job is."""
        self._job = job
        self._state.setText(ending_of(job))
        restyled(self._state, "note" if isinstance(job.ending, Failed) else "dim")
        self._bar.setVisible(job.ending is None and job.progress is not None)
        _fill(self._bar, job)
        can_go_on = _can_go_on(job)
        self._button.setVisible(job.ending is None or job.output is not None or can_go_on)
        self._button.setText("Stop" if job.ending is None else "Go on" if can_go_on else "Open folder")
        self._button.setAccessibleName(f"{self._button.text()}: {job.name}")

    @Slot()
    def _on_button(self) -> None:
        if self._job.output is not None:
            open_folder_of(self._job.output)
        elif _can_go_on(self._job):
            self._button.setEnabled(False)
            self.again.emit(self._job)
        else:
            self._work.cancel(self._job.id)


def _can_go_on(job: Job) -> bool:
    """Whether a job that ended early can be taken up again; shots it finished are not made anew."""
    return isinstance(job.request, Export) and isinstance(job.ending, Cancelled | Failed)


class EnginePanel(QScrollArea):
    """Everything the engine dock holds: what is under way, in the order asked for, then how the last things ended.

    ``again``: an export is to be taken up that was stopped or failed.
    """

    again = Signal(object)  # Job

    def __init__(self, work: Work, settings: QSettings) -> None:
        super().__init__()
        self._work = work
        self._settings = settings
        self._rows: dict[JobId, JobRow] = {}
        self._page = panel(QWidget())
        self._idle = label("dim", IDLE)
        self.abreast = QSpinBox(self._page, minimum=1, maximum=MOST_ABREAST)
        self._set_up_abreast()
        above = QHBoxLayout()
        above.addWidget(label("dim", "Exports side by side"))
        above.addWidget(self.abreast)
        above.addStretch(1)
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        self._column.setSpacing(GRID)
        self._column.addLayout(above)
        self._column.addWidget(self._idle)
        self._column.addStretch(1)
        self.setWidget(self._page)
        wheel.spare(self._page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(_LEAST_WIDE_PX)
        self.setAccessibleName("What the engine is doing")
        self.setMinimumHeight(_LEAST_PX)
        work.changed.connect(self._show)
        self._show()

    def _set_up_abreast(self) -> None:
        self.abreast.setValue(_whole(self._settings.value(_ABREAST), ABREAST))
        self.abreast.setAccessibleName("Exports side by side")
        self.abreast.setToolTip(
            "How many exports go on at once. More need more memory; one waits for the others where there is too little"
        )
        inset(self.abreast)
        self.abreast.valueChanged.connect(self._on_abreast)
        self._work.set_abreast(self.abreast.value())

    @Slot(int)
    def _on_abreast(self, most: int) -> None:
        self._settings.setValue(_ABREAST, most)
        self._work.set_abreast(most)

    @Slot()
    def _show(self) -> None:
        jobs = {job.id: job for job in (*filter(shown, self._work.under_way), *self._work.recent)}
        for gone in [job_id for job_id in self._rows if job_id not in jobs]:
            self._rows.pop(gone).deleteLater()
        before = list(self._rows)
        self._rows = {job_id: self._row(job) for job_id, job in jobs.items()}
        if before != list(self._rows):
            for place, row in enumerate(self._rows.values(), start=2):
                self._column.insertWidget(place, row)
        self._idle.setVisible(not jobs)

    def _row(self, job: Job) -> JobRow:
        """The line of a job as it is now."""
        row = self._rows.get(job.id)
        if row is None:
            row = JobRow(job, self._work, self._page)
            row.again.connect(self.again)
        else:
            row.show_job(job)
        return row


def _whole(told: object, usual: int) -> int:
    """A setting as a whole number; one that somebody bent is as usual."""
    try:
        return int(str(told))
    except ValueError:
        return usual


class EngineSummary(QWidget):
    """The engine panel folded into the status line: what is going on, how far, and how long still."""

    pressed = Signal()

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._text = QLabel(self)
        self._bars = [self._make_bar() for _ in range(MOST_ABREAST)]
        self._fold = styled(QToolButton(self), "fold")
        self._fold.setText("Engine")
        self._fold.setToolTip("Show what the engine is doing (Alt+5)")
        self._fold.setAccessibleName("Show what the engine is doing")
        self._fold.clicked.connect(self.pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, GRID, 0)
        row.setSpacing(GRID)
        for part in (self._text, *self._bars, self._fold):
            row.addWidget(part)
        work.changed.connect(self._show)
        self._show()

    def _make_bar(self) -> QProgressBar:
        bar = QProgressBar(self, textVisible=False)
        bar.setMaximumWidth(_BAR_PX)
        bar.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        return bar

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Anywhere on it unfolds the panel."""
        self.pressed.emit()

    @Slot()
    def _show(self) -> None:
        jobs = [job for job in self._work.under_way if shown(job)]
        going = [job for job in jobs if job.progress is not None]
        for place, bar in enumerate(self._bars):
            bar.setVisible(place < len(going))
            if place < len(going):
                _fill(bar, going[place])
        first = next(iter((*going, *jobs)), None)
        if first is None:
            self._text.setText("")
            return
        more = f"  (+{len(jobs) - 1})" if len(jobs) > 1 else ""
        left = time_to_go(first.progress.seconds_left) if first.progress else ""
        self._text.setText("  ·  ".join(part for part in (first.name + more, left) if part))


def _fill(bar: QProgressBar, job: Job) -> None:
    """Show on a bar how far a job is."""
    if job.progress is not None:
        bar.setRange(0, max(1, job.progress.total))
        bar.setValue(job.progress.done)
        bar.setAccessibleName(f"Progress of {job.name}")
