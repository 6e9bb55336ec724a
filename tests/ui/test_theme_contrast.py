"""Whether words can be read in both themes: contrast as WCAG 2.2 measures it, 4.5 for words, 3 for what is disabled."""

import pytest

from studio.ui.theme import THEMES

WORDS = ("text", "dim", "warn", "dialogue")
GROUNDS = ("window", "panel", "field")


def luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", THEMES)
def test_words_stand_out_from_every_ground(name: str) -> None:
    theme = THEMES[name]
    for ground in GROUNDS:
        for ink in WORDS:
            assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 4.5, (ink, ground)
    for ink in ("text", "dim"):
        assert contrast(getattr(theme, ink), theme.surround) >= 4.5, ink
        assert contrast(getattr(theme, ink), theme.raised) >= 4.5, ink
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    assert contrast(theme.faint, theme.panel) >= 3
    assert contrast(theme.accent, theme.field) >= 4.5  # headings of the script
