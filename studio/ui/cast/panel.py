"""The Cast panel: a roster, a turntable, and the form to design whoever stands on it."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.engine.jobs import Failed, JobId
from studio.engine.sitting import Sitting
from studio.engine.vocabulary import prop_kinds
from studio.engine.voicing import Voiced, audition_of
from studio.timeline.film import CastMember, EntityId, Film, Prop
from studio.ui.cast import edits
from studio.ui.cast.drawings import Drawings, drawn_files
from studio.ui.cast.form import Form
from studio.ui.cast.models import Models, model_of, told
from studio.ui.cast.roster import Roster
from studio.ui.cast.tools import Tools
from studio.ui.cast.turning import Turning
from studio.ui.cast.turntable import Hold, TurntableView
from studio.ui.flow import FlowLayout
from studio.ui.parts import label, panel, scrolled, styled
from studio.ui.playback import Playback
from studio.ui.session import Session
from studio.ui.theme import GRID, Theme
from studio.ui.work import Job, Work

EMPTY: Final = "Your cast comes to stand here once the script names somebody."
_LEAST_PX: Final = 300
_BESIDE_FROM_PX: Final = 620
_FORM_PX: Final = 368
_RESIZED_MS: Final = 120
_TIPS: Final = {
    "hear": ("Hear voice", "Hear them speak as they are now: their first line, or a sentence of the studio's"),
    "use": ("Use a model…", "Have a VRM character play them (or a glTF model be it); or drop the file here"),
    "back": ("Back to built-in", "Go back to the built-in figure"),
    "save": ("Save as VRM…", "Save the built-in character as a VRM 1.0 file for other programs"),
}


class _Column(QVBoxLayout):
    """The panel's page. Beside the form the table takes what room there is; above it, as much as it likes."""

    beside = False

    def hasHeightForWidth(self) -> bool:
        """What the area that it scrolls in asks, to give it its best height."""
        return not self.beside and super().hasHeightForWidth()


