"""The sound of feet: a contact for each step, at the moment the foot is set down."""

import numpy as np

from studio.engine import vocabulary
from studio.engine.performance import Contact, ContactKind
from studio.engine.stage.body import Body
from studio.engine.stage.company import Ensemble
from studio.engine.stage.footwork import Step

WALK_NS = 24.0  # N s for a person of 55 kg: the heel-strike share of body weight x contact time
RUN_NS = 46.0
TURN_NS = 9.0
LAND_NS = 90.0
_SOLE = "leather"


def footsteps(ensemble: Ensemble) -> tuple[Contact, ...]:
    """Everybody's steps as contacts, in no order."""
    ground = ensemble.opening.set.ground
    ground = ground if ground in vocabulary.materials() else "concrete"
    return ensemble.thuds + tuple(
        _contact(step, who, body.movement.head_unit, ground)
        for who, body in ensemble.bodies.items()
        for step in body.movement.steps
        if step.land > 0 and not step.silent and not _afloat(body, step)
    )


def _afloat(body: Body, step: Step) -> bool:
    afloat, times = body.aloft.afloat, body.movement.times
    return afloat is not None and bool(afloat[min(int(np.searchsorted(times, step.land)), len(times) - 1)])


def _contact(step: Step, who: str, head_unit: float, ground: str) -> Contact:
    impulse = LAND_NS if step.airborne else RUN_NS if step.running else WALK_NS if step.arc > 0.052 else TURN_NS
    size = (head_unit / 0.26) ** 3
    return Contact(
        time=step.land,
        position=(step.x, step.y, 0.0),
        impulse=round(impulse * size, 6),
        materials=(_SOLE, ground),
        bodies=(who, "ground"),
        kind=ContactKind.STEP,
    )
