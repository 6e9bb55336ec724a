"""The measurements the project makes of itself: ``main.py bench NAME``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

from studio.bench.figures import Figure, told
from studio.errors import InvalidRequest

NAMES = (
    "stage",
    "memory",
    "edit",
    "sync",
    "start",
    "open",
    "stall",
    "director",
    "stale",
    "physics",
    "pace",
    "lines",
    "lipsync",
    "capture",
    "models",
    "fuzz",
    "large",
    "tamper",
    "protection",
    "painters",
    "painting",
    "soak",
)

OF_MODELS = ("painters",)


@dataclass(frozen=True)
class Machine:
    """On what a bench of models measures. device: as torch names it. tiny: models of a few thousand weights."""

    device: str = "cpu"
    tiny: bool = False


def bench(name: str, as_json: bool, machine: Machine | None = None) -> str:
    """Run one measurement and tell its figures. machine: of those that measure models.

    Raises:
        InvalidRequest: there is no measurement of this name.
    """
    if name not in NAMES:
        raise InvalidRequest(f"There is no bench called {name!r}.", f"Choose one of: {', '.join(NAMES)}.")
    measure: Callable[..., Sequence[Figure]] = import_module(f"studio.bench.{name}").measure
    figures = measure(machine or Machine()) if name in OF_MODELS else measure()
    return told(name, figures, as_json)
