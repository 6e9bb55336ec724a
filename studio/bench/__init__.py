"""The measurements the project makes of itself: ``main.py bench NAME``."""

from collections.abc import Callable, Sequence
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
    "lines",
    "lipsync",
    "models",
    "fuzz",
    "large",
    "tamper",
    "protection",
)


def bench(name: str, as_json: bool) -> str:
    """Run one measurement and tell its figures.

    Raises:
        InvalidRequest: there is no measurement of this name.
    """
    if name not in NAMES:
        raise InvalidRequest(f"There is no bench called {name!r}.", f"Choose one of: {', '.join(NAMES)}.")
    measure: Callable[[], Sequence[Figure]] = import_module(f"studio.bench.{name}").measure
    return told(name, measure(), as_json)
