"""Files dropped on the timeline: a sound speaks the shot under the pointer, a picture or clip lies over the film."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from studio.timeline.film import Seconds, ShotId
from studio.ui.cameos import Cameos, dropped_cameo_files
from studio.ui.dubbing import Dubbing, is_sound
from studio.ui.stills import dropped_files

PICTURES = (
    *(".png", ".webp", ".jpg", ".jpeg", ".gif", ".bmp"),
    *(".mp4", ".mov", ".mkv", ".webm", ".avi", ".m4v", ".mts"),
)


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


class OverlayDrops(QObject):
    """Lets the timeline take pictures and clips where ``time_at`` says that the overlays' lane is; others go on.

    otherwise: what is done with a picture that is dropped elsewhere on it.
    """

    def __init__(
        self,
        part: QWidget,
        time_at: Callable[[QPointF], Seconds | None],
        lay_over: Callable[[Path, Seconds], object],
        otherwise: Callable[[Path], object],
    ) -> None:
        super().__init__(part)
        self._time_at = time_at
        self._lay_over = lay_over
        self._otherwise = otherwise
        part.setAcceptDrops(True)
        part.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take what is dropped, and show on the way that it can be."""
        if not isinstance(event, QDragEnterEvent | QDragMoveEvent | QDropEvent):
            return False
        path = dropped_picture(event.mimeData())
        at = self._time_at(event.position())
        if path is None or (at is None and is_sound(path)):
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop and at is not None:
            self._lay_over(path, at)
        elif event.type() == QEvent.Type.Drop:
            self._otherwise(path)
        return True


class Taker(Protocol):
    """Takes in some of the files that are dropped on the window."""

    def takes(self, path: Path) -> bool:
        """Whether a file is one of these."""
        ...

    def take_in(self, path: Path) -> None:
        """Take it in."""
        ...


class WindowDrops(QObject):
    """Files may be dropped anywhere on the window: the first of some takers has each; otherwise it becomes a shot."""

    def __init__(
        self, window: QWidget, takers: Sequence[Taker], otherwise: Callable[[Path], object], cameos: Cameos
    ) -> None:
        super().__init__(window)
        self._takers = takers
        self._otherwise = otherwise
        self._cameos = cameos
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take what is dropped, and show on the way that it can be."""
        if not isinstance(event, QDropEvent) or event.type() == QEvent.Type.DragMove:
            return False
        cameos, files = dropped_cameo_files(event.mimeData()), dropped_files(event.mimeData())
        if not cameos and not files:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._cameos.take_in(cameos)
            for path in files:
                if path not in cameos:
                    next((one.take_in for one in self._takers if one.takes(path)), self._otherwise)(path)
        return True


def dropped_picture(data: QMimeData) -> Path | None:
    """The first picture or clip that is dragged, by its name."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return next((path for path in paths if path.suffix.lower() in PICTURES), None)


def dropped_sound(data: QMimeData) -> Path | None:
    """The first sound file that is dragged."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return next((path for path in paths if is_sound(path)), None)
