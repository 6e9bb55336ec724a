"""What is given up when the graphics memory does not hold a painting, one thing after another, and said aloud.

    whole -> VAE in tiles -> blocks by group -> 8-bit storage -> shorter windows -> smaller pictures -> refused

The first two do not change the picture. Where a painting begins on the ladder, ``levers`` chooses for the card.
"""

import gc
from dataclasses import dataclass
from enum import Enum
from typing import Final

from studio.errors import DeviceLimit


class Storage(Enum):
    """How weights lie in memory: as they compute, as 8-bit floats, or as 8-bit integers with a scale for each row.

    Integers keep more of a weight. Floats also go with blocks that are fetched by group, and with LoRAs.
    """

    FULL = "full"
    FP8 = "fp8"
    INT8 = "int8"


@dataclass(frozen=True)
class Means:
    """How a painting is fitted into memory.

    tiled: the VAE works tile by tile. offloaded: the network's blocks lie in host memory and come one group at a time.
    storage: of the network's weights. length, size: shares of the usual window and of the usual height.
    """

    tiled: bool = False
    offloaded: bool = False
    storage: Storage = Storage.FULL
    length: float = 1.0
    size: float = 1.0

    @property
    def seen(self) -> str:
        """What of it the picture shows: nothing of it may change between a snapshot and its resumption."""
        return f"{self.storage.value} {self.length} {self.size}"

    def opens_alike(self, other: "Means") -> bool:
        """Whether a model that was opened with the other means only has to be told of these."""
        return (self.offloaded, self.storage) == (other.offloaded, other.storage)

    def gives_up_more(self, than: "Means") -> bool:
        """Whether these save memory wherever the other ones do, and somewhere else too."""
        saved = (self.tiled, self.offloaded, self.storage is not Storage.FULL, -self.length, -self.size)
        there = (than.tiled, than.offloaded, than.storage is not Storage.FULL, -than.length, -than.size)
        return saved != there and all(mine >= its for mine, its in zip(saved, there, strict=True))


LADDER: Final[tuple[tuple[Means, str], ...]] = (
    (Means(), ""),
    (Means(tiled=True), "The picture was coded in tiles, as the graphics memory was short."),
    (Means(tiled=True, offloaded=True), "The model was kept in host memory and fetched by groups of its blocks."),
    (Means(True, True, Storage.FP8), "The model's weights were stored in 8 bits."),
    (Means(True, True, Storage.FP8, 0.6), "The shot was painted in shorter windows."),
    (Means(True, True, Storage.FP8, 0.6, 0.75), "The shot was painted smaller, and enlarged."),
    (Means(True, True, Storage.FP8, 0.6, 0.5), "The shot was painted at half its height, and enlarged."),
)


def climbed(means: Means, title: str) -> tuple[Means, str]:
    """The next means, and the sentence that goes with the take.

    Raises:
        DeviceLimit: there is nothing left to give up.
    """
    further = next((rung for rung in LADDER if rung[0].gives_up_more(means)), None)
    if further is None:
        raise DeviceLimit(
            f"{title} does not fit into this machine's memory, even in small pieces.",
            "Choose a smaller painter, close other programs, or let the cel painter paint this shot.",
        )
    return further


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
