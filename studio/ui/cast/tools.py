"""The buttons under the turntable: whether it turns, the face that is made, and what is done."""

from typing import Final

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QMenu, QToolButton, QWidget

from studio.engine.sitting import table
from studio.engine.vocabulary import named
from studio.ui.flow import FlowLayout
from studio.ui.icons import icon
from studio.ui.parts import styled
from studio.ui.theme import Theme

_ICON_PX: Final = 17
_MORE_ICON: Final = "dots-horizontal"
_TURN: Final = "rotate-3d-variant"


class Tools(QWidget):
    """``changed`` when any of them is pressed; ``pose`` and ``emotion`` say what is wanted, ``turning`` whether."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.emotion, self.pose = "calm", "stand"
        self.turn = self._button("Turn slowly", "Turn: the table turns slowly by itself", _TURN)
        self.turn.setChecked(True)
        self.turn.toggled.connect(self.changed)
        self.faces = {name: self._button(name, f"Face: {name}", picture) for name, picture in table().faces.items()}
        self.poses = {
            key: self._button(pose.name, f"Pose: {pose.name.lower()}", pose.icon) for key, pose in table().poses.items()
        }
        self.more = self._more()
        self._group(self.faces, self._make_face)
        self._group(self.poses, self._take_pose)
        self._lay_out()
        self._show()

    @property
    def turning(self) -> bool:
        """Whether the table turns by itself."""
        return self.turn.isChecked()

    def show_for(self, *, person: bool) -> None:
        """Things make no faces and take no poses."""
        for button in (*self.faces.values(), *self.poses.values(), self.more):
            button.setEnabled(person)

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        self._theme = theme
        pictures = {self.turn: _TURN, self.more: _MORE_ICON}
        pictures |= {self.faces[name]: picture for name, picture in table().faces.items()}
        pictures |= {self.poses[key]: pose.icon for key, pose in table().poses.items()}
        for button, picture in pictures.items():
            button.setIcon(icon(picture, theme))

    def _lay_out(self) -> None:
        flow = FlowLayout(self)
        flow.setSpacing(1)
        for button in (self.turn, *self.faces.values(), self.more, *self.poses.values()):
            flow.addWidget(button)

    def _button(self, name: str, tip: str, picture: str) -> QToolButton:
        button = styled(QToolButton(self), "tool")
        button.setIcon(icon(picture, self._theme))
        button.setIconSize(QSize(_ICON_PX, _ICON_PX))
        button.setCheckable(True)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setText(name)
        return button

    def _more(self) -> QToolButton:
        button = self._button("More faces", "Every other face", _MORE_ICON)
        menu = QMenu(button)
        for name in named("emotions"):
            if name not in self.faces:
                menu.addAction(name.capitalize()).setData(name)
        menu.triggered.connect(self._on_more)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _group(self, buttons: dict[str, QToolButton], do: object) -> None:
        group = QButtonGroup(self)
        group.setExclusive(False)
        for button in buttons.values():
            group.addButton(button)
        group.buttonClicked.connect(do)

    @Slot(object)
    def _make_face(self, button: QToolButton) -> None:
        self.emotion = next(name for name, one in self.faces.items() if one is button)
        self._show()
        self.changed.emit()

    @Slot(object)
    def _take_pose(self, button: QToolButton) -> None:
        self.pose = next(key for key, one in self.poses.items() if one is button)
        self._show()
        self.changed.emit()

    @Slot(QAction)
    def _on_more(self, action: QAction) -> None:
        self.emotion = str(action.data())
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        for name, button in self.faces.items():
            button.setChecked(name == self.emotion)
        for key, button in self.poses.items():
            button.setChecked(key == self.pose)
        self.more.setChecked(self.emotion not in self.faces)
        other = f"Face: {self.emotion}. " if self.emotion not in self.faces else ""
        self.more.setToolTip(f"{other}Every other face")
