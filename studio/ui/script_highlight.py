"""Light colouring of a script as Fountain reads it. The text itself is never touched."""

import re
from typing import Final

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from studio.ui.theme import Theme

_HEADING: Final = re.compile(r"^\s*(\.(?=[^.\s])|(INT|EXT|EST|INT\./EXT|I/E)[. ]|scene\s+\d+)", re.IGNORECASE)
_SECTION: Final = re.compile(r"^\s*#{1,6}\s")
_SYNOPSIS: Final = re.compile(r"^\s*=(?!==)")
_TRANSITION: Final = re.compile(r"^\s*(>.*|[A-Z .]+ TO:|FADE (IN|OUT)\b.*)$")
_CUE: Final = re.compile(r"^\s*(@\S.*|[^\W\d_a-z][^a-z]*(\s*\([^)]*\))?\s*\^?)$")
_PARENTHETICAL: Final = re.compile(r"^\s*\(.*\)\s*$")
_NOTE: Final = re.compile(r"\[\[.*?\]\]")

_PLAIN, _CUED = 0, 1


def kind_of(line: str, *, after_cue: bool, after_blank: bool) -> str:
    """What a line is: "heading", "section", "synopsis", "transition", "cue", "parenthetical", "dialogue", "action"."""
    if not line.strip():
        return "action"
    for kind, pattern in (("section", _SECTION), ("synopsis", _SYNOPSIS), ("heading", _HEADING)):
        if pattern.match(line):
            return kind
    if after_cue:
        return "parenthetical" if _PARENTHETICAL.match(line) else "dialogue"
    if _TRANSITION.match(line):
        return "transition"
    return "cue" if after_blank and _CUE.match(line) and any(map(str.isalpha, line)) else "action"


class ScriptHighlight(QSyntaxHighlighter):
    """Colours each block by what it is; a block's state says whether speech goes on after it."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._formats = _formats(theme)
        self._note = _format(theme.faint, italic=True)

    def wear(self, theme: Theme) -> None:
        """Take a theme's colours."""
        self._formats = _formats(theme)
        self._note = _format(theme.faint, italic=True)
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Colour one line."""
        before = self.currentBlock().previous()
        after_blank = not before.isValid() or not before.text().strip()
        kind = kind_of(text, after_cue=self.previousBlockState() == _CUED, after_blank=after_blank)
        speech = kind in ("cue", "parenthetical", "dialogue")
        self.setCurrentBlockState(_CUED if speech else _PLAIN)
        if kind in self._formats:
            self.setFormat(0, len(text), self._formats[kind])
        for note in _NOTE.finditer(text):
            self.setFormat(note.start(), len(note.group()), self._note)


def _formats(theme: Theme) -> dict[str, QTextCharFormat]:
    return {
        "heading": _format(theme.accent, bold=True),
        "section": _format(theme.text, bold=True),
        "synopsis": _format(theme.faint, italic=True),
        "transition": _format(theme.effects),
        "cue": _format(theme.dialogue, bold=True),
        "parenthetical": _format(theme.dim, italic=True),
        "dialogue": _format(theme.dim),
        "action": _format(theme.text),
    }


def _format(colour: str, *, bold: bool = False, italic: bool = False) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(QColor(colour))
    made.setFontItalic(italic)
    if bold:
        made.setFontWeight(QFont.Weight.DemiBold)
    return made
