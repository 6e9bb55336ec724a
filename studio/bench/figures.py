"""A measurement's figures, and how they are told."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """One measured number. ``bar`` says what is asked of it ("" if nothing is), ``holds`` whether it is met."""

    name: str
    value: float
    unit: str
    bar: str = ""
    holds: bool = True


def at_most(name: str, value: float, unit: str, limit: float) -> Figure:
    """A figure that must not exceed a limit."""
    return Figure(name, value, unit, f"<= {limit:g}", value <= limit)


def at_least(name: str, value: float, unit: str, limit: float) -> Figure:
    """A figure that must reach a limit."""
    return Figure(name, value, unit, f">= {limit:g}", value >= limit)


def told(bench: str, figures: Sequence[Figure], as_json: bool) -> str:
    """The figures as a table to read, or as JSON."""
    if as_json:
        values = {"bench": bench, "host": host(), "figures": [asdict(figure) for figure in figures]}
        return json.dumps(values, ensure_ascii=False, indent=1)
    width = max(len(figure.name) for figure in figures)
    rows = [f"{figure.name:{width}}  {figure.value:10.3f} {figure.unit:6} {_verdict(figure)}" for figure in figures]
    return "\n".join([f"bench {bench} on {host()['machine']}, {host()['cores']} cores", *rows])


def _verdict(figure: Figure) -> str:
    return f"{figure.bar}  {'holds' if figure.holds else 'DOES NOT HOLD'}" if figure.bar else ""


def host() -> dict[str, str | int]:
    """The machine the figures are from."""
    return {
        "machine": platform.machine(),
        "system": platform.system(),
        "python": platform.python_version(),
        "cores": os.cpu_count() or 1,
    }
