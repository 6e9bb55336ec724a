"""Every command of the studio: its name, its keys, its icon and what it does in a sentence."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from msgspec import Struct
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from studio.engine.vocabulary import read_table
from studio.ui.icons import icon
from studio.ui.theme import Theme


class Command(Struct, frozen=True):
    """One command, a table of ``resources/commands.toml``. ``keys`` are portable key names, the first one is shown.

    also: what other programs call it, for whoever searches for that.
    """

    menu: str
    name: str
    keys: tuple[str, ...]
    icon: str
    tip: str
    checkable: bool = False
    also: str = ""


MENUS = ("File", "Edit", "Shot", "Playback", "View", "Help")


@cache
def commands() -> dict[str, Command]:
    """Every command by the id that code knows it by, in menu order."""
    return read_table("commands.toml", Command)


class CommandSet(QObject):
    """The commands as actions that menus, buttons and the palette share."""

    def __init__(self, doing: Mapping[str, Callable[[], object]], theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = {name: self._action(name, command, doing[name]) for name, command in commands().items()}
        self.wear(theme)

    def __getitem__(self, command_id: str) -> QAction:
        return self._actions[command_id]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._actions.values())

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        for name, command in commands().items():
            self._actions[name].setIcon(icon(command.icon, theme))

    def _action(self, name: str, command: Command, do: Callable[[], object]) -> QAction:
        action = QAction(command.name, self)
        action.setObjectName(name)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.setToolTip(tooltip(command))
        action.setStatusTip(command.tip)
        action.setCheckable(command.checkable)
        action.triggered.connect(lambda _checked=False: do())
        return action


def tooltip(command: Command) -> str:
    """A tooltip that names the command, says what it does, and how to get it from the keyboard."""
    keys = QKeySequence(command.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{command.name.rstrip('…')} ({keys}): {command.tip[0].lower()}{command.tip[1:]}"
