"""One searchable list of every command."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from studio.ui.commands import CommandSet, commands
from studio.ui.parts import label
from studio.ui.theme import GRID

_WIDTH_PX, _HEIGHT_PX = 520, 400
_KEYS_ROLE = Qt.ItemDataRole.UserRole + 1
_RIGHT_MIDDLE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


NONE = "No command is called so. Try another word, or fewer letters."


def matches(query: str, text: str) -> bool:
    """Whether every word of the query begins some word of the text, or lies within it."""
    return all(word in text.casefold() for word in query.casefold().split())


class KeysDelegate(QStyledItemDelegate):
    """Writes each command's keys at the right."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The entry as usual, then its keys."""
        super().paint(painter, option, index)
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))  # pyright: ignore[reportAttributeAccessIssue]
        painter.drawText(rect.adjusted(0, 0, -2 * GRID, 0), _RIGHT_MIDDLE, index.data(_KEYS_ROLE))


class CommandPalette(QDialog):
    """Type a few letters, choose with the arrows, run with Enter."""

    def __init__(self, commands: CommandSet, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("palette")
        self.setWindowTitle("Find a command")
        self.setAccessibleName("Find a command")
        self._actions = [action for action in commands if action.objectName() != "palette"]
        self._query = QLineEdit(self, placeholderText="What would you like to do?", clearButtonEnabled=True)
        self._query.setAccessibleName("Search commands")
        self._query.textChanged.connect(self._search)
        self._query.installEventFilter(self)
        self._list = QListWidget(self)
        self._list.setAccessibleName("Commands found")
        self._list.setItemDelegate(KeysDelegate(self._list))
        self._list.itemActivated.connect(self._run)
        self._list.itemClicked.connect(self._run)
        self._none = label("empty", NONE, wraps=True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(self._query)
        column.addWidget(self._list)
        column.addWidget(self._none, 1)
        self.resize(_WIDTH_PX, _HEIGHT_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._search("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows and Enter work on the list while the cursor stays in the search."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_Up | Qt.Key.Key_Down | Qt.Key.Key_PageUp | Qt.Key.Key_PageDown:
                    self._list.event(event)
                    return True
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self._run()
                    return True
                case _:
                    pass
        return super().eventFilter(watched, event)

    def _search(self, query: str) -> None:
        self._list.clear()
        for action in self._actions:
            also = commands()[action.objectName()].also
            if matches(query, f"{action.text()} {action.statusTip()} {also}"):
                self._list.addItem(_entry(action))
        self._none.setVisible(self._list.count() == 0)
        self._list.setVisible(self._list.count() > 0)
        self._list.setCurrentRow(0)

    def _run(self) -> None:
        if self._list.currentRow() < 0:
            return
        item = self._list.currentItem()
        action: QAction = item.data(Qt.ItemDataRole.UserRole)
        self.accept()
        action.trigger()


def _entry(action: QAction) -> QListWidgetItem:
    keys = action.shortcut().toString()
    item = QListWidgetItem(action.icon(), action.text())
    item.setData(_KEYS_ROLE, keys)
    item.setToolTip(action.toolTip())
    item.setData(Qt.ItemDataRole.UserRole, action)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{action.text()}, {keys}")
    if not action.isEnabled():
        item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item
