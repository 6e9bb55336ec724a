"""The timeline's one painted surface: lanes, playhead, and what the mouse does to them."""

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
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
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from studio.timeline.edits import move_shot, trim_shot_end
from studio.timeline.film import ShotId
from studio.ui.findings import Findings
from studio.ui.focus import by_keyboard
from studio.ui.playback import Playback
from studio.ui.session import Session
from studio.ui.staleness import Staleness
from studio.ui.theme import Theme
from studio.ui.timeline.acting_lane import mark_at
from studio.ui.timeline.acting_track import ActingTrack
from studio.ui.timeline.gestures import (
    DRAG_PX,
    Carry,
    Gesture,
    Scrub,
    Slide,
    Trim,
    end_near,
    slot_at,
    trimmed_duration,
)
from studio.ui.timeline.kept import Kept
from studio.ui.timeline.lanes import BEST_HEIGHT, LEAST_HEIGHT, Lane, lane_at, lay_lanes
from studio.ui.timeline.locks import ShotLocks
from studio.ui.timeline.overlay import Overlay, paint_overlay
from studio.ui.timeline.paint import paint_sheet
from studio.ui.timeline.scale import HEADER_PX, Scale, fitted, scrolled, zoomed
from studio.ui.timeline.sheet import Sheet
from studio.ui.timeline.tips import tip_at

ZOOM_STEP = 1.25
_FOLLOW_ROOM_PX = 64


class TimelineCanvas(QWidget):
    """Paints a still layer once and keeps it; the playhead and the marks of a drag are painted over it."""

    scale_changed = Signal()

    def __init__(
        self, session: Session, playback: Playback, findings: Findings, staleness: Staleness, theme: Theme
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
        self.acting = ActingTrack(session, playback, self)
        self.locks = ShotLocks(session, self)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._ringed = False
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(LEAST_HEIGHT)
        self.setAccessibleName("Timeline")
        playback.moved.connect(self._on_moved)
        playback.changed.connect(self.update)
        findings.changed.connect(self._on_found)
        findings.sound_changed.connect(self._on_sound)
        findings.freshened.connect(self._on_judged)
        staleness.changed.connect(self._on_judged)
        self.locks.changed.connect(self._on_judged)
        session.film_changed.connect(self._on_film)
        session.shot_chosen.connect(self._on_chosen)

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
        paint_overlay(painter, self._overlay())
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
            locks=self.locks.of,
        )

    def _lanes(self) -> dict[Lane, QRect]:
        return lay_lanes(self.width(), self.height())

    def _overlay(self) -> Overlay:
        marked = None
        if self._playback.mark_in is not None or self._playback.mark_out is not None:
            first, end = self._playback.range
            marked = round(self._scale.x(float(first))), round(self._scale.x(float(end)))
        slot = self._gesture.slot if isinstance(self._gesture, Carry) else None
        at = None if slot is None else round(self._scale.x(self._session.map.starts_s[slot]))
        return Overlay(self._lanes(), self._theme, self.height(), self._playhead_x(), marked, at)

    def _playhead_x(self) -> int:
        return round(self._scale.x(float(self._playback.playhead)))

    # --- mouse and keys ---------------------------------------------------------------------------
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the playhead, a shot's end, or a shot."""
        if event.button() is not Qt.MouseButton.LeftButton or event.position().x() < HEADER_PX:
            return
        x, lane = event.position().x(), lane_at(self._lanes(), round(event.position().y()))
        self._gesture = self._slide_at(event.position()) if lane is Lane.ACTING else self._gesture_at(x, lane)
        match self._gesture:
            case Scrub():
                self._scrub(x)
            case Carry(shot=shot) | Trim(shot=shot):
                self.choose(shot)
            case Slide(mark=mark):
                self.choose(mark.shot.id)
            case None:
                pass

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        x = event.position().x()
        match self._gesture:
            case Scrub():
                self._scrub(x)
            case Trim() as trim:
                self._trim(trim, x)
            case Carry() as carry:
                self._carry(carry, x)
            case Slide() as slide:
                self.acting.drag(slide, self._scale.time(x - slide.grip))
            case None:
                self._show_cursor(x, lane_at(self._lanes(), round(event.position().y())))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go; a shot that was carried is put down."""
        gesture, self._gesture = self._gesture, None
        match gesture:
            case Carry(shot=shot, slot=int(slot)):
                self.put(shot, slot)
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
            QToolTip.showText(event.globalPos(), tip_at(self._sheet(), event.pos()), self)
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
        self._session.choose(shot)
        here = self._session.map.shot_at(self._playback.playhead)
        if not self._playback.playing and (here is None or here.id != shot):
            self._playback.seek(self._session.map.start_of(shot))

    def put(self, shot: ShotId, slot: int) -> None:
        """Move a shot before the one at index ``slot``."""
        map_ = self._session.map
        if slot in (map_.places[shot], map_.places[shot] + 1):
            return
        before = map_.shots[slot].id if slot < len(map_.shots) else None
        self._session.apply("Move shot", lambda film: move_shot(film, shot, before))

    def shot_under(self, x: float) -> ShotId | None:
        """The shot whose clip is under a pixel from the left."""
        time, map_ = self._scale.time(x), self._session.map
        shot = map_.shot_at(time) if x >= HEADER_PX and 0 <= time < map_.duration else None
        return None if shot is None else shot.id

    def _gesture_at(self, x: float, lane: Lane | None) -> Gesture | None:
        map_ = self._session.map
        time = self._scale.time(x)
        if lane is Lane.SHOTS and map_.shots and time <= map_.duration + 1:
            place = end_near(map_, self._scale, x)
            if place is not None:
                self._drags += 1
                return Trim(map_.shots[place].id, self._drags, x - self._scale.x(map_.starts_s[place + 1]))
            shot = map_.shot_at(time)
            if shot is not None and time < map_.duration:
                return Carry(shot.id, x)
        return Scrub()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """On the acting lane, what can be keyed there; on a locked shot, what can be done about it."""
        point = event.pos()
        shot = self.shot_under(point.x()) if lane_at(self._lanes(), point.y()) is Lane.SHOTS else None
        acting = self.acting.menu_at(self._scale, self._lanes()[Lane.ACTING], point)
        menu = self.locks.menu(shot) if shot is not None else acting
        if menu is not None:
            menu.popup(event.globalPos())

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

    def _trim(self, trim: Trim, x: float) -> None:
        map_ = self._session.map
        if map_.shot(trim.shot) is None:
            return
        duration = trimmed_duration(map_, trim.shot, self._scale.time(x - trim.grip))
        self._session.apply(
            "Trim shot", lambda film: trim_shot_end(film, trim.shot, duration), ("trim", trim.shot, trim.number)
        )

    def _carry(self, carry: Carry, x: float) -> None:
        if carry.slot is None and abs(x - carry.from_x) < DRAG_PX:
            return
        slot = slot_at(self._session.map, self._scale.time(x))
        self._gesture = Carry(carry.shot, carry.from_x, slot)
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.update()

    def _show_cursor(self, x: float, lane: Lane | None) -> None:
        on_end = lane is Lane.SHOTS and x > HEADER_PX and end_near(self._session.map, self._scale, x) is not None
        self.setCursor(Qt.CursorShape.SizeHorCursor if on_end else Qt.CursorShape.ArrowCursor)

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
        if self._fits and not isinstance(self._gesture, Trim):
            self.fit()
        else:
            self._set_scale(scrolled(self._scale, self._scale.left, self._duration))

    @Slot(object)
    def _on_chosen(self) -> None:
        self._repaint()
