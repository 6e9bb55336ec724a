"""A sentence laid over the picture that is not to be missed: what could not be done, and what to do about it."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from studio.ui.icons import icon
from studio.ui.parts import label, styled
from studio.ui.theme import BODY_PX, GRID, Theme

_SHOWN_MS: Final = 20_000
_WIDEST_PX: Final = 640
_ICON_PX: Final = 16


class Notice(QFrame):
    """Stays for some seconds, or until it is closed. over: the part whose upper edge it lies on."""

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        styled(self, "notice")
        self._over = over
        self._mark = QLabel(self)
        self.sentence = label("readout", wraps=True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.close_button = QToolButton(self)
        self.close_button.setAccessibleName("Close this notice")
        self.close_button.setToolTip("Close this notice")
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_button.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID + GRID // 2, GRID // 2, GRID // 2, GRID // 2)
        row.setSpacing(GRID)
        row.addWidget(self._mark)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self._away = QTimer(self, interval=_SHOWN_MS, singleShot=True)
        self._away.timeout.connect(self.hide)
        over.installEventFilter(self)
        self.wear(theme)
        self.hide()

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        size = QSize(_ICON_PX, _ICON_PX)
        self._mark.setPixmap(icon("alert-outline", theme, theme.warn).pixmap(size, self.devicePixelRatioF()))
        self.close_button.setIcon(icon("close", theme))
        self.close_button.setIconSize(QSize(BODY_PX, BODY_PX))

    @Slot(str)
    def tell(self, sentence: str) -> None:
        """Show a sentence, in place of the one before."""
        self.sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self._place()
        self.show()
        self.raise_()
        self._away.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the middle of the upper edge."""
        if watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        width = min(_WIDEST_PX, self._over.width() - 2 * GRID)
        row = self.layout()
        height = row.heightForWidth(width) if row is not None else 0
        self.setGeometry((self._over.width() - width) // 2, GRID, width, max(height, self.minimumSizeHint().height()))
