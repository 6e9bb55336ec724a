"""Who may use one's cameo, and for what: the rules that its owner signs."""

from typing import Final

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from studio.cameo.days import end_of, last_day
from studio.cameo.likeness import Harm, Level, Limits
from studio.cameo.signing import PersonId
from studio.cameo.telling import LEVEL_MEANS, ToldCameo, ToldContact
from studio.engine.cameo_jobs import SetRules
from studio.ui.cameo.check_list import CheckList
from studio.ui.parts import inset, label
from studio.ui.theme import GRID

_CHECKS: Final = {
    "no_violence": "Not in violent scenes",
    "no_romance": "Not in romantic scenes",
    "no_commercial": "Not in films made for money",
}
_HARMS: Final = {
    Harm.CRUELTY: "Cruelty, wounds and death",
    Harm.DEMEANING: "Being humiliated",
    Harm.SEXUAL: "Sexual scenes",
    Harm.IMPERSONATION: "What looks as if it really happened",
}
_ALLOWED_TIP: Final = (
    "Others may not show you so, unless you allow it here. What is never made, allowed or not: anything sexual with "
    "anybody under 18. One's own films are one's own."
)
_AHEAD_DAYS: Final = 30


class RulesForm(QWidget):
    """A level with what it means, and limits in words."""

    deed = Signal(object)  # SetRules

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._cameo: ToldCameo | None = None
        self._kept = Limits()
        self.level = QComboBox()
        self.level.setAccessibleName("Who may use it")
        for level in Level:
            self.level.addItem(f"{level.value[:1].upper()}{level.value[1:]}", level)
        self._means = label("dim", wraps=True)
        self.checks = {name: QCheckBox(words) for name, words in _CHECKS.items()}
        self.company = CheckList("Not together with", self)
        self.company.setToolTip("In no shot with these people, neither their cameo nor a part of their name")
        self.allowed = CheckList("Others may also show me in", self)
        self.allowed.setToolTip(_ALLOWED_TIP)
        self.until = QCheckBox("Only until the end of")
        self.day = QDateEdit(QDate.currentDate().addDays(_AHEAD_DAYS))
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setAccessibleName("The last day")
        inset(self.day)
        self.save = QPushButton("Sign these rules")
        self.save.setToolTip("Sign these rules; whoever has a lease gets a new one under them when you renew")
        self._lay_out()
        self.level.currentIndexChanged.connect(self._on_edited)
        self.day.dateChanged.connect(self._on_edited)
        for check in (*self.checks.values(), self.until):
            check.toggled.connect(self._on_edited)
        for choices in (self.company, self.allowed):
            choices.edited.connect(self._on_edited)
        self.save.clicked.connect(self._on_save)

    def show_rules(self, cameo: ToldCameo, limits: Limits, contacts: tuple[ToldContact, ...] = ()) -> None:
        """Show the rules of one of one's own cameos as they are signed. contacts: who may be named in them."""
        self._cameo, self._kept = cameo, limits
        self.company.show_choices({one.person: one.name for one in contacts}, limits.not_with)
        self.allowed.show_choices(
            {harm.value: words for harm, words in _HARMS.items()}, [one.value for one in limits.allows]
        )
        for part in (self.level, self.until, self.day, *self.checks.values()):
            part.blockSignals(True)
        self.level.setCurrentIndex(list(Level).index(cameo.level))
        for name, check in self.checks.items():
            check.setChecked(getattr(limits, name))
        self.until.setChecked(limits.until is not None)
        if limits.until is not None:
            self.day.setDate(QDate.fromString(last_day(limits.until), Qt.DateFormat.ISODate))
        for part in (self.level, self.until, self.day, *self.checks.values()):
            part.blockSignals(False)
        self._on_edited()

    @property
    def asked(self) -> SetRules | None:
        """The rules as they are in the form; None if they are those that are signed."""
        if self._cameo is None:
            return None
        day = self.day.date()
        end = end_of(day.year(), day.month(), day.day())
        limits = Limits(
            no_violence=self.checks["no_violence"].isChecked(),
            no_romance=self.checks["no_romance"].isChecked(),
            no_commercial=self.checks["no_commercial"].isChecked(),
            not_with=self._not_with,
            until=end if self.until.isChecked() else None,
            allows=self._allows,
        )
        level = list(Level)[self.level.currentIndex()]
        return None if (level, limits) == (self._cameo.level, self._kept) else SetRules(self._cameo.id, level, limits)

    @property
    def _not_with(self) -> tuple[PersonId, ...]:
        """Who is ticked, in the order that was signed, and who is no contact any more and so cannot be unticked."""
        ticked = self.company.ticked
        kept = tuple(one for one in self._kept.not_with if one in ticked or one not in self.company.choices)
        return (*kept, *(PersonId(one) for one in ticked if one not in kept))

    @property
    def _allows(self) -> tuple[Harm, ...]:
        allowed = tuple(map(Harm, self.allowed.ticked))
        return self._kept.allows if set(allowed) == set(self._kept.allows) else allowed

    def _lay_out(self) -> None:
        last = QHBoxLayout()
        last.setSpacing(GRID)
        last.addWidget(self.until)
        last.addWidget(self.day)
        last.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.level)
        column.addWidget(self._means)
        for check in self.checks.values():
            column.addWidget(check)
        column.addLayout(last)
        column.addWidget(self.company)
        column.addWidget(self.allowed)
        row = QHBoxLayout()
        row.addWidget(self.save)
        row.addStretch(1)
        column.addLayout(row)

    @Slot()
    def _on_edited(self) -> None:
        self._means.setText(LEVEL_MEANS[list(Level)[self.level.currentIndex()]])
        self.day.setEnabled(self.until.isChecked())
        self.save.setEnabled(self.asked is not None)

    @Slot()
    def _on_save(self) -> None:
        if (asked := self.asked) is not None:
            self.deed.emit(asked)
