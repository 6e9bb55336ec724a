"""What the timeline keeps of each shot between paintings: its picture in the right size, and its captions."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from studio.timeline.film import Shot, ShotId
from studio.ui.findings import Findings
from studio.ui.timeline.captions import Caption, captions


class Kept:
    """Asks the findings once for each shot, until they change."""

    def __init__(self, findings: Findings, screen: QWidget) -> None:
        self._findings = findings
        self._screen = screen
        self._thumbnails: dict[ShotId, QPixmap] = {}
        self._captions: dict[ShotId, tuple[Caption, ...]] = {}

    def thumbnail(self, shot: ShotId, height: int) -> QPixmap | None:
        """A shot's picture, so tall on the screen; None where there is none yet."""
        ratio = self._screen.devicePixelRatioF()
        tall = round(height * ratio)
        known = self._thumbnails.get(shot)
        if known is not None and known.height() == tall:
            return known
        image = self._findings.thumbnail(shot)
        if image is None:
            return None
        pixmap = QPixmap.fromImage(image.scaledToHeight(tall, Qt.TransformationMode.SmoothTransformation))
        pixmap.setDevicePixelRatio(ratio)
        self._thumbnails[shot] = pixmap
        return pixmap

    def captions(self, shot: Shot) -> tuple[Caption, ...]:
        """A shot's lines at their times."""
        if shot.id not in self._captions:
            self._captions[shot.id] = captions(shot, self._findings.peaks(shot.id))
        return self._captions[shot.id]

    def forget(self, shot: ShotId | None) -> None:
        """Ask again for one shot, or for all."""
        if shot is None:
            self._thumbnails.clear()
            self._captions.clear()
        else:
            self._thumbnails.pop(shot, None)
            self._captions.pop(shot, None)

    def forget_captions(self) -> None:
        """Ask again for all lines."""
        self._captions.clear()
