"""What the stage is asked to play, and what it gives back."""

from dataclasses import dataclass

from studio.cameo.likeness import Cleared
from studio.engine.performance import Performance
from studio.timeline.film import CastMember, Prop, Shot
from studio.timeline.world import World


@dataclass(frozen=True)
class CallSheet:
    """All that a shot needs beside the World before it and the speech: who may be called, and with what.

    cleared: leave for every likeness among the cast.
    """

    shot: Shot
    cast: tuple[CastMember, ...]
    props: tuple[Prop, ...]
    fps: int
    seed: int
    cleared: tuple[Cleared, ...] = ()


@dataclass(frozen=True)
class Played:
    """A shot played out. ``notes`` says in plain words what could not be done as written."""

    performance: Performance
    after: World
    notes: tuple[str, ...]
