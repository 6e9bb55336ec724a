"""The dial between physics true to life and as anime exaggerates it, on the chosen shot."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from studio.ui.theme import GRID

STEPS = 20
TRUE = "True to life"
FULL = "Exaggerated"


class PhysicsDial(QWidget):
    """A slider from true to life to exaggerated. ``turned`` gives the new value, 0 to 1, while it is moved."""

    turned = Signal(float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(0, STEPS)
        self.slider.setPageStep(STEPS // 4)
        self.slider.setAccessibleName("Physics")
        self.slider.setToolTip("True to life, or as anime exaggerates it: hang time, squash and stretch, impact freeze")
        self._value = QLabel(TRUE, self)
        self._value.setMinimumWidth(9 * GRID)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self.slider, 1)
        row.addWidget(self._value)
        self.slider.valueChanged.connect(self._on_moved)

    def show_value(self, physics: float) -> None:
        """Show a shot's value, telling nobody."""
        blocked = self.slider.blockSignals(True)
        self.slider.setValue(round(physics * STEPS))
        self.slider.blockSignals(blocked)
        self._value.setText(in_words(physics))

    @Slot(int)
    def _on_moved(self, step: int) -> None:
        self._value.setText(in_words(step / STEPS))
        self.turned.emit(step / STEPS)


def in_words(physics: float) -> str:
    """What a value of the dial means."""
    if physics <= 0:
        return TRUE
    return FULL if physics >= 1 else f"{physics:.0%}"
