"""The facts of a shot as a tree: one branch for each person, thing and place; before, after, and who changed it."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeWidget, QTreeWidgetItem, QWidget

from studio.timeline.facts import Fact, FactKey
from studio.timeline.film import Film, Rule, Ruling, ShotId
from studio.timeline.naming import called
from studio.timeline.ownership import Page
from studio.timeline.ruling import subject_called
from studio.ui.icons import icon
from studio.ui.theme import GRID, SMALL_PX, Theme, sized

FACT, VALUE, OWNER = range(3)
HEADINGS = ("Fact", "Before → after", "By")
RULE_ICONS = {Rule.PIN: "pin", Rule.CORRECT: "pencil", Rule.FORBID: "cancel"}
_ROW_PX, _CHANGED_PX = 24, 38
_FACT_PX, _OWNER_PX = 72, 56
_KEY = Qt.ItemDataRole.UserRole
_CHANGED = Qt.ItemDataRole.UserRole + 1
_BEFORE = Qt.ItemDataRole.UserRole + 2


class Row(Struct, frozen=True):
    """One fact in the tree. owner: the shot that made it what it is at the shot's end."""

    key: FactKey
    before: str
    after: str
    owner: ShotId | None
    ruling: Ruling | None = None

    @property
    def changed(self) -> bool:
        """Whether the shot made it different."""
        return self.before != self.after


def rows_of(page: Page, film: Film) -> tuple[Row, ...]:
    """The page's facts, each with its value before and after, in plain words."""
    before = {fact.key: fact for fact in page.before}
    after = {fact.key: fact for fact in page.after}
    ruled = {(one.subject, one.attribute): one for one in page.rulings}
    return tuple(_row(key, before.get(key), after.get(key), ruled.get(key), film) for key in {**before, **after})


def _row(key: FactKey, before: Fact | None, after: Fact | None, ruling: Ruling | None, film: Film) -> Row:
    last = after or before
    assert last is not None
    return Row(key, _value(before, film), _value(after, film), last.owner, ruling)


def _value(fact: Fact | None, film: Film) -> str:
    """A fact's value as it is read: names instead of ids, a dash for nothing."""
    if fact is None:
        return "–"
    if fact.attribute in ("held by", "holding"):
        return called(fact.value, film) if fact.value else "–"
    return fact.value or "–"


class WorldTree(QTreeWidget):
    """Shows rows; what changed stands out. A subject nobody ruled on or changed is folded away."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: dict[FactKey, Row] = {}
        self.setColumnCount(len(HEADINGS))
        self.setHeaderLabels(list(HEADINGS))
        self.setRootIsDecorated(False)
        self.setIndentation(GRID)
        self.setMouseTracking(True)
        self.setItemDelegate(_FactPainter(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName("Facts of the world, before and after the shot")
        header = self.header()
        header.setStretchLastSection(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionsClickable(False)
        for column, mode in enumerate((header.ResizeMode.Fixed, header.ResizeMode.Stretch, header.ResizeMode.Fixed)):
            header.setSectionResizeMode(column, mode)
        header.resizeSection(FACT, _FACT_PX)
        header.resizeSection(OWNER, _OWNER_PX)

    def drawBranches(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        """Nothing is folded, so there are no branches; only the ground of the line goes on to its left."""
        line = self.itemFromIndex(index)
        chosen = line is self.currentItem()
        theme = self._theme
        painter.fillRect(
            rect, QColor(theme.raised if line.parent() is None else theme.hover if chosen else theme.field)
        )

    @property
    def theme(self) -> Theme:
        """The colours in use."""
        return self._theme

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        self._theme = theme
        self.viewport().update()

    @property
    def chosen(self) -> Row | None:
        """The fact that is chosen."""
        item = self.currentItem()
        key = item.data(FACT, _KEY) if item is not None else None
        return self._rows.get(tuple(key)) if key is not None else None

    def row_of(self, item: QTreeWidgetItem) -> Row | None:
        """The fact that a line shows; None for a subject's own line."""
        key = item.data(FACT, _KEY)
        return self._rows.get(tuple(key)) if key is not None else None

    def show_rows(self, rows: tuple[Row, ...], film: Film, places: dict[ShotId, int], *, all_facts: bool) -> None:
        """Fill the tree; what was chosen stays chosen if it is still there."""
        kept = self.chosen.key if self.chosen is not None else None
        self._rows = {row.key: row for row in rows}
        self.clear()
        for subject, own in _by_subject(rows):
            told = [row for row in own if all_facts or row.changed or row.ruling is not None]
            if told:
                self._add(subject_called(subject, film), told, places, kept)

    def _add(self, name: str, rows: list[Row], places: dict[ShotId, int], kept: FactKey | None) -> None:
        top = QTreeWidgetItem([f"{name[:1].upper()}{name[1:]}"])
        top.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.addTopLevelItem(top)
        top.setFirstColumnSpanned(True)
        for row in rows:
            place = places.get(row.owner) if row.owner is not None else None
            item = QTreeWidgetItem([row.key[1], row.after, f"shot {place + 1}" if place is not None else ""])
            item.setData(FACT, _KEY, list(row.key))
            item.setData(FACT, _CHANGED, row.changed)
            if row.ruling is not None:
                item.setIcon(FACT, icon(RULE_ICONS[row.ruling.rule], self._theme, self._theme.accent))
            item.setData(VALUE, _BEFORE, row.before)
            item.setToolTip(VALUE, f"{row.before} → {row.after}" if row.changed else row.after)
            item.setToolTip(OWNER, "Go to the shot that made it so")
            top.addChild(item)
            if row.key == kept:
                self.setCurrentItem(item)
        top.setExpanded(True)


