"""Words as pictures: shaped and broken into lines by Skia's paragraphs, in whatever fonts the machine has.

Skia shapes with HarfBuzz and ICU and looks for each letter in the fonts of ``_FAMILIES`` and then in all others, so one
card may hold several scripts. The look of letters is the machine's; what no font has is told (``letters_missing``).
"""

import unicodedata
from functools import cache
from typing import Any, Final

import skia

from studio.timeline.overlays import Card

_FAMILIES: Final = {
    "sans": (
        *("Noto Sans", "Helvetica Neue", "Segoe UI", "DejaVu Sans"),
        *("Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic", "Noto Sans CJK KR", "Noto Sans CJK SC", "IPAPGothic"),
    ),
    "serif": (
        *("Noto Serif", "Times New Roman", "DejaVu Serif"),
        *("Noto Serif CJK JP", "Hiragino Mincho ProN", "Yu Mincho", "Noto Serif CJK KR", "Noto Serif CJK SC"),
    ),
}
_ROOM: Final = 0.92
"""How much of the picture's width a line has."""
_EDGE: Final = 0.14
"""How wide the line about letters is, of an em; half of it is under them."""
_LEADING: Final = 1.25
_SCRIPTS: Final = (("HIRAGANA", "ja"), ("KATAKANA", "ja"), ("HANGUL", "ko"), ("CJK", "zh-Hans"))
_UNSEEN: Final = ("C", "Z")
"""Unicode categories that have no picture: controls and spaces."""


class Lettering:
    """A card laid out for pictures of one size. width, height: of what is drawn, pixels, the edge included."""

    def __init__(self, card: Card, picture: tuple[int, int], scale: float) -> None:
        wide, tall = picture
        self._card = card
        self._em = card.size * min(wide, tall) * scale
        self._border = self._em * _EDGE if card.edge else 0.0
        fill = _paragraph(card, self._em, _colour(card.colour))
        fill.layout(_ROOM * wide)
        self._room = min(float(fill.LongestLine) + 1.0, _ROOM * wide)
        fill.layout(self._room)
        self._fill = fill
        self.width = self._room + 2 * self._border
        self.height = float(fill.Height) + 2 * self._border

    def draw(self, canvas: Any) -> None:
        """Draw it about the canvas's origin."""
        left, top = -self._room / 2, -float(self._fill.Height) / 2
        if self._card.edge:
            pen: Any = _colour(self._card.edge)
            pen.setStyle(skia.Paint.kStroke_Style)
            pen.setStrokeWidth(self._border)
            pen.setStrokeJoin(skia.Paint.kRound_Join)
            edge = _paragraph(self._card, self._em, pen)
            edge.layout(self._room)
            edge.paint(canvas, left, top)
        self._fill.paint(canvas, left, top)


def letters_missing(text: str) -> str:
    """The letters of a text that no font of this machine has, each once."""
    manager = _fonts()
    style, language = skia.FontStyle(), _language(text)
    seen = dict.fromkeys(one for one in text if unicodedata.category(one)[0] not in _UNSEEN)
    # Joiners and variation selectors are marks without a picture of their own.
    drawn = (one for one in seen if unicodedata.category(one) != "Mn")
    return "".join(one for one in drawn if manager.matchFamilyStyleCharacter("", style, [language], ord(one)) is None)


def _paragraph(card: Card, em: float, paint: Any) -> Any:
    layout: Any = skia.textlayout
    style: Any = layout.TextStyle()
    style.setFontSize(em)
    style.setFontFamilies(list(_FAMILIES[card.face]))
    style.setFontStyle(skia.FontStyle.Bold() if card.bold else skia.FontStyle.Normal())
    style.setForegroundPaint(paint)
    style.setLocale(_language(card.text))
    style.setHeight(_LEADING)
    style.setHeightOverride(True)
    aligned = {"left": "kLeft", "centre": "kCenter", "right": "kRight"}[card.align]
    whole: Any = layout.ParagraphStyle()
    whole.setTextAlign(getattr(layout.TextAlign, aligned))
    whole.setTextStyle(style)
    builder: Any = layout.ParagraphBuilder.make(whole, _collection(), skia.Unicodes.ICU.Make())
    builder.pushStyle(style)
    builder.addText(card.text)
    return builder.Build()


def _colour(code: str) -> Any:
    red, green, blue = (int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return skia.Paint(AntiAlias=True, Color4f=skia.Color4f(red, green, blue, 1.0))


def _language(text: str) -> str:
    """Which language's forms its letters have: kana tell Japanese, hangul Korean, Han alone Chinese."""
    names = [unicodedata.name(one, "") for one in dict.fromkeys(text)]
    return next((language for script, language in _SCRIPTS if any(one.startswith(script) for one in names)), "en")


@cache
def _fonts() -> Any:
    return skia.FontMgr()


@cache
def _collection() -> Any:
    found: Any = skia.textlayout.FontCollection()
    found.setDefaultFontManager(_fonts())
    return found
