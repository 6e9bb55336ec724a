"""What this machine paints with, measured once in a second and remembered: no table of cards has to be right.

Measured are large products of matrices, copies from the host, and each way of working out attention that is here.
"""

import shutil
import time
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any, Final

from studio.engine.model_store.whole import write_whole
from studio.engine.painters.diffusion.budget import GB, host_memory_free
from studio.engine.painters.diffusion.known_cards import card_file, kept_card, known_card
from studio.engine.painters.diffusion.levers import NATIVE, Card

_SIDE: Final = {"cuda": 8192, "cpu": 768}
_TIMES: Final = 5
_COPIED: Final = 256_000_000
_ATTENDED: Final = {"cuda": (1, 8192, 12, 128), "cpu": (1, 512, 4, 32)}
_BACKENDS: Final = ("_native_flash", "_native_cudnn", "_native_efficient", "flash", "_flash_3", "sage", "xformers")
"""Besides torch's own choice. Backends of the hub are left out: they fetch native code and run it."""


def this_card(device: str) -> Card:
    """The card, measured if it is another one than was measured before.

    Raises:
        DeviceLimit: it cannot be remembered, as the disk is full.
    """
    import torch

    by = f"torch {torch.__version__}"
    known = known_card(device, by)
    if known is not None and known.name == _name(device):
        return known
    card = measured_card(device)
    write_whole(card_file(device), kept_card(card, by))
    return card


def measured_card(device: str) -> Card:
    """Measure a card: on a graphics card in a second, on a processor in less."""
    import torch

    kind = "cuda" if device.startswith("cuda") else "cpu"
    with torch.no_grad():
        return Card(
            kind=kind,
            name=_name(device),
            memory_gb=torch.cuda.get_device_properties(device).total_memory / GB if kind == "cuda" else 0.0,
            host_gb=host_memory_free() / GB,
            tflops=_tflops(device, kind),
            copy_gbps=_copying(device) if kind == "cuda" else 0.0,
            compiles=_compiles(kind),
            integers=find_spec("torchao") is not None,
            attention=_attentions(device, kind),
        )


def _name(device: str) -> str:
    import platform

    import torch

    if device.startswith("cuda"):
        return str(torch.cuda.get_device_name(device))
    return f"{platform.processor() or platform.machine()}, {torch.get_num_threads()} threads"


def _kind_of_number(kind: str) -> Any:
    """As a painter computes there; see ``Model.precision``."""
    import torch

    return torch.bfloat16 if kind == "cuda" else torch.float32


def _tflops(device: str, kind: str) -> float:
    import torch

    side = _SIDE[kind]
    one = torch.randn((side, side), device=device, dtype=_kind_of_number(kind))
    return 2 * side**3 / _seconds(lambda: one @ one, device) / 1e12


def _copying(device: str) -> float:
    """GB a second from memory that is locked for the card, as groups of blocks are fetched."""
    import torch

    there = torch.empty(_COPIED, dtype=torch.uint8, pin_memory=True)
    return _COPIED / _seconds(lambda: there.to(device, non_blocking=True), device) / GB


def _seconds(work: Callable[[], object], device: str) -> float:
    """The quickest of a few times, the first of which does not count: it loads what it needs."""
    import torch

    def waited() -> float:
        began = time.perf_counter()
        work()
        if device.startswith("cuda"):
            torch.cuda.synchronize(device)
        return time.perf_counter() - began

    waited()
    return max(min(waited() for _ in range(_TIMES)), 1e-9)


def _compiles(kind: str) -> bool:
    """Whether torch finds a compiler for what it writes: triton for cards, a C++ compiler for processors."""
    if kind == "cuda":
        return find_spec("triton") is not None and shutil.which("gcc") is not None
    return any(shutil.which(name) is not None for name in ("g++", "clang++"))


def _attentions(device: str, kind: str) -> tuple[tuple[str, float], ...]:
    """Seconds of each backend that works here, torch's own first."""
    import torch
    from diffusers.models.attention_dispatch import AttentionBackendName, dispatch_attention_fn

    one = torch.randn(_ATTENDED[kind], device=device, dtype=_kind_of_number(kind))
    found: list[tuple[str, float]] = []
    for name in (NATIVE, *(_BACKENDS if kind == "cuda" else ())):
        way = AttentionBackendName(name)
        try:
            took = _seconds(lambda way=way: dispatch_attention_fn(one, one, one, backend=way), device)
        except (RuntimeError, ValueError, ImportError, TypeError):
            continue
        found.append((name, took))
    return tuple(found) or ((NATIVE, 1.0),)
