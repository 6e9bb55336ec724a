"""Acting with the camera: one of the cast does what the artist does, live, and what was recorded goes into the shot."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Final, assert_never

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from studio.cameo.capture.hearing import level_of
from studio.cameo.capture.live import Ended, Lost, News, Watched
from studio.cameo.capture.taking import Taking
from studio.engine.jobs import JobId, Turn, Turned
from studio.engine.painters.painter import Size
from studio.engine.puppet import Seen
from studio.engine.sitting import Sitting, Stance
from studio.errors import StudioError
from studio.timeline.acting_edits import set_key
from studio.timeline.capturing import CapturedKey
from studio.timeline.film import CastMember, Shot
from studio.ui.capture.camera_view import CameraView
from studio.ui.capture.pickers import NO_CAMERA, Pickers
from studio.ui.capture.watching import Chosen, Devices, Watching
from studio.ui.cast.turntable import Hold, TurntableView
from studio.ui.meter import Meter
from studio.ui.parts import fit_screen, label, restyled, styled
from studio.ui.pictures import image_of
from studio.ui.session import Session
from studio.ui.theme import GRID, Theme
from studio.ui.work import Work

_SIZE_PX: Final = (900, 620)
_MIRROR_PX: Final = 270
_PICTURE: Final = Size(352, 416)
_CLOSE: Final = Stance(0.0, 0.05, 0.86)
_LEARNING: Final = "Look straight ahead for a moment: this is how you are at rest."
_READY: Final = "They do what you do. Press Record, and act."
_NO_SHOT: Final = "Choose a shot first: what you act goes into it."
_VOICES: Final = "voices"


class _Follow:
    """What the camera's thread knows: it follows the face, and keeps the last moves for the engine to ask for."""

    def __init__(self, tell: Callable[[object], None]) -> None:
        self.taking = Taking()
        self._tell = tell
        self._seen: Seen | None = None

    def puppet(self) -> Seen | None:
        """What is done now; asked by the engine's thread."""
        return self._seen

    def hear(self, news: News) -> None:
        """On the camera's thread."""
        if isinstance(news, Watched):
            moves = self.taking.see(news.faces, news.at, news.sound, news.rate)
            self._seen = Seen(moves, news.taken)
        self._tell(news)


