"""The World panel: what a shot changed in plain words, every fact before and after it, and the artist's rulings."""

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QTreeWidgetItem, QVBoxLayout, QWidget

from studio.timeline.film import Rule, Ruling, Shot, ShotId
from studio.timeline.ownership import Page
from studio.timeline.ruling import can_rule, clear, rule, told
from studio.ui.correction import ask_value
from studio.ui.findings import Findings, Freshness
from studio.ui.icons import icon
from studio.ui.parts import label, panel, scrolled, styled
from studio.ui.parts import rule as line
from studio.ui.session import Session
from studio.ui.theme import GRID, Theme
from studio.ui.world_facts import Book
from studio.ui.world_tree import OWNER, Row, WorldTree, rows_of

EMPTY = "Choose a shot in the timeline to see what it does to the world."
UNKNOWN = "Known once the shot has been played out."
NOTHING = "Nothing is different after it."
_LEAST_PX = 300
_TREE_PX = 180
_VERBS = {"pin": "Pin", "correct": "Correct…", "forbid": "Forbid", "clear": "Clear"}
_ICONS = {"pin": "pin-outline", "correct": "pencil-outline", "forbid": "cancel", "clear": "eraser"}
_TIPS = {
    "pin": "Pin: it is so before this shot and after it, whatever the story does",
    "correct": "Correct: say what is so before this shot; the story goes on from there",
    "forbid": "Forbid: it is not so in this shot",
    "clear": "Clear: take your ruling back",
}


