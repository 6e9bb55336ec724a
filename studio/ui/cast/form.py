"""The form that a member of the cast is designed in: a line for each part, and beside it who says so."""

from collections.abc import Callable
from typing import Any, Final, cast

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.timeline.designing import Origin, origin, value_of
from studio.timeline.film import CastMember, Prop
from studio.ui import wheel
from studio.ui.cast.attributes import Attribute, Choice, Control, groups_of, why
from studio.ui.cast.swatches import Swatches
from studio.ui.flow import FlowLayout
from studio.ui.icons import icon
from studio.ui.parts import inset, label, styled
from studio.ui.theme import GRID, Theme

_ICONS: Final = {Origin.WORDS: "script-text-outline", Origin.STUDIO: "dice-3-outline", Origin.ARTIST: "brush"}
_LABEL_PX: Final = 86
_WHOSE_PX: Final = 28
_DROP_PX: Final = dict.fromkeys(Control, 6) | {Control.COLOUR: 3, Control.SEVERAL: 0}
"""How much lower a label stands than its control, so that their words are level."""


class Line(QObject):
    """One attribute: its control, and the button that says whose it is. ``changed`` gives a value, and a merge key."""

    changed = Signal(str, object, object)
    given_back = Signal(str)

    def __init__(self, attribute: Attribute, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.attribute = attribute
        self._theme = theme
        self._shown: object = None
        self.label = QLabel(attribute.label, parent)
        self.label.setMinimumWidth(_LABEL_PX)
        self.label.setContentsMargins(0, _DROP_PX[attribute.control], 0, 0)
        styled(self.label, "dim")
        self.control, self._put = _MAKERS[attribute.control](self, parent)
        self.control.setAccessibleName(attribute.label)
        self.label.setBuddy(self.control)
        self.whose = QToolButton(parent)
        self.whose.setFixedSize(_WHOSE_PX, _WHOSE_PX)
        self.whose.clicked.connect(lambda: self.given_back.emit(attribute.part))

    def show_of(self, entity: CastMember | Prop) -> None:
        """Show how it is of somebody, telling nobody."""
        value = value_of(entity, self.attribute.part)
        whose = origin(entity, self.attribute.part)
        self._shown = value
        blocked = self.control.blockSignals(True)
        self._put(value)
        self.control.blockSignals(blocked)
        artist = whose is Origin.ARTIST
        self.whose.setIcon(icon(_ICONS[whose], self._theme, self._theme.accent if artist else self._theme.faint))
        self.whose.setEnabled(artist)
        self.whose.setFocusPolicy(Qt.FocusPolicy.TabFocus if artist else Qt.FocusPolicy.NoFocus)
        self.whose.setToolTip(why(entity, self.attribute))
        self.whose.setAccessibleName(f"{self.attribute.label}: {why(entity, self.attribute)}")

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        self._theme = theme
        if isinstance(self.control, Swatches):
            self.control.wear(theme)

    def tell(self, value: object, merge: object = None) -> None:
        """Say that the artist wants it so."""
        if value != self._shown or merge is not None:
            self.changed.emit(self.attribute.part, value, merge)

    # --- the five kinds of control --------------------------------------------------------------------
    def name_control(self, parent: QWidget) -> tuple[QWidget, Callable[[Any], None]]:
        """A line of text."""
        edit = QLineEdit(parent)
        edit.editingFinished.connect(lambda: self.tell(edit.text().strip() or self._shown))
        return edit, edit.setText

    def choice_control(self, parent: QWidget) -> tuple[QWidget, Callable[[Any], None]]:
        """A list to choose from; a value that is no choice is one more."""
        combo = _Combo(parent)
        if self.attribute.usual:
            combo.addItem(self.attribute.usual, None)
        for choice in self.attribute.choices:
            combo.addItem(choice.name, choice.value)

        def on_chosen(_at: int) -> None:
            self.tell(combo.currentData())

        combo.activated.connect(on_chosen)
        return combo, combo.put

    def colour_control(self, parent: QWidget) -> tuple[QWidget, Callable[[Any], None]]:
        """A palette. Colours that are only looked at are one edit with the one that is chosen."""
        swatches = Swatches(self.attribute.label, self.attribute.choices, self._theme, parent)
        swatches.chosen.connect(self.tell)
        swatches.tried.connect(self._on_tried)
        return swatches, swatches.show_value

    def number_control(self, parent: QWidget) -> tuple[QWidget, Callable[[Any], None]]:
        """A number in the unit it is shown in."""
        attribute = self.attribute
        spin = QDoubleSpinBox(parent)
        low, high = attribute.bounds
        spin.setDecimals(0)
        spin.setRange(low * attribute.shown, high * attribute.shown)
        spin.setSingleStep(attribute.step)
        spin.setSuffix(f" {attribute.unit}" if attribute.unit else "")
        spin.setKeyboardTracking(False)
        inset(spin)

        def on_turned(shown: float) -> None:
            value = round(shown) if attribute.shown == 1.0 else round(shown / attribute.shown, 4)
            self.tell(value, attribute.part)

        spin.valueChanged.connect(on_turned)
        return spin, lambda value: spin.setValue(value * attribute.shown)

    def several_control(self, parent: QWidget) -> tuple[QWidget, Callable[[Any], None]]:
        """A tick for each thing that may be worn besides."""
        box = QWidget(parent)
        flow = FlowLayout(box)
        ticks = {choice.value: _tick(choice, box) for choice in self.attribute.choices}
        for tick in ticks.values():
            flow.addWidget(tick)
            tick.clicked.connect(lambda _on=False: self.tell(self._ticked(ticks)))

        def put(value: tuple[str, ...]) -> None:
            for name, tick in ticks.items():
                tick.setChecked(name in value)

        return box, put

    def _ticked(self, ticks: dict[str, QCheckBox]) -> tuple[str, ...]:
        """What is worn, in the order it was put on."""
        before = cast(tuple[str, ...], self._shown or ())
        worn = [one for one in before if one not in ticks or ticks[one].isChecked()]
        return (*worn, *(name for name, tick in ticks.items() if tick.isChecked() and name not in worn))

    @Slot(str, int)
    def _on_tried(self, colour: str, search: int) -> None:
        self.tell(colour or None, (self.attribute.part, search))


_MAKERS: Final = {
    Control.NAME: Line.name_control,
    Control.CHOICE: Line.choice_control,
    Control.COLOUR: Line.colour_control,
    Control.NUMBER: Line.number_control,
    Control.SEVERAL: Line.several_control,
}


class _Combo(QComboBox):
    """A list to choose from that also shows what is not in it."""

    def put(self, value: str | None) -> None:
        """Show a value."""
        at = self.findData(value)
        if at < 0 and value is not None:
            self.addItem(value, value)
            at = self.count() - 1
        self.setCurrentIndex(at)


def _tick(choice: Choice, parent: QWidget) -> QCheckBox:
    tick = QCheckBox(choice.name, parent)
    tick.setAccessibleName(choice.name)
    return tick


class Form(QWidget):
    """Every attribute of whoever is chosen. ``changed``: part, value, merge key; ``given_back``: part."""

    changed = Signal(str, object, object)
    given_back = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._page: QWidget | None = None
        self._kind: tuple[object, ...] = ()
        self._entity: CastMember | Prop | None = None
        self.lines: dict[str, Line] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_entity(self, entity: CastMember | Prop) -> None:
        """Show somebody; the controls are made anew only for another kind of member."""
        groups = groups_of(entity)
        if groups != self._kind:
            self._kind = groups
            self._build()
        self._entity = entity
        for line in self.lines.values():
            line.show_of(entity)

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        self._theme = theme
        for line in self.lines.values():
            line.wear(theme)
            if self._entity is not None:
                line.show_of(self._entity)

    def _build(self) -> None:
        if self._page is not None:
            self._column.removeWidget(self._page)
            self._page.hide()
            self._page.deleteLater()
        self._page = QWidget(self)
        self.lines = {}
        grid = QGridLayout(self._page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(GRID // 2 + 2)
        grid.setColumnStretch(1, 1)
        for group in self._kind:
            self._add_group(grid, group)
        wheel.spare(self._page)
        self._column.addWidget(self._page)

    def _add_group(self, grid: QGridLayout, group: Any) -> None:
        row = grid.rowCount()
        heading = label("heading", group.heading)
        heading.setContentsMargins(0, GRID if row > 1 else 0, 0, 0)
        grid.addWidget(heading, row, 0, 1, 3)
        for number, attribute in enumerate(group.attributes, start=row + 1):
            assert self._page is not None
            line = Line(attribute, self._theme, self._page)
            line.changed.connect(self.changed)
            line.given_back.connect(self.given_back)
            self.lines[attribute.part] = line
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(line.label, number, 0, top)
            grid.addWidget(line.control, number, 1)
            grid.addWidget(line.whose, number, 2, top)
