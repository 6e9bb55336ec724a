"""What is done off the ground: in the water, and up on things; and coming down from there before anything else."""

from msgspec import structs

from studio.engine.stage.bathing import SWIMMING, comes_out, floats, plunges, surfaces, swims
from studio.engine.stage.climbing import climbs, comes_down
from studio.engine.stage.ledger import Ledger
from studio.engine.vocabulary import Motion
from studio.timeline.film import Action

_ON_FOOT = frozenset(
    {
        "walk", "sit", "lie", "kneel", "pick_up", "hold", "put_down", "kick", "dance", "jump", "climb", "carry", "push",
        "pull", "stack", "hide", "touch", "open", "shut", "light", "put_out", "fall", "tumble", "rise", "topple",
        "break",
    }
)  # fmt: skip
"""Families that need the ground under the feet."""
_STAYS_UP = frozenset({"jump", "dance", "sit", "kneel", "lie", "climb", "rise", "hold"})
"""Of these, what can be done up on something too."""


def elsewhere(ledger: Ledger, beat: int, action: Action, motion: Motion, spare: float) -> Motion | None:
    """Plan what is done in the water or up on something: what is left to do on the ground, None if nothing."""
    match motion.family:
        case "swim":
            _down(ledger, beat, action)
            swims(ledger, beat, action, motion, spare)
        case "float":
            _down(ledger, beat, action)
            floats(ledger, beat, action, motion)
        case "surface":
            surfaces(ledger, beat, action, motion)
        case "plunge":
            _down(ledger, beat, action)
            return None if plunges(ledger, beat, action, motion) else _on_land(motion)
        case "climb":
            climbs(ledger, beat, action, motion, spare)
        case _:
            _back_to_the_ground(ledger, beat, action, motion)
            return motion
    return None


def _on_land(motion: Motion) -> Motion:
    """A plunge where there is nothing to plunge into."""
    falls = any("fall" in word for word in motion.words)
    return structs.replace(motion, family="tumble" if falls else "jump")


def _back_to_the_ground(ledger: Ledger, beat: int, action: Action, motion: Motion) -> None:
    person = ledger.people[action.who]
    if person.posture == SWIMMING and motion.family in _ON_FOOT:
        comes_out(ledger, beat, action)
    elif motion.family in _ON_FOOT and (person.posture == "clinging" or motion.family not in _STAYS_UP):
        _down(ledger, beat, action)


def _down(ledger: Ledger, beat: int, action: Action) -> None:
    if ledger.people[action.who].height > 0.05:
        comes_down(ledger, beat, action)
