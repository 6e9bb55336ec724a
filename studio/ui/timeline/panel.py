"""The timeline: the painted lanes, a scroll bar under them, and what zooms them above."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollBar, QVBoxLayout, QWidget

from studio.ui.commands import CommandSet
from studio.ui.crowded import Crowded
from studio.ui.parts import command_bar, command_button, label, panel
from studio.ui.session import Session
from studio.ui.staleness import Staleness
from studio.ui.theme import GRID
from studio.ui.timeline.canvas import TimelineCanvas
from studio.ui.timeline.scale import furthest_left

_TICKS_PER_S = 100
_WHOLE_FROM_S = 100
_BUTTONS = (
    ("undo", "redo"),
    ("split", "shorter", "longer", "earlier", "later", "duplicate", "remove"),
    ("add_title", "add_overlay", "key_acting"),
)
_REDOS = ("redo_stale", "redo_shot", "keep_take")
_ON_A_SHOT = (
    *("duplicate", "remove", "earlier", "later", ""),
    *("key_acting", "act", "add_title", ""),
    *("retake", "redo_shot", "keep_take", ""),
    *("draw_region", "mark_subject"),
)
"""What the menu of a shot offers; "" for a line between groups."""
_ZOOMS = ("zoom_out", "zoom_in", "zoom_fit")


class TimelinePanel(QWidget):
    """Everything the timeline dock holds."""

    def __init__(self, session: Session, canvas: TimelineCanvas, staleness: Staleness, commands: CommandSet) -> None:
        super().__init__()
        panel(self)
        self._session = session
        self.canvas = canvas
        self._summary = label("dim")
        self._staleness = staleness
        self.stale = label("note")
        self.stale.setAccessibleName("Stale takes")
        canvas.offer([commands[name] if name else None for name in _ON_A_SHOT])
        self._bar = QScrollBar(Qt.Orientation.Horizontal, self)
        self._bar.setAccessibleName("Scroll the timeline")
        self._bar.valueChanged.connect(self._on_bar)
        tools = QHBoxLayout()
        tools.setContentsMargins(GRID, 0, GRID, 0)
        tools.setSpacing(GRID // 2)
        tools.addWidget(command_bar(commands, _BUTTONS), 1)
        tools.addWidget(self.stale)
        self._redoing = [command_button(commands, name) for name in _REDOS]
        for button in self._redoing:
            tools.addWidget(button)
        tools.addWidget(self._summary)
        for name in _ZOOMS:
            tools.addWidget(command_button(commands, name))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Crowded(tools, (self._summary, self.stale)))
        column.addWidget(canvas, 1)
        column.addWidget(self._bar)
        canvas.scale_changed.connect(self._on_scale)
        session.film_changed.connect(self._summarise)
        staleness.changed.connect(self._tell_stale)
        self._summarise()
        self._tell_stale()

    @Slot()
    def _summarise(self) -> None:
        scenes, shots = len(self._session.film.scenes), len(self._session.map.shots)
        length = lasting(float(self._session.map.duration))
        told = f"{_counted(scenes, 'scene')}, {_counted(shots, 'shot')}, {length}"
        self._summary.setText(told if shots else "No shots yet")

    @Slot()
    def _tell_stale(self) -> None:
        judgement = self._staleness.judgement
        self.stale.setText(judgement.told())
        for button in self._redoing:
            button.setVisible(bool(judgement.shots) and judgement.rendered)

    @Slot()
    def _on_scale(self) -> None:
        scale, duration = self.canvas.scale, float(self._session.map.duration)
        self._bar.blockSignals(True)
        self._bar.setRange(0, round(furthest_left(scale, duration) * _TICKS_PER_S))
        self._bar.setPageStep(max(1, round(scale.visible_s * _TICKS_PER_S)))
        self._bar.setSingleStep(max(1, round(scale.visible_s * _TICKS_PER_S / 20)))
        self._bar.setValue(round(scale.left * _TICKS_PER_S))
        self._bar.blockSignals(False)

    @Slot(int)
    def _on_bar(self, value: int) -> None:
        self.canvas.scroll_to(value / _TICKS_PER_S)


def lasting(seconds: float) -> str:
    """How long something lasts, as one reads it: "6.5 s", "4:12", "1:11:52"."""
    if seconds < _WHOLE_FROM_S:
        return f"{seconds:.1f} s"
    minutes, left = divmod(round(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{left:02}" if minutes >= 60 else f"{minutes}:{left:02}"


def _counted(count: int, name: str) -> str:
    return f"{count:,} {name}{'s' * (count != 1)}"
