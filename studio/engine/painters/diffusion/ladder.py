"""What is given up when the graphics memory does not hold a painting, one thing after another, and said aloud.

    whole -> VAE in tiles -> blocks by group -> 8-bit storage -> shorter windows -> smaller pictures -> refused

The first two do not change the picture, the third only in its last digits.
"""

import gc
from dataclasses import dataclass
from typing import Any, Final

from studio.errors import DeviceLimit


@dataclass(frozen=True)
class Means:
    """How a painting is fitted into memory.

    tiled: the VAE works tile by tile. offloaded: the network's blocks lie in host memory and come one group at a time.
    eight_bit: weights are stored in 8 bits. length, size: shares of the usual window and of the usual height.
    """

    tiled: bool = False
    offloaded: bool = False
    eight_bit: bool = False
    length: float = 1.0
    size: float = 1.0

    @property
    def seen(self) -> str:
        """What of it the picture shows: nothing of it may change between a snapshot and its resumption."""
        return f"{self.eight_bit} {self.length} {self.size}"


LADDER: Final[tuple[tuple[Means, str], ...]] = (
    (Means(), ""),
    (Means(tiled=True), "The picture was coded in tiles, as the graphics memory was short."),
    (Means(tiled=True, offloaded=True), "The model was kept in host memory and fetched by groups of its blocks."),
    (Means(True, True, True), "The model's weights were stored in 8 bits."),
    (Means(True, True, True, 0.6), "The shot was painted in shorter windows."),
    (Means(True, True, True, 0.6, 0.75), "The shot was painted smaller, and enlarged."),
    (Means(True, True, True, 0.6, 0.5), "The shot was painted at half its height, and enlarged."),
)


def climbed(means: Means, title: str) -> tuple[Means, str]:
    """The next means, and the sentence that goes with the take.

    Raises:
        DeviceLimit: there is nothing left to give up.
    """
    rung = [one for one, _ in LADDER].index(means) + 1
    if rung == len(LADDER):
        raise DeviceLimit(
            f"{title} does not fit into this machine's memory, even in small pieces.",
            "Choose a smaller painter, close other programs, or let the cel painter paint this shot.",
        )
    return LADDER[rung]


def is_out_of_memory(fault: BaseException) -> bool:
    """Whether a fault of torch means that memory was short."""
    import torch

    if isinstance(fault, torch.OutOfMemoryError | MemoryError):
        return True
    return isinstance(fault, RuntimeError) and "allocate memory" in str(fault)


def is_device_lost(fault: BaseException) -> bool:
    """Whether a fault of torch means that the graphics card does not answer any more."""
    import torch

    return isinstance(fault, torch.AcceleratorError)


def let_go(fault: BaseException) -> None:
    """Free what a fault holds on to: its frames hold every tensor of the call."""
    import torch

    fault.__traceback__ = None
    fault.__context__ = None
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


def fit(pipe: Any, denoisers: tuple[str, ...], means: Means, device: str) -> None:
    """Set a pipeline up for its means. They are only ever added to: a pipeline that is opened anew has none."""
    import torch

    if means.tiled and hasattr(pipe.vae, "enable_tiling"):
        pipe.vae.enable_tiling()
    networks = [found for name in denoisers if (found := getattr(pipe, name, None)) is not None]
    for network in networks:
        if means.eight_bit and not getattr(network, "stored_in_8_bits", False):
            network.enable_layerwise_casting(torch.float8_e4m3fn, compute_dtype=network.dtype)
            network.stored_in_8_bits = True
        if means.offloaded and not getattr(network, "fetched_by_groups", False):
            network.enable_group_offload(
                torch.device(device), torch.device("cpu"), "block_level", 1, use_stream=device.startswith("cuda")
            )
            network.fetched_by_groups = True
