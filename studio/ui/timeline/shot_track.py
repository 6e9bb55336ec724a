"""What is done on the lane of the shots: taken hold of, trimmed, carried elsewhere; each one edit that undoes."""

from dataclasses import replace

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from studio.timeline.edits import move_shot, trim_shot_end
from studio.timeline.film import ShotId
from studio.ui.session import Session
from studio.ui.timeline.gestures import DRAG_PX, Carry, Gesture, Scrub, Trim, end_near, slot_at, trimmed_duration
from studio.ui.timeline.scale import HEADER_PX, Scale


class ShotTrack(QObject):
    """Turns the mouse on the lane into edits."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._drags = 0

    def press(self, scale: Scale, x: float) -> Gesture:
        """What is under the mouse: a shot's end, a shot, or nothing, and then the playhead follows."""
        map_, time = self._session.map, scale.time(x)
        if not map_.shots or time > map_.duration + 1:
            return Scrub()
        place = end_near(map_, scale, x)
        if place is not None:
            self._drags += 1
            return Trim(map_.shots[place].id, self._drags, x - scale.x(map_.starts_s[place + 1]))
        shot = map_.shot_at(time)
        return Carry(shot.id, x) if shot is not None and time < map_.duration else Scrub()

    def trim(self, trim: Trim, scale: Scale, x: float) -> None:
        """Let a shot's end follow the mouse; a whole drag is one step to undo."""
        map_ = self._session.map
        if map_.shot(trim.shot) is None:
            return
        duration = trimmed_duration(map_, trim.shot, scale.time(x - trim.grip))
        self._session.apply(
            "Trim shot", lambda film: trim_shot_end(film, trim.shot, duration), ("trim", trim.shot, trim.number)
        )

    def carried(self, carry: Carry, scale: Scale, x: float) -> Carry:
        """A shot that is dragged far enough, carried to the cut nearest to the mouse."""
        if carry.slot is None and abs(x - carry.from_x) < DRAG_PX:
            return carry
        return replace(carry, slot=slot_at(self._session.map, scale.time(x)))

    def put(self, shot: ShotId, slot: int) -> None:
        """Move a shot before the one at index ``slot``."""
        map_ = self._session.map
        if slot in (map_.places[shot], map_.places[shot] + 1):
            return
        before = map_.shots[slot].id if slot < len(map_.shots) else None
        self._session.apply("Move shot", lambda film: move_shot(film, shot, before))

    def under(self, scale: Scale, x: float) -> ShotId | None:
        """The shot whose clip is under a pixel from the left."""
        time, map_ = scale.time(x), self._session.map
        shot = map_.shot_at(time) if x >= HEADER_PX and 0 <= time < map_.duration else None
        return None if shot is None else shot.id

    def cursor(self, scale: Scale, x: float) -> Qt.CursorShape:
        """What the mouse would do there."""
        on_end = x > HEADER_PX and end_near(self._session.map, scale, x) is not None
        return Qt.CursorShape.SizeHorCursor if on_end else Qt.CursorShape.ArrowCursor
