"""Choices that are always the same for the same words."""

import zlib
from collections.abc import Sequence
from typing import TypeVar

Choice = TypeVar("Choice")


def number_of(words: str) -> int:
    """A number that depends on nothing but the words."""
    return zlib.crc32(words.encode("utf-8", "surrogatepass"))


def pick(options: Sequence[Choice], words: str, taken: Sequence[Choice] = ()) -> Choice:
    """The option the words choose, the next one not taken yet while there is one."""
    first = number_of(words) % len(options)
    turned = [*options[first:], *options[:first]]
    return next((option for option in turned if option not in taken), turned[0])
