"""What a sentence is about, weighed: broad fields of words, each harmless by itself, and how much they say together.

The fields are written by hand (``english_fields.toml``, ``japanese_fields.toml``); what each of them and each two of
them weigh for a harm was learned from labelled lines (``scripts/weigh_protection.py``, logistic regression) and lies
in ``weights.toml``, where it can be read: "private" weighs towards sexual, "medical" against it.
"""

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import Final

import msgspec
from msgspec import Struct

from studio.cameo.senses import Language, Sensed, Senses, as_named, sentences
from studio.cameo.tongues import English, Japanese
from studio.errors import MissingResource
from studio.resources import resource

_FIELD: Final = "field "
"""Before the name of a field where it is beside the kinds of a language."""
_TOLD: Final = 3
"""Words that a refusal names."""


class Weights(Struct, frozen=True, forbid_unknown_fields=True):
    """What fields weigh for one harm, in natural logarithms of odds.

    start: by language, where nothing is found. alone: by field. together: by two fields, alphabetical, a space between.
    """

    start: dict[str, float]
    alone: dict[str, float]
    together: dict[str, float]


class Weighed(Struct, frozen=True, forbid_unknown_fields=True):
    """The weights of every harm, and from which sum on it is one."""

    refused_from: float
    harms: dict[str, Weights]


def weighed(text: str, people: Sequence[str] = ()) -> Iterator[Sensed]:
    """Every harm that a sentence of a text weighs enough for. people: names of who plays in it."""
    read = weights()
    for name, language in languages().items():
        for sentence in sentences(text, language, people):
            found = fields(sentence, name)
            for harm, by in read.harms.items():
                if weight(tuple(found), by, name) > read.refused_from:
                    yield Sensed(harm, as_named(_told(found, by), people))


def weight(found: Sequence[str], by: Weights, language: str) -> float:
    """How much fields that meet in a sentence weigh for a harm."""
    together = (by.together.get(" ".join(pair), 0.0) for pair in combinations(sorted(found), 2))
    return by.start[language] + sum(by.alone.get(one, 0.0) for one in found) + sum(together)


def fields(sentence: str, language: str) -> dict[str, str]:
    """The fields that are in a sentence, each with the first words of it."""
    hits = languages()[language].hits(sentence)
    return {
        kind.removeprefix(_FIELD): sentence[spans[0].start : spans[0].end]
        for kind, spans in hits.items()
        if kind.startswith(_FIELD)
    }


@cache
def field_names(language: str) -> tuple[str, ...]:
    """The names of a language's fields."""
    return tuple(_written(f"{language}_fields"))


@cache
def languages() -> dict[str, Language]:
    """English and Japanese, with their kinds and fields."""
    return {"english": English(_with_fields("english")), "japanese": Japanese(_with_fields("japanese"))}


@cache
def weights() -> Weighed:
    """The weights as they were learned.

    Raises:
        MissingResource: the file is missing or does not read.
    """
    path = resource("protection/weights.toml")
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Weighed)
    except msgspec.MsgspecError as fault:
        raise MissingResource(f"resources/protection/weights.toml does not read: {fault}.", "Mend that line.") from (
            fault
        )


def _told(found: dict[str, str], by: Weights) -> str:
    heaviest = sorted(found, key=lambda name: -by.alone.get(name, 0.0))[:_TOLD]
    return " … ".join(dict.fromkeys(found[name] for name in heaviest))


def _with_fields(language: str) -> Senses:
    path = resource(f"protection/{language}_senses.toml")
    try:
        senses = msgspec.toml.decode(path.read_bytes(), type=Senses)
    except msgspec.MsgspecError as fault:
        raise MissingResource(
            f"resources/protection/{language}_senses.toml does not read: {fault}.", "Mend that line."
        ) from fault
    fields = {_FIELD + name: words for name, words in _written(f"{language}_fields").items()}
    return Senses({**senses.kinds, **fields}, senses.senses)


@cache
def _written(name: str) -> dict[str, tuple[str, ...]]:
    path = resource(f"protection/{name}.toml")
    try:
        return msgspec.convert(tomllib.loads(path.read_text("utf-8")), dict[str, tuple[str, ...]])
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as fault:
        raise MissingResource(f"resources/protection/{name}.toml does not read: {fault}.", "Mend that line.") from fault