def _by_subject(rows: tuple[Row, ...]) -> Iterator[tuple[str, list[Row]]]:
    subjects: dict[str, list[Row]] = {}
    for row in rows:
        subjects.setdefault(row.key[0], []).append(row)
    return iter(subjects.items())


class _FactPainter(QStyledItemDelegate):
    """Paints a line calmly: subjects as small headings, what changed bright, all else dim."""

    def __init__(self, tree: WorldTree) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """What changed has a line for what was and a line for what is."""
        line = self._tree.itemFromIndex(index)
        return QSize(super().sizeHint(option, index).width(), _CHANGED_PX if line.data(FACT, _CHANGED) else _ROW_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """One cell."""
        line = self._tree.itemFromIndex(index)
        cell: Any = option  # the options of a view's cells have a place and a state, which the stubs leave out
        room, column = QRect(cell.rect), index.column()
        painter.save()
        painter.setFont(sized(self._tree.font(), SMALL_PX, bold=line.parent() is None))
        self._ground(painter, line, room, chosen=bool(cell.state & QStyle.StateFlag.State_Selected), column=column)
        painter.setPen(QColor(self._colour(line, column, bool(cell.state & QStyle.StateFlag.State_MouseOver))))
        inner = room.adjusted(GRID, 0, -4, 0)
        if column == FACT and not line.icon(FACT).isNull():
            line.icon(FACT).paint(painter, QRect(inner.left() - 2, inner.center().y() - 6, 14, 14))
            inner = inner.adjusted(16, 0, 0, 0)
        if column == VALUE and line.data(FACT, _CHANGED):
            half = inner.height() // 2
            painter.setPen(QColor(self._tree.theme.dim))
            _write(painter, inner.adjusted(0, 3, 0, -half), str(line.data(VALUE, _BEFORE)))
            painter.setPen(QColor(self._tree.theme.text))
            _write(painter, inner.adjusted(0, half, 0, -3), f"→ {line.text(VALUE)}")
        else:
            _write(painter, inner, line.text(column))
        painter.restore()

    def _ground(self, painter: QPainter, line: QTreeWidgetItem, room: QRect, *, chosen: bool, column: int) -> None:
        theme = self._tree.theme
        ground = theme.raised if line.parent() is None else theme.hover if chosen else theme.field
        painter.fillRect(room, QColor(ground))
        if line.data(FACT, _CHANGED) and column == FACT:
            painter.fillRect(QRect(room.left(), room.top() + 4, 2, room.height() - 8), QColor(theme.accent))

    def _colour(self, line: QTreeWidgetItem, column: int, hovered: bool) -> str:
        theme = self._tree.theme
        if column == OWNER and hovered:
            return theme.accent
        bright = line.parent() is None or (bool(line.data(FACT, _CHANGED)) and column == FACT)
        return theme.text if bright else theme.dim


def _write(painter: QPainter, room: QRect, words: str) -> None:
    """One line of words, shortened to fit."""
    text = QFontMetrics(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
