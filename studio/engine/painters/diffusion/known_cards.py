"""What it is remembered of this machine's cards. Light: the window reads it for its estimates."""

from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from studio.engine.painters.diffusion.budget import GB, host_memory_free
from studio.engine.painters.diffusion.levers import Card
from studio.resources import profile_folder

_VERSION: Final = 1


class _Kept(Struct):
    """The file of a card: what measured it, and what was found."""

    version: int
    by: str
    card: Card


def card_file(device: str) -> Path:
    """Where it is remembered what a device can do."""
    return profile_folder() / "cards" / f"{device.replace(':', '-')}.json"


def kept_card(card: Card, by: str) -> bytes:
    """What is written of a card. by: what measured it."""
    return msgspec.json.encode(_Kept(_VERSION, by, card))


def known_card(device: str = "", by: str = "") -> Card | None:
    """The card as it was measured before, with the host memory that is free now; None: it never was.

    device: as torch names it; "": the graphics card, or else the processor. by: only what that measured.
    """
    for name in (device,) if device else ("cuda", "cpu"):
        try:
            kept = msgspec.json.decode(card_file(name).read_bytes(), type=_Kept)
        except (OSError, msgspec.DecodeError):
            continue
        if kept.version == _VERSION and by in ("", kept.by):
            free = host_memory_free() / GB or kept.card.host_gb
            return msgspec.structs.replace(kept.card, host_gb=free)
    return None
