"""What is done on the lane of the overlays: chosen, dragged, trimmed, and its menu; each one edit that undoes."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtWidgets import QMenu, QWidget

from studio.timeline.film import Film, Seconds
from studio.timeline.overlay_edits import (
    move_overlay,
    replace_overlay,
    trim_overlay_end,
    trim_overlay_start,
)
from studio.timeline.overlays import Laid, called
from studio.ui.overlaying import Overlaying
from studio.ui.playback import Playback
from studio.ui.session import Session
from studio.ui.timeline.gestures import Held, Lay
from studio.ui.timeline.overlay_lane import Bar, bar_at, bars_of, held_at, snapped
from studio.ui.timeline.scale import HEADER_PX, Scale

_NAMES = {Held.WHOLE: "Move overlay", Held.START: "Trim overlay", Held.END: "Trim overlay"}


class OverlayTrack(QObject):
    """Turns the mouse on the lane into edits."""

    def __init__(self, session: Session, playback: Playback, overlaying: Overlaying, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._playback = playback
        self._overlaying = overlaying
        self._over = parent
        self._drags = 0

    def bar_at(self, scale: Scale, room: QRect, point: QPointF | QPoint) -> Bar | None:
        """The overlay under a pixel."""
        return bar_at(bars_of(self._session.map, scale, room), point.x(), point.y())

    def press(self, scale: Scale, room: QRect, point: QPointF) -> Lay | None:
        """Take hold of what is under the mouse, and choose it."""
        bar = self.bar_at(scale, room, point)
        if bar is None:
            self._session.choose_overlay(None)
            return None
        self._session.choose_overlay(bar.laid.overlay.id)
        held = held_at(bar, point.x())
        fps = bar.laid.fps
        at = bar.laid.last / fps if held is Held.END else bar.laid.first / fps
        self._drags += 1
        return Lay(bar.laid, held, self._drags, point.x() - scale.x(at))

    def drag(self, lay: Lay, scale: Scale, x: float) -> None:
        """Move what is held to a pixel; a whole drag is one step to undo.

        Every step begins with the overlay as it was taken hold of, so that a clip that is trimmed away comes back.
        """
        time, one = scale.time(x - lay.grip), lay.laid.overlay
        edges = [time, time + float(one.duration)] if lay.held is Held.WHOLE else [time]
        to = snapped(self._session.map, scale, edges, [float(self._playback.playhead)])
        edit = {Held.WHOLE: move_overlay, Held.START: trim_overlay_start, Held.END: trim_overlay_end}[lay.held]
        wanted = self._within(lay, to)

        def laid(film: Film) -> Film:
            return edit(replace_overlay(film, one), one.id, wanted)

        self._session.apply(_NAMES[lay.held], laid, ("overlay", one.id, lay.number))

    def cursor(self, scale: Scale, room: QRect, point: QPointF) -> Qt.CursorShape:
        """What the mouse would do there."""
        bar = self.bar_at(scale, room, point)
        if bar is None:
            return Qt.CursorShape.ArrowCursor
        ends = held_at(bar, point.x()) is not Held.WHOLE
        return Qt.CursorShape.SizeHorCursor if ends else Qt.CursorShape.OpenHandCursor

    def tip(self, scale: Scale, room: QRect, point: QPoint) -> str:
        """Which overlay is under a pixel, from when to when."""
        bar = self.bar_at(scale, room, point)
        return "" if bar is None else told(bar.laid)

    def menu_at(self, scale: Scale, room: QRect, point: QPoint) -> QMenu | None:
        """What can be done at a pixel of the lane."""
        if point.x() < HEADER_PX or not self._session.map.shots:
            return None
        menu = QMenu(self._over)
        menu.aboutToHide.connect(menu.deleteLater)
        bar = self.bar_at(scale, room, point)
        doing = self._overlaying
        if bar is None:
            at = self._session.map.snapped(max(0.0, scale.time(point.x())))
            menu.addAction("Add a title here", partial(doing.add_title, at))
            menu.addAction("Lay a picture or clip here…", partial(doing.ask, at))
            return menu
        one = bar.laid.overlay
        self._session.choose_overlay(one.id)
        menu.addAction(called(one.content)[:60] or "Overlay").setEnabled(False)
        menu.addAction("Split at the playhead", doing.split)
        menu.addAction("Lay over what is above", partial(doing.shift, up=True))
        menu.addAction("Lay under what is below", partial(doing.shift, up=False))
        menu.addSeparator()
        menu.addAction("Remove", doing.remove)
        return menu

    def _within(self, lay: Lay, to: Seconds) -> Seconds:
        """The time kept where the edit is possible: something is left of the overlay, and it begins in the film."""
        map_ = self._session.map
        frame = map_.frame
        match lay.held:
            case Held.START:
                return min(max(to, Seconds(0)), (lay.laid.last - 1) * frame)
            case Held.END:
                return max(to, (lay.laid.first + 1) * frame)
            case Held.WHOLE:
                return min(max(to, Seconds(0)), map_.last_frame)


def told(laid: Laid) -> str:
    """An overlay in a line: what it is, from when to when, and how long."""
    first, last = laid.first / laid.fps, laid.last / laid.fps
    return f"{called(laid.overlay.content)}\n{first:.2f} s to {last:.2f} s, {last - first:.2f} s"
