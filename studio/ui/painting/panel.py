"""The Paint panel: choose a painter, queue the shot or the film, watch it come, compare takes and use one."""

from pathlib import Path
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.engine.estimates import estimate
from studio.engine.painters.catalogue import Dial
from studio.engine.painters.diffusion.known_cards import known_card
from studio.engine.painting_jobs import LookAtTakes, Paint, PaintClip, PaintPreview, TakeMade, TakesSeen
from studio.engine.takes import TakeRecord
from studio.timeline.film import frames_in
from studio.timeline.paint_queue import PaintJob, Queued
from studio.ui import wheel
from studio.ui.painting.choosing import PaintChoices
from studio.ui.painting.comparing import Comparing
from studio.ui.painting.pictures import MovingPicture
from studio.ui.painting.queue import PaintingQueue
from studio.ui.painting.remix import RemixPart
from studio.ui.parts import label, panel, styled
from studio.ui.session import Session
from studio.ui.theme import GRID
from studio.ui.work import Work, time_to_go

EMPTY: Final = "Nothing is queued. Choose a painter, then paint the shot you are on, or the whole film."
_LEAST_PX = 320
_QUEUE_PX = 132
_DAY_S = 86_400


class _Lines(QListWidget):
    """The queue's lines. ``deleted`` when the chosen one is to go."""

    deleted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes a painting out of the queue, where elsewhere it takes a shot out of the film."""
        if event.key() == Qt.Key.Key_Delete:
            self.deleted.emit()
        else:
            super().keyPressEvent(event)


class PaintPanel(QWidget):
    """Everything the Paint dock holds."""

    def __init__(self, session: Session, work: Work, queue: PaintingQueue) -> None:
        super().__init__()
        panel(self)
        self._session, self._work, self._queue = session, work, queue
        self._records: tuple[TakeRecord, ...] = ()
        self.form = PaintChoices()
        self.cost = label("small", wraps=True)
        self.paint_shot = self._verb("Paint this shot", "Put the shot you are on into the queue")
        self.paint_film = self._verb("Paint the film", "Put every shot into the queue")
        self.remix = RemixPart(session, work, queue, self.form)
        self.moving = MovingPicture()
        self.progress = label("dim", wraps=True)
        self.list = _Lines()
        self.hold = self._verb("Pause all", "Put everything aside, and give the graphics card back")
        self.pause = self._verb("Pause", "Put this painting aside; what is done of it is kept")
        self.earlier = self._verb("Earlier", "Paint this one before the one above it")
        self.remove = self._verb("Remove", "Take this painting out of the queue")
        self.comparing = Comparing(session)
        self.promote = self._verb(
            "Promote to final", "Paint the take on the right finer: the same seed and composition"
        )
        self.promote.hide()
        self._fill()
        self._lay_out()
        self._listen()
        self._show_choices()
        self._show_queue()

    def be_seen(self, seen: bool) -> None:
        """Look at the shot's takes now that somebody sees them."""
        if seen:
            self.form.show_painters()
            self._look()

    # --- parts --------------------------------------------------------------------------------------
    def _verb(self, text: str, tip: str) -> QToolButton:
        button = styled(QToolButton(self), "verb")
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(text)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _fill(self) -> None:
        self.list.setAccessibleName("Queue of paintings")
        self.list.setFixedHeight(_QUEUE_PX)
        self.setAccessibleName("Paint")
        self.setMinimumWidth(_LEAST_PX)

    def _lay_out(self) -> None:
        page = panel(QWidget())
        column = QVBoxLayout(page)
        column.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(self.form)
        column.addWidget(self.cost)
        column.addLayout(_row(self.paint_shot, self.paint_film))
        column.addWidget(self.remix)
        column.addLayout(_headed("Queue", self.hold))
        column.addWidget(self.moving)
        column.addWidget(self.progress)
        column.addWidget(self.list)
        column.addLayout(_row(self.pause, self.earlier, self.remove))
        column.addWidget(label("heading", "Takes of this shot"))
        column.addWidget(self.comparing)
        column.addLayout(_row(self.promote))
        column.addStretch(1)
        wheel.spare(page)
        scroll = QScrollArea(self)
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _listen(self) -> None:
        self.form.changed.connect(self._show_choices)
        self.promote.clicked.connect(self._on_promote)
        self.comparing.second.currentIndexChanged.connect(self._show_promotion)
        self.paint_shot.clicked.connect(self._on_paint_shot)
        self.paint_film.clicked.connect(self._on_paint_film)
        self.hold.clicked.connect(self._on_hold)
        self.pause.clicked.connect(self._on_pause)
        self.earlier.clicked.connect(self._on_earlier)
        self.remove.clicked.connect(self._on_remove)
        self.list.deleted.connect(self._on_remove)
        self.list.currentRowChanged.connect(self._show_verbs)
        self._queue.changed.connect(self._show_queue)
        self._work.changed.connect(self._show_progress)
        self._work.painting.connect(self._on_painting)
        self._session.shot_chosen.connect(self._on_shot)
        self._session.project_changed.connect(self._on_shot)

    # --- choosing -----------------------------------------------------------------------------------
    @Slot()
    def _show_choices(self) -> None:
        shot = self._session.chosen
        self.paint_shot.setEnabled(shot is not None)
        self.paint_film.setEnabled(bool(self._session.map.shots))
        frames = frames_in(shot.duration, self._session.film.fps) if shot is not None else 0
        self.cost.setText(self._cost(frames))

    def _cost(self, frames: int) -> str:
        entry = self.form.entry
        if entry is None:
            return "A model of your own: what it needs is known once it is opened."
        card = known_card()
        known = estimate(entry, self.form.choices, frames, self._records, card, self._people)
        self.cost.setToolTip("\n".join(known.reasons))
        memory = f"about {known.memory_gb:g} GB of graphics memory"
        if not frames:
            return f"{memory[0].upper()}{memory[1:]}. {entry.licence.plain}"
        if known.seconds is None:
            once = "How long it takes is known once it has painted here."
            return f"{memory[0].upper()}{memory[1:]}. {once} {entry.licence.plain}"
        about = "" if known.measured else "roughly "
        lasting = f"{about}{_lasting(known.seconds)}"
        if card is not None and card.kind == "cpu":
            return f"Without a graphics card this shot takes the processor {lasting}. {entry.licence.plain}"
        return f"This shot: {lasting}, {memory}. {entry.licence.plain}"

    @property
    def _people(self) -> int:
        """How many of the cast are in the shot one is on."""
        shot, cast = self._session.chosen, {one.id for one in self._session.film.cast}
        return len(cast & set(shot.present)) if shot is not None else 0

    @Slot()
    def _on_paint_shot(self) -> None:
        shot = self._session.chosen
        if shot is not None:
            self._queue.add((shot.id,), self.form.job(shot.id))

    @Slot()
    def _on_paint_film(self) -> None:
        shots = tuple(shot.id for shot in self._session.film.shots)
        if shots:
            self._queue.add(shots, self.form.job(shots[0]))

    @Slot()
    def _on_promote(self) -> None:
        """Paint a draft finer: what it is made of stays, so that only the last of the way is painted again."""
        shot, take = self._session.chosen, self.comparing.chosen
        if shot is not None and take is not None:
            mine = self.form.job(shot.id)
            best = replace(mine, painter=take.painter, dial=Dial.BEST.value, promotes=take.take, tries=1)
            self._queue.add((shot.id,), best)

    @Slot()
    def _show_promotion(self) -> None:
        take = self.comparing.chosen
        self.promote.setVisible(take is not None)
        self.promote.setEnabled(take is not None and take.promotable)

    # --- the queue ----------------------------------------------------------------------------------
    @Slot()
    def _show_queue(self) -> None:
        row = self.list.currentRow()
        self.list.blockSignals(True)
        self.list.clear()
        for queued in self._queue.queue.jobs:
            self.list.addItem(QListWidgetItem(self._line(queued)))
        self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
        self.list.blockSignals(False)
        self.list.setVisible(self.list.count() > 0)
        self.hold.setText("Go on" if self._queue.held else "Pause all")
        if self._queue.at_work is None:
            self.moving.clear()
        self._show_progress()
        self._show_verbs()

    def _line(self, queued: Queued) -> str:
        job = queued.job
        numbers = {shot.id: number for number, shot in enumerate(self._session.film.shots, start=1)}
        moves = job.clip is not None and job.clip.way == "moving"
        gone = Path(job.clip.first).name if moves and job.clip is not None else "A shot that is gone"
        name = f"Shot {numbers[job.shot]}" if job.shot in numbers else gone
        at_work = self._queue.at_work
        state = "paused" if job.paused else "painting" if at_work == queued else ""
        parts = (f"{name}{_done_to_it(job)}", Path(job.painter).name, job.dial, state)
        return "  ·  ".join(part for part in parts if part)

    @Slot()
    def _show_progress(self) -> None:
        if not self._queue.queue.jobs:
            self.progress.setText(EMPTY)
            return
        jobs = (job for job in self._work.under_way if isinstance(job.request, Paint | PaintClip))
        told = next((job.progress for job in jobs if job.progress is not None), None)
        if told is None:
            self.progress.setText("Everything is paused." if self._queue.held else "Waiting for its turn.")
            return
        left = time_to_go(told.seconds_left)
        what = told.what[0].upper() + told.what[1:]
        self.progress.setText(f"{what}{', ' + left if left else ''}.")

    @Slot()
    def _show_verbs(self) -> None:
        chosen = self._chosen
        for button in (self.pause, self.earlier, self.remove):
            button.setEnabled(chosen is not None)
        for button in (self.hold, self.pause, self.earlier, self.remove):
            button.setVisible(bool(self._queue.queue.jobs))
        self.earlier.setEnabled(self.list.currentRow() > 0)
        self.pause.setText("Take up" if chosen is not None and chosen.job.paused else "Pause")

    @property
    def _chosen(self) -> Queued | None:
        jobs, row = self._queue.queue.jobs, self.list.currentRow()
        return jobs[row] if 0 <= row < len(jobs) else None

    @Slot()
    def _on_hold(self) -> None:
        self._queue.hold(hold=not self._queue.held)

    @Slot()
    def _on_pause(self) -> None:
        if (chosen := self._chosen) is not None:
            self._queue.pause(chosen.number, pause=not chosen.job.paused)

    @Slot()
    def _on_earlier(self) -> None:
        if (chosen := self._chosen) is not None:
            row = self.list.currentRow()
            self._queue.move(chosen.number, row - 1)
            self.list.setCurrentRow(row - 1)

    @Slot()
    def _on_remove(self) -> None:
        if (chosen := self._chosen) is not None:
            self._queue.remove(chosen.number)

    # --- what the engine says -----------------------------------------------------------------------
    @Slot(object)
    def _on_painting(self, event: PaintPreview | TakeMade | TakesSeen) -> None:
        match event:
            case PaintPreview(frames=frames, fps=fps):
                self.moving.play(frames, fps)
            case TakeMade():
                self._look()
            case TakesSeen(records=records):
                self._records = records
                self.comparing.show_takes(event)
                self._show_choices()
                self._show_promotion()

    @Slot()
    def _on_shot(self) -> None:
        self._show_choices()
        self._look()

    def _look(self) -> None:
        shot = self._session.chosen
        if shot is not None and self.isVisible():
            self._work.submit(LookAtTakes(self._session.project.takes, shot.id))


def _lasting(seconds: float) -> str:
    """A time as one reads it: "7:05", "1:02:30", "12 days"."""
    days = round(seconds / _DAY_S)
    return f"{days} days" if days > 1 else time_to_go(seconds).removesuffix(" left")


def _done_to_it(job: PaintJob) -> str:
    """What is done to a shot, other than painting it."""
    if job.clip is not None:
        return {"after": ", what comes after", "before": ", what was before"}.get(job.clip.way, ", moving")
    if job.region:
        return ", its region"
    return ", promoted" if job.promotes else ""


def _headed(words: str, button: QToolButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(label("heading", words))
    row.addStretch(1)
    row.addWidget(button)
    return row


def _row(*buttons: QToolButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GRID // 2)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