class ActingDialog(QDialog):
    """``took`` gives what the microphone heard, the shot and who was acted, once the acting is in the shot."""

    took = Signal(object, str, str)  # Path, ShotId, CastId

    def __init__(
        self, session: Session, work: Work, devices: Devices, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Act with the camera")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit_screen(self, *_SIZE_PX)
        self._session, self._work = session, work
        self._job: JobId | None = None
        self._follow: _Follow | None = None
        self.watching = Watching(devices, self)
        self.pickers = Pickers(self.watching, self)
        self.who = QComboBox(self)
        self.mirror = CameraView(theme, self)
        self.mirror.be_plain()
        self.mirror.setMaximumHeight(_MIRROR_PX)
        hold = Hold()
        hold.put(_CLOSE, turning=False)
        self.view = TurntableView(hold, theme, self)
        self.view.put(_CLOSE)
        self.view.set_motion(turning=False, live=True)
        self.meter = Meter(theme, self)
        self.sentence = label("dim", wraps=True)
        self.clock = label("readout")
        self.record = styled(QPushButton("Record", self), "primary")
        self.record.setCheckable(True)
        self.centre = QPushButton("This is my rest", self, autoDefault=False)
        self._tick = QTimer(self)
        self._tick.setInterval(100)
        self._lay_out()
        self._connect()
        for member in session.film.cast:
            self.who.addItem(member.name, member.id)
        self._choose_present()
        self.pickers.look()

    @property
    def member(self) -> CastMember | None:
        """Who is acted."""
        return next((one for one in self._session.film.cast if one.id == self.who.currentData()), None)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the devices go."""
        self._let_go()
        super().closeEvent(event)

    def done(self, result: int) -> None:
        """Let the devices go, however the dialog ends."""
        self._let_go()
        super().done(result)

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        self.mirror.wear(theme)
        self.view.wear(theme)
        self.meter.wear(theme)

    # --- parts --------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        for part, name, tip in (
            (self.who, "Who is acted", "Which of the cast does what you do"),
            (self.record, "Record", "Record what you do and say; press again to put it into the shot"),
            (self.centre, "This is my rest", "Take how you sit now for how they are at rest"),
        ):
            part.setAccessibleName(name)
            part.setToolTip(tip)
        top, stage, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.who, 1)
        top.addWidget(self.pickers, 4)
        side = QVBoxLayout()
        side.addWidget(self.mirror, 1)
        side.addWidget(self.meter)
        side.addWidget(self.sentence)
        side.addStretch(1)
        stage.addWidget(self.view, 3)
        stage.addLayout(side, 2)
        stage.setSpacing(2 * GRID)
        foot.addWidget(self.centre)
        foot.addStretch(1)
        foot.addWidget(self.clock)
        foot.addWidget(self.record)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addLayout(top)
        column.addLayout(stage, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.pickers.chosen.connect(self._on_chosen)
        self.watching.arrived.connect(self._on_arrived)
        self.who.activated.connect(self._seat)
        self.record.toggled.connect(self._on_record)
        self.centre.clicked.connect(self._on_centre)
        self._tick.timeout.connect(self._show_clock)
        self._work.turned.connect(self._on_turned)

    def _choose_present(self) -> None:
        """Whoever is in the chosen shot comes first."""
        shot = self._session.chosen
        there = [self.who.findData(one) for one in shot.present] if shot is not None else []
        found = [at for at in there if at >= 0]
        if found:
            self.who.setCurrentIndex(found[0])

    def _let_go(self) -> None:
        self._tick.stop()
        self.watching.stop()
        if self._job is not None:
            self._work.cancel(self._job)
            self._job = None

    # --- going --------------------------------------------------------------------------------------
    @Slot(object)
    def _on_chosen(self, chosen: Chosen | None) -> None:
        self.record.setEnabled(chosen is not None)
        if chosen is None:
            self._say(NO_CAMERA, "note")
            return
        self._follow = _Follow(self.watching.arrived.emit)
        self._say(_LEARNING)
        self.watching.watch(chosen, self._follow.hear, measure=False)
        self._seat()

    @Slot()
    def _seat(self) -> None:
        member = self.member
        if member is not None and self._follow is not None:
            sitting = Sitting(member)
            self._job = self._work.submit(Turn(sitting, _PICTURE, self.view.hold.stance, self._follow.puppet))

    @Slot(object)
    def _on_arrived(self, news: News) -> None:
        match news:
            case Watched():
                self.mirror.show_picture(news.picture)
                peak = 10 ** (level_of(news.sound) / 20)
                self.meter.show_levels(peak, peak)
                if not self.record.isChecked():
                    follower = self._follow.taking.follower if self._follow is not None else None
                    self._say(_READY if follower is not None and follower.rest is not None else _LEARNING)
            case Lost(what=what, remedy=remedy):
                self.record.setChecked(False)
                self._say(f"{what} {remedy}", "note")
            case Ended():
                self.record.setChecked(False)
            case _:
                assert_never(news)

    @Slot(object, object)
    def _on_turned(self, turned: Turned, _request: Turn) -> None:
        if turned.job == self._job:
            self.view.show_picture(image_of(turned.colour))

    @Slot(bool)
    def _on_record(self, recording: bool) -> None:
        if self._follow is None:
            return
        self.record.setText("Stop" if recording else "Record")
        if recording:
            self._follow.taking.begin()
            self._tick.start()
            self._say("Recording what you do.")
            return
        self._tick.stop()
        self._take()

    @Slot()
    def _on_centre(self) -> None:
        if self._follow is not None:
            self._follow.taking.follower.centre()

    @Slot()
    def _show_clock(self) -> None:
        if self._follow is not None:
            self.clock.setText(f"{self._follow.taking.seconds:.1f} s")

    def _take(self) -> None:
        """Put what was recorded into the chosen shot."""
        shot, member = self._session.chosen, self.member
        if self._follow is None or member is None:
            return
        if shot is None:
            self._say(_NO_SHOT, "note")
            return
        try:
            key = self._follow.taking.end(str(member.id), Fraction(0), self._session.film.fps)
        except StudioError as error:
            self._say(error.sentence, "note")
            return
        name = f"Act {member.name} with the camera"
        if self._session.apply(name, lambda film: set_key(film, shot.id, key)):
            self._say(_taken(key, shot))
            self._keep_sound(shot, key)

    def _keep_sound(self, shot: Shot, key: CapturedKey) -> None:
        assert self._follow is not None
        folder = self._session.project.folder / _VOICES
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path = _unused(folder, f"acted-{shot.id}")
            if self._follow.taking.save_sound(path):
                self.took.emit(path, str(shot.id), key.who)
        except (StudioError, OSError) as fault:
            self._say(f"The sound could not be kept: {fault}", "note")

    def _say(self, sentence: str, look: str = "dim") -> None:
        restyled(self.sentence, look)
        self.sentence.setText(sentence)


def _taken(key: CapturedKey, shot: Shot) -> str:
    """What to say of acting that was put into a shot."""
    acted, lasts = float(key.seconds), float(shot.duration)
    seen = f" The shot shows the first {lasts:.1f} s of them." if acted > lasts + 0.1 else ""
    return f"{acted:.1f} s of acting are in the shot.{seen} Undo takes them out again."


def _unused(folder: Path, name: str) -> Path:
    """A sound file of the folder that is not there yet."""
    number = 1
    while (folder / f"{name}-{number}.wav").exists():
        number += 1
    return folder / f"{name}-{number}.wav"
