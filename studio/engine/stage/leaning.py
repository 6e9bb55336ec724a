"""A head on somebody's shoulder: beside them, as they sit or stand, and over to their side."""

import math
from dataclasses import replace
from typing import Final

from msgspec import structs

from studio.engine.stage.acts import acts
from studio.engine.stage.ledger import Ledger, Standing, add, face, go, kept_inside, stand_up, start_there, still
from studio.engine.stage.seating import sits
from studio.engine.vocabulary import Motion
from studio.timeline.film import Action

LEANS: Final = "lean_on"
_RIGHT: Final = "lean_on_right"
_WITHIN_M: Final = 1.1  # as far as neighbours on a bench sit apart
_BESIDE_M: Final = 0.46
_CLOSE_M, _MOVES_UP_M, _A_SEAT_M = 0.52, 0.4, 0.1
"""How close two sit for it, how far one moves up for that, and how high a seat is that has room."""


def leans_on(ledger: Ledger, beat: int, action: Action, motion: Motion) -> None:
    """Take the place beside somebody if it is not taken yet, and lay the head on the shoulder that is near."""
    other = action.towards
    if other not in ledger.people or other == action.who:
        ledger.notes.append(f'Nobody is there to do "{action.words or action.motion}" with: it is acted alone.')
        acts(ledger, beat, structs.replace(action, towards=None), motion)
        return
    there, here = ledger.people[other], ledger.people[action.who]
    if there.seat is not None and (here.seat is None or math.dist(here.position, there.position) > _WITHIN_M):
        sits(ledger, beat, structs.replace(action, motion="sit"))
    elif there.seat is None:
        stand_up(ledger, beat, action)
        go(ledger, beat, action, kept_inside(ledger, _shoulder_to_shoulder(here, there)))
        face(ledger, beat, action, there.heading, 0.15)
    _moves_up(ledger, action.who, there)
    left = _is_left(ledger.people[action.who], there)
    doing = replace(still(ledger, beat, action, motion.family, motion.seconds), linked=True, point=None)
    add(ledger, replace(doing, style=LEANS if left else _RIGHT))


def _moves_up(ledger: Ledger, who: str, there: Standing) -> None:
    """Neighbours on a bench sit close from the start, where nothing has been seen of them sitting further apart."""
    here = ledger.people[who]
    own = [doing for doing in ledger.doings if doing.who == who]
    gap = math.dist(here.position, there.position)
    settled = all(doing.route is None and doing.position == here.position for doing in own)
    if here.seat is None or here.seat < _A_SEAT_M or there.seat is None or gap < _CLOSE_M or not settled:
        return
    share = max(_CLOSE_M, gap - _MOVES_UP_M) / gap
    x, y = (there.position[k] + share * (here.position[k] - there.position[k]) for k in (0, 1))
    start_there(ledger, who, (x, y), here.heading, here.seat, here.posture)
    ledger.doings[:] = [replace(doing, position=(x, y)) if doing.who == who else doing for doing in ledger.doings]


def _shoulder_to_shoulder(here: Standing, there: Standing) -> tuple[float, float]:
    """The spot beside somebody, on the side that one comes from."""
    across = -math.sin(there.heading), math.cos(there.heading)
    near = (here.position[0] - there.position[0]) * across[0] + (here.position[1] - there.position[1]) * across[1]
    off = math.copysign(_BESIDE_M, near)
    return there.position[0] + across[0] * off, there.position[1] + across[1] * off


def _is_left(here: Standing, there: Standing) -> bool:
    """Whether the other is on one's left."""
    x, y = there.position[0] - here.position[0], there.position[1] - here.position[1]
    return math.cos(here.heading) * y - math.sin(here.heading) * x > 0
