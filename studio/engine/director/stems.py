"""The base forms an English word may come from: walking, walked, walks -> walk."""

from functools import cache
from typing import Final

_VOWELS: Final = frozenset("aeiouy")


@cache
def bases(word: str) -> tuple[str, ...]:
    """The word itself first, then what it may be an inflection of, likeliest first."""
    found = [word]
    if len(word) < 4 or not word.isascii():
        return (word,)
    if word.endswith(("ies", "ied")):
        found.append(word[:-3] + "y")
    if word.endswith("s") and not word.endswith("ss"):
        found.append(word[:-1])
        if word.endswith("es"):
            found.append(word[:-2])
    if word.endswith("ves"):
        found += [word[:-3] + "f", word[:-3] + "fe"]
    if word.endswith("men"):
        found.append(word[:-2] + "an")
    if word.endswith("ing") and len(word) > 4:
        found += _unended(word[:-3])
    if word.endswith("ed"):
        found += _unended(word[:-2])
    return tuple(dict.fromkeys(base for base in found if len(base) > 1))


def _unended(stem: str) -> list[str]:
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return [stem[:-1], stem, stem + "e"]
    if len(stem) > 2 and stem[-1] == stem[-2]:
        return [stem, stem[:-1], stem + "e"]
    return [stem, stem + "e"]


def third_person(verb: str) -> str:
    """The verb as "she ...": walk -> walks, carry -> carries, watch -> watches; of a phrase, its first word."""
    first, space, rest = verb.partition(" ")
    if first.endswith("y") and first[-2:-1] not in _VOWELS:
        first = first[:-1] + "ies"
    elif first.endswith(("s", "x", "z", "ch", "sh", "o")):
        first += "es"
    else:
        first += "s"
    return first + space + rest
