"""The timeline's one painted surface: lanes, playhead, and what the mouse does to them."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from studio.timeline.film import Seconds, ShotId
from studio.ui import shot_edits
from studio.ui.findings import Findings
from studio.ui.focus import by_keyboard
from studio.ui.overlaying import Overlaying
from studio.ui.playback import Playback
from studio.ui.session import Session
from studio.ui.staleness import Staleness
from studio.ui.theme import Theme
from studio.ui.timeline.acting_lane import mark_at
from studio.ui.timeline.acting_track import ActingTrack
from studio.ui.timeline.gestures import Carry, Gesture, Lay, Scrub, Slide, Trim
from studio.ui.timeline.kept import Kept
from studio.ui.timeline.lanes import BEST_HEIGHT, Lane, lane_at, lay_lanes, least_height
from studio.ui.timeline.locks import ShotLocks
from studio.ui.timeline.over import Over, paint_over
from studio.ui.timeline.overlay_lane import tracks_of
from studio.ui.timeline.overlay_track import OverlayTrack
from studio.ui.timeline.paint import paint_sheet
from studio.ui.timeline.scale import HEADER_PX, Scale, fitted, scrolled, zoomed
from studio.ui.timeline.sheet import Sheet
from studio.ui.timeline.shot_track import ShotTrack
from studio.ui.timeline.tips import tip_at

ZOOM_STEP = 1.25
_FOLLOW_ROOM_PX = 64


class TimelineCanvas(QWidget):
    """Paints a still layer once and keeps it; the playhead and the marks of a drag are painted over it."""

    scale_changed = Signal()

    def __init__(
        self,
        session: Session,
        playback: Playback,
        findings: Findings,
        staleness: Staleness,
        overlaying: Overlaying,
        theme: Theme,
    ) -> None:
        super().__init__()
        self._session = session
        self._playback = playback
        self._findings = findings
        self._staleness = staleness
        self._theme = theme
        self._scale = fitted(self.width(), float(session.map.duration))
        self._fits = True
        self._layer: QPixmap | None = None
        self._kept = Kept(findings, self)
        self._gesture: Gesture | None = None
        self._drags = 0
        self.shots = ShotTrack(session, self)
        self.acting = ActingTrack(session, playback, self)
        self.overlays = OverlayTrack(session, playback, overlaying, self)
        self.locks = ShotLocks(session, self)
        self._verbs: tuple[QAction | None, ...] = ()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._ringed = False
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(least_height(tracks_of(session.map)))
        self.setAccessibleName("Timeline")
        playback.moved.connect(self._on_moved)
        playback.changed.connect(self.update)
        findings.changed.connect(self._on_found)
        findings.sound_changed.connect(self._on_sound)
        findings.freshened.connect(self._on_judged)
        staleness.changed.connect(self._on_judged)
        self.locks.changed.connect(self._on_judged)
        session.film_changed.connect(self._on_film)
        session.shot_chosen.connect(self._on_judged)
        session.overlay_chosen.connect(self._on_judged)

    @property
    def scale(self) -> Scale:
        """Between film time and pixels, now."""
        return self._scale

    @property
    def gesture(self) -> Gesture | None:
        """What the mouse is doing."""
        return self._gesture

    def sizeHint(self) -> QSize:
        """Every lane at its best height."""
        return QSize(1200, BEST_HEIGHT)

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        self._theme = theme
        self._repaint()

    def fit(self) -> None:
        """Show the whole film, now and when its length changes."""
        self._fits = True
        self._set_scale(fitted(self.width(), self._duration))

    def zoom(self, factor: float, at_x: float | None = None) -> None:
        """Zoom about a pixel, by default about the playhead or the middle."""
        if at_x is None:
            playhead = self._scale.x(float(self._playback.playhead))
            in_sight = HEADER_PX <= playhead <= self.width()
            at_x = playhead if in_sight else (HEADER_PX + self.width()) / 2
        self._fits = False
        self._set_scale(zoomed(self._scale, factor, at_x, self._duration, self._session.film.fps))

    def scroll_to(self, left: float) -> None:
        """Move the left end to a film time."""
        self._fits = False
        self._set_scale(scrolled(self._scale, left, self._duration))

    def offer(self, verbs: Sequence[QAction | None]) -> None:
        """What the menu of a shot offers, in order; None for a line between groups."""
        self._verbs = tuple(verbs)

    def split(self, at: Seconds) -> None:
        """Cut the shot that is on at a film time in two there."""
        shot = self._session.map.shot_at(at)
        shot_edits.split(self._session, at, self._kept.captions(shot) if shot is not None else ())

    def key_acting(self) -> None:
        """Open the menu of the acting at the playhead, there where it is keyed."""
        x = min(max(self._playhead_x(), HEADER_PX), self.width())
        self.acting.open_at_playhead(QPoint(x, self._lanes()[Lane.ACTING].top()))

    # --- painting ---------------------------------------------------------------------------------
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show a ring when the keyboard came here by the keyboard."""
        super().focusInEvent(event)
        self._ringed = by_keyboard(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self._ringed = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The still layer, then the playhead and the marks of a drag."""
        ratio = self.devicePixelRatioF()
        if self._layer is None:
            self._layer = QPixmap(self.size() * ratio)
            self._layer.setDevicePixelRatio(ratio)
            layer_painter = QPainter(self._layer)
            paint_sheet(layer_painter, self._sheet())
            layer_painter.end()
        painter = QPainter(self)
        room = event.rect()
        source = QRect(room.topLeft() * ratio, room.size() * ratio)
        painter.drawPixmap(room, self._layer, source)
        painter.setClipRect(HEADER_PX, 0, self.width(), self.height())
        paint_over(painter, self._over())
        painter.setClipping(False)
        if self._ringed:
            painter.setPen(QColor(self._theme.accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _sheet(self) -> Sheet:
        return Sheet(
            map=self._session.map,
            scale=self._scale,
            lanes=self._lanes(),
            theme=self._theme,
            font=self.font(),
            chosen=self._session.chosen.id if self._session.chosen else None,
            waves=self._findings.waves,
            thumbnail=self._kept.thumbnail,
            freshness=self._findings.freshness,
            captions=lambda place: self._kept.captions(self._session.map.shots[place]),
            take=self._staleness.of,
            overlay=None if self._session.overlay is None else self._session.overlay.overlay.id,
            locks=self.locks.of,
        )

    def _lanes(self) -> dict[Lane, QRect]:
        return lay_lanes(self.width(), self.height(), tracks_of(self._session.map))

    def _over(self) -> Over:
        marked = None
        if self._playback.mark_in is not None or self._playback.mark_out is not None:
            first, end = self._playback.range
            marked = round(self._scale.x(float(first))), round(self._scale.x(float(end)))
        slot = self._gesture.slot if isinstance(self._gesture, Carry) else None
        at = None if slot is None else round(self._scale.x(self._session.map.starts_s[slot]))
        return Over(self._lanes(), self._theme, self.height(), self._playhead_x(), marked, at)

    def _playhead_x(self) -> int:
        return round(self._scale.x(float(self._playback.playhead)))

    # --- mouse and keys ---------------------------------------------------------------------------
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the playhead, a shot's end, or a shot."""
        if event.button() is not Qt.MouseButton.LeftButton or event.position().x() < HEADER_PX:
            return
        x, lane = event.position().x(), lane_at(self._lanes(), round(event.position().y()))
        self._gesture = self._taken_hold_of(event.position(), lane)
        match self._gesture:
            case Scrub():
                self._scrub(x)
            case Carry(shot=shot) | Trim(shot=shot):
                self.choose(shot)
            case Slide(mark=mark):
                self.choose(mark.shot.id)
            case Lay() | None:
                pass

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        x = event.position().x()
        match self._gesture:
            case Scrub():
                self._scrub(x)
            case Trim() as trim:
                self.shots.trim(trim, self._scale, x)
            case Carry() as carry:
                self._carry(self.shots.carried(carry, self._scale, x))
            case Slide() as slide:
                self.acting.drag(slide, self._scale.time(x - slide.grip))
            case Lay() as lay:
                self.overlays.drag(lay, self._scale, x)
            case None:
                self._show_cursor(event.position(), lane_at(self._lanes(), round(event.position().y())))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go; a shot that was carried is put down."""
        gesture, self._gesture = self._gesture, None
        match gesture:
            case Carry(shot=shot, slot=int(slot)):
                self.shots.put(shot, slot)
            case _:
                pass
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape lets go of a shot that is carried."""
        if event.key() == Qt.Key.Key_Escape and self._gesture is not None:
            self._gesture = None
            self.update()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl, zoom about the mouse; otherwise scroll along the film."""
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(ZOOM_STEP ** (turned.y() / 120), event.position().x())
        else:
            by = turned.x() or turned.y()
            self.scroll_to(self._scale.left - by / 120 * self._scale.visible_s / 12)
        event.accept()

    def event(self, event: QEvent) -> bool:
        """A pinch zooms; a pause over a shot tells what it is."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom(1 + event.value(), event.position().x())
            return True
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._tip_at(event.pos()), self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep fitting if it did."""
        super().resizeEvent(event)
        if self._fits:
            self.fit()
        else:
            self._set_scale(
                scrolled(Scale(self._scale.left, self._scale.px_per_s, self.width()), self._scale.left, self._duration)
            )

    def choose(self, shot: ShotId) -> None:
        """Choose a shot, and look at it if the playhead is elsewhere."""
        self._session.choose_overlay(None)
        self._session.choose(shot)
        here = self._session.map.shot_at(self._playback.playhead)
        if not self._playback.playing and (here is None or here.id != shot):
            self._playback.seek(self._session.map.start_of(shot))

    def shot_under(self, x: float) -> ShotId | None:
        """The shot whose clip is under a pixel from the left."""
        return self.shots.under(self._scale, x)

    def time_over(self, point: QPointF) -> Seconds | None:
        """The film time at a pixel of the overlays' lane; None elsewhere."""
        lane = lane_at(self._lanes(), round(point.y()))
        if lane is not Lane.OVERLAYS or point.x() < HEADER_PX or not self._session.map.shots:
            return None
        return self._session.map.snapped(max(0.0, self._scale.time(point.x())))

    def _taken_hold_of(self, point: QPointF, lane: Lane | None) -> Gesture | None:
        match lane:
            case Lane.ACTING:
                return self._slide_at(point)
            case Lane.OVERLAYS:
                return self.overlays.press(self._scale, self._lanes()[Lane.OVERLAYS], point) or Scrub()
            case Lane.SHOTS:
                return self.shots.press(self._scale, point.x())
            case _:
                return Scrub()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be keyed on the acting lane, or done with an overlay or a shot."""
        lanes, point = self._lanes(), event.pos()
        lane = lane_at(lanes, point.y())
        shot = self.shot_under(point.x()) if lane is Lane.SHOTS else None
        if lane is Lane.OVERLAYS:
            menu = self.overlays.menu_at(self._scale, lanes[lane], point)
        elif shot is not None:
            menu = self._shot_menu(shot, self._session.map.snapped(self._scale.time(point.x())))
        else:
            menu = self.acting.menu_at(self._scale, lanes[Lane.ACTING], point)
        if menu is not None:
            menu.popup(event.globalPos())

    def _shot_menu(self, shot: ShotId, at: Seconds) -> QMenu:
        """What can be done with a shot that was clicked at a film time; first of all, about its lock."""
        self.choose(shot)
        menu = self.locks.menu(shot) or QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if not menu.isEmpty():
            menu.addSeparator()
        menu.addAction("Split here", partial(self.split, at))
        for verb in self._verbs:
            menu.addAction(verb) if verb is not None else menu.addSeparator()
        return menu

    def _slide_at(self, point: QPointF) -> Gesture:
        mark = mark_at(self._session.map, self._scale, self._lanes()[Lane.ACTING], point.x(), point.y())
        if mark is None:
            return Scrub()
        self._drags += 1
        return Slide(mark, self._drags, point.x() - mark.x)

    def _scrub(self, x: float) -> None:
        self._playback.seek(max(0.0, self._scale.time(x)))
        shot = self._session.map.shot_at(self._playback.playhead)
        self._session.choose(shot.id if shot else None)

    def _carry(self, carry: Carry) -> None:
        self._gesture = carry
        if carry.slot is not None:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()

    def _show_cursor(self, point: QPointF, lane: Lane | None) -> None:
        match lane:
            case Lane.OVERLAYS:
                self.setCursor(self.overlays.cursor(self._scale, self._lanes()[lane], point))
            case Lane.SHOTS:
                self.setCursor(self.shots.cursor(self._scale, point.x()))
            case _:
                self.setCursor(Qt.CursorShape.ArrowCursor)

    def _tip_at(self, point: QPoint) -> str:
        lanes = self._lanes()
        if point.x() > HEADER_PX and lane_at(lanes, point.y()) is Lane.OVERLAYS:
            return self.overlays.tip(self._scale, lanes[Lane.OVERLAYS], point)
        return tip_at(self._sheet(), point)

    # --- keeping up -------------------------------------------------------------------------------
    @property
    def _duration(self) -> float:
        return float(self._session.map.duration)

    def _set_scale(self, scale: Scale) -> None:
        self._scale = scale
        self._repaint()
        self.scale_changed.emit()

    def _repaint(self) -> None:
        self._layer = None
        self.update()

    @Slot(object)
    def _on_moved(self) -> None:
        x = self._playhead_x()
        if self._playback.playing and not HEADER_PX <= x <= self.width() - _FOLLOW_ROOM_PX // 4:
            self.scroll_to(float(self._playback.playhead) - _FOLLOW_ROOM_PX / self._scale.px_per_s)
        self.update()

    @Slot(object)
    def _on_found(self, shot: ShotId | None) -> None:
        self._kept.forget(shot)
        self._repaint()

    @Slot()
    def _on_judged(self) -> None:
        self._repaint()

    @Slot()
    def _on_sound(self) -> None:
        self._kept.forget_captions()
        self._repaint()

    @Slot(object, object)
    def _on_film(self) -> None:
        self._kept.forget_captions()
        self.setMinimumHeight(least_height(tracks_of(self._session.map)))
        if self._fits and not isinstance(self._gesture, Trim):
            self.fit()
        else:
            self._set_scale(scrolled(self._scale, self._scale.left, self._duration))
