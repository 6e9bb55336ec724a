"""The roster: everybody and everything in the film, each with a portrait and a name."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from studio.timeline.film import CastMember, EntityId, Prop
from studio.ui.parts import styled
from studio.ui.theme import SMALL_PX, Theme, sized

PORTRAIT: Final = QSize(56, 64)
_CARD: Final = QSize(72, 92)
_ROUND_PX: Final = 5
_WHO, _PICTURE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_KEYS: Final = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)


class Roster(QListWidget):
    """``chosen`` gives an entity's id."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        styled(self, "roster")
        self.setItemDelegate(_Card(theme, self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setGridSize(_CARD)
        self.setSpacing(0)
        self.setMouseTracking(True)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("The film's cast")
        self.currentItemChanged.connect(self._on_current)

    @property
    def current(self) -> EntityId | None:
        """Who is chosen."""
        return self.currentItem().data(_WHO) if self.currentRow() >= 0 else None

    def show_entities(self, entities: Sequence[CastMember | Prop], chosen: EntityId | None) -> None:
        """Show these, with the portraits there are, and one of them chosen; tells nobody."""
        pictures = {item.data(_WHO): item.data(_PICTURE) for item in self._items()}
        blocked = self.blockSignals(True)
        if [item.data(_WHO) for item in self._items()] != [entity.id for entity in entities]:
            self.clear()
            for entity in entities:
                self.addItem(_item(entity, pictures.get(entity.id)))
        for item, entity in zip(self._items(), entities, strict=True):
            item.setText(entity.name or "unnamed")
            item.setToolTip(_tip(entity))
            if entity.id == chosen:
                self.setCurrentItem(item)
        self.blockSignals(blocked)

    def show_portrait(self, who: EntityId, picture: QPixmap) -> None:
        """Show somebody's portrait."""
        for item in self._items():
            if item.data(_WHO) == who:
                item.setData(_PICTURE, picture)

    def portrayed(self, who: EntityId) -> bool:
        """Whether somebody's portrait is there."""
        return any(item.data(_WHO) == who and item.data(_PICTURE) is not None for item in self._items())

    def lie(self, *, flat: bool) -> None:
        """In one row that scrolls sideways, or in rows that scroll down."""
        self.setWrapping(not flat)
        self.setFlow(QListView.Flow.LeftToRight)
        off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(off if flat else needed)
        self.setHorizontalScrollBarPolicy(needed if flat else off)
        self.setFixedHeight(_CARD.height() + 4) if flat else self.setMaximumHeight(16777215)
        if not flat:
            self.setMinimumHeight(_CARD.height())

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        self.setItemDelegate(_Card(theme, self))

    def event(self, event: QEvent) -> bool:
        """The arrow keys are its own while it has the keyboard."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _KEYS:
            event.accept()
            return True
        return super().event(event)

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]

    @Slot(QListWidgetItem, QListWidgetItem)
    def _on_current(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_WHO))


def _item(entity: CastMember | Prop, picture: QPixmap | None) -> QListWidgetItem:
    item = QListWidgetItem(entity.name)
    item.setData(_WHO, entity.id)
    item.setData(_PICTURE, picture)
    item.setSizeHint(_CARD)
    return item


def _tip(entity: CastMember | Prop) -> str:
    if isinstance(entity, Prop):
        return f"{entity.name} ({entity.kind})"
    return f"{entity.name}: {entity.words}" if entity.words else entity.name


class _Card(QStyledItemDelegate):
    """A portrait over a name; the chosen one ringed."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return _CARD

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        room: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        box = QRect(
            room.x() + (room.width() - PORTRAIT.width()) // 2, room.y() + 4, PORTRAIT.width(), PORTRAIT.height()
        )
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(box, _ROUND_PX, _ROUND_PX)
        painter.fillPath(shape, QColor(self._theme.raised))
        picture = index.data(_PICTURE)
        if isinstance(picture, QPixmap):
            painter.setClipPath(shape)
            painter.drawPixmap(box, picture)
            painter.setClipping(False)
        if chosen or over:
            painter.setPen(QPen(QColor(self._theme.accent if chosen else self._theme.faint), 2))
            painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), _ROUND_PX, _ROUND_PX)
        painter.setPen(QColor(self._theme.text if chosen else self._theme.dim))
        painter.setFont(sized(painter.font(), SMALL_PX, bold=chosen))
        words = QRect(room.x() + 2, box.bottom() + 3, room.width() - 4, 18)
        elided = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, elided)
        painter.restore()
