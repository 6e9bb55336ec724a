"""Sound files dropped on the timeline: a clip under the pointer is spoken by them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from studio.timeline.film import ShotId
from studio.ui.dubbing import Dubbing, is_sound


class SoundDrops(QObject):
    """Lets a part of the window take sound files, where ``shot_at`` (pixels from its left) says there is a shot."""

    def __init__(self, part: QWidget, shot_at: Callable[[float], ShotId | None], dubbing: Dubbing) -> None:
        super().__init__(part)
        self._shot_at = shot_at
        self._dubbing = dubbing
        part.setAcceptDrops(True)
        part.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take what is dropped, and show on the way whether it can be."""
        if not isinstance(event, QDragEnterEvent | QDragMoveEvent | QDropEvent):
            return False
        path, shot = dropped_sound(event.mimeData()), self._shot_at(event.position().x())
        if path is None or (shot is None and not isinstance(event, QDragEnterEvent)):
            event.ignore()
            return True
        event.acceptProposedAction()
        if shot is not None and event.type() == QEvent.Type.Drop:
            self._dubbing.replace_next(shot, path)
        return True


def dropped_sound(data: QMimeData) -> Path | None:
    """The first sound file that is dragged."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return next((path for path in paths if is_sound(path)), None)
