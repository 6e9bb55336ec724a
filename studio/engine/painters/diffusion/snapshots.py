"""A painting stopped between two steps, on disk: latents, scheduler and dice, so that it goes on to the bit.

A snapshot is one file of tensors: it is there whole or not at all, and sealed where somebody's likeness is in it.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

import msgspec

from studio.cameo.sealing import Seal
from studio.engine.painters.diffusion.tensor_files import TensorFile, write_tensors
from studio.errors import MissingResource

_VERSION: Final = 1
_LEFT_OUT: Final = frozenset({"_internal_dict", "config"})


@dataclass(frozen=True, eq=False)
class Snapshot:
    """After ``step`` steps: the latents, what the scheduler remembers, and the dice. Tensors belong to torch.

    scheduler: attributes by name; numbers, words, tensors, and lists of them. dice: the generator's state, None fresh.
    """

    step: int
    latents: Any
    scheduler: dict[str, Any]
    dice: Any | None = None


@dataclass(frozen=True, eq=False)
class Draft:
    """Latents of a finished draft to paint on from, after ``step`` steps: they are enlarged, and noise is put back.

    latents: as a draft's last step left them, (1, C, F, h, w) or (1, C, h, w) of any size. seed: of the noise.
    """

    step: int
    latents: Any
    seed: int


def remembered(scheduler: Any) -> dict[str, Any]:
    """What a scheduler remembers from step to step. Its lists are copied, its tensors are never written to."""
    state = cast(dict[str, Any], vars(scheduler))
    return {name: _copied(value) for name, value in state.items() if name not in _LEFT_OUT and _is_kept(value)}


def recall(scheduler: Any, state: dict[str, Any]) -> None:
    """Have a scheduler remember that again."""
    for name, value in state.items():
        setattr(scheduler, name, _copied(value))


def _copied(value: Any) -> Any:
    return list(_members(value)) if isinstance(value, list) else value


def _members(value: Any) -> list[Any]:
    return cast(list[Any], value)


def _is_kept(value: Any) -> bool:
    import torch

    if isinstance(value, list):
        return all(not isinstance(one, list) and _is_kept(one) for one in _members(value))
    return value is None or isinstance(value, bool | int | float | str | torch.Tensor)


def write_snapshot(path: Path, snapshot: Snapshot, of: str, seal: Seal | None = None) -> None:
    """Write a snapshot. ``of``: what it is of; it is only read again for the very same. seal: see ``sealing``.

    Raises:
        DeviceLimit: the disk is full or cannot be written.
    """
    tensors: dict[str, Any] = {"latents": snapshot.latents}
    values: dict[str, Any] = {}
    if snapshot.dice is not None:
        tensors["dice"] = snapshot.dice
    for name, value in snapshot.scheduler.items():
        values[name] = _taken_apart(f"scheduler.{name}", value, tensors)
    told = {"version": _VERSION, "of": of, "step": snapshot.step, "scheduler": values}
    write_tensors(path, tensors, {"told": json.dumps(told)}, seal)


def read_snapshot(path: Path, of: str, device: str = "cpu", seal: Seal | None = None) -> Snapshot | None:
    """The snapshot at a path, if it is whole and of that very thing. Latents and what goes with them on the device."""
    try:
        file = TensorFile(path, seal)
        told = json.loads(file.about.get("told", "{}"))
        if told.get("version") != _VERSION or told.get("of") != of or "latents" not in file.names:
            return None
        tensors = {name: file.tensor(name) for name in file.names}
    except (MissingResource, ValueError):
        return None
    state = {name: _put_together(value, tensors, device) for name, value in told["scheduler"].items()}
    return Snapshot(int(told["step"]), tensors["latents"].to(device), state, tensors.get("dice"))


class _Tensor(msgspec.Struct):
    """Where a tensor of the scheduler lies in the file, and on what it was."""

    tensor: str
    on: str


def _taken_apart(name: str, value: Any, tensors: dict[str, Any]) -> Any:
    import torch

    if isinstance(value, list):
        return [_taken_apart(f"{name}.{number}", one, tensors) for number, one in enumerate(_members(value))]
    if isinstance(value, torch.Tensor):
        tensors[name] = value
        return {"tensor": name, "on": "cpu" if value.device.type == "cpu" else "device"}
    return value


def _put_together(value: Any, tensors: dict[str, Any], device: str) -> Any:
    if isinstance(value, list):
        return [_put_together(one, tensors, device) for one in _members(value)]
    if isinstance(value, dict):
        where = msgspec.convert(value, _Tensor)
        found = tensors[where.tensor]
        return found if where.on == "cpu" else found.to(device)
    return value
