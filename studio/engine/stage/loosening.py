"""Furniture that a shot moves: a chair that is knocked over, a cart that is pushed, a log that floats."""

from dataclasses import replace

import numpy as np
from msgspec import structs

from studio.engine.stage import kinds
from studio.engine.stage.callsheet import CallSheet
from studio.engine.stage.entrances import Opening, Placed
from studio.timeline.film import Action, Beat

HEAVIEST_KG = 100.0
"""What weighs more stays where it is, whatever is done to it."""
_BY_ITSELF = frozenset({"fall", "roll", "bounce", "topple", "slide", "swing", "float", "break"})
_WITH_IT = frozenset({
    "topple", "slide", "push", "pull", "kick", "carry", "pick_up", "hold", "throw", "drop", "put_down", "stack",
    "break", "roll", "swing",
})  # fmt: skip
_STANDS = 0.95


def loosened(sheet: CallSheet, opening: Opening) -> Opening:
    """The opening with all furniture loose that something is done to in this shot, or that lies fallen over already."""
    return replace(opening, things=tuple(_loosened(sheet, one) for one in opening.things))


def _loosened(sheet: CallSheet, placed: Placed) -> Placed:
    kind = placed.kind
    if not kind.fixed or kind.planted or kind.mass_kg > HEAVIEST_KG:
        return placed
    if not _fallen(placed) and not any(_moves(beat, placed) for beat in sheet.shot.beats):
        return placed
    return replace(placed, kind=structs.replace(kind, fixed=False, grip="both hands"))


def _fallen(placed: Placed) -> bool:
    return bool(kinds.matrix_of(np.array(placed.orientation))[2, 2] < _STANDS)


def _moves(beat: Beat, placed: Placed) -> bool:
    if not isinstance(beat, Action):
        return False
    family, thing = kinds.motion_of(beat.motion).family, placed.prop.id
    done_to = thing == beat.thing or (beat.thing is None and thing == beat.towards)
    return (beat.who == thing and family in _BY_ITSELF) or (done_to and family in _WITH_IT)
