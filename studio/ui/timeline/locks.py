"""Shots that a missing or ended grant locks: a mark on their clips, why, and letting another character play."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QMenu, QWidget

from studio.engine.cameo_jobs import ShotLikeness
from studio.timeline import casting
from studio.timeline.film import CastId, ShotId
from studio.ui.cameos import Cameos
from studio.ui.icons import icon
from studio.ui.session import Session
from studio.ui.timeline.lanes import Lane
from studio.ui.timeline.sheet import Sheet

_LOCK_PX, _ROUND_PX, _INSET_PX = 18, 4, 4
_NAME_STRIP_PX = 18


class ShotLocks(QObject):
    """Knows the locks of shots for the timeline, and what can be done about one from there."""

    changed = Signal()

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__(over)
        self._session = session
        self._over = over
        self._cameos: Cameos | None = None

    def watch(self, cameos: Cameos) -> None:
        """Show the locks that are known to these."""
        self._cameos = cameos
        cameos.changed.connect(self.changed)

    def of(self, shot: ShotId) -> tuple[ShotLikeness, ...]:
        """Whose likeness a shot is locked for."""
        return tuple(one for one in self._cameos.of(shot) if one.lock) if self._cameos is not None else ()

    def menu(self, shot: ShotId) -> QMenu | None:
        """What can be done about a locked shot; None where it is not locked."""
        locks = self.of(shot)
        if not locks:
            return None
        menu = QMenu(self._over)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for who, name in {one.member: one.name for one in locks}.items():
            action = menu.addAction(f"Let another character play {name}")
            action.triggered.connect(partial(self._recast, who))
        return menu

    def _recast(self, who: CastId, _checked: bool = False) -> None:
        self._session.apply("Let another character play", lambda film: casting.recast(film, who))


def paint_locks(painter: QPainter, sheet: Sheet) -> None:
    """A lock in the lower right corner of every clip in sight that has one."""
    lane = sheet.lanes[Lane.SHOTS]
    for run in sheet.runs:
        clip = QRect(run.left, lane.top(), max(1, run.right - run.left), lane.height())
        locked = any(sheet.locks(sheet.map.shots[place].id) for place in range(run.first, run.last + 1))
        room = lock_room(clip)
        if not locked or room is None:
            continue
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(sheet.colour("field"))
        painter.drawRoundedRect(room, _ROUND_PX, _ROUND_PX)
        painter.restore()
        icon("lock", sheet.theme, sheet.theme.warn).paint(painter, room.adjusted(2, 2, -2, -2))


def lock_room(clip: QRect) -> QRect | None:
    """Where a clip shows its lock; None where it is too narrow for one."""
    if clip.width() < _LOCK_PX + 2 * _INSET_PX or clip.height() < _LOCK_PX + _NAME_STRIP_PX:
        return None
    return QRect(clip.right() - _LOCK_PX - _INSET_PX, clip.bottom() - _LOCK_PX - 2 * _INSET_PX, _LOCK_PX, _LOCK_PX)


def lock_words(locks: Sequence[ShotLikeness]) -> str:
    """Why a shot is locked, a line for each likeness; "" if it is not."""
    return "\n".join(f"Locked, {one.name}: {one.lock} Right-click to let another character play." for one in locks)