class CastPanel(QWidget):
    """Everything the Cast dock holds."""

    def __init__(self, session: Session, work: Work, playback: Playback, theme: Theme) -> None:
        super().__init__()
        panel(self)
        self._session = session
        self._work = work
        self._playback = playback
        self._who: EntityId | None = None
        self._audition: JobId | None = None
        self._seen = False
        self.setMinimumWidth(_LEAST_PX)
        self.setAcceptDrops(True)
        hold = Hold()
        self.roster = Roster(theme, self)
        self.roster.lie(flat=True)
        self.view = TurntableView(hold, theme, self)
        self.tools = Tools(theme, self)
        self.form = Form(theme)
        self.models = Models(session, work, self)
        self.drawings = Drawings(session, work, self)
        self.turning = Turning(session, work, hold, self)
        self.buttons = {name: self._button(name) for name in _TIPS}
        self._name, self._drawn_as = label("title"), label("dim")
        self._empty = label("empty", EMPTY, wraps=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._page = panel(QWidget())
        self._body = scrolled(self._page)
        self._split = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._lay_out()
        self._resized = QTimer(self, interval=_RESIZED_MS, singleShot=True)
        self._resized.timeout.connect(self._seat)
        self._listen()
        self._show()

    @property
    def chosen(self) -> CastMember | Prop | None:
        """Who or what stands on the table."""
        entities = self._entities()
        return next((one for one in entities if one.id == self._who), entities[0] if entities else None)

    def choose(self, who: EntityId) -> None:
        """Put somebody or something on the table."""
        self._who = who
        self._show()

    @Slot()
    def ask_model(self) -> None:
        """Ask for a model's file for whoever is on the table."""
        self._do(self.models.ask)

    @Slot()
    def ask_to_save(self) -> None:
        """Ask where to save whoever is on the table; things and models are not saved."""
        entity = self.chosen
        if isinstance(entity, CastMember) and model_of(entity) is None:
            self.models.ask_to_save(entity)

    @Slot()
    def hear(self) -> None:
        """Have whoever is on the table speak."""
        if isinstance(entity := self.chosen, CastMember):
            self._audition = self._work.submit(audition_of(self._session.film, entity))

    @Slot(object)
    def _on_voiced(self, voiced: Voiced) -> None:
        if voiced.job == self._audition:
            self._playback.audition(voiced.samples)

    @Slot(object)
    def _on_ended(self, job: Job) -> None:
        if job.id == self._audition and isinstance(job.ending, Failed):
            self.view.say(f"{job.ending.what} {job.ending.remedy}")

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        for part in (self.roster, self.view, self.tools, self.form):
            part.wear(theme)

    # --- parts --------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.addWidget(self._name)
        heading.addStretch(1)
        heading.addWidget(self._drawn_as)
        verbs = QWidget(self)
        flow = FlowLayout(verbs)
        for button in self.buttons.values():
            flow.addWidget(button)
        stage = QVBoxLayout()
        stage.setSpacing(GRID // 2)
        stage.addWidget(self.view, 1)
        stage.addWidget(self.tools)
        self._split.addLayout(stage, 1)
        self._split.addWidget(self._form_area(heading, verbs), 1)
        self._split.setSpacing(GRID)
        column = _Column(self._page)
        self._column = column
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.roster)
        column.addLayout(self._split, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(GRID, GRID, GRID, GRID)
        outer.addWidget(self._empty, 1)
        outer.addWidget(self._body, 1)

    def _form_area(self, heading: QHBoxLayout, verbs: QWidget) -> QWidget:
        page = panel(QWidget())
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, GRID, 0)
        inner.addWidget(self.form)
        inner.addWidget(self.drawings)
        inner.addStretch(1)
        scroll = scrolled(page)
        area = QWidget(self)
        area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(area)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(heading)
        column.addWidget(scroll, 1)
        column.addWidget(verbs)
        self._area = area
        return area

    def _button(self, name: str) -> QToolButton:
        words, tip = _TIPS[name]
        button = styled(QToolButton(self), "verb")
        button.setText(words)
        button.setToolTip(tip)
        button.setAccessibleName(words.rstrip("…"))
        return button

    def _listen(self) -> None:
        self.roster.chosen.connect(self.choose)
        self.tools.changed.connect(self._seat)
        self.form.changed.connect(self._on_changed)
        self.form.given_back.connect(self._on_given_back)
        self.turning.drawn.connect(self.view.show_picture)
        self.turning.portrayed.connect(self._on_portrayed)
        self.turning.failed.connect(self.view.say)
        self.models.said.connect(self.view.say)
        self.buttons["hear"].clicked.connect(self.hear)
        self._work.voiced.connect(self._on_voiced)
        self._work.ended.connect(self._on_ended)
        self.buttons["use"].clicked.connect(self.ask_model)
        self.buttons["back"].clicked.connect(lambda: self._do(self.models.give_up))
        self.buttons["save"].clicked.connect(self.ask_to_save)
        self._session.film_changed.connect(self._on_film)
        self._session.project_changed.connect(self._on_project)
        self._playback.changed.connect(self._move_or_rest)
        self._work.changed.connect(self._move_or_rest)

    # --- showing ------------------------------------------------------------------------------------
    @Slot(bool)
    def be_seen(self, seen: bool) -> None:
        """Whether anybody can see the panel: behind another's tab, nothing is drawn and nothing shown."""
        self._seen = seen
        if seen:
            self._show()
        else:
            self.turning.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The form goes beside the table where there is room."""
        super().resizeEvent(event)
        beside = self.width() >= _BESIDE_FROM_PX
        self._column.beside = beside
        directions = QBoxLayout.Direction
        self._split.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        self._area.setMaximumWidth(_FORM_PX if beside else 16777215)
        self._area.setMinimumWidth(_FORM_PX if beside else 0)
        self._resized.start()

    @Slot()
    def _show(self) -> None:
        if not self._seen:
            return
        entity = self.chosen
        self._body.setVisible(entity is not None)
        self._empty.setVisible(entity is None)
        if entity is None:
            self.turning.stop()
            return
        self._who = entity.id
        self.roster.show_entities(self._entities(), entity.id)
        self._name.setText(entity.name)
        self._drawn_as.setText(told(entity))
        self.form.show_entity(entity)
        self.tools.show_for(person=isinstance(entity, CastMember))
        self.drawings.show_member(entity)
        modelled = model_of(entity) is not None
        self.buttons["hear"].setEnabled(isinstance(entity, CastMember))
        self.buttons["back"].setEnabled(modelled)
        self.buttons["save"].setEnabled(isinstance(entity, CastMember) and not modelled)
        self._seat()
        self.turning.portray_soon()

    @Slot()
    def _seat(self) -> None:
        entity = self.chosen
        if not self._seen or entity is None:
            return
        person = isinstance(entity, CastMember)
        pose, emotion = (self.tools.pose, self.tools.emotion) if person else ("stand", "calm")
        ratio = self.view.devicePixelRatioF()
        room = QSize(round(self.view.width() * ratio), round(self.view.height() * ratio))
        self._move_or_rest()
        self.turning.seat(Sitting(entity, pose, emotion), room)

    @Slot()
    def _move_or_rest(self) -> None:
        """The table stands while the film plays or renders: that comes first."""
        rest = self._playback.playing or bool(self._work.exports)
        self.view.set_motion(turning=self.tools.turning, live=not rest)

    def _entities(self) -> list[CastMember | Prop]:
        """People, then creatures, then things."""
        film = self._session.film
        kinds = prop_kinds()
        alive = [one for one in film.props if one.kind in kinds and kinds[one.kind].alive]
        return [*film.cast, *alive, *(one for one in film.props if one not in alive)]

    @Slot(object, QPixmap)
    def _on_portrayed(self, who: EntityId, picture: QPixmap) -> None:
        self.roster.show_portrait(who, picture)

    @Slot(object, object)
    def _on_film(self, before: Film, after: Film) -> None:
        if (before.cast, before.props, before.drawings) != (after.cast, after.props, after.drawings):
            self._show()

    @Slot()
    def _on_project(self) -> None:
        self._who = None
        self.roster.clear()
        self.turning.forget()
        self.view.show_picture(None)
        self.view.say("")

    # --- doing --------------------------------------------------------------------------------------
    def _do(self, act: Callable[[CastMember | Prop], None]) -> None:
        if (entity := self.chosen) is not None:
            act(entity)

    @Slot(str, object, object)
    def _on_changed(self, part: str, value: object, merge: object) -> None:
        entity = self.chosen
        if entity is None:
            return
        name, edit = edits.designed(entity, part, value)
        if not self._session.apply(name, edit, None if merge is None else (entity.id, merge)):
            self.form.show_entity(entity)

    @Slot(str)
    def _on_given_back(self, part: str) -> None:
        if (entity := self.chosen) is not None:
            self._session.apply(*edits.given_back(entity, part))

    # --- dropping a file ----------------------------------------------------------------------------
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file may be dropped on whoever is chosen."""
        if self.chosen is not None and (drawn_files(event.mimeData()) or _file_of(event) is not None):
            event.acceptProposedAction()
            self.view.welcome(coming=True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """It is not dropped after all."""
        self.view.welcome(coming=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Use the file as a model, or pictures as what painters keep them by."""
        self.view.welcome(coming=False)
        path, entity, drawn = _file_of(event), self.chosen, drawn_files(event.mimeData())
        if drawn and entity is not None:
            event.acceptProposedAction()
            self.drawings.take_in(drawn)
        elif path is not None and entity is not None:
            event.acceptProposedAction()
            self.models.use(entity, path)


def _file_of(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
