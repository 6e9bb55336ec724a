"""Levers put to work on a pipeline that is freshly opened, and what of them a machine cannot do."""

from typing import Any, Final

from studio.engine.painters.diffusion.caching import put_cache_on, suits
from studio.engine.painters.diffusion.ladder import Means, Storage
from studio.engine.painters.diffusion.levers import NATIVE, Pace
from studio.errors import DeviceLimit

_HUB: Final = "_hub"


def fit(pipe: Any, denoisers: tuple[str, ...], means: Means, device: str) -> None:
    """Set a pipeline up for its means. They are only ever added to: a pipeline that is opened anew has none.

    Raises:
        Whatever torch raises where memory is short.
    """
    import torch

    if means.tiled and hasattr(pipe.vae, "enable_tiling"):
        pipe.vae.enable_tiling()
    for network in _networks(pipe, denoisers):
        if means.storage is not Storage.FULL and not hasattr(network, "stored_as"):
            _store(network, means.storage)
            network.stored_as = means.storage
        if means.offloaded and not getattr(network, "fetched_by_groups", False):
            fetch_by_groups(network, device)
            network.fetched_by_groups = True
    if means.offloaded:
        pipe.vae.to(device)
    else:
        pipe.to(torch.device(device))


def _store(network: Any, storage: Storage) -> None:
    import torch

    if storage is Storage.FP8:
        network.enable_layerwise_casting(torch.float8_e4m3fn, compute_dtype=network.dtype)
        return
    from torchao.quantization import Int8WeightOnlyConfig, quantize_

    quantize_(network.blocks if hasattr(network, "blocks") else network, Int8WeightOnlyConfig(version=2))


def fetch_by_groups(network: Any, device: str) -> None:
    """Keep a network in host memory, and fetch its blocks one by one; on a graphics card the next while one works."""
    import torch
    from diffusers.hooks.group_offloading import apply_group_offloading

    streams = device.startswith("cuda")
    apply_group_offloading(
        network, torch.device(device), torch.device("cpu"), "block_level", num_blocks_per_group=1,
        use_stream=streams, record_stream=streams, low_cpu_mem_usage=streams,
    )  # fmt: skip


def hurry(pipe: Any, denoisers: tuple[str, ...], pace: Pace, backend: str = "inductor") -> None:
    """Put a pace on a pipeline that is freshly opened and fitted. backend: of torch's compiler.

    Raises:
        DeviceLimit: one of its levers is not for this network or machine; it is named.
    """
    for network in _networks(pipe, denoisers):
        if pace.attention != NATIVE:
            _attend(network, pace.attention)
        if pace.cache:
            if not suits(network):
                raise _unsuited(f"The cache of steps is not right for {type(network).__name__}.")
            put_cache_on(network, pace.cache)
        if pace.compiled:
            _compile(network, backend)


def _attend(network: Any, backend: str) -> None:
    if backend.endswith(_HUB):
        raise _unsuited(f"The attention backend {backend} would fetch native code and run it.")
    try:
        network.set_attention_backend(backend)
    except (RuntimeError, ValueError, ImportError) as fault:
        raise _unsuited(f"The attention backend {backend} is not on this machine.") from fault


def _compile(network: Any, backend: str) -> None:
    if getattr(network, "fetched_by_groups", False) or getattr(network, "stored_as", None) is Storage.FP8:
        raise _unsuited("Blocks that are fetched, or stored as 8-bit floats, are not compiled.")
    network.compile_repeated_blocks(fullgraph=True, backend=backend)


def is_uncompilable(fault: BaseException) -> bool:
    """Whether a fault means that blocks could not be compiled here; then they are used as they are."""
    return type(fault).__module__.startswith(("torch._dynamo", "torch._inductor"))


def _networks(pipe: Any, denoisers: tuple[str, ...]) -> list[Any]:
    return [found for name in denoisers if (found := getattr(pipe, name, None)) is not None]


def _unsuited(what: str) -> DeviceLimit:
    return DeviceLimit(what, "Paint with another painter, or at another quality.")
