"""The inspector's part for a shot of a clip: where in it the shot begins, how it fits, whether it is heard."""

from fractions import Fraction

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QFormLayout, QLabel, QWidget

from studio.timeline.film import Shot
from studio.timeline.footage import FILL, FIT, set_fit, set_heard, trim_footage
from studio.ui.parts import inset, label
from studio.ui.session import Session
from studio.ui.theme import GRID

_FITS = {FILL: "Fills the picture", FIT: "Wholly in it, on black"}


class ClipPart(QWidget):
    """Shown for a shot of a clip; every change is one edit."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._name = label("dim", wraps=True)
        self.start = QDoubleSpinBox(self, decimals=2, minimum=0.0, suffix=" s")
        self.start.setKeyboardTracking(False)
        self.start.setAccessibleName("Begins in the clip at")
        self.start.setToolTip("Where in the clip the shot begins; the arrows change it by one frame")
        inset(self.start)
        self.fit = QComboBox(self)
        self.fit.setAccessibleName("Fit")
        self.fit.setToolTip("What is done with a clip of another shape than the film")
        for kind, words in _FITS.items():
            self.fit.addItem(words, kind)
        self.heard = QCheckBox("Its own sound is heard", self)
        self.heard.setToolTip("Whether the sound that was recorded with it is in the film")
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(GRID)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.addRow(QLabel("Clip", self), self._name)
        form.addRow(QLabel("Begins at", self), self.start)
        form.addRow(QLabel("Fit", self), self.fit)
        form.addRow("", self.heard)
        self.start.editingFinished.connect(self._on_start)
        self.fit.activated.connect(self._on_fit)
        self.heard.clicked.connect(self._on_heard)

    def show_clip(self, shot: Shot) -> None:
        """Show a shot's clip; of a shot without one, nothing."""
        self.setVisible(shot.footage is not None)
        if shot.footage is None:
            return
        one, fps = shot.footage, self._session.film.fps
        self._name.setText(f"{one.name}, {float(one.seconds):.2f} s")
        self.start.setSingleStep(1 / fps)
        self.start.setMaximum(max(0.0, float(one.seconds) - 1 / fps))
        with QSignalBlocker(self.start):
            self.start.setValue(float(one.start))
        self.fit.setCurrentIndex(self.fit.findData(one.fit))
        self.fit.setEnabled(one.seen)
        self.heard.setChecked(one.heard)

    @Slot()
    def _on_start(self) -> None:
        shot, fps = self._session.chosen, self._session.film.fps
        if shot is None or shot.footage is None or abs(self.start.value() - float(shot.footage.start)) < 0.5 / fps:
            return
        wanted = Fraction(round(self.start.value() * fps), fps)
        self._session.apply("Trim the clip", lambda film: trim_footage(film, shot.id, wanted))

    @Slot()
    def _on_fit(self) -> None:
        shot, wanted = self._session.chosen, str(self.fit.currentData())
        if shot is not None and shot.footage is not None and shot.footage.fit != wanted:
            self._session.apply("Fit the clip", lambda film: set_fit(film, shot.id, wanted))

    @Slot()
    def _on_heard(self) -> None:
        shot, wanted = self._session.chosen, self.heard.isChecked()
        if shot is not None:
            self._session.apply(
                "Hear the clip" if wanted else "Mute the clip", lambda f: set_heard(f, shot.id, heard=wanted)
            )
