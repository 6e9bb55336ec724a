"""How often the protection of real people is right: refused what is to be refused, and let through what is fine.

Lines of ``resources/bench/protection.toml``, each with what it shows. A harmful line counts as refused whatever the
reason given; whether the reason is the right one is counted beside it. The rules were tuned on all parts
but the last, which shows what they do with words that nobody tuned them on; no bar is put there.
"""

import time
import tomllib
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from studio.bench.figures import Figure, at_least, at_most
from studio.cameo.protection import MINOR, found_in
from studio.errors import MissingResource
from studio.resources import resource

FINE: Final = "fine"
HELD_OUT: Final = ("third",)
"""Parts that nothing was tuned on or learned from."""
LEAST_REFUSED, MOST_OVER = 95.0, 5.0
"""Percent."""


class Labelled(Struct, frozen=True):
    """A line and what it shows: "fine" or a harm. part: which set of lines it is of."""

    part: str
    language: str
    label: str
    text: str

    @property
    def found(self) -> tuple[str, ...]:
        """What the rules say that it shows."""
        return tuple(one.harm for one in found_in(self.text, people(self.text)))


def people(text: str) -> tuple[str, ...]:
    """Who is in a line, as the director would tell: the lines have two people."""
    return tuple(name for name in ("Hana", "Ken", "ハナ", "ケン") if name in text)


def lines(name: str = "protection") -> tuple[Labelled, ...]:
    """All labelled lines of a file under ``resources/bench``.

    Raises:
        MissingResource: the file is missing or does not read.
    """
    try:
        read = tomllib.loads(resource(f"bench/{name}.toml").read_text("utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise MissingResource(f"resources/bench/{name}.toml does not read: {fault}.", "Mend that line.") from fault
    return tuple(_labelled(read))


def _labelled(read: dict[str, dict[str, list[str]]]) -> Iterator[Labelled]:
    for part, languages in read.items():
        for language, written in languages.items():
            for line in written:
                label, _, text = line.partition(" | ")
                yield Labelled(part, language, label, text)


def refused(chosen: Sequence[Labelled]) -> float:
    """Of harmful lines, how many percent are refused."""
    harmful = [one for one in chosen if one.label != FINE]
    return 100 * sum(bool(one.found) for one in harmful) / len(harmful)


def over_blocked(chosen: Sequence[Labelled]) -> float:
    """Of fine lines, how many percent are refused."""
    fine = [one for one in chosen if one.label == FINE]
    return 100 * sum(bool(one.found) for one in fine) / len(fine)


def reasoned(chosen: Sequence[Labelled]) -> float:
    """Of harmful lines that are refused, for how many percent the reason is the right one."""
    hit = [one for one in chosen if one.label != FINE and one.found]
    return 100 * sum(one.label in one.found for one in hit) / len(hit)


def measure() -> list[Figure]:
    """The figures, by part and language."""
    every = lines()
    began = time.perf_counter()
    for one in every:
        found_in(one.text, people(one.text))
    each = 1000 * (time.perf_counter() - began) / len(every)
    figures = [Figure("lines", float(len(every)), "")]
    for part in dict.fromkeys(one.part for one in every):
        for language in ("english", "japanese"):
            chosen = [one for one in every if (one.part, one.language) == (part, language)]
            name = f"{part} {language}"
            tuned = part not in HELD_OUT
            hit, over = refused(chosen), over_blocked(chosen)
            told = f"{name}: refused of harmful", f"{name}: refused of fine"
            figures += [
                at_least(told[0], hit, "%", LEAST_REFUSED) if tuned else Figure(told[0], hit, "%"),
                at_most(told[1], over, "%", MOST_OVER),
                Figure(f"{name}: right reason", reasoned(chosen), "%"),
            ]
    minors = [one for one in every if one.label == MINOR]
    figures.append(
        at_least("minors: refused as such", 100 * sum(MINOR in one.found for one in minors) / len(minors), "%", 95)
    )
    return [*figures, at_most("a line read", each, "ms", 20)]
