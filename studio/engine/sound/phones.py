"""Sounds of any language as the phones of the acoustic model that recorded voices are heard with."""

import tomllib
from functools import cache
from typing import Final

from studio.resources import resource

_MARKS: Final = str.maketrans("", "", "ˈˌːˑ'ʲʰʷˠˤᵝ̩̯̞̝̪̃͡")


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(resource("sounds/phones.toml").read_text("utf-8"))


def heard_as(phone: str) -> str:
    """A phone of the model as IPA; "" for silence, noise and what it does not know."""
    return _table()["heard"].get(phone, "")


@cache
def nearest(symbol: str) -> tuple[str, ...]:
    """The phones nearest to an IPA sound; none for a stop of the voice."""
    bare, found = symbol.translate(_MARKS), list[str]()
    while bare:
        length = next((size for size in range(len(bare), 0, -1) if bare[:size] in _table()["nearest"]), 0)
        found += _table()["nearest"][bare[:length]].split() if length else []
        bare = bare[max(length, 1) :]
    return tuple(found)
