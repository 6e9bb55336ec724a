"""How a painting is made fast on a card, and fitted into it: chosen for the artist, with the reasons in words.

One dial, draft, good or best, is all there is to set. What each lever changes of the picture decides where it may act:

    nothing         attention's backend*, VAE in tiles, blocks fetched by group      always, where they help
    last digits     compiled blocks                                                  long paintings at best
    a little        8-bit weights                                                    where memory asks for it
    some            a cache of steps that change little                              draft and good
    the way there   a LoRA that paints in few steps                                  draft, if it is installed
                                                                  * its last digits on some cards
"""

import math
from dataclasses import dataclass
from typing import Final

from msgspec import Struct

from studio.engine.painters.catalogue import Dial, Network, PainterEntry, Setting
from studio.engine.painters.diffusion.ladder import LADDER, Means, Storage

GB: Final = 1e9
NATIVE: Final = "native"
_EFFICIENCY: Final = 0.6
"""Of the card's own speed at large products of matrices, what a whole network reaches; estimated, not measured."""
_CONTEXT_GB: Final = 0.6
"""Of the card's memory, what its driver and libraries take."""
_USABLE: Final = 0.94
_HOST_LEFT_GB: Final = 2.0
_TILE_PX: Final = 256 * 256
_VAE_BYTES: Final = 96 * 4 * 4 * 8
"""A pixel of a VAE that works in 32 bits: 96 channels of 4 frames, about 8 of them at once."""
_CACHE: Final = {Dial.DRAFT: 0.1, Dial.GOOD: 0.05}
_LEAST_CACHED_STEPS: Final = 12
_COMPILING_PAYS_S: Final = 600.0
_FASTER: Final = 0.95


class Card(Struct, frozen=True):
    """What paints, as it was measured. kind: "cuda" or "cpu".

    memory_gb, host_gb: of the card (0: it is the host's), and free of the host. tflops: of large products of matrices
    in the type it paints in. copy_gbps: from the host to it. compiles: whether blocks can be compiled here.
    attention: seconds that each backend took for the same thing, by name.
    """

    kind: str
    name: str
    memory_gb: float
    host_gb: float
    tflops: float
    copy_gbps: float = 0.0
    compiles: bool = False
    integers: bool = False
    attention: tuple[tuple[str, float], ...] = ((NATIVE, 1.0),)


@dataclass(frozen=True)
class Pace:
    """How a network is hurried. cache: how much a step may change for the last one's work to be used again; 0 never."""

    attention: str = NATIVE
    compiled: bool = False
    cache: float = 0.0

    @property
    def seen(self) -> str:
        """What of it the picture shows, if only in its last digits."""
        return f"{self.attention} {self.compiled} {self.cache:g}"


@dataclass(frozen=True)
class LeverPlan:
    """How a painter paints on a card. reasons: why so, a sentence each. seconds: of one window; None: not known.

    memory_gb: of the card, at most; estimated.
    """

    means: Means
    pace: Pace
    memory_gb: float
    seconds: float | None
    reasons: tuple[str, ...]

    @property
    def note(self) -> str:
        """What goes with the take of it, in a sentence; "" nothing that could be seen."""
        if self.pace.cache:
            return "Steps that changed little were not worked out in full."
        return ""


def levers_for(
    card: Card, entry: PainterEntry, dial: Dial, setting: Setting | None = None, loras: int = 0
) -> LeverPlan:
    """The plan for a painter on a card at a position of the dial. setting: instead of the dial's own."""
    how = setting or entry.at(dial)
    forward_s = _forward_seconds(card, entry.network, how, entry)
    means, why = _means(card, entry, how, forward_s, loras)
    seconds = None if forward_s is None else forward_s * how.steps * _passes(how)
    pace, more = _pace(card, entry, dial, how, means, seconds)
    return LeverPlan(means, pace, memory_needed(entry, how, means, pace), seconds, (*why, *more))


def windows_for(painted: int, setting: Setting, shared: int = 7) -> int:
    """How many windows a shot of so many painted frames takes, about."""
    return 1 if painted <= setting.frames else math.ceil((painted - shared) / max(1, setting.frames - shared))


# --- memory ---------------------------------------------------------------------------------------------
def memory_needed(entry: PainterEntry, setting: Setting, means: Means, pace: Pace) -> float:
    """GB of the card, at most, while a window is painted. Estimated from sizes; see ``docs/benchmarks/painters.md``."""
    weights, network = denoiser_gb(entry), entry.network
    if means.storage is not Storage.FULL:
        weights *= 0.53
    if means.offloaded:
        weights *= 3 / max(network.blocks if network else 12, 3) + 0.03
    area = setting.width * setting.height * means.size**2
    coding = (min(area, _TILE_PX) if means.tiled else area) * _VAE_BYTES / GB
    working = _activations_gb(network, setting, means, pace) if network else area * 3e-6
    return _CONTEXT_GB + weights + 2 * entry.weights_gb.get("vae", 0.3) + max(working, coding)


def denoiser_gb(entry: PainterEntry) -> float:
    """GB of all that works in every step, in 16 bits; two experts count both."""
    return sum(
        size for name, size in entry.weights_gb.items() if name.startswith(("transformer", "unet", "controlnet"))
    )


