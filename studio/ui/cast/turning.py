"""Who is on the turntable: asks the engine for its pictures while anybody can see them, and for portraits."""

from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QObject, QSize, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPixmap

from studio.engine.jobs import Cancelled, Failed, JobId, Portray, Portrayed, Turn, Turned
from studio.engine.painters.painter import Size
from studio.engine.sitting import Sitting
from studio.timeline.film import CastMember, Film, Prop
from studio.timeline.modelled import located, nameless
from studio.ui.cast.turntable import Hold
from studio.ui.pictures import image_of
from studio.ui.session import Session
from studio.ui.work import Job, Work

PIXELS: Final = 150_000
"""What can be drawn 24 times a second without a graphics card; a larger view shows these larger."""
PORTRAIT: Final = Size(112, 128)
_SETTLE_MS: Final = 300


class Turning(QObject):
    """``drawn`` gives a picture of the table, ``portrayed`` an id and a portrait; ``failed`` a sentence, or nothing."""

    drawn = Signal(QImage)
    portrayed = Signal(object, QPixmap)
    failed = Signal(str)

    def __init__(self, session: Session, work: Work, hold: Hold, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._work = work
        self._hold = hold
        self._asked: tuple[Sitting, Size] | None = None
        self._job: JobId | None = None
        self._portraits: dict[str, CastMember | Prop] = {}
        self._portraying: JobId | None = None
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self._portray)
        work.turned.connect(self._on_turned)
        work.portrayed.connect(self._on_portrayed)
        work.ended.connect(self._on_ended)

    def seat(self, sitting: Sitting | None, room: QSize) -> None:
        """Have somebody on the table, drawn for a room of so many pixels; None clears it."""
        if sitting is None:
            self.stop()
            return
        wanted = (_found(sitting, self._session), _size(room))
        if wanted != self._asked:
            self._asked = wanted
            self._job = self._work.submit(Turn(*wanted, self._hold.stance))

    def stop(self) -> None:
        """Nobody looks any more."""
        if self._job is not None:
            self._work.cancel(self._job)
        self._job, self._asked = None, None

    def portray_soon(self) -> None:
        """Have the portraits made that are missing or out of date, once edits have settled."""
        self._settle.start()

    def forget(self) -> None:
        """Another project is open."""
        self.stop()
        self._portraits.clear()

    @Slot()
    def _portray(self) -> None:
        film = _located(self._session)
        due = [one for one in (*film.cast, *film.props) if self._portraits.get(one.id) != nameless(one)]
        if due:
            self._portraying = self._work.submit(Portray(tuple(due), PORTRAIT))

    @Slot(object, object)
    def _on_turned(self, turned: Turned, _request: Turn) -> None:
        if turned.job == self._job:
            self.drawn.emit(image_of(turned.colour))

    @Slot(object)
    def _on_portrayed(self, portrayed: Portrayed) -> None:
        entity = portrayed.entity
        self._portraits[entity.id] = nameless(entity)
        self.portrayed.emit(entity.id, QPixmap.fromImage(image_of(portrayed.colour)))

    @Slot(object)
    def _on_ended(self, job: Job) -> None:
        if job.id != self._job or isinstance(job.ending, Cancelled):
            return
        self._job = None
        if isinstance(job.ending, Failed):
            self.failed.emit(f"{job.ending.what} {job.ending.remedy}")


def _located(session: Session) -> Film:
    return located(session.film, session.project.folder)


def _found(sitting: Sitting, session: Session) -> Sitting:
    """The sitting with the file of a model where it lies in the project; how the script has them is not drawn."""
    film = _located(session)
    entity = next(one for one in (*film.cast, *film.props) if one.id == sitting.entity.id)
    return Sitting(replace(entity, scripted=None), sitting.pose, sitting.emotion)


def _size(room: QSize) -> Size:
    """The room's shape, in as many pixels as can be drawn live; in steps, so that resizing does not ask each time."""
    width, height = max(room.width(), 64), max(room.height(), 64)
    share = min(1.0, (PIXELS / (width * height)) ** 0.5)
    return Size(round(width * share / 16) * 16, round(height * share / 16) * 16)
