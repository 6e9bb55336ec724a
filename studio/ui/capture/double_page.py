"""The double that was made: turned about, adjusted part by part, and kept under a name."""

from collections.abc import Callable
from typing import Any, Final

from msgspec.structs import replace
from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from studio.cameo.double.making import Made
from studio.engine.jobs import JobId, Turn, Turned
from studio.engine.painters.painter import Size
from studio.engine.sitting import Sitting, Stance
from studio.timeline.designing import design
from studio.timeline.film import CastId, CastMember, Film
from studio.ui.cast.form import Form
from studio.ui.cast.turntable import Hold, TurntableView
from studio.ui.parts import label, styled
from studio.ui.pictures import image_of
from studio.ui.theme import GRID, Theme
from studio.ui.work import Work

_WHO: Final = CastId("double")
_FACE: Final = Stance(0.3, 0.06, 0.84)
_SETTLE_MS: Final = 60
_SIZE: Final = Size(352, 416)
_VOICE: Final = "The voice is the studio's own, styled after you: your pitch, its range and its colour. It is no copy."


class DoublePage(QWidget):
    """Shows and edits a double. ``kept`` gives what is to be kept, the name and the handle; ``again``: capture anew."""

    kept = Signal(object, str, str)
    again = Signal()

    def __init__(self, work: Work, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._made: Made | None = None
        self._film = Film("")
        self._job: JobId | None = None
        self._hold = Hold()
        self.view = TurntableView(self._hold, theme, self)
        self.view.put(_FACE)
        self.form = Form(theme, self)
        self.name, self.handle = QLineEdit(self), QLineEdit(self)
        self.keep = styled(QPushButton("Keep this double", self), "primary")
        self.retake = QPushButton("Capture once more", self, autoDefault=False)
        for part, name, hint in (
            (self.name, "Name", "What friends call you"),
            (self.handle, "Handle", "@name, as scripts write it"),
        ):
            part.setAccessibleName(name)
            part.setPlaceholderText(hint)
        self._lay_out()
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self._seat)
        self.form.changed.connect(self._on_changed)
        self.form.given_back.connect(self._on_given_back)
        self.keep.clicked.connect(self._on_keep)
        self.retake.clicked.connect(self.again)
        self.name.textChanged.connect(self._show_state)
        self.handle.textChanged.connect(self._show_state)
        work.turned.connect(self._on_turned)
        self._show_state()

    @property
    def member(self) -> CastMember:
        """The double as one of the cast."""
        return self._film.cast[0]

    def show_double(self, made: Made) -> None:
        """Show a double that was just made."""
        self._made = made
        self._film = Film("", cast=(CastMember(_WHO, self.name.text() or "Me", made.double.look, made.double.voice),))
        self.form.show_entity(self.member)
        line = self.form.lines["name"]
        for part in (line.label, line.control, line.whose):
            part.hide()
        self._settle.start()

    def stop(self) -> None:
        """Nobody looks any more."""
        if self._job is not None:
            self._work.cancel(self._job)
            self._job = None

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        self.view.wear(theme)
        self.form.wear(theme)

    def _lay_out(self) -> None:
        area = QScrollArea(self)
        area.setWidget(self.form)
        area.setWidgetResizable(True)
        named, buttons = QHBoxLayout(), QHBoxLayout()
        named.setSpacing(GRID)
        named.addWidget(self.name, 1)
        named.addWidget(self.handle, 1)
        buttons.addWidget(self.retake)
        buttons.addStretch(1)
        buttons.addWidget(self.keep)
        side = QVBoxLayout()
        side.setSpacing(GRID)
        side.addWidget(label("title", "This is you, drawn"))
        side.addWidget(label("dim", "Change whatever is not right. Nothing is kept until you say so.", wraps=True))
        side.addWidget(area, 1)
        side.addWidget(label("dim", _VOICE, wraps=True))
        side.addLayout(named)
        side.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        row.addWidget(self.view, 1)
        row.addLayout(side, 1)

    @Slot()
    def _seat(self) -> None:
        self._job = self._work.submit(Turn(Sitting(self.member), _SIZE, self._hold.stance))

    @Slot(object, object)
    def _on_turned(self, turned: Turned, _request: Turn) -> None:
        if turned.job == self._job:
            self.view.show_picture(image_of(turned.colour))

    @Slot(str, object, object)
    def _on_changed(self, part: str, value: object, _merge: object) -> None:
        self._edit(lambda film: design(film, _WHO, part, value))

    @Slot(str)
    def _on_given_back(self, part: str) -> None:
        assert self._made is not None
        double = self._made.double
        before: Any = getattr(double.look, part, None)
        self._edit(
            lambda film: design(film, _WHO, part, getattr(double.voice, part, None) if before is None else before)
        )

    def _edit(self, change: Callable[[Film], Film]) -> None:
        self._film = change(self._film)
        self.form.show_entity(self.member)
        self._settle.start()

    @Slot()
    def _show_state(self) -> None:
        self.keep.setEnabled(bool(self.name.text().strip()) and bool(self.handle.text().strip(" @")))

    @Slot()
    def _on_keep(self) -> None:
        if self._made is not None:
            double = replace(self._made.double, look=self.member.look, voice=self.member.voice)
            made = Made(double, self._made.references)
            self.kept.emit(made, self.name.text().strip(), self.handle.text().strip(" @"))
