"""The colours that many props share."""

from typing import Final

from studio.engine.painters.cel.scenery import RGB

WHITE: Final[RGB] = (0.98, 0.97, 0.96)
STEEL: Final = "#c9ced9"
DARK: Final = "#2b2430"
"""Eyes, strings and holes."""
GRAPHITE: Final = "#2f2b38"
"""Screens, handles and the legs of furniture."""