def _activations_gb(network: Network, setting: Setting, means: Means, pace: Pace) -> float:
    held = 12 + network.hints + (6 if pace.cache else 0)
    tokens = network.tokens(setting) * means.length * means.size**2
    return tokens * 2 * (held * network.width + 2 * network.inner) / GB


def _host_needed(entry: PainterEntry, means: Means) -> float:
    """GB of host memory: what is read goes through it; blocks that are fetched stay there, locked for the card."""
    read = max(denoiser_gb(entry), entry.weights_gb.get("text_encoder", 0.0))
    if not means.offloaded:
        return read
    return denoiser_gb(entry) * (1.1 if means.storage is Storage.FULL else 0.6) + 1.0


def _fits(card: Card, entry: PainterEntry, setting: Setting, means: Means) -> bool:
    on_card = card.kind == "cpu" or memory_needed(entry, setting, means, Pace()) <= card.memory_gb * _USABLE
    return on_card and _host_needed(entry, means) + _HOST_LEFT_GB <= card.host_gb


# --- time -----------------------------------------------------------------------------------------------
def _passes(setting: Setting) -> int:
    """How often the network runs in a step: guidance asks it twice."""
    return 2 if setting.guidance > 1 else 1


def _forward_seconds(card: Card, network: Network | None, setting: Setting, entry: PainterEntry) -> float | None:
    """Of the network once, by its operations: 2 for each weight and token, 4 for each pair of tokens and channel."""
    if network is None or card.tflops <= 0:
        return None
    tokens = network.tokens(setting)
    weights = entry.weights_gb.get("transformer", 0.0) * GB / 2
    operations = 2 * weights * tokens + 4 * tokens**2 * network.width * network.blocks
    return operations / (card.tflops * 1e12 * _EFFICIENCY)


# --- choosing -------------------------------------------------------------------------------------------
def _means(
    card: Card, entry: PainterEntry, setting: Setting, forward_s: float | None, loras: int
) -> tuple[Means, list[str]]:
    for means, why in _offered(card, entry, forward_s, loras):
        if _fits(card, entry, setting, means):
            return means, [why] if why else []
    if card.kind == "cpu":
        return Means(), []
    short = "The model is larger than this machine: groups of 8-bit weights are fetched, and it may have to paint less."
    return LADDER[3][0], [short]


def _offered(card: Card, entry: PainterEntry, forward_s: float | None, loras: int) -> list[tuple[Means, str]]:
    """Ways of fitting in, the fastest that changes least first."""
    whole = [(Means(), ""), (Means(tiled=True), "The picture is coded in tiles, so that the rest fits as it is.")]
    if card.kind == "cpu":
        return whole
    fetch_s = entry.weights_gb.get("transformer", denoiser_gb(entry)) / card.copy_gbps if card.copy_gbps else math.inf
    hidden = forward_s is not None and fetch_s <= forward_s
    floats = (
        Means(True, storage=Storage.FP8),
        "Weights are stored as 8-bit floats, so that the model stays on the card.",
    )
    whole_numbers = (
        Means(True, storage=Storage.INT8), "Weights are stored as 8-bit integers, so that the model stays on the card."
    )  # fmt: skip
    eight = whole_numbers if card.integers and not loras else floats
    fetched = (
        Means(True, offloaded=True),
        f"Blocks are fetched from host memory while others work: {fetch_s:.1f} s to fetch"
        + (f", {forward_s:.1f} s to work." if forward_s is not None else "."),
    )
    both = (LADDER[3][0], "Blocks of 8-bit weights are fetched from host memory.")
    return [*whole, fetched, eight, both] if hidden else [*whole, eight, fetched, both]


def _pace(
    card: Card, entry: PainterEntry, dial: Dial, setting: Setting, means: Means, seconds: float | None
) -> tuple[Pace, list[str]]:
    attention, why = _attention(card)
    network = entry.network
    can_cache = network is not None and network.skipped > 0 and setting.steps >= _LEAST_CACHED_STEPS
    cache = _CACHE.get(dial, 0.0) if can_cache else 0.0
    if cache and network is not None:
        share = network.skipped / network.blocks
        why.append(f"Steps that change little use {share:.0%} of the last one's work again; it is not in the estimate.")
    elif can_cache:
        why.append("At best, every step is worked out in full.")
    elif network is not None and network.skipped:
        why.append("There are too few steps to leave anything out.")
    compiled = _compiling_pays(card, means, cache, seconds)
    if compiled:
        why.append("Blocks are compiled first, which pays in a painting as long as this.")
    return Pace(attention, compiled, cache), why


def _compiling_pays(card: Card, means: Means, cache: float, seconds: float | None) -> bool:
    """Compiled blocks go neither with a cache, nor with blocks that come and go, nor with 8-bit floats."""
    fits = card.compiles and not cache and not means.offloaded and means.storage is not Storage.FP8
    return fits and card.kind != "cpu" and seconds is not None and seconds >= _COMPILING_PAYS_S


def _attention(card: Card) -> tuple[str, list[str]]:
    """The fastest backend that is here, unless torch's own is about as fast."""
    took = dict(card.attention)
    usual = took.get(NATIVE, math.inf)
    name, seconds = min(card.attention, key=lambda one: one[1], default=(NATIVE, usual))
    if name == NATIVE or seconds > usual * _FASTER:
        return NATIVE, []
    return name, [f"Attention is worked out by {name}, the fastest here ({usual / seconds:.1f} times torch's own)."]