class WorldPanel(QWidget):
    """Everything the World dock holds."""

    went = Signal(object)  # ShotId: the artist wants to see the shot that owns a fact

    def __init__(self, session: Session, findings: Findings, theme: Theme) -> None:
        super().__init__()
        panel(self)
        self._session = session
        self._findings = findings
        self._theme = theme
        self._book = Book(findings.worlds)
        self.setMinimumWidth(_LEAST_PX)
        self._title = label("title")
        self._place = label("dim")
        self.difference = label("", wraps=True)
        self.difference.setTextFormat(Qt.TextFormat.RichText)
        self.difference.setAccessibleName("What the shot changes")
        self.tree = WorldTree(theme, self)
        self.all_facts = self._toggle()
        self.buttons = {name: self._button(name) for name in _VERBS}
        self._empty = label("empty", EMPTY, wraps=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._body = QWidget(self)
        self.tree.setMinimumHeight(_TREE_PX)
        self._lay_out()
        self.tree.currentItemChanged.connect(self._show_buttons)
        self.tree.itemClicked.connect(self._on_clicked)
        self.tree.itemActivated.connect(self._on_activated)
        self.tree.customContextMenuRequested.connect(self._on_menu)
        session.shot_chosen.connect(self._show)
        findings.changed.connect(self._on_found)
        findings.freshened.connect(self._show)
        self._show()

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        self._theme = theme
        self.tree.wear(theme)
        self._show()

    def act(self, name: str) -> None:
        """Pin, correct, forbid or clear the chosen fact at the chosen shot."""
        shot, row = self._session.chosen, self.tree.chosen
        if shot is None or row is None:
            return
        subject, attribute = row.key
        match name:
            case "clear":
                self._session.apply("Clear ruling", lambda film: clear(film, shot.id, subject, attribute))
            case "correct":
                value = ask_value(self, self._session.film, shot, row)
                if value is not None:
                    self._rule("Correct fact", Ruling(shot.id, subject, attribute, Rule.CORRECT, value))
            case "pin":
                self._rule("Pin fact", Ruling(shot.id, subject, attribute, Rule.PIN, self._value(row, "before")))
            case _:
                self._rule("Forbid fact", Ruling(shot.id, subject, attribute, Rule.FORBID, self._value(row, "after")))

    # --- parts --------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.addWidget(self._title)
        heading.addStretch(1)
        heading.addWidget(self._place)
        facts = QHBoxLayout()
        facts.addWidget(label("heading", "Facts"))
        facts.addStretch(1)
        facts.addWidget(self.all_facts)
        verbs = QHBoxLayout()
        verbs.setSpacing(GRID // 2)
        for button in self.buttons.values():
            verbs.addWidget(button)
        verbs.addStretch(1)
        page = panel(QWidget())
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(heading)
        column.addWidget(label("heading", "What it changes"))
        column.addWidget(self.difference)
        column.addWidget(line())
        column.addLayout(facts)
        column.addWidget(self.tree, 1)
        whole = QVBoxLayout(self._body)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GRID)
        whole.addWidget(scrolled(page), 1)
        whole.addLayout(verbs)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        outer.addWidget(self._empty)
        outer.addWidget(self._body)

    def _toggle(self) -> QToolButton:
        button = styled(QToolButton(self), "fold")
        button.setText("All facts")
        button.setCheckable(True)
        button.setToolTip("Also show what the shot leaves as it was")
        button.toggled.connect(self._show)
        return button

    def _button(self, name: str) -> QToolButton:
        button = styled(QToolButton(self), "verb")
        button.setText(_VERBS[name])
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setToolTip(_TIPS[name])
        button.setAccessibleName(_TIPS[name].partition(":")[0])
        button.clicked.connect(lambda _checked=False: self.act(name))
        return button

    def showEvent(self, event: QShowEvent) -> None:
        """What was not worked out while nobody could see it is now."""
        super().showEvent(event)
        self._show()

    # --- showing ------------------------------------------------------------------------------------
    @Slot()
    def _show(self) -> None:
        if not self.isVisible():
            return
        shot = self._session.chosen
        self._body.setVisible(shot is not None)
        self._empty.setVisible(shot is None)
        if shot is not None:
            self._show_shot(shot)
        self._show_buttons()

    def _show_shot(self, shot: Shot) -> None:
        map_ = self._session.map
        place = map_.places[shot.id]
        page = self._book.page(map_.film, shot.id)
        self._title.setText(f"Shot {place + 1}")
        self._place.setText(f"{shot.setting.place}, {shot.setting.hour}, {shot.setting.weather}")
        stale = self._findings.freshness(place) is Freshness.STALE
        self.difference.setText(self._as_html(page, shot, stale=stale))
        rows = rows_of(page, map_.film) if page is not None else ()
        self.tree.show_rows(rows, map_.film, map_.places, all_facts=self.all_facts.isChecked())

    def _as_html(self, page: Page | None, shot: Shot, *, stale: bool) -> str:
        """What is ruled and what changed, a line each; what time did before it, and what could not be, more quietly."""
        theme, film = self._theme, self._session.film
        if page is None:
            return f'<span style="color:{theme.dim}">{UNKNOWN}</span>'
        again = [("Being played out again…", theme.warn)] if stale else []
        ruled = [(told(ruling, film), theme.accent) for ruling in page.rulings]
        since = [(f"Before it: {change.words}", theme.dim) for change in page.between]
        changed = [(change.words, theme.text) for change in page.changes] or [(NOTHING, theme.dim)]
        warned = [(note, theme.warn) for note in self._notes(shot)]
        lines = (*again, *ruled, *since, *changed, *warned)
        return "".join(f'<p style="color:{colour}; margin:0 0 4px 0">{_escaped(words)}</p>' for words, colour in lines)

    def _notes(self, shot: Shot) -> tuple[str, ...]:
        worlds = self._findings.worlds(shot.id)
        return worlds.notes if worlds is not None else ()

    @Slot()
    def _show_buttons(self) -> None:
        shot, row = self._session.chosen, self.tree.chosen
        may = shot is not None and row is not None and can_rule(self._session.film, *row.key)
        for name, button in self.buttons.items():
            ruled = row is not None and row.ruling is not None
            no_place = row is not None and row.key[1] == "place"
            button.setEnabled(ruled if name == "clear" else may and not (name == "forbid" and no_place))
            button.setToolTip(_TIPS[name] if button.isEnabled() or (may and name != "forbid") else _why_not(row))

    @Slot(object)
    def _on_found(self, shot: ShotId | None) -> None:
        chosen = self._session.chosen
        if chosen is not None and shot in (None, chosen.id):
            self._show()

    # --- doing --------------------------------------------------------------------------------------
    @Slot(QTreeWidgetItem, int)
    def _on_clicked(self, item: QTreeWidgetItem, column: int) -> None:
        row = self.tree.row_of(item)
        if column == OWNER and row is not None and row.owner is not None:
            self.went.emit(row.owner)

    @Slot(QTreeWidgetItem, int)
    def _on_activated(self, item: QTreeWidgetItem, _column: int) -> None:
        """Return, or a double click, goes to the shot that owns the fact."""
        row = self.tree.row_of(item)
        if row is not None and row.owner is not None:
            self.went.emit(row.owner)

    @Slot(QPoint)
    def _on_menu(self, at: QPoint) -> None:
        if self.tree.chosen is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, button in self.buttons.items():
            action = QAction(icon(_ICONS[name], self._theme), _VERBS[name], menu, enabled=button.isEnabled())
            action.triggered.connect(lambda _checked=False, name=name: self.act(name))
            menu.addAction(action)
        menu.popup(self.tree.viewport().mapToGlobal(at))

    def _rule(self, name: str, ruling: Ruling) -> None:
        self._session.apply(name, lambda film: rule(film, ruling))

    def _value(self, row: Row, when: str) -> str:
        """A fact's own value, as rulings have it; what is not so yet is taken as it becomes."""
        page = self._book.page(self._session.film, self._session.chosen.id) if self._session.chosen else None
        if page is None:
            return ""
        first, second = (page.before, page.after) if when == "before" else (page.after, page.before)
        found = [fact.value for facts in (first, second) for fact in facts if fact.key == row.key]
        return found[0] if found else ""


def _why_not(row: Row | None) -> str:
    """Why nothing can be ruled about a fact."""
    return "Choose a fact above first" if row is None else "The script says this: change it there, or in the Inspector"


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")
